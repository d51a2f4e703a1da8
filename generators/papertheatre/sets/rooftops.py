"""Over the roofs: a city far below and all around, skylights, chimneys with pots, aerials, washing on a line."""

from __future__ import annotations

from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import FRONTS, IRON, LIT, ROOFS, church, house, skyline, windows
from generators.papertheatre.sets.ground import bend, drawn, puddles, unrest
from generators.papertheatre.sets.roadside import smoke
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import line, polygon, rect, together

BRICK: Final[RGB] = (158, 96, 76)
CLAY: Final[RGB] = (176, 112, 84)
LEAD: Final[RGB] = (122, 126, 134)
DOME: Final = (
    "M-1 .3 L-1 -.5 -1.1 -.5 -1.1 -.66 -.9 -.66 Q-.9 -1.7 0 -1.84 Q.9 -1.7 .9 -.66 L1.1 -.66 1.1 -.5 1 -.5 1 "
    ".3 Z M-.12 -1.8 L-.12 -2.1 0 -2.5 .12 -2.1 .12 -1.8 Z"
)
AERIAL: Final = (
    "M0 0 L0 -2.2 M-.6 -2.05 L.6 -2.15 M-.45 -1.8 L.45 -1.88 M-.3 -1.56 L.3 -1.62 M-.5 -2.25 L-.5 -1.9 M.5 "
    "-2.3 L.5 -2 M-.2 -2.25 L-.2 -1.95 M.2 -2.25 L.2 -1.95"
)
TANK: Final = (
    "M-.7 -1 L-.7 -2.4 .7 -2.4 .7 -1 Z M-.84 -2.36 L0 -3 .84 -2.36 Z M-.6 0 L-.54 -1 -.42 -1 -.46 0 Z M.46 0 "
    "L.42 -1 .54 -1 .6 0 Z M-.06 0 L-.06 -1 .06 -1 .06 0 Z"
)
VANE: Final = (
    "M-.04 0 L-.04 -1.5 .04 -1.5 .04 0 Z M-.5 -1.04 L.5 -1.04 .5 -1.1 -.5 -1.1 Z M-.4 -1.5 L.1 -1.5 Q.3 -1.8 "
    ".5 -1.7 L.56 -1.5 .4 -1.34 -.1 -1.34 -.24 -1.2 -.3 -1.36 -.5 -1.4 Z"
)
SHIRT: Final = "M-.3 0 L.3 0 .6 .3 .44 .44 .3 .32 .3 .9 -.3 .9 -.3 .32 -.44 .44 -.6 .3 Z"


def rooftops(s: Scenery) -> None:
    """Roof behind roof down to the far city; the figures stand on leads between chimneys."""
    side = mirrored_side(s)
    hang_sky(s, 6.2)
    _hang_city(s, side)
    for k, depth in enumerate((0.34, 0.5, 0.66)):
        _hang_roofs(s, 6.7 + 0.42 * k, depth, (1.8 + 0.55 * k, 2.8 + 0.7 * k), side)
    tall = house(
        s, side * s.half * s.rng.uniform(0.7, 0.9), 7.6, s.rng.uniform(2.2, 3.0), s.rng.uniform(3.6, 4.6), 0.74
    )
    s.sheet(0.74, *tall, shadow=0.9)
    with s.aside("washing"):
        _hang_line(s, side)
    _hang_leads(s, side)
    _hang_stack(s, -side)
    s.floor = 8.2


def _hang_city(s: Scenery, side: int) -> None:
    """Far towers, a dome or a spire, single lit windows at night."""
    s.sheet(0.12, Cut(skyline(s, 6.3, 2.0, (0.4, 1.0)), (122, 126, 134)), shadow=0.4)
    x = -side * s.half * s.rng.uniform(0.25, 0.6)
    great = [Cut(drawn(DOME, x, 6.4, 1.0), (132, 142, 138))] if s.rng.random() < 0.5 else church(s, x, 6.4, 0.75, 0.2)
    s.sheet(
        0.2,
        *great[:1],
        *great[1:],
        Cut(skyline(s, 6.4, 1.1, (0.35, 0.8)), (124, 116, 116)),
        shadow=0.5,
    )
    if s.light.day.lamps > 0.3:
        with s.aside("sparks"):
            sparks = [rect(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(5.7, 6.6), 0.05, 0.07) for _ in range(60)]
        s.sheet(0.21, Cut(together(sparks), LIT, lit=1.0, rim=0.0, alpha=0.85), shadow=0.0)


