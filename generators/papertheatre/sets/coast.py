"""Places by the sea: lighthouse, its door and gallery, open sea, beach, reef, boat landing, harbour."""

from __future__ import annotations

import math

from generators.papertheatre.colour import scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import hang_houses
from generators.papertheatre.sets.sea import (
    DEEP,
    GRANITE,
    IRON,
    RED,
    ROCK,
    SAND,
    WOOD,
    birds,
    hang_boat,
    hang_lighthouse,
    hang_sea,
    hang_ship,
    hang_swell,
)
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import (
    arch,
    gable,
    line,
    oval,
    polygon,
    rect,
    ridge,
    rock,
    smooth,
    together,
    tufts,
    united,
    waves,
)


def hang_isles(s: Scenery, y: float = 5.6) -> None:
    """Far land on the horizon, other land in every place; after dark a village shines on it."""
    high = s.rng.choice((0.5, 0.85, 1.3))
    for k, (depth, rise) in enumerate(((0.16, high), (0.22, high * 0.6))):
        path = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y + 0.12 * k, rise, 7.5 - 2 * k, 7.5)
        s.sheet(depth, Cut(path, (104, 122, 118)), shadow=0.45)
    x, lit = s.rng.uniform(-0.8, 0.8) * s.half, s.light.day.lamps
    if lit > 0.3:
        with s.aside("village"):
            panes = [rect(x + s.rng.gauss(0, 0.7), y - s.rng.uniform(0.02, 0.2), 0.045, 0.06) for _ in range(9)]
        s.sheet(0.23, Cut(together(panes), (255, 206, 120), lit=lit, rim=0.0), shadow=0.0)


def hang_rocks(s: Scenery, side: int, floor: float = 7.95) -> None:
    """The flat shelf that the figures stand on, swell before it, dark boulders in a corner."""
    wide = s.half * 1.15
    xs = [-1.35, -1.0, -0.8, -0.55, -0.3, 0.0, 0.25, 0.5, 0.75, 1.0, 1.35]
    tops = [9.9, 8.2, 7.86, 7.95, 7.8, 7.9, 7.82, 7.94, 7.84, 8.25, 9.9]
    points = [(x * wide, y + floor - 7.95 + s.rng.uniform(-0.05, 0.05)) for x, y in zip(xs, tops, strict=True)]
    humps = [
        rock(s.rng, s.rng.uniform(-1, 1) * wide, floor + 0.1, s.rng.uniform(0.9, 1.9), s.rng.uniform(0.25, 0.5))
        for _ in range(4)
    ]
    s.sheet(0.96, *[Cut(h, scaled(ROCK, 0.92), head=1.15, foot=0.6) for h in humps])
    s.sheet(1.0, Cut(polygon([(-wide * 1.4, 11), *points, (wide * 1.4, 11)]), scaled(ROCK, 0.84), head=1.16, foot=0.42))
    s.floor = floor + 0.06
    hang_swell(s, 8.66, 1.18, 1.0)
    near = united([rock(s.rng, -side * s.half * 1.0, 9.5, 3.6, 1.6), rock(s.rng, -side * s.half * 0.78, 9.5, 1.9, 0.9)])
    grass = tufts(s.rng, -side * s.half * 1.0 - 1.3, -side * s.half * 1.0 + 1.3, 8.3, 0.55, 0.12, 8.8)
    s.sheet(
        1.4,
        Cut(grass, (70, 78, 60), rim=0.5),
        Cut(near, scaled(ROCK, 0.7), head=1.0, foot=0.5),
        front=True,
        anchor=-side * s.half,
        close=False,
    )


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
    s.props |= {"door", "lamp"}


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


