"""Rain, wind, snow and thunder; a storm is all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, grain, loop
from runtime.audio.noise import burst, closed, drift, joined, mixed, ring, seconds, shaped, sown, swell, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

HISS = ((80, -34), (300, -20), (1200, -7), (4000, 0), (9000, -4), (15000, -12), (20000, -26))
PATTER = ((150, -20), (400, -6), (900, 0), (2500, -3), (6000, -14), (14000, -40))
GUST = ((30, -12), (70, -2), (160, 0), (400, -6), (1000, -17), (3000, -34), (10000, -60))
AIR = ((200, -30), (700, -10), (2000, 0), (5000, -6), (12000, -22))
RUMBLE = ((25, -6), (45, 0), (90, -2), (200, -11), (500, -26), (2000, -50), (8000, -80))


def rain(rng: np.random.Generator) -> Bed:
    """A steady fall on stone and leaves: a soft curtain, and drops near by."""
    curtain = seconds(13)
    far = shaped(rng, curtain, HISS) * swell(rng, curtain, 1.2)[:, None]
    low = shaped(rng, curtain, PATTER, width=0.7) * swell(rng, curtain, 1.8)[:, None]
    near = sown(rng, seconds(11), 120, [_drop(rng) for _ in range(40)], 1.0)
    return Bed((loop(mixed((0, far), (-7, low)), -35.0), loop(near, -39.0)))


def _drop(rng: np.random.Generator) -> Wave:
    """One drop on stone, leaf or water: a tick, and a ring that is hardly a tone. Mono 50 ms."""
    hz = float(np.exp(rng.uniform(np.log(450), np.log(5200))))
    tick = burst(rng, 0.05, ((hz / 3, -14), (hz, 0), (hz * 2, -6), (20000, -40)), 0.0004, rng.uniform(0.001, 0.004))
    return np.asarray((600 / (600 + hz)) * (tick + rng.uniform(0.0, 0.5) * ring(hz, 2.2 / hz, 0.05)), np.float32)


def wind(rng: np.random.Generator) -> Bed:
    """Gusts with a body, and a voice in them that rises and falls with the gust."""
    count = seconds(19)
    gust = swell(rng, count, 4.5, 0.05, 0.35)
    body = shaped(rng, count, GUST, width=0.8) * gust[:, None]
    hiss = shaped(rng, count, AIR) * (gust**1.6)[:, None]
    song = seconds(23)
    howl = np.zeros((song, 2), np.float32)
    for hz in np.geomspace(250, 900, 9) * rng.uniform(0.95, 1.05, 9):
        howl += _whistle(rng, song, float(hz)) * np.float32((300 / hz) ** 0.5)
    return Bed((loop(mixed((0, body), (-17, unit(hiss))), -35.0), loop(howl, -43.0)))


def _whistle(rng: np.random.Generator, count: int, hz: float) -> Wave:
    """A band of air around `hz` that comes and goes."""
    band = ((hz * 0.7, -50), (hz * 0.93, -8), (hz, 0), (hz * 1.07, -8), (hz * 1.4, -50))
    comes = np.clip(drift(rng, count, 0.06, 0.4), 0.0, 2.5) ** 2
    left = rng.uniform(0.25, 0.75)
    tone = shaped(rng, count, band, channels=1) * comes[:, None].astype(np.float32)
    return tone * np.array([1.0 - left, left], np.float32)


def snow(rng: np.random.Generator) -> Bed:
    """Hardly anything: the hush of air over snow."""
    count = seconds(17)
    hush = (
        shaped(rng, count, ((40, -14), (150, 0), (500, -7), (2000, -16), (9000, -30))) * swell(rng, count, 2.5)[:, None]
    )
    return Bed((loop(hush, -45.0),))


def peal(rng: np.random.Generator, near: float) -> Wave:
    """One thunder, mono, 7 s, peak 1: `near` 0..1 has a crack first."""
    rolls = [(0.12 + rng.uniform(0, 2.6), rng.uniform(0.3, 1.0), rng.uniform(0.5, 1.3)) for _ in range(7)]
    parts = [(at, gain * burst(rng, 4.0, RUMBLE, 0.08, decay)) for at, gain, decay in [(0.05, 1.2, 0.9), *rolls]]
    if near > 0:
        tear = joined(0.5, [(rng.uniform(0, 0.18), burst(rng, 0.3, PATTER, 0.002, 0.05)) for _ in range(6)])
        parts.append((0.0, near * 0.5 * tear))
    wave = joined(7.0, parts)
    return closed(wave / np.float32(np.abs(wave).max()), 0.02)


def thunder(rng: np.random.Generator) -> Bed:
    """Peals at long intervals."""
    peals = tuple(grain(peal(rng, near), -9.0, 0.05) for near in (0.0, 0.0, 0.5, 0.9))
    return Bed(strewn=(Strewn(peals, every_s=17.0, uneven=0.7, spread=0.5, quietest_db=-12.0),))
