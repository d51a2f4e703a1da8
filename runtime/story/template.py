"""Text with braces: `{expression}`, `{a|b|c}` in order, `{~a|b}` at random, `{&a|b}` in a cycle, `\\{` a brace."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

MAX_NESTING = 10

_SIGN = re.compile(r"[{}|]|\\[{}|\\*_~&@!#]")
Mode = Literal["order", "random", "cycle"]
_MODES: dict[str, Mode] = {"~": "random", "&": "cycle"}


@dataclass(frozen=True)
class Insertion:
    """`{expression}`."""

    expression: str
    offset: int  # of the expression, in characters of the text


@dataclass(frozen=True)
class Alternatives:
    """`{a|b}`: one of several texts."""

    mode: Mode
    texts: tuple[tuple[Part, ...], ...]


Part = str | Insertion | Alternatives


class UnclosedError(Exception):
    """A brace is not closed; `offset` says which."""

    def __init__(self, offset: int) -> None:
        super().__init__("a brace is not closed")
        self.offset = offset


@dataclass
class _Frame:
    """A brace that is open."""

    start: int  # offset of the character after the brace
    texts: list[list[Part]] = field(default_factory=lambda: [[]])

    def add(self, words: str) -> None:
        if words:
            self.texts[-1].append(words)


def parse_template(text: str) -> tuple[Part, ...]:
    """The parts of a text; raises UnclosedError."""
    if "{" not in text and "\\" not in text:
        return (text,)
    stack = [_Frame(0)]
    done = 0
    for found in _SIGN.finditer(text):
        sign, at = found[0], found.start()
        if (sign in "|}" and len(stack) == 1) or (sign == "{" and len(stack) > MAX_NESTING):
            continue
        stack[-1].add(text[done:at])
        done = found.end()
        if sign[0] == "\\":
            stack[-1].add(sign[1])
        elif sign == "{":
            stack.append(_Frame(done))
        elif sign == "|":
            stack[-1].texts.append([])
        else:
            frame = stack.pop()
            stack[-1].texts[-1].append(_closed(frame, text[frame.start : at]))
    if len(stack) > 1:
        raise UnclosedError(stack[1].start - 1)
    stack[0].add(text[done:])
    return tuple(stack[0].texts[0])


def _closed(frame: _Frame, inner: str) -> Part:
    mode = _MODES.get(inner[:1])
    if mode is None and len(frame.texts) == 1:
        return Insertion(inner, frame.start)
    texts = [tuple(text) for text in frame.texts]
    if mode is not None:
        texts[0] = _without_sign(texts[0])
    return Alternatives(mode or "order", tuple(texts))


def _without_sign(text: tuple[Part, ...]) -> tuple[Part, ...]:
    first = text[0]
    return (first[1:], *text[1:]) if isinstance(first, str) else text
