"""Shaped noise, the clay of all ambience. What is made in the frequency domain is periodic: a loop has no seam."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.clock import RATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

Curve = tuple[tuple[float, float], ...]  # (Hz, dB) points, straight lines over log frequency between them
LOWEST: Curve = ((12, -60), (28, -6), (40, 0), (20_000, 0))


def response(count: int, curve: Curve) -> Wave:
    """Gain for each FFT bin of `count` samples along `curve`; nothing below 20 Hz."""
    hz = np.fft.rfftfreq(count, 1 / RATE)
    at, db = zip(*curve, strict=True)
    gains = np.asarray(10.0 ** (np.interp(np.log(np.maximum(hz, 1.0)), np.log(at), db) / 20.0), np.float32)
    gains[hz < 20.0] = 0.0
    return gains


def shaped(rng: np.random.Generator, count: int, curve: Curve, channels: int = 2, width: float = 1.0) -> Wave:
    """Noise of spectrum `curve`, RMS 1, float32 (count, channels). `width` 1: independent channels, 0: the same."""
    gains = response(count, curve)
    shape = (len(gains), channels)
    bins = (rng.standard_normal(shape, np.float32) + 1j * rng.standard_normal(shape, np.float32)).astype(np.complex64)
    if channels > 1 and width < 1.0:
        bins[:, 1:] = width * bins[:, 1:] + np.sqrt(1 - width**2) * bins[:, :1]
    return unit(np.fft.irfft(bins * gains[:, None], count, axis=0).astype(np.float32))


def unit(wave: Wave) -> Wave:
    """The same at RMS 1."""
    level = float(np.sqrt(np.mean(np.square(wave, dtype=np.float64))))
    return wave if level == 0 else np.asarray(wave / np.float32(level), np.float32)


def filtered(wave: Wave, curve: Curve) -> Wave:
    """`wave`, taken as a loop, along `curve`."""
    gains = response(len(wave), curve)
    bins = np.fft.rfft(wave, axis=0)
    return np.fft.irfft(bins * (gains[:, None] if wave.ndim > 1 else gains), len(wave), axis=0).astype(np.float32)


def drift(rng: np.random.Generator, count: int, slow_hz: float, fast_hz: float) -> Wave:
    """A smooth random curve, mean 0, deviation 1, that moves between the two speeds and closes on itself: (count,)."""
    length_s = count / RATE
    cycles = np.arange(max(1, round(slow_hz * length_s)), max(2, round(fast_hz * length_s) + 1))
    points = max(64, int(cycles[-1]) * 16)
    bins = np.zeros(points // 2 + 1, np.complex64)
    bins[cycles] = rng.standard_normal(len(cycles)) + 1j * rng.standard_normal(len(cycles))
    coarse = unit(np.fft.irfft(bins, points).astype(np.float32))
    at = np.arange(count) * (points / count)
    return np.asarray(np.interp(at, np.arange(points + 1), np.append(coarse, coarse[0])), np.float32)


def swell(rng: np.random.Generator, count: int, depth_db: float, slow_hz: float = 0.05, fast_hz: float = 0.3) -> Wave:
    """A gain that breathes by about +-depth_db: float32 (count,)."""
    curve = np.clip(drift(rng, count, slow_hz, fast_hz), -2.0, 2.0)
    return np.asarray(10.0 ** (curve * (depth_db / 20.0)), np.float32)


def sown(rng: np.random.Generator, count: int, per_s: float, grains: Sequence[Wave], tail: float = 0.8) -> Wave:
    """Grains (n,) at random moments, `per_s` a second, of log-normal sizes (`tail`: how uneven), each somewhere between
    left and right: a loop, float32 (count, 2), in which nothing is cut at the seam."""
    number = rng.poisson(per_s * count / RATE)
    longest = max(map(len, grains))
    out = np.zeros((count + longest, 2), np.float32)
    sizes = np.minimum(rng.lognormal(0.0, tail, number), 4.0) * rng.choice((-1.0, 1.0), number)
    gains = (sizes * np.stack(pan_gains(rng.uniform(-1, 1, number)))).astype(np.float32).T
    for start, which, gain in zip(
        rng.integers(0, count, number), rng.integers(0, len(grains), number), gains, strict=True
    ):
        grain = grains[which]
        out[start : start + len(grain)] += grain[:, None] * gain
    out[:longest] += out[count:]
    return out[:count]


def pan_gains(pan: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Left and right gain of equal power for each pan -1..1."""
    angle = (pan + 1.0) * (np.pi / 4)
    return np.cos(angle), np.sin(angle)


