"""Noise has the colour asked for, loops close on themselves, rooms answer."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.noise import (
    arch,
    burst,
    closed,
    drift,
    filtered,
    joined,
    mixed,
    response,
    ring,
    room,
    seconds,
    shaped,
    sown,
    swell,
    times,
    unit,
)
from tests.runtime.audio.signals import centre_hz, high_energy, tone

LOW = ((50.0, 0.0), (300.0, 0.0), (600.0, -60.0), (20_000.0, -90.0))
HIGH = ((50.0, -90.0), (3000.0, -60.0), (5000.0, 0.0), (15_000.0, 0.0))


def rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def rms(wave: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(wave))))


def test_noise_lies_where_its_curve_does() -> None:
    low, high = (shaped(rng(), RATE, curve, channels=1)[:, 0] for curve in (LOW, HIGH))
    assert 50 < centre_hz(low) < 400
    assert 4000 < centre_hz(high) < 16_000


def test_noise_has_strength_one_and_no_dc() -> None:
    wave = shaped(rng(), RATE, LOW)
    assert wave.shape == (RATE, 2)
    assert wave.dtype == np.float32
    assert rms(wave) == pytest.approx(1.0, abs=0.02)
    assert np.abs(wave.mean(axis=0)).max() < 1e-5


@pytest.mark.parametrize(("width", "least", "most"), [(1.0, -0.1, 0.1), (0.0, 0.999, 1.0), (0.6, 0.6, 0.95)])
def test_width_is_how_unlike_both_ears_are(width: float, least: float, most: float) -> None:
    left, right = shaped(rng(), RATE, HIGH, width=width).T
    assert least <= np.corrcoef(left, right)[0, 1] <= most + 1e-6


def test_a_loop_of_noise_has_no_seam() -> None:
    wave = shaped(rng(), RATE, LOW)
    around = np.concatenate([wave[-1024:], wave[:1024]])
    assert high_energy(around, 5000) < 3 * high_energy(wave[2000:4048], 5000) + 1e-9


def test_nothing_below_hearing_passes() -> None:
    assert not response(RATE, LOW)[:20].any()
    wave = tone(1.0, 10.0) + tone(1.0, 200.0)
    assert np.allclose(filtered(wave, LOW), tone(1.0, 200.0), atol=0.02)


@pytest.mark.parametrize("count", [RATE, 5 * RATE, 17 * RATE])
def test_drift_wanders_and_comes_back_to_where_it_began(count: int) -> None:
    curve = drift(rng(), count, 0.3, 3.0)
    assert curve.shape == (count,)
    assert abs(float(curve.mean())) < 0.1
    assert float(curve.std()) == pytest.approx(1.0, abs=0.1)
    assert abs(float(curve[0] - curve[-1])) < 0.01
    assert np.abs(np.diff(curve)).max() < 0.01


def test_a_swell_goes_up_and_down_by_its_depth() -> None:
    db = 20 * np.log10(swell(rng(), 30 * RATE, 4.0))
    assert db.max() - db.min() > 8.0
    assert np.abs(db).max() <= 8.01


def test_what_is_sown_is_strewn_all_over_and_not_cut_at_the_seam() -> None:
    grain = ring(1000, 0.01, 0.1)
    out = sown(rng(), 2 * RATE, 200, [grain])
    halves = [rms(out[:RATE]), rms(out[RATE:])]
    assert out.shape == (2 * RATE, 2)
    assert max(halves) < 2 * min(halves)
    assert rms(out[:, 0]) == pytest.approx(rms(out[:, 1]), rel=0.5)
    assert np.abs(out[0] - out[-1]).max() < 2 * np.abs(np.diff(out, axis=0)).max()


def test_lengths_are_whole_hundredths() -> None:
    assert seconds(1.234) == 59_040
    assert len(times(0.5)) == RATE // 2


def test_an_arch_is_nothing_at_both_ends_and_one_between() -> None:
    shape = arch(1001, 1.5)
    assert shape[0] < 0.001 > shape[-1]
    assert shape[500] == pytest.approx(1.0)
    assert np.allclose(shape, shape[::-1], atol=1e-5)


def test_a_ring_dies_away_as_fast_as_it_should() -> None:
    wave = ring(500, 0.1, 1.0)
    early, late = np.abs(wave[:2000]).max(), np.abs(wave[RATE // 5 : RATE // 5 + 2000]).max()
    assert 20 * np.log10(early / late) == pytest.approx(20 * np.log10(np.e) * 2, abs=1.5)


def test_a_burst_rises_and_dies_and_has_peak_one() -> None:
    wave = burst(rng(), 0.5, HIGH, 0.01, 0.05)
    assert np.abs(wave).max() == pytest.approx(1.0)
    assert rms(wave[:100]) < 0.2
    assert rms(wave[-4800:]) < 0.01


def test_closed_ends_are_nothing_and_the_middle_is_left_alone() -> None:
    for wave in (np.ones(RATE, np.float32), np.ones((RATE, 2), np.float32)):
        out = closed(wave, 0.01)
        assert np.abs(out[0]).max() == np.abs(out[-1]).max() == 0.0
        assert (out[1000:-1000] == 1.0).all()
        assert (wave == 1.0).all()


def test_parts_are_mixed_by_their_decibels() -> None:
    one = np.ones(10, np.float32)
    assert mixed((0, one), (-20, one)) == pytest.approx(1.1)
    assert rms(unit(tone(1.0, level=0.01))) == pytest.approx(1.0)
    assert not unit(np.zeros(10, np.float32)).any()


def test_parts_are_joined_at_their_seconds_and_cut_at_the_end() -> None:
    out = joined(1.0, [(-0.5, np.ones(10)), (0.25, np.ones(100)), (0.999, np.ones(RATE)), (5.0, np.ones(10))])
    assert len(out) == RATE
    assert out[:10].all()
    assert np.flatnonzero(out[10:])[0] + 10 == RATE // 4
    assert out[-40:].all()


def test_a_room_answers_in_both_ears_and_its_echo_dies() -> None:
    click = np.zeros(4800, np.float32)
    click[10] = 1.0
    out = room(rng(), click, 1.0, 0.4)
    assert out.shape == (4800 + RATE, 2)
    assert out[10] == pytest.approx([0.6, 0.6], abs=0.1)
    early, late = rms(out[500:5000]), rms(out[-9600:-4800])
    assert early > 20 * late > 0
    assert abs(np.corrcoef(out[500:, 0], out[500:, 1])[0, 1]) < 0.3


def test_the_wetter_the_more_echo() -> None:
    click = burst(rng(), 0.1, HIGH, 0.0005, 0.005)
    dry, wet = (rms(room(rng(2), click, 0.8, share)[9600:]) for share in (0.1, 0.6))
    assert wet > 4 * dry
