"""Says a line: text -> hibari's network -> a voice of any pitch, size and breath -> float32 at 48 kHz, to be mixed.

The network gives, per 12.5 ms, a pitch and three spectra (voiced, noise, the rest). Pitch is changed there, by
sounding the voiced spectrum's outline with other pulses; the size of the head by resampling, with the pace made up
for beforehand.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.levels import gain_of, loudness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from runtime.audio.casting import Delivery

    Wave = NDArray[np.float32]

ENGINE_RATE = 24_000
BIN_HZ = 20.0  # of the network's spectra
VOICED_HZ = 40.0
LONGEST_TEXT = 2000  # characters; more than two minutes of speech is no line
PIECE = 200  # characters at once: what the network needs grows with the square
SPEECH_LUFS = -21.0
MEASURED_S = 20  # of a line: enough to tell how loud it is
PEAK = 0.7
KEPT_S = 0.04  # of silence, at both ends
FLOOR_DB = -42.0  # below the loudest 10 ms: silence
PAUSE_S = 0.12  # between pieces
LONG_NUMBER = re.compile(r"\d{13,}")  # read digit by digit: no one has words for it
WHISPER_LOSS = 1.1  # nepers: breath is weaker than voice


class Speaker:
    """hibari, loaded once; not safe to share between threads."""

    def __init__(self) -> None:
        import hibari
        from hibari import dsp

        self._dsp: Any = dsp
        self._engine: Any = hibari.Hibari(voice="heart", threads=1)

    def say(self, text: str, delivery: Delivery) -> Wave:
        """float32 mono at 48 kHz, normalised and trimmed. Raises ValueError for what cannot be said."""
        pieces = [self._piece(piece, delivery) for piece in pieces_of(readable(text))]
        spoken = [piece for piece in pieces if len(piece)]
        if not spoken:
            raise ValueError("there is nothing to be said in it")
        gap = np.zeros(int(PAUSE_S * RATE), np.float32)
        wave = np.concatenate([part for piece in spoken for part in (piece, gap)][:-1])
        return levelled(trimmed(wave), delivery.gain_db)

    def _piece(self, text: str, delivery: Delivery) -> Wave:
        rng = np.random.default_rng(0)
        speed = min(2.0, max(0.5, delivery.pace / delivery.formants))
        waves = [
            self._sentence(self._engine.ids(phonemes), speed, delivery, rng)
            for phonemes in self._engine.phonemize(text)
        ]
        if not waves:
            return np.zeros(0, np.float32)
        return resampled(np.concatenate(waves), RATE / (ENGINE_RATE * delivery.formants))

    def _sentence(self, ids: list[int], speed: float, delivery: Delivery, rng: np.random.Generator) -> Wave:
        if len(ids) < 3:
            return np.zeros(0, np.float32)
        feed = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
        voiced, phase, noise, rest, rest_phase, hz = (part[0] for part in self._engine.sess.run(None, feed))
        pitch = delivery.pitch / delivery.formants
        outline, turn = outlined(voiced, np.tanh(phase), hz)
        new_hz = melody(hz, pitch, delivery.lively)
        voiced = outline + np.float32(0.5 * np.log(pitch))
        if delivery.breath > 0:
            breath = voiced - WHISPER_LOSS + np.float32(np.log(max(1e-3, delivery.breath)))
            breath[: int(250 / BIN_HZ)] -= 3.0
            noise = np.logaddexp(noise, np.where(hz > VOICED_HZ, breath, -20.0))
            voiced = voiced + np.float32(np.log(max(1e-4, 1.0 - delivery.breath)))
        tangent = np.arctanh(np.clip(turn, -0.999, 0.999))
        wave = self._dsp.synth(voiced, tangent, noise.astype(np.float32), rest, rest_phase, new_hz, rng)
        return np.asarray(wave, np.float32)


def readable(text: str) -> str:
    """The part of a text that an English voice can read; ValueError when that is not most of it."""
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a line of {len(text)} characters is too long to be said (at most {LONGEST_TEXT})")
    plain = unicodedata.normalize("NFKC", text)
    letters = [char for char in plain if char.isalpha()]
    latin = [char for char in letters if "LATIN" in unicodedata.name(char, "")]
    if len(latin) * 2 < len(letters):
        raise ValueError("the voice reads the Latin alphabet only")
    kept = (char if char.isprintable() and unicodedata.category(char)[0] not in "SC" else " " for char in plain)
    words = "".join(char if char not in "[]/\\_*#<>{}|~^`" else " " for char in kept).split()
    return LONG_NUMBER.sub(lambda found: " ".join(found.group()), " ".join(words))


def pieces_of(text: str) -> Iterator[str]:
    """Cut at sentences, then at clauses, then at words, so that no piece is longer than PIECE characters."""
    rest = text
    while len(rest) > PIECE:
        head = rest[:PIECE]
        cut = next((found for mark in (r"[.!?…]\s", r"[,;:—]\s", r"\s") if (found := _last(mark, head)) > 20), PIECE)
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest:
        yield rest


def _last(mark: str, text: str) -> int:
    return max((found.end() for found in re.finditer(mark, text)), default=0)


def melody(hz: NDArray[np.float32], pitch: float, lively: float) -> NDArray[np.float32]:
    """The pitch curve at another height and with another range; unvoiced frames stay unvoiced."""
    voiced = hz > VOICED_HZ
    if not voiced.any():
        return hz
    middle = float(np.exp(np.mean(np.log(hz[voiced]))))
    moved = middle * pitch * (np.maximum(hz, 1.0) / middle) ** lively
    return np.where(voiced, np.clip(moved, 55.0, 600.0), 0.0).astype(np.float32)


def outlined(
    level: NDArray[np.float32], phase: NDArray[np.float32], hz: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The outline of the voiced spectrum, (bins, frames) in nepers, and its phase, read where the harmonics stand.

    Between harmonics the network's spectrum means nothing, and other pulses would make it heard.
    """
    bins = np.arange(len(level))
    outline, turn = level.copy(), phase.copy()
    for frame in np.flatnonzero(hz > VOICED_HZ):
        step = float(hz[frame]) / BIN_HZ
        harmonics = np.arange(step, len(bins) - 1, step)
        if len(harmonics) < 3:
            continue
        outline[:, frame] = np.interp(bins, harmonics, np.interp(harmonics, bins, level[:, frame]))
        nearest = np.clip(np.round(bins / step), 1, len(harmonics)) * step
        turn[:, frame] = phase[np.minimum(np.round(nearest).astype(int), len(bins) - 1), frame]
    return outline, turn


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


