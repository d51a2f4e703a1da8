"""Places by the sea: open sea, beach, reef, boat landing, harbour; and the far land and near rocks that they share."""

from __future__ import annotations

import math
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import cottage, hang_houses
from generators.papertheatre.sets.ground import bend, drawn, pebbles, puddles, unrest
from generators.papertheatre.sets.plants import blades
from generators.papertheatre.sets.roadside import lantern
from generators.papertheatre.sets.sea import (
    DEEP,
    IRON,
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
from generators.papertheatre.shapes import line, oval, polygon, rect, ridge, rock, smooth, together, united, waves

WEED: Final = (
    "M0 0 Q-.3 -.5 -.1 -.9 Q0 -.6 .1 -.1 Q.2 -.7 .5 -.9 Q.4 -.4 .3 0 Q.6 -.5 .9 -.6 Q.8 -.2 .5 .1 Q.3 .3 0 0 Z"
)
SHELL: Final = "M-.3 .1 Q-.34 -.2 0 -.26 Q.34 -.2 .3 .1 Q0 .2 -.3 .1 Z"
STAR: Final = "M0 -.3 L.08 -.08 .3 -.1 .12 .04 .2 .24 0 .12 -.2 .24 -.12 .04 -.3 -.1 -.08 -.08 Z"
DRIFTWOOD: Final = "M-1.4 .06 L-1.2 -.16 -.3 -.22 -.2 -.6 -.06 -.6 0 -.24 .8 -.2 1.3 -.4 1.36 -.28 .9 .02 .2 .1 Z"
BARREL: Final = "M-.34 0 Q-.46 -.5 -.34 -1 L.34 -1 Q.46 -.5 .34 0 Z"
HOOPS: Final = "M-.4 -.28 L.4 -.28 M-.4 -.72 L.4 -.72"
CRATE: Final = "M-.55 0 L-.55 -.8 .55 -.8 .55 0 Z"
SLATS: Final = "M-.55 -.26 L.55 -.26 M-.55 -.54 L.55 -.54 M-.4 0 L-.4 -.8 M.4 0 L.4 -.8"
BOLLARD: Final = "M-.2 0 Q-.26 -.4 -.22 -.5 Q-.34 -.56 -.24 -.72 L.24 -.72 Q.34 -.56 .22 -.5 Q.26 -.4 .2 0 Z"
NET: Final = "M-1.6 0 Q-1.5 -.6 -.9 -.7 Q-.2 -1.1 .4 -.7 Q1.2 -.6 1.5 0 Z"
FOAM: Final[RGB] = (232, 230, 218)


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
    x = -side * s.half * 0.94
    near = united([rock(s.rng, x - side * 0.5, 9.5, 3.6, 1.6), rock(s.rng, x + side * 1.3, 9.5, 1.9, 0.9)])
    weed = drawn(WEED, x + side * 0.6, 8.9, 0.9, side < 0)
    grass = blades(s.rng, x - 1.5, x + 1.3, 8.3, 0.9, 0.12, bend(s))
    cuts = [
        Cut(grass, (112, 124, 84), rim=0.6),
        Cut(near, ROCK, head=1.15, foot=0.6),
        Cut(weed, (96, 112, 70), rim=0.5),
    ]
    s.sheet(1.2, *cuts, front=True, anchor=x, close=False)


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
    """Wet sand, low surf, what the sea has left, a hut or a boat, a dune with grass."""
    side = mirrored_side(s)
    hang_sky(s, 5.2)
    hang_isles(s, 5.4)
    if s.says("lighthouse|light"):
        hang_lighthouse(s, -side * s.half * 0.6, 5.5, 1.7, 0.32)
    if s.says("ship|schooner|vessel|wreck"):
        hang_ship(s, side * s.half * 0.3, 5.62, 0.4, 0.28)
    hang_sea(s, 5.6, 4, 0.72, 0.3)
    _hang_surf(s)
    _hang_beach_things(s, side)
    sand = Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 8.0, 0.22, 6.0), SAND, foot=0.6)
    s.sheet(1.0, sand, *puddles(s, 8.3, 0.5, 4))
    _hang_strand_line(s)
    _hang_dune(s, side)
    s.floor = 8.12
    with s.aside("birds"):
        birds(s, 4 if s.light.air.wind < 0.6 else 0)
    s.props |= {"gull"}


def _hang_surf(s: Scenery) -> None:
    """Two tongues of foam that run up the sand and back."""
    for k, y in enumerate((7.2, 7.36)):
        xs = [-s.span * 1.3 + s.span * 2.6 * i / 9 for i in range(10)]
        edge = [(x, y + s.rng.uniform(-0.12, 0.12)) for x in xs]
        foam = smooth([*edge, (s.span * 1.3, 11), (-s.span * 1.3, 11)])
        tone = scaled(FOAM, 1.0 - 0.06 * k)
        s.sheet(0.78 + 0.03 * k, Cut(foam, tone, foot=0.85), sway=Sway(0.22, 0.07, 6.0 - k, 1.0 + 1.4 * k), shadow=0.5)
    wet = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.56, 0.3, 8.0)
    s.sheet(0.86, Cut(wet, scaled(SAND, 0.84), foot=0.7))


