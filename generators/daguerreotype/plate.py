"""The plate that a picture is laid on: seams mended, three times the size, grain and a dark edge.

A light network, trained on what the codec and the network leave behind; it sees one frame at a time, so a picture of
any moment is the same whatever was before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

TIMES: Final = 3  # larger along each side
FOLD: Final = 2  # pixels of a side that are worked on together
HIDDEN: Final = 32
BLOCKS: Final = 4
GRAINS: Final = 7  # fields of grain, one after another
GRAIN: Final = 5.0  # of 255, spread of the grain of a shot that asks for all of it
EDGE: Final = 0.3  # share of the light that is missing in the corners


class Mender(nn.Module):
    """float32 (time, 3, height, width), 0..1 -> (time, 3, TIMES height, TIMES width), not clamped."""

    def __init__(self, hidden: int = HIDDEN) -> None:
        super().__init__()
        self.first = nn.Conv2d(3 * FOLD * FOLD, hidden, 3, padding=1)
        self.blocks = nn.ModuleList(nn.Conv2d(hidden, hidden, 3, padding=1) for _ in range(BLOCKS))
        self.last = nn.Conv2d(hidden, 3 * (FOLD * TIMES) ** 2, 3, padding=1)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)  # type: ignore[arg-type]

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        x = functional.relu(self.first(functional.pixel_unshuffle(frames, FOLD) - 0.5))
        for block in self.blocks:
            x = x + functional.relu(block(x))
        large = functional.interpolate(frames, scale_factor=TIMES, mode="bilinear", align_corners=False)
        return large + functional.pixel_shuffle(self.last(x), FOLD * TIMES)


class Plate:
    """Finishes frames; the same frame number has the same grain."""

    def __init__(self, mender: Mender, size: tuple[int, int]) -> None:
        self.mender = mender.eval().requires_grad_(False)
        width, height = size
        generator = torch.Generator().manual_seed(1839)
        self._grain = _grain(GRAINS, height, width, generator)
        self._edge = _edge(height, width)

    @torch.inference_mode()
    def mended(self, frames: torch.Tensor) -> torch.Tensor:
        """float32 (time, 3, height, width), 0..1, small -> large."""
        larger: torch.Tensor = self.mender(frames)
        return larger

    @torch.inference_mode()
    def printed(self, large: torch.Tensor, first: int, grain: float) -> NDArray[np.uint8]:
        """Large frames onto the plate: uint8 (time, height, width, rgb). `first`: number of the first one."""
        lit = large.permute(0, 2, 3, 1).mul(255.0).mul_(self._edge)
        for n, frame in enumerate(lit):
            frame.add_(self._grain[(first + n) % GRAINS], alpha=GRAIN * grain)
        pictures: NDArray[np.uint8] = lit.clamp_(0, 255).to(torch.uint8).contiguous().numpy()
        return pictures


def _grain(count: int, height: int, width: int, generator: torch.Generator) -> torch.Tensor:
    """Fields of silver grain, spread about 1, a little soft: (count, height, width, 1)."""
    noise = torch.randn(count, 1, height, width, generator=generator)
    soft = functional.avg_pool2d(noise, 3, stride=1, padding=1)
    mixed = 0.6 * noise + 1.8 * soft
    return (mixed / mixed.std()).permute(0, 2, 3, 1).contiguous()


def _edge(height: int, width: int) -> torch.Tensor:
    """The light that a plate holds: whole in the middle, less in the corners. (height, width, 1)."""
    y = torch.linspace(-1, 1, height)[:, None]
    x = torch.linspace(-1, 1, width)[None, :]
    far = ((x * x + y * y) / 2).clamp(0, 1)
    return (1 - EDGE * far.pow(1.6))[..., None]


def mender_of(tensors: Mapping[str, torch.Tensor]) -> Mender:
    """The mender whose weights are among these, as `mender.*`."""
    weights = {k.removeprefix("mender."): v.float() for k, v in tensors.items() if k.startswith("mender.")}
    made = Mender(weights["first.weight"].shape[0])
    made.load_state_dict(weights)
    return made
