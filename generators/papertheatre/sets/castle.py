"""A castle on its rock: towers with banners, windows that shine, a gate with torches; or the ruin of one."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import cottage, windows
from generators.papertheatre.sets.ground import (
    PATH,
    bend,
    drawn,
    footpath,
    lane,
    pebbles,
    puddles,
    snows,
    stir_leaves,
    unrest,
)
from generators.papertheatre.sets.plants import blades, broadleaf, spray
from generators.papertheatre.sets.roadside import WOOD
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import Point, arch, line, pine, polygon, rect, ridge, rock, together, tufts, united

STONE: Final[RGB] = (176, 166, 152)
ROOF: Final[tuple[RGB, ...]] = ((92, 98, 118), (132, 82, 70), (84, 108, 104))
CRAG: Final[RGB] = (122, 118, 112)
GREEN: Final[RGB] = (108, 128, 82)
TORCH: Final = "M-.07 0 L-.1 -.8 .1 -.8 .07 0 Z M-.2 -.78 L.2 -.78 .12 -.6 -.12 -.6 Z"
FLAME: Final = "M-.15 -.78 Q-.24 -1 -.05 -1.18 Q.02 -1.36 .05 -1.46 Q.24 -1.18 .19 -.96 Q.19 -.84 .14 -.78 Z"
PENNANT: Final = "M0 0 L-.9 .14 -.62 .26 -.9 .4 0 .5 Z"


def castle(s: Scenery) -> None:
    """Hills and a village far below, the castle, the road up to its gate, torches beside us."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.7)
    _hang_land(s, side)
    ruined = s.says("ruin\\w*|abandoned|broken|fallen|overgrown")
    x = side * s.half * s.rng.uniform(0.26, 0.4)
    _hang_keep(s, x, ruined)
    _hang_crag(s, x)
    _hang_road(s, x, side)
    _hang_torches(s, ruined)
    s.sheet(1.0, footpath(s, x - side * 1.3, 1.3, -side * 0.4), shadow=0.15)
    _hang_near(s, side)
    s.floor = 8.2
    s.props |= {"flag"} if not ruined else set()
    stir_leaves(s)


def _hang_land(s: Scenery, side: int) -> None:
    for k, (depth, y, rise) in enumerate(((0.12, 5.9, 1.5), (0.22, 6.4, 0.8))):
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, rise * s.rng.uniform(0.7, 1.2), 8.0 - k, 8.2)
        cuts = [Cut(land, ((116, 130, 124), (112, 130, 98))[k])]
        if k:
            homes = [
                c
                for n in range(4)
                for c in cottage(s, -side * s.half * (0.3 + 0.16 * n), 6.3 + 0.06 * (n % 2), 0.36, depth)
            ]
            cuts = [*homes, *cuts]
        s.sheet(depth, *cuts, shadow=0.6)


def battlements(x: float, y: float, w: float, h: float, tooth: float = 0.22, flare: float = 0.08) -> Any:
    """A wall or tower `w` wide about x that stands on y, its head crowned with merlons."""
    left, right, top = x - w / 2 - flare, x + w / 2 + flare, y - h
    points: list[Point] = [(x - w / 2, y + 0.3), (x - w / 2, top + 0.34), (left, top + 0.2), (left, top - tooth)]
    n = max(1, round((right - left) / tooth / 2 - 0.5))
    step = (right - left) / (2 * n + 1)
    for k in range(n):
        a = left + step * (2 * k + 1)
        points += [(a, top - tooth), (a, top), (a + step, top), (a + step, top - tooth)]
    return polygon([*points, (right, top - tooth), (right, top + 0.2), (x + w / 2, top + 0.34), (x + w / 2, y + 0.3)])


def broken(rng: Random, x: float, y: float, w: float, h: float) -> Any:
    """What is left of a tower: its head has fallen."""
    n = max(2, round(w * 2.2))
    top = [(x - w / 2 + w * k / n, y - h * rng.uniform(0.55, 1.0)) for k in range(n + 1)]
    return polygon([(x - w / 2, y + 0.3), *top, (x + w / 2, y + 0.3)])


