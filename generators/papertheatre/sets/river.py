"""A river under its bridge of stone or iron, seen from a bank with reeds; in a town it is a canal between houses."""

from __future__ import annotations

from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import IRON, LIT, cottage, hang_houses, skyline
from generators.papertheatre.sets.ground import PATH, bend, drawn, pebbles, puddles, rings, snows, unrest
from generators.papertheatre.sets.plants import broadleaf, reeds
from generators.papertheatre.sets.roadside import WOOD, lamp_post, railing
from generators.papertheatre.sets.sea import hang_boat
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import (
    arch,
    line,
    oval,
    polygon,
    rect,
    ridge,
    smooth,
    together,
    tufts,
    united,
    without,
)

WATER: Final[RGB] = (84, 130, 138)
STONE: Final[RGB] = (170, 160, 144)
GREEN: Final[RGB] = (112, 132, 84)
COURSES: Final = (5.6, 5.85, 6.1, 6.35, 6.6)  # of masonry
WATERLINE: Final = 6.7  # where the far bank meets the river
LEAF: Final[RGB] = (90, 116, 78)
WILLOW: Final[RGB] = (128, 146, 88)


def bridge(s: Scenery) -> None:
    """Far bank, bridge, its picture in the water, a boat, our bank with its reeds."""
    side = mirrored_side(s)
    hang_sky(s, 5.5)
    town = s.says("canal|city|town|venice|amsterdam|paris|london|prague|florence|embankment|quay\\w*")
    _hang_far_bank(s, side, town)
    iron = s.says("iron|steel|railway|girder|truss|suspension|brooklyn") or (
        s.rng.random() < 0.4 and not s.says("stone|old|ancient|roman|wood\\w*")
    )
    x = -side * s.half * s.rng.uniform(0.06, 0.2)
    shape = _iron_bridge(s, x) if iron else _stone_bridge(s, x)
    shape.offset(0.0, WATERLINE - 7.0)
    _hang_bridge(s, shape, iron, x)
    _hang_water(s, shape, x, iron)
    if s.says("boat|barge|ferry|punt|row\\w*") or s.rng.random() < 0.5:
        hang_boat(s, side * s.half * s.rng.uniform(0.3, 0.5), 7.1, 0.62, 0.72, sway=Sway(0.1, 0.03, 5.6))
    _hang_bank(s, side, town)
    _hang_willow(s, side, town)
    s.floor = 8.2
    s.motes.add("mist" if s.light.day.lamps > 0.2 else "pollen")


def _hang_far_bank(s: Scenery, side: int, town: bool) -> None:
    """Houses along a quay, or meadows with a village."""
    if town:
        s.sheet(0.12, Cut(skyline(s, 6.0, 2.4, (0.6, 1.4)), (126, 128, 134)), shadow=0.4)
        hang_houses(s, 6.5, 0.26, (1.2, 1.9), 1.6)
        s.sheet(
            0.3,
            Cut(rect(-s.span * 1.3, 6.44, s.span * 2.6, 0.6), scaled(STONE, 0.9)),
            shadow=0.4,
        )
        return
    for k, (depth, y, rise) in enumerate(((0.12, 5.8, 1.3), (0.22, 6.3, 0.6))):
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, rise * s.rng.uniform(0.7, 1.2), 8.0 - k, 7.4)
        cuts = [Cut(land, ((118, 134, 122), GREEN)[k])]
        if k == 1:
            trees = [
                broadleaf(s.rng, s.rng.uniform(-1, 1) * s.half, 6.2, s.rng.uniform(0.9, 1.7), bend(s)) for _ in range(8)
            ]
            cuts = (
                [c for shaft, crown in trees for c in (Cut(shaft, WOOD), Cut(crown, LEAF))]
                + cottage(s, side * s.half * 0.55, 6.25, 0.5, depth)
                + cuts
            )
        s.sheet(depth, *cuts, shadow=0.6)


def _stone_bridge(s: Scenery, x: float) -> Any:
    """Arches that rise to the middle, from bank to bank."""
    rise, spans = s.rng.uniform(0.4, 0.9), s.rng.choice((3, 3, 5))
    w = s.span * 1.3
    top = [(x - w, 6.0), (x - 3.4, 5.7), (x, 5.7 - rise), (x + 3.4, 5.7), (x + w, 6.0)]
    deck = smooth(top, closed=False)
    for at in ((x + w, 7.2), (x - w, 7.2)):
        deck.lineTo(*at)
    deck.close()
    step = 7.6 / spans
    for k in range(spans):
        u = (k - (spans - 1) / 2) * step
        high = 1.34 + rise * 0.6 * (1 - abs(u) / 4.5)
        deck = without(deck, arch(x + u, 7.4, step * 0.78, high + 0.2))
    for u in (-1, 1):
        deck = without(deck, arch(x + u * (step * (spans + 1.1) / 2), 7.4, step * 0.7, 1.2))
    return deck


