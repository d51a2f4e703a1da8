"""Keys and pad buttons as a person wants them: the settings' tables [keys] and [buttons] laid over the usual ones.

What two functions ask for goes to the first of them, and one line says so; so does one that is left without a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pygame

from runtime.player.input import BUTTONS, KEYS, Act, Do, Intent, Move, Pick

ASKS: dict[str, Intent] = {
    **{act.value: Do(act) for act in Act},
    "left": Move(-1, 0),
    "right": Move(1, 0),
    "up": Move(0, -1),
    "down": Move(0, 1),
}
MOST_BUTTON = 63


@dataclass(frozen=True)
class Keymap:
    """Both tables, and what is to be told."""

    keys: dict[int, Intent]
    buttons: dict[int, Intent]
    notices: tuple[str, ...] = ()


def keymap(keys: Mapping[str, str], buttons: Mapping[str, int]) -> Keymap:
    """`keys`: function to the names of its keys, "space" or "k, kp_5"; `buttons`: function to a button's number."""
    notices: list[str] = []
    coded = {name: _codes(name, words, notices) for name, words in keys.items()}
    numbers = {name: _number(name, number, notices) for name, number in buttons.items()}
    made = _laid(KEYS, coded, "key", notices), _laid(BUTTONS, numbers, "button", notices)
    return Keymap(*made, tuple(notices))


def _codes(name: str, words: str, notices: list[str]) -> list[int]:
    found = []
    for word in filter(None, (part.strip() for part in words[:200].replace(",", " ").split())):
        code = getattr(pygame, f"K_{word.lower()}", getattr(pygame, f"K_{word.upper()}", None))
        if isinstance(code, int):
            found.append(code)
        else:
            notices.append(f"[keys] {name}: there is no key “{word[:20]}”; type a letter, space, return, f5 or kp_1.")
    return found


def _number(name: str, number: int, notices: list[str]) -> list[int]:
    if 0 <= number <= MOST_BUTTON:
        return [number]
    notices.append(f"[buttons] {name}: {number} is no button; they count from 0 to {MOST_BUTTON}.")
    return []


def _laid(
    usual: dict[int, Intent], wanted: Mapping[str, list[int]], sort: str, notices: list[str]
) -> dict[int, Intent]:
    """The usual table with what is wanted: a function that is given keys loses those it had."""
    given: dict[int, str] = {}
    for name, codes in wanted.items():
        if not _is_known(name, sort, notices):
            continue
        taken = [code for code in codes if given.setdefault(code, name) != name]
        notices += [
            f"[{sort}s] {name}: {_called(code, sort)} is for {given[code]} already, and stays so." for code in taken
        ]
    moved = {ASKS[name] for name in given.values()}
    table = {code: intent for code, intent in usual.items() if intent not in moved and code not in given}
    table |= {code: ASKS[name] for code, name in given.items()}
    lost = [intent for intent in dict.fromkeys(usual.values()) if intent not in table.values()]
    notices += [f"[{sort}s]: there is no {sort} left for {_name(intent)}." for intent in lost]
    return table


def _is_known(name: str, sort: str, notices: list[str]) -> bool:
    if name in ASKS:
        return True
    near = get_close_matches(name, ASKS, n=1)
    meant = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(ASKS)}."
    notices.append(f"[{sort}s]: nothing is called “{name[:30]}”{meant}")
    return False


def _called(code: int, sort: str) -> str:
    if sort == "button":
        return f"button {code}"
    names = (name[2:].lower() for name, value in vars(pygame).items() if name.startswith("K_") and value == code)
    return f"“{next(names, str(code))}”"


def _name(intent: Intent) -> str:
    names = (name for name, asked in ASKS.items() if asked == intent)
    return next(names, f"option {intent.number}" if isinstance(intent, Pick) else "it")
