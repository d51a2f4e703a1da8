"""The model card: what the weights are, what they were made from, and the figures of the examination."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

FIGURES: Final = ("<!-- figures -->", "<!-- end of figures -->")
ATTRIBUTES: Final = ("place", "time", "weather", "figures")
NAMED: Final[Mapping[str, str]] = {
    "fps": "generated frames a second, plates included",
    "first_frame_ms": "first frame after a cut, ms",
    "chunk_ms_p50": "a chunk of 4 frames, ms, median",
    "chunk_ms_p95": "a chunk of 4 frames, ms, 95th percentile",
    "memory_mb": "memory of the process with everything in it, MB",
    "psnr_db": "codec alone, held-out clips, dB",
    "drift_3min": "drift after three minutes (the worse of the next two)",
    "drift_accuracy": "answers right at minute three over the first seconds",
    "drift_sharpness": "sharpness at minute three over the first seconds, beside the paper theatre's own",
    "drift_light": "light at minute three over the first seconds, beside the paper theatre's own",
    "switch_chunks": "chunks until another scene's place and time are read, median",
    "chunks_unbroken": "chunks of random, randomly steered shots without a number that is none",
    "chunks": "of so many",
    "params": "weights",
}


def table(figures: Mapping[str, Any]) -> str:
    """The figures as a Markdown table."""
    lines = [
        f"{figures['width']} x {figures['height']} pixels, {figures['threads']} threads.",
        f"Taught on {figures['trained_on']}.",
        "",
        "| figure | value |",
        "| --- | --- |",
    ]
    lines += [f"| {words} | {figures[name]:,} |" for name, words in NAMED.items() if name in figures]
    lines += [
        "",
        "Share of answers that are right, read off generated frames after one second;",
        "in brackets what the reader makes of the paper theatre's own frames:",
        "",
        "| asked | seen combinations | held-out combinations |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| {name} | {figures['seen'][name]:.1%} ({figures['reader_seen'][name]:.1%}) "
        f"| {figures['held_out'][name]:.1%} ({figures['reader_held_out'][name]:.1%}) |"
        for name in ATTRIBUTES
    ]
    return "\n".join(lines)


def written(path: Path, figures: Mapping[str, Any]) -> None:
    """Put the figures into the card between its marks; ValueError when it has none."""
    text = path.read_text(encoding="utf-8")
    head, mark, rest = text.partition(FIGURES[0])
    _, end, tail = rest.partition(FIGURES[1])
    if not mark or not end:
        raise ValueError(f"{path}: the marks {FIGURES[0]} and {FIGURES[1]} are not in it")
    path.write_text(f"{head}{mark}\n{table(figures)}\n{end}{tail}", encoding="utf-8")
