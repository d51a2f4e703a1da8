"""The jungle: misty walls of leaves, palms and creepers, a waterfall or a lost temple, great leaves close by."""

from __future__ import annotations

import math
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.ground import bend, drawn, puddles, snow_cap, unrest
from generators.papertheatre.sets.plants import fan, frond, leaf, palm
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.sets.woods import BARK, STONE, bark_lines
from generators.papertheatre.shapes import Point, crown, line, moved, oval, polygon, ridge, together, trunk, united

LUSH: Final[RGB] = (74, 118, 76)
MOSS: Final[RGB] = (96, 128, 78)
# A stepped temple: its body, its dark openings, its crown.
TEMPLE: Final = (
    (
        "M-3 .4 L-3 -.5 -2.3 -.5 -2.3 -1.2 -1.6 -1.2 -1.6 -1.9 -1 -1.9 -1 -3 1 -3 1 -1.9 1.6 -1.9 1.6 -1.2 2.3 -1.2 "
        "2.3 -.5 3 -.5 3 .4 Z"
    ),
    "M-.34 -1.9 L-.34 -2.7 .34 -2.7 .34 -1.9 Z",
    "M-1.2 -3 L1.2 -3 1 -3.3 .6 -3.3 .6 -3.7 -.6 -3.7 -.6 -3.3 -1 -3.3 Z",
)
STAIRS: Final = "M-.6 .4 L-.42 -1.9 .42 -1.9 .6 .4 Z"
CLIFF: Final = (
    "M-3.9 .5 L-3.6 -1.4 -3 -1.9 -2.9 -3 -2.1 -3.8 -1.2 -4 -.62 -3.7 -.58 -3.3 .58 -3.3 .62 -3.8 1.3 -4.3 2.2 -4 "
    "2.9 -3.2 3.1 -2 3.7 -1.3 4 .5 Z"
)
CRACKS: Final = (
    "M-2.6 -2.6 L-2.3 -1.7 -2.5 -.9 M-1.5 -3.2 L-1.2 -2.2 -1.4 -1.4 M1.4 -3.4 L1.6 -2.4 1.3 -1.5 M2.4 -2.6 L2.6 -1.5"
)
FALL: Final = "M-.58 -3.34 Q0 -3.5 .58 -3.34 Q.66 -1.6 .86 .1 L-.86 .1 Q-.66 -1.6 -.58 -3.34 Z"
THREADS: Final = (
    "M-.4 -3.1 Q-.44 -1.4 -.56 0 M-.14 -2.6 Q-.16 -1.2 -.2 -.2 M.12 -3.2 Q.14 -1.6 .2 0 M.38 -2.8 Q.44 -1.2 .56 -.1"
)
BANANA: Final = (
    "M0 0 Q-.06 -.6 -.02 -1 Q-.34 -1.5 -.2 -2.3 Q-.1 -2.7 .1 -2.9 Q.34 -2.2 .26 -1.6 Q.2 -1.2 .06 -1 Q.04 -.5 .06 0 Z"
)


def jungle(s: Scenery) -> None:
    """From misty treetops to the leaves before our eyes."""
    side = mirrored_side(s)
    hang_sky(s, 6.2, clouds=False)
    _hang_treetops(s)
    _hang_heart(s, -side * s.half * s.rng.uniform(0.14, 0.36))
    _hang_palms(s, side)
    _hang_canopy(s, side)
    _hang_undergrowth(s)
    _hang_great_leaves(s, side)
    s.floor = 8.18
    s.props |= {"tree"}
    s.motes |= {"pollen", "fireflies"}


def _hang_treetops(s: Scenery) -> None:
    """Treetops behind treetops, paler with distance."""
    for k, depth in enumerate((0.12, 0.24)):
        step, y = 2.1 + 0.5 * k, 4.0 + 1.1 * k
        tops = [
            crown(s.rng, -s.span + i * step, y + s.rng.uniform(-0.9, 0.6), step * 1.7, 2.6)
            for i in range(int(2 * s.span / step) + 2)
        ]
        body = united([*tops, ridge(s.rng, -s.span * 1.3, s.span * 1.3, y + 0.6, 0.5, 5.0, 8.0)])
        tone = scaled(LUSH, 1.15 - 0.1 * k)
        s.sheet(depth, Cut(body, tone, foot=0.7), shadow=0.6, sway=unrest(s, 0.01, 8.0, k))


def _hang_heart(s: Scenery, x: float) -> None:
    """What is hidden in the jungle: a temple in ruins or a waterfall."""
    wet = s.says("waterfalls?|falls|river|pool|spring")
    if s.says("temple|ruins?|pyramid|lost city|idol|maya\\w*|aztec") or (s.rng.random() < 0.5 and not wet):
        _hang_temple(s, x)
    else:
        _hang_waterfall(s, x)


