"""Plays bars of the score into tapes: a few at once, in a hall, so that the next ones begin under their echo."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.levels import gain_of
from runtime.audio.music.compose import END, Bar, Note, bar_samples, beat_samples, compose
from runtime.audio.music.instruments import PITCHLESS, SYNTH_RATE, Rack
from runtime.audio.music.moods import MOODS, instrument_of
from runtime.audio.tape import Tape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.music.moods import Mood

    Wave = NDArray[np.float32]

MUSIC_LUFS = -28.0
AT_ONCE_S = 5.0  # so much music, about, is played in one go
TAIL_S = 4.0
HALL_S, WET = 2.8, 0.42
HALL_CURVE = ((90.0, -10.0), (250.0, 0.0), (2000.0, -3.0), (5000.0, -14.0), (11_000.0, -40.0))
# how loud each part is under full weight, and where it sits, -1 left .. 1 right
DESK = {
    "pad": (-8.0, 0.0), "keys": (-1.0, -0.25), "melody": (1.5, 0.12), "figure": (-3.0, 0.4), "bass": (-5.0, 0.0),
    "drone": (-8.0, 0.0), "pulse": (-6.0, 0.05),
}  # fmt: skip
# what sounds all the time is heard more than what is struck and dies away
HELD_DB = {"glass": -6.0, "cello": -4.5, "reed": -6.0, "horn": -5.0, "flute": -3.5, "fiddle": -4.5, "vibes": -1.0}
_RACK = Rack()
_PLAYING = threading.Lock()  # guards _RACK, for recordings play in the thread of whoever asks


def bars_at_once(mood: str, seed: int) -> int:
    """1, 2 or 4 bars: what is played in one go."""
    return next((n for n in (1, 2) if n * bar_samples(mood, seed) >= AT_ONCE_S * RATE), 4)


def make_passage(mood: str, number: int, seed: int, tense: bool = False) -> Tape:
    """Passage `number` of a mood's score, with TAIL_S of echo: int16 (n, 2) at 48 kHz; END: the cadence.

    `tense`: only what comes in on top of it while a choice is open. Takes 50 to 300 ms: not for the loop thread.
    """
    how, beat = MOODS[mood], beat_samples(mood, seed) / RATE
    count = bars_at_once(mood, seed)
    numbers = [END] if number == END else range(number * count, (number + 1) * count)
    length_s = (2 if number == END else count) * how.beats * beat
    dry = np.zeros((round((length_s + TAIL_S) * SYNTH_RATE / 2400) * 2400, 2), np.float32)
    with _PLAYING:
        for place, index in enumerate(numbers):
            bar = compose(mood, index, seed)
            for note in _played(how, bar, tense):
                _add(dry, how, note, place * how.beats * beat, beat)
    wave = _in_hall(dry) * np.float32(gain_of(MUSIC_LUFS + how.trim_db))
    fade = np.clip(np.arange(len(wave), 0, -1) / RATE, 0, 1).astype(np.float32)
    return Tape.of(wave * fade[:, None])


def _played(how: Mood, bar: Bar, tense: bool) -> list[Note]:
    if not tense:
        return [note for note in bar.notes if note.part in bar.parts]
    more = [part for part in how.press if part not in bar.parts][:2]
    return [note for note in bar.notes if note.part in more]


def _add(dry: Wave, how: Mood, note: Note, start_s: float, beat_s: float) -> None:
    instrument = instrument_of(how, note.part)
    pitch = 40 + note.pitch % 12 if instrument in PITCHLESS else note.pitch
    wave = _RACK.note(instrument, pitch, note.length * beat_s)
    db, pan = DESK[note.part]
    gain = gain_of(db + HELD_DB.get(instrument, 0.0)) * note.weight**1.3
    at = int((start_s + note.at * beat_s) * SYNTH_RATE)
    part = wave[: max(0, len(dry) - at)]
    side = pan + 0.012 * (pitch - 60) if note.part in ("pad", "figure") else pan
    for channel, share in enumerate((1.0 - max(0.0, side), 1.0 - max(0.0, -side))):
        dry[at : at + len(part), channel] += part * np.float32(gain * share)


def _in_hall(dry: Wave) -> Wave:
    """float32 (n, 2) at 24 kHz, dry -> (2 n, 2) at 48 kHz, with echo."""
    count = len(dry)
    bins = np.fft.rfft(dry, axis=0)
    middle = bins.mean(axis=1, keepdims=True)
    bins += WET * middle * _hall(count)
    return np.asarray(np.fft.irfft(bins, 2 * count, axis=0) * 2, np.float32)


@lru_cache(maxsize=4)
def _hall(count: int) -> NDArray[np.complex64]:
    """The spectrum of a hall's echo in both ears, for `count` samples at 24 kHz: (bins, 2)."""
    rng = np.random.default_rng(1822)
    tail = round(HALL_S * SYNTH_RATE)
    noise = rng.standard_normal((tail, 2)) * np.exp(-np.arange(tail) / (tail / 6.9))[:, None]
    noise[: SYNTH_RATE // 60] *= np.linspace(0, 1, SYNTH_RATE // 60)[:, None]
    bins = np.fft.rfft(noise, count, axis=0)
    hz = np.fft.rfftfreq(count, 1 / SYNTH_RATE)
    at, db = zip(*HALL_CURVE, strict=True)
    bins *= 10 ** (np.interp(np.log(np.maximum(hz, 1)), np.log(at), db) / 20)[:, None]
    power = np.sqrt(np.square(np.abs(bins)).mean())
    return np.asarray(bins / power, np.complex64)
