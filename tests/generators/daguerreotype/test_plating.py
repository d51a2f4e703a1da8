"""Teaching the mender: pairs of small and large frames, and a loss that goes down."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from generators.daguerreotype.plate import TIMES, Mender
from generators.daguerreotype.plating import Pairs, edges, pairs, trained, unlike
from generators.daguerreotype.scene import SIZE
from tests.generators.daguerreotype import tiny


def darkened(count: int = 6) -> Pairs:
    """Large soft frames, and small ones that came out too light."""
    colours = torch.rand(count, 3, 2, 2, generator=tiny.chance())
    large = functional.interpolate(colours, size=8 * TIMES, mode="bilinear") * 255
    small = functional.avg_pool2d(large / 255, TIMES) * 0.5 + 0.5
    return Pairs(small.half(), large.to(torch.uint8))


def test_a_mender_learns_in_a_few_steps() -> None:
    mender, losses = trained(darkened(), steps=40, batch=3)
    assert len(losses) == 40
    assert sum(losses[-5:]) < 0.8 * sum(losses[:5])
    assert not mender.training


def test_a_training_can_be_done_again() -> None:
    assert trained(darkened(), steps=3)[1] == trained(darkened(), steps=3)[1]


def test_pairs_are_frames_as_the_codec_and_the_network_leave_them() -> None:
    made = pairs([0, 1], tiny.codec(), tiny.network().eval(), steps=1, each=1)
    assert made.small.shape == (2, 3, SIZE[1], SIZE[0])
    assert made.large.shape == (2, 3, TIMES * SIZE[1], TIMES * SIZE[0])
    assert made.large.dtype == torch.uint8
    assert made.large.float().std() > 5
    assert torch.isfinite(made.small).all()
    again = pairs([1], tiny.codec(), tiny.network().eval(), steps=1, each=1)
    assert torch.equal(again.small[0], made.small[1])


def test_unlike_asks_for_light_and_three_times_for_edges() -> None:
    true = torch.zeros(1, 3, 4, 4)
    assert float(unlike(true, true)) == 0
    assert float(unlike(true + 0.5, true)) == pytest.approx(0.5)
    stripes = torch.zeros(1, 3, 4, 4)
    stripes[..., ::2] = 1
    assert float(unlike(stripes, true)) == pytest.approx(0.5 + 3.0)


def test_edges_are_differences_of_neighbours() -> None:
    ramp = torch.arange(4.0).expand(1, 3, 4, 4)
    across, down = edges(ramp)
    assert (across == 1).all()
    assert (down == 0).all()
    assert across.shape == (1, 3, 4, 3)


def test_a_taught_mender_fits_the_plate() -> None:
    mender, _ = trained(darkened(2), steps=1, batch=1)
    assert set(mender.state_dict()) == set(Mender().state_dict())
