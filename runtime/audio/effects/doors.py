"""Doors and what belongs to a house: knocking, hinges, locks, switches, floors that creak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.noise import arch, burst, joined, ring, room, seconds, shaped
from runtime.audio.tones import curve, modes, peaked, pulses, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

THUD = ((40, -6), (90, 0), (220, -5), (700, -18), (2500, -34), (9000, -60))
WOOD = ((80, -10), (250, 0), (700, -4), (1800, -14), (6000, -30))
SPARK = ((800, -24), (2500, -3), (5500, 0), (11000, -6), (18000, -18))
IRON = ((210.0, 0.7, 0.12), (433.0, 1.0, 0.16), (812.0, 0.7, 0.11), (1370.0, 0.6, 0.09), (2240.0, 0.5, 0.06))


def hit(rng: np.random.Generator, hz: float, weight: float) -> Wave:
    """A knuckle on wood, mono 0.4 s."""
    body = ring(hz, 0.035, 0.4) + 0.6 * ring(hz * 2.3, 0.018, 0.4) + 0.3 * ring(hz * 4.1, 0.01, 0.4)
    return np.asarray(weight * (body + 0.8 * burst(rng, 0.4, WOOD, 0.0008, 0.012)), np.float32)


def snick(rng: np.random.Generator, hz: float = 1450.0) -> Wave:
    """Metal on metal, small: a latch. 0.12 s."""
    return np.asarray(burst(rng, 0.12, SPARK, 0.0005, 0.007) + 0.5 * ring(hz, 0.012, 0.12), np.float32)


def hinge(rng: np.random.Generator, length_s: float, low_hz: float, high_hz: float) -> Wave:
    """Stick and slip: pulses of a rate that wanders, through what wood and iron ring at. Peak 1."""
    count = 9
    at = np.linspace(0, length_s, count)
    wander = np.clip(np.cumsum(rng.uniform(-0.45, 0.45, count)) + 0.45, 0.0, 1.0)
    wander[0] = wander[-1] = 0.1
    rate = curve(list(zip(at, low_hz * (high_hz / low_hz) ** wander, strict=True)), length_s)
    formed = rng.uniform(0.9, 1.15)
    body = modes(((420 * formed, 1.0, 0.0035), (1010 * formed, 0.8, 0.002), (2150 * formed, 0.6, 0.0015)), 0.05)
    effort = curve([(0, 0.0), (0.12 * length_s, 0.8), (0.6 * length_s, 1.0), (length_s, 0.0)], length_s)
    stops = np.clip(curve(list(zip(at, rng.uniform(0.15, 1.3, count), strict=True)), length_s), 0, 1)
    return peaked(through(pulses(rate, rng, 0.6) * effort * stops, body))


def knock(rng: np.random.Generator) -> Wave:
    hits = [
        (at_s, hit(rng, 165 * rng.uniform(0.96, 1.04), weight))
        for at_s, weight in ((0.02, 0.9), (0.3 + rng.uniform(-0.03, 0.03), 0.8), (0.56 + rng.uniform(-0.03, 0.03), 1.0))
    ]
    return room(rng, joined(1.2, hits), 0.7, 0.25)


def pound(rng: np.random.Generator) -> Wave:
    """A fist on a heavy door."""
    hits = [
        (0.02 + 0.27 * index, peaked(hit(rng, 88, 1.0), 0.7) + 0.8 * _padded(burst(rng, 0.4, THUD, 0.001, 0.06), 0.4))
        for index in range(5)
    ]
    return room(rng, joined(2.0, [(at, rng.uniform(0.75, 1) * one) for at, one in hits]), 1.0, 0.3)


def opens(rng: np.random.Generator) -> Wave:
    """A handle goes down, the latch lets go, the hinge speaks a little."""
    parts = [(0.02, 0.5 * snick(rng, 900)), (0.19, 0.8 * snick(rng)), (0.3, 0.5 * hinge(rng, 1.3, 24, 70))]
    return room(rng, joined(1.9, [*parts, (0.28, 0.25 * burst(rng, 0.8, THUD, 0.12, 0.2))]), 0.9, 0.3)


def shuts(rng: np.random.Generator) -> Wave:
    """It falls to, and the latch catches."""
    shut = burst(rng, 0.8, THUD, 0.001, 0.08) + 0.5 * _padded(hit(rng, 95, 1.0), 0.8)
    return room(rng, joined(1.2, [(0.02, shut), (0.055, 0.5 * snick(rng)), (0.09, 0.25 * snick(rng, 900))]), 1.0, 0.3)


def door(rng: np.random.Generator) -> Wave:
    """Somebody comes in: it opens, and falls to."""
    shut = burst(rng, 0.8, THUD, 0.001, 0.08) + 0.5 * _padded(hit(rng, 95, 1.0), 0.8)
    parts = [(0.02, 0.3 * snick(rng)), (0.18, 0.28 * hinge(rng, 1.0, 24, 62)), (1.5, shut), (1.55, 0.35 * snick(rng))]
    return room(rng, joined(2.4, parts), 1.0, 0.3)


def slam(rng: np.random.Generator) -> Wave:
    """Hard; the frame and the panes rattle."""
    blow = burst(rng, 1.0, ((35, -4), (80, 0), (260, -3), (900, -10), (4000, -22), (12000, -40)), 0.0008, 0.11)
    rattle = [(0.05 + 0.031 * n + rng.uniform(0, 0.01), 0.4 * 0.7**n * snick(rng, 1100)) for n in range(7)]
    return room(rng, joined(1.4, [(0.01, blow), (0.015, 0.8 * hit(rng, 72, 1.0)), *rattle]), 1.7, 0.4)


def creak(rng: np.random.Generator) -> Wave:
    """A hinge that nobody has oiled."""
    return room(rng, joined(2.4, [(0.02, hinge(rng, 2.2, 48, 430))]), 0.8, 0.25)


def floorboard(rng: np.random.Generator) -> Wave:
    """One step on old wood."""
    parts = [
        (0.02, 0.4 * hit(rng, 105, 1.0)),
        (0.06, 0.8 * hinge(rng, 0.55, 40, 85)),
        (0.75, 0.3 * hinge(rng, 0.3, 60, 35)),
    ]
    return room(rng, joined(1.2, parts), 0.7, 0.25)


def gate(rng: np.random.Generator) -> Wave:
    """An iron gate: a long complaint, and it clangs."""
    clang = modes(IRON, 1.4, rng) + 0.8 * burst(rng, 1.4, SPARK, 0.0005, 0.02)
    return room(rng, joined(3.2, [(0.02, 0.5 * hinge(rng, 1.5, 45, 210)), (1.65, clang)]), 1.2, 0.3)


def lock(rng: np.random.Generator) -> Wave:
    """A key is put in and turned; the bolt goes over."""
    teeth = [(0.02 + 0.022 * n + rng.uniform(0, 0.008), rng.uniform(0.12, 0.3) * snick(rng, 2600)) for n in range(6)]
    bolt = snick(rng, 700) + 0.7 * _padded(hit(rng, 240, 0.8), 0.12)
    return room(rng, joined(1.2, [*teeth, (0.52, 0.35 * snick(rng, 1900)), (0.72, bolt)]), 0.5, 0.22)


def switch(rng: np.random.Generator) -> Wave:
    parts = [(0.0, burst(rng, 0.06, SPARK, 0.0004, 0.003)), (0.035, 0.6 * burst(rng, 0.06, WOOD, 0.0004, 0.006))]
    return room(rng, joined(0.14, parts), 0.25, 0.15)


def window(rng: np.random.Generator) -> Wave:
    """A sash goes up and stops."""
    count = seconds(0.9)
    slide = shaped(rng, count, WOOD, channels=1)[:, 0] * arch(count, 0.6) * (0.5 + 0.5 * rng.random(count, np.float32))
    pane = [
        (0.12 * n, rng.uniform(0.1, 0.2) * modes(((1150, 1, 0.02), (2380, 0.8, 0.02)), 0.15, rng)) for n in range(7)
    ]
    return room(rng, joined(1.5, [(0.02, peaked(slide, 0.4)), *pane, (0.92, 0.9 * hit(rng, 150, 1.0))]), 0.7, 0.25)


def drawer(rng: np.random.Generator) -> Wave:
    count = seconds(0.55)
    slide = shaped(rng, count, WOOD, channels=1)[:, 0] * arch(count, 0.7)
    rattle = [(0.1 + 0.05 * n, rng.uniform(0.05, 0.2) * snick(rng, 3100)) for n in range(9)]
    return room(rng, joined(0.9, [(0.02, peaked(slide, 0.5)), *rattle, (0.56, hit(rng, 190, 0.9))]), 0.4, 0.2)


def _padded(wave: Wave, length_s: float) -> Wave:
    return joined(length_s, [(0.0, wave)])
