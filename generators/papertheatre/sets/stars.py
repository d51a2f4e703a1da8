"""Among the stars: the face of a moon with its rocket, a station with its great window."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Final

import skia

from generators.base import TimeOfDay, Weather
from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.light import AIRS, DAYLIGHTS, Glow
from generators.papertheatre.paper import Cut
from generators.papertheatre.pieces import STEEL, Piece, disc, placed
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.interior import hang_daylight, hang_wall
from generators.papertheatre.sets.panes import Pane
from generators.papertheatre.shapes import crags, line, lines, oval, polygon, rect, ridge, rock, smooth, united, without

ROCKET: Final = (
    Piece("M-1.0 0 C-1.2 -.8 -1.0 -1.4 -.6 -1.8 L-.5 -.6 Z M1.0 0 C1.2 -.8 1.0 -1.4 .6 -1.8 L.5 -.6 Z M-.12 .1 "
          "L-.12 -1.4 .12 -1.4 .12 .1 Z", (186, 72, 60)),
    Piece("M-.6 -.5 C-.9 -2 -.8 -4 0 -5.2 C.8 -4 .9 -2 .6 -.5 Z", (222, 218, 208), foot=0.7),
    Piece("M-.5 -3.9 C-.34 -4.4 -.2 -4.8 0 -5.2 C.2 -4.8 .34 -4.4 .5 -3.9 C.2 -3.8 -.2 -3.8 -.5 -3.9 Z", (186, 72,
    60)), Piece(disc(0, -2.9, 0.34), STEEL), Piece(disc(0, -2.9, 0.24), (255, 214, 140), lit=0.9),
    Piece("M-.72 -1.6 C-.2 -1.5 .2 -1.5 .72 -1.6 M-.6 -.6 L.6 -.6", (186, 72, 60), stroke=0.09),
    Piece("M-.5 -.5 L-.4 -.1 .4 -.1 .5 -.5 Z", (96, 96, 102))
)  # fmt: skip


def _star_light(s: Scenery, source: tuple[float, float], key: RGB) -> Any:
    """Hard light without air: no haze, a black sky whatever the hour."""
    day = replace(
        DAYLIGHTS[TimeOfDay.NIGHT], zenith=(5, 6, 16), middle=(10, 12, 28), horizon=(20, 22, 46), key=key, haze=(24,
        26, 52), halo=(196, 206, 240), lamps=0.75, stars=1.0
    )  # fmt: skip
    air = replace(AIRS[Weather.CLEAR], haze=0.12, wind=0.0)
    return replace(
        s.daylight, day=day, air=air, interior=False, night=False, weather=Weather.CLEAR, source=source, reach=10.0,
        warmth=(255, 232, 196)
    )  # fmt: skip


def space(s: Scenery) -> None:
    """On a moon without air: stars, a great planet with its ring, craters, a rocket that has landed."""
    side = mirrored_side(s)
    x, y, r = -side * s.half * s.rng.uniform(0.34, 0.46), s.rng.uniform(2.5, 3.1), s.rng.uniform(1.5, 2.1)
    s.light = s.daylight = _star_light(s, (side * s.half * 0.7, 1.0), (206, 208, 222))
    s.open_sky, s.sheltered = False, True
    s.stars, s.horizon, s.floor = 1.0, 7.0, 8.15
    _hang_heaven(s)
    hang_planet(s, x, y, r, 0.06)
    ground = s.rng.choice(((164, 162, 170), (176, 150, 132), (150, 160, 168)))
    wide = s.span * 1.3
    s.sheet(0.16, Cut(crags(s.rng, -wide, wide, 6.7, 1.9, 2.4), scaled(ground, 0.7), head=1.1, foot=0.6), shadow=0.6)
    s.sheet(
        0.34, Cut(ridge(s.rng, -wide, wide, 6.95, 0.8, 7.0), scaled(ground, 0.8), head=1.1, foot=0.6), *_craters(s,
        7.0, 5, 0.5, ground)
    )  # fmt: skip
    s.sheet(0.5, *placed(ROCKET, side * s.half * 0.5, 7.35, 1.0, glow=1.0))
    s.lamp(side * s.half * 0.5, 4.45, 0.5, 1.1, (255, 214, 140), 0.5, 0.0)
    _hang_base(s, -side * s.half * 0.6)
    s.sheet(
        0.7, Cut(ridge(s.rng, -wide, wide, 7.5, 0.4, 5.0), scaled(ground, 0.92), head=1.15, foot=0.6), *_craters(s,
        7.6, 5, 0.8, ground)
    )  # fmt: skip
    s.sheet(
        0.98, Cut(ridge(s.rng, -wide, wide, 8.05, 0.16, 6.0), ground, head=1.15, foot=0.42), *_craters(s, 8.3, 4,
        1.2, ground)
    )  # fmt: skip
    s.sheet(
        1.38, Cut(united([rock(s.rng, side * s.half, 9.8, 4.4, 2.6), rock(s.rng, side * s.half * 0.72, 9.8, 2.0,
        1.1)]), scaled(ground, 0.8), foot=0.6), front=True, anchor=side * s.half, close=False
    )  # fmt: skip
    s.props |= {"moon", "star"}


def _hang_heaven(s: Scenery) -> None:
    """Black with a breath of colour, and the band of a galaxy."""
    wide, day = s.span * 1.6, s.light.day
    tones = [argb(s.light.raw(t)) for t in (day.zenith, day.middle, day.horizon)]
    sky = skia.GradientShader.MakeLinear([(0, -1), (0, 7)], tones, [0.0, 0.6, 1.0])
    mist = s.rng.choice(((92, 70, 140), (50, 96, 130), (130, 70, 96)))
    band = smooth(
        [(-wide, 5.4), (-4, 3.2), (1, 2.6), (6, 0.6), (wide, -1.4), (wide, 0.4), (6, 2.2), (0, 4.2), (-5, 5.4),
        (-wide, 7.0)]
    )  # fmt: skip
    s.sheet(
        0.0, Cut(rect(-wide, -7, wide * 2, 20), (0, 0, 0), shader=sky), Cut(band, mist, lit=1.0, rim=0.0, blur=0.9,
        alpha=0.22, head=1, foot=1), shadow=0.0, opaque=True
    )  # fmt: skip


def hang_planet(s: Scenery, x: float, y: float, r: float, depth: float) -> None:
    """A planet in its bands, half in the dark, with a ring or a small moon."""
    tones: tuple[RGB, ...] = s.rng.choice(
        (((222, 176, 120), (196, 132, 92), (236, 206, 156)), ((96, 146, 176), (70, 112, 150), (206, 218, 210)),
        ((196, 110, 92), (164, 84, 78), (222, 156, 120)))
    )  # fmt: skip
    ball = oval(x, y, r)
    cuts = [Cut(ball, tones[0], lit=0.55, head=1.05, foot=0.8)]
    for k in range(5):
        v = y - r * 0.7 + r * 0.36 * k
        band = smooth(
            [(x - r * 1.2, v), (x - r * 0.3, v + s.rng.uniform(-0.12, 0.12) * r), (x + r * 0.4,
            v + s.rng.uniform(-0.1, 0.1) * r), (x + r * 1.2, v), (x + r * 1.2, v + r * 0.16), (x - r * 1.2,
            v + r * 0.2)]
        )  # fmt: skip
        part = skia.Op(band, ball, skia.PathOp.kIntersect_PathOp)
        if part is not None:
            cuts.append(Cut(part, tones[1 + k % 2], lit=0.5, rim=0.3, alpha=0.85))
    away = 1 if s.light.source[0] < x else -1
    shade = skia.Op(ball, oval(x - away * r * 0.55, y - r * 0.12, r * 1.12), skia.PathOp.kDifference_PathOp)
    if shade is not None:
        cuts.append(Cut(shade, (8, 9, 22), lit=1.0, rim=0.0, alpha=0.72, head=1, foot=1))
    s.sheet(depth, *cuts, shadow=0.0)
    s.glows.append(Glow(x, y, depth, r * 1.7, tones[0], 0.16))
    if s.rng.random() < 0.6:
        ring = without(oval(0, 0, r * 1.9, r * 0.46), oval(0, 0, r * 1.4, r * 0.3))
        tilt = skia.Matrix()
        tilt.setTranslate(x, y)
        tilt.preRotate(-16.0)
        ring.transform(tilt)
        behind = skia.Op(
            ring, skia.Op(ball, polygon([(x - r * 2, y - r * 2), (x + r * 2, y - r * 2), (x + r * 2, y - r * 0.32),
            (x - r * 2, y + r * 0.32)]), skia.PathOp.kIntersect_PathOp), skia.PathOp.kDifference_PathOp
        )  # fmt: skip
        s.sheet(depth + 0.01, Cut(behind or ring, mix(tones[2], (230, 220, 200), 0.4), lit=0.5, alpha=0.85), shadow=0.3)
    else:
        s.sheet(depth + 0.01, Cut(oval(x + r * 1.6, y - r * 0.7, r * 0.2), (206, 204, 196), lit=0.6), shadow=0.2)


def _craters(s: Scenery, y: float, count: int, k: float, ground: RGB) -> list[Cut]:
    cuts = []
    for _ in range(count):
        x, w = s.rng.uniform(-0.95, 0.95) * s.half, k * s.rng.uniform(0.6, 1.2)
        v = y + s.rng.uniform(0.0, 0.3)
        cuts += [
            Cut(oval(x, v, w, w * 0.17), scaled(ground, 1.06), rim=0.8), Cut(oval(x, v + 0.02, w * 0.82, w * 0.12),
            scaled(ground, 0.5), rim=0.3)
        ]  # fmt: skip
    return cuts


def _hang_base(s: Scenery, x: float) -> None:
    """A dome with lit windows, and an aerial."""
    pieces = (
        Piece("M-1.3 0 C-1.3 -1.5 1.3 -1.5 1.3 0 Z", (190, 192, 196), foot=0.65),
        Piece("M-1.5 .1 L-1.5 -.2 1.5 -.2 1.5 .1 Z", STEEL, foot=0.6), Piece(disc(-0.6, -0.56, 0.17), (255, 214,
        140), lit=0.95), Piece(disc(0, -0.62, 0.19), (255, 214, 140), lit=0.95), Piece(disc(0.6, -0.56, 0.17), (255,
        214, 140), lit=0.95), Piece("M0 -1.12 L0 -2.1 M-.3 -1.7 L.3 -1.9", STEEL, stroke=0.05),
        Piece("M-.3 -2.2 C-.2 -1.9 .2 -1.9 .4 -2.3 C.1 -2.3 -.1 -2.3 -.3 -2.2 Z", (214, 214, 214))
    )  # fmt: skip
    s.sheet(0.44, *placed(pieces, x, 7.2, 0.9, glow=1.0))
    s.lamp(x, 6.6, 0.44, 1.3, (255, 214, 140), 0.4, 0.0)


def space_station(s: Scenery) -> None:
    """Aboard a ship among the stars: a great round window, ribs of the hull, desks of lights, pipes."""
    side = mirrored_side(s)
    s.tall, s.floor, s.stars = 3.1, 8.3, 1.0
    hull = s.rng.choice(((140, 148, 158), (156, 146, 136), (120, 138, 140)))
    s.light_at(0.0, 3.4, 10.0)
    day = replace(DAYLIGHTS[TimeOfDay.DUSK], lamps=0.5, inside=0.6, key=(226, 228, 232))  # no hour is seen here
    s.light = replace(s.light, day=day, air=AIRS[Weather.CLEAR], weather=Weather.CLEAR, night=False)
    s.light = replace(s.light, level=0.8, warmth=(206, 222, 226))
    s.sheltered = True
    pane = Pane(0.0, 5.9, 5.4, 5.4, "round", (0, 0))
    s.daylight = _star_light(s, (side * 4.0, 1.0), (200, 204, 220))

    def planet(out: Scenery, _y: float) -> None:
        hang_planet(out, -side * s.rng.uniform(0.6, 1.4), s.rng.uniform(3.0, 4.4), s.rng.uniform(1.3, 1.9), 0.08)

    _hang_void(s, pane, planet)
    hang_wall(s, hull, [pane], "panels", scaled(hull, 0.72), trim=scaled(hull, 0.8))
    bolts = [oval(math.cos(a) * 2.98, 3.3 + math.sin(a) * 2.98, 0.07) for a in (k * math.pi / 8 for k in range(16))]
    s.sheet(0.46, *[Cut(b, scaled(hull, 1.3), rim=0.6) for b in bolts])
    s.sheet(
        0.5, Cut(rect(-s.span, s.back, s.span * 2, 4), scaled(hull, 0.6), head=0.9, foot=0.8),
        Cut(lines(_grating(s)), scaled(hull, 0.36), stroke=0.04, alpha=0.8)
    )  # fmt: skip
    for depth, u in ((0.56, 0.62), (0.7, 0.82)):
        _rib(s, depth, u, scaled(hull, 0.9 - (depth - 0.56)))
    hang_daylight(s, replace(pane, bars=(0, 0)), -side * 1.2)
    for turn in (-1, 1):
        _console(s, turn)
    pipes = [
        Cut(line([(-s.span, v), (s.span, v)]), tone, stroke=0.16) for v, tone in ((0.6, scaled(hull, 0.8)), (0.9,
        (150, 96, 70)))
    ]  # fmt: skip
    s.sheet(0.74, *pipes)
    near(s, -side, hull)
    s.walls = [(min(a, b), max(a, b)) for a, b in ((side * 3.3, side * s.half * 0.58),)]
    s.props |= {"window", "lamp", "radio", "desk", "table", "star", "moon"}


def _hang_void(s: Scenery, pane: Pane, sight: Any) -> None:
    """Stars and a planet in the window, no weather on the glass."""
    s.opening = (pane.x - pane.w / 2 - 1, pane.y - pane.h - 1, pane.x + pane.w / 2 + 1, pane.y + 1)
    with s.outside((4.0, 1.0)):
        _hang_heaven(s)
        sight(s, 5.0)
    s.open_sky = False


def _grating(s: Scenery) -> list[Any]:
    seams = [((u * 0.85, s.back), (u * 2.2, 10.6)) for u in range(-13, 14)]
    return seams + [((-s.span, s.back + v), (s.span, s.back + v)) for v in (0.3, 0.68, 1.15, 1.75)]


def _rib(s: Scenery, depth: float, u: float, tone: RGB) -> None:
    """One frame of the hull that comes towards us."""
    x, far = s.half * u, s.span * 1.4
    outer = rect(-far, -7, far * 2, 20)
    inner = smooth(
        [(-x * 0.62, 0.7), (x * 0.62, 0.7), (x, 2.4), (x * 1.04, 5.4), (x * 0.98, 9.8), (-x * 0.98, 9.8), (-x * 1.04,
        5.4), (-x, 2.4)]
    )  # fmt: skip
    lip = smooth(
        [(a * 1.03, b if b > 8 else b - 0.14) for a, b in ((-x * 0.62, 0.7), (x * 0.62, 0.7), (x, 2.4), (x * 1.04,
        5.4), (x * 0.98, 9.8), (-x * 0.98, 9.8), (-x * 1.04, 5.4), (-x, 2.4))]
    )  # fmt: skip
    s.sheet(
        depth, Cut(without(outer, inner), tone, head=0.8, foot=0.9), Cut(without(lip, inner), scaled(tone, 1.25)),
        shadow=1.0
    )  # fmt: skip


def _console(s: Scenery, turn: int) -> None:
    """A desk with dials and rows of lights."""
    x, y = turn * s.half * 0.56, s.back + 0.75
    body = (
        Piece("M-1.5 0 L-1.6 -1.3 1.6 -1.3 1.5 0 Z", (104, 110, 118), foot=0.6),
        Piece("M-1.7 -1.28 L-1.4 -1.9 1.4 -1.9 1.7 -1.28 Z", (128, 134, 142)),
        Piece("M-1.2 -1.4 L-1.08 -1.76 -.2 -1.76 -.22 -1.4 Z", (70, 170, 150), lit=0.85), Piece(disc(0.3, -1.58,
        0.16, 0.12), (255, 206, 120), lit=0.9), Piece(disc(0.76, -1.58, 0.16, 0.12), (230, 110, 90), lit=0.8)
    )  # fmt: skip
    dots = [
        Piece(disc(-1.2 + 0.3 * k, -0.9, 0.06), s.rng.choice(((255, 206, 120), (110, 220, 180), (230, 110, 90), (140,
        180, 230))), lit=0.95, rim=0.3) for k in range(9)
    ]  # fmt: skip
    dots += [
        Piece(disc(-1.15 + 0.3 * k, -0.6, 0.05), s.rng.choice(((255, 206, 120), (110, 220, 180))), lit=0.9,
        rim=0.3) for k in range(8)
    ]  # fmt: skip
    s.sheet(0.78, *placed((*body, *dots), x, y, 1.0, turn > 0, glow=1.0), shadow=0.9)
    s.lamp(x, y - 1.5, 0.78, 2.2, (120, 220, 190), 0.26, 0.0)


def near(s: Scenery, side: int, hull: RGB) -> None:
    """The edge of a hatch and a lever before us."""
    x = side * (s.half + 0.4)
    s.sheet(
        1.38, Cut(smooth([(x - side * 1.9, -2), (x + side * 2, -2), (x + side * 2, 11), (x - side * 1.9, 11),
        (x - side * 1.2, 8.4), (x - side * 1.2, 1.6)]), scaled(hull, 0.8)), front=True, anchor=x, close=False
    )  # fmt: skip
