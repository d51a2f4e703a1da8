"""Outlines in stage units that sets and props are cut from: hills, waves, clouds, trees, rocks, roofs."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

import skia

Point = tuple[float, float]


_MARKS = re.compile(r"[MLQCZ]|-?(?:\d+\.?\d*|\.\d+)")
_STEPS = {"M": 2, "L": 2, "Q": 4, "C": 6}  # numbers that a step takes


@functools.lru_cache(maxsize=2048)
def outline(drawn: str) -> Any:
    """A path from its written form: `M x y`, `L x y`, `Q` and `C` with their control points, `Z` closes.

    A letter holds until the next one: "M0 0 L1 0 1 1 Z". Shared: whoever changes it copies it first.
    """
    path = skia.Path()
    steps = {"M": path.moveTo, "L": path.lineTo, "Q": path.quadTo, "C": path.cubicTo}
    step, numbers = "M", []
    for mark in _MARKS.findall(drawn):
        if mark == "Z":
            path.close()
        elif mark in steps:
            step = mark
        else:
            numbers.append(float(mark))
            if len(numbers) == _STEPS[step]:
                steps[step](*numbers)
                numbers, step = [], "L" if step == "M" else step
    return path


def polygon(points: Iterable[Point]) -> Any:
    path = skia.Path()
    for i, (x, y) in enumerate(points):
        if i == 0:
            path.moveTo(x, y)
        else:
            path.lineTo(x, y)
    path.close()
    return path


def line(points: Sequence[Point]) -> Any:
    path = skia.Path()
    path.moveTo(*points[0])
    for p in points[1:]:
        path.lineTo(*p)
    return path


def lines(segments: Iterable[tuple[Point, Point]]) -> Any:
    """Many lines as one path, to be stroked."""
    path = skia.Path()
    for a, b in segments:
        path.moveTo(*a)
        path.lineTo(*b)
    return path


def smooth(points: Sequence[Point], closed: bool = True) -> Any:
    """A soft outline through the middles of the points' sides."""
    path = skia.Path()
    n = len(points)
    if closed:
        path.moveTo((points[-1][0] + points[0][0]) / 2, (points[-1][1] + points[0][1]) / 2)
    else:
        path.moveTo(*points[0])
    for i in range(n if closed else n - 1):
        a, b = points[i], points[(i + 1) % n]
        path.quadTo(a[0], a[1], (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    if closed:
        path.close()
    else:
        path.lineTo(*points[-1])
    return path


def rect(x: float, y: float, w: float, h: float, r: float = 0.0) -> Any:
    path = skia.Path()
    if r:
        path.addRoundRect(skia.Rect.MakeXYWH(x, y, w, h), r, r)
    else:
        path.addRect(skia.Rect.MakeXYWH(x, y, w, h))
    return path


def oval(x: float, y: float, rx: float, ry: float | None = None) -> Any:
    """An ellipse about (x, y)."""
    ry = rx if ry is None else ry
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry))
    return path


def united(paths: Sequence[Any]) -> Any:
    """One outline around all."""
    builder = skia.OpBuilder()
    for path in paths:
        builder.add(path, skia.PathOp.kUnion_PathOp)
    try:
        return builder.resolve()
    except RuntimeError:  # skia finds no way through some crossings; laid over one another they look nearly the same
        return together(paths)


def together(paths: Iterable[Any]) -> Any:
    """Many outlines as one path: quicker than `united`, for outlines that do not overlap or have thin edges."""
    whole = skia.Path()
    for path in paths:
        whole.addPath(path)
    return whole


def without(path: Any, hole: Any) -> Any:
    return _combined(path, hole, skia.PathOp.kDifference_PathOp)


def within(path: Any, part: Any) -> Any:
    """What two outlines share."""
    return _combined(path, part, skia.PathOp.kIntersect_PathOp)


def _combined(path: Any, other: Any, how: Any) -> Any:
    try:
        return skia.Op(path, other, how)
    except RuntimeError:
        return path


def moved(path: Any, x: float, y: float, scale: float = 1.0, mirror: bool = False, turn: float = 0.0) -> Any:
    """`path` scaled about its origin, turned by degrees, then moved to (x, y)."""
    m = skia.Matrix()
    m.setTranslate(x, y)
    m.preRotate(turn)
    m.preScale(-scale if mirror else scale, scale)
    copy = skia.Path(path)
    copy.transform(m)
    return copy


