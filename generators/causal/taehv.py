"""A tiny video autoencoder of the TAEHV architecture (madebyollin/taehv), our own writing; loads the published weights.

Every frame passes the same 2-D convolutions; a block sees its own input of the frame before, which is all the memory
there is. `Decoding` is the usage: push latents, take frames, the first one as soon as it exists.

    stream = Decoding(decoder); frames = stream.push(latents)   # float32 (time, 3, height, width), 0..1
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import torch
from torch import nn
from torch.nn import functional

WIDTHS: Final = (256, 128, 64, 64)
TRIMMED: Final = 3  # the first latent stands for one frame: what would come before it is thrown away


def _conv(inputs: int, outputs: int, *, bias: bool = True, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, padding=1, bias=bias, stride=stride)


class Squash(nn.Module):
    """Keeps latents within -3..3, softly."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.tanh(x / 3) * 3


class Remembering(nn.Module):
    """A residual block over a frame and the block's input of the frame before."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = nn.Sequential(
            _conv(2 * width, width), nn.ReLU(), _conv(width, width), nn.ReLU(), _conv(width, width)
        )

    def forward(self, x: torch.Tensor, before: torch.Tensor) -> torch.Tensor:
        changed: torch.Tensor = self.conv(torch.cat([x, before], dim=1))
        kept: torch.Tensor = functional.relu(changed + x)
        return kept


class Grow(nn.Module):
    """One frame becomes `times` frames."""

    def __init__(self, width: int, times: int) -> None:
        super().__init__()
        self.times = times
        self.conv = nn.Conv2d(width, width * times, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        wide: torch.Tensor = self.conv(x)
        if self.times == 1:
            return wide
        grown: torch.Tensor = wide.unflatten(1, (self.times, -1)).flatten(0, 1)
        return grown.contiguous(memory_format=torch.channels_last) if x.device.type == "cuda" else grown


class Pool(nn.Module):
    """`times` frames become one."""

    def __init__(self, width: int, times: int) -> None:
        super().__init__()
        self.times = times
        self.conv = nn.Conv2d(width * times, width, 1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        pooled: torch.Tensor = self.conv(x.unflatten(0, (-1, self.times)).flatten(1, 2))
        return pooled


def _blocks(width: int) -> list[nn.Module]:
    return [Remembering(width) for _ in range(3)]


def decoder(channels: int = 16, widths: tuple[int, ...] = WIDTHS, patch: int = 1) -> nn.Sequential:
    """Latents (n, channels, h, w) -> frames (4 n, 3, 8 h, 8 w); numbered as in the published files."""
    a, b, c, d = widths
    return nn.Sequential(
        Squash(), _conv(channels, a), nn.ReLU(),
        *_blocks(a), nn.Upsample(scale_factor=2), Grow(a, 1), _conv(a, b, bias=False),
        *_blocks(b), nn.Upsample(scale_factor=2), Grow(b, 2), _conv(b, c, bias=False),
        *_blocks(c), nn.Upsample(scale_factor=2), Grow(c, 2), _conv(c, d, bias=False),
        nn.ReLU(), _conv(d, 3 * patch * patch),
    )  # fmt: skip


def encoder(channels: int = 16, width: int = 64, patch: int = 1) -> nn.Sequential:
    """Frames (4 n, 3, 8 h, 8 w), 0..1 -> latents (n, channels, h, w)."""
    stages: list[nn.Module] = []
    for times in (2, 2, 1):
        stages += [Pool(width, times), _conv(width, width, bias=False, stride=2), *_blocks(width)]
    return nn.Sequential(_conv(3 * patch * patch, width), nn.ReLU(), *stages, _conv(width, channels))


@dataclass
class Decoding:
    """A stream of frames from a stream of latents; `memory` is what it must keep between two pushes."""

    layers: nn.Sequential
    memory: tuple[torch.Tensor | None, ...] = ()
    trim: int = TRIMMED
    _rows: list[torch.Tensor | None] = field(default_factory=list, repr=False)

    @torch.inference_mode()
    def push(self, latents: torch.Tensor) -> torch.Tensor:
        """Frames (4 n, 3, height, width), 0..1, of latents (n, channels, h, w), all at once; fewer for the first."""
        frames, self.memory = through(self.layers, latents, self.memory or (None,) * len(self.layers))
        frames = _opened(frames, frames.shape[1] // 3)
        cut, self.trim = min(self.trim, len(frames)), max(0, self.trim - len(frames))
        return frames[cut:]

    @torch.inference_mode()
    def each(self, latents: torch.Tensor) -> Iterator[torch.Tensor]:
        """The same frames one by one, (3, height, width): the first after a quarter of the work."""
        self._rows = list(self.memory or (None,) * len(self.layers))
        for latent in latents:
            for frame in self._deeper(0, latent[None]):
                self.memory = tuple(self._rows)
                if self.trim:
                    self.trim -= 1
                else:
                    yield _opened(frame, frame.shape[1] // 3)[0]

    def _deeper(self, place: int, x: torch.Tensor) -> Iterator[torch.Tensor]:
        for number in range(place, len(self.layers)):
            layer: Any = self.layers[number]
            if isinstance(layer, Remembering):
                before = self._rows[number]
                self._rows[number] = x
                x = layer(x, torch.zeros_like(x) if before is None else before)
            elif isinstance(layer, Grow) and layer.times > 1:
                for part in layer(x).split(1):
                    yield from self._deeper(number + 1, part)
                return
            else:
                x = layer(x)
        yield x


def through(
    layers: nn.Sequential, x: torch.Tensor, memory: tuple[torch.Tensor | None, ...]
) -> tuple[torch.Tensor, tuple[torch.Tensor | None, ...]]:
    """All frames together, each block given the frame before; and the memory that the next push needs."""
    kept: list[torch.Tensor | None] = []
    for layer, before in zip(_grown_first(layers), memory, strict=True):
        if isinstance(layer, Remembering):
            first = torch.zeros_like(x[:1]) if before is None else before
            kept.append(x[-1:])
            x = layer(x, torch.cat([first, x[:-1]]))
        else:
            kept.append(None)
            x = layer(x)
    return x, tuple(kept)


def _grown_first(layers: nn.Sequential) -> list[nn.Module]:
    """The same layers, but frames multiply before they are enlarged: the same points for a quarter of the work."""
    order = list(layers)
    for number, (one, following) in enumerate(itertools.pairwise(layers)):
        if isinstance(one, nn.Upsample) and isinstance(following, Grow):
            order[number : number + 2] = [following, one]
    return order


def _opened(frames: torch.Tensor, patches: int) -> torch.Tensor:
    """Clamp to 0..1; patches of pixels are laid out where a model works on them."""
    patch = round(patches**0.5)
    return functional.pixel_shuffle(frames, patch).clamp(0, 1) if patch > 1 else frames.clamp(0, 1)


@torch.inference_mode()
def encoded(layers: nn.Sequential, frames: torch.Tensor) -> torch.Tensor:
    """Latents of frames (time, 3, height, width), 0..1; the last frame is repeated up to a multiple of four."""
    lack = -len(frames) % 4
    whole = torch.cat([frames, frames[-1:].expand(lack, -1, -1, -1)]) if lack else frames
    latents, _ = through(layers, whole, (None,) * len(layers))
    return latents
