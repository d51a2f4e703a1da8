"""The sea and ships on it, rivers and falls, drips in a cave, and what it is like below."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grain, grains, loop
from runtime.audio.effects.animals import gull
from runtime.audio.effects.nature import breaker, bubbles, flap
from runtime.audio.effects.things import rope, timbers
from runtime.audio.noise import (
    arch,
    burst,
    joined,
    mixed,
    room,
    seconds,
    shaped,
    sown,
    swell,
    times,
    unit,
)
from runtime.audio.tones import curve, harmonics, modes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Tape

    Wave = NDArray[np.float32]

FOAM = ((150, -26), (600, -8), (2000, 0), (5000, -3), (11000, -12), (18000, -28))
WASH = ((60, -6), (200, 0), (600, -5), (1500, -9), (4000, -14), (10000, -28))
RUN = ((60, -8), (150, 0), (400, -2), (900, -9), (2500, -22), (9000, -44))
RUSH = ((120, -16), (400, -4), (1200, 0), (3500, -6), (9000, -18), (16000, -34))
FALLS = ((50, -5), (150, -2), (500, 0), (1800, -2), (5000, -6), (10000, -13), (17000, -26))
DEEP = ((25, -6), (50, 0), (110, -3), (260, -14), (700, -34), (2500, -60))
SHROUDS = ((120, -18), (300, -4), (700, 0), (1500, -10), (4000, -26), (12000, -50))
CAVE = ((30, -6), (70, 0), (150, -5), (400, -18), (2000, -42), (8000, -70))


def sea(rng: np.random.Generator) -> Bed:
    """Waves on a shore, one after another, over a wash that never stops."""
    count = seconds(17)
    wash = mixed(
        (0, shaped(rng, count, WASH) * swell(rng, count, 2.5, 0.05, 0.25)[:, None]),
        (-10, shaped(rng, count, FOAM) * swell(rng, count, 3.5, 0.06, 0.3)[:, None]),
    )
    breakers = tuple(grain(breaker(rng), -18.0, 0.3) for _ in range(5))
    return Bed((loop(wash, -40.0),), (Strewn(breakers, every_s=5.2, uneven=0.35, spread=0.5, quietest_db=-7.0),))


def _lap(rng: np.random.Generator) -> Wave:
    """Water against a hull: a few soft slaps, mono."""
    slaps = [
        (
            rng.uniform(0, 0.9),
            rng.uniform(0.3, 1) * burst(rng, 0.6, ((120, -10), (350, 0), (900, -9), (3000, -30)), 0.06, 0.12),
        )
        for _ in range(4)
    ]
    return joined(1.8, slaps)


def harbour(rng: np.random.Generator) -> Bed:
    """Lapping water, gulls, a boat's timbers."""
    return Bed(
        (air(rng, 13, WASH, -43.0, 3.0, (0.08, 0.4)),),
        (
            Strewn(grains(rng, 4, _lap, -24.0), every_s=2.3, uneven=0.6, quietest_db=-8),
            Strewn(gulls(rng), every_s=11.0, uneven=0.8, quietest_db=-10),
            Strewn(grains(rng, 2, timbers, -31.0), every_s=13.0, uneven=0.8),
        ),
    )


def lake(rng: np.random.Generator) -> Bed:
    """Still water: it laps at a bank, and that is all."""

    def ripple(rng: np.random.Generator) -> Wave:
        return joined(0.9, [(0.5 * rng.random() ** 2, rng.uniform(0.2, 1) * _bubble(rng, 380, 1300)) for _ in range(9)])

    return Bed(
        (air(rng, 17, ((150, -20), (500, -3), (1000, 0), (2500, -10), (7000, -30)), -54.0, 3.0, (0.1, 0.6)),),
        (
            Strewn(grains(rng, 6, ripple, -29.0), every_s=0.9, uneven=0.8, spread=0.9, quietest_db=-12),
            Strewn(grains(rng, 3, _lap, -31.0), every_s=4.0, uneven=0.7, spread=0.9, quietest_db=-10),
        ),
    )


