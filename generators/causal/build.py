"""From a preset to a session: transformer, decoder and prompts on the device there is, as far as they have room."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from generators.causal import taehv
from generators.causal.decode import Decoder, TinyDecoder, WanDecoder
from generators.causal.formats import Kind, ModelFileError, read_tensors, recognised
from generators.causal.load import placed, shape_of, transformer, with_loras
from generators.causal.presets import Preset
from generators.causal.resting import at_rest
from generators.causal.room import CARD, Lodging, lodged, need_of, sentence, umt5_weights
from generators.causal.rope import RopeInput
from generators.causal.text import Prompts, TextEncoder, Umt5Encoder, WordEncoder

RANDOM_SEED = 1822
WINDOWS = (12, 9, 6)  # latents: what a window may shrink to, when there is no time or no room
logger = logging.getLogger(__name__)


def absent(name: str, path: Path, brought_by: str = "") -> str:
    """What to do about weights that are not where they are looked for."""
    return f"{name}: {path.absolute()} is not there. To bring it, type: diorama models add {brought_by or name}"


def _absent(preset: Preset, part: str, path: Path) -> str:
    return absent(preset.name, path, preset.brought_by(part))


def device_of(wish: str = "") -> str:
    """The device asked for, or the best there is: cuda, mps, xpu, cpu. ModelFileError for one that is not there."""
    there = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "xpu": hasattr(torch, "xpu") and torch.xpu.is_available(),
        "cpu": True,
    }
    if wish and not there.get(wish, False):
        found = ", ".join(name for name, is_there in there.items() if is_there)
        raise ModelFileError(f"there is no device {wish!r} here; there is: {found}")
    return wish or next(name for name, is_there in there.items() if is_there)


def dtype_of(device: str) -> torch.dtype:
    """bfloat16 where it is fast, float32 on processors for models that must be exact."""
    return torch.bfloat16 if device in ("cuda", "xpu") else torch.float32


def windows_of(preset: Preset) -> tuple[int, ...]:
    """The preset's own window and the shorter ones, the longest first."""
    return tuple(dict.fromkeys((preset.window, *(window for window in WINDOWS if window < preset.window))))


def free_bytes(device: str) -> int:
    """What is free where models live; 0 where nobody can say."""
    if device == "cuda":
        return int(torch.cuda.mem_get_info()[0])
    if device == "xpu":
        return int(torch.xpu.mem_get_info()[0])
    if device == "mps":
        return int(torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory())
    import psutil

    return int(psutil.virtual_memory().available)


def lodging_of(
    preset: Preset, folder: Path, size: tuple[int, int], device: str, dtype: torch.dtype, decoder: str = "tiny"
) -> Lodging:
    """Where the parts will live, by what is free now; said in a line, if not all of it has room."""
    path = _there(preset, folder)
    shape = shape_of(path) if preset.own and path else preset.shape
    windows, card = windows_of(preset), device in ("cuda", "xpu")  # others share the machine's memory
    text = _text_weights(preset, folder)
    need = need_of(shape, size, dtype, text_weights=text, decoder=decoder)
    free = free_bytes(device)
    lodging = lodged(need, windows, free, free_bytes("cpu") if card else None)
    said = sentence(preset.name, need, lodging, windows[0], free, card=card)
    if said:
        logger.warning(said)
    return lodging


def _there(preset: Preset, folder: Path) -> Path | None:
    """The transformer's file; None where its weights are drawn by chance. ModelFileError where it is not there."""
    if preset.random:
        return None
    path = preset.path(folder, "transformer")
    if path is None or not path.exists():
        raise ModelFileError(_absent(preset, "transformer", path or folder / preset.name))
    return path


