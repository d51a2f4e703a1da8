"""How many choices lie at least between the places of a story and a goal, whatever its conditions say.

Every way that a play can take is among those counted here, so a place without a distance cannot lead to the goal.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from runtime.story.operation import Call, Offer, Return

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story.operation import Operation
    from runtime.story.program import Program

Spot = tuple[str, int]  # node id and index of an instruction
NEVER = -1


class Net:
    """The instructions of a whole story as one graph, from each to those that may come before it."""

    def __init__(self, program: Program) -> None:
        self._first: dict[str, int] = {}
        count = 0
        for name, scene in program.scenes.items():
            self._first[name] = count
            count += len(scene.operations)
        self._count = count + 1  # the last one stands for "back from a detour"
        self._before: list[list[int]] = [[] for _ in range(self._count)]
        self._chosen: dict[int, int] = {}  # where a choice's consequence begins -> the choice
        for name, scene in program.scenes.items():
            for index, operation in enumerate(scene.operations):
                self._join(name, index, operation, len(scene.operations))

    def _join(self, name: str, index: int, operation: Operation, size: int) -> None:
        here = self._first[name] + index
        inside = [*operation.leaps(), *([index + 1] if operation.falls() else [])]
        for other in inside:
            if not 0 <= other < size:
                continue
            if isinstance(operation, Offer) and other == operation.body:
                self._chosen[self._first[name] + other] = here
            else:
                self._before[self._first[name] + other].append(here)
        for target in operation.leads():
            self._before[self._first[target]].append(here)
        if isinstance(operation, Return):
            self._before[-1].append(here)
        elif isinstance(operation, Call) and index + 1 < size:
            self._before[here + 1].append(self._count - 1)

    def spot(self, node: str, index: int) -> int:
        """The number of a place; NEVER for one that the story does not have."""
        first = self._first.get(node)
        return NEVER if first is None else first + index

    def distances(self, goals: Iterable[Spot]) -> Distances:
        """From everywhere to the nearest of `goals`."""
        found = [NEVER] * self._count
        waiting: deque[int] = deque()
        for node, index in goals:
            spot = self.spot(node, index)
            if spot != NEVER and found[spot] == NEVER:
                found[spot] = 0
                waiting.append(spot)
        done = bytearray(self._count)
        while waiting:
            spot = waiting.popleft()
            if done[spot]:
                continue
            done[spot] = 1
            for before, cost in self._steps(spot):
                if found[before] == NEVER or found[before] > found[spot] + cost:
                    found[before] = found[spot] + cost
                    waiting.append(before) if cost else waiting.appendleft(before)
        return Distances(self, found)

    def _steps(self, spot: int) -> Iterator[tuple[int, int]]:
        for before in self._before[spot]:
            yield before, 0
        if spot in self._chosen:
            yield self._chosen[spot], 1


class Distances:
    """To one goal. Made by `Net.distances`."""

    def __init__(self, net: Net, found: list[int]) -> None:
        self._net, self._found = net, found

    def at(self, node: str, index: int) -> int:
        """Choices that are still needed at least; NEVER where no way leads on to the goal."""
        spot = self._net.spot(node, index)
        return NEVER if spot == NEVER else self._found[spot]
