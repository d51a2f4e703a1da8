"""An open road to the horizon, telegraph poles beside it, a farm or a filling station far off; or a runway."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import IRON, cottage, windows
from generators.papertheatre.sets.ground import PATH, bend, drawn, pebbles, puddles, rains, snows, unrest
from generators.papertheatre.sets.plants import blades, broadleaf, bush
from generators.papertheatre.sets.roadside import WOOD, signpost, telegraph_pole, wire
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import Point, moved, outline, oval, polygon, rect, ridge, together

LEAF: Final[RGB] = (88, 114, 78)
PLAINS: Final[tuple[RGB, ...]] = ((148, 150, 98), (184, 168, 112), (124, 138, 92), (198, 160, 110))
TAR: Final[RGB] = (112, 110, 114)


def road(s: Scenery) -> None:
    """An open road to the horizon between fields, telegraph poles beside it; or an airfield's runway."""
    side = mirrored_side(s)
    hang_sky(s, 5.6)
    for k, (depth, y, rise) in enumerate(((0.12, 5.7, 0.8), (0.22, 5.95, 0.4))):
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, rise * s.rng.uniform(0.6, 1.3), 8.0, 7.2)
        s.sheet(depth, Cut(land, ((118, 130, 122), (128, 136, 100))[k]), shadow=0.5)
    x = side * s.half * s.rng.uniform(-0.2, 0.2)
    air = s.says("runway|airfield|airport|airstrip|landing strip|air ?base|aerodrome")
    (_hang_airfield if air else _hang_roadside)(s, x, side)
    _hang_way(
        s, x, air or s.says("highway|motorway|freeway|asphalt|tarmac|interstate|route \\d+") or s.rng.random() < 0.4
    )
    if not air:
        _hang_poles(s, x, side)
    _hang_verge(s, side, not air)
    s.floor = 8.22


def _hang_way(s: Scenery, x: float, tarred: bool) -> None:
    """The plain and the road on it, narrowing to the point x on the horizon."""
    _hang_plain(s, x)
    tone = TAR if tarred else PATH
    wet = mix(tone, s.light.day.horizon, 0.3) if rains(s) else tone
    way = polygon([(x - 0.05, 6.0), (x + 0.05, 6.0), (x * 0.5 + 6.4, 11), (x * 0.5 - 6.4, 11)])
    cuts = [Cut(way, (212, 212, 214) if snows(s) else wet, head=1.1, foot=0.7)]
    marks = []
    for k in range(9) if tarred else ():
        a, b = (0.02 + (k / 9) ** 2.2), (0.02 + ((k + 0.55) / 9) ** 2.2)
        marks.append(
            polygon(
                [(x + (x * 0.5 - x) * t + e * 0.14 * t, 6.0 + 5 * t) for t, e in ((a, -1), (a, 1), (b, 1), (b, -1))]
            )
        )
    if not tarred:
        marks = [
            polygon([(x, 6.02), (x * 0.5 + u * 6.4 - 0.5, 11), (x * 0.5 + u * 6.4 + 0.5, 11)]) for u in (-0.5, 0.5)
        ]
    cuts.append(Cut(together(marks), (232, 222, 190) if tarred else scaled(PATH, 0.82), rim=0.0, alpha=0.85))
    s.sheet(0.5, *cuts, *puddles(s, 7.4, 1.2, 5), shadow=0.5)


def _hang_plain(s: Scenery, x: float) -> None:
    """The plain to either side in strips of other growth, with bushes and a fence that comes along the road."""
    tone = s.rng.choice(PLAINS)
    strips = []
    for k in range(5):
        y = 6.1 + 0.09 * k + 0.22 * k * k
        a = -s.span * 1.3 if k % 2 else x + s.rng.uniform(0.2, 2.0)
        w = s.span * s.rng.uniform(0.8, 1.6)
        strips.append(oval(a + w / 2, y + 0.1 + 0.03 * k, w / 2, 0.05 + 0.05 * k))
    ground = Cut(rect(-s.span * 1.3, 6.0, s.span * 2.6, 5), tone, foot=0.72)
    bands = Cut(together(strips), scaled(tone, s.rng.choice((0.78, 1.16))), rim=0.2, alpha=0.8)
    shrubs = [bush(s.rng, s.rng.uniform(-1, 1) * s.half, 6.1, s.rng.uniform(0.4, 0.9), 0.3) for _ in range(7)]
    s.sheet(
        0.44,
        *[Cut(b, LEAF) for b in shrubs],
        ground,
        *([] if snows(s) else [bands]),
        shadow=0.5,
    )


def _hang_roadside(s: Scenery, x: float, side: int) -> None:
    """Something far along the road: a farm, a lone tree, a filling station's light; at night the lamps of a car."""
    at = side * s.half * s.rng.uniform(0.4, 0.66)
    if s.says("gas|petrol|filling|diner|motel|garage|truck ?stop"):
        _hang_station(s, at)
    else:
        trunk, crown = broadleaf(s.rng, -side * s.half * s.rng.uniform(0.3, 0.6), 6.5, s.rng.uniform(1.6, 2.4), bend(s))
        s.sheet(0.51, *cottage(s, at, 6.35, 0.5, 0.51), Cut(trunk, WOOD), Cut(crown, LEAF), shadow=0.6)
    if s.light.day.lamps > 0.5:
        for d in (-0.09, 0.09):
            s.lamp(x + d + 0.12, 6.22, 0.52, 0.5, (255, 236, 196), 0.6, 0.0)


