"""The sea, a harbour, a stream, drips in a cave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, grain, loop
from runtime.audio.noise import (
    arch,
    burst,
    closed,
    joined,
    mixed,
    ring,
    room,
    seconds,
    shaped,
    sown,
    swell,
    times,
    unit,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Tape

    Wave = NDArray[np.float32]

SWELL = ((30, -8), (80, 0), (250, -4), (700, -12), (2000, -24), (8000, -45))
FOAM = ((150, -26), (600, -8), (2000, 0), (5000, -3), (11000, -12), (18000, -28))
WASH = ((60, -6), (200, 0), (600, -5), (1500, -9), (4000, -14), (10000, -28))
CAVE = ((30, -6), (70, 0), (150, -5), (400, -18), (2000, -42), (8000, -70))


def breaker(rng: np.random.Generator) -> Wave:
    """One wave, 9 s, float32 (n, 2), peak 1: it gathers, breaks, and the foam runs out."""
    t = times(9.0)
    top_s = rng.uniform(2.4, 3.4)
    body = np.exp(-(((t - top_s) / np.where(t < top_s, 1.3, 1.9)) ** 2))
    broken = np.maximum(0.0, t - top_s + 0.5)
    foam = (1 - np.exp(-broken / 0.35)) * np.exp(-broken / rng.uniform(1.5, 2.2))
    wave = mixed(
        (0, shaped(rng, len(t), SWELL, width=0.6) * body[:, None].astype(np.float32)),
        (-3, shaped(rng, len(t), FOAM, width=0.8) * foam[:, None].astype(np.float32)),
    )
    return np.asarray(wave / np.abs(wave).max(), np.float32)


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


def gull(rng: np.random.Generator) -> Wave:
    """A gull's call of a few cries, mono, far off."""
    cries = []
    for index in range(int(rng.integers(2, 5))):
        t = times(rng.uniform(0.28, 0.5))
        x = t / t[-1]
        hz = rng.uniform(850, 1050) * (1 + 0.5 * np.sin(np.pi * np.minimum(1, x * 1.6)) - 0.25 * x)
        phase = 2 * np.pi * np.cumsum(hz) / 48_000
        cry = sum(np.sin(k * phase) / k**1.2 for k in range(1, 6)) * arch(len(t), 0.6)
        cries.append((index * rng.uniform(0.45, 0.6), np.asarray(cry * (1 - 0.12 * index), np.float32)))
    return joined(3.2, cries)


def creak(rng: np.random.Generator) -> Wave:
    """Wood under strain, mono 1.2 s, peak about 1: a train of little slips through two resonances."""
    t = times(1.2)
    rate = 34 + 26 * np.sin(np.pi * t / t[-1]) * rng.uniform(0.7, 1.3)
    phase = np.cumsum(rate) / 48_000
    slips = np.diff(np.floor(phase), prepend=0.0) * np.sin(np.pi * t / t[-1])
    body = ring(310, 0.012, 0.1) + 0.7 * ring(740, 0.007, 0.1) + 0.3 * ring(1630, 0.004, 0.1)
    wave = np.convolve(slips.astype(np.float32), body)[: len(t)].astype(np.float32)
    return closed(wave / np.float32(max(1e-6, np.abs(wave).max())))


def harbour(rng: np.random.Generator) -> Bed:
    """Lapping water, gulls, a boat's timbers."""
    count = seconds(13)
    wash = shaped(rng, count, WASH) * swell(rng, count, 3.0, 0.08, 0.4)[:, None]
    return Bed(
        (loop(wash, -43.0),),
        (
            Strewn(tuple(grain(_lap(rng), -24.0) for _ in range(4)), every_s=2.3, uneven=0.6, quietest_db=-8),
            Strewn(gulls(rng), every_s=11.0, uneven=0.8, quietest_db=-10),
            Strewn(tuple(grain(room(rng, creak(rng), 0.6, 0.4), -31.0) for _ in range(2)), every_s=13.0, uneven=0.8),
        ),
    )


def gulls(rng: np.random.Generator) -> tuple[Tape, ...]:
    return tuple(grain(room(rng, gull(rng), 1.6, 0.55, 2500.0), -27.0) for _ in range(4))


def gulls_alone(rng: np.random.Generator) -> Bed:
    return Bed(strewn=(Strewn(gulls(rng), every_s=8.0, uneven=0.8, quietest_db=-10),))


def _bubble(rng: np.random.Generator) -> Wave:
    """A bubble that closes: a short tone that rises, the smaller the higher. Mono 90 ms."""
    hz, t = float(np.exp(rng.uniform(np.log(330), np.log(2600)))), times(0.09)
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
