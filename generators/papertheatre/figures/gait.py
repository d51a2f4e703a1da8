"""Ways of getting along: legs that plant, roll from heel to toe and push off, as functions of the way already gone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from generators.papertheatre.figures.joints import HEEL, solved
from generators.papertheatre.figures.person import Build
from generators.papertheatre.figures.posture import STANCES, Channels, Posture, posed


@dataclass(frozen=True)
class Gait:
    """One way of walking. Lengths are figure heights, angles degrees."""

    cycle: float  # way of two steps
    speed: float  # figure heights a second, unhurried
    duty: float = 0.6  # share of a cycle that a foot stays on the floor
    lift: float = 0.05  # of the swinging foot
    bounce: float = 0.011  # of the hips, up and down
    crouch: float = 0.0  # how much lower the hips stay
    lean: float = 3.0
    arms: float = 22.0  # swing
    elbow: float = 12.0
    heel: float = 46.0  # how far the heel comes up as the foot pushes off
    roll: float = 0.0  # the trunk's sway from side to side
    limp: float = 0.0  # how much shorter the far leg stays on the floor


GAITS: Final[dict[str, Gait]] = {
    "walk": Gait(0.78, 0.55),
    "stroll": Gait(0.68, 0.36, lean=0, arms=16, bounce=0.009),
    "march": Gait(0.86, 0.66, lift=0.08, lean=-1, arms=38, elbow=4, bounce=0.014),
    "creep": Gait(0.5, 0.22, lift=0.12, lean=16, arms=8, elbow=70, crouch=0.05, bounce=0.004, heel=66),
    "shuffle": Gait(0.44, 0.22, lift=0.012, lean=9, arms=7, elbow=26, heel=16, bounce=0.004),
    "limp": Gait(0.56, 0.3, lean=8, arms=12, limp=0.2, roll=3, bounce=0.016),
    "stagger": Gait(0.6, 0.34, lean=8, arms=30, elbow=26, roll=9, lift=0.06),
    "run": Gait(1.42, 1.35, duty=0.36, lift=0.16, lean=15, arms=46, elbow=88, bounce=0.028, heel=76),
    "skip": Gait(0.96, 0.8, duty=0.44, lift=0.13, lean=2, arms=40, elbow=40, bounce=0.034),
    "climb": Gait(0.54, 0.3, duty=0.62, lift=0.11, lean=15, arms=14, elbow=26, bounce=0.012),
    "ladder": Gait(0.42, 0.2),
    "crawl": Gait(0.4, 0.16),
    "swim": Gait(0.9, 0.4),
    "fly": Gait(1.6, 1.2),
}  # fmt: skip


def gone(gait: str, way: float, build: Build, amount: float = 1.0, slope: float = 0.0) -> Posture:
    """The posture after `way` figure heights; `amount` 0..1 fades to standing, `slope` is the floor's rise ahead."""
    made = GAITS[gait]
    phase = way / made.cycle
    if gait == "crawl":
        return _crawling(phase)
    if gait == "ladder":
        return _hand_over_hand(phase)
    if gait == "swim":
        return _swimming(phase)
    if gait == "fly":
        return _flying(phase)
    return _striding(made, phase, build, amount, slope)


def bent(x: float, y: float, b: Build) -> tuple[float, float]:
    """(hip, knee) degrees that bring the ankle to (x ahead, y below the hip)."""
    d = max(0.05, min(math.hypot(x, y), (b.thigh + b.shin) * 0.9995))
    at_hip = (b.thigh**2 + d**2 - b.shin**2) / (2 * b.thigh * d)
    at_knee = (b.thigh**2 + b.shin**2 - d**2) / (2 * b.thigh * b.shin)
    raised = math.acos(max(-1.0, min(1.0, at_hip)))
    knee = math.pi - math.acos(max(-1.0, min(1.0, at_knee)))
    return (math.degrees(math.atan2(x, y) + raised), math.degrees(knee))


