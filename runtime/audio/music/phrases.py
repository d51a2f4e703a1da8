"""A modest score: slow pads and single notes, drawn for a mood in the show's key. Never the same bars, never loud."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.levels import gain_of, loudness
from runtime.audio.noise import room, seconds
from runtime.audio.tape import Tape

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

PHRASE_S = 18.0  # a phrase: two chords; the next one begins under its tail
TAIL_S = 6.0
MUSIC_LUFS = -33.0
ROOTS = (45, 47, 48, 50, 52, 53)  # MIDI numbers: A2 .. F3


@dataclass(frozen=True)
class Mood:
    """How a mood is played."""

    words: str
    scale: tuple[int, ...]  # semitones above the root
    chords: tuple[tuple[int, ...], ...]  # each a tuple of scale steps; they follow one another at random
    gap_s: float  # mean time between single notes
    bright: float  # 0 dark .. 1 bright
    high: int = 12  # how far above the root the single notes lie, semitones


MOODS: dict[str, Mood] = {
    "calm": Mood(
        "calm quiet peaceful gentle soft slow warm night sleep still home",
        (0, 2, 4, 5, 7, 9, 11),
        ((0, 4, 7, 9), (3, 7, 9, 12), (5, 7, 9, 11), (4, 7, 8, 11)),
        3.2,
        0.4,
    ),
    "tense": Mood(
        "tense danger fear dread suspense dark threat storm chase ominous uneasy mystery",
        (0, 1, 3, 5, 7, 8, 10),
        ((0, 4, 7), (0, 1, 7), (0, 5, 7), (0, 4, 8)),
        5.0,
        0.25,
        0,
    ),
    "sad": Mood(
        "sad grief loss mourning lonely alone sorrow melancholy regret farewell memory",
        (0, 2, 3, 5, 7, 8, 10),
        ((0, 4, 7, 9), (5, 7, 9, 12), (3, 7, 10), (2, 6, 9)),
        3.6,
        0.3,
    ),
    "hope": Mood(
        "hope hopeful joy happy dawn morning light love relief triumph warmth bright tender",
        (0, 2, 4, 5, 7, 9, 11),
        ((0, 4, 7, 9), (4, 6, 8, 11), (5, 7, 9, 12), (3, 5, 7, 10)),
        2.4,
        0.6,
    ),
    "wonder": Mood(
        "wonder magic strange dream awe discovery stars space mystical sea",
        (0, 2, 4, 6, 7, 9, 11),
        ((0, 4, 8, 11), (1, 5, 8, 12), (4, 8, 11, 13), (0, 6, 9, 11)),
        2.8,
        0.55,
        24,
    ),
}
NONE_WORDS = frozenset({"none", "silence", "stop", "off", "no"})
MOOD_OF = {word: name for name, mood in MOODS.items() for word in mood.words.split()}


def mood_for(words: str) -> str:
    """The mood that `words` ask for; "" for none and silence; calm when no word is known."""
    tokens = re.findall(r"[^\W\d_]+", words.lower())
    if not tokens or NONE_WORDS & set(tokens):
        return ""
    return next((MOOD_OF[token] for token in tokens if token in MOOD_OF), "calm")


def make_phrase(mood: str, index: int, seed: int = 0) -> Tape:
    """Phrase number `index` of the score for `mood`, PHRASE_S + TAIL_S long. Takes 300 ms: not for the loop thread."""
    digest = hashlib.blake2b(f"{mood}/{index}/{seed}".encode(), digest_size=8).digest()
    rng = np.random.default_rng(int.from_bytes(digest, "big"))
    how, root = MOODS[mood], ROOTS[seed % len(ROOTS)]
    count = seconds(PHRASE_S + TAIL_S)
    pads, notes = np.zeros((count, 2), np.float32), np.zeros(count, np.float32)
    for half in range(2):
        chord = how.chords[0] if index == 0 and half == 0 else how.chords[rng.integers(len(how.chords))]
        _add(pads, _pad(rng, [_note(how, root, step) for step in chord], how.bright), half * PHRASE_S / 2)
        _strew(rng, notes, how, root, chord, half * PHRASE_S / 2)
    echoing = room(rng, notes, 3.0, 0.45, 2500.0)[:count]
    wave = pads * np.float32(gain_of(MUSIC_LUFS - loudness(pads)))
    if notes.any():
        wave += echoing * np.float32(gain_of(MUSIC_LUFS - 3.0 - loudness(echoing)))
    edge = np.minimum(1.0, np.arange(count, 0, -1) / RATE).astype(np.float32)[:, None]
    return Tape.of(wave * edge)


def _note(how: Mood, root: int, step: int) -> float:
    """Hz of a step of the mood's scale."""
    octave, place = divmod(step, len(how.scale))
    return float(440.0 * 2 ** ((root + how.scale[place] + 12 * octave - 69) / 12))


