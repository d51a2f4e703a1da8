"""Keeps the mix below the ceiling, peaks between the samples included: the gain is down before the peak comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.gains import BLOCK, share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

CEILING = 0.871  # of true peaks, full scale 1.0: -1.2 dBTP, 0.2 dB for what a meter may see between our points
QUIET = 0.45  # sample peaks below this have no true peak near the ceiling
RELEASE = share(0.35)
OVERSAMPLING = 4
TAPS = 16  # samples that a point between two samples is made of
EVEN = (np.arange(BLOCK) / BLOCK).astype(np.float32)[:, None]  # (block, 1): 0 .. 1 exclusive


def _phases() -> NDArray[np.float32]:
    """Windowed sinc for each point between two samples: (oversampling - 1, TAPS)."""
    at = np.arange(TAPS) - TAPS / 2 + 1
    rows = []
    for phase in range(1, OVERSAMPLING):
        x = at - phase / OVERSAMPLING
        rows.append(np.sinc(x) * np.cos(np.pi * x / (TAPS + 1)) ** 2)
    return np.array([row / row.sum() for row in rows], np.float32)


PHASES = _phases()


def true_peak(sound: Wave) -> float:
    """The largest magnitude of float32 (n, 2) four times oversampled, as BS.1770 wants it; 0 for nothing."""
    top = float(np.abs(sound).max(initial=0.0))
    if len(sound) < TAPS:
        return top
    for channel in sound.T:
        seen = np.lib.stride_tricks.sliding_window_view(channel, TAPS)
        top = max(top, float(np.abs(seen @ PHASES.T).max()))
    return top


class Limiter:
    """Works one block behind: what it gives back is what it was given the time before."""

    def __init__(self) -> None:
        self._before: Wave | None = None  # the block that is given back next
        self._need = 1.0  # the gain it needs
        self._gain = 1.0  # the gain at its start

    def limit(self, block: Wave) -> Wave | None:
        """Take float32 (block, 2); the block before, true peaks below the ceiling, or None the first time."""
        before, need = self._before, self._need
        self._before, self._need = (
            block,
            wanted_gain(block if before is None else np.concatenate([before[-TAPS:], block])),
        )
        if before is None:
            self._gain = self._need
            return None
        start = self._gain
        self._gain = min(need, self._need, start + (1.0 - start) * RELEASE)
        if self._gain > 0.9999:
            self._gain = 1.0
        if start == self._gain == 1.0:
            return before
        return np.asarray(before * (start + np.float32(self._gain - start) * EVEN), np.float32)


def wanted_gain(sound: Wave) -> float:
    """The gain, at most 1, that brings float32 (n, 2) below the ceiling."""
    if float(np.abs(sound).max()) <= QUIET:
        return 1.0
    return min(1.0, CEILING / max(true_peak(sound), 1e-9))
