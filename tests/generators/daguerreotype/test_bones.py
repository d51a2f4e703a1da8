"""The bones: the paper theatre's own skeleton in every stance, and points as bones have them."""

from __future__ import annotations

import math

import pytest
import torch

from generators.daguerreotype.bones import BONES, beside, bones, untipped
from generators.papertheatre.figures.joints import solved
from generators.papertheatre.figures.person import build_of
from generators.papertheatre.figures.posture import STANCES, Posture
from generators.papertheatre.figures.wardrobe import dressed

CLOSE = 0.03  # figure heights


def made(pose: Posture, height: float = 1.0) -> torch.Tensor:
    return bones(torch.tensor([list(pose)]), torch.tensor([height]))[0]


@pytest.mark.parametrize("name", sorted(STANCES))
def test_joints_are_where_the_paper_theatre_has_them(name: str) -> None:
    pose = STANCES[name]
    true, found = solved(pose, build_of(dressed("Tom", "34"))), made(pose)
    assert found.shape == (BONES, 2, 2)
    for joint, bone, end in (
        (true.hip, 0, 0),
        (true.waist, 0, 1),
        (true.shoulder, 1, 1),
        (true.neck, 2, 0),
        (true.near_arm[0], 3, 0),
        (true.near_arm[1], 3, 1),
        (true.far_arm[1], 5, 1),
        (true.near_leg[1], 7, 1),
        (true.near_leg[2], 8, 1),
        (true.far_leg[2], 11, 1),
    ):
        assert found[bone, end].tolist() == pytest.approx(joint, abs=CLOSE), (bone, end)


def test_a_child_has_a_larger_head() -> None:
    heads = [made(Posture(), height)[2] for height in (0.72, 1.0)]
    small, grown = (float((head[1] - head[0]).norm()) for head in heads)
    assert small > 1.2 * grown


def test_a_bone_has_its_own_points() -> None:
    ends = torch.tensor([[[[0.0, 0.0], [0.0, -0.5]]]])
    points = torch.tensor([[[0.0, -0.25], [0.1, -0.25], [0.0, -0.6]]])
    middle, aside, beyond = beside(points, ends)[0, :, 0].tolist()
    assert middle == pytest.approx([0.5, 0, 0], abs=1e-2)
    assert (middle[0], abs(aside[1]), aside[2]) == pytest.approx((0.5, 1.0, 1.0), abs=1e-3)
    assert (beyond[0], beyond[2]) == pytest.approx((1.2, 1.0), abs=1e-3)


def test_a_bone_without_length_gives_numbers() -> None:
    assert beside(torch.zeros(1, 2, 2), torch.zeros(1, 1, 2, 2)).isfinite().all()


def test_somebody_who_lies_is_seen_as_if_upright() -> None:
    head = torch.tensor([[[0.0, -0.9]]])
    a = math.radians(-90)
    tipped = torch.tensor([[[0.9 * math.sin(a), -0.062]]])
    assert untipped(tipped, torch.tensor([90.0]))[0, 0].tolist() == pytest.approx(head[0, 0].tolist(), abs=0.01)
    assert torch.equal(untipped(head, torch.tensor([0.0])), head)