def _hang_keep(s: Scenery, x: float, ruined: bool) -> None:
    """Towers of several heights behind a curtain wall with its gate house."""
    spots, sizes = [-2.6, 2.5, -1.2, 1.1, 0.0], [(0.9, 2.7), (1.0, 2.3), (1.1, 3.7), (1.3, 3.1), (0.8, 4.3)]
    s.rng.shuffle(spots)
    plan = [(u, *size) for u, size in zip(spots, sizes, strict=True) if u or s.rng.random() < 0.8]
    roof = s.rng.choice(ROOF)
    cuts: list[Cut] = []
    for u, w, h in plan:
        at, wide, high = x + u * s.rng.uniform(0.85, 1.1), w * s.rng.uniform(0.85, 1.15), h * s.rng.uniform(0.85, 1.1)
        tone = scaled(STONE, s.rng.uniform(0.92, 1.05))
        if ruined:
            cuts += [Cut(broken(s.rng, at, 6.5, wide, high * 0.75), tone)]
            continue
        cuts += _tower(s, at, wide, high, tone, roof)
    s.sheet(0.36, *cuts, shadow=0.7)
    wall = broken(s.rng, x, 6.6, 7.4, 1.8) if ruined else battlements(x, 6.6, 7.0, 1.5)
    gate = [Cut(battlements(x + 0.3, 6.6, 1.7, 2.2), scaled(STONE, 0.98))]
    rows = together(
        line([(x - 3.3 + 0.7 * k + 0.35 * (n % 2), 5.5 + 0.3 * n), (x - 3.0 + 0.7 * k + 0.35 * (n % 2), 5.5 + 0.3 * n)])
        for k in range(10)
        for n in range(4)
    )
    lit = s.light.day.lamps
    door = Cut(
        arch(x + 0.3, 6.64, 0.8, 1.2),
        (255, 186, 100) if lit > 0.3 and not ruined else (66, 58, 54),
        lit=lit * 0.8,
        rim=0.6,
    )
    bars = together(
        [line([(x + 0.3 + u, 5.5), (x + 0.3 + u, 6.6)]) for u in (-0.2, 0.0, 0.2)]
        + [line([(x - 0.1, v), (x + 0.7, v)]) for v in (5.8, 6.2)]
    )
    s.sheet(
        0.44,
        Cut(wall, scaled(STONE, 0.9)),
        Cut(rows, scaled(STONE, 0.66), stroke=0.03, alpha=0.7),
        *gate,
        door,
        Cut(bars, (54, 48, 48), stroke=0.04),
        shadow=0.8,
    )
    if lit > 0.3 and not ruined:
        s.lamp(x + 0.3, 6.1, 0.44, 1.6, strength=0.5 * lit, flicker=0.1)


def _tower(s: Scenery, x: float, w: float, h: float, tone: RGB, roof: RGB) -> list[Cut]:
    y = 6.5
    boxes = [(x, y - h * u, w * 0.17, w * 0.42) for u in (0.45, 0.72)]
    cuts = [Cut(battlements(x, y, w, h), tone)]
    cuts += windows(s, boxes, 0.36, tone, 0.8, round_=True)
    if s.rng.random() < 0.7:
        cone = polygon([(x - w * 0.52, y - h), (x, y - h - w * s.rng.uniform(1.1, 1.6)), (x + w * 0.52, y - h)])
        top = cone.getBounds().top()
        mast = Cut(rect(x - 0.025, top - 0.5, 0.05, 0.6), WOOD)
        flag = Cut(drawn(PENNANT, x, top - 0.5, 0.62), s.rng.choice(((190, 70, 60), (214, 170, 82), (84, 110, 150))))
        cuts = [mast, flag, Cut(cone, roof), *cuts]
    return cuts


def _hang_crag(s: Scenery, x: float) -> None:
    """The rock that the castle stands on, firs at its foot."""
    stones = [rock(s.rng, x + u, 7.3, w, h) for u, w, h in ((0.0, 8.6, 0.9), (-2.6, 4.0, 1.0), (2.8, 4.2, 0.86))]
    firs = [pine(s.rng, x + s.rng.uniform(-5.4, 5.4), 7.3, s.rng.uniform(0.6, 1.2)) for _ in range(9)]
    land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.2, 0.3, 8.0)
    s.sheet(
        0.54,
        Cut(united(stones), CRAG),
        *[Cut(f, (84, 108, 84)) for f in firs],
        Cut(land, scaled(GREEN, 0.95), foot=0.7),
        shadow=0.8,
    )


