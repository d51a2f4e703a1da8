"""Gardens: clipped hedges and topiary about a path, roses, a fountain, an arbour or a glass house that shines."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import IRON, cottage
from generators.papertheatre.sets.ground import PATH, bend, drawn, footpath, lane, puddles, snows, unrest
from generators.papertheatre.sets.plants import blades, broadleaf, bush, hedge, leaf, poplar, stem
from generators.papertheatre.sets.roadside import fence, lantern
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import line, oval, polygon, rect, ridge, smooth, together, tufts, united

LAWN: Final[RGB] = (126, 150, 92)
BOX: Final[RGB] = (78, 108, 74)
STONE: Final[RGB] = (190, 182, 168)
BLOOMS: Final[tuple[RGB, ...]] = ((206, 92, 98), (232, 176, 170), (222, 186, 96), (170, 122, 170), (236, 228, 208))
FOUNTAIN: Final = (
    "M-1.7 0 Q-1.66 -.4 -1.5 -.52 L1.5 -.52 Q1.66 -.4 1.7 0 Z",
    "M-.14 -.5 Q-.08 -1 -.12 -1.4 L.12 -1.4 Q.08 -1 .14 -.5 Z M-.9 -1.72 Q-.6 -1.36 0 -1.34 Q.6 -1.36 .9 -1.72 Z",
    "M-.08 -1.7 L-.06 -2.3 .06 -2.3 .08 -1.7 Z M-.4 -2.46 Q-.2 -2.2 0 -2.2 Q.2 -2.2 .4 -2.46 Z",
)
JETS: Final = (
    "M0 -2.5 L0 -3.1 M0 -3.1 Q-.3 -3.3 -.42 -2.4 M0 -3.1 Q.3 -3.3 .42 -2.4 M-.4 -2.4 Q-.8 -2.4 -.9 -1.7 "
    "M.4 -2.4 Q.8 -2.4 .9 -1.7 M-.9 -1.7 Q-1.2 -1.5 -1.24 -.5 M.9 -1.7 Q1.2 -1.5 1.24 -.5"
)
GLASS: Final = (
    "M-2.4 .2 L-2.4 -1.3 Q-2.2 -2.2 -1.1 -2.3 L-1.1 -2.5 Q-.9 -3.3 0 -3.4 Q.9 -3.3 1.1 -2.5 L1.1 -2.3 "
    "Q2.2 -2.2 2.4 -1.3 L2.4 .2 Z"
)
RIBS: Final = (
    "M-2.4 .2 L-2.4 -1.3 Q-2.2 -2.2 -1.1 -2.3 L-1.1 .2 M1.1 .2 L1.1 -2.3 Q2.2 -2.2 2.4 -1.3 L2.4 .2 "
    "M-1.1 -2.3 L-1.1 -2.5 Q-.9 -3.3 0 -3.4 Q.9 -3.3 1.1 -2.5 L1.1 -2.3 M-2.4 -1.3 L2.4 -1.3 M-1.76 .2 L-1.76 -2.14 "
    "M1.76 .2 L1.76 -2.14 M-.4 .2 L-.4 -3.3 M.4 .2 L.4 -3.3 M-1.1 -2.4 L1.1 -2.4 M-2.4 -.6 L-.4 -.6 M.4 -.6 L2.4 -.6 "
    "M0 -3.4 L0 -3.8"
)
ARBOUR: Final = (
    "M-1.1 .2 L-1.1 -1.7 Q-1 -2.8 0 -2.9 Q1 -2.8 1.1 -1.7 L1.1 .2 M-.8 .2 L-.8 -1.6 Q-.7 -2.5 0 -2.6 "
    "Q.7 -2.5 .8 -1.6 L.8 .2"
)
SPIRAL: Final = (
    "M-.5 -.2 L.5 -.3 .4 -.62 -.42 -.46 Z M-.42 -.56 L.4 -.72 .3 -1.02 -.34 -.84 Z "
    "M-.32 -.94 L.3 -1.12 .2 -1.38 -.24 -1.2 Z M-.22 -1.3 L.2 -1.46 0 -1.9 -.14 -1.6 Z"
)
DIAL: Final = (
    "M-.5 0 L-.44 -.14 -.16 -.2 -.12 -.9 -.4 -1 -.4 -1.1 .4 -1.1 .4 -1 .12 -.9 .16 -.2 .44 -.14 .5 0 Z "
    "M-.05 -1.1 L.24 -1.1 -.05 -1.4 Z"
)


def garden(s: Scenery) -> None:
    """From the wall of trees at the end, along the path, to the roses before us."""
    side = mirrored_side(s)
    hang_sky(s, 5.5)
    humble = s.says("allotment|vegetable\\w*|kitchen garden|back ?yard|potato\\w*|cabbage\\w*|shed|farm")
    _hang_trees(s)
    (_hang_shed if humble else _hang_jewel)(s, side)
    _hang_hedges(s, side, humble)
    _hang_path(s, side)
    (_hang_beds if humble else _hang_topiary)(s, side)
    _hang_lawn(s)
    s.sheet(1.0, footpath(s, side * (0.7 - s.half * 0.14), 1.5, side * 0.5), shadow=0.15)
    _hang_roses(s, side)
    s.floor = 8.2
    s.motes |= {"pollen", "fireflies"}


def _hang_trees(s: Scenery) -> None:
    far = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.8, 0.9, 7.5, 7.4)
    s.sheet(0.12, Cut(far, (122, 140, 118)), shadow=0.4)
    for k, (depth, y) in enumerate(((0.2, 6.2), (0.3, 6.45))):
        cuts: list[Cut] = []
        for i in range(9):
            x, h = -s.span + (i + s.rng.uniform(0.2, 0.8)) * s.span / 4.5, s.rng.uniform(1.9, 3.3)
            if s.rng.random() < 0.4:
                cuts += [Cut(poplar(s.rng, x, y, h * 1.15, bend(s) * 0.5), scaled(BOX, 1.05))]
            else:
                trunk, crown = broadleaf(s.rng, x, y, h, bend(s) * 0.5)
                cuts += [
                    Cut(trunk, (104, 84, 68)),
                    Cut(crown, scaled(LAWN, s.rng.uniform(0.75, 0.95))),
                ]
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, 0.14, 6.0, 8.0)
        s.sheet(depth, *cuts, Cut(land, LAWN), shadow=0.6, sway=unrest(s, 0.008, 7.0, k))


def _hang_jewel(s: Scenery, side: int) -> None:
    """What the path leads to: a glass house, a fountain, an arbour; by the words or by chance."""
    x = -side * s.half * s.rng.uniform(0.12, 0.3)
    chosen = s.rng.choice(("glass", "fountain", "arbour"))
    if s.says("green ?house|glass ?house|orangery|conservatory|hot ?house|palm house") or (
        chosen == "glass" and not s.says("fountain|arbou?r|roses?")
    ):
        _hang_glass_house(s, x)
    elif s.says("fountain|pond|pool") or (chosen == "fountain" and not s.says("arbou?r")):
        body = [Cut(drawn(t, x, 7.1, 1.05), STONE) for t in FOUNTAIN]
        s.sheet(0.46, *body, shadow=0.7)
        if not snows(s):
            s.sheet(
                0.47,
                Cut(drawn(JETS, x, 7.1, 1.05), (232, 242, 242), stroke=0.045, alpha=0.75),
                shadow=0.0,
                sway=Sway(0.03, 0.05, 1.9),
            )
    else:
        _hang_arbour(s, x)


def _hang_glass_house(s: Scenery, x: float) -> None:
    lit = s.light.day.lamps
    tone: RGB = (255, 222, 150) if lit > 0.3 else (176, 206, 206)
    inside = together(
        [
            *(bush(s.rng, x + u, 6.9, 0.9, s.rng.uniform(0.6, 1.3)) for u in (-1.8, -0.9, 0.8, 1.7)),
            stem(x, 6.9, 1.6, 0.1),
        ]
    )
    s.sheet(
        0.42,
        Cut(drawn(GLASS, x, 6.9, 1.0), tone, lit=0.15 + 0.75 * lit, head=1.05),
        Cut(inside, scaled(BOX, 0.9), alpha=0.6, rim=0.3),
        Cut(drawn(RIBS, x, 6.9, 1.0), (236, 236, 226), stroke=0.06),
        shadow=0.7,
    )
    if lit > 0.3:
        s.lamp(x, 5.6, 0.42, 2.6, strength=0.45 * lit, flicker=0.03)


def _hang_arbour(s: Scenery, x: float) -> None:
    """An arch overgrown with roses, a lantern under it."""
    at = [
        (-1.0, 0.0),
        (-1.0, -0.6),
        (-0.98, -1.2),
        (-0.9, -1.9),
        (-0.55, -2.45),
        (0.0, -2.75),
        (0.55, -2.45),
        (0.9, -1.9),
        (0.98, -1.2),
        (1.0, -0.6),
        (1.0, 0.0),
    ]
    green = united([bush(s.rng, x + u, 7.1 + v, 0.8, 0.66) for u, v in at])
    blooms = roses(
        s.rng, [(x + u + s.rng.uniform(-0.25, 0.25), 6.9 + v + s.rng.uniform(-0.3, 0.2)) for u, v in at * 2], 0.1
    )
    tone = s.rng.choice(BLOOMS)
    s.sheet(
        0.46,
        Cut(drawn(ARBOUR, x, 7.0), (232, 226, 208), stroke=0.07),
        Cut(green, BOX),
        *([] if snows(s) else [Cut(blooms, tone, rim=0.6)]),
        shadow=0.7,
    )
    s.sheet(0.47, *lantern(s, x - 0.34, 4.6, 0.34, 1), shadow=0.3)
    if s.light.day.lamps > 0.3:
        s.lamp(x, 4.8, 0.47, 1.5, strength=0.5 * s.light.day.lamps)


def roses(rng: Random, spots: list[tuple[float, float]], size: float) -> Any:
    """Round blooms with a curl in each."""
    parts = []
    for x, y in spots:
        r = size * rng.uniform(0.7, 1.2)
        parts.append(
            smooth(
                [
                    (x + r, y),
                    (x + r * 0.5, y - r),
                    (x - r * 0.6, y - r * 0.9),
                    (x - r, y + r * 0.1),
                    (x - r * 0.4, y + r),
                    (x + r * 0.7, y + r * 0.8),
                ]
            )
        )
    return together(parts)


def _hang_shed(s: Scenery, side: int) -> None:
    """A shed or a cottage at the end of a humble garden, beans on poles, a fence."""
    x = -side * s.half * s.rng.uniform(0.16, 0.36)
    poles = together(
        line([(x + side * (2.4 + 0.5 * k) + d, 6.9), (x + side * (2.4 + 0.5 * k), 5.5)])
        for k in range(5)
        for d in (-0.3, 0.3)
    )
    beans = together(
        leaf(
            x + side * (2.4 + 0.5 * s.rng.randrange(5)) + s.rng.uniform(-0.25, 0.25),
            s.rng.uniform(5.6, 6.8),
            s.rng.uniform(0, 360),
            0.22,
        )
        for _ in range(70)
    )
    s.sheet(0.36, Cut(fence(s, -s.span, s.span, 6.7, 0.7, 0.3), (196, 184, 160)), shadow=0.5)
    s.sheet(
        0.44,
        *cottage(s, x, 6.9, 0.95, 0.44),
        Cut(poles, (140, 108, 78), stroke=0.05),
        Cut(beans, (106, 138, 78), rim=0.5),
        shadow=0.7,
    )


def _hang_hedges(s: Scenery, side: int, humble: bool) -> None:
    """Hedges with a gap for the path; in grand gardens balls on their ends."""
    gap = -side * s.half * 0.14
    parts = [hedge(s.rng, -s.span * 1.2, gap - 1.3, 7.22, 0.62), hedge(s.rng, gap + 1.3, s.span * 1.2, 7.22, 0.62)]
    if not humble:
        parts += [oval(gap + u, 6.4, 0.36) for u in (-1.5, 1.5)]
    s.sheet(0.56, Cut(united(parts), BOX), shadow=0.7)


def _hang_path(s: Scenery, side: int) -> None:
    x = -side * s.half * 0.14
    lawn = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.22, 0.06, 9.0)
    way = lane(
        [
            (x, 7.22, 0.5),
            (x + side * 0.3, 7.4, 0.7),
            (x + side * 0.2, 7.7, 1.0),
            (x + side * 0.7, 8.1, 1.6),
            (x + side * 1.2, 9.4, 3.0),
            (x + side * 1.4, 11, 4),
        ]
    )
    stripes = together(
        polygon([(u * 1.1, 7.3), (u * 1.1 + 0.55, 7.3), (u * 1.9 + 0.95, 11), (u * 1.9, 11)]) for u in range(-9, 9)
    )
    s.sheet(
        0.62,
        Cut(lawn, LAWN, foot=0.76),
        *([] if snows(s) else [Cut(stripes, scaled(LAWN, 1.08), rim=0.0, alpha=0.4)]),
        shadow=0.6,
    )
    s.sheet(
        0.64,
        Cut(way, (216, 214, 212) if snows(s) else PATH, foot=0.8, rim=0.6),
        *puddles(s, 7.5, 0.5, 3, 0.5),
        shadow=0.2,
    )


def _hang_topiary(s: Scenery, side: int) -> None:
    """Clipped cones and balls in a row, a sundial among them."""
    for k, u in enumerate((-0.8, -0.46, 0.44, 0.84)):
        x, y, h = u * s.half + s.rng.uniform(-0.2, 0.2), 7.75, s.rng.uniform(1.3, 1.8)
        kind = s.rng.choice(("cone", "balls", "spiral"))
        if kind == "cone":
            parts = [polygon([(x - 0.52, y - 0.2), (x, y - h - 0.3), (x + 0.52, y - 0.2)])]
        elif kind == "balls":
            parts = [oval(x, y - 0.6, 0.46), oval(x, y - 1.34, 0.32), oval(x, y - 1.86, 0.2)]
        else:
            parts = [
                drawn(
                    SPIRAL,
                    x,
                    y,
                    1.05,
                )
            ]
        pot = drawn("M-.3 0 L-.36 -.34 .36 -.34 .3 0 Z", x, y + 0.14)
        s.sheet(
            0.74 + 0.01 * k,
            Cut(rect(x - 0.05, y - 0.9, 0.1, 0.9), (104, 82, 64)),
            Cut(together(parts), BOX),
            Cut(pot, (178, 112, 84)),
            shadow=0.7,
        )
    s.sheet(0.86, Cut(drawn(DIAL, side * s.half * 0.26, 7.95, 0.9), STONE), shadow=0.6)


def _hang_beds(s: Scenery, side: int) -> None:
    """Rows of cabbages and earth, a spade."""
    for k, y in enumerate((7.5, 7.8)):
        heads = [
            oval(u * 1.1 + 0.5 * k + s.rng.uniform(-0.1, 0.1), y - 0.12, 0.3 + 0.08 * k, 0.22 + 0.06 * k)
            for u in range(-9, 10)
            if abs(u * 1.1 + 0.5 * k + side * 0.6) > 1.6
        ]
        veins = together(
            line(
                [
                    (h.getBounds().centerX(), h.getBounds().bottom()),
                    (h.getBounds().centerX() + d, h.getBounds().top() + 0.08),
                ]
            )
            for h in heads
            for d in (-0.14, 0.0, 0.14)
        )
        soil = together(oval(h.getBounds().centerX(), y + 0.06, 0.6, 0.09) for h in heads)
        s.sheet(
            0.72 + 0.08 * k,
            Cut(soil, (112, 84, 66)),
            Cut(together(heads), (132, 164, 112)),
            Cut(veins, (178, 200, 150), stroke=0.025),
            shadow=0.5,
        )
    spade = "M-.04 -.6 L-.04 -1.8 -.16 -1.9 .16 -1.9 .04 -1.8 .04 -.6 .2 -.6 .18 .05 0 .2 -.18 .05 -.2 -.6 Z"
    s.sheet(0.88, Cut(drawn(spade, side * s.half * 0.4, 7.95, 1.0), IRON), shadow=0.5)


def _hang_lawn(s: Scenery) -> None:
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.06, 0.13, 0.12)
    daisies = together(oval(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.15, 8.8), 0.05, 0.03) for _ in range(26))
    s.sheet(
        0.98,
        Cut(turf, scaled(LAWN, 0.9), foot=0.5),
        *([] if snows(s) else [Cut(daisies, (246, 240, 220), rim=0.2)]),
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.012),
    )


def _hang_roses(s: Scenery, side: int) -> None:
    """A rose bush in one corner, flowers and grasses in the other."""
    x, tone = -side * s.half * 0.92, s.rng.choice(BLOOMS)
    green = united([bush(s.rng, x - side * d, 9.5, 2.2, h) for d, h in ((0.9, 2.3), (-0.5, 1.7), (-1.6, 1.1))])
    spots = [(x + s.rng.uniform(-1.6, 1.6), s.rng.uniform(7.5, 8.9)) for _ in range(16)]
    spots = [p for p in spots if green.contains(*p)]
    blooms, second = roses(s.rng, spots, 0.17), s.rng.choice(BLOOMS)
    s.sheet(
        1.18,
        Cut(green, BOX),
        *([] if snows(s) or not spots else [Cut(blooms, tone, rim=0.9)]),
        front=True,
        anchor=x,
        close=False,
        sway=unrest(s, 0.03),
    )
    a, lean = side * s.half * 0.8, bend(s)
    grass = blades(s.rng, a - 1.4, a + 1.8, 9.3, 1.2, 0.14, lean)
    heads = together(oval(a + s.rng.uniform(-1.3, 1.7), s.rng.uniform(8.0, 8.6), 0.12, 0.1) for _ in range(7))
    s.sheet(
        1.22,
        Cut(grass, (110, 132, 82), rim=0.6),
        *([] if snows(s) else [Cut(heads, second, rim=0.7)]),
        front=True,
        sway=unrest(s, 0.05, 4.4, 1.0),
    )
