"""A village: cottages about a church at a hill's foot, a lane, a well, smoke over the roofs."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import church, cottage
from generators.papertheatre.sets.ground import PATH, bend, drawn, footpath, lane, puddles, snows, unrest
from generators.papertheatre.sets.plants import broadleaf, spray, stem
from generators.papertheatre.sets.roadside import WOOD, fence, lantern, smoke
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import oval, ridge, together, tufts

GREEN: Final[RGB] = (112, 130, 80)
LEAF: Final[RGB] = (88, 114, 78)
WELL: Final = (
    "M-.7 0 L-.64 -.8 .64 -.8 .7 0 Z",
    "M-.6 -.7 L-.6 -2 -.5 -2 -.5 -.7 Z M.5 -.7 L.5 -2 .6 -2 .6 -.7 Z M-.6 -1.66 L.6 -1.66 .6 -1.56 -.6 -1.56 Z",
    "M-.9 -1.9 L0 -2.5 .9 -1.9 .86 -1.8 -.86 -1.8 Z",
)


def village(s: Scenery) -> None:
    """Cottages about a church on a hill's foot, a lane, a well, a fence with hollyhocks."""
    side = mirrored_side(s)
    hang_sky(s, 5.5)
    far = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.8, 1.7, 8.5, 7.5)
    s.sheet(0.14, Cut(far, (116, 132, 104)), shadow=0.5)
    x = -side * s.half * s.rng.uniform(0.1, 0.34)
    s.sheet(0.26, *church(s, x, 6.35, s.rng.uniform(0.8, 1.0), 0.26, mirror=side > 0), shadow=0.7)
    _hang_cottages(s, side)
    _hang_lane(s, x, side)
    _hang_green(s, side)
    s.sheet(1.0, footpath(s, x + side * 0.5, 1.4, -side * 0.2), shadow=0.15)
    _hang_garden_fence(s, side)
    s.floor = 8.2
    s.props |= {"lamp", "well", "lantern"}


def _hang_cottages(s: Scenery, side: int) -> None:
    thatched, lean = s.rng.random() < 0.5, bend(s)
    for k, (depth, y, size) in enumerate(((0.38, 6.6, 0.8), (0.56, 7.05, 1.15))):
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y + 0.02, 0.24, 6.0, 8.6)
        spots = ((-0.86, -0.5, 0.2, 0.56, 0.92), (-0.74, 0.62))[k]
        cuts: list[Cut] = []
        for u in spots:
            at = side * (u + s.rng.uniform(-0.05, 0.05)) * s.half
            cuts += cottage(s, at, y, size * s.rng.uniform(0.9, 1.12), depth, thatched)
            if s.rng.random() < 0.6 and s.light.weather.value != "storm":
                smoke(s, at, y - 2.1 * size, 0.55 * size, depth - 0.02)
        trunk, crown = broadleaf(s.rng, side * s.half * (0.36 - 0.72 * k), y + 0.1, 2.0 + 0.7 * k, lean)
        s.sheet(
            depth,
            Cut(trunk, WOOD),
            Cut(crown, LEAF),
            *cuts,
            Cut(land, scaled(GREEN, 1.0 - 0.06 * k), foot=0.7),
            shadow=0.8,
        )


def _hang_lane(s: Scenery, x: float, side: int) -> None:
    """The lane from the church door to our feet."""
    way = lane(
        [
            (x, 6.72, 0.16),
            (x + side * 0.5, 6.95, 0.3),
            (x - side * 0.1, 7.3, 0.5),
            (x + side * 0.7, 7.7, 0.9),
            (x + side * 0.5, 8.3, 1.7),
            (x + side * 0.4, 9.6, 3.0),
            (x, 11, 4),
        ]
    )
    turf = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.5, 0.14, 7.0)
    s.sheet(0.7, Cut(turf, scaled(GREEN, 0.95), foot=0.7), shadow=0.6)
    s.sheet(
        0.72,
        Cut(way, PATH if not snows(s) else (214, 212, 210), foot=0.74, rim=0.6),
        *puddles(s, 7.6, 0.3, 3, 0.5),
        shadow=0.2,
    )


def _hang_green(s: Scenery, side: int) -> None:
    """The well on the green, with its lantern."""
    x = side * s.half * s.rng.uniform(0.26, 0.4)
    tones: tuple[RGB, ...] = ((156, 148, 138), WOOD, (138, 88, 66))
    s.sheet(0.8, *[Cut(drawn(t, x, 7.85, 0.85), c) for t, c in zip(WELL, tones, strict=True)])
    if s.light.day.lamps > 0.3:
        s.sheet(0.81, *lantern(s, x + side * 0.46, 6.3, 0.36, side), shadow=0.3)
        s.lamp(x + side * 0.82, 6.5, 0.81, 1.5, strength=0.55 * s.light.day.lamps, flicker=0.08)
    floor = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.02, 0.16, 0.13)
    s.sheet(0.98, Cut(floor, scaled(GREEN, 0.92), foot=0.5), *puddles(s, 8.3, 0.5, 4), sway=unrest(s, 0.015))


def _hang_garden_fence(s: Scenery, side: int) -> None:
    """Close by: a garden fence with tall flowers, a branch over it."""
    a, b = (-s.half * 1.2, -s.half * 0.62) if side > 0 else (s.half * 0.62, s.half * 1.2)
    lean = bend(s)
    stalks, blooms = [], []
    for k in range(7):
        x, h = a + (b - a) * (k + s.rng.random()) / 7, s.rng.uniform(1.3, 2.1)
        stalks.append(stem(x, 9.2, h + 0.6, 0.06, lean))
        blooms += [
            oval(x + lean * h * (1 - 0.12 * n) + 0.04 * (-1) ** n, 8.6 - h + 0.24 * n, 0.07 + 0.02 * n)
            for n in range(5)
        ]
    tone = s.rng.choice(((206, 110, 120), (216, 176, 96), (170, 120, 166)))
    s.sheet(
        1.14,
        Cut(together(stalks), LEAF, rim=0.5),
        *([] if snows(s) else [Cut(together(blooms), tone, rim=0.7)]),
        front=True,
        close=False,
        sway=unrest(s, 0.04),
    )
    s.sheet(
        1.2,
        Cut(fence(s, a - 2, b, 9.3, 1.35, 0.42), (226, 218, 200)),
        front=True,
        anchor=a,
        close=False,
    )
    twig = together(
        spray(s.rng, -side * s.half * 1.08, 0.2 + 0.5 * k, -30 + 16 * k if side > 0 else 210 - 16 * k, 2.6, 6, 0.5)
        for k in range(3)
    )
    s.sheet(1.28, Cut(twig, LEAF), front=True, anchor=a, close=False, sway=unrest(s, 0.05))