def height_line(
    rng: Random, x0: float, x1: float, y: float, rise: float, waves: float, step: float = 0.35
) -> list[Point]:
    """Points of a rolling horizon from x0 to x1 about y, `rise` units high, `waves` units long."""
    parts = [(rise * 0.55**k, waves * 0.52**k, rng.uniform(0, 6.3)) for k in range(3)]
    count = max(2, int((x1 - x0) / step))
    xs = [x0 + (x1 - x0) * i / count for i in range(count + 1)]
    return [(x, y - sum(a * 0.5 * (1 + math.sin(x * 2 * math.pi / w + p)) for a, w, p in parts)) for x in xs]


def ridge(rng: Random, x0: float, x1: float, y: float, rise: float, waves: float, floor: float = 11.0) -> Any:
    """Rolling land from its horizon down to `floor`."""
    top = height_line(rng, x0, x1, y, rise, waves)
    path = smooth(top, closed=False)
    path.lineTo(x1, floor)
    path.lineTo(x0, floor)
    path.close()
    return path


def crags(rng: Random, x0: float, x1: float, y: float, rise: float, step: float, floor: float = 11.0) -> Any:
    """Mountains with broken edges."""
    points: list[Point] = [(x0, floor)]
    x, up = x0, True
    while x < x1:
        high = rise * rng.uniform(0.55, 1.0) if up else rise * rng.uniform(0.1, 0.45)
        points.append((x, y - high))
        reach = step * rng.uniform(0.6, 1.4)
        points.append((x + reach * rng.uniform(0.3, 0.6), y - high * rng.uniform(0.5, 0.8) - 0.06 * rise))
        x += reach
        up = not up
    points += [(x1, y), (x1, floor)]
    return polygon(points)


def waves(x0: float, x1: float, y: float, length: float, height: float, phase: float = 0.0, floor: float = 11.0) -> Any:
    """A sea sheet: crests that lean and curl a little, like cut paper."""
    path = skia.Path()
    x = x0 - length + (phase % 1.0) * length
    path.moveTo(x, floor)
    path.lineTo(x, y)
    k = 0
    while x < x1:
        high = height * (1.0 if k % 2 == 0 else 0.72)
        path.cubicTo(
            x + length * 0.22, y - high * 0.15, x + length * 0.46, y - high * 1.05, x + length * 0.66, y - high
        )
        path.cubicTo(x + length * 0.82, y - high * 0.95, x + length * 0.8, y - high * 0.3, x + length, y)
        x += length
        k += 1
    path.lineTo(x, floor)
    path.close()
    return path


def cloud(rng: Random, x: float, y: float, w: float, h: float) -> Any:
    """A flat-bottomed cloud of overlapping rounds, `w` wide."""
    rounds = [
        oval(x + w * 0.06 * rng.uniform(-1, 1), y, w * 0.5, h * 0.24),
        oval(x - w * 0.3, y + h * 0.12, w * 0.3, h * 0.17),
    ]
    n = rng.randint(3, 5)
    for i in range(n):
        share = (i + 0.5) / n
        bulk = 1 - abs(share - rng.uniform(0.38, 0.62)) * 1.35
        rx = w / n * rng.uniform(0.62, 0.95)
        rounds.append(
            oval(
                x + w * (share - 0.5) * 0.78,
                y - h * (0.1 + 0.22 * bulk),
                rx * 0.8,
                h * (0.2 + 0.32 * max(0.0, bulk)) * rng.uniform(0.85, 1.15),
            )
        )
    return united(rounds)


def rock(rng: Random, x: float, y: float, w: float, h: float) -> Any:
    """A boulder whose foot stands on y."""
    n = 9
    points = [(x - w / 2 - 0.1, y + 0.3)]
    for i in range(n):
        a = math.pi * (1 - i / (n - 1))
        r = rng.uniform(0.82, 1.06)
        points.append((x + math.cos(a) * w / 2 * r, y - math.sin(a) ** 0.8 * h * r))
    points.append((x + w / 2 + 0.1, y + 0.3))
    return polygon(points)


def pine(rng: Random, x: float, y: float, h: float) -> Any:
    """A fir with hanging tiers, standing on y."""
    w = h * rng.uniform(0.16, 0.22)
    tiers = 5
    left: list[Point] = []
    right: list[Point] = []
    for i in range(tiers):
        top = y - h + h * 0.86 * i / tiers
        low = y - h + h * 0.86 * (i + 1.25) / tiers
        wide = w * (i + 1.3) / tiers
        left += [(x - wide * 0.3, top + (low - top) * 0.3), (x - wide * rng.uniform(0.9, 1.1), low)]
        right += [(x + wide * 0.3, top + (low - top) * 0.3), (x + wide * rng.uniform(0.9, 1.1), low)]
    trunk = [(x + w * 0.1, y - h * 0.05), (x + w * 0.12, y + 0.4), (x - w * 0.12, y + 0.4), (x - w * 0.1, y - h * 0.05)]
    return polygon([(x, y - h), *right, *trunk, *reversed(left)])


