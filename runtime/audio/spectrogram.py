"""Sound to be looked at: pitch upwards, time to the right, loudness as light; below it how loud it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

WINDOW = 4096
LOWEST_HZ, HIGHEST_HZ = 30.0, 18_000.0
RANGE_DB = 72.0  # from the brightest to black
GLOW = np.array([(6, 7, 12), (44, 20, 66), (136, 34, 70), (226, 96, 40), (252, 200, 90), (255, 250, 226)], np.float32)
LINES_HZ = (100.0, 1000.0, 10_000.0)  # a faint line across at each
FOOT = 0.2  # share of the height for the level


def spectrogram(sound: Wave, width: int, height: int) -> NDArray[np.uint8]:
    """uint8 (height, width, rgb) of float32 (n,) or (n, 2) at 48 kHz; its brightest point is white."""
    mono = sound if sound.ndim == 1 else sound.mean(axis=1)
    foot = round(height * FOOT)
    columns = np.linspace(0, max(0, len(mono) - 1), width).astype(int)
    padded = np.pad(mono, (WINDOW // 2, WINDOW // 2 + 1)).astype(np.float32)
    pieces = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[columns] * np.hanning(WINDOW).astype(np.float32)
    power = np.abs(np.fft.rfft(pieces, axis=1)) ** 2
    rows = np.geomspace(HIGHEST_HZ, LOWEST_HZ, height - foot)
    bins = rows * WINDOW / RATE
    db = 10 * np.log10(_between(power, bins).T * bins[:, None] ** 0.5 + 1e-12)  # a little more light for the high
    picture = _lit(np.clip(1 + (db - db.max()) / RANGE_DB, 0, 1))
    for hz in LINES_HZ:
        picture[int(np.argmin(np.abs(rows - hz)))] = picture[int(np.argmin(np.abs(rows - hz)))] // 2 + 40
    return np.concatenate([picture, _level(mono, width, foot)])


def _between(power: NDArray[np.float32], bins: NDArray[np.float64]) -> NDArray[np.float64]:
    """Power at each row's frequency: the mean over what the row spans."""
    edges = np.concatenate([[bins[0] * 1.02], (bins[1:] + bins[:-1]) / 2, [bins[-1] * 0.98]])
    summed = np.concatenate([np.zeros((len(power), 1)), np.cumsum(power, axis=1)], axis=1)
    at = np.arange(summed.shape[1]) - 0.5
    sums = np.stack([np.interp(edges, at, row) for row in summed])
    return np.asarray((sums[:, :-1] - sums[:, 1:]) / np.maximum(edges[:-1] - edges[1:], 1e-6), np.float64)


def _lit(light: NDArray[np.float64]) -> NDArray[np.uint8]:
    place = light * (len(GLOW) - 1)
    return np.stack([np.interp(place, np.arange(len(GLOW)), GLOW[:, c]) for c in range(3)], axis=-1).astype(np.uint8)


def _level(mono: Wave, width: int, height: int) -> NDArray[np.uint8]:
    """The outline of the wave, its top as high as the strip."""
    edges = np.linspace(0, len(mono), width + 1).astype(int)
    tops = np.array([np.abs(mono[a : max(b, a + 1)]).max(initial=0.0) for a, b in pairwise(edges)])
    tall = (tops / max(float(tops.max(initial=0.0)), 1e-9) * (height - 1)).astype(int)
    below = (height - np.arange(height))[:, None] <= tall[None] + 1
    return np.where(below[..., None], np.array([150, 160, 170]), np.array([16, 18, 24])).astype(np.uint8)
