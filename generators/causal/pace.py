"""Keeps a stream in time: measured milliseconds a chunk decide what is given up: window, then steps, then size.

Never the frame clock. Pure: figures in, a plan out.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import Final

from generators.causal.memory import Reach

FULL: Final = 0.92  # share of a chunk's playing time that its making may take
SPARE: Final = 0.45  # below this share there is room for more
SLOW_CHUNKS: Final = 3  # measured before anything is given up
QUICK_CHUNKS: Final = 24  # measured before anything is taken back
TRIES: Final = 2  # a rung that was too slow so often is not gone back to


@dataclass(frozen=True)
class Plan:
    """What a chunk is made with."""

    window: int  # latents
    steps: int
    size: tuple[int, int]  # pixels: width, height

    def reach(self, sink: int, chunk: int) -> Reach:
        return Reach(self.window, min(sink, self.window - chunk), chunk)


def ladder(size: tuple[int, int], windows: tuple[int, ...], steps: tuple[int, ...]) -> tuple[Plan, ...]:
    """From the best plan down: the window goes first, then steps, then the size, to about half of it twice."""
    plans = [Plan(window, steps[0], size) for window in windows]
    plans += [Plan(windows[-1], step, size) for step in steps[1:]]
    plans += [Plan(windows[-1], steps[-1], smaller(size, share)) for share in (0.7, 0.5)]
    return tuple(dict.fromkeys(plans))


def smaller(size: tuple[int, int], share: float) -> tuple[int, int]:
    """About that share of each side, in multiples of 16 pixels, at least 64."""
    return (max(64, round(size[0] * share / 16) * 16), max(64, round(size[1] * share / 16) * 16))


class Pace:
    """Which rung of the ladder a stream stands on."""

    def __init__(self, plans: tuple[Plan, ...], chunk_ms: float, rung: int = 0) -> None:
        self.plans, self.chunk_ms, self.rung = plans, chunk_ms, rung
        self._measured: deque[float] = deque(maxlen=QUICK_CHUNKS)
        self._too_slow = [0] * len(plans)  # how often each rung had to be left

    @property
    def plan(self) -> Plan:
        return self.plans[self.rung]

    @property
    def share(self) -> float:
        """Share of the playing time that the last chunks took, their median; 0 when nothing was measured."""
        recent = list(self._measured)
        few = recent if len(recent) == QUICK_CHUNKS else recent[-SLOW_CHUNKS:]
        return median(few) / self.chunk_ms if few else 0.0

    def measured(self, ms: float) -> bool:
        """Note what a chunk took; whether the plan has changed."""
        self._measured.append(ms)
        count, share = len(self._measured), self.share
        if count >= SLOW_CHUNKS and share > FULL and self.rung + 1 < len(self.plans):
            self._too_slow[self.rung] += 1
            return self._step(1)
        if count == QUICK_CHUNKS and share < SPARE and self.rung and self._too_slow[self.rung - 1] < TRIES:
            return self._step(-1)
        return False

    def _step(self, by: int) -> bool:
        self.rung += by
        self._measured.clear()
        return True
