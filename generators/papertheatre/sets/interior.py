"""The shell of a room: back wall, floor, side walls and ceiling, the day that falls in, pools of lamplight.

A room is hung from the outside in: `hang_view`, `hang_wall`, `hang_floor`, `hang_box`, furniture, `hang_daylight`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final, Literal

import skia

from generators.base import TimeOfDay
from generators.papertheatre.colour import RGB, argb, scaled
from generators.papertheatre.light import DAYLIGHTS
from generators.papertheatre.paper import WALL, Cut
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets.panes import OAK, Pane
from generators.papertheatre.shapes import Point, lines, oval, polygon, rect, smooth, without

DARK_OAK: RGB = (92, 64, 50)
IRON: RGB = (62, 60, 64)
VANISH: Final = 4.79  # height at which lines along the floor meet
CEILING: Final = 1.0  # y where the back wall meets the ceiling
SIDE: Final = 0.87  # share of the half width where the back wall meets the side walls

Segment = tuple[Point, Point]
Pattern = Literal["plain", "stripes", "damask", "planks", "panels", "bricks", "stones", "tiles"]
Ground = Literal["boards", "tiles", "flags"]


def hang_wall(
    s: Scenery,
    tone: RGB,
    panes: Sequence[Pane] = (),
    pattern: Pattern = "plain",
    dado: RGB | None = None,
    depth: float = WALL,
    trim: RGB = OAK,
) -> None:
    """The back wall with its windows cut out, its paper or stones, a dado of wood, the windows' frames."""
    y = s.back
    body = rect(-s.span * 1.4, -7, s.span * 2.8, 7 + y + 0.3)
    for pane in panes:
        body = without(body, pane.hole)
    cuts = [Cut(body, tone, head=0.8, foot=1.0), *_patterned(s, tone, pattern, panes)]
    if dado is not None:
        cuts += _dado(s, dado, panes)
    s.sheet(depth, *cuts)
    frames = [cut for pane in panes for cut in pane.frame(trim)]
    if frames:
        s.sheet(depth + 0.02, *frames, shadow=0.8)


def _patterned(s: Scenery, tone: RGB, pattern: Pattern, panes: Sequence[Pane]) -> list[Cut]:
    """What is drawn on the wall, a little darker than it, kept off the windows."""
    wide, y = s.half * 1.3, s.back
    dark = scaled(tone, 0.78)
    if pattern == "plain":
        return []
    if pattern == "stripes":
        bars = [rect(-wide + k * 0.62, -2, 0.26, y + 2) for k in range(int(wide * 2 / 0.62))]
        return [Cut(_off(bars, panes), dark, alpha=0.4, rim=0.0)]
    if pattern == "damask":
        marks = [
            smooth([(x, v - 0.22), (x + 0.13, v), (x, v + 0.26), (x - 0.13, v)])
            for k, v in enumerate(_steps(0.3, y - 0.3, 0.62))
            for x in _steps(-wide + (k % 2) * 0.36, wide, 0.72)
        ]
        return [Cut(_off(marks, panes), dark, alpha=0.42, rim=0.0)]
    segments = {
        "planks": [((x, -3.0), (x, y)) for x in _steps(-wide, wide, 0.8)],
        "panels": [((x, -3.0), (x, y)) for x in _steps(-wide, wide, 1.9)]
        + [((-wide, v), (wide, v)) for v in (2.4, 4.6, y - 0.4)],
        "bricks": _courses(s, 0.34, 0.8, wide),
        "stones": _courses(s, 0.66, 1.3, wide),
        "tiles": [((-wide, v), (wide, v)) for v in _steps(4.9, y, 0.5)]
        + [((x, 4.9), (x, y)) for x in _steps(-wide, wide, 0.5)],
    }[pattern]
    kept = [seg for seg in segments if not any(_crosses(seg, pane) for pane in panes)]
    return [Cut(lines(kept), scaled(tone, 0.66), stroke=0.028, alpha=0.6)] if kept else []


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + k * step for k in range(max(0, int((end - start) / step) + 1))]


def _off(marks: list[Any], panes: Sequence[Pane]) -> Any:
    """All marks as one path, those over a window left away."""
    path = skia.Path()
    holes = [p.hole.getBounds().makeOutset(0.3, 0.3) for p in panes]
    for mark in marks:
        bounds = mark.getBounds()
        cut = mark
        for pane, hole in zip(panes, holes, strict=True):
            if hole.intersects(bounds):
                cut = without(cut, pane.hole)
        path.addPath(cut)
    return path


