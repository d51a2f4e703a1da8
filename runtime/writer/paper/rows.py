"""A screenplay as rows: every element set in lines of its place and width, with what must stay together. Pure.

Measures are points from the left edge of the text; a row is one line of twelve points.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from runtime.writer.paper.emphasis import BOLD, ITALIC, UNDERLINE, styled

COLUMN = 7.2  # a letter of Courier
TEXT = 60 * COLUMN  # the width of an action paragraph
INDENT = 2 * COLUMN  # of what stands under a choice
SMALL = 9.0

Measure = Callable[[str, str, float], float]  # words, style, size -> points
Sort = Literal["", "heading", "choice", "rule", "cue", "manner"]


@dataclass(frozen=True)
class Span:
    """Words in one style."""

    text: str
    style: str = ""  # "B", "I", "BI"
    underlined: bool = False
    size: float = 12.0
    grey: bool = False
    node: str = ""  # what is clicked leads there; the words may hold PAGE
    title: str = ""  # the ending that is meant


PAGE = "\x00"  # in words: the page of the span's node


@dataclass(frozen=True)
class Piece:
    """Words at a place of a row."""

    x: float
    spans: tuple[Span, ...]
    align: Literal["left", "right", "centre"] = "left"
    arrow: bool = False  # drawn before it


@dataclass(frozen=True)
class Row:
    """One line."""

    pieces: tuple[Piece, ...] = ()
    sort: Sort = ""
    depth: int = 0  # choices around it


@dataclass(frozen=True)
class Group:
    """Rows that belong together."""

    rows: tuple[Row, ...]
    before: int = 1  # empty lines above it, but not at the top of a page
    keep: bool = False  # stays with the next group
    split: Literal["never", "action", "dialogue"] = "never"
    node: str = ""  # the scene that begins here
    marks: tuple[str, ...] = field(default=())  # endings that stand here

    def least(self) -> int:
        """The fewest of its rows that may stand at the foot of a page."""
        return len(self.rows) if self.split == "never" else min(len(self.rows), 2 if self.split == "action" else 3)


def spans_of(text: str, style: str = "") -> tuple[Span, ...]:
    """Words with emphasis marks as spans."""
    found = []
    for run in styled(text):
        letters = "".join(
            letter for letter, name in (("B", BOLD), ("I", ITALIC)) if name in run.styles or letter in style
        )
        found.append(Span(run.text, letters, UNDERLINE in run.styles))
    return tuple(found)


def wrap(spans: tuple[Span, ...], width: float, measure: Measure) -> list[tuple[Span, ...]]:
    """Spans in lines of at most `width` points; a longer word is cut. No words: one empty line."""
    lines: list[list[Span]] = [[]]
    used = 0.0
    for span in spans:
        for n, part in enumerate(span.text.split("\n")):
            if n:
                lines.append([])
                used = 0.0
            for word in _words(part):
                used = _set(replace(span, text=word), lines, used, width, measure)
    return [_trimmed(line) for line in lines] or [()]


def _words(text: str) -> list[str]:
    """Words, each with the spaces after it."""
    words = [f"{piece} " for piece in text.split(" ")]
    words[-1] = words[-1][:-1]
    return [word for word in words if word]


def _set(word: Span, lines: list[list[Span]], used: float, width: float, measure: Measure) -> float:
    """Put a word on the last line or the next one; the width used there."""
    bare = measure(word.text.rstrip(" "), word.style, word.size)
    joins = bool(lines[-1]) and not lines[-1][-1].text.endswith(" ")  # a style changes inside a word
    if used + bare > width and lines[-1] and not joins:
        lines.append([])
        used = 0.0
        if not word.text.strip():
            return used
    while bare > width and len(word.text) > 1:
        cut = next(
            (n for n in range(len(word.text) - 1, 1, -1) if measure(word.text[:n], word.style, word.size) <= width), 1
        )
        lines[-1].append(replace(word, text=word.text[:cut]))
        lines.append([])
        word, used = replace(word, text=word.text[cut:]), 0.0
        bare = measure(word.text.rstrip(" "), word.style, word.size)
    lines[-1].append(word)
    return used + measure(word.text, word.style, word.size)


def _trimmed(line: list[Span]) -> tuple[Span, ...]:
    """A line with its like spans joined, without the space at its end."""
    joined: list[Span] = []
    for span in line:
        if joined and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        else:
            joined.append(span)
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(span for span in joined if span.text)


# --- pages ------------------------------------------------------------------------------------------------------------


@dataclass
class Page:
    """Rows by their line on the page, 0 at the top."""

    rows: list[tuple[int, Row]] = field(default_factory=list)
    nodes: list[tuple[int, str]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


class Paginator:
    """Lays groups on pages of `lines` rows. Used once."""

    def __init__(self, lines: int, more: Callable[[Row], Row], again: Callable[[Row], Row]) -> None:
        self._lines, self._more, self._again = lines, more, again
        self.pages: list[Page] = [Page()]
        self._at = 0

    def lay(self, groups: list[Group]) -> list[Page]:
        for n, group in enumerate(groups):
            self._lay(group, self._following(groups, n))
        return self.pages

    def _following(self, groups: list[Group], n: int) -> int:
        """Rows that must fit under group `n` on the same page."""
        rows = 0
        while groups[n].keep and n + 1 < len(groups) and rows <= self._lines:
            n += 1
            rows += groups[n].before + (len(groups[n].rows) if groups[n].keep else groups[n].least())
        return rows if rows <= self._lines // 2 else 0

    def _lay(self, group: Group, following: int) -> None:
        gap = group.before if self._at else 0
        room = self._lines - self._at - gap
        if len(group.rows) + following <= room:
            self._put(group, group.rows, gap)
            return
        cut = _cut(group, room) if not following or group.split != "never" else 0
        if not cut and self._at:
            self._turn()
            self._lay(group, following)
            return
        cut = cut or min(len(group.rows), self._lines)
        rest = group.rows[cut:]
        self._put(group, (*group.rows[:cut], *self._foot(group, rest)), gap)
        if rest:
            self._turn()
            head = (self._again(group.rows[0]),) if group.split == "dialogue" else ()
            self._lay(replace(group, rows=(*head, *rest), node="", marks=()), following)

    def _foot(self, group: Group, rest: tuple[Row, ...]) -> tuple[Row, ...]:
        return (self._more(group.rows[0]),) if rest and group.split == "dialogue" else ()

    def _put(self, group: Group, rows: tuple[Row, ...], gap: int) -> None:
        self._at += gap
        page = self.pages[-1]
        if group.node:
            page.nodes.append((self._at, group.node))
        page.marks += group.marks
        for row in rows:
            page.rows.append((self._at, row))
            self._at += 1

    def _turn(self) -> None:
        self.pages.append(Page())
        self._at = 0


def _cut(group: Group, room: int) -> int:
    """How many rows of a group stay on a page with `room` lines; 0: none."""
    rows = group.rows
    if group.split == "never":
        return 0
    least = 3 if group.split == "dialogue" else 2
    most = min(room - (group.split == "dialogue"), len(rows) - 2)
    while most >= least and rows[most - 1].sort in ("cue", "manner"):
        most -= 1
    return most if most >= least else 0
