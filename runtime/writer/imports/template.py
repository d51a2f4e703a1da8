"""Texts with values in them: how they are written so that our reader reads back exactly what the source showed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from runtime.story.fountain.heading import is_heading
from runtime.story.fountain.jump import BARE
from runtime.story.fountain.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LINE = 4_000  # characters of a paragraph in one line


@dataclass(frozen=True)
class Brace:
    """`{expression}` (no mode, one part of one piece), `{~a|b}` by lot, `{&a|b}` in turn."""

    mode: Literal["", "~", "&"]
    parts: tuple[tuple[Piece, ...], ...]


Piece = str | Brace

_SPACES = re.compile(r"\s+")
_UNSEEN = re.compile(r"[^\S ]|[\x00-\x1f\x7f\u200b\ufeff]")
_SPECIAL = re.compile(r"[\\{}]")
_EVERY = re.compile(r"[\\{}*_]")
_ESCAPED = re.compile(r"\\.")
_BREAK = re.compile(r"(?<=[.!?…])\s+|\s+")


def written(pieces: Sequence[Piece], *, inside: bool = False) -> str:
    """The pieces of a text in one line; `inside`: as one of several alternatives."""
    words = _joined(pieces, inside=inside, marks=False)
    return words if plain(words) == words else _joined(pieces, inside=inside, marks=True)


def _joined(pieces: Sequence[Piece], *, inside: bool, marks: bool) -> str:
    parts: list[str] = []
    for are_words, alike in groupby(pieces, lambda one: isinstance(one, str)):
        if are_words:
            parts.append(_literal("".join(map(str, alike)), inside=inside, marks=marks))
        else:
            parts += [_brace(one) for one in alike if isinstance(one, Brace)]
    return _SPACES.sub(" ", "".join(parts))


def _literal(words: str, *, inside: bool, marks: bool) -> str:
    words = _UNSEEN.sub(" ", words)
    words = (_EVERY if marks else _SPECIAL).sub(lambda found: f"\\{found[0]}", words)
    words = words.replace("[[", '[{"["}').replace("/*", "/{'*'}")
    return words.replace("|", "\\|") if inside else words


def _brace(brace: Brace) -> str:
    if not brace.mode:
        return "{" + "".join(one for one in brace.parts[0] if isinstance(one, str)) + "}"
    return "{" + brace.mode + "|".join(written(part, inside=True) for part in brace.parts) + "}"


def action(words: str) -> list[str]:
    """The lines of a text as action paragraphs: marked where they would read as something else."""
    return [f"!{part}" if _misread(part) else part for part in broken(words)]


def _misread(words: str) -> bool:
    opening = words[0] in ".>=#~!@+*" or words.isupper()
    return opening or is_heading(words) or BARE.match(words) is not None or words.endswith("TO:")


def spoken_line(words: str) -> str:
    """A text as a line of dialogue: its first sign is quoted where it would end or turn the speech."""
    first = words[:1]
    turned = first in ">=~+*" or (first in "IEie" and is_heading(words))
    if turned or (first == "(" and words.endswith(")")):
        sign = '"' if first != '"' else "'"
        return "{" + f"{sign}{first}{sign}" + "}" + words[1:]
    return words


def broken(words: str) -> list[str]:
    """A text in parts that our reader takes as lines, broken between sentences if it can be."""
    found: list[str] = []
    while len(words) > MAX_LINE:
        breaks = (one.end() for one in _BREAK.finditer(words, MAX_LINE // 2, MAX_LINE))
        at = next((at for at in reversed(list(breaks)) if _is_whole(words[:at])), 0) or _before_brace(words)
        found.append(words[:at].strip() or "…")
        words = words[at:] if at else ""
    return [*found, words.strip()] if words.strip() else found


def _before_brace(words: str) -> int:
    """The last place in a long line at which no brace is open."""
    at = MAX_LINE
    while at > 0 and not _is_whole(words[:at]):
        at = words.rfind("{", 0, at)
    return max(0, at)


def _is_whole(words: str) -> bool:
    """Whether no brace is open at the end, and no sign is escaped there."""
    plain = _ESCAPED.sub("", words)
    return plain.count("{") == plain.count("}") and not plain.endswith("\\")


def name_line(words: str) -> str:
    """Words as a heading or a title can have them: letters, digits and plain signs."""
    kept = "".join(c if c.isprintable() and c not in "[]{}#*|<>\\^@~=" else " " for c in words)
    return " ".join(kept.replace("_", " ").split())[:80]
