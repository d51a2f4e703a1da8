"""What a cursor stands in: an id after an arrow, a note's words, an expression, a heading, a speaker's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runtime.story.fountain.heading import HEADING
from runtime.writer.server.position import line_at

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal[
    "nothing", "title key", "title value", "place", "time", "start", "name", "manner", "target", "arrow", "jump",
    "ending", "tag", "strategy", "note", "words", "variable", "expression", "node string", "choice string",
]  # fmt: skip

MAX_WRAPPED = 20  # lines that a note may wrap over while it is typed
MAX_LOOKED = 2_000  # characters of a line that are looked at, back from the cursor

_KEY = re.compile(r"[^\W\d_][^:\[\]{}>]{0,30}:(\s|$)")
_TITLE_VALUE = re.compile(r"([^\W\d_][^:\[\]{}>]{0,30}):\s*(?:.*,\s*)?(\S[^,]*)?$")
_TRANSITION = r"(?:[A-Z][A-Z ]* TO:|CONTINUE:)"
_TARGET = re.compile(rf"(?:->|^\s*>)\s*{_TRANSITION}\s*#?([\w.-]*)$", re.IGNORECASE)
_ARROW = re.compile(r"->\s*#?([\w.-]*)$")
_JUMP = re.compile(r"^\s*>\s*([A-Za-z ]*)$")
_ENDING = re.compile(r"(?:->|^\s*>)\s*END:\s*(.*)$", re.IGNORECASE)
_DRAW = re.compile(r"(?:->|^\s*>)\s*DRAW:\s*(\S*)$", re.IGNORECASE)
_BY = re.compile(r"(?:->|^\s*>)\s*DRAW:.*\sBY\s+(\S*)$", re.IGNORECASE)
_NOTE_WORDS = re.compile(r"\s*([a-z]+):\s*(?:.*,\s*)?([^,]*)$", re.DOTALL)
_ASKING = re.compile(r'\s*(?:(?:if|elif)\s|when:|locked\s+"[^"]*"\s+if\s)', re.DOTALL)
_SETTING = re.compile(r"\s*(set|var)\s+([\w.]*)$")
_STORING = re.compile(r"\s*(?:set|var)\s+([\w.]+)\s*[-+*/%]*=\s*([\w.]*)$")
_SET = re.compile(r"\s*(?:set|var)\s+[\w.]+\s*[-+*/%]*=")
_COMPARED = re.compile(r"([A-Za-z_][\w.]*)\s*(?:==|!=|\bin\b)\s*(?:set\([^)]*)?([\w.]*)$")
_WORD = re.compile(r"[\w.]*$")
_CALL = re.compile(r"""\b(\w+)\s*\(\s*["']([^"']*)$""")
_SECOND = re.compile(r"""\bchosen\s*\(\s*["']([^"']*)["']\s*,\s*["']([^"']*)$""")
_SHOUTED = re.compile(r"(?<!\w)([^\W\d_]{2,}(?:[ '’-][^\W\d_]+)*)$")


@dataclass(frozen=True)
class Context:
    """What is wanted at a cursor."""

    kind: Kind = "nothing"
    typed: str = ""  # what stands there already, up to the cursor
    about: str = ""  # a note's keyword, a title key, a variable that is compared, the node of a choice


def context_at(lines: Sequence[str], number: int, column: int) -> Context:
    """The context of a cursor; line and column from 0, and anywhere."""
    line = line_at(lines, number)
    before = line[: max(0, column)][-MAX_LOOKED:]
    note = open_note(lines, number, before)
    if note is not None:
        return in_note(note)
    if in_title_page(lines, number) and (titled := _in_title(before)):
        return titled
    return _in_jump(before) or _in_braces(before) or _in_heading(before) or _in_words(lines, number, before)


def open_note(lines: Sequence[str], number: int, before: str) -> str | None:
    """The words of the note that is open at a cursor, without its brackets; None: no note is open."""
    text = before
    for back in range(1, MAX_WRAPPED):
        if text.rfind("[[") > text.rfind("]]"):
            return text[text.rfind("[[") + 2 :]
        if "]]" in text or number - back < 0 or not line_at(lines, number - back).strip():
            return None
        text = f"{line_at(lines, number - back)[-MAX_LOOKED:]}\n{text}"
    return None


def in_title_page(lines: Sequence[str], number: int) -> bool:
    """Whether a line belongs to the title page, or could begin one."""
    first = next((n for n, line in enumerate(lines[: number + 1]) if line.strip()), number)
    if any(not line.strip() for line in lines[first:number]):
        return False
    return first == number or bool(_KEY.match(lines[first]))


# --- notes ------------------------------------------------------------------------------------------------------------


def in_note(note: str) -> Context:
    """The context at the end of an open note's words."""
    if _ASKING.match(note):
        return in_expression(_ASKING.sub("", note, count=1))
    if found := _SETTING.match(note):
        return Context("variable", found[2], found[1])
    if found := _STORING.match(note):
        return Context("expression", found[2], found[1])
    if _SET.match(note):
        return in_expression(_SET.sub("", note, count=1))
    if found := _NOTE_WORDS.match(note):
        return Context("words", found[2].lstrip(), found[1])
    return Context("note", note.lstrip()) if re.fullmatch(r"\s*[a-z]*", note) else Context()


def in_expression(text: str) -> Context:
    """The context at the end of an expression."""
    if found := _SECOND.search(text):
        return Context("choice string", found[2], found[1].strip("#").lower())
    if found := _CALL.search(text):
        return Context("node string", found[2], found[1])
    if text.count('"') % 2:
        return Context()
    if found := _COMPARED.search(text):
        return Context("expression", found[2], found[1])
    found = _WORD.search(text)
    return Context("expression", found[0] if found else "")


_JUMPS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_BY, "strategy"),
    (_DRAW, "tag"),
    (_ENDING, "ending"),
    (_TARGET, "target"),
    (_ARROW, "arrow"),
    (_JUMP, "jump"),
)


