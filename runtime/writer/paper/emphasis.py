"""Fountain's emphasis as runs of words in one style, and back: `**bold**`, `*italic*`, `_underlined_`."""

from __future__ import annotations

import re
from dataclasses import dataclass

BOLD, ITALIC, UNDERLINE = "Bold", "Italic", "Underline"
PLAIN: frozenset[str] = frozenset()

_KEPT = re.compile(r"\{[^{}]*\}|\\.")  # braces and escapes hold no emphasis
_MARKED = re.compile(
    r"\*\*\*(?=[^\s*])(?P<both>[^*]*)(?<=[^\s*])\*\*\*"
    r"|\*\*(?=\S)(?P<bold>(?:[^*]|\*(?!\*)[^*]*\*(?!\*))*)(?<=\S)\*\*"
    r"|(?<!\*)\*(?=[^\s*])(?P<italic>[^*]*)(?<=[^\s*])\*(?!\*)"
    r"|(?<![^\W_])_(?=[^\s_])(?P<underline>[^_]*)(?<=[^\s_])_(?![^\W_])"
)
_STYLES = {
    "both": frozenset({BOLD, ITALIC}),
    "bold": frozenset({BOLD}),
    "italic": frozenset({ITALIC}),
    "underline": frozenset({UNDERLINE}),
}
_HOLD = "\x00"


@dataclass(frozen=True)
class Styled:
    """Words in one style."""

    text: str
    styles: frozenset[str] = PLAIN


def styled(text: str) -> tuple[Styled, ...]:
    """Words with emphasis marks as runs without them; `\\*` is a star, all other escapes stay."""
    if "*" not in text and "_" not in text:
        return (Styled(text),) if text else ()
    kept = iter(_KEPT.findall(text))
    runs = _runs(_KEPT.sub(_HOLD, text.replace(_HOLD, " ")), PLAIN)
    filled = [Styled(_filled(run.text, kept), run.styles) for run in runs]
    return tuple(run for run in filled if run.text)


def _runs(text: str, styles: frozenset[str]) -> list[Styled]:
    found: list[Styled] = []
    done = 0
    for match in _MARKED.finditer(text):
        found.append(Styled(text[done : match.start()], styles))
        sort = match.lastgroup or "italic"
        found += _runs(match[sort], styles | _STYLES[sort])
        done = match.end()
    found.append(Styled(text[done:], styles))
    return found


def _filled(text: str, kept: object) -> str:
    pieces = text.split(_HOLD)
    holes = [next(kept) for _ in pieces[1:]]  # type: ignore[call-overload]
    plain = [hole[1:] if hole in (r"\*", r"\_") else hole for hole in holes]
    return "".join(a + b for a, b in zip(pieces, [*plain, ""], strict=True))


def marked(text: str, styles: frozenset[str]) -> str:
    """Words that are already escaped, with the marks of their style around them."""
    words = text.strip()
    if not words or not styles & {BOLD, ITALIC, UNDERLINE}:
        return text
    stars = "*" * (2 * (BOLD in styles) + (ITALIC in styles))
    line = "_" * (UNDERLINE in styles)
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{line}{stars}{words}{stars}{line}{tail}"


def escaped(text: str) -> str:
    """Words in which no star or underscore is a mark of emphasis; what stands in braces is left alone."""
    if "*" not in text and "_" not in text:
        return text
    kept = _KEPT.findall(text)
    pieces = [re.sub(r"([*_])", r"\\\1", piece) for piece in _KEPT.sub(_HOLD, text.replace(_HOLD, " ")).split(_HOLD)]
    return "".join(a + b for a, b in zip(pieces, [*kept, ""], strict=True))
