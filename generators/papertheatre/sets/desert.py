"""The desert: dunes with a bright and a dark side, mesas, a caravan or a ruin far off, dry things close by."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.ground import bend, pebbles, puddles, unrest
from generators.papertheatre.sets.plants import blades, palm
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import (
    Point,
    arch,
    bare_tree,
    line,
    moved,
    outline,
    oval,
    polygon,
    rect,
    ridge,
    rock,
    smooth,
    united,
)

SAND: Final[RGB] = (226, 186, 128)
SHADE: Final[RGB] = (178, 122, 88)
ROCK: Final[RGB] = (164, 104, 78)
CAMEL: Final = (
    "M-1.05 0 L-.98 0 -.86 -.72 -.42 -.78 Q-.1 -.7 .3 -.78 L.4 0 .47 0 .52 -.74 .66 -1.0 Q.86 -.92 1.0 -1.3 "
    "L1.06 -1.62 1.22 -1.72 1.52 -1.66 1.5 -1.52 1.26 -1.46 Q1.22 -1.0 .92 -.7 L.74 -.62 .66 0 .59 0 .56 -.6 "
    ".3 -.6 .24 0 .17 0 .18 -.62 -.4 -.62 -.66 -.5 -.7 0 -.77 0 -.8 -.5 -.92 -.4 -.98 0 Z "
    "M-.86 -.72 Q-.66 -1.06 -.46 -.98 Q-.3 -1.42 -.02 -1.4 Q.24 -1.42 .36 -.98 Q.52 -1.04 .62 -.84 L.4 -.66 -.6 -.66 Z"
)
RIDER: Final = "M-.16 -1.24 Q-.2 -1.74 0 -1.86 Q-.06 -2.1 .08 -2.12 Q.24 -2.1 .2 -1.86 Q.36 -1.66 .34 -1.2 Z"


@dataclass(frozen=True)
class Dune:
    """A dune whose top is at x, `w` wide on either side, `h` high over y."""

    x: float
    y: float
    w: float
    h: float

    def top(self, x: float) -> float:
        """The y of its crest line at x."""
        u = max(-1.0, min(1.0, (x - self.x) / self.w))
        return self.y - self.h * math.pow(0.5 + 0.5 * math.cos(math.pi * u), 1.2)

    def crest(self, x0: float, x1: float) -> list[Point]:
        return [(x, self.top(x)) for x in (x0 + (x1 - x0) * k / 14 for k in range(15))]

    def body(self) -> Any:
        left, right = self.x - self.w, self.x + self.w
        return polygon([(left, 11), *self.crest(left, self.x), *self.crest(self.x, right), (right, 11)])

    def shade(self, side: int) -> Any:
        """Its face away from the light, which stands on the other side than `side`."""
        x, y, w, h = self.x, self.y, self.w * side, self.h
        path = line(self.crest(x, x + w))
        path.lineTo(x + w * 0.4, y + 0.3)
        path.cubicTo(x + w * 0.02, y + 0.05, x + w * 0.34, y - h * 0.5, x, y - h)
        path.close()
        return path


def desert(s: Scenery) -> None:
    """Dune behind dune, a far wonder on the horizon, dry grass and stones before us."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 6.0)
    _hang_mesas(s)
    _hang_dunes(s, side)
    _hang_floor(s)
    _hang_near(s, side)


def _hang_mesas(s: Scenery) -> None:
    """Table mountains along the horizon, where there are any."""
    cuts = []
    x = -s.span + s.rng.uniform(0, 2)
    while x < s.span:
        w, h = s.rng.uniform(1.6, 4.2), s.rng.uniform(0.35, 1.5)
        if s.rng.random() < 0.55:
            cuts += _mesa(s.rng, x, 6.15, w, h)
        x += w * s.rng.uniform(1.0, 1.9)
    floor = Cut(rect(-s.span * 1.3, 6.05, s.span * 2.6, 2.0), scaled(SAND, 0.94))
    s.sheet(0.12, *cuts, floor, shadow=0.45)


def _mesa(rng: Random, x: float, y: float, w: float, h: float) -> list[Cut]:
    top = w * rng.uniform(0.3, 0.42)
    points: list[Point] = [(x - w / 2, y + 0.2), (x - w * 0.42, y - h * 0.3), (x - top, y - h * 0.42), (x - top, y - h)]
    points += [
        (x - top * 0.2, y - h * 1.03),
        (x - top * 0.1, y - h * 0.94),
        (x + top * 0.8, y - h),
        (x + top, y - h * 0.9),
    ]
    points += [(x + top, y - h * 0.4), (x + w * 0.4, y - h * 0.24), (x + w / 2, y + 0.2)]
    bands = [
        Cut(line([(x - top * 0.98, y - h * u), (x + top * 0.98, y - h * (u - 0.03))]), scaled(ROCK, 0.78), stroke=0.03)
        for u in (0.56, 0.76)
    ]
    return [Cut(polygon(points), ROCK), *bands]