def _hang_beach_things(s: Scenery, side: int) -> None:
    """A boat on the sand, a hut on legs with a lamp, or old groynes; by the words or by chance."""
    chosen, x = s.rng.choice(("boat", "hut", "groynes")), -side * s.half * s.rng.uniform(0.52, 0.66)
    if s.says("boat|wreck|landing|rowing") or (chosen == "boat" and not s.says("hut|house|cabin")):
        hang_boat(s, x, 7.2, 0.95, 0.92)
        s.props.add("boat")
    elif s.says("hut|house|cabin|shack") or chosen == "hut":
        legs = together(rect(x + u, 7.0, 0.1, 1.1) for u in (-0.95, -0.3, 0.3, 0.85))
        deck = Cut(rect(x - 1.3, 7.0, 2.6, 0.14), WOOD)
        s.sheet(0.9, Cut(legs, scaled(WOOD, 0.8)), *cottage(s, x, 7.0, 1.0, 0.9), deck)
        s.sheet(0.91, *lantern(s, x + side * 1.05, 6.2, 0.3, side), shadow=0.3)
        if s.light.day.lamps > 0.05:
            s.lamp(x + side * 1.35, 6.36, 0.91, 1.3, strength=0.5 * s.light.day.lamps)
    else:
        posts = [(x + side * 0.34 * k, 7.9 - 0.06 * k, 0.9 - 0.07 * k) for k in range(9)]
        poles = together(rect(px - 0.09, py - h, 0.18, h + 0.2, 0.05) for px, py, h in posts)
        s.sheet(0.9, Cut(poles, scaled(WOOD, 0.9)))


def _hang_strand_line(s: Scenery) -> None:
    """Pebbles, shells, a star, a bleached branch."""

    def spot() -> tuple[float, float]:
        return s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.2, 8.8)

    stones = [Cut(p, ROCK, rim=0.6) for p in pebbles(s, 8.1, 0.7, 8, 0.2)]
    shells = together(drawn(SHELL, *spot(), 0.42) for _ in range(5))
    stars = together(drawn(STAR, *spot(), 0.55) for _ in range(2))
    branch = drawn(DRIFTWOOD, s.rng.uniform(-0.7, 0.7) * s.half, 8.72, 0.62, s.rng.random() < 0.5)
    s.sheet(
        1.02,
        *stones,
        Cut(shells, (238, 216, 194)),
        Cut(stars, (206, 122, 84)),
        Cut(branch, (168, 146, 122)),
        shadow=0.5,
    )


def _hang_dune(s: Scenery, side: int) -> None:
    """A dune in the near corner with its grass."""
    x = side * s.half * 0.92
    dune = smooth(
        [(x - 4.4, 11), (x - 3.6, 9.3), (x - 1.4, 8.7), (x + 0.6, 8.4), (x + 2.4, 8.8), (x + 4, 9.6), (x + 4.4, 11)]
    )
    grass = together(
        blades(s.rng, x + a, x + b, y, h, 0.12, bend(s))
        for a, b, y, h in ((-1.6, 1.8, 8.66, 1.2), (-3.0, -1.6, 9.0, 0.7))
    )
    cuts = [Cut(grass, (134, 138, 88), rim=0.7), Cut(dune, scaled(SAND, 0.92), foot=0.7)]
    s.sheet(1.18, *cuts, front=True, anchor=x, close=False, sway=unrest(s, 0.04))


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
    wind = s.light.air.wind
    for k, (u, size) in enumerate(((-0.75, 0.8), (0.34, 1.1))):
        at = side * s.half * (u + s.rng.uniform(-0.1, 0.1))
        plume = _spray(s, at, 7.45, size * (0.7 + 0.7 * wind))
        s.sheet(0.88 + 0.02 * k, *plume, shadow=0.3, sway=Sway(0.05, 0.2, 3.4 + 0.7 * k, 2.6 * k))
    hang_rocks(s, side)