def _text_weights(preset: Preset, folder: Path) -> int:
    """How many numbers the text encoder has, by its config.json; 0 where there is none to be read."""
    text = preset.path(folder, "text_encoder")
    if text is None or preset.random:
        return 0
    try:
        return umt5_weights(json.loads((text / "config.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def model_of(
    preset: Preset,
    folder: Path,
    device: str,
    dtype: torch.dtype,
    loras: tuple[Path, ...] = (),
    *,
    resting: bool = False,
) -> Any:
    """The transformer, its published weights or weights drawn by chance, LoRAs merged; `resting`: by blocks."""
    path, first = _there(preset, folder), "cpu" if resting else device
    if path is None:
        model = with_loras(random_transformer(preset.shape, first, dtype), loras)
    else:
        own = preset.path(folder, "lora")
        model = transformer(path, dtype, first, (*((own,) if own else ()), *loras))
    return at_rest(model, device) if resting else model


def random_transformer(shape: Mapping[str, Any], device: str, dtype: torch.dtype) -> Any:
    """A model of that shape with random weights, the same ones each time; float32 where the references have it."""
    from diffusers import WanTransformer3DModel

    from generators.causal.load import dtype_of as number_format

    with torch.device("meta"):
        model: Any = WanTransformer3DModel(**shape)
    drawn_on = "cuda" if device == "cuda" else "cpu"  # a processor would be at it for half a minute
    generator = torch.Generator(drawn_on).manual_seed(RANDOM_SEED)
    weights = {}
    for key, value in model.state_dict().items():
        weights[key] = _drawn(key, value, generator).to(device, number_format(key, dtype))
    model.load_state_dict(weights, strict=True, assign=True)
    model.rope = RopeInput()
    return model.eval().requires_grad_(False)


def _drawn(key: str, like: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Weights that keep signals at about their size: norms are one, biases small, the rest by fan-in."""
    if "norm" in key and key.endswith("weight"):
        return torch.ones(like.shape)
    drawn = torch.randn(like.shape, generator=generator, device=generator.device)
    if like.dim() < 2:
        return drawn * 0.02
    scaled: torch.Tensor = drawn / like[0].numel() ** 0.5
    return scaled


def decoder_of(preset: Preset, folder: Path, device: str, dtype: torch.dtype, wish: str = "tiny") -> Decoder:
    """The tiny autoencoder, or Wan's own with `wish` "vae"."""
    if preset.random:
        return _random_decoder(preset, device, dtype, wish)
    path = preset.path(folder, wish)
    if path is None or not path.exists():
        raise ModelFileError(_absent(preset, wish, path or folder / preset.name))
    found = recognised(read_tensors(path), str(path))
    if found.kind is Kind.WAN_VAE:
        from diffusers import AutoencoderKLWan

        with torch.device("meta"):
            vae: Any = AutoencoderKLWan(**found.config)
        placed(vae, {key: value.to(device, dtype) for key, value in found.tensors.items()}, found, str(path))
        return WanDecoder(vae.eval().requires_grad_(False))
    layers = taehv.decoder(found.config["channels"], found.config["widths"], found.config["patch"])
    weights = {k.removeprefix("decoder."): v for k, v in found.tensors.items() if k.startswith("decoder.")}
    layers.load_state_dict(weights)
    return TinyDecoder(layers.to(device, dtype).eval().requires_grad_(False))


def _random_decoder(preset: Preset, device: str, dtype: torch.dtype, wish: str) -> Decoder:
    torch.manual_seed(RANDOM_SEED)
    if wish == "vae":
        from diffusers import AutoencoderKLWan

        vae: Any = AutoencoderKLWan()
        return WanDecoder(vae.to(device, dtype).eval().requires_grad_(False))
    widths = taehv.WIDTHS if preset.size[0] > 200 else (16, 16, 8, 8)
    layers = taehv.decoder(widths=widths).eval().requires_grad_(False)
    _toned(layers)
    return TinyDecoder(layers.to(device, dtype))


def _toned(layers: Any) -> None:
    """Let an untaught decoder show grey pictures with contrast instead of black ones."""
    last = layers[-1]
    last.bias.fill_(0.0)
    with torch.inference_mode():
        spread = float(taehv.through(layers, torch.randn(4, 16, 4, 4), (None,) * len(layers))[0].std())
    last.weight.mul_(0.18 / max(spread, 1e-6))
    last.bias.fill_(0.5)


def prompts_of(
    preset: Preset,
    folder: Path,
    device: str,
    dtype: torch.dtype,
    cache: Path | None,
    lodging: Lodging | None = None,
    *,
    rests: bool = False,
) -> Prompts:
    """The prompts' encoder where it lodges; a model with random weights reads words without weights."""
    lodging = lodging or Lodging(preset.window)
    encoder: TextEncoder = WordEncoder(int(preset.shape.get("text_dim", 4096)))
    text, tokenizer = preset.path(folder, "text_encoder"), preset.path(folder, "tokenizer")
    if text is not None and tokenizer is not None and not preset.random:
        if not text.is_dir():
            raise ModelFileError(_absent(preset, "text_encoder", text))
        where = device if lodging.text == CARD else "cpu"
        encoder = Umt5Encoder(text, tokenizer, where, dtype, quantised=lodging.quantised)
    return Prompts(encoder, cache, rests=rests)
