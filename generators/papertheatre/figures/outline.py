"""Outlines that puppets are cut from: soft curves with crisp corners, limbs, locks of hair."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from typing import Any

import skia

XY = tuple[float, float]
Corner = tuple[float, ...]  # (x, y), or (x, y, 1) for a crisp corner


def cut(points: Sequence[Corner]) -> Any:
    """A closed outline: soft through the middles of its sides, crisp where a point has a third number."""
    path = skia.Path()
    n = len(points)
    last, first = points[-1], points[0]
    if len(first) > 2:
        path.moveTo(first[0], first[1])
    elif len(last) > 2:
        path.moveTo(last[0], last[1])
    else:
        path.moveTo((last[0] + first[0]) / 2, (last[1] + first[1]) / 2)
    for i, a in enumerate(points):
        if len(a) > 2:
            path.lineTo(a[0], a[1])
            continue
        b = points[(i + 1) % n]
        if len(b) > 2:
            path.quadTo(a[0], a[1], b[0], b[1])
        else:
            path.quadTo(a[0], a[1], (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    path.close()
    return path


@functools.lru_cache(maxsize=512)
def kept(points: tuple[Corner, ...]) -> Any:
    """The outline of a table's row, made once."""
    return cut(points)


def limb(a: XY, b: XY, ra: float, rb: float) -> Any:
    """A tapered limb with round ends."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1e-6
    ux, uy = dx / length, dy / length
    nx, ny = -uy, ux
    ka, kb = 1.33 * ra, 1.33 * rb
    p = skia.Path()
    p.moveTo(a[0] + nx * ra, a[1] + ny * ra)
    p.lineTo(b[0] + nx * rb, b[1] + ny * rb)
    p.cubicTo(
        b[0] + nx * rb + ux * kb, b[1] + ny * rb + uy * kb,
        b[0] - nx * rb + ux * kb, b[1] - ny * rb + uy * kb,
        b[0] - nx * rb, b[1] - ny * rb,
    )  # fmt: skip
    p.lineTo(a[0] - nx * ra, a[1] - ny * ra)
    p.cubicTo(
        a[0] - nx * ra - ux * ka, a[1] - ny * ra - uy * ka,
        a[0] + nx * ra - ux * ka, a[1] + ny * ra - uy * ka,
        a[0] + nx * ra, a[1] + ny * ra,
    )  # fmt: skip
    p.close()
    return p


def ribbon(spine: Sequence[XY], width: float, end: float, tip: float = 0.0) -> Any:
    """A strip along a spine, `width` at its root and `end` at its end (half widths); `tip` > 0 points it."""
    left: list[Corner] = []
    right: list[Corner] = []
    n = len(spine) - 1
    for i, (x, y) in enumerate(spine):
        px, py = spine[max(0, i - 1)]
        qx, qy = spine[min(n, i + 1)]
        dx, dy = qx - px, qy - py
        long = math.hypot(dx, dy) or 1e-6
        w = width + (end - width) * i / n
        left.append((x - dy / long * w, y + dx / long * w))
        right.append((x + dy / long * w, y - dx / long * w))
    middle: list[Corner] = []
    if tip:
        (ax, ay), (bx, by) = spine[-2], spine[-1]
        long = math.hypot(bx - ax, by - ay) or 1e-6
        middle = [(bx + (bx - ax) / long * tip, by + (by - ay) / long * tip, 1)]
    return cut([*left, *middle, *reversed(right)])
