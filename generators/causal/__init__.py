"""Causal video diffusion: an endless stream of frames from diffusers' own Wan modules, steered between chunks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generators.base import Generator


def open_preset(name: str, size: tuple[int, int], settings: Mapping[str, Any] | None = None) -> Generator:
    """A model by its preset's name.

    Settings: models, device, decoder, cache, loras, steps, threads, compiled, fp8, free_text_encoder.
    """
    from generators.causal.build import decoder_of, device_of, dtype_of, lodging_of, model_of, prompts_of, windows_of
    from generators.causal.generator import CHUNK, LATENT_FRAMES, CausalVideo, shaped
    from generators.causal.pace import Pace, ladder
    from generators.causal.presets import preset_of

    wish, preset = dict(settings or {}), preset_of(name)
    device = device_of(str(wish.get("device", "")))
    if wish.get("threads"):
        import torch

        torch.set_num_threads(int(wish["threads"]))
    dtype, folder = dtype_of(device), Path(str(wish.get("models", "models")))
    loras = tuple(Path(path) for path in wish.get("loras", ()))
    made_at, kind = shaped(preset.size, size), str(wish.get("decoder", "tiny"))
    lodging = lodging_of(preset, folder, made_at, device, dtype, kind)
    model = model_of(preset, folder, device, dtype, loras, resting=lodging.resting)
    recorded = None
    if device == "cuda" and not lodging.resting:
        from generators.causal.speed import Recorded, has_fp8, quickened

        quickened(
            model, compiled=bool(wish.get("compiled", True)), fp8=bool(wish.get("fp8", False)) and has_fp8(device)
        )
        recorded = Recorded
    decoder = decoder_of(preset, folder, device, dtype, kind)
    cache = Path(wish["cache"]) if wish.get("cache") else None
    rests = bool(wish.get("free_text_encoder"))
    prompts = prompts_of(preset, folder, device, dtype, cache, lodging, rests=rests)
    windows = tuple(window for window in windows_of(preset) if window <= lodging.window)
    steps = (int(wish["steps"]),) if wish.get("steps") else preset.steps
    chunk_ms = 1000 * CHUNK * LATENT_FRAMES / preset.fps
    pace = Pace(ladder(made_at, windows, steps), chunk_ms)
    return CausalVideo(model, decoder, prompts, preset, made_at, pace, recorded)


wan_self_forcing = partial(open_preset, "wan-self-forcing")
wan_longlive = partial(open_preset, "wan-longlive")
wan_random = partial(open_preset, "wan-1.3b-random")
wan_14b_random = partial(open_preset, "wan-14b-random")
wan_tiny_random = partial(open_preset, "wan-tiny-random")