def _striding(g: Gait, phase: float, b: Build, amount: float, slope: float) -> Posture:
    turn = 2 * math.pi * phase
    high = (b.thigh + b.shin) * (0.972 - 0.006 * (1 - amount)) - g.crouch * amount
    high += g.bounce * amount * math.cos(2 * (turn - math.pi * g.duty)) + b.ankle
    near = _foot(g, phase % 1.0, g.duty, b, amount, slope, high)
    far = _foot(g, (phase + 0.5) % 1.0, g.duty - g.limp * 0.5, b, amount, slope, high)
    swing = g.arms * amount * math.cos(turn - 0.2)
    pump = 0.35 * abs(swing)
    pose = posed(
        lean=2 + (g.lean - 2) * amount + g.roll * amount * math.sin(turn) + 1.2 * amount * math.cos(2 * turn),
        head=-0.4 * g.lean * amount - 1.4 * amount * math.cos(2 * turn + 0.6),
        near=(2 - swing, 10 + (g.elbow - 10) * amount + max(0.0, -swing) * 0.5 + pump),
        far=(2 + swing, 10 + (g.elbow - 10) * amount + max(0.0, swing) * 0.5 + pump),
        nleg=near,
        fleg=far,
    )
    grounded = -solved(pose, b).hip[1]
    return pose._replace(lift=high - grounded)


def _foot(
    g: Gait, phase: float, duty: float, b: Build, amount: float, slope: float, high: float
) -> tuple[float, float, float]:
    """(hip, knee, sole) of a leg at its own phase: on the floor first, then swinging through."""
    reach = duty * g.cycle / 2 * amount
    toe, heel = b.foot * (1 - HEEL), b.foot * HEEL
    strike, push = -20.0 * amount, g.heel * amount
    if phase < duty:
        s = phase / duty
        x, up = reach * (1 - 2 * s), 0.0
        pitch = strike * max(0.0, 1 - s / 0.16) + push * max(0.0, (s - 0.58) / 0.42) ** 1.6
    else:
        u = (phase - duty) / (1 - duty)
        eased = u * u * (3 - 2 * u)
        x = reach * (2 * eased - 1)
        up = g.lift * amount * math.sin(math.pi * u) ** 1.2
        pitch = push * (1 - u) ** 2 * (1 + u) + strike * u * u
    p = math.radians(pitch)
    if pitch > 0:
        up += toe * math.sin(p)
        x += toe * (1 - math.cos(p))
    else:
        up += -heel * math.sin(p)
    rise = slope * x if phase < duty else slope * x + max(0.0, slope) * 0.02 * amount
    hip, knee = bent(x, high - b.ankle - up - rise, b)
    return (hip, knee, pitch)


def _crawling(phase: float) -> Posture:
    a = 2 * math.pi * phase
    s, c = math.sin(a), math.cos(a)
    base = STANCES["crawl"]
    return base._replace(
        near_leg=2 + 17 * s,
        near_knee=92 + 8 * max(0.0, c),
        far_leg=2 - 17 * s,
        far_knee=92 + 8 * max(0.0, -c),
        near_arm=80 - 20 * s,
        near_elbow=4 + 18 * max(0.0, -c),
        far_arm=80 + 20 * s,
        far_elbow=4 + 18 * max(0.0, c),
        lean=base.lean + 1.6 * c,
    )


def _hand_over_hand(phase: float) -> Posture:
    s = math.sin(2 * math.pi * phase)
    near, far = 0.5 + 0.5 * s, 0.5 - 0.5 * s
    return posed(
        lean=5,
        head=-16,
        near=(104 + 46 * near, 52 - 34 * near),
        far=(104 + 46 * far, 52 - 34 * far),
        nleg=(20 + 44 * far, 34 + 54 * far, 10),
        fleg=(20 + 44 * near, 34 + 54 * near, 10),
        grip=1.0,
    )


def _swimming(phase: float) -> Posture:
    """A crawl stroke: each arm goes round once a cycle, the legs beat twice as fast."""
    a = 360 * phase
    beat = 9 * math.sin(4 * math.pi * phase)
    kick: Channels = {"near_leg": 2 + beat, "far_leg": 2 - beat, "near_knee": 10 + beat, "far_knee": 10 - beat}
    return STANCES["swim"]._replace(
        near_arm=180 - a % 360,
        far_arm=180 - (a + 180) % 360,
        near_elbow=14 + 26 * max(0.0, math.sin(math.radians(a))),
        far_elbow=14 + 26 * max(0.0, -math.sin(math.radians(a))),
        **kick,
    )


def _flying(phase: float) -> Posture:
    """Through the air, arms ahead."""
    wave = math.sin(2 * math.pi * phase)
    return STANCES["swim"]._replace(
        lie=-66 + 3 * wave,
        lift=0.5 + 0.03 * wave,
        near_arm=166 + 4 * wave,
        far_arm=150 - 5 * wave,
        near_leg=4 + 4 * wave,
        far_leg=-6 - 4 * wave,
    )
