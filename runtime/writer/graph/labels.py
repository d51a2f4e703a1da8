"""What stands on a line of the map: the choice's words, what must hold, how long a viewer has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.graph.ways import FIRST_TIME
from runtime.writer.graph.wording import width_of, wrapped

if TYPE_CHECKING:
    from runtime.writer.graph.chart import Edge
    from runtime.writer.graph.ways import Way

SIZE, LINE = 10.5, 13.0  # of the words and from line to line, in pixels
ROOM, MOST_LINES = 132.0, 3  # width of a label, and lines of one choice's words
SHOWN = 2  # choices of one line that are shown
CONDITION = "◇"  # before words that stand under a condition


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a label."""

    text: str
    strong: bool = False  # it is what the deadline takes
    quiet: bool = False  # it is a condition, and nobody's words


@dataclass(frozen=True, slots=True)
class Label:
    lines: tuple[Words, ...]
    width: float
    height: float


def label_of(edge: Edge) -> Label | None:
    """The label of a line; None where it needs none."""
    said: dict[str, Words] = {}
    for way in edge.ways:
        words = _words(way)
        if words.text and (words.strong or (way.words or words.text) not in said):
            said[way.words or words.text] = words
    shown = sorted(said.values(), key=lambda one: one.quiet)[:SHOWN]
    lines = [
        Words(line, one.strong, one.quiet) for one in shown for line in wrapped(one.text, SIZE, ROOM, MOST_LINES)
    ]  # fmt: skip
    if len(said) > SHOWN:
        lines.append(Words(f"+ {len(said) - SHOWN} more", quiet=True))
    if not lines:
        return None
    width = max(width_of(line.text, SIZE * (1.06 if line.strong else 1.0)) for line in lines)
    return Label(tuple(lines), width, LINE * len(lines))


def _words(way: Way) -> Words:
    if not way.words:
        return Words(_condition(way) or ("detour" if way.sort == "call" else ""), quiet=True)
    mark = f"{CONDITION} " if way.conditions else ""
    timed = way.is_default and way.window_s is not None
    return Words(f"{mark}{way.words}{f' · {seconds(way.window_s)}' if timed else ''}", strong=way.is_default)


def _condition(way: Way) -> str:
    """What must hold, in short: of a chain of [[elif]] the last, or “else”."""
    if not way.conditions:
        return ""
    last = way.conditions[-1]
    if last.startswith("not ("):
        return "else"
    return last if last.endswith(FIRST_TIME) else f"if {last}"


def seconds(window_s: float | None) -> str:
    """“8 s”."""
    return "" if window_s is None else f"{window_s:g} s"
