"""Every fault of a text is found at its place, under its code, with words that help."""

from __future__ import annotations

import pytest

from runtime.story import CODES, Diagnostic, lint, read_story

HEAD = "INT. ROOM - DAY #room#\n\n"  # what follows begins on line 3


def found(text: str) -> tuple[Diagnostic, ...]:
    reading = read_story(text)
    return (*reading.diagnostics, *(lint(reading.story) if reading.story else ()))


def at(text: str) -> set[tuple[str, int, int]]:
    return {(one.code, one.place.line, one.place.column) for one in found(text)}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("", "S101", 1, 1),
        (" \n\r\n\t", "S101", 1, 1),
        ("Just a note.\n", "S102", 1, 1),
        ("INT. A\n\nx\x00y", "S114", 1, 1),
        ("INT. A\n" + "\n" * 1_000_001, "S103", 1, 1),
        (HEAD + "x" * 20_000, "S104", 3, 1),
        (HEAD + "Text /* open\n", "S105", 3, 6),
        (HEAD + "Text [[open\n", "S106", 3, 6),
        (HEAD + "[[chioce 9s: What?]]\n", "S107", 3, 1),
        (HEAD + "Text. [[Set x = 1]]\n", "S107", 3, 7),
        (HEAD + "[[endif]]\n", "S107", 3, 1),
        (HEAD + "[[set x to 5]]\n", "S107", 3, 1),
        (HEAD + "[[ambiance: rain]]\n", "S107", 3, 1),
        ("Seed: many\n\n" + HEAD, "S108", 1, 1),
        ("Window: soon\n\n" + HEAD, "S108", 1, 1),
        ("Title: A\nTiel: x\n\n" + HEAD, "S109", 2, 1),
        ("Some text.\n\n" + HEAD, "S110", 1, 1),
        (HEAD + "Text {open.\n", "S111", 3, 6),
        ("INT. ROOM #my room#\n\nText.\n", "S112", 1, 11),
        (HEAD + "Text [[if yes]] more [[end]].\n", "S113", 3, 6),
        (HEAD + "CUT TO: room\n", "S115", 3, 1),
        (HEAD + "-> room\n", "S115", 3, 1),
        (HEAD + "> WIPE TO: room\n", "S116", 3, 1),
        (HEAD + "TOM\n(sighs)\n", "S117", 4, 1),
        (HEAD + "Text. [[default]]\n", "S119", 3, 7),
        (HEAD + "TOM ^\nHi.\n", "S122", 3, 1),
        (HEAD + "ANN\nHi.\n\nA door.\n\nTOM ^\nHi.\n", "S122", 8, 1),
        (HEAD + "[[if yes]]\nANN\nHi.\n[[end]]\nTOM ^\nHi.\n", "S122", 7, 1),
        (HEAD + "[[tag: t]]\n> DRAW: t BY chance\n", "S207", 4, 1),
        ("Cast:\n    TOM - 12\n\n" + HEAD + "A door.\nTOM\nHi.\n", "S120", 7, 1),
        (HEAD + "> CUT TO: rom\n", "S201", 3, 1),
        (HEAD + "[[choice: Q]]\n+ Go. -> nowhere\n", "S201", 4, 10),
        ("INT. A\n\n> CUT TO: int-a\n\nINT. A\n\nText.\n", "S202", 3, 1),
        (HEAD + "Text.\n\nINT. B #room#\n\nText.\n", "S203", 5, 8),
        ("Start: kitchen\n\n" + HEAD, "S204", 1, 1),
        (HEAD + "> room\n", "S205", 3, 1),
        (HEAD + "[[choice: Q]]\n+ Go. ->\n", "S205", 4, 10),
        (HEAD + "[[if 1 +]]\n[[end]]\n", "S301", 3, 6),
        (HEAD + "[[if trust >= 1]]\n[[end]]\n", "S302", 3, 6),
        (HEAD + "[[set trust += 1]]\n", "S302", 3, 1),
        (HEAD + "It is {trust}.\n", "S302", 3, 8),
        (HEAD + '[[var n = 1]]\n[[set n = "x"]]\n', "S303", 4, 11),
        (HEAD + "[[var m = enum(calm, angry)]]\n[[set m = 1]]\n", "S303", 4, 11),
        (HEAD + "[[var n = 1 / 0]]\n", "S304", 3, 15),
        (HEAD + "[[var n = 1]]\n[[set n //= 0]]\n", "S304", 4, 13),
        (HEAD + "[[var n = [1] ]]\n", "S305", 3, 11),
        (HEAD + "[[var n = 1]] [[var n = 2]]\n", "S307", 3, 15),
        (HEAD + '[[if seen("kitchen")]]\n[[end]]\n', "S308", 3, 11),
        (HEAD + "[[var n = 1]]\n", "S309", 3, 1),
        (HEAD + "[[choice: Q]]\n\nText.\n", "S401", 3, 1),
        (HEAD + "+ Go. -> room\n", "S402", 3, 1),
        (HEAD + "[[choice: Q]]\n" + "+ A.\n" * 5, "S403", 3, 1),
        (HEAD + "[[choice: Q]]\n+ One two three four five six seven eight nine.\n", "S404", 4, 1),
        (HEAD + "[[choice: Q]]\n+ A. [[default]]\n+ B. [[default]]\n", "S405", 3, 1),
        (HEAD + "[[choice: Q]]\n+ A. [[cut: later]]\n", "S406", 4, 6),
        (HEAD + "[[choice: Q]]\n* A. -> room\n", "S407", 3, 1),
        (HEAD + "[[choice: Q]]\n+ A. [[id: x]]\n+ B. [[id: x]]\n", "S409", 5, 6),
        (HEAD + "[[choice: Q]]\n+ [[default]] -> room\n", "S410", 4, 1),
        (HEAD + "[[if yes]]\nText.\n", "S501", 3, 1),
        (HEAD + "[[choice: Q]]\n+ A.\n    [[if yes]]\n    Text.\n+ B.\n", "S501", 5, 5),
        (HEAD + "Text.\n[[end]]\n", "S502", 4, 1),
        (HEAD + "[[if yes]]\n[[else]]\n[[else]]\n[[end]]\n", "S502", 5, 1),
        (HEAD + "> END: x\n\nINT. B\n\nText.\n", "S503", 5, 1),
        (HEAD + "[[choice: Q]]\n+ A.\n\nINT. B\n\n> END: x\n", "S504", 1, 1),
        (HEAD + "Text.\n\n> CUT TO: room\n", "S505", 1, 1),
        (HEAD + "> CUT TO: room\n\nLost.\n", "S507", 5, 1),
        (HEAD + "[[choice: Q]]\n+ A.\n[[if yes]]\n+ B.\nText.\n[[end]]\n", "S508", 7, 1),
        ("Cast:\n    TOM - 12\n\n" + HEAD + "TON\nHi.\n", "S601", 6, 1),
    ],
)
def test_fault_is_found_at_its_place(text: str, code: str, line: int, column: int) -> None:
    assert (code, line, column) in at(text)


