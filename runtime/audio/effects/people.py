"""What people do without words: breathe, laugh, clap; hearts, blows, falls, drums."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects.doors import SPARK, THUD, WOOD, hit
from runtime.audio.noise import arch, burst, drift, joined, ring, room, seconds, shaped, sown, times
from runtime.audio.tones import curve, harmonics, modes, peaked, spoken, swish

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

PALM = ((300, -14), (800, -2), (1600, 0), (3500, -4), (9000, -16), (16000, -30))
BREATH = ((250, -18), (700, -3), (1500, 0), (3500, -6), (8000, -20))


def heartbeat(rng: np.random.Generator) -> Wave:
    """Four beats: two thuds each, felt in the chest."""
    parts = []
    for index in range(4):
        for at_s, hz, gain in ((0.0, 52, 1.0), (0.27, 64, 0.7)):
            skin = burst(rng, 0.3, ((50, -6), (90, 0), (190, -4), (420, -16), (1500, -44)), 0.01, 0.04)
            thump = ring(hz, 0.06, 0.3) * arch(seconds(0.3), 0.4)
            parts.append((0.02 + 0.92 * index + at_s, gain * (0.8 * thump + 0.8 * skin)))
    return joined(3.8, parts)


def breath(rng: np.random.Generator) -> Wave:
    """In, a moment, and out."""
    drawn = shaped(rng, seconds(0.9), ((500, -18), (1400, -2), (2800, 0), (7000, -12)), channels=1)[:, 0]
    given = shaped(rng, seconds(1.3), BREATH, channels=1)[:, 0]
    drawn *= curve([(0, 0), (0.6, 0.7), (0.85, 0.5), (0.9, 0)], 0.9)
    given *= curve([(0, 0), (0.12, 1.0), (0.5, 0.5), (1.3, 0)], 1.3)
    return room(rng, joined(2.6, [(0.02, drawn), (1.05, given)]), 0.2, 0.08)


def gasp(rng: np.random.Generator) -> Wave:
    air = shaped(rng, seconds(0.55), ((500, -16), (1200, -2), (2600, 0), (6500, -10)), channels=1)[:, 0]
    return room(rng, air * curve([(0, 0), (0.25, 0.8), (0.42, 1.0), (0.5, 0.1), (0.55, 0)], 0.55), 0.3, 0.12)


def applause(rng: np.random.Generator) -> Wave:
    """A hall claps, and leaves off one after another: float32 (n, 2)."""
    count = seconds(5.0)
    claps = [burst(rng, 0.06, _shifted(rng), 0.0004, rng.uniform(0.004, 0.011)) for _ in range(40)]
    many = sown(rng, count, 210, claps, 0.5)
    few = sown(rng, count, 22, claps, 0.7)
    crowd = curve([(0, 0.0), (0.7, 1.0), (2.8, 0.8), (4.6, 0.0)], 5.0)[:, None]
    last = curve([(0, 0.3), (3.4, 0.8), (4.9, 0.0)], 5.0)[:, None]
    return room(rng, (many * crowd + 0.8 * few * last).mean(axis=1), 1.4, 0.45) + _wide(many * crowd, seconds(6.4))


def laughter(rng: np.random.Generator) -> Wave:
    """A room laughs: fourteen people, none like another."""
    parts = []
    for _ in range(11):
        low, gap_s = rng.uniform(140, 390), rng.uniform(0.17, 0.24)
        at_s = 0.02 + 0.9 * float(rng.beta(1.2, 2.5))
        for n in range(int(rng.integers(4, 9))):
            ha = _syllable(rng, low * (1.25 - 0.06 * n), rng.uniform(0.08, 0.12))
            parts.append((at_s, 0.9**n * rng.uniform(0.4, 1.0) * ha))
            at_s += gap_s * rng.uniform(0.92, 1.08)
    return room(rng, joined(3.2, parts), 0.9, 0.28)


def cheer(rng: np.random.Generator) -> Wave:
    """Many throats at once, and fingers in some mouths."""
    parts = []
    for _ in range(20):
        length_s = rng.uniform(1.0, 1.9)
        base = rng.uniform(170, 420)
        glide = [(0, base), (0.3, base * rng.uniform(1.2, 1.6)), (length_s, base * rng.uniform(0.8, 1.1))]
        first = rng.uniform(600, 900)
        air = 0.25 * shaped(rng, seconds(length_s), BREATH, channels=1)[:, 0]
        throat = harmonics(curve(glide, length_s), 0.5, 18) + air
        shout = spoken(throat, ((first, 200, 3), (first * 1.7, 300, 3), (3000, 700, 2)), -22)
        parts.append((rng.uniform(0, 0.8), peaked(shout * arch(len(shout), 0.6), rng.uniform(0.4, 1.0))))
    for at_s in (0.5, 1.3):
        bend = curve([(0, 1500), (0.15, 2700), (0.5, 2300)], 0.5) * np.float32(rng.uniform(0.9, 1.15))
        parts.append((at_s, 0.5 * harmonics(bend, 2.5, 3) * arch(len(bend), 0.5)))
    return room(rng, joined(3.0, parts), 1.4, 0.35)


def punch(rng: np.random.Generator) -> Wave:
    return room(
        rng,
        joined(0.4, [(0.01, burst(rng, 0.3, THUD, 0.001, 0.04)), (0.01, 0.5 * burst(rng, 0.2, PALM, 0.0005, 0.012))]),
        0.3,
        0.12,
    )


def fall(rng: np.random.Generator) -> Wave:
    """A body on a wooden floor: knees, then the rest."""
    parts = [(0.02, 0.6 * hit(rng, 92, 1.0)), (0.03, 0.5 * burst(rng, 0.4, THUD, 0.003, 0.06))]
    parts += [
        (0.26, burst(rng, 0.6, THUD, 0.003, 0.1)),
        (0.27, 0.8 * hit(rng, 74, 1.0)),
        (0.4, 0.3 * hit(rng, 110, 1.0)),
    ]
    cloth = 0.12 * swish(rng, 0.5, [(0, 0.3), (0.5, 0.3)], [(0, 0.6), (0.5, 0.3)])
    return room(rng, joined(1.0, [*parts, (0.1, cloth)]), 0.6, 0.22)


def cloth(rng: np.random.Generator) -> Wave:
    """A coat is put on."""
    heavy = ((120, -10), (350, -2), (900, 0), (2200, -7), (6000, -20), (14000, -40))
    parts = []
    for at_s, length_s in ((0.02, 0.5), (0.42, 0.25), (0.6, 0.22), (0.85, 0.6)):
        count = seconds(length_s)
        fold = (
            shaped(rng, count, heavy, channels=1)[:, 0]
            * arch(count, 1.4)
            * np.clip(drift(rng, count, 4, 22) + 0.9, 0, 3)
        )
        parts += [
            (at_s, rng.uniform(0.6, 1.0) * peaked(fold)),
            (at_s + 0.5 * length_s, 0.4 * burst(rng, 0.2, THUD, 0.01, 0.03)),
        ]
    return room(rng, joined(1.6, parts), 0.25, 0.1)


def drum(rng: np.random.Generator) -> Wave:
    """Three slow beats of something large."""

    def beat() -> Wave:
        t = times(1.2)
        head = np.sin(2 * np.pi * np.cumsum(72 + 40 * np.exp(-t / 0.03)) / 48_000) * np.exp(-t / 0.3)
        return np.asarray(head, np.float32) + joined(1.2, [(0, 0.3 * burst(rng, 0.1, WOOD, 0.001, 0.012))])

    return room(rng, joined(3.4, [(0.02 + 1.05 * n, (0.9, 0.8, 1.0)[n] * beat()) for n in range(3)]), 1.6, 0.3, 900.0)


def drum_roll(rng: np.random.Generator) -> Wave:
    """A snare that grows, and stops."""
    at_s, parts = 0.02, []
    while at_s < 2.6:
        skin = modes(((190, 0.8, 0.02), (335, 0.6, 0.015)), 0.1) + 0.8 * joined(
            0.1, [(0, burst(rng, 0.1, SPARK, 0.0006, 0.018))]
        )
        parts.append((at_s, (0.3 + 0.25 * at_s) * rng.uniform(0.8, 1.0) * skin))
        at_s += rng.uniform(0.036, 0.044)
    return room(rng, joined(3.2, [*parts, (2.68, 1.6 * skin)]), 0.7, 0.22)


def piano(rng: np.random.Generator) -> Wave:
    """A chord in the next room."""
    keys = [
        (
            0.02 + 0.012 * n,
            modes([(hz * k * (1 + 0.0004 * k * k), k**-1.4, 1.9 / k**0.6) for k in range(1, 9)], 4.0, rng),
        )
        for n, hz in enumerate((131, 196, 262, 330))
    ]
    return room(rng, joined(4.2, [*keys, (0.02, 0.1 * burst(rng, 0.2, WOOD, 0.001, 0.02))]), 1.0, 0.3)


def _syllable(rng: np.random.Generator, hz: float, length_s: float) -> Wave:
    first = rng.uniform(620, 880)
    tone = harmonics(curve([(0, hz * 1.1), (length_s, hz * 0.9)], length_s), 0.8, 14) * arch(seconds(length_s), 0.7)
    breathed = tone + 0.16 * shaped(rng, len(tone), BREATH, channels=1)[:, 0] * arch(len(tone), 0.5)
    return peaked(spoken(breathed, ((first, 160, 2), (first * 1.75, 240, 3), (2800, 500, 2), (3700, 700, -2)), -24))


def _shifted(rng: np.random.Generator) -> tuple[tuple[float, float], ...]:
    size = rng.uniform(0.75, 1.4)
    return tuple((hz * size, db) for hz, db in PALM)


def _wide(wave: Wave, count: int) -> Wave:
    return np.pad(wave, ((0, count - len(wave)), (0, 0)))
