"""`diorama models`: the parts that pip cannot install by name, listed, brought, looked over and taken away."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from runtime.errors import UsageError
from runtime.parts import PARTS, is_there, part_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runtime.parts import Part

    Say = Callable[[str], None]

ACTIONS: Final = ("list", "add", "remove", "check")


def tend(what: str, names: Sequence[str], say: Say) -> int:
    """Do `what` with the parts of those names (list and check: none means all); the exit code."""
    action = what.strip().lower()
    if action not in ACTIONS:
        near = get_close_matches(action[:80], ACTIONS, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"models: “{what[:80]}” is none of {', '.join(ACTIONS)}.{meant}")
    if action in ("add", "remove") and not names:
        raise UsageError(f"models {action}: which part? Type one of {', '.join(part.name for part in PARTS)}.")
    parts = [part_named(name) for name in names] or list(PARTS)
    return {"list": _list, "add": _add, "remove": _remove, "check": _check}[action](parts, say)


def _list(parts: Sequence[Part], say: Say) -> int:
    width = max(len(part.name) for part in parts)
    for part in parts:
        there = is_there(part)
        say(f"{'yes' if there else 'no ':3} {part.name:<{width}}  {part.purpose}")
        note = f"{part.megabytes:g} MB, licence: {part.licence}"
        say(f"    {'':<{width}}  {note}" if there else f"    {'':<{width}}  {part.without} {note}")
        if not there:
            say(f"    {'':<{width}}  diorama models add {part.name}")
    return 0


def _add(parts: Sequence[Part], say: Say) -> int:
    from runtime.parts.fetch import add

    for part in parts:
        brought = add(part, say)
        say(f"{part.name}: {'it is here now' if brought else 'it was here already'}")
    return 0


def _remove(parts: Sequence[Part], say: Say) -> int:
    from runtime.parts.fetch import remove

    for part in parts:
        say(f"{part.name}: {'taken away' if remove(part) else 'it was not here'}")
    return 0


def _check(parts: Sequence[Part], say: Say) -> int:
    """Every byte against the digests that were published; 1 where a part is broken, not where it is missing."""
    from runtime.parts.storeroom import anything_of, faults

    broken = 0
    for part in parts:
        if not anything_of(part):
            say(f"{part.name}: not here. To have it, type: diorama models add {part.name}")
            continue
        found = faults(part)
        broken += bool(found)
        for fault in found:
            say(f"{part.name}: {fault}")
        mend = f"To mend it, type: diorama models remove {part.name}, then diorama models add {part.name}"
        say(mend if found else f"{part.name}: whole")
    return 1 if broken else 0
