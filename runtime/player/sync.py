"""Pacing: when the next content frame is due, and how long to wait for it. Pure: times in, values out, in seconds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

POLL_S = 0.008  # input and worker are looked at at least this often: well within a display frame
CLEAR_S = 0.005  # before a boundary no pass begins that might run over it
NARROW_S = 0.001  # a window of time that is known well enough
SLACK_S = 0.0001  # by which a window grows with each frame, so that it follows drift
AFTER_S = 0.0002  # a look at a boundary comes this much after it
JUMP = 24  # content frames: a larger step is a jump of the clock, not missed frames


def content_index(now_s: float, fps: Fraction, origin_s: float = 0.0) -> int:
    """Which content frame is on at a time of the master clock; frame 0 begins at `origin_s`."""
    return math.floor((now_s - origin_s) * fps + 1e-6)


def cadence(count: int, fps: Fraction, display_hz: Fraction) -> list[int]:
    """How many refreshes of a display each of `count` content frames stays: 24 on 60 gives 3, 2, 3, 2."""
    first = [math.ceil(index / fps * display_hz) for index in range(count + 1)]
    return [after - before for before, after in pairwise(first)]


@dataclass
class Pacer:
    """Follows a show's content frames, whose beat it learns by looking, and counts those that were missed.

    A boundary between two frames lies in (low_s, high_s], a whole number of frames ago. Each new frame that is seen
    narrows that window; a look in its middle halves it. A frame outside it (a pause, a cut) opens it anew.
    """

    fps: Fraction
    flipped: int = 0  # content frames flipped
    missed: int = 0  # content frames whose time passed without a flip
    lateness_s: float = 0.0  # running mean of flip time minus boundary
    low_s: float = 0.0
    high_s: float = 0.0
    _last_s: float | None = None  # boundary of the frame that was flipped last
    _locked: bool = False

    @property
    def period_s(self) -> float:
        return float(1 / self.fps)

    def is_due(self, now_s: float) -> bool:
        """By the beat, a content frame is on that was not flipped yet. A clock that went back counts as new, too."""
        return self._last_s is None or abs(self._boundary(now_s) - self._last_s) > self.period_s / 2

    def is_near(self, now_s: float) -> bool:
        """The next frame is so near that nothing else should be drawn before it."""
        return self._locked and self._until(self.high_s + AFTER_S, now_s) < CLEAR_S

    def saw(self, now_s: float, looked_s: float) -> None:
        """A new frame is there at `now_s`, which was not there at `looked_s`."""
        frames = round((now_s - self.high_s) * self.fps)
        grown = SLACK_S * max(1, min(frames, JUMP))
        low = max(looked_s, self.low_s + frames * self.period_s - grown)
        high = min(now_s, self.high_s + frames * self.period_s + grown)
        fits = self._locked and low < high
        self.low_s, self.high_s = (low, high) if fits else (looked_s, now_s)
        if not fits and self._last_s is not None:
            self._last_s = self._boundary(now_s) - self.period_s  # the beat has moved: nothing was missed by that
        self._locked = True

    def flip(self, now_s: float, after_s: float) -> None:
        """The new frame of `now_s` was flipped at `after_s`."""
        boundary_s = self._boundary(now_s)
        if self._last_s is not None:
            step = round((boundary_s - self._last_s) * self.fps)
            self.missed += step - 1 if 1 < step <= JUMP else 0
        self.flipped += 1
        self._last_s = boundary_s
        self.lateness_s += 0.1 * (after_s - boundary_s - self.lateness_s)

    def rest(self, now_s: float) -> None:
        """Nothing moves: the frames that pass are not missed."""
        self._last_s = self._boundary(now_s)

    def wait_s(self, now_s: float) -> float:
        """How long to sleep before looking again: to the next boundary, or to the middle of where it may be."""
        if self.high_s - self.low_s > NARROW_S:
            return max(0.0, min(POLL_S, *(self._until(look, now_s) for look in self._looks())))
        boundary_s = self._until(self.high_s + AFTER_S, now_s)
        return max(0.0, boundary_s if boundary_s < POLL_S + CLEAR_S else POLL_S)

    def _looks(self) -> tuple[float, float]:
        return self.high_s + AFTER_S, (self.low_s + self.high_s) / 2

    def _until(self, look_s: float, now_s: float) -> float:
        """Seconds until the beat comes to where it was at `look_s`."""
        return look_s + self.period_s * (content_index(now_s, self.fps, look_s) + 1) - now_s

    def _boundary(self, now_s: float) -> float:
        """When the frame of `now_s` began, by the beat."""
        return self.low_s + self.period_s * content_index(now_s, self.fps, self.low_s)
