"""`diorama check` without its command line: findings for people and for tools."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runtime.errors import LibraryError
from runtime.story import Story, read_story, write_story
from runtime.writer.check import check, diagnose, format_diagnostic, format_report, schema, summary, to_json

GOOD = "Title: Good\n\nINT. A - DAY #a#\n\nText.\n\n> END: Done\n"
BAD = "INT. A - DAY #a#\n\n> CUT TO: b\n\n+ Lost. -> a\n\nTOM ^\nHi.\n"


@pytest.fixture
def bad(tmp_path: Path) -> str:
    path = tmp_path / "bad.fountain"
    path.write_text(BAD, "utf-8")
    return str(path)


def test_findings_have_file_line_and_column(bad: str) -> None:
    found = check(bad)
    assert [(one.code, one.place.line) for one in found] == [("S201", 3), ("S402", 5), ("S122", 7)]
    assert all(one.place.file == bad for one in found)


def test_errors_come_first_and_are_counted(bad: str) -> None:
    text = format_report(check(bad))
    lines = text.split("\n")
    assert lines[0] == f"{bad}:3:1: S201 error: there is no node “b”"
    assert lines[-1] == "2 errors, 1 warning"
    assert text.index("S402") < text.index("S122")
    assert "    type: " in text


def test_the_like_ones_are_cut_short() -> None:
    reading = read_story("INT. A #a#\n\n" + "> CUT TO: b\n\n" * 20)
    text = format_report(diagnose(reading))
    assert text.count("S201 error: there") == 8
    assert "    and 12 more S201 errors" in text


def test_a_clean_story_is_said_to_be_clean() -> None:
    reading = read_story(GOOD)
    assert format_report(diagnose(reading)) == "nothing to complain of"
    assert summary(()) == "nothing to complain of"


def test_a_finding_without_advice_is_one_line() -> None:
    reading = read_story("INT. A #a#\n\n[[choice: Q]]\n+ A. [[id: x]] -> a\n+ B. [[id: x]] -> a\n")
    (one,) = reading.diagnostics
    assert "\n" not in format_diagnostic(one)


def test_json_holds_the_whole_story(tmp_path: Path) -> None:
    path = tmp_path / "good.fountain"
    path.write_text(GOOD, "utf-8")
    plain = json.loads(to_json(str(path)))
    assert plain["diagnostics"] == []
    story = Story.model_validate(plain["story"])
    assert write_story(story) == GOOD
    assert story.program.scenes["a"].operations


def test_json_of_a_story_that_cannot_be_played(bad: str) -> None:
    plain = json.loads(to_json(bad))
    assert plain["story"] is None
    assert plain["diagnostics"][0]["code"] == "S201"


def test_the_schema_names_the_elements() -> None:
    assert {"Node", "Paragraph", "Speech", "Option", "CastMember"} <= set(schema()["$defs"])


def test_no_such_story() -> None:
    with pytest.raises(LibraryError):
        check("no such story")
