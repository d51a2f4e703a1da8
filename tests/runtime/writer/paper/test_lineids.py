"""Line ids are written into the story's files: the same for everybody, and nothing else changes there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.errors import LibraryError, StoryError
from runtime.library import StoryFile, load
from runtime.story import read_story
from runtime.story.phrases import nameless_lines, phrases
from runtime.writer.paper.lineids import line_id, with_line_ids, write_line_ids

HEAD = "Title: T\r\n\r\nINT. ROOM - NIGHT #room#\r\n\r\nMARA sits.\r\n\r\n"
SPEECH = (
    "MARA (V.O.)\n(low)\nOne, [[a note\nthat wraps]] two\nand three.  \n  \nFour. /* no */\n"
    "(louder)\nFive. [[line: k3f9]]\n(alone)\n\nTOM\nOne.\n\nTOM\nOne.\n\n~MARA hums.\n\n"
    "MARA\n~La la\n~la.\n\n> END: Over\n"
)
_NOTE = re.compile(r" \[\[line: [a-z0-9]+\]\]")


def found(text: str, **includes: str) -> StoryFile:
    return StoryFile(Path("mine.fountain"), text, {f"{name}.fountain": words for name, words in includes.items()})


def after(text: str) -> str:
    texts = with_line_ids(found(text))
    return texts[Path("mine.fountain")][1] if texts else text


def test_every_line_gets_one_at_its_end() -> None:
    text = after(HEAD + SPEECH)
    assert re.search(r"\nFour\. \[\[line: \w{4}\]\] /\* no \*/\n", text)
    assert len(re.findall(r"\nOne\. \[\[line: \w{4}\]\]\n", text)) == 2
    assert re.search(r"~la\. \[\[line: \w{4}\]\]\n", text)
    assert "Five. [[line: k3f9]]\n" in text
    story = read_story(text).story
    assert story is not None
    keys = [phrase.key for phrase in phrases(story) if phrase.kind == "line"]
    assert len(keys) == len(set(keys)) == 5
    assert nameless_lines(story) == 0


def test_nothing_else_changes_and_nothing_twice() -> None:
    text = after(HEAD + SPEECH)
    assert _NOTE.sub("", text).replace("Five.", "Five. [[line: k3f9]]") == HEAD + SPEECH
    assert with_line_ids(found(text)) == {}


def test_two_writers_give_the_same_line_the_same_id() -> None:
    other = HEAD + "TOM\nBefore.\n\n" + SPEECH
    mine, theirs = (set(_NOTE.findall(after(text))) for text in (HEAD + SPEECH, other))
    assert mine < theirs


def test_an_id_that_is_taken_is_longer() -> None:
    short = line_id("room", "TOM", "One.", 1, set())
    assert len(short) == 4
    assert line_id("room", "TOM", "One.", 1, {short}) == line_id("room", "TOM", "One.", 1, {short, "x"})
    assert line_id("room", "TOM", "One.", 1, {short}).startswith(short)


def test_included_files_have_their_own(tmp_path: Path) -> None:
    (tmp_path / "story.fountain").write_text("INT. A #a#\n\nTOM\nHere.\n\n[[include: two.fountain]]\n", "utf-8")
    (tmp_path / "two.fountain").write_bytes(b"INT. B #b#\r\n\r\nTOM\r\nThere.\r\n\r\n> END: Over\r\n")
    written = write_line_ids(str(tmp_path))
    assert (written.count, {path.name for path in written.files}) == (2, {"story.fountain", "two.fountain"})
    assert re.search(rb"There\. \[\[line: \w{4}\]\]\r\n", (tmp_path / "two.fountain").read_bytes())
    assert nameless_lines(load(str(tmp_path))) == 0
    assert write_line_ids(str(tmp_path)).count == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["story.fountain", "two.fountain"]


def test_a_file_that_cannot_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "story.fountain"
    path.write_text(HEAD + SPEECH, "utf-8", newline="")
    before = path.read_bytes()

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(LibraryError, match=r"cannot be written: Permission denied\."):
        write_line_ids(str(tmp_path))
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["story.fountain"]


def test_a_text_that_is_no_story() -> None:
    with pytest.raises(StoryError, match="the story has no scene heading"):
        with_line_ids(found("Words.\n"))


PIECES = st.sampled_from(
    [
        *("TOM\n", "MARA (V.O.)\n", "Hello. [[shot: wide]]\n", "(low)\n", "[[a\nb]] there\n", "\n", "  \n", "~la\n"),
        *("/* c\n*/ x\n", "INT. B\n", "[[choice: Q]]\n", "+ Go.\n", "    TOM\n    Deep.\n", "[[line: a1]]\n", "[["),
        *("> END: t\n", "{a|b}\n"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_screenplay(text: str) -> None:
    text = "INT. A #a#\n\n" + text
    new = after(text)
    assert re.sub(r"(?: \[\[line: \w{4,}\]\])|(?:\[\[line: \w{4,}\]\] )", "", new) == text
