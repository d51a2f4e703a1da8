"""The ways out of a node: where it can go on to, by which choice and under which conditions.

They are read off the compiled instructions, so that a fall-through, a bare transition and a draw lead where they play.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runtime.story.fountain.text import gathered, plain
from runtime.story.operation import Branch, Call, Draw, End, Go, Offer, Open, Return, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.operation import Operation
    from runtime.story.program import Scene

Sort = Literal["jump", "fall", "call", "draw", "end"]

FIRST_TIME = "the first time"


@dataclass(frozen=True, slots=True)
class Way:
    """One way on, as it is written."""

    source: str  # node id
    target: str  # node id; of an end its title, of a draw its tag
    sort: Sort
    choice: str = ""  # id of the innermost choice that it belongs to
    words: str = ""  # of that choice
    conditions: tuple[str, ...] = ()  # outermost first
    is_default: bool = False
    once: bool = False  # the choice can be taken once
    window_s: float | None = None  # of the choice's point; None: it waits, or there is no choice
    transition: str = "cut"
    line: int = 1


@dataclass(frozen=True, slots=True)
class Ways:
    """Everything that a map says of one node."""

    out: tuple[Way, ...]
    candidates: dict[str, tuple[str, ...]]  # tag -> nodes that it may draw
    choices: int = 0  # in all of its choice points
    window_s: float | None = None  # the shortest of its choice points
    returns: bool = False  # it can end a detour


@dataclass(slots=True)
class _Region:
    """Instructions up to `end` that stand under a condition, or in the body of a choice."""

    end: int
    condition: str = ""
    rest: int = 0  # up to where the contrary holds after `end`; 0: no [[elif]] or [[else]] follows
    offer: Offer | None = None
    window_s: float | None = None


class _Walk:
    """Where we are among the instructions of a node, from the first to the last."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations
        self.open: list[_Region] = []  # outermost first
        self._choice_lines = {one.line for one in operations if isinstance(one, Offer)}
        self._windows = {
            id(offer): point.window_s for point in operations if isinstance(point, Open) for offer in point.offers
        }

    def step(self, index: int) -> None:
        """Leave the regions that are over, and enter those that begin here."""
        while self.open and self.open[-1].end <= index:
            region = self.open.pop()
            if region.rest > index:
                self.open.append(_Region(region.rest, _contrary(region.condition)))
        operation = self.operations[index]
        if isinstance(operation, Offer):
            self.open.append(_Region(operation.after, offer=operation, window_s=self._windows.get(id(operation))))
        elif isinstance(operation, Branch):
            condition = operation.question.compiled.source.strip() if operation.question else FIRST_TIME
            self.open.append(_Region(operation.other, condition, self._rest(operation)))

    def _rest(self, branch: Branch) -> int:
        """Where the [[elif]] and [[else]] of a block end: the first part ends with a leap over them."""
        last = self.operations[branch.other - 1] if 0 < branch.other <= len(self.operations) else None
        leaps = isinstance(last, Skip) and last.line not in self._choice_lines
        return last.target if leaps and isinstance(last, Skip) else 0

    def conditions(self) -> tuple[str, ...]:
        """What must hold here."""
        found: list[str] = []
        for region in self.open:
            found += [region.condition] if region.condition else []
            found += [one.compiled.source.strip() for one in region.offer.conditions] if region.offer else []
        return tuple(dict.fromkeys(found))

    def choice(self) -> _Region | None:
        """The innermost choice."""
        return next((region for region in reversed(self.open) if region.offer), None)


def _contrary(condition: str) -> str:
    return "after the first time" if condition == FIRST_TIME else f"not ({condition})"


def ways_of(scene: Scene) -> Ways:
    """The ways out of a node that can be reached from its beginning."""
    reached = reached_from(0, scene)
    points = [one for index, one in enumerate(scene.operations) if isinstance(one, Open) and index in reached]
    windows = [point.window_s for point in points if point.window_s is not None]
    draws = (one for one in scene.operations if isinstance(one, Draw))
    return Ways(
        tuple(_found(scene, reached)),
        {one.tag: one.candidates for one in draws},
        sum(len(point.offers) for point in points),
        min(windows, default=None),
        any(isinstance(one, Return) and index in reached for index, one in enumerate(scene.operations)),
    )


def reached_from(first: int, scene: Scene) -> set[int]:
    """The instructions of a node that may be performed after number `first`, itself among them."""
    operations = scene.operations
    found, waiting = set[int](), [first]
    while waiting:
        index = waiting.pop()
        if index not in found and 0 <= index < len(operations):
            found.add(index)
            waiting.extend(operations[index].leaps())
            if operations[index].falls():
                waiting.append(index + 1)
    return found


def _found(scene: Scene, reached: set[int]) -> Iterator[Way]:
    walk = _Walk(scene.operations)
    for index, operation in enumerate(scene.operations):
        walk.step(index)
        led = _led(operation)
        if led is not None and index in reached:
            target, sort = led
            yield _way(scene.node.id, target, sort, operation, walk)


def _led(operation: Operation) -> tuple[str, Sort] | None:
    """Target and sort of an instruction that leads out of the node."""
    if isinstance(operation, Go):
        return operation.target, "fall" if operation.fell else "jump"
    if isinstance(operation, Call):
        return operation.target, "call"
    if isinstance(operation, Draw):
        return operation.tag, "draw"
    return (operation.title, "end") if isinstance(operation, End) else None


def _way(source: str, target: str, sort: Sort, operation: Operation, walk: _Walk) -> Way:
    chosen = walk.choice()
    offer = chosen.offer if chosen else None
    return Way(
        source,
        target,
        sort,
        choice=offer.id if offer else "",
        words=gathered(plain(offer.words)).strip() if offer else "",
        conditions=walk.conditions(),
        is_default=bool(offer and offer.is_default),
        once=bool(offer and not offer.sticky),
        window_s=chosen.window_s if chosen else None,
        transition=str(getattr(operation, "transition", "cut")),
        line=operation.line,
    )
