"""Where time comes from: a sound card, a plain clock, or the frames of a recording. A clock never goes back.

All clocks answer `now_s()`: seconds of the show that have been heard.
"""

from __future__ import annotations

import time
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

RATE = 48_000  # samples per second of everything that is mixed and heard
JUMP_S = 0.08  # the card's place against ours: beyond this it lost or gained sound, below it drifts or jitters
PRIMING_S = 0.03  # the first callbacks come in a burst; the clock begins with the first one after it
SETTLING = 50  # callbacks over which jitter is averaged


class Clock(Protocol):
    """Seconds since the start, evenly and for ever."""

    def now_s(self) -> float: ...


class NullClock:
    """Real time without sound: perfect."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._origin_s: float | None = None

    def start(self) -> None:
        self._origin_s = self._clock()

    def now_s(self) -> float:
        return 0.0 if self._origin_s is None else max(0.0, self._clock() - self._origin_s)


class FrameClock:
    """A recording's time: now = frame / fps, as fast as the recorder goes."""

    def __init__(self, fps: Fraction) -> None:
        self.fps = fps
        self.frame = 0

    def now_s(self) -> float:
        return float(self.frame / self.fps)

    def advance(self, frames: int = 1) -> None:
        self.frame += frames

    def samples(self) -> int:
        """How many samples of sound belong to the frames so far, rounded down: sums up without drift."""
        return int(self.frame * RATE / self.fps)


class CardClock:
    """Steady time from a sound card's uneven callbacks.

    Show time is the monotonic clock plus an offset that follows the card slowly. When the card lost sound (the
    machine slept, a device ran dry) time goes on evenly all the same, and `lost_s` says how much later the card's
    samples are heard from then on.
    """

    def __init__(self) -> None:
        self.lost_s = 0.0  # add to (sample number / RATE) to get show time
        self._offset_s: float | None = None
        self._primed_s: float | None = None
        self._seen = 0
        self._latest_s = 0.0

    def observe(self, sample: int, heard_at_s: float) -> None:
        """Sample number `sample` will be heard when the monotonic clock shows `heard_at_s`."""
        offset_s = sample / RATE + self.lost_s - heard_at_s
        if self._offset_s is None:
            self._primed_s = heard_at_s if self._primed_s is None else self._primed_s
            if heard_at_s - self._primed_s < PRIMING_S:
                return  # drivers fill their buffers in one go, and may then take a second to begin
            self._offset_s = offset_s
        error_s = offset_s - self._offset_s
        if abs(error_s) > JUMP_S:
            self.lost_s -= error_s
            return
        self._seen = min(SETTLING, self._seen + 1)
        self._offset_s += error_s / self._seen

    def begin(self, monotonic_s: float) -> None:
        """Begin without a card, with 0 now; no effect on a clock that runs."""
        if self._offset_s is None:
            self._offset_s = -monotonic_s

    def now_s(self, monotonic_s: float) -> float:
        """Seconds of the show heard at `monotonic_s`; 0 until the first sample is heard; never less than before."""
        if self._offset_s is not None:
            self._latest_s = max(self._latest_s, monotonic_s + self._offset_s)
        return self._latest_s

    def at_s(self, sample: int) -> float:
        """The show time at which sample number `sample` is heard."""
        return sample / RATE + self.lost_s
