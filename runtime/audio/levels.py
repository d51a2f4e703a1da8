"""How loud things are: decibels, loudness as people hear it (ITU-R BS.1770's weighting and gate), open mouths."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE

if TYPE_CHECKING:
    from fractions import Fraction

    from numpy.typing import NDArray

SILENCE_DB = -120.0
BLOCK_S, HOP_S = 0.4, 0.1  # BS.1770's blocks
GATE_LU = 10.0  # quieter blocks than this below the mean do not count


def gain_of(db: float) -> float:
    return float(10.0 ** (db / 20.0))


def db_of(gain: float) -> float:
    return float(20.0 * np.log10(max(gain, 1e-6)))


def rms_db(sound: NDArray[np.float32]) -> float:
    """Root mean square in dB of full scale, over all axes."""
    return SILENCE_DB if sound.size == 0 else db_of(float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))))


def peak_db(sound: NDArray[np.float32]) -> float:
    return SILENCE_DB if sound.size == 0 else db_of(float(np.abs(sound).max()))


def _biquad_power(b: tuple[float, ...], a: tuple[float, ...], z: NDArray[np.complex128]) -> NDArray[np.float64]:
    top = b[0] + b[1] / z + b[2] / z**2
    under = a[0] + a[1] / z + a[2] / z**2
    return np.asarray(np.abs(top / under), np.float64)


@lru_cache(maxsize=8)
def _weighting(count: int) -> NDArray[np.float32]:
    """BS.1770's K weighting at 48 kHz for the bins of an FFT over `count` samples."""
    z = np.exp(2j * np.pi * np.fft.rfftfreq(count))
    shelf = _biquad_power(
        (1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585), z
    )
    low_cut = _biquad_power((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621), z)
    return (shelf * low_cut).astype(np.float32)


def loudness(sound: NDArray[np.float32]) -> float:
    """LUFS of float32 (n,) or (n, 2) at 48 kHz, gated relatively; -120 for silence. Exact to about 0.2 LU."""
    wave = sound[:, None] if sound.ndim == 1 else sound
    if len(wave) < RATE // 100 or not wave.any():
        return SILENCE_DB
    weighted = np.fft.irfft(np.fft.rfft(wave, axis=0) * _weighting(len(wave))[:, None], len(wave), axis=0)
    power = np.concatenate([[0.0], np.cumsum(np.square(weighted, dtype=np.float64).sum(axis=1))])
    block, hop = min(int(BLOCK_S * RATE), len(wave)), int(HOP_S * RATE)
    starts = np.arange(0, len(wave) - block + 1, hop)
    blocks = (power[starts + block] - power[starts]) / block
    loud = blocks[blocks >= blocks.mean() * 10 ** (-GATE_LU / 10)]
    return max(SILENCE_DB, float(-0.691 + 10 * np.log10(max(loud.mean(), 1e-13))))


def envelope(wave: NDArray[np.float32], fps: Fraction, rate: int = RATE) -> tuple[float, ...]:
    """How far a mouth opens, 0..1 per content frame of float32 mono `wave`: its loudness relative to its top."""
    frames = max(1, math.ceil(len(wave) * fps / rate))
    edges = np.minimum([int(index * rate / fps) for index in range(frames + 1)], len(wave))
    power = np.concatenate([[0.0], np.cumsum(np.square(wave, dtype=np.float64))])
    rms = np.sqrt(np.maximum(0.0, np.diff(power[edges])) / np.maximum(1, np.diff(edges)))
    top = float(np.quantile(rms, 0.95)) if rms.any() else 1.0
    opened = np.clip(rms / max(top, 1e-6), 0.0, 1.0) ** 0.7
    opened[rms < 0.06 * top] = 0.0
    return tuple(round(float(value), 3) for value in opened)
