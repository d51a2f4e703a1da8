"""Snow and ice: drifts with blue shadows, ice peaks, a hut with one warm window, tracks that lead to it."""

from __future__ import annotations

import math
from typing import Any, Final

import skia

from generators.base import Weather
from generators.papertheatre.colour import RGB, argb, scaled
from generators.papertheatre.paper import Cut, Sway
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.buildings import LIT, windows
from generators.papertheatre.sets.ground import SNOW, drawn, snow_cap, unrest
from generators.papertheatre.sets.mountains import Peak
from generators.papertheatre.sets.roadside import smoke
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import Point, oval, pine, polygon, rect, ridge, smooth, together, united

BLUE: Final[RGB] = (172, 194, 218)
ICE: Final[RGB] = (164, 204, 220)
FIR: Final[RGB] = (78, 104, 98)
HUT: Final = (
    "M-1.2 .3 L-1.2 -.8 1.2 -.8 1.2 .3 Z",
    "M-1.5 -.64 L-.9 -1.7 .9 -1.7 1.5 -.64 Z",
    (
        "M-1.56 -.6 Q-1.4 -1 -1 -1.8 Q0 -1.96 1 -1.8 Q1.4 -1 1.56 -.6 Q1.2 -.84 .8 -.74 Q.4 -.92 0 -.78 Q-.4 "
        "-.92 -.8 -.74 Q-1.2 -.84 -1.56 -.6 Z"
    ),
)
LOGS: Final = "M-1.2 -.55 L1.2 -.55 M-1.2 -.3 L1.2 -.3 M-1.2 -.05 L1.2 -.05"
IGLOO: Final = "M-1.3 .3 L-1.3 -.1 Q-1.2 -1.3 0 -1.36 Q1.2 -1.3 1.3 -.1 L1.3 .3 Z M1 .3 Q1 -.6 1.5 -.6 Q2 -.6 2 .3 Z"
BLOCKS: Final = (
    "M-1.28 -.3 L1.28 -.3 M-1.14 -.74 L1.14 -.74 M-.7 -1.14 L.7 -1.14 M-.6 .2 L-.6 -.3 M.4 .2 L.4 -.3 "
    "M-.2 -.3 L-.2 -.74 M.8 -.3 L.8 -.74 M.1 -.74 L.1 -1.14"
)
SLEDGE: Final = (
    "M-1 0 Q-1.3 -.02 -1.36 -.36 Q-1.3 -.5 -1.2 -.36 L-1.1 -.14 1 -.14 1 0 Z M-.8 -.14 L-.7 -.44 .8 -.44 "
    ".9 -.14 .8 -.14 .72 -.34 -.62 -.34 -.7 -.14 Z"
)
SHARDS: Final = "M-1.6 .4 L-1.2 -.7 -.8 -.2 -.4 -1.5 .1 -.3 .5 -2.1 .9 -.5 1.3 -1.1 1.7 .4 Z"
FACETS: Final = "M-1.2 -.7 L-1.1 .4 M-.4 -1.5 L-.3 .4 M.5 -2.1 L.55 .4 M1.3 -1.1 L1.2 .4"


def snowfield(s: Scenery) -> None:
    """White from edge to edge, whatever falls: peaks, firs, drifts, a hut far off, tracks to it."""
    side = mirrored_side(s)
    s.sun_away(side)
    hang_sky(s, 5.8)
    polar = s.says("arctic|antarctic\\w*|ice|iceberg\\w*|pole|polar|glacier|frozen|floe|tundra")
    if s.light.night and s.light.weather is Weather.CLEAR:
        with s.aside("aurora"):
            _hang_aurora(s)
    _hang_peaks(s)
    if not polar:
        _hang_firs(s, side)
    x = side * s.half * s.rng.uniform(0.3, 0.5)
    _hang_hut(s, x, polar)
    _hang_drifts(s, x, side)
    _hang_floor(s, side)
    _hang_near(s, side, polar)
    s.floor = 8.2


