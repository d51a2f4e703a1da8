"""Measures what the viewer feels: intervals between content frames, and the way from a press to its flip."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

KEPT = 20_000  # measurements


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share`, 0..1, of the values do not exceed; 0.0 when there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


@dataclass
class Meter:
    intervals_s: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    latencies_s: deque[float] = field(default_factory=lambda: deque(maxlen=KEPT))
    flipped_s: float = 0.0  # timer's time of the last flip
    _last_s: float | None = None

    def flipped(self, at_s: float, new_frame: bool, pressed_at_s: float | None) -> None:
        """A flip: of a new content frame or not, and the first after a press or not."""
        self.flipped_s = at_s
        if pressed_at_s is not None:
            self.latencies_s.append(at_s - pressed_at_s)
        if not new_frame:
            return
        if self._last_s is not None:
            self.intervals_s.append(at_s - self._last_s)
        self._last_s = at_s

    def rest(self) -> None:
        """The picture stood still on purpose: the next interval does not count."""
        self._last_s = None

    def figures(self) -> dict[str, float]:
        """In milliseconds."""
        return {
            "interval_p50_ms": round(1000 * percentile(self.intervals_s, 0.5), 2),
            "interval_p99_ms": round(1000 * percentile(self.intervals_s, 0.99), 2),
            "input_p50_ms": round(1000 * percentile(self.latencies_s, 0.5), 2),
            "input_p99_ms": round(1000 * percentile(self.latencies_s, 0.99), 2),
        }
