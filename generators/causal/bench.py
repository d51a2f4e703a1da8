"""Figures of the causal engine, a row for each way, size, window and number of steps; on whatever device is there.

Generated frames only. Times by device events after a warm-up, medians and p95 of many chunks; random data, never zeros.
`python -m generators.causal.bench wan-1.3b-random` prints a table. The ways, each on top of the one before: eager,
recorded (CUDA graphs), compiled, fp8; all but the first want a card.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import torch

from generators.causal.build import decoder_of, device_of, dtype_of, model_of
from generators.causal.count import cost
from generators.causal.engine import Engine
from generators.causal.generator import CHUNK, LATENT_FRAMES
from generators.causal.memory import Reach
from generators.causal.noise import noise
from generators.causal.overhead import shares
from generators.causal.presets import PRESETS, Preset
from generators.causal.schedule import schedule
from generators.causal.session import Session, Stream, Text
from generators.causal.speed import Recorded, has_fp8, quickened
from generators.causal.yardstick import Yardstick

BRANCHES: Final = 4
CHUNKS: Final = 40
WINDOWS: Final = (12, 9, 6)
STEPS: Final = (4, 2, 1)
WARM_UPS: Final = 6
WAYS: Final = ("eager", "recorded", "compiled", "fp8")
QUICKEST: Final = ("compiled", "fp8")  # measured in every window and number of steps
NAMED: Final = ("way", "decoder", "width", "height", "window", "steps")  # what a row is called by
MODELS: Final = Path("models")  # where weights are looked for if nobody says otherwise


@dataclass(frozen=True)
class Row:
    """One way to run a model, and what it gave. Times in milliseconds."""

    way: str
    decoder: str
    width: int
    height: int
    window: int
    steps: int
    fps: float  # generated frames a second
    chunk_p50_ms: float
    chunk_p95_ms: float
    first_frame_ms: float
    switch_ms: float
    snapshot_ms: float
    restore_ms: float
    branches_ms: float  # the first chunks of four branches
    tflop: float  # of a chunk
    tflops: float  # a second, reached
    launches: int  # of a pass
    pass_ms: float  # one of the steps + 1 passes of a chunk
    lay_ms: float  # the window before them
    decode_ms: float  # the frames after them
    peak_mb: float  # on a card; 0 elsewhere
    ratio: float = 0.0  # of the plain loop's time over ours; 0 when it was not run


class Timer:
    """Milliseconds of a call: by device events on a card, by the clock elsewhere."""

    def __init__(self, device: str) -> None:
        self.device = device

    def __call__(self, run: Callable[[], object]) -> float:
        if self.device != "cuda":
            began = time.perf_counter()
            run()
            return (time.perf_counter() - began) * 1000
        first, last = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        first.record()
        run()
        last.record()
        torch.cuda.synchronize()
        return float(first.elapsed_time(last))


def rows(
    name: str,
    sizes: Sequence[tuple[int, int]],
    windows: Sequence[int],
    steps: Sequence[int],
    chunks: int = 0,
    folder: Path = MODELS,
    device: str = "",
) -> Iterator[Row]:
    """Measure every combination the quickest way; other ways, and the plain loop, with the first of each size.

    Weights from `folder`.
    """
    preset, device = PRESETS[name], device_of(device)
    dtype = dtype_of(device)
    model = model_of(preset, folder, device, dtype)
    decoder = decoder_of(preset, folder, device, dtype)
    ways = ways_of(device)
    bench = Bench(model, preset, decoder, device, chunks or CHUNKS)
    plain = {size: plain_ms(bench, size, windows[0], steps[0]) for size in sizes}
    for way in ways:
        quicken(model, way)
        every = way == ways[-1] or way in QUICKEST
        for size in sizes:
            for row in of_a_way(bench, way, size, windows if every else windows[:1], steps if every else steps[:1]):
                like = (row.window, row.steps) == (windows[0], steps[0])
                yield replace(row, ratio=round(plain[size] / row.chunk_p50_ms, 2)) if like else row


def ways_of(device: str) -> tuple[str, ...]:
    """What can be tried on a device."""
    if device != "cuda":
        return WAYS[:1]
    return WAYS if has_fp8(device) else WAYS[:-1]


def quicken(model: Any, way: str) -> None:
    """Bring a model from the way before to this one."""
    if way != WAYS[0]:
        quickened(model, compiled=way == "compiled", fp8=way == "fp8")


@dataclass(frozen=True)
class Bench:
    """What is measured, and how."""

    model: Any
    preset: Preset
    decoder: Any
    device: str
    chunks: int
    named: str = "tiny"  # the decoder

    def reach(self, window: int) -> Reach:
        """A window with the preset's sink, as far as it has room."""
        return Reach(window, min(self.preset.sink, window - CHUNK), CHUNK)

    def engine(self, size: tuple[int, int], window: int, steps: int, recorded: Recorded | None = None) -> Engine:
        """The model at a size of pixels."""
        return Engine(self.model, size[1] // 8, size[0] // 8, self.reach(window), schedule(steps), recorded=recorded)


def of_a_way(of: Bench, way: str, size: tuple[int, int], windows: Sequence[int], steps: Sequence[int]) -> Iterator[Row]:
    """Rows of one size: the buffers are made for the longest window, as in a show."""
    engine = of.engine(size, windows[0], steps[0], None if way == WAYS[0] else Recorded())
    session = Session(engine, of.decoder)
    for window in windows:
        for count in steps:
            engine.reach, engine.schedule = of.reach(window), schedule(count)
            yield measured(of, way, session, size)


def measured(of: Bench, way: str, session: Session, size: tuple[int, int]) -> Row:
    """One row."""
    preset, device, chunks = of.preset, of.device, of.chunks
    timer, engine = Timer(device), session.engine
    if device == "cuda":
        torch.cuda.reset_peak_memory_stats()
    texts = [session.read(_embedding(engine, number)) for number in range(BRANCHES + 1)]
    for again in (False, True):  # whatever is compiled or recorded is, before anything is timed
        session.cut(texts[0], 1)
        first = timer(session.chunk)
        for _ in range(WARM_UPS if not again else engine.reach.window // CHUNK):
            session.chunk()
    spent = [timer(session.chunk) for _ in range(chunks)]
    session.settle()
    parts = _parts(session, timer)
    snapshot = timer(session.snapshot)
    kept = session.snapshot()
    _branches(session, kept, texts[:1])
    branches = timer(partial(_branches, session, kept, texts[1:]))
    restore = timer(partial(session.restore, kept))
    switch = timer(partial(_branches, session, kept, texts[1:2]))
    peak = torch.cuda.max_memory_allocated() / 1e6 if device == "cuda" else 0.0
    price = cost(preset.shape, size, engine.reach, engine.dtype)
    middle = median(spent)
    return Row(
        way,
        of.named,
        *size,
        engine.reach.window,
        engine.schedule.steps,
        fps=round(1000 * CHUNK * LATENT_FRAMES / middle, 2),
        chunk_p50_ms=round(middle, 2),
        chunk_p95_ms=round(sorted(spent)[int(0.95 * (len(spent) - 1))], 2),
        first_frame_ms=round(first, 2),
        switch_ms=round(switch, 2),
        snapshot_ms=round(snapshot, 3),
        restore_ms=round(restore, 3),
        branches_ms=round(branches, 2),
        tflop=round(price.chunk_tflop(engine.schedule.steps), 4),
        tflops=round(price.chunk_tflop(engine.schedule.steps) / middle * 1000, 3),
        launches=price.launches,
        pass_ms=round(parts["pass_ms"], 2),
        lay_ms=round(parts["lay_ms"], 2),
        decode_ms=round(parts["decode_ms"], 2),
        peak_mb=round(peak, 1),
    )


def _parts(session: Session, timer: Timer, repeats: int = 3) -> dict[str, float]:
    """What a chunk is made of, each by itself; the stream goes on as if nothing had been asked."""
    engine, now = session.engine, session.snapshot()
    latents = now.latents[-1]

    def lay() -> None:
        engine._laid = None
        engine._lay(now.memory)

    session.decoder.state = now.decoder
    runs: dict[str, Callable[[], object]] = {
        "lay_ms": lay,
        "pass_ms": lambda: engine._pass(latents, 1000.0),
        "decode_ms": lambda: session.decoder.push(latents),
    }
    with torch.inference_mode():
        return {name: median(timer(run) for _ in range(repeats)) for name, run in runs.items()}


def _branches(session: Session, kept: Stream, texts: Sequence[Text]) -> None:
    """The first chunk of each branch from one moment."""
    for text in texts:
        session.restore(kept)
        session.follow(text)
        session.chunk()


def plain_ms(of: Bench, size: tuple[int, int], window: int, steps: int) -> float:
    """Milliseconds a chunk of the plain loop over the same model, decoding with the same decoder."""
    engine, timer = of.engine(size, window, steps), Timer(of.device)
    yardstick = Yardstick(of.model, size[1] // 8, size[0] // 8, engine.reach, engine.schedule)
    yardstick.install()
    text = _embedding(engine, 0)
    of.decoder.reset()

    def run() -> None:
        drawn = yardstick.made
        of.decoder.push(yardstick.chunk(text, lambda step: noise(1, drawn, step, yardstick.shape).to(engine.device)))

    for _ in range(WARM_UPS):
        run()
    return median(timer(run) for _ in range(max(3, of.chunks // 4)))


def _embedding(engine: Engine, number: int) -> torch.Tensor:
    generator = torch.Generator().manual_seed(number)
    return torch.randn(1, 512, engine.model.config.text_dim, generator=generator).to(engine.device, engine.dtype)


def table(found: Sequence[Row]) -> str:
    """The rows as text, a column for each figure."""
    names = list(asdict(found[0]))
    lines = [
        names,
        *([value if isinstance(value, str) else f"{value:g}" for value in asdict(row).values()] for row in found),
    ]
    widths = [max(len(line[n]) for line in lines) for n in range(len(names))]
    return "\n".join("  ".join(word.rjust(width) for word, width in zip(line, widths, strict=True)) for line in lines)


def counted(name: str) -> Iterator[dict[str, float]]:
    """What each way costs, for machines where it would take hours to time: nothing here was measured."""
    preset = PRESETS[name]
    for size in _sizes(preset):
        for window in WINDOWS:
            price = cost(preset.shape, size, Reach(window, min(preset.sink, window - CHUNK), CHUNK))
            for steps in STEPS:
                yield {
                    "width": size[0],
                    "height": size[1],
                    "window": window,
                    "steps": steps,
                    "tflop_a_chunk": round(price.chunk_tflop(steps), 2),
                    "launches_a_pass": price.launches,
                    "window_gb": round(price.window_bytes / 1e9, 3),
                    "weights_gb": round(price.weight_bytes / 1e9, 3),
                }


def figures(name: str, folder: Path = MODELS, device: str = "") -> dict[str, float]:
    """One flat object for `diorama bench`: timed where there is a card or the model is tiny, else counted.

    `overhead_share` is always measured: what of a pass is no matrix work, of two layers where there is no card.
    """
    sizes, device = _sizes(PRESETS[name]), device_of(device)
    timed = device != "cpu" or not is_big(PRESETS[name])
    made = rows(name, sizes, WINDOWS, STEPS, folder=folder, device=device)
    found = [asdict(row) for row in made] if timed else list(counted(name))
    flat = {"timed": float(timed)} | shares(PRESETS[name], device, dtype_of(device), Timer(device))
    for row in found:
        way = f"{row['width']:g}x{row['height']:g}_w{row['window']:g}_s{row['steps']:g}"
        way += "" if row.get("way", WAYS[0]) == WAYS[0] else f"_{row['way']}"
        flat |= {f"{way}_{key}": float(value) for key, value in row.items() if key not in NAMED}
    return flat


def is_big(preset: Preset) -> bool:
    """Whether a chunk of it takes a processor minutes."""
    return preset.size[0] > 200


def _sizes(preset: Preset) -> tuple[tuple[int, int], ...]:
    return ((832, 480), (576, 320)) if is_big(preset) else (preset.size,)


def main(words: Sequence[str]) -> int:
    name = words[0] if words else "wan-1.3b-random"
    if name not in PRESETS:
        sys.stderr.write(f"{name}: type one of {', '.join(PRESETS)}\n")
        return 2
    if device_of() == "cpu" and is_big(PRESETS[name]):
        sys.stdout.write("There is no card here: operations and bytes are counted, nothing is timed.\n")
        sys.stdout.writelines(f"{row}\n" for row in counted(name))
        return 0
    found = list(rows(name, _sizes(PRESETS[name]), WINDOWS, STEPS))
    sys.stdout.write(f"{table(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
