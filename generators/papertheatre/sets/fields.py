"""Worked land: patchwork hills, a barn or a mill, furrows that run away from us, corn in the wind."""

from __future__ import annotations

from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import barn, cottage, windows
from generators.papertheatre.sets.ground import bend, drawn, puddles, snows, unrest
from generators.papertheatre.sets.plants import bush, corn, hedge, poplar
from generators.papertheatre.sets.roadside import WOOD, rail_fence, smoke
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import moved, outline, oval, polygon, rect, ridge, together, tufts, within

GREEN: Final[RGB] = (112, 130, 80)
LEAF: Final[RGB] = (88, 114, 78)
STRAW: Final[RGB] = (222, 186, 104)
EARTH: Final[RGB] = (134, 98, 74)
CROPS: Final[tuple[RGB, ...]] = (
    (128, 142, 84),
    (206, 182, 108),
    (104, 128, 84),
    (168, 150, 96),
    (150, 158, 92),
    (142, 110, 80),
)
SAILS: Final = (
    "M-.06 0 L-.05 -2.3 .05 -2.3 .06 0 Z M.05 -.5 L.5 -.5 .5 -2.2 .05 -2.2 Z "
    "M0 -.06 L2.3 -.05 2.3 .05 0 .06 Z M.5 .05 L.5 .5 2.2 .5 2.2 .05 Z "
    "M.06 0 L.05 2.3 -.05 2.3 -.06 0 Z M-.05 .5 L-.5 .5 -.5 2.2 -.05 2.2 Z "
    "M0 .06 L-2.3 .05 -2.3 -.05 0 -.06 Z M-.5 -.05 L-.5 -.5 -2.2 -.5 -2.2 -.05 Z"
)
MILL: Final = "M-.8 .3 L-.56 -2.3 .56 -2.3 .8 .3 Z"
MILL_CAP: Final = "M-.66 -2.26 Q-.6 -2.9 0 -3 Q.6 -2.9 .66 -2.26 Z"
SCARECROW: Final = (
    "M-.05 .2 L-.05 -2.1 .05 -2.1 .05 .2 Z M-.95 -1.5 L.95 -1.56 .95 -1.48 -.95 -1.42 Z",
    (
        "M-.8 -1.6 L-.3 -1.66 0 -1.7 .3 -1.68 .84 -1.66 .92 -1.3 .6 -1.34 .34 -1.36 .4 -.62 .26 -.74 .12 -.56 "
        "-.04 -.72 -.2 -.58 -.38 -.7 -.32 -1.3 -.6 -1.28 -.9 -1.2 Z"
    ),
    "M-.46 -2.1 Q-.2 -2.2 -.2 -2.3 L-.14 -2.66 .2 -2.62 .2 -2.3 Q.3 -2.2 .48 -2.12 L.3 -2.04 -.3 -2.02 Z",
)


def fields(s: Scenery) -> None:
    """Patchwork hills, a barn or a mill, furrows that run away from us, corn in the wind."""
    side = mirrored_side(s)
    hang_sky(s, 5.4)
    for k, (depth, y, rise) in enumerate(((0.14, 5.7, 0.9), (0.26, 6.1, 0.7))):
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, rise, 9.0 - 2 * k, 7.2)
        bushes = [bush(s.rng, s.rng.uniform(-1, 1) * s.half, y - rise * 0.3, 0.7, 0.4) for _ in range(5)]
        s.sheet(
            depth,
            *[Cut(b, LEAF) for b in bushes],
            Cut(land, CROPS[k]),
            *patchwork(s, land, y, rise, 2.2 + k),
            shadow=0.6,
        )
    _hang_farm(s, side)
    _hang_furrows(s, side)
    _hang_field_things(s, side)
    _hang_corn(s, side)
    s.floor = 8.2


def patchwork(s: Scenery, land: Any, y: float, rise: float, step: float) -> list[Cut]:
    """Fields of many colours on a hill `land`, divided by slanting hedges."""
    cuts = []
    x, slant = -s.span * 1.3, s.rng.uniform(-1.6, 1.6)
    while x < s.span * 1.3:
        w = step * s.rng.uniform(0.5, 1.3)
        band = polygon([(x, y - rise - 1), (x + w, y - rise - 1), (x + w + slant, y + 2), (x + slant, y + 2)])
        cuts.append(Cut(within(land, band), s.rng.choice(CROPS), foot=0.8, rim=0.7))
        x += w
    return [] if snows(s) else cuts


