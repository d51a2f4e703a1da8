"""What puppets hold in their near hand, in the puppet's space."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Final, Protocol

from generators.papertheatre.colour import RGB
from generators.papertheatre.shapes import oval, polygon, rect, smooth

XY = tuple[float, float]
WOOD: Final[RGB] = (120, 86, 60)
BRASS: Final[RGB] = (206, 164, 92)
IRON: Final[RGB] = (92, 94, 100)
PAGE: Final[RGB] = (236, 226, 202)


class Cutter(Protocol):
    def fill(self, path: Any, colour: RGB, rim: float = 1.0, alpha: float = 1.0) -> None: ...
    def draw_line(self, points: list[XY], colour: RGB, width: float) -> None: ...


def draw_holding(pen: Cutter, prop: str, hand: XY, t_s: float) -> XY:
    """Draw `prop` in the hand; returns the point where its light would be."""
    draw = HOLDINGS.get(prop)
    if draw is None:
        return hand
    swing = 0.008 * math.sin(t_s * 1.9)
    return draw(pen, hand[0], hand[1] + 0.015, swing)


def _lantern(pen: Cutter, x: float, y: float, swing: float) -> XY:
    cx, cy = x + swing, y + 0.085
    pen.draw_line([(x, y), (cx - 0.028, cy - 0.045), (cx - 0.03, cy - 0.03)], IRON, 0.006)
    pen.draw_line([(x, y), (cx + 0.028, cy - 0.045), (cx + 0.03, cy - 0.03)], IRON, 0.006)
    pen.fill(rect(cx - 0.026, cy - 0.034, 0.052, 0.07, 0.008), (255, 232, 170), rim=1.0)
    pen.fill(oval(cx, cy + 0.004, 0.011, 0.02), (255, 252, 236), rim=0.0)
    pen.fill(
        polygon(
            [(cx - 0.034, cy - 0.032), (cx - 0.014, cy - 0.056), (cx + 0.014, cy - 0.056), (cx + 0.034, cy - 0.032)]
        ),
        IRON,
    )
    pen.fill(rect(cx - 0.034, cy + 0.034, 0.068, 0.016, 0.004), IRON)
    for dx in (-0.026, 0.026):
        pen.draw_line([(cx + dx, cy - 0.03), (cx + dx, cy + 0.034)], IRON, 0.006)
    return (cx, cy)


def _stick(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(polygon([(x - 0.009, y - 0.06), (x + 0.009, y - 0.06), (x + 0.05, 0.02), (x + 0.036, 0.02)]), WOOD)
    return (x, y)


def _letter(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(
        polygon([(x - 0.004, y - 0.085), (x + 0.085, y - 0.1), (x + 0.095, y - 0.0), (x + 0.006, y + 0.012)]), PAGE
    )
    for k in range(3):
        pen.draw_line([(x + 0.014, y - 0.066 + k * 0.022), (x + 0.076, y - 0.078 + k * 0.022)], (140, 124, 108), 0.004)
    return (x, y)


def _book(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(
        polygon(
            [
                (x - 0.045, y - 0.05),
                (x + 0.02, y - 0.02),
                (x + 0.085, y - 0.06),
                (x + 0.085, y - 0.03),
                (x + 0.02, y + 0.012),
                (x - 0.045, y - 0.02),
            ]
        ),
        (132, 62, 52),
    )
    pen.fill(
        polygon(
            [
                (x - 0.04, y - 0.06),
                (x + 0.02, y - 0.032),
                (x + 0.08, y - 0.07),
                (x + 0.08, y - 0.05),
                (x + 0.02, y - 0.01),
                (x - 0.04, y - 0.04),
            ]
        ),
        PAGE,
    )
    return (x, y)


def _rope(pen: Cutter, x: float, y: float, swing: float) -> XY:
    for k, r in enumerate((0.062, 0.05, 0.038)):
        ring = [
            (x + math.cos(a / 8 * math.tau) * r * 0.62, y + 0.06 + math.sin(a / 8 * math.tau) * r + 0.006 * k)
            for a in range(9)
        ]
        pen.draw_line(ring, (198, 168, 118), 0.014)
        pen.draw_line(ring, (146, 116, 78), 0.004)
    pen.draw_line([(x, y + 0.11), (x + 0.02 + swing, y + 0.2), (x - 0.01, -0.02)], (184, 152, 104), 0.012)
    return (x, y)


def _telescope(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(
        polygon([(x - 0.08, y - 0.02), (x + 0.02, y - 0.045), (x + 0.026, y - 0.015), (x - 0.074, y + 0.0)]), BRASS
    )
    pen.fill(
        polygon([(x + 0.02, y - 0.05), (x + 0.13, y - 0.078), (x + 0.138, y - 0.036), (x + 0.028, y - 0.012)]),
        (112, 76, 54),
    )
    return (x, y)


def _oar(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(polygon([(x - 0.16, y - 0.08), (x - 0.152, y - 0.098), (x + 0.42, y + 0.17), (x + 0.41, y + 0.19)]), WOOD)
    pen.fill(
        smooth(
            [
                (x + 0.38, y + 0.15),
                (x + 0.54, y + 0.2),
                (x + 0.58, y + 0.26),
                (x + 0.5, y + 0.262),
                (x + 0.38, y + 0.185),
            ]
        ),
        WOOD,
    )
    return (x, y)


def _cup(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.draw_line([(x + 0.036, y - 0.035), (x + 0.058, y - 0.02), (x + 0.034, y - 0.005)], (214, 204, 184), 0.008)
    pen.fill(
        polygon([(x - 0.014, y - 0.045), (x + 0.04, y - 0.045), (x + 0.034, y + 0.01), (x - 0.008, y + 0.01)]),
        (222, 212, 190),
    )
    return (x, y)


def _bag(pen: Cutter, x: float, y: float, swing: float) -> XY:
    pen.draw_line([(x - 0.03, y + 0.045), (x, y), (x + 0.035, y + 0.045)], (84, 58, 44), 0.01)
    pen.fill(rect(x - 0.075 + swing, y + 0.04, 0.15, 0.105, 0.014), (128, 82, 54))
    pen.draw_line([(x - 0.07 + swing, y + 0.075), (x + 0.07 + swing, y + 0.075)], (86, 56, 40), 0.006)
    return (x, y)


def _key(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.draw_line([(x, y), (x + 0.075, y - 0.008)], BRASS, 0.01)
    pen.draw_line([(x + 0.066, y - 0.006), (x + 0.068, y + 0.018)], BRASS, 0.01)
    pen.fill(oval(x - 0.006, y, 0.02), BRASS)
    return (x, y)


def _axe(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(polygon([(x - 0.008, y + 0.1), (x + 0.01, y + 0.1), (x + 0.03, y - 0.2), (x + 0.012, y - 0.2)]), WOOD)
    pen.fill(
        smooth(
            [
                (x + 0.02, y - 0.2),
                (x + 0.1, y - 0.215),
                (x + 0.11, y - 0.16),
                (x + 0.094, y - 0.12),
                (x + 0.02, y - 0.155),
            ]
        ),
        (160, 164, 166),
    )
    return (x, y)


def _umbrella(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.draw_line([(x, y + 0.03), (x - 0.005, y - 0.42)], (70, 58, 52), 0.01)
    top = y - 0.45
    points = [
        (x - 0.26, top + 0.16),
        (x - 0.2, top + 0.03),
        (x, top - 0.05),
        (x + 0.2, top + 0.03),
        (x + 0.26, top + 0.16),
        (x + 0.13, top + 0.11),
        (x, top + 0.14),
        (x - 0.13, top + 0.11),
    ]
    pen.fill(smooth(points), (70, 64, 82))
    return (x, y)


def _knife(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.fill(polygon([(x, y - 0.012), (x + 0.13, y - 0.03), (x + 0.16, y - 0.016), (x, y + 0.012)]), (196, 200, 202))
    return (x, y)


def _flower(pen: Cutter, x: float, y: float, _swing: float) -> XY:
    pen.draw_line([(x, y + 0.02), (x + 0.02, y - 0.1)], (84, 112, 70), 0.008)
    for k in range(5):
        a = k / 5 * math.tau
        pen.fill(oval(x + 0.02 + math.cos(a) * 0.02, y - 0.11 + math.sin(a) * 0.02, 0.016), (206, 90, 90), rim=0.5)
    pen.fill(oval(x + 0.02, y - 0.11, 0.011), (232, 184, 84), rim=0.0)
    return (x, y)


HOLDINGS: Final[dict[str, Callable[[Cutter, float, float, float], XY]]] = {
    "lantern": _lantern,
    "stick": _stick,
    "letter": _letter,
    "book": _book,
    "rope": _rope,
    "telescope": _telescope,
    "oar": _oar,
    "cup": _cup,
    "bag": _bag,
    "key": _key,
    "axe": _axe,
    "umbrella": _umbrella,
    "knife": _knife,
    "flower": _flower,
}
