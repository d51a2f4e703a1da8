"""Changes a voice once it is a wave: brighter, rough, shaking, whispered, heard through a door or a loudspeaker.

Works on float32 mono at 48 kHz and keeps its length (what echoes gets a tail), so it fits every engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.stretch import resampled, stretched

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

    Wave = NDArray[np.float32]
    Curve = Callable[[NDArray[np.floating]], NDArray[np.floating] | NDArray[np.complex128]]

TILT_HZ = (500.0, 4000.0)  # three octaves, over which a tilt is reached
SWAY = 0.035  # share by which the strongest tremor moves the pitch
SHAKE = 0.45  # share by which it moves the loudness
GRIT_HZ = (45.0, 95.0)  # how fast a rough throat flutters
TAIL_S = 0.18
WINDOW, STEP = 1536, 384  # samples: 32 ms, as long as a throat holds still
LIFTER = 84  # cepstral coefficients that are the outline: shorter than the shortest pitch period (570 Hz)
UNHEARD = 0.02  # a change of pitch below this is left (logarithm)
MOST_GAIN = 8.0  # by which an outline is bent
HISS_HZ = 500.0  # below, breath has little


def coloured(wave: Wave, delivery: Delivery) -> Wave:
    """The wave with the delivery's roughness, tremor, tilt, and what it is heard through."""
    out = wave
    if delivery.rough > 0:
        out = roughened(out, delivery.rough)
    if delivery.tremor > 0:
        out = shaken(out, delivery.tremor, delivery.tremor_hz)
    if delivery.tilt_db:
        out = tilted(out, delivery.tilt_db)
    return heard_through(out, delivery.through) if delivery.through else out


def tilted(wave: Wave, db: float) -> Wave:
    """Brighter by `db` from 500 Hz to 4 kHz, or duller."""
    octaves = np.log2(TILT_HZ[1] / TILT_HZ[0])

    def slope(hz: NDArray[np.floating]) -> NDArray[np.floating]:
        place = np.log2(np.maximum(hz, 1.0) / TILT_HZ[0]) / octaves
        return np.asarray(10.0 ** (db * np.clip(place, -0.5, 1.2) / 20.0))

    return _filtered(wave, slope)


def shaken(wave: Wave, depth: float, hz: float) -> Wave:
    """Pitch and loudness sway `hz` times a second, never quite evenly."""
    t = np.arange(len(wave)) / RATE
    turn = 2 * np.pi * hz * t + 0.9 * np.sin(2 * np.pi * 0.31 * hz * t)
    shift = SWAY * depth / (2 * np.pi * max(hz, 0.5)) * RATE
    moved = np.interp(np.arange(len(wave)) + shift * np.sin(turn), np.arange(len(wave)), wave)
    return (moved * (1.0 - SHAKE * depth * (0.5 + 0.5 * np.sin(turn + 1.0)))).astype(np.float32)


def roughened(wave: Wave, amount: float) -> Wave:
    """The flutter of a worn or a growling throat: its loudness is broken up faster than a tremor."""
    rng = np.random.default_rng(0)
    count = len(wave)
    bins = np.fft.rfft(rng.standard_normal(count))
    hz = np.fft.rfftfreq(count, 1 / RATE)
    bins[(hz < GRIT_HZ[0]) | (hz > GRIT_HZ[1])] = 0
    flutter = np.fft.irfft(bins, count)
    flutter /= max(1e-9, float(np.sqrt(np.mean(flutter**2))))
    return (wave * np.maximum(0.05, 1.0 + 0.75 * amount * flutter)).astype(np.float32)


def heard_through(wave: Wave, what: str) -> Wave:
    """A loudspeaker ("radio"), a door ("wall"), a body of tin ("metal"), an empty hall ("hollow")."""
    if what == "radio":
        narrow = _filtered(wave, lambda hz: _band(hz, 380.0, 3000.0))
        top = max(1e-6, float(np.abs(narrow).max()))
        return _filtered(np.tanh(3.0 * narrow / top).astype(np.float32), lambda hz: _band(hz, 300.0, 3400.0))
    if what == "wall":
        return _filtered(wave, lambda hz: 1.0 / np.sqrt(1.0 + (hz / 700.0) ** 4))
    echoes = {"metal": ((0.0061, 0.55), (0.0122, 0.3), (0.0183, 0.17), (0.0095, -0.3)), "hollow": _HALL}.get(what, ())
    longer = np.concatenate([wave, np.zeros(round(TAIL_S * RATE), np.float32)])
    return _filtered(longer, lambda hz: 1.0 + sum((g * np.exp(-2j * np.pi * hz * d) for d, g in echoes), np.zeros(1)))


