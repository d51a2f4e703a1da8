"""Pacing: when the next content frame is due, and how long to wait for it. Pure: times in, values out, in seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

POLL_S = 0.008  # input and worker are looked at at least this often: well within a display frame
EARLY_S = 0.0005  # a frame may be shown this early rather than a whole wait late
JUMP = 24  # content frames: a larger step is a jump of the clock, not missed frames


def content_index(now_s: float, fps: Fraction) -> int:
    """Which content frame is on at a time of the master clock."""
    return math.floor((now_s + EARLY_S) * fps)


def next_due_s(now_s: float, fps: Fraction) -> float:
    """When the next content frame is due."""
    return float(Fraction(content_index(now_s, fps) + 1) / fps)


def cadence(count: int, fps: Fraction, display_hz: Fraction) -> list[int]:
    """How many refreshes of a display each of `count` content frames stays: 24 on 60 gives 3, 2, 3, 2."""
    first = [math.ceil(index / fps * display_hz) for index in range(count + 1)]
    return [after - before for before, after in pairwise(first)]


@dataclass
class Pacer:
    """Follows the content frames as the clock goes on, and counts those that were missed."""

    fps: Fraction
    index: int = -1  # content frame that was flipped last
    flipped: int = 0  # content frames flipped
    missed: int = 0  # content frames whose time passed without a flip
    lateness_s: float = 0.0  # running mean of flip time minus due time

    def is_due(self, now_s: float) -> bool:
        """A content frame that was not flipped yet is on. A clock that went back counts as new, too."""
        return content_index(now_s, self.fps) != self.index

    def flip(self, now_s: float, after_s: float) -> None:
        """The frame of `now_s` was flipped at `after_s`."""
        index = content_index(now_s, self.fps)
        step = index - self.index
        if step == 0:
            return
        if self.index >= 0 and 1 < step <= JUMP:
            self.missed += step - 1
        self.flipped += 1
        self.index = index
        self.lateness_s += 0.1 * (after_s - float(Fraction(index) / self.fps) - self.lateness_s)

    def rest(self, now_s: float) -> None:
        """Nothing moves: the frames that pass are not missed."""
        self.index = content_index(now_s, self.fps)

    def wait_s(self, now_s: float) -> float:
        """How long to sleep before looking again."""
        return max(0.0, min(POLL_S, next_due_s(now_s, self.fps) - now_s - EARLY_S / 2))
