"""What stands in double brackets: instructions in their exact lower-case shapes, and the author's own notes."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

from runtime.story.diagnostics import quote
from runtime.story.script import Assign, Condition, Lock, Mark, Opening, Remark, Words

if TYPE_CHECKING:
    from runtime.story.diagnostics import Report
    from runtime.story.script import Note

MARKS = frozenset({"else", "end", "once", "default", "silence", "return"})
WORDS = frozenset(
    {
        "shot",
        "camera",
        "look",
        "seed",
        "ambience",
        "music",
        "sfx",
        "says",
        "cut",
        "id",
        "call",
        "tag",
        "line",
        "include",
    }
)
KEYWORDS = (*sorted(MARKS | WORDS), "choice", "var", "set", "if", "elif", "when", "locked")
BREAKING = frozenset({"if", "elif", "else", "end", "once", "choice", "call", "return", "include", "when", "tag", "var"})

_NAME = r"(?:(?:viewer|room)\.)?[^\W\d]\w*"
_ASSIGN = re.compile(rf"(var|set)\s+({_NAME})\s*(=|\+=|-=|\*=|//=|/=|%=)(?!=)\s*(?=\S)")
_CONDITION = re.compile(r"(if|elif)\s+(?=\S)")
_LOCK = re.compile(r'locked\s+"([^"]*)"(?:\s+if\s+(?=\S))?')
_SECONDS = r"(\d{1,4}(?:\.\d{1,3})?)\s?s?"
_OPENING = re.compile(
    rf'choice(?:\s+(?:{_SECONDS}|(off)))?(?:\s+tail\s+{_SECONDS})?(\s+vote)?(?:\s+essential\s+"([^"]*)")?(\s+vote)?\s*(:|$)'
)
_KEYED = re.compile(r"([a-z]+):")
_FIRST = re.compile(r"([^\W\d_]+)")
_BROKEN = (
    (re.compile(r"(?:end\s?if|/if|fi|endonce|end once)$", re.IGNORECASE), "end"),
    (re.compile(r"(?:else\s?if|elsif|elseif)\b", re.IGNORECASE), "elif …"),
    (re.compile(rf"set\s+{_NAME}\s*(?:[-+*/%:=]|to\s+\S+$)", re.IGNORECASE), "set name = value"),
    (re.compile(rf"var\s+{_NAME}\s*(?:$|[-+*/%:=])", re.IGNORECASE), "var name = value"),
    (re.compile(r"choice(?:$|\s+(?:\d|off\b|tail\b|vote\b|essential\b))", re.IGNORECASE), "choice 9s: question"),
    (re.compile(r"locked(?:$|\s+if\b|:)", re.IGNORECASE), 'locked "reason"'),
)


def parse_note(inner: str, line: int, column: int, report: Report) -> Note:
    """The note whose brackets hold `inner`; `column` is that of its first bracket."""
    words = inner.strip()
    note = _shaped(words, line, column, column + 2 + len(inner) - len(inner.lstrip()))
    if note is None:
        _warn_of_near_miss(words, line, column, report)
        return Remark(inner, line, column)
    return note


def _shaped(words: str, line: int, column: int, start: int) -> Note | None:
    if words in MARKS:
        return Mark(words, line, column)
    keyed = _KEYED.match(words)
    if keyed and keyed[1] in WORDS:
        return Words(keyed[1], " ".join(words[keyed.end() :].split()), line, column)
    if keyed and keyed[1] == "when":
        rest = words[keyed.end() :].lstrip()
        return Condition("when", rest, line, column, start + len(words) - len(rest))
    first = words[:2]
    if first in ("if", "el") and (found := _CONDITION.match(words)):
        sort = cast("Literal['if', 'elif']", found[1])
        return Condition(sort, words[found.end() :], line, column, start + found.end())
    if first in ("va", "se") and (found := _ASSIGN.match(words)):
        verb = cast("Literal['var', 'set']", found[1])
        return Assign(verb, found[2], found[3], words[found.end() :], line, column, start + found.end())
    if first == "ch" and words.startswith("choice") and words != "choice":
        return _opening(words, line, column)
    if first == "lo" and (found := _LOCK.match(words)):
        rest = words[found.end() :]
        if not rest or found[0].rstrip().endswith("if"):
            return Lock(found[1].strip(), rest, line, column, start + found.end())
    return None


def _opening(words: str, line: int, column: int) -> Opening | None:
    found = _OPENING.match(words)
    if found is None:
        return None
    window, off, tail, vote, essential, late_vote, _ = found.groups()
    return Opening(
        question=" ".join(words[found.end() :].split()),
        line=line,
        column=column,
        timed=bool(window or off),
        window_s=float(window) if window else None,
        tail_s=float(tail) if tail else None,
        vote=bool(vote or late_vote),
        essential=essential or "",
    )


def _warn_of_near_miss(words: str, line: int, column: int, report: Report) -> None:
    meant = _meant(words)
    if meant:
        why = "it is kept as the author's own note and does nothing"
        report.add("S107", line, column, f"[[{quote(words)}]] is nearly an instruction", why, f"[[{meant}]]")


def _meant(words: str) -> str:
    """What to type instead of a note that is nearly an instruction; nothing for the author's own notes."""
    if not words or len(words) > 500:
        return ""
    first = _FIRST.match(words)
    lower, rest = (first[1].lower(), words[first.end() :]) if first else ("", words)
    cased = first is not None and lower != first[1] and lower in KEYWORDS
    if cased and (lower != "if" or _OPERATOR.search(rest)) and _shaped(lower + rest, 1, 1, 1):
        return lower + rest
    for shape, instead in _BROKEN:
        if shape.match(words):
            return instead
    if lower in KEYWORDS or not lower or not _SHAPE.match(rest):
        return ""
    close = _spelled(lower)
    return close + rest if close and _shaped(close + rest, 1, 1, 1) else ""


_OPERATOR = re.compile(r"[=<>]|\bnot\b|\band\b|\bor\b|^\s+\w+$")
_SHAPE = re.compile(r'\s*:|\s+\d|\s+off\b|\s+"|\s+[\w.]+\s*(?:[-+*/%]|//)?=|\s+\w+\s*[<>]|$')


@lru_cache(maxsize=1024)
def _spelled(word: str) -> str:
    close = get_close_matches(word[:20], KEYWORDS, n=1, cutoff=0.75)
    return close[0] if close else ""


def breaks(note: Note) -> bool:
    """Whether a note on a line of its own ends the paragraph before it."""
    if isinstance(note, Mark):
        return note.word in BREAKING
    if isinstance(note, Words):
        return note.sort in BREAKING
    return isinstance(note, (Condition, Opening)) or (isinstance(note, Assign) and note.verb == "var")


def is_block(note: Note) -> bool:
    """Whether a note must stand on a line of its own."""
    return isinstance(note, (Condition, Opening)) or (isinstance(note, Mark) and note.word in ("else", "end", "once"))
