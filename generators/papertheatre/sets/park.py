"""A city park with its pond, benches and lamps, and the graveyard about its chapel."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import IRON, church, skyline
from generators.papertheatre.sets.ground import (
    AUTUMN,
    PATH,
    bend,
    drawn,
    footpath,
    lane,
    puddles,
    rings,
    snows,
    stir_leaves,
    unrest,
)
from generators.papertheatre.sets.plants import blades, broadleaf, leaf, poplar, spray
from generators.papertheatre.sets.roadside import bench, lamp_post, lantern, railing
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, bare_tree, line, moved, oval, ridge, together, trunk, tufts

LAWN: Final[RGB] = (120, 142, 86)
LEAF: Final[RGB] = (92, 118, 76)
RUSSET: Final[tuple[RGB, ...]] = ((196, 118, 62), (214, 158, 74), (172, 88, 58))
BARK: Final[RGB] = (92, 72, 62)
GRAVE: Final[RGB] = (142, 140, 138)
BANDSTAND: Final = (
    "M-1.5 0 L-1.5 -.4 1.5 -.4 1.5 0 Z",
    (
        "M-1.3 -.4 L-1.3 -1.9 -1.2 -1.9 -1.2 -.4 Z M-.5 -.4 L-.5 -1.9 -.4 -1.9 -.4 -.4 Z M.4 -.4 L.4 -1.9 .5 "
        "-1.9 .5 -.4 Z "
        "M1.2 -.4 L1.2 -1.9 1.3 -1.9 1.3 -.4 Z M-1.3 -.8 L1.3 -.8 1.3 -.86 -1.3 -.86 Z"
    ),
    "M-1.7 -1.84 Q-.9 -2.1 -.3 -2.8 L0 -3.2 .3 -2.8 Q.9 -2.1 1.7 -1.84 Z",
)
STONES: Final = (
    "M-.34 .1 L-.34 -.7 Q-.34 -1.05 0 -1.05 Q.34 -1.05 .34 -.7 L.34 .1 Z",
    "M-.1 .1 L-.1 -.7 -.4 -.7 -.4 -.9 -.1 -.9 -.1 -1.3 .1 -1.3 .1 -.9 .4 -.9 .4 -.7 .1 -.7 .1 .1 Z",
    "M-.36 .1 L-.36 -.62 -.18 -.62 -.18 -.8 .18 -.8 .18 -.62 .36 -.62 .36 .1 Z",
    "M-.3 .1 L-.22 -1.3 0 -1.5 .22 -1.3 .3 .1 Z",
)
CELTIC: Final = (
    "M-.5 0 L-.44 -.4 -.3 -.46 -.18 -1.3 Q-.42 -1.4 -.5 -1.62 L-.74 -1.62 -.74 -1.94 -.5 -1.94 Q-.42 -2.2 -.17 -2.26 "
    "L-.17 -2.6 .17 -2.6 .17 -2.26 Q.42 -2.2 .5 -1.94 L.74 -1.94 .74 -1.62 .5 -1.62 Q.42 -1.4 .18 -1.3 L.3 -.46 "
    ".44 -.4 .5 0 Z"
)
CHAPEL: Final = (
    "M-1 .2 L-1 -1.2 0 -2.3 1 -1.2 1 .2 Z M-.14 -2.1 L-.14 -2.7 -.4 -2.7 -.4 -2.86 -.14 -2.86 -.14 -3.2 "
    ".14 -3.2 .14 -2.86 .4 -2.86 .4 -2.7 .14 -2.7 .14 -2.1 Z"
)


SWAN: Final = (
    "M-.5 0 Q-.5 -.3 -.1 -.32 L.3 -.3 Q.3 -.5 .24 -.66 Q.24 -.84 .42 -.84 L.58 -.74 .44 -.7 Q.5 -.4 .46 -.2 "
    "Q.4 0 .2 .02 Z"
)


def park(s: Scenery) -> None:
    """Lawns under trees, a pond, a bandstand, benches and lamps along the path; the city over the treetops."""
    side = mirrored_side(s)
    hang_sky(s, 5.6)
    s.sheet(0.12, Cut(skyline(s, 6.0, 2.2, (0.5, 1.2)), (126, 132, 138)), shadow=0.4)
    _hang_groves(s, side)
    _hang_pond(s, side)
    _hang_walk(s, side)
    _hang_bench(s, side)
    s.sheet(1.0, footpath(s, side * (1.3 - s.half * 0.2), 1.6, side * 0.4), shadow=0.15)
    _hang_branch(s, side)
    s.floor = 8.2
    s.props |= {"lamp", "street lamp", "bench", "tree"}
    stir_leaves(s)


def _hang_groves(s: Scenery, side: int) -> None:
    """Two rows of trees in leaf, in autumn colours or bare."""
    autumn, bare = s.says(AUTUMN), s.says("winter|bare")
    for k, (depth, y) in enumerate(((0.24, 6.5), (0.38, 6.85))):
        cuts: list[Cut] = []
        for i in range(8 - 2 * k):
            x, h = (
                -s.span + (i + s.rng.uniform(0.15, 0.85)) * 2 * s.span / (8 - 2 * k),
                s.rng.uniform(2.4, 3.4) + 0.6 * k,
            )
            tone = scaled(s.rng.choice(RUSSET) if autumn else LEAF, s.rng.uniform(0.9, 1.08))
            if bare:
                cuts += [Cut(bare_tree(s.rng, x, y, h), BARK)]
                continue
            shaft, crown = broadleaf(s.rng, x, y, h, bend(s) * 0.5)
            cuts += [Cut(shaft, BARK), Cut(crown, tone)]
        if k == 1 and s.rng.random() < 0.6:
            tones: tuple[RGB, ...] = ((206, 198, 180), (226, 220, 204), (120, 142, 132))
            x = -side * s.half * 0.4
            cuts += [*[Cut(drawn(t, x, y, 0.9), c) for t, c in zip(BANDSTAND, tones, strict=True)]]
            if s.light.day.lamps > 0.3:
                s.lamp(x, y - 1.3, depth, 1.6, strength=0.5 * s.light.day.lamps, flicker=0.02)
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, 0.16, 7.0, 9.0)
        s.sheet(
            depth,
            *cuts,
            Cut(land, scaled(LAWN, 1.04 - 0.04 * k), foot=0.8),
            shadow=0.7,
            sway=unrest(s, 0.008, 7.0, k),
        )


def _hang_pond(s: Scenery, side: int) -> None:
    """A pond with the sky in it and two swans."""
    x, y = side * s.half * s.rng.uniform(0.3, 0.5), 7.2
    tone = s.light.day.horizon
    slips = together(
        oval(x + s.rng.uniform(-2.4, 2.4), y + s.rng.uniform(-0.16, 0.2), s.rng.uniform(0.2, 0.6), 0.014)
        for _ in range(12)
    )
    swans = together(drawn(SWAN, x + u, y + 0.05, 0.42, m) for u, m in ((-0.9, False), (0.4, True)))
    s.sheet(
        0.5,
        Cut(oval(x, y, 3.4, 0.34), (104, 150, 158), lit=0.25, head=1.15),
        Cut(slips, tone, lit=0.8, alpha=0.7, rim=0.0),
        *rings(s, y - 0.2, y + 0.2, 8),
        shadow=0.4,
    )
    if not snows(s):
        s.sheet(0.51, Cut(swans, (240, 236, 226)), shadow=0.4, sway=Sway(0.35, 0.01, 17.0))
    rushes = blades(s.rng, x + side * 1.6, x + side * 1.6 + 1.6, y + 0.3, 0.8, 0.12, bend(s))
    s.sheet(0.54, Cut(rushes, (98, 122, 72)), sway=unrest(s, 0.02), shadow=0.3)


def _hang_walk(s: Scenery, side: int) -> None:
    """The gravel path with lamps on both sides."""
    x = -side * s.half * 0.2
    way = lane(
        [
            (x, 6.95, 0.24),
            (x + side * 0.8, 7.15, 0.4),
            (x + side * 0.2, 7.45, 0.7),
            (x + side * 0.9, 7.8, 1.2),
            (x + side * 1.6, 8.4, 2.2),
            (x + side * 1.8, 11, 5),
        ]
    )
    lawn = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.5, 0.12, 8.0)
    s.sheet(0.6, Cut(lawn, LAWN, foot=0.7), shadow=0.6)
    s.sheet(
        0.62,
        Cut(way, (216, 216, 216) if snows(s) else PATH, foot=0.76, rim=0.6),
        *puddles(s, 7.6, 0.4, 3, 0.5),
        shadow=0.2,
    )
    lamp_post(s, x - side * 0.9, 7.25, 2.0, 0.56)
    lamp_post(s, x + side * s.half * 0.62, 7.75, 3.2, 0.78)


def _hang_bench(s: Scenery, side: int) -> None:
    x = -side * s.half * s.rng.uniform(0.46, 0.62)
    s.sheet(0.88, bench(x, 7.95, 1.05))
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.06, 0.14, 0.12)
    fallen = together(
        leaf(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.2, 8.8), s.rng.uniform(0, 360), 0.17) for _ in range(26)
    )
    litter = [] if snows(s) else [Cut(fallen, RUSSET[1], rim=0.4)]
    s.sheet(
        0.98,
        Cut(turf, scaled(LAWN, 0.88), foot=0.5),
        *litter,
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.012),
    )


def _hang_branch(s: Scenery, side: int) -> None:
    """A near tree at the edge and its branch over the picture, a railing in the other corner."""
    x = -side * s.half * 1.0
    tone = RUSSET[0] if s.says(AUTUMN) else LEAF
    twigs = together(
        spray(s.rng, x, 0.1 + 0.45 * n, (-6 - 13 * n) if side > 0 else (186 + 13 * n), s.rng.uniform(2.6, 4.2), 8, 0.46)
        for n in range(4)
    )
    shaft = Cut(trunk(s.rng, x * 1.02, 9.7, 12, 0.6), BARK, head=0.9)
    s.sheet(
        1.2,
        shaft,
        *([] if s.says("winter|bare") else [Cut(twigs, tone, rim=0.7)]),
        front=True,
        anchor=x,
        close=False,
        sway=unrest(s, 0.04, 6.0),
    )
    a, b = (s.half * 0.55, s.half * 1.3) if side > 0 else (-s.half * 1.3, -s.half * 0.55)
    s.sheet(1.26, Cut(railing(a, b, 9.3, 1.1, 0.28), IRON), front=True, close=False, shadow=0.6)


def graveyard(s: Scenery) -> None:
    """Crooked stones and yews about a chapel, an iron gate, one lantern."""
    side = mirrored_side(s)
    hang_sky(s, 5.6)
    far = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.9, 1.2, 8.0, 7.6)
    s.sheet(0.14, Cut(far, (112, 122, 118)), shadow=0.45)
    _hang_chapel(s, side)
    for k, (depth, y, size, count) in enumerate(((0.42, 7.0, 0.62, 11), (0.6, 7.4, 0.86, 8), (0.8, 7.85, 1.1, 5))):
        _hang_graves(s, k, depth, y, size, count)
    _hang_grave_lane(s, side)
    _hang_gate(s, side)
    s.floor = 8.2
    s.props |= {"cross", "gravestone", "gate", "tree"}
    stir_leaves(s)


def _hang_chapel(s: Scenery, side: int) -> None:
    """A small chapel on a rise or the church itself, between yews."""
    x, lit = -side * s.half * s.rng.uniform(0.24, 0.42), s.light.day.lamps
    land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.6, 0.4, 7.0, 8.4)
    yews = [
        poplar(s.rng, x + u, 6.6, h, bend(s) * 0.4)
        for u, h in ((-2.0, 2.4), (2.9, 2.0), (side * 5.4, 2.7), (side * 6.6, 2.1))
    ]
    if s.says("church\\w*|cathedral|abbey"):
        hall = church(s, x, 6.6, 0.9, 0.3, mirror=side > 0)
    else:
        hall = [
            Cut(drawn(CHAPEL, x, 6.6, 0.9), (168, 160, 148)),
            Cut(arch(x, 6.62, 0.6, 1.0), (255, 196, 110) if lit > 0.3 else (74, 60, 54), lit=0.9 * lit, rim=0.5),
        ]
        if lit > 0.3:
            s.lamp(x, 6.2, 0.3, 1.3, strength=0.5 * lit)
    s.sheet(
        0.28,
        *[Cut(y, (74, 92, 70)) for y in yews],
        *hall,
        Cut(land, scaled(LAWN, 0.9)),
        shadow=0.7,
    )


def _hang_graves(s: Scenery, k: int, depth: float, y: float, size: float, count: int) -> None:
    """A row of leaning stones on their own ground."""
    stones = []
    for i in range(count):
        x = (-1 + 2 * (i + s.rng.uniform(0.2, 0.8)) / count) * s.half * 1.05
        shape = drawn(s.rng.choice(STONES), 0, 0, size * s.rng.uniform(0.75, 1.15))
        stones.append(
            Cut(
                moved(shape, x, y + 0.04, turn=s.rng.uniform(-9, 9)), scaled(GRAVE, s.rng.uniform(0.85, 1.1) - 0.06 * k)
            )
        )
    land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, 0.14, 5.0, 9.6)
    grass = tufts(s.rng, -s.span * 1.2, s.span * 1.2, y + 0.06, 0.12 + 0.08 * k, 0.14, y + 0.3)
    s.sheet(
        depth,
        *stones,
        Cut(grass, scaled(LAWN, 0.78 - 0.06 * k), rim=0.4),
        Cut(land, scaled(LAWN, 0.86 - 0.06 * k), foot=0.6),
        shadow=0.7,
    )


def _hang_grave_lane(s: Scenery, side: int) -> None:
    """The strip where the figures stand, ivy and leaves on it, a stone angel or a dead tree beside."""
    x = side * s.half * s.rng.uniform(0.56, 0.72)
    if s.rng.random() < 0.5:
        s.sheet(0.88, Cut(drawn(CELTIC, x, 7.95, 1.05), scaled(GRAVE, 1.15)))
    else:
        s.sheet(0.88, Cut(bare_tree(s.rng, x, 7.95, 5.4), (84, 72, 68)))
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.06, 0.2, 0.13)
    fallen = together(
        leaf(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.25, 8.8), s.rng.uniform(0, 360), 0.16) for _ in range(22)
    )
    s.sheet(
        0.98,
        Cut(turf, scaled(LAWN, 0.7), foot=0.45),
        *([] if snows(s) else [Cut(fallen, RUSSET[0], rim=0.3)]),
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.015),
    )


def _hang_gate(s: Scenery, side: int) -> None:
    """Close by: a gate pier with a lantern, the iron railing, a bare branch over it."""
    x = -side * s.half * 0.94
    pier = "M-.5 1.2 L-.5 -3 -.62 -3 -.62 -3.24 -.4 -3.4 0 -3.9 .4 -3.4 .62 -3.24 .62 -3 .5 -3 .5 1.2 Z"
    joints = together(line([(x - 0.5, v), (x + 0.5, v)]) for v in (6.1, 6.7, 7.3, 7.9, 8.5))
    a, b = (x - side * 3, x) if side > 0 else (x, x - side * 3)
    s.sheet(
        1.16,
        Cut(railing(a, b, 9.4, 2.0, 0.3), IRON),
        Cut(drawn(pier, x, 8.8), scaled(GRAVE, 0.85)),
        Cut(joints, scaled(GRAVE, 0.6), stroke=0.03),
        *lantern(s, x + side * 0.5, 6.1, 0.62, side),
        front=True,
        anchor=x,
        close=False,
    )
    if s.light.day.lamps > 0.05:
        s.lamp(x + side * 1.1, 6.5, 1.16, 1.7, strength=0.5 * s.light.day.lamps, flicker=0.1)
    twigs = bare_tree(s.rng, -x * 1.16, 6.0, 7.5)
    s.sheet(
        1.24,
        Cut(twigs, (72, 62, 60)),
        front=True,
        anchor=-x,
        close=False,
        sway=unrest(s, 0.03, 6.0),
    )
