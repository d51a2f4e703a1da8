"""What people hold stays in the hand from shot to shot, until they put it down, give it away or take another thing."""

from __future__ import annotations

import re

THINGS = tuple(
    (
        "axe bag basket book bottle bouquet broom bucket candle cup dagger fiddle flower flowers gun hammer key knife "
        "lantern letter map mug oar oars paper pistol rifle rope sack shovel spade spyglass stick suitcase sword "
        "telegram telescope torch umbrella violin"
    ).split()
)
_THING = rf"(?:(?:an?|the|his|her|their|its|two|three) )?(?:[\w'-]+ ){{0,2}}?({'|'.join(THINGS)})\b"
_TAKES = re.compile(
    r"\b(?:with|holds?|holding|carr(?:ies|y|ying)|lifts?|lifting|raises?|takes?|draws?|clutch(?:es)?|grips?|brings?|"
    rf"fetch(?:es)?|unfolds?|reads?|picks? up|swings?|waves?)(?: (?:up|out|down|on to|onto))? {_THING}",
    re.IGNORECASE,
)
_LOOSENS = re.compile(
    r"\b(?:lays?|puts?|sets?|places?|drops?|gives?|hands?|throws?|hangs?|pockets?|lends?|loses|lets)"
    rf"(?: (?:up|down|back))? {_THING}",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"\bempty[ -]hand(?:s|ed)\b|\bfalls asleep\b", re.IGNORECASE)


def held_after(clause: str, before: str) -> str:
    """What is in the hand when somebody does `clause`, and was `before`; empty: nothing."""
    if _EMPTY.search(clause):
        return ""
    loosened = [thing.lower() for thing in _LOOSENS.findall(clause)]
    taken = [thing.lower() for thing in _TAKES.findall(clause) if thing.lower() not in loosened]
    kept = "" if before in loosened else before
    return taken[-1] if taken else kept


def with_held(action: str, held: str) -> str:
    """The action of somebody who holds a thing all the while."""
    if not held or re.search(rf"\b{held}\b", action, re.IGNORECASE):
        return action
    return f"{action}, with the {held}" if action else f"with the {held}"
