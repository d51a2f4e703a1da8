"""Words find their mood; every mood can be composed and played."""

from __future__ import annotations

import pytest

from runtime.audio.music.instruments import MAKERS
from runtime.audio.music.moods import MOOD_OF, MOODS, VOICES, instrument_of, mood_for


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("calm", "calm"),
        ("slow, sad strings", "calm"),
        ("sad", "sad"),
        ("Danger!", "tense"),
        ("hope", "hope"),
        ("dream", "wonder"),
        ("a waltz", "dance"),
        ("moonlight", "night"),
        ("victory", "triumphant"),
    ],
)
def test_words_find_their_mood(words: str, mood: str) -> None:
    assert mood_for(words) == mood


@pytest.mark.parametrize("words", ["", "none", "stop the music", "  ", "silence", "🙂", "\x00"])
def test_words_that_end_the_music(words: str) -> None:
    assert mood_for(words) == ""


def test_music_of_an_unknown_kind_is_calm() -> None:
    assert mood_for("dodecaphonic polka " * 10_000) == "calm"


def test_there_are_enough_and_each_is_called_by_its_name() -> None:
    assert len(MOODS) >= 8
    assert {mood_for(name) for name in MOODS} == set(MOODS)


def test_no_word_means_two_moods() -> None:
    words = [word for mood in MOODS.values() for word in mood.words.split()]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert set(MOOD_OF) == set(words)


@pytest.mark.parametrize("name", MOODS)
def test_every_mood_is_whole(name: str) -> None:
    mood = MOODS[name]
    assert len(mood.mode) == 7
    assert set(mood.ways) == set(range(7))
    assert all(after for after in mood.ways.values())
    assert len(set(mood.plans)) == len(mood.plans) >= 4
    assert len(mood.plans[0]) <= min(len(plan) for plan in mood.plans) + 2  # it begins with few
    for part in VOICES:
        assert instrument_of(mood, part) in MAKERS


@pytest.mark.parametrize("name", MOODS)
def test_a_tense_moment_always_has_something_to_add(name: str) -> None:
    mood = MOODS[name]
    assert all(set(mood.press) - set(plan) for plan in mood.plans)
