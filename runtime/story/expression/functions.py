"""The pure functions that expressions may call. Each asks the performance, and changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from runtime.story.expression.kinds import NUMBER, TRUTH, Kind, Value

if TYPE_CHECKING:
    from collections.abc import Callable


class Performance(Protocol):
    """What an expression may ask while a story plays."""

    def value(self, name: str) -> Value:
        """Of a variable."""

    def visits(self, node: str) -> int:
        """How often a node has been entered."""

    def turns_since(self, node: str) -> int:
        """Choices taken since a node was last entered; -1: never entered."""

    def chosen(self, node: str, choice: str) -> bool:
        """Whether a choice was ever taken."""

    def draw(self, salt: str, count: int) -> int:
        """A whole number 0..count-1, the same for the same seed, node, visit and salt."""


@dataclass(frozen=True)
class Function:
    """A function's face: what its arguments are, and what it gives."""

    arguments: tuple[Literal["node", "choice", "number"], ...]
    kind: Kind
    example: str


FUNCTIONS = {
    "visits": Function(("node",), NUMBER, 'visits("id")'),
    "seen": Function(("node",), TRUTH, 'seen("id")'),
    "turns_since": Function(("node",), NUMBER, 'turns_since("id")'),
    "chosen": Function(("node", "choice"), TRUTH, 'chosen("node", "choice")'),
    "random": Function(("number", "number"), NUMBER, "random(1, 6)"),
}

Evaluation = "Callable[[Performance], Value]"


def call_of(name: str, words: tuple[str, ...]) -> Callable[[Performance], Value]:
    """A call whose arguments are quoted ids."""
    node = words[0]
    if name == "visits":
        return lambda performance: performance.visits(node)
    if name == "seen":
        return lambda performance: performance.visits(node) > 0
    if name == "turns_since":
        return lambda performance: performance.turns_since(node)
    choice = words[1]
    return lambda performance: performance.chosen(node, choice)
