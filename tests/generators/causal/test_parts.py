"""The small parts: schedule, noise, positions."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from generators.causal.noise import noise
from generators.causal.rope import Positions, RopeInput, rotated
from generators.causal.schedule import LEVELS, schedule
from generators.causal.session import between


def test_four_steps_are_the_published_ones() -> None:
    made = schedule(4)
    assert made.timesteps == pytest.approx((1000, 937.5, 833.3333, 625), abs=1e-3)
    assert made.sigmas == pytest.approx(tuple(t / 1000 for t in made.timesteps))
    assert [made.after(n) for n in range(4)] == [*made.sigmas[1:], 0.0]


@pytest.mark.parametrize("steps", sorted(LEVELS))
def test_fewer_steps_begin_at_pure_noise_and_go_down(steps: int) -> None:
    made = schedule(steps)
    assert made.steps == steps
    assert made.sigmas[0] == 1.0
    assert list(made.sigmas) == sorted(made.sigmas, reverse=True)


def test_a_number_of_steps_that_nobody_distilled() -> None:
    with pytest.raises(ValueError, match="type 1, 2, 3 or 4"):
        schedule(7)


def test_a_step_is_what_the_scheduler_of_diffusers_does() -> None:
    from diffusers import FlowMatchLCMScheduler

    scheduler: Any = FlowMatchLCMScheduler(shift=5.0)
    scheduler.set_timesteps(sigmas=list(LEVELS[4]))
    x, flow = noise(1, 0, 0, (2, 3)), noise(2, 0, 0, (2, 3))
    theirs = scheduler.step(flow, scheduler.timesteps[0], x, torch.Generator().manual_seed(3), return_dict=False)[0]
    fresh = torch.randn((2, 3), generator=torch.Generator().manual_seed(3))
    made = schedule(4)
    ours = (1 - made.after(0)) * (x - made.sigmas[0] * flow) + made.after(0) * fresh
    assert torch.equal(ours, theirs)


def test_noise_depends_on_seed_chunk_and_step_alone() -> None:
    first = noise(7, 3, 1, (4, 4))
    torch.randn(100)
    assert torch.equal(first, noise(7, 3, 1, (4, 4)))
    others = [noise(8, 3, 1, (4, 4)), noise(7, 4, 1, (4, 4)), noise(7, 3, 2, (4, 4)), noise(73, 1, 1, (4, 4))]
    assert not any(torch.equal(first, other) for other in others)
    assert abs(float(noise(1, 1, 1, (64, 64)).std()) - 1) < 0.05


def test_positions_are_those_of_diffusers() -> None:
    from diffusers.models.transformers.transformer_wan import WanRotaryPosEmbed

    theirs = WanRotaryPosEmbed(128, (1, 2, 2), 1024)(torch.zeros(1, 16, 5, 8, 12))
    cos, sin = Positions(128, 4, 6).tables(range(5))
    assert torch.allclose(cos, theirs[0][..., 0::2], atol=1e-6)
    assert torch.allclose(sin, theirs[1][..., 1::2], atol=1e-6)


def test_heads_are_shared_among_time_height_and_width() -> None:
    assert Positions(128, 1, 1).shares == (44, 42, 42)
    assert Positions(32, 1, 1).shares == (12, 10, 10)


def test_turning_keeps_lengths_and_depends_on_differences_only() -> None:
    places = Positions(24, 2, 2)
    q, k = torch.randn(1, 4, 2, 24), torch.randn(1, 4, 2, 24)
    assert torch.allclose(rotated(q, places.tables([5])).norm(dim=-1), q.norm(dim=-1), atol=1e-4)
    near = (rotated(q, places.tables([5])) * rotated(k, places.tables([2]))).sum(-1)
    far = (rotated(q, places.tables([1003])) * rotated(k, places.tables([1000]))).sum(-1)
    assert torch.allclose(near, far, atol=1e-3)


def test_positions_must_be_set_before_a_pass() -> None:
    with pytest.raises(RuntimeError, match="positions"):
        RopeInput()(None)


def test_a_prompt_half_way_lies_between_and_keeps_its_length() -> None:
    a, b = torch.tensor([[3.0, 0.0]]), torch.tensor([[0.0, 5.0]])
    assert torch.allclose(between(a, b, 0.0), a)
    assert torch.allclose(between(a, b, 1.0), b)
    assert float(between(a, b, 0.5).norm()) == pytest.approx(4.0)
