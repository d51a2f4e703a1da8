"""Frames between frames: any generator shown at two to four times its rate. An extra, off unless it is asked for.

Its one rule: what the generator makes is passed on bit for bit; what is mixed in between is counted by itself, and
never as a generated frame. A picture in between is a mixture of its neighbours: it softens a stutter, and knows nothing
of motion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from generators.base import MAX_CHUNK_FRAMES, Format, Generator, Shot, Snapshots

if TYPE_CHECKING:
    from generators.registry import Opener

SETTING: Final = "interpolate"
MOST: Final = 4


def opened(opener: Opener, size: tuple[int, int], settings: Mapping[str, Any]) -> Generator:
    """The generator of these settings, interpolated if `interpolate` says 2 to 4; ValueError for anything else."""
    own = dict(settings)
    wish = own.pop(SETTING, 1)
    if type(wish) is not int or not 1 <= wish <= MOST:
        raise ValueError(f"{SETTING} = {wish!r}: type 1 (off), 2, 3 or 4")
    made = opener(size, own)
    if wish == 1:
        return made
    return (InterpolatedSnapshots if isinstance(made, Snapshots) else Interpolated)(made, wish)


def generated_among(generator: Generator, kept: int, length: int) -> int:
    """How many of the first `kept` frames of a chunk of `length` frames the generator itself has made."""
    factor = generator.factor if isinstance(generator, Interpolated) else 1
    return sum((length - 1 - frame) % factor == 0 for frame in range(kept))


class Interpolated:
    """`inner` at `factor` times its rate: after each frame that is known, the way to the next one."""

    def __init__(self, inner: Generator, factor: int) -> None:
        known = inner.format
        if known.chunk_frames * factor > MAX_CHUNK_FRAMES:
            raise ValueError(
                f"{SETTING} = {factor}: chunks of {known.chunk_frames} frames would become longer than "
                f"{MAX_CHUNK_FRAMES}; type a smaller number"
            )
        self.inner, self.factor = inner, factor
        self.format = Format(
            width=known.width, height=known.height, fps=known.fps * factor, chunk_frames=known.chunk_frames * factor
        )
        self._last: NDArray[np.uint8] | None = None  # the last generated frame, from which the way to the next leads
        self._passed = 0  # frames of the next chunk that lie before the one that was asked for

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        first, self._passed = divmod(max(0, at_frame), self.factor)
        self._last = None
        self.inner.begin(self._slowed(shot, 0), first)

    def steer(self, shot: Shot) -> None:
        """The way from the last frame to the first of the new words is shown, too."""
        before = 0 if self._last is None else self.factor - 1
        self.inner.steer(self._slowed(shot, before))
        self._passed = 0

    def next_chunk(self) -> NDArray[np.uint8]:
        while True:
            frames = self._filled(self.inner.next_chunk())
            passed, self._passed = self._passed, max(0, self._passed - len(frames))
            if len(frames) > passed:
                return frames[passed:]

    def close(self) -> None:
        self._last = None
        self.inner.close()

    def _slowed(self, shot: Shot, before: int) -> Shot:
        """What is said for each frame, for generated frames only; `before` of the shot's frames precede the first."""
        if not any(figure.loudness for figure in shot.cast):
            return shot
        cast = (
            one.model_copy(update={"loudness": one.loudness[before :: self.factor]}) if one.loudness else one
            for one in shot.cast
        )
        return shot.model_copy(update={"cast": tuple(cast)})

    def _filled(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Generated frames with the way to each of them before it: uint8 (time, height, width, rgb)."""
        known = chunk if self._last is None else np.concatenate([self._last[None], chunk])
        self._last = chunk[-1].copy()
        filled = np.empty(((len(known) - 1) * self.factor + 1, *chunk.shape[1:]), np.uint8)
        filled[:: self.factor] = known
        for step in range(1, self.factor):
            filled[step :: self.factor] = mixed(known[:-1], known[1:], step, self.factor)
        return filled[len(known) - len(chunk) :]


class InterpolatedSnapshots(Interpolated):
    """For a generator that can go back."""

    def snapshot(self) -> Halfway:
        return Halfway(self._going_back.snapshot(), self._last, self._passed)

    def restore(self, snapshot: Halfway) -> None:
        self._going_back.restore(snapshot.inner)
        self._last, self._passed = snapshot.last, snapshot.passed

    @property
    def _going_back(self) -> Snapshots:
        return cast("Snapshots", self.inner)


@dataclass(frozen=True)
class Halfway:
    """A snapshot, with the frame from which the way leads on."""

    inner: Any
    last: NDArray[np.uint8] | None
    passed: int

    @property
    def size_bytes(self) -> int:
        return int(getattr(self.inner, "size_bytes", 0)) + (0 if self.last is None else self.last.nbytes)


def mixed(a: NDArray[np.uint8], b: NDArray[np.uint8], step: int, steps: int) -> NDArray[np.uint8]:
    """Pictures on the way from `a` (step 0) to `b` (step `steps`), rounded: uint8 of their shape."""
    sums = a * np.uint16(steps - step) + b * np.uint16(step) + np.uint16(steps // 2)
    whole: NDArray[np.uint8] = (sums // np.uint16(steps)).astype(np.uint8)
    return whole