def _courses(s: Scenery, rise: float, run: float, wide: float) -> list[Segment]:
    """Joints of masonry: beds and staggered uprights."""
    out: list[Segment] = []
    for k, y in enumerate(_steps(-1.0, s.back, rise)):
        out.append(((-wide, y), (wide, y)))
        for x in _steps(-wide + (k % 2) * run / 2, wide, run):
            u = x + s.rng.uniform(-0.12, 0.12) * run
            if s.rng.random() < 0.55:
                out.append(((u, y), (u, y + rise)))
    return out


def _crosses(seg: Segment, pane: Pane) -> bool:
    (x0, y0), (x1, y1) = seg
    return (
        max(x0, x1) > pane.x - pane.w / 2
        and min(x0, x1) < pane.x + pane.w / 2
        and max(y0, y1) > pane.y - pane.h
        and min(y0, y1) < pane.y
    )


def _dado(s: Scenery, tone: RGB, panes: Sequence[Pane]) -> list[Cut]:
    """Wood along the foot of the wall, in panels, as high as the lowest window allows."""
    y = s.back
    top = max([y - 1.75, *(p.y + 0.24 for p in panes if p.y < y - 0.7)])
    wide = s.half * 1.3
    panels = skia.Path()
    for x in _steps(-wide, wide, 1.5):
        panels.addRect(skia.Rect.MakeXYWH(x + 0.18, top + 0.24, 1.14, y - top - 0.5))
    return [
        Cut(rect(-wide, top, wide * 2, y - top + 0.2), tone, head=1.0, foot=0.8),
        Cut(panels, scaled(tone, 0.84), rim=0.5),
        Cut(rect(-wide, top - 0.08, wide * 2, 0.14, 0.03), scaled(tone, 1.2)),
    ]


def hang_floor(s: Scenery, tone: RGB, ground: Ground = "boards", depth: float = 0.55, skirt: RGB | None = None) -> None:
    """A floor that runs towards us, and the skirting behind it."""
    wide, y = s.span * 1.4, s.back
    cuts = [Cut(rect(-wide, y, wide * 2, 5), tone, head=0.78, foot=0.95)]
    if ground == "boards":
        seams = [((u * 0.85, y), _along(u * 0.85, y, 10.5)) for u in range(-14, 15)]
        ends = [(_along(u * 0.85, y, v), _along((u + 1) * 0.85, y, v)) for u, v in _ends(s)]
        cuts.append(Cut(lines([*seams, *ends]), scaled(tone, 0.58), stroke=0.03, alpha=0.7))
    elif ground == "tiles":
        cuts.append(Cut(_chequers(y, wide), scaled(tone, 0.58), head=0.9, foot=1.0, rim=0.0, alpha=0.85))
    else:
        rows = [VANISH + (y - VANISH) * 1.2**k for k in range(1, 6)]
        seams = [((-wide, v), (wide, v)) for v in rows]
        for k, (a, b) in enumerate(zip([y, *rows], rows, strict=False)):
            seams += [
                (_along(u * 1.2 + 0.6 * (k % 2), y, a), _along(u * 1.2 + 0.6 * (k % 2), y, b)) for u in range(-11,
                12)
            ]  # fmt: skip
        cuts.append(Cut(lines(seams), scaled(tone, 0.6), stroke=0.035, alpha=0.7))
    s.sheet(depth, *cuts, shadow=0.5)
    foot = skirt if skirt is not None else scaled(tone, 1.1)
    s.sheet(depth - 0.02, Cut(rect(-wide, y - 0.3, wide * 2, 0.38), foot, rim=0.9), shadow=0.6)


def _along(x: float, y0: float, y: float) -> tuple[float, float]:
    """Where the floor's line through (x, y0) is when it has come down to y."""
    return (x * (y - VANISH) / (y0 - VANISH), y)


def _ends(s: Scenery) -> list[tuple[int, float]]:
    return [(s.rng.randrange(-12, 12), s.back + 0.15 + 2.2 * s.rng.random()) for _ in range(26)]


def _chequers(y: float, wide: float) -> Any:
    """Every other square of a chequered floor."""
    path = skia.Path()
    rows = [VANISH + (y - VANISH) * 1.17**k for k in range(7)]
    for k, (a, b) in enumerate(pairwise(rows)):
        for u in range(-18, 18):
            if (u + k) % 2 == 0 and abs(u) < wide:
                corners = [_along(u * 0.8, y, a), _along((u + 1) * 0.8, y, a), _along((u + 1) * 0.8, y, b)]
                path.addPath(polygon([*corners, _along(u * 0.8, y, b)]))
    return path