def _hang_aurora(s: Scenery) -> None:
    """Green and violet curtains in a clear night."""
    for k, (tone, y) in enumerate((((96, 220, 160), 2.7), ((130, 130, 220), 2.0))):
        xs = [-s.span + 2 * s.span * i / 16 for i in range(17)]
        phase = s.rng.uniform(0, 6)
        edge = [(x, y + 0.6 * math.sin(x * 0.55 + phase) + 0.25 * math.sin(x * 1.3 + phase * 2)) for x in xs]
        curtain = polygon([*edge, *[(x + 0.4, v - 2.6) for x, v in reversed(edge)]])
        colours = [argb(tone, 0.0), argb(tone, 0.24), argb(tone, 0.55), argb(tone, 0.0)]
        shader = skia.GradientShader.MakeLinear([(0, y - 2.8), (0, y + 0.7)], colours, [0.0, 0.5, 0.86, 1.0])
        s.sheet(
            0.06 + 0.01 * k,
            Cut(curtain, tone, shader=shader, blur=0.12),
            shadow=0.0,
            sway=Sway(0.5, 0.08, 19.0 - 5 * k, k),
        )


def _hang_peaks(s: Scenery) -> None:
    """Ice peaks in the light of the day."""
    away = 1 if s.light.source[0] < 0 else -1
    cuts: list[Cut] = []
    for u in (-1.0, -0.55, -0.15, 0.3, 0.7, 1.05):
        peak = Peak(
            s.rng, (u + s.rng.uniform(-0.1, 0.1)) * s.half, 6.4, s.rng.uniform(3.0, 5.0), s.rng.uniform(1.2, 2.9)
        )
        cuts += [Cut(peak.body, (226, 232, 240), head=1.15), Cut(peak.shade(away), (150, 172, 202), rim=0.4)]
    s.sheet(0.14, *cuts, Cut(rect(-s.span * 1.3, 6.35, s.span * 2.6, 1.4), (214, 222, 232)), shadow=0.5)


def _hang_firs(s: Scenery, side: int) -> None:
    """A wood of laden firs along the foot of the peaks."""
    cuts: list[Cut] = []
    for i in range(18):
        x = -s.span + (i + s.rng.random()) * s.span / 9
        if abs(x - side * s.half * 0.4) > 1.8 and s.rng.random() < 0.72:
            shape = pine(s.rng, x, 6.6, s.rng.uniform(0.9, 1.8))
            cuts += [Cut(shape, FIR), snow_cap(shape, 0.09)]
    s.sheet(
        0.28, *cuts, Cut(ridge(s.rng, -s.span * 1.3, s.span * 1.3, 6.5, 0.2, 7.0, 8.0), scaled(SNOW, 0.94)), shadow=0.5
    )


def _hang_hut(s: Scenery, x: float, polar: bool) -> None:
    """A hut of logs under snow, or a snow house, with the only warm light far and wide."""
    lit = s.light.day.lamps
    if polar:
        door = Cut(
            drawn("M1.24 .3 Q1.24 -.34 1.5 -.34 Q1.78 -.34 1.78 .3 Z", x, 6.72, 0.8),
            LIT if lit > 0.3 else (96, 116, 140),
            lit=lit,
        )
        s.sheet(
            0.42,
            Cut(drawn(IGLOO, x, 6.72, 0.8), SNOW, foot=0.8),
            Cut(drawn(BLOCKS, x, 6.72, 0.8), BLUE, stroke=0.025),
            door,
            shadow=0.7,
        )
        if lit > 0.3:
            s.lamp(x + 1.2, 6.85, 0.42, 1.2, strength=0.55 * lit, flicker=0.1)
        return
    tones: tuple[RGB, ...] = ((138, 100, 76), (112, 80, 64), SNOW)
    hut = [Cut(drawn(t, x, 6.78, 0.85), c) for t, c in zip(HUT, tones, strict=True)]
    panes = windows(s, [(x - 0.5, 6.62, 0.34, 0.36), (x + 0.12, 6.62, 0.34, 0.36)], 0.42, (120, 84, 60), 1.0)
    door = Cut(rect(x + 0.5, 6.24, 0.3, 0.7), (84, 60, 48), rim=0.5)
    s.sheet(
        0.42,
        Cut(rect(x + 0.3, 5.0, 0.22, 0.7), (132, 112, 104)),
        *hut[:1],
        Cut(drawn(LOGS, x, 6.78, 0.85), (92, 66, 52), stroke=0.03),
        *hut[1:],
        *panes,
        door,
        shadow=0.7,
    )
    smoke(s, x + 0.4, 4.95, 0.6, 0.43)
    if lit > 0.3:
        s.lamp(x - 0.2, 6.6, 0.42, 1.5, strength=0.5 * lit, flicker=0.05)


