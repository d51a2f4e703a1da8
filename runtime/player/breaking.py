"""Where a line of text may end: between words; in Japanese and Chinese between any two signs but a few. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

GAP = re.compile(r"[^\S\u00a0\u202f\u2007]+")  # white space that a line may end at
UNSPACED = re.compile("[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
SMALL = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
CLOSING = "、。，．・：；？！゛゜ヽヾゝゞ々ー—–…‥〜～％゠‐）〕］｝〉》」』】〙〗〟｠’”»)]},.:;!?%"
NEVER_FIRST = frozenset(CLOSING + SMALL)  # kinsoku: what no line begins with
NEVER_LAST = frozenset("（〔［｛〈《「『【〘〖〝｟‘“«([{¿¡￥＄")  # and what none ends with
STOPS = frozenset("、。，．：；？！…）〕］｝〉》」』】")
POLITE = "おご"  # they belong to the word that follows
LONGEST_PHRASE = 18  # signs that are kept in a line for their sense
AFTER_A_SPACE = frozenset("?!:;»%›")  # French sets them off, and a line never begins with one
BEFORE_A_SPACE = frozenset("«‹")


def flowed(text: str) -> str:
    """Text in one line, with single spaces; those that hold words together stay."""
    return " ".join(filter(None, GAP.split(text)))


def columns(text: str) -> int:
    """How long a text is in signs as they are counted for captions: a wide one, as of Japanese, counts twice."""
    return len(text) if text.isascii() else sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def rejoined(lines: Sequence[str]) -> str:
    """Lines as one again: with spaces between words, and without between signs that have none."""
    text = ""
    for line in lines:
        unspaced = text and line and (UNSPACED.match(text[-1]) or UNSPACED.match(line[0]))
        text += line if unspaced or not text else f" {line}"
    return text


@lru_cache(maxsize=512)
def units(text: str) -> tuple[tuple[str, str], ...]:
    """What stays together, each with what stands before it in the same line: a space or nothing."""
    found: list[tuple[str, str]] = []
    for word in filter(None, GAP.split(text)):
        parts = list(_parts(word))
        clings = bool(found) and (set(word) <= AFTER_A_SPACE or found[-1][1] in BEFORE_A_SPACE)
        if clings:
            gap, before = found.pop()
            parts[0] = f"{before} {parts[0]}"
            found.append((gap, parts[0]))
        else:
            found.append((" " if found else "", parts[0]))
        found += [("", part) for part in parts[1:]]
    return tuple(found)


def _parts(word: str) -> Iterator[str]:
    """A word cut where kinsoku allows it; one without wide signs is not cut at all."""
    if word.isascii() or not UNSPACED.search(word):
        yield word
        return
    for phrase in _cut(word, _ends_well):
        yield from (phrase,) if len(phrase) <= LONGEST_PHRASE else _cut(phrase, _may_end)


def _cut(word: str, ends: Callable[[str, str], bool]) -> Iterator[str]:
    begun = 0
    for at in range(1, len(word)):
        if ends(word[at - 1], word[at]):
            yield word[begun:at]
            begun = at
    yield word[begun:]


def _ends_well(last: str, first: str) -> bool:
    """Whether a phrase of Japanese ends there: after a stop, or where something that is no hiragana begins."""
    begins = _kind(first) not in ("hiragana", _kind(last)) and last not in POLITE
    return _may_end(last, first) and (last in STOPS or first in NEVER_LAST or begins)


def _kind(sign: str) -> str:
    return "hiragana" if "\u3041" <= sign <= "\u309f" else "katakana" if "\u30a0" <= sign <= "\u30ff" else "other"


def _may_end(last: str, first: str) -> bool:
    """Whether a line may end between two signs. A number stays with what it counts."""
    if not (UNSPACED.match(last) or UNSPACED.match(first)) or unicodedata.combining(first):
        return False
    return not (first in NEVER_FIRST or last in NEVER_LAST or (last.isdecimal() and UNSPACED.match(first)))
