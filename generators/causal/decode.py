"""Latents into frames as a stream: diffusers' Wan autoencoder with its cache kept, or the tiny one. One small face.

A decoder's whole state is a value that can be kept and given back, so that branches can share a beginning.
"""

from __future__ import annotations

from typing import Any, Protocol

import torch

from generators.causal.taehv import TRIMMED, Decoding


class Decoder(Protocol):
    """Makes frames of a stream's latents."""

    state: Any  # what the next push needs; immutable, may be kept and set again

    def reset(self) -> None:
        """The next latent is the first of a stream: one frame; every later one is four."""

    def push(self, latents: torch.Tensor) -> torch.Tensor:
        """(1, channels, latents, h, w) -> float32 (time, 3, height, width), 0..1."""


class WanDecoder:
    """`AutoencoderKLWan`, bit for bit what decoding the whole stream at once would give."""

    def __init__(self, vae: Any) -> None:
        self.vae = vae
        shape = (1, vae.config.z_dim, 1, 1, 1)
        weight = next(vae.decoder.parameters())
        self._mean = torch.tensor(vae.config.latents_mean, device=weight.device).view(shape)
        self._std = torch.tensor(vae.config.latents_std, device=weight.device).view(shape)
        self._count = sum(type(m).__name__ == "WanCausalConv3d" for m in vae.decoder.modules())
        self._dtype = weight.dtype
        self.state: Any = None

    def reset(self) -> None:
        self.state = None

    @torch.inference_mode()
    def push(self, latents: torch.Tensor) -> torch.Tensor:
        z = self.vae.post_quant_conv((latents.float() * self._std + self._mean).to(self._dtype))
        first = self.state is None
        cache = [None] * self._count if first else list(self.state)
        frames: list[torch.Tensor] = []
        for part in [z[:, :, :1], z[:, :, 1:]] if first else [z]:
            if part.shape[2]:
                frames += self._decoded(part, cache, first=first and not frames)
        self.state = tuple(cache)
        whole = torch.cat(frames, dim=2)[0].transpose(0, 1)
        return (whole.float() / 2 + 0.5).clamp(0, 1)

    def _decoded(self, z: torch.Tensor, cache: list[Any], *, first: bool) -> list[torch.Tensor]:
        """Latent by latent, as the cache was made for."""
        return [
            self.vae.decoder(z[:, :, n : n + 1], feat_cache=cache, feat_idx=[0], first_chunk=first and n == 0)
            for n in range(z.shape[2])
        ]


class TinyDecoder:
    """TAEHV: a twenty-fifth of the work; takes latents as the transformer makes them."""

    def __init__(self, layers: Any) -> None:
        self.layers = layers
        if next(layers.parameters()).device.type == "cuda":  # where convolutions want their channels last
            layers.to(memory_format=torch.channels_last)
            torch.backends.cudnn.benchmark = True  # every chunk has the same shapes
        self._dtype = next(layers.parameters()).dtype
        self._device = next(layers.parameters()).device
        self.state: Any = ((), TRIMMED)

    def reset(self) -> None:
        self.state = ((), TRIMMED)

    @torch.inference_mode()
    def push(self, latents: torch.Tensor) -> torch.Tensor:
        memory, trim = self.state
        stream = Decoding(self.layers, memory, trim)
        taken = latents[0].transpose(0, 1).to(self._device, self._dtype)
        if self._device.type == "cuda":
            taken = taken.contiguous(memory_format=torch.channels_last)
        frames = stream.push(taken)
        self.state = (stream.memory, stream.trim)
        return frames.float()
