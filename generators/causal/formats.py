"""Recognises published model files by their keys and shapes, never by their names, and gives them diffusers' names.

Nothing is unpickled but tensors. A file that is none of these, or is damaged, ends in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import torch

Tensors = dict[str, torch.Tensor]
BOXES: Final = ("generator_ema", "generator", "generator_lora", "critic", "state_dict", "model", "params")
PREFIXES: Final = ("base_model.model.", "model.diffusion_model.", "diffusion_model.", "transformer.", "model.")
HEAD: Final = 128  # numbers in a head of every published Wan model; it is not in the weights


class ModelFileError(ValueError):
    """A model file that cannot be used; says which, why, and what to do."""


class Kind(StrEnum):
    WAN = "Wan transformer"  # Self-Forcing, Causal-, Rolling-, Reward-Forcing, LongLive base, Krea, CausVid
    LORA = "LoRA"
    WAN_VAE = "Wan autoencoder"
    TAEHV = "tiny autoencoder (TAEHV)"


@dataclass(frozen=True)
class Recognised:
    """What a file holds."""

    kind: Kind
    tensors: Tensors  # in diffusers' names, or TAEHV's own
    layout: str  # "original" or "diffusers" names
    config: dict[str, Any]  # what its shapes say about the model


def read_tensors(path: Path) -> Any:
    """The file's content: tensors by name, perhaps in boxes. ModelFileError for what is no such file."""
    return _read(path, "cpu")


def read_shapes(path: Path) -> Any:
    """As `read_tensors`, with tensors that hold no memory: for counting before anything is loaded."""
    return _read(path, "meta")


def _read(path: Path, device: str) -> Any:
    if not path.is_file():
        raise ModelFileError(f"{path}: no such file. Type the path of a .safetensors, .pt or .pth file.")
    try:
        if _is_safetensors(path):
            from safetensors.torch import load_file

            return load_file(path) if device == "cpu" else _hollow(path)
        return torch.load(path, map_location=device, weights_only=True, mmap=True)
    except Exception as problem:  # whatever a damaged file provokes in a reader is one sentence
        said = str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__
        raise ModelFileError(
            f"{path}: not a model file, or a damaged one ({said}). Download it again and compare its size."
        ) from problem


def _hollow(path: Path) -> Tensors:
    from safetensors import safe_open

    with safe_open(str(path), framework="pt") as file:
        shapes = {key: file.get_slice(key).get_shape() for key in file.keys()}  # noqa: SIM118 - it is no mapping
    return {key: torch.empty(shape, device="meta") for key, shape in shapes.items()}


def _is_safetensors(path: Path) -> bool:
    """Such a file begins with the length of a JSON header."""
    with path.open("rb") as file:
        head = file.read(9)
    return len(head) == 9 and head[8:] == b"{" and 2 <= int.from_bytes(head[:8], "little") <= path.stat().st_size


def recognised(content: Any, name: str = "this file") -> Recognised:
    """What `content` is, by its keys and shapes; ModelFileError where it is nothing that is known, or not all of it."""
    tensors = stripped(unboxed(content, name))
    try:
        found = _recognised(tensors)
    except (LookupError, ValueError, ArithmeticError, RuntimeError, TypeError) as problem:
        said = str(problem).splitlines()[0][:200] if str(problem) else type(problem).__name__
        raise ModelFileError(
            f"{name}: parts of the model are missing or misshapen ({said}). Download it again and compare its size."
        ) from None
    if found is None:
        seen = ", ".join(sorted(tensors)[:3])
        raise ModelFileError(
            f"{name}: none of the formats that are known (a Wan transformer, a LoRA, a Wan autoencoder, TAEHV); "
            f"its first names are {seen}."
        )
    return found


def _recognised(tensors: Tensors) -> Recognised | None:
    if any(".lora_A." in key or ".lora_down." in key for key in tensors):
        return Recognised(Kind.LORA, tensors, _layout(tensors), {"rank": _rank(tensors)})
    if "patch_embedding.weight" in tensors:
        return _wan(tensors)
    if _dims(tensors, "decoder.7.conv.weight") == 4:
        return Recognised(Kind.TAEHV, tensors, "original", _taehv_config(tensors))
    if _dims(tensors, "decoder.conv1.weight") == 5 or _dims(tensors, "decoder.conv_in.weight") == 5:
        return _wan_vae(tensors)
    return None


