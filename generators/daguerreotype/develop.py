"""From a training folder to a weights file: `python -m generators.daguerreotype.develop --folder RUN`.

Reader, mender and the painter of people are taught (kept in the folder), then everything is put into one file.
"""

from __future__ import annotations

import argparse
import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import torch
from safetensors.torch import load_file, save_file

from generators.daguerreotype import archive, plating, reader, sittings, weights
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.model import SHAPES, Network
from generators.daguerreotype.sitters import Sitters

READ_CLIPS: Final = 250  # of held-out combinations, for the reader alone
PLATE_CLIPS: Final = 500
READ_STEPS: Final = 700
PLATE_STEPS: Final = 500


def averaged(folder: Path) -> tuple[dict[str, torch.Tensor], dict[str, Any]]:
    """The averaged weights of a training and where it is."""
    kept = load_file(folder / "training.safetensors")
    progress = json.loads((folder / "progress.json").read_text())
    return {name[4:]: value for name, value in kept.items() if name.startswith("ema.")}, progress


def read_by(folder: Path, codec: Codec, steps: int = READ_STEPS) -> reader.Reader:
    """The folder's reader; taught when there is none."""
    path = folder / "reader.safetensors"
    if path.is_file():
        return reader.reader_of(load_file(path))
    archive.gather(folder, READ_CLIPS, "held_out")
    seen, held = archive.opened(folder), archive.opened(folder, "held_out", READ_CLIPS)
    both = archive.Archive(torch.cat([seen.latents, held.latents]), torch.cat([seen.rows, held.rows]))
    made = reader.trained(codec, both, steps)
    save_file(_named("reader", made), path)
    return made


def mended_by(folder: Path, codec: Codec, network: Network, steps: int, clips: int = PLATE_CLIPS) -> Any:
    """The folder's mender; taught when there is none."""
    from generators.daguerreotype.plate import mender_of

    path = folder / "mender.safetensors"
    if path.is_file():
        return mender_of(load_file(path))
    made, losses = plating.trained(plating.pairs(range(clips), codec, network, steps), PLATE_STEPS)
    print(f"mender: loss {sum(losses[:20]) / 20:.4f} -> {sum(losses[-20:]) / 20:.4f}", flush=True)  # noqa: T201
    save_file(_named("mender", made), path)
    return made


def painted_by(folder: Path) -> Sitters:
    """The folder's painter of people; taught when there is none."""
    path, made = folder / "sitters.safetensors", Sitters()
    if path.is_file():
        made.load_state_dict({name.removeprefix("sitters."): value for name, value in load_file(path).items()})
        return made
    made, losses = sittings.trained(sittings.gather(folder))
    print(f"sitters: loss {sum(losses[:20]) / 20:.4f} -> {sum(losses[-20:]) / 20:.4f}", flush=True)  # noqa: T201
    save_file(_named("sitters", made), path)
    return made


def _named(prefix: str, module: torch.nn.Module) -> dict[str, torch.Tensor]:
    return {f"{prefix}.{name}": value.contiguous() for name, value in module.state_dict().items()}


def assembled(folder: Path, target: Path, steps: int, told: Mapping[str, Any]) -> Path:
    """Teach what is lacking and write the weights file."""
    codec = archive.codec_of(folder)
    named, progress = averaged(folder)
    network = Network(SHAPES[progress["shape"]])
    network.load_state_dict(named)
    network.eval().requires_grad_(False)
    parts = codec.tensors()
    parts |= _named("reader", read_by(folder, codec))
    parts |= _named("mender", mended_by(folder, codec, network, steps))
    parts |= _named("sitters", painted_by(folder))
    card = {
        "shape": progress["shape"],
        "steps": steps,
        "training_minutes": round(progress["seconds"] / 60, 1),
        "training_steps": progress["step"],
        "chunks": progress["samples"],
        "clips": len(archive.opened(folder)),
        **told,
    }
    weights.save(target, named, parts, card)
    return target


def machine() -> str:
    """What this runs on, in words."""
    if torch.cuda.is_available():
        return str(torch.cuda.get_device_name())
    model = next((line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")), "processor")
    return f"{torch.get_num_threads()} cores of {model} ({platform.machine()})"


def _cpuinfo() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.is_file() else []


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="of a training")
    parser.add_argument("-o", "--out", type=Path, default=weights.shipped(), help="the weights file")
    parser.add_argument("--steps", type=int, default=2, help="denoising steps that it plays with")
    wish = parser.parse_args(arguments)
    torch.set_flush_denormal(True)
    path = assembled(wish.folder, wish.out, wish.steps, {"trained_on": machine()})
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
