"""A test card whose picture never stands still, and which falls ill once when it is told to; workers find it by name.

`file` of the settings names the illness; the worker that takes the file away has it.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generators.testcard import CardSettings, TestCard

NAME = "tests.soak.day.ailing:opened"
BAND = (4, 17)  # per cent of the height in which something is different in every picture
STEPS = 16  # frames in which it goes across
FPS = Fraction(4)  # of show: at twenty times the speed the machine has 80 a second to make and to show
CHUNK = 4  # frames, a second of show as with real ones: a studio keeps two ahead, here a tenth of a real second

Chunk = NDArray[np.uint8]


def _hang(_chunk: Chunk) -> Chunk:
    while True:
        time.sleep(3600)


def _black(chunk: Chunk) -> Chunk:
    return np.zeros_like(chunk)


def _not_a_number(chunk: Chunk) -> Chunk:
    """What nets give whose numbers have run over: cast to bytes as their decoders do."""
    with np.errstate(invalid="ignore"):
        return (chunk.astype(np.float32) * np.nan).astype(np.uint8)


def _wrong_size(chunk: Chunk) -> Chunk:
    return chunk[:, 1:]


def _memory(_chunk: Chunk) -> Chunk:
    raise MemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")


def _exit(_chunk: Chunk) -> Chunk:
    os._exit(3)


ILLNESSES: Mapping[str, Callable[[Chunk], Chunk]] = {
    "hung": _hang,
    "black frames": _black,
    "NaN frames": _not_a_number,
    "frames of a wrong size": _wrong_size,
    "out of memory": _memory,
    "ended by itself": _exit,
}


class Ailing(TestCard):
    """The test card with a bar that wanders along its upper edge."""

    def __init__(self, size: tuple[int, int], file: Path) -> None:
        super().__init__(size, CardSettings(fps=FPS, chunk_frames=CHUNK))
        self._file = file

    def next_chunk(self) -> Chunk:
        first = self._index
        chunk = super().next_chunk()
        for step, picture in enumerate(chunk):
            draw_bar(picture, first + step)
        illness = self._caught()
        return ILLNESSES[illness](chunk) if illness else chunk

    def _caught(self) -> str:
        """The illness that was set down, for whoever takes it first."""
        try:
            name = self._file.read_text(encoding="utf-8")
            self._file.unlink()
        except OSError:
            return ""
        return name if name in ILLNESSES else ""


def draw_bar(picture: Chunk, index: int) -> None:
    """On uint8 (height, width, rgb): no two pictures in a row are the same in BAND."""
    height, width = picture.shape[:2]
    top, bottom = (height * share // 100 for share in BAND)
    left = index % STEPS * width // STEPS
    picture[top:bottom, left : left + width // 8] = (150, 120, 90)


def opened(size: tuple[int, int], settings: Mapping[str, Any]) -> Ailing:
    return Ailing(size, Path(settings["file"]))