def _add(out: Wave, wave: Wave, at_s: float) -> None:
    start = int(at_s * RATE)
    out[start : start + len(wave)] += wave[: len(out) - start]


def _pad(rng: np.random.Generator, pitches: list[float], bright: float) -> Wave:
    """A chord of soft voices, 15 s with slow edges: each partial is a narrow band of noise, so that it shimmers."""
    count = seconds(PHRASE_S / 2 + TAIL_S)
    hz = np.fft.rfftfreq(count, 1 / RATE)
    power = np.zeros(len(hz), np.float32)
    for pitch in pitches:
        for partial in range(1, 9):
            centre = pitch * partial
            width = 0.0035 * centre + 0.4
            near = slice(*np.searchsorted(hz, (centre - 5 * width, centre + 5 * width)))
            loud = partial ** -(2.6 - 1.2 * bright) * (200 / (200 + pitch)) / width**0.5
            power[near] += (loud * np.exp(-(((hz[near] - centre) / width) ** 2))).astype(np.float32)
    phase = np.exp(2j * np.pi * rng.random((len(hz), 2))).astype(np.complex64)
    wave = np.fft.irfft(power[:, None] * phase, count, axis=0).astype(np.float32)
    t = np.arange(count) / RATE
    length_s = count / RATE
    rise, fall = np.clip(t / 3.5, 0, 1), np.clip((length_s - t) / 5.5, 0, 1)
    shape = np.sin(np.pi / 2 * rise) ** 2 * np.sin(np.pi / 2 * fall) ** 2
    return np.asarray(wave * shape[:, None], np.float32)


def _strew(rng: np.random.Generator, out: Wave, how: Mood, root: int, chord: tuple[int, ...], start_s: float) -> None:
    """Single notes over a chord: mostly its own, now and then a neighbour."""
    at_s = start_s + rng.uniform(1.0, 1.0 + how.gap_s)
    while at_s < start_s + PHRASE_S / 2 - 0.5:
        step = int(rng.choice(chord)) + (int(rng.integers(-1, 2)) if rng.random() < 0.3 else 0)
        pitch = _note(how, root + how.high, step)
        _add(out, _struck(pitch, rng.uniform(0.5, 1.0)), at_s)
        at_s += rng.uniform(0.5, 1.5) * how.gap_s


def _struck(hz: float, weight: float) -> Wave:
    """A felt hammer on a string, 5 s."""
    t = (np.arange(seconds(5.0)) / RATE).astype(np.float32)
    tone = np.zeros(len(t), np.float32)
    for partial in range(1, 7):
        stretched = hz * partial * (1 + 0.0003 * partial**2)
        if stretched < 6000:
            tone += np.sin(2 * np.pi * stretched * t) * np.exp(-t * (0.9 + 0.8 * partial)) * partial**-1.7
    return np.asarray(weight * tone * np.minimum(1, t / 0.012) * np.clip((5.0 - t) / 0.5, 0, 1), np.float32)
