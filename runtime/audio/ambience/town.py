"""Where people are: streets, a market, a playground, a station, a tavern, a theatre before the curtain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grains, loop
from runtime.audio.ambience.wild import coo
from runtime.audio.effects.animals import dog, hooves, rooster
from runtime.audio.effects.bells import church_bell, hand_bell, telephone, train_whistle
from runtime.audio.effects.doors import hinge, shuts
from runtime.audio.effects.machines import cannon, car, car_horn, gun, steam_hiss, typewriter
from runtime.audio.effects.people import laughter
from runtime.audio.effects.steps import steps
from runtime.audio.effects.things import clink, cup, plates
from runtime.audio.noise import arch, burst, drift, joined, seconds, shaped, slowed, times
from runtime.audio.tones import curve, harmonics, modes, peaked, spoken, vowels

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Tape

    Wave = NDArray[np.float32]

STREET = ((30, -4), (60, 0), (150, -3), (400, -9), (1000, -16), (3000, -30), (10000, -50))
TYRES = ((60, -8), (150, -2), (450, -3), (1000, 0), (2200, -6), (7000, -22), (16000, -44))
STILL = ((25, -10), (60, 0), (150, -6), (500, -15), (2000, -26), (8000, -38))
HALL = ((60, -8), (180, 0), (500, -2), (1400, -10), (4000, -26), (12000, -50))


def city(rng: np.random.Generator) -> Bed:
    """Streets at a distance: a murmur, and now and then a car."""

    def passing(rng: np.random.Generator) -> Wave:
        near = np.exp(-(((times(7.0) - 3.2) / 1.3) ** 2)).astype(np.float32)
        far = ((60, -6), (150, 0), (700, -4), (1500, -9), (6000, -28))
        return np.asarray(shaped(rng, len(near), far) * near[:, None], np.float32)

    return Bed(
        (air(rng, 19, STREET, -40.0),),
        (
            Strewn(grains(rng, 3, passing, -27.0), every_s=9.0, uneven=0.8, quietest_db=-10),
            Strewn(grains(rng, 2, car_horn, -33.0, (2.0, 0.6, 1500.0)), every_s=23.0, uneven=0.8, quietest_db=-10),
        ),
    )


def traffic(rng: np.random.Generator) -> Bed:
    """At the kerb: cars close by, one after another, and those that wait."""
    return Bed(
        (air(rng, 17, STREET, -39.0, 2.5, (0.1, 0.5)), air(rng, 13, TYRES, -42.0, 4.0, (0.08, 0.35))),
        (
            Strewn(grains(rng, 4, car, -21.0), every_s=3.4, uneven=0.7, spread=0.3, quietest_db=-10),
            Strewn(grains(rng, 2, car_horn, -27.0, (1.4, 0.4, 2500.0)), every_s=17.0, uneven=0.9, quietest_db=-10),
        ),
    )


def babble(rng: np.random.Generator, voices: int, pitch: tuple[float, float], lufs: float) -> Tape:
    """People talking, no word to be made out: each a throat whose vowels change four times a second. A loop."""
    fast = 3  # made three times too fast and high, then slowed
    count = seconds(15) // fast
    air_ = 0.1 * shaped(rng, count, tuple((hz * fast, db) for hz, db in HALL), channels=1)[:, 0]
    out = np.zeros((count, 2), np.float32)
    for _ in range(voices):
        melody = fast * rng.uniform(*pitch) * np.exp2(0.22 * drift(rng, count, 0.3 * fast, 3.0 * fast))
        throat = harmonics(melody.astype(np.float32), 1.0, 10) + np.roll(air_, int(rng.integers(count)))
        first = fast * rng.uniform(380, 720)
        wide = ((first, 160 * fast, 2), (first * 2.4, 260 * fast, -3), (2700 * fast, 600 * fast, -10))
        narrow = ((first * 0.6, 130 * fast, 2), (1900 * fast, 300 * fast, -6), (2800 * fast, 600 * fast, -10))
        open_, close = vowels(throat, (wide, narrow), -35)
        vowel = np.clip(0.5 + 0.7 * drift(rng, count, 1.5 * fast, 5.0 * fast), 0, 1)
        words = np.clip(drift(rng, count, 2.0 * fast, 6.0 * fast) + 0.3, 0, 2.0)
        turns = np.clip(2 * drift(rng, count, 0.08 * fast, 0.4 * fast) + 0.7, 0, 1.5)
        left = rng.uniform(0.08, 0.92)
        one = (open_ * vowel + close * (1 - vowel)) * words * turns
        out += np.stack([one * (1 - left), one * left], axis=1).astype(np.float32)
    return loop(slowed(out * _seam(count), fast), lufs)


def _seam(count: int) -> Wave:
    """Nearly nothing at both ends, so that what is not periodic may be looped: a breath between two sentences."""
    edge = seconds(0.08)
    shape = np.ones((count, 1), np.float32)
    shape[:edge, 0] = np.linspace(0, 1, edge) ** 2
    shape[-edge:, 0] = shape[:edge, 0][::-1]
    return shape


def crowd(rng: np.random.Generator) -> Bed:
    """People talking in a hall."""
    return Bed((babble(rng, 9, (95, 230), -38.0), air(rng, 13, HALL, -46.0, 2.0, (0.3, 2.0))))


def tavern(rng: np.random.Generator) -> Bed:
    """Nearer, warmer: mugs, a bench, somebody laughs."""

    def bench(rng: np.random.Generator) -> Wave:
        return joined(0.6, [(0.0, hinge(rng, 0.5, 60, 140))])

    return Bed(
        (
            babble(rng, 7, (85, 190), -38.0),
            air(rng, 13, ((60, -4), (150, 0), (400, -5), (1200, -18), (5000, -40)), -46.0),
        ),
        (
            Strewn(grains(rng, 3, cup, -27.0), every_s=3.6, uneven=0.9, quietest_db=-12),
            Strewn(grains(rng, 2, clink, -31.0), every_s=9.0, uneven=0.9, quietest_db=-10),
            Strewn(grains(rng, 2, laughter, -31.0), every_s=14.0, uneven=0.8, quietest_db=-10),
            Strewn(grains(rng, 2, bench, -31.0), every_s=11.0, uneven=0.9, quietest_db=-8),
        ),
    )


def theatre(rng: np.random.Generator) -> Bed:
    """A house before the curtain: low talk, coughs, seats that fold."""

    def cough(rng: np.random.Generator) -> Wave:
        parts = []
        for n in range(int(rng.integers(1, 4))):
            air_ = shaped(rng, seconds(0.22), ((200, -8), (600, 0), (1300, -2), (3500, -10), (9000, -24)), channels=1)[
                :, 0
            ]
            parts.append((0.3 * n, air_ * curve([(0, 0), (0.02, 1), (0.1, 0.4), (0.22, 0)], 0.22)))
        return joined(1.1, parts)

    return Bed(
        (babble(rng, 6, (95, 220), -45.0), air(rng, 19, HALL, -46.0, 2.0, (0.1, 0.8))),
        (
            Strewn(
                grains(rng, 4, cough, -33.0, (1.6, 0.5, 2500.0)), every_s=6.0, uneven=0.9, spread=0.9, quietest_db=-10
            ),
            Strewn(grains(rng, 2, shuts, -39.0, (1.5, 0.5, 1500.0)), every_s=9.0, uneven=0.9, quietest_db=-8),
        ),
    )


def cry(rng: np.random.Generator, low_hz: float, high_hz: float) -> Wave:
    """Somebody calls across a square: a vowel or two, too far for a word."""
    hz, length_s = rng.uniform(low_hz, high_hz), rng.uniform(0.35, 0.8)
    glide = [(0, hz * 0.85), (0.3 * length_s, hz * rng.uniform(1.0, 1.35)), (length_s, hz * rng.uniform(0.65, 1.0))]
    first = rng.uniform(520, 880) * (hz / 300) ** 0.2
    return peaked(
        spoken(harmonics(curve(glide, length_s), 0.8, 14), ((first, 200, 3), (first * 1.8, 300, 0)), -28)
        * arch(seconds(length_s), 0.6)
    )


def market(rng: np.random.Generator) -> Bed:
    """Stalls and callers, carts on cobbles, crockery."""

    def caller(rng: np.random.Generator) -> Wave:
        return joined(2.2, [(0.75 * n, cry(rng, 170, 320)) for n in range(int(rng.integers(1, 3)))])

    def cart(rng: np.random.Generator) -> Wave:
        rumble = shaped(rng, seconds(3.2), ((60, -4), (140, 0), (420, -4), (1500, -14), (6000, -34)), channels=1)[:, 0]
        return peaked(rumble * np.clip(drift(rng, len(rumble), 5, 13) + 0.8, 0, 3) * arch(len(rumble), 1.2))

    return Bed(
        (babble(rng, 9, (100, 260), -40.0), air(rng, 13, HALL, -48.0, 2.0)),
        (
            Strewn(
                grains(rng, 6, caller, -28.0, (0.8, 0.3, 3000.0)), every_s=3.2, uneven=0.8, spread=0.9, quietest_db=-12
            ),
            Strewn(grains(rng, 2, cart, -28.0), every_s=8.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 2, plates, -33.0), every_s=7.0, uneven=0.9, quietest_db=-10),
        ),
    )


def playground(rng: np.random.Generator) -> Bed:
    """Children: shouts, shrieks, a ball."""

    def shout(rng: np.random.Generator) -> Wave:
        return cry(rng, 420, 760)

    def ball(rng: np.random.Generator) -> Wave:
        hz = rng.uniform(100, 150)
        bounce = modes(((hz, 1, 0.04), (hz * 2.2, 0.5, 0.02)), 0.25)
        return joined(1.6, [(0.42 * 0.8**n * n, 0.75**n * bounce) for n in range(5)])

    return Bed(
        (babble(rng, 8, (300, 480), -44.0), air(rng, 17, STILL, -48.0)),
        (
            Strewn(
                grains(rng, 9, shout, -27.0, (0.7, 0.3, 4000.0)), every_s=1.1, uneven=0.9, spread=0.95, quietest_db=-14
            ),
            Strewn(grains(rng, 2, ball, -29.0), every_s=6.0, uneven=0.8, quietest_db=-8),
        ),
    )


def school(rng: np.random.Generator) -> Bed:
    """A corridor: children behind doors, steps, a bell far off."""
    muffled = ((80, -2), (250, 0), (600, -6), (1500, -18), (5000, -40))
    return Bed(
        (babble(rng, 8, (280, 430), -45.0), air(rng, 17, muffled, -49.0, 3.0, (0.2, 1.2))),
        (
            Strewn(
                grains(rng, 3, lambda rng: steps(rng, "stone"), -33.0, (1.6, 0.5, 2000.0)),
                every_s=9.0,
                uneven=0.8,
                quietest_db=-10,
            ),
            Strewn(grains(rng, 2, shuts, -30.0, (1.6, 0.5, 1800.0)), every_s=12.0, uneven=0.8, quietest_db=-10),
            Strewn(grains(rng, 1, hand_bell, -34.0, (1.8, 0.6, 2500.0)), every_s=45.0, uneven=0.5, quietest_db=-4),
        ),
    )


def station(rng: np.random.Generator) -> Bed:
    """A great hall of iron and glass: steps, steam, a voice that nobody understands, a whistle outside."""

    def announcement(rng: np.random.Generator) -> Wave:
        parts, at_s = [], 0.0
        for _ in range(int(rng.integers(6, 12))):
            syllable = cry(rng, 150, 190)[: seconds(0.3)]
            parts.append((at_s, syllable * arch(len(syllable), 0.5)))
            at_s += rng.uniform(0.18, 0.32)
        return joined(at_s + 0.3, parts)

    return Bed(
        (babble(rng, 8, (95, 230), -43.0), air(rng, 19, HALL, -43.0, 2.5, (0.1, 0.8))),
        (
            Strewn(
                grains(rng, 2, lambda rng: steps(rng, "stone"), -33.0, (1.8, 0.6, 2500.0)),
                every_s=4.0,
                uneven=0.8,
                quietest_db=-12,
            ),
            Strewn(grains(rng, 2, steam_hiss, -31.0, (2.4, 0.6, 3000.0)), every_s=12.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 2, announcement, -31.0, (3.0, 0.7, 1600.0)), every_s=16.0, uneven=0.6, quietest_db=-6),
            Strewn(grains(rng, 1, train_whistle, -33.0, (3.0, 0.7, 1500.0)), every_s=41.0, uneven=0.6, quietest_db=-6),
        ),
    )


def rooftop(rng: np.random.Generator) -> Bed:
    """Above a town: all of it far below, wind round the chimneys, doves."""
    return Bed(
        (
            air(rng, 19, STREET, -45.0, 1.5),
            air(rng, 17, ((90, -8), (220, 0), (600, -6), (1800, -18), (7000, -36)), -43.0, 4.0),
        ),
        (
            Strewn(grains(rng, 4, coo, -31.0, (0.6, 0.25, 1500.0)), every_s=6.0, uneven=0.9, quietest_db=-12),
            Strewn(grains(rng, 2, car_horn, -38.0, (2.4, 0.7, 1000.0)), every_s=19.0, uneven=0.8, quietest_db=-8),
        ),
    )


def village(rng: np.random.Generator) -> Bed:
    """Quiet, and then a dog; sparrows; a cart; a bell from the tower once in a long while."""

    def sparrow(rng: np.random.Generator) -> Wave:
        at_s, parts = 0.0, []
        for _ in range(int(rng.integers(3, 9))):
            hz = rng.uniform(3300, 5200)
            parts.append(
                (
                    at_s,
                    harmonics(curve([(0, hz), (0.03, hz * 1.25), (0.07, hz * 0.9)], 0.07), 1.8, 3)
                    * arch(seconds(0.07)),
                )
            )
            at_s += rng.uniform(0.12, 0.34)
        return joined(at_s + 0.1, parts)

    return Bed(
        (air(rng, 19, STILL, -53.0, 2.0),),
        (
            Strewn(
                grains(rng, 5, sparrow, -33.0, (0.7, 0.3, 5000.0)), every_s=2.8, uneven=0.9, spread=0.9, quietest_db=-12
            ),
            Strewn(grains(rng, 2, dog, -34.0, (1.8, 0.6, 1500.0)), every_s=15.0, uneven=0.8, quietest_db=-8),
            Strewn(grains(rng, 1, hooves, -34.0, (1.2, 0.5, 2000.0)), every_s=29.0, uneven=0.7, quietest_db=-6),
            Strewn(grains(rng, 1, rooster, -35.0, (1.8, 0.6, 2500.0)), every_s=47.0, uneven=0.6, quietest_db=-6),
            Strewn(grains(rng, 1, church_bell, -34.0, (2.5, 0.6, 1200.0)), every_s=61.0, uneven=0.5, quietest_db=-4),
        ),
    )


def office(rng: np.random.Generator) -> Bed:
    """Typewriters at other desks, a telephone that somebody else answers."""
    return Bed(
        (air(rng, 17, HALL, -54.0), babble(rng, 3, (110, 210), -50.0)),
        (
            Strewn(grains(rng, 3, typewriter, -29.0, (0.6, 0.35, 2500.0)), every_s=4.5, uneven=0.7, quietest_db=-12),
            Strewn(grains(rng, 1, telephone, -38.0, (0.8, 0.5, 1800.0)), every_s=26.0, uneven=0.7, quietest_db=-6),
        ),
    )


def battle(rng: np.random.Generator) -> Bed:
    """Beyond the hills: guns that are felt, shots, a wind that brings it nearer."""

    def volley(rng: np.random.Generator) -> Wave:
        shot = gun(rng).mean(axis=1)
        return joined(3.6, [(rng.uniform(0, 1.2), rng.uniform(0.2, 1.0) * shot) for _ in range(7)])

    return Bed(
        (air(rng, 19, ((28, -4), (50, 0), (120, -6), (400, -20), (2000, -44)), -42.0, 4.0),),
        (
            Strewn(
                grains(rng, 3, cannon, -18.0, (3.0, 0.6, 500.0)), every_s=5.0, uneven=0.9, spread=0.9, quietest_db=-14
            ),
            Strewn(grains(rng, 2, volley, -29.0, (2.5, 0.6, 900.0)), every_s=8.0, uneven=0.9, quietest_db=-12),
        ),
    )


def coach(rng: np.random.Generator) -> Bed:
    """In a coach: hooves in front, iron tyres below, leather and wood."""
    rims = burst(rng, 0.2, ((80, -4), (200, 0), (600, -6), (3000, -20)), 0.001, 0.03)
    return Bed(
        (air(rng, 13, ((45, -3), (90, 0), (240, -4), (700, -14), (3000, -32)), -38.0, 2.5, (2.0, 7.0)),),
        (
            Strewn(grains(rng, 3, hooves, -20.0), every_s=3.3, uneven=0.05, spread=0.15, quietest_db=-2),
            Strewn(
                grains(rng, 3, lambda rng: hinge(rng, 0.4, 50, 120), -31.0), every_s=1.4, uneven=0.6, quietest_db=-10
            ),
            Strewn(
                grains(rng, 2, lambda rng: rims * np.float32(rng.uniform(0.5, 1.0)), -24.0),
                every_s=1.1,
                uneven=0.9,
                quietest_db=-12,
            ),
        ),
    )


def bustle(rng: np.random.Generator) -> Bed:
    """A street on foot: steps in both directions, talk that passes, no wheels."""
    return Bed(
        (babble(rng, 5, (100, 250), -45.0), air(rng, 19, STREET, -46.0)),
        (
            Strewn(
                grains(rng, 4, lambda rng: steps(rng, "stone"), -29.0),
                every_s=2.2,
                uneven=0.7,
                spread=0.9,
                quietest_db=-12,
            ),
            Strewn(grains(rng, 2, dog, -35.0, (1.4, 0.5, 2000.0)), every_s=21.0, uneven=0.8, quietest_db=-8),
        ),
    )
