"""Looks at a generator's pictures before anybody else does: what cannot be meant is a fault, and is never shown.

Its one rule: only what is exact counts. Dark is not black, and calm is not frozen, so that no night and no still is
taken for a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generators.base import Format, Move, Shot, Weather

BLACK = 3  # of 255: no screen shows less
GRID = 16  # a picture is first looked at on so many points each way
FROZEN_S = 0.5  # of one and the same picture where movement was asked for; less than lies in the ring
MOVER_S = 2.0  # of pictures that all differ: from then on a generator is known to move
SETTLED = (0.15, 0.75)  # shares of a shot between which its camera is under way, whatever the easing
FALLING = (Weather.RAIN, Weather.SNOW, Weather.STORM)
EMPTY = re.compile(
    r"\b(blackness|darkness|void|nothing(ness)?|whiteness|whiteout|(black|white|blank|empty) (screen|page))\b"
)
STRIPS = 8  # pictures are compared piece by piece: those that move differ in the first


class FaultyChunkError(Exception):
    """What came out of the generator is not what it promised. `since`: the first frame that cannot be shown."""

    def __init__(self, text: str, since: int | None = None) -> None:
        super().__init__(text)
        self.since = since
        self.take = 0  # which it belongs to, once that is known


def checked(chunk: Any, format_: Format) -> NDArray[np.uint8]:
    """The chunk, if it is what `format_` promises: uint8 (time, height, width, rgb), 1 <= time <= chunk_frames."""
    if not isinstance(chunk, np.ndarray) or chunk.dtype != np.uint8:
        kind = chunk.dtype if isinstance(chunk, np.ndarray) else type(chunk).__name__
        raise FaultyChunkError(f"a chunk must be uint8, this one is {kind}")
    if chunk.ndim != 4 or chunk.shape[1:] != (format_.height, format_.width, 3):
        raise FaultyChunkError(
            f"a chunk must be (time, {format_.height}, {format_.width}, 3), this one is {chunk.shape}"
        )
    if not 1 <= len(chunk) <= format_.chunk_frames:
        raise FaultyChunkError(f"a chunk must hold 1 to {format_.chunk_frames} frames, this one holds {len(chunk)}")
    return chunk


def is_empty(picture: NDArray[np.uint8]) -> bool:
    """Whether a uint8 (height, width, rgb) picture is black to the eye, or one single colour all over."""
    height, width = picture.shape[:2]
    few = picture[:: max(1, height // GRID), :: max(1, width // GRID)]
    if few.max() > BLACK and (few != few[0, 0]).any():
        return False
    return bool(picture.max() <= BLACK or (picture == picture[0, 0]).all())


def is_same(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Whether two pictures are equal in every pixel."""
    rows = max(1, -(-len(one) // STRIPS))
    return all(np.array_equal(one[at : at + rows], other[at : at + rows]) for at in range(0, len(one), rows))


def wants_emptiness(shot: Shot) -> bool:
    """Whether the writer asks for a picture with nothing in it."""
    return bool(EMPTY.search(f"{shot.setting.place} {shot.setting.description}".lower()))


def wants_movement(shot: Shot, index: int, fps: float) -> bool:
    """Whether frame `index` of a shot cannot be the same as the one before: its camera is under way, or it rains."""
    if not shot.setting.interior and shot.setting.weather in FALLING:
        return True
    begun, over = (share * shot.duration_s * fps for share in SETTLED)
    return shot.camera.move is not Move.STATIC and begun <= index < over


@dataclass
class Inspector:
    """Looks at every chunk of one generator, in order. `moves`: it is known to make pictures that move.

    A generator of stills never counts as frozen, for it never moved.
    """

    format: Format
    moves: bool = False
    _shot: Shot | None = None
    _next: int = -1  # frame that would follow the last one
    _last: NDArray[np.uint8] = field(default_factory=lambda: np.empty((0, 0, 3), np.uint8))
    _still: int = 0  # frames in a row that were the same, where movement was asked for
    _moving: int = 0  # and that were not

    def inspect(self, chunk: Any, shot: Shot, index: int) -> NDArray[np.uint8]:
        """The chunk, whose first picture is frame `index` of `shot`; FaultyChunkError says what is wrong with it."""
        pictures = checked(chunk, self.format)
        if shot is not self._shot or index != self._next:
            self._still, self._last = 0, self._last[:0]
        empty_is_fine = wants_emptiness(shot)
        for step, picture in enumerate(pictures):
            if not empty_is_fine and is_empty(picture):
                said = "black" if picture.max() <= BLACK else "one single colour"
                raise FaultyChunkError(f"frame {index + step} is {said}", index)
            self._compare(picture, shot, index + step)
        self._shot, self._next = shot, index + len(pictures)
        self._last = pictures[-1].copy() if self._watches(shot, index + len(pictures)) else pictures[-1][:0]
        return pictures

    def _compare(self, picture: NDArray[np.uint8], shot: Shot, index: int) -> None:
        """Count how long nothing has moved, or everything."""
        before, self._last = self._last, picture
        if not len(before) or not wants_movement(shot, index, float(self.format.fps)):
            self._still = 0
            return
        if not is_same(before, picture):
            self._still = 0
            self._moving += 1
            self.moves = self.moves or self._moving >= MOVER_S * self.format.fps
            return
        self._still, self._moving = self._still + 1, 0
        if self.moves and self._still >= FROZEN_S * self.format.fps:
            raise FaultyChunkError(f"the picture is frozen since frame {index - self._still}", index - self._still + 1)

    def _watches(self, shot: Shot, index: int) -> bool:
        """Whether the last picture will be compared with the next: copies cost time."""
        return wants_movement(shot, index, float(self.format.fps))
