"""The beat of the picture, counted as it comes: how long each frame of a show stood, for plots and metrics."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass, field

from runtime.player.meter import Meter

BOUNDS_S = (0.02, 0.03, 0.045, 0.05, 0.07, 0.1, 0.15, 0.25, 0.5, 1.0, 2.0, 5.0)  # 24 a second are 0.042
RECENT = 3000  # intervals that wait to be taken


def _recent() -> deque[float]:
    return deque(maxlen=RECENT)


@dataclass
class Pulse(Meter):
    """A meter that also counts for ever, in little room. The loop's thread flips, any one other takes."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS_S) + 1))  # by bound; the last: above all
    total_s: float = 0.0
    recent: deque[float] = field(default_factory=_recent)

    def flipped(self, at_s: float, new_frame: bool, pressed_at_s: float | None) -> None:
        before = self._last_s
        super().flipped(at_s, new_frame, pressed_at_s)
        if new_frame and before is not None:
            interval_s = at_s - before
            self.counts[bisect_left(BOUNDS_S, interval_s)] += 1
            self.total_s += interval_s
            self.recent.append(interval_s)

    def taken(self) -> list[float]:
        """The intervals since this was asked last, in seconds."""
        taken, self.recent = self.recent, _recent()
        return list(taken)