def _spray(s: Scenery, x: float, y: float, size: float) -> list[Cut]:
    """A wave that bursts on a rock: a torn crown of foam that leans with the wind, drops, a low skirt."""
    lean = 1.4 * bend(s)
    puffs = [oval(x, y - 0.12 * size, 0.62 * size, 0.26 * size)]
    for k in range(11):
        a = math.radians(158 - 13.6 * k)
        r = size * s.rng.uniform(0.55, 1.05) * (0.7 + 0.5 * math.sin(a))
        up = math.sin(a) * r * 1.2
        for t in (0.5, 0.78, 1.0):
            at = x + math.cos(a) * r * t * 0.85 + lean * up * t * 0.5
            puffs.append(oval(at, y - up * t, size * (0.2 - 0.12 * t), size * (0.24 - 0.12 * t)))
    drops = together(
        oval(x + s.rng.uniform(-1, 1) * size + lean, y - size * s.rng.uniform(0.7, 1.7), s.rng.uniform(0.02, 0.05))
        for _ in range(14)
    )
    crown = Cut(united(puffs), (220, 231, 229), alpha=0.94, head=1.1, foot=0.82)
    low = [
        (x - 1.2 * size, y + 0.1),
        (x - 0.8 * size, y - 0.12),
        (x, y - 0.2),
        (x + 0.8 * size, y - 0.12),
        (x + 1.2 * size, y + 0.1),
    ]
    return [crown, Cut(drops, (230, 236, 232), rim=0.4), Cut(smooth(low), FOAM, alpha=0.95)]


