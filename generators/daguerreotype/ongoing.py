"""Performances that go on: what the network made before is the past of what it is judged by next.

A show streams for minutes, and its pictures grow a little softer with every chunk that leans on the one before. A
lesson of a few chunks never gets there. Here a few batches stay on from step to step, each with its own past.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import torch

from generators.daguerreotype.lessons import mixed, performed
from generators.daguerreotype.rehearsal import Past, Rehearsal

TOGETHER: Final = 8  # batches that are on
LASTING: Final = 8  # times that a batch is judged, on average, before another takes its place

Batch = tuple[torch.Tensor, torch.Tensor]  # latents and rows, as the lessons take them


@dataclass
class Ongoing:
    """The batches that are on. They are not kept with a training: one that is taken up again begins them anew."""

    together: int = TOGETHER
    lasting: float = LASTING
    on: dict[int, tuple[Batch, Past]] = field(default_factory=dict)

    def judged(
        self, go: Rehearsal, fresh: Callable[[], Batch], generator: torch.Generator, steps: int
    ) -> tuple[torch.Tensor, int]:
        """The loss of one of them, and how many chunks it is of; `fresh` gives a batch that has not been on."""
        here = generator.device
        place = int(torch.randint(self.together, (), generator=generator, device=here))
        ends = float(torch.rand((), generator=generator, device=here)) < 1 / self.lasting
        if ends or place not in self.on:
            self.on[place] = mixed(*fresh(), generator), Past()
        batch, past = self.on[place]
        loss, past = performed(go, *batch, generator, steps, past)
        self.on[place] = batch, past
        return loss, batch[0].shape[0] * batch[0].shape[2]
