"""What a plan is: runs of steps, and what is wrong with its text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Sort = Literal["choose", "after", "node", "line", "var", "end", "choice"]
State = Literal["", "open", "locked"]


@dataclass(frozen=True)
class Step:
    """One thing that is done, or must be so."""

    sort: Sort
    line: int  # of the plan
    words: str = ""  # a choice's id or words, a node's id, words of a line, an expression, an ending's title
    speaker: str = ""  # of a line; empty: anybody, or an action
    absent: bool = False  # it must not be so
    state: State = ""  # of a choice on offer; empty: either
    seconds: float = 0.0  # that pass


@dataclass(frozen=True)
class Given:
    """A variable's value before the run begins."""

    name: str
    expression: str
    line: int


@dataclass(frozen=True)
class Run:
    """One play by plan."""

    name: str
    line: int
    seed: int = 0
    given: tuple[Given, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Fault:
    """A line of a plan that says nothing which can be tried."""

    line: int
    what: str
    instead: str = ""  # the words to type


@dataclass(frozen=True)
class Plan:
    file: str
    runs: tuple[Run, ...] = ()
    faults: tuple[Fault, ...] = ()
