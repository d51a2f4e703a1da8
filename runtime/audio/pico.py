"""The engine `pico`: SVOX Pico (`py-nanotts`), one woman in each of German, Spanish, French, Italian and English."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.espeak import sayable
from runtime.audio.speech import finished, pieces_of, reshaped

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

    Wave = NDArray[np.float32]

ENGINE_RATE = 16_000
DULL_DB = 6.0  # by which its voices are brightened: they end at 8 kHz and fall off long before
PITCHES = (0.6, 1.7)  # that it is asked for, relative to its own
VOICES = {"de": "de-DE", "es": "es-ES", "fr": "fr-FR", "it": "it-IT", "en": "en-GB"}


class PicoSpeaker:
    """A library of 1.7 MB; loaded once, used by one thread."""

    def __init__(self) -> None:
        self._engine: Any = import_module("py_nanotts").NanoTTS()

    def say(self, text: str, voice: str, delivery: Delivery) -> Wave:
        """float32 mono at 48 kHz, normalised and trimmed; `voice` is a language. ValueError for what cannot be said."""
        name = VOICES.get(voice.lower()[:2])
        if name is None:
            raise ValueError(f"Pico does not speak “{voice[:20]}”")
        pieces = [self._piece(piece, name, delivery) for piece in pieces_of(sayable(text))]
        return finished(pieces, replace(delivery, tilt_db=delivery.tilt_db + DULL_DB))

    def _piece(self, text: str, name: str, delivery: Delivery) -> Wave:
        speed = min(2.0, max(0.5, delivery.pace / delivery.formants))
        pitch = min(PITCHES[1], max(PITCHES[0], delivery.pitch / delivery.formants))
        made = self._engine.speak(text, voice=name, speed=speed, pitch=pitch, volume=1.0)
        wave = np.frombuffer(made[: len(made) // 2 * 2], "<i2").astype(np.float32) / 32768.0
        left = replace(delivery, pitch=delivery.pitch / pitch)  # what its own pitch cannot reach
        return reshaped(wave, ENGINE_RATE, left)
