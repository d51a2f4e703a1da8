"""Forest and birds, the night, a city, a crowd; and indoors: fire, a room's own tone, a clock, an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, grain, loop
from runtime.audio.noise import (
    arch,
    burst,
    drift,
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

LEAVES = ((200, -24), (800, -8), (2500, 0), (5000, -2), (10000, -12), (18000, -30))
ROAR = ((30, -5), (60, 0), (140, -3), (350, -12), (900, -22), (3000, -36), (12000, -60))
STREET = ((30, -4), (60, 0), (150, -3), (400, -9), (1000, -16), (3000, -30), (10000, -50))
STILL = ((25, -10), (60, 0), (150, -6), (500, -15), (2000, -26), (8000, -38))
TICK = ((600, -18), (1800, 0), (4000, -3), (9000, -18))


def _song(rng: np.random.Generator) -> Wave:
    """A bird's phrase, mono: a handful of quick sweeps."""
    base, notes, at_s = rng.uniform(2300, 4300), [], 0.0
    for _ in range(int(rng.integers(3, 8))):
        t = times(rng.uniform(0.05, 0.16))
        x = t / t[-1]
        bend = rng.uniform(-0.22, 0.28)
        phase = 2 * np.pi * np.cumsum(base * rng.choice((1.0, 1.12, 1.26, 0.89)) * (1 + bend * x)) / 48_000
        notes.append((at_s, (np.sin(phase) * arch(len(t), 1.5)).astype(np.float32)))
        at_s += len(t) / 48_000 + rng.uniform(0.03, 0.12)
    return joined(at_s + 0.2, notes)


def _birds(rng: np.random.Generator) -> tuple[Tape, ...]:
    return tuple(grain(room(rng, _song(rng), 1.4, 0.5, 4000.0), -31.0) for _ in range(7))


def birds(rng: np.random.Generator) -> Bed:
    return Bed(strewn=(Strewn(_birds(rng), every_s=2.6, uneven=0.9, spread=0.9, quietest_db=-14),))


def forest(rng: np.random.Generator) -> Bed:
    """Leaves moving, birds here and there."""
    count = seconds(19)
    leaves = shaped(rng, count, LEAVES) * swell(rng, count, 4.0, 0.05, 0.5)[:, None]
    body = shaped(rng, count, STILL) * swell(rng, count, 2.5)[:, None]
    songs = Strewn(_birds(rng), every_s=4.2, uneven=0.9, spread=0.9, quietest_db=-14)
    return Bed((loop(mixed((0, leaves), (-2, body)), -42.0),), (songs,))


def _cricket(rng: np.random.Generator, count: int, hz: float) -> Wave:
    """One cricket: trills of a pure tone, somewhere left or right."""
    t = np.arange(count) / 48_000
    period_s = count / 48_000 / round(count / 48_000 / rng.uniform(0.7, 1.3))
    place_s = (t - 0.1) % period_s  # nothing sounds at the seam
    pulse_hz = rng.uniform(24, 30)
    trill = (np.sin(2 * np.pi * pulse_hz * place_s) > 0) * (place_s < 4 / pulse_hz)
    soft = np.convolve(trill, np.hanning(240) / 120, "same")
    whole_hz = round(hz * count / 48_000) * 48_000 / count
    left = rng.uniform(0.15, 0.85)
    tone = np.sin(2 * np.pi * whole_hz * t) * soft * rng.uniform(0.4, 1.0)
    return np.stack([tone * (1 - left), tone * left], axis=1).astype(np.float32)


def _owl(rng: np.random.Generator) -> Wave:
    notes = []
    for at_s, length_s in ((0.0, 0.5), (0.85, 0.22), (1.15, 0.75)):
        t = times(length_s)
        tone = np.sin(2 * np.pi * 360 * t * (1 - 0.03 * t)) + 0.15 * np.sin(4 * np.pi * 360 * t * (1 - 0.03 * t))
        notes.append((at_s, (tone * arch(len(t), 0.8)).astype(np.float32)))
    return room(rng, joined(2.2, notes), 2.4, 0.6, 1500.0)


def night(rng: np.random.Generator) -> Bed:
    """Crickets near and far, and once in a while an owl."""
    count = seconds(12)
    chorus = sum((_cricket(rng, count, hz) for hz in rng.uniform(3600, 4700, 6)), np.zeros((count, 2), np.float32))
    air = seconds(17)
    still = shaped(rng, air, STILL) * swell(rng, air, 2.0)[:, None]
    return Bed(
        (loop(chorus, -47.0), loop(still, -48.0)), (Strewn((grain(_owl(rng), -30.0),), every_s=38.0, uneven=0.8),)
    )


