"""Waves become longer or shorter: with their pitch, or without."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.stretch import resampled, stretched
from tests.runtime.audio.signals import pitch_of, roughness, tone
from tests.runtime.audio.soundfiles import spoken


@pytest.mark.parametrize("ratio", [2.0, 2.33, 1.81])
def test_resampling_keeps_a_tone_clean(ratio: float) -> None:
    wave = tone(0.5, 1000.0)[:12_000]
    longer = resampled(wave, ratio)
    assert len(longer) == pytest.approx(len(wave) * ratio, rel=0.002)
    bins = np.abs(np.fft.rfft(longer[2000:-2000] * np.hanning(len(longer) - 4000)))
    peak = int(np.argmax(bins))
    bins[peak - 6 : peak + 7] = 0.0
    assert bins.max() < 3e-3 * np.abs(np.fft.rfft(longer[2000:-2000] * np.hanning(len(longer) - 4000))).max()


def test_resampling_nothing_is_nothing() -> None:
    assert len(resampled(np.zeros(0, np.float32), 2.0)) == 0


@pytest.mark.parametrize("factor", [0.6, 0.85, 1.2, 1.6])
def test_stretching_keeps_the_pitch(factor: float) -> None:
    wave = spoken(2.0, RATE)
    longer = stretched(wave, factor, RATE)
    assert len(longer) == pytest.approx(factor * len(wave), rel=0.02)
    assert pitch_of(longer) == pytest.approx(140, rel=0.03)


def test_stretching_makes_no_click() -> None:
    wave = tone(1.0, 200.0)
    for factor in (0.8, 1.3):
        assert roughness(stretched(wave, factor, RATE)[: -RATE // 20]) < 1.2 * roughness(wave)


@pytest.mark.parametrize("count", [0, 1, 50, 2000])
def test_what_is_too_short_stays(count: int) -> None:
    wave = np.ones(count, np.float32)
    assert np.array_equal(stretched(wave, 1.5, RATE), wave)


def test_silence_stays_silence() -> None:
    assert not stretched(np.zeros(RATE, np.float32), 1.4, RATE).any()
