"""Builds models from recognised files: on no memory first, then each weight in its place, all of them or a sentence."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import torch

from generators.causal.formats import Kind, ModelFileError, Recognised, Tensors, read_shapes, read_tensors, recognised
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
    return with_loras(model, loras).to(device).eval().requires_grad_(False)


def with_loras(model: Any, loras: Iterable[Path]) -> Any:
    """The model, changed by the LoRAs in these files."""
    for lora in loras:
        merge(model, _expected(lora, Kind.LORA), str(lora))
    return model


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
    arguments = shape_of(folder)
    tensors: Tensors = {}
    for file in sorted(_inner(folder).glob("*.safetensors")):
        tensors |= read_tensors(file)
    return recognised(tensors, str(folder)), arguments


def _inner(folder: Path) -> Path:
    return folder / "transformer" if (folder / "transformer" / "config.json").is_file() else folder


def _class() -> Any:
    from diffusers import WanTransformer3DModel

    return WanTransformer3DModel


def merge(model: Any, lora: Recognised, name: str = "this LoRA", share: float = 1.0) -> None:
    """Add a LoRA into the weights: W += share * alpha / rank * B A."""
    weights = dict(model.named_parameters())
    for key, change in changes(lora.tensors, name):
        if key not in weights:
            raise ModelFileError(f"{name}: a LoRA for another model; it changes {key}, which this one does not have.")
        weight = weights[key]
        if weight.shape != change.shape:
            raise ModelFileError(
                f"{name}: a LoRA for another model; "
                f"{key} is {tuple(weight.shape)} here and {tuple(change.shape)} there."
            )
        with torch.no_grad():
            weight.add_(share * change.to(weight.device, weight.dtype))


def changes(tensors: Tensors, name: str = "this LoRA") -> Iterable[tuple[str, torch.Tensor]]:
    """(name of a weight in diffusers' names, what is added to it), float32."""
    from diffusers.loaders.single_file_utils import convert_wan_transformer_to_diffusers

    for down_key in [key for key in tensors if ".lora_A." in key or ".lora_down." in key]:
        mark = ".lora_A." if ".lora_A." in down_key else ".lora_down."
        base = down_key.split(mark)[0]
        up = tensors.get(down_key.replace(mark, ".lora_B." if mark == ".lora_A." else ".lora_up."))
        if up is None:
            raise ModelFileError(f"{name}: {down_key} has no second half; the file is not whole.")
        down = tensors[down_key]
        if down.dim() != 2 or up.dim() != 2 or up.shape[1] != down.shape[0]:
            raise ModelFileError(
                f"{name}: the halves of {base} are {tuple(up.shape)} and {tuple(down.shape)}, which make no product."
            )
        alpha = tensors.get(f"{base}.alpha")
        scale = float(alpha) / down.shape[0] if alpha is not None and not alpha.is_meta else 1.0
        named = convert_wan_transformer_to_diffusers({f"{_dotted(base)}.weight": torch.zeros(0)})
        yield next(iter(named)), scale * (up.float() @ down.float())


def _dotted(base: str) -> str:
    """Trainers that write "lora_unet_blocks_0_self_attn_q" mean "blocks.0.self_attn.q"."""
    found = re.fullmatch(r"lora_(?:unet|transformer)_blocks_(\d+)_(self_attn|cross_attn|ffn)_(\w+)", base)
    return f"blocks.{found[1]}.{found[2]}.{found[3]}" if found else base


def shape_of(path: Path) -> dict[str, Any]:
    """The arguments of the transformer in a file or a diffusers folder; no weight is read."""
    if path.is_dir():
        try:
            written = json.loads((_inner(path) / "config.json").read_text(encoding="utf-8"))
            wanted = inspect.signature(_class().__init__).parameters
            return {key: value for key, value in written.items() if key in wanted}
        except (OSError, ValueError, AttributeError) as problem:
            raise ModelFileError(f"{path}: not a diffusers folder of a Wan transformer ({problem}).") from problem
    return recognised(read_shapes(path), str(path)).config
