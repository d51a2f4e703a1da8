"""A puppet's skeleton: joints solved from a posture, in the puppet's own space (puppet.py)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.figures.person import Build
from generators.papertheatre.figures.posture import Posture

XY = tuple[float, float]
Limb = tuple[XY, XY, XY]
HEEL: Final = 0.32  # share of the foot behind the ankle
SEAT: Final = 0.056  # how far the seat is below the hips: one cannot sit lower than on the floor
SPREAD: Final = 0.5  # how far a body in three-quarter view shows its width, 1 is from the front


@dataclass(frozen=True)
class Joints:
    """Where the joints are, in the puppet's space; y runs down."""

    hip: XY
    waist: XY
    shoulder: XY  # the root of the neck
    neck: XY  # where the head turns
    near_arm: Limb
    far_arm: Limb
    near_leg: Limb
    far_leg: Limb
    lean: float  # degrees, of the lower trunk
    upper: float  # degrees, of the upper trunk

    def on(self, share: float, side: float) -> XY:
        """A point of the trunk: share 0 at the hip, 1 at the neck's root; `side` in front of its middle."""
        if share <= 0.5:
            (ax, ay), (bx, by), k, angle = self.hip, self.waist, share * 2, self.lean
        else:
            (ax, ay), (bx, by), k, angle = self.waist, self.shoulder, share * 2 - 1, self.upper
        a = math.radians(angle)
        return (ax + (bx - ax) * k + math.cos(a) * side, ay + (by - ay) * k + math.sin(a) * side)


def towards(at: XY, angle: float, length: float) -> XY:
    """The point `length` from `at`; 0 degrees is down, 90 ahead."""
    a = math.radians(angle)
    return (at[0] + math.sin(a) * length, at[1] + math.cos(a) * length)


def solved(pose: Posture, b: Build, stoop: float = 0.0) -> Joints:
    """The joints of a posture; the lowest foot, knee or seat is on the floor."""
    near, far = _leg(pose.near_leg, pose.near_knee, b), _leg(pose.far_leg, pose.far_knee, b)
    low = max(_lowest(near, pose.near_foot, b), _lowest(far, pose.far_foot, b), SEAT)
    hip = (pose.shift, -low - pose.lift + pose.bob)
    lean = pose.lean + stoop * 0.3
    upper = lean + pose.bend + stoop * 0.7
    waist = towards(hip, 180 - lean, b.trunk * 0.5)
    shoulder = towards(waist, 180 - upper, b.trunk * 0.5)
    neck = towards(shoulder, 180 - upper - stoop * 0.5 - 4, b.neck * 0.9)
    wide = b.shoulder * SPREAD
    a = math.radians(upper)

    def arm(side: float, root: float, elbow: float) -> Limb:
        start = (shoulder[0] + math.cos(a) * side - math.sin(a) * -0.03, shoulder[1] + math.sin(a) * side + 0.03)
        bent = towards(start, root - upper * 0.35, b.upper)
        return (start, bent, towards(bent, root + elbow - upper * 0.35, b.fore))

    spread = b.hips * 0.22
    return Joints(
        hip,
        waist,
        shoulder,
        neck,
        arm(-wide, pose.near_arm, pose.near_elbow),
        arm(wide * 0.9, pose.far_arm, pose.far_elbow),
        _moved(near, hip[0] - spread, hip[1]),
        _moved(far, hip[0] + spread, hip[1]),
        lean,
        upper,
    )


def _leg(hip: float, knee: float, b: Build) -> Limb:
    bent = towards((0.0, 0.0), hip, b.thigh)
    return ((0.0, 0.0), bent, towards(bent, hip - knee, b.shin))


def _moved(limb: Limb, x: float, y: float) -> Limb:
    p, q, r = limb
    return ((p[0] + x, p[1] + y), (q[0] + x, q[1] + y), (r[0] + x, r[1] + y))


def _lowest(leg: Limb, pitch: float, b: Build) -> float:
    """How far below the hip a leg reaches: heel, toe or knee."""
    a = math.radians(pitch)
    drop = b.ankle * math.cos(a)
    toe, heel = b.foot * (1 - HEEL) * math.sin(a), -b.foot * HEEL * math.sin(a)
    return max(leg[2][1] + drop + max(toe, heel), leg[1][1] + 0.03)


def along(leg: Limb, b: Build, length: float, side: float) -> XY:
    """A point `length` down a leg, `side` in front of it."""
    upper = length <= b.thigh
    start, end = (leg[0], leg[1]) if upper else (leg[1], leg[2])
    whole = b.thigh if upper else b.shin
    part = (length if upper else length - b.thigh) / whole
    dx, dy = (end[0] - start[0]) / whole, (end[1] - start[1]) / whole
    return (start[0] + dx * whole * part + dy * side, start[1] + dy * whole * part - dx * side)