def _iron_bridge(s: Scenery, x: float) -> Any:
    """A bow of girders over two piers of stone."""
    w = s.span * 1.3
    parts = [rect(x - w, 6.0, 2 * w, 0.26), rect(x - 4.6, 6.2, 0.7, 1.3), rect(x + 3.9, 6.2, 0.7, 1.3)]
    bow = [(x - 4.4 + 8.8 * k / 12, 6.05 - 1.9 * (1 - (2 * k / 12 - 1) ** 2)) for k in range(13)]
    outer = polygon([*bow, *[(a, b + 0.18) for a, b in reversed(bow)]])
    parts.append(outer)
    parts += [rect(at - 0.04, top, 0.08, 6.1 - top) for at, top in bow[1:-1]]
    for k in range(1, 11):
        (ax, ay), (bx, _) = bow[k], bow[k + 1]
        parts.append(polygon([(ax - 0.03, ay), (ax + 0.03, ay), (bx + 0.03, 6.1), (bx - 0.03, 6.1)]))
    return united(parts)


def _hang_bridge(s: Scenery, shape: Any, iron: bool, x: float) -> None:
    """The bridge itself with joints, parapet and lamps."""
    tone: RGB = (108, 96, 92) if iron else STONE
    cuts = [Cut(shape, tone, foot=0.8)]
    if not iron:
        rows = together(line([(x - s.span, v), (x + s.span, v)]) for v in COURSES)
        cuts.append(Cut(_clipped(rows, shape), scaled(STONE, 0.72), stroke=0.024, alpha=0.5))
    s.sheet(0.42, *cuts, shadow=0.8)
    for u in (-3.6, 0.0, 3.6) if not iron else (-5.4, 5.4):
        top = WATERLINE - 1.3 if abs(u) > 1 else shape.computeTightBounds().top() + 0.14
        lamp_post(s, x + u, top + 0.14 if not iron else WATERLINE - 0.98, 1.1, 0.43)


def _clipped(rows: Any, shape: Any) -> Any:
    """Only the pieces of horizontal lines that lie on a shape."""
    bounds = rows.getBounds()
    xs = [bounds.left() + 0.5 * k for k in range(int(bounds.width() / 0.5))]
    pieces = [
        line([(x, v), (x + 0.42, v)])
        for v in COURSES
        for x in xs
        if shape.contains(x, v) and shape.contains(x + 0.42, v)
    ]
    return together(pieces)


def _hang_water(s: Scenery, shape: Any, x: float, iron: bool) -> None:
    """The river with the bridge upside down in it, slips of sky and of lamplight."""
    wide, day = s.span * 1.3, s.light.day
    flip = skia.Matrix()
    flip.setScale(1, -0.6, 0, WATERLINE)
    image = skia.Path(shape)
    image.transform(flip)
    image.offset(0.0, 0.02)
    low = skia.Op(image, rect(-wide, WATERLINE, wide * 2, 1.4), skia.PathOp.kIntersect_PathOp) or image
    tone = mix(WATER, day.middle, 0.35)
    slips = together(
        oval(
            s.rng.uniform(-1, 1) * s.half,
            WATERLINE + 0.03 + 1.1 * s.rng.random() ** 1.3,
            s.rng.uniform(0.3, 1.2),
            0.016,
        )
        for _ in range(34)
    )
    s.sheet(
        0.46,
        Cut(rect(-wide, WATERLINE, wide * 2, 1.7), tone, lit=0.3, head=1.12, foot=0.78),
        Cut(low, (70, 66, 66) if iron else scaled(STONE, 0.8), alpha=0.42, rim=0.0),
        Cut(slips, mix(day.horizon, (255, 255, 255), 0.15), lit=0.8, alpha=0.55, rim=0.0),
        shadow=0.3,
    )
    with s.aside("glints"):
        glints, sun = _glints(s, x, iron)
    cuts = [Cut(together(p), c, lit=1.0, rim=0.0, alpha=0.75) for p, c in ((glints, LIT), (sun, day.halo)) if p]
    s.sheet(0.5, *cuts, *rings(s, WATERLINE + 0.05, 7.8, 14), shadow=0.0, sway=Sway(0.05, 0.01, 4.2))
    for k in range(2):
        band = smooth(
            [
                (-wide, 7.3 + 0.34 * k),
                *[(-wide + 2 * wide * i / 18, 7.3 + 0.34 * k + 0.035 * (-1) ** i) for i in range(1, 18)],
                (wide, 7.3 + 0.34 * k),
                (wide, 9),
                (-wide, 9),
            ]
        )
        s.sheet(
            0.6 + 0.12 * k,
            Cut(band, scaled(WATER, 0.96 - 0.08 * k), head=1.1, alpha=0.66),
            shadow=0.2,
            sway=Sway(0.16, 0.02, 6.0 - k, k),
        )


