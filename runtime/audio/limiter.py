"""Keeps the mix below the ceiling: a slow hand on the gain, and a soft knee for what comes too fast for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.gains import RISE, share

if TYPE_CHECKING:
    from numpy.typing import NDArray

CEILING = 0.89  # full scale 1.0: one decibel of room for the converters
KNEE = 0.6  # below this nothing is touched
RELEASE = share(0.4)
ATTACK = np.minimum(1.0, RISE * 8.0)  # arrives within the first eighth of a block


class Limiter:
    def __init__(self) -> None:
        self._gain = 1.0

    def limit(self, block: NDArray[np.float32]) -> NDArray[np.float32]:
        """The same block, float32 (block, 2), never beyond the ceiling."""
        peak = float(np.abs(block).max())
        if peak <= KNEE and self._gain > 0.9999:
            self._gain = 1.0
            return block
        wanted = min(1.0, CEILING / max(peak, 1e-9))
        old = self._gain
        if wanted < old:
            self._gain, path = wanted, ATTACK
        else:
            self._gain, path = old + (wanted - old) * RELEASE, RISE
        return soft(block * (old + np.float32(self._gain - old) * path))


def soft(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bend what is above the knee so that it stays below the ceiling; smooth in value and slope."""
    size = np.abs(block)
    if float(size.max()) <= KNEE:
        return block
    room = CEILING - KNEE
    bent = KNEE + room * np.tanh((size - KNEE) / room)
    return np.where(size > KNEE, np.copysign(bent, block), block).astype(np.float32)
