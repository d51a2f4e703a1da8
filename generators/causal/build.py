"""From a preset to a session: transformer, decoder and prompts on the device there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from generators.causal import taehv
from generators.causal.decode import Decoder, TinyDecoder, WanDecoder
from generators.causal.formats import Kind, ModelFileError, read_tensors, recognised
from generators.causal.load import placed, transformer
from generators.causal.presets import Preset
from generators.causal.rope import RopeInput
from generators.causal.text import Prompts, TextEncoder, Umt5Encoder, WordEncoder

RANDOM_SEED = 1822


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


def model_of(preset: Preset, folder: Path, device: str, dtype: torch.dtype, loras: tuple[Path, ...] = ()) -> Any:
    """The transformer, its published weights or weights drawn by chance."""
    if preset.random:
        return random_transformer(preset.shape, device, dtype)
    path = preset.path(folder, "transformer")
    if path is None or not path.exists():
        raise ModelFileError(_absent(preset, "transformer", path or folder / preset.name))
    own = preset.path(folder, "lora")
    return transformer(path, dtype, device, (*((own,) if own else ()), *loras))


def random_transformer(shape: Mapping[str, Any], device: str, dtype: torch.dtype) -> Any:
    """A model of that shape with random weights, the same ones each time; float32 where the references have it."""
    from diffusers import WanTransformer3DModel

    from generators.causal.load import dtype_of as number_format

    with torch.device("meta"):
        model: Any = WanTransformer3DModel(**shape)
    generator = torch.Generator().manual_seed(RANDOM_SEED)
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
    drawn = torch.randn(like.shape, generator=generator)
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


def prompts_of(preset: Preset, folder: Path, device: str, dtype: torch.dtype, cache: Path | None) -> Prompts:
    """The prompts' encoder; a model with random weights reads words without weights."""
    encoder: TextEncoder = WordEncoder(int(preset.shape.get("text_dim", 4096)))
    text, tokenizer = preset.path(folder, "text_encoder"), preset.path(folder, "tokenizer")
    if text is not None and tokenizer is not None and not preset.random:
        if not text.is_dir():
            raise ModelFileError(_absent(preset, "text_encoder", text))
        encoder = Umt5Encoder(text, tokenizer, device, dtype)
    return Prompts(encoder, cache)
