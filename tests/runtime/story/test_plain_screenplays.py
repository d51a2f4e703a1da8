"""Screenplays that nobody wrote for us are read as they are meant, and play from the first scene to the last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runtime.story import GoOn, TheEnd, play, proceed, read_story, start, write_story
from runtime.story.script import JumpLine, Paragraph

HEAD = "INT. ROOM - DAY #room#\n\n"
OURS_NOT_THEIRS = {"S102", "S106", "S112"}  # no heading at all, a note that is none, a scene number that is none


@pytest.mark.parametrize(
    "words", ["BURN TO PINK.", "Black screen, for a while.", "FADE OUT.", "FORCE Transition", "LATER"]
)
def test_a_transition_that_names_no_scene_is_a_cut(words: str) -> None:
    reading = read_story(f"{HEAD}Rain.\n\n> {words}\n\nEXT. STREET #street#\n\nSun.\n")
    assert [one.code for one in reading.diagnostics] == ["S116"]
    assert reading.story is not None
    (jump,) = [one for one in reading.story.nodes["room"].elements if isinstance(one, JumpLine)]
    assert (jump.jump.transition, jump.jump.target) == ("cut", "")


def test_a_note_with_an_empty_line_of_two_spaces_goes_on() -> None:
    text = f"{HEAD}Before [[a note\n  \nthat goes on]] after.\n"
    reading = read_story(text)
    assert reading.diagnostics == ()
    assert reading.story is not None
    (paragraph,) = reading.story.nodes["room"].elements
    assert isinstance(paragraph, Paragraph)
    assert [run if isinstance(run, str) else run.kind for run in paragraph.runs] == ["Before ", "remark", " after."]
    assert write_story(reading.story) == text
    assert [one.code for one in read_story(text.replace("  \n", "\n")).diagnostics] == ["S106"]


def _files() -> list[Path]:
    roots = [Path(os.environ[name]) for name in ("SCREENPLAY_TOOLS", "SCREENPLAIN") if name in os.environ]
    return sorted(path for root in roots for path in root.rglob("*.fountain"))


@pytest.mark.skipif(not _files(), reason="SCREENPLAY_TOOLS and SCREENPLAIN name no checkouts of those projects")
def test_files_of_other_projects() -> None:
    for path in _files():
        text = path.read_bytes().decode()
        reading = read_story(text, path.name)
        errors = {one.code for one in reading.diagnostics if one.severity == "error"}
        assert errors <= OURS_NOT_THEIRS, path
        assert reading.draft is not None
        assert write_story(reading.draft) == text, path
        if reading.story:
            stretch = play(reading.story, start(reading.story, 1))
            while isinstance(stretch.exit, GoOn):
                stretch = play(reading.story, proceed(reading.story, stretch))
            assert isinstance(stretch.exit, TheEnd), path
