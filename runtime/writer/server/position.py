"""Where things stand: lines and columns from 0, in characters; editors count a line in code units of their choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Encoding = Literal["utf-8", "utf-16", "utf-32"]
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Some characters of one line."""

    file: str  # as the reading names it
    line: int  # from 0
    start: int  # column in characters, from 0
    end: int  # exclusive; equal to `start`: a place between two characters

    def holds(self, column: int) -> bool:
        """Whether a cursor stands in the spot, or at one of its ends."""
        return self.start <= column <= self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters that other characters take the place of."""

    spot: Spot
    text: str


def lines_of(text: str) -> list[str]:
    """The lines of a text without their ends; the last one may be empty."""
    return LINE_END.split(text)


def to_units(line: str, column: int, encoding: Encoding) -> int:
    """A column in code units."""
    before = line[: max(0, column)]
    if encoding == "utf-32" or before.isascii():
        return len(before)
    if encoding == "utf-8":
        return len(before.encode("utf-8", "surrogatepass"))
    return len(before.encode("utf-16-le", "surrogatepass")) // 2


def from_units(line: str, units: int, encoding: Encoding) -> int:
    """A column in characters; a place within a character is that before it, one behind the line is the line's end."""
    if encoding == "utf-32" or line.isascii():
        return min(max(0, units), len(line))
    for column, character in enumerate(line):
        units -= to_units(character, 1, encoding)
        if units < 0:
            return column
    return len(line)


def line_at(lines: Sequence[str], number: int) -> str:
    """A line, or an empty one where there is none."""
    return lines[number] if 0 <= number < len(lines) else ""
