"""Weights in eight bits, for text encoders on machines with little memory: half of what bfloat16 takes.

Each row has a scale of its own; products are made in the inputs' number format, so only the weights are rounded.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import torch
from torch import nn
from torch.nn import functional

MOST: Final = 127


def in_int8(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(rows, columns) -> int8 of that shape, and the float32 scales (rows,) that bring it back."""
    scale = weight.abs().amax(dim=1).float().clamp_min(1e-12) / MOST
    return (weight.float() / scale[:, None]).round().to(torch.int8), scale


class Int8Linear(nn.Module):
    """A linear layer without bias, as T5 has them; (..., inputs) -> (..., outputs)."""

    weight: torch.Tensor
    scale: torch.Tensor

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        whole, scale = in_int8(weight)
        self.register_buffer("weight", whole)
        self.register_buffer("scale", scale)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return functional.linear(x, self.weight.to(x.dtype)) * self.scale.to(x.dtype)


class Int8Embedding(nn.Module):
    """A table of rows, given out in `dtype`; int64 (...) -> (..., size)."""

    weight: torch.Tensor
    scale: torch.Tensor

    def __init__(self, weight: torch.Tensor, dtype: torch.dtype) -> None:
        super().__init__()
        self.dtype = dtype
        whole, scale = in_int8(weight)
        self.register_buffer("weight", whole)
        self.register_buffer("scale", scale)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return (self.weight[ids].float() * self.scale[ids][..., None]).to(self.dtype)


def quantised_umt5(folder: Path, dtype: torch.dtype) -> Any:
    """UMT5's encoder from its folder, made tensor by tensor: it never lies in memory whole and unrounded."""
    from safetensors import safe_open
    from transformers import UMT5Config, UMT5EncoderModel

    with torch.device("meta"):
        model: Any = UMT5EncoderModel(UMT5Config.from_pretrained(str(folder), local_files_only=True))
    for file in sorted(folder.glob("*.safetensors")):
        with safe_open(str(file), framework="pt") as tensors:
            for key in tensors.keys():  # noqa: SIM118 - it is no mapping
                _place(model, key, tensors.get_tensor(key), dtype)
    if model.shared is not model.encoder.embed_tokens:
        model.encoder.embed_tokens = model.shared
    lacking = [name for name, value in _held(model) if value.is_meta]
    if lacking:
        from generators.causal.formats import ModelFileError

        raise ModelFileError(f"{folder}: the text encoder is not whole: {', '.join(lacking[:5])} is not in its files.")
    return model


def _place(model: Any, key: str, tensor: torch.Tensor, dtype: torch.dtype) -> None:
    """One weight of the file: rounded if it is a linear layer's or the words' table, else in `dtype`."""
    path, _, last = key.rpartition(".")
    try:
        module = model.get_submodule(path)
    except AttributeError:
        return  # a decoder's: whole T5 files are read, too
    plain = last == "weight"
    if plain and isinstance(module, nn.Linear):
        _put(model, path, Int8Linear(tensor))
    elif plain and isinstance(module, nn.Embedding) and "relative" not in path:
        _put(model, path, Int8Embedding(tensor, dtype))
    elif last in dict(module.named_parameters(recurse=False)):
        setattr(module, last, nn.Parameter(tensor.to(dtype), requires_grad=False))


def _put(model: Any, path: str, made: nn.Module) -> None:
    parent, _, name = path.rpartition(".")
    setattr(model.get_submodule(parent), name, made)


def _held(model: Any) -> list[tuple[str, torch.Tensor]]:
    return [*model.named_parameters(), *model.named_buffers()]
