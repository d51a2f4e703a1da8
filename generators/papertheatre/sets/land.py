"""Open country: forest, hills and fields, mountains, and the cave under them."""

from __future__ import annotations

from typing import Any

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import (
    bare_tree,
    crags,
    crown,
    gable,
    pine,
    polygon,
    rect,
    ridge,
    rock,
    smooth,
    trunk,
    tufts,
    united,
    without,
)

LEAF: RGB = (84, 112, 82)
MOSS: RGB = (104, 118, 74)
BARK: RGB = (94, 72, 62)
STONE: RGB = (112, 106, 108)


def forest(s: Scenery) -> None:
    """Row behind row of trunks and firs, light between them."""
    side = mirrored_side(s)
    hang_sky(s, 6.4, clouds=False)
    leafless = s.says("winter|bare|dead|autumn|haunted")
    for k, depth in enumerate((0.16, 0.32, 0.48)):
        step = 1.0 + 0.3 * k
        count = int(s.span * 2 / step)
        trees = [
            pine(
                s.rng,
                -s.span + (i + s.rng.uniform(0.2, 0.8)) * step,
                7.0 + 0.15 * k,
                s.rng.uniform(3.2, 4.8) + 0.55 * k,
            )
            for i in range(count)
        ]
        ground = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.9 + 0.18 * k, 0.3, 5.0)
        s.sheet(
            depth,
            *[Cut(t, scaled(LEAF, 1.0 - 0.1 * k)) for t in trees],
            Cut(ground, scaled(MOSS, 0.95 - 0.1 * k), foot=0.6),
            shadow=0.7,
            sway=Sway(0.03, 0.0, 7 - k, k),
        )
    if not s.light.night and s.light.air.sun > 0.4:
        _hang_shafts(s)
    for k, depth in enumerate((0.66, 0.84)):
        xs = [(-0.86, 0.14, 0.6), (-0.45, 0.5, 0.94)][k]
        cuts = []
        for u in xs:
            x = (u + s.rng.uniform(-0.07, 0.07)) * s.half * side
            cuts.append(
                Cut(
                    bare_tree(s.rng, x, 7.7, 8.4) if leafless else trunk(s.rng, x, 7.5 + 0.2 * k, 9.5, 0.5 + 0.22 * k),
                    scaled(BARK, 0.95 - 0.15 * k),
                    head=0.8,
                    foot=1.0,
                )
            )
        s.sheet(
            depth,
            *cuts,
            Cut(
                ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.5 + 0.2 * k, 0.22, 4.0),
                scaled(MOSS, 0.84 - 0.12 * k),
                foot=0.6,
            ),
        )
    s.sheet(
        0.98,
        Cut(tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.0, 0.4, 0.16), scaled(MOSS, 0.8), foot=0.4),
        sway=Sway(0.04, 0.0, 4.5),
    )
    s.floor = 8.15
    _hang_canopy(s, side, leafless)
    s.props |= {"tree"}


def _hang_shafts(s: Scenery) -> None:
    """Slanting light between the trees, as thin vellum."""
    x, _ = s.light.source
    lean = -0.28 if x > 0 else 0.28
    for k in range(4):
        u = (-0.6 + 0.38 * k) * s.half + s.rng.uniform(-0.4, 0.4)
        w = s.rng.uniform(0.35, 0.75)
        shaft = polygon([(u, -1), (u + w, -1), (u + w * 1.7 + lean * 8, 7.4), (u - w * 0.4 + lean * 8, 7.4)])
        s.sheet(
            0.5,
            Cut(shaft, s.light.day.halo, lit=1.0, rim=0.0, blur=0.16, alpha=0.16, head=1.0, foot=1.0),
            shadow=0.0,
            sway=Sway(0.06, 0, 11, k),
        )


def _hang_canopy(s: Scenery, side: int, leafless: bool) -> None:
    """Dark leaves along the top and in a corner, in front of everything."""
    if not leafless:
        tops = [crown(s.rng, u * s.half, 0.05 + s.rng.uniform(-0.3, 0.2), 3.4, 1.9) for u in (-1.05, -0.72, 0.74, 1.06)]
        s.sheet(
            1.3,
            Cut(united(tops), scaled(LEAF, 0.66), head=0.9, foot=0.8, rim=0.7),
            front=True,
            close=False,
            sway=Sway(0.07, 0.03, 6.0),
        )
    near = trunk(s.rng, side * s.half * 1.02, 9.6, 12, 0.95)
    fern = tufts(s.rng, side * s.half * 0.92 - 2.2, side * s.half * 0.92 + 1.6, 9.2, 1.1, 0.2, 9.9)
    s.sheet(
        1.42,
        Cut(near, scaled(BARK, 0.7), head=1.0, foot=0.8),
        Cut(fern, scaled(LEAF, 0.7)),
        front=True,
        anchor=side * s.half,
        close=False,
    )