def landing(s: Scenery) -> None:
    """A jetty on piles, a moored boat, a lamp; the lighthouse across the water."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.2)
    hang_isles(s, 5.4)
    hang_lighthouse(s, side * s.half * 0.72, 5.9, 3.4, 0.4)
    s.sheet(0.42, Cut(rock(s.rng, side * s.half * 0.72, 6.3, 4.0, 0.7), ROCK, foot=0.6))
    hang_sea(s, 5.7, 4, 0.84, 0.3)
    at = -side * s.half * s.rng.uniform(0.42, 0.58)
    hang_boat(s, at, 7.1, 0.9, 0.88, sway=Sway(0.08, 0.07, 4.8, 1.0))
    _hang_jetty(s, at)
    _hang_jetty_lamp(s, side * s.half * 0.6)
    hang_swell(s, 8.66, 1.15, 0.6)
    _hang_mooring(s, -side)
    s.floor = 8.05
    s.props |= {"boat", "lamp"}


def _hang_jetty(s: Scenery, boat: float) -> None:
    """Piles and boards, a rope from the boat at `boat` to its pile."""
    piles = together(rect(u * 1.35 - 0.14, 6.9 if u % 3 == 0 else 7.5, 0.28, 4) for u in range(-9, 10))
    rope = line([(boat - 1.6, 6.95)])
    pile = round((boat - 2.2) / 4.05) * 4.05
    rope.quadTo((boat - 1.6 + pile) / 2, 7.5, pile, 7.1)
    s.sheet(0.94, Cut(piles, scaled(WOOD, 0.8)), Cut(rope, (206, 188, 150), stroke=0.045))
    wide = s.span * 1.3
    boards = together(line([(u * 0.62, 7.72), (u * 0.74, 8.32)]) for u in range(-24, 25))
    deck = Cut(rect(-wide, 7.7, wide * 2, 0.62), scaled(WOOD, 1.25), foot=0.85)
    edge = Cut(rect(-wide, 8.3, wide * 2, 0.2), scaled(WOOD, 0.7))
    s.sheet(1.0, deck, Cut(boards, (74, 52, 42), stroke=0.03), *puddles(s, 7.9, 0.3, 4), edge)


def _hang_jetty_lamp(s: Scenery, x: float) -> None:
    lit = s.light.day.lamps
    s.sheet(
        0.95,
        Cut(rect(x - 0.07, 4.2, 0.14, 3.6), IRON),
        Cut(rect(x - 0.2, 3.7, 0.4, 0.54, 0.08), (255, 226, 160), lit=0.2 + 0.8 * lit),
        Cut(polygon([(x - 0.3, 3.74), (x, 3.4), (x + 0.3, 3.74)]), IRON),
    )
    if lit > 0.05:
        s.lamp(x, 3.97, 0.95, 2.3, strength=0.62 * lit)


def _hang_mooring(s: Scenery, side: int) -> None:
    """Close by: a great post with its ring and rope, a net, a barrel."""
    x = side * s.half * 0.93
    post = "M-.3 3 L-.3 -2 -.36 -2.1 -.36 -2.3 .36 -2.3 .36 -2.1 .3 -2 .3 3 Z"
    coils = "M-.4 -.6 Q0 -.4 .4 -.6 M-.4 -.75 Q0 -.55 .4 -.75 M-.4 -.9 Q0 -.7 .4 -.9 M.3 -.6 Q1.2 .6 2.4 .5"
    net = Cut(drawn(NET, x - side * 1.5, 9.2, 1.0), (128, 124, 96), rim=0.6)
    mesh = together(
        line([(x - side * 1.5 + u, 9.1), (x - side * 1.5 + u * 0.6, 8.4)])
        for u in (-1.2, -0.8, -0.4, 0.0, 0.4, 0.8, 1.2)
    )
    s.sheet(
        1.18,
        net,
        Cut(mesh, (92, 90, 72), stroke=0.03),
        Cut(drawn(post, x, 9.2), scaled(WOOD, 0.95)),
        Cut(drawn(coils, x, 9.0, 1.0, side > 0), (206, 186, 146), stroke=0.09),
        front=True,
        anchor=x,
        close=False,
    )


def harbour(s: Scenery) -> None:
    """Gabled houses along a quay, masts, lit windows over the water."""
    side = mirrored_side(s)
    hang_sky(s, 5.4)
    s.sheet(0.14, Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 5.6, 1.7, 9.0), (96, 116, 112)), shadow=0.45)
    hang_houses(s, 6.1, 0.34, (1.5, 2.6), 1.3)
    hang_sea(s, 6.15, 2, 0.55, 0.4)
    for u, k in ((-0.62, 0.8), (0.5, 0.95)):
        _hang_smack(s, (u + s.rng.uniform(-0.08, 0.08)) * s.half * side, k, u * 4)
    hang_sea(s, 6.95, 2, 0.86, 0.7)
    _hang_quay(s, side)
    _hang_catch(s, -side)
    s.floor = 8.0
    s.props |= {"boat"}


def _hang_smack(s: Scenery, x: float, size: float, phase: float) -> None:
    """A fishing smack at anchor under one brown or white sail."""
    sway = Sway(0.05, 0.05, 5.0, phase)
    hang_boat(s, x, 6.75, 0.62 * size, 0.58, sway=sway)
    stays = together([line([(x, 3.5), (x - 1.1, 6.6)]), line([(x, 3.5), (x + 1.2, 6.6)])])
    sail = polygon([(x + 0.08, 3.8), (x + 1.0, 6.2), (x + 0.08, 6.3)])
    tone = s.rng.choice(((206, 110, 74), (214, 196, 160), (150, 84, 70)))
    s.sheet(
        0.57,
        Cut(rect(x - 0.05, 3.4, 0.1, 3.4), WOOD),
        Cut(stays, (80, 66, 56), stroke=0.03),
        Cut(sail, tone, foot=0.8),
        sway=sway,
    )
    if s.light.day.lamps > 0.3:
        s.lamp(x, 5.4, 0.57, 0.7, strength=0.5 * s.light.day.lamps)


def _hang_quay(s: Scenery, side: int) -> None:
    """The stone quay with its bollards, a lantern on a bracket."""
    wide = s.span * 1.3
    joints = together(
        line([(u * 1.1 + 0.4 * (k % 2), 7.9 + 0.42 * k), (u * 1.1 + 0.4 * (k % 2), 8.3 + 0.42 * k)])
        for u in range(-11, 12)
        for k in range(2)
    )
    wall = Cut(rect(-wide, 7.72, wide * 2, 4), (136, 128, 120), head=1.12, foot=0.55)
    s.sheet(
        1.0,
        wall,
        Cut(rect(-wide, 7.62, wide * 2, 0.2), (168, 158, 146)),
        Cut(joints, (70, 68, 70), stroke=0.03, alpha=0.7),
        *puddles(s, 8.2, 0.5, 4),
    )
    posts = together(drawn(BOLLARD, u * s.half, 7.7, 1.05) for u in (-0.84, 0.2, 0.8))
    s.sheet(0.99, Cut(posts, IRON), shadow=0.5)
    x = side * s.half * 0.42
    s.sheet(0.97, Cut(rect(x - 0.06, 4.6, 0.12, 3.2), WOOD), *lantern(s, x, 4.75, 0.62, -side))
    if s.light.day.lamps > 0.05:
        s.lamp(x - side * 0.62, 5.1, 0.97, 1.9, strength=0.58 * s.light.day.lamps, flicker=0.06)


def _hang_catch(s: Scenery, side: int) -> None:
    """Close by: barrels, crates and a heap of nets waiting on the quay."""
    x = side * s.half * 0.93
    cuts = [Cut(drawn(NET, x - side * 2.2, 9.15, 0.8), (122, 124, 102), rim=0.6)]
    for u, y, k in ((-0.1, 9.2, 1.5), (-0.2, 7.7, 1.1)):
        cuts += [
            Cut(drawn(CRATE, x + side * u, y, k), (150, 116, 82)),
            Cut(drawn(SLATS, x + side * u, y, k), (92, 68, 52), stroke=0.05 * k),
        ]
    cuts += [
        Cut(drawn(BARREL, x - side * 1.3, 9.25, 1.3), (132, 92, 66)),
        Cut(drawn(HOOPS, x - side * 1.3, 9.25, 1.3), (84, 80, 82), stroke=0.09),
    ]
    s.sheet(1.18, *cuts, front=True, anchor=x, close=False)
