"""The network: diffusers' WanTransformer3DModel at four million weights and more, a scene encoder, a stage plan.

The causal engine drives it as it drives the large ones; only what is read is a row of scene.py instead of a prompt.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, cast

import torch
from torch import nn

from generators.causal.rope import RopeInput
from generators.daguerreotype.codec import CHANNELS
from generators.daguerreotype.scene import FIGURE, HEAD, MOST_FIGURES, VIEW
from generators.daguerreotype.underlay import Underlay

SMALL: Final[Mapping[str, Any]] = {
    "patch_size": (1, 1, 1),
    "num_attention_heads": 4,
    "attention_head_dim": 64,
    "in_channels": CHANNELS,
    "out_channels": CHANNELS,
    "text_dim": 160,
    "freq_dim": 128,
    "ffn_dim": 768,
    "num_layers": 6,
}
LARGE: Final[Mapping[str, Any]] = {**SMALL, "num_attention_heads": 6, "num_layers": 8}  # 37 MB in float16
SHAPES: Final[Mapping[str, Mapping[str, Any]]] = {"small": SMALL, "large": LARGE}


class SceneEncoder(nn.Module):
    """A row into tokens for cross-attention: float32 (batch, scene.WIDTH) -> (batch, tokens, text size)."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.words = nn.Linear(HEAD, 2 * size)  # place, hour and weather, summed in two tokens
        self.mixed = nn.Sequential(nn.Linear(HEAD, size), nn.SiLU(), nn.Linear(size, size))
        self.view = nn.Sequential(nn.Linear(VIEW, size), nn.SiLU(), nn.Linear(size, size))
        self.figure = nn.Sequential(nn.Linear(FIGURE, size), nn.SiLU(), nn.Linear(size, size))

    def forward(self, rows: torch.Tensor) -> torch.Tensor:
        """The scene's tokens: four of place, hour, weather and camera, then one a figure."""
        head, view = rows[:, :HEAD], rows[:, HEAD : HEAD + VIEW]
        figures = rows[:, HEAD + VIEW :].unflatten(1, (MOST_FIGURES, FIGURE))
        words = self.words(head).unflatten(1, (2, -1))
        return torch.cat([words, self.mixed(head)[:, None], self.view(view)[:, None], self.figure(figures)], dim=1)


class Network(nn.Module):
    """All that is trained: transformer, scene encoder, underlay."""

    def __init__(self, shape: Mapping[str, Any] = SMALL) -> None:
        super().__init__()
        from diffusers import WanTransformer3DModel

        self.transformer = cast("Any", WanTransformer3DModel(**shape))
        self.transformer.rope = RopeInput()
        self.scene = SceneEncoder(int(shape["text_dim"]))
        self.underlay = Underlay(int(shape["num_attention_heads"]) * int(shape["attention_head_dim"]))
        self.laid = Laid()
        self.transformer.patch_embedding.register_forward_hook(self.laid)

    @property
    def parameters_count(self) -> int:
        """How many numbers are trained."""
        return sum(p.numel() for p in self.parameters())


class Laid:
    """Adds the stage plan to what the patch embedding gives, by the hook that torch has for it."""

    def __init__(self) -> None:
        self.now: torch.Tensor | None = None  # (batch, width, 1, rows, columns)

    def __call__(self, _module: nn.Module, _inputs: Any, embedded: torch.Tensor) -> torch.Tensor:
        return embedded if self.now is None else embedded + self.now.to(embedded.dtype)