# --- beside notes -----------------------------------------------------------------------------------------------------


def _in_title(before: str) -> Context | None:
    if found := _TITLE_VALUE.match(before):
        return Context("title value", found[2] or "", found[1].lower())
    if re.fullmatch(r"[^\W\d_]*", before):
        return Context("title key", before)
    return None


def _in_jump(before: str) -> Context | None:
    for shape, kind in _JUMPS:
        if found := shape.search(before):
            return Context(kind, found[1])
    return None


def _in_braces(before: str) -> Context | None:
    """An expression between braces; the texts of alternatives are words like any others."""
    at = before.rfind("{")
    if at < 0 or before.find("}", at) >= 0 or before[at - 1 : at] == "\\":
        return None
    inner = before[at + 1 :]
    return None if "|" in inner or inner[:1] in ("~", "&", "!") else in_expression(inner)


def _in_heading(before: str) -> Context | None:
    found = HEADING.match(before.lstrip() + "x")
    if found is None:
        return None
    words = before.lstrip()[found.end() :]
    place, dash, time = words.rpartition(" - ")
    if "#" in words:
        return Context()
    return Context("time", time.lstrip()) if dash and place else Context("place", words.lstrip())


def _in_words(lines: Sequence[str], number: int, before: str) -> Context:
    above = line_at(lines, number - 1).strip() if number else ""
    words = before.strip()
    if words.startswith("(") and above and ")" not in words:
        return Context("manner", words[1:].rpartition(",")[2].lstrip())
    if not above and words == words.upper() and re.fullmatch(r"@?[\w .'’-]*", words):
        return Context("start", before.lstrip())
    found = _SHOUTED.search(before)
    return Context("name", found[1]) if found and found[1].isupper() else Context()
