"""Proof of exactness: `python -m generators.causal.golden FILE.safetensors` rolls a recorded stream out again.

Prints the largest difference of each chunk; ends with 1 when one is above the tolerance.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import torch

from generators.causal.engine import Engine
from generators.causal.formats import Kind, ModelFileError, Recognised, stripped
from generators.causal.load import built
from generators.causal.memory import Memory, Reach
from generators.causal.schedule import SHIFT, Schedule, schedule

TOLERANCE: Final = 5e-5  # right code gives 1e-5; each known mistake costs 1.6e-4 or more


def differences(
    path: Path, *, relative: bool = False, dtype: torch.dtype = torch.float32, device: str = "cpu"
) -> Iterator[float]:
    """The largest difference of each chunk's latents from the recorded ones, chunk after chunk."""
    story, tensors = recorded(path)
    engine = engine_of(story, tensors, relative=relative, dtype=dtype, device=device)
    memory, text, history = Memory(), engine.read(tensors["text.0"]), []
    for chunk in range(story["chunks"]):

        def noise(step: int, chunk: int = chunk) -> torch.Tensor:
            return tensors[f"chunk.{chunk}.noise.{step}"]

        latents = engine.denoised(memory, text, noise)
        yield float((latents.cpu() - tensors[f"chunk.{chunk}.latents"]).abs().max())
        memory = engine.committed(memory, text, latents)
        history.append(latents)
        if chunk == story["switch_after_chunk"]:
            text = engine.read(tensors["text.1"])
            last = torch.cat(history, dim=2)[:, :, -engine.remembered(memory) :]
            memory = engine.recommitted(memory, text, last)


def recorded(path: Path) -> tuple[dict[str, Any], dict[str, torch.Tensor]]:
    """The settings and the tensors of a recorded roll-out."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), "pt") as file:
            story = json.loads((file.metadata() or {}).get("golden", ""))
            return story, {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118 (not a mapping)
    except (OSError, SafetensorError, ValueError) as problem:
        raise ModelFileError(f"{path}: not a recorded roll-out ({problem}).") from problem


def engine_of(
    story: dict[str, Any],
    tensors: dict[str, torch.Tensor],
    *,
    relative: bool,
    dtype: torch.dtype,
    device: str = "cpu",
) -> Engine:
    """The engine with the recording's own weights, window, sink and steps."""
    from diffusers.loaders.single_file_utils import convert_wan_transformer_to_diffusers

    weights = stripped({k.removeprefix("weights."): v for k, v in tensors.items() if k.startswith("weights.")})
    config = {
        "num_attention_heads": story["num_heads"],
        "attention_head_dim": story["dim"] // story["num_heads"],
        "text_dim": story["text_dim"],
        "ffn_dim": story["ffn_dim"],
        "num_layers": story["num_layers"],
    }
    found = Recognised(Kind.WAN, convert_wan_transformer_to_diffusers(weights), "original", config)
    reach = Reach(story["window_latents"], story["sink_latents"], story["frames_per_chunk"])
    model = built(found, dtype).eval().requires_grad_(False).to(device)
    return Engine(model, story["latent_height"], story["latent_width"], reach, _steps(story), relative=relative)


def _steps(story: dict[str, Any]) -> Schedule:
    shift = float(story.get("shift", SHIFT))
    levels = tuple(t / 1000 / (shift - (shift - 1) * t / 1000) for t in story["timesteps"])
    return schedule(len(levels), shift, levels)


def main(words: list[str]) -> int:
    if not words:
        sys.stderr.write("Type python -m generators.causal.golden FILE.safetensors [...]\n")
        return 2
    worst = 0.0
    for word in words:
        try:
            for number, difference in enumerate(differences(Path(word))):
                sys.stdout.write(f"{Path(word).name} chunk {number}: {difference:.1e}\n")
                worst = max(worst, difference)
        except ModelFileError as problem:
            sys.stderr.write(f"{problem}\n")
            return 2
    sys.stdout.write(f"worst {worst:.1e}, tolerance {TOLERANCE:.0e}\n")
    return int(worst > TOLERANCE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