def open_sea(s: Scenery) -> None:
    """Nothing but water; a ship far off, a boat that the figures sit in."""
    side = mirrored_side(s)
    hang_sky(s, 5.0)
    if s.says("reef|rocks?|lighthouse|coast|island|shore"):
        hang_isles(s, 5.3)
    if s.says("lighthouse|light|beacon"):
        hang_lighthouse(s, side * s.half * 0.66, 5.45, 1.5, 0.3)
    hang_sea(s, 5.3, 2, 0.42, 0.26)
    hang_ship(s, -side * s.half * 0.44, 5.95, 0.85 if s.says("ship|schooner|vessel|steamer|wreck") else 0.36, 0.4)
    hang_sea(s, 6.0, 3, 0.94, 0.5)
    wind = s.light.air.wind
    s.bob = Sway(0.16, 0.07 + 0.1 * wind, 5.4, 0.4)
    s.floor, s.seated, s.reach, s.tall = 8.05, 0.12, (-0.26, 0.26), 2.5
    hang_boat(s, 0.0, 7.35, 1.3 + 0.16 * s.half / 8, 1.05, front=True, sway=s.bob)
    path = waves(-s.span * 1.4, s.span * 1.4, 8.0, 2.1, 0.2 + 0.14 * wind, s.rng.random())
    s.sheet(1.1, Cut(path, DEEP, head=1.12, foot=0.6), front=True, sway=Sway(0.3, 0.06, 5.0, 2.0))
    hang_swell(s, 8.6, 1.28, 0.3)
    s.props |= {"boat"}


def beach(s: Scenery) -> None:
    """Wet sand, low surf, dunes with grass."""
    side = mirrored_side(s)
    hang_sky(s, 5.2)
    hang_isles(s, 5.4)
    if s.says("lighthouse|light"):
        hang_lighthouse(s, -side * s.half * 0.6, 5.5, 1.7, 0.32)
    if s.says("ship|schooner|vessel|wreck"):
        hang_ship(s, side * s.half * 0.3, 5.62, 0.4, 0.28)
    hang_sea(s, 5.6, 4, 0.72, 0.3)
    foam = smooth(
        [
            (-s.span * 1.3, 7.3),
            (-4, 7.12),
            (-1, 7.3),
            (2, 7.05),
            (5, 7.26),
            (s.span * 1.3, 7.1),
            (s.span * 1.3, 11),
            (-s.span * 1.3, 11),
        ]
    )
    s.sheet(0.8, Cut(foam, (232, 230, 218), foot=0.85), sway=Sway(0.2, 0.06, 6.0, 1.0))
    s.sheet(0.86, Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.6, 0.32, 8.0), scaled(SAND, 0.9), foot=0.7))
    if s.says("boat|wreck|landing|rowing"):
        hang_boat(s, -side * s.half * 0.5, 7.15, 0.85, 0.92)
        s.props.add("boat")
    s.sheet(1.0, Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 8.0, 0.22, 6.0), SAND, foot=0.5))
    pebbles = [
        Cut(oval(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.1, 8.8), s.rng.uniform(0.06, 0.2), 0.06), ROCK, rim=0.6)
        for _ in range(9)
    ]
    s.sheet(1.02, *pebbles, shadow=0.5)
    dune = ridge(s.rng, side * s.half * 0.7 - 4.2, side * s.half * 0.7 + 4.2, 9.1, 0.7, 5.0)
    blades = tufts(s.rng, side * s.half * 0.95 - 2.0, side * s.half * 0.95 + 1.6, 8.8, 1.2, 0.13, 9.4)
    s.sheet(
        1.35,
        Cut(blades, (104, 108, 70), rim=0.7),
        Cut(dune, scaled(SAND, 0.72), foot=0.5),
        front=True,
        anchor=side * s.half,
        close=False,
        sway=Sway(0.05, 0.0, 4.0),
    )
    s.floor = 8.12
    with s.aside("birds"):
        birds(s, 4 if s.light.air.wind < 0.6 else 0)
    s.props |= {"gull"}


