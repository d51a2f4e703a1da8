"""On a ship: the wheelhouse with its wheel, compass and three windows on the sea; the deck."""

from __future__ import annotations

from typing import Any

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.rooms import DARK_OAK, IRON, OAK, hang_floor, hang_wall, hanging_lamp, wings
from generators.papertheatre.sets.sea import IRON as HULL_IRON
from generators.papertheatre.sets.sea import WOOD, hang_sea
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import line, oval, polygon, rect, rock, smooth, united, without

BRASS: RGB = (206, 164, 92)
GREEN: RGB = (120, 236, 170)


def wheelhouse(s: Scenery) -> None:
    """Three windows, a wheel, a compass that glows, a chart table."""
    side = mirrored_side(s)
    s.tall, s.floor, s.bob = 3.2, 8.3, Sway(0.05, 0.03, 6.5, 0.2)
    wheel_x = side * s.half * 0.08
    s.light_at(*((wheel_x, 5.4) if s.light.day.lamps > 0.3 else (0.0, 3.2)), 8.0)
    inside = s.light
    hang_sky(s, 4.9)
    hang_sea(s, 5.0, 2, 0.28, 0.16)
    s.light, s.open_sky = inside, False
    wide = min(4.2, s.half * 0.5)
    holes = [rect(u * (wide + 0.5) - wide / 2, 1.5, wide, 3.8, 0.3) for u in (-1, 0, 1)]
    hang_wall(s, (150, 112, 82), holes, 0.42)
    frames = [without(_framed(u * (wide + 0.5), wide), hole) for u, hole in zip((-1, 0, 1), holes, strict=True)]
    s.sheet(0.45, *[Cut(f, OAK) for f in frames], Cut(rect(-s.span * 1.3, 5.7, s.span * 2.6, 0.22, 0.05), BRASS))
    hang_floor(s, (104, 78, 60))
    _chart_table(s, -side * s.half * 0.58)
    _binnacle(s, side * s.half * 0.4)
    _wheel(s, wheel_x)
    hanging_lamp(s, -side * s.half * 0.56, 1.9, 0.7)
    wings(s, DARK_OAK, side)
    s.props |= {"wheel", "table", "lamp", "ship", "radio", "boat"}


def _framed(x: float, wide: float) -> Any:
    return rect(x - wide / 2 - 0.16, 1.34, wide + 0.32, 4.12, 0.36)


def _chart_table(s: Scenery, x: float) -> None:
    cuts = [
        Cut(rect(x - 1.7, 5.9, 3.4, 2.0, 0.05), DARK_OAK),
        Cut(rect(x - 1.85, 5.78, 3.7, 0.2, 0.05), scaled(OAK, 1.15)),
    ]
    cuts += [Cut(rect(x - 1.4, y, 2.8, 0.42, 0.04), OAK) for y in (6.25, 6.8, 7.35)]
    chart = polygon([(x - 1.2, 5.78), (x - 0.9, 5.5), (x + 0.9, 5.44), (x + 1.2, 5.78)])
    s.sheet(
        0.84,
        *cuts,
        Cut(chart, (232, 220, 190)),
        Cut(line([(x - 0.7, 5.68), (x, 5.56), (x + 0.6, 5.66)]), (150, 84, 64), stroke=0.03),
    )


def _binnacle(s: Scenery, x: float) -> None:
    """The compass on its post; it glows green."""
    post = polygon([(x - 0.5, 7.9), (x - 0.34, 5.9), (x + 0.34, 5.9), (x + 0.5, 7.9)])
    s.sheet(
        0.86,
        Cut(post, OAK),
        Cut(oval(x, 5.72, 0.52, 0.44), BRASS),
        Cut(oval(x, 5.66, 0.36, 0.28), GREEN, lit=0.85, head=1.0),
    )
    s.lamp(x, 5.66, 0.86, 1.9, GREEN, 0.22 + 0.24 * s.light.day.lamps, 0.0)


