"""Rain and what it falls on, wind and what it blows through, snow, hail, ice, thunder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grain, grains, loop
from runtime.audio.effects.nature import ice as crack
from runtime.audio.effects.nature import peal
from runtime.audio.effects.things import timbers
from runtime.audio.noise import burst, drift, joined, mixed, ring, seconds, shaped, sown, swell, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

HISS = ((80, -34), (300, -20), (1200, -7), (4000, 0), (9000, -4), (15000, -12), (20000, -26))
PATTER = ((150, -20), (400, -6), (900, 0), (2500, -3), (6000, -14), (14000, -40))
GUST = ((30, -12), (70, -2), (160, 0), (400, -6), (1000, -17), (3000, -34), (10000, -60))
AIR = ((200, -30), (700, -10), (2000, 0), (5000, -6), (12000, -22))


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


def hail(rng: np.random.Generator) -> Bed:
    """Hard grains that bounce."""
    stones = []
    for _ in range(24):
        hz, gap_s = float(np.exp(rng.uniform(np.log(1800), np.log(7000)))), rng.uniform(0.05, 0.09)
        tick = burst(rng, 0.02, ((hz / 3, -20), (hz, 0), (hz * 2, -5), (20000, -30)), 0.0002, 0.0012)
        stones.append(joined(0.25, [(0.0, tick), (gap_s, 0.4 * tick), (gap_s * 1.7, 0.16 * tick)]))
    return Bed(
        (loop(np.clip(unit(sown(rng, seconds(13), 110, stones, 1.0)), -9, 9), -36.0), air(rng, 17, HISS, -44.0, 1.5))
    )


def pane(rng: np.random.Generator) -> Bed:
    """Rain on a window: the drops near and hard, the rest of it beyond the glass."""
    drops = []
    for _ in range(32):
        hz = float(np.exp(rng.uniform(np.log(1500), np.log(5200))))
        tap = burst(rng, 0.06, ((hz / 2, -12), (hz, 0), (hz * 2, -12), (20000, -46)), 0.0003, 0.0025)
        drops.append(np.asarray(tap + 0.5 * ring(rng.uniform(280, 420), 0.012, 0.06), np.float32))
    return Bed(
        (
            loop(np.clip(unit(sown(rng, seconds(11), 26, drops, 1.0)), -12, 12), -42.0),
            air(rng, 17, ((80, -8), (250, 0), (700, -4), (1800, -14), (6000, -34)), -43.0, 1.8),
        )
    )


def roof(rng: np.random.Generator) -> Bed:
    """Rain on a roof close overhead: it drums."""
    drums = []
    for _ in range(32):
        hz = rng.uniform(190, 780)
        drum = ring(hz, 0.008, 0.08) + 0.7 * burst(rng, 0.08, PATTER, 0.0005, 0.004)
        drums.append(np.asarray(drum, np.float32))
    return Bed((loop(unit(sown(rng, seconds(13), 170, drums, 0.8)), -37.0), air(rng, 17, PATTER, -46.0, 2.0)))


def draught(rng: np.random.Generator) -> Bed:
    """Wind that finds its way in: it moans in a chimney and whistles in a gap."""
    song = seconds(23)
    moan = np.zeros((song, 2), np.float32)
    for hz, gain in ((128, 1.0), (193, 0.6), (247, 0.4), (640, 0.16), (910, 0.12)):
        moan += np.float32(gain) * _whistle(rng, song, hz * rng.uniform(0.96, 1.04))
    return Bed((loop(moan, -40.0), air(rng, 17, ((60, -6), (120, 0), (300, -9), (900, -26), (4000, -50)), -46.0, 4.0)))


def wires(rng: np.random.Generator) -> Bed:
    """Wind in wires: a chord that nobody plays, each tone swelling by itself."""
    count = seconds(23)
    t = np.arange(count) / 48_000
    base = rng.uniform(150, 190)
    out = np.zeros((count, 2), np.float32)
    for ratio in (1, 1.5, 2, 2.51, 3, 4.01, 5.02, 6.03):
        hz = round(base * ratio * count / 48_000) * 48_000 / count
        swells = np.clip(drift(rng, count, 0.05, 0.3), 0, 2.5) ** 2
        shiver = 0.6 * drift(rng, count, 1.0, 6.0)
        left = rng.uniform(0.2, 0.8)
        tone = np.sin(2 * np.pi * hz * t + shiver) * swells * ratio**-0.7
        out += np.stack([tone * (1 - left), tone * left], axis=1).astype(np.float32)
    return Bed((loop(out, -41.0), air(rng, 17, GUST, -43.0, 4.0, (0.05, 0.35))))


def desert(rng: np.random.Generator) -> Bed:
    """Hot wind over sand: grains that run along the ground when it freshens."""
    count = seconds(19)
    gust = swell(rng, count, 4.0, 0.05, 0.25)
    low = shaped(rng, count, ((30, -14), (90, 0), (260, -4), (700, -16), (3000, -40)), width=0.8) * gust[:, None]
    sand = shaped(rng, count, ((2500, -30), (5000, -4), (8500, 0), (13000, -6), (18000, -20))) * (gust**2.2)[:, None]
    return Bed((loop(mixed((0, low), (-9, unit(sand))), -39.0),))


def ice(rng: np.random.Generator) -> Bed:
    """Ice that works: it sings and knocks from far out, over the hush of the cold."""
    return Bed(
        (air(rng, 17, ((30, -6), (70, 0), (150, -7), (400, -22), (2000, -44)), -48.0, 3.5),),
        (
            Strewn(grains(rng, 5, crack, -20.0, (2.5, 0.5, 2500.0)), every_s=4.0, uneven=0.9, quietest_db=-18),
            Strewn(grains(rng, 3, timbers, -27.0, (2.0, 0.5, 700.0)), every_s=11.0, uneven=0.8, quietest_db=-8),
        ),
    )


def thunder(rng: np.random.Generator) -> Bed:
    """Peals at long intervals."""
    peals = tuple(grain(peal(rng, near), -9.0, 0.05) for near in (0.0, 0.0, 0.5, 0.9))
    return Bed(strewn=(Strewn(peals, every_s=17.0, uneven=0.7, spread=0.5, quietest_db=-12.0),))
