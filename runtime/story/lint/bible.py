"""People and places that the title page does not know, and names that are nearly right."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.script import Paragraph, Speech

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report
    from runtime.story.model import Node, Story

MAX_SHOUT = 40  # characters of a line in capitals that may be a name
ALIKE = 0.8  # of a word in capitals and a name that was meant
MAX_COMPARED = 200  # different words in capitals
MAX_NAMES = 300  # of the bible; a longer one is not compared with

_CAPITALS = re.compile(r"(?<![\w'’-])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ-]{3,19}(?![\w-])")
_WORD = re.compile(r"\w+")


def lint_bible(story: Story, report: Report) -> None:
    """Findings about who speaks, who is named and where scenes play, for title pages that have a cast or places."""
    if 0 < len(story.places) <= MAX_NAMES:
        _lint_places(story, report)
    if story.cast:
        _lint_people(story, report)


# --- people -----------------------------------------------------------------------------------------------------------


def _lint_people(story: Story, report: Report) -> None:
    names = {member.name for member in story.cast}
    strangers = _Strangers(story, names)
    told: set[str] = set()
    for node in story.nodes.values():
        report.file = node.file
        for element in node.elements:
            if isinstance(element, Speech) and element.name not in names and element.name not in told:
                told.add(element.name)
                _report_speaker(element, names, report)
            elif isinstance(element, Paragraph):
                _lint_hidden_cue(element, names, report)
                strangers.lint(element, report)


def _report_speaker(element: Speech, names: set[str], report: Report) -> None:
    close = report.closest(element.name, names)
    why = (
        f"did you mean “{close}”?"
        if close
        else "without a line in Cast a speaker has no looks and no voice of their own"
    )
    instead = close or f"{element.name} - age, looks, clothes"
    report.add("S601", element.line, element.column, f"“{quote(element.name)}” is not in the cast", why, instead)


def _lint_hidden_cue(element: Paragraph, names: set[str], report: Report) -> None:
    """A speaker's name inside an action paragraph: the blank line before it is missing."""
    if element.style or "\n" not in (source := element.source.rstrip()):
        return
    for n, line in enumerate(source.split("\n")[1:], 1):
        if len(line) <= MAX_SHOUT and line.strip() in names:
            why = "a line that follows another one directly is read as action"
            report.add(
                "S120", element.line + n, 1, f"“{line.strip()}” is not read as a speaker", why, "a blank line above"
            )


class _Strangers:
    """Words in capitals that are nearly somebody's name: whom the director does not find, the picture does not show."""

    def __init__(self, story: Story, names: set[str]) -> None:
        texts = (*names, *(place.name for place in story.places), *(n.heading.text for n in story.nodes.values()))
        self._known = {word for text in texts for word in _WORD.findall(text.upper())}
        self._names = sorted(name for name in names if _WORD.fullmatch(name) and len(name) > 3)[:MAX_NAMES]
        self._compared: set[str] = set()

    def lint(self, element: Paragraph, report: Report) -> None:
        """Each such word is told once."""
        for run in element.runs:
            for found in _CAPITALS.finditer(run) if isinstance(run, str) and self._names else ():
                word = found[0]
                if word in self._compared or word in self._known or len(self._compared) >= MAX_COMPARED:
                    continue
                self._compared.add(word)
                close = next((name for name in self._names if _is_slip(word, name)), "")
                if close:
                    line, column = _place(element, word)
                    why = f"did you mean “{close}”? The picture shows people by their names in Cast"
                    report.add("S607", line, column, f"“{quote(word)}” is nearly a name of the cast", why, close)


def _is_slip(word: str, name: str) -> bool:
    """Whether a name was probably meant: the same letters but for one or two; no plural or genitive."""
    if word[0] != name[0] or abs(len(word) - len(name)) > 2 or word.startswith(name) or name.startswith(word):
        return False
    return SequenceMatcher(None, word, name).ratio() >= ALIKE


def _place(element: Paragraph, word: str) -> tuple[int, int]:
    at = max(0, element.source.find(word))
    return element.line + element.source.count("\n", 0, at), at - element.source.rfind("\n", 0, at)


# --- places -----------------------------------------------------------------------------------------------------------


def _lint_places(story: Story, report: Report) -> None:
    names = [place.name for place in story.places if place.name]
    known: dict[str, bool] = {}
    for node in story.nodes.values():
        words = node.heading.place.upper()
        if words in known or not words:
            continue
        known[words] = any(_stands_in(name, words) for name in names)
        if not known[words]:
            report.file = node.file
            _report_place(node, names, report)


def _stands_in(name: str, words: str) -> bool:
    """Whether a place's name stands among the words of a heading, as whole words."""
    return name in words and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))


def _report_place(node: Node, names: list[str], report: Report) -> None:
    place = node.heading.place
    close = report.closest(place.upper(), names)
    why = f"did you mean “{close}”?" if close else "without a line in Places every shot of it may look different"
    report.add(
        "S606", node.line, 1, f"“{quote(place)}” is not in the places", why, close or f"{place} - what it looks like"
    )
