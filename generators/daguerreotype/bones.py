"""Where a body's bones are, worked out from the numbers of its posture: points near them are what a body looks like.

The paper theatre's own skeleton (papertheatre/figures/joints.py) in one tensor, with the lengths of a grown person or a
child; what somebody's papers make of it, the painter has to learn.
"""

from __future__ import annotations

from typing import Final

import torch

from generators.papertheatre.figures.joints import HEEL, SEAT, SPREAD
from generators.papertheatre.figures.posture import CHANNELS
from generators.papertheatre.figures.tailoring import FLAT

BONES: Final = 13  # lower and upper trunk, head, two of each arm and leg, two feet
GROWN: Final = 0.95  # height from which somebody is a grown person
CHILD: Final = 0.4  # how much smaller the smallest child is
SMALL: Final = 0.85  # below this somebody is a child, and no short person
ANKLE: Final = 0.034


def _down(angle: torch.Tensor) -> torch.Tensor:
    """Directions (..., 2) of angles in degrees: 0 is down, 90 ahead."""
    a = torch.deg2rad(angle)
    return torch.stack([a.sin(), a.cos()], dim=-1)


def bones(posture: torch.Tensor, height: torch.Tensor) -> torch.Tensor:
    """Ends of all bones of postures (..., len(CHANNELS)), in degrees and heights: (..., BONES, 2 ends, 2).

    In figure heights from the feet, y down, as the puppet's papers have them before they are tipped. `height`: (...,),
    how tall the figure is among others.
    """
    channel = dict(zip(CHANNELS, posture.unbind(-1), strict=True))
    young = ((GROWN - height) / CHILD).clamp(0, 1) * (height < SMALL)
    head = 0.15 + 0.088 * young
    body = 1 - head * 0.93
    leg, trunk, arm = body * (0.585 - 0.045 * young), body * (0.352 + 0.028 * young), body * 0.358
    thigh, shin, half = (leg - ANKLE) * 0.51, (leg - ANKLE) * 0.49, trunk[..., None] / 2
    legs = [_leg(channel, side, thigh, shin) for side in ("near", "far")]
    low = torch.stack([reach for *_, reach in legs]).amax(0).clamp_min(SEAT)
    hip = torch.stack([channel["shift"], channel["bob"] - channel["lift"] - low], dim=-1)
    lean, upper = channel["lean"], channel["lean"] + channel["bend"]
    waist = hip + _down(180 - lean) * half
    shoulder = waist + _down(180 - upper) * half
    neck = shoulder + _down(176 - upper) * (body - leg - trunk)[..., None] * 0.9
    crown = neck + _down(176 - upper - channel["head"]) * head[..., None]
    found = [(hip, waist), (waist, shoulder), (neck, crown)]
    for side, wide in (("near", -1.0), ("far", 0.9)):
        found += _arm(channel, side, shoulder, upper, wide * 0.09 * SPREAD, arm)
    for (knee, ankle, toe, _), wide in zip(legs, (-1, 1), strict=True):
        root = hip + hip.new_tensor([wide * 0.016, 0.0])
        found += [(root, root + knee), (root + knee, root + ankle), (root + ankle, root + toe)]
    return torch.stack([torch.stack(ends, dim=-2) for ends in found], dim=-3)


def _leg(
    channel: dict[str, torch.Tensor], side: str, thigh: torch.Tensor, shin: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Knee, ankle, toe from the hip, and how far below it the leg reaches."""
    root, pitch = channel[f"{side}_leg"], torch.deg2rad(channel[f"{side}_foot"])
    knee = _down(root) * thigh[..., None]
    ankle = knee + _down(root - channel[f"{side}_knee"]) * shin[..., None]
    long = 0.1 * (1 - HEEL)
    toe = ankle + torch.stack([long * pitch.cos(), ANKLE + long * pitch.sin()], dim=-1)
    drop = ANKLE * pitch.cos() + torch.maximum(long * pitch.sin(), -0.1 * HEEL * pitch.sin())
    return knee, ankle, toe, torch.maximum(ankle[..., 1] + drop, knee[..., 1] + 0.03)


def _arm(
    channel: dict[str, torch.Tensor],
    side: str,
    shoulder: torch.Tensor,
    upper: torch.Tensor,
    wide: float,
    arm: torch.Tensor,
) -> list[tuple[torch.Tensor, torch.Tensor]]:
    a = torch.deg2rad(upper)
    start = shoulder + torch.stack([a.cos() * wide + a.sin() * 0.03, a.sin() * wide + 0.03], dim=-1)
    root = channel[f"{side}_arm"] - upper * 0.35
    bent = start + _down(root) * arm[..., None] * 0.51
    return [(start, bent), (bent, bent + _down(root + channel[f"{side}_elbow"]) * arm[..., None] * 0.56)]


def untipped(points: torch.Tensor, lie: torch.Tensor) -> torch.Tensor:
    """Points (..., points, 2) on the papers of somebody who lies (degrees, (...,)) as if they were upright."""
    a = torch.deg2rad(lie)[..., None]
    x, y = points[..., 0], points[..., 1] + FLAT * a.sin().abs()
    return torch.stack([x * a.cos() - y * a.sin(), x * a.sin() + y * a.cos()], dim=-1)


def beside(points: torch.Tensor, ends: torch.Tensor) -> torch.Tensor:
    """Points (figures, points, 2) as bones (figures, BONES, 2, 2) have them: (figures, points, BONES, 3).

    How far along, in lengths of the bone; how far to one side, and how far from it at all, in tenths of a height.
    """
    start, way = ends[:, None, :, 0], ends[:, None, :, 1] - ends[:, None, :, 0]
    long = way.square().sum(-1).clamp_min(1e-4)
    away = points[:, :, None] - start
    along = (away * way).sum(-1) / long
    aside = (away[..., 0] * way[..., 1] - away[..., 1] * way[..., 0]) / long.sqrt()
    off = (away - way * along.clamp(0, 1)[..., None]).square().sum(-1).clamp_min(1e-8).sqrt()
    return torch.stack([along, aside * 10, off * 10], dim=-1)
