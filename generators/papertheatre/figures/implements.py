"""Tools, weapons and instruments in a puppet's hand (holdings.py)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.joints import XY, Joints, towards
from generators.papertheatre.figures.outline import cut, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.shapes import oval, polygon, rect, smooth

WOOD: Final[RGB] = (126, 90, 62)
BRASS: Final[RGB] = (210, 168, 96)
IRON: Final[RGB] = (92, 94, 100)
LEATHER: Final[RGB] = (128, 82, 54)


def _hafted(pen: Pen, x: float, y: float, long: float, lean: float) -> XY:
    """A handle through the fist; returns its far end."""
    end, butt = towards((x, y), 180 - lean, long), towards((x, y), -lean, 0.1)
    pen.fill(ribbon([butt, ((x + butt[0]) / 2, (y + butt[1]) / 2), end], 0.009, 0.009), WOOD)
    return end


def _axe(pen: Pen, x: float, y: float, _air: Air) -> XY:
    ex, ey = _hafted(pen, x, y, 0.24, 10)
    blade = [(-0.02, -0.02), (0.07, -0.045), (0.088, 0.03), (0.06, 0.07), (-0.01, 0.03)]
    pen.fill(smooth([(ex + u, ey + v) for u, v in blade]), (164, 168, 170))
    return (x, y)


def _hammer(pen: Pen, x: float, y: float, _air: Air) -> XY:
    ex, ey = _hafted(pen, x, y, 0.17, 10)
    pen.fill(
        polygon([(ex - 0.045, ey - 0.024), (ex + 0.06, ey - 0.01), (ex + 0.056, ey + 0.032), (ex - 0.05, ey + 0.016)]),
        IRON,
    )
    return (x, y)


def _spade(pen: Pen, x: float, y: float, _air: Air) -> XY:
    top, low = towards((x, y), 200, 0.2), towards((x, y), 20, max(0.12, -y - 0.1))
    pen.fill(ribbon([top, (x, y), low], 0.009, 0.009), WOOD)
    pen.line([(top[0] - 0.03, top[1]), (top[0] + 0.03, top[1] - 0.01)], WOOD, 0.014)
    pen.fill(cut([(low[0] - 0.042, low[1] - 0.01, 1), (low[0] + 0.042, low[1] - 0.03, 1), (low[0] + 0.06,
    low[1] + 0.06), (low[0] + 0.036, low[1] + 0.11),
                  (low[0] - 0.014, low[1] + 0.07)]), (150, 154, 158))  # fmt: skip
    return (x, y)


def _broom(pen: Pen, x: float, y: float, _air: Air) -> XY:
    top, low = towards((x, y), 202, 0.28), towards((x, y), 22, max(0.15, -y - 0.08))
    pen.fill(ribbon([top, (x, y), low], 0.008, 0.008), WOOD)
    pen.fill(cut([(low[0] - 0.024, low[1] - 0.03, 1), (low[0] + 0.024, low[1] - 0.04, 1), (low[0] + 0.1,
    low[1] + 0.075, 1), (low[0] - 0.03, low[1] + 0.085, 1)]),
             (206, 168, 98))  # fmt: skip
    for k in range(4):
        pen.line([(low[0], low[1] - 0.02), (low[0] - 0.012 + 0.03 * k, low[1] + 0.07)], (160, 120, 64), 0.004)
    return (x, y)


def _sword(pen: Pen, x: float, y: float, _air: Air) -> XY:
    tip = towards((x, y), 140, 0.4)
    pen.fill(ribbon([(x, y), ((x + tip[0]) / 2, (y + tip[1]) / 2), tip], 0.011, 0.009, 0.03), (206, 210, 214))
    pen.line([towards((x, y), 50, 0.045), towards((x, y), 230, 0.045)], BRASS, 0.014)
    pen.fill(oval(*towards((x, y), -40, 0.06), 0.012), BRASS)
    return (x, y)


def _knife(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(polygon([(x, y - 0.012), (x + 0.13, y - 0.03), (x + 0.16, y - 0.016), (x, y + 0.012)]), (198, 202, 204))
    return (x, y)


def _gun(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(polygon([(x - 0.016, y + 0.03), (x + 0.01, y + 0.034), (x + 0.018, y - 0.012), (x + 0.13, y - 0.018),
    (x + 0.13, y - 0.036), (x - 0.016, y - 0.034)]),
             (62, 62, 68))  # fmt: skip
    return (x, y)


def _violin(pen: Pen, x: float, y: float, _air: Air) -> XY:
    """The bow in the near hand; the violin itself lies under the chin (draw_violin)."""
    pen.line([towards((x, y), 118, -0.03), towards((x, y), 118, 0.34)], (96, 62, 44), 0.008)
    pen.line([towards((x, y + 0.012), 116, 0.0), towards((x, y + 0.006), 116, 0.33)], (232, 226, 210), 0.004)
    return (x, y)


def draw_violin(pen: Pen, j: Joints) -> None:
    """The violin between chin and far hand; its bow is in the near one."""
    ax, ay = j.on(0.97, 0.03)
    bx, by = j.far_arm[2]
    with pen.space(ax, ay, math.degrees(math.atan2(by - ay, bx - ax))):
        body = [(-0.02, -0.03), (0.04, -0.045), (0.075, -0.026), (0.11, -0.04), (0.15, -0.022), (0.15, 0.022), (0.11,
        0.04),
                (0.075, 0.026), (0.04, 0.045), (-0.02, 0.03)]  # fmt: skip
        pen.fill(rect(0.12, -0.009, max(0.06, math.hypot(bx - ax, by - ay) - 0.1), 0.018), (66, 46, 40))
        pen.fill(smooth(body), (170, 92, 52))
        for side in (-0.016, 0.016):
            pen.line([(0.05, side), (0.075, side * 0.7), (0.1, side)], (96, 48, 34), 0.006)


def _flute(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.line([(x - 0.06, y - 0.05), (x + 0.2, y + 0.05)], BRASS, 0.016)
    return (x, y)


def _accordion(pen: Pen, x: float, y: float, air: Air) -> XY:
    wide = 0.12 + 0.05 * air.sway(1.2)
    for k in range(6):
        u = x - 0.02 - wide + wide * k / 5
        pen.fill(
            rect(u, y - 0.08 + 0.006 * (k % 2), wide / 5 * 0.92, 0.15 - 0.012 * (k % 2)),
            scaled((176, 60, 54), 0.76 + 0.3 * (k % 2)),
            rim=0.6,
        )
    for u in (x - 0.03 - wide, x - 0.02):
        pen.fill(rect(u - 0.012, y - 0.085, 0.036, 0.165, 0.006), (58, 48, 50))
    return (x, y)


def _guitar(pen: Pen, x: float, y: float, _air: Air) -> XY:
    body = [
        (-0.06, -0.03),
        (0.0, -0.065),
        (0.06, -0.05),
        (0.11, -0.068),
        (0.17, -0.03),
        (0.17, 0.04),
        (0.1, 0.075),
        (0.05, 0.055),
        (0.0, 0.075),
        (-0.06, 0.04),
    ]
    with pen.space(x - 0.04, y, -14, 1.1):
        pen.fill(rect(0.14, -0.012, 0.26, 0.022), (92, 62, 46))
        pen.fill(smooth(body), (192, 128, 70))
        pen.fill(oval(0.07, 0.004, 0.024), (78, 50, 38), rim=0.0)
        for k in (-0.004, 0.008):
            pen.line([(0.0, k + 0.002), (0.39, k - 0.002)], (236, 220, 180), 0.002)
    return (x, y)


def _rod(pen: Pen, x: float, y: float, air: Air) -> XY:
    tip = towards((x, y), 124, 0.72)
    middle = ((x + tip[0]) / 2, (y + tip[1]) / 2 - 0.03)
    pen.fill(ribbon([towards((x, y), 124, -0.08), (x, y), middle, tip], 0.009, 0.003), WOOD)
    pen.line(air.loose(tip, max(0.2, -tip[1] - 0.02), 4, 0.25), (220, 214, 200), 0.003)
    return (x, y)


def _net(pen: Pen, x: float, y: float, air: Air) -> XY:
    spine = air.loose((x, y), max(0.16, -y - 0.05), 4, 0.5)
    pen.fill(ribbon(spine, 0.03, 0.1), (150, 142, 118), alpha=0.5)
    for k in range(1, 4):
        px, py = spine[k]
        w = 0.03 + 0.018 * k
        pen.line([(px - w, py), (px, py + 0.02), (px + w, py)], (112, 100, 78), 0.005)
    return (x, y)


def _oar(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(polygon([(x - 0.16, y - 0.08), (x - 0.152, y - 0.098), (x + 0.42, y + 0.17), (x + 0.41, y + 0.19)]), WOOD)
    blade = [(0.38, 0.15), (0.54, 0.2), (0.58, 0.26), (0.5, 0.262), (0.38, 0.185)]
    pen.fill(smooth([(x + u, y + v) for u, v in blade]), WOOD)
    return (x, y)


def _telescope(pen: Pen, x: float, y: float, _air: Air) -> XY:
    for a, b, ra, rb, tone in (
        ((-0.09, 0.012), (0.0, -0.012), 0.011, 0.014, BRASS), ((0.0, -0.012), (0.085, -0.034), 0.016, 0.019, LEATHER),
        ((0.085, -0.034), (0.16, -0.054), 0.02, 0.024, BRASS),
    ):  # fmt: skip
        pen.fill(
            polygon(
                [
                    (x + a[0], y + a[1] - ra),
                    (x + b[0], y + b[1] - rb),
                    (x + b[0], y + b[1] + rb),
                    (x + a[0], y + a[1] + ra),
                ]
            ),
            tone,
        )
    return (x, y)


def _rope(pen: Pen, x: float, y: float, air: Air) -> XY:
    for k, r in enumerate((0.066, 0.053, 0.04)):
        ring = [
            (x + math.cos(a / 8 * math.tau) * r * 0.62, y + 0.06 + math.sin(a / 8 * math.tau) * r + 0.006 * k)
            for a in range(9)
        ]
        pen.line(ring, (198, 168, 118), 0.014)
        pen.line(ring, (146, 116, 78), 0.004)
    pen.line(air.loose((x, y + 0.1), max(0.08, -y - 0.12), 4, 0.3), (184, 152, 104), 0.012)
    return (x, y)


def _hawser(pen: Pen, x: float, y: float, air: Air) -> XY:
    """A rope that is pulled: taut ahead, slack behind."""
    pen.fill(ribbon([(x - 0.02, y), (x + 0.5, y + 0.03), (x + 1.3, y + 0.1)], 0.008, 0.008), (196, 166, 116))
    pen.line(air.loose((x - 0.02, y), max(0.1, -y - 0.02), 5, 0.3, -24), (184, 152, 104), 0.013)
    return (x, y)


IMPLEMENTS: Final[dict[str, Callable[[Pen, float, float, Air], XY]]] = {
    "axe": _axe, "hammer": _hammer, "spade": _spade, "broom": _broom, "sword": _sword, "knife": _knife, "gun": _gun,
    "violin": _violin,
    "flute": _flute, "accordion": _accordion, "guitar": _guitar, "rod": _rod, "net": _net, "oar": _oar,
    "telescope": _telescope,
    "rope": _rope, "hawser": _hawser,
}  # fmt: skip
