"""Machines and arms: engines, a car that passes, a typewriter, a radio, guns far and near."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects.bells import cast_bell
from runtime.audio.effects.doors import IRON, SPARK, THUD, WOOD, hit, snick
from runtime.audio.noise import arch, burst, drift, joined, ring, room, seconds, shaped, times
from runtime.audio.tones import curve, harmonics, modes, peaked, pulses, swish, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

STEAM = ((300, -18), (1200, -4), (4000, 0), (9000, -3), (16000, -14))
EXHAUST = ((45, -4), (90, 0), (200, -4), (500, -12), (1800, -24), (8000, -44))
BLADE = (
    (1730.0, 1.0, 0.35), (2890.0, 0.9, 0.5), (4130.0, 0.8, 0.42), (5570.0, 0.6, 0.3), (7350.0, 0.5, 0.2),
    (9600.0, 0.3, 0.12),
)  # fmt: skip


def motor(rng: np.random.Generator, rate: list[tuple[float, float]], length_s: float) -> Wave:
    """An engine at a rate of strokes that changes: thuds, each of its own size. Peak 1."""
    strokes = pulses(curve(rate, length_s), rng, 0.35)
    body = burst(rng, 0.12, EXHAUST, 0.002, 0.022) + 0.3 * ring(118, 0.02, 0.12)
    return peaked(through(strokes, body.astype(np.float32)))


def engine_start(rng: np.random.Generator) -> Wave:
    """The starter turns it over; it coughs, catches, and settles."""
    turning = through(pulses(curve([(0, 7), (0.3, 11), (1.1, 12)], 1.1), rng, 0.2), burst(rng, 0.09, WOOD, 0.012, 0.03))
    whine = 0.16 * harmonics(curve([(0, 180), (0.25, 420), (1.1, 450)], 1.1), 1.0, 10)
    runs = motor(rng, [(0, 9), (0.25, 24), (0.5, 33), (1.2, 22), (2.6, 20)], 2.6)
    swell = curve([(0, 0.4), (0.3, 1.0), (1.3, 0.75), (2.1, 0.7), (2.55, 0.0)], 2.6)
    parts = [(0.02, 0.4 * (peaked(turning) + whine) * curve([(0, 1), (1.0, 1), (1.1, 0)], 1.1)), (1.05, runs * swell)]
    return room(rng, joined(3.8, parts), 0.8, 0.22)


def car(rng: np.random.Generator) -> Wave:
    """It comes from the left, and goes to the right a little lower: float32 (n, 2)."""
    length_s = 5.0
    t = times(length_s)
    near = 1 / (1 + ((t - 2.4) / 0.42) ** 2)
    tyres = shaped(rng, len(t), ((120, -10), (400, -2), (1000, 0), (2500, -6), (8000, -20)), channels=1)[:, 0]
    bend = curve([(0, 1.05), (1.9, 1.04), (2.9, 0.95), (5, 0.94)], length_s)
    hum = peaked(through(pulses(62 * bend, rng, 0.2), burst(rng, 0.1, EXHAUST, 0.002, 0.02)))
    passing = (0.7 * tyres * near + 0.8 * hum * near**0.7) * curve([(0, 0), (0.6, 1), (4.2, 1), (4.95, 0)], length_s)
    right = curve([(0, 0.12), (2.0, 0.25), (2.8, 0.75), (5, 0.88)], length_s)
    return np.stack([passing * np.sqrt(1 - right), passing * np.sqrt(right)], axis=1).astype(np.float32)


def car_horn(rng: np.random.Generator) -> Wave:
    def hoot(length_s: float) -> Wave:
        flat = np.full(seconds(length_s), 1.0, np.float32)
        return (harmonics(415 * flat, 0.7, 18) + harmonics(523 * flat, 0.7, 16)) * arch(len(flat), 0.12)

    return room(rng, joined(1.4, [(0.02, hoot(0.28)), (0.45, hoot(0.6))]), 1.2, 0.3)


def steam_hiss(rng: np.random.Generator) -> Wave:
    count = seconds(1.8)
    jet = shaped(rng, count, STEAM, channels=1)[:, 0] * curve([(0, 0), (0.04, 1), (0.5, 0.6), (1.75, 0)], 1.8)
    return room(rng, joined(2.0, [(0.0, 0.5 * snick(rng, 800)), (0.02, peaked(jet))]), 0.9, 0.25)


def kettle(rng: np.random.Generator) -> Wave:
    """It begins to sing."""
    hz = curve([(0, 900), (0.8, 1900), (1.4, 2250), (3.0, 2300)], 3.0) * (1 + 0.006 * drift(rng, seconds(3.0), 4, 18))
    sing = harmonics(hz.astype(np.float32), 1.6, 4) * curve([(0, 0), (1.2, 0.7), (2.5, 1), (2.95, 0)], 3.0)
    return room(rng, sing + 0.18 * shaped(rng, len(hz), STEAM, channels=1)[:, 0] * arch(len(hz), 0.4), 0.5, 0.2)


def typewriter(rng: np.random.Generator) -> Wave:
    """A line is written to its end: the bell, the carriage."""

    def key() -> Wave:
        return burst(rng, 0.12, SPARK, 0.0005, 0.006) + 0.8 * hit(rng, rng.uniform(210, 330), 0.8)[: seconds(0.12)]

    at_s, parts = 0.02, []
    for _ in range(13):
        parts.append((at_s, rng.uniform(0.7, 1.0) * key()))
        at_s += float(rng.choice((0.11, 0.13, 0.17, 0.3)))
    ratchet = through(pulses(np.full(seconds(0.5), 55.0, np.float32), rng, 0.4), 0.5 * snick(rng, 1900))
    parts += [
        (at_s, 0.5 * cast_bell(rng, 2350, 0.4, 1.0)),
        (at_s + 0.45, peaked(ratchet, 0.6)),
        (at_s + 0.97, hit(rng, 140, 1)),
    ]
    return room(rng, joined(at_s + 1.5, parts), 0.35, 0.18)


def static(rng: np.random.Generator) -> Wave:
    """A radio between two stations."""
    length_s = 2.6
    count = seconds(length_s)
    hiss = shaped(rng, count, ((250, -20), (700, 0), (2600, 0), (3600, -20), (8000, -50)), channels=1)[:, 0]
    gaps = np.clip(0.75 + 0.5 * drift(rng, count, 2.0, 12.0), 0.15, 1.4)
    howl = harmonics(curve([(0, 2100), (0.9, 640), (1.5, 420), (2.6, 1700)], length_s), 2.5, 2) * arch(count, 1.5)
    cracks = [(rng.uniform(0, 2.4), rng.uniform(0.3, 1) * burst(rng, 0.03, SPARK, 0.0003, 0.003)) for _ in range(22)]
    return np.asarray(0.35 * hiss * gaps + 0.2 * howl, np.float32) * arch(count, 0.15) + 0.5 * joined(length_s, cracks)


def morse(rng: np.random.Generator) -> Wave:
    """Three short, three long, three short."""
    at_s, parts = 0.05, []
    for length_s in (0.07, 0.07, 0.07, 0.21, 0.21, 0.21, 0.07, 0.07, 0.07):
        beep = np.sin(2 * np.pi * 690 * times(length_s)) * arch(seconds(length_s), 0.15)
        parts.append((at_s, beep.astype(np.float32)))
        at_s += length_s + 0.08
    return room(rng, joined(at_s + 0.1, parts), 0.4, 0.12)


def gun(rng: np.random.Generator) -> Wave:
    """One shot in the open: a crack, and the hills give it back."""
    crack = burst(rng, 0.5, ((80, -6), (300, 0), (1200, -1), (5000, -5), (14000, -16)), 0.0003, 0.035)
    back = [(at, gain * burst(rng, 0.6, THUD, 0.02, 0.1)) for at, gain in ((0.31, 0.25), (0.52, 0.18), (0.85, 0.12))]
    return room(
        rng, joined(1.8, [(0.0, crack), (0.0, 0.6 * burst(rng, 0.6, THUD, 0.001, 0.06)), *back]), 2.2, 0.35, 1800.0
    )


def cannon(rng: np.random.Generator) -> Wave:
    """Over water: it is felt more than heard."""
    boom = burst(rng, 2.5, ((28, -2), (55, 0), (110, -4), (300, -15), (1200, -30), (6000, -55)), 0.006, 0.3)
    return room(rng, joined(3.0, [(0.0, boom), (0.9, 0.22 * boom[: seconds(1.8)])]), 3.0, 0.4, 700.0)


def sword(rng: np.random.Generator) -> Wave:
    """Two blades meet, twice."""

    def clash() -> Wave:
        bent = [(hz * rng.uniform(0.94, 1.06), gain * rng.uniform(0.5, 1), decay) for hz, gain, decay in BLADE]
        return modes(bent, 1.2, rng) + joined(1.2, [(0.0, 1.4 * burst(rng, 0.1, SPARK, 0.0003, 0.006))])

    return room(rng, joined(2.2, [(0.02, clash()), (0.55, 0.9 * clash())]), 0.8, 0.2, 6000.0)


def drawn(rng: np.random.Generator) -> Wave:
    """A blade leaves its sheath."""
    count = seconds(0.55)
    scrape = shaped(rng, count, ((1500, -16), (4000, -3), (7000, 0), (13000, -8)), channels=1)[:, 0]
    scrape *= curve([(0, 0.1), (0.4, 1), (0.5, 0.6), (0.55, 0)], 0.55)
    rung = modes([(hz, 0.3 * gain, 1.6 * decay) for hz, gain, decay in BLADE], 1.6, rng)
    return room(rng, joined(2.1, [(0.0, peaked(scrape)), (0.42, rung)]), 0.6, 0.2, 6000.0)


def chain(rng: np.random.Generator) -> Wave:
    """Links run over an edge."""
    parts = []
    for _ in range(55):
        at_s = 0.02 + 1.6 * float(rng.beta(1.4, 1.4))
        size = rng.uniform(0.85, 1.5)
        link = modes([(hz * 3 * size, gain, decay * 0.25) for hz, gain, decay in IRON], 0.12, rng)
        parts.append(
            (at_s, rng.uniform(0.1, 0.6) * (link + joined(0.12, [(0, burst(rng, 0.05, SPARK, 0.0004, 0.003))])))
        )
    return room(rng, joined(1.9, parts), 0.6, 0.2)


def hammer(rng: np.random.Generator) -> Wave:
    """A nail goes in: each blow a little higher."""
    blows = [
        (0.02 + 0.42 * n, 0.9 * hit(rng, 170 + 18 * n, 1.0) + joined(0.4, [(0, 0.6 * snick(rng, 2300 + 220 * n))]))
        for n in range(5)
    ]
    return room(rng, joined(2.4, blows), 0.8, 0.25)


def anvil(rng: np.random.Generator) -> Wave:
    steel = ((1180.0, 1.0, 0.7), (2210.0, 0.8, 0.55), (3370.0, 0.7, 0.4), (5230.0, 0.5, 0.3), (7420.0, 0.3, 0.2))
    blows = [(at, gain * modes(steel, 1.4, rng)) for at, gain in ((0.02, 1.0), (0.5, 0.4), (0.75, 1.0), (1.23, 0.4))]
    return room(rng, joined(2.6, blows), 0.8, 0.2, 5000.0)


def saw(rng: np.random.Generator) -> Wave:
    """Forth and back, five times."""
    parts = []
    for n in range(10):
        length_s = 0.3
        teeth = pulses(curve([(0, 70), (0.15, 130), (0.3, 75)], length_s), rng, 0.4)
        rasp = through(teeth, burst(rng, 0.02, ((300, -12), (900, 0), (2600, -3), (7000, -12)), 0.0004, 0.004))
        parts.append((0.02 + 0.33 * n, (1.0, 0.6)[n % 2] * peaked(rasp * arch(len(rasp), 0.6))))
    return room(rng, joined(3.5, parts), 0.4, 0.18)


def projector(rng: np.random.Generator) -> Wave:
    """A film runs through: claws and a fan."""
    length_s = 3.0
    claws = through(pulses(np.full(seconds(length_s), 24.0, np.float32), rng, 0.2), snick(rng, 1250)[: seconds(0.04)])
    fan = 0.12 * shaped(rng, seconds(length_s), WOOD, channels=1)[:, 0]
    return room(rng, (peaked(claws, 0.6) + fan) * curve([(0, 0), (0.1, 1), (2.7, 1), (2.95, 0)], length_s), 0.3, 0.15)


def shutter(rng: np.random.Generator) -> Wave:
    """A camera."""
    return room(
        rng,
        joined(0.35, [(0.01, snick(rng, 1900)), (0.09, 0.8 * snick(rng, 1300)), (0.13, 0.4 * snick(rng, 2600))]),
        0.25,
        0.12,
    )


def ignition(rng: np.random.Generator) -> Wave:
    """A rocket lights."""
    low = swish(rng, 4.0, [(0, 0.1), (0.4, 1), (4, 0.9)], [(0, 0.0), (0.5, 0.35), (4, 0.12)], 0.35)
    flutter = 0.8 + 0.2 * drift(rng, len(low), 8.0, 40.0)
    return room(rng, low * flutter, 2.0, 0.3, 1200.0)


def steam_train(rng: np.random.Generator) -> Wave:
    """It sets off: heavy puffs that come closer together."""
    at_s, parts, gap = 0.02, [], 0.85
    for _ in range(8):
        puff = burst(rng, 0.6, ((70, -4), (180, 0), (700, -4), (3000, -10), (10000, -24)), 0.03, 0.13)
        parts.append((at_s, rng.uniform(0.85, 1.0) * puff))
        at_s, gap = at_s + gap, gap * 0.88
    return room(rng, joined(at_s + 0.6, parts), 1.6, 0.3, 2000.0)
