"""Gains that move: fades over many samples, and glides that follow a target from block to block. No step anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BLOCK = 480  # samples: 10 ms
RISE = ((np.arange(BLOCK) + 1) / BLOCK).astype(np.float32)[:, None]  # (block, 1): 0 exclusive .. 1

Gain = "NDArray[np.float32] | float"


class Fade:
    """A gain 0.. that is turned to a new value over a time, from wherever it stands.

    `power`: the square moves evenly, so that two unlike sounds crossfade at one loudness; else the amplitude does.
    """

    def __init__(self, value: float = 0.0, power: bool = True) -> None:
        self.power = power
        self._from = self._to = value
        self._start, self._length = 0, 1

    def turn(self, value: float, at: int, length: int) -> None:
        """Begin at sample `at` to move to `value`, arriving `length` samples later."""
        self._from = self.at(at)
        self._to, self._start, self._length = value, at, max(1, length)

    @property
    def target(self) -> float:
        return self._to

    def done(self, at: int) -> bool:
        return at >= self._start + self._length

    def at(self, sample: int) -> float:
        return float(self._shape(np.array([(sample - self._start) / self._length]))[0])

    def over(self, at: int, count: int = BLOCK) -> NDArray[np.float32] | float:
        """The gain of `count` samples from `at`: a number when it stands still, else float32 (count, 1)."""
        if self.done(at):
            return self._to
        return self._shape((np.arange(at, at + count) - self._start) / self._length)[:, None].astype(np.float32)

    def _shape(self, place: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = 0.5 - 0.5 * np.cos(np.pi * np.clip(place, 0.0, 1.0))
        if not self.power:
            return np.asarray(self._from + (self._to - self._from) * moved)
        return np.sqrt(self._from**2 + (self._to**2 - self._from**2) * moved)


class Glide:
    """A gain that follows its target, one step a block, straight within the block."""

    def __init__(self, value: float = 1.0) -> None:
        self.value = value

    def over(self, target: float, speed: float) -> NDArray[np.float32] | float:
        """Move by the share `speed` (0..1) of the way; the gain over one block: a number or float32 (block, 1)."""
        old = self.value
        if abs(target - old) < 1e-5:
            self.value = target
            return target if old == target else old + (target - old) * RISE
        self.value = old + (target - old) * speed
        return old + np.float32(self.value - old) * RISE


def share(time_s: float) -> float:
    """How far a glide goes in one block to have gone 63 % of the way in `time_s`."""
    return float(1.0 - np.exp(-BLOCK / (48_000 * time_s)))