def _hang_wonder(s: Scenery, x: float) -> None:
    """What one walks towards: pyramids, a ruin, an oasis, tents; by the words, else by the place's own chance."""
    chosen = s.rng.choice(("ruin", "oasis", "camp"))
    if s.says("pyramids?|egypt|sphinx|pharaoh\\w*"):
        s.sheet(0.24, *_pyramids(x, 6.5), shadow=0.6)
    elif s.says("ruins?|temple|city|arch") or (chosen == "ruin" and not s.says("oasis|palms?|camp|tents?")):
        s.sheet(0.3, *_ruin(s.rng, x, 6.6), shadow=0.7)
    elif s.says("camp|tents?|nomads?") or (chosen == "camp" and not s.says("oasis|palms?")):
        _hang_tents(s, x)
    else:
        _hang_oasis(s, x)


def _pyramids(x: float, y: float) -> list[Cut]:
    cuts = []
    for dx, w, h in ((-1.7, 2.6, 1.7), (0.5, 4.2, 2.8)):
        cuts.append(Cut(polygon([(x + dx - w / 2, y), (x + dx, y - h), (x + dx + w / 2, y)]), SAND))
        cuts.append(Cut(polygon([(x + dx, y - h), (x + dx + w / 2, y), (x + dx + w * 0.12, y)]), SHADE, rim=0.5))
    return cuts


def _ruin(rng: Random, x: float, y: float) -> list[Cut]:
    """Broken columns and an arch, half in the sand."""
    stone: RGB = (214, 178, 132)
    columns = [(-1.9, 1.5), (-1.3, 2.1), (-0.7, 1.1), (1.75, 1.7), (2.3, 0.8)]
    cuts = [
        Cut(
            polygon(
                [
                    (x + u - 0.14, y),
                    (x + u - 0.13, y - h),
                    (x + u + 0.02, y - h - rng.uniform(0.05, 0.2)),
                    (x + u + 0.13, y - h + 0.06),
                    (x + u + 0.15, y),
                ]
            ),
            stone,
        )
        for u, h in columns
    ]
    gate = united([rect(x - 0.35, y - 2.2, 1.7, 2.5), rect(x - 0.45, y - 2.34, 1.9, 0.2)])
    hole = arch(x + 0.5, y + 0.2, 0.9, 1.8)
    cuts += [Cut(gate, stone), Cut(hole, scaled(SHADE, 0.8), rim=0.6)]
    return cuts


def _hang_oasis(s: Scenery, x: float) -> None:
    pool = Cut(oval(x, 6.86, 1.9, 0.13), s.light.day.horizon, lit=0.5, head=1.1)
    cuts: list[Cut] = [pool]
    for dx, h in ((-1.7, 1.6), (-1.1, 2.3), (-0.5, 1.3), (1.1, 1.9), (1.6, 1.2)):
        trunk, leaves = palm(s.rng, x + dx, 6.86, h, bend(s))
        cuts += [Cut(trunk, (134, 96, 70)), Cut(leaves, (108, 122, 74))]
    s.sheet(0.36, *cuts, shadow=0.6, sway=unrest(s, 0.012))


def _hang_tents(s: Scenery, x: float) -> None:
    lit = s.light.day.lamps
    cuts = []
    for dx, k in ((-1.5, 0.8), (0.0, 1.1), (1.4, 0.7)):
        body = moved(outline("M-1 0 Q-.5 -.3 -.34 -.86 L0 -1.1 .36 -.84 Q.5 -.3 1 0 Z"), x + dx, 6.75, k)
        door = moved(outline("M-.2 0 Q-.06 -.4 0 -.82 Q.06 -.4 .22 0 Z"), x + dx, 6.75, k)
        cuts += [Cut(body, (214, 196, 162))]
        cuts.append(Cut(door, (255, 196, 110) if lit > 0.3 else (110, 82, 66), lit=lit, rim=0.4))
        if lit > 0.3:
            s.lamp(x + dx, 6.45, 0.36, 0.9 * k, strength=0.45 * lit)
    s.sheet(0.36, *cuts, shadow=0.6)


def _caravan(dune: Dune, side: int) -> list[Cut]:
    """Camels along the crest of a dune, every other one with a rider."""
    tone: RGB = (112, 76, 60)
    cuts = []
    for k in range(4):
        x = dune.x - side * (0.1 + 1.1 * k - 1.4)
        foot = max(dune.top(x - 0.25), dune.top(x + 0.25))
        cuts.append(Cut(moved(outline(CAMEL), x, foot, 0.34, mirror=side < 0), tone, rim=0.6))
        if k % 2 == 0:
            cuts.append(Cut(moved(outline(RIDER), x, foot, 0.34, mirror=side < 0), (172, 84, 62), rim=0.6))
    return cuts


