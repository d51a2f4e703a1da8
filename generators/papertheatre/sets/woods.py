"""A forest of firs or of broad trees: row behind row, light between them, trunks and ferns close by."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.ground import AUTUMN, bend, drawn, pebbles, puddles, snows, stir_leaves, unrest
from generators.papertheatre.sets.plants import broadleaf, fan, spray
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import bare_tree, line, pine, polygon, ridge, together, trunk, tufts

LEAF: Final[RGB] = (84, 112, 82)
MOSS: Final[RGB] = (104, 118, 74)
BARK: Final[RGB] = (94, 72, 62)
STONE: Final[RGB] = (138, 132, 122)
RUSSET: Final[tuple[RGB, ...]] = ((190, 112, 62), (206, 150, 72), (168, 84, 58))
TENT: Final = (
    "M-1.3 0 L0 -1.7 1.3 0 Z",
    "M-.42 0 L0 -1.5 .36 0 Z",
)


def forest(s: Scenery) -> None:
    """Row behind row of trees, light between them, trunks close by; a tent where somebody camps."""
    side = mirrored_side(s)
    hang_sky(s, 6.4, clouds=False)
    leafless = s.says("winter|bare|dead|haunted|burnt")
    firs = s.says("firs?|pines?|spruces?|taiga|christmas") or (
        s.rng.random() < 0.55 and not s.says("autumn|oaks?|birch\\w*")
    )
    for k, depth in enumerate((0.16, 0.32, 0.48)):
        _hang_row(s, k, depth, firs, leafless)
    if not s.light.night and s.light.air.sun > 0.4:
        with s.aside("shafts"):
            _hang_shafts(s)
    if s.says("camp\\w*|tents?"):
        _hang_tent(s, side)
        s.props.add("tent")
    _hang_trunks(s, side, leafless)
    _hang_floor(s)
    _hang_near(s, side, leafless)
    s.floor = 8.15
    s.props |= {"tree"}
    stir_leaves(s)
    s.motes |= {"pollen", "fireflies"}


def _hang_row(s: Scenery, k: int, depth: float, firs: bool, leafless: bool) -> None:
    """One row of trees on its own ground."""
    step, lean = (1.0 if firs else 1.5) + 0.3 * k, bend(s) * 0.4
    autumn = s.says(AUTUMN)
    cuts: list[Cut] = []
    for i in range(int(s.span * 2 / step)):
        x, h = -s.span + (i + s.rng.uniform(0.2, 0.8)) * step, s.rng.uniform(3.2, 4.8) + 0.55 * k
        y = 7.0 + 0.15 * k
        tone = scaled(s.rng.choice(RUSSET) if autumn else LEAF, s.rng.uniform(0.94, 1.06) - 0.1 * k)
        if leafless and not firs:
            cuts += [Cut(bare_tree(s.rng, x, y, h), scaled(BARK, 1.1))]
        elif firs:
            cuts += [Cut(pine(s.rng, x, y, h), tone)]
        else:
            shaft, leaves = broadleaf(s.rng, x, y, h, lean)
            cuts += [Cut(shaft, BARK), Cut(leaves, tone)]
    ground = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.9 + 0.18 * k, 0.3, 5.0, 8.8)
    s.sheet(
        depth,
        *cuts,
        Cut(ground, scaled(MOSS, 0.95 - 0.1 * k), foot=0.6),
        shadow=0.7,
        sway=Sway(0.03, 0.0, 7 - k, k),
    )


def _hang_shafts(s: Scenery) -> None:
    """Slanting light between the trees, as thin vellum."""
    x, _ = s.light.source
    lean = -0.28 if x > 0 else 0.28
    for k in range(4):
        u, w = (-0.6 + 0.38 * k) * s.half + s.rng.uniform(-0.4, 0.4), s.rng.uniform(0.35, 0.75)
        shaft = polygon([(u, -1), (u + w, -1), (u + w * 1.7 + lean * 8, 7.4), (u - w * 0.4 + lean * 8, 7.4)])
        vellum = Cut(shaft, s.light.day.halo, lit=1.0, rim=0.0, blur=0.16, alpha=0.16, head=1.0, foot=1.0)
        s.sheet(0.5, vellum, shadow=0.0, sway=Sway(0.06, 0, 11, k))


def _hang_tent(s: Scenery, side: int) -> None:
    """A tent lit from inside, at the edge of the clearing."""
    x, lit = side * s.half * 0.36, s.light.day.lamps
    body, door = (drawn(t, x, 7.5, 1.1) for t in TENT)
    s.sheet(
        0.6,
        Cut(body, (206, 140, 86), lit=0.5 * lit),
        Cut(door, (255, 206, 124) if lit > 0.2 else (112, 78, 58), lit=lit),
    )
    if lit > 0.2:
        s.lamp(x, 7.0, 0.6, 1.9, strength=0.5 * lit, flicker=0.06)


def _hang_trunks(s: Scenery, side: int, leafless: bool) -> None:
    """Tall trunks that leave the picture at its top."""
    for k, (depth, spots) in enumerate(((0.66, (-0.86, 0.14, 0.6)), (0.84, (-0.45, 0.5, 0.94)))):
        cuts = []
        for u in spots:
            x, w = (u + s.rng.uniform(-0.08, 0.08)) * s.half * side, (0.5 + 0.22 * k) * s.rng.uniform(0.7, 1.25)
            shape = bare_tree(s.rng, x, 7.7, 8.4) if leafless else trunk(s.rng, x, 7.5 + 0.2 * k, 9.5, w)
            cuts.append(Cut(shape, scaled(BARK, 0.95 - 0.15 * k), head=0.8, foot=1.0))
            if not leafless:
                cuts.append(Cut(bark_lines(s.rng, x, w), scaled(BARK, 0.66), stroke=0.03, alpha=0.7))
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.5 + 0.2 * k, 0.22, 4.0)
        s.sheet(depth, *cuts, Cut(land, scaled(MOSS, 0.84 - 0.12 * k), foot=0.6))


def bark_lines(rng: Random, x: float, w: float) -> Any:
    """Cracks in bark."""
    return together(
        line([(x + u * w * 0.5, y), (x + u * w * 0.5 + rng.uniform(-0.05, 0.05), y + rng.uniform(0.5, 1.3))])
        for u in (-0.45, 0.0, 0.4)
        for y in (rng.uniform(0.5, 2.5), rng.uniform(3.5, 5.5))
    )


def _hang_floor(s: Scenery) -> None:
    """Grass, stones and mushrooms where the figures stand."""
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.0, 0.4, 0.16)
    caps = [(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.1, 8.6)) for _ in range(4)]
    stalks = together(drawn("M-.05 0 L-.04 -.2 .04 -.2 .05 0 Z", x, y) for x, y in caps)
    heads = together(drawn("M-.16 -.17 Q-.12 -.34 0 -.35 Q.12 -.34 .16 -.17 Z", x, y) for x, y in caps)
    s.sheet(
        0.98,
        Cut(turf, scaled(MOSS, 0.8), foot=0.4),
        *puddles(s, 8.3, 0.5, 4),
        sway=unrest(s, 0.02),
    )
    stones = [Cut(p, STONE) for p in pebbles(s, 8.1, 0.6, 5)]
    s.sheet(
        1.0,
        *stones,
        *([] if snows(s) else [Cut(stalks, (226, 214, 190)), Cut(heads, (186, 84, 62))]),
        shadow=0.4,
    )


def _hang_near(s: Scenery, side: int, leafless: bool) -> None:
    """Leaves along the top, a trunk with ferns in one corner, in front of everything."""
    tone = RUSSET[0] if s.says(AUTUMN) else LEAF
    if not leafless:
        for k, (u, way) in enumerate(((-1.04, 1), (1.04, -1))):
            twigs = together(
                spray(
                    s.rng,
                    u * s.half,
                    -0.3 + 0.35 * n,
                    (-14 - 15 * n) if way > 0 else (194 + 15 * n),
                    s.rng.uniform(2.0, 3.6),
                    7,
                    0.5,
                )
                for n in range(4)
            )
            s.sheet(
                1.18 + 0.06 * k,
                Cut(twigs, scaled(tone, 0.9), rim=0.7),
                front=True,
                close=False,
                sway=unrest(s, 0.05, 6.0, k),
            )
    x = side * s.half * 0.99
    near = trunk(s.rng, x, 9.6, 12, 0.9)
    ferns = together(fan(s.rng, x - side * d, 9.2, h, 7, 0.55) for d, h in ((1.5, 1.5), (0.3, 1.1)))
    s.sheet(1.28, Cut(near, scaled(BARK, 0.85)), Cut(ferns, LEAF, rim=0.7), front=True, anchor=x, close=False)