def _hang_drifts(s: Scenery, x: float, side: int) -> None:
    """Rolling drifts, each with its blue shade, and the tracks that cross them."""
    for k, depth in enumerate((0.48, 0.62, 0.78)):
        y = 7.0 + 0.32 * k
        top = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y, 0.5, 7.5 - k, 9.6)
        fold = ridge(s.rng, -s.span * 1.3, s.span * 1.3, y + 0.24, 0.34, 5.0, 9.6)
        s.sheet(
            depth, Cut(top, scaled(SNOW, 1.0 - 0.01 * k), foot=0.9), Cut(fold, BLUE, rim=0.3, alpha=0.4), shadow=0.6
        )
    steps = []
    for k in range(26):
        t = k / 25
        at = x + (-side * 1.2 - x) * t + 0.9 * side * math.sin(t * 5)
        steps.append(oval(at + (0.05 + 0.13 * t) * (-1) ** k, 7.0 + 1.1 * t, 0.035 + 0.1 * t, 0.015 + 0.035 * t))
    s.sheet(0.8, Cut(together(steps), scaled(BLUE, 0.86), rim=0.4), shadow=0.1)


def _hang_floor(s: Scenery, side: int) -> None:
    """The snow that the figures stand on, a sledge, a few dry stalks."""
    top = ridge(s.rng, -s.span * 1.3, s.span * 1.3, 8.02, 0.16, 6.0)
    glints = together(oval(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.15, 8.9), 0.02) for _ in range(40))
    hollows = together(
        oval(s.rng.uniform(-1, 1) * s.half, s.rng.uniform(8.3, 8.8), s.rng.uniform(0.6, 1.4), 0.05) for _ in range(8)
    )
    s.sheet(
        0.98,
        Cut(top, SNOW, foot=0.8),
        Cut(hollows, BLUE, rim=0.2, alpha=0.6),
        Cut(glints, (255, 255, 255), lit=0.7, rim=0.0),
    )
    s.sheet(0.92, Cut(drawn(SLEDGE, -side * s.half * 0.62, 8.0, 0.9, side > 0), (138, 92, 66)), shadow=0.6)


def _hang_near(s: Scenery, side: int, polar: bool) -> None:
    """Close by: shards of ice, or a laden fir bough over a drift."""
    x = -side * s.half * 0.94
    drift = smooth([(x - 4, 11), (x - 3, 8.9), (x - 0.8, 8.3), (x + 1.2, 8.7), (x + 3.4, 9.3), (x + 4, 11)])
    if polar:
        shards = Cut(drawn(SHARDS, x, 9.0, 1.3), ICE, head=1.2)
        s.sheet(
            1.2,
            shards,
            Cut(drawn(FACETS, x, 9.0, 1.3), (224, 240, 246), stroke=0.04),
            Cut(drift, SNOW),
            front=True,
            anchor=x,
            close=False,
        )
        return
    boughs: list[Cut] = [Cut(drift, SNOW)]
    for k in range(3):
        at, v = x - side * 0.9, 1.4 + 0.9 * k
        bough = united([_bough(at, v, side * (2.6 - 0.4 * k), 0.5 + 0.1 * k, lift) for lift in (0.0, 0.25)])
        boughs += [Cut(bough, FIR), snow_cap(bough, 0.14)]
    s.sheet(1.2, *boughs, front=True, anchor=x, close=False, sway=unrest(s, 0.03, 6.0))


def _bough(x: float, y: float, reach: float, droop: float, lift: float) -> Any:
    """A hanging bough of a fir with its fringe."""
    top = [(x + reach * t, y + droop * t * t - lift * t) for t in (k / 8 for k in range(9))]
    fringe: list[Point] = []
    for k in range(8, 0, -1):
        (ax, ay), (bx, by) = top[k], top[k - 1]
        fringe += [((ax + bx) / 2, (ay + by) / 2 + 0.36 * (1.1 - k / 9)), (bx, by + 0.08)]
    return polygon([*top, *fringe])
