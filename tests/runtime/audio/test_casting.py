"""Everybody has a voice of their own, from the bible's words, the same every time."""

from __future__ import annotations

import pytest

from runtime.audio.casting import TYPES, Delivery, delivery_of, type_of, voice_of


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


def test_bounds_leave_the_usual_alone() -> None:
    assert Delivery().bounded() == Delivery()