def rigging(rng: np.random.Generator) -> Bed:
    """Halyards that beat against their masts, wind in the shrouds."""

    def halyard(rng: np.random.Generator) -> Wave:
        hz, at_s, parts = rng.uniform(1100, 2100), 0.0, []
        for _ in range(int(rng.integers(2, 7))):
            mast = modes(((hz, 1.0, 0.12), (hz * 2.7, 0.6, 0.07), (hz * 5.2, 0.3, 0.04)), 0.5, rng)
            parts.append((at_s, rng.uniform(0.4, 1.0) * mast))
            at_s += rng.uniform(0.13, 0.4)
        return joined(at_s + 0.6, parts)

    return Bed(
        (air(rng, 17, SHROUDS, -43.0, 4.0, (0.06, 0.4)), air(rng, 13, WASH, -46.0, 3.0, (0.08, 0.4))),
        (
            Strewn(grains(rng, 6, halyard, -27.0, (0.9, 0.3, 4000.0)), every_s=1.9, uneven=0.8, quietest_db=-14),
            Strewn(grains(rng, 2, rope, -30.0), every_s=8.0, uneven=0.8),
        ),
    )


def sail(rng: np.random.Generator) -> Bed:
    """Under sail: water along the hull, canvas, ropes, timbers."""
    return Bed(
        (air(rng, 13, RUSH, -38.0, 4.0, (0.12, 0.3)), air(rng, 19, SHROUDS, -43.0, 3.0)),
        (
            Strewn(grains(rng, 3, flap, -27.0), every_s=6.0, uneven=0.8, quietest_db=-12),
            Strewn(grains(rng, 3, timbers, -26.0), every_s=5.0, uneven=0.6, quietest_db=-8),
            Strewn(grains(rng, 2, rope, -30.0), every_s=7.0, uneven=0.8),
        ),
    )


def gulls(rng: np.random.Generator) -> tuple[Tape, ...]:
    return grains(rng, 4, gull, -27.0, (1.2, 0.4, 2500.0))


def gulls_alone(rng: np.random.Generator) -> Bed:
    return Bed(strewn=(Strewn(gulls(rng), every_s=8.0, uneven=0.8, quietest_db=-10),))


def _bubble(rng: np.random.Generator, low_hz: float = 330, high_hz: float = 2600) -> Wave:
    """A bubble that closes: a short tone that rises, the smaller the higher. Mono 90 ms."""
    hz, t = float(np.exp(rng.uniform(np.log(low_hz), np.log(high_hz)))), times(0.09)
    rising = np.sin(2 * np.pi * hz * (t + rng.uniform(0.8, 3.0) * t**2))
    shape = np.exp(-t / rng.uniform(0.008, 0.022)) * np.minimum(1, t / 0.003) * (600 / hz) ** 0.5
    return np.asarray(rising * shape, np.float32)


def stream(rng: np.random.Generator) -> Bed:
    """A brook: thousands of small bubbles over a soft wash."""
    count = seconds(13)
    bubbles = sown(rng, count, 130, [_bubble(rng) for _ in range(48)], 0.7)
    wash = (
        shaped(rng, count, ((150, -14), (500, 0), (1500, -4), (5000, -10), (12000, -26)))
        * swell(rng, count, 1.5)[:, None]
    )
    return Bed((loop(mixed((0, unit(bubbles)), (-3, wash)), -37.0),))


def river(rng: np.random.Generator) -> Bed:
    """Broad and slow: a low wash, eddies that close, hardly a splash."""
    count = seconds(17)
    eddies = sown(rng, count, 22, [_bubble(rng, 140, 620) for _ in range(24)], 0.9)
    return Bed(
        (
            loop(mixed((0, unit(eddies)), (3, shaped(rng, count, RUN) * swell(rng, count, 2.0)[:, None])), -38.0),
            air(rng, 13, RUSH, -47.0, 4.0, (0.1, 0.5)),
        )
    )


