"""`diorama check` listens to the sound files that a story names, and to its recordings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from runtime.writer.check import check, format_report
from tests.runtime.audio.soundfiles import write_sound

STORY = """Title: T

INT. ROOM - NIGHT #room#

MARA sits. [[music: tango.ogg]]

[[sfx: glass.wav]]

MARA
Who's there? [[line: k3f9]]

> END: Over
"""
TONE = (0.3 * np.sin(np.arange(44_100) * 0.05)).astype(np.float32)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "story.fountain").write_text(STORY, "utf-8")
    (tmp_path / "voices").mkdir()
    write_sound(tmp_path / "tango.ogg", TONE)
    write_sound(tmp_path / "glass.wav", TONE)
    write_sound(tmp_path / "voices" / "k3f9.flac", TONE)
    return tmp_path


def found(folder: Path) -> list[tuple[str, int, str]]:
    return [(one.code, one.place.line, Path(one.place.file).name) for one in check(str(folder))]


def test_a_story_with_all_its_sounds_is_clean(folder: Path) -> None:
    assert found(folder) == []


def test_a_missing_file_is_told_where_it_is_named(folder: Path) -> None:
    (folder / "tango.ogg").unlink()
    assert found(folder) == [("S604", 5, "story.fountain")]
    report = format_report(check(str(folder)))
    assert "warning: there is no sound file “tango.ogg”" in report
    assert "    type: [[music: words]]" in report


def test_a_file_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "glass.wav").write_bytes(b"no sound")
    (folder / "voices" / "k3f9.flac").write_bytes(b"no sound")
    assert found(folder) == [("S604", 7, "story.fountain"), ("S604", 1, "k3f9.flac")]


def test_a_recording_without_its_line_is_told(folder: Path) -> None:
    write_sound(folder / "voices" / "k3f8.ogg", TONE)
    (one,) = check(str(folder))
    assert (one.code, one.severity, Path(one.place.file).name) == ("S605", "hint", "k3f8.ogg")
    assert one.instead == "[[line: k3f8]]"


def test_a_story_with_errors_is_not_listened_to(folder: Path) -> None:
    (folder / "story.fountain").write_text(STORY + "\nINT. A #a#\n\n> CUT TO: nowhere\n", "utf-8")
    (folder / "tango.ogg").unlink()
    assert [code for code, _, _ in found(folder)] == ["S201"]
