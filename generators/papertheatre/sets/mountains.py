"""High mountains: peaks with a bright and a dark face and snow on their heads, a lake or a pass, firs, a near crag."""

from __future__ import annotations

from random import Random
from typing import Any, Final

from generators.papertheatre.colour import RGB, mix, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import cottage
from generators.papertheatre.sets.ground import SNOW, bend, drawn, lane, pebbles, puddles, rings, snows, unrest
from generators.papertheatre.sets.plants import blades
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import Point, oval, pine, polygon, rect, ridge, rock, together, tufts, within

STONE: Final[RGB] = (132, 136, 144)
FIR: Final[RGB] = (82, 106, 88)
MEADOW: Final[RGB] = (122, 134, 92)
CAIRN: Final = (
    "M-.6 0 L-.5 -.22 .5 -.24 .6 0 Z M-.44 -.22 L-.36 -.44 .34 -.46 .44 -.22 Z M-.3 -.44 L-.24 -.64 .2 "
    "-.66 .28 -.44 Z M-.16 -.64 L-.1 -.84 .1 -.84 .14 -.64 Z"
)


class Peak:
    """One mountain with broken edges: its body, its face away from the light, its cap of snow."""

    def __init__(self, rng: Random, x: float, y: float, w: float, h: float) -> None:
        self.x, self.y, self.w, self.h = x, y, w, h
        self._left = self._edge(rng, -1)
        self._right = self._edge(rng, 1)
        self._spine = [(x + rng.uniform(-0.1, 0.1) * w * t, y - h * (1 - t)) for t in (0.16, 0.34, 0.55, 0.8, 1.0)]

    def _edge(self, rng: Random, side: int) -> list[Point]:
        """From the summit down to one foot."""
        points: list[Point] = []
        for t in (0.1, 0.22, 0.36, 0.5, 0.64, 0.8, 1.0):
            wide = self.w / 2 * t**0.9 * rng.uniform(0.88, 1.12)
            points.append((self.x + side * wide, self.y - self.h * (1 - t) + rng.uniform(-0.04, 0.04) * self.h))
        return points

    @property
    def body(self) -> Any:
        low = self.y + 0.6
        return polygon(
            [
                (self.x, self.y - self.h),
                *self._right,
                (self._right[-1][0], low),
                (self._left[-1][0], low),
                *reversed(self._left),
            ]
        )

    def shade(self, side: int) -> Any:
        """The face towards `side`, which the light does not reach."""
        edge = self._right if side > 0 else self._left
        return polygon(
            [
                (self.x, self.y - self.h),
                *edge,
                (edge[-1][0], self.y + 0.6),
                (self.x, self.y + 0.6),
                *reversed(self._spine),
            ]
        )

    def cap(self, rng: Random, share: float) -> Any:
        """The snow on its head, down to `share` of its height, with a torn edge."""
        low = self.y - self.h * (1 - share)
        n = 7
        teeth = [
            (self.x + self.w * (0.5 - k / n), low + self.h * (0.1 if k % 2 else -0.09) * rng.uniform(0.5, 1.2))
            for k in range(n + 1)
        ]
        area = polygon([(self.x - self.w, self.y - self.h - 1), (self.x + self.w, self.y - self.h - 1), *teeth])
        return within(self.body, area)


def mountains(s: Scenery) -> None:
    """Range behind range; a lake in the valley or a pass between crags."""
    side = mirrored_side(s)
    hang_sky(s, 5.8)
    away = 1 if s.light.source[0] < 0 else -1
    _hang_range(s, 0.1, 6.3, (-1.0, -0.6, -0.2, 0.25, 0.65, 1.05), (2.4, 4.2), away, 0.5)
    _hang_range(s, 0.22, 6.6, (-0.8, -0.36, 0.1, 0.5, 0.95), (1.5, 2.9), away, 0.34)
    wet = s.says("lake|tarn|fjord|loch|water|reservoir")
    high = s.says("pass|summit|peak|ridge|top|cliff|ledge|volcano|glacier|climb\\w*")
    if wet or (not high and s.rng.random() < 0.5):
        _hang_lake(s, side)
    else:
        _hang_valley(s, side)
    _hang_slope(s, side)
    _hang_crag(s, side)
    s.floor = 8.15


