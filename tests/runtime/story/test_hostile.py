"""Any text at all: never an exception, whether it is read, checked, written, compiled or played."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.story import read_story
from tests.runtime.story.survival import survive

FOLDER = Path(__file__).parents[2] / "data" / "stories"
TEXTS = [path.read_bytes().decode() for path in sorted(FOLDER.glob("*.fountain"))]
LINES = sorted({line for text in TEXTS for line in text.split("\n")})
SIGNS = [
    "[[",
    "]]",
    "{",
    "}",
    "|",
    "->",
    ">",
    "*",
    "+ ",
    "    ",
    "#",
    "/*",
    "*/",
    "\\",
    "(",
    ")",
    '"',
    "\t",
    "^",
    "~",
    "@",
]
NOTES = [
    "[[if n > 0]]",
    "[[else]]",
    "[[elif yes]]",
    "[[end]]",
    "[[once]]",
    "[[choice: Q]]",
    "[[call: a]]",
    "[[return]]",
]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A real story with lines dropped, repeated, moved, indented, cut and spliced with signs of the language."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        line = lines[at] if lines else ""
        kind = draw(st.integers(0, 6))
        if kind == 0:
            del lines[at : at + draw(st.integers(1, 3))]
        elif kind == 1:
            lines.insert(at, draw(st.sampled_from(LINES)))
        elif kind == 2:
            lines.insert(at, draw(st.sampled_from(NOTES)))
        elif kind == 3:
            lines[at : at + 1] = [" " * draw(st.integers(0, 9)) + line]
        elif kind == 4:
            cut = draw(st.integers(0, len(line)))
            lines[at : at + 1] = [line[:cut] + draw(st.sampled_from(SIGNS)) + line[cut:]]
        elif kind == 5:
            lines[at : at + 2] = ["".join(lines[at : at + 2])]
        else:
            lines.insert(draw(st.integers(0, len(lines))), line)
    return "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(mutated())
def test_damaged_stories(text: str) -> None:
    survive(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(LINES + NOTES + SIGNS), max_size=60).map("\n".join))
def test_shuffled_lines(text: str) -> None:
    survive("INT. A #a#\n\n[[var n = 1]]\n" + text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    survive(text)


JUNK = [
    "[",
    "[[",
    "{",
    "{a|",
    "*a ",
    "_a ",
    "(",
    "/*",
    "/* */",
    "->",
    "> a:",
    "#",
    " ",
    "\t",
    '"',
    "\x0b",
    "🎭",
    "MARA\n(",
    "[[\n",
]
JUNK += [
    "+ a\n",
    "a\n",
    "INT. A\n",
    "[[if x]]\n",
    "[[choice: a]]\n+ a\n",
    "> CUT TO: x\n\n",
    "MARA\nhi\n\n",
    "Title: x\n",
    "= a\n",
]


@pytest.mark.parametrize("junk", JUNK)
def test_a_lot_of_junk(junk: str) -> None:
    survive((junk * (60_000 // len(junk)))[:60_000])


def test_deep_indents() -> None:
    survive("INT. A #a#\n\n[[choice: Q]]\n" + "".join(" " * n + "+ a\n" for n in range(600)))
    survive(
        "INT. A #a#\n\n[[choice: Q]]\n" + "".join(" " * n + "+ a\n" + " " * n + "  [[choice: Q]]\n" for n in range(60))
    )
    survive("INT. A #a#\n\n" + "[[if yes]]\n" * 5_000)
    survive("INT. A #a#\n\n" + " " * 100_000 + "+ a\n")


def test_no_part_of_a_story_is_larger_than_can_be_meant() -> None:
    one = "INT. A #a#\n\n"
    for text, code in (
        (one + "a word\n" * 8_000, "S104"),
        (one + "TOM\n" + "a word\n" * 8_000, "S104"),
        (one + "[[note " + "a\n" * 9_000, "S106"),
        (one + "A.\n\n" * 20_001, "S103"),
        ("Title: x\n" * 9_000, "S104"),
    ):
        reading = read_story(text)
        assert reading.story is None
        assert code in [found.code for found in reading.diagnostics]


def test_more_than_a_story_can_be_is_refused_at_once() -> None:
    for text in ("x" * (16 * 1024**2 + 1), "a\n" * 1_000_001):
        assert [one.code for one in read_story(text).diagnostics] == ["S103"]
