"""Rooms and what runs in them: a fire, a clock, an engine, a church, a factory, a train, a hull in space."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grain, grains, loop, partials
from runtime.audio.effects.doors import creak, floorboard, hit, shuts, snick
from runtime.audio.effects.nature import plink
from runtime.audio.effects.steps import one_step
from runtime.audio.effects.things import page, pen
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
    unit,
)
from runtime.audio.tones import harmonics, modes, spoken

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

LEAVES = ((200, -24), (800, -8), (2500, 0), (5000, -2), (10000, -12), (18000, -30))
ROAR = ((30, -5), (60, 0), (140, -3), (350, -12), (900, -22), (3000, -36), (12000, -60))
STREET = ((30, -4), (60, 0), (150, -3), (400, -9), (1000, -16), (3000, -30), (10000, -50))
STILL = ((25, -10), (60, 0), (150, -6), (500, -15), (2000, -26), (8000, -38))
NAVE = ((25, -8), (55, 0), (120, -2), (300, -9), (900, -22), (4000, -44))
FAN = ((60, -6), (160, 0), (420, -3), (1100, -8), (3000, -18), (9000, -36))
TICK = ((600, -18), (1800, 0), (4000, -3), (9000, -18))


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
    return Bed((air(rng, 17, STILL, -51.0, 1.0, width=0.8),))


def clock(rng: np.random.Generator) -> Bed:
    """A clock on a wall: tick and tock, a second apart."""
    ticks = tuple(
        grain(
            room(rng, burst(rng, 0.06, TICK, 0.0004, 0.004) + 0.35 * ring(hz, 0.012, 0.06), 0.35, 0.25), -27.0, 0.0005
        )
        for hz in (1750, 1480)
    )
    return Bed(strewn=(Strewn(ticks, every_s=1.0, uneven=0.0, spread=0.0, quietest_db=0.0, in_turn=True),))


def attic(rng: np.random.Generator) -> Bed:
    """Under the roof: boards that settle, a mouse, the house below."""

    def mouse(rng: np.random.Generator) -> Wave:
        return joined(1.0, [(rng.uniform(0, 0.9), rng.uniform(0.2, 1) * snick(rng, 2600)) for _ in range(12)])

    return Bed(
        (air(rng, 19, ((60, -16), (180, 0), (420, -4), (1200, -18), (5000, -40)), -52.0, 5.0, (0.05, 0.25)),),
        (
            Strewn(grains(rng, 4, floorboard, -26.0), every_s=6.0, uneven=0.9, quietest_db=-14),
            Strewn(grains(rng, 3, mouse, -36.0), every_s=9.0, uneven=0.9, spread=0.95, quietest_db=-8),
        ),
    )


def church(rng: np.random.Generator) -> Bed:
    """A great stone room: its own low breath, and every small sound answered for seconds."""

    def bench(rng: np.random.Generator) -> Wave:
        return np.asarray(creak(rng).mean(axis=1)[: seconds(1.2)] * arch(seconds(1.2), 0.5), np.float32)

    echo = (4.5, 0.75, 1800.0)
    return Bed(
        (air(rng, 19, NAVE, -44.0, 2.0, width=0.9),),
        (
            Strewn(
                grains(rng, 3, lambda rng: one_step(rng, "stone"), -33.0, echo),
                every_s=7.0,
                uneven=0.9,
                quietest_db=-12,
            ),
            Strewn(grains(rng, 2, bench, -36.0, echo), every_s=14.0, uneven=0.9, quietest_db=-8),
            Strewn(
                grains(rng, 1, lambda rng: hit(rng, 82, 1.0), -32.0, echo), every_s=19.0, uneven=0.8, quietest_db=-8
            ),
        ),
    )


def library(rng: np.random.Generator) -> Bed:
    """Pages, a pen, a chair; nobody speaks."""
    return Bed(
        (air(rng, 17, STILL, -54.0, 1.0, width=0.8),),
        (
            Strewn(
                grains(rng, 4, page, -31.0, (0.9, 0.4, 3000.0)), every_s=5.0, uneven=0.9, spread=0.9, quietest_db=-10
            ),
            Strewn(grains(rng, 3, pen, -34.0, (0.7, 0.35, 3000.0)), every_s=7.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 2, floorboard, -40.0, (1.0, 0.5, 1500.0)), every_s=23.0, uneven=0.8, quietest_db=-6),
        ),
    )


def boil(rng: np.random.Generator) -> Bed:
    """A pot over a fire: it simmers, and its lid knows it."""
    count = seconds(13)
    seethe = sown(rng, count, 75, [plink(rng, 180, 620) for _ in range(24)], 0.9)
    lid = modes(((1900, 1.0, 0.02), (3400, 0.6, 0.015)), 0.15)

    def rattle(rng: np.random.Generator) -> Wave:
        return joined(1.0, [(0.07 * n + rng.uniform(0, 0.02), rng.uniform(0.2, 1) * lid) for n in range(11)])

    return Bed(
        (loop(mixed((0, unit(seethe)), (-4, shaped(rng, count, FAN))), -42.0),),
        (Strewn(grains(rng, 4, rattle, -36.0), every_s=3.2, uneven=0.8, spread=0.1, quietest_db=-10),),
    )


def hospital(rng: np.random.Generator) -> Bed:
    """Air from a duct, a monitor, a trolley down the corridor."""
    beep = tuple(
        grain(
            room(
                rng,
                np.asarray(
                    np.sin(2 * np.pi * 960 * np.arange(seconds(0.11)) / 48_000) * arch(seconds(0.11), 0.3), np.float32
                ),
                0.7,
                0.3,
            ),
            -39.0,
        )
        for _ in range(1)
    )

    def trolley(rng: np.random.Generator) -> Wave:
        rattle = sown(rng, seconds(4.0), 26, [snick(rng, 2300) for _ in range(8)], 0.8).mean(axis=1)
        return np.asarray(rattle * arch(seconds(4.0), 1.5), np.float32)

    return Bed(
        (air(rng, 17, FAN, -46.0, 0.8),),
        (
            Strewn(beep, every_s=1.12, uneven=0.0, spread=0.0, quietest_db=0.0),
            Strewn(grains(rng, 2, trolley, -35.0, (1.6, 0.55, 2000.0)), every_s=19.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 2, shuts, -37.0, (1.6, 0.6, 1200.0)), every_s=17.0, uneven=0.8, quietest_db=-8),
        ),
    )


def radio(rng: np.random.Generator) -> Bed:
    """A set that was left on: a voice without words between the waves."""
    count = seconds(17)
    band = ((280, -40), (420, -4), (1200, 0), (2400, -3), (3200, -36))
    voice = np.zeros(count, np.float32)
    throat = harmonics(135 * np.exp2(0.25 * drift(rng, count, 0.3, 3.0)).astype(np.float32), 0.9, 16)
    for first, second in ((620, 1250), (380, 2000), (480, 950)):
        there = np.clip(drift(rng, count, 1.0, 5.0), 0, 2)
        voice += spoken(throat, ((first, 140, 2), (second, 220, 0)), -30) * there
    voice *= np.clip(3 * drift(rng, count, 0.1, 0.4) + 0.6, 0, 1) * arch(count, 0.08)
    hiss = shaped(rng, count, band) * swell(rng, count, 4.0, 0.1, 1.5)[:, None]
    said = np.repeat(unit(voice)[:, None], 2, axis=1)
    return Bed((loop(mixed((0, said), (-9, hiss)), -43.0),))


def whispers(rng: np.random.Generator) -> Bed:
    """Nobody is there, and they talk about you."""

    def whisper(rng: np.random.Generator) -> Wave:
        at_s, parts = 0.0, []
        for _ in range(int(rng.integers(3, 8))):
            length_s, first = rng.uniform(0.07, 0.2), rng.uniform(400, 900)
            breath = shaped(rng, seconds(length_s), ((300, -20), (1500, -4), (4000, 0), (8000, -8)), channels=1)[:, 0]
            parts.append(
                (
                    at_s,
                    spoken(breath, ((first, 200, 2), (first * rng.uniform(1.8, 3.2), 300, 2)), -22)
                    * arch(seconds(length_s), 0.7),
                )
            )
            at_s += length_s + rng.uniform(0.01, 0.12)
        return joined(at_s + 0.1, parts)

    return Bed(
        (loop(partials(rng, 20, [(58, 1.0), (61.5, 0.9), (87, 0.4), (123, 0.25)], 2.0), -46.0),),
        (
            Strewn(
                grains(rng, 8, whisper, -31.0, (2.5, 0.5, 5000.0)), every_s=2.6, uneven=0.9, spread=1.0, quietest_db=-16
            ),
        ),
    )


def lava(rng: np.random.Generator) -> Bed:
    """It seethes: slow, thick bubbles over a rumble."""
    count = seconds(17)
    blobs = sown(rng, count, 7, [plink(rng, 60, 190) for _ in range(16)], 0.9)
    return Bed(
        (
            loop(mixed((0, unit(blobs)), (-2, shaped(rng, count, ROAR))), -37.0),
            air(rng, 13, LEAVES, -50.0, 5.0, (0.1, 1.0)),
        )
    )