def _hang_roofs(s: Scenery, y: float, depth: float, width: tuple[float, float], side: int) -> None:
    """A row of roofs seen from their long sides, with dormers and chimneys."""
    cuts: list[Cut] = []
    x = -s.span * 1.1 - s.rng.random() * 2
    while x < s.span * 1.1:
        w = s.rng.uniform(*width)
        rise = w * s.rng.uniform(0.34, 0.55)
        cuts += _roof(s, x + w / 2, y, w, rise, depth)
        x += w * s.rng.uniform(0.86, 1.0)
    s.sheet(depth, *cuts, shadow=0.9)
    at, burns = side * s.half * s.rng.uniform(-0.5, 0.8), s.rng.random() < 0.5
    if burns or s.light.day.lamps > 0.2:
        smoke(s, at, y - 1.3, 0.5 + 0.5 * depth, depth + 0.01)


def _roof(s: Scenery, x: float, y: float, w: float, rise: float, depth: float) -> list[Cut]:
    roof, front = s.rng.choice(ROOFS), s.rng.choice(FRONTS)
    inset = w * s.rng.choice((0.04, 0.12, 0.2))
    slope = polygon([(x - w / 2, y), (x - w / 2 + inset, y - rise), (x + w / 2 - inset, y - rise), (x + w / 2, y)])
    rows = [
        line([(x - w / 2 + inset * t, y - rise * t), (x + w / 2 - inset * t, y - rise * t)]) for t in (0.25, 0.5, 0.75)
    ]
    stack = x + w * s.rng.uniform(-0.3, 0.3)
    boxes = [(x + w * u, y - rise * 0.3, w * 0.13, rise * 0.32) for u in ((-0.24, 0.24) if w > 2.4 else (0.0,))]
    dormers = together(
        polygon(
            [
                (bx - bw * 0.8, by + 0.04),
                (bx - bw * 0.8, by - bh),
                (bx, by - bh * 1.55),
                (bx + bw * 0.8, by - bh),
                (bx + bw * 0.8, by + 0.04),
            ]
        )
        for bx, by, bw, bh in boxes
    )
    return [
        *_chimney(s, stack, y - rise + 0.1, w * 0.13, w * 0.24),
        Cut(rect(x - w * 0.48, y, w * 0.96, 3.0), scaled(front, 0.9), foot=0.6),
        Cut(slope, roof, head=1.2),
        Cut(together(rows), scaled(roof, 0.72), stroke=0.03, alpha=0.6),
        Cut(dormers, scaled(front, 1.05)),
        *windows(s, boxes, depth, front, 0.6),
    ]


def _chimney(s: Scenery, x: float, y: float, w: float, h: float) -> list[Cut]:
    """A stack that stands on y with two or three pots."""
    body = together([rect(x - w, y - h, 2 * w, h + 0.3), rect(x - w * 1.18, y - h, w * 2.36, h * 0.16)])
    pots = together(
        polygon(
            [
                (x + u * w - w * 0.2, y - h),
                (x + u * w - w * 0.15, y - h * 1.5),
                (x + u * w + w * 0.15, y - h * 1.5),
                (x + u * w + w * 0.2, y - h),
            ]
        )
        for u in s.rng.choice(((-0.6, 0.0, 0.6), (-0.45, 0.45)))
    )
    return [Cut(pots, CLAY), Cut(body, BRICK)]