def _hang_dunes(s: Scenery, side: int) -> None:
    """Rows of dunes whose dark faces look away from the light; the wonder stands among the far ones."""
    away = 1 if s.light.source[0] < 0 else -1
    far = [
        Dune(u * s.half + s.rng.uniform(-1, 1), 6.5, s.rng.uniform(2.4, 4.2), s.rng.uniform(0.3, 0.8))
        for u in (-0.9, -0.3, 0.3, 0.9)
    ]
    great = Dune(-side * s.half * s.rng.uniform(0.2, 0.5), 7.0, s.rng.uniform(5.5, 7.5), s.rng.uniform(1.3, 1.9))
    low = [
        Dune(u * s.half + s.rng.uniform(-1.2, 1.2), 7.3, s.rng.uniform(4.0, 6.0), s.rng.uniform(0.5, 0.95))
        for u in (side * 0.75, -side * 0.95)
    ]
    near = [
        Dune(u * s.half + s.rng.uniform(-1, 1), 7.8, s.rng.uniform(5.0, 8.0), s.rng.uniform(0.4, 0.75))
        for u in (-0.55, 0.8)
    ]
    _hang_row(s, 0.2, far, away, 1.0)
    _hang_wonder(s, side * s.half * s.rng.uniform(0.36, 0.56))
    if s.says("caravan|camels?") or s.rng.random() < 0.5:
        s.sheet(0.46, *_caravan(great, side), shadow=0.4)
    _hang_row(s, 0.48, [great], away, 0.98)
    _hang_row(s, 0.64, low, away, 0.94)
    _hang_row(s, 0.8, near, away, 0.9)


def _hang_row(s: Scenery, depth: float, dunes: list[Dune], away: int, tone: float) -> None:
    floor = Cut(rect(-s.span * 1.3, dunes[0].y - 0.02, s.span * 2.6, 2.4), scaled(SAND, tone * 0.97), rim=0.6)
    cuts = []
    for one in dunes:
        cuts += [Cut(one.body(), scaled(SAND, tone), foot=0.8)]
        cuts.append(Cut(one.shade(away), scaled(SHADE, tone), rim=0.35, alpha=0.9))
    s.sheet(depth, floor, *cuts, shadow=0.7)


def _hang_floor(s: Scenery) -> None:
    """The sand that the figures stand on, with ripples of wind and a few stones."""
    crest = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.95, 0.28, 9.0)
    ripples = []
    for _ in range(20):
        x, y, w = s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.05, 8.85), s.rng.uniform(0.7, 2.2)
        bow = smooth([(x, y), (x + w * 0.3, y - 0.07), (x + w * 0.6, y + 0.05), (x + w, y)], closed=False)
        ripples.append(Cut(bow, SHADE, stroke=0.022, alpha=0.5))
    s.sheet(0.98, Cut(crest, scaled(SAND, 0.98), foot=0.62), *ripples, *puddles(s, 8.3, 0.5, 4))
    s.sheet(1.0, *[Cut(p, ROCK) for p in pebbles(s, 8.05, 0.6, 7)], shadow=0.5)
    s.floor = 8.2


def _hang_near(s: Scenery, side: int) -> None:
    """In one corner stones with a cactus or a thorn bush, in the other dry grass."""
    x, lean = -side * s.half * 0.9, bend(s)
    stones = united([rock(s.rng, x - side * 0.6, 9.5, 3.2, 1.25), rock(s.rng, x + side * 1.2, 9.5, 1.6, 0.8)])
    grass = blades(s.rng, x - 1.5, x + 1.8, 8.8, 1.0, 0.13, lean)
    american = s.says("cactus|cacti|texas|mexic\\w+|arizona|nevada|canyon|western|frontier|prairie|mojave")
    tall = (
        Cut(_cactus(s, x, 8.7, lean), (96, 124, 80))
        if american or s.rng.random() < 0.4
        else Cut(bare_tree(s.rng, x - side * 0.3, 8.8, 3.6), (118, 88, 66))
    )
    cuts = [tall, Cut(stones, ROCK, foot=0.6), Cut(grass, (186, 156, 98), rim=0.7)]
    s.sheet(1.22, *cuts, front=True, anchor=x, close=False)
    far = blades(s.rng, side * s.half * 0.7, side * s.half * 0.7 + 2.4, 8.95, 0.7, 0.12, lean)
    s.sheet(1.2, Cut(far, (170, 140, 86)), front=True, sway=unrest(s, 0.03))


def _cactus(s: Scenery, x: float, y: float, lean: float) -> Any:
    """A saguaro with two arms at different heights."""
    h = s.rng.uniform(2.7, 3.4)
    column = rect(x - 0.24, y - h, 0.48, h + 0.8, 0.24)
    parts = [column]
    for side in (-1, 1):
        v, w = y - h * s.rng.uniform(0.3, 0.5), side * 0.56
        up = s.rng.uniform(0.7, 1.2)
        parts += [rect(min(x, x + w), v - 0.15, abs(w), 0.3, 0.14), rect(x + w - 0.15, v - up, 0.3, up + 0.15, 0.15)]
    whole = united(parts)
    skew = skia.Matrix()
    skew.setSkew(-lean * 0.25, 0, x, y)
    whole.transform(skew)
    return whole
