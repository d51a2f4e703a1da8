"""From a preset to a painter: Stable Diffusion's own modules, from a folder or with weights drawn by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import torch

from generators.causal.build import absent, device_of
from generators.causal.formats import ModelFileError
from generators.causal.text import Prompts, TextEncoder, WordEncoder
from generators.image_stream.generator import Autoencoder, Painter
from generators.image_stream.on_card import RecordedCoder, RecordedUnet
from generators.image_stream.steps import guidance_embedding, steps_of
from generators.image_stream.words import CLIP_ROWS

RANDOM_SEED: Final = 1822
SD15: Final[Mapping[str, Any]] = {"cross_attention_dim": 768, "sample_size": 64, "attention_head_dim": 8}
SD21: Final[Mapping[str, Any]] = {
    "cross_attention_dim": 1024,
    "sample_size": 64,
    "attention_head_dim": (5, 10, 20, 20),
    "use_linear_projection": True,
}
TINY: Final[Mapping[str, Any]] = {
    "cross_attention_dim": 16,
    "sample_size": 16,
    "attention_head_dim": 4,
    "block_out_channels": (16, 32),
    "down_block_types": ("CrossAttnDownBlock2D", "DownBlock2D"),
    "up_block_types": ("UpBlock2D", "CrossAttnUpBlock2D"),
    "layers_per_block": 1,
    "norm_num_groups": 8,
}


@dataclass(frozen=True)
class ImagePreset:
    """One image model and how it is stepped."""

    name: str
    shape: Mapping[str, Any] = field(default_factory=dict)  # of UNet2DConditionModel
    size: tuple[int, int] = (768, 432)  # pixels: about the 512 x 512 that it was trained at, in a wide shape
    steps: int = 4
    strength: float = 0.55  # share of the noise that is put on the guide
    consistency: bool = True
    guidance: float = 7.5  # that a consistency model imitates, if it was taught to
    random: bool = False


PRESETS: Final[Mapping[str, ImagePreset]] = {
    preset.name: preset
    for preset in (
        ImagePreset("sd15-lcm"),
        ImagePreset("sd-turbo", steps=1, consistency=False),
        ImagePreset("sd15-random", {**SD15, "time_cond_proj_dim": 256}, random=True),
        ImagePreset("sd-turbo-random", SD21, steps=1, consistency=False, random=True),
        ImagePreset("sd-tiny-random", {**TINY, "time_cond_proj_dim": 8}, size=(128, 64), steps=2, random=True),
    )
}


class ClipEncoder:
    """CLIP's text half through transformers; loaded with the first prompt."""

    def __init__(self, folder: Path, device: str, dtype: torch.dtype) -> None:
        self.folder, self.device, self.dtype = folder, device, dtype
        size = sum(file.stat().st_size for file in (folder / "text_encoder").glob("*.safetensors"))
        self.fingerprint = f"clip-{size}-{dtype}"
        self._model: Any = None
        self._tokenizer: Any = None

    @torch.inference_mode()
    def encode(self, prompt: str) -> torch.Tensor:
        self._load()
        words = self._tokenizer(
            [prompt], padding="max_length", max_length=CLIP_ROWS, truncation=True, return_tensors="pt"
        )
        rows: torch.Tensor = self._model(words.input_ids.to(self.device))[0]
        return rows

    def tokens(self, prompt: str) -> int:
        return len(self._read()(prompt).input_ids)

    def rest(self) -> None:
        if self._model is not None:
            self._model.to("cpu")

    def free(self) -> None:
        self._model = None

    def _read(self) -> Any:
        from transformers import CLIPTokenizer

        tokenizer: Any = CLIPTokenizer
        self._tokenizer = self._tokenizer or tokenizer.from_pretrained(
            str(self.folder / "tokenizer"), local_files_only=True
        )
        return self._tokenizer

    def _load(self) -> None:
        self._read()
        if self._model is not None:
            self._model.to(self.device)
            return
        from transformers import CLIPTextModel

        made: Any = CLIPTextModel.from_pretrained(
            str(self.folder / "text_encoder"), dtype=self.dtype, local_files_only=True
        )
        self._model = made.to(self.device).eval().requires_grad_(False)


class Tiny:
    """`AutoencoderTiny`, pictures in 0..1."""

    def __init__(self, model: Any) -> None:
        self.model = model
        weight = next(model.parameters())
        self._to = {"device": weight.device, "dtype": weight.dtype}

    def encode(self, picture: torch.Tensor) -> torch.Tensor:
        latent: torch.Tensor = self.model.encode(picture.to(**self._to) * 2 - 1).latents
        return latent

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        picture: torch.Tensor = self.model.decode(latent.to(**self._to)).sample / 2 + 0.5
        return picture


