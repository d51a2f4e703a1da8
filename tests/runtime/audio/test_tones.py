"""Tones go where their curves go, ring, and pass through throats."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.noise import LOWEST, burst, filtered, slowed, trimmed, without_rumble
from runtime.audio.tones import curve, harmonics, modes, moving, peaked, pulses, spoken, swish, through, vowels
from tests.runtime.audio.signals import centre_hz, pitch_of, tone


def test_a_curve_goes_through_its_points() -> None:
    found = curve([(0, 1.0), (0.5, 3.0), (1.0, 2.0)], 1.0)
    assert len(found) == RATE
    assert found[0] == pytest.approx(1.0)
    assert found[RATE // 2] == pytest.approx(3.0, abs=1e-3)
    assert found[-1] == pytest.approx(2.0, abs=1e-3)


@pytest.mark.parametrize("hz", [110.0, 220.0, 400.0])
def test_harmonics_have_their_pitch_and_reach_one(hz: float) -> None:
    wave = harmonics(np.full(RATE, hz, np.float32), 1.0)
    assert pitch_of(wave) == pytest.approx(hz, rel=0.02)
    assert np.abs(wave).max() == pytest.approx(1.0, abs=0.05)


def test_a_smaller_tilt_is_brighter_and_nothing_is_above_hearing() -> None:
    flat, steep = (harmonics(np.full(RATE, 300.0, np.float32), tilt) for tilt in (0.4, 2.0))
    assert centre_hz(flat) > 2 * centre_hz(steep)
    high = harmonics(np.full(RATE, 9000.0, np.float32), 0.0, 24)
    power = np.square(np.abs(np.fft.rfft(high * np.hanning(RATE))))
    assert power[20_000:].sum() < 1e-6 * power.sum()


def test_modes_ring_out_and_are_closed() -> None:
    wave = modes(((500.0, 1.0, 5.0),), 1.0)
    assert np.abs(wave[: RATE // 2]).max() > 0.9
    assert np.abs(wave[-100:]).max() < 0.01


def test_pulses_come_as_often_as_their_rate() -> None:
    assert int((pulses(np.full(2 * RATE, 25.0, np.float32)) > 0).sum()) in (49, 50)
    uneven = pulses(np.full(RATE, 25.0, np.float32), np.random.default_rng(1), 0.5)
    assert len(set(uneven[uneven > 0])) > 10


def test_a_throat_lets_through_what_lies_at_its_formants() -> None:
    rng = np.random.default_rng(2)
    noise = rng.standard_normal(RATE).astype(np.float32)
    low, high = vowels(noise, (((500.0, 100.0, 0.0),), ((2500.0, 200.0, 0.0),)))
    assert centre_hz(low) < 0.5 * centre_hz(high)
    assert np.allclose(spoken(noise, ((500.0, 100.0, 0.0),)), low)


def test_moving_goes_from_one_wave_to_the_next() -> None:
    one, two = np.ones(100, np.float32), np.full(100, 3.0, np.float32)
    found = moving((one, two), np.linspace(0, 1, 100, dtype=np.float32))
    assert found[0] == pytest.approx(1.0)
    assert found[50] == pytest.approx(2.0, abs=0.05)
    assert found[-1] == pytest.approx(3.0)


def test_a_body_rings_at_each_pulse() -> None:
    pulse = np.zeros(1000, np.float32)
    pulse[[10, 500]] = 1.0
    found = through(pulse, np.array([1.0, 0.5], np.float32))
    assert found[[10, 11, 500, 501]] == pytest.approx([1.0, 0.5, 1.0, 0.5], abs=1e-5)


def test_a_swish_swells_and_is_gone() -> None:
    wave = swish(np.random.default_rng(1), 1.0, [(0, 1), (1, 1)], [(0, 0), (0.5, 1), (1, 0)])
    assert np.abs(wave).max() == pytest.approx(1.0)
    assert np.abs(wave[:200]).max() < 0.1 > np.abs(wave[-200:]).max()
    assert np.abs(peaked(wave, 0.3)).max() == pytest.approx(0.3)


def test_what_is_slowed_is_longer_and_lower() -> None:
    wave = np.stack([tone(1.0, 400.0)] * 2, axis=1)
    slow = slowed(wave, 2)
    assert slow.shape == (2 * RATE, 2)
    assert pitch_of(slow[:, 0]) == pytest.approx(200.0, rel=0.02)
    assert np.abs(slow).max() == pytest.approx(np.abs(wave).max(), rel=0.05)


def test_rumble_and_dc_are_taken_away_and_silence_is_cut() -> None:
    wave = tone(0.5, 300.0, 0.3) + np.float32(0.2)
    clean = without_rumble(wave)
    assert abs(float(clean[RATE // 10 : RATE * 4 // 10].mean())) < 0.03
    quiet = np.concatenate([burst(np.random.default_rng(1), 0.2, LOWEST, 0.001, 0.02), np.zeros(RATE, np.float32)])
    assert len(trimmed(quiet)) < RATE // 2
    assert trimmed(quiet)[0] == trimmed(quiet)[-1] == 0.0
    assert filtered(wave, LOWEST).shape == wave.shape
