"""The few steps of a consistency or turbo model as tables: from noise level to noise level, for a whole batch at once.

Latent consistency (Luo et al., 2023) with its boundary scalings; SD-Turbo is the same without them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import torch

SIGMA_DATA = 0.5  # of the consistency parametrisation
TIMESTEP_SCALING = 10.0


@dataclass(frozen=True)
class Steps:
    """For each step: what the network is told, and the weights of clean picture and noise before and after it."""

    timesteps: torch.Tensor  # int64 (steps,), falling
    signal: torch.Tensor  # (steps,), square root of alpha-bar
    noise: torch.Tensor  # (steps,), square root of 1 - alpha-bar
    skip: torch.Tensor  # (steps,), share of the step's input that is kept
    out: torch.Tensor  # (steps,), share of the clean estimate

    @property
    def count(self) -> int:
        return len(self.timesteps)

    def to(self, device: torch.device | str) -> Steps:
        """The same tables on a device."""
        return Steps(*(getattr(self, one.name).to(device) for one in fields(self)))

    def noised(self, clean: torch.Tensor, fresh: torch.Tensor, step: int = 0) -> torch.Tensor:
        """A clean latent as step number `step` expects it."""
        return self.signal[step] * clean + self.noise[step] * fresh

    def clean(self, x: torch.Tensor, predicted: torch.Tensor) -> torch.Tensor:
        """The clean estimates of a batch whose row i stands at step i: (steps, channels, h, w), twice."""
        rows = (self.count, 1, 1, 1)
        estimate = (x - self.noise.view(rows) * predicted) / self.signal.view(rows)
        return self.out.view(rows) * estimate + self.skip.view(rows) * x


def steps_of(scheduler: Any, count: int, strength: float = 1.0, *, consistency: bool = True) -> Steps:
    """`count` steps through the last `strength` (0..1] of the noise, with the scheduler's own noise levels."""
    levels = scheduler.alphas_cumprod
    if not 0 < strength <= 1:
        raise ValueError(f"strength {strength}: type a number above 0, at most 1")
    first = max(count, round(strength * len(levels)))
    times = torch.tensor([round(first * (count - n) / count) - 1 for n in range(count)])
    alpha = levels[times].float()
    scaled = times.float() * TIMESTEP_SCALING
    skip = SIGMA_DATA**2 / (scaled**2 + SIGMA_DATA**2) if consistency else torch.zeros(count)
    out = scaled / (scaled**2 + SIGMA_DATA**2).sqrt() if consistency else torch.ones(count)
    return Steps(times, alpha.sqrt(), (1 - alpha).sqrt(), skip, out)


def guidance_embedding(scale: float, size: int) -> torch.Tensor:
    """What consistency models are told of the guidance they imitate: float32 (1, size) of sines and cosines."""
    speed = torch.exp(-torch.log(torch.tensor(10_000.0)) * torch.arange(size // 2) / (size // 2 - 1))
    angles = (scale - 1) * 1000.0 * speed
    row = torch.cat([angles.sin(), angles.cos()])
    return torch.nn.functional.pad(row, (0, size % 2))[None]
