"""What an importer gives: a story in our own language, and what of the source could not be carried over."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_LOSSES = 5_000  # after that they are only counted
_QUOTED = 60  # characters of the source that a loss repeats


@dataclass(frozen=True)
class Loss:
    """Something of the source that the import does not say, or says otherwise."""

    line: int  # 1-based, of the source file; 0: the file as a whole
    what: str  # "“<<audio>>” is left out"
    why: str = ""  # "the show has no player of its own"
    instead: str = ""  # the words to type into the new story
    file: str = ""  # where a script is several files


@dataclass(frozen=True)
class Import:
    """A script of another program, read."""

    text: str  # Fountain source of the story
    report: tuple[Loss, ...] = ()  # in the order of the source's lines
    files: dict[str, str] = field(default_factory=dict)  # further texts, by their path inside the story's folder


class Losses:
    """Collects losses while a script is read."""

    def __init__(self) -> None:
        self._found: dict[Loss, None] = {}  # each once
        self._unshown = 0

    def add(self, line: int, what: str, why: str = "", instead: str = "") -> None:
        loss = Loss(line, what, why, instead)
        if len(self._found) >= MAX_LOSSES and loss not in self._found:
            self._unshown += 1
        else:
            self._found[loss] = None

    def sorted(self, source: Sources) -> tuple[Loss, ...]:
        """All losses in the order of the source."""
        found = sorted(self._found, key=lambda loss: loss.line)
        if self._unshown:
            found.append(Loss(0, f"{self._unshown} more are not shown", "the first ones usually cause the others"))
        return tuple(source.placed(loss) for loss in found)


class Sources:
    """The files of a script as one text, whose lines remember where they come from."""

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        self.names = [name for name, _ in texts]
        self.lines: list[str] = []
        self._starts: list[int] = []
        for _, text in texts:
            self._starts.append(len(self.lines))
            self.lines += text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def placed(self, loss: Loss) -> Loss:
        """A loss whose line counts from the beginning of its own file."""
        if not loss.line or len(self.names) < 2:
            return loss
        number = bisect_right(self._starts, loss.line - 1) - 1
        return replace(loss, line=loss.line - self._starts[number], file=self.names[number])


def quoted(words: str) -> str:
    """Words of the source as a sentence repeats them."""
    shown = "".join(c if c.isprintable() else " " for c in " ".join(words[: 4 * _QUOTED].split()))
    return f"“{shown[: _QUOTED - 1]}…”" if len(shown) > _QUOTED else f"“{shown}”"
