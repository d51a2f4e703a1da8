"""Small things that stand along streets and paths: lamps, fences, benches, signs, telegraph poles, smoke over roofs."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets.buildings import IRON
from generators.papertheatre.sets.ground import drawn
from generators.papertheatre.shapes import line, oval, polygon, rect, smooth, together

WOOD: Final[RGB] = (124, 92, 70)
GLASS: Final[RGB] = (255, 224, 156)
# A street lamp one unit high, standing on y = 0.
LAMP_FOOT: Final = "M-.047 0 L-.036 -.04 -.018 -.15 .018 -.15 .036 -.04 .047 0 Z"
LAMP_SHAFT: Final = (
    "M-.012 -.1 L-.012 -.92 .012 -.92 .012 -.1 Z M-.03 -.745 L.03 -.745 .03 -.765 -.03 -.765 Z "
    "M-.08 -.85 L.08 -.85 .08 -.865 -.08 -.865 Z"
)
LAMP_GLASS: Final = "M-.032 -.9 L-.056 -1.035 .056 -1.035 .032 -.9 Z"
LAMP_HAT: Final = "M-.076 -1.03 L-.04 -1.09 -.012 -1.106 -.012 -1.13 .012 -1.13 .012 -1.106 .04 -1.09 .076 -1.03 Z"
# A lantern on a bracket: the wall is at x = 0, the lantern hangs at x = 1.
BRACKET: Final = "M0 0 L1.04 0 M0 .5 Q.5 .46 .7 0 M.2 0 Q.3 .3 .1 .38 Q-.02 .3 .12 .24 M1 0 L1 .2"
LANTERN: Final = "M.84 .3 L1.16 .3 1.1 .82 .9 .82 Z"
LANTERN_CAP: Final = "M.78 .32 L1 .14 1.22 .32 Z M.88 .8 L1.12 .8 1.06 .92 .94 .92 Z"
BENCH: Final = (
    "M-1 -.42 L1 -.42 1 -.5 -1 -.5 Z M-1 -.66 L1 -.66 1 -.74 -1 -.74 Z M-1 -.84 L1 -.84 1 -.92 -1 -.92 Z "
    "M-.86 0 L-.86 -.96 -.78 -.96 -.78 0 Z M.78 0 L.78 -.96 .86 -.96 .86 0 Z"
)


def lamp_post(s: Scenery, x: float, y: float, h: float, depth: float, front: bool = False) -> None:
    """A street lamp that stands on y, h units high to its glass."""
    lit = s.light.day.lamps
    cuts = [
        Cut(drawn(LAMP_FOOT, x, y, h), IRON),
        Cut(drawn(LAMP_SHAFT, x, y, h), IRON),
        Cut(drawn(LAMP_GLASS, x, y, h), GLASS, lit=0.15 + 0.85 * lit, head=1.0, foot=1.0),
        Cut(drawn(LAMP_HAT, x, y, h), IRON),
    ]
    s.sheet(depth, *cuts, shadow=0.7, front=front)
    if lit > 0.05:
        s.lamp(x, y - h * 0.965, depth, 0.62 * max(1.7, h), strength=0.6 * lit, flicker=0.05)


def lantern(s: Scenery, x: float, y: float, size: float, side: int) -> list[Cut]:
    """A wrought bracket with a hanging lantern; it reaches from x towards `side`."""
    lit = s.light.day.lamps
    return [
        Cut(drawn(BRACKET, x, y, size, side < 0), IRON, stroke=0.07 * size),
        Cut(drawn(LANTERN, x, y, size, side < 0), GLASS, lit=0.15 + 0.85 * lit, head=1.0, foot=0.96),
        Cut(drawn(LANTERN_CAP, x, y, size, side < 0), IRON),
    ]


def fence(s: Scenery, x0: float, x1: float, y: float, h: float, step: float) -> Any:
    """A fence of pointed pales on two rails, standing on y."""
    parts = [rect(x0, y - h * u, x1 - x0, h * 0.09) for u in (0.72, 0.32)]
    x, w = x0, step * 0.52
    while x < x1:
        high = h * s.rng.uniform(0.93, 1.04)
        parts.append(
            polygon(
                [
                    (x, y + 0.1),
                    (x, y - high + w * 0.6),
                    (x + w / 2, y - high),
                    (x + w, y - high + w * 0.6),
                    (x + w, y + 0.1),
                ]
            )
        )
        x += step
    return together(parts)


def rail_fence(s: Scenery, x0: float, x1: float, y: float, h: float, step: float = 1.6) -> Any:
    """Posts with two rails, as in open country."""
    posts, x = [], x0
    while x < x1 + step:
        posts.append((x, y - h * s.rng.uniform(0.95, 1.1)))
        x += step
    parts = [
        polygon([(ax, ay + h * u), (bx, by + h * u), (bx, by + h * u + 0.09), (ax, ay + h * u + 0.09)])
        for (ax, ay), (bx, by) in pairwise(posts)
        for u in (0.2, 0.55)
    ]
    parts += [rect(px - 0.08, py, 0.16, y - py + 0.2, 0.03) for px, py in posts]
    return together(parts)


def railing(x0: float, x1: float, y: float, h: float, step: float) -> Any:
    """An iron railing of upright bars with spear heads."""
    parts = [rect(x0, y - h * u, x1 - x0, 0.05) for u in (0.86, 0.2)]
    x = x0
    while x < x1:
        parts.append(rect(x - 0.02, y - h, 0.04, h))
        parts.append(polygon([(x - 0.05, y - h), (x, y - h - 0.16), (x + 0.05, y - h)]))
        x += step
    return together(parts)


def telegraph_pole(x: float, y: float, h: float, arms: int = 2) -> Any:
    """A pole with cross arms and insulators, standing on y."""
    k = h / 5.0
    parts = [rect(x - 0.07 * k, y - h, 0.14 * k, h + 0.2)]
    for n in range(arms):
        v = y - h + (0.3 + 0.42 * n) * k
        parts.append(rect(x - 0.8 * k, v, 1.6 * k, 0.09 * k))
        parts += [rect(x + u * k - 0.035 * k, v - 0.14 * k, 0.07 * k, 0.15 * k) for u in (-0.7, -0.4, 0.4, 0.7)]
    return together(parts)


def wire(ax: float, ay: float, bx: float, by: float, sag: float) -> Any:
    """A wire that hangs between two points."""
    path = line([(ax, ay)])
    path.quadTo((ax + bx) / 2, max(ay, by) + sag, bx, by)
    return path


def smoke(s: Scenery, x: float, y: float, size: float, depth: float) -> None:
    """A curl of smoke over a chimney; wind lays it down."""
    wind = s.light.air.wind
    left, right = [], []
    for k in range(8):
        t, wide = k / 7, size * (0.03 + 0.2 * k / 7)
        at = x + size * (0.2 * math.sin(4.5 * t) - (0.5 + 1.8 * wind) * 1.4 * t * t)
        up = y - 2.2 * size * t * (1 - 0.35 * wind)
        left.append((at - wide, up))
        right.append((at + wide, up))
    tone = scaled(s.light.day.horizon, 1.04)
    puff = Cut(smooth([*left, *reversed(right)]), tone, lit=0.55, alpha=0.5, rim=0.3, head=1.05)
    s.sheet(depth, puff, shadow=0.0, sway=Sway(0.06, 0.03, 7.0))


def bench(x: float, y: float, size: float, colour: RGB = WOOD) -> Cut:
    return Cut(drawn(BENCH, x, y, size), colour)


def signpost(x: float, y: float, h: float, side: int) -> list[Cut]:
    """A post with two arms that point along the road."""
    arms = [(-h + 0.1, side, 1.1), (-h + 0.62, -side, 0.9)]
    boards = []
    for v, way, w in arms:
        boards.append(
            polygon(
                [
                    (x - way * 0.16, y + v),
                    (x + way * w, y + v),
                    (x + way * (w + 0.24), y + v + 0.18),
                    (x + way * w, y + v + 0.36),
                    (x - way * 0.16, y + v + 0.36),
                ]
            )
        )
    rules = [line([(x + way * 0.1, y + v + 0.18), (x + way * (w - 0.1), y + v + 0.18)]) for v, way, w in arms]
    return [
        Cut(rect(x - 0.08, y - h, 0.16, h + 0.2), WOOD),
        Cut(together(boards), (206, 184, 146), foot=0.9),
        Cut(together(rules), scaled(WOOD, 0.7), stroke=0.035),
        Cut(oval(x, y - h, 0.11), WOOD),
    ]
