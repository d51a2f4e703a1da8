"""A railway platform: rails and a far signal, the station with its clock across the track, lamps, a waiting train."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import BLIND, DOORS, IRON, LIT, skyline, windows
from generators.papertheatre.sets.ground import bend, drawn, puddles
from generators.papertheatre.sets.plants import poplar
from generators.papertheatre.sets.roadside import WOOD, bench, lamp_post, smoke, wire
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, ridge, together

BRICK: Final[RGB] = (170, 104, 82)
CREAM: Final[RGB] = (226, 210, 178)
STONE: Final[RGB] = (164, 156, 146)
GREEN: Final[RGB] = (78, 104, 92)
# A tank engine that looks to the right, its wheels on y = 0, its cab at the left end.
ENGINE: Final = (
    "M-2.6 -.5 L-2.6 -2.5 -2.8 -2.62 -2.8 -2.74 -1.1 -2.74 -1.1 -2.62 -1.3 -2.5 -1.3 -1.9 2.3 -1.9 "
    "Q2.5 -1.9 2.5 -1.6 L2.5 -1 2.6 -.9 2.6 -.5 Z M1.5 -1.86 L1.4 -2.7 1.3 -2.9 2 -2.9 1.9 -2.7 1.8 -1.86 Z "
    "M.1 -1.86 Q.1 -2.3 .4 -2.3 Q.7 -2.3 .7 -1.86 Z M2.5 -.9 L3.1 0 2.5 0 Z"
)
ENGINE_TRIM: Final = "M-2.6 -.62 L2.6 -.62 M-.6 -1.9 L-.6 -.62 M1 -1.9 L1 -.62 M2.2 -1.9 L2.2 -.7"
COACH: Final = "M-3 -.5 L-3 -2.3 Q-2.9 -2.66 -2.5 -2.66 L2.5 -2.66 Q2.9 -2.66 3 -2.3 L3 -.5 Z"
SIGNAL: Final = "M-.06 0 L-.05 -3.4 .05 -3.4 .06 0 Z M-.1 -3.4 L0 -3.7 .1 -3.4 Z M-.16 -.02 L.16 -.02 .16 .1 -.16 .1 Z"
VALANCE: Final = 0.42  # stage units between two teeth of the canopy's edge


def station(s: Scenery) -> None:
    """From the fields or roofs behind the line to the platform under our feet."""
    side = mirrored_side(s)
    hang_sky(s, 5.5)
    _hang_land(s)
    _hang_building(s, -side)
    _hang_line(s)
    if s.says("train|engine|locomotive|express|carriage|steam") or s.rng.random() < 0.55:
        _hang_train(s, side)
        s.props.add("engine")
    _hang_platform(s, side)
    _hang_canopy(s, side)
    s.floor = 8.2
    s.props |= {"lamp", "clock"}


def _hang_land(s: Scenery) -> None:
    """What lies behind the station: a town's roofs or poplars on a hill, the wires along the line."""
    if s.says("city|central|terminus|metro|london|paris|berlin|grand") or s.rng.random() < 0.5:
        s.sheet(0.14, Cut(skyline(s, 6.0, 2.0, (0.5, 1.2)), (126, 130, 134)), shadow=0.45)
    else:
        far = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.8, 1.2, 8.0, 7.4)
        trees = [
            poplar(s.rng, s.rng.uniform(-1, 1) * s.half, 5.9, s.rng.uniform(0.9, 1.6), bend(s) * 0.5) for _ in range(7)
        ]
        s.sheet(
            0.14,
            Cut(far, (124, 138, 116)),
            *[Cut(t, (94, 116, 88)) for t in trees],
            shadow=0.45,
        )
    posts = [-s.half * 1.3 + k * s.half * 0.52 for k in range(6)]
    poles = together(rect(x - 0.04, 4.1, 0.08, 2.8) for x in posts)
    arms = together(rect(x - 0.4, v, 0.8, 0.06) for x in posts for v in (4.25, 4.5))
    wires = together(
        wire(a + d, v, b + d, v, 0.22) for a, b in pairwise(posts) for d, v in ((-0.36, 4.25), (0.36, 4.5))
    )
    s.sheet(0.26, Cut(poles, WOOD), Cut(arms, WOOD), Cut(wires, (84, 76, 72), stroke=0.022), shadow=0.4)


