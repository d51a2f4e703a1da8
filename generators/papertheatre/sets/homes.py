"""A house seen from its garden gate: cottage, town villa or a great public front, its windows telling who is in."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import DOORS, IRON, LIT, PLASTER, Box, skyline, windows
from generators.papertheatre.sets.ground import PATH, bend, drawn, footpath, lane, puddles, snows, unrest
from generators.papertheatre.sets.plants import broadleaf, bush, spray
from generators.papertheatre.sets.roadside import WOOD, fence, lamp_post, lantern, railing, smoke
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, ridge, together, tufts

LAWN: Final[RGB] = (118, 140, 86)
LEAF: Final[RGB] = (88, 114, 78)
ROOFS: Final[tuple[RGB, ...]] = ((142, 80, 62), (98, 92, 98), (122, 86, 66))
STONE: Final[RGB] = (204, 194, 174)
PUBLIC: Final = (
    "hospital|school|college|university|museum|court\\w*|town hall|city hall|bank|library|embassy|ministry|palace|"
    "police|station "
    "house|hotel|office\\w*|theatre|theater|opera|institute|asylum|academy|prison|parliament|headquarters"
)
PEDIMENT: Final = "M-2.6 0 L0 -1.1 2.6 0 Z"
COLUMN: Final = (
    "M-.22 0 L-.22 -.14 -.15 -.2 -.13 -2.6 -.22 -2.7 -.22 -2.84 .22 -2.84 .22 -2.7 .13 -2.6 .15 -.2 .22 -.14 .22 0 Z"
)
SIGNS: Final[tuple[tuple[str, str], ...]] = (  # words, a sign over the door
    (
        "hospital|clinic|asylum|infirmary",
        "M-.12 -.4 L.12 -.4 .12 -.12 .4 -.12 .4 .12 .12 .12 .12 .4 -.12 .4 -.12 .12 -.4 .12 -.4 -.12 -.12 -.12 Z",
    ),
    (
        "police|court\\w*|ministry|parliament|embassy",
        "M0 -.46 L.12 -.14 .46 -.14 .18 .06 .3 .4 0 .2 -.3 .4 -.18 .06 -.46 -.14 -.12 -.14 Z",
    ),
    ("", "M-.4 0 Q-.4 -.4 0 -.4 Q.4 -.4 .4 0 Q.4 .4 0 .4 Q-.4 .4 -.4 0 Z"),
)


def house(s: Scenery) -> None:
    """Garden, path, front door; lamps and windows after dark."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.7)
    public = s.says(PUBLIC)
    if public or s.says("city|town|villa|apartment\\w*|flats?"):
        s.sheet(0.14, Cut(skyline(s, 6.1, 2.0), (124, 128, 132)), shadow=0.4)
    else:
        far = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.9, 1.3, 8.0, 7.6)
        s.sheet(0.14, Cut(far, (116, 132, 114)), shadow=0.45)
    x = side * s.half * s.rng.uniform(0.16, 0.3)
    _hang_trees(s, x, side)
    (_hang_front if public else _hang_home)(s, x)
    _hang_garden(s, x, side, public)
    s.sheet(1.0, footpath(s, x - side * 0.6, 1.1, -side * 0.4), shadow=0.15)
    _hang_near(s, side, public)
    s.floor = 8.2
    s.props |= {"door", "lamp"}


def _hang_trees(s: Scenery, x: float, side: int) -> None:
    cuts: list[Cut] = []
    for u in (-5.4, -4.2, 4.4, 5.8, -side * 8.0):
        shaft, crown = broadleaf(s.rng, x + u, 7.0, s.rng.uniform(3.0, 4.6), bend(s) * 0.6)
        cuts += [Cut(shaft, WOOD), Cut(crown, scaled(LEAF, s.rng.uniform(0.9, 1.08)))]
    land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.9, 0.2, 8.0, 9.0)
    s.sheet(0.3, *cuts, Cut(land, LAWN, foot=0.8), shadow=0.7, sway=unrest(s, 0.006, 7.0))


