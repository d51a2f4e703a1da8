"""The limiter: true peaks stay below the ceiling, the gain never jumps, and what is quiet is not touched."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK
from runtime.audio.limiter import CEILING, QUIET, Limiter, true_peak
from tests.runtime.audio.signals import roughness, tone


def stereo(wave: np.ndarray) -> np.ndarray:
    return np.repeat(wave[:, None], 2, axis=1)


def limited(sound: np.ndarray) -> np.ndarray:
    """All of `sound`, and a block of silence to push the last one out."""
    limiter = Limiter()
    blocks = [sound[at : at + BLOCK] for at in range(0, len(sound) - BLOCK + 1, BLOCK)]
    out = [limiter.limit(block) for block in [*blocks, np.zeros((BLOCK, 2), np.float32)]]
    assert out[0] is None
    return np.concatenate([block for block in out if block is not None])


def test_a_peak_between_two_samples_is_seen() -> None:
    quarter = np.sin(2 * np.pi * 12_000 * np.arange(2000) / RATE + np.pi / 4).astype(np.float32)
    assert np.abs(quarter).max() == pytest.approx(0.7071, abs=1e-3)
    assert true_peak(stereo(quarter)) == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("sound", [np.zeros((0, 2), np.float32), np.zeros((3, 2), np.float32)])
def test_a_peak_of_nothing_is_nothing(sound: np.ndarray) -> None:
    assert true_peak(sound) == 0.0


def test_quiet_sound_comes_out_as_it_went_in() -> None:
    sound = stereo(tone(0.2, level=QUIET))
    assert np.array_equal(limited(sound), sound)


@pytest.mark.parametrize("kind", ["noise", "tone", "step", "pulses"])
def test_loud_sound_stays_below_the_ceiling(kind: str) -> None:
    rng = np.random.default_rng(4)
    sounds = {
        "noise": rng.standard_normal((RATE, 2)).astype(np.float32),
        "tone": stereo(tone(1.0, 3000.0, 3.0)),
        "step": stereo(np.concatenate([tone(0.5, 200.0, 0.1), tone(0.5, 900.0, 4.0)])),
        "pulses": stereo((rng.random(RATE) > 0.999).astype(np.float32) * 5),
    }
    assert true_peak(limited(sounds[kind])) <= CEILING * 1.01


def test_the_gain_is_down_before_the_peak_and_does_not_bend_the_tone() -> None:
    grows = np.interp(np.arange(RATE) / RATE, (0.4, 0.41), (0.3, 1.6)).astype(np.float32)
    sound = stereo(tone(1.0, 180.0, 1.0) * grows)
    assert roughness(limited(sound)[:-BLOCK]) < 1.5 * roughness(sound)


def test_the_gain_comes_back_after_a_peak() -> None:
    sound = stereo(np.concatenate([tone(0.1, 500.0, 2.0), tone(2.0, 500.0, 0.4)]))
    out = limited(sound)
    assert np.abs(out[RATE // 5 : RATE // 4]).max() < 0.35
    assert np.abs(out[-RATE // 4 :]).max() == pytest.approx(0.4, abs=0.01)