def _hang_line(s: Scenery, side: int) -> None:
    """Washing between two poles, where the weather lets it hang."""
    if s.light.air.wind > 0.4 or s.says("chase|snow|burglar|thief"):
        return
    a, b, y = side * s.half * 0.12, side * s.half * 0.78, 6.1
    poles = together([rect(a - 0.04, y - 0.1, 0.08, 2.4), rect(b - 0.04, y - 0.3, 0.08, 2.6)])
    rope = line([(a, y)])
    rope.quadTo((a + b) / 2, y + 0.4, b, y - 0.2)
    linen: list[Any] = []
    for k, t in enumerate((0.16, 0.34, 0.52, 0.7, 0.86)):
        at, low = a + (b - a) * t, y + 0.4 * (2 * t * (1 - t)) - 0.2 * t * t
        linen.append(
            Cut(
                drawn(SHIRT, at, low, 0.62) if k % 2 else rect(at - 0.3, low, 0.6, 0.72),
                s.rng.choice(((226, 218, 200), (198, 120, 100), (132, 156, 162), (222, 190, 126))),
                foot=0.86,
            )
        )
    s.sheet(0.8, Cut(poles, IRON), Cut(rope, (210, 200, 184), stroke=0.025), shadow=0.5)
    s.sheet(0.81, *linen, shadow=0.6, sway=unrest(s, 0.05))


def _hang_leads(s: Scenery, side: int) -> None:
    """The flat roof that the figures stand on: standing seams, a low wall, a skylight that shines, an aerial."""
    lit = s.light.day.lamps
    x = -side * s.half * s.rng.uniform(0.42, 0.6)
    glass = polygon([(x - 1.0, 7.95), (x - 0.75, 7.2), (x + 0.75, 7.2), (x + 1.0, 7.95)])
    bars = [line([(x + u, 7.95), (x + u * 0.78, 7.2)]) for u in (-0.98, -0.34, 0.34, 0.98)]
    pane = Cut(glass, LIT if lit > 0.25 else (126, 146, 154), lit=lit, head=1.05, foot=0.95)
    s.sheet(
        0.94,
        Cut(rect(-s.span * 1.3, 7.74, s.span * 2.6, 0.5), scaled(BRICK, 0.86)),
        pane,
        Cut(together(bars), IRON, stroke=0.06),
    )
    if lit > 0.25:
        s.lamp(x, 7.5, 0.94, 1.9, strength=0.5 * lit, flicker=0.03)
    mast = side * s.half * 0.9
    thing = (
        Cut(drawn(TANK, mast, 7.8, 1.0), (120, 88, 68))
        if s.says("new york|manhattan|chicago|water tank|brooklyn")
        else Cut(drawn(AERIAL, mast, 7.8), IRON, stroke=0.05)
    )
    s.sheet(0.92, thing)
    seams = together(line([(u * 1.05, 7.98), (u * 1.5, 9.6)]) for u in range(-11, 12))
    slab = Cut(rect(-s.span * 1.3, 7.96, s.span * 2.6, 3), LEAD, head=1.12, foot=0.5)
    s.sheet(1.0, slab, Cut(seams, scaled(LEAD, 0.7), stroke=0.035), *puddles(s, 8.3, 0.5, 5, 1.2))


def _hang_stack(s: Scenery, side: int) -> None:
    """Close by: a great chimney with its pots, or a weather vane on the ridge of a roof."""
    x = side * s.half * 0.9
    if s.rng.random() < 0.6:
        bricks = together(
            line([(x - 1.0 + 0.5 * (k % 2) + u, 5.6 + 0.34 * k), (x - 1.0 + 0.5 * (k % 2) + u, 5.94 + 0.34 * k)])
            for k in range(10)
            for u in (0.0, 0.9, 1.8)
        )
        rows = together(line([(x - 1.2, 5.6 + 0.34 * k), (x + 2.4, 5.6 + 0.34 * k)]) for k in range(11))
        s.sheet(
            1.24,
            *_chimney(s, x + 0.4, 9.4, 1.3, 4.0),
            Cut(together([bricks, rows]), scaled(BRICK, 0.6), stroke=0.025, alpha=0.5),
            front=True,
            anchor=x,
            close=False,
        )
        return
    ridge = polygon(
        [
            (x - side * 3.2, 9.8),
            (x - side * 0.2, 7.2),
            (x + side * 0.4, 7.0),
            (x + side * 4, 7.0),
            (x + side * 4, 11),
            (x - side * 3.2, 11),
        ]
    )
    s.sheet(
        1.24,
        Cut(drawn(VANE, x - side * 0.2, 7.15, 1.3, bend(s) < -0.1), IRON),
        Cut(ridge, ROOFS[0]),
        front=True,
        anchor=x,
        close=False,
    )
