"""What a card gives: `python -m generators.causal.measured FOLDER --commit ID` runs all that only a card can tell.

Figures are kept in FOLDER/figures.json after every part: a run that is cut off loses only the part it was at, and a
part that fails says so in its place. At the end FOLDER/figures.md has them as tables.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import torch

from generators.causal import bench
from generators.causal.build import decoder_of, dtype_of, model_of
from generators.causal.generator import CHUNK
from generators.causal.golden import differences, engine_of, recorded
from generators.causal.memory import Memory
from generators.causal.noise import noise
from generators.causal.presets import PRESETS
from generators.causal.report import page
from generators.causal.session import Session
from generators.causal.speed import Recorded, quickened

SIZES: Final = ((832, 480), (576, 320))
SIDE: Final = 8192  # of the matrices that say how quick the card is
TENTHS: Final = 10
DRIFT_CHUNKS: Final = 200
LENGTH: Final = 5_000  # latents
Figures = dict[str, Any]
Part = Callable[[argparse.Namespace], Any]


def machine(wish: argparse.Namespace) -> Figures:
    """What it ran on."""
    import diffusers

    asked = ["nvidia-smi", "--query-gpu=driver_version", "--format=csv,noheader"]
    driver = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() if _card() else ""
    return {
        "device": torch.cuda.get_device_name() if _card() else platform.processor(),
        "driver": driver,
        "torch": torch.__version__,
        "cudnn": torch.backends.cudnn.version(),
        "diffusers": diffusers.__version__,
        "commit": wish.commit,
    }


def _card() -> bool:
    return torch.cuda.is_available()


def _device() -> str:
    return "cuda" if _card() else "cpu"


def rates(wish: argparse.Namespace) -> Figures:
    """The two ceilings, in random numbers: matrices in bfloat16, and copying within the card's memory."""
    side, timer = (256 if wish.quick else SIDE), bench.Timer(_device())
    a, b = (torch.randn(side, side, device=_device(), dtype=torch.bfloat16) for _ in range(2))
    x, y = torch.randn(side, 4 * side, device=_device()), torch.empty(side, 4 * side, device=_device())
    for _ in range(3):
        a @ b
        y.copy_(x)
    product, copy = (
        median(timer(lambda: a @ b) for _ in range(20)),
        median(timer(lambda: y.copy_(x)) for _ in range(20)),
    )
    return {
        "matrix_tflops": round(2 * side**3 / product / 1e9, 1),
        "copy_tb_s": round(2 * x.numel() * 4 / copy / 1e9, 2),
    }


def exactness(_wish: argparse.Namespace) -> Figures:
    """The recorded roll-outs on this device: the largest difference of a chunk, in float32 and in bfloat16."""
    found: Figures = {}
    for path in sorted(Path("tests/data/causal").glob("*.safetensors")):
        for dtype in (torch.float32, torch.bfloat16):
            worst = max(differences(path, dtype=dtype, device=_device()))
            found[f"{path.stem} {str(dtype).removeprefix('torch.')}"] = float(f"{worst:.2e}")
    return found


@torch.inference_mode()
def drift(wish: argparse.Namespace) -> list[Figures]:
    """Two streams of a recorded roll-out's weights from the same noise, in float32 and in bfloat16, chunk by chunk."""
    story, tensors = recorded(Path("tests/data/causal/longlive.safetensors"))
    engines = [
        engine_of(story, tensors, relative=True, dtype=dtype, device=_device())
        for dtype in (torch.float32, torch.bfloat16)
    ]
    texts = [engine.read(tensors["text.0"]) for engine in engines]
    memories, found = [Memory(), Memory()], []
    for chunk in range(8 if wish.quick else DRIFT_CHUNKS):
        drawn = partial(noise, 7, chunk, shape=engines[0].chunk_shape)
        pair = [
            engine.denoised(memory, text, drawn) for engine, memory, text in zip(engines, memories, texts, strict=True)
        ]
        memories = [
            engine.committed(memory, text, latents)
            for engine, memory, text, latents in zip(engines, memories, texts, pair, strict=True)
        ]
        away, size = (pair[1] - pair[0]).float().norm() / pair[0].norm(), pair[1].std() / pair[0].std()
        found.append({"chunk": chunk, "away": round(float(away), 4), "spread": round(float(size), 4)})
    return found


def streams(wish: argparse.Namespace) -> list[Figures]:
    """Every way, window and number of steps."""
    rows, began = [], time.perf_counter()
    steps = bench.STEPS[:1] if wish.quick else bench.STEPS
    for row in bench.rows(wish.model, [wish.size], wish.windows, steps, chunks=wish.chunks):
        rows.append(asdict(row))
        sys.stdout.write(f"{bench.table([row])}\nafter {time.perf_counter() - began:.0f} s\n")
        sys.stdout.flush()
        wish.keep("streams", rows)
    return rows


