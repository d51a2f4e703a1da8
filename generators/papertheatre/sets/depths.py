"""The bottom of the sea: light from above, weed that waves, fish on their way, a wreck or a drowned town."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Final

import skia

from generators.base import TimeOfDay, Weather
from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.light import AIRS, DAYLIGHTS
from generators.papertheatre.paper import Cut, Drift, Sway
from generators.papertheatre.pieces import Piece, box, disc, placed
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.shapes import crags, line, lines, polygon, rect, ridge, rock, smooth, united

SAND: RGB = (196, 190, 150)
CORALS: Final[tuple[RGB, ...]] = ((206, 104, 92), (222, 150, 96), (176, 96, 136), (216, 186, 120), (126, 150, 116))
FISH: Final = (
    Piece("M-.5 0 C-.3 -.26 .2 -.3 .5 -.04 C.54 0 .54 .04 .5 .06 C.2 .3 -.3 .26 -.5 0 Z", (226, 160, 90)),
    Piece("M-.44 0 L-.8 -.24 -.7 0 -.8 .24 Z", (206, 130, 76)), Piece("M-.1 -.22 C0 -.4 .2 -.4 .3 -.2 Z", (206, 130,
    76)), Piece(disc(0.34, -0.04, 0.035), (40, 40, 50), rim=0)
)  # fmt: skip
HULL: Final = (
    Piece("M-3.6 -.2 C-3.4 -1.2 -3.6 -1.6 -4 -2.0 L-3.2 -1.9 -3 -2.5 -2.5 -1.9 1.0 -1.5 1.2 -1.9 1.5 -1.46 2.6 "
          "-1.4 C2.4 -.7 2 0 1.4 .6 L-3 .6 Z", (86, 74, 66)), Piece("M-3.3 -1.2 L2.4 -.9 M-3.3 -.5 L2.1 -.3", (60,
    52, 50), stroke=0.05),
    Piece("M-1.9 -1.9 L-1.5 -5.4 -1.36 -5.4 -1.6 -1.8 Z M-.4 -1.7 L.4 -3.6 .52 -3.56 -.16 -1.7 Z", (92, 78, 68)),
    Piece("M-2.5 -4.6 L-.6 -4.3", (92, 78, 68), stroke=0.1),
    Piece("M-1.5 -5.2 L-3.2 -2.0 M-1.5 -5.2 L.9 -1.6 M-1.46 -4.4 C-.9 -4 -.8 -3.2 -1.0 -2.6", (80, 72, 68),
    stroke=0.035),
    Piece("M-2.4 -.9 C-2.4 -1.4 -1.7 -1.4 -1.7 -.9 C-1.7 -.5 -2.4 -.5 -2.4 -.9 Z M.3 -.7 C.3 -1.2 1 -1.2 1 -.7 C1 "
          "-.3 .3 -.3 .3 -.7 Z", (36, 40, 48), rim=0.6)
)  # fmt: skip


def underwater(s: Scenery) -> None:
    """The bottom of the sea: light from above in shafts, kelp, fish, a wreck or ruins, sand."""
    side = mirrored_side(s)
    bright = {TimeOfDay.NIGHT: 0.36, TimeOfDay.DUSK: 0.62, TimeOfDay.DAWN: 0.72}.get(_time(s), 1.0)
    s.light = s.daylight = _sea_light(s, side, bright)
    s.open_sky, s.sheltered = False, True
    s.floor, s.stars = 8.15, 0.0
    wide = s.span * 1.4
    s.sheet(0.0, Cut(rect(-wide, -7, wide * 2, 20), (0, 0, 0), shader=_depths(s)), shadow=0.0, opaque=True)
    _hang_surface(s, wide, bright)
    _hang_shafts(s, side, bright)
    for k, (depth, y, rise) in enumerate(((0.1, 6.5, 2.6), (0.2, 6.9, 1.7))):
        s.sheet(
            depth, Cut(crags(s.rng, -wide, wide, y, rise, 2.2 - 0.4 * k), (84, 110, 112), head=1.15, foot=0.7),
            shadow=0.4
        )  # fmt: skip
    _hang_school(s, 0.24, 3.4, 0.42, 11)
    _hang_sight(s, side)
    _hang_kelp(s, 0.5, 7.5, 7, 3.6)
    s.sheet(0.6, Cut(ridge(s.rng, -wide, wide, 7.5, 0.5, 6.0), scaled(SAND, 0.86), foot=0.6), *_corals(s, 7.35, 7))
    _hang_school(s, 0.7, 4.6, 0.9, 4)
    _hang_kelp(s, 0.78, 8.0, 4, 4.6)
    s.sheet(
        0.98, Cut(ridge(s.rng, -wide, wide, 8.02, 0.22, 7.0), SAND, head=1.1, foot=0.45), *_ripples(wide),
        *_corals(s, 8.1, 4, True)
    )  # fmt: skip
    s.sheet(
        1.3, Cut(united([rock(s.rng, side * s.half, 9.8, 4.2, 2.4), rock(s.rng, side * s.half * 0.74, 9.8, 2.2,
        1.2)]), (70, 84, 88), foot=0.6), front=True, anchor=side * s.half, close=False
    )  # fmt: skip
    _near_kelp(s, -side)
    s.motes |= {"bubbles", "caustics"}
    s.props |= {"ship"}


def _time(s: Scenery) -> TimeOfDay:
    """The time of day whose lamps burn as they do here."""
    lamps = s.daylight.day.lamps
    return min(DAYLIGHTS, key=lambda t: abs(DAYLIGHTS[t].lamps - lamps))


def _sea_light(s: Scenery, side: int, bright: float) -> Any:
    """Blue and soft, from above."""
    day = replace(
        s.daylight.day, zenith=scaled((46, 132, 150), bright), middle=scaled((26, 92, 122), bright),
        horizon=scaled((20, 70, 104), bright), key=scaled((176, 226, 216), 0.35 + 0.65 * bright), haze=scaled((34,
        104, 126), bright), halo=(150, 230, 220), disc=(220, 250, 240), lamps=1 - bright
    )  # fmt: skip
    air = replace(AIRS[Weather.CLEAR], haze=0.86, wind=0.2)
    return replace(
        s.daylight, day=day, air=air, interior=False, weather=Weather.CLEAR, source=(-side * s.half * 0.3, -0.8),
        reach=10.0, warmth=mix((170, 240, 226), day.halo, 0.5)
    )  # fmt: skip


def _depths(s: Scenery) -> Any:
    day = s.light.day
    tones = [mix(day.zenith, (255, 255, 240), 0.3), day.zenith, day.middle, day.horizon]
    return skia.GradientShader.MakeLinear(
        [(0, -0.5), (0, 7.5)], [argb(s.light.raw(t)) for t in tones], [0.0, 0.2, 0.6, 1.0]
    )  # fmt: skip


def _hang_surface(s: Scenery, wide: float, bright: float) -> None:
    """The skin of the sea from below: bands of light that slide over one another."""
    for k in range(2):
        points = [(-wide + u * 0.7, 0.62 + 0.3 * k + (0.14 if u % 2 else -0.1)) for u in range(int(wide * 2 / 0.7) + 2)]
        band = smooth([(-wide, -4), *points, (wide, -4)])
        tone = mix(s.light.day.zenith, (255, 255, 244), 0.62 - 0.26 * k)
        s.sheet(
            0.05 + 0.03 * k, Cut(band, tone, lit=0.95, alpha=(0.75 - 0.2 * k) * (0.4 + 0.6 * bright), head=1,
            foot=1.1), shadow=0.0, sway=Sway(0.5 - 0.9 * k, 0.05, 9.0 - 2 * k)
        )  # fmt: skip


def _hang_shafts(s: Scenery, side: int, bright: float) -> None:
    x0 = -side * s.half * 0.3
    for k in range(5):
        x, lean, w = x0 + (k - 2) * s.half * 0.3, side * 1.6 + (k - 2) * 0.9, s.rng.uniform(0.5, 1.3)
        shaft = polygon([(x - w * 0.4, 0.2), (x + w * 0.4, 0.2), (x + w + lean, 8.0), (x - w + lean, 8.0)])
        s.sheet(
            0.15, Cut(shaft, (200, 246, 236), lit=1.0, rim=0.0, blur=0.3, alpha=0.11 * bright, head=1, foot=0.6),
            shadow=0.0, sway=Sway(0.3, 0.0, s.rng.uniform(7, 12), k)
        )  # fmt: skip


def _hang_school(s: Scenery, depth: float, y: float, k: float, count: int) -> None:
    """Fish on their way, all the same way."""
    every, way = s.half * 2.6, s.rng.choice((-1, 1))
    tone = s.rng.choice(((226, 160, 90), (206, 206, 196), (216, 110, 92)))
    body = [Piece(p.outline, tone if p.rim else p.colour, rim=p.rim) for p in FISH]
    x0 = s.rng.uniform(0, every)
    cuts = [
        cut for _ in range(count) for cut in placed(body, (x0 + s.rng.gauss(0, 1.6)) % every, y + s.rng.gauss(0,
        0.6), k * s.rng.uniform(0.7, 1.1), way < 0)
    ]  # fmt: skip
    s.sheet(depth, *cuts, shadow=0.4, sway=Sway(0.0, 0.12, 5.0), drift=Drift(x=way * (0.35 + 0.5 * depth), every=every))


def _hang_sight(s: Scenery, side: int) -> None:
    """What lies down here: a wreck, or columns of a drowned town."""
    x = side * s.half * 0.42
    if s.says("ruins?|temple|city|atlantis|palace|columns?") or s.rng.random() < 0.35:
        cuts = []
        for k, h in enumerate((2.6, 3.6, 1.5, 3.2)):
            a = x + (k - 1.5) * 1.5
            cuts += placed(
                (Piece(box(0, 0, 0.62, h), (150, 158, 146), foot=0.7), Piece(box(0, -h, 0.9, 0.22), (166, 172, 158)),
                Piece(box(0, 0, 0.9, 0.24), (140, 148, 138))), a, 7.2
            )  # fmt: skip
            cuts.append(
                Cut(lines([((a + u, 7.0), (a + u, 7.3 - h)) for u in (-0.16, 0.0, 0.16)]), (104, 116, 110),
                stroke=0.03, alpha=0.7)
            )  # fmt: skip
        lintel = polygon([(x - 1.2, 3.4), (x + 3.0, 3.8), (x + 2.9, 4.1), (x - 1.2, 3.75)])
        s.sheet(0.36, *cuts, Cut(lintel, (158, 164, 150)), shadow=0.7)
        return
    s.sheet(0.36, *placed(HULL, x, 7.1, 1.02, side > 0), shadow=0.7)


def _hang_kelp(s: Scenery, depth: float, y: float, count: int, tall: float) -> None:
    for _ in range(2):
        cuts = [
            _kelp(s, s.rng.choice((-1, 1)) * s.rng.uniform(0.34, 1.0) * s.half, y, tall * s.rng.uniform(0.6,
            1.1)) for _ in range(count // 2 + 1)
        ]  # fmt: skip
        s.sheet(
            depth, *cuts, shadow=0.5, sway=Sway(0.14 + 0.1 * depth, 0.02, s.rng.uniform(5.5, 7.5), s.rng.uniform(0,
            6))
        )  # fmt: skip


def _kelp(s: Scenery, x: float, y: float, h: float) -> Cut:
    """A plant of weed: ribbons that wave from one root, each with its own bend."""
    blades = []
    for k in range(s.rng.randint(3, 5)):
        tall, bend, phase = h * s.rng.uniform(0.55, 1.0), s.rng.uniform(-0.5, 0.5) + 0.22 * (k - 2), s.rng.uniform(
            0, 6.3
        )  # fmt: skip
        wide = 0.12 + 0.05 * s.rng.random()
        spine = [
            (x + bend * t * t * 1.6 + 0.2 * t * math.sin(t * 6.5 + phase),
            y + 0.3 - (tall + 0.3) * t) for t in (i / 9 for i in range(10))
        ]  # fmt: skip
        left = [(a - wide * _swell(i / 9) * (1.25 if i % 2 else 0.8), b) for i, (a, b) in enumerate(spine)]
        right = [(a + wide * _swell(i / 9) * (0.8 if i % 2 else 1.25), b) for i, (a, b) in enumerate(spine)]
        blades.append(smooth([*left, (spine[-1][0], spine[-1][1] - 0.2), *reversed(right)]))
    return Cut(united(blades), s.rng.choice(((92, 120, 70), (74, 112, 84), (120, 112, 62))), foot=0.7)


def _swell(t: float) -> float:
    """How wide a blade is at share t of its height."""
    return 0.5 + 1.1 * float(math.sin(math.pi * min(1.0, 0.15 + 0.85 * t)) ** 0.8)


def _corals(s: Scenery, y: float, count: int, near: bool = False) -> list[Cut]:
    cuts: list[Cut] = []
    for _ in range(count):
        x = s.rng.choice((-1, 1)) * s.rng.uniform(0.42 if not near else 0.6, 0.98) * s.half
        tone, k = s.rng.choice(CORALS), s.rng.uniform(0.5, 1.0) * (1.2 if near else 1.0)
        if s.rng.random() < 0.5:
            arms = [
                ((x, y + 0.2), (x + math.cos(a) * 0.7 * k, y - 0.1 - math.sin(a) * 0.9 * k)) for a in (0.5, 0.95,
                1.5, 2.1, 2.6)
            ]  # fmt: skip
            arms += [
                ((x + math.cos(a) * 0.4 * k, y - math.sin(a) * 0.5 * k), (x + math.cos(a + 0.4) * 0.75 * k,
                y - 0.1 - math.sin(a + 0.4) * 0.75 * k)) for a in (0.7, 1.4, 2.0)
            ]  # fmt: skip
            cuts.append(Cut(lines(arms), tone, stroke=0.12 * k))
        else:
            cuts += [
                Cut(smooth([(x - 0.5 * k, y + 0.2), (x - 0.6 * k, y - 0.3 * k), (x - 0.2 * k, y - 0.7 * k),
                (x + 0.3 * k, y - 0.6 * k), (x + 0.6 * k, y - 0.2 * k), (x + 0.5 * k, y + 0.2)]), tone, foot=0.7)
            ]  # fmt: skip
    return cuts


def _ripples(wide: float) -> list[Cut]:
    rows = [
        line([(x, 8.2 + 0.16 * k + 0.03 * math.sin(x)), (x + 0.7, 8.16 + 0.16 * k), (x + 1.4,
        8.2 + 0.16 * k)]) for k in range(3) for x in (-wide * 0.6 + 2.1 * i + 0.8 * k
        for i in range(int(wide * 1.2 / 2.1)))
    ]  # fmt: skip
    return [Cut(r, scaled(SAND, 0.7), stroke=0.03, alpha=0.5) for r in rows]


def _near_kelp(s: Scenery, side: int) -> None:
    cuts = [_kelp(s, side * s.half * u, 9.8, h) for u, h in ((0.98, 8.6), (0.86, 6.4))]
    s.sheet(1.36, *cuts, front=True, anchor=side * s.half, close=False, sway=Sway(0.3, 0.03, 6.6))