def _wheel(s: Scenery, x: float) -> None:
    y = 5.9
    stand = polygon([(x - 0.46, 8.0), (x - 0.2, y), (x + 0.2, y), (x + 0.46, 8.0)])
    spokes = [
        Cut(line([(x - dx * 1.5, y - dy * 1.5), (x + dx * 1.5, y + dy * 1.5)]), OAK, stroke=0.11)
        for dx, dy in ((1, 0), (0, 1), (0.71, 0.71), (0.71, -0.71))
    ]
    ring = without(oval(x, y, 1.16), oval(x, y, 0.94))
    s.sheet(0.8, Cut(stand, DARK_OAK))
    s.sheet(
        0.82,
        *spokes,
        Cut(ring, scaled(OAK, 1.2)),
        Cut(oval(x, y, 0.24), BRASS),
        Cut(oval(x, y, 0.1), IRON),
        sway=Sway(0.02, 0.01, 5.0),
    )


def deck(s: Scenery) -> None:
    """Aboard: planks, rail, mast and rigging, a lantern on its hook, the sea beyond."""
    side = mirrored_side(s)
    hang_sky(s, 5.4)
    hang_sea(s, 5.7, 3, 0.6, 0.28)
    sway = Sway(0.1, 0.05, 6.5, 0.2)
    x = side * s.half * 0.3
    mast = Cut(rect(x - 0.17, -3, 0.34, 11), WOOD)
    shrouds = [Cut(line([(x, -1.2), (x + u, 7.2)]), (84, 70, 58), stroke=0.045) for u in (-3.2, -2.5, 2.5, 3.2)]
    rungs = [
        Cut(line([(x + d * (2.5 * t), -1.2 + 8.4 * t), (x + d * (3.2 * t), -1.2 + 8.4 * t)]), (84, 70, 58), stroke=0.03)
        for d in (-1, 1)
        for t in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    ]
    sail = smooth(
        [(x - 0.2, -2.0), (x - side * 4.6, -1.8), (x - side * 5.2, 2.6), (x - side * 2.4, 3.4), (x - 0.2, 2.9)]
    )
    s.sheet(
        0.7,
        Cut(sail, (220, 204, 172), foot=0.8),
        Cut(rect(min(x, x - side * 5.4), 2.95, 5.4, 0.16, 0.06), WOOD),
        sway=Sway(0.12, 0.06, 6.5, 0.5),
    )
    s.sheet(0.78, *shrouds, *rungs, mast, Cut(rect(x - 3.4, 0.4, 6.8, 0.2, 0.08), WOOD), sway=sway)
    posts = [Cut(rect(u * 1.5 - 0.07, 6.3, 0.14, 1.5), WOOD) for u in range(-9, 10)]
    s.sheet(0.88, *posts, Cut(rect(-s.span * 1.3, 6.16, s.span * 2.6, 0.22, 0.06), scaled(WOOD, 1.2)), sway=sway)
    boards = [Cut(line([(u * 0.9, 7.6), (u * 1.9, 10)]), (78, 56, 44), stroke=0.03, alpha=0.8) for u in range(-11, 12)]
    s.sheet(
        1.0,
        Cut(rect(-s.span * 1.3, 7.55, s.span * 2.6, 4), scaled(WOOD, 1.12), head=1.15, foot=0.55),
        *boards,
        sway=sway,
    )
    s.sheet(
        0.8,
        Cut(rect(x + 0.3, 4.1, 0.34, 0.5, 0.06), (255, 226, 160), lit=0.3 + 0.7 * s.light.day.lamps),
        Cut(line([(x, 3.8), (x + 0.46, 3.8), (x + 0.46, 4.1)]), HULL_IRON, stroke=0.05),
        sway=sway,
    )
    s.lamp(x + 0.46, 4.35, 0.8, 2.2, strength=0.25 + 0.4 * s.light.day.lamps)
    wheel = [oval(-side * s.half * 0.92, 8.2, 1.35)]
    s.sheet(
        1.35,
        Cut(united([rock(s.rng, -side * s.half * 1.02, 9.6, 3.0, 1.5), *wheel]), scaled(WOOD, 0.7), head=1.0, foot=0.5),
        front=True,
        anchor=-side * s.half,
        close=False,
    )
    s.floor, s.bob = 8.15, sway
    s.props |= {"rope", "lamp"}
