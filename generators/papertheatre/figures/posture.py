"""How a puppet holds itself at one moment: joint angles, face and height above the floor as plain numbers.

Angles are degrees: an arm or thigh at 0 hangs down, 90 points the way the puppet faces; elbows and knees bend
by their angle.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Posture(NamedTuple):
    """All channels of a puppet. Sums, blends and scores treat them alike."""

    lean: float = 2.0  # of the trunk, forward
    bend: float = 0.0  # of the upper back, forward, on top of the lean
    head: float = 0.0  # nod, > 0 down
    near_arm: float = 4.0  # the arm towards the viewer
    near_elbow: float = 14.0
    near_hand: float = 0.0  # wrist
    far_arm: float = -2.0
    far_elbow: float = 12.0
    far_hand: float = 0.0
    near_leg: float = 4.0
    near_knee: float = 3.0
    near_foot: float = 0.0  # of the sole: > 0 heel up, < 0 toes up
    far_leg: float = -4.0
    far_knee: float = 3.0
    far_foot: float = 0.0
    lie: float = 0.0  # the whole figure tipped: > 0 onto its back
    lift: float = 0.0  # above the floor, figure heights
    shift: float = 0.0  # ahead of its mark, figure heights
    grip: float = 0.0  # near hand: 0 relaxed, 1 a fist, -1 the flat hand, 2 a pointing finger
    mouth: float = 0.0  # 0 closed .. 1 open
    wide: float = 0.0  # lips: -1 round .. 1 wide
    smile: float = 0.0  # -1 the corners down .. 1 up
    brow: float = 0.0  # > 0 raised
    knit: float = 0.0  # > 0 angry, < 0 worried
    lids: float = 0.0  # 0 open .. 1 shut
    gaze: float = 0.0  # -1 behind .. 1 ahead
    glance: float = 0.0  # -1 up .. 1 down
    tears: float = 0.0  # 0..1
    hold: float = 0.0  # 1: the near hand holds something up
    bob: float = 0.0  # of the hips, figure heights, without the feet leaving the floor


CHANNELS: Final = Posture._fields
PAIRS: Final[Mapping[str, tuple[str, ...]]] = {  # short names: a limb's channels in one tuple
    "near": ("near_arm", "near_elbow", "near_hand"),
    "far": ("far_arm", "far_elbow", "far_hand"),
    "nleg": ("near_leg", "near_knee", "near_foot"),
    "fleg": ("far_leg", "far_knee", "far_foot"),
}
Channels = dict[str, float]


def channels(**values: float | tuple[float, ...]) -> Channels:
    """Channels by name; near, far, nleg and fleg take a limb's angles at once."""
    made: Channels = {}
    for name, value in values.items():
        if name in PAIRS:
            angles = value if isinstance(value, tuple) else (value,)
            made.update(zip(PAIRS[name], angles, strict=False))
        elif isinstance(value, tuple):
            made[name] = value[0]
        else:
            made[name] = value
    return made


def posed(base: Posture | None = None, **values: float | tuple[float, ...]) -> Posture:
    """`base` (or standing) with some channels set."""
    return (base or Posture())._replace(**channels(**values))


def blended(a: Posture, b: Posture, share: float) -> Posture:
    """Between two postures: `a` at share 0, `b` at 1."""
    if share >= 1.0:
        return b
    if share <= 0.0:
        return a
    return Posture(*[p + (q - p) * share for p, q in zip(a, b, strict=True)])


def added(base: Posture, **values: float) -> Posture:
    """`base` with something added to some channels."""
    return base._replace(**{name: getattr(base, name) + value for name, value in values.items()})


STANCES: Final[Mapping[str, Posture]] = {
    "stand": Posture(),
    "sit": posed(lean=4, near=(24, 34), far=(18, 44), nleg=(84, 84), fleg=(76, 78)),
    "perch": posed(lean=6, near=(28, 50), far=(22, 52), nleg=(70, 66), fleg=(62, 64)),
    "floor": posed(lean=8, near=(40, 40), far=(34, 46), nleg=(138, 134), fleg=(90, 8, -50), bend=10),
    "kneel": posed(lean=4, near=(20, 34), far=(14, 32), nleg=(78, 82), fleg=(-4, 88, 70)),
    "knees": posed(lean=3, near=(12, 26), far=(8, 24), nleg=(4, 94, 72), fleg=(-4, 88, 70)),
    "crouch": posed(lean=30, bend=14, near=(46, 36), far=(56, 30), nleg=(94, 126, 8), fleg=(72, 126, 30), head=-26),
    "crawl": posed(lean=78, bend=8, head=-54, near=(84, 4, -80), far=(74, 10, -80), nleg=(8, 98, 78),
                   fleg=(-12, 84, 78)),
    "lie": posed(lie=87, lean=0, near=(6, 12), far=(10, 14), nleg=(8, 12, 40), fleg=(-2, 4, 50), head=4, glance=-0.3),
    "prone": posed(lie=-84, lean=0, near=(150, 40), far=(140, 60), nleg=(4, 8, 60), fleg=(-8, 6, 60), head=-24),
    "row": posed(lean=8, near=(62, 30), far=(56, 30), nleg=(74, 54), fleg=(66, 52)),
    "swim": posed(lie=-72, lean=0, head=-50, near=(150, 10), far=(60, 30), nleg=(8, 14, 60), fleg=(-12, 14, 60)),
    "hang": posed(lean=0, near=(150, 30), far=(165, 20), nleg=(40, 60), fleg=(6, 14)),
    "float": posed(lean=6, near=(34, 40), far=(28, 44), nleg=(-6, 24, 50), fleg=(-16, 30, 54), lift=0.06),
}  # fmt: skip
LOW: Final = frozenset({"sit", "perch", "floor", "kneel", "knees", "crouch", "crawl", "lie", "prone", "row", "swim"})
