"""How wide words are on a map, and how they are broken into lines; by rule of thumb, since no font is at hand."""

from __future__ import annotations

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'’‘!|()[]-· ")
_WIDE = frozenset("mwMWQO@%—…&")
_NARROW_EM, _USUAL_EM, _CAPITAL_EM, _WIDE_EM, _FULL_EM = 0.31, 0.535, 0.67, 0.86, 1.0


def width_of(words: str, size: float) -> float:
    """The width of words in a sans serif of `size` pixels, a little generously."""
    return size * sum(map(_em, words))


def _em(character: str) -> float:
    if character in _NARROW:
        return _NARROW_EM
    if character in _WIDE:
        return _WIDE_EM
    if character.isascii():
        return _CAPITAL_EM if character.isupper() else _USUAL_EM
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL_EM
    return _CAPITAL_EM if character.isupper() else _USUAL_EM + 0.05


def clipped(words: str, size: float, room: float) -> str:
    """As much of the words as `room` pixels hold, with an ellipsis where something is left out."""
    used = 0.0
    dots = width_of("…", size)
    for place, character in enumerate(words):
        used += size * _em(character)
        if used > room - dots and width_of(words[place:], size) > room - used + size * _em(character):
            return words[:place].rstrip() + "…"
    return words


def wrapped(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The words on at most `most` lines; the last one is clipped."""
    waiting = words.split()
    lines: list[str] = []
    while waiting and len(lines) < most - 1:
        line = waiting.pop(0)
        while waiting and width_of(f"{line} {waiting[0]}", size) <= room:
            line = f"{line} {waiting.pop(0)}"
        lines.append(clipped(line, size, room))
    return (*lines, clipped(" ".join(waiting), size, room)) if waiting else tuple(lines)
