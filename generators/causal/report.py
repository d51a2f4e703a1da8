"""What was measured on a card, as a page for people: tables of the figures that measured.py keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

STREAM: Final[Mapping[str, str]] = {  # a row's figure -> the column's heading
    "way": "way",
    "decoder": "decoder",
    "window": "window",
    "steps": "steps",
    "fps": "frames/s",
    "chunk_p50_ms": "chunk p50",
    "chunk_p95_ms": "p95",
    "first_frame_ms": "first frames",
    "switch_ms": "switch",
    "branches_ms": "4 branches",
    "pass_ms": "a pass",
    "lay_ms": "window laid",
    "decode_ms": "decoding",
    "tflops": "TFLOP/s",
    "peak_mb": "peak MB",
    "ratio": "plain loop's time over it",
}
SHOWN_CHUNKS: Final = (0, 9, 49, 99, 149, 199)  # of the drift


def page(found: Mapping[str, Any]) -> str:
    """The page, Markdown; parts that were not measured are left out."""
    parts = [_machine(found)]
    streams = [*found.get("streams", ()), *found.get("whole_decoder", ())]
    for size in dict.fromkeys((row["width"], row["height"]) for row in streams if "width" in row):
        rows = [row for row in streams if (row.get("width"), row.get("height")) == size]
        parts.append(f"## {size[0]} x {size[1]}, times in milliseconds\n\n{table(rows, STREAM)}")
    small = found.get("small", {})
    if small:
        row = small["rows"][0]
        parts.append(f"## {row['width']} x {row['height']}\n\n{table(small['rows'], STREAM)}")
        tenths = {name: name.replace("_", " ") for name in small["length"][0]}
        parts.append(f"## A stream without a reset, in tenths\n\n{table(small['length'], tenths)}")
    if "exactness" in found:
        lines = [f"- {name}: {value:.1e}" for name, value in found["exactness"].items()]
        parts.append("## Largest difference from the recorded roll-outs\n\n" + "\n".join(lines))
    if "drift" in found:
        rows = [row for row in found["drift"] if row["chunk"] in SHOWN_CHUNKS]
        named = {"chunk": "chunk", "away": "bfloat16 from float32, relative", "spread": "spread over float32's"}
        parts.append(f"## bfloat16 beside float32, from the same noise\n\n{table(rows, named)}")
    return "\n\n".join(parts) + "\n"


def _machine(found: Mapping[str, Any]) -> str:
    machine, rates = found.get("machine", {}), found.get("rates", {})
    said = ", ".join(f"{name} {value}" for name, value in machine.items() if value)
    ceilings = ", ".join(f"{name.replace('_', ' ')} {value:g}" for name, value in rates.items())
    return f"Measured on: {said}.\n\nCeilings of the card, random numbers: {ceilings}."


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    """A Markdown table; what a row lacks, or what is 0 because it was not measured, stays empty."""
    lines = ["| " + " | ".join(columns.values()) + " |", "|" + " --- |" * len(columns)]
    for row in rows:
        cells = (row.get(name, "") for name in columns)
        lines.append("| " + " | ".join(_cell(cell) for cell in cells) + " |")
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:g}"
    return str(value)
