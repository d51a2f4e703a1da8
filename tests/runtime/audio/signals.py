"""Sounds to test with, and ears: how rough a passage is, how much of it lies above a frequency."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]


def tone(seconds: float, hz: float = 220.0, level: float = 0.2) -> Wave:
    """A sine that begins and ends at zero: float32 (n,)."""
    count = round(seconds * RATE)
    return (level * np.sin(2 * np.pi * hz * np.arange(count) / RATE)).astype(np.float32)


def roughness(sound: Wave) -> float:
    """The largest bend between samples: a click is far above anything in a low tone."""
    return float(np.abs(np.diff(sound.astype(np.float64), n=2, axis=0)).max())


def high_energy(sound: Wave, above_hz: float) -> float:
    """Mean power above a frequency, of a windowed piece."""
    window = np.hanning(len(sound))[:, None] if sound.ndim > 1 else np.hanning(len(sound))
    bins = np.fft.rfft(sound * window, axis=0)
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)
    return float(np.square(np.abs(bins[hz > above_hz])).mean())


def centre_hz(sound: Wave) -> float:
    """Where the power of float32 (n,) lies: its mean over log frequency."""
    power = np.square(np.abs(np.fft.rfft(sound)))[1:]
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)[1:]
    return float(np.exp((power * np.log(hz)).sum() / power.sum()))


def fingerprint(sound: Wave, seconds: float = 4.0) -> Wave:
    """What float32 (n,) sounds like: decibels in 20 bands of each tenth of a second, without its level."""
    count = round(seconds * 10)
    padded = np.zeros(count * RATE // 10, np.float32)
    padded[: min(len(sound), len(padded))] = sound[: len(padded)]
    power = np.square(np.abs(np.fft.rfft(padded.reshape(count, -1) * np.hanning(RATE // 10), axis=1)))
    edges = np.geomspace(4, power.shape[1] - 1, 21).astype(int)
    bands = np.stack([power[:, a : b + 1].mean(axis=1) for a, b in pairwise(edges)], axis=1)
    db = 10 * np.log10(bands + 1e-12)
    return np.asarray(np.clip(db - db.max(), -60, 0) + 60, np.float32)


def likeness(one: Wave, other: Wave) -> float:
    """How alike two fingerprints are: 1 the same."""
    return float((one * other).sum() / np.sqrt(np.square(one).sum() * np.square(other).sum()))


def pitch_of(wave: Wave, lowest_hz: float = 60, highest_hz: float = 450) -> float:
    """The median pitch of speech, by autocorrelation, in Hz."""
    small, rate = wave[::2].astype(np.float64), RATE // 2
    found = []
    for start in range(0, len(small) - 1200, 600):
        piece = small[start : start + 1200] - small[start : start + 1200].mean()
        if np.sqrt(np.square(piece).mean()) < 0.03:
            continue
        likeness = np.correlate(piece, piece, "full")[1199:]
        lags = slice(int(rate / highest_hz), int(rate / lowest_hz))
        best = int(np.argmax(likeness[lags])) + lags.start
        if likeness[best] > 0.5 * likeness[0]:
            found.append(rate / best)
    return float(np.median(found)) if found else 0.0


def brightness(sound: Wave) -> float:
    """How loud 2 to 6 kHz are against 200 Hz to 1 kHz, in dB."""
    power = np.square(np.abs(np.fft.rfft(sound)))
    hz = np.fft.rfftfreq(len(sound), 1 / RATE)
    high, low = power[(hz > 2000) & (hz < 6000)].mean(), power[(hz > 200) & (hz < 1000)].mean()
    return float(10 * np.log10(high / max(low, 1e-12)))