def reef(s: Scenery) -> None:
    """Black rocks and breaking water."""
    side = mirrored_side(s)
    s.sun_away(-side)
    hang_sky(s, 5.2)
    hang_isles(s, 5.4)
    hang_lighthouse(s, -side * s.half * 0.56, 5.55, 2.3, 0.36)
    hang_sea(s, 5.6, 2, 0.46, 0.3)
    if s.says("ship|schooner|vessel|wreck|steamer"):
        hang_ship(s, side * s.half * 0.14, 6.2, 0.7, 0.45)
    for depth, y, rise in ((0.52, 6.7, 1.7), (0.72, 7.3, 1.2)):
        u = side * s.half * (0.72 if depth < 0.6 else -0.75)
        teeth = [
            rock(s.rng, u + s.rng.uniform(-2.4, 2.4), y + 0.5, s.rng.uniform(0.8, 1.6), rise * s.rng.uniform(0.6, 1.2))
            for _ in range(5)
        ]
        s.sheet(depth, Cut(united(teeth), scaled(ROCK, 0.8), head=1.25, foot=0.5))
        hang_sea(s, y - 0.25, 1, depth + 0.06, depth + 0.05)
    for u in (-0.55, 0.1, 0.62):
        s.sheet(0.9, *_spray(s, u * s.half, 7.35), shadow=0.3, sway=Sway(0.06, 0.16, 3.6, u * 7))
    hang_rocks(s, side)


def _spray(s: Scenery, x: float, y: float) -> list[Cut]:
    """A wave thrown up by a rock: a torn fan and drops."""
    fan = [(x - 0.9, y)]
    for k in range(7):
        a = math.radians(150 - 20 * k)
        r = s.rng.uniform(0.7, 1.15)
        fan += [
            (x + math.cos(a) * r, y - math.sin(a) * r * 1.1),
            (x + math.cos(a - 0.17) * 0.5, y - math.sin(a - 0.17) * 0.55),
        ]
    fan.append((x + 0.9, y))
    drops = [
        oval(x + s.rng.uniform(-1.1, 1.1), y - s.rng.uniform(0.7, 1.6), s.rng.uniform(0.025, 0.06)) for _ in range(9)
    ]
    return [
        Cut(smooth(fan), (216, 228, 226), alpha=0.9, head=1.1, foot=0.7),
        *[Cut(d, (226, 234, 230), rim=0.4) for d in drops],
    ]


