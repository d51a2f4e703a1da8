"""Yarn's markup in square brackets: `select`, `plural` and `ordinal` choose words; all other marks are taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted
from runtime.writer.imports.tree import Binary, Either, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.tree import Tree
    from runtime.writer.imports.yarn.rows import Rows

# Escaped signs travel through markup and values as private characters.
_HIDDEN = {sign: chr(0xE000 + n) for n, sign in enumerate("\\<>{}#/[]:")}
_SHOWN = {ord(one): sign for sign, one in _HIDDEN.items()}
_ESCAPE = re.compile(r"\\([\\<>{}#/\[\]:])")

_MARK = re.compile(r"\[\s*(/?)\s*([^\W\d]\w*)?((?:\s|=|/)[^\[\]]*)?\]")
_CHOOSING = ("select", "plural", "ordinal")
_PAIR = re.compile(r'([^\W\d]\w*|\d+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|\{([^{}]*)\}|([^\s"{}/]+))')


@dataclass(frozen=True)
class Chosen:
    """`[select value={$x} a="…" b="…"/]`: words by a value."""

    sort: str
    value: str
    words_by: tuple[tuple[str, str], ...]

    def words(self, rows: Rows, line: int) -> Iterator[str | Tree]:
        """The words, with `%` the value itself; it may stand once in each."""
        value = rows.expression(self.value, line)
        before = _around(self.words_by, 0)
        if any(before):
            yield self._either(value, before)
        if any("%" in words for _, words in self.words_by):
            yield value
            after = _around(self.words_by, 1)
            yield from [self._either(value, after)] if any(after) else []

    def _either(self, value: Tree, words: list[str]) -> Tree:
        """The words of the first key that fits; the last ones where none does."""
        keys = [key for key, _ in self.words_by]
        if "other" in keys:
            at = keys.index("other")
            keys.append(keys.pop(at))
            words.append(words.pop(at))
        tree: Tree = Value(words[-1])
        for key, one in reversed(list(zip(keys, words, strict=True))[:-1]):
            test = Binary("==", value, Value(key)) if self.sort == "select" else _number_test(self.sort, key, value)
            tree = Either(test, Value(one), tree) if test else tree
        return tree


def hidden(text: str) -> str:
    """A text whose escaped signs mean nothing any more."""
    return _ESCAPE.sub(lambda found: _HIDDEN[found[1]], text)


def shown(text: str) -> str:
    """A text with its escaped signs as they are shown."""
    return text.translate(_SHOWN)


def replaced(text: str, line: int, losses: Losses) -> Iterator[str | Chosen]:
    """The text without its marks, and the words that it chooses among them."""
    done, plain = 0, ""
    for found in _MARK.finditer(text):
        closing, name, rest = found[1], found[2] or "", found[3] or ""
        if not (closing or name):
            continue
        plain += text[done : found.start()]
        done = found.end()
        chosen = _chosen(name, rest) if name in _CHOOSING and not closing else None
        if chosen:
            yield plain
            yield chosen
            plain = ""
        elif not closing:
            what = f"the mark {quoted(found[0])} is taken off"
            losses.add(
                line, what, "it is for a text that is drawn, not for one that is spoken", "a (manner) of speaking"
            )
    yield plain + text[done:]


def _chosen(name: str, rest: str) -> Chosen | None:
    pairs = [(found[1], found[2] or found[3] or found[4] or "") for found in _PAIR.finditer(rest)]
    value = next((words for key, words in pairs if key == "value"), "")
    others = tuple((key, shown(words)) for key, words in pairs if key != "value")
    return Chosen(name, value, others) if value and others else None


def _around(words_by: tuple[tuple[str, str], ...], side: int) -> list[str]:
    """What stands before (0) or after (1) the value in each of the words."""
    return [words.partition("%")[2 * side] for _, words in words_by]


def _number_test(sort: str, key: str, value: Tree) -> Tree | None:
    """When an English number takes a form: 1 is one; 1st, 2nd, 3rd, but 11th."""
    if sort == "plural":
        return Binary("==", value, Value(1)) if key == "one" else None
    ending = {"one": 1, "two": 2, "few": 3}.get(key)
    if ending is None:
        return None
    last = Binary("==", Binary("%", value, Value(10)), Value(ending))
    return Binary("and", last, Binary("!=", Binary("%", value, Value(100)), Value(10 + ending)))
