"""Arms with hands, legs with shoes: cut in one piece each, jointed at elbow, wrist, knee and ankle."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.colour import RGB, scaled
from generators.papertheatre.figures.joints import XY, Limb, along
from generators.papertheatre.figures.outline import Corner, cut, kept, limb
from generators.papertheatre.figures.pen import Pen
from generators.papertheatre.figures.person import Build, Person

Shape = tuple[Corner, ...]

# Hands: (0, 0) is the wrist, y runs to the finger tips at 1, x to the thumb.
RELAXED: Final[Shape] = (
    (-0.2, -0.16), (-0.27, 0.26), (-0.3, 0.5), (-0.22, 0.86), (-0.06, 1.06), (0.1, 0.98), (0.12, 0.74), (0.14, 0.56),
    (0.2, 0.66), (0.32, 0.68), (0.38, 0.54), (0.3, 0.28), (0.22, -0.16),
)  # fmt: skip
FIST: Final[Shape] = (
    (-0.2, -0.16), (-0.3, 0.2), (-0.32, 0.52), (-0.16, 0.66), (0.12, 0.66), (0.3, 0.56), (0.36, 0.3), (0.24, -0.16),
)  # fmt: skip
FLAT: Final[Shape] = (
    (-0.18, -0.16), (-0.24, 0.3), (-0.24, 0.62), (-0.19, 1.0), (-0.06, 1.16), (0.09, 1.1), (0.14, 0.8), (0.16, 0.5),
    (0.3, 0.62), (0.44, 0.6), (0.42, 0.44), (0.26, 0.14), (0.2, -0.16),
)  # fmt: skip
POINTING: Final[Shape] = (
    (-0.2, -0.16), (-0.3, 0.22), (-0.3, 0.52), (-0.16, 0.64), (-0.02, 0.6), (0.0, 0.9), (0.05, 1.22), (0.14, 1.2),
    (0.18, 0.9), (0.22, 0.56), (0.36, 0.48), (0.34, 0.26), (0.22, -0.16),
)  # fmt: skip
# Shoes: (0, 0) is the ankle, the sole at 0.35, the toe at 0.68; the unit is the foot's length.
SHOE: Final[Shape] = (
    (-0.19, -0.2), (-0.3, 0.02), (-0.34, 0.35, 1), (-0.08, 0.35, 1), (-0.04, 0.29, 1), (0.2, 0.31), (0.3, 0.35, 1),
    (0.64, 0.35, 1), (0.71, 0.26), (0.6, 0.13), (0.36, 0.04), (0.2, -0.2),
)  # fmt: skip
HEEL: Final[Shape] = (
    (-0.16, -0.16), (-0.28, -0.02), (-0.3, 0.12), (-0.26, 0.35, 1), (-0.18, 0.35, 1), (-0.14, 0.16), (0.1, 0.3),
    (0.66, 0.35, 1), (0.7, 0.28), (0.44, 0.14), (0.18, 0.0), (0.14, -0.16),
)  # fmt: skip
BARE: Final[Shape] = (
    (-0.16, -0.24), (-0.26, 0.04), (-0.31, 0.24), (-0.26, 0.35), (0.0, 0.31), (0.3, 0.35), (0.62, 0.35), (0.68, 0.28),
    (0.6, 0.2), (0.36, 0.1), (0.2, -0.04), (0.17, -0.24),
)  # fmt: skip
LEAD: Final[Shape] = (
    (-0.3, -0.24), (-0.42, 0.1), (-0.44, 0.35, 1), (0.76, 0.35, 1), (0.8, 0.16), (0.6, 0.0), (0.3, -0.06), (0.3, -0.24),
)  # fmt: skip
SHOES: Final[dict[str, Shape]] = {"shoes": SHOE, "boots": SHOE, "heels": HEEL, "bare": BARE, "lead": LEAD}


@dataclass(frozen=True)
class Sleeve:
    """How an arm is dressed. Half widths are shares of a bare arm's."""

    colour: RGB
    wide: float = 1.0  # at the shoulder
    cuff: float = 1.0  # at the wrist
    long: float = 1.0  # share of the forearm that is covered; 0 ends at the elbow
    band: RGB | None = None  # a cuff of another paper


def hand_shape(grip: float) -> Shape:
    if grip > 1.5:
        return POINTING
    if grip > 0.5:
        return FIST
    return FLAT if grip < -0.5 else RELAXED


