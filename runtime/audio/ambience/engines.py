"""What runs: a hum in a wall, an engine, a steamer, a train, a plane, a factory, a hull in space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grains, loop, partials
from runtime.audio.effects.doors import creak, hit, snick
from runtime.audio.effects.machines import hammer, saw, steam_hiss
from runtime.audio.effects.nature import plink
from runtime.audio.effects.things import timbers
from runtime.audio.noise import (
    LOWEST,
    arch,
    burst,
    filtered,
    joined,
    mixed,
    ring,
    seconds,
    shaped,
    swell,
    unit,
)
from runtime.audio.tones import modes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

ROAR = ((30, -5), (60, 0), (140, -3), (350, -12), (900, -22), (3000, -36), (12000, -60))
STREET = ((30, -4), (60, 0), (150, -3), (400, -9), (1000, -16), (3000, -30), (10000, -50))
STILL = ((25, -10), (60, 0), (150, -6), (500, -15), (2000, -26), (8000, -38))
FAN = ((60, -6), (160, 0), (420, -3), (1100, -8), (3000, -18), (9000, -36))


def hum(rng: np.random.Generator) -> Bed:
    """Mains: a transformer behind a wall."""
    tones = [(50.0 * k, k**-0.9 * (1.6 if k % 2 == 0 else 0.7)) for k in range(1, 15)]
    return Bed((loop(partials(rng, 12, tones, 0.2), -43.0), air(rng, 17, STILL, -52.0, 1.0)))


def computer(rng: np.random.Generator) -> Bed:
    """Fans, and machines that talk to one another."""

    def beeps(rng: np.random.Generator) -> Wave:
        notes = [
            (
                0.09 * n,
                np.sin(2 * np.pi * rng.choice((880, 1175, 1568, 2093)) * np.arange(seconds(0.06)) / 48_000)
                * arch(seconds(0.06), 0.4),
            )
            for n in range(int(rng.integers(2, 7)))
        ]
        return joined(0.8, notes)

    return Bed(
        (
            air(rng, 17, FAN, -42.0, 0.6),
            loop(partials(rng, 12, [(118, 1.0), (236, 0.5), (474, 0.3), (947, 0.12)], 0.3), -49.0),
        ),
        (
            Strewn(
                grains(rng, 6, beeps, -39.0, (0.6, 0.3, 4000.0)), every_s=5.0, uneven=0.9, spread=0.9, quietest_db=-10
            ),
        ),
    )


def engine(rng: np.random.Generator) -> Bed:
    """A machine below deck: a slow thud and its hum."""
    count = seconds(12)
    t = np.arange(count) / 48_000
    hum_ = sum(np.sin(2 * np.pi * 26 * k * t + rng.uniform(0, 6.28)) / k**0.8 for k in range(2, 14))
    thud = 0.6 + 0.4 * np.sin(2 * np.pi * 6.5 * t) ** 2
    wall = shaped(rng, count, STREET) * swell(rng, count, 1.0)[:, None]
    return Bed(
        (loop(mixed((0, unit(np.repeat((hum_ * thud)[:, None], 2, axis=1).astype(np.float32))), (-2, wall)), -40.0),)
    )


def ship(rng: np.random.Generator) -> Bed:
    """Inside a steamer: the screw turns, plates and frames work, water goes by outside."""
    drone = partials(rng, 12, [(17.5 * k, k**-0.75) for k in range(2, 11)], 0.5)
    turn = 0.65 + 0.35 * np.cos(2 * np.pi * np.arange(len(drone)) / len(drone) * 26)
    return Bed(
        (
            loop(drone * turn[:, None].astype(np.float32), -39.0),
            air(rng, 17, ((80, -6), (220, 0), (600, -8), (1800, -22), (6000, -44)), -44.0, 3.5, (0.1, 0.3)),
        ),
        (
            Strewn(grains(rng, 3, timbers, -29.0), every_s=7.0, uneven=0.7, quietest_db=-10),
            Strewn(
                grains(
                    rng,
                    2,
                    lambda rng: modes(((92, 1, 0.3), (211, 0.6, 0.25), (388, 0.3, 0.15)), 1.2, rng),
                    -31.0,
                    (1.5, 0.5, 800.0),
                ),
                every_s=11.0,
                uneven=0.9,
                quietest_db=-10,
            ),
        ),
    )


def train(rng: np.random.Generator) -> Bed:
    """In a carriage: two axles over each joint of the rails, and what hangs on the wall swings with it."""
    period = seconds(1.16)
    count = 11 * period
    rails = np.zeros((count, 2), np.float32)
    for joint in range(11):
        for at_s, gain in ((0.0, 1.0), (0.13, 0.85), (0.52, 0.45), (0.65, 0.4)):
            clack = burst(
                rng, 0.25, ((60, -3), (130, 0), (380, -5), (1100, -12), (4000, -24)), 0.001, 0.035
            ) + 0.25 * ring(610, 0.02, 0.25)
            place = (joint * period + int((at_s + rng.uniform(-0.006, 0.006)) * 48_000) + np.arange(len(clack))) % count
            rails[place] += (gain * rng.uniform(0.8, 1.0) * clack)[:, None]
    roll = (
        shaped(rng, count, ((35, -3), (80, 0), (220, -5), (700, -14), (2500, -26), (9000, -44)))
        * swell(rng, count, 1.2, 0.3, 2.0)[:, None]
    )
    return Bed(
        (loop(mixed((0, unit(filtered(rails, LOWEST))), (-1, roll)), -36.0),),
        (
            Strewn(
                grains(rng, 3, lambda rng: creak(rng).mean(axis=1)[: seconds(0.9)] * arch(seconds(0.9)), -35.0),
                every_s=4.0,
                uneven=0.8,
                quietest_db=-10,
            ),
            Strewn(
                grains(
                    rng,
                    3,
                    lambda rng: joined(0.5, [(0.11 * n, rng.uniform(0.3, 1) * snick(rng, 2900)) for n in range(4)]),
                    -39.0,
                ),
                every_s=5.0,
                uneven=0.9,
                quietest_db=-8,
            ),
        ),
    )


def plane(rng: np.random.Generator) -> Bed:
    """A cabin: rush and drone, two propellers that are not quite together."""
    tones = [(77.0 * k, k**-1.2) for k in range(1, 7)] + [(77.9 * k, 0.9 * k**-1.2) for k in range(1, 7)]
    return Bed(
        (
            loop(partials(rng, 20, tones), -40.0),
            air(rng, 17, ((60, -5), (200, 0), (700, -3), (2000, -9), (6000, -22), (14000, -40)), -40.0, 0.6),
        )
    )


def factory(rng: np.random.Generator) -> Bed:
    """Looms at seven strokes a second, a press that comes down, belts, steam."""
    count = seconds(12)
    looms = np.zeros((count, 2), np.float32)
    for stroke in range(84):
        clack = 0.6 * snick(rng, 900 + 250 * (stroke % 3)) + hit(rng, 210, 0.6)[: seconds(0.12)]
        place = (int(stroke * count / 84) + np.arange(len(clack))) % count
        left = 0.35 + 0.3 * (stroke % 2)
        looms[place] += (rng.uniform(0.7, 1.0) * clack)[:, None] * np.array([1 - left, left], np.float32)
    press = burst(rng, 1.2, ((35, -2), (70, 0), (190, -5), (700, -14), (3000, -26)), 0.002, 0.12) + 0.3 * modes(
        ((330, 1, 0.2), (710, 0.6, 0.15)), 1.2
    )
    return Bed(
        (
            loop(filtered(looms, LOWEST), -40.0),
            loop(partials(rng, 12, [(48 * k, k**-0.8) for k in range(1, 8)], 0.4), -43.0),
        ),
        (
            Strewn(
                grains(rng, 2, lambda rng: press * np.float32(rng.uniform(0.9, 1)), -23.0, (1.4, 0.4, 1500.0)),
                every_s=2.4,
                uneven=0.03,
                spread=0.2,
                quietest_db=-2,
            ),
            Strewn(grains(rng, 2, steam_hiss, -31.0, (1.4, 0.4, 4000.0)), every_s=7.0, uneven=0.6, quietest_db=-8),
        ),
    )


def workshop(rng: np.random.Generator) -> Bed:
    """Somebody at a bench in the next bay: a hammer, a saw, something put down."""
    return Bed(
        (air(rng, 17, FAN, -54.0),),
        (
            Strewn(grains(rng, 3, hammer, -26.0, (1.0, 0.4, 2500.0)), every_s=7.0, uneven=0.7, quietest_db=-10),
            Strewn(grains(rng, 2, saw, -30.0, (1.0, 0.4, 2500.0)), every_s=9.0, uneven=0.7, quietest_db=-8),
            Strewn(
                grains(rng, 3, lambda rng: hit(rng, rng.uniform(140, 300), 1.0), -35.0, (0.9, 0.35, 2500.0)),
                every_s=4.0,
                uneven=0.9,
                quietest_db=-10,
            ),
        ),
    )


def steam(rng: np.random.Generator) -> Bed:
    """A boiler room: a leak that hisses, pipes that knock, drops."""
    return Bed(
        (
            air(rng, 13, ((1200, -26), (3000, -4), (6000, 0), (11000, -5), (17000, -18)), -45.0, 3.0, (0.2, 3.0)),
            air(rng, 17, ROAR, -41.0, 1.5),
        ),
        (
            Strewn(
                grains(
                    rng,
                    3,
                    lambda rng: modes(((190, 1, 0.12), (431, 0.7, 0.1), (905, 0.4, 0.06)), 0.8, rng),
                    -28.0,
                    (1.2, 0.4, 1500.0),
                ),
                every_s=4.0,
                uneven=0.9,
                quietest_db=-12,
            ),
            Strewn(grains(rng, 2, steam_hiss, -30.0), every_s=9.0, uneven=0.8, quietest_db=-8),
            Strewn(
                grains(rng, 3, lambda rng: plink(rng), -33.0, (1.2, 0.4, 2500.0)),
                every_s=2.2,
                uneven=0.9,
                quietest_db=-10,
            ),
        ),
    )


def space(rng: np.random.Generator) -> Bed:
    """Nothing out there carries sound; this is the hull, and what one hears in oneself."""

    def ping(rng: np.random.Generator) -> Wave:
        hz = rng.uniform(1100, 2600)
        return modes(((hz, 1.0, 0.9), (hz * 1.004, 0.8, 0.9)), 2.5, rng)

    low = partials(rng, 20, [(36.7, 1.0), (55.1, 0.8), (73.6, 0.5), (110.3, 0.35), (165.2, 0.16), (220.9, 0.1)], 2.5)
    glass = partials(rng, 23, [(1318, 1.0), (1764, 0.7), (1976, 0.5), (2637, 0.3)], 4.0)
    return Bed(
        (loop(low, -38.0), loop(glass * swell(rng, len(glass), 8.0, 0.05, 0.15)[:, None], -55.0)),
        (
            Strewn(
                grains(rng, 4, ping, -40.0, (4.0, 0.7, 3000.0)), every_s=9.0, uneven=0.9, spread=0.95, quietest_db=-10
            ),
        ),
    )
