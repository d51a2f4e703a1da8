"""The engine `hibari`: English text -> a small network -> a voice of any pitch, size and breath.

The network gives, per 12.5 ms, a pitch and three spectra (voiced, noise, the rest). Pitch is changed there, by
sounding the voiced spectrum's outline with other pulses; the size of the head by resampling, with the pace made up
for beforehand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from runtime.audio.clock import RATE
from runtime.audio.network import open_network
from runtime.audio.speech import finished, pieces_of, readable
from runtime.audio.stretch import resampled, stretched
from runtime.audio.wordlists import reader

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.delivery import Delivery

    Wave = NDArray[np.float32]

ENGINE_RATE = 24_000
BIN_HZ = 20.0  # of the network's spectra
VOICED_HZ = 40.0
# The network counts in whole frames: asked for a speed, it gives this pace, and beyond the last it stumbles.
SPEEDS, PACES = (0.5, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3), (0.5, 0.71, 0.82, 0.93, 1.0, 1.05, 1.12, 1.17)
WHISPER_LOSS = 1.1  # nepers: breath is weaker than voice


class HibariSpeaker:
    """One recorded woman who can be anybody; not safe to share between threads. `folder`: for what may be kept."""

    def __init__(self, folder: Path | None = None) -> None:
        import hibari
        from hibari import dsp

        assets = Path(hibari.__file__).parent / "assets"
        self._dsp: Any = dsp
        self._engine: Any = hibari.Hibari.__new__(hibari.Hibari)  # its own beginning takes twice the memory
        self._engine.sess = self._network = open_network(assets / "hibari.onnx")
        self._engine.vocab = json.loads((assets / "vocab.json").read_text("utf-8"))
        self._engine._g2p = reader(british=False, folder=folder)

    def say(self, text: str, voice: str, delivery: Delivery) -> Wave:  # noqa: ARG002  there is one voice
        """float32 mono at 48 kHz, normalised and trimmed. Raises ValueError for what cannot be said."""
        pieces = [self._piece(piece, delivery) for piece in pieces_of(readable(text))]
        return finished(pieces, delivery)

    def _piece(self, text: str, delivery: Delivery) -> Wave:
        rng = np.random.default_rng(0)
        pace = delivery.pace / delivery.formants
        speed = min(SPEEDS[-1], max(SPEEDS[0], float(np.interp(pace, PACES, SPEEDS))))
        waves = [
            self._sentence(self._engine.ids(phonemes), speed, delivery, rng)
            for phonemes in self._engine.phonemize(text)
        ]
        if not waves:
            return np.zeros(0, np.float32)
        wave = stretched(np.concatenate(waves), float(np.interp(speed, SPEEDS, PACES)) / pace, ENGINE_RATE)
        return resampled(wave, RATE / (ENGINE_RATE * delivery.formants))

    def _sentence(self, ids: list[int], speed: float, delivery: Delivery, rng: np.random.Generator) -> Wave:
        if len(ids) < 3:
            return np.zeros(0, np.float32)
        feed = {"ids": np.asarray([ids], np.int64), "speed": np.asarray([speed], np.float32)}
        voiced, phase, noise, rest, rest_phase, hz = (part[0] for part in self._network.run(None, feed))
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
