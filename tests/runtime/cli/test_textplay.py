"""`diorama play STORY --text`: numbers and words are answers, the end of the input is the end."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from runtime.cli import textplay
from runtime.cli.textplay import Option, Page, meant, play_text
from runtime.errors import StoryError
from runtime.story import read_story
from tests.runtime.cli.conftest import Diorama
from tests.runtime.ink.needs import STORIES, compiled, plays

QUAY = """\
Title: Quay

[[var wet = false]]

EXT. QUAY - DAY #a#

Waves. [[ambience: waves]]

MARA
(low)
Cold.

[[choice 9s: What now?]]
+ Jump in. [[set wet = true]] [[says: swim, dive]] -> a
+ Stay. [[default]] -> b
+ Fly. [[locked "no wings"]] -> b

EXT. QUAY - NIGHT #b#

{wet} stars.

> END: Home
"""
OPENING = """\

EXT. QUAY - DAY

Waves.

MARA: (low) Cold.

What now?

1: Jump in.
2: Stay.
3: Fly. [no wings]
?> \
"""


def printed(text: str, answers: str, capsys: pytest.CaptureFixture[str], *, auto: bool = False) -> str:
    story = read_story(text).story
    assert story is not None
    assert play_text(story, 1, auto=auto, source=io.StringIO(answers)) == 0
    return capsys.readouterr().out


def test_a_screenplay_is_read_and_answered(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(QUAY, "2\n", capsys)
    assert said == OPENING + "\nEXT. QUAY - NIGHT\n\nno stars.\n\nTHE END: Home\n"


def test_the_end_of_the_input_ends_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(QUAY, "", capsys) == OPENING


def test_a_wrong_answer_is_asked_again(capsys: pytest.CaptureFixture[str]) -> None:
    said = printed(QUAY, "9\n3\n\nnonsense\nstay\n", capsys)
    assert said.count("Type a number from 1 to 3, or the words.") == 3
    assert "no wings\n?> " in said
    assert said.endswith("THE END: Home\n")


def test_by_itself_it_takes_the_defaults(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(QUAY, "", capsys, auto=True).startswith(f"{OPENING}2\n")


OPTIONS = (Option("Open the door."), Option("Open the window!", says=("air, please",)), Option("Say nothing"))


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("2\n", 1),
        ("open the DOOR", 0),
        ("say", 2),
        ("open", None),
        ("air please", 1),
        ("open teh window", 1),
        ("0", None),
        ("99999999999999999999", None),
        ("²", None),
        ("", None),
        ("sing", None),
    ],
)
def test_what_a_line_means(line: str, number: int | None) -> None:
    assert meant(line, OPTIONS) == number


@plays
def test_ink_is_printed_as_inks_own_players_do(capsys: pytest.CaptureFixture[str]) -> None:
    play_text(compiled("ferry"), 7, source=io.StringIO("2\n"))
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "EXT. QUAY - DUSK"
    assert lines[1].startswith("# tags: title: The Last Ferry, author: Diorama")
    asked = lines.index("1: Let him on board.")
    assert lines[asked - 1 : asked + 3] == [
        "",
        "1: Let him on board.",
        "2: Ask for the fare.",
        "?> IDA: Two coins, the crab goes free.",
    ]
    assert lines[-1] == "?> "


@plays
def test_a_runaway_story_ends_in_a_sentence(diorama: Diorama, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    said = diorama("play", STORIES / "runaway.ink.json", "--text")
    assert said.code == 1
    assert said.out.endswith("3: Leave it.\n?> ")
    assert len(said.err.splitlines()) == 1
    assert "ran away" in said.err


def test_warnings_go_to_the_other_stream(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    class Reader:
        def first(self) -> Page:
            return Page("A.\n", warnings=("an odd thing",), fault="it broke")

    monkeypatch.setattr(textplay, "reader_of", lambda story, seed: Reader())
    with pytest.raises(StoryError, match="it broke"):
        play_text(compiled("ferry"), 1, source=io.StringIO())
    said = capsys.readouterr()
    assert (said.out, said.err) == ("A.\n", "diorama: an odd thing\n")


def test_words_that_do_not_fit_together(diorama: Diorama, tmp_path: Path) -> None:
    assert diorama("play", "--text").code == 2
    said = diorama("play", "hello", "--text", "--record", tmp_path / "a.mp4")
    assert said.code == 2
    assert "--record" in said.err


def test_junk_is_one_sentence(diorama: Diorama, tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text('{"inkVersion": 21, "root": 3}')
    said = diorama("play", tmp_path / "story.json", "--text")
    assert said.code == 1
    assert len(said.err.splitlines()) == 1