def _hang_farm(s: Scenery, side: int) -> None:
    """A barn with its house, or a windmill, before a row of poplars."""
    x, lean = side * s.half * s.rng.uniform(0.42, 0.6), bend(s)
    trees = [poplar(s.rng, x - side * (2.2 + 0.6 * k), 6.5, s.rng.uniform(1.7, 2.6), lean * 0.6) for k in range(4)]
    s.sheet(0.36, *[Cut(t, LEAF) for t in trees], shadow=0.6)
    if s.says("mill|windmill") or (s.rng.random() < 0.4 and not s.says("barn|farm")):
        cuts = [
            Cut(drawn(MILL, x, 6.6, 0.9), (206, 192, 164)),
            Cut(drawn(MILL_CAP, x, 6.6, 0.9), (122, 88, 72)),
        ]
        cuts += windows(s, [(x, 6.2, 0.24, 0.36), (x, 5.4, 0.2, 0.3)], 0.42, (206, 192, 164), 1.0)
        s.sheet(0.42, *cuts)
        sails = moved(outline(SAILS), x, 4.3, 0.8, turn=s.rng.uniform(10, 80))
        s.sheet(0.44, Cut(sails, (226, 214, 186)), shadow=0.6)
    else:
        s.sheet(0.42, *barn(s, x, 6.6, 0.72), *cottage(s, x - side * 2.2, 6.6, 0.56, 0.42))
        smoke(s, x - side * 2.2, 5.6, 0.5, 0.43)


def _hang_furrows(s: Scenery, side: int) -> None:
    """The field before us: its furrows meet at one point far away."""
    ripe = s.says("wheat|corn|barley|harvest|golden|rye|hay") or s.rng.random() < 0.5
    tone, dark = (STRAW, 0.72) if ripe else (EARTH, 0.66)
    edge = hedge(s.rng, -s.span * 1.2, s.span * 1.2, 6.85, 0.3)
    s.sheet(0.5, Cut(edge, scaled(LEAF, 0.9)), shadow=0.5)
    x, y = -side * s.half * s.rng.uniform(0.1, 0.4), 6.3
    ground = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.86, 0.12, 9.0)
    stripes = together(polygon([(x, y), (x + u * 3.0, 11), (x + (u + 0.5) * 3.0, 11)]) for u in range(-24, 25))
    rows = Cut(within(ground, stripes), scaled(tone, dark), rim=0.5, alpha=0.9, foot=0.9)
    s.sheet(0.6, Cut(ground, tone, foot=0.84), rows, *puddles(s, 7.2, 0.6, 3), shadow=0.7)


def _hang_field_things(s: Scenery, side: int) -> None:
    """A scarecrow or stacks of hay, and a fence on the other side."""
    x = -side * s.half * s.rng.uniform(0.5, 0.66)
    if s.says("scarecrow") or s.rng.random() < 0.45:
        tones: tuple[RGB, ...] = (WOOD, (142, 84, 66), STRAW)
        cuts = [Cut(drawn(t, x, 7.9, 0.9, bend(s) < -0.05), c) for t, c in zip(SCARECROW, tones, strict=True)]
        s.sheet(0.82, *cuts[:2], Cut(oval(x, 5.98, 0.2), (222, 196, 150)), cuts[2], sway=unrest(s, 0.015))
    else:
        for k, (u, size) in enumerate(((1.9, 0.7), (-1.8, 0.85), (0.0, 1.0))):
            s.sheet(0.72 + 0.05 * k, *_haystack(x + u, 7.35 + 0.2 * k, size), shadow=0.6)
    a, b = (s.half * 0.35, s.span) if side > 0 else (-s.span, -s.half * 0.35)
    s.sheet(0.9, Cut(rail_fence(s, a, b, 7.9, 0.9), WOOD))


def _haystack(x: float, y: float, size: float) -> list[Cut]:
    """A round stack about its pole, a few straws loose."""
    straws = "M-.5 -.2 L-.3 -1 M-.1 -.1 L-.06 -1.2 M.3 -.16 L.18 -1.1 M.62 -.2 L.4 -.86 M-.74 -.16 L-.56 -.7"
    return [
        Cut(rect(x - 0.04 * size, y - 1.86 * size, 0.08 * size, 0.5 * size), WOOD),
        Cut(drawn("M-1 .1 Q-1 -.9 -.4 -1.3 Q0 -1.66 .4 -1.3 Q1 -.9 1 .1 Z", x, y, size), STRAW, foot=0.7),
        Cut(drawn(straws, x, y, size), scaled(STRAW, 0.72), stroke=0.035 * size),
    ]


def _hang_corn(s: Scenery, side: int) -> None:
    """The strip that the figures stand on, and tall corn before them on one side."""
    lean = bend(s)
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.0, 0.26, 0.15)
    s.sheet(0.98, Cut(turf, GREEN, foot=0.5), *puddles(s, 8.3, 0.5, 4), sway=unrest(s, 0.02))
    for k, (depth, y, h) in enumerate(((1.16, 9.0, 1.2), (1.3, 9.6, 1.9))):
        a, b = (side * s.half * 0.42 - 0.2 + k, s.half * 1.2) if side > 0 else (-s.half * 1.2, -s.half * 0.42 - k)
        stalks, ears = corn(s.rng, a, b, y, h, 0.16 + 0.05 * k, lean)
        s.sheet(
            depth,
            Cut(stalks, scaled(STRAW, 0.8), rim=0.6),
            Cut(ears, STRAW, rim=0.8),
            front=True,
            close=k == 0,
            sway=unrest(s, 0.07, 4.0, k),
        )
