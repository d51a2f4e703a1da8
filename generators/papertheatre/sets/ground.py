"""What lies on the ground and what weather leaves there: puddles, rings on water, pebbles, ways; what wind bends."""

from __future__ import annotations

import math
from typing import Any, Final

from generators.base import Weather
from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import Point, moved, outline, oval, smooth, without

SNOW: Final[RGB] = (238, 242, 246)
PATH: Final[RGB] = (206, 182, 138)
AUTUMN: Final = "autumn|fall|september|october|november"
CALM: Final = 0.25  # the wind of a clear day, in which nothing bends
BEND: Final = 0.34  # stage units that the top of a thing one unit high goes sideways in a storm


def drawn(text: str, x: float, y: float, size: float = 1.0, mirror: bool = False) -> Any:
    """A copy of a written outline (shapes.outline) with its origin at (x, y)."""
    return moved(outline(text), x, y, size, mirror)


def bend(s: Scenery) -> float:
    """How far things lean for each unit of their height, 0 or less: rain and wind come from the right."""
    return -BEND * max(0.0, s.light.air.wind - CALM)


def unrest(s: Scenery, much: float = 0.05, period_s: float = 4.6, phase: float = 0.0) -> Sway:
    """The sway of leaves and blades: a breath on a calm day, more and quicker in wind."""
    wind = s.light.air.wind
    return Sway(much * (0.5 + 2.0 * wind), 0.0, period_s - 1.6 * wind, phase)


def stir_leaves(s: Scenery) -> None:
    """Leaves come down in autumn, and whenever the wind is strong enough to take them."""
    if s.light.air.wind > 0.4 or s.says(AUTUMN):
        s.motes.add("leaves")


def snows(s: Scenery) -> bool:
    return s.light.weather is Weather.SNOW


def rains(s: Scenery) -> bool:
    return s.light.weather in (Weather.RAIN, Weather.STORM)


def snow_cap(path: Any, thick: float, alpha: float = 1.0) -> Cut:
    """A strip of snow along the upper edges of an outline, in places where it always lies."""
    return Cut(without(path, moved(path, 0.0, thick)), SNOW, rim=0.6, head=1.06, foot=0.94, alpha=alpha)


def pebbles(s: Scenery, y: float, deep: float, count: int, size: float = 0.22) -> list[Any]:
    """Flat stones that lie between y and y + deep."""
    paths = []
    for _ in range(count):
        x, v, r = s.rng.uniform(-1, 1) * s.half, y + deep * s.rng.random(), size * s.rng.uniform(0.35, 1.0)
        points = [
            (x + r * math.cos(a) * s.rng.uniform(0.85, 1.15), v - r * 0.5 * math.sin(a))
            for a in (0, 0.7, 1.5, 2.3, 3.1)
        ]
        paths.append(smooth([*points, (x - r * 0.6, v + r * 0.18), (x + r * 0.6, v + r * 0.18)]))
    return paths


def puddles(s: Scenery, y: float, deep: float, count: int, wide: float = 1.0) -> list[Cut]:
    """Flat pools between y and y + deep, in which the low sky lies; none in dry weather."""
    if not rains(s):
        return []
    with s.aside("puddles"):
        return _pools(s, y, deep, count, wide)


def _pools(s: Scenery, y: float, deep: float, count: int, wide: float) -> list[Cut]:
    tone = mix(s.light.day.horizon, s.light.day.middle, 0.4)
    cuts: list[Cut] = []
    for k in range(count):
        share = (k + s.rng.random()) / count
        x, v = (2 * s.rng.random() - 1) * s.half, y + deep * share
        rx = wide * s.rng.uniform(0.45, 1.1) * (0.5 + 0.8 * share)
        cuts.append(Cut(oval(x, v, rx, rx * 0.13), scaled(tone, 1.05), lit=0.75, rim=0.9, head=1.1, foot=0.8))
        cuts.append(Cut(oval(x - rx * 0.2, v, rx * 0.34, rx * 0.05), tone, stroke=0.014, lit=1.0, head=1.3, alpha=0.7))
    return cuts


def rings(s: Scenery, y0: float, y1: float, count: int) -> list[Cut]:
    """Rings of rain on water between two heights; none in dry weather."""
    if not rains(s):
        return []
    tone = mix(s.light.day.horizon, (255, 255, 255), 0.3)
    with s.aside("rings"):
        spots = [(s.rng.uniform(-1, 1) * s.half, s.rng.random()) for _ in range(count)]
    return [
        Cut(oval(x, y0 + (y1 - y0) * t, 0.12 + 0.3 * t, 0.02 + 0.05 * t), tone, stroke=0.018, lit=0.9, alpha=0.6)
        for x, t in spots
    ]


def lane(points: list[tuple[float, float, float]]) -> Any:
    """A way that winds through (x, y, half of its width), from its far end to us."""
    left: list[Point] = [(x - w, y) for x, y, w in points]
    right: list[Point] = [(x + w, y) for x, y, w in reversed(points)]
    return smooth([*left, *right])


def footpath(s: Scenery, x: float, w: float, drift: float = 0.0) -> Cut:
    """The near end of a way, `w` wide to either side of x where the figures stand; `drift`: how far it leads aside."""
    tone: RGB = (206, 206, 208) if snows(s) else PATH
    near = [(x, 7.84, w * 0.72), (x, 8.05, w * 0.84), (x + drift * 0.4, 8.3, w)]
    way = lane([*near, (x + drift, 9.0, w * 1.6), (x + drift * 1.6, 11, w * 2.6)])
    return Cut(way, tone, foot=0.7, rim=0.5)