def _hang_temple(s: Scenery, x: float) -> None:
    body, gate, top = (drawn(t, x, 6.9, 1.0) for t in TEMPLE)
    lit = s.light.day.lamps
    steps = together(line([(x - 0.5, 7.1 - v), (x + 0.5, 7.1 - v)]) for v in (0.0, 0.35, 0.7, 1.05, 1.4, 1.75))
    moss = [snow_cap(body, 0.07), snow_cap(top, 0.07)]
    cuts = [Cut(body, STONE), Cut(top, scaled(STONE, 0.92))]
    cuts += [Cut(m.path, MOSS, rim=0.5) for m in moss]
    cuts.append(Cut(drawn(STAIRS, x, 6.9, 1.0), scaled(STONE, 1.08)))
    cuts.append(Cut(gate, (255, 190, 104) if lit > 0.3 else (74, 70, 62), lit=lit * 0.8, rim=0.5))
    s.sheet(0.34, *cuts, Cut(steps, scaled(STONE, 0.7), stroke=0.035), shadow=0.8)
    if lit > 0.3:
        s.lamp(x, 4.6, 0.34, 1.5, strength=0.5 * lit, flicker=0.1)


def _hang_waterfall(s: Scenery, x: float) -> None:
    """A cliff with its fall, and the pool under it."""
    cliff = drawn(CLIFF, x, 6.9, 1.0)
    rocks = [Cut(cliff, (124, 124, 112))]
    rocks += [Cut(snow_cap(cliff, 0.14).path, MOSS, rim=0.5)]
    rocks.append(Cut(drawn(CRACKS, x, 6.9, 1.0), (88, 90, 82), stroke=0.04, alpha=0.7))
    water = Cut(drawn(FALL, x, 6.9, 1.0), (206, 226, 222), lit=0.2)
    s.sheet(0.32, *rocks, water, shadow=0.8)
    s.sheet(
        0.33,
        Cut(drawn(THREADS, x, 6.9, 1.0), (250, 252, 248), stroke=0.05, alpha=0.7),
        shadow=0.0,
        sway=Sway(0.02, 0.12, 1.7),
    )
    pool = Cut(oval(x, 7.02, 2.6, 0.22), (110, 164, 158), head=1.2)
    spume = united([oval(x + u, 6.92, 0.5, 0.22) for u in (-0.8, -0.3, 0.3, 0.8)])
    s.sheet(0.36, pool, Cut(spume, (228, 238, 234), alpha=0.8), shadow=0.2, sway=Sway(0.06, 0.05, 3.0))


def _hang_palms(s: Scenery, side: int) -> None:
    """Palms of three sizes and banana leaves on mossy ground."""
    rows = ((0.42, 7.15, (-0.92, -0.66, 0.42, 0.8), 3.4), (0.6, 7.5, (-0.78, 0.56, 0.98), 4.9))
    for k, (depth, y, spots, tall) in enumerate(rows):
        cuts: list[Cut] = []
        for u in spots:
            x = side * (u + s.rng.uniform(-0.06, 0.06)) * s.half
            shaft, leaves = palm(s.rng, x, y + 0.1, tall * s.rng.uniform(0.8, 1.15), bend(s))
            tone = scaled(LUSH, s.rng.uniform(0.85, 1.12))
            cuts += [Cut(shaft, scaled(BARK, 1.15)), Cut(leaves, tone)]
        spots_low = [side * s.half * s.rng.uniform(-1, 1) for _ in range(4)]
        plants = [together(_bananas(s, x, y + 0.15, 0.45 + 0.2 * k)) for x in spots_low]
        cuts += [*[Cut(p, scaled(MOSS, 0.95)) for p in plants]]
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, 0.4, 4.5, 9.5)
        cuts += [Cut(land, scaled((92, 112, 68), 1.0 - 0.1 * k), foot=0.6)]
        s.sheet(depth, *cuts, shadow=0.7, sway=unrest(s, 0.02, 5.5, k))


def _bananas(s: Scenery, x: float, y: float, size: float) -> list[Any]:
    lean = -60 * bend(s)
    turns = (-62, -34, -8, 20, 48, 70)
    return [moved(drawn(BANANA, 0, 0), x, y, size * s.rng.uniform(0.8, 1.1), turn=a - lean) for a in turns]