def hills(s: Scenery) -> None:
    """Hill behind hill, a winding path, a cottage with a lit window, lone trees."""
    side = mirrored_side(s)
    hang_sky(s, 5.6)
    greens = ((120, 136, 116), (116, 130, 92), (102, 122, 78), (92, 112, 70))
    for k, (depth, y, rise) in enumerate(((0.14, 5.5, 1.7), (0.28, 5.95, 1.2), (0.46, 6.5, 0.9), (0.66, 7.0, 0.6))):
        cuts = [Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, rise, 8.5 - k), greens[k], foot=0.7)]
        if k == 1:
            cuts = [*_cottage(s, side * s.half * 0.4, 5.42), *cuts]
        if k == 2:
            cuts = [*[Cut(t, scaled(LEAF, 0.9)) for t in _grove(s, -side, y)], *cuts]
        s.sheet(depth, *cuts, shadow=0.7)
    x = -side * s.half * 0.5
    d = side
    path = smooth(
        [
            (x, 7.2),
            (x + d * 0.5, 7.22),
            (x + d * 1.7, 7.42),
            (x + d * 1.3, 7.62),
            (x + d * 3.4, 8.0),
            (x + d * 5.2, 9.0),
            (x + d * 6.0, 11.0),
            (x + d * 2.2, 11.0),
            (x + d * 1.6, 9.0),
            (x - d * 0.2, 8.1),
            (x - d * 0.4, 7.7),
            (x + d * 0.7, 7.46),
        ]
    )
    s.sheet(0.8, Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.5, 0.36, 7.0), (104, 118, 70), foot=0.7))
    s.sheet(0.84, Cut(path, (206, 182, 138), foot=0.7, rim=0.7), shadow=0.3)
    if s.says("grave\\w*|cemetery|church ?yard"):
        _hang_graves(s)
    s.sheet(
        0.98,
        Cut(tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.02, 0.34, 0.14), (92, 106, 64), foot=0.45),
        sway=Sway(0.05, 0.0, 4.2),
    )
    tree = (
        bare_tree(s.rng, -side * s.half * 0.98, 9.4, 9.5)
        if s.says("winter|bare|dead|autumn|storm")
        else united(
            [
                trunk(s.rng, -side * s.half * 1.0, 9.4, 9.0, 0.5),
                *[crown(s.rng, -side * s.half * u, v, 3.6, 2.2) for u, v in ((1.05, 1.0), (0.84, 0.5), (1.1, 2.4))],
            ]
        )
    )
    s.sheet(
        1.38,
        Cut(tree, (78, 76, 56), head=0.9, foot=0.8, rim=0.8),
        front=True,
        anchor=-side * s.half,
        close=False,
        sway=Sway(0.05, 0.0, 6.0),
    )
    s.sheet(
        1.25,
        Cut(tufts(s.rng, -s.span * 1.4, s.span * 1.4, 8.85, 0.62, 0.17), (74, 86, 54), foot=0.5),
        front=True,
        sway=Sway(0.08, 0.0, 3.8, 1.0),
    )
    s.floor = 8.2
    s.props |= {"tree"}


def _cottage(s: Scenery, x: float, y: float) -> list[Cut]:
    wall, roof = gable(x, y, 1.3, 0.66, 0.5)
    lit = s.light.day.lamps
    s.lamp(x - 0.25, y - 0.35, 0.28, 0.7, strength=0.5 * lit)
    window = Cut(rect(x - 0.36, y - 0.48, 0.24, 0.26), (255, 208, 124) if lit > 0.3 else (84, 92, 96), lit=lit, rim=0.4)
    return [
        Cut(rect(x + 0.28, y - 1.5, 0.2, 0.6), (150, 96, 76)),
        Cut(wall, (222, 208, 180)),
        Cut(roof, (150, 84, 64)),
        window,
        Cut(rect(x + 0.12, y - 0.46, 0.24, 0.6), (110, 78, 58), rim=0.4),
    ]


def _grove(s: Scenery, side: int, y: float) -> list[Any]:
    base = side * s.half * 0.5
    return [
        united(
            [rect(base + d - 0.06, y - 1.1, 0.12, 1.2), crown(s.rng, base + d, y - 1.3 - 0.3 * abs(d % 1), 1.3, 1.3)]
        )
        for d in (-1.6, -0.6, 0.5, 1.7)
    ]


def _hang_graves(s: Scenery) -> None:
    cuts = []
    for u in (-0.8, -0.5, -0.22, 0.3, 0.56, 0.85):
        x, h = u * s.half + s.rng.uniform(-0.2, 0.2), s.rng.uniform(0.7, 1.1)
        cuts.append(
            Cut(
                smooth(
                    [(x - 0.3, 7.9), (x - 0.3, 7.5 - h * 0.5), (x, 7.3 - h), (x + 0.3, 7.5 - h * 0.5), (x + 0.3, 7.9)]
                ),
                STONE,
            )
        )
    s.sheet(0.9, *cuts)