class Kl:
    """`AutoencoderKL`, pictures in 0..1; the mean of what it says, so that a frame is the same each time."""

    def __init__(self, model: Any) -> None:
        self.model = model
        weight = next(model.parameters())
        self._to = {"device": weight.device, "dtype": weight.dtype}

    def encode(self, picture: torch.Tensor) -> torch.Tensor:
        mean: torch.Tensor = self.model.encode(picture.to(**self._to) * 2 - 1).latent_dist.mean
        return mean * float(self.model.config.scaling_factor)

    def decode(self, latent: torch.Tensor) -> torch.Tensor:
        scaled = latent.to(**self._to) / self.model.config.scaling_factor
        picture: torch.Tensor = self.model.decode(scaled).sample / 2 + 0.5
        return picture


def painter_of(preset: ImagePreset, settings: Mapping[str, Any]) -> Painter:
    """The painter of a preset.

    Settings: models, device, cache, steps, strength, feedback, decoder, free_text_encoder.
    """
    from diffusers import LCMScheduler

    device = device_of(str(settings.get("device", "")))
    dtype = torch.float16 if device == "cuda" else torch.float32
    folder = Path(str(settings.get("models", "models"))) / preset.name
    if not preset.random and not (folder / "unet").is_dir():
        raise ModelFileError(absent(preset.name, folder / "unet"))
    scheduler: Any = LCMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
    count = int(settings.get("steps", preset.steps))
    steps = steps_of(scheduler, count, float(settings.get("strength", preset.strength)), consistency=preset.consistency)
    unet: Any = _unet(preset, folder, device, dtype)
    coder: Autoencoder = _autoencoder(preset, folder, device, dtype, str(settings.get("decoder", "tiny")))
    if device == "cuda":
        unet, coder = RecordedUnet(unet), RecordedCoder(coder, device)
    told = unet.config.time_cond_proj_dim
    cache = Path(settings["cache"]) if settings.get("cache") else None
    encoder: TextEncoder = (
        WordEncoder(int(preset.shape["cross_attention_dim"]), CLIP_ROWS)
        if preset.random
        else ClipEncoder(folder, device, dtype)
    )
    return Painter(
        unet,
        coder,
        Prompts(encoder, cache, rests=bool(settings.get("free_text_encoder"))),
        steps.to(device),
        guidance_embedding(preset.guidance, told).to(device) if told else None,
        float(settings.get("feedback", 0.3)),
    )


def _unet(preset: ImagePreset, folder: Path, device: str, dtype: torch.dtype) -> Any:
    from diffusers import UNet2DConditionModel

    cls: Any = UNet2DConditionModel
    if not preset.random:
        return _at_rest(_from(cls, folder / "unet", dtype), device)
    torch.manual_seed(RANDOM_SEED)
    return _at_rest(cls(**preset.shape), device, dtype)


def _autoencoder(preset: ImagePreset, folder: Path, device: str, dtype: torch.dtype, wish: str) -> Any:
    from diffusers import AutoencoderKL, AutoencoderTiny

    tiny: Any = AutoencoderTiny
    if preset.random:
        torch.manual_seed(RANDOM_SEED)
        model = tiny()
        _toned(model)
        return Tiny(_at_rest(model, device, dtype))
    if wish == "tiny" and (folder / "vae_tiny").is_dir():
        return Tiny(_at_rest(_from(tiny, folder / "vae_tiny", dtype), device))
    return Kl(_at_rest(_from(AutoencoderKL, folder / "vae", dtype), device))


@torch.no_grad()
def _toned(model: Any) -> None:
    """Let an untaught autoencoder show grey pictures with contrast instead of black ones."""
    for layers, like, spread, level in (
        (model.encoder.layers, torch.rand(1, 3, 32, 32), 1.0, 0.0),
        (model.decoder.layers, torch.randn(1, 4, 4, 4), 0.18, 0.5),
    ):
        last = layers[-1]
        last.bias.fill_(0.0)
        last.weight.mul_(spread / max(float(layers(like).std()), 1e-6))
        last.bias.fill_(level)


def _from(cls: Any, folder: Path, dtype: torch.dtype) -> Any:
    try:
        return cls.from_pretrained(str(folder), local_files_only=True, low_cpu_mem_usage=False, torch_dtype=dtype)
    except Exception as problem:  # what diffusers says is long; the first line tells which file
        said = str(problem).splitlines()[0][:200]
        raise ModelFileError(
            f"{folder}: cannot be read ({said}). Type: diorama models check {folder.parent.name}"
        ) from problem


def _at_rest(model: Any, device: str, dtype: torch.dtype = torch.float32) -> Any:
    placed = model.to(device) if dtype is torch.float32 else model.to(device, dtype)
    return placed.eval().requires_grad_(False)
