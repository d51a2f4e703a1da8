"""Small things: glass, paper, coins, corks, brooms, ropes, cups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.effects.doors import SPARK, THUD, WOOD, hinge, hit, snick
from runtime.audio.noise import arch, burst, drift, joined, ring, room, seconds, shaped, sown
from runtime.audio.tones import curve, modes, peaked, pulses, through

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

SHEET = ((500, -26), (1500, -8), (3500, 0), (8000, -3), (16000, -14))


def glass(rng: np.random.Generator) -> Wave:
    """A pane breaks and falls in pieces."""
    parts = [(0.0, 1.2 * burst(rng, 0.3, SPARK, 0.0004, 0.04))]
    for _ in range(60):
        at_s = 0.02 + abs(float(rng.normal(0.0, 0.35))) + 0.25 * (rng.random() < 0.4)
        shard = ring(rng.uniform(2300, 9500), rng.uniform(0.01, 0.06), 0.3, rng.uniform(0, 6))
        parts.append((at_s, rng.uniform(0.04, 0.3) * shard))
    return room(rng, joined(1.7, parts), 0.7, 0.2, 6000.0)


def clink(rng: np.random.Generator) -> Wave:
    """Two glasses."""
    rung = [modes(((hz, 1.0, 0.5), (hz * 2.31, 0.6, 0.25), (hz * 4.2, 0.3, 0.1)), 1.2, rng) for hz in (1960, 2230)]
    return room(rng, joined(1.4, [(0.01, rung[0]), (0.012, 0.8 * rung[1])]), 0.4, 0.16)


def cup(rng: np.random.Generator) -> Wave:
    """China set down on wood, and it finds its place."""

    def touch(gain: float) -> Wave:
        return np.float32(gain) * (
            modes(((2650, 1.0, 0.035), (4120, 0.6, 0.02), (6300, 0.3, 0.012)), 0.3, rng)
            + 0.8 * hit(rng, 210, 1.0)[: seconds(0.3)]
        )

    return room(rng, joined(0.7, [(0.01, touch(1.0)), (0.09, touch(0.4)), (0.14, touch(0.2))]), 0.35, 0.15)


def plates(rng: np.random.Generator) -> Wave:
    parts = [
        (
            0.02 + float(rng.uniform(0, 1.2)),
            rng.uniform(0.3, 1)
            * modes(((rng.uniform(1500, 3400), 1, 0.05), (rng.uniform(3600, 6500), 0.5, 0.03)), 0.3, rng),
        )
        for _ in range(13)
    ]
    return room(rng, joined(1.6, parts), 0.4, 0.18)


def paper(rng: np.random.Generator) -> Wave:
    """A letter is unfolded."""
    out = joined(
        1.7,
        [
            (at, gain * _rustle(rng, length))
            for at, length, gain in ((0.02, 0.4, 0.7), (0.5, 0.6, 1.0), (1.2, 0.35, 0.5))
        ],
    )
    return room(rng, out, 0.2, 0.1)


def page(rng: np.random.Generator) -> Wave:
    """A page is turned."""
    count = seconds(0.55)
    air = shaped(rng, count, SHEET, channels=1)[:, 0] * curve(
        [(0, 0.1), (0.2, 0.5), (0.4, 1.0), (0.5, 0.3), (0.55, 0)], 0.55
    )
    return room(rng, joined(0.7, [(0.02, peaked(air) + 0.5 * _rustle(rng, 0.55))]), 0.2, 0.1)


def tear(rng: np.random.Generator) -> Wave:
    """A sheet is torn across: it goes faster at the end."""
    length_s = 0.75
    fibres = pulses(curve([(0, 260), (0.4, 600), (0.75, 1500)], length_s), rng, 0.8)
    rip = through(fibres, burst(rng, 0.012, SHEET, 0.0003, 0.0016))
    return room(rng, peaked(rip) * curve([(0, 0.3), (0.5, 0.9), (0.72, 1), (0.75, 0)], length_s), 0.2, 0.1)


def pen(rng: np.random.Generator) -> Wave:
    """A few words are written."""
    at_s, parts = 0.02, []
    for _ in range(11):
        length_s = rng.uniform(0.06, 0.2)
        stroke = shaped(rng, seconds(length_s), SHEET, channels=1)[:, 0] * arch(seconds(length_s), 0.8)
        parts.append((at_s, rng.uniform(0.4, 1) * peaked(stroke)))
        at_s += length_s + rng.uniform(0.02, 0.1)
    return room(rng, joined(at_s + 0.1, parts), 0.2, 0.1)


def coin(rng: np.random.Generator) -> Wave:
    """It falls, bounces, and spins out."""
    at_s, gap, parts = 0.02, 0.24, []
    for n in range(16):
        rung = modes(((5150, 1.0, 0.09), (7600, 0.7, 0.06), (11800, 0.4, 0.04)), 0.3, rng)
        parts.append((at_s, 0.82**n * (rung + 0.3 * joined(0.3, [(0, hit(rng, 320, 0.6)[: seconds(0.3)])]))))
        at_s, gap = at_s + gap, gap * 0.8
    return room(rng, joined(1.9, parts), 0.4, 0.16)


def cork(rng: np.random.Generator) -> Wave:
    squeak = hinge(rng, 0.4, 90, 190)
    pop = ring(430, 0.02, 0.3) * 1.0 + burst(rng, 0.3, THUD, 0.0006, 0.012) + 0.4 * burst(rng, 0.3, SPARK, 0.0005, 0.01)
    return room(rng, joined(0.9, [(0.02, 0.2 * squeak), (0.45, pop.astype(np.float32))]), 0.4, 0.18)


def broom(rng: np.random.Generator) -> Wave:
    """Four strokes."""
    bristle = ((400, -18), (1200, -4), (3000, 0), (7000, -6), (14000, -20))
    parts = []
    for n in range(4):
        count = seconds(0.5)
        stroke = shaped(rng, count, bristle, channels=1)[:, 0] * curve([(0, 0), (0.12, 1), (0.35, 0.6), (0.5, 0)], 0.5)
        bristles = sown(rng, count, 900, [burst(rng, 0.01, SHEET, 0.0002, 0.0012) for _ in range(8)], 0.8).mean(axis=1)
        swept = peaked(bristles * np.maximum(stroke, 0) ** 0.3) + 0.3 * peaked(stroke)
        parts.append((0.02 + 0.72 * n, rng.uniform(0.8, 1.0) * swept))
    return room(rng, joined(3.0, parts), 0.35, 0.14)


def rope(rng: np.random.Generator) -> Wave:
    """A hawser takes the strain."""
    strain = hinge(rng, 1.7, 18, 46)
    fibres = sown(rng, seconds(1.7), 60, [burst(rng, 0.02, WOOD, 0.0005, 0.003) for _ in range(12)], 0.8).mean(axis=1)
    return room(rng, joined(2.0, [(0.02, strain), (0.02, peaked(fibres, 0.2) * arch(len(fibres)))]), 0.5, 0.2, 1500.0)


def timbers(rng: np.random.Generator) -> Wave:
    """A hull works in the swell: low, slow, from all over the ship."""
    parts = [(0.02, hinge(rng, 2.2, 9, 24)), (1.4, 0.7 * hinge(rng, 1.8, 12, 30)), (0.7, 0.3 * hit(rng, 82, 1.0))]
    return room(rng, joined(3.6, parts), 1.4, 0.4, 900.0)


def crash(rng: np.random.Generator) -> Wave:
    """A shelf comes down with all that was on it."""
    parts = [(0.0, burst(rng, 0.8, THUD, 0.001, 0.12)), (0.0, hit(rng, 85, 1.0))]
    for _ in range(40):
        at_s = float(abs(rng.normal(0.15, 0.32)))
        what = rng.integers(3)
        hz = rng.uniform(1400, 6500) if what == 0 else rng.uniform(400, 1500)
        thing = (
            modes(((hz, 1, 0.04), (hz * 1.63, 0.6, 0.03)), 0.3, rng)
            if what < 2
            else hit(rng, rng.uniform(90, 320), 1.0)
        )
        parts.append((at_s, rng.uniform(0.1, 0.5) * thing))
    return room(rng, joined(1.8, parts), 0.9, 0.26)


def box(rng: np.random.Generator) -> Wave:
    """A heavy lid goes up, and falls."""
    parts = [
        (0.02, 0.5 * snick(rng, 1100)),
        (0.15, 0.4 * hinge(rng, 0.9, 22, 60)),
        (1.35, 0.9 * hit(rng, 88, 1.0)),
        (1.35, 0.6 * burst(rng, 0.5, THUD, 0.001, 0.07)),
    ]
    return room(rng, joined(2.0, parts), 0.6, 0.24)


def dice(rng: np.random.Generator) -> Wave:
    at_s, parts = 0.02, []
    for n in range(13):
        parts.append((at_s, 0.9**n * rng.uniform(0.5, 1) * hit(rng, rng.uniform(600, 1300), 1.0)))
        at_s += rng.uniform(0.02, 0.13)
    return room(rng, joined(1.5, parts), 0.35, 0.16)


def oars(rng: np.random.Generator) -> Wave:
    """Two strokes: the lock knocks, the blades draw, drops run off."""
    parts = []
    for n in range(2):
        at_s = 0.02 + 1.9 * n
        draw = burst(rng, 1.0, ((120, -8), (400, 0), (1300, -5), (4500, -14), (12000, -30)), 0.2, 0.22)
        parts += [(at_s, 0.5 * hit(rng, 130, 1.0)), (at_s + 0.1, draw), (at_s + 0.05, 0.12 * hinge(rng, 0.5, 25, 50))]
        parts += [
            (at_s + rng.uniform(0.9, 1.6), rng.uniform(0.05, 0.15) * ring(rng.uniform(900, 2200), 0.015, 0.08))
            for _ in range(9)
        ]
    return room(rng, joined(4.0, parts), 0.5, 0.14)


def _rustle(rng: np.random.Generator, length_s: float) -> Wave:
    """Stiff paper: a hundred small folds that snap over."""
    count = seconds(length_s)
    snaps = sown(rng, count, 160, [burst(rng, 0.02, SHEET, 0.0003, rng.uniform(0.001, 0.004)) for _ in range(16)], 1.0)
    busy = np.clip(drift(rng, count, 2.0, 9.0) + 0.6, 0.0, 2.0)
    return peaked(snaps.mean(axis=1) * busy * arch(count, 0.6))
