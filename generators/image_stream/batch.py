"""Stream batching: each frame enters at the first step while its forerunners stand at later ones; one pass for all.

After `steps` frames the pipeline is full, and every pass of the network gives one finished frame (StreamDiffusion,
Kodaira et al., 2023). The whole pipeline is a value, so that a snapshot is a reference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch

from generators.image_stream.steps import Steps

Network = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]  # (latents, timesteps) -> predicted noise


@dataclass(frozen=True)
class Pipeline:
    """Latents on their way: row i is about to take step i. Frames before the first are copies of it."""

    waiting: torch.Tensor  # (steps, channels, h, w); row 0 is the newest
    entered: int = 0


def begun(steps: Steps, clean: torch.Tensor, fresh: Callable[[int], torch.Tensor]) -> Pipeline:
    """A pipeline filled with one clean latent (1, channels, h, w), each row noised for its step."""
    rows = [steps.noised(clean, fresh(step), step) for step in range(steps.count)]
    return Pipeline(torch.cat(rows))


def advanced(
    steps: Steps, pipeline: Pipeline, clean: torch.Tensor, network: Network, fresh: Callable[[int], torch.Tensor]
) -> tuple[torch.Tensor, Pipeline]:
    """One pass: (the finished latent (1, channels, h, w), the pipeline after it); `clean` enters at the first step.

    `fresh(step)` draws the noise for that step.
    """
    entering = steps.noised(clean, fresh(0), 0)
    x = torch.cat([entering, pipeline.waiting[1:]])
    done = steps.clean(x, network(x, steps.timesteps))
    onward = [steps.noised(done[n : n + 1], fresh(n + 1), n + 1) for n in range(steps.count - 1)]
    return done[-1:], Pipeline(torch.cat([entering, *onward]), pipeline.entered + 1)
