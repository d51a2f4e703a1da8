"""Open hills: a winding path, stone walls with sheep, a cottage with a lit window, one great tree."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import cottage
from generators.papertheatre.sets.ground import PATH, bend, drawn, footpath, lane, puddles, snows, stir_leaves, unrest
from generators.papertheatre.sets.plants import blades, broadleaf, bush, spray
from generators.papertheatre.sets.roadside import WOOD, rail_fence, smoke
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import (
    Point,
    bare_tree,
    height_line,
    line,
    oval,
    polygon,
    rect,
    ridge,
    smooth,
    together,
    tufts,
)

LEAF: Final[RGB] = (84, 112, 82)
HEATHER: Final[RGB] = (142, 108, 128)
GREENS: Final[tuple[RGB, ...]] = ((120, 136, 116), (116, 130, 92), (102, 122, 78), (92, 112, 70))
WALL: Final[RGB] = (156, 150, 142)
SHEEP: Final = (
    (
        "M-.5 -.2 Q-.64 -.5 -.4 -.62 Q-.3 -.8 -.06 -.72 Q.14 -.84 .3 -.7 Q.54 -.64 .5 -.4 Q.56 -.2 .3 -.16 "
        "L-.3 -.16 Q-.46 -.12 -.5 -.2 Z"
    ),
    (
        "M.4 -.66 Q.5 -.78 .66 -.7 Q.84 -.6 .78 -.44 Q.62 -.36 .48 -.44 Z M-.34 -.2 L-.34 .04 -.26 .04 -.26 "
        "-.2 Z M.2 -.2 L.2 .04 .28 .04 .28 -.2 Z"
    ),
)


def hills(s: Scenery) -> None:
    """From the blue hills on the horizon to the gate before us."""
    side = mirrored_side(s)
    hang_sky(s, 5.6)
    moor = s.says("moor\\w*|heath\\w*|highlands?|glen|bog")
    _hang_far(s, side, moor)
    _hang_walls(s, side, moor)
    _hang_path(s, side, moor)
    _hang_tree(s, side)
    _hang_turf(s, moor)
    s.sheet(1.0, footpath(s, side * (0.9 - s.half * 0.3), 1.0, side * 0.5), shadow=0.15)
    _hang_near(s, side)
    s.floor = 8.2
    s.props |= {"tree"}
    stir_leaves(s)
    s.motes.add("pollen")


def _hang_far(s: Scenery, side: int, moor: bool) -> None:
    """Three hills into the haze, a cottage in the fold of the second."""
    wide = s.span * 1.3
    for k, (depth, y, rise) in enumerate(((0.12, 5.5, 1.7), (0.24, 5.95, 1.3), (0.4, 6.4, 0.9))):
        top = height_line(s.rng, -wide, wide, y, rise * s.rng.uniform(0.8, 1.15), 8.5 - k)
        land = smooth(top, closed=False)
        for corner in ((wide, 8.2), (-wide, 8.2)):
            land.lineTo(*corner)
        land.close()
        hill = Cut(land, HEATHER if moor and k > 0 else GREENS[k], foot=0.7)
        s.sheet(depth, *_on_hill(s, k, side, top), hill, shadow=0.7)


def _on_hill(s: Scenery, k: int, side: int, top: list[Point]) -> list[Cut]:
    """What stands on the edge of a hill: on the second a cottage, on the third a grove."""

    def edge(x: float) -> float:
        return min(top, key=lambda p: abs(p[0] - x))[1]

    if k == 1:
        x = side * s.half * s.rng.uniform(0.3, 0.5)
        y = max(edge(x - 0.6), edge(x + 0.6)) + 0.06
        smoke(s, x, y - 1.2, 0.45, 0.22)
        return cottage(s, x, y, 0.62, 0.24)
    if k == 2:
        spots = [-side * s.half * (0.3 + 0.1 * n) for n in range(4)]
        grove = [broadleaf(s.rng, x, edge(x) + 0.08, s.rng.uniform(1.3, 1.9), bend(s)) for x in spots]
        return [cut for shaft, crown in grove for cut in (Cut(shaft, WOOD), Cut(crown, LEAF))]
    return []


def _hang_walls(s: Scenery, side: int, moor: bool) -> None:
    """The near hill with a dry stone wall over it and sheep."""
    wide = s.span * 1.3
    top = height_line(s.rng, -wide, wide, 6.95, 0.5, 7.0)
    land = polygon([(-wide, 10), *top, (wide, 10)])
    stones = together(rect(x, y - 0.22, 0.34, 0.3, 0.05) for x, y in top)
    s.sheet(
        0.56,
        Cut(stones, WALL),
        Cut(land, HEATHER if moor else GREENS[2], foot=0.7),
        shadow=0.7,
    )
    flock = [
        (
            side * s.half * (-0.1 - 0.16 * k) + s.rng.uniform(-0.4, 0.4),
            7.3 + s.rng.uniform(-0.1, 0.14),
            s.rng.random() < 0.5,
        )
        for k in range(5)
    ]
    fleeces = together(drawn(SHEEP[0], x, y, 0.42, m) for x, y, m in flock)
    faces = together(drawn(SHEEP[1], x, y, 0.42, m) for x, y, m in flock)
    if not (s.says("storm|battle|war") or snows(s)):
        s.sheet(0.58, Cut(faces, (76, 70, 66), rim=0.4), Cut(fleeces, (232, 226, 210), rim=0.8), shadow=0.4)


def _hang_path(s: Scenery, side: int, moor: bool) -> None:
    x, d, wide = -side * s.half * 0.3, side, s.span * 1.3
    way = lane(
        [
            (x, 7.36, 0.1),
            (x + d * 0.9, 7.46, 0.22),
            (x - d * 0.1, 7.6, 0.36),
            (x + d * 1.5, 7.82, 0.6),
            (x + d * 0.9, 8.2, 1.1),
            (x + d * 1.6, 9.2, 2.2),
            (x + d * 2.0, 11, 4),
        ]
    )
    land = ridge(s.rng, -wide, wide, 7.38, 0.2, 7.0)
    shrubs = together(
        bush(s.rng, u * s.half, 7.5, s.rng.uniform(0.4, 0.9), 0.34) for u in (-0.92, -0.7, 0.34, 0.62, 0.86)
    )
    s.sheet(
        0.74,
        Cut(shrubs, HEATHER if moor else LEAF),
        Cut(land, scaled(GREENS[2], 0.98), foot=0.7),
        shadow=0.7,
    )
    s.sheet(
        0.78,
        Cut(way, (214, 214, 214) if snows(s) else PATH, foot=0.74, rim=0.6),
        *puddles(s, 7.7, 0.4, 3, 0.5),
        shadow=0.2,
    )


def _hang_tree(s: Scenery, side: int) -> None:
    """One great tree beside the path; bare in winter words and where the wind has stripped it."""
    x = side * s.half * s.rng.uniform(0.62, 0.76)
    if s.says("winter|bare|dead|autumn|storm\\w*|moor\\w*|hanged|gallows"):
        s.sheet(0.88, Cut(bare_tree(s.rng, x, 7.95, 6.2), (92, 78, 66)), sway=unrest(s, 0.01))
        return
    shaft, crown = broadleaf(s.rng, x, 7.95, s.rng.uniform(4.4, 5.4), bend(s))
    s.sheet(
        0.88,
        Cut(shaft, (96, 78, 62)),
        Cut(crown, scaled(LEAF, 1.05)),
        sway=unrest(s, 0.012, 6.0),
    )


def _hang_turf(s: Scenery, moor: bool) -> None:
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.02, 0.3, 0.14)
    flowers = together(oval(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.1, 8.8), 0.055, 0.045) for _ in range(24))
    bloom = Cut(
        flowers, (206, 150, 190) if moor else s.rng.choice(((236, 214, 140), (226, 140, 116), (236, 232, 214))), rim=0.3
    )
    s.sheet(
        0.98,
        Cut(turf, (92, 106, 64), foot=0.45),
        *([] if snows(s) else [bloom]),
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.03),
    )


def _hang_near(s: Scenery, side: int) -> None:
    """A gate in one corner with tall grass, a branch over the other."""
    x, lean = -side * s.half * 0.98, bend(s)
    a, b = (x - 1.4, x + 2.6) if side > 0 else (x - 2.6, x + 1.4)
    brace = line([(a + 0.2, 9.1), (b - 0.2, 7.9)])
    gate = [Cut(rail_fence(s, a, b, 9.4, 1.7, 1.3), scaled(WOOD, 0.95))]
    s.sheet(1.16, *gate, Cut(brace, WOOD, stroke=0.08), front=True, anchor=x, close=False)
    for k, at in enumerate((x, -x)):
        grass = blades(s.rng, at - 2.2, at + 2.2, 9.35, 1.5 - 0.5 * k, 0.13, lean)
        s.sheet(1.22, Cut(grass, (108, 116, 70), rim=0.7), front=True, close=bool(k), sway=unrest(s, 0.06, 4.0, k))
    if not s.says("winter|bare|moor\\w*|heath"):
        twigs = together(
            spray(
                s.rng,
                -x * 1.08,
                0.2 + 0.5 * n,
                (192 + 14 * n) if side > 0 else (-12 - 14 * n),
                s.rng.uniform(2.2, 3.2),
                7,
                0.46,
            )
            for n in range(3)
        )
        s.sheet(1.26, Cut(twigs, LEAF, rim=0.7), front=True, anchor=-x, close=False, sway=unrest(s, 0.05, 6.0))
