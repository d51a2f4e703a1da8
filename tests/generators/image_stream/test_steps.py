"""Steps as tables: what diffusers' own schedulers do, for a whole batch at once."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from diffusers import LCMScheduler

from generators.image_stream.steps import guidance_embedding, steps_of


def scheduler() -> Any:
    cls: Any = LCMScheduler
    return cls(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")


@pytest.mark.parametrize(("count", "strength", "first"), [(4, 1.0, 999), (4, 0.5, 499), (1, 1.0, 999), (2, 0.55, 549)])
def test_steps_begin_at_the_strength_and_fall(count: int, strength: float, first: int) -> None:
    made = steps_of(scheduler(), count, strength)
    times = made.timesteps.tolist()
    assert made.count == count
    assert times[0] == first
    assert times == sorted(times, reverse=True)
    assert torch.allclose(made.signal**2 + made.noise**2, torch.ones(count))


@pytest.mark.parametrize("strength", [0.0, -1.0, 1.5])
def test_a_strength_that_cannot_be(strength: float) -> None:
    with pytest.raises(ValueError, match="at most 1"):
        steps_of(scheduler(), 4, strength)


def test_each_row_is_stepped_as_diffusers_would() -> None:
    made = steps_of(scheduler(), 4)
    generator = torch.Generator().manual_seed(0)
    x, predicted = torch.randn(4, 4, 3, 3, generator=generator), torch.randn(4, 4, 3, 3, generator=generator)
    ours = made.clean(x, predicted)
    for step in range(4):
        theirs = scheduler()
        theirs.set_timesteps(timesteps=made.timesteps.tolist(), original_inference_steps=50)
        denoised = theirs.step(predicted[step], int(made.timesteps[step]), x[step], return_dict=True).denoised
        assert torch.allclose(ours[step], denoised, atol=1e-5)


def test_turbo_takes_the_clean_estimate_as_it_is() -> None:
    made = steps_of(scheduler(), 1, consistency=False)
    x, predicted = torch.randn(1, 4, 3, 3), torch.randn(1, 4, 3, 3)
    wanted = (x - made.noise[0] * predicted) / made.signal[0]
    assert torch.allclose(made.clean(x, predicted), wanted)


def test_a_perfect_prediction_gives_the_clean_latent_back() -> None:
    made = steps_of(scheduler(), 4, consistency=False)
    clean, fresh = torch.randn(1, 4, 3, 3), torch.randn(1, 4, 3, 3)
    x = torch.cat([made.noised(clean, fresh, step) for step in range(4)])
    assert torch.allclose(made.clean(x, fresh.expand(4, -1, -1, -1)), clean.expand(4, -1, -1, -1), atol=1e-3)


@pytest.mark.parametrize("size", [8, 9, 256])
def test_guidance_as_consistency_models_are_told_it(size: int) -> None:
    from diffusers import LatentConsistencyModelPipeline

    theirs = LatentConsistencyModelPipeline.get_guidance_scale_embedding(None, torch.tensor([6.5]), size)
    assert torch.allclose(guidance_embedding(7.5, size), theirs, atol=2e-3)