def _hang_building(s: Scenery, side: int) -> None:
    """The station across the track: brick, round windows that shine, a clock, a canopy with teeth."""
    x, y, lit = side * s.half * s.rng.uniform(0.26, 0.4), 7.0, s.light.day.lamps
    wall = polygon(
        [
            (x - 3.2, y),
            (x - 3.2, 4.6),
            (x - 1.2, 4.6),
            (x - 1.2, 4.2),
            (x, 3.2),
            (x + 1.2, 4.2),
            (x + 1.2, 4.6),
            (x + 3.2, 4.6),
            (x + 3.2, y),
        ]
    )
    roof = together(
        [
            polygon([(x - 3.5, 4.66), (x - 3.0, 3.8), (x - 0.9, 3.8), (x - 1.2, 4.66)]),
            polygon([(x + 1.2, 4.66), (x + 0.9, 3.8), (x + 3.0, 3.8), (x + 3.5, 4.66)]),
        ]
    )
    boxes = [(x + u, y - 0.25, 0.5, 1.0) for u in (-2.7, -1.9, 1.9, 2.7)]
    shade = together(
        polygon(
            [(x - 3.7 + VALANCE * k, 5.5), (x - 3.7 + VALANCE * (k + 1), 5.5), (x - 3.7 + VALANCE * (k + 0.5), 5.74)]
        )
        for k in range(int(7.4 / VALANCE))
    )
    cuts = [
        Cut(rect(x + side * 2.2, 2.9, 0.4, 1.0), scaled(BRICK, 0.85)),
        Cut(roof, (98, 92, 96)),
        Cut(wall, BRICK, foot=0.8),
        *windows(s, boxes, 0.4, CREAM, 0.85, round_=True),
        Cut(together(arch(x + u, y, 0.66, 1.3) for u in (-0.62, 0.62)), DOORS[0], rim=0.6),
        *_clock(x, 4.25, 0.42, lit),
        Cut(rect(x - 3.7, 5.3, 7.4, 0.2), CREAM),
        Cut(shade, CREAM, rim=0.5),
        Cut(together(rect(x + u, 5.5, 0.09, 1.5) for u in (-3.4, -1.3, 1.2, 3.3)), GREEN),
    ]
    s.sheet(0.4, *cuts, shadow=0.8)
    if lit > 0.3:
        s.lamp(x, 6.2, 0.4, 2.4, strength=0.4 * lit, flicker=0.02)


def _clock(x: float, y: float, r: float, lit: float) -> list[Cut]:
    """A round clock face at seven minutes to twelve."""
    ticks = together(
        line(
            [
                (x + math.cos(a) * r * 0.72, y + math.sin(a) * r * 0.72),
                (x + math.cos(a) * r * 0.88, y + math.sin(a) * r * 0.88),
            ]
        )
        for a in (k * math.pi / 6 for k in range(12))
    )
    hands = together([line([(x, y), (x - r * 0.1, y - r * 0.45)]), line([(x, y), (x - r * 0.52, y - r * 0.44)])])
    return [
        Cut(oval(x, y, r * 1.14), IRON),
        Cut(oval(x, y, r), (248, 236, 206), lit=0.75 * lit, head=1.0, foot=0.98),
        Cut(ticks, IRON, stroke=r * 0.06),
        Cut(hands, IRON, stroke=r * 0.1),
    ]


def _hang_line(s: Scenery) -> None:
    """The far platform's edge, ballast, sleepers and two pairs of rails."""
    wide = s.span * 1.3
    edge = [
        Cut(rect(-wide, 6.94, wide * 2, 0.14), CREAM),
        Cut(rect(-wide, 7.06, wide * 2, 1.2), scaled(STONE, 0.85), foot=0.7),
    ]
    s.sheet(0.5, *edge, shadow=0.6)
    bed = Cut(rect(-wide, 7.36, wide * 2, 2.0), (122, 112, 104), foot=0.7)
    sleepers = together(
        polygon([(u * 0.62, 7.5), (u * 0.62 + 0.26, 7.5), (u * 0.66 + 0.3, 7.84), (u * 0.66, 7.84)])
        for u in range(-26, 27)
    )
    rails = together(rect(-wide, v, wide * 2, 0.05) for v in (7.52, 7.76))
    s.sheet(
        0.66,
        bed,
        Cut(sleepers, (92, 72, 60), rim=0.4),
        Cut(rails, (196, 196, 200), rim=1.2, head=1.3),
        *puddles(s, 7.6, 0.2, 4, 0.5),
        shadow=0.6,
    )


def _hang_train(s: Scenery, side: int) -> None:
    """An engine under steam with a coach, at one end of the platform; its lamp and windows shine."""
    lit = s.light.day.lamps
    x, y = side * s.half * s.rng.uniform(0.72, 0.86), 7.72
    tone: RGB = s.rng.choice((GREEN, (132, 60, 52), (64, 84, 112)))
    mirror = side > 0
    wheels = together(
        oval(x + (-1 if mirror else 1) * u, y - 0.34, r)
        for u, r in ((-1.9, 0.34), (-0.7, 0.46), (0.5, 0.46), (1.7, 0.34))
    )
    coach = x + side * 6.1
    panes = [(coach + u, y - 1.3, 0.7, 0.66) for u in (-2.3, -1.15, 0.0, 1.15, 2.3)]
    under = together(
        [*(oval(coach + u, y - 0.28, 0.3) for u in (-2.1, -1.3, 1.3, 2.1)), rect(coach - 2.8, y - 0.56, 5.6, 0.16)]
    )
    s.sheet(
        0.7,
        Cut(under, IRON),
        Cut(drawn(COACH, coach, y), scaled(tone, 0.92)),
        Cut(rect(coach - 2.96, y - 2.1, 5.92, 0.9), CREAM, rim=0.5),
        *windows(s, panes, 0.7, CREAM, 0.9),
        shadow=0.8,
    )
    cab = Cut(
        rect(x + (2.3 if mirror else -2.3) - 0.35, y - 2.2, 0.7, 0.6, 0.06),
        LIT if lit > 0.3 else BLIND,
        lit=lit,
        rim=0.5,
    )
    trim = Cut(drawn(ENGINE_TRIM, x, y, 1.0, mirror), (222, 178, 96), stroke=0.05)
    s.sheet(
        0.72,
        Cut(drawn(ENGINE, x, y, 1.0, mirror), tone),
        trim,
        cab,
        Cut(wheels, IRON),
        Cut(oval(x - side * 2.62, y - 1.5, 0.16), (255, 236, 190), lit=0.3 + 0.7 * lit),
        shadow=0.8,
    )
    if lit > 0.2:
        s.lamp(x - side * 2.7, y - 1.5, 0.72, 1.8, (255, 232, 180), 0.5 * lit, 0.02)
    smoke(s, x - side * 1.65, y - 2.9, 1.1, 0.71)


