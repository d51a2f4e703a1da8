"""Muon in float32: momentum made orthogonal, for a network's matrices (Jordan et al. 2024).

torch has one of its own, which works in bfloat16: on processors that only emulate that, a step took 25 s instead of 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import torch
from torch import distributed

COEFFICIENTS: Final = (3.4445, -4.7750, 2.0315)  # of the quintic that draws singular values towards 1
ROUNDS: Final = 5
MOMENTUM: Final = 0.95


class Muon(torch.optim.Optimizer):
    """`lr` is as for Adam: an update's root mean square is a fifth of it."""

    def __init__(self, matrices: Iterable[torch.Tensor], lr: float) -> None:
        super().__init__(list(matrices), {"lr": lr})

    @torch.no_grad()
    def step(self, closure: Any = None) -> None:  # type: ignore[override]
        """Move every matrix that has a gradient; those of one shape are turned together."""
        if closure is not None:
            raise ValueError("Muon takes its gradients as they are: call backward first, then step()")
        for group in self.param_groups:
            for shape in dict.fromkeys(p.shape for p in group["params"]):  # the same order in every process
                alike = [p for p in group["params"] if p.shape == shape and p.grad is not None]
                if alike:
                    self._turn(alike, group["lr"])

    def _turn(self, alike: list[torch.Tensor], rate: float) -> None:
        directions = []
        for p in alike:
            assert p.grad is not None
            if "momentum" not in self.state[p]:
                self.state[p]["momentum"] = torch.zeros_like(p)
            momentum = self.state[p]["momentum"]
            momentum.lerp_(p.grad, 1 - MOMENTUM)
            directions.append(p.grad.lerp(momentum, MOMENTUM))
        turned = self._shared(torch.stack(directions))
        size = 0.2 * max(alike[0].shape) ** 0.5
        for p, direction in zip(alike, turned, strict=True):
            p.add_(direction, alpha=-rate * size)

    def _shared(self, stack: torch.Tensor) -> torch.Tensor:
        """Each process turns its part of the matrices, all get all."""
        if not distributed.is_initialized():
            return orthogonal(stack)
        rank, ranks = distributed.get_rank(), distributed.get_world_size()
        turned = torch.zeros_like(stack)
        if len(stack[rank::ranks]):
            turned[rank::ranks] = orthogonal(stack[rank::ranks])
        distributed.all_reduce(turned)
        return turned


def orthogonal(stack: torch.Tensor) -> torch.Tensor:
    """(count, rows, columns) with singular values of about one, by Newton and Schulz."""
    a, b, c = COEFFICIENTS
    tall = stack.shape[1] > stack.shape[2]
    x = stack.transpose(1, 2) if tall else stack
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(ROUNDS):
        gram = x @ x.transpose(1, 2)
        x = a * x + (b * gram + c * gram @ gram) @ x
    turned: torch.Tensor = x.transpose(1, 2) if tall else x
    return turned
