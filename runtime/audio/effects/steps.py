"""Steps, and the ground they fall on: heel and ball of a foot on stone, wood, gravel, snow, water, metal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects.doors import SPARK, THUD, WOOD, hinge
from runtime.audio.noise import arch, burst, joined, ring, room, seconds, shaped, sown, times
from runtime.audio.tones import modes, peaked

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

STRIDE_S = {"walk": 0.56, "run": 0.31}
LONG_S = 0.34  # of one step without its echo
BOARD = ((96.0, 1.0, 0.05), (171.0, 0.8, 0.035), (304.0, 0.45, 0.022), (590.0, 0.2, 0.012))
GRATE = ((388.0, 0.5, 0.16), (655.0, 0.8, 0.2), (1120.0, 1.0, 0.17), (1910.0, 0.7, 0.12), (2870.0, 0.5, 0.08))


def stone(rng: np.random.Generator) -> Wave:
    heel = burst(rng, 0.2, THUD, 0.001, 0.025) + 0.4 * burst(rng, 0.2, SPARK, 0.0008, 0.006)
    return joined(LONG_S, [(0.0, heel), (0.088, 0.35 * burst(rng, 0.16, WOOD, 0.003, 0.018)), (0.09, _scuff(rng, 0.1))])


def wood(rng: np.random.Generator) -> Wave:
    heel = modes([(hz * rng.uniform(0.93, 1.07), gain, decay) for hz, gain, decay in BOARD], 0.3)
    ball = modes([(hz * 1.13, gain, decay * 0.8) for hz, gain, decay in BOARD], 0.2)
    parts = [(0.0, heel + 0.5 * burst(rng, 0.3, WOOD, 0.0008, 0.014)), (0.1, 0.4 * ball)]
    return joined(LONG_S, [*parts, (0.11, 0.05 * hinge(rng, 0.2, 60, 110))])


def gravel(rng: np.random.Generator) -> Wave:
    return _crunch(rng, 900, 5200, 420.0, 0.25) + 0.3 * joined(LONG_S, [(0.0, burst(rng, 0.3, THUD, 0.004, 0.03))])


def snow(rng: np.random.Generator) -> Wave:
    """It is pressed together: dry, close, and a little higher towards the end."""
    pressed = _crunch(rng, 350, 1700, 900.0, 0.32)
    squeak = np.sin(2 * np.pi * np.cumsum(np.linspace(640, 1180, len(pressed))) / 48_000) * arch(len(pressed), 3)
    return np.asarray(pressed + 0.05 * squeak * (0.3 + np.abs(pressed)), np.float32)


def grass(rng: np.random.Generator) -> Wave:
    return _brushed(rng, ((300, -20), (1500, -8), (4500, 0), (9000, -6), (16000, -22)), 0.16)


def leaves(rng: np.random.Generator) -> Wave:
    """Dry ones on a path through a wood."""
    return _crunch(rng, 2200, 9000, 260.0, 0.3) + 0.12 * grass(rng)


def sand(rng: np.random.Generator) -> Wave:
    return _brushed(rng, ((200, -14), (600, -3), (1500, 0), (3500, -8), (9000, -26)), 0.24)


def carpet(rng: np.random.Generator) -> Wave:
    dull = burst(rng, 0.3, ((40, -4), (80, 0), (180, -8), (500, -26), (2000, -52)), 0.006, 0.035)
    return joined(LONG_S, [(0.0, dull), (0.1, 0.4 * dull[: seconds(0.2)]), (0.02, 0.16 * _brushed(rng, WOOD, 0.08))])


def water(rng: np.random.Generator) -> Wave:
    body = burst(rng, 0.34, ((150, -8), (500, 0), (1600, -3), (5000, -10), (12000, -24)), 0.012, 0.07)
    drops = [
        (rng.uniform(0.05, 0.28), rng.uniform(0.08, 0.25) * ring(rng.uniform(700, 2400), 0.012, 0.06)) for _ in range(9)
    ]
    return joined(LONG_S, [(0.0, body), *drops])


def metal(rng: np.random.Generator) -> Wave:
    rung = modes([(hz * rng.uniform(0.96, 1.04), gain, decay) for hz, gain, decay in GRATE], LONG_S, rng)
    return peaked(rung) + joined(LONG_S, [(0.0, 0.7 * burst(rng, 0.2, SPARK, 0.0005, 0.006))])


def _scuff(rng: np.random.Generator, loud: float) -> Wave:
    count = seconds(0.12)
    return np.float32(loud) * shaped(rng, count, SPARK, channels=1)[:, 0] * arch(count, 1.5)


def _brushed(rng: np.random.Generator, curve: tuple[tuple[float, float], ...], rise_s: float) -> Wave:
    """A foot that goes through something soft."""
    count = seconds(LONG_S)
    x = np.minimum(1.0, times(LONG_S) / rise_s)
    shape = np.sin(np.pi / 2 * x) ** 2 * arch(count, 1.2)
    rustle = 0.55 + 0.45 * rng.random(count, np.float32)
    thud = joined(LONG_S, [(0.0, 0.18 * burst(rng, 0.3, THUD, 0.006, 0.03))])
    return peaked(shaped(rng, count, curve, channels=1)[:, 0] * shape * rustle) + thud


def _crunch(rng: np.random.Generator, low_hz: float, high_hz: float, per_s: float, length_s: float) -> Wave:
    """Hundreds of small things that break or slip under a sole, first under the heel, then under the ball."""
    grains = []
    for _ in range(24):
        hz = float(np.exp(rng.uniform(np.log(low_hz), np.log(high_hz))))
        grains.append(burst(rng, 0.03, ((hz / 3, -20), (hz, 0), (hz * 2.5, -14), (20000, -50)), 0.0004, 3.0 / hz))
    count = seconds(LONG_S)
    bits = sown(rng, count, per_s, grains, 0.9).mean(axis=1)
    x = times(LONG_S) / length_s
    heel, ball = np.exp(-(((x - 0.16) / 0.13) ** 2)), 0.7 * np.exp(-(((x - 0.62) / 0.2) ** 2))
    return peaked(bits * (heel + ball).astype(np.float32))


GROUNDS: dict[str, Callable[[np.random.Generator], Wave]] = {
    "stone": stone, "wood": wood, "gravel": gravel, "grass": grass, "leaves": leaves, "snow": snow, "sand": sand,
    "water": water, "metal": metal, "carpet": carpet,
}  # fmt: skip
ECHO = {"stone": (0.9, 0.34), "wood": (0.5, 0.2), "metal": (0.9, 0.3), "water": (0.4, 0.12), "carpet": (0.25, 0.1)}


def one_step(rng: np.random.Generator, ground: str) -> Wave:
    """A single step, with the room that goes with its ground."""
    wave = GROUNDS[ground](rng)
    if ground in ECHO:
        return room(rng, wave, *ECHO[ground])
    return np.repeat(wave[:, None], 2, axis=1)


def steps(rng: np.random.Generator, ground: str, gait: str = "walk") -> Wave:
    """Somebody walks or runs by: six or nine steps, none like another."""
    number = 6 if gait == "walk" else 9
    parts = []
    for index in range(number):
        near = 1.0 - 0.35 * abs(index / (number - 1) - 0.5)
        at_s = 0.02 + STRIDE_S[gait] * index + rng.uniform(-0.018, 0.018)
        parts.append((at_s, near * rng.uniform(0.82, 1.0) * GROUNDS[ground](rng)))
    wave = joined(number * STRIDE_S[gait] + 0.3, parts)
    return room(rng, wave, *ECHO.get(ground, (0.3, 0.08)))


def ladder(rng: np.random.Generator) -> Wave:
    """Five rungs up."""
    parts = []
    for index in range(5):
        at_s = 0.02 + 0.62 * index + rng.uniform(-0.03, 0.03)
        parts += [(at_s, rng.uniform(0.8, 1.0) * wood(rng)), (at_s + 0.24, 0.1 * hinge(rng, 0.25, 50, 95))]
    return room(rng, joined(3.6, parts), 0.5, 0.2)
