"""Jumps: the words after `>` or `->`, with their transition and target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from generators.base import Transition
from runtime.story.diagnostics import quote
from runtime.story.fountain.heading import ID_SHAPE
from runtime.story.fountain.text import gathered, plain
from runtime.story.script import How, Jump, Strategy

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report

TRANSITIONS: dict[str, How] = {one.value.upper(): one.value for one in Transition}
STRATEGIES: tuple[Strategy, ...] = get_args(Strategy)
CUTS = frozenset({"CUT", "SMASH CUT", "JUMP CUT", "MATCH CUT", "HARD CUT"})
CLOSINGS = ("FADE OUT", "FADE TO BLACK", "FADE TO WHITE", "CUT TO BLACK", "FADE")
BARE = re.compile(r"(?:(?:CUT|DISSOLVE|MORPH|IRIS|CURTAIN|PAGE) TO|END|CONTINUE):\s*\S|->\s*\S")
_PLAIN_ID = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*$")  # as nearly all are written
_DRAWN_BY = re.compile(r"(.*?)(?:^|\s+)BY\s+(\S+)$")
_DISSOLVES = frozenset({"FADE", "CROSSFADE", "CROSS FADE", "CROSS DISSOLVE", "LAP DISSOLVE"})


def parse_jump(words: str, line: int, column: int, report: Report, *, arrow: bool) -> Jump:
    """Read `id`, `DISSOLVE TO: id`, `CONTINUE: id`, `END: title` or `DRAW: tag`; `arrow`: it stands after `->`."""
    words = gathered(words.strip())
    if arrow and words != "end" and _PLAIN_ID.match(words):
        return Jump("cut", words, column=column)
    head, colon, tail = words.partition(":")
    word, target = " ".join(head.upper().split()), tail.strip()
    if word == "END" or (not colon and word.rstrip(".") in ("END", "THE END")):
        return Jump("cut", sort="end", title=plain(target), column=column)
    if colon and word == "DRAW":
        return _draw(target, line, column, report)
    if not colon:
        return _bare(words, line, column, report, arrow=arrow)
    transition = _transition(word, line, column, report)
    return Jump(transition, _target(target, line, column, report), column=column)


def _draw(words: str, line: int, column: int, report: Report) -> Jump:
    """`tag` or `tag BY strategy`."""
    found = _DRAWN_BY.match(words)
    tag, strategy = (found[1], found[2]) if found else (words, "best")
    by = next((one for one in STRATEGIES if one == strategy.lower().rstrip(".")), None)
    if by is None:
        close = report.closest(strategy.lower(), STRATEGIES)
        why = f"a scene is drawn by {', '.join(STRATEGIES[:-1])} or {STRATEGIES[-1]}"
        instead = f"> DRAW: {quote(tag)} BY {close or 'best'}"
        report.add("S207", line, column, f"“{quote(strategy)}” is no way to draw", why, instead)
    return Jump("cut", tag.lower(), "draw", column=column, strategy=by or "best")


def _bare(words: str, line: int, column: int, report: Report, *, arrow: bool) -> Jump:
    """Words without a colon: an id after an arrow, `FADE OUT.` and its like after `>`."""
    if arrow:
        if not words:
            report.add("S205", line, column, "this arrow leads nowhere", "an id belongs after it", "-> id")
        return Jump("cut", _target(words, line, column, report), column=column)
    if words.upper().rstrip(".") in CLOSINGS:
        why = "this version has no fade; it cuts to the next heading"
        report.add("S116", line, column, f"“{quote(words)}” is played as a cut", why, "> END: title")
    elif " " in words or words.isupper():
        why = "a transition that names no scene leads to the next heading"
        report.add(
            "S116", line, column, f"“{quote(words)}” is no transition; it is played as a cut", why, "> CUT TO: id"
        )
    else:
        why = "a jump has a transition, a colon and an id"
        report.add("S205", line, column, f"“{quote(words)}” is not a jump", why, f"> CUT TO: {quote(words).lower()}")
    return Jump("cut", column=column)


def _transition(word: str, line: int, column: int, report: Report) -> How:
    name = word.removesuffix(" TO")
    if name in TRANSITIONS:
        return TRANSITIONS[name]
    if name in _DISSOLVES:
        return "dissolve"
    if name not in CUTS:
        close = report.closest(name, TRANSITIONS)
        instead = "CONTINUE:" if close == "CONTINUE" else f"{close or 'CUT'} TO:"
        report.add("S116", line, column, f"“{quote(word)}” is no transition; it is played as a cut", "", instead)
    return "cut"


def _target(words: str, line: int, column: int, report: Report) -> str:
    target = words.strip("#").lower()
    if target and not ID_SHAPE.match(target):
        why = "an id has letters, digits, “.” and “-”, and no spaces"
        report.add("S112", line, column, f"“{quote(words)}” is not an id", why, _proposal(words))
    return target


def _proposal(words: str) -> str:
    return "-".join(re.findall(r"[^\W_]+", words.lower()))[:60]
