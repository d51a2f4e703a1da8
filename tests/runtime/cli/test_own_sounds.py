"""A show with its writer's own sounds, performed into a film: they are heard, and broken ones are told in one line."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from runtime.audio.clock import RATE
from tests.runtime.audio.soundfiles import write_sound
from tests.runtime.cli.conftest import Diorama

STORY = """Title: Own

INT. ROOM - DAY #a#

[[silence]]

MARA
Zwrt. [[line: k3f9]]

MARA stands still. [[music: tango.ogg]]

> END: Over
"""
SMALL = ("--generator", "testcard", "--size", "160x90", "--headless", "--auto")
LINE_HZ, MUSIC_HZ = 700.0, 1300.0


def tone(hz: float, seconds: float) -> np.ndarray:
    return (0.3 * np.sin(2 * np.pi * hz * np.arange(round(seconds * 44_100)) / 44_100)).astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, diorama: Diorama) -> Path:
    monkeypatch.setenv("DIORAMA_VOICES", "true")
    show = tmp_path / "show"
    (show / "voices").mkdir(parents=True)
    (show / "story.fountain").write_text(STORY, "utf-8")
    return show


def sound_of(film: Path) -> np.ndarray:
    with av.open(str(film)) as made:
        resampler = av.AudioResampler("flt", "mono", RATE)
        pieces = [one for frame in made.decode(audio=0) for one in resampler.resample(frame)]
    return np.concatenate([piece.to_ndarray().ravel() for piece in pieces])


def strength(sound: np.ndarray, hz: float) -> float:
    """The loudest half second of a tone among all half seconds."""
    blocks = sound[: len(sound) // 24_000 * 24_000].reshape(-1, 24_000)
    bins = np.abs(np.fft.rfft(blocks * np.hanning(24_000), axis=1))
    return float(bins[:, round(hz / 2) - 2 : round(hz / 2) + 3].max())


def test_recordings_and_music_are_in_the_film(folder: Path, tmp_path: Path, diorama: Diorama) -> None:
    write_sound(folder / "voices" / "k3f9.flac", tone(LINE_HZ, 2.0))
    write_sound(folder / "tango.ogg", tone(MUSIC_HZ, 5.0))
    said = diorama("play", folder, "--record", tmp_path / "film.mp4", *SMALL)
    assert (said.code, said.err) == (0, "")
    sound = sound_of(tmp_path / "film.mp4")
    nothing = strength(sound, 3100.0)
    assert strength(sound, LINE_HZ) > 20 * nothing
    assert strength(sound, MUSIC_HZ) > 20 * nothing


def test_what_cannot_be_heard_is_told_once(folder: Path, tmp_path: Path, diorama: Diorama) -> None:
    (folder / "voices" / "k3f9.ogg").write_bytes(b"no sound")
    (folder / "tango.ogg").write_bytes(b"no sound")
    said = diorama("play", folder, "--record", tmp_path / "film.mp4", *SMALL)
    assert said.code == 0
    lines = [line for line in said.err.splitlines() if "is not heard" in line]
    assert len(lines) == 2
    assert any("recording k3f9.ogg" in line for line in lines)
    assert any("sound file tango.ogg" in line for line in lines)
