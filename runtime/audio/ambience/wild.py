"""What lives outside towns: insects, frogs, bees, doves, wolves; a jungle, a farm, wind in grass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grains, loop
from runtime.audio.effects.animals import bee, cow, frog, rooster, sheep, songbird, wolf
from runtime.audio.noise import arch, drift, joined, mixed, seconds, shaped, swell, times, unit
from runtime.audio.tones import curve, harmonics, modes, peaked, pulses, through, turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Tape

    Wave = NDArray[np.float32]

STILL = ((25, -10), (60, 0), (150, -6), (500, -15), (2000, -26), (8000, -38))
BLADES = ((600, -24), (1800, -6), (4500, 0), (8000, -4), (14000, -18))
RASP = ((3000, -26), (5500, -4), (8000, 0), (11000, -6), (16000, -22))


def chirps(rng: np.random.Generator, count: int, hz: float, period_s: float, pulses_n: int = 4) -> Wave:
    """One cricket: trills of a pure tone, somewhere left or right; periodic. float32 (count, 2)."""
    t = np.arange(count) / 48_000
    period_s = count / 48_000 / round(count / 48_000 / period_s)
    place_s = (t - rng.uniform(0.05, 0.9) * period_s) % period_s
    pulse_hz = rng.uniform(24, 30)
    trill = (np.sin(2 * np.pi * pulse_hz * place_s) > 0) * (place_s < pulses_n / pulse_hz)
    soft = np.convolve(np.pad(trill, 120, mode="wrap"), np.hanning(240) / 120, "same")[120:-120]
    whole_hz = round(hz * count / 48_000) * 48_000 / count
    left = rng.uniform(0.1, 0.9)
    tone = np.sin(2 * np.pi * whole_hz * t) * soft * rng.uniform(0.4, 1.0)
    return np.stack([tone * (1 - left), tone * left], axis=1).astype(np.float32)


def crickets(rng: np.random.Generator) -> Bed:
    """A warm night full of them, one very near."""
    count = seconds(12)
    chorus = np.zeros((count, 2), np.float32)
    for hz in rng.uniform(3300, 5200, 11):
        chorus += chirps(rng, count, hz, rng.uniform(0.45, 0.9), int(rng.integers(3, 6)))
    near = chirps(rng, count, rng.uniform(4100, 4500), 0.62)
    return Bed((loop(mixed((0, unit(chorus)), (-3, unit(near))), -41.0), air(rng, 17, STILL, -50.0, 2.0)))


def cicadas(rng: np.random.Generator) -> Bed:
    """The heat itself: a buzz that swells from tree to tree."""
    count = seconds(19)
    out = np.zeros((count, 2), np.float32)
    t = np.arange(count) / 48_000
    for hz in rng.uniform(4200, 7600, 6):
        rate = round(rng.uniform(90, 210) * count / 48_000) * 48_000 / count
        band = ((hz * 0.7, -40), (hz * 0.95, -3), (hz, 0), (hz * 1.05, -3), (hz * 1.5, -40))
        buzz = shaped(rng, count, band, channels=1)[:, 0] * (0.55 + 0.45 * np.sin(2 * np.pi * rate * t))
        comes = np.clip(drift(rng, count, 0.05, 0.2) + 0.6, 0.05, 2.0) ** 2
        left = rng.uniform(0.1, 0.9)
        out += np.stack([buzz * comes * (1 - left), buzz * comes * left], axis=1).astype(np.float32)
    return Bed((loop(out, -40.0), air(rng, 13, STILL, -49.0, 2.0)))


def insects(rng: np.random.Generator) -> Bed:
    """A meadow in summer: grasshoppers, flies that pass, a hum over all."""

    def grasshopper(rng: np.random.Generator) -> Wave:
        length_s = rng.uniform(0.7, 1.6)
        stridulation = pulses(curve([(0, 14), (length_s, rng.uniform(17, 24))], length_s), rng, 0.3)
        tick = shaped(rng, seconds(0.03), RASP, channels=1)[:, 0] * arch(seconds(0.03), 0.8)
        return peaked(through(stridulation, tick) * curve([(0, 0.2), (0.7 * length_s, 1), (length_s, 0)], length_s))

    return Bed(
        (air(rng, 17, RASP, -52.0, 3.0, (0.1, 1.0)), air(rng, 13, STILL, -49.0, 2.0), _hum(rng, -51.0)),
        (
            Strewn(grains(rng, 7, grasshopper, -33.0), every_s=1.0, uneven=0.9, spread=0.95, quietest_db=-14),
            Strewn(grains(rng, 3, bee, -33.0), every_s=7.0, uneven=0.9, spread=0.3, quietest_db=-10),
        ),
    )


def bees(rng: np.random.Generator) -> Bed:
    """A hedge in flower: many near, some that come by the ear."""
    return Bed(
        (_hum(rng, -42.0), air(rng, 17, BLADES, -52.0, 3.0)),
        (Strewn(grains(rng, 5, bee, -29.0), every_s=2.6, uneven=0.9, spread=0.4, quietest_db=-14),),
    )


def _hum(rng: np.random.Generator, lufs: float) -> Tape:
    """A dozen bees at work: tones near one another that drift and beat. A loop."""
    count = seconds(13)
    t = np.arange(count) / 48_000
    out = np.zeros((count, 2), np.float32)
    for _ in range(10):
        hz = round(rng.uniform(205, 265) * count / 48_000) * 48_000 / count
        tone = turned(hz * t + 0.8 * drift(rng, count, 0.2, 2.0), 0.7, 8)
        there = np.clip(drift(rng, count, 0.1, 0.8) + 0.5, 0, 2)
        left = rng.uniform(0.05, 0.95)
        out += np.stack([tone * there * (1 - left), tone * there * left], axis=1).astype(np.float32)
    return loop(out, lufs)


def frogs(rng: np.random.Generator) -> Bed:
    """A pond at night: near ones that answer, and a far chorus."""

    def tree_frog(rng: np.random.Generator) -> Wave:
        hz = rng.uniform(1700, 2600)
        notes = [
            (0.21 * n, harmonics(curve([(0, hz), (0.09, hz * 1.12)], 0.09), 2.0, 4) * arch(seconds(0.09), 0.7))
            for n in range(5)
        ]
        return joined(1.2, notes)

    count = seconds(13)
    far = shaped(rng, count, ((600, -30), (1400, -3), (2200, 0), (3000, -12), (6000, -40)))
    far *= (swell(rng, count, 4.0, 0.1, 0.6) * swell(rng, count, 6.0, 3.0, 9.0))[:, None]
    return Bed(
        (loop(far, -47.0), air(rng, 17, STILL, -50.0, 2.0)),
        (
            Strewn(grains(rng, 5, frog, -27.0, (0.9, 0.25, 2500.0)), every_s=2.4, uneven=0.8, quietest_db=-12),
            Strewn(grains(rng, 5, tree_frog, -31.0, (0.9, 0.3, 3500.0)), every_s=1.6, uneven=0.9, quietest_db=-12),
        ),
    )


def doves(rng: np.random.Generator) -> Bed:
    """Doves under a roof: coo, coo-oo."""
    return Bed(
        strewn=(Strewn(grains(rng, 5, coo, -29.0, (0.8, 0.3, 1500.0)), every_s=4.2, uneven=0.8, quietest_db=-12),)
    )


def coo(rng: np.random.Generator) -> Wave:
    hz, parts = rng.uniform(390, 520), []
    for at_s, length_s, rise in ((0.0, 0.3, 1.04), (0.42, 0.75, 1.12), (1.3, 0.4, 0.98)):
        pitch = curve([(0, hz * 0.94), (0.4 * length_s, hz * rise), (length_s, hz * 0.95)], length_s)
        shake = 0.75 + 0.25 * np.sin(2 * np.pi * 21 * times(length_s)).astype(np.float32)
        parts.append((at_s, harmonics(pitch, 2.6, 4) * shake * arch(len(pitch), 0.8)))
    return joined(2.0, parts)


def wolves(rng: np.random.Generator) -> Bed:
    """Far off, and one that answers."""
    return Bed(
        (air(rng, 19, STILL, -53.0, 3.0),),
        (
            Strewn(
                grains(rng, 4, wolf, -27.0, (3.5, 0.6, 1500.0)), every_s=9.0, uneven=0.7, spread=0.9, quietest_db=-14
            ),
        ),
    )


def grass(rng: np.random.Generator) -> Bed:
    """Wind in long grass: it runs over the field and lies down again."""
    count = seconds(19)
    gust = swell(rng, count, 5.0, 0.06, 0.4)
    return Bed((loop(shaped(rng, count, BLADES) * gust[:, None], -42.0), air(rng, 17, STILL, -55.0, 3.0)))


def jungle(rng: np.random.Generator) -> Bed:
    """Heat, drops from leaf to leaf, and voices that nobody has a name for."""

    def whoop(rng: np.random.Generator) -> Wave:
        base, parts, at_s = rng.uniform(500, 900), [], 0.0
        for n in range(int(rng.integers(3, 7))):
            length_s = 0.26 - 0.015 * n
            bend = curve([(0, base * 0.7), (0.7 * length_s, base * (1.2 + 0.08 * n)), (length_s, base)], length_s)
            parts.append((at_s, harmonics(bend, 1.6, 5) * arch(len(bend), 0.7)))
            at_s += length_s + 0.09
        return joined(at_s + 0.1, parts)

    def shriek(rng: np.random.Generator) -> Wave:
        hz = rng.uniform(1500, 2400)
        bend = curve([(0, hz), (0.08, hz * 1.5), (0.35, hz * 0.8)], 0.35)
        return joined(
            0.9,
            [
                (0.0, harmonics(bend, 0.5, 10) * arch(len(bend), 0.5)),
                (0.45, 0.6 * harmonics(bend, 0.5, 10) * arch(len(bend))),
            ],
        )

    leaf = modes(((1300, 1.0, 0.006), (3100, 0.4, 0.004)), 0.06)
    return Bed(
        (*cicadas(rng).loops[:1], air(rng, 17, BLADES, -50.0, 4.0)),
        (
            Strewn(
                grains(rng, 4, whoop, -28.0, (1.8, 0.5, 2200.0)), every_s=6.0, uneven=0.9, spread=0.95, quietest_db=-14
            ),
            Strewn(
                grains(rng, 3, shriek, -31.0, (1.8, 0.5, 4000.0)),
                every_s=11.0,
                uneven=0.9,
                spread=0.95,
                quietest_db=-10,
            ),
            Strewn(grains(rng, 4, songbird, -33.0, (1.5, 0.5, 4000.0)), every_s=5.0, uneven=0.9, quietest_db=-12),
            Strewn(
                grains(rng, 4, lambda rng: leaf * np.float32(rng.uniform(0.5, 1)), -33.0),
                every_s=0.9,
                uneven=1.0,
                quietest_db=-16,
            ),
        ),
    )


def farm(rng: np.random.Generator) -> Bed:
    """Hens in the yard, a cow, sheep, once in a while the cock."""

    def hen(rng: np.random.Generator) -> Wave:
        at_s, parts = 0.0, []
        for n in range(int(rng.integers(3, 8))):
            last = n > 2 and rng.random() < 0.3
            length_s, hz = (0.32, 620) if last else (0.07, rng.uniform(420, 520))
            parts.append(
                (
                    at_s,
                    harmonics(curve([(0, hz * 0.9), (0.5 * length_s, hz * 1.25), (length_s, hz)], length_s), 0.6, 10)
                    * arch(seconds(length_s), 0.6),
                )
            )
            at_s += length_s + rng.uniform(0.12, 0.3)
        return joined(at_s + 0.1, parts)

    return Bed(
        (air(rng, 17, STILL, -47.0, 2.0),),
        (
            Strewn(grains(rng, 6, hen, -31.0, (0.6, 0.2, 4000.0)), every_s=3.0, uneven=0.8, quietest_db=-12),
            Strewn(grains(rng, 2, cow, -31.0, (1.6, 0.5, 1200.0)), every_s=19.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 2, sheep, -32.0, (1.2, 0.45, 2500.0)), every_s=13.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 1, rooster, -30.0, (1.6, 0.5, 3000.0)), every_s=37.0, uneven=0.6, quietest_db=-6),
        ),
    )
