"""The program espeak-ng is asked in its own process, with nothing of the text among its flags."""

from __future__ import annotations

import subprocess
from typing import Any

import numpy as np
import pytest

from runtime.audio import espeak
from runtime.audio.delivery import Delivery
from runtime.audio.espeak import EspeakSpeaker, ask, known, sayable
from runtime.audio.levels import loudness
from runtime.audio.speech import SPEECH_LUFS
from tests.runtime.audio.signals import pitch_of
from tests.runtime.audio.soundfiles import spoken

installed = pytest.mark.skipif(not espeak.is_there(), reason="espeak-ng is not installed")
FRENCH = "Qui a éteint la lampe ?"


class Program:
    """Stands in for espeak-ng: keeps how it was asked and gives a voice."""

    def __init__(self, code: int = 0, words: bytes = b"") -> None:
        self.code, self.words, self.asked = code, words, list[tuple[list[str], bytes]]()

    def __call__(self, command: list[str], *, input: bytes, **more: Any) -> subprocess.CompletedProcess[bytes]:  # noqa: A002
        self.asked.append((command, input))
        samples = (spoken(1.0, espeak.ENGINE_RATE) * 32767).astype("<i2").tobytes()
        return subprocess.CompletedProcess(command, self.code, b"R" * espeak.HEAD + samples + b"\x00", self.words)


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    made = Program()
    monkeypatch.setattr("runtime.audio.espeak.subprocess.run", made)
    return made


def flag(program: Program, name: str) -> str:
    command = program.asked[-1][0]
    return command[command.index(name) + 1]


def test_a_line_is_asked_for_with_voice_pitch_and_speed(program: Program) -> None:
    wave = EspeakSpeaker().say(FRENCH, "fr+f3", Delivery(pace=1.2, gain_db=-3.0))
    assert program.asked[0][1] == FRENCH.encode()
    assert (flag(program, "-v"), flag(program, "-p"), flag(program, "-s")) == ("fr+f3", "50", "180")
    assert FRENCH not in program.asked[0][0]
    assert loudness(wave) == pytest.approx(SPEECH_LUFS - 3.0, abs=0.7)


@pytest.mark.parametrize(("pitch", "formants"), [(1.0, 1.0), (1.5, 1.1), (0.5, 0.8), (1.9, 1.0)])
def test_what_its_own_pitch_cannot_reach_is_made_up_for(program: Program, pitch: float, formants: float) -> None:
    wave = EspeakSpeaker().say(FRENCH, "fr", Delivery(pitch=pitch, formants=formants))
    setting = float(np.interp(float(flag(program, "-p")), espeak.SETTINGS, espeak.PITCHES))
    assert pitch_of(wave) * setting == pytest.approx(140 * pitch, rel=0.08)


@pytest.mark.parametrize("text", ["-x --version", "$(reboot)", "`reboot`", "; reboot", "[[x]] <voice>", "a\x00b"])
def test_no_text_becomes_a_flag_or_a_command(program: Program, text: str) -> None:
    EspeakSpeaker().say(text, "fr", Delivery())
    command, given = program.asked[0]
    assert command[1:-1] == ["-v", "fr", "-p", "50", "-s", "150", "-z", "--stdout"]
    assert command[-1] == "--stdin"
    assert not set(b"[]<>`\x00") & set(given)


@pytest.mark.parametrize("voice", ["", "-x", "fr;rm", "français", "fr+f3 -w /tmp/x", "../fr", "x" * 100])
def test_only_languages_are_voices(voice: str) -> None:
    with pytest.raises(ValueError, match="is not a language"):
        known(voice)


@pytest.mark.parametrize("text", ["", "  ", "🙂🙂", "\x00\x01", "…", "[[]]"])
def test_what_cannot_be_said_is_a_clean_failure(text: str) -> None:
    with pytest.raises(ValueError, match="nothing to be said"):
        sayable(text)
    with pytest.raises(ValueError, match="too long"):
        sayable("mot " * 2000)


@pytest.mark.parametrize("text", ["Qui a éteint la lampe ?", "誰が消した", "Привет", "مرحبا", "कौन है"])
def test_every_script_is_sayable(text: str) -> None:
    assert sayable(text)


def test_what_the_program_complains_of_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.audio.espeak.subprocess.run", Program(1, b"Error: The voice does not exist.\n"))
    with pytest.raises(ValueError, match=r"espeak-ng: Error: The voice does not exist\."):
        ask(("-v", "xx"), "a")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (subprocess.TimeoutExpired("espeak-ng", 15), "within 15 s"),
        (FileNotFoundError(2, "No such file"), "No such file"),
    ],
)
def test_a_program_that_hangs_or_is_gone_is_told(
    monkeypatch: pytest.MonkeyPatch, problem: Exception, words: str
) -> None:
    def fail(*args: Any, **more: Any) -> None:
        raise problem

    monkeypatch.setattr("runtime.audio.espeak.subprocess.run", fail)
    with pytest.raises(ValueError, match=words):
        ask((), "a")


@installed
def test_a_man_and_a_woman_speak_french() -> None:
    woman = EspeakSpeaker().say(FRENCH, "fr+f3", Delivery())
    man = EspeakSpeaker().say(FRENCH, "fr+m3", Delivery())
    assert 0.6 < len(woman) / 48_000 < 3.0
    assert pitch_of(woman) == pytest.approx(225, rel=0.15)
    assert pitch_of(man) == pytest.approx(111, rel=0.15)


@installed
def test_a_language_that_it_does_not_know_is_told() -> None:
    with pytest.raises(ValueError, match="espeak-ng"):
        EspeakSpeaker().say(FRENCH, "xx", Delivery())
