"""Everybody has a voice of their own, from the bible's words, the same every time."""

from __future__ import annotations

from itertools import combinations

import pytest

from runtime.audio.casting import TYPES, beings_of, cast_of, delivery_of, type_of, unlikeness, voice_of
from runtime.audio.traits import BEINGS, TRAITS


@pytest.mark.parametrize(
    ("name", "description", "expected"),
    [
        ("MARA", "60, keeper of the light, grey braid, yellow oilskin, slow and exact", "woman"),
        ("TOM", "a boy of 9, barefoot", "boy"),
        ("PIP", "girl, 7", "girl"),
        ("THE KEEPER", "71, white beard", "old man"),
        ("ODA", "80, shawl", "old woman"),
        ("IVO", "16, apprentice, stubble", "young man"),
        ("NURSE", "woman, thirties", "woman"),
        ("CAPTAIN", "old sailor", "old man"),
        ("GRANDMOTHER", "", "old woman"),
        ("THE GIRL", "a child", "girl"),
        ("ANNA", "36, Tom's mother, with her son on her arm", "woman"),
        ("IDA", "daughter of a fisherman", "woman"),
        ("HARRY", "", "man"),
        ("EMILY", "", "woman"),
    ],
)
def test_words_say_who_it_is(name: str, description: str, expected: str) -> None:
    assert type_of(name, description) == expected


def test_where_words_do_not_say_the_name_decides_and_stays() -> None:
    assert type_of("ANNA", "") == "woman"
    assert len({type_of("ZWRT", "") for _ in range(5)}) == 1
    assert type_of("ZWRT", "") in TYPES


def test_a_year_is_no_age() -> None:
    assert type_of("JOHN", "a man, born 1840") == "man"


def test_children_are_higher_than_women_and_women_than_men() -> None:
    child, woman, man = (voice_of("X", words) for words in ("boy", "woman", "man"))
    assert child.pitch > woman.pitch > man.pitch
    assert child.formants > woman.formants > man.formants


def test_the_old_are_slower() -> None:
    assert voice_of("X", "old woman").pace < voice_of("X", "woman").pace
    assert voice_of("X", "old man").pace < voice_of("X", "man").pace


@pytest.mark.parametrize(
    ("word", "part", "sign"),
    [("deep", "pitch", -1), ("shrill", "pitch", 1), ("quick", "pace", 1), ("slow", "pace", -1)],
)
def test_words_of_the_bible_change_a_voice(word: str, part: str, sign: int) -> None:
    plain, changed = voice_of("X", "man"), voice_of("X", f"man, {word}")
    assert (getattr(changed, part) - getattr(plain, part)) * sign > 0


def test_two_men_are_not_the_same_man() -> None:
    voices = {voice_of(name, "man") for name in ("TOMAS", "JAN", "PIET", "OTTO", "KARL")}
    assert len(voices) == 5


def test_a_voice_is_the_same_on_every_machine() -> None:
    assert voice_of("TOMAS", "fisherman").pitch == pytest.approx(0.6 * (0.93 + 0.14 * 0.7135), abs=0.05)
    assert voice_of("TOMAS", "fisherman") == voice_of("TOMAS", "fisherman")


def test_manners_change_a_line_not_the_voice() -> None:
    plain = delivery_of("MARA", "woman", "")
    assert plain == voice_of("MARA", "woman")
    whispered = delivery_of("MARA", "woman", "whispering")
    assert whispered.breath == 1.0
    assert whispered.gain_db < -5
    shouted = delivery_of("MARA", "woman", "shouting up the stairs")
    assert shouted.gain_db > 0
    assert shouted.pitch > plain.pitch
    assert delivery_of("MARA", "woman", "tired").pace < plain.pace
    assert delivery_of("MARA", "woman", "quietly").gain_db < 0


def test_manners_add_up() -> None:
    both = delivery_of("MARA", "woman", "whispering, urgently")
    assert both.breath == 1.0
    assert both.pace > delivery_of("MARA", "woman", "whispering").pace