def _hang_range(
    s: Scenery, depth: float, y: float, spots: tuple[float, ...], rise: tuple[float, float], away: int, share: float
) -> None:
    peaks = [
        Peak(s.rng, (u + s.rng.uniform(-0.08, 0.08)) * s.half, y, s.rng.uniform(3.6, 5.6), s.rng.uniform(*rise))
        for u in spots
    ]
    cuts: list[Cut] = []
    for peak in sorted(peaks, key=lambda p: -p.h):
        cap = peak.cap(s.rng, share if not snows(s) else 0.8)
        shade = peak.shade(away)
        cuts += [
            Cut(peak.body, STONE, head=1.2),
            Cut(cap, SNOW, rim=0.5, foot=0.96),
            Cut(shade, (60, 72, 100), rim=0.35, alpha=0.42),
        ]
    s.sheet(depth, *cuts, Cut(rect(-s.span * 1.3, y, s.span * 2.6, 1.4), scaled(STONE, 0.9), rim=0.0), shadow=0.6)


def _hang_lake(s: Scenery, side: int) -> None:
    """Still water with the peaks upside down in it, a cabin on the shore."""
    wide = s.span * 1.3
    shore = ridge(s.rng, -wide, wide, 6.75, 0.3, 6.0, 7.3)
    firs = [pine(s.rng, s.rng.uniform(-1, 1) * s.half, 6.75, s.rng.uniform(0.5, 1.2)) for _ in range(16)]
    x = -side * s.half * s.rng.uniform(0.3, 0.55)
    s.sheet(
        0.36,
        *[Cut(f, FIR) for f in firs],
        *cottage(s, x, 6.8, 0.5, 0.36),
        Cut(shore, scaled(MEADOW, 0.9)),
        shadow=0.6,
    )
    water = mix(s.light.day.middle, (84, 122, 138), 0.5)
    mirror = [
        polygon([(u * s.half - w, 6.95), (u * s.half, 6.95 + h), (u * s.half + w, 6.95)])
        for u, w, h in ((-0.7, 2.0, 0.5), (-0.1, 2.4, 0.62), (0.55, 2.2, 0.52))
    ]
    slips = together(
        oval(s.rng.uniform(-1, 1) * s.half, 6.98 + 0.7 * s.rng.random() ** 1.4, s.rng.uniform(0.3, 1.3), 0.015)
        for _ in range(26)
    )
    s.sheet(
        0.44,
        Cut(rect(-wide, 6.92, wide * 2, 1.6), water, lit=0.35, head=1.1, foot=0.8),
        Cut(together(mirror), STONE, alpha=0.3, rim=0.0),
        Cut(slips, s.light.day.horizon, lit=0.8, alpha=0.6, rim=0.0),
        *rings(s, 7.0, 7.6, 10),
        shadow=0.4,
        sway=Sway(0.05, 0.0, 9.0),
    )


