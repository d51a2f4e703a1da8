"""A difference for a terminal: sections, a sign before each change, and a last line that counts them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.writer.diff.changes import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.diff.changes import Change, Difference

SIGNS = {"added": "+", "removed": "-", "renamed": "=", "moved": ">", "changed": "~", "reworded": "~"}
TITLES = {"settings": "title page", "nodes": "scenes", "edges": "ways", "logic": "notes that act"}
ONE = {"settings": "setting", "nodes": "scene", "edges": "way", "variables": "variable", "choices": "choice",
       "lines": "line", "logic": "note"}  # fmt: skip
WIDEST = 100  # characters of words that are shown

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]+")


def format_difference(difference: Difference) -> str:
    """The whole report."""
    if difference.equal:
        same = "The two are the same."
        other = "The two play the same; only remarks, comments, spacing or the way a thing is written differ."
        return same if difference.same_text else other
    lines: list[str] = []
    for section in SECTIONS:
        changes = difference.changes.get(section, ())
        if changes:
            lines += [
                TITLES.get(section, section),
                *(f"  {line}" for one in changes for line in _told(section, one)),
                "",
            ]
    return "\n".join([*lines, _summary(difference)])


def _summary(difference: Difference) -> str:
    counts = {section: len(difference.changes.get(section, ())) for section in SECTIONS}
    parts = [f"{count} {ONE[section]}{'' if count == 1 else 's'}" for section, count in counts.items() if count]
    return ", ".join(parts)


def _told(section: str, change: Change) -> Iterator[str]:
    """One change: what it is, and under it what it was and what it became, where both are words."""
    head = " ".join(filter(None, (SIGNS[change.sort], _where(section, change))))
    if change.sort == "renamed":
        yield f"{SIGNS['renamed']} {_short(change.old)} is now {_short(change.new)}"
    elif change.sort == "moved":
        yield f"{head}{_moved(section, change)}"
    elif change.old and change.new:
        yield head
        yield f"    - {_short(change.old)}"
        yield f"    + {_short(change.new)}"
    else:
        words = _short(change.old or change.new)
        yield f"{head}{': ' if words and head[2:] else ''}{words}"


def _where(section: str, change: Change) -> str:
    """The thing and its node."""
    name = f"{change.what} [{change.id}]" if change.id else change.what
    if section == "lines":
        name = name or "(action)"
    return " ".join(_short(word) for word in (change.node, name) if word)


def _moved(section: str, change: Change) -> str:
    if section == "lines":
        from_there = f" from {_short(change.old)}" if change.old != change.node else " within the scene"
        return f"{from_there}: {_short(change.new)}"
    return ": its lines and notes stand in another order" if section == "logic" else " stands elsewhere in the file"


def _short(words: str) -> str:
    plain = _CONTROL.sub(" ", words).strip()
    return plain if len(plain) <= WIDEST else plain[: WIDEST - 1].rstrip() + "…"
