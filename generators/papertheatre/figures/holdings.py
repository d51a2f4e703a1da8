"""What puppets hold in their near hand, in the puppet's space."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.figures.air import Air
from generators.papertheatre.figures.implements import BRASS, IMPLEMENTS, IRON, LEATHER, WOOD
from generators.papertheatre.figures.joints import Limb, towards
from generators.papertheatre.figures.outline import cut, ribbon
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.shapes import oval, polygon, rect

XY = tuple[float, float]
PAGE: Final[RGB] = (238, 228, 204)
TOOLS: Final = {  # what turns with the forearm, and the forearm's angle that it is drawn for
    "axe": 74.0, "hammer": 74.0, "sword": 66.0, "knife": 84.0, "gun": 88.0, "bottle": 100.0, "cup": 108.0,
    "violin": 96.0, "flag": 100.0,
    "key": 90.0,
}  # fmt: skip
LIGHTS: Final = frozenset({"lantern", "torch", "candle"})


def draw_holding(pen: Pen, prop: str, arm: Limb, air: Air) -> XY:
    """Draw `prop` in the hand at the arm's end; returns the point where its light would be."""
    draw = HOLDINGS.get(prop)
    x, y = arm[2]
    if draw is None:
        return (x, y)
    angle = math.degrees(math.atan2(x - arm[1][0], y - arm[1][1]))
    if prop not in TOOLS:
        return draw(pen, x, y + 0.02, air)
    with pen.space(x, y, TOOLS[prop] - angle):
        draw(pen, 0.0, 0.0, air)
    return (x, y)


def _lantern(pen: Pen, x: float, y: float, air: Air) -> XY:
    end = air.loose((x, y), 0.085, 2, 0.35)[-1]
    cx, cy = end
    for side in (-1, 1):
        pen.line([(x, y), (cx + side * 0.03, cy - 0.045), (cx + side * 0.031, cy - 0.03)], IRON, 0.006)
    pen.fill(rect(cx - 0.026, cy - 0.034, 0.052, 0.07, 0.008), (255, 232, 170))
    pen.fill(oval(cx, cy + 0.004, 0.011, 0.02), (255, 252, 236), rim=0.0)
    pen.fill(
        polygon(
            [(cx - 0.036, cy - 0.032), (cx - 0.014, cy - 0.058), (cx + 0.014, cy - 0.058), (cx + 0.036, cy - 0.032)]
        ),
        IRON,
    )
    pen.fill(rect(cx - 0.036, cy + 0.034, 0.072, 0.016, 0.004), IRON)
    for dx in (-0.026, 0.0, 0.026):
        pen.line([(cx + dx, cy - 0.03), (cx + dx, cy + 0.034)], IRON, 0.005)
    return (cx, cy)


def _flame(pen: Pen, x: float, y: float, size: float, air: Air) -> XY:
    lean = -0.5 * size * air.blow + 0.12 * size * air.sway(2.6)
    for k, tone in ((1.0, (246, 140, 56)), (0.68, (255, 196, 92)), (0.36, (255, 244, 196))):
        pen.fill(
            cut([(x - size * 0.34 * k, y), (x - size * 0.3 * k, y - size * 0.5 * k), (x + lean * k, y - size * 1.2 * k,
            1),
                 (x + size * 0.32 * k, y - size * 0.46 * k), (x + size * 0.34 * k, y)]), tone, rim=0.0,
        )  # fmt: skip
    return (x, y - size * 0.4)


def _torch(pen: Pen, x: float, y: float, air: Air) -> XY:
    pen.fill(polygon([(x - 0.012, y + 0.1), (x + 0.008, y + 0.1), (x + 0.022, y - 0.13), (x - 0.008, y - 0.13)]), WOOD)
    return _flame(pen, x + 0.007, y - 0.125, 0.085, air)


def _candle(pen: Pen, x: float, y: float, air: Air) -> XY:
    pen.fill(rect(x - 0.03, y - 0.006, 0.062, 0.014, 0.006), BRASS)
    pen.fill(rect(x - 0.011, y - 0.085, 0.022, 0.08, 0.004), (240, 230, 206))
    return _flame(pen, x, y - 0.086, 0.034, air)


