"""The engine `kokoro`: 82 million parameters, and a voice of their own for everybody. A part, see `runtime.parts`.

English phonemes come from hibari's reader; those of other languages from espeak-ng, written in Kokoro's letters.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.espeak import ask, known, sayable
from runtime.audio.network import open_network
from runtime.audio.speech import finished, pieces_of, readable, reshaped
from runtime.audio.wordlists import reader
from runtime.parts import file_of
from runtime.parts.kokoro import KOKORO, MODEL, VOCABULARY, voice_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

    Wave = NDArray[np.float32]

ENGINE_RATE = 24_000
STYLE = 256  # numbers that are a voice, for each length of phonemes
LONGEST = 480  # phonemes at once; a voice has styles for 510
SPEEDS = (0.6, 1.6)
LANGUAGES = {"e": "es", "f": "fr-fr", "h": "hi", "i": "it", "p": "pt-br"}  # a voice's first letter -> espeak-ng's name
# Sounds that espeak-ng ties together and Kokoro writes as one letter.
TIED = {
    "a^ɪ": "I",
    "a^ʊ": "W",
    "d^z": "ʣ",
    "d^ʒ": "ʤ",
    "e^ɪ": "A",
    "o^ʊ": "O",
    "t^s": "ʦ",
    "t^ʃ": "ʧ",
    "ɔ^ɪ": "Y",
}
CLAUSE = re.compile(r"[^.,;:!?…—。]+[.,;:!?…—。]*")
OTHER_LANGUAGE = re.compile(r"\([a-z-]{2,12}\)")  # espeak-ng says so when it reads a word as another language's


class KokoroSpeaker:
    """The network and as many voices as are used; not safe to share between threads. `folder`: for what may be kept."""

    def __init__(self, folder: Path | None = None) -> None:
        model, vocabulary = file_of(KOKORO, MODEL), file_of(KOKORO, VOCABULARY)
        if model is None or vocabulary is None:
            raise ValueError("Kokoro is missing. To have it, type: diorama models add kokoro")
        self._network: Any = open_network(model)
        self._letters: dict[str, int] = json.loads(vocabulary.read_text("utf-8"))["vocab"]
        self._reader = lru_cache(maxsize=2)(lambda british: reader(british=british, folder=folder))
        self._reader(False)  # packing the words is no part of saying a line
        self._style = lru_cache(maxsize=8)(_style)

    def say(self, text: str, voice: str, delivery: Delivery) -> Wave:
        """float32 mono at 48 kHz, normalised and trimmed. ValueError for what cannot be said."""
        pieces = [
            self._piece(letters, voice, delivery)
            for part in pieces_of(readable(text) if voice[0] in "ab" else sayable(text))
            for letters in _short(self.phonemes(part, voice))
        ]
        return finished(pieces, delivery)

    def phonemes(self, text: str, voice: str) -> str:
        """The text in Kokoro's letters, its marks kept: they are its melody."""
        if voice[0] in "ab":
            return str(self._reader(voice[0] == "b")(text))
        language = LANGUAGES[voice[0]]
        return " ".join(_read(clause.strip(), language) for clause in CLAUSE.findall(text) if clause.strip())

    def _piece(self, phonemes: str, voice: str, delivery: Delivery) -> Wave:
        ids = [self._letters[letter] for letter in phonemes if letter in self._letters]
        if not ids:
            return np.zeros(0, np.float32)
        speed = min(SPEEDS[1], max(SPEEDS[0], delivery.pace / delivery.formants))
        feed = {
            "tokens": np.asarray([[0, *ids, 0]], np.int64),
            "style": self._style(voice)[len(ids) - 1],
            "speed": np.asarray([speed], np.float32),
        }
        wave = np.asarray(self._network.run(None, feed)[0], np.float32).ravel()
        return reshaped(wave, ENGINE_RATE, delivery)


def _style(voice: str) -> NDArray[np.float32]:
    """A voice: float32 (phonemes, 1, STYLE)."""
    path = file_of(KOKORO, voice_file(voice))
    if path is None:
        raise ValueError(f"Kokoro's voice {voice} is missing. To have it, type: diorama models add kokoro")
    return np.fromfile(path, "<f4").reshape(-1, 1, STYLE)


def _short(phonemes: str) -> Iterator[str]:
    """Pieces that a voice has styles for."""
    while len(phonemes) > LONGEST:
        cut = phonemes.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield phonemes[:cut]
        phonemes = phonemes[cut:].strip()
    yield phonemes


def _read(clause: str, language: str) -> str:
    """A clause in Kokoro's letters, by way of espeak-ng, with the marks that end it."""
    words = clause.rstrip(".,;:!?…—。 ")
    if not any(char.isalnum() for char in words):
        return ""
    heard = ask(("-v", known(language), "-q", "--ipa", "--tie=^"), words).decode(errors="replace")
    heard = OTHER_LANGUAGE.sub("", " ".join(heard.split()))
    for tied, letter in TIED.items():
        heard = heard.replace(tied, letter)
    return heard.replace("^", "").replace("-", "") + clause[len(words) :].strip()