def unboxed(content: Any, name: str) -> Tensors:
    """The tensors themselves: published files put them into a box or two."""
    for _ in range(3):
        if not isinstance(content, Mapping):
            break
        inner = next((content[box] for box in BOXES if isinstance(content.get(box), Mapping)), None)
        if inner is None:
            break
        content = inner
    tensors = (
        {str(k): v for k, v in content.items() if isinstance(v, torch.Tensor)} if isinstance(content, Mapping) else {}
    )
    if not tensors:
        raise ModelFileError(f"{name}: there are no tensors in it.")
    return tensors


def stripped(tensors: Tensors) -> Tensors:
    """Names without what training wrapped around them."""
    plain = {key.replace("_fsdp_wrapped_module.", ""): value for key, value in tensors.items()}
    for prefix in PREFIXES:
        if sum(key.startswith(prefix) for key in plain) > len(plain) / 2:
            plain = {key.removeprefix(prefix): value for key, value in plain.items()}
    return plain


def _dims(tensors: Tensors, key: str) -> int:
    return tensors[key].dim() if key in tensors else 0


def _layout(tensors: Tensors) -> str:
    return "diffusers" if any(".attn1." in key or ".attn2." in key for key in tensors) else "original"


def _rank(tensors: Tensors) -> int:
    return next(int(v.shape[0]) for k, v in tensors.items() if ".lora_A." in k or ".lora_down." in k)


def _wan(tensors: Tensors) -> Recognised:
    from diffusers.loaders.single_file_utils import convert_wan_transformer_to_diffusers

    layout = _layout(tensors)
    named = tensors if layout == "diffusers" else convert_wan_transformer_to_diffusers(dict(tensors))
    return Recognised(Kind.WAN, named, layout, wan_config(named))


def wan_config(tensors: Tensors, heads: int | None = None) -> dict[str, Any]:
    """WanTransformer3DModel's arguments from the shapes of weights in diffusers' names."""
    patch = tensors["patch_embedding.weight"]
    size, channels = int(patch.shape[0]), int(patch.shape[1])
    numbers = {int(found.group(1)) for key in tensors if (found := re.match(r"blocks\.(\d+)\.", key))}
    count = heads or max(1, size // HEAD)
    return {
        "patch_size": tuple(int(n) for n in patch.shape[2:]),
        "num_attention_heads": count,
        "attention_head_dim": size // count,
        "in_channels": channels,
        "out_channels": int(tensors["proj_out.weight"].shape[0]) // int(patch[0, 0].numel()),
        "text_dim": int(tensors["condition_embedder.text_embedder.linear_1.weight"].shape[1]),
        "freq_dim": int(tensors["condition_embedder.time_embedder.linear_1.weight"].shape[1]),
        "ffn_dim": int(tensors["blocks.0.ffn.net.0.proj.weight"].shape[0]),
        "num_layers": max(numbers) + 1,
        "cross_attn_norm": "blocks.0.norm2.weight" in tensors,
    }


def _wan_vae(tensors: Tensors) -> Recognised:
    from diffusers.loaders.single_file_utils import convert_wan_vae_to_diffusers

    original = "decoder.conv1.weight" in tensors
    named = convert_wan_vae_to_diffusers(dict(tensors)) if original else tensors
    z = int(named["decoder.conv_in.weight"].shape[1])
    base = int(named["encoder.conv_in.weight"].shape[0])
    return Recognised(Kind.WAN_VAE, named, "original" if original else "diffusers", {"z_dim": z, "base_dim": base})


def _taehv_config(tensors: Tensors) -> dict[str, Any]:
    return {
        "channels": int(tensors["decoder.1.weight"].shape[1]),
        "widths": tuple(int(tensors[f"decoder.{n}.weight"].shape[0]) for n in (1, 8, 14, 20)),
        "patch": round((tensors["decoder.22.weight"].shape[0] / 3) ** 0.5),
    }
