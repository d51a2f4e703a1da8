"""Builds models from recognised files: on no memory first, then each weight in its place, all of them or a sentence."""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import torch

from generators.causal.formats import Kind, ModelFileError, Recognised, Tensors, read_tensors, recognised
from generators.causal.rope import RopeInput

ISLANDS: Final = ("rope", "time_embedder", "scale_shift_table", "norm1", "norm2", "norm3")  # stay in float32
NAMED: Final = 5  # wrong keys that an error names


def transformer(
    path: Path, dtype: torch.dtype = torch.bfloat16, device: str = "cpu", loras: Iterable[Path] = ()
) -> Any:
    """A WanTransformer3DModel from a published file or a diffusers folder, LoRAs merged in."""
    if path.is_dir():
        found, config = _from_folder(path)
        model = built(found, dtype, config, str(path))
    else:
        model = built(_expected(path, Kind.WAN), dtype, name=str(path))
    for lora in loras:
        merge(model, _expected(lora, Kind.LORA), lora.name)
    return model.to(device).eval().requires_grad_(False)


def built(found: Recognised, dtype: torch.dtype, config: dict[str, Any] | None = None, name: str = "this file") -> Any:
    """The transformer of recognised weights; float32 where the references need it, `dtype` elsewhere."""
    with torch.device("meta"):
        model = _class()(**(config or found.config))
    model.rope = RopeInput()  # positions come with each pass; the model's own tables end at latent 1024
    placed(model, {key: value.to(dtype_of(key, dtype)) for key, value in found.tensors.items()}, found, name)
    return model


def hollow(shape: Mapping[str, Any], dtype: torch.dtype) -> Any:
    """A transformer of that shape without memory, each weight in its number format: for counting."""
    with torch.device("meta"):
        model = _class()(**shape)
    model.load_state_dict({k: v.to(dtype_of(k, dtype)) for k, v in model.state_dict().items()}, assign=True)
    model.rope = RopeInput()
    return model.eval().requires_grad_(False)


def dtype_of(key: str, dtype: torch.dtype) -> torch.dtype:
    """The number format of one weight, as diffusers' `from_pretrained` would choose it."""
    return torch.float32 if any(island in key.split(".") for island in ISLANDS) else dtype


def placed(model: Any, tensors: Tensors, found: Recognised, name: str) -> None:
    """Give every parameter its weight; ModelFileError when one is missing, left over or of another shape."""
    wanted = {key: tuple(value.shape) for key, value in model.state_dict().items()}
    wrong = [f"{key} is missing" for key in wanted if key not in tensors]
    wrong += [f"{key} is not known" for key in tensors if key not in wanted]
    wrong += [
        f"{key} is {tuple(tensors[key].shape)}, not {shape}"
        for key, shape in wanted.items()
        if key in tensors and tuple(tensors[key].shape) != shape
    ]
    if wrong:
        more = f", and {len(wrong) - NAMED} more" if len(wrong) > NAMED else ""
        raise ModelFileError(
            f"{name}: read as a {found.kind} in {found.layout} names, but {'; '.join(wrong[:NAMED])}{more}."
        )
    model.load_state_dict(tensors, strict=True, assign=True)


def _expected(path: Path, kind: Kind) -> Recognised:
    found = recognised(read_tensors(path), str(path))
    if found.kind is not kind:
        raise ModelFileError(f"{path}: this is a {found.kind}; a {kind} is needed here.")
    return found


def _from_folder(folder: Path) -> tuple[Recognised, dict[str, Any]]:
    """The weights and the arguments of a diffusers folder: config.json and its .safetensors files."""
    inner = folder / "transformer" if (folder / "transformer" / "config.json").is_file() else folder
    try:
        config = json.loads((inner / "config.json").read_text(encoding="utf-8"))
        wanted = inspect.signature(_class().__init__).parameters
        arguments = {key: value for key, value in config.items() if key in wanted}
    except (OSError, ValueError, AttributeError) as problem:
        raise ModelFileError(f"{folder}: not a diffusers folder of a Wan transformer ({problem}).") from problem
    tensors: Tensors = {}
    for file in sorted(inner.glob("*.safetensors")):
        tensors |= read_tensors(file)
    return recognised(tensors, str(folder)), arguments


def _class() -> Any:
    from diffusers import WanTransformer3DModel

    return WanTransformer3DModel


def merge(model: Any, lora: Recognised, name: str = "this LoRA", share: float = 1.0) -> None:
    """Add a LoRA into the weights: W += share * alpha / rank * B A."""
    weights = dict(model.named_parameters())
    for key, change in changes(lora.tensors):
        if key not in weights or weights[key].shape != change.shape:
            raise ModelFileError(f"{name}: made for another model; {key} does not fit.")
        with torch.no_grad():
            weights[key].add_(share * change.to(weights[key].device, weights[key].dtype))


def changes(tensors: Tensors) -> Iterable[tuple[str, torch.Tensor]]:
    """(name of a weight in diffusers' names, what is added to it), float32."""
    from diffusers.loaders.single_file_utils import convert_wan_transformer_to_diffusers

    for down_key in [key for key in tensors if ".lora_A." in key or ".lora_down." in key]:
        mark = ".lora_A." if ".lora_A." in down_key else ".lora_down."
        base = down_key.split(mark)[0]
        up = tensors.get(down_key.replace(mark, ".lora_B." if mark == ".lora_A." else ".lora_up."))
        if up is None:
            raise ModelFileError(f"{down_key} has no second half; the file is not whole.")
        down = tensors[down_key]
        alpha = tensors.get(f"{base}.alpha")
        scale = float(alpha) / down.shape[0] if alpha is not None and not alpha.is_meta else 1.0
        named = convert_wan_transformer_to_diffusers({f"{base}.weight": torch.zeros(0)})
        yield next(iter(named)), scale * (up.float() @ down.float())
