"""The drawings of a report's page: a bar for a share, and how playing times are distributed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.playtest.told import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT, FOOT = 440.0, 150.0, 24.0  # units of the drawing
BINS = 32  # at most
STEPS_S = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400)  # between marks
MARKS = 5  # at most


def bar(share: float) -> str:
    """A share 0..1 as a bar; something that is not nothing can be seen."""
    part = max(share * 100, 1.0) if share > 0 else 0.0
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="all" width="100" height="10"/><rect class="part" width="{part:.1f}" height="10"/></svg>'
    )


def histogram(seconds: Sequence[float], middle: float) -> str:
    """How many plays last how long, with a line at the median."""
    low, high = min(seconds), max(seconds)
    bins = max(8, min(BINS, round(2 * len(seconds) ** (1 / 3))))  # Rice's rule
    if high - low < bins:  # they are all as long: one bar in the middle
        low, high = low - bins / 2, low + bins / 2
    counts = [0] * bins
    for one in seconds:
        counts[min(bins - 1, int((one - low) / (high - low) * bins))] += 1
    tall, wide = (HEIGHT - FOOT) / max(counts), WIDTH / bins
    bars = "".join(_column(n * wide, wide - 1, count * tall) for n, count in enumerate(counts) if count)
    at = (middle - low) / (high - low) * WIDTH
    label = (
        f"Playing times from {clock(max(0, min(seconds)))} to {clock(max(seconds))}, half of them under {clock(middle)}"
    )
    return (
        f'<svg class="chart" viewBox="0 -4 {WIDTH:g} {HEIGHT + 4:g}" role="img" aria-label="{label}">{bars}'
        f'<path class="line" d="M0 {HEIGHT - FOOT}H{WIDTH}"/>{_marks(low, high)}'
        f'<path class="mid" d="M{at:.1f} -4V{HEIGHT - FOOT}"/></svg>'
    )


def _column(x: float, width: float, height: float) -> str:
    return f'<rect x="{x:.1f}" y="{HEIGHT - FOOT - height:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _marks(low: float, high: float) -> str:
    """Times under the bars, at round distances."""
    step = next((one for one in STEPS_S if (high - low) / one <= MARKS), int(high - low))
    found = []
    at = (int(low) // step + 1) * step
    while at < high:
        x = (at - low) / (high - low) * WIDTH
        if 20 < x < WIDTH - 20 and at >= 0:
            found.append(f'<text x="{x:.1f}" y="{HEIGHT - 6}" text-anchor="middle">{clock(at)}</text>')
        at += step
    return "".join(found)
