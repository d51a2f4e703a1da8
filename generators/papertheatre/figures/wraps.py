"""What is worn over a garment: collars, scarves, shawls, aprons, cloaks."""

from __future__ import annotations

from dataclasses import replace

from generators.papertheatre.colour import mix, scaled
from generators.papertheatre.figures.joints import XY, towards
from generators.papertheatre.figures.outline import cut, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.tailoring import GOLD, Garment
from generators.papertheatre.shapes import oval


def draw_collar(pen: Pen, g: Garment) -> None:
    """The collar that the garment's cut asks for, over the neck."""
    kind, on, s, cloth = g.cut.collar, g.j.on, g.b.shoulder, g.person.cloth
    if kind in ("none", "lapel") or not pen.fine(80):
        return
    high = g.b.neck / g.b.trunk
    if kind == "stand":
        points = [on(0.95, -s * 0.42), on(0.95, s * 0.42), (*on(1 + high * 0.75, s * 0.36), 1), on(1.02 + high * 0.4,
        0.0),
                  (*on(1 + high * 0.9, -s * 0.34), 1)]  # fmt: skip
        pen.fill(cut(points), scaled(cloth, 0.88), rim=0.6)
    elif kind in ("roll", "cowl"):
        wide, tall = (0.5, 0.6) if kind == "roll" else (0.86, 0.5)
        points = [on(0.9, -s * wide), on(0.86, 0.0), on(0.9, s * wide), on(1 + high * tall, s * wide * 0.72),
                  on(1.02 + high * tall, 0.0), on(1 + high * tall, -s * wide * 0.72)]  # fmt: skip
        pen.fill(cut(points), scaled(cloth, 0.9), rim=0.9)
    elif kind == "cape":
        points = [(*on(1.04, -s * 0.4), 1), (*on(1.04, s * 0.4), 1), on(0.9, s * 1.12), (*on(0.66, s * 1.12), 1),
                  on(0.62, 0.0), (*on(0.66, -s * 1.16), 1), on(0.9, -s * 1.12)]  # fmt: skip
        pen.fill(cut(points), scaled(cloth, 0.92))
    elif kind == "ruff":
        points = [on(0.95, -s * 0.66), on(0.92, 0.0), on(0.95, s * 0.66), on(1 + high * 0.5, s * 0.6),
        on(1 + high * 0.45, 0.0),
                  on(1 + high * 0.5, -s * 0.6)]  # fmt: skip
        pen.fill(cut(points), mix(g.person.shirt, (246, 240, 226), 0.6), rim=0.9)
    elif kind == "ring":
        points = [on(0.94, -s * 0.7), on(0.9, 0.0), on(0.94, s * 0.7), on(1 + high * 0.3, s * 0.6), on(1 + high * 0.2,
        0.0),
                  on(1 + high * 0.3, -s * 0.6)]  # fmt: skip
        pen.fill(cut(points), GOLD if g.person.garment == "divingsuit" else (150, 154, 160), rim=0.9)
    else:
        tone = g.person.shirt if kind == "shirt" and g.person.garment != "shirt" else scaled(cloth, 1.12)
        points = [(*on(1 + high * 0.36, -s * 0.36), 1), (*on(1 + high * 0.2, s * 0.4), 1), (*on(0.9, s * 0.56), 1),
        on(0.97, 0.012),
                  (*on(0.91, -s * 0.34), 1)]  # fmt: skip
        pen.fill(cut(points), tone, rim=0.6)


def draw_scarf(pen: Pen, g: Garment) -> None:
    """Twice round the neck."""
    tone = g.person.scarf
    assert tone is not None
    on, s = g.j.on, g.b.shoulder
    high = g.b.neck / g.b.trunk
    low = [on(0.9, -s * 0.58), on(0.86, 0.006), on(0.9, s * 0.66), on(1.02, s * 0.6), on(1.0, 0.0), on(1.03, -s * 0.56)]
    pen.fill(cut(low), scaled(tone, 0.86))
    top = [on(0.98, -s * 0.54), on(0.95, 0.006), on(0.98, s * 0.6), on(1 + high * 0.62, s * 0.56), on(1 + high * 0.5,
    0.0),
           on(1 + high * 0.7, -s * 0.5)]  # fmt: skip
    pen.fill(cut(top), tone)


def draw_scarf_ends(pen: Pen, g: Garment) -> None:
    """Two loose ends that hang and blow behind."""
    tone = g.person.scarf
    assert tone is not None
    for k, (side, long) in enumerate(((-0.4, 0.2), (-0.3, 0.27))):
        hung = g.air.loose(g.j.on(0.98, g.b.shoulder * side), long, 6, 1.3, -10 - 8 * k)
        spine = [(g.above_floor(x), y) for x, y in hung]
        pen.fill(ribbon(spine, 0.015, 0.024), scaled(tone, 0.78 + 0.14 * k))
        if pen.fine(220):
            for dx in (-0.014, -0.005, 0.005, 0.014):
                (ax, ay), (bx, by) = spine[-2], spine[-1]
                pen.line([(bx + dx, by), (bx + dx + (bx - ax) * 0.4, by + (by - ay) * 0.4)], tone, 0.004)


