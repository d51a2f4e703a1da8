"""Loudness as the standard counts it, and mouths that open with the voice."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.levels import SILENCE_DB, db_of, envelope, gain_of, loudness, peak_db, rms_db
from tests.runtime.audio.signals import tone


def test_a_stereo_tone_of_minus_twenty_is_minus_twenty_lufs() -> None:
    wave = tone(3.0, 997.0, 0.1)
    assert loudness(np.stack([wave, wave], axis=1)) == pytest.approx(-20.0, abs=0.1)


def test_mono_counts_three_less() -> None:
    assert loudness(tone(3.0, 997.0, 0.1)) == pytest.approx(-23.0, abs=0.15)


def test_low_tones_count_for_less() -> None:
    assert loudness(tone(3.0, 50.0, 0.1)) < loudness(tone(3.0, 1000.0, 0.1)) - 1.0


def test_pauses_do_not_count() -> None:
    wave = tone(2.0, 997.0, 0.1)
    with_pause = np.concatenate([wave, np.zeros(4 * RATE, np.float32)])
    assert loudness(with_pause) == pytest.approx(loudness(wave), abs=0.7)


@pytest.mark.parametrize("wave", [np.zeros(0, np.float32), np.zeros(RATE, np.float32), np.zeros((10, 2), np.float32)])
def test_silence_has_a_floor(wave: np.ndarray) -> None:
    assert loudness(wave) == SILENCE_DB
    assert rms_db(wave) == SILENCE_DB
    assert peak_db(wave) == SILENCE_DB


def test_decibels_and_gains_are_inverse() -> None:
    assert db_of(gain_of(-17.3)) == pytest.approx(-17.3)


def test_a_sine_has_its_peak_and_rms() -> None:
    wave = tone(1.0, 441.0, 0.5)
    assert peak_db(wave) == pytest.approx(-6.02, abs=0.01)
    assert rms_db(wave) == pytest.approx(-9.03, abs=0.01)


@pytest.mark.parametrize("fps", [Fraction(24), Fraction(24000, 1001), Fraction(30)])
def test_a_mouth_has_a_value_for_each_frame(fps: Fraction) -> None:
    values = envelope(tone(2.0), fps)
    assert len(values) in (int(2 * fps), int(2 * fps) + 1)
    assert all(0.0 <= value <= 1.0 for value in values)


def test_a_mouth_is_shut_in_a_pause_and_open_in_a_word() -> None:
    wave = np.concatenate([tone(1.0), np.zeros(RATE, np.float32), tone(1.0)])
    values = envelope(wave, Fraction(24))
    assert min(values[2:22]) > 0.9
    assert max(values[26:46]) == 0.0


def test_a_mouth_does_not_depend_on_the_level() -> None:
    rng = np.random.default_rng(3)
    wave = (rng.standard_normal(RATE) * np.linspace(0, 1, RATE)).astype(np.float32) * np.float32(0.1)
    assert np.allclose(envelope(wave, Fraction(24)), envelope(wave * np.float32(0.2), Fraction(24)), atol=0.01)
