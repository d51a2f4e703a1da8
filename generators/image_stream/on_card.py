"""The same network and autoencoder on a card: every call is recorded once and played again, with channels last."""

from __future__ import annotations

from typing import Any

import torch

from generators.causal.speed import Replayed
from generators.image_stream.generator import Autoencoder


class RecordedUnet:
    """Called as diffusers' own; `graphs` stands in for the card's in tests."""

    def __init__(self, unet: Any, graphs: Any = None) -> None:
        self.config, self.dtype = unet.config, unet.dtype
        self._unet = unet.to(memory_format=torch.channels_last)
        self._run = Replayed(self._predicted, graphs)

    def __call__(
        self,
        x: torch.Tensor,
        timesteps: torch.Tensor,
        encoder_hidden_states: torch.Tensor,
        timestep_cond: torch.Tensor | None = None,
        **_never: bool,  # a tuple is given, whatever is asked
    ) -> tuple[torch.Tensor]:
        told = () if timestep_cond is None else (timestep_cond,)
        return (self._run(x, timesteps, encoder_hidden_states, *told),)

    def _predicted(self, x: torch.Tensor, timesteps: torch.Tensor, rows: torch.Tensor, *told: torch.Tensor) -> Any:
        cond = told[0] if told else None
        return self._unet(x, timesteps, encoder_hidden_states=rows, timestep_cond=cond, return_dict=False)[0]


class RecordedCoder:
    """An autoencoder whose two ways are recorded."""

    def __init__(self, coder: Autoencoder, device: str, graphs: Any = None) -> None:
        self._device = device
        self._encode, self._decode = Replayed(coder.encode, graphs), Replayed(coder.decode, graphs)

    def encode(self, picture: torch.Tensor) -> torch.Tensor:
        return self._encode(picture.to(self._device))

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        return self._decode(latent)
