"""Everything that grows: trees of several habits, palms, reeds, corn, hedges, leaves that hang into the picture."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from generators.papertheatre.shapes import Point, crown, oval, polygon, rect, smooth, together, united


def bent(x: float, h: float, lean: float, share: float) -> float:
    """The x of a stem's point at `share` of its height, when its top leans by `lean` for each unit of height."""
    return x + lean * h * math.pow(share, 1.6)


def stem(x: float, y: float, h: float, w: float, lean: float = 0.0, foot: float = 0.3) -> Any:
    """A tapering stem that stands on y and bends."""
    shares = [0.0, 0.25, 0.5, 0.75, 1.0]
    left = [(bent(x, h, lean, t) - w * (0.5 - 0.3 * t), y - h * t) for t in shares]
    right = [(bent(x, h, lean, t) + w * (0.5 - 0.3 * t), y - h * t) for t in shares]
    return polygon([(x - w * 0.7, y + foot), *left, *reversed(right), (x + w * 0.7, y + foot)])


def broadleaf(rng: Random, x: float, y: float, h: float, lean: float = 0.0) -> tuple[Any, Any]:
    """(trunk, crown) of a round tree that stands on y."""
    w = h * rng.uniform(0.5, 0.68)
    top = bent(x, h, lean, 0.7)
    crowns = [crown(rng, top, y - h * 0.66, w, h * 0.62)]
    crowns.append(crown(rng, top + w * rng.uniform(-0.25, 0.25) + lean * h * 0.3, y - h * 0.86, w * 0.66, h * 0.36))
    return stem(x, y, h * 0.6, h * 0.07, lean), united(crowns)


def poplar(rng: Random, x: float, y: float, h: float, lean: float = 0.0) -> Any:
    """A slender tree like a flame."""
    w = h * rng.uniform(0.1, 0.14)
    shares = [0.12, 0.3, 0.55, 0.8]
    bulks = [0.75, 1.0, 0.85, 0.45]
    left = [(bent(x, h, lean, t) - w * b, y - h * t) for t, b in zip(shares, bulks, strict=True)]
    right = [(bent(x, h, lean, t) + w * b, y - h * t) for t, b in zip(shares, bulks, strict=True)]
    flame = smooth([(x, y - h * 0.06), *left, (bent(x, h, lean, 1), y - h * 1.04), *reversed(right)])
    return united([flame, stem(x, y, h * 0.3, h * 0.05)])


def frond(x: float, y: float, angle: float, length: float, droop: float, teeth: int = 9) -> Any:
    """A feathered leaf that starts at (x, y) towards `angle` (degrees, 0 right, 90 up) and hangs by `droop`."""
    a = math.radians(angle)
    spine = [
        (x + math.cos(a) * length * t, y - math.sin(a) * length * t + droop * length * t * t)
        for t in (k / teeth for k in range(teeth + 1))
    ]
    under: list[Point] = []
    for k in range(teeth, 0, -1):
        t = k / teeth
        wide = length * 0.2 * math.sin(math.pi * min(1.0, t * 0.85 + 0.12)) ** 0.7
        mx, my = spine[k]
        under += [(mx + math.cos(a) * wide * 0.35, my + wide), (spine[k - 1][0], spine[k - 1][1] + length * 0.018)]
    return polygon([*spine, *under])


def palm(rng: Random, x: float, y: float, h: float, lean: float = 0.0) -> tuple[Any, Any]:
    """(trunk, crown of fronds) of a palm that stands on y and curves."""
    curve = rng.uniform(-0.16, 0.16) + lean
    top = bent(x, h, curve, 1)
    angles = [8, 40, 68, 98, 128, 152, 176]
    fronds = [
        frond(top, y - h, a + rng.uniform(-7, 7) - lean * 40, h * rng.uniform(0.42, 0.56), rng.uniform(0.35, 0.62))
        for a in angles
    ]
    nuts = [oval(top + d * h, y - h * 0.975, h * 0.026) for d in (-0.03, 0.025)]
    return stem(x, y, h, h * 0.055, curve), together([*fronds, *nuts])


def blades(rng: Random, x0: float, x1: float, y: float, h: float, step: float, lean: float = 0.0) -> Any:
    """Single blades of grass or reed between two x, standing on y."""
    paths = []
    x = x0
    while x < x1:
        high, w = h * rng.uniform(0.55, 1.0), min(0.09, step * 0.5)
        tip = x + (lean + rng.uniform(-0.22, 0.22)) * high
        paths.append(smooth([(x - w / 2, y), (x + (tip - x) * 0.35, y - high * 0.6), (tip, y - high), (x + w / 2, y)]))
        x += step * rng.uniform(0.6, 1.4)
    return together(paths)


