"""The list of scenes to jump to: what is typed narrows it. Pure: every change gives another finder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from runtime.writer.preview.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runtime.story import Story

MOST_TYPED = 60  # characters
HINT = "Type to search; arrows, Enter: jump; Esc: back"


@dataclass(frozen=True)
class Entry:
    """A scene."""

    id: str
    heading: str
    words: str  # in which is searched, in lower case


@dataclass(frozen=True)
class Finder:
    """The list, what was typed, and which of the scenes that match has the focus."""

    entries: tuple[Entry, ...]
    typed: str = ""
    focus: int = 0

    @cached_property
    def matches(self) -> tuple[Entry, ...]:
        """Scenes that hold every word typed; those whose id begins with it come first, then the file's order."""
        wanted = self.typed.lower().split()
        found = [one for one in self.entries if all(word in one.words for word in wanted)]
        return tuple(sorted(found, key=lambda one: not one.id.startswith(wanted[0]))) if wanted else tuple(found)

    @property
    def chosen(self) -> str:
        """The id of the scene that has the focus; "" where nothing matches."""
        return self.matches[self.focus].id if self.focus < len(self.matches) else ""

    def with_typed(self, letters: str) -> Finder:
        """More letters; "\\b" takes the last one back."""
        typed = self.typed[:-1] if letters == "\b" else (self.typed + letters)[:MOST_TYPED]
        return replace(self, typed=typed, focus=0)

    def moved(self, step: int) -> Finder:
        last = max(0, len(self.matches) - 1)
        wraps = abs(step) == 1 and last > 0
        focus = (self.focus + step) % (last + 1) if wraps else min(last, max(0, self.focus + step))
        return replace(self, focus=focus)

    def rows(self, fit: int, visits: Mapping[str, int]) -> tuple[Row, ...]:
        """As many rows as fit, those around the focus."""
        count, room = len(self.matches), max(1, fit - 2)
        first = min(max(0, self.focus - room // 2), max(0, count - room))
        shown = self.matches[first : first + room]
        items = [
            Row(_item(one, visits.get(one.id, 0)), "lit" if first + number == self.focus else "item")
            for number, one in enumerate(shown)
        ]
        head = Row(f"Jump to: {self.typed}|", "head")
        told = f"{count} of {len(self.entries)} scenes.  {HINT}"
        return head, *(items or [Row("No scene has these words.", "dim")]), Row(told, "item")


def _item(entry: Entry, visits: int) -> str:
    seen = f"  (visited {'once' if visits == 1 else f'{visits} times'})" if visits else ""
    return f"{entry.id}  {entry.heading}{seen}"


def finder_of(story: Story, here: str = "") -> Finder:
    """All scenes of a story; `here` has the focus."""
    nodes = story.nodes.values()
    entries = tuple(_entry(one.id, one.heading.text, one.synopsis) for one in nodes)
    return Finder(entries, focus=_index(here, (one.id for one in entries)))


def _entry(node: str, heading: str, synopsis: str) -> Entry:
    return Entry(node, heading, f"{node} {heading} {synopsis}".lower())


def _index(wanted: str, ids: Iterable[str]) -> int:
    return next((number for number, one in enumerate(ids) if one == wanted), 0)
