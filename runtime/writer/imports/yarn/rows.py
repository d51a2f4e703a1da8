"""Reads one line of a Yarn body: its text with values and markup, its condition, its tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted
from runtime.writer.imports.parser import parse
from runtime.writer.imports.tree import FALSE, NotCarried
from runtime.writer.imports.yarn.markup import hidden, replaced, shown

if TYPE_CHECKING:
    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.script import Word, Words
    from runtime.writer.imports.tree import Tree

_TEXT_END = re.compile(r"#|<<|//")
_TRAILER = re.compile(r"\s*(?:<<\s*(?P<word>if|once)\b(?P<rest>(?:[^>]|>(?!>))*)>>|#(?P<tag>[^\s#$<]+))")
_NAME = re.compile(r"\s*([^\W_][^:{}]{0,39}?)\s*:\s+(?=\S)")
_NAMED_BY = re.compile(r"\{\s*\$([^\W\d]\w*)\s*\}\s*:\s+(?=\S)")
_MANNER = re.compile(r"\(([^(){}]{1,60})\)\s*(?=\S)")
_SMALL = frozenset("of the and de del der di du la le van von y & al bin".split())


@dataclass
class Row:
    """What a line says, and when."""

    words: Words
    name: str = ""
    named_by: str = ""  # the variable that says who speaks
    manner: str = ""
    condition: Tree | None = None
    source: str = ""  # of the condition
    once: bool = False
    tags: list[str] = field(default_factory=list)


class Rows:
    """Reads lines; what they say that our language does not is a loss."""

    def __init__(self, losses: Losses) -> None:
        self.losses = losses

    def read(self, text: str, line: int, *, speaks: bool = True) -> Row:
        """A line without its arrow; `speaks`: a name before a colon is somebody who says it."""
        text = hidden(text)
        end = _end_of_text(text)
        row = Row(())
        self._trailers(text[end:], line, row)
        words = text[:end].strip()
        match = _NAME.match(words)
        named_by = _NAMED_BY.match(words) if speaks else None
        if named_by:
            row.named_by, words = named_by[1], words[named_by.end() :]
        elif speaks and match and is_name(match[1]):
            row.name, words = shown(match[1]), words[match.end() :]
        if row.name or row.named_by:
            manner = _MANNER.match(words)
            if manner:
                row.manner, words = shown(manner[1]), words[manner.end() :]
        row.words = self.words(words, line)
        return row

    def expression(self, source: str, line: int) -> Tree:
        """A tree, or no where there is none."""
        source = shown(source)
        try:
            return parse(source, "yarn")
        except NotCarried as error:
            self.losses.add(line, f"{quoted(source)} counts as no", str(error), "words of our own language")
            return FALSE

    def words(self, text: str, line: int) -> Words:
        """A text with its values."""
        found: list[Word] = []
        for piece in replaced(text, line, self.losses):
            if not isinstance(piece, str):
                found += [one if not isinstance(one, str) else shown(one) for one in piece.words(self, line)]
                continue
            for n, part in enumerate(re.split(r"\{([^{}]*)\}", piece)):
                if n % 2:
                    found.append(self.expression(part, line))
                elif part:
                    found.append(shown(part))
        return tuple(found)

    def _trailers(self, text: str, line: int, row: Row) -> None:
        """Conditions and tags after a text."""
        at = 0
        while found := _TRAILER.match(text, at):
            at = found.end()
            if found["tag"]:
                row.tags.append(shown(found["tag"]))
                continue
            condition = re.sub(r"^\s*if\b", "", found["rest"]) if found["word"] == "once" else found["rest"]
            row.once = row.once or found["word"] == "once"
            row.source = shown(found[0].strip())
            if condition.strip():
                row.condition = self.expression(condition, line)
        rest = text[at:].strip()
        if rest and not rest.startswith("//"):
            self.losses.add(line, f"{quoted(shown(rest))} is left out", "after a line stand conditions and #tags only")


def is_name(words: str) -> bool:
    """Whether words before a colon are somebody's name."""
    parts = words.split()
    if not 0 < len(parts) <= 4 or any(sign in words for sign in '.!?,;"') or words.lower() in ("http", "https"):
        return False
    return len(parts) == 1 or all(part[0].isupper() or part[0].isdigit() or part in _SMALL for part in parts)


def _end_of_text(text: str) -> int:
    """Where a text ends and its tags, conditions and comments begin; braces are passed over."""
    at = 0
    while found := _TEXT_END.search(text, at):
        opened = text.rfind("{", at, found.start())
        closed = text.find("}", opened) if opened >= 0 else -1
        if closed < found.start():
            return found.start()
        at = closed + 1
    return len(text)