def _hang_road(s: Scenery, x: float, side: int) -> None:
    """The road that winds up to the gate, and the trees beside it."""
    way = lane(
        [
            (x + 0.3, 6.62, 0.2),
            (x - side * 0.5, 6.9, 0.26),
            (x + side * 0.3, 7.15, 0.36),
            (x - side * 1.6, 7.45, 0.5),
            (x - side * 0.4, 7.8, 0.85),
            (x - side * 1.6, 8.3, 1.6),
            (x - side * 1.8, 9.6, 3.0),
        ]
    )
    s.sheet(
        0.58,
        Cut(way, (212, 212, 214) if snows(s) else PATH, foot=0.76, rim=0.6),
        *puddles(s, 7.6, 0.3, 2, 0.5),
        shadow=0.2,
    )
    land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.75, 0.22, 6.0)
    shaft, crown = broadleaf(s.rng, -side * s.half * s.rng.uniform(0.5, 0.7), 7.75, s.rng.uniform(2.4, 3.2), bend(s))
    s.sheet(
        0.76,
        Cut(shaft, WOOD),
        Cut(crown, (92, 116, 78)),
        Cut(land, scaled(GREEN, 0.88), foot=0.6),
        shadow=0.7,
    )


def _hang_torches(s: Scenery, ruined: bool) -> None:
    """Torches on poles along the last of the road; fallen stones where all is in ruins."""
    if ruined:
        blocks = [
            Cut(rect(s.rng.uniform(-0.9, 0.8) * s.half, 7.6, s.rng.uniform(0.5, 1.0), 0.5, 0.06), STONE)
            for _ in range(5)
        ]
        s.sheet(0.88, *blocks)
    else:
        for u in (-0.72, 0.1, 0.7):
            x = u * s.half
            s.sheet(
                0.88,
                Cut(rect(x - 0.05, 6.4, 0.1, 1.7), WOOD),
                Cut(drawn(TORCH, x, 6.7, 0.9), WOOD),
                Cut(drawn(FLAME, x, 6.7, 0.9), (255, 184, 84), lit=0.4 + 0.6 * s.light.day.lamps, rim=0.0),
                shadow=0.5,
            )
            if s.light.day.lamps > 0.2:
                s.lamp(x, 5.75, 0.88, 1.7, strength=0.55 * s.light.day.lamps, flicker=0.12)
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.06, 0.18, 0.13)
    s.sheet(
        0.98,
        Cut(turf, scaled(GREEN, 0.84), foot=0.5),
        *[Cut(p, CRAG) for p in pebbles(s, 8.2, 0.6, 7)],
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.015),
    )


def _hang_near(s: Scenery, side: int) -> None:
    """A milestone or a standing stone in one corner, a branch over the other."""
    x, lean = -side * s.half * 0.88, bend(s)
    stone = polygon([(x - 1.2, 11), (x - 1.0, 6.6), (x - 0.5, 5.9), (x + 0.3, 6.1), (x + 0.8, 7.2), (x + 1.0, 11)])
    runes = drawn("M-.3 -.6 L-.3 .2 M-.3 -.4 L.1 -.6 M-.3 -.1 L.1 -.3 M.4 -.6 L.4 .2 M.4 -.2 L.1 .1", x - 0.1, 7.6, 0.9)
    grass = blades(s.rng, x - 2, x + 2.6, 9.3, 1.2, 0.13, lean)
    s.sheet(
        1.2,
        Cut(stone, scaled(CRAG, 0.95)),
        Cut(runes, scaled(CRAG, 0.55), stroke=0.06),
        Cut(grass, (110, 118, 74), rim=0.7),
        front=True,
        anchor=x,
        close=False,
    )
    twigs = together(
        spray(
            s.rng,
            -x * 1.1,
            0.2 + 0.5 * n,
            (194 + 14 * n) if side > 0 else (-14 - 14 * n),
            s.rng.uniform(2.2, 3.4),
            7,
            0.46,
        )
        for n in range(3)
    )
    s.sheet(1.24, Cut(twigs, (84, 108, 72), rim=0.7), front=True, anchor=-x, close=False, sway=unrest(s, 0.05, 6.0))