@pytest.mark.parametrize(
    "note",
    [
        "set up the lamp",
        "end of act",
        "Note: TOM is late",
        "todo",
        "the choice is hard",
        "If only he knew",
        "music?",
        "end",
    ],
)
def test_the_authors_own_notes_are_left_alone(note: str) -> None:
    body = f"Text. [[{note}]]\n" if note != "end" else "[[once]]\nText.\n[[end]]\n"
    assert at(HEAD + body) == set()


def test_all_codes_are_in_the_catalogue_and_say_what_to_do() -> None:
    for text in (HEAD + "> CUT TO: rom\n", HEAD + "[[chioce 9s: What?]]\n", HEAD + "[[if trust]]\n[[end]]\n"):
        for one in found(text):
            assert one.code in CODES
            assert one.what
            assert one.instead


def test_did_you_mean() -> None:
    (one,) = found(HEAD + "> CUT TO: rom\n")
    assert one.why == "did you mean “room”?"
    assert one.instead == "room"
    (near,) = found(HEAD + "[[chioce 9s: What?]]\n")
    assert near.instead == "[[choice 9s: What?]]"


def test_findings_are_in_the_order_of_the_file_and_not_too_many() -> None:
    reading = read_story(HEAD + "> CUT TO: nowhere\n\n" * 700)
    lines = [one.place.line for one in reading.diagnostics[:-1]]
    assert lines == sorted(lines)
    assert len(lines) == 500
    assert reading.diagnostics[-1].code == "S118"


def test_a_clean_story_has_no_findings() -> None:
    assert found(HEAD + "Text.\n\n[[choice: Q]]\n+ Stay. -> room\n+ Go. -> END: Gone\n") == ()


def test_a_plain_screenplay_has_no_warnings() -> None:
    assert found("INT. A - DAY\n\nText.\n\nCUT TO:\n\nINT. B - DAY\n\nTOM\nHi.\n") == ()
