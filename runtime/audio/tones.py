"""Tones that move, ring and speak: the second clay of sound beside shaped noise. All float32 mono at 48 kHz."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.noise import arch, ring, seconds, shaped, times

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]
    Points = Sequence[tuple[float, float]]  # (seconds, value), straight lines between them
    Formants = Sequence[tuple[float, float, float]]  # (Hz, width in Hz, dB)
    Partials = Sequence[tuple[float, float, float]]  # (Hz, gain, seconds until it has died down by 8.7 dB)

HIGHEST_HZ = 17_000.0
TURN = 1 << 14  # samples of one stored cycle


def curve(points: Points, length_s: float) -> Wave:
    """A value that goes through `points`: (n,)."""
    at, values = zip(*points, strict=True)
    return np.asarray(np.interp(times(length_s), at, values), np.float32)


def phase_of(hz: Wave) -> NDArray[np.float64]:
    """Cycles passed at each sample of a pitch curve in Hz."""
    return np.cumsum(hz, dtype=np.float64) / RATE


@lru_cache(maxsize=64)
def cycle(tilt: float, count: int) -> Wave:
    """One turn of a tone whose partial k of `count` has the strength k ** -tilt: float32 (TURN,), peak 1."""
    turn = 2 * np.pi * np.arange(TURN) / TURN
    out = np.zeros(TURN)
    for partial in range(1, count + 1):
        out += np.sin(partial * turn) * partial**-tilt
    return np.asarray(out / np.abs(out).max(), np.float32)


def turned(phase: NDArray[np.float64], tilt: float, count: int) -> Wave:
    """The tone of `cycle` at each phase, in cycles."""
    return np.asarray(cycle(tilt, count)[(phase * TURN).astype(np.int64) & (TURN - 1)], np.float32)


def harmonics(hz: Wave, tilt: float, count: int = 24) -> Wave:
    """A tone of pitch curve `hz` whose partial k has the strength k ** -tilt; peak about 1."""
    top = float(hz.max())
    return turned(phase_of(hz), tilt, max(1, min(count, int(HIGHEST_HZ / max(top, 1.0)))))


def spoken(source: Wave, formants: Formants, floor_db: float = -34.0) -> Wave:
    """`source` through a throat: each formant is (Hz, width in Hz, dB); what lies between them is at `floor_db`."""
    return vowels(source, (formants,), floor_db)[0]


def vowels(source: Wave, throats: Sequence[Formants], floor_db: float = -34.0) -> list[Wave]:
    """The same source through several throats."""
    size = len(source) if len(source) % 480 == 0 else 1 << (len(source) - 1).bit_length()
    hz = np.fft.rfftfreq(size, 1 / RATE)
    bins = np.fft.rfft(source, size).astype(np.complex64)
    out = []
    for formants in throats:
        gain = np.full(len(hz), 10 ** (floor_db / 20))
        for centre, width, db in formants:
            gain += 10 ** (db / 20) / np.sqrt(1 + ((hz - centre) / (width / 2)) ** 2)
        out.append(np.fft.irfft(bins * gain.astype(np.float32), size)[: len(source)].astype(np.float32))
    return out


def moving(waves: Sequence[Wave], place: Wave) -> Wave:
    """From one wave to the next as `place` goes from 0 to len(waves) - 1: vowels that change."""
    out = np.zeros(len(place), np.float32)
    for index, wave in enumerate(waves):
        out += wave * np.clip(1.0 - np.abs(place - index), 0.0, 1.0)
    return out


def modes(partials: Partials, length_s: float, rng: np.random.Generator | None = None) -> Wave:
    """Something struck: all its partials ringing out. With `rng` each begins at a phase of its own."""
    out = np.zeros(seconds(length_s), np.float32)
    for hz, gain, decay_s in partials:
        if hz < HIGHEST_HZ:
            out += np.float32(gain) * ring(hz, decay_s, length_s, float(rng.uniform(0, 6.28)) if rng else 0.0)
    close = len(out) // 4  # what has not died away by then is damped
    out[len(out) - close :] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, close))).astype(np.float32)
    return out


def pulses(rate_hz: Wave, rng: np.random.Generator | None = None, uneven: float = 0.0) -> Wave:
    """A one at each whole cycle of a rate curve, each of its own size where it is `uneven` (0..1)."""
    turned = np.floor(phase_of(rate_hz))
    out = (np.diff(turned, prepend=0.0) > 0).astype(np.float32)
    if rng is not None and uneven:
        out *= 1.0 - uneven * rng.random(len(out), np.float32)
    return out


def through(pulse: Wave, body: Wave) -> Wave:
    """A body that rings at each pulse; as long as `pulse`."""
    size = 1 << (len(pulse) + len(body) - 1).bit_length()
    rung = np.fft.irfft(np.fft.rfft(pulse, size) * np.fft.rfft(body, size), size)
    return rung[: len(pulse)].astype(np.float32)


def swish(rng: np.random.Generator, length_s: float, low: Points, high: Points, power: float = 1.0) -> Wave:
    """Air whose dark part and bright part swell by their own curves (seconds, gain); shaped as an arch; peak 1."""
    count = seconds(length_s)
    dark = shaped(rng, count, ((60, -12), (200, 0), (700, -6), (2500, -26), (9000, -60)), channels=1)[:, 0]
    bright = shaped(rng, count, ((500, -30), (1500, -6), (4000, 0), (9000, -6), (16000, -26)), channels=1)[:, 0]
    wave = (dark * curve(low, length_s) + bright * curve(high, length_s)) * arch(count, power)
    return np.asarray(wave / np.float32(max(1e-6, np.abs(wave).max())), np.float32)


def peaked(wave: Wave, top: float = 1.0) -> Wave:
    """The same with this as its largest magnitude."""
    return np.asarray(wave * np.float32(top / max(1e-9, float(np.abs(wave).max()))), np.float32)