def city(rng: np.random.Generator) -> Bed:
    """Streets at a distance: a murmur, and now and then a car."""
    count = seconds(19)
    murmur = shaped(rng, count, STREET) * swell(rng, count, 2.0, 0.05, 0.3)[:, None]
    cars = []
    for _ in range(3):
        t = times(7.0)
        passing = np.exp(-(((t - 3.2) / 1.3) ** 2)).astype(np.float32)
        cars.append(
            grain(
                shaped(rng, len(t), ((60, -6), (150, 0), (700, -4), (1500, -9), (6000, -28))) * passing[:, None],
                -27.0,
                0.4,
            )
        )
    return Bed((loop(murmur, -40.0),), (Strewn(tuple(cars), every_s=9.0, uneven=0.8, quietest_db=-10),))


def crowd(rng: np.random.Generator) -> Bed:
    """People talking in a hall, no word to be made out."""
    count = seconds(17)
    babble = np.zeros((count, 2), np.float32)
    for _ in range(14):
        f1, f2 = rng.uniform(330, 620), rng.uniform(1000, 1900)
        vowel = ((90, -14), (160, -2), (f1, 0), (f1 * 1.5, -12), (f2, -8), (f2 * 1.4, -22), (5000, -40))
        talk = np.clip(drift(rng, count, 2.0, 6.0), 0, 2.5) * np.clip(drift(rng, count, 0.1, 0.5) + 0.9, 0, 2)
        left = rng.uniform(0.1, 0.9)
        one = shaped(rng, count, vowel, channels=1) * talk[:, None].astype(np.float32)
        babble += one * np.array([1 - left, left], np.float32)
    return Bed((loop(babble, -38.0),))


def fire(rng: np.random.Generator) -> Bed:
    """A log fire: a low flutter, crackle, now and then a pop."""
    count = seconds(13)
    flutter = swell(rng, count, 2.5, 0.1, 0.6) * swell(rng, count, 1.8, 3.0, 9.0)
    roar = shaped(rng, count, ROAR, width=0.6) * flutter[:, None]
    hiss = shaped(rng, count, LEAVES) * swell(rng, count, 4.0, 0.1, 2.0)[:, None]
    snap = seconds(17)
    busy = np.clip(drift(rng, snap, 0.1, 1.2) + 0.8, 0.05, 3.0).astype(np.float32)
    crackle = sown(rng, snap, 42, [_snap(rng) for _ in range(40)], 1.1) * busy[:, None]
    return Bed(
        (loop(mixed((0, roar), (-16, hiss)), -40.0), loop(np.clip(unit(crackle), -14, 14), -41.0)), (_pops(rng),)
    )


def _snap(rng: np.random.Generator) -> Wave:
    """A fibre of wood that tears. Mono 30 ms."""
    hz = float(np.exp(rng.uniform(np.log(900), np.log(6000))))
    return burst(rng, 0.03, ((hz / 3, -18), (hz, 0), (hz * 2.2, -14), (20000, -50)), 0.0003, rng.uniform(2.0, 4.5) / hz)


def _pops(rng: np.random.Generator) -> Strewn:
    pops = tuple(
        grain(joined(0.2, [(0.0, burst(rng, 0.15, TICK, 0.0005, 0.006)), (0.003, 0.6 * ring(240, 0.02, 0.15))]), -24.0)
        for _ in range(3)
    )
    return Strewn(pops, every_s=3.4, uneven=0.9, spread=0.4, quietest_db=-10)


def room_tone(rng: np.random.Generator) -> Bed:
    """The stillness of a room: hardly heard, but missed when it is gone."""
    count = seconds(17)
    return Bed((loop(shaped(rng, count, STILL, width=0.8) * swell(rng, count, 1.0)[:, None], -51.0),))


def clock(rng: np.random.Generator) -> Bed:
    """A clock on a wall: tick and tock, a second apart."""
    ticks = tuple(
        grain(
            room(rng, burst(rng, 0.06, TICK, 0.0004, 0.004) + 0.35 * ring(hz, 0.012, 0.06), 0.35, 0.25), -27.0, 0.0005
        )
        for hz in (1750, 1480)
    )
    return Bed(strewn=(Strewn(ticks, every_s=1.0, uneven=0.0, spread=0.0, quietest_db=0.0, in_turn=True),))


def engine(rng: np.random.Generator) -> Bed:
    """A machine below deck: a slow thud and its hum."""
    count = seconds(12)
    t = np.arange(count) / 48_000
    hum = sum(np.sin(2 * np.pi * 26 * k * t + rng.uniform(0, 6.28)) / k**0.8 for k in range(2, 14))
    thud = 0.6 + 0.4 * np.sin(2 * np.pi * 6.5 * t) ** 2
    wall = shaped(rng, count, STREET) * swell(rng, count, 1.0)[:, None]
    return Bed(
        (loop(mixed((0, unit(np.repeat((hum * thud)[:, None], 2, axis=1).astype(np.float32))), (-2, wall)), -40.0),)
    )