def seconds(length_s: float) -> int:
    """Samples, rounded to a hundredth of a second so that FFTs have small factors."""
    return round(length_s * 100) * (RATE // 100)


def times(length_s: float) -> Wave:
    """Seconds from 0: float32 (n,)."""
    return (np.arange(seconds(length_s)) / RATE).astype(np.float32)


def arch(count: int, power: float = 1.0) -> Wave:
    """Half a sine wave, 0 up to 1 and back, to a power: the shape of a breath or a call."""
    return np.asarray(np.sin(np.pi * (np.arange(count) + 0.5) / count) ** power, np.float32)


def ring(hz: float, decay_s: float, length_s: float, phase: float = 0.0) -> Wave:
    """A struck tone: decaying sine with a soft start of 0.3 ms."""
    t = times(length_s)
    tone = np.sin(2 * np.pi * hz * t + phase) * np.exp(-t / decay_s) * np.minimum(1.0, t / 0.0003)
    return np.asarray(tone, np.float32)


def burst(rng: np.random.Generator, length_s: float, curve: Curve, rise_s: float, decay_s: float) -> Wave:
    """A puff of shaped noise, mono (n,), peak about 1."""
    t = times(length_s)
    shape = np.minimum(1.0, t / max(rise_s, 1e-4)) * np.exp(-np.maximum(0.0, t - rise_s) / decay_s)
    wave = shaped(rng, len(t), curve, channels=1)[:, 0] * shape
    return np.asarray(wave / max(1e-6, float(np.abs(wave).max())), np.float32)


def slowed(wave: Wave, factor: int) -> Wave:
    """A loop (n, channels) played so many times slower and lower: dark sounds are made at a fraction of the work."""
    count = len(wave) * factor
    return np.asarray(np.fft.irfft(np.fft.rfft(wave, axis=0), count, axis=0) * factor, np.float32)


def closed(wave: Wave, fade_s: float = 0.01) -> Wave:
    """The same with both ends brought to nothing, so that it can begin and end anywhere."""
    count = min(len(wave) // 2, int(fade_s * RATE))
    edge = (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(1, count))).astype(np.float32)
    out = wave.copy()
    shape = edge[:, None] if wave.ndim > 1 else edge
    out[:count] *= shape[: len(out)]
    out[len(out) - count :] *= shape[::-1]
    return out


def trimmed(wave: Wave, floor_db: float = -62.0) -> Wave:
    """Without the silence at its end, and both ends brought to nothing: a millisecond in, up to 60 ms out."""
    loud = np.abs(wave) if wave.ndim == 1 else np.abs(wave).max(axis=1)
    heard = np.flatnonzero(loud > float(loud.max(initial=0.0)) * 10 ** (floor_db / 20))
    out = wave[: min(len(wave), int(heard[-1]) + RATE // 50) if len(heard) else len(wave)].copy()
    rise, fall = min(48, len(out)), min(RATE * 6 // 100, len(out) // 4)
    shape = np.ones(len(out), np.float32)
    shape[:rise] *= np.linspace(0.0, 1.0, rise, dtype=np.float32)
    shape[len(out) - fall :] *= (0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fall))).astype(np.float32)
    out *= shape[:, None] if out.ndim > 1 else shape
    return out


def without_rumble(wave: Wave) -> Wave:
    """The same with half a second of silence behind it, and nothing below hearing: no DC, no thump at its start."""
    return filtered(np.pad(wave, ((0, RATE // 2), *[(0, 0)] * (wave.ndim - 1))), LOWEST)


def mixed(*parts: tuple[float, Wave]) -> Wave:
    """The sum of (dB, wave) of equal lengths."""
    total = np.zeros_like(parts[0][1])
    for db, wave in parts:
        total += np.float32(10 ** (db / 20)) * wave
    return total


def joined(length_s: float, parts: Sequence[tuple[float, NDArray[Any]]]) -> Wave:
    """Mono parts (n,) laid at their seconds into one wave of `length_s`; what hangs over is cut."""
    out = np.zeros(seconds(length_s), np.float32)
    for at_s, wave in parts:
        start = max(0, int(at_s * RATE))
        count = min(len(wave), len(out) - start)
        if count > 0:
            out[start : start + count] += wave[:count]
    return out


def room(rng: np.random.Generator, wave: Wave, length_s: float, wet: float, bright_hz: float = 3000.0) -> Wave:
    """Mono (n,) in a hall: float32 (n + tail, 2). `wet` 0..1 is the share of the echo."""
    tail = seconds(length_s)
    count = len(wave) + tail
    echo = shaped(rng, tail, ((40, -9), (200, 0), (bright_hz, -3), (bright_hz * 4, -30)))
    echo *= np.exp(-np.arange(tail) / (tail / 6.9))[:, None].astype(np.float32)  # -60 dB at the end
    echo /= np.float32(np.sqrt(np.square(echo).sum(axis=0).mean()))
    size = 1 << (count - 1).bit_length()
    bins = np.fft.rfft(wave, size)[:, None] * np.fft.rfft(echo, size, axis=0)
    far = np.fft.irfft(bins, size, axis=0)[:count].astype(np.float32)
    out = np.asarray(wet * far, np.float32)
    out[: len(wave)] += ((1 - wet) * wave)[:, None]
    return out