def trunk(rng: Random, x: float, y: float, h: float, w: float) -> Any:
    """A tall trunk that spreads into roots at y and leaves the picture at the top."""
    lean = rng.uniform(-0.25, 0.25)
    path = skia.Path()
    path.moveTo(x - w * 1.5, y + 0.2)
    path.cubicTo(x - w * 0.7, y - 0.1, x - w * 0.5, y - h * 0.25, x - w * 0.42 + lean * 0.5, y - h * 0.5)
    path.lineTo(x - w * 0.34 + lean, y - h)
    path.lineTo(x + w * 0.34 + lean, y - h)
    path.lineTo(x + w * 0.42 + lean * 0.5, y - h * 0.5)
    path.cubicTo(x + w * 0.5, y - h * 0.25, x + w * 0.7, y - 0.1, x + w * 1.5, y + 0.2)
    path.close()
    return path


def bare_tree(rng: Random, x: float, y: float, h: float) -> Any:
    """A leafless tree as one outline of tapered branches."""
    limbs: list[Any] = []
    _branch(rng, limbs, (x, y + 0.2), -90 + rng.uniform(-6, 6), h * 0.36, h * 0.045, 4)
    return united(limbs)


def _branch(rng: Random, limbs: list[Any], at: Point, angle: float, length: float, width: float, depth: int) -> None:
    a = math.radians(angle)
    end = (at[0] + math.cos(a) * length, at[1] + math.sin(a) * length)
    nx, ny = -math.sin(a) * width, math.cos(a) * width
    thin = 0.62
    limbs.append(
        polygon(
            [
                (at[0] + nx, at[1] + ny),
                (end[0] + nx * thin, end[1] + ny * thin),
                (end[0] - nx * thin, end[1] - ny * thin),
                (at[0] - nx, at[1] - ny),
            ]
        )
    )
    if depth > 0:
        for side in (-1, 1):
            turn = side * rng.uniform(16, 40) + rng.uniform(-6, 6)
            _branch(rng, limbs, end, angle + turn, length * rng.uniform(0.6, 0.82), width * thin, depth - 1)


def crown(rng: Random, x: float, y: float, w: float, h: float) -> Any:
    """A leafy crown about (x, y)."""
    rounds = [oval(x, y, w * 0.36, h * 0.4)]
    for i in range(9):
        a = i / 9 * 2 * math.pi + rng.uniform(-0.2, 0.2)
        rounds.append(
            oval(
                x + math.cos(a) * w * 0.32,
                y + math.sin(a) * h * 0.3,
                w * rng.uniform(0.15, 0.22),
                h * rng.uniform(0.16, 0.24),
            )
        )
    return united(rounds)


def arch(x: float, y: float, w: float, h: float) -> Any:
    """A round-headed opening that stands on y, centred on x."""
    r = w / 2
    path = skia.Path()
    path.moveTo(x - r, y)
    path.lineTo(x - r, y - h + r)
    path.arcTo(skia.Rect.MakeLTRB(x - r, y - h, x + r, y - h + 2 * r), 180, 180, False)
    path.lineTo(x + r, y)
    path.close()
    return path


def gable(x: float, y: float, w: float, h: float, roof: float, eave: float = 0.12) -> tuple[Any, Any]:
    """A house front standing on y: (wall, roof)."""
    wall = polygon(
        [(x - w / 2, y + 0.3), (x - w / 2, y - h), (x, y - h - roof), (x + w / 2, y - h), (x + w / 2, y + 0.3)]
    )
    t = 0.12
    top = polygon(
        [
            (x - w / 2 - eave, y - h + eave * 0.8),
            (x, y - h - roof - t),
            (x + w / 2 + eave, y - h + eave * 0.8),
            (x + w / 2 + eave, y - h + eave * 0.8 - t * 1.2),
            (x, y - h - roof - t * 2.6),
            (x - w / 2 - eave, y - h + eave * 0.8 - t * 1.2),
        ]
    )
    return wall, top


def tufts(rng: Random, x0: float, x1: float, y: float, h: float, step: float, floor: float = 11.0) -> Any:
    """Grass: blades that lean, down to `floor`."""
    points: list[Point] = [(x0, floor)]
    x = x0
    while x < x1:
        lean = rng.uniform(-0.6, 0.6) * step
        points += [(x, y), (x + step * 0.5 + lean, y - h * rng.uniform(0.4, 1.0))]
        x += step
    points += [(x1, y), (x1, floor)]
    return polygon(points)
