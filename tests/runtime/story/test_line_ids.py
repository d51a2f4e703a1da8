"""A line that has an id of its own keeps it: recordings and translations are found by it."""

from __future__ import annotations

import pytest

from runtime.story import play, read_story, start, write_story
from runtime.story.model import Line, Reading

HEAD = "Title: T\n\nINT. ROOM - NIGHT #room#\n\nMARA sits.\n\n"
END = "\n> END: Over\n"


def read(speech: str) -> Reading:
    return read_story(HEAD + speech + END, "mine.fountain")


def lines(speech: str) -> list[Line]:
    story = read(speech).story
    assert story is not None
    return [beat for beat in play(story, start(story, 1)).beats if isinstance(beat, Line)]


@pytest.mark.parametrize(
    "speech",
    [
        "MARA\nWho's there? [[line: k3f9]]\n",
        "MARA\n[[line: K3F9]]\nWho's there?\n",
        "MARA\n[[line:k3f9]] Who's there?\n",
        "MARA (V.O.)\n(whispering)\nWho's there? [[line: k3f9]]\n",
    ],
)
def test_a_line_has_the_id_that_stands_with_it(speech: str) -> None:
    (line,) = lines(speech)
    assert (line.id, line.text) == ("k3f9", "Who's there?")


def test_each_part_of_a_speech_has_its_own() -> None:
    speech = "MARA\nOne. [[line: a1]]\n(low)\nTwo.\n(louder)\n[[line: a3]]\nThree.\n"
    assert [line.id for line in lines(speech)] == ["a1", "", "a3"]


@pytest.mark.parametrize("identity", ["../k", "a b", "a/b", "-a", "a..b", "", "a_b", "🙂"])
def test_an_id_that_is_none_is_told_and_not_kept(identity: str) -> None:
    reading = read(f"MARA\nYes. [[line: {identity}]]\n")
    assert [one.code for one in reading.diagnostics] == ["S112"]


def test_two_lines_may_share_an_id_only_if_they_are_the_same() -> None:
    same = "MARA\nYes. [[line: a]]\n\nMARA\nYes. [[line: a]]\n"
    assert read(same).diagnostics == ()
    for other in ("MARA\nNo. [[line: a]]\n", "TOM\nYes. [[line: A]]\n"):
        reading = read(f"MARA\nYes. [[line: a]]\n\n{other}")
        assert [(one.code, one.severity) for one in reading.diagnostics] == [("S206", "warning")]
        assert reading.story is not None


def test_what_was_read_is_written() -> None:
    speech = "MARA\n[[line: k3f9]]\nWho's there?\n"
    story = read(speech).story
    assert story is not None
    assert write_story(story) == HEAD + speech + END