def landing(s: Scenery) -> None:
    """A jetty on piles, a moored boat, the boat house with its lamp."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.2)
    hang_isles(s, 5.4)
    hang_lighthouse(s, side * s.half * 0.72, 5.9, 3.4, 0.4)
    s.sheet(0.42, Cut(united([rock(s.rng, side * s.half * 0.72, 6.3, 4.0, 0.7)]), ROCK, foot=0.6))
    hang_sea(s, 5.7, 4, 0.84, 0.3)
    sway = Sway(0.08, 0.07, 4.8, 1.0)
    hang_boat(s, -side * s.half * 0.5, 7.1, 0.9, 0.88, sway=sway)
    piles = [
        Cut(rect(u - 0.14, 6.9 if i % 3 == 0 else 7.5, 0.28, 4), scaled(WOOD, 0.8))
        for i, u in enumerate(x * 1.35 for x in range(-9, 10))
    ]
    s.sheet(0.94, *piles)
    boards = [Cut(line([(u * 0.62, 7.72), (u * 0.74, 8.32)]), (74, 52, 42), stroke=0.03) for u in range(-22, 23)]
    s.sheet(
        1.0,
        Cut(rect(-s.span * 1.3, 7.7, s.span * 2.6, 0.62), scaled(WOOD, 1.25), foot=0.85),
        *boards,
        Cut(rect(-s.span * 1.3, 8.3, s.span * 2.6, 0.2), scaled(WOOD, 0.7)),
    )
    u = side * s.half * 0.66
    s.sheet(
        0.95,
        Cut(rect(u - 0.07, 4.2, 0.14, 3.6), IRON),
        Cut(rect(u - 0.2, 3.7, 0.4, 0.54, 0.08), (255, 226, 160), lit=0.3 + 0.7 * s.light.day.lamps),
        Cut(polygon([(u - 0.3, 3.74), (u, 3.4), (u + 0.3, 3.74)]), IRON),
    )
    s.lamp(u, 3.97, 0.95, 2.3, strength=0.2 + 0.45 * s.light.day.lamps)
    hang_swell(s, 8.66, 1.15, 0.6)
    post = [
        rect(-side * s.half * 0.95 - 0.28, 6.9, 0.56, 4, 0.08),
        rect(-side * s.half * 0.72 - 0.22, 7.7, 0.44, 4, 0.08),
    ]
    s.sheet(
        1.4,
        *[Cut(p, scaled(WOOD, 0.6), head=1.0, foot=0.5) for p in post],
        front=True,
        anchor=-side * s.half,
        close=False,
    )
    s.floor = 8.05
    s.props |= {"boat", "lamp"}


def harbour(s: Scenery) -> None:
    """Gabled houses along a quay, masts, lit windows in the water."""
    side = mirrored_side(s)
    hang_sky(s, 5.4)
    s.sheet(0.14, Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.6, 1.7, 9.0), (96, 116, 112)), shadow=0.45)
    hang_houses(s, 6.1, 0.34, (1.5, 2.6), 1.3)
    hang_sea(s, 6.15, 2, 0.55, 0.4)
    for u, k in ((-0.62, 0.8), (0.5, 0.95)):
        x = u * s.half * side
        hang_boat(s, x, 6.75, 0.62 * k, 0.58, sway=Sway(0.05, 0.05, 5.0, u * 4))
        rig = [
            Cut(rect(x - 0.05, 3.4, 0.1, 3.4), WOOD),
            Cut(line([(x, 3.5), (x - 1.1, 6.6)]), (80, 66, 56), stroke=0.03),
            Cut(line([(x, 3.5), (x + 1.2, 6.6)]), (80, 66, 56), stroke=0.03),
            Cut(
                polygon([(x + 0.08, 3.8), (x + 1.0, 6.2), (x + 0.08, 6.3)]),
                (206, 110, 74) if u > 0 else (214, 196, 160),
                foot=0.8,
            ),
        ]
        s.sheet(0.57, *rig, sway=Sway(0.05, 0.05, 5.0, u * 4))
    hang_sea(s, 6.95, 2, 0.86, 0.7)
    stones = [
        Cut(
            line([(u * 1.1 + 0.4 * (k % 2), 7.9 + 0.42 * k), (u * 1.1 + 0.4 * (k % 2), 8.3 + 0.42 * k)]),
            (70, 68, 70),
            stroke=0.03,
            alpha=0.7,
        )
        for u in range(-9, 10)
        for k in range(2)
    ]
    s.sheet(
        1.0,
        Cut(rect(-s.span * 1.3, 7.72, s.span * 2.6, 4), (136, 128, 120), head=1.12, foot=0.55),
        Cut(rect(-s.span * 1.3, 7.62, s.span * 2.6, 0.2), (168, 158, 146)),
        *stones,
    )
    for u in (-0.84, 0.2, 0.8):
        s.sheet(
            1.0,
            Cut(
                smooth(
                    [
                        (u * s.half - 0.2, 7.7),
                        (u * s.half - 0.24, 7.1),
                        (u * s.half, 6.96),
                        (u * s.half + 0.24, 7.1),
                        (u * s.half + 0.2, 7.7),
                    ]
                ),
                IRON,
            ),
            shadow=0.5,
        )
    near = [gable(-side * s.half * 1.06, 9.4, 3.2, 4.8, 1.6)[0]]
    s.sheet(
        1.42, *[Cut(p, (70, 58, 58), head=1.0, foot=0.6) for p in near], front=True, anchor=-side * s.half, close=False
    )
    s.floor = 8.0
    s.props |= {"boat"}
