"""How many seconds lie at least between a place of a story and its nearest end, whatever its conditions say."""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

from runtime.director.pacing import ACTION_S, GAP_S, LEAD_S, action_s, reading_s
from runtime.story.operation import Act, Call, End, Return, Say

if TYPE_CHECKING:
    from runtime.story.operation import Operation
    from runtime.story.program import Program

CAREFUL = 0.98  # lengths are rounded to frames
_BACK = ("", 0)  # where detours end

Spot = tuple[str, int]


class Ahead:
    """Seconds to the nearest end, by place."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._left = self._worked_out(*self._graph())

    def seconds(self, node: str, index: int) -> float:
        """Seconds from an instruction to an end at least; infinite where no way leads to one."""
        return CAREFUL * self._left.get((node, index), math.inf)

    def _graph(self) -> tuple[dict[Spot, list[Spot]], list[Spot]]:
        """Which places come before a place, and the ends."""
        before: dict[Spot, list[Spot]] = {}
        ends: list[Spot] = []
        for name, scene in self._program.scenes.items():
            for index, operation in enumerate(scene.operations):
                here = (name, index)
                if isinstance(operation, End):
                    ends.append(here)
                for spot in _following(name, index, operation):
                    before.setdefault(spot, []).append(here)
                if isinstance(operation, Call):
                    before.setdefault((name, index + 1), []).append(_BACK)
        return before, ends

    def _worked_out(self, before: dict[Spot, list[Spot]], ends: list[Spot]) -> dict[Spot, float]:
        left: dict[Spot, float] = {}
        waiting = [(0.0, spot) for spot in ends]
        heapq.heapify(waiting)
        while waiting:
            seconds, spot = heapq.heappop(waiting)
            if spot in left:
                continue
            left[spot] = seconds
            for earlier in before.get(spot, ()):
                if earlier not in left:
                    heapq.heappush(waiting, (seconds + self._own(earlier), earlier))
        return left

    def _own(self, spot: Spot) -> float:
        return 0.0 if spot == _BACK else _seconds(self._program.scenes[spot[0]].operations[spot[1]])


def _following(name: str, index: int, operation: Operation) -> list[Spot]:
    found = [(name, other) for other in operation.leaps()]
    found += [(target, 0) for target in operation.leads()]
    if operation.falls():
        found.append((name, index + 1))
    return [*found, _BACK] if isinstance(operation, Return) else found


def _seconds(operation: Operation) -> float:
    """How long an instruction is performed at least."""
    if isinstance(operation, Act):
        return action_s(operation.text) if isinstance(operation.text, str) else ACTION_S[0]
    if isinstance(operation, Say) and not operation.partners:
        return LEAD_S + GAP_S + (reading_s(operation.text) if isinstance(operation.text, str) else 1.0)
    return 0.0