def _hang_home(s: Scenery, x: float) -> None:
    """A family's house: two floors, a steep roof with a dormer, a porch with a lantern, ivy."""
    wall, roof = s.rng.choice(PLASTER), s.rng.choice(ROOFS)
    w, h, y = s.rng.uniform(5.0, 6.4), s.rng.uniform(2.3, 2.9), 7.45
    top = y - h
    if s.says("hut|shack|cabin|cottage|barn|shed"):
        w, h, top = w * 0.75, h * 0.66, y - h * 0.66
    slope = polygon(
        [
            (x - w * 0.57, top + 0.16),
            (x - w * 0.42, top - h * 0.78),
            (x + w * 0.42, top - h * 0.78),
            (x + w * 0.57, top + 0.16),
        ]
    )
    tiles = together(
        line(
            [
                (x - w * (0.57 - 0.15 * t), top + 0.16 - (h * 0.78 + 0.16) * t),
                (x + w * (0.57 - 0.15 * t), top + 0.16 - (h * 0.78 + 0.16) * t),
            ]
        )
        for t in (0.2, 0.4, 0.6, 0.8)
    )
    stack = x + w * s.rng.choice((-0.3, 0.28))
    dormer = polygon(
        [(x - 0.6, top - 0.1), (x - 0.6, top - 0.9), (x, top - 1.5), (x + 0.6, top - 0.9), (x + 0.6, top - 0.1)]
    )
    boxes: list[Box] = [(x + u * w, y - 0.62, 0.62, 0.8) for u in (-0.34, 0.34)] + [(x, top - 0.26, 0.46, 0.6)]
    if h > 2.2:
        boxes += [(x + u * w, y - h * 0.62, 0.56, 0.7) for u in (-0.34, 0.0, 0.34)]
    s.sheet(
        0.5,
        Cut(rect(stack - 0.26, top - h * 0.78 - 0.7, 0.52, 1.3), (150, 98, 80)),
        Cut(rect(x - w / 2, top, w, h + 0.4), wall, foot=0.82),
        Cut(slope, roof),
        Cut(tiles, scaled(roof, 0.74), stroke=0.03, alpha=0.7),
        Cut(dormer, scaled(wall, 1.03)),
        *_shutters(boxes, s.rng.choice(DOORS)),
        *windows(s, boxes, 0.5, wall, 0.75),
        *_ivy(s, x - w / 2, y, h),
        shadow=0.8,
    )
    smoke(s, stack, top - h * 0.78 - 0.75, 0.8, 0.49)
    _hang_porch(s, x, y, roof)


def _hang_porch(s: Scenery, x: float, y: float, roof: RGB) -> None:
    """The front door under its hood, a lantern beside it."""
    lit = s.light.day.lamps
    porch = together([rect(x - 0.8, y - 1.66, 0.1, 1.7), rect(x + 0.7, y - 1.66, 0.1, 1.7)])
    hood = polygon([(x - 1.1, y - 1.6), (x, y - 2.2), (x + 1.1, y - 1.6)])
    door = Cut(rect(x - 0.4, y - 1.4, 0.8, 1.44, 0.05), s.rng.choice(DOORS), rim=0.6)
    pane = Cut(arch(x, y - 0.86, 0.42, 0.4), LIT if lit > 0.3 else (110, 120, 124), lit=lit, rim=0.4)
    s.sheet(
        0.54,
        door,
        pane,
        Cut(porch, (228, 220, 202)),
        Cut(hood, roof),
        *lantern(s, x + 0.6, y - 1.5, 0.3, 1),
        Cut(rect(x - 1.0, y, 2.0, 0.14), STONE),
        shadow=0.7,
    )
    if lit > 0.05:
        s.lamp(x + 0.9, y - 1.34, 0.54, 1.7, strength=0.55 * lit, flicker=0.05)


def _shutters(boxes: list[Box], tone: RGB) -> list[Cut]:
    leaves = [
        rect(x + d * w * 0.78 - w * 0.24, y - h, w * 0.48, h, 0.02) for x, y, w, h in boxes if h > 0.65 for d in (-1, 1)
    ]
    return [Cut(together(leaves), tone, rim=0.6)] if leaves else []


def _ivy(s: Scenery, x: float, y: float, h: float) -> list[Cut]:
    """Ivy up one corner of the wall, in summer words and by chance."""
    grown = s.rng.random() > 0.4
    leaves = [oval(x + abs(s.rng.gauss(0, 0.32)), y - h * s.rng.random() ** 1.3, 0.1, 0.08) for _ in range(60)]
    return [Cut(together(leaves), LEAF, rim=0.4)] if grown and not snows(s) else []


