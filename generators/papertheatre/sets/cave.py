"""The cave: rock doors one within another, a bright mouth at the end, teeth of stone, still water."""

from __future__ import annotations

from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.ground import drawn
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import Point, crags, oval, polygon, rect, ridge, rock, smooth, together, without

STONE: Final[RGB] = (112, 106, 108)
MOUTH: Final[tuple[Point, ...]] = (
    (-1.0, 0.62), (-1.06, 0.1), (-0.8, -0.5), (-0.3, -0.82), (0.25, -0.86), (0.8, -0.55), (1.05, 0.05), (1.0, 0.62),
)  # fmt: skip
CRYSTAL: Final = "M-.5 .1 L-.3 -.7 -.2 -.2 -.02 -1.2 .14 -.3 .3 -.8 .5 .1 Z"
TORCH: Final = "M-.06 0 L-.09 -.7 .09 -.7 .06 0 Z M-.16 -.68 L.16 -.68 .1 -.54 -.1 -.54 Z"
FLAME: Final = "M-.13 -.68 Q-.2 -.9 -.04 -1.05 Q.02 -1.2 .04 -1.3 Q.2 -1.05 .16 -.86 Q.16 -.74 .12 -.68 Z"


def cave(s: Scenery) -> None:
    """From the bright mouth inwards to the rocks about us."""
    side = mirrored_side(s)
    hang_sky(s, 5.6, clouds=False)
    x = -side * s.half * s.rng.uniform(0.1, 0.26)
    s.sheet(0.14, Cut(ridge(s.rng, -s.span, s.span, 6.0, 0.7, 4.0), (110, 128, 124)), shadow=0.4)
    s.light_at(x, 4.4, 7.0)
    s.stars = 0.0
    for k, (depth, w, h) in enumerate(((0.3, 2.2, 3.0), (0.5, 3.7, 4.2), (0.72, 5.6, 5.5))):
        _hang_door(s, x, depth, w * s.rng.uniform(0.9, 1.1), h, k)
    _hang_pool(s, x)
    _hang_light(s, side)
    s.sheet(1.0, Cut(crags(s.rng, -s.span * 1.3, s.span * 1.3, 8.05, 0.3, 0.7), scaled(STONE, 0.62), foot=0.5))
    _hang_near(s, side)
    s.floor, s.open_sky = 8.1, False


def _hang_door(s: Scenery, x: float, depth: float, w: float, h: float, k: int) -> None:
    """A wall of rock with a hole in it, teeth of stone along the hole's roof and its foot."""
    tone = scaled(STONE, 0.95 - 0.17 * k)
    hole = smooth([(x + u * w * s.rng.uniform(0.9, 1.1), 5.6 + v * h * s.rng.uniform(0.92, 1.08)) for u, v in MOUTH])
    teeth = []
    for u in (-0.72, -0.4, -0.12, 0.2, 0.5, 0.78):
        at, top = x + (u + s.rng.uniform(-0.06, 0.06)) * w, 5.6 - h * (0.84 - 0.42 * u * u)
        size = s.rng.uniform(0.3, 1.0) * (0.6 + 0.2 * k)
        teeth.append(
            polygon(
                [(at - 0.3 * size - 0.1, top - 0.6), (at + 0.3 * size + 0.1, top - 0.6), (at + 0.02, top + 0.9 * size)]
            )
        )
    for u in (-0.86, 0.84, 0.66):
        at, size = x + u * w, s.rng.uniform(0.5, 1.1)
        teeth.append(
            polygon(
                [
                    (at - 0.35 * size, 8),
                    (at - 0.04, 7.3 - 0.8 * size),
                    (at + 0.04, 7.3 - 0.8 * size),
                    (at + 0.4 * size, 8),
                ]
            )
        )
    folds = together(
        smooth(
            [(x + u * w * 1.3, 5.6 - h * 0.9), (x + u * w * 1.5, 5.6 - h * 0.2), (x + u * w * 1.42, 6.8)], closed=False
        )
        for u in (-1.0, -1.24, 1.0, 1.28)
    )
    for tooth in teeth:
        hole = without(hole, tooth)
    wall = without(rect(-s.span * 1.4, -7, s.span * 2.8, 19), hole)
    s.sheet(
        depth,
        Cut(wall, tone, head=0.8, foot=1.0),
        Cut(folds, scaled(tone, 0.72), stroke=0.05, alpha=0.5),
        shadow=1.0,
    )


def _hang_pool(s: Scenery, x: float) -> None:
    """Still water that holds the light of the mouth."""
    pool = smooth([(-s.span, 7.4), (-3, 7.25), (1, 7.34), (4, 7.2), (s.span, 7.4), (s.span, 11), (-s.span, 11)])
    tone = mix(s.light.day.horizon, s.light.day.middle, 0.4)
    slips = together(
        oval(x + s.rng.uniform(-0.16, 0.16) * (k + 3), 7.38 + 0.05 * k, 0.9 - 0.04 * k, 0.018) for k in range(11)
    )
    s.sheet(
        0.8,
        Cut(pool, (70, 104, 112), head=1.3, foot=0.6),
        Cut(slips, tone, lit=0.9, alpha=0.6, rim=0.0),
        sway=Sway(0.08, 0.02, 6.0),
    )


def _hang_light(s: Scenery, side: int) -> None:
    """A torch in the wall where people live or dig, else crystals that shine by themselves."""
    x = side * s.half * s.rng.uniform(0.56, 0.7)
    if s.says("torch\\w*|mine|dwarf|dwarves|pirate\\w*|smuggler\\w*|treasure|den|lair|hideout") or s.rng.random() < 0.4:
        s.sheet(
            0.86,
            Cut(drawn(TORCH, x, 5.6, 1.2), (92, 66, 50)),
            Cut(drawn(FLAME, x, 5.6, 1.2), (255, 190, 90), lit=1.0, rim=0.0),
        )
        s.lamp(x, 4.5, 0.86, 2.6, strength=0.6, flicker=0.12)
        return
    tone = s.rng.choice(((150, 206, 224), (196, 168, 226), (160, 220, 176)))
    for u, size in ((0.0, 1.0), (0.9, 0.6), (-0.8, 0.7)):
        s.sheet(0.86, Cut(drawn(CRYSTAL, x + u, 7.95, size * 1.1), tone, lit=0.55, head=1.2), shadow=0.6)
    s.lamp(x, 7.4, 0.86, 2.0, tone, 0.34, 0.0)


def _hang_near(s: Scenery, side: int) -> None:
    """A boulder in one corner and teeth of stone over our heads."""
    x = side * s.half
    fangs = [(0.5, 2.4), (0.68, 1.2), (0.82, 3.1), (0.98, 1.8)]
    roof = [(x * 1.4, -1.0), *[p for u, v in fangs for p in ((x * (u - 0.07), 0.0), (x * u, v))], (x * 1.4, 2.6)]
    low = [(-x * 1.3, -1), (-x * 0.7, -1), (-x * 0.8, 1.0), (-x * 0.9, 0.2), (-x * 1.0, 1.7), (-x * 1.3, 2)]
    cuts = [
        Cut(p, scaled(STONE, 0.8), head=0.95, foot=0.7)
        for p in (rock(s.rng, x, 9.6, 4.2, 3.0), polygon(roof), polygon(low))
    ]
    s.sheet(1.24, *cuts, front=True, anchor=x, close=False)
