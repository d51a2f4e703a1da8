"""What all engines share: text made sayable and cut in pieces, waves reshaped, trimmed and brought to one level."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Protocol

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.levels import gain_of, loudness
from runtime.audio.stretch import resampled
from runtime.audio.timbre import coloured, repitched, whispered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

    Wave = NDArray[np.float32]

LONGEST_TEXT = 2000  # characters; more than two minutes of speech is no line
PIECE = 200  # characters at once: what the network needs grows with the square
SPEECH_LUFS = -21.0
MEASURED_S = 20  # of a line: enough to tell how loud it is
EVEN = 960  # samples: lengths of small factors are measured many times faster
PEAK = 0.7
KEPT_S = 0.04  # of silence, at both ends
FLOOR_DB = -42.0  # below the loudest 10 ms: silence
PAUSE_S = 0.12  # between pieces
LONG_NUMBER = re.compile(r"\d{13,}")  # read digit by digit: no one has words for it
HEARD_BREATH = 0.02


class Engine(Protocol):
    """Says lines; loaded once, used by one thread."""

    def say(self, text: str, voice: str, delivery: Delivery) -> Wave:
        """float32 mono at 48 kHz, normalised and trimmed. ValueError for what cannot be said."""


def reshaped(wave: Wave, rate: int, delivery: Delivery) -> Wave:
    """A voice of another pitch, size and breath, at 48 kHz: from an engine whose pace made up for the size."""
    moved = resampled(wave, RATE / (rate * delivery.formants))
    moved = repitched(moved, delivery.pitch / delivery.formants)
    return whispered(moved, delivery.breath) if delivery.breath > HEARD_BREATH else moved


def finished(pieces: Sequence[Wave], delivery: Delivery) -> Wave:
    """Pieces of a line as one, in the delivery's timbre, trimmed, at its level."""
    gap = np.zeros(int(PAUSE_S * RATE), np.float32)
    spoken = [piece for piece in pieces if len(piece)]
    if not spoken:
        raise ValueError("there is nothing to be said in it")
    wave = np.concatenate([part for piece in spoken for part in (piece, gap)][:-1])
    return levelled(trimmed(coloured(wave, delivery)), delivery.gain_db)


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
    measured = wave[: min(MEASURED_S * RATE, len(wave) // EVEN * EVEN or len(wave))]
    out = wave * np.float32(gain_of(SPEECH_LUFS + gain_db - loudness(measured)))
    knee = 0.6 * PEAK
    size = np.abs(out)
    bent = knee + (PEAK - knee) * np.tanh((size - knee) / (PEAK - knee))
    return np.where(size > knee, np.copysign(bent, out), out).astype(np.float32)
