"""Pico says lines in five languages, with the pitch, size and pace of the part."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from runtime.audio import engines, pico
from runtime.audio.delivery import Delivery
from runtime.audio.levels import loudness
from runtime.audio.pico import PicoSpeaker
from runtime.audio.speech import SPEECH_LUFS
from tests.runtime.audio.signals import pitch_of
from tests.runtime.audio.soundfiles import spoken

installed = pytest.mark.skipif(not engines.is_there("pico", "fr"), reason="py-nanotts is not installed")


class Library:
    """Stands in for py_nanotts."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def speak(self, text: str, **how: Any) -> bytes:
        self.asked.append((text, how))
        return bytes((spoken(1.0, pico.ENGINE_RATE) * 32767).astype("<i2").tobytes()) + b"\x00"


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    made = Library()
    monkeypatch.setattr(pico, "import_module", lambda name: SimpleNamespace(NanoTTS=lambda: made))
    return made


def test_a_line_has_its_pitch_and_its_level(library: Library) -> None:
    wave = PicoSpeaker().say("Wer ist da?", "de", Delivery(pitch=0.7, formants=0.9, gain_db=-2))
    assert library.asked[0][0] == "Wer ist da?"
    assert library.asked[0][1]["voice"] == "de-DE"
    assert library.asked[0][1]["speed"] == pytest.approx(1 / 0.9)
    assert pitch_of(wave) * library.asked[0][1]["pitch"] == pytest.approx(140 * 0.7, rel=0.06)
    assert loudness(wave) == pytest.approx(SPEECH_LUFS - 2, abs=0.7)


@pytest.mark.parametrize("pitch", [0.5, 1.9])
def test_what_its_own_pitch_cannot_reach_is_made_up_for(library: Library, pitch: float) -> None:
    wave = PicoSpeaker().say("Wer ist da?", "de", Delivery(pitch=pitch))
    assert pico.PITCHES[0] <= library.asked[0][1]["pitch"] <= pico.PITCHES[1]
    assert pitch_of(wave) * library.asked[0][1]["pitch"] == pytest.approx(140 * pitch, rel=0.06)


def test_a_long_line_is_said_in_pieces(library: Library) -> None:
    PicoSpeaker().say("Qui est là, à cette heure ? " * 20, "fr-fr", Delivery())
    assert len(library.asked) > 2
    assert all(len(text) <= 200 for text, _ in library.asked)


def test_other_languages_are_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="does not speak"):
        PicoSpeaker().say("Vem är där?", "sv", Delivery())
    with pytest.raises(ValueError, match="nothing to be said"):
        PicoSpeaker().say("🙂", "fr", Delivery())


@installed
@pytest.mark.parametrize("language", ["de", "es", "fr", "it"])
def test_it_speaks(language: str) -> None:
    wave = PicoSpeaker().say("Mara, la lampe, la lampada, die Lampe.", language, Delivery())
    assert 1.0 < len(wave) / 48_000 < 6.0
    assert 140 < pitch_of(wave) < 260