def _hang_station(s: Scenery, x: float) -> None:
    lit = s.light.day.lamps
    sign = Cut(rect(x + 1.7, 4.2, 0.9, 0.7, 0.1), (196, 74, 60), lit=0.6 * lit)
    pumps = together(rect(x + u, 6.0, 0.26, 0.7, 0.05) for u in (-0.6, 0.3))
    hall = [
        Cut(rect(x - 2.4, 5.6, 1.7, 1.1), (222, 212, 190)),
        *windows(s, [(x - 1.5, 6.5, 1.1, 0.6)], 0.52, (180, 170, 150), 1.0),
    ]
    roof = [
        Cut(rect(x - 1.3, 5.2, 2.6, 0.2), (206, 196, 176)),
        Cut(together(rect(x + u, 5.3, 0.1, 1.4) for u in (-1.1, 1.0)), IRON),
    ]
    s.sheet(0.52, *hall, Cut(pumps, (188, 84, 66)), *roof, Cut(rect(x + 2.1, 4.9, 0.1, 1.8), IRON), sign)
    if lit > 0.2:
        s.lamp(x, 5.5, 0.52, 2.0, (255, 236, 190), 0.5 * lit, 0.0)


def _hang_airfield(s: Scenery, x: float, side: int) -> None:
    """A hangar with its light, a windsock, lamps along the runway."""
    at = side * s.half * 0.55
    hangar = drawn("M-2 .3 L-2 -.9 Q-1.8 -2 0 -2.1 Q1.8 -2 2 -.9 L2 .3 Z", at, 6.5, 0.8)
    door = drawn("M-1.5 .3 L-1.5 -.8 Q-1.3 -1.5 0 -1.6 Q1.3 -1.5 1.5 -.8 L1.5 .3 Z", at, 6.5, 0.8)
    lit = s.light.day.lamps
    s.sheet(
        0.51,
        Cut(hangar, (150, 156, 156)),
        Cut(door, (255, 214, 140) if lit > 0.3 else (84, 90, 92), lit=lit * 0.9),
    )
    if lit > 0.3:
        s.lamp(at, 6.0, 0.51, 1.6, strength=0.5 * lit, flicker=0.0)
        for k in range(6):
            t = 0.02 + (k / 6) ** 2
            for e in (-1, 1):
                s.lamp(
                    x + (x * 0.5 - x) * t + e * 6.4 * t,
                    6.0 + 5 * t,
                    0.55,
                    0.2 + 0.5 * t,
                    (180, 220, 255) if e < 0 else (255, 216, 140),
                    0.6,
                    0.0,
                )
    flag = moved(
        outline("M0 0 L-1.5 .18 -1.46 .5 0 .62 Z"),
        -side * s.half * 0.6,
        5.0,
        0.8,
        turn=40 - 50 * min(1.0, s.light.air.wind * 2),
    )
    s.sheet(
        0.72,
        Cut(rect(-side * s.half * 0.6 - 0.04, 4.9, 0.08, 3.0), IRON),
        Cut(flag, (216, 112, 62)),
        sway=unrest(s, 0.02),
    )


def _hang_poles(s: Scenery, x: float, side: int) -> None:
    """Poles that shrink along the road, a wire from head to head."""
    spots = [(0.05, 0.54), (0.11, 0.58), (0.24, 0.66), (0.46, 0.8), (0.86, 0.94)]
    heads: list[tuple[Point, float]] = []
    for t, depth in spots:
        px, py, h = x + side * (0.3 + 9.4 * t), 6.02 + 2.2 * t, 0.6 + 7.2 * t
        s.sheet(depth, Cut(telegraph_pole(px, py, h), (104, 80, 64)), shadow=0.5)
        heads.append(((px, py - h * 0.94), h))
    wires = [wire(*a, *b, 0.04 * ha) for (a, _), (b, ha) in pairwise(heads)]
    last = heads[-1][0]
    wires.append(wire(*last, side * s.half * 1.6, last[1] - 1.6, 0.4))
    s.sheet(0.93, Cut(together(wires), (70, 62, 58), stroke=0.028), shadow=0.3)


def _hang_verge(s: Scenery, side: int, signed: bool) -> None:
    """Grass and stones at the road's edge, a signpost, tall grass close by."""
    if signed:
        x = -side * s.half * s.rng.uniform(0.5, 0.7)
        s.sheet(0.9, *signpost(x, 7.95, 2.6, side))
    lean = bend(s)
    spots = [s.rng.choice((-1, 1)) * s.half * s.rng.uniform(0.42, 1.1) for _ in range(9)]
    clumps = together(blades(s.rng, x, x + 0.9, s.rng.uniform(8.0, 8.9), 0.42, 0.09, lean) for x in spots)
    stones = [Cut(p, (150, 142, 132)) for p in pebbles(s, 8.1, 0.7, 7)]
    s.sheet(0.98, Cut(clumps, (122, 130, 78)), *stones, sway=unrest(s, 0.01), shadow=0.4)
    for k, way in enumerate((side, -side)):
        a = way * s.half * (0.86 - 0.2 * k)
        grass = blades(s.rng, a - 1.6, a + 1.8, 9.3, 1.5 - 0.4 * k, 0.13, lean)
        s.sheet(1.2 + 0.05 * k, Cut(grass, (134, 132, 80), rim=0.7), front=True, sway=unrest(s, 0.06, phase=k))
