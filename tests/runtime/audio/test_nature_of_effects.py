"""Effects have what makes the real thing: partials of a bell, the glide of a call, the beat of a hammer."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from runtime.audio.clock import RATE
from runtime.audio.effects import make_effect
from tests.runtime.audio.signals import centre_hz


@cache
def mono(sort: str) -> np.ndarray:
    return np.asarray(make_effect(sort, 1).wave().mean(axis=1))


def onsets(sort: str, least: float = 0.35) -> list[float]:
    """Seconds at which the level jumps."""
    wave = np.abs(mono(sort))
    level = wave[: len(wave) // 480 * 480].reshape(-1, 480).max(axis=1)
    jumps = np.flatnonzero((level[1:] > 2.0 * level[:-1]) & (level[1:] > least * level.max())) + 1
    found: list[float] = []
    for jump in jumps:
        if not found or jump / 100 - found[-1] > 0.06:
            found.append(float(jump) / 100)
    return found


def line_hz(sort: str, at_s: float, low: float, high: float) -> float:
    """The strongest frequency between two, around a moment."""
    piece = mono(sort)[int(at_s * RATE) :][:4096]
    bins = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 1 << 16))
    hz = np.fft.rfftfreq(1 << 16, 1 / RATE)
    inside = (hz > low) & (hz < high)
    return float(hz[inside][bins[inside].argmax()])


@pytest.mark.parametrize(
    ("sort", "count"),
    [
        ("knock", 3),
        ("pound", 5),
        ("heartbeat", 8),
        ("hammer", 5),
        ("church bell", 3),
        ("tick", 8),
        ("drip", 3),
    ],
)
def test_they_beat_as_often_as_they_should(sort: str, count: int) -> None:
    assert abs(len(onsets(sort, 0.25)) - count + 1) <= 1  # the first sound has no silence before it to jump from


def test_a_bell_has_a_hum_below_and_a_minor_third_above_its_strike() -> None:
    strike = line_hz("ship bell", 1.0, 800, 1050)
    assert line_hz("ship bell", 1.0, 0.4 * strike, 0.6 * strike) == pytest.approx(strike / 2, rel=0.02)
    assert line_hz("ship bell", 0.6, 1.1 * strike, 1.3 * strike) == pytest.approx(1.19 * strike, rel=0.03)


def test_high_partials_of_a_bell_die_first() -> None:
    wave = mono("church bell")
    assert centre_hz(wave[: RATE // 2]) > 1.2 * centre_hz(wave[-3 * RATE : -2 * RATE])


@pytest.mark.parametrize(
    ("sort", "early_s", "late_s", "low", "high"),
    [("gull", 0.1, 0.29, 600, 1600), ("horse", 0.3, 1.3, 450, 1300), ("ice", 0.1, 0.6, 170, 9000)],
)
def test_calls_and_cracks_fall(sort: str, early_s: float, late_s: float, low: float, high: float) -> None:
    assert line_hz(sort, early_s, low, high) > 1.1 * line_hz(sort, late_s, low, high)


@pytest.mark.parametrize(
    ("sort", "early_s", "late_s", "low", "high"),
    [
        ("kettle", 0.2, 2.0, 800, 2600),
        ("wolf", 0.3, 1.5, 200, 600),
        ("pour", 0.3, 2.2, 350, 2000),
    ],
)
def test_what_winds_up_rises(sort: str, early_s: float, late_s: float, low: float, high: float) -> None:
    assert line_hz(sort, late_s, low, high) > 1.1 * line_hz(sort, early_s, low, high)


def test_thunder_rolls_after_its_crack() -> None:
    wave = mono("thunder")
    assert centre_hz(wave[: RATE // 5]) > 1.15 * centre_hz(wave[2 * RATE : 4 * RATE])
    assert np.abs(wave[3 * RATE : 4 * RATE]).max() > 0.03 * np.abs(wave).max()


def test_tearing_gets_faster_and_a_drum_roll_louder() -> None:
    wave = mono("drum roll")
    assert np.abs(wave[2 * RATE : int(2.5 * RATE)]).mean() > 1.4 * np.abs(wave[: RATE // 2]).mean()
    tear = mono("tear")
    assert centre_hz(tear[RATE // 2 : int(0.7 * RATE)]) > 0.8 * centre_hz(tear[: RATE // 5])


def test_a_coin_bounces_ever_faster() -> None:
    gaps = np.diff(onsets("coin", 0.15))
    assert len(gaps) >= 4
    assert gaps[0] > gaps[2] > 0


def test_a_train_gathers_speed() -> None:
    gaps = np.diff(onsets("train", 0.3))
    assert gaps[0] > 1.3 * gaps[-1]


@pytest.mark.parametrize(("darker", "brighter"), [
    ("steps on carpet", "steps on stone"), ("steps on snow", "steps on leaves"), ("pound", "knock"), ("fall", "punch"),
    ("cannon", "gun"), ("church bell", "hand bell"), ("cow", "sheep"), ("timbers", "creak"), ("door shuts", "switch"),
])  # fmt: skip
def test_what_is_larger_or_softer_is_darker(darker: str, brighter: str) -> None:
    assert centre_hz(mono(darker)) < centre_hz(mono(brighter))


@pytest.mark.parametrize(("softer", "louder"), [
    ("pen", "door"), ("steps on grass", "slam"), ("a step on wood", "steps on wood"), ("breath", "dog"),
    ("page", "crash"),
])  # fmt: skip
def test_what_is_soft_is_softer(softer: str, louder: str) -> None:
    def level(sort: str) -> float:
        return float(np.sqrt(np.square(mono(sort)[:RATE]).mean()))

    assert level(softer) < level(louder)


def test_voices_are_no_tones_and_horns_no_noise() -> None:
    def flatness(sort: str) -> float:
        piece = mono(sort)[RATE // 4 :][:8192]
        power = np.square(np.abs(np.fft.rfft(piece * np.hanning(len(piece)))))[40:2000] + 1e-12
        return float(np.exp(np.log(power).mean()) / power.mean())

    assert flatness("foghorn") < 0.01 < 0.1 < flatness("applause")
    assert flatness("owl") < 0.01 < flatness("breath")
