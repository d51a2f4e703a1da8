"""The programme meter counts as EBU R128 does, and the leveller brings a show to its level without being noticed."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.gains import BLOCK
from runtime.audio.leveller import DOWN_DB, RANGE_DB, TARGET_LUFS, UP_DB, Leveller
from runtime.audio.levels import SILENCE_DB, gain_of
from runtime.audio.meter import Hops, Meter, integrated, lufs
from tests.runtime.audio.signals import tone

CALIBRATED = 10 ** (-20 / 20)  # 997 Hz in both channels at this peak is -20 LUFS


def stereo(seconds: float, db: float) -> np.ndarray:
    wave = tone(seconds, 997.0, gain_of(db))
    return np.stack([wave, wave], axis=1)


@pytest.mark.parametrize("db", [-23.0, -33.0])
def test_a_steady_tone_has_its_level(db: float) -> None:
    """Cases 1 and 2 of EBU Tech 3341."""
    assert lufs(stereo(20.0, db)) == pytest.approx(db, abs=0.1)


def test_quiet_ends_do_not_count() -> None:
    """Case 3: -36 for 10 s, -23 for 60 s, -36 for 10 s is -23 LUFS."""
    sound = np.concatenate([stereo(10, -36), stereo(60, -23), stereo(10, -36)])
    assert lufs(sound) == pytest.approx(-23.0, abs=0.1)


def test_what_is_nearly_silent_does_not_count_at_all() -> None:
    """Case 4: with -72 at both ends as well."""
    parts = [stereo(10, db) for db in (-72, -36)] + [stereo(60, -23)] + [stereo(10, db) for db in (-36, -72)]
    assert lufs(np.concatenate(parts)) == pytest.approx(-23.0, abs=0.1)


def test_levels_between_count_by_their_power() -> None:
    """Case 5: -26 for 20 s, -20 for 20.1 s, -26 for 20 s is -23 LUFS."""
    sound = np.concatenate([stereo(20, -26), stereo(20.1, -20), stereo(20, -26)])
    assert lufs(sound) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("step", [480, 1001, 48_000])
def test_the_size_of_the_pieces_does_not_matter(step: int) -> None:
    rng = np.random.default_rng(2)
    sound = (0.1 * rng.standard_normal((5 * RATE, 2))).astype(np.float32)
    meter = Meter()
    for at in range(0, len(sound), step):
        meter.add(sound[at : at + step])
    assert meter.lufs == pytest.approx(lufs(sound), abs=1e-6)


@pytest.mark.parametrize("hz", [60.0, 200.0, 1000.0, 5000.0])
def test_the_quick_way_is_nearly_right(hz: float) -> None:
    rng = np.random.default_rng(1)
    wave = tone(3.0, hz, 0.1) + (0.03 * rng.standard_normal(3 * RATE)).astype(np.float32)
    sound = np.stack([wave, wave], axis=1)
    assert integrated(Hops(quick=True).add(sound)) == pytest.approx(lufs(sound), abs=0.3)


def test_silence_and_nothing_have_a_floor() -> None:
    meter = Meter()
    assert meter.lufs == meter.true_peak_db == SILENCE_DB
    meter.add(np.zeros((RATE, 2), np.float32))
    assert meter.lufs == meter.true_peak_db == SILENCE_DB


def test_the_meter_sees_true_peaks_across_its_pieces() -> None:
    wave = np.sin(2 * np.pi * 12_000 * np.arange(4800) / RATE + np.pi / 4).astype(np.float32) * np.float32(0.5)
    meter = Meter()
    for at in range(0, 4800, 7):
        meter.add(np.stack([wave, wave], axis=1)[at : at + 7])
    assert meter.true_peak_db == pytest.approx(-6.02, abs=0.2)


def levelled(sound: np.ndarray) -> tuple[np.ndarray, list[float]]:
    """The sound after the leveller, and its gain in dB at each block."""
    leveller, parts, gains = Leveller(), [], []
    for at in range(0, len(sound), BLOCK):
        parts.append(leveller.level(sound[at : at + BLOCK]))
        gains.append(leveller.gain_db)
    return np.concatenate(parts), gains


@pytest.mark.parametrize("db", [-28.0, -18.0])
def test_a_show_that_is_too_soft_or_too_loud_comes_to_its_level(db: float) -> None:
    sound, _ = levelled(stereo(120.0, db))
    assert lufs(sound) == pytest.approx(TARGET_LUFS, abs=1.6)
    assert lufs(sound[60 * RATE :]) == pytest.approx(TARGET_LUFS, abs=0.8)


def test_the_hand_is_slow_and_has_its_bounds() -> None:
    _, gains = levelled(np.concatenate([stereo(15.0, -16.0), stereo(200.0, -31.0)]))
    steps = np.diff(gains)
    assert steps.max() <= UP_DB * BLOCK / 4800 + 1e-9
    assert -steps.min() <= DOWN_DB * BLOCK / 4800 + 1e-9
    assert max(gains) <= RANGE_DB
    assert max(gains) > 5.0


def test_a_pause_does_not_turn_it_up() -> None:
    sound = np.concatenate([stereo(20, -23), stereo(30, -45), np.zeros((10 * RATE, 2), np.float32)])
    _, gains = levelled(sound)
    assert max(np.abs(gains)) < 0.4


def test_a_quiet_beginning_is_left_quiet() -> None:
    """The first line must not burst in."""
    _, gains = levelled(stereo(12.0, -31.0))
    assert max(gains) < 2.5


def test_without_a_range_nothing_is_touched() -> None:
    sound = stereo(3.0, -12.0)
    leveller = Leveller(range_db=0.0)
    assert all(
        np.array_equal(leveller.level(sound[at : at + BLOCK]), sound[at : at + BLOCK])
        for at in range(0, len(sound), BLOCK)
    )
