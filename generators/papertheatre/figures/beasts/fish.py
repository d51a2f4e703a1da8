"""Fish, dolphins and whales: they swim at the height of a table, bodies waving from the tail."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.beasts.habits import Habit
from generators.papertheatre.figures.joints import XY
from generators.papertheatre.figures.outline import Corner, cut
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Person
from generators.papertheatre.shapes import oval

Spine = Callable[[float], XY]  # share of the length -> point
DARK: Final[RGB] = (36, 34, 40)
# (share of the length from the nose, half depth) of each kind; lengths are 1 = the kind's height
OUTLINES: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "fish": ((0.0, 0.02), (0.1, 0.24), (0.3, 0.44), (0.52, 0.42), (0.74, 0.22), (0.88, 0.1)),
    "dolphin": ((0.0, 0.02), (0.1, 0.08), (0.17, 0.2), (0.36, 0.32), (0.6, 0.24), (0.8, 0.12), (0.92, 0.06)),
    "whale": ((0.0, 0.1), (0.08, 0.34), (0.28, 0.42), (0.52, 0.36), (0.76, 0.18), (0.92, 0.07)),
}  # fmt: skip
LENGTHS: Final = {"fish": 2.1, "dolphin": 2.6, "whale": 2.6}
HANGS: Final = {"fish": 3.2, "dolphin": 1.4, "whale": 0.75}  # how high they swim, in own heights


def draw_fish(pen: Pen, person: Person, h: Habit, air: Air) -> XY:
    """Tail, body, fins, eye; returns the mouth."""
    kind = person.species if person.species in OUTLINES else "fish"
    long = LENGTHS[kind]
    beat = air.t_s * (5.0 + 4.0 * h.stride) + air.phase
    high = -HANGS[kind] - 0.12 * math.sin(air.t_s * 1.1 + air.phase) - h.lift

    def spine(share: float) -> XY:
        wave = 0.1 * share**1.6 * math.sin(beat - share * 3.4)
        return (long * (0.5 - share), high + (wave if kind == "fish" else wave * 1.6))

    tone, second = person.cloth, person.coat or scaled(person.cloth, 1.3)
    upper: list[Corner] = [(x, y - d) for (x, y), d in ((spine(s), d) for s, d in OUTLINES[kind])]
    lower: list[Corner] = [(x, y + d * 0.92) for (x, y), d in ((spine(s), d) for s, d in OUTLINES[kind])]
    tx, ty = spine(0.9)
    ex, ey = spine(1.12)
    flick = 0.1 * math.sin(beat - 4.0)
    fork = 0.34 if kind == "fish" else 0.2
    pen.fill(
        cut(
            [
                (tx + 0.3, ty - 0.05, 1),
                (*_tip(ex, ey, -fork + flick), 1),
                (ex + 0.12, ey + flick * 0.5),
                (*_tip(ex, ey, fork + flick), 1),
                (tx + 0.3, ty + 0.05, 1),
            ]
        ),
        scaled(second if kind == "fish" else tone, 0.92),
    )
    _draw_fins(pen, kind, spine, second if kind == "fish" else scaled(tone, 0.86))
    pen.fill(cut([*upper, *reversed(lower)]), tone)
    if pen.fine(30):
        belly = [(x, y - (y - high) * 0.1 + d * 0.3) for (x, y), d in ((spine(s), d) for s, d in OUTLINES[kind][1:-1])]
        pen.fill(cut([*belly, *[(x, y - 0.02) for x, y, *_ in reversed(lower[1:-1])]]), second, rim=0.0)
    if kind == "fish" and pen.fine(40):
        for s in (0.36, 0.5, 0.64):
            x, y = spine(s)
            pen.line([(x + 0.05, y - 0.16), (x - 0.03, y), (x + 0.05, y + 0.16)], scaled(tone, 0.74), 0.02)
    _draw_face(pen, kind, spine, h, tone)
    x, y = spine(0.0)
    return (x, y)


def _tip(x: float, y: float, dy: float) -> XY:
    return (x - 0.1, y + dy)


def _draw_fins(pen: Pen, kind: str, spine: Spine, tone: RGB) -> None:
    x, y = spine(0.42)
    if kind == "fish":
        pen.fill(cut([(x + 0.3, y - 0.36), (x + 0.1, y - 0.66), (x - 0.34, y - 0.56, 1), (x - 0.4, y - 0.3)]), tone)
        pen.fill(cut([(x + 0.1, y + 0.34), (x - 0.16, y + 0.6, 1), (x - 0.22, y + 0.34)]), tone)
    else:
        pen.fill(cut([(x + 0.1, y - 0.26), (x - 0.14, y - 0.56, 1), (x - 0.24, y - 0.24)]), tone)
        pen.fill(cut([(x + 0.4, y + 0.24), (x + 0.1, y + 0.58, 1), (x + 0.16, y + 0.24)]), tone)


def _draw_face(pen: Pen, kind: str, spine: Spine, h: Habit, tone: RGB) -> None:
    x, y = spine(0.13 if kind == "fish" else 0.16)
    r = 0.075 if kind == "fish" else 0.035
    ex, ey = (x, y - 0.06 if kind == "fish" else y - 0.02)
    if kind == "fish":
        pen.fill(oval(ex, ey, r * 1.25), (244, 236, 214), rim=0.0)
        gx, gy = spine(0.24)
        pen.line([(gx + 0.02, gy - 0.24), (gx - 0.06, gy), (gx + 0.02, gy + 0.22)], scaled(tone, 0.7), 0.024)
    pen.fill(oval(ex + 0.01, ey, r), DARK, rim=0.0)
    pen.fill(oval(ex + r * 0.4, ey - r * 0.4, r * 0.3), (252, 248, 238), rim=0.0)
    mx, my = spine(0.0)
    gape = 0.03 + 0.12 * h.mouth
    pen.fill(
        cut([(mx + 0.02, my + 0.02 - gape * 0.3), (mx - 0.14, my + 0.06), (mx + 0.02, my + 0.02 + gape)]),
        scaled(tone, 0.45),
        rim=0.0,
    )