def _stick(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(polygon([(x - 0.009, y - 0.05), (x + 0.01, y - 0.05), (x + 0.045, 0.0), (x + 0.034, 0.0)]), WOOD)
    pen.fill(
        ribbon(
            [(x + 0.004, y - 0.045), (x - 0.006, y - 0.07), (x - 0.036, y - 0.072), (x - 0.05, y - 0.05)], 0.009, 0.008
        ),
        WOOD,
    )
    return (x, y)


def _letter(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(
        polygon([(x - 0.004, y - 0.085), (x + 0.085, y - 0.1), (x + 0.095, y - 0.0), (x + 0.006, y + 0.012)]), PAGE
    )
    for k in range(3):
        pen.line([(x + 0.014, y - 0.066 + k * 0.022), (x + 0.076, y - 0.078 + k * 0.022)], (140, 124, 108), 0.004)
    return (x, y)


def _book(pen: Pen, x: float, y: float, _air: Air) -> XY:
    cover = [(-0.05, -0.055), (0.02, -0.02), (0.095, -0.065), (0.095, -0.032), (0.02, 0.014), (-0.05, -0.022)]
    pages = [(-0.045, -0.066), (0.02, -0.034), (0.09, -0.076), (0.09, -0.054), (0.02, -0.01), (-0.045, -0.044)]
    pen.fill(polygon([(x + u, y + v) for u, v in cover]), (136, 62, 52))
    pen.fill(polygon([(x + u, y + v) for u, v in pages]), PAGE)
    return (x, y)


def _cup(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.line([(x + 0.036, y - 0.035), (x + 0.06, y - 0.02), (x + 0.034, y - 0.005)], (214, 204, 184), 0.008)
    pen.fill(
        polygon([(x - 0.014, y - 0.048), (x + 0.042, y - 0.048), (x + 0.035, y + 0.01), (x - 0.008, y + 0.01)]),
        (226, 216, 194),
    )
    return (x, y)


def _bottle(pen: Pen, x: float, y: float, _air: Air) -> XY:
    points = [(-0.022, 0.05, 1), (-0.024, -0.03), (-0.009, -0.07), (-0.009, -0.11, 1), (0.011, -0.11, 1), (0.011,
    -0.07), (0.026, -0.03),
              (0.024, 0.05, 1)]  # fmt: skip
    pen.fill(cut([(x + u, y + v, *rest) for u, v, *rest in points]), (74, 110, 84))
    pen.fill(rect(x - 0.019, y - 0.02, 0.04, 0.04), PAGE, rim=0.0)
    return (x, y)


def _bread(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(oval(x + 0.02, y - 0.018, 0.05, 0.028), (202, 146, 84))
    for k in (-0.02, 0.015, 0.05):
        pen.line([(x + k, y - 0.035), (x + k + 0.012, y - 0.01)], (166, 108, 58), 0.005)
    return (x, y)


def _bag(pen: Pen, x: float, y: float, air: Air) -> XY:
    cx, cy = air.loose((x, y), 0.06, 2, 0.25)[-1]
    pen.line([(cx - 0.04, cy), (x, y), (cx + 0.045, cy)], (84, 58, 44), 0.01)
    pen.fill(
        cut([(cx - 0.075, cy - 0.015, 1), (cx + 0.075, cy - 0.015, 1), (cx + 0.095, cy + 0.1), (cx - 0.095, cy + 0.1)]),
        LEATHER,
    )
    pen.line([(cx - 0.07, cy + 0.02), (cx, cy + 0.035), (cx + 0.07, cy + 0.02)], scaled(LEATHER, 0.6), 0.007)
    return (x, y)


def _suitcase(pen: Pen, x: float, y: float, air: Air) -> XY:
    cx, cy = air.loose((x, y), 0.03, 1, 0.2)[-1]
    pen.line(
        [(cx - 0.03, cy + 0.01), (cx - 0.03, cy - 0.02), (cx + 0.03, cy - 0.02), (cx + 0.03, cy + 0.01)],
        (74, 52, 42),
        0.01,
    )
    pen.fill(rect(cx - 0.1, cy + 0.008, 0.2, 0.135, 0.012), LEATHER)
    for dx in (-0.06, 0.05):
        pen.fill(rect(cx + dx, cy + 0.008, 0.016, 0.135), scaled(LEATHER, 0.68), rim=0.0)
    return (x, y)


def _basket(pen: Pen, x: float, y: float, air: Air) -> XY:
    cx, cy = air.loose((x, y), 0.075, 2, 0.25)[-1]
    pen.line(
        [(cx - 0.06, cy + 0.01), (cx - 0.04, y + 0.01), (x, y - 0.004), (cx + 0.04, y + 0.01), (cx + 0.06, cy + 0.01)],
        WOOD,
        0.009,
    )
    pen.fill(
        polygon([(cx - 0.07, cy), (cx + 0.07, cy), (cx + 0.054, cy + 0.085), (cx - 0.054, cy + 0.085)]), (184, 142, 88)
    )
    for k in (0.025, 0.052):
        pen.line([(cx - 0.064, cy + k), (cx + 0.064, cy + k)], (132, 96, 58), 0.005)
    return (x, y)


def _key(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.line([(x, y), (x + 0.075, y - 0.008)], BRASS, 0.01)
    pen.line([(x + 0.066, y - 0.006), (x + 0.068, y + 0.018)], BRASS, 0.01)
    pen.fill(oval(x - 0.006, y, 0.02), BRASS)
    return (x, y)


def _umbrella(pen: Pen, x: float, y: float, air: Air) -> XY:
    """Held on the shoulder: the face stays free."""
    tip = towards((x, y), 180 + 16, 0.47)
    tilt = 16 + 5 * air.sway(0.7)
    pen.line([towards((x, y), 196, -0.05), tip], (70, 58, 52), 0.011)
    with pen.space(*tip, -tilt):
        canopy = [(-0.3, 0.13, 1), (-0.25, -0.02), (-0.1, -0.11), (0.0, -0.125), (0.1, -0.11), (0.25, -0.02), (0.3,
        0.13, 1), (0.2, 0.085), (0.1, 0.125, 1),
                  (0.0, 0.08), (-0.1, 0.125, 1), (-0.2, 0.085)]  # fmt: skip
        pen.fill(cut(canopy), (72, 66, 88))
        for k in (-0.1, 0.1):
            pen.line([(0.0, -0.12), (k * 0.8, -0.02), (k, 0.12)], (50, 46, 64), 0.005)
        pen.line([(0.0, -0.12), (0.0, -0.16)], (70, 58, 52), 0.01)
    return (x, y)


def _flower(pen: Pen, x: float, y: float, _air: Air) -> XY:
    for dx, tone in ((-0.03, (232, 196, 110)), (0.02, (206, 90, 90)), (0.065, (226, 150, 150))):
        pen.line([(x, y + 0.03), (x + dx * 0.6, y - 0.06), (x + dx, y - 0.1)], (84, 112, 70), 0.007)
        for k in range(5):
            a = k / 5 * math.tau
            pen.fill(oval(x + dx + math.cos(a) * 0.017, y - 0.11 + math.sin(a) * 0.017, 0.014), tone, rim=0.5)
        pen.fill(oval(x + dx, y - 0.11, 0.009), (250, 226, 150), rim=0.0)
    return (x, y)


def _flag(pen: Pen, x: float, y: float, air: Air) -> XY:
    top = (x + 0.02, y - 0.5)
    pen.fill(ribbon([(x - 0.004, y + 0.1), (x, y), top], 0.008, 0.007), WOOD)
    blow = air.blow if abs(air.blow) > 0.15 else 0.15
    side = -1 if blow > 0 else 1
    upper = [
        (top[0] + side * 0.075 * k, top[1] + 0.01 + 0.016 * air.sway(1.6, -k) + 0.012 * k * (1 - min(1.0, abs(blow))))
        for k in range(5)
    ]
    lower = [(u, v + 0.17) for u, v in reversed(upper)]
    pen.fill(cut([*upper, *lower]), (190, 70, 60))
    return (x, y)


def _pen(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(
        cut(
            [
                (x + 0.02, y + 0.04, 1),
                (x + 0.012, y - 0.02),
                (x - 0.05, y - 0.12, 1),
                (x - 0.01, y - 0.1),
                (x + 0.03, y - 0.02),
            ]
        ),
        (238, 232, 220),
    )
    return (x, y)


def _ball(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(oval(x + 0.012, y + 0.016, 0.032), (178, 172, 160))
    return (x, y)


def _box(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(rect(x - 0.06, y - 0.1, 0.2, 0.15, 0.004), (176, 134, 86))
    pen.line([(x + 0.04, y - 0.1), (x + 0.04, y + 0.05)], (120, 84, 52), 0.008)
    pen.line([(x - 0.06, y - 0.03), (x + 0.14, y - 0.03)], (120, 84, 52), 0.008)
    return (x, y)


def _baby(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(
        cut(
            [
                (x + 0.09, y - 0.06),
                (x + 0.02, y - 0.075),
                (x - 0.1, y - 0.01),
                (x - 0.12, y + 0.035),
                (x + 0.02, y + 0.04),
                (x + 0.1, y),
            ]
        ),
        (226, 216, 200),
    )
    pen.fill(oval(x + 0.082, y - 0.052, 0.04), (236, 196, 166))
    pen.line([(x + 0.072, y - 0.052), (x + 0.082, y - 0.048)], (80, 56, 50), 0.004)
    pen.fill(
        cut(
            [
                (x + 0.12, y - 0.09),
                (x + 0.06, y - 0.1),
                (x + 0.03, y - 0.05),
                (x + 0.06, y - 0.02),
                (x + 0.055, y - 0.06),
            ]
        ),
        (210, 200, 186),
    )
    return (x, y)


def _phone(pen: Pen, x: float, y: float, _air: Air) -> XY:
    pen.fill(
        ribbon([(x - 0.05, y - 0.055), (x - 0.02, y - 0.03), (x + 0.02, y + 0.01), (x + 0.05, y + 0.02)], 0.014, 0.014),
        (52, 48, 52),
    )
    return (x, y)


def _fan(pen: Pen, x: float, y: float, _air: Air) -> XY:
    ribs = [towards((x, y), 110 + 16 * k, 0.13) for k in range(6)]
    pen.fill(polygon([(x, y), *ribs]), (212, 120, 96))
    for rib in ribs[1:-1]:
        pen.line([(x, y), rib], (150, 74, 60), 0.004)
    return (x, y)


def _balloon(pen: Pen, x: float, y: float, air: Air) -> XY:
    lean = -0.16 * air.blow + 0.02 * air.sway()
    for dx, dy, tone in ((-0.07, 0.02, (232, 184, 84)), (0.07, 0.05, (86, 150, 156)), (0.0, -0.03, (200, 76, 66))):
        top = (x + lean + dx, y - 0.46 + dy)
        pen.line([(x, y), (x + lean * 0.4 + dx * 0.5, y - 0.22), top], (90, 80, 76), 0.003)
        pen.fill(oval(top[0], top[1] - 0.06, 0.062, 0.075), tone)
    return (x, y)


def _doll(pen: Pen, x: float, y: float, air: Air) -> XY:
    cx, cy = air.loose((x, y), 0.02, 1, 0.2)[-1]
    for dx in (-0.022, 0.022):
        pen.fill(oval(cx + dx, cy + 0.1, 0.014, 0.03), (166, 118, 76))
        pen.fill(oval(cx + dx * 1.7, cy + 0.045, 0.03, 0.013), (166, 118, 76))
        pen.fill(oval(cx + dx * 0.9, cy - 0.035, 0.013), (166, 118, 76))
    pen.fill(oval(cx, cy + 0.06, 0.034, 0.042), (176, 128, 84))
    pen.fill(oval(cx, cy, 0.03), (180, 132, 88))
    return (x, y)


Drawn = Callable[[Pen, float, float, Air], XY]
HOLDINGS: Final[dict[str, Drawn]] = {
    **IMPLEMENTS,
    "lantern": _lantern, "torch": _torch, "candle": _candle, "stick": _stick, "letter": _letter, "book": _book,
    "cup": _cup, "bottle": _bottle, "bread": _bread, "bag": _bag, "suitcase": _suitcase, "basket": _basket, "key": _key,
    "umbrella": _umbrella, "flower": _flower, "flag": _flag, "pen": _pen, "ball": _ball, "box": _box, "baby": _baby,
    "phone": _phone, "fan": _fan, "balloon": _balloon, "doll": _doll,
}  # fmt: skip