def draw_shawl(pen: Pen, g: Garment) -> None:
    """A triangle of wool over shoulders and arms, crossed on the breast."""
    tone = g.person.shawl
    assert tone is not None
    on, s = g.j.on, g.b.shoulder
    blow = g.air.loose(on(0.4, -s * 1.3), 0.1, 2, 0.8, -20)[-1]
    points = [on(1.06, -s * 0.3), on(1.05, s * 0.5), on(0.88, s * 1.16), (*on(0.5, s * 0.66), 1), on(0.62, s * 0.1),
              on(0.44, -s * 0.8), (*blow, 1), on(0.56, -s * 1.42), on(0.9, -s * 1.2)]  # fmt: skip
    pen.fill(cut(points), tone)
    if pen.fine(150):
        pen.line([on(1.0, s * 0.3), on(0.74, s * 0.3), on(0.52, s * 0.6)], scaled(tone, 0.7), 0.006)
        pen.line([on(0.96, -s * 0.9), on(0.66, -s * 0.9), on(0.46, -s * 0.8)], scaled(tone, 1.2), 0.004)


def draw_apron(pen: Pen, g: Garment) -> None:
    """A bib and a skirt, tied behind."""
    tone = g.person.apron
    assert tone is not None
    long = max(0.14, g.cut.long * 0.82)
    hips = g.b.hips
    ax, ay = g.ahead(0.28)
    points = [
        (*g.j.on(0.82, -0.012), 1), (*g.j.on(0.8, 0.058), 1), (ax - 0.004, ay), g.hem(g.front, long * 0.5, hips * 1.0),
        (*g.hem(g.front, long, hips + g.cut.flare * 0.6), 1), (*g.hem(g.front, long * 1.02, -hips * 0.5), 1),
        g.j.on(0.2, -0.034),
    ]  # fmt: skip
    pen.fill(cut(points), tone, rim=0.9)
    bx, by = g.behind(0.3)
    if pen.fine(110):
        pen.line([g.j.on(0.27, -0.03), (bx, by)], tone, 0.01)
        for turn in (-28, 12):
            pen.fill(
                ribbon([(bx, by), towards((bx, by), turn, 0.05), towards((bx, by), turn * 0.6, 0.11)], 0.006, 0.012),
                tone,
            )


def draw_cloak(pen: Pen, g: Garment, behind: bool) -> None:
    """A cloak from the shoulders to the calves: its inside behind the body, its outside over back and arm."""
    tone = g.person.cloak
    assert tone is not None
    on, s = g.j.on, g.b.shoulder
    if behind:
        low = _floor_of(g, 0.05)
        front = g.ahead(0.1)
        points = [on(1.04, s * 0.4), on(0.9, s * 1.1), (front[0] + 0.02, front[1]), (front[0] - 0.01, low, 1),
                  (g.j.hip[0] - 0.1, low, 1), on(0.4, -s)]  # fmt: skip
        pen.fill(cut(points), scaled(tone, 0.55))
        return
    root = on(0.88, -s * 1.05)
    air = replace(g.air, blow=max(g.air.blow, -0.2))
    tail = air.loose(root, max(0.2, _floor_of(g, 0.06) - root[1]), 5, 0.62, -9)
    inner = g.air.loose(on(0.86, s * 0.1), max(0.2, _floor_of(g, 0.05) - root[1]), 5, 0.4, -6)
    points = [on(1.08, -s * 0.1), on(1.06, s * 0.42), on(0.84, s * 0.5), *inner[2:5], (*inner[-1], 1), (*tail[-1], 1),
              *reversed(tail[1:5]), on(0.94, -s * 1.1)]  # fmt: skip
    pen.fill(cut(points), tone)
    if pen.fine(150):
        for k in (0.3, 0.6):
            folded = [_between(a, b, k) for a, b in zip(tail[1:], inner[1:], strict=True)]
            pen.line(folded, scaled(tone, 0.7), 0.006)
    x, y = on(1.0, s * 0.44)
    pen.fill(oval(x, y, 0.012), GOLD, rim=0.0)


def _between(a: XY, b: XY, share: float) -> XY:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _floor_of(g: Garment, above: float) -> float:
    """How low cloth may hang: just above the feet or what the body kneels on."""
    return max(g.j.near_leg[2][1], g.j.far_leg[2][1], g.j.near_leg[1][1]) + g.b.ankle - above