def draw_arm(pen: Pen, arm: Limb, b: Build, sleeve: Sleeve, skin: RGB, grip: float, wrist: float) -> None:
    """Hand, forearm, upper arm: each over the one before."""
    root, elbow, hand = arm
    t = b.limb
    angle = math.degrees(math.atan2(hand[0] - elbow[0], hand[1] - elbow[1]))
    with pen.space(*hand, -(angle + wrist), b.hand):
        pen.fill(kept(hand_shape(grip)), skin, rim=0.95)
        if pen.fine(34):
            _draw_fingers(pen, grip, scaled(skin, 0.72))
    if sleeve.long < 1:
        pen.fill(limb(elbow, hand, 0.0225 * t, 0.0165 * t), skin, rim=0.8)
    if sleeve.long > 0:
        end = (elbow[0] + (hand[0] - elbow[0]) * sleeve.long, elbow[1] + (hand[1] - elbow[1]) * sleeve.long)
        pen.fill(_tube(elbow, end, 0.0268 * t * sleeve.wide, 0.0205 * t * sleeve.cuff), sleeve.colour)
        if sleeve.band is not None:
            start = (end[0] - (end[0] - elbow[0]) * 0.13, end[1] - (end[1] - elbow[1]) * 0.13)
            pen.fill(_tube(start, end, 0.0235 * t * sleeve.cuff, 0.0225 * t * sleeve.cuff), sleeve.band, rim=0.6)
    pen.fill(limb(root, elbow, 0.037 * t * sleeve.wide, 0.0285 * t * sleeve.wide), sleeve.colour)


def _tube(a: XY, b: XY, ra: float, rb: float) -> object:
    """A sleeve: round at the elbow, cut straight at the cuff."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1e-6
    ux, uy = dx / length, dy / length
    nx, ny = -uy, ux
    return cut(
        [
            (b[0] - nx * rb, b[1] - ny * rb, 1),
            (a[0] - nx * ra, a[1] - ny * ra),
            (a[0] - nx * ra * 0.8 - ux * ra * 1.5, a[1] - ny * ra * 0.8 - uy * ra * 1.5),
            (a[0] + nx * ra * 0.8 - ux * ra * 1.5, a[1] + ny * ra * 0.8 - uy * ra * 1.5),
            (a[0] + nx * ra, a[1] + ny * ra),
            (b[0] + nx * rb, b[1] + ny * rb, 1),
        ]
    )


def _draw_fingers(pen: Pen, grip: float, tone: RGB) -> None:
    if grip > 0.5:
        for k in (0.28, 0.42, 0.54):
            pen.line([(-0.26, k), (0.04, k + 0.02)], tone, 0.03)
        return
    for x in (-0.16, -0.06, 0.04):
        pen.line([(x * 1.1, 0.55), (x * 0.7 - 0.02, 0.9)], tone, 0.03)


def draw_leg(pen: Pen, leg: Limb, pitch: float, b: Build, person: Person, share: float) -> None:
    """Shoe, shin, thigh; `share` darkens the far one."""
    hip, knee, foot = leg
    t = b.limb
    cloth, skin = scaled(person.trousers, share), scaled(person.skin, share)
    shoe = skin if person.shoes == "bare" else scaled(person.shoe_colour, share)
    covered = person.legs == "trousers"
    with pen.space(*foot, pitch, b.foot):
        pen.fill(kept(SHOES.get(person.shoes, SHOE)), shoe)
        if person.shoes == "bare" and pen.fine(40):
            pen.line([(0.5, 0.22), (0.56, 0.3)], scaled(skin, 0.7), 0.03)
    lower = cloth if covered or person.legs == "stockings" else skin
    wide = 1.0 if covered else 0.84
    if person.shoes == "bare" and covered:
        pen.fill(limb(along(leg, b, b.thigh + b.shin * 0.7, 0), foot, 0.022 * t, 0.018 * t), skin, rim=0.8)
        end = along(leg, b, b.thigh + b.shin * 0.8, 0)
        pen.fill(_tube(knee, end, 0.0365 * t, 0.034 * t), lower)
    else:
        pen.fill(limb(knee, foot, 0.0365 * t * wide, 0.025 * t * wide), lower)
        if not covered:
            calf = along(leg, b, b.thigh + b.shin * 0.3, -0.008 * t)
            pen.fill(limb(calf, foot, 0.03 * t, 0.015 * t), lower, rim=0.0)
    if person.shoes in ("boots", "lead"):
        top = along(leg, b, b.thigh + b.shin * 0.42, 0)
        pen.fill(limb(foot, top, 0.025 * t, 0.036 * t), shoe)
        if pen.fine(160):
            pen.line(
                [along(leg, b, b.thigh + b.shin * 0.44, s) for s in (-0.034 * t, 0.034 * t)], scaled(shoe, 1.5), 0.01
            )
    pen.fill(limb(hip, knee, 0.056 * t, 0.0395 * t), cloth if person.legs != "bare" else skin)
    if person.legs == "shorts":
        pen.fill(_tube(hip, along(leg, b, b.thigh * 0.86, 0), 0.058 * t, 0.054 * t), cloth)
