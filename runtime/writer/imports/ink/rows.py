"""Reads ink source line by line: what each line is, comments taken out, braces that run over lines kept together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Sort = Literal["knot", "stitch", "function", "declared", "logic", "choice", "gather", "text", "block", "other"]

_COMMENT = re.compile(r"//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_KNOT = re.compile(r"={2,}\s*(?P<function>function\s+)?(?P<name>\w+)\s*(?P<with>\([^)]*\))?[\s=]*")
_STITCH = re.compile(r"=\s*(?P<name>\w+)\s*(?P<with>\([^)]*\))?\s*")
_DECLARED = re.compile(r"(?P<sort>VAR|CONST|LIST|EXTERNAL|INCLUDE)\s+(?P<words>.*)")
_CHOICE = re.compile(r"(?P<marks>[*+](?:\s*[*+])*)\s*(?P<words>.*)", re.DOTALL)
_GATHER = re.compile(r"(?P<marks>-(?!>)(?:\s*-(?!>))*)\s*(?P<words>.*)", re.DOTALL)
_LABEL = re.compile(r"\(\s*(?P<label>\w+)\s*\)\s*")


@dataclass
class Row:
    """One line of the source, or a block in braces."""

    line: int
    sort: Sort
    words: str  # without its mark
    depth: int = 0  # of a choice or gather: how many marks
    once: bool = False  # of a choice
    label: str = ""
    name: str = ""  # of a knot, stitch or function; VAR and its like
    lines: list[tuple[int, str]] = field(default_factory=list)  # of a block, without its outer braces


def uncommented(text: str) -> str:
    """The text without comments, line by line as before."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def read_rows(lines: list[tuple[int, str]]) -> Iterator[Row]:
    """The rows of numbered lines."""
    waiting = iter(lines)
    for line, words in waiting:
        plain = words.strip()
        if not plain:
            continue
        if _open(plain) > 0 and plain[:1] not in "*+~=":
            at = _unclosed(plain)
            before = plain[:at].strip()
            yield from [row_of(line, before)] if before else []
            block, rest = _block(line, plain[at:], waiting)
            yield block
            yield from [row_of(block.lines[-1][0] if block.lines else line, rest)] if rest else []
        else:
            yield row_of(line, plain)


def row_of(line: int, plain: str) -> Row:
    """One line that is not empty."""
    if found := _KNOT.fullmatch(plain):
        sort: Sort = "function" if found["function"] else "knot"
        return Row(line, sort, (found["with"] or "").strip("() "), name=found["name"])
    if found := _STITCH.fullmatch(plain):
        return Row(line, "stitch", (found["with"] or "").strip("() "), name=found["name"])
    if found := _DECLARED.fullmatch(plain):
        return Row(line, "declared", found["words"].strip(), name=found["sort"])
    if plain.startswith("TODO:"):
        return Row(line, "other", plain)
    if plain[0] == "~":
        return Row(line, "logic", plain[1:].strip())
    if found := _CHOICE.fullmatch(plain):
        label, words = _labelled(found["words"])
        marks = found["marks"]
        return Row(line, "choice", words, sum(marks.count(one) for one in "*+"), marks[0] == "*", label)
    if found := _GATHER.fullmatch(plain):
        label, words = _labelled(found["words"])
        return Row(line, "gather", words, found["marks"].count("-"), label=label)
    return Row(line, "text", plain)


def _labelled(words: str) -> tuple[str, str]:
    found = _LABEL.match(words)
    return (found["label"], words[found.end() :]) if found else ("", words)


def _open(words: str) -> int:
    """How many braces are open at the end."""
    return words.count("{") - words.count("\\{") - words.count("}") + words.count("\\}")


def _unclosed(words: str) -> int:
    """Where the first brace opens that is not closed in the line."""
    opened: list[int] = []
    for at, c in enumerate(words):
        if c == "{" and words[at - 1 : at] != "\\":
            opened.append(at)
        elif c == "}" and opened:
            opened.pop()
    return opened[0] if opened else words.find("{")


def _block(line: int, plain: str, waiting: Iterator[tuple[int, str]]) -> tuple[Row, str]:
    """A brace with all lines until it is closed, and what stands behind it."""
    lines = [(line, plain[1:])]
    depth = _open(plain)
    while depth > 0 and (following := next(waiting, None)) is not None:
        lines.append(following)
        depth += _open(following[1])
    number, last = lines[-1]
    end = last.rfind("}")
    rest = last[end + 1 :].strip() if end >= 0 else ""
    lines[-1] = (number, last[:end] if end >= 0 else last)
    return Row(line, "block", "", lines=[one for one in lines if one[1].strip()]), rest
