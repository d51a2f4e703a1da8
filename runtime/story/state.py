"""Where a performance stands: a frozen value that forks by sharing, and can be written down.

The mappings of a state are never changed after it is made; a performance copies the ones that it writes to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from generators.base import Transition
from runtime.errors import StoryError
from runtime.story.expression import Value

VERSION = 1  # 1: the first


@dataclass(frozen=True)
class StoryState:
    """A point of a performance, between two stretches or at a stop."""

    seed: int = 0
    node: str = ""  # id
    index: int = 0  # of the next instruction in the node; 0: the node is about to be entered
    turn: int = 0  # choices taken so far
    transition: str = Transition.CUT.value  # how the next stretch begins
    variables: Mapping[str, Value] = field(default_factory=dict)  # by name; `viewer.` and `room.` ones too
    visits: Mapping[str, int] = field(default_factory=dict)  # node id -> times entered
    turns: Mapping[str, int] = field(default_factory=dict)  # node id -> turn when it was last entered
    counts: Mapping[str, int] = field(default_factory=dict)  # place in a node -> times performed
    taken: frozenset[str] = frozenset()  # "node/choice" of every choice ever taken
    calls: tuple[tuple[str, int], ...] = ()  # where `[[return]]` leads, innermost last

    def moved(self, **changes: Any) -> StoryState:
        """As `dataclasses.replace`, at a quarter of its price: play-testers do little else. Names are not checked."""
        made = object.__new__(StoryState)
        made.__dict__.update(self.__dict__, **changes)
        return made

    def to_json(self) -> str:
        """The state as one line of JSON, the same for equal states."""
        plain = {**asdict(self), "version": VERSION}
        plain["variables"] = {name: _packed(value) for name, value in self.variables.items()}
        plain["taken"] = sorted(self.taken)
        return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> StoryState:
        """The state that `to_json` wrote; StoryError if it is none."""
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError):
            raise StoryError("This saved state is not JSON: it was cut off or changed. Begin the show again.") from None
        if not isinstance(plain, dict) or plain.pop("version", None) != VERSION or not _fits(plain):
            raise StoryError("This saved state cannot be read by this version. Begin the show again.")
        plain["variables"] = {name: _unpacked(value) for name, value in plain["variables"].items()}
        plain["taken"] = frozenset(plain["taken"])
        plain["calls"] = tuple((node, index) for node, index in plain["calls"])
        return StoryState(**plain)


def _packed(value: Value) -> Any:
    return {"set": sorted(value)} if isinstance(value, frozenset) else value


def _unpacked(value: Any) -> Value:
    return frozenset(value["set"]) if isinstance(value, dict) else value


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_value(value: Any) -> bool:
    if isinstance(value, dict):
        return (
            list(value) == ["set"] and isinstance(value["set"], list) and all(isinstance(i, str) for i in value["set"])
        )
    return isinstance(value, (bool, int, float, str))


def _fits(plain: dict[str, Any]) -> bool:
    """Whether a decoded JSON object has the shape of a state."""
    if set(plain) != {one.name for one in fields(StoryState)}:
        return False
    numbers = all(_is_count(plain[name]) for name in ("seed", "index", "turn"))
    words = isinstance(plain["node"], str) and plain["transition"] in {one.value for one in Transition}
    tables = all(isinstance(plain[name], dict) for name in ("variables", "visits", "turns", "counts"))
    lists = all(isinstance(plain[name], list) for name in ("taken", "calls"))
    return (
        numbers
        and words
        and tables
        and lists
        and all(_is_value(value) for value in plain["variables"].values())
        and all(_is_count(n) for name in ("visits", "turns", "counts") for n in plain[name].values())
        and all(isinstance(one, str) for one in plain["taken"])
        and all(_is_call(one) for one in plain["calls"])
    )


def _is_call(one: Any) -> bool:
    return isinstance(one, list) and len(one) == 2 and isinstance(one[0], str) and _is_count(one[1])