def _hang_front(s: Scenery, x: float) -> None:
    """A public building: steps, columns, a pediment with its sign, rows of tall windows."""
    y, lit = 7.4, s.light.day.lamps
    wall = s.rng.choice((STONE, (188, 150, 126), (172, 172, 168)))
    boxes: list[Box] = [(x + u, v, 0.56, 1.0) for u in (-5.0, -4.0, -3.2, 3.2, 4.0, 5.0) for v in (y - 0.5, y - 2.1)]
    body = [rect(x - 5.7, y - 3.4, 11.4, 3.8), rect(x - 5.9, y - 3.6, 11.8, 0.24)]
    s.sheet(
        0.46,
        Cut(body[0], scaled(wall, 0.94), foot=0.8),
        Cut(body[1], wall),
        *windows(s, boxes, 0.46, wall, 0.6),
        shadow=0.8,
    )
    sign = next(text for words, text in SIGNS if not words or s.says(words))
    front = [
        Cut(rect(x - 2.5, y - 3.5, 5.0, 3.6), scaled(wall, 0.84)),
        Cut(rect(x - 0.5, y - 1.6, 1.0, 1.7), DOORS[0], rim=0.6),
        Cut(arch(x, y - 1.5, 1.0, 0.56), LIT if lit > 0.3 else (112, 122, 126), lit=lit, rim=0.5),
    ]
    columns = together(drawn(COLUMN, x + u, y + 0.02, 1.2) for u in (-2.2, -1.1, 1.1, 2.2))
    steps = [
        Cut(rect(x - 2.9 - 0.25 * k, y + 0.02 + 0.13 * k, 5.8 + 0.5 * k, 0.14), scaled(wall, 1.04 - 0.06 * k))
        for k in range(3)
    ]
    s.sheet(
        0.5,
        *front,
        Cut(columns, scaled(wall, 1.08)),
        Cut(rect(x - 2.7, y - 3.8, 5.4, 0.4), wall),
        Cut(drawn(PEDIMENT, x, y - 3.78, 1.1), scaled(wall, 1.04)),
        Cut(drawn(sign, x, y - 4.2, 0.9), (182, 64, 56) if sign == SIGNS[0][1] else (206, 172, 96), lit=0.4 * lit),
        *steps,
        shadow=0.8,
    )
    for u in (-1.65, 1.65):
        if lit > 0.2:
            s.lamp(x + u, y - 1.7, 0.5, 1.5, strength=0.45 * lit, flicker=0.02)
    lamp_post(s, x - 3.6, y + 0.3, 2.2, 0.56)
    lamp_post(s, x + 3.6, y + 0.3, 2.2, 0.56)


def _hang_garden(s: Scenery, x: float, side: int, public: bool) -> None:
    """Lawn, the path from the door, bushes or flower beds under the windows."""
    wide = s.span * 1.3
    shrubs = together(
        bush(s.rng, x + u, 7.62, 1.1, s.rng.uniform(0.5, 0.8))
        for u in ((-3.4, -2.2, 2.2, 3.4) if not public else (-6.4, -5.0, 5.0, 6.4))
    )
    blooms = together(
        oval(x + s.rng.choice((-1, 1)) * s.rng.uniform(1.5, 3.8), 7.5 - s.rng.uniform(0, 0.34), 0.06) for _ in range(24)
    )
    land = ridge(s.rng, -wide, wide, 7.56, 0.06, 9.0)
    way = lane(
        [
            (x, 7.58, 0.5),
            (x - side * 0.4, 7.8, 0.7),
            (x - side * 0.6, 8.2, 1.2),
            (x - side * 1.0, 9.4, 2.4),
            (x - side, 11, 3),
        ]
    )
    tone = s.rng.choice(((220, 130, 120), (226, 186, 100), (178, 130, 178)))
    s.sheet(
        0.66,
        Cut(shrubs, LEAF),
        Cut(land, LAWN, foot=0.7),
        *([] if snows(s) or public else [Cut(blooms, tone, rim=0.4)]),
        shadow=0.6,
    )
    s.sheet(
        0.68,
        Cut(way, (214, 214, 214) if snows(s) else (STONE if public else PATH), foot=0.8, rim=0.6),
        *puddles(s, 7.8, 0.4, 3, 0.5),
        shadow=0.2,
    )
    if not public:
        mailbox = "M-.05 0 L-.05 -1 -.24 -1 -.24 -1.26 Q-.24 -1.44 -.06 -1.44 L.22 -1.44 .3 -1.36 .3 -1 .05 -1 .05 0 Z"
        s.sheet(0.9, Cut(drawn(mailbox, -side * s.half * 0.55, 8.0, 0.95), (150, 70, 58)))
    turf = tufts(s.rng, -wide, wide, 8.06, 0.13, 0.12)
    s.sheet(
        0.98,
        Cut(turf, scaled(LAWN, 0.9), foot=0.5),
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.012),
    )


def _hang_near(s: Scenery, side: int, public: bool) -> None:
    """The garden fence or an iron railing before us, a branch over it."""
    x = -side * s.half * 0.95
    a, b = (-s.half * 1.3, -s.half * 0.58) if side > 0 else (s.half * 0.58, s.half * 1.3)
    pales = railing(a, b, 9.4, 1.7, 0.3) if public else fence(s, a, b, 9.4, 1.5, 0.44)
    s.sheet(1.18, Cut(pales, IRON if public else (228, 220, 204)), front=True, anchor=x, close=False)
    twigs = together(
        spray(
            s.rng,
            x * 1.1,
            0.2 + 0.5 * n,
            (-14 - 14 * n) if side > 0 else (194 + 14 * n),
            s.rng.uniform(2.4, 3.6),
            7,
            0.48,
        )
        for n in range(3)
    )
    s.sheet(1.24, Cut(twigs, LEAF, rim=0.7), front=True, anchor=x, close=False, sway=unrest(s, 0.05, 6.0))
    green = bush(s.rng, -x, 9.5, 2.6, 1.6)
    s.sheet(
        1.22,
        Cut(green, scaled(LEAF, 0.95)),
        front=True,
        anchor=-x,
        close=False,
        sway=unrest(s, 0.02),
    )