def trimmed(wave: Wave) -> Wave:
    """Without the silence at both ends but for KEPT_S, and with closed ends."""
    step = RATE // 100
    blocks = np.square(wave[: len(wave) // step * step].reshape(-1, step)).mean(axis=1)
    if not len(blocks) or not blocks.any():
        raise ValueError("it came out silent")
    loud = np.flatnonzero(blocks > blocks.max() * 10 ** (FLOOR_DB / 10))
    kept = int(KEPT_S * RATE)
    start, end = max(0, loud[0] * step - kept), min(len(wave), (loud[-1] + 1) * step + kept)
    out = wave[start:end].copy()
    edge = min(len(out) // 2, RATE // 200)
    rise = (np.arange(edge) / edge).astype(np.float32)
    out[:edge] *= rise
    out[len(out) - edge :] *= rise[::-1]
    return out


def levelled(wave: Wave, gain_db: float) -> Wave:
    """At the loudness of all speech plus `gain_db`, peaks bent below PEAK."""
    out = wave * np.float32(gain_of(SPEECH_LUFS + gain_db - loudness(wave[: MEASURED_S * RATE])))
    knee = 0.6 * PEAK
    size = np.abs(out)
    bent = knee + (PEAK - knee) * np.tanh((size - knee) / (PEAK - knee))
    return np.where(size > knee, np.copysign(bent, out), out).astype(np.float32)
