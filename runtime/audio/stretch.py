"""Changes how long a wave is: with its pitch, by resampling, or without, by laying fitting pieces over one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

PIECE_S = 0.03
SEARCHED_S = 0.008  # about one pitch period: so far a piece may be moved to fit
UNHEARD = 0.015  # a change of pace below this is left


def resampled(wave: Wave, ratio: float) -> Wave:
    """The same sound in `ratio` times as many samples, by way of its spectrum: no images, no aliases."""
    if not len(wave):
        return wave
    unit = 500
    whole = -(-(len(wave) + 480) // unit)  # a margin of silence keeps the end from wrapping to the start
    count, wanted = whole * unit, whole * round(unit * ratio)
    bins = np.fft.rfft(wave, count)
    out = np.fft.irfft(bins[: wanted // 2 + 1], wanted) * (wanted / count)
    return out[: int(len(wave) * wanted / count)].astype(np.float32)


def stretched(wave: Wave, factor: float, rate: int) -> Wave:
    """float32 mono `wave` at `rate`, `factor` times as long."""
    half, reach = round(PIECE_S * rate / 2), round(SEARCHED_S * rate)
    if abs(factor - 1.0) < UNHEARD or len(wave) < 4 * half + 2 * reach:
        return wave
    count = int(len(wave) * factor) // half
    padded = np.concatenate([np.zeros(reach, np.float32), wave, np.zeros(2 * half + 2 * reach, np.float32)])
    window = np.hanning(2 * half + 1)[:-1].astype(np.float32)
    out = np.zeros((count + 1) * half, np.float32)
    at = reach
    for number in range(count):
        wanted = reach + min(len(wave) - 1, int(number * half / factor))
        at = _fitting(padded, at + half, wanted, half, reach) if number else wanted
        out[number * half : (number + 2) * half] += padded[at : at + 2 * half] * window
    return out


def _fitting(padded: Wave, next_at: int, wanted: int, half: int, reach: int) -> int:
    """Where near `wanted` the wave is most like what would come next without a seam."""
    model = padded[next_at : next_at + half]
    field = padded[wanted - reach : wanted + reach + half]
    if len(model) < half or not model.any():
        return wanted
    power = np.cumsum(field * field)
    energy = power[half - 1 :].copy()
    energy[1:] -= power[:-half]
    likeness = np.correlate(field, model, "valid") / np.sqrt(np.maximum(energy, 1e-9))
    return wanted - reach + int(likeness.argmax())
