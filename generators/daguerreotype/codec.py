"""Frames into latents and back: the best linear code there is for such pictures, found in closed form.

A block of 4 frames of 16 x 16 pixels is 3,072 numbers; their first 64 principal axes keep 35.7 dB of clips that the
axes were not made from, where a small convolutional autoencoder, trained for as long as we had, kept 24 (LOG.md).
What the blocks lose at their seams, the plate (plate.py) mends.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import torch

TIME: Final = 4  # frames in a block
SIDE: Final = 16  # pixels
CHANNELS: Final = 64
EVEN: Final = 0.5  # how far the axes' spreads are drawn together: 0 as they are, 1 all the same


def blocks(frames: torch.Tensor) -> torch.Tensor:
    """float32 (..., time, height, width, 3), -1..1 -> (..., latents, rows, columns, TIME * SIDE * SIDE * 3)."""
    *more, time, height, width, _ = frames.shape
    cut = frames.reshape(*more, time // TIME, TIME, height // SIDE, SIDE, width // SIDE, SIDE, 3)
    first = len(more)
    order = [*range(first), *(first + n for n in (0, 2, 4, 1, 3, 5, 6))]
    return cut.permute(order).flatten(first + 3)


def unblocked(blocks_: torch.Tensor) -> torch.Tensor:
    """(latents, rows, columns, TIME * SIDE * SIDE * 3) -> (time, 3, height, width)."""
    latents, rows, columns, _ = blocks_.shape
    cut = blocks_.reshape(latents, rows, columns, TIME, SIDE, SIDE, 3)
    return cut.permute(0, 3, 6, 1, 4, 2, 5).reshape(latents * TIME, 3, rows * SIDE, columns * SIDE)


@dataclass(frozen=True)
class Codec:
    """A linear code. Latents have a spread of about one."""

    mean: torch.Tensor  # float32 (3072,)
    axes: torch.Tensor  # float32 (3072, CHANNELS), orthonormal columns
    scale: torch.Tensor  # float32 (CHANNELS,): latents are the code divided by it

    def encoded(self, frames: torch.Tensor) -> torch.Tensor:
        """uint8 (time, height, width, 3) -> float32 (CHANNELS, latents, rows, columns)."""
        code = (blocks(frames.float() / 127.5 - 1) - self.mean) @ self.axes
        return (code / self.scale).permute(3, 0, 1, 2)

    def decoded(self, latents: torch.Tensor) -> torch.Tensor:
        """float32 (CHANNELS, latents, rows, columns) -> (time, 3, height, width), 0..1."""
        code = latents.permute(1, 2, 3, 0) * self.scale
        frames = unblocked(code @ self.axes.T + self.mean)
        return (frames / 2 + 0.5).clamp(0, 1)

    def to(self, device: str) -> Codec:
        """The same on a device."""
        return Codec(self.mean.to(device), self.axes.to(device), self.scale.to(device))

    def tensors(self) -> dict[str, torch.Tensor]:
        """What is kept of it in a file, as `codec.*`."""
        return {"codec.mean": self.mean, "codec.axes": self.axes.contiguous(), "codec.scale": self.scale}

    @classmethod
    def of(cls, tensors: Mapping[str, torch.Tensor]) -> Codec:
        """The code whose tensors are among these."""
        return cls(*(tensors[f"codec.{name}"].float() for name in ("mean", "axes", "scale")))


def fitted(clips: Iterable[Any], channels: int = CHANNELS) -> Codec:
    """The code of these clips, uint8 (time, height, width, 3) each: one pass, nothing is kept but sums."""
    size = TIME * SIDE * SIDE * 3
    total, squares, count = torch.zeros(size, dtype=torch.float64), torch.zeros(size, size, dtype=torch.float64), 0
    for clip in clips:
        seen = blocks(torch.as_tensor(clip).float() / 127.5 - 1).flatten(0, 2)
        total += seen.sum(0).double()
        squares += (seen.T @ seen).double()
        count += len(seen)
    mean = total / count
    spread, axes = torch.linalg.eigh(squares / count - torch.outer(mean, mean))
    deviation = spread.flip(0)[:channels].clamp_min(1e-8).sqrt()
    even = deviation**EVEN
    scale = deviation / (even / even.square().mean().sqrt())
    return Codec(mean.float(), axes.flip(1)[:, :channels].float().contiguous(), scale.float())
