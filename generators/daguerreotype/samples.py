"""Sample sheets while a training runs: fixed shots as the paper theatre draws them, and as the network does by now.

A row of a sheet is two shots: for each the true frames and beside them the network's own roll-out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from generators.daguerreotype.codec import Codec
from generators.daguerreotype.data import Clip, clips
from generators.daguerreotype.lessons import SIGMAS
from generators.daguerreotype.model import Network
from generators.daguerreotype.rehearsal import Past, Rehearsal

SHOTS: Final = 8  # of the split "seen"
LATENTS: Final = 4  # of each shot
SHOWN: Final = (0, 6, 15)  # frames of each shot
ACROSS: Final = 2  # shots in a row


class Samples:
    """Lays sheets into a folder, every `minutes` of training; 0: none."""

    def __init__(
        self, folder: Path, shape: Mapping[str, Any], codec: Codec, steps: int, minutes: float, shots: int = SHOTS
    ) -> None:
        self.folder, self.shape, self.codec, self.steps = folder, shape, codec, steps
        self.minutes, self.shots = minutes, shots
        self.last_s = 0.0

    @cached_property
    def truth(self) -> list[Clip]:
        """The fixed shots, drawn when the first sheet is due."""
        return list(clips(range(self.shots), "seen", LATENTS))

    def due(self, seconds: float) -> bool:
        """Whether the next sheet is due when so many seconds were trained."""
        return self.minutes > 0 and seconds - self.last_s >= 60 * self.minutes

    def lay(self, averaged: Mapping[str, torch.Tensor], seconds: float) -> Path:
        """A sheet of what the averaged weights make: sheet-MINUTES.png."""
        from PIL import Image

        self.last_s = seconds
        network = Network(self.shape)
        network.load_state_dict(dict(averaged))
        go = Rehearsal(network.eval(), LATENTS)
        strips = [_strip(clip.frames, rolled(go, self.codec, clip, self.steps)) for clip in self.truth]
        rows = [np.hstack(strips[n : n + ACROSS]) for n in range(0, len(strips) - ACROSS + 1, ACROSS)]
        path = self.folder / f"sheet-{seconds / 60:05.1f}.png"
        Image.fromarray(np.vstack(rows)).save(path)
        return path


@torch.no_grad()
def rolled(go: Rehearsal, codec: Codec, clip: Clip, steps: int) -> NDArray[np.uint8]:
    """A clip's rows played by the network: uint8 (time, height, width, rgb), the same for the same clip and weights."""
    told = torch.from_numpy(clip.rows)
    generator = torch.Generator().manual_seed(clip.shot.seed)
    latent = codec.encoded(torch.from_numpy(clip.frames[:LATENTS])).shape
    past, frames = Past(), []
    for n in range(len(told)):
        noise = [torch.randn(1, *latent, generator=generator) for _ in range(steps)]
        made = go.denoised(noise, SIGMAS[steps], told[n : n + 1], past)
        past = go.committed(made, told[n : n + 1], past)
        frames.append(codec.decoded(made[0]))
    pictures: NDArray[np.uint8] = (torch.cat(frames).permute(0, 2, 3, 1) * 255).round().to(torch.uint8).numpy()
    return pictures


def _strip(true: NDArray[np.uint8], made: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The SHOWN frames of both beside one another: (height, 2 * len(SHOWN) * width, rgb)."""
    return np.hstack([frames[n] for frames in (true, made) for n in SHOWN])