def _hang_platform(s: Scenery, side: int) -> None:
    """Our platform: a white edge, flagstones, a bench, a signal, trunks, lamps."""
    lit = s.light.day.lamps
    at = -side * s.half * s.rng.uniform(0.78, 0.9)
    arm = polygon([(at, 4.7), (at + side * 1.1, 4.66), (at + side * 1.1, 4.9), (at, 4.94)])
    eye = Cut(
        oval(at - side * 0.1, 4.82, 0.11),
        (120, 224, 150) if s.rng.random() < 0.5 else (232, 84, 70),
        lit=0.4 + 0.6 * lit,
    )
    s.sheet(0.78, Cut(drawn(SIGNAL, at, 7.9, 1.0), IRON), Cut(arm, (206, 76, 60)), eye)
    if lit > 0.2:
        s.lamp(
            at - side * 0.1, 4.82, 0.78, 0.7, (150, 230, 170) if eye.colour[1] > 150 else (240, 110, 90), 0.5 * lit, 0.0
        )
    lamp_post(s, side * s.half * 0.3, 7.95, 3.4, 0.9)
    s.sheet(0.92, bench(-side * s.half * 0.5, 8.0, 1.0, GREEN))
    wide = s.span * 1.3
    flags = together(line([(u * 0.95, 8.12), (u * 1.3, 9.6)]) for u in range(-12, 13))
    slab = Cut(rect(-wide, 8.06, wide * 2, 3), STONE, head=1.1, foot=0.5)
    s.sheet(
        0.98,
        Cut(rect(-wide, 7.9, wide * 2, 0.17), (232, 226, 208)),
        slab,
        Cut(flags, scaled(STONE, 0.72), stroke=0.028),
        *puddles(s, 8.35, 0.4, 4, 1.2),
    )


def _hang_canopy(s: Scenery, side: int) -> None:
    """Over our heads the toothed edge of the canopy, an iron column with its brackets, a hanging lamp."""
    x, lit = side * s.half * 0.9, s.light.day.lamps
    a, b = (s.half * 0.1, s.half * 1.4) if side > 0 else (-s.half * 1.4, -s.half * 0.1)
    n = int((b - a) / 0.5)
    teeth = together(
        polygon([(a + 0.5 * k, 0.5), (a + 0.5 * (k + 1), 0.5), (a + 0.5 * (k + 0.5), 0.86)]) for k in range(n)
    )
    column = "M-.34 9 L-.3 8.4 -.14 8.2 -.12 2.2 -.26 2 -.26 1.8 .26 1.8 .26 2 .12 2.2 .14 8.2 .3 8.4 .34 9 Z"
    curls = "M0 2.4 Q-1.2 2.2 -1.5 .5 M0 2.4 Q1.2 2.2 1.5 .5 M-.3 1.9 Q-.9 1.7 -1 .9 M.3 1.9 Q.9 1.7 1 .9"
    roof = Cut(rect(a, -1, b - a, 1.5), scaled(CREAM, 0.9), head=0.9, foot=1.0)
    s.sheet(
        1.16,
        Cut(drawn(curls, x, 0), GREEN, stroke=0.1),
        Cut(drawn(column, x, 0), GREEN),
        Cut(teeth, CREAM),
        roof,
        front=True,
        anchor=x,
        close=False,
    )
    at = x - side * 2.6
    shade = "M-.5 0 L-.14 -.4 .14 -.4 .5 0 Z M-.03 -.4 L-.03 -1.2 .03 -1.2 .03 -.4 Z"
    s.sheet(
        1.14,
        Cut(oval(at, 1.72, 0.2, 0.14), (255, 236, 190), lit=0.2 + 0.8 * lit),
        Cut(drawn(shade, at, 1.7), IRON),
        front=True,
        anchor=x,
        close=False,
    )
    if lit > 0.05:
        s.lamp(at, 1.8, 1.14, 2.2, strength=0.5 * lit, flicker=0.02)
