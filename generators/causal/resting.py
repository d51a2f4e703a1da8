"""Blocks that rest in main memory and come to the card one by one, each for its turn: for cards with little memory.

What is wanted outside a block's turn stays on the card: the layers that read a prompt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import torch
from torch import nn

STAYING: Final = ("attn2.to_k.", "attn2.to_v.", "attn2.norm_k.")  # a prompt's keys are made before the first pass
Bring = Callable[[torch.Tensor], torch.Tensor]


def at_rest(model: Any, device: str, bring: Bring | None = None) -> Any:
    """The model on `device` but for its blocks; `bring` copies a weight there, for a stand-in in tests."""
    blocks = model.blocks
    model.blocks = nn.ModuleList()
    model.to(device)
    model.blocks = blocks
    for block in blocks:
        _rested(block, bring or (lambda weight: weight.to(device, non_blocking=True)), pinned=device == "cuda")
    return model


def _rested(block: nn.Module, bring: Bring, *, pinned: bool) -> None:
    homes: dict[nn.Parameter, torch.Tensor] = {}
    for name, weight in block.named_parameters():
        if name.startswith(STAYING):
            weight.data = bring(weight.data)
        else:
            weight.data = weight.data.pin_memory() if pinned else weight.data
            homes[weight] = weight.data

    def come(_module: nn.Module, _inputs: Any) -> None:
        for weight, home in homes.items():
            weight.data = bring(home)

    def go(_module: nn.Module, _inputs: Any, _made: Any) -> None:
        for weight, home in homes.items():
            weight.data = home

    block.register_forward_pre_hook(come)
    block.register_forward_hook(go)
