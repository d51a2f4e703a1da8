"""What is different between two versions of a story: changes in sections, as plain values."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Sort = Literal["added", "removed", "renamed", "moved", "changed", "reworded"]

SECTIONS = ("settings", "nodes", "edges", "variables", "choices", "lines", "logic")  # in the order of a report


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. Nodes go by the id that they have in the second version, where they are in it."""

    sort: Sort
    node: str = ""  # where it is
    what: str = ""  # the thing itself: variable, choice id, who speaks, "heading"
    old: str = ""
    new: str = ""
    id: str = ""  # of a line, where it has one
    line: int = 0  # in the second version's file, or in the first one's for what was removed; 0: none


@dataclass(frozen=True)
class Difference:
    """All changes, by section."""

    changes: dict[str, tuple[Change, ...]]
    same_text: bool  # the files are the same

    @property
    def equal(self) -> bool:
        """Both versions play the same."""
        return not any(self.changes.values())

    def plain(self) -> dict[str, Any]:
        """For programs: `equal`, `same_text`, and for each section its changes, without empty fields."""
        sections = {
            name: [{key: value for key, value in asdict(one).items() if value} for one in self.changes.get(name, ())]
            for name in SECTIONS
        }
        return {"equal": self.equal, "same_text": self.same_text, **sections}