def hang_box(s: Scenery, wall: RGB, ceiling: RGB, beams: RGB | None = None, depth: float = 0.5) -> None:
    """Side walls and a ceiling that come towards us; `beams`: the tone of timbers under it."""
    x, far = s.half * SIDE, s.half * 1.5
    drop = (s.back - VANISH) * far / x
    top = VANISH - (VANISH - CEILING) * far / x
    for side in (-1, 1):
        wing = polygon([(side * x, CEILING), (side * x, s.back), (side * far, VANISH + drop), (side * far, top)])
        s.sheet(depth, Cut(wing, scaled(wall, 0.7), head=0.8, foot=0.9), shadow=0.9)
    lid = polygon([(-x, CEILING), (x, CEILING), (far, top), (far, -6), (-far, -6), (-far, top)])
    s.sheet(depth + 0.02, Cut(lid, ceiling, head=0.7, foot=1.0), shadow=0.7)
    if beams is not None:
        joists = [_joist(u * x * 0.24, top, far / x) for u in range(-4, 5)]
        s.sheet(depth + 0.04, *[Cut(j, beams, head=0.8) for j in joists], shadow=0.8)


def _joist(x: float, top: float, grow: float) -> Any:
    w = 0.16
    return polygon(
        [(x - w, CEILING + 0.24), (x + w, CEILING + 0.24), ((x + w) * grow, top + 0.4), ((x + w) * grow, top - 1),
         ((x - w) * grow, top - 1), ((x - w) * grow, top + 0.4)]
    )  # fmt: skip


def hang_daylight(s: Scenery, pane: Pane, lean: float, depth: float = 0.62) -> None:
    """Sun or moon through a window: a shaft in the air and the window's own shape, stretched, on the floor."""
    strength = _daylight_strength(s)
    if strength < 0.03:
        return
    strength *= min(1.0, 1.4 / pane.w**0.5)
    tone = s.light.day.halo if not s.light.night else (170, 196, 226)
    foot = s.back + 1.25
    shaft = polygon(
        [
            (pane.x - pane.w / 2, pane.y - pane.h),
            (pane.x + pane.w / 2, pane.y - pane.h),
            (pane.x + pane.w * 0.62 + lean, foot),
            (pane.x - pane.w * 0.62 + lean, foot),
        ]
    )
    s.sheet(depth, Cut(shaft, tone, lit=1.0, rim=0.0, blur=0.16, alpha=0.34 * strength, head=1.0, foot=0.6), shadow=0.0)
    patch = skia.Path()
    for left, right, up, low in pane.cells():
        patch.addPath(polygon([_cast(s, pane, lean, u, v) for u, v in _inset(left, right, up, low)]))
    s.sheet(
        depth + 0.02, Cut(patch, tone, lit=1.0, rim=0.0, blur=0.025, alpha=0.62 * strength, head=1, foot=0.9),
        shadow=0.0
    )  # fmt: skip


def _daylight_strength(s: Scenery) -> float:
    """0..1: how strongly the day draws its windows on the floor."""
    day, sun = s.light.day, s.light.air.sun
    by_time = {
        DAYLIGHTS[TimeOfDay.DAWN].lamps: 0.5,
        DAYLIGHTS[TimeOfDay.DAY].lamps: 0.62,
        DAYLIGHTS[TimeOfDay.AFTERNOON].lamps: 0.9,
        DAYLIGHTS[TimeOfDay.DUSK].lamps: 0.4,
        DAYLIGHTS[TimeOfDay.NIGHT].lamps: 0.4,
    }
    return by_time.get(day.lamps, 0.4) * sun


def _inset(left: float, right: float, up: float, low: float) -> list[tuple[float, float]]:
    d = 0.04
    return [(left + d, up + d), (right - d, up + d), (right - d, low - d), (left + d, low - d)]


def _cast(s: Scenery, pane: Pane, lean: float, u: float, v: float) -> tuple[float, float]:
    """Where the light through the pane's point (u, v), shares from its left and top, meets the floor."""
    near = s.back + 0.32 + 1.25 * (1 - v) if pane.y < s.back - 1 else s.back + 0.2 + 1.4 * (1 - v)
    grow = (near - VANISH) / (s.back - VANISH)
    return ((pane.x + (u - 0.5) * pane.w * 1.15) * (0.7 + 0.3 * grow) + lean * (0.72 + 0.5 * (1 - v)), near)


def pool(s: Scenery, x: float, y: float, rx: float, ry: float, tone: RGB, strength: float, depth: float = 0.6) -> None:
    """A pool of lamplight on the floor."""
    if strength < 0.03:
        return
    colour = s.light.raw(tone)
    stops = [argb(colour, strength), argb(colour, strength * 0.5), argb(colour, 0.0)]
    matrix = skia.Matrix()
    matrix.setScale(1.0, ry / rx, x, y)
    shader = skia.GradientShader.MakeRadial((x, y), rx, stops, [0.0, 0.5, 1.0], localMatrix=matrix)
    s.sheet(depth, Cut(oval(x, y, rx, ry), tone, shader=shader), shadow=0.0)
