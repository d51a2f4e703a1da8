"""Instruments and passages: in tune, told apart, at one loudness, within their memory, never the same twice."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.levels import peak_db
from runtime.audio.meter import lufs
from runtime.audio.music.compose import END, bar_samples
from runtime.audio.music.instruments import LENGTHS, MAKERS, PITCHLESS, SYNTH_RATE, Rack, hz_of
from runtime.audio.music.moods import MOODS
from runtime.audio.music.perform import MUSIC_LUFS, TAIL_S, bars_at_once, make_passage
from runtime.audio.tape import Tape

DOWN = {"low": 24, "muted": 24}  # what sounds so many semitones lower than it is written


@cache
def note(instrument: str, pitch: int = 64) -> np.ndarray:
    return Rack().note(instrument, pitch, 1.5)


@cache
def passage(mood: str, number: int, seed: int = 1, tense: bool = False) -> Tape:
    return make_passage(mood, number, seed, tense)


def played(mood: str, passages: int, seed: int = 1) -> np.ndarray:
    """Passages one after another, each under the tail of the one before: float32 (n, 2)."""
    step = bars_at_once(mood, seed) * bar_samples(mood, seed)
    out = np.zeros((step * passages + 8 * RATE, 2), np.float32)
    for number in range(passages):
        wave = passage(mood, number, seed).wave()
        out[number * step :][: len(wave)] += wave
    return out[: step * passages]


@pytest.mark.parametrize("instrument", MAKERS)
def test_every_instrument_makes_a_whole_note(instrument: str) -> None:
    wave = note(instrument)
    assert np.isfinite(wave).all()
    assert wave.dtype == np.float32
    assert np.abs(wave[:3]).max() < 0.1 * np.abs(wave).max()
    assert np.abs(wave[-24:]).max() < 0.02 * np.abs(wave).max()
    assert abs(wave.mean()) < 0.01 * np.abs(wave).max()


@pytest.mark.parametrize("instrument", sorted(set(MAKERS) - PITCHLESS))
@pytest.mark.parametrize("pitch", [57, 69])
def test_every_instrument_is_in_tune(instrument: str, pitch: int) -> None:
    """The strongest line of its spectrum is its pitch or an overtone of it, within a sixth of a semitone."""
    wave = note(instrument, pitch)
    bins = np.abs(np.fft.rfft(wave * np.hanning(len(wave)), 1 << 19))
    top = float(np.fft.rfftfreq(1 << 19, 1 / SYNTH_RATE)[bins.argmax()])
    ratio = top / hz_of(pitch - DOWN.get(instrument, 0))
    assert ratio > 0.9
    assert abs(12 * np.log2(ratio / round(ratio))) < 0.17


def test_instruments_sound_different() -> None:
    def colour(instrument: str) -> np.ndarray:
        wave = note(instrument)
        bins = np.abs(np.fft.rfft(wave, 1 << 17))
        bands = [bins[a:b].mean() for a, b in zip(range(200, 40_000, 400), range(600, 40_400, 400), strict=True)]
        pieces = np.abs(np.pad(wave, (0, 5 * SYNTH_RATE))[: 5 * SYNTH_RATE]).reshape(50, -1).mean(axis=1)
        return np.concatenate([20 * np.log10(np.array(bands) + 1e-3), 20 * np.log10(pieces + 1e-3)])

    apart = [np.sqrt(np.mean(np.square(colour(a) - colour(b)))) for a, b in combinations(sorted(MAKERS), 2)]
    assert min(apart) > 1.5


def test_notes_are_kept_within_a_bound() -> None:
    rack = Rack(kept_bytes=500_000)
    first = rack.note("harp", 60, 1.0)
    assert rack.note("harp", 60, 1.02) is first
    for pitch in range(61, 80):
        rack.note("harp", pitch, 1.0)
    assert rack.held <= 500_000
    assert rack.note("harp", 60, 1.0) is not first
    assert np.array_equal(rack.note("harp", 60, 1.0), first)


def test_lengths_are_close_enough_to_any_length() -> None:
    assert all(b / a <= 2.0 for a, b in pairwise(LENGTHS))


@pytest.mark.parametrize("mood", MOODS)
def test_every_mood_has_its_loudness_and_room_above(mood: str) -> None:
    sound = played(mood, 5)
    assert lufs(sound) == pytest.approx(MUSIC_LUFS, abs=4.0)
    assert peak_db(sound) < -8.0
    assert np.isfinite(sound).all()
    assert abs(sound.mean()) < 1e-4


@pytest.mark.parametrize("mood", MOODS)
def test_a_passage_ends_in_nothing_and_is_small(mood: str) -> None:
    tape = passage(mood, 0)
    wave = tape.wave()
    assert len(wave) / RATE == pytest.approx(bars_at_once(mood, 1) * bar_samples(mood, 1) / RATE + TAIL_S, abs=0.06)
    assert np.abs(wave[-RATE // 50 :]).max() < 1e-3
    assert tape.bytes < 4_700_000  # what a phrase took before there was a score


@pytest.mark.parametrize("mood", MOODS)
def test_what_is_tense_lies_on_top_and_does_not_drown_it(mood: str) -> None:
    base, more = passage(mood, 1), passage(mood, 1, tense=True)
    assert len(base) == len(more)
    assert more.samples.any()
    assert lufs(more.wave()) < lufs(base.wave()) + 6.0


@pytest.mark.parametrize("mood", ["calm", "dance"])
def test_no_passage_sounds_like_another(mood: str) -> None:
    waves = [passage(mood, number).wave()[::8, 0] for number in range(12)]
    for one, other in combinations(waves, 2):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.9


def test_the_same_passage_is_the_same_sound() -> None:
    assert np.array_equal(make_passage("sea", 2, 4).samples, make_passage("sea", 2, 4).samples)


@pytest.mark.parametrize("mood", ["hope", "dark", "chase"])
def test_the_end_is_two_bars_and_its_echo(mood: str) -> None:
    wave = passage(mood, END).wave()
    assert len(wave) / RATE == pytest.approx(2 * bar_samples(mood, 1) / RATE + TAIL_S, abs=0.06)
    assert lufs(wave) > -36.0
    assert np.abs(wave[-RATE // 50 :]).max() < 1e-3


def test_both_ears_hear_a_hall() -> None:
    left, right = played("night", 3).T
    assert 0.1 < np.corrcoef(left, right)[0, 1] < 0.98