def waterfall(rng: np.random.Generator) -> Bed:
    """It never draws breath: from the rumble of the pool to the spray."""
    return Bed(
        (
            air(rng, 13, FALLS, -34.0, 0.8, (0.3, 2.0)),
            air(rng, 17, ((30, -3), (70, 0), (160, -8), (600, -30)), -40.0, 2.0),
        )
    )


def fountain(rng: np.random.Generator) -> Bed:
    """A jet that falls back into its basin: bright, even, with drops to be told apart."""
    count = seconds(13)
    drops = sown(rng, count, 240, [_bubble(rng, 700, 4200) for _ in range(48)], 0.6)
    jet = (
        shaped(rng, count, ((400, -24), (1500, -6), (4000, 0), (9000, -4), (16000, -18)))
        * swell(rng, count, 1.0, 0.2, 1.0)[:, None]
    )
    return Bed((loop(mixed((0, unit(drops)), (-7, jet)), -38.0),))


def underwater(rng: np.random.Generator) -> Bed:
    """Pressure on the ears, bubbles that rise, something large far away."""

    def groan(rng: np.random.Generator) -> Wave:
        hz = rng.uniform(70, 150)
        bend = curve([(0, hz), (1.2, hz * rng.uniform(1.1, 1.7)), (3.0, hz * rng.uniform(0.7, 0.95))], 3.0)
        return harmonics(bend, 2.2, 6) * arch(seconds(3.0), 1.5)

    return Bed(
        (
            air(rng, 19, DEEP, -38.0, 3.0, (0.05, 0.25), 0.6),
            air(rng, 13, ((300, -20), (500, 0), (800, -24)), -50.0, 6.0, (0.1, 0.8)),
        ),
        (
            Strewn(grains(rng, 4, bubbles, -26.0, (1.2, 0.4, 900.0)), every_s=5.5, uneven=0.8, quietest_db=-14),
            Strewn(grains(rng, 3, groan, -28.0, (3.5, 0.65, 500.0)), every_s=21.0, uneven=0.6, quietest_db=-8),
        ),
    )


def mill(rng: np.random.Generator) -> Bed:
    """A water wheel: each bucket falls with a splash, the axle complains once a turn."""
    count = seconds(12.8)
    wheel = np.zeros((count, 2), np.float32)
    for bucket in range(16):
        body = burst(rng, 1.0, FALLS, 0.1, 0.18)
        start = int(bucket * count / 16)
        place = (start + np.arange(len(body))) % count
        wheel[place] += (rng.uniform(0.6, 1.0) * body)[:, None]
    return Bed(
        (loop(mixed((0, unit(wheel)), (-5, shaped(rng, count, RUN))), -38.0),),
        (Strewn(grains(rng, 3, timbers, -28.0), every_s=6.4, uneven=0.15, spread=0.2, quietest_db=-3),),
    )


def drip(rng: np.random.Generator) -> Wave:
    """A drop into a pool in a cave, with its echo: float32 (n, 2)."""
    t = times(0.12)
    hz = rng.uniform(750, 1500)
    plink = np.sin(2 * np.pi * hz * (t + 1.5 * t**2)) * np.exp(-t / 0.02) * np.minimum(1, t / 0.001)
    return room(rng, plink.astype(np.float32), 2.2, 0.45, 2600.0)


def cave(rng: np.random.Generator) -> Bed:
    """Drips with a long echo over a low breath."""
    count = seconds(19)
    breath = shaped(rng, count, CAVE, width=0.7) * swell(rng, count, 3.0, 0.05, 0.2)[:, None]
    return Bed(
        (loop(breath, -44.0),), (Strewn(tuple(grain(drip(rng), -27.0) for _ in range(6)), every_s=2.1, uneven=0.9),)
    )
