"""Effects and music: each word finds its sound, each sound is whole, and the score goes on without repeating itself."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.effects import RECIPES, Wanted, effect_for, make_effect
from runtime.audio.levels import loudness, peak_db
from runtime.audio.mixer import Mixer
from runtime.audio.music.phrases import MOODS, PHRASE_S, TAIL_S, make_phrase, mood_for


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("knock", "knock"),
        ("a knock at the door", "knock"),
        ("the door slams", "door"),
        ("Footsteps on the stairs", "steps"),
        ("ship's bell", "bell"),
        ("FOGHORN, far off", "foghorn"),
        ("glass breaks", "glass"),
        ("she strikes a match", "match"),
        ("heartbeat", "heartbeat"),
        ("theremin", ""),
        ("", ""),
        ("🙂", ""),
    ],
)
def test_words_find_their_effect(words: str, sort: str) -> None:
    wanted = effect_for(words)
    assert (wanted.sort if wanted else "") == sort


@pytest.mark.parametrize("sort", RECIPES)
def test_every_effect_is_a_whole_sound(sort: str) -> None:
    wave = make_effect(sort).wave()
    assert 0.1 <= len(wave) / RATE <= 10.0
    assert peak_db(wave) == pytest.approx(RECIPES[sort][1], abs=0.2)
    assert np.isfinite(wave).all()
    assert np.abs(wave[0]).max() < 0.02 * np.abs(wave).max()
    assert np.abs(wave[-1]).max() < 0.02 * np.abs(wave).max()
    assert effect_for(RECIPES[sort][2].split()[0]) == Wanted(sort)


def test_an_effect_is_the_same_for_the_same_seed() -> None:
    assert np.array_equal(make_effect("glass", 3).samples, make_effect("glass", 3).samples)
    assert not np.array_equal(make_effect("glass", 3).samples, make_effect("glass", 4).samples)


@pytest.mark.parametrize(
    ("words", "mood"),
    [
        ("calm", "calm"),
        ("slow, sad strings", "calm"),
        ("sad", "sad"),
        ("Danger!", "tense"),
        ("hope", "hope"),
        ("dream", "wonder"),
    ],
)
def test_words_find_their_mood(words: str, mood: str) -> None:
    assert mood_for(words) == mood


@pytest.mark.parametrize("words", ["", "none", "stop the music", "  ", "silence"])
def test_words_that_end_the_music(words: str) -> None:
    assert mood_for(words) == ""


def test_music_of_an_unknown_kind_is_calm() -> None:
    assert mood_for("dodecaphonic polka") == "calm"


def test_phrases_follow_at_one_loudness_and_are_not_the_same() -> None:
    first, second = make_phrase("calm", 0, 1).wave(), make_phrase("calm", 1, 1).wave()
    assert len(first) == len(second) == round((PHRASE_S + TAIL_S) * RATE)
    assert loudness(first) == pytest.approx(loudness(second), abs=2.0)
    assert -36.0 < loudness(first) < -30.0
    assert np.corrcoef(first[:, 0], second[:, 0])[0, 1] < 0.3


@pytest.mark.parametrize("mood", ["tense", "wonder"])
def test_a_phrase_begins_softly_and_dies_away(mood: str) -> None:
    wave = make_phrase(mood, 0, 2).wave()
    assert loudness(wave[: RATE // 2]) < loudness(wave) - 10
    assert np.abs(wave[-100:]).max() < 1e-4
    assert peak_db(wave) < -10


def test_every_mood_has_chords_in_its_scale() -> None:
    for mood in MOODS.values():
        assert len(mood.chords) >= 4
        assert all(0 <= step <= 2 * len(mood.scale) for chord in mood.chords for step in chord)


def test_the_score_goes_on_from_phrase_to_phrase() -> None:
    mix = Mixer(2, wait=True)
    mix.music("hope")
    levels = [loudness(mix.render(RATE * 2)) for _ in range(13)]
    assert min(levels[3:]) > -45
    assert max(levels) - min(levels[3:]) < 12
