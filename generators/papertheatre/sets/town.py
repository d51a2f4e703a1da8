"""Streets: rows of gabled fronts, lamps, lit windows, wet cobbles."""

from __future__ import annotations

from typing import Any

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.paper import Cut
from generators.papertheatre.scenery import Scenery, mirrored_side
from generators.papertheatre.sets.sky import hang_sky
from generators.papertheatre.shapes import arch, gable, line, oval, polygon, rect

FRONTS: tuple[RGB, ...] = (
    (206, 178, 142),
    (178, 112, 88),
    (150, 148, 132),
    (196, 150, 104),
    (132, 126, 130),
    (214, 196, 164),
)
ROOFS: tuple[RGB, ...] = ((132, 74, 60), (92, 84, 88), (110, 70, 62))
IRON: RGB = (56, 56, 62)
LIT: RGB = (255, 206, 120)
BLIND: RGB = (78, 86, 92)


def hang_houses(
    s: Scenery, y: float, depth: float, width: tuple[float, float], share: float, gap: tuple[float, float] = (9, 9)
) -> None:
    """A row of fronts standing on y from edge to edge; `gap` leaves a street open between two x."""
    cuts: list[Cut] = []
    x = -s.span * 1.2
    while x < s.span * 1.2:
        w = s.rng.uniform(*width)
        if not gap[0] < x + w / 2 < gap[1]:
            cuts += house(s, x + w / 2, y, w * 0.98, w * share * s.rng.uniform(0.75, 1.25), depth)
        x += w
    s.sheet(depth, *cuts, shadow=0.8)


def house(s: Scenery, x: float, y: float, w: float, h: float, depth: float) -> list[Cut]:
    """One front with its windows, some of them lit."""
    front, roof = s.rng.choice(FRONTS), s.rng.choice(ROOFS)
    wall, top = gable(x, y, w, h, w * s.rng.uniform(0.35, 0.6))
    chimney = rect(x + w * 0.2, y - h - w * 0.55, w * 0.12, w * 0.45)
    cuts = [Cut(chimney, scaled(front, 0.7)), Cut(wall, front, foot=0.72), Cut(top, roof)]
    columns, floors = max(1, int(w / 0.75)), max(1, int(h / 0.85))
    lit = s.light.day.lamps
    ww = min(0.3, w * 0.2)
    for f in range(floors):
        for c in range(columns):
            wx, wy = x - w / 2 + w * (c + 0.5) / columns, y - h + 0.24 + f * (h - 0.3) / floors
            on = lit > 0.25 and s.rng.random() < 0.55
            cuts.append(
                Cut(
                    rect(wx - ww / 2, wy, ww, ww * 1.45, 0.03),
                    LIT if on else BLIND,
                    lit=lit if on else 0.0,
                    rim=0.45,
                    head=1.0,
                    foot=0.92,
                )
            )
            cuts.append(Cut(line([(wx, wy), (wx, wy + ww * 1.45)]), scaled(front, 0.6), stroke=0.025))
            if on and s.rng.random() < 0.3:
                s.lamp(wx, wy + ww * 0.7, depth, ww * 2.6, strength=0.3 * lit, flicker=0.0)
    return cuts


def lamp_post(s: Scenery, x: float, y: float, h: float, depth: float) -> None:
    """A street lamp that stands on y."""
    lit = s.light.day.lamps
    top = y - h
    cuts = [
        Cut(rect(x - 0.045, top + 0.3, 0.09, h - 0.3), IRON),
        Cut(polygon([(x - 0.16, y), (x - 0.07, y - 0.5), (x + 0.07, y - 0.5), (x + 0.16, y)]), IRON),
        Cut(
            polygon([(x - 0.13, top + 0.34), (x - 0.19, top - 0.12), (x + 0.19, top - 0.12), (x + 0.13, top + 0.34)]),
            (255, 224, 156),
            lit=0.15 + 0.85 * lit,
            head=1.0,
            foot=1.0,
        ),
        Cut(polygon([(x - 0.25, top - 0.1), (x, top - 0.36), (x + 0.25, top - 0.1)]), IRON),
    ]
    s.sheet(depth, *cuts, shadow=0.7)
    if lit > 0.05:
        s.lamp(x, top + 0.12, depth, 2.3, strength=0.6 * lit, flicker=0.05)


