"""How loud a programme is, as EBU R128 counts it: K weighting and both gates of BS.1770, block by block."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.levels import GATE_LU, SILENCE_DB
from runtime.audio.limiter import TAPS, true_peak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

HOP = RATE // 10  # samples: a measuring block of 0.4 s begins every 0.1 s
ABSOLUTE_LUFS = -70.0  # quieter blocks never count
SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585))
LOW_CUT = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))


@lru_cache(maxsize=2)
def weighting(count: int) -> NDArray[np.complex64]:
    """The spectrum of BS.1770's two filters at 48 kHz over `count` samples: they have died away before one hop is."""
    pulse = np.zeros(HOP)
    pulse[0] = 1.0
    for (b0, b1, b2), (a1, a2) in (SHELF, LOW_CUT):
        x1 = x2 = y1 = y2 = 0.0
        for index, x in enumerate(pulse):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            pulse[index], x1, x2, y1, y2 = y, x, x1, y, y1
    return np.asarray(np.fft.rfft(pulse, count), np.complex64)[:, None]


class Hops:
    """Cuts sound into hops of 0.1 s and weighs each: what the meter and the leveller count.

    `quick`: at a quarter of the work, each hop as if it went round; right to some tenths of a decibel.
    """

    def __init__(self, *, quick: bool = False) -> None:
        self._quick = quick
        self._sound = np.zeros((2 * HOP, 2), np.float32)  # the hop before, and this one as far as it has come
        self._filled = 0

    def add(self, sound: Wave) -> list[float]:
        """The weighted power (sum over both channels) of each hop that float32 (n, 2) completes."""
        powers, at = [], 0
        while at < len(sound):
            count = min(HOP - self._filled, len(sound) - at)
            start = HOP + self._filled
            self._sound[start : start + count] = sound[at : at + count]
            self._filled += count
            at += count
            if self._filled == HOP:
                powers.append(self._weigh())
        return powers

    def _weigh(self) -> float:
        power = 0.0
        if self._quick:
            bins = np.fft.rfft(self._sound[HOP:], axis=0) * weighting(HOP)
            power = float(2 * np.square(np.abs(bins)).sum() / HOP**2)
        elif self._sound.any():
            bins = np.fft.rfft(self._sound, axis=0) * weighting(2 * HOP)
            heard = np.fft.irfft(bins, 2 * HOP, axis=0)[HOP:]
            power = float(np.square(heard).sum() / HOP)
        self._sound[:HOP] = self._sound[HOP:]
        self._filled = 0
        return power


class Meter:
    """Measures a programme as it comes: float32 (n, 2) at 48 kHz, in pieces of any size."""

    def __init__(self) -> None:
        self._hops = Hops()
        self._powers: list[float] = []
        self._peak = 0.0
        self._seam = np.zeros((0, 2), np.float32)

    def add(self, sound: Wave) -> None:
        self._powers += self._hops.add(sound)
        joined = np.concatenate([self._seam, sound])
        self._peak = max(self._peak, true_peak(joined))
        self._seam = joined[-TAPS:]

    @property
    def lufs(self) -> float:
        """Integrated loudness so far; -120 when nothing was above the absolute gate."""
        return integrated(self._powers)

    @property
    def true_peak_db(self) -> float:
        """dBTP; -120 for silence."""
        return float(20 * np.log10(max(self._peak, 1e-6)))


def integrated(powers: Sequence[float]) -> float:
    """LUFS of hops, with BS.1770's gates: absolute at -70 LUFS, relative 10 LU below what is left."""
    steps = np.convolve(powers, np.full(4, 0.25), "valid") if len(powers) >= 4 else np.asarray(powers, np.float64)
    return gated(steps, np.ones(len(steps)))


def gated(powers: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """LUFS of blocks of these weighted powers, each counted `weights` times."""
    level = SILENCE_DB
    for _ in range(2):
        gate = max(ABSOLUTE_LUFS, level - GATE_LU)
        loud = powers > 10 ** ((gate + 0.691) / 10)
        counted = float(weights[loud].sum())
        if counted <= 0:
            return SILENCE_DB
        level = float(-0.691 + 10 * np.log10((powers[loud] * weights[loud]).sum() / counted))
    return level


def lufs(sound: Wave) -> float:
    """Integrated loudness of float32 (n, 2) at 48 kHz."""
    meter = Hops()
    return integrated(meter.add(sound))
