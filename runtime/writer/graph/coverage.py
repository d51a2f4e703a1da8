"""What play-testing has seen of a story, as `diorama playtest --json` tells it; the file is untrusted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES = 64_000_000


@dataclass(frozen=True)
class Coverage:
    """How often plays came by."""

    plays: int = 0
    nodes: Mapping[str, int] = field(default_factory=dict)  # node id -> visits
    choices: Mapping[tuple[str, str], int] = field(default_factory=dict)  # (node id, choice id) -> times taken
    endings: Mapping[str, int] = field(default_factory=dict)  # title -> plays


def read_coverage(path: Path) -> Coverage:
    """The coverage in a play-test's JSON. UsageError says what is wrong with the file."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"--coverage: {path} cannot be read: {error.strerror or 'no such file'}.") from None
    try:
        plain = json.loads(data) if len(data) <= MAX_BYTES else None
    except (ValueError, RecursionError):
        plain = None
    visits = plain.get("visits", plain.get("node_coverage")) if isinstance(plain, dict) else None
    if not isinstance(plain, dict) or not isinstance(visits, dict):
        how = "diorama playtest STORY --json > playtest.json"
        raise UsageError(f"--coverage: {path} is not a play-test's JSON with “visits”. Type: {how}")
    taken = plain.get("taken", plain.get("choice_coverage"))
    nodes = {name: count for (name,), count in _counts(visits, 1)}
    choices = {(node, choice): count for (node, choice), count in _counts(taken, 2)}
    endings = {title: count for (title,), count in _counts(plain.get("endings"), 1, lower=False)}
    plays = plain.get("plays")
    return Coverage(_count(plays) or max(nodes.values(), default=0), nodes, choices, endings)


def _counts(plain: Any, depth: int, *, lower: bool = True) -> Iterator[tuple[tuple[str, ...], int]]:
    """The numbers of a map, whose names may be nested or joined by “/”."""
    for name, value in plain.items() if isinstance(plain, dict) else ():
        key = name.lower() if lower else name
        if isinstance(value, dict) and depth > 1:
            yield from (((key, *rest), count) for rest, count in _counts(value, depth - 1, lower=lower))
        elif depth == 1:
            yield (key,), _count(value)
        elif "/" in key:
            yield tuple(key.split("/", depth - 1)), _count(value)


def _count(value: Any) -> int:
    """A number that may be a count; 0 for everything else."""
    if isinstance(value, dict):
        value = value.get("visits", value.get("plays", value.get("count")))
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return max(0, int(value)) if number and isfinite(value) else 0