def _hang_canopy(s: Scenery, side: int) -> None:
    """A giant tree, the leaves it spreads over the picture, creepers that hang from them."""
    x = side * s.half * s.rng.uniform(0.66, 0.76)
    giant = trunk(s.rng, x, 7.9, 10, 1.1)
    tops = united(
        [
            crown(s.rng, u * s.half, -0.1 + s.rng.uniform(-0.3, 0.35), 3.6, 2.2)
            for u in (-1.0, -0.66, -0.3, 0.1, 0.44, 0.78, 1.08)
        ]
    )
    bark = Cut(bark_lines(s.rng, x, 1.1), scaled(BARK, 0.66), stroke=0.04, alpha=0.7)
    s.sheet(0.74, Cut(giant, BARK, head=0.8), bark, Cut(tops, scaled(LUSH, 0.8), head=0.9, foot=1.0))
    ropes, leaves = [], []
    for _ in range(7):
        a, low, swing = s.rng.uniform(-0.95, 0.95) * s.half, s.rng.uniform(2.2, 5.0), s.rng.uniform(-0.5, 0.5)
        rope = line([(a, -0.5)])
        rope.quadTo(a + swing, low * 0.6, a + swing * 0.4, low)
        ropes.append(rope)
        leaves += [
            leaf(a + swing * 0.9 * (0.5 + 0.4 * t), low * t, s.rng.choice((-20, 200)), 0.32)
            for t in (0.35, 0.55, 0.75, 0.95)
        ]
    s.sheet(
        0.8, Cut(together(ropes), (92, 92, 60), stroke=0.06), Cut(together(leaves), LUSH, rim=0.6), sway=unrest(s, 0.06)
    )


def _hang_undergrowth(s: Scenery) -> None:
    """Ferns behind the figures, and the ground they stand on."""
    spots = (-0.95, -0.6, -0.24, 0.16, 0.55, 0.9)
    ferns = together(
        fan(s.rng, u * s.half + s.rng.uniform(-0.4, 0.4), 8.1, s.rng.uniform(0.7, 1.3), 7, 0.5) for u in spots
    )
    s.sheet(0.9, Cut(ferns, scaled(LUSH, 0.92), rim=0.8), sway=unrest(s, 0.03))
    land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 8.02, 0.14, 5.0)
    litter = together(
        leaf(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.2, 8.8), s.rng.uniform(0, 360), 0.22) for _ in range(24)
    )
    s.sheet(
        0.98,
        Cut(land, (88, 96, 62), foot=0.5),
        Cut(litter, (150, 122, 74), rim=0.4, alpha=0.8),
        *puddles(s, 8.35, 0.45, 4),
    )


def _hang_great_leaves(s: Scenery, side: int) -> None:
    """Split leaves and palm fronds in the corners, darkest of all."""
    x = side * s.half
    big = [split_leaf(x * (1.04 - 0.07 * k), 9.4, 96 + side * a, 3.4 - 0.35 * k) for k, a in enumerate((-6, 26, 60))]
    s.sheet(
        1.24, Cut(together(big), scaled(LUSH, 0.95), rim=0.8), front=True, anchor=x, close=False, sway=unrest(s, 0.04)
    )
    tops = together(
        frond(-x * 1.08, -0.2 + 0.3 * k, (-8 - 20 * k) if side > 0 else (188 + 20 * k), 3.6 - 0.4 * k, 0.3, 13)
        for k in range(3)
    )
    low = together(fan(s.rng, -x * 0.96 + d, 9.3, 1.5, 7, 0.5) for d in (-0.6, 0.7))
    s.sheet(
        1.2,
        Cut(tops, scaled(LUSH, 0.9), rim=0.7),
        Cut(low, LUSH, rim=0.7),
        front=True,
        anchor=-x,
        close=False,
        sway=unrest(s, 0.05, 5.0, 1.0),
    )


def split_leaf(x: float, y: float, angle: float, length: float) -> Any:
    """A great leaf with slits, from its stalk at (x, y) towards `angle` (degrees, 0 right, 90 up)."""
    a = math.radians(angle)
    ux, uy = math.cos(a), -math.sin(a)
    nx, ny = -uy, ux

    def at(along: float, across: float) -> Point:
        return (x + (ux * along + nx * across) * length, y + (uy * along + ny * across) * length)

    half: list[tuple[float, float]] = [
        (0.34, 0.06),
        (0.36, 0.3),
        (0.5, 0.4),
        (0.52, 0.12),
        (0.58, 0.41),
        (0.68, 0.38),
        (0.68, 0.12),
        (0.76, 0.34),
        (0.86, 0.24),
        (0.82, 0.08),
        (0.92, 0.17),
    ]
    blade = polygon([at(0.36, 0), *[at(u, v) for u, v in half], at(1.06, 0), *[at(u, -v) for u, v in reversed(half)]])
    stalk = polygon([at(-0.05, 0.02), at(0.42, 0.012), at(0.42, -0.012), at(-0.05, -0.02)])
    return together([blade, stalk])