def _glints(s: Scenery, x: float, iron: bool) -> tuple[list[Any], list[Any]]:
    """(slips of light under the bridge's lamps, slips under sun or moon)."""
    lamps = ((-5.4, 5.4) if iron else (-3.6, 0.0, 3.6)) if s.light.day.lamps > 0.3 else ()
    under = [
        oval(x + u + s.rng.uniform(-0.06, 0.06) * k, WATERLINE + 0.16 + 0.13 * k, 0.1 + 0.02 * k, 0.025)
        for u in lamps
        for k in range(8)
    ]
    at = s.light.source[0]
    rows = range(10 if s.light.air.sun > 0.25 else 0)
    sun = [oval(at + s.rng.uniform(-0.2, 0.2), WATERLINE + 0.06 + 0.12 * k, 0.5 - 0.02 * k, 0.022) for k in rows]
    return under, sun


def _hang_bank(s: Scenery, side: int, town: bool) -> None:
    """Our bank: a towpath or a quay, reeds along the water."""
    wide = s.span * 1.3
    if town:
        stones = together(
            line([(u * 1.1 + 0.5 * (k % 2), 7.98 + 0.36 * k), (u * 1.1 + 0.5 * (k % 2), 8.34 + 0.36 * k)])
            for u in range(-11, 12)
            for k in range(3)
        )
        s.sheet(
            0.94,
            Cut(
                railing(-wide, -side * s.half * 0.2 if side > 0 else wide, 7.98, 0.9, 0.3)
                if side > 0
                else railing(s.half * 0.2, wide, 7.98, 0.9, 0.3),
                IRON,
            ),
            shadow=0.5,
        )
        s.sheet(
            0.98,
            Cut(rect(-wide, 7.86, wide * 2, 0.16), scaled(STONE, 1.1)),
            Cut(rect(-wide, 8.0, wide * 2, 3), scaled(STONE, 0.82), foot=0.55),
            Cut(stones, scaled(STONE, 0.56), stroke=0.028, alpha=0.7),
            *puddles(s, 8.35, 0.4, 4),
        )
        lamp_post(s, side * s.half * 0.62, 7.98, 3.5, 0.96)
        return
    lean = bend(s)
    for a, b in ((-s.half * 1.2, -s.half * 0.5), (s.half * 0.3, s.half * 1.2)):
        grass, heads = reeds(s.rng, a, b, 8.0, 1.15, 0.34, lean)
        s.sheet(0.9, Cut(grass, LEAF), Cut(heads, (122, 84, 58)), sway=unrest(s, 0.035, 4.4, a))
    turf = tufts(s.rng, -wide, wide, 8.02, 0.2, 0.13)
    s.sheet(0.98, Cut(turf, GREEN, foot=0.5), *puddles(s, 8.35, 0.4, 3), sway=unrest(s, 0.02))
    path = Cut(
        smooth([(-wide, 8.3), (-4, 8.24), (2, 8.32), (wide, 8.22), (wide, 8.8), (2, 8.86), (-4, 8.76), (-wide, 8.84)]),
        (212, 212, 212) if snows(s) else PATH,
        rim=0.4,
        alpha=0.9,
    )
    s.sheet(1.0, path, *[Cut(p, STONE) for p in pebbles(s, 8.2, 0.6, 6)], shadow=0.1)


def _hang_willow(s: Scenery, side: int, town: bool) -> None:
    """Hanging willow branches in one corner, tall reeds in the other."""
    x, lean = -side * s.half * 0.98, bend(s)
    strands, leaves = [], []
    for k in range(9):
        a, low = x + side * (0.2 + 0.42 * k), 5.4 - 0.42 * k + s.rng.uniform(-0.5, 0.4)
        strand = line([(a - side * 0.3, -0.6)])
        strand.quadTo(a + lean * 1.5, low * 0.5, a + lean * 4, low)
        strands.append(strand)
        leaves += [
            drawn(
                "M0 0 Q.1 .22 .02 .5 Q-.08 .22 0 0 Z",
                a + lean * 4 * (n / 9) ** 2 + (0.06 if n % 2 else -0.06),
                low * n / 9 - 0.1,
                0.8,
            )
            for n in range(2, 9)
        ]
    s.sheet(
        1.16,
        Cut(together(strands), scaled(WILLOW, 0.8), stroke=0.035),
        Cut(together(leaves), WILLOW, rim=0.5),
        front=True,
        anchor=x,
        close=False,
        sway=unrest(s, 0.06, 5.4),
    )
    if not town:
        a = side * s.half * 0.86
        grass, heads = reeds(s.rng, a - 1.6, a + 1.8, 9.3, 2.3, 0.4, lean)
        s.sheet(
            1.22,
            Cut(grass, LEAF, rim=0.6),
            Cut(heads, (122, 84, 58)),
            front=True,
            close=False,
            sway=unrest(s, 0.05, 4.4, 1.0),
        )
