"""A puppet's skeleton: joints solved from a posture, in the puppet's own space (puppet.py)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import skia

from generators.papertheatre.figures.posture import Posture
from generators.papertheatre.figures.wardrobe import Person

THIGH: Final = 0.238
SHIN: Final = 0.228
UPPER: Final = 0.158
FORE: Final = 0.142
TRUNK: Final = 0.315  # hip to shoulder
XY = tuple[float, float]


@dataclass(frozen=True)
class Joints:
    """Where the joints are, in the puppet's space."""

    hip: XY
    shoulder: XY
    neck: XY
    near_arm: tuple[XY, XY, XY]
    far_arm: tuple[XY, XY, XY]
    near_leg: tuple[XY, XY, XY]
    far_leg: tuple[XY, XY, XY]
    lean: float


def _down(at: XY, angle: float, length: float) -> XY:
    a = math.radians(angle)
    return (at[0] + math.sin(a) * length, at[1] + math.cos(a) * length)


def solved(pose: Posture, person: Person) -> Joints:
    """The joints of a posture; the lowest foot stands on the floor."""
    legs = []
    for hip, knee in (pose.near_leg, pose.far_leg):
        a = _down((0, 0), hip, THIGH)
        legs.append(((0.0, 0.0), a, _down(a, hip - knee, SHIN)))
    low = max(max(k[1] for k in leg) for leg in legs) + 0.028
    up = (0.0, -low)
    lean = pose.lean + person.stoop * 0.5
    shoulder = _down(up, 180 - lean, TRUNK)
    neck = _down(shoulder, 180 - lean - person.stoop, 0.045)

    def shifted(leg: tuple[XY, ...]) -> tuple[XY, XY, XY]:
        a, b, c = ((x, y - low) for x, y in leg)
        return (a, b, c)

    def arm(joint: tuple[float, float], side: float) -> tuple[XY, XY, XY]:
        root = (shoulder[0] + side * 0.012, shoulder[1] + 0.028)
        elbow = _down(root, joint[0] - lean * 0.4, UPPER)
        return (root, elbow, _down(elbow, joint[0] + joint[1] - lean * 0.4, FORE))

    return Joints(up, shoulder, neck, arm(pose.near, -1), arm(pose.far, 1), shifted(legs[0]), shifted(legs[1]), lean)


def capsule(a: XY, b: XY, ra: float, rb: float) -> Any:
    """A tapered limb with round ends."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy) or 1e-6
    ux, uy = dx / length, dy / length
    nx, ny = -uy, ux
    p = skia.Path()
    p.moveTo(a[0] + nx * ra, a[1] + ny * ra)
    p.lineTo(b[0] + nx * rb, b[1] + ny * rb)
    k = 1.33 * rb
    p.cubicTo(
        b[0] + nx * rb + ux * k,
        b[1] + ny * rb + uy * k,
        b[0] - nx * rb + ux * k,
        b[1] - ny * rb + uy * k,
        b[0] - nx * rb,
        b[1] - ny * rb,
    )
    p.lineTo(a[0] - nx * ra, a[1] - ny * ra)
    k = 1.33 * ra
    p.cubicTo(
        a[0] - nx * ra - ux * k,
        a[1] - ny * ra - uy * k,
        a[0] + nx * ra - ux * k,
        a[1] + ny * ra - uy * k,
        a[0] + nx * ra,
        a[1] + ny * ra,
    )
    p.close()
    return p