@pytest.mark.parametrize(
    "words",
    [
        "",
        "🙂" * 500,
        "deep low gruff gravelly giant big burly large",
        "tiny shrill high bright girl",
        "\x00",
        "slow weary tired calm ghost",
    ],
)
def test_no_words_make_a_voice_that_cannot_be_understood(words: str) -> None:
    delivery = delivery_of(words, words, words + " furious panicked excited shouting")
    assert delivery == delivery.bounded()
    assert 0.42 <= delivery.pitch <= 1.75
    assert 0.7 <= delivery.pace <= 1.4


def test_a_machine_has_no_melody() -> None:
    assert voice_of("UNIT", "robot").lively == 0.0


LIGHTHOUSE = (
    ("MARA", "62, woman, keeper of the light, slow and exact"),
    ("TOM", "12, boy from the boat, proud and quick"),
    ("EDDA", "29, woman, second keeper, restless and sharp"),
    ("IVO", "45, man, mate of the Constance, dry and courteous"),
    ("ANNA", "36, woman, Tom's mother, calm"),
)


@pytest.mark.parametrize(
    "members",
    [
        LIGHTHOUSE,
        tuple((name, "man") for name in ("JAN", "PIET", "OTTO", "KARL", "EMIL", "HANS")),
        tuple((f"GIRL {number}", "a girl of 9") for number in range(5)),
        tuple((f"WOMAN {number}", "old woman") for number in range(6)),
    ],
)
def test_nobody_of_a_cast_can_be_mistaken_for_another(members: tuple[tuple[str, str], ...]) -> None:
    voices = cast_of(members)
    assert len(voices) == len(members)
    assert min(unlikeness(one, other) for one, other in combinations(voices.values(), 2)) >= 1.0


def test_a_crowd_is_told_apart_as_far_as_it_goes() -> None:
    crowd = tuple((f"MAN {number}", "man") for number in range(30))
    voices = list(cast_of(crowd).values())
    assert min(unlikeness(one, other) for one, other in combinations(voices, 2)) > 0.4


def test_who_comes_later_changes_nobody_before() -> None:
    before, after = cast_of(LIGHTHOUSE[:3]), cast_of(LIGHTHOUSE)
    assert all(after[name] == voice for name, voice in before.items())


def test_a_stranger_is_none_of_the_cast() -> None:
    stranger = delivery_of("THE DOCTOR", "", "", LIGHTHOUSE)
    assert all(unlikeness(stranger, voice) >= 1.0 for voice in cast_of(LIGHTHOUSE).values())
    assert delivery_of("mara", "", "", LIGHTHOUSE) == cast_of(LIGHTHOUSE)["MARA"]


@pytest.mark.parametrize(
    ("name", "description", "found"),
    [
        ("PUSS", "a talking cat, grey", {"cat"}),
        ("POE", "an old raven", {"raven"}),
        ("T9", "robot of brass", {"robot"}),
        ("THE WOLF", "", {"wolf"}),
        ("ANNA", "woman with a cat", set()),
        ("JACK", "8, boy, cat mask", set()),
        ("MARA", "keeper of the light, coat of bear skin", set()),
    ],
)
def test_who_is_no_human_being(name: str, description: str, found: set[str]) -> None:
    assert beings_of(name, description) == found


def test_beings_sound_like_what_they_are() -> None:
    mouse, man, bear = (voice_of("X", words) for words in ("a mouse, man", "man", "a bear, man"))
    assert mouse.pitch > man.pitch > bear.pitch
    assert mouse.formants > man.formants > bear.formants
    assert bear.rough > man.rough
    assert voice_of("X", "robot").through == "metal"
    assert voice_of("X", "ghost").breath > 0.3


def test_a_word_about_a_thing_says_nothing_of_the_voice() -> None:
    plain = voice_of("OLE", "man")
    assert voice_of("OLE", "man, big coat, deep blue eyes, bright scarf") == plain
    assert voice_of("OLE", "big man").pitch < plain.pitch
    assert voice_of("OLE", "man, deep voice").pitch < plain.pitch


def test_the_old_are_worn_and_children_are_not() -> None:
    assert voice_of("X", "old man").rough > voice_of("X", "man").rough
    assert voice_of("X", "old woman").tremor > 0
    assert voice_of("X", "a girl of 7").rough == 0.0


def test_every_word_leaves_a_voice_that_can_be_understood() -> None:
    for word in (*TRAITS, *BEINGS):
        voice = voice_of("X", f"man, {word}")
        assert voice == voice.bounded()
