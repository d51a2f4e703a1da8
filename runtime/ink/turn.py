"""What ink tells between two stops, as it comes over the pipe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_MAKER_ONLY = "Version of ink used to build story"  # a warning that a viewer can do nothing with


@dataclass(frozen=True)
class InkLine:
    """One line of text."""

    text: str  # as ink gives it, its line end included
    tags: tuple[str, ...] = ()
    path: str = ""  # ink's own address of what follows it: "stairs.0.12"


@dataclass(frozen=True)
class InkChoice:
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Turn:
    """Lines, and what can be chosen after them; without choices the story has ended."""

    lines: tuple[InkLine, ...] = ()
    choices: tuple[InkChoice, ...] = ()
    state: str = ""  # ink's own save, from which the story can go on
    faults: tuple[str, ...] = ()  # what ink found wrong
    warnings: tuple[str, ...] = ()
    problem: str = ""  # why the turn was broken off; empty: it was not
    place: str = ""  # ink's address of where it stood then

    @classmethod
    def read(cls, plain: dict[str, Any]) -> Turn:
        """The turn that the child process told; KeyError, TypeError or ValueError if it is none."""
        faults = [(str(words), bool(is_error)) for words, is_error in plain["faults"] if _MAKER_ONLY not in words]
        return cls(
            lines=tuple(InkLine(str(text), tuple(tags), str(path)) for text, tags, path in plain["lines"]),
            choices=tuple(InkChoice(str(text), tuple(tags)) for text, tags in plain["choices"]),
            state=str(plain["state"]),
            faults=tuple(dict.fromkeys(words for words, is_error in faults if is_error)),
            warnings=tuple(dict.fromkeys(words for words, is_error in faults if not is_error)),
            problem=str(plain["problem"]),
            place=str(plain["place"]),
        )
