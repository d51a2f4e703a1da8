"""Kokoro's and espeak-ng's voices are shared out: everybody has one of their own, that fits."""

from __future__ import annotations

import pytest

from runtime.audio.casting import delivery_of
from runtime.audio.delivery import Delivery
from runtime.audio.troupe import ACTORS, RECORDED_HZ, SPOKEN, VARIANTS, Part, part_of, primary, shared_out
from runtime.parts.kokoro import VOICES

CAST = (
    ("MARA", "62, woman, keeper of the light, slow and exact"),
    ("TOM", "12, boy from the boat, quick"),
    ("EDDA", "29, woman, second keeper, restless"),
    ("IVO", "45, man, mate, dry"),
    ("OTTO", "71, old man, deep voice, gruff"),
)


def kokoro(name: str, description: str = "", manner: str = "", language: str = "en") -> Part:
    return part_of("kokoro", language, (name, description, manner), CAST)


def test_all_actors_are_in_the_part_that_is_fetched() -> None:
    assert {actor.name for actor in ACTORS} == set(VOICES)
    assert sum(actor.accent in "ab" for actor in ACTORS) == 28


@pytest.mark.parametrize("language", ["en", "en-GB"])
def test_nobody_has_the_voice_of_another(language: str) -> None:
    voices = [part_of("kokoro", language, (*member, ""), CAST).voice for member in CAST]
    assert len(set(voices)) == len(CAST)


def test_sex_and_age_fit() -> None:
    sexes = {name: kokoro(name, description).voice[1] for name, description in CAST}
    assert sexes == {"MARA": "f", "TOM": "f", "EDDA": "f", "IVO": "m", "OTTO": "m"}
    assert kokoro(*CAST[4]).voice in ("bm_lewis", "bm_george", "am_santa", "am_onyx")


def test_the_accent_follows_the_language_and_the_words() -> None:
    assert part_of("kokoro", "en-GB", ("X", "woman, 30", ""), ()).voice[0] == "b"
    assert part_of("kokoro", "en", ("X", "woman, 30", ""), ()).voice[0] == "a"
    assert part_of("kokoro", "en", ("X", "an English butler, 50", ""), ()).voice[0] == "b"
    assert part_of("kokoro", "en-GB", ("X", "an American cowboy, 50", ""), ()).voice[0] == "a"


def test_a_crowd_uses_every_voice_before_one_is_heard_twice() -> None:
    crowd = tuple((f"WOMAN {number}", "woman") for number in range(15))
    assert len({actor.name for actor in shared_out(crowd, "en").values()}) == 15
    more = tuple((f"ONE {number}", ("woman", "man")[number % 2]) for number in range(40))
    assert len({actor.name for actor in shared_out(more, "en").values()}) >= 26


def test_who_comes_later_takes_nobodys_voice() -> None:
    before, after = shared_out(CAST[:3], "en"), shared_out(CAST, "en")
    assert all(after[name] == actor for name, actor in before.items())


def test_a_stranger_has_a_voice_of_their_own_too() -> None:
    stranger = kokoro("THE DOCTOR", "a man of 50")
    assert stranger.voice not in {kokoro(*member).voice for member in CAST}


def test_the_voice_is_the_same_whatever_the_manner() -> None:
    plain, shouted = kokoro(*CAST[3]), kokoro(*CAST[3], "shouting")
    assert plain.voice == shouted.voice
    assert shouted.delivery.gain_db > plain.delivery.gain_db
    assert shouted.delivery.pitch > 1.1 * plain.delivery.pitch


def test_grown_voices_are_left_nearly_as_they_are_and_children_made_small() -> None:
    for name, description in (CAST[2], CAST[3]):
        assert 0.85 < kokoro(name, description).delivery.pitch < 1.15
    assert kokoro(*CAST[1]).delivery.formants > 1.05


def test_machines_are_played_by_hibari() -> None:
    part = kokoro("T9", "robot")
    assert (part.engine, part.delivery.lively) == ("hibari", 0.0)


@pytest.mark.parametrize("language", ["es", "fr-FR", "it", "pt_BR", "hi"])
def test_other_languages_have_their_own_actors(language: str) -> None:
    part = kokoro(*CAST[0], language=language)
    assert part.voice[0] in SPOKEN[primary(language)]
    assert kokoro("T9", "robot", language=language).engine == "kokoro"


def test_hibari_and_pico_play_everybody_with_one_voice() -> None:
    for engine, voice in (("hibari", ""), ("pico", "fr")):
        part = part_of(engine, "fr", (*CAST[3], "tired"), CAST)
        assert part == Part(engine, voice, delivery_of(*CAST[3], "tired", CAST))


def test_espeak_has_a_variant_for_each() -> None:
    parts = {name: part_of("espeak", "pt-BR", (name, words, ""), CAST) for name, words in CAST}
    voices = [part.voice for part in parts.values()]
    assert len(set(voices)) == len(CAST)
    assert all(voice.startswith("pt-br+") for voice in voices)
    assert parts["IVO"].voice[6] == "m"
    assert parts["EDDA"].voice[6] == "f"
    heard = dict(VARIANTS["m"])[parts["IVO"].voice[6:]] * parts["IVO"].delivery.pitch
    assert heard == pytest.approx(delivery_of(*CAST[3], "", CAST).pitch * RECORDED_HZ, rel=0.02)


@pytest.mark.parametrize("words", ["", "\x00", "🙂" * 300, "robot ghost bear mouse giant " * 50])
def test_no_words_break_it(words: str) -> None:
    for engine in ("hibari", "kokoro", "pico", "espeak"):
        part = part_of(engine, "en", (words, words, words), ((words, words),))
        assert isinstance(part.delivery, Delivery)