def _hang_valley(s: Scenery, side: int) -> None:
    """Wooded foothills and the path that climbs between them."""
    for k, depth in enumerate((0.36, 0.5)):
        land = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.9 + 0.3 * k, 1.0 - 0.3 * k, 6.5, 9.0)
        firs = [
            pine(s.rng, s.rng.uniform(-1, 1) * s.half, 6.75 + 0.35 * k, s.rng.uniform(0.6, 1.3) + 0.3 * k)
            for _ in range(12)
        ]
        s.sheet(
            depth,
            *[Cut(f, scaled(FIR, 1.0 - 0.06 * k)) for f in firs],
            Cut(land, scaled((104, 122, 92), 1.0 - 0.06 * k)),
            shadow=0.7,
        )
    x = side * s.half * 0.1
    way = lane(
        [
            (x + 0.6, 6.9, 0.08),
            (x - 0.5, 7.1, 0.16),
            (x + 0.7, 7.35, 0.28),
            (x - 0.3, 7.65, 0.5),
            (x + 0.6, 8.2, 1.1),
            (x + 0.8, 9.6, 2.4),
        ]
    )
    s.sheet(
        0.6,
        Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 7.3, 0.3, 8.0), scaled(MEADOW, 0.95), foot=0.7),
        shadow=0.6,
    )
    s.sheet(0.62, Cut(way, (196, 184, 162) if not snows(s) else (210, 212, 216), foot=0.8), shadow=0.2)


def _hang_slope(s: Scenery, side: int) -> None:
    """The near slope: firs at the edges, boulders, a cairn, alpine grass."""
    firs = [
        Cut(pine(s.rng, (u + s.rng.uniform(-0.04, 0.04)) * s.half, 7.85, s.rng.uniform(1.5, 2.9)), FIR)
        for u in (-0.98, -0.86, -0.72, 0.66, 0.82, 0.96)
    ]
    boulders = [
        Cut(rock(s.rng, s.rng.uniform(-1, 1) * s.half, 7.9, s.rng.uniform(0.5, 1.4), s.rng.uniform(0.25, 0.6)), STONE)
        for _ in range(5)
    ]
    s.sheet(0.8, *firs, *boulders, shadow=0.8)
    cairn = Cut(drawn(CAIRN, -side * s.half * 0.5, 7.98, 1.1), scaled(STONE, 1.05))
    turf = tufts(s.rng, -s.span * 1.3, s.span * 1.3, 8.06, 0.12, 0.13)
    stones = [Cut(p, scaled(STONE, 1.05)) for p in pebbles(s, 8.15, 0.6, 10)]
    s.sheet(0.96, cairn, shadow=0.6)
    s.sheet(
        0.98,
        Cut(turf, scaled(MEADOW, 0.88), foot=0.5),
        *stones,
        *puddles(s, 8.35, 0.4, 3),
        sway=unrest(s, 0.01),
    )


def _hang_crag(s: Scenery, side: int) -> None:
    """A near crag in three facets, a bent pine and alpine grass on its ledges."""
    x, lean = side * s.half * 0.92, bend(s)

    def at(u: float, v: float) -> Point:
        return (x - side * u, v)

    crag = [
        at(-3, 0.6),
        at(-1.0, 2.2),
        at(-0.5, 3.6),
        at(0.2, 4.1),
        at(0.4, 5.9),
        at(1.0, 6.7),
        at(1.5, 8.1),
        at(2.7, 9.0),
        at(3.1, 11),
        at(-3, 11),
    ]
    bright = [at(-0.5, 3.6), at(0.2, 4.1), at(0.4, 5.9), at(-0.3, 6.3), at(-0.9, 4.6)]
    middle = [at(0.4, 5.9), at(1.0, 6.7), at(1.5, 8.1), at(0.5, 8.6), at(-0.3, 6.3)]
    pine_tree = pine(s.rng, x - side * 0.55, 6.1, 1.9)
    tips = together(
        blades(s.rng, x - 0.7 + u, x + 0.3 + u, v, 0.5, 0.09, lean)
        for u, v in ((-side * 1.2, 8.0), (-side * 2.2, 8.95))
    )
    s.sheet(
        1.14,
        Cut(pine_tree, FIR),
        Cut(polygon(crag), scaled(STONE, 0.86), head=1.05, foot=0.8),
        Cut(polygon(bright), scaled(STONE, 1.12), rim=0.7),
        Cut(polygon(middle), scaled(STONE, 0.98), rim=0.6),
        Cut(tips, (134, 134, 88), rim=0.6),
        front=True,
        anchor=x,
        close=False,
    )
