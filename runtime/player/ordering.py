"""In which order a line is read: runs of one direction each, from the left of the screen to its right. Pure.

The Unicode bidirectional algorithm (UAX 9) for one line without embeddings: marks that would open one are left out.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

STRONG = {"L": "L", "R": "R", "AL": "R"}
MARKS = {"\u200e": "L", "\u200f": "R", "\u061c": "R"}  # strong, and never seen
UNSEEN = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
NUMBERS = ("EN", "AN")
BRACKETS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "（": "）", "「": "」"}
FIRST_LEFTWARDS = "\u0590"  # no letter before it is written from right to left


class Span(NamedTuple):
    """Text of one direction; `leftwards`: it is written from right to left."""

    text: str
    leftwards: bool = False


def reads_left(text: str) -> bool:
    """Whether a line runs from right to left as a whole: its first letter does, or most of them do.

    A line that was broken out of a longer text may begin with a foreign word.
    """
    if text.isascii() or max(text, default="") < FIRST_LEFTWARDS:
        return False
    found = [kind for sign in text if (kind := MARKS.get(sign) or STRONG.get(unicodedata.bidirectional(sign)))]
    return found[:1] == ["R"] or found.count("R") > found.count("L")


def ordered(text: str) -> tuple[Span, ...]:
    """A line as spans from left to right."""
    if text.isascii() or max(text, default="") < FIRST_LEFTWARDS:
        return (Span(text),) if text else ()
    base = int(reads_left(text))
    signs = [sign for sign in text if unicodedata.bidirectional(sign) not in UNSEEN]
    levels = _levels(signs, base)
    seen = [(sign, level) for sign, level in zip(signs, levels, strict=True) if sign not in MARKS]
    return _turned(_spans(seen))


def _spans(seen: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Neighbours of one level together, in the order in which they are written down."""
    spans: list[tuple[str, int]] = []
    for sign, level in seen:
        if spans and spans[-1][1] == level:
            spans[-1] = (spans[-1][0] + sign, level)
        else:
            spans.append((sign, level))
    return spans


def _turned(spans: list[tuple[str, int]]) -> tuple[Span, ...]:
    """Rule L2: from the highest level down, every stretch of that level or more is turned round."""
    for level in range(max((level for _, level in spans), default=0), 0, -1):
        at = 0
        while at < len(spans):
            end = at
            while end < len(spans) and spans[end][1] >= level:
                end += 1
            spans[at:end] = reversed(spans[at:end])
            at = end + 1
    return tuple(Span(text, level % 2 == 1) for text, level in spans)


def _levels(signs: list[str], base: int) -> list[int]:
    """Rules I1 and I2, on what the rules before have made of the kinds of all signs."""
    edge = "R" if base else "L"
    kinds = _weak([MARKS.get(sign) or unicodedata.bidirectional(sign) for sign in signs], edge)
    _brackets(signs, kinds, edge)
    raised = {"L": base, "R": 1, "EN": 2, "AN": 2} if not base else {"L": 2, "R": 1, "EN": 2, "AN": 2}
    return [raised[kind] for kind in _neutral(kinds, edge)]


def _weak(kinds: list[str], edge: str) -> list[str]:
    """Rules W1 to W7: marks, numbers and what belongs to them."""
    found: list[str] = []
    letter = edge  # the last strong kind, as it was: L, R or AL
    for kind in kinds:
        if kind in ("NSM", "BN"):
            kind = found[-1] if found else edge
        elif kind in STRONG:
            letter = kind
        elif kind == "EN" and letter == "AL":
            kind = "AN"
        found.append(kind)
    _separators(found)
    _terminators(found)
    letter = edge
    for at, kind in enumerate(found):
        if kind in STRONG:
            letter = found[at] = STRONG[kind]
        elif kind == "EN" and letter == "L":
            found[at] = "L"
    return found


def _separators(found: list[str]) -> None:
    """One between two numbers of a kind is of that kind, as in 10:30."""
    for at in range(1, len(found) - 1):
        before, kind, after = found[at - 1 : at + 2]
        if before == after and ((kind == "CS" and before in NUMBERS) or (kind == "ES" and before == "EN")):
            found[at] = before


def _terminators(found: list[str]) -> None:
    """What stands beside a number without a gap belongs to it, as in 80%; the rest is neutral."""
    for line in (range(len(found)), range(len(found) - 1, -1, -1)):
        before = ""
        for at in line:
            if found[at] == "ET" and before == "EN":
                found[at] = "EN"
            before = found[at]
    found[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in found]


def _brackets(signs: list[str], kinds: list[str], edge: str) -> None:
    """Rule N0: a pair of brackets goes with what it holds, and with what stands before it."""
    for first, last in _pairs(signs, kinds):
        inside = {_side(kind) for kind in kinds[first + 1 : last] if kind in ("L", "R", *NUMBERS)}
        before = next((_side(kind) for kind in reversed(kinds[:first]) if kind in ("L", "R", *NUMBERS)), edge)
        if inside:
            kinds[first] = kinds[last] = edge if edge in inside else before


def _pairs(signs: list[str], kinds: list[str]) -> list[tuple[int, int]]:
    """Where brackets open and close, in the order of the opening ones."""
    opened: list[int] = []
    pairs = []
    for at, (sign, kind) in enumerate(zip(signs, kinds, strict=True)):
        if kind == "ON" and sign in BRACKETS:
            opened.append(at)
        elif kind == "ON" and sign in BRACKETS.values():
            match = next((n for n in reversed(range(len(opened))) if BRACKETS[signs[opened[n]]] == sign), None)
            if match is not None:
                pairs.append((opened[match], at))
                del opened[match:]
    return sorted(pairs)


def _neutral(kinds: list[str], edge: str) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of its neighbours if they agree, else the line's."""
    found, at = list(kinds), 0
    while at < len(found):
        end = at
        while end < len(found) and found[end] not in ("L", "R", *NUMBERS):
            end += 1
        before = _side(found[at - 1]) if at else edge
        after = _side(found[end]) if end < len(found) else edge
        found[at:end] = [before if before == after else edge] * (end - at)
        at = end + 1
    return found


def _side(kind: str) -> str:
    return "R" if kind in NUMBERS else kind