def reeds(rng: Random, x0: float, x1: float, y: float, h: float, step: float, lean: float = 0.0) -> tuple[Any, Any]:
    """(blades, brown heads) of a bank of reeds."""
    heads = []
    x = x0 + step
    while x < x1:
        high = h * rng.uniform(0.75, 1.05)
        tip = x + (lean + rng.uniform(-0.1, 0.1)) * high
        heads.append(
            together([stem(x, y, high, 0.035, (tip - x) / high), rect(tip - 0.05, y - high - 0.1, 0.1, 0.42, 0.05)])
        )
        x += step * rng.uniform(1.6, 3.2)
    return blades(rng, x0, x1, y, h, step * 0.42, lean), together(heads)


def corn(rng: Random, x0: float, x1: float, y: float, h: float, step: float, lean: float = 0.0) -> tuple[Any, Any]:
    """(stalks, ears) of ripe wheat."""
    stalks, ears = [], []
    x = x0
    while x < x1:
        high = h * rng.uniform(0.72, 1.0)
        tip = x + (lean + rng.uniform(-0.14, 0.14)) * high
        stalks.append(stem(x, y, high, 0.04, (tip - x) / high))
        side = -1 if tip < x else 1
        for k in range(4):
            v = y - high - 0.16 + 0.1 * k
            ears += [oval(tip + side * 0.03 + d, v + 0.03 * abs(d) * 10, 0.036, 0.075) for d in (-0.045, 0.045)]
        ears.append(oval(tip + side * 0.05, y - high - 0.26, 0.035, 0.1))
        x += step * rng.uniform(0.7, 1.3)
    return together(stalks), together(ears)


def hedge(rng: Random, x0: float, x1: float, y: float, h: float) -> Any:
    """A clipped hedge whose top is nearly straight."""
    points: list[Point] = [(x0, y + 0.3)]
    x = x0
    while x < x1:
        points += [(x, y - h + rng.uniform(0.0, 0.07) * h), (x + 0.16, y - h * rng.uniform(1.0, 1.05))]
        x += rng.uniform(0.25, 0.45)
    return smooth([*points, (x1, y - h * 0.94), (x1, y + 0.3)])


def bush(rng: Random, x: float, y: float, w: float, h: float) -> Any:
    """A round bush that stands on y."""
    rounds = [oval(x, y - h * 0.4, w * 0.42, h * 0.56)]
    for k in range(6):
        a = math.pi * (0.06 + 0.88 * k / 5)
        rounds.append(
            oval(
                x + math.cos(a) * w * 0.34,
                y - h * 0.3 - math.sin(a) * h * 0.42,
                w * rng.uniform(0.14, 0.2),
                h * rng.uniform(0.17, 0.27),
            )
        )
    return united(rounds)


def leaf(x: float, y: float, angle: float, length: float, wide: float = 0.32) -> Any:
    """A pointed leaf from its stalk at (x, y) towards `angle` (degrees, 0 right, 90 up)."""
    a = math.radians(angle)
    dx, dy = math.cos(a) * length, -math.sin(a) * length
    nx, ny = -dy * wide, dx * wide
    path = smooth([(x, y), (x + dx * 0.35 + nx, y + dy * 0.35 + ny), (x + dx, y + dy)], closed=False)
    back = [(x + dx, y + dy), (x + dx * 0.35 - nx, y + dy * 0.35 - ny), (x, y)]
    path.quadTo(*back[1], *back[2])
    path.close()
    return path


def spray(rng: Random, x: float, y: float, angle: float, length: float, leaves: int, size: float) -> Any:
    """A twig with single leaves, from (x, y) towards `angle`; it hangs a little."""
    a = math.radians(angle)
    parts: list[Any] = []
    last = (x, y)
    for k in range(1, leaves + 1):
        t = k / leaves
        at = (x + math.cos(a) * length * t, y - math.sin(a) * length * t + 0.22 * length * t * t)
        w = 0.05 * (1.1 - t) + 0.012
        parts.append(polygon([(last[0], last[1] - w), (at[0], at[1] - w), (at[0], at[1] + w), (last[0], last[1] + w)]))
        for side in (-1, 1):
            turn = angle - 24 * t + side * rng.uniform(34, 66)
            parts.append(leaf(*at, turn, size * rng.uniform(0.75, 1.15) * (1.1 - 0.4 * t)))
        last = at
    parts.append(leaf(*last, angle - 30, size))
    return together(parts)


def fan(rng: Random, x: float, y: float, length: float, fronds: int, droop: float = 0.5) -> Any:
    """A fern: fronds from one root at (x, y)."""
    step = 150 / max(1, fronds - 1)
    return together(
        frond(x, y, 15 + step * k + rng.uniform(-6, 6), length * rng.uniform(0.75, 1.05), droop, 11)
        for k in range(fronds)
    )
