"""About the lighthouse: the white tower on its reef, the door at its foot, the gallery at its head."""

from __future__ import annotations

from generators.papertheatre.colour import scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.coast import hang_isles, hang_rocks
from generators.papertheatre.sets.sea import GRANITE, IRON, RED, ROCK, birds, hang_lighthouse, hang_sea, hang_ship
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, line, oval, polygon, rect, rock, united


def lighthouse(s: Scenery) -> None:
    """A white tower on a black reef, the sea all around."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.4)
    hang_isles(s)
    if s.says("ship|schooner|vessel|steamer|wreck"):
        hang_ship(s, -side * s.half * 0.38, 5.85, 0.42, 0.3)
    hang_sea(s, 5.8, 2, 0.5, 0.3)
    x = side * s.half * 0.42
    base = united(
        [rock(s.rng, x, 6.7, 4.4, 1.0), rock(s.rng, x + 1.7, 6.75, 2.2, 0.62), rock(s.rng, x - 2.0, 6.8, 1.8, 0.42)]
    )
    hang_lighthouse(s, x, 5.95, 4.5, 0.55, door=True)
    s.sheet(0.58, Cut(base, ROCK, head=1.15, foot=0.6))
    hang_sea(s, 6.5, 3, 0.92, 0.62)
    with s.aside("birds"):
        birds(s, 3 if s.light.air.wind < 0.6 else 0)
    hang_rocks(s, side)
    s.props |= {"gull"}


def door(s: Scenery) -> None:
    """At the foot of the tower: its great door, steps, a lamp above; the sea beside it."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.2)
    hang_isles(s, 5.4)
    hang_sea(s, 5.6, 3, 0.6, 0.3)
    x, w = side * s.half * 0.34, 3.1
    wall = polygon([(x - w * 1.06, 8.2), (x - w * 0.86, -1.5), (x + w * 0.86, -1.5), (x + w * 1.06, 8.2)])
    rows = []
    for k in range(9):
        y = 0.2 + k * 0.9
        rows.append(
            Cut(
                line([(x - w * 1.0, y), (x, y + 0.12), (x + w * 1.0, y)]),
                scaled(GRANITE, 0.62),
                stroke=0.025,
                alpha=0.6,
            )
        )
        rows += [
            Cut(line([(x + w * u, y + 0.08), (x + w * u, y + 0.92)]), scaled(GRANITE, 0.62), stroke=0.022, alpha=0.5)
            for u in (s.rng.uniform(-0.8, -0.3), s.rng.uniform(-0.2, 0.2), s.rng.uniform(0.35, 0.8))
        ]
    s.sheet(0.74, Cut(wall, GRANITE, head=1.0, foot=0.8), *rows)
    leaf = arch(x, 7.6, 1.72, 3.5)
    planks = [
        Cut(line([(x + u, 7.55), (x + u, 4.45)]), (58, 42, 36), stroke=0.03, alpha=0.8)
        for u in (-0.5, -0.17, 0.17, 0.5)
    ]
    irons = [Cut(rect(x - 0.82, y, 1.3, 0.1, 0.05), IRON, rim=0.5) for y in (5.2, 6.5)]
    s.sheet(
        0.78,
        Cut(arch(x, 7.66, 2.3, 3.95), scaled(GRANITE, 0.8)),
        Cut(leaf, (104, 72, 54), head=0.8, foot=1.0),
        *planks,
        *irons,
        Cut(oval(x + 0.58, 6.15, 0.09), (222, 180, 96), rim=0.6),
    )
    for k in range(3):
        s.sheet(
            0.82 + 0.05 * k,
            Cut(
                rect(x - 1.7 - 0.4 * k, 7.52 + 0.16 * k, 3.4 + 0.8 * k, 1.2, 0.04),
                scaled(GRANITE, 0.78 - 0.06 * k),
                foot=0.5,
            ),
        )
    lamp_x, lit = x - side * 1.65, 0.25 + 0.75 * s.light.day.lamps
    s.sheet(
        0.8,
        Cut(rect(lamp_x - 0.16, 3.62, 0.32, 0.5, 0.06), (255, 226, 160), lit=lit),
        Cut(polygon([(lamp_x - 0.26, 3.66), (lamp_x, 3.36), (lamp_x + 0.26, 3.66)]), IRON),
        Cut(line([(lamp_x, 3.4), (lamp_x, 3.05), (lamp_x + side * 0.5, 3.05)]), IRON, stroke=0.06),
    )
    s.lamp(lamp_x, 3.86, 0.8, 2.6, strength=0.62 * lit)
    hang_rocks(s, side)
    s.doors.append(x)
    s.props |= {"door", "lamp", "lantern"}


def gallery(s: Scenery) -> None:
    """High on the tower: the iron rail, the lantern's glass, the sea far below."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 6.2)
    hang_isles(s, 6.3)
    hang_sea(s, 6.4, 3, 0.6, 0.26)
    hang_ship(s, -side * s.half * 0.4, 6.45, 0.3, 0.27)
    x = side * s.half * 0.62
    lit = 0.3 + 0.7 * s.light.day.lamps
    glass = polygon([(x - 1.7, 7.9), (x - 1.7, 1.3), (x + 1.7, 1.3), (x + 1.7, 7.9)])
    bars = [Cut(line([(x + u, 1.2), (x + u, 8)]), IRON, stroke=0.1) for u in (-1.7, -0.6, 0.6, 1.7)]
    cross = [Cut(line([(x - 1.7, y), (x + 1.7, y)]), IRON, stroke=0.08) for y in (1.3, 3.4, 5.5)]
    roof = polygon([(x - 2.3, 1.35), (x - 1.2, 0.1), (x, -0.7), (x + 1.2, 0.1), (x + 2.3, 1.35)])
    s.sheet(0.72, Cut(glass, (255, 228, 164), lit=lit * 0.9, head=1.0, foot=0.8), *bars, *cross, Cut(roof, RED))
    s.lamp(x, 3.8, 0.72, 3.6, (255, 220, 150), 0.55 * lit, 0.04)
    if s.light.night:
        s.light_at(x, 3.8)
    s.sheet(1.0, Cut(rect(-s.span * 1.3, 7.86, s.span * 2.6, 3), scaled(IRON, 1.25), head=1.1, foot=0.5))
    posts = [Cut(rect(u * 1.3 - 0.04, 6.35, 0.08, 1.8), IRON) for u in range(-9, 10)]
    rails = [Cut(rect(-s.span * 1.3, y, s.span * 2.6, 0.09, 0.04), scaled(IRON, 1.2)) for y in (6.3, 7.0)]
    s.sheet(0.94, *posts, *rails)
    s.floor, s.reach = 8.12, (-0.55, 0.35) if side > 0 else (-0.35, 0.55)