_HALL = ((0.023, 0.35), (0.041, 0.3), (0.061, -0.26), (0.083, 0.22), (0.109, 0.17), (0.137, -0.12))


def whispered(wave: Wave, breath: float) -> Wave:
    """The same words on breath instead of voice: 0 leaves the voice, 1 leaves none. The mouth's outline stays."""
    noise = np.random.default_rng(0).standard_normal(len(wave)).astype(np.float32)
    hiss = _spectra(noise)
    hiss *= _outline(np.abs(_spectra(wave))) / np.sqrt(np.mean(np.abs(hiss) ** 2))
    hiss *= _breath_of(np.fft.rfftfreq(WINDOW, 1 / RATE))
    return ((1.0 - breath) * wave + breath * _laid(hiss, len(wave))).astype(np.float32)


def repitched(wave: Wave, pitch: float) -> Wave:
    """At another pitch, the mouth and the pace as they were."""
    if abs(np.log(pitch)) < UNHEARD:
        return wave
    moved = stretched(resampled(wave, 1.0 / pitch), pitch, RATE)
    spectra = _spectra(moved)
    outline = _outline(np.abs(spectra))
    bins = np.arange(outline.shape[1])
    meant = np.stack([np.interp(bins * pitch, bins, frame) for frame in outline])
    spectra *= np.clip(meant / np.maximum(outline, 1e-9), 1 / MOST_GAIN, MOST_GAIN)
    return _laid(spectra, len(moved)).astype(np.float32)


def _spectra(wave: Wave) -> NDArray[np.complex128]:
    """Windowed spectra, complex128 (frames, bins), STEP apart; the first is centred on the first sample."""
    count = len(wave) // STEP + 1
    padded = np.zeros((count + WINDOW // STEP) * STEP)
    padded[WINDOW // 2 : WINDOW // 2 + len(wave)] = wave
    frames = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::STEP][:count]
    return np.fft.rfft(frames * np.hanning(WINDOW + 1)[:-1], axis=1)


def _laid(spectra: NDArray[np.complex128], length: int) -> NDArray[np.float64]:
    """The wave of such spectra: float64 (length,)."""
    out = np.zeros((len(spectra) + WINDOW // STEP) * STEP)
    frames = np.fft.irfft(spectra, WINDOW, axis=1) * np.hanning(WINDOW + 1)[:-1]
    for number, frame in enumerate(frames):
        out[number * STEP : number * STEP + WINDOW] += frame
    return out[WINDOW // 2 :][:length] / (1.5 * WINDOW / STEP / 4)


def _outline(size: NDArray[np.floating]) -> NDArray[np.floating]:
    """Spectra (frames, bins) without their harmonics: the slow part of their logarithm."""
    cepstrum = np.fft.irfft(np.log(np.maximum(size, 1e-7)), axis=1)
    cepstrum[:, LIFTER : WINDOW - LIFTER + 1] = 0.0
    return np.asarray(np.exp(np.fft.rfft(cepstrum, axis=1).real))


def _breath_of(hz: NDArray[np.floating]) -> NDArray[np.floating]:
    """What breath has of a voice's spectrum: little below HISS_HZ, more above, as the throat stays open."""
    return np.asarray((hz / HISS_HZ) ** 2 / (1 + (hz / HISS_HZ) ** 2))


def _band(hz: NDArray[np.floating], low: float, high: float) -> NDArray[np.floating]:
    rise, fall = (hz / low) ** 4, (hz / high) ** 6
    return np.asarray(rise / (1 + rise) / (1 + fall))


def _filtered(wave: Wave, curve: Curve) -> Wave:
    """Through a curve of gains over hertz; a margin of silence keeps the end from wrapping to the start."""
    unit = RATE // 10  # a length of small factors transforms fast
    count = (len(wave) // unit + 2) * unit
    bins = np.fft.rfft(wave, count) * curve(np.fft.rfftfreq(count, 1 / RATE))
    return np.fft.irfft(bins, count)[: len(wave)].astype(np.float32)