def small(wish: argparse.Namespace) -> Figures:
    """The smaller picture, and a stream of LENGTH latents of it without a reset."""
    preset, device = PRESETS[wish.model], _device()
    model = quickened(model_of(preset, bench.MODELS, device, dtype_of(device)), compiled=_card(), fp8=False)
    of = bench.Bench(model, preset, decoder_of(preset, bench.MODELS, device, dtype_of(device)), device, wish.chunks)
    size, way = (SIZES[1] if wish.size == SIZES[0] else wish.size), ("compiled" if _card() else "eager")
    rows = [asdict(row) for row in bench.of_a_way(of, way, size, (12,), (4, 2))]
    engine = of.engine(size, 12, 1, Recorded() if _card() else None)
    return {"rows": rows, "length": _length(Session(engine, of.decoder), 20 if wish.quick else LENGTH // CHUNK)}


def _length(session: Session, chunks: int) -> list[Figures]:
    """In tenths: time of a chunk, memory of the card, spread of the latents."""
    timer, found = bench.Timer(_device()), []
    session.cut(session.read(bench._embedding(session.engine, 0)), 5)
    for tenth in range(TENTHS):
        spent = [timer(session.chunk) for _ in range(chunks // TENTHS)]
        latents = session.snapshot().pending
        found.append(
            {
                "tenth": tenth,
                "chunk_p50_ms": round(median(spent), 2),
                "chunk_p95_ms": round(sorted(spent)[int(0.95 * (len(spent) - 1))], 2),
                "held_mb": round(torch.cuda.memory_allocated() / 1e6) if _card() else 0,
                "spread": round(float(latents.std()), 3) if latents is not None else 0.0,
            }
        )
    return found


def whole_decoder(wish: argparse.Namespace) -> list[Figures]:
    """Wan's own autoencoder in place of the tiny one: with the plain loop, and with ours recorded."""
    preset, device = PRESETS[wish.model], _device()
    dtype = dtype_of(device)
    model = model_of(preset, bench.MODELS, device, dtype)
    decoder = decoder_of(preset, bench.MODELS, device, dtype, "vae")
    of = bench.Bench(model, preset, decoder, device, max(4, wish.chunks // 2), "vae")
    plain = bench.plain_ms(of, wish.size, 12, 4)
    rows: list[Figures] = [
        {"way": "plain", "decoder": "vae", "chunk_p50_ms": round(plain, 2), "window": 12, "steps": 4}
    ]
    ours = bench.of_a_way(of, "recorded" if _card() else "eager", wish.size, (12,), (4,))
    return rows + [{**asdict(row), "ratio": round(plain / row.chunk_p50_ms, 2)} for row in ours]


def images(wish: argparse.Namespace) -> list[Figures]:
    """Image streams: frames a second of both, the paper theatre's composing included."""
    from generators import image_stream
    from generators.base import Setting, Shot
    from generators.image_stream.feedback import Likeness

    found, frames = [], 30 if wish.quick else 200
    size = (128, 64) if wish.quick and not _card() else (512, 512)
    names = ("sd_tiny_random",) if wish.quick and not _card() else ("sd15_random", "sd_turbo_random")
    for name in names:
        made: Any = getattr(image_stream, name)(size, {"fps": 24})
        made.likeness = Likeness(longest=0)  # every frame is painted
        made.begin(Shot(prompt="A lighthouse at night.", setting=Setting(place="lighthouse"), seed=3))
        for _ in range(20):
            made.next_chunk()
        spent = []
        for _ in range(frames):
            began = time.perf_counter()
            made.next_chunk()
            spent.append((time.perf_counter() - began) * 1000)
        guide = time.perf_counter()
        for _ in range(50):
            made.guide.next_chunk()
        composing = (time.perf_counter() - guide) * 1000 / 50
        middle = median(spent)
        found.append(
            {
                "name": name,
                "width": made.format.width,
                "height": made.format.height,
                "steps": made.painter.steps.count,
                "fps": round(1000 / middle, 1),
                "frame_p50_ms": round(middle, 2),
                "frame_p95_ms": round(sorted(spent)[int(0.95 * len(spent))], 2),
                "guide_ms": round(composing, 2),
                "skipped": made.skipped,
            }
        )
    return found


PARTS: Final[Mapping[str, Part]] = {
    "machine": machine,
    "rates": rates,
    "exactness": exactness,
    "drift": drift,
    "streams": streams,
    "images": images,
    "small": small,
    "whole_decoder": whole_decoder,
}


def run(wish: argparse.Namespace) -> Figures:
    """All parts that are asked for, kept after each."""
    path = wish.folder / "figures.json"
    found: Figures = json.loads(path.read_text()) if path.is_file() else {}

    def keep(name: str, value: Any) -> None:
        found[name] = value
        path.write_text(json.dumps(found, indent=1))

    wish.keep = keep
    for name in wish.parts:
        began = time.perf_counter()
        try:
            keep(name, PARTS[name](wish))
        except Exception as problem:
            keep(f"{name} failed", f"{type(problem).__name__}: {problem}"[:2000])
        if _card():
            torch.cuda.empty_cache()
        keep("seconds", {**found.get("seconds", {}), name: round(time.perf_counter() - began, 1)})
        sys.stdout.write(f"{name}: {found.get(name, found.get(f'{name} failed'))}\n")
        sys.stdout.flush()
    return found


def main(words: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--commit", default="")
    parser.add_argument("--model", default="wan-1.3b-random")
    parser.add_argument("--chunks", type=int, default=16, help="timed for each row")
    parser.add_argument("--windows", type=int, nargs="*", default=list(bench.WINDOWS), help="latents")
    parser.add_argument("--parts", nargs="*", default=list(PARTS), choices=list(PARTS))
    parser.add_argument("--quick", action="store_true", help="a little of each")
    wish = parser.parse_args(words)
    wish.folder.mkdir(parents=True, exist_ok=True)
    wish.size = SIZES[0] if bench.is_big(PRESETS[wish.model]) else PRESETS[wish.model].size
    (wish.folder / "figures.md").write_text(page(run(wish)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
