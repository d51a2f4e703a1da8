"""Weather, water and fire, once each: thunder, a wave, a splash, drips, gusts, a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects.doors import SPARK, THUD, hit
from runtime.audio.noise import arch, burst, closed, drift, joined, mixed, ring, room, seconds, shaped, sown, times
from runtime.audio.tones import curve, modes, peaked, swish

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

SPRAY = ((100, -6), (400, 0), (1500, -3), (5000, -8), (12000, -22))
RUMBLE = ((25, -6), (45, 0), (90, -2), (200, -11), (500, -26), (2000, -50), (8000, -80))
TEARING = ((150, -20), (400, -6), (900, 0), (2500, -3), (6000, -14), (14000, -40))
SWELL = ((30, -8), (80, 0), (250, -4), (700, -12), (2000, -24), (8000, -45))
FOAM = ((150, -26), (600, -8), (2000, 0), (5000, -3), (11000, -12), (18000, -28))
FLAME = ((80, -6), (200, 0), (600, -4), (2500, -12), (8000, -22), (16000, -40))


def peal(rng: np.random.Generator, near: float) -> Wave:
    """One thunder, mono, 7 s, peak 1: `near` 0..1 has a crack first."""
    rolls = [(0.12 + rng.uniform(0, 2.6), rng.uniform(0.3, 1.0), rng.uniform(0.5, 1.3)) for _ in range(7)]
    parts = [(at, gain * burst(rng, 4.0, RUMBLE, 0.08, decay)) for at, gain, decay in [(0.05, 1.2, 0.9), *rolls]]
    if near > 0:
        tear = joined(0.5, [(rng.uniform(0, 0.18), burst(rng, 0.3, TEARING, 0.002, 0.05)) for _ in range(6)])
        parts.append((0.0, near * 0.5 * tear))
    wave = joined(7.0, parts)
    return closed(wave / np.float32(np.abs(wave).max()), 0.02)


def thunder(rng: np.random.Generator) -> Wave:
    """It cracks, and rolls away from one side to the other: float32 (n, 2)."""
    wave = peal(rng, 0.8)
    side = 0.5 + 0.35 * np.clip(drift(rng, len(wave), 0.1, 0.4), -1, 1)
    return np.stack([wave * np.sqrt(1 - side), wave * np.sqrt(side)], axis=1).astype(np.float32)


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


def splash(rng: np.random.Generator) -> Wave:
    """Something falls into water: the slap, the hollow it leaves, the drops that come down again."""
    slap = burst(rng, 1.4, SPRAY, 0.008, 0.16)
    gulp = ring(190, 0.09, 0.5) * curve([(0, 0), (0.1, 1), (0.5, 0)], 0.5)
    drops = [
        (0.2 + float(rng.exponential(0.22)), rng.uniform(0.04, 0.16) * ring(rng.uniform(700, 2600), 0.014, 0.1))
        for _ in range(34)
    ]
    return room(rng, joined(2.0, [(0.0, slap), (0.06, 0.6 * gulp), *drops]), 0.8, 0.2)


def drip(rng: np.random.Generator) -> Wave:
    """Three drops into a bowl, far apart."""
    return room(rng, joined(2.6, [(0.02 + 0.85 * n + rng.uniform(0, 0.15), plink(rng)) for n in range(3)]), 1.0, 0.3)


def plink(rng: np.random.Generator, low_hz: float = 750, high_hz: float = 1500) -> Wave:
    """A bubble that closes under a drop. 0.12 s."""
    t = times(0.12)
    hz = rng.uniform(low_hz, high_hz)
    tone = np.sin(2 * np.pi * hz * (t + 1.5 * t**2)) * np.exp(-t / 0.02) * np.minimum(1, t / 0.001)
    return np.asarray(tone, np.float32)


def bubbles(rng: np.random.Generator) -> Wave:
    """A breath goes up through water."""
    parts = []
    for n in range(60):
        size = rng.uniform(0.3, 1.0)
        at_s = 0.02 + 1.7 * rng.random() ** 1.4
        parts.append((at_s, size * plink(rng, 260, 1100) * (1.0 if n % 3 else 1.6)))
    return room(rng, joined(2.0, parts), 0.5, 0.25, 1200.0)


def pour(rng: np.random.Generator) -> Wave:
    """Into a glass: the fuller it is, the higher it sounds."""
    stream = sown(rng, seconds(2.6), 190, [plink(rng, 500, 1500) for _ in range(24)], 0.6).mean(axis=1)
    wash = shaped(rng, seconds(2.6), SPRAY, channels=1)[:, 0]
    out = np.zeros(seconds(2.6), np.float32)
    for step in range(6):
        hz = 480 * 1.22**step
        column = joined(2.6, [(0, peaked(stream) + 0.06 * wash)])
        part = np.exp(-(((times(2.6) - 0.45 * step - 0.2) / 0.3) ** 2)).astype(np.float32)
        echoed = np.convolve(column * part, modes(((hz, 1, 0.03), (hz * 2.9, 0.4, 0.015)), 0.1))[: len(out)]
        out += echoed.astype(np.float32)
    return room(rng, peaked(out) * curve([(0, 0), (0.1, 1), (2.3, 1), (2.55, 0)], 2.6), 0.3, 0.12)


def gust(rng: np.random.Generator) -> Wave:
    """Wind that comes round a corner and is gone."""
    air = swish(rng, 3.0, [(0, 0.4), (1.2, 1.0), (3, 0.5)], [(0, 0.05), (1.3, 0.5), (3, 0.1)], 1.6)
    hz = curve([(0, 330), (1.3, 620), (3, 360)], 3.0)
    band = np.sin(2 * np.pi * np.cumsum(hz) / 48_000 + 2.5 * drift(rng, len(hz), 2, 14)) * arch(len(hz), 2.5)
    return room(rng, np.asarray(air + 0.22 * band, np.float32), 0.8, 0.2)


def whoosh(rng: np.random.Generator) -> Wave:
    """Something passes close by."""
    return room(rng, swish(rng, 0.8, [(0, 0.9), (0.8, 0.5)], [(0, 0.05), (0.36, 1.0), (0.8, 0.05)], 3.0), 0.4, 0.12)


def flap(rng: np.random.Generator) -> Wave:
    """A sail or a flag takes the wind."""
    beat = ((90, -8), (260, 0), (900, -6), (4000, -16), (12000, -34))
    at_s, parts = 0.02, []
    for n in range(6):
        parts.append((at_s, rng.uniform(0.5, 1.0) * burst(rng, 0.3, beat, 0.006, 0.04)))
        at_s += rng.uniform(0.12, 0.26) + 0.02 * n
    return room(rng, joined(1.8, parts), 0.4, 0.12)


def match(rng: np.random.Generator) -> Wave:
    """Strike, flare, and it burns down."""
    scratch = seconds(0.26)
    grit = (
        shaped(rng, scratch, SPARK, channels=1)[:, 0]
        * arch(scratch, 0.7)
        * (0.5 + 0.5 * rng.random(scratch, np.float32))
    )
    flare = burst(rng, 2.0, FLAME, 0.09, 0.3) * (0.8 + 0.2 * drift(rng, seconds(2.0), 6, 24))
    return joined(2.3, [(0.0, peaked(grit, 0.5)), (0.22, flare)])


def crackle(rng: np.random.Generator) -> Wave:
    """A log gives way: a pop, sparks, a settling."""
    snaps = [
        (0.02 + abs(float(rng.normal(0, 0.5))), rng.uniform(0.1, 0.9) * burst(rng, 0.03, SPARK, 0.0003, 0.003))
        for _ in range(46)
    ]
    settle = 0.4 * burst(rng, 0.9, THUD, 0.05, 0.14)
    roar = 0.25 * burst(rng, 2.0, FLAME, 0.12, 0.5)
    pop = 0.9 * hit(rng, 240, 1.0)
    return joined(2.2, [*snaps, (0.05, pop), (0.12, settle), (0.0, roar)])


def explosion(rng: np.random.Generator) -> Wave:
    """A blow that is felt, and what it throws up coming down."""
    blow = burst(rng, 3.5, ((25, -2), (50, 0), (120, -4), (400, -14), (1500, -22), (8000, -36)), 0.002, 0.4)
    crack = 0.7 * burst(rng, 0.4, ((200, -6), (900, 0), (4000, -5), (12000, -14)), 0.0004, 0.03)
    debris = [
        (0.5 + float(rng.exponential(0.5)), rng.uniform(0.03, 0.14) * hit(rng, rng.uniform(120, 700), 1.0))
        for _ in range(24)
    ]
    return room(rng, joined(3.6, [(0, blow), (0, crack), *debris]), 2.5, 0.35, 1500.0)


def ice(rng: np.random.Generator) -> Wave:
    """A crack runs through a frozen lake: high first, then low, for the deep tones travel slower."""
    hz = np.geomspace(9000, 170, seconds(0.9)).astype(np.float32)
    chirp = np.sin(2 * np.pi * np.cumsum(hz) / 48_000) * np.exp(-times(0.9) / 0.25)
    echo = np.sin(2 * np.pi * np.cumsum(hz[::2]) / 48_000) * np.exp(-times(0.45) / 0.12)
    parts = [(0.02, chirp), (0.28, 0.5 * echo), (0.61, 0.25 * echo), (0.0, 0.5 * burst(rng, 0.1, SPARK, 0.0004, 0.005))]
    return room(rng, joined(1.8, parts), 2.0, 0.35, 3000.0)


def avalanche(rng: np.random.Generator) -> Wave:
    """Stones come down."""
    stones = []
    for _ in range(70):
        at_s = 0.1 + 2.6 * float(rng.beta(2, 2.6))
        stones.append((at_s, rng.uniform(0.1, 0.7) * hit(rng, float(np.exp(rng.uniform(4.4, 6.8))), 1.0)))
    rumble = 0.9 * burst(rng, 3.4, ((30, -3), (60, 0), (160, -4), (500, -12), (3000, -28)), 0.9, 0.9)
    return room(rng, joined(3.6, [(0.0, rumble), *stones]), 1.4, 0.3, 1800.0)
