"""Generators that fall ill in one way each, and can get well again; worker processes find them by name.

They are ill while `file` of the settings exists, so a test makes and removes it; one with a number in it makes only
that process ill.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from generators.base import Shot
from generators.testcard import CardSettings, TestCard

USUAL_S = 0.004
SLOW_S = 0.4  # a hundred times slower, and slower than a chunk lasts


class OutOfMemoryError(RuntimeError):
    """As torch.cuda.OutOfMemoryError: a RuntimeError with these words."""


class Sickly(TestCard):
    """The test card by default; what it does wrong is the name of its illness."""

    def __init__(self, size: tuple[int, int], settings: Mapping[str, Any]) -> None:
        super().__init__(size, CardSettings(fps=settings.get("fps", 24)))
        self._file = Path(settings["file"])
        self._illness = str(settings["illness"])
        self._usual_s = float(settings.get("usual_s", USUAL_S))
        self._made_well = 0
        self._kept: NDArray[np.uint8] | None = None

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        super().begin(shot, at_frame)
        self._kept = None

    def next_chunk(self) -> NDArray[np.uint8]:
        time.sleep(self._usual_s)
        chunk = super().next_chunk()
        if not self._is_ill():
            self._kept = chunk[-1]
            return chunk
        return cast("NDArray[np.uint8]", getattr(self, f"_{self._illness}")(chunk))

    def _is_ill(self) -> bool:
        try:
            return self._file.read_text() in ("", str(os.getpid()))
        except FileNotFoundError:
            return False

    def _black(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.zeros_like(chunk)

    def _grey(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.full_like(chunk, 127)

    def _not_a_number(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """What nets give whose numbers have run over: cast to bytes as their decoders do."""
        with np.errstate(invalid="ignore"):
            return (chunk.astype(np.float32) * np.nan).clip(0, 255).astype(np.uint8)

    def _frozen(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        self._kept = chunk[-1] if self._kept is None else self._kept
        return np.broadcast_to(self._kept, chunk.shape).copy()

    def _slow(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        time.sleep(SLOW_S)
        return chunk

    def _tenfold(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        time.sleep(9 * self._usual_s)
        return chunk

    def _memory(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.empty((1 << 45, *chunk.shape), np.uint8)

    def _card_memory(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        raise OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB.")

    def _card_lost(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        raise RuntimeError("CUDA error: an illegal memory access was encountered")

    def _other_size(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return np.repeat(chunk, 2, axis=2)

    def _no_bytes(self, chunk: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Numbers that nobody has made bytes of, not all of which are numbers."""
        return np.full(chunk.shape, np.nan, np.float32)

    def _nothing(self, chunk: NDArray[np.uint8]) -> NDArray[np.uint8]:
        return chunk[:0]


def opened(size: tuple[int, int], settings: Mapping[str, Any]) -> Sickly:
    return Sickly(size, settings)