def mountains(s: Scenery) -> None:
    """Range behind range, snow on the far one; or dunes where the words say desert."""
    side = mirrored_side(s)
    hang_sky(s, 5.8)
    dry = s.says("desert|dunes?|canyon|mesa|sahara")
    tones: tuple[RGB, ...] = (
        ((214, 178, 128), (206, 160, 108), (194, 142, 92), (176, 124, 80))
        if dry
        else ((176, 184, 190), (126, 136, 144), (104, 112, 112), (96, 104, 88))
    )
    for k, (depth, y, rise, step) in enumerate(
        ((0.1, 6.2, 4.3, 3.2), (0.22, 6.5, 3.0, 2.4), (0.4, 6.9, 1.9, 1.8), (0.62, 7.3, 1.1, 1.2))
    ):
        shape = (
            ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, rise * 0.5, 9 - k)
            if dry
            else crags(s.rng, -s.span * 1.3, s.span * 1.3, y, rise, step)
        )
        s.sheet(depth, Cut(shape, tones[k], head=1.2, foot=0.74), shadow=0.7)
    if not dry:
        s.sheet(
            0.7,
            *[
                Cut(pine(s.rng, u * s.half, 7.7, s.rng.uniform(1.2, 2.2)), LEAF)
                for u in (-0.96, -0.84, -0.7, 0.62, 0.78, 0.92)
            ],
        )
    s.sheet(0.98, Cut(crags(s.rng, -s.span * 1.3, s.span * 1.3, 8.1, 0.3, 0.9), tones[3], foot=0.45))
    near = united([rock(s.rng, side * s.half * 1.0, 9.5, 4.4, 2.6), rock(s.rng, side * s.half * 0.74, 9.5, 2.2, 1.2)])
    s.sheet(1.4, Cut(near, scaled(STONE, 0.8), foot=0.6), front=True, anchor=side * s.half, close=False)
    s.floor = 8.15


def cave(s: Scenery) -> None:
    """Rock doors one within another, a bright mouth at the end, dripping teeth of stone, still water."""
    side = mirrored_side(s)
    hang_sky(s, 5.6, clouds=False)
    mouth_x = -side * s.half * 0.18
    s.sheet(0.14, Cut(ridge(s.rng, -s.span, s.span, 6.0, 0.7, 4.0), (110, 128, 124)), shadow=0.4)
    s.light_at(mouth_x, 4.4, 7.0)
    s.stars = 0.0
    for k, (depth, w, h) in enumerate(((0.3, 2.2, 3.0), (0.5, 3.7, 4.2), (0.72, 5.6, 5.5))):
        tone = scaled(STONE, 0.92 - 0.18 * k)
        hole = smooth(
            [
                (mouth_x + x * w * s.rng.uniform(0.9, 1.1), 5.6 + y * h * s.rng.uniform(0.92, 1.08))
                for x, y in (
                    (-1.0, 0.62),
                    (-1.06, 0.1),
                    (-0.8, -0.5),
                    (-0.3, -0.82),
                    (0.25, -0.86),
                    (0.8, -0.55),
                    (1.05, 0.05),
                    (1.0, 0.62),
                )
            ]
        )
        wall = without(rect(-s.span * 1.4, -7, s.span * 2.8, 19), hole)
        teeth = [
            polygon([(x - 0.26, y - 3.0), (x + 0.28, y - 3.0), (x + 0.03, y + s.rng.uniform(0.4, 1.1))])
            for x, y in _roof_line(mouth_x, w, h)
        ]
        s.sheet(depth, Cut(united([wall, *teeth]), tone, head=0.8, foot=1.0), shadow=1.0)
    pool = smooth([(-s.span, 7.4), (-3, 7.25), (1, 7.34), (4, 7.2), (s.span, 7.4), (s.span, 11), (-s.span, 11)])
    s.sheet(0.8, Cut(pool, (70, 104, 112), head=1.3, foot=0.6), sway=Sway(0.08, 0.02, 6.0))
    s.sheet(1.0, Cut(crags(s.rng, -s.span * 1.3, s.span * 1.3, 8.05, 0.3, 0.7), scaled(STONE, 0.62), foot=0.5))
    near = united(
        [
            rock(s.rng, side * s.half, 9.6, 4.2, 3.4),
            polygon(
                [
                    (side * s.half * 1.3, -1),
                    (side * s.half * 0.5, -1),
                    (side * s.half * 0.78, 2.6),
                    (side * s.half * 0.9, 1.0),
                    (side * s.half * 1.05, 4),
                ]
            ),
        ]
    )
    s.sheet(1.4, Cut(near, scaled(STONE, 0.7), head=0.9, foot=0.6), front=True, anchor=side * s.half, close=False)
    s.floor, s.open_sky = 8.1, False


def _roof_line(x: float, w: float, h: float) -> list[tuple[float, float]]:
    return [(x + u * w, 5.6 - h * (0.86 - 0.5 * u * u) + 0.1) for u in (-0.62, -0.3, 0.08, 0.4, 0.7)]