def street(s: Scenery) -> None:
    """A street that narrows into the distance between tall fronts."""
    side = mirrored_side(s)
    hang_sky(s, 6.0)
    village = s.says("village|market|square|courtyard")
    s.sheet(0.16, Cut(_skyline(s, 5.9, 2.2 if not village else 1.0), (120, 124, 128)), shadow=0.45)
    if village or s.says("church|bell|tower"):
        s.sheet(0.2, *_spire(side * 0.1 * s.half, 6.0))
    hang_houses(s, 6.3, 0.32, (1.3, 2.1), 1.5, (-0.9, 0.9))
    hang_houses(s, 6.8, 0.5, (1.9, 2.8), 1.45, (-2.6, 2.6))
    s.sheet(0.56, *_cobbles(s, 6.55))
    hang_houses(s, 7.6, 0.74, (2.7, 3.6), 1.5, (-5.0, 5.0))
    lamp_post(s, -side * s.half * 0.36, 7.1, 2.6, 0.62)
    lamp_post(s, side * s.half * 0.56, 7.85, 3.9, 0.9)
    s.sheet(
        0.98,
        Cut(rect(-s.span * 1.3, 7.98, s.span * 2.6, 0.16), (150, 142, 134)),
        Cut(rect(-s.span * 1.3, 8.1, s.span * 2.6, 3), (112, 104, 102), head=1.1, foot=0.5),
    )
    corner = [
        Cut(rect(-side * s.half * 1.02 - 1.4, -1, 2.8, 12), (84, 70, 66), head=0.9, foot=0.6),
        Cut(rect(-side * s.half * 1.02 + (1.4 if side > 0 else -1.9), 2.2, 0.5, 0.12), IRON),
    ]
    sign = rect(-side * s.half * 1.02 + (1.25 if side > 0 else -2.15), 2.4, 0.9, 0.7, 0.08)
    s.sheet(1.4, *corner, Cut(sign, (120, 78, 54)), front=True, anchor=-side * s.half, close=False)
    s.floor = 8.28
    s.props |= {"lamp"}


def _skyline(s: Scenery, y: float, rise: float) -> Any:
    points = [(-s.span * 1.3, 11.0)]
    x = -s.span * 1.3
    while x < s.span * 1.3:
        w, h = s.rng.uniform(0.5, 1.3), rise * s.rng.uniform(0.4, 1.0)
        if s.rng.random() < 0.5:
            points += [(x, y - h), (x + w / 2, y - h - 0.35), (x + w, y - h)]
        else:
            points += [(x, y - h), (x + w, y - h)]
        x += w
    return polygon([*points, (x, 11.0)])


def _spire(x: float, y: float) -> list[Cut]:
    tone = (150, 142, 132)
    return [
        Cut(rect(x - 0.45, y - 2.6, 0.9, 3.2), tone),
        Cut(polygon([(x - 0.55, y - 2.55), (x, y - 4.3), (x + 0.55, y - 2.55)]), (112, 92, 84)),
        Cut(arch(x, y - 1.6, 0.34, 0.62), (64, 62, 66), rim=0.5),
        Cut(line([(x, y - 4.3), (x, y - 4.7)]), IRON, stroke=0.05),
        Cut(line([(x - 0.14, y - 4.55), (x + 0.14, y - 4.55)]), IRON, stroke=0.05),
    ]


def _cobbles(s: Scenery, y: float) -> list[Cut]:
    ground = polygon(
        [
            (-0.9, y - 0.15),
            (0.9, y - 0.15),
            (s.span * 1.4, 8.9),
            (s.span * 1.4, 11),
            (-s.span * 1.4, 11),
            (-s.span * 1.4, 8.9),
        ]
    )
    cuts = [Cut(ground, (142, 134, 128), head=1.1, foot=0.7)]
    for _ in range(70):
        t = s.rng.random() ** 0.7
        x, v = s.rng.uniform(-1, 1) * (0.8 + 7.0 * t), y + 0.05 + 1.75 * t
        cuts.append(Cut(oval(x, v, 0.07 + 0.16 * t, 0.025 + 0.04 * t), (170, 160, 150), alpha=0.55, rim=0.25))
    return cuts
