"""Notes: which are instructions, and what they say."""

from __future__ import annotations

import pytest

from runtime.story.diagnostics import Report
from runtime.story.fountain.jump import parse_jump
from runtime.story.fountain.notes import breaks, is_block, parse_note
from runtime.story.script import Assign, Condition, Jump, Lock, Mark, Note, Opening, Remark, Words


def parsed(inner: str) -> Note:
    report = Report("x")
    note = parse_note(inner, 3, 5, report)
    assert report.sorted() == () or isinstance(note, Remark)
    return note


@pytest.mark.parametrize(
    ("inner", "note"),
    [
        ("end", Mark("end", 3, 5)),
        (" silence ", Mark("silence", 3, 5)),
        ("shot: low  angle,\nwide", Words("shot", "low angle, wide", 3, 5)),
        ("seed: 7", Words("seed", "7", 3, 5)),
        ("var x = 1 + 1", Assign("var", "x", "=", "1 + 1", 3, 5, 15)),
        ("set x //= 2", Assign("set", "x", "//=", "2", 3, 5, 17)),
        ("set viewer.name='A'", Assign("set", "viewer.name", "=", "'A'", 3, 5, 23)),
        ("if x > 1", Condition("if", "x > 1", 3, 5, 10)),
        ("elif yes", Condition("elif", "yes", 3, 5, 12)),
        ("when: seen('a')", Condition("when", "seen('a')", 3, 5, 13)),
        ('locked "No axe."', Lock("No axe.", "", 3, 5, 23)),
        ('locked "No axe." if not axe', Lock("No axe.", "not axe", 3, 5, 27)),
        ("choice: What now?", Opening("What now?", 3, 5, timed=False)),
        ("choice 9s", Opening("", 3, 5, timed=True, window_s=9.0)),
        ("choice 2.5s tail 1 s: Q", Opening("Q", 3, 5, timed=True, window_s=2.5, tail_s=1.0)),
        ("choice off vote: Q", Opening("Q", 3, 5, timed=True, vote=True)),
        ('choice 9s essential "air": Q', Opening("Q", 3, 5, timed=True, window_s=9.0, essential="air")),
    ],
)
def test_instructions(inner: str, note: Note) -> None:
    assert parsed(inner) == note


@pytest.mark.parametrize(
    "inner",
    [
        "",
        "the end",
        "end of act",
        "set up the lamp",
        "variation",
        "if only",
        "Shot list",
        "choices",
        "lock the door",
        "[x",
    ],
)
def test_remarks_keep_their_words(inner: str) -> None:
    note = parsed(inner)
    assert isinstance(note, (Remark, Condition))
    if isinstance(note, Remark):
        assert note.text == inner


@pytest.mark.parametrize(
    ("inner", "instead"),
    [
        ("chioce 9s: What?", "[[choice 9s: What?]]"),
        ("Choice: What?", "[[choice: What?]]"),
        ("SET x = 1", "[[set x = 1]]"),
        ("set x + 1", "[[set name = value]]"),
        ("var x", "[[var name = value]]"),
        ("else if x", "[[elif …]]"),
        ("end if", "[[end]]"),
        ("If x > 1", "[[if x > 1]]"),
        ("amience: rain", "[[ambience: rain]]"),
        ("defualt", "[[default]]"),
        ("locked", '[[locked "reason"]]'),
        ("choice", "[[choice 9s: question]]"),
    ],
)
def test_near_misses(inner: str, instead: str) -> None:
    report = Report("x")
    assert isinstance(parse_note(inner, 1, 1, report), Remark)
    (one,) = report.sorted()
    assert (one.code, one.instead) == ("S107", instead)


def test_blocks_and_breaks() -> None:
    assert all(breaks(parsed(one)) for one in ("end", "choice: Q", "var x = 1", "call: a", "if x"))
    assert not any(breaks(parsed(one)) for one in ("shot: x", "set x = 1", "my note", "silence"))
    assert all(is_block(parsed(one)) for one in ("if x", "once", "choice: Q"))
    assert not any(is_block(parsed(one)) for one in ("call: a", "silence", "set x = 1"))


@pytest.mark.parametrize(
    ("words", "arrow", "jump"),
    [
        ("door", True, Jump("cut", "door", column=1)),
        ("#Door#", True, Jump("cut", "door", column=1)),
        ("CUT TO: door", False, Jump("cut", "door", column=1)),
        ("dissolve  to:  Door", True, Jump("dissolve", "door", column=1)),
        ("MORPH TO: a.b-c", False, Jump("morph", "a.b-c", column=1)),
        ("CONTINUE: door", False, Jump("continue", "door", column=1)),
        ("IRIS TO: door", False, Jump("iris", "door", column=1)),
        ("CURTAIN TO: door", False, Jump("curtain", "door", column=1)),
        ("PAGE TO: door", False, Jump("page", "door", column=1)),
        ("SMASH CUT TO:", False, Jump("cut", column=1)),
        ("FADE TO: door", False, Jump("dissolve", "door", column=1)),
        ("END: The *boy*", False, Jump("cut", sort="end", title="The boy", column=1)),
        ("THE END.", False, Jump("cut", sort="end", column=1)),
        ("END", True, Jump("cut", sort="end", column=1)),
        ("DRAW: Tale", True, Jump("cut", "tale", "draw", column=1)),
    ],
)
def test_jumps(words: str, arrow: bool, jump: Jump) -> None:
    report = Report("x")
    assert parse_jump(words, 1, 1, report, arrow=arrow) == jump
    assert report.sorted() == ()
