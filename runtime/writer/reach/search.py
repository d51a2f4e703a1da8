"""The search for the fewest choices that lead to a goal: states are played by the real interpreter, the nearest first.

It is bounded: what it says is a path, or that there is none, or how many states it has looked at in vain.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from runtime.errors import StoryError
from runtime.ink import InkStory, teller_of
from runtime.story.diagnostics import quote
from runtime.story.model import GoOn, OnOffer, TheEnd
from runtime.story.operation import End
from runtime.writer.reach.distance import NEVER, Net
from runtime.writer.reach.matter import Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from runtime.story.model import Story, Stretch
    from runtime.story.state import StoryState
    from runtime.story.teller import Teller
    from runtime.writer.reach.distance import Distances, Spot

LIMIT = 20_000  # stretches that are played, at most


@dataclass(frozen=True)
class Step:
    """A choice on a path."""

    node: str
    choice: str  # id
    text: str  # as it was on offer


@dataclass(frozen=True)
class Path:
    """What leads to the goal; without steps the story leads there by itself."""

    steps: tuple[Step, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """Ids of the choices, in their order."""
        return tuple(step.choice for step in self.steps)


@dataclass(frozen=True)
class Goal:
    """What is looked for."""

    name: str  # as a sentence names it: “dark”
    spots: tuple[Spot, ...]  # instructions one of which is performed when it is met
    met: Callable[[Stretch], bool]


@dataclass(frozen=True)
class Outcome:
    """What a search came to."""

    goal: str
    path: Path | None
    states: int = 0  # that were played
    complete: bool = True  # whether all there are were looked at, so that “none” is certain

    def __str__(self) -> str:
        if self.path is not None:
            count = len(self.path.steps)
            return f"{self.goal} is {count} choice{'' if count == 1 else 's'} from the start."
        if not self.complete:
            return f"No way to {self.goal} was found within {self.states:,} states."
        if not self.states:
            return f"There is no way to {self.goal}: no jump, choice or heading leads there from the start."
        return f"There is no way to {self.goal}: the ways there are closed in all {self.states:,} states."


def reach(story: Story, node: str, *, seed: int = 0, limit: int = LIMIT) -> Path | None:
    """The fewest choices after which a scene is entered; None where no such path was found.

    StoryError for a scene that the story does not have. `search` tells why there is none.
    """
    return search(story, node_goal(story, node), seed=seed, limit=limit).path


def node_goal(story: Story, node: str) -> Goal:
    """To enter a scene. StoryError where there is no such scene."""
    name = node.strip("# ").lower()
    if name not in story.nodes and not isinstance(story, InkStory):
        close = get_close_matches(name[:80], story.nodes, n=1)
        hint = f" Did you mean “{close[0]}”?" if close else ""
        raise StoryError(f"There is no scene “{quote(node)}”.{hint}")
    return Goal(f"“{quote(name)}”", ((name, 0),), lambda one: _visits(one.state, name) > _visits(one.start, name))


def _visits(state: StoryState, node: str) -> int:
    return state.visits.get(node, 0)


def ending_goal(story: Story, title: str) -> Goal:
    """To come to an ending of this title."""
    spots = tuple(
        (name, index)
        for name, scene in story.program.scenes.items()
        for index, one in enumerate(scene.operations)
        if isinstance(one, End) and one.title == title
    )
    met: Callable[[Stretch], bool] = lambda one: isinstance(one.exit, TheEnd) and one.exit.title == title  # noqa: E731
    return Goal(f"the ending “{quote(title)}”", spots, met)


def search(
    story: Story,
    goal: Goal,
    *,
    seed: int = 0,
    limit: int = LIMIT,
    net: Net | None = None,
    matter: Matter | None = None,
) -> Outcome:
    """Look for the fewest choices that lead to `goal`; `net` and `matter` of the story may be used again."""
    if isinstance(story, InkStory):
        return _Search(teller_of(story), goal, None, None).run(seed, limit)
    distances = (net or Net(story.program)).distances(goal.spots)
    if distances.at(story.start, 0) == NEVER:
        return Outcome(goal.name, None)
    return _Search(teller_of(story), goal, distances, matter or Matter(story)).run(seed, limit)


Trail = tuple["Trail", Step] | None


class _Search:
    """One search. Used once."""

    def __init__(self, teller: Teller, goal: Goal, distances: Distances | None, matter: Matter | None) -> None:
        self._teller, self._goal, self._distances, self._matter = teller, goal, distances, matter
        self._known: dict[Any, int] = {}  # what matters of a state -> choices that led to it
        self._waiting: list[tuple[int, int, int, int, StoryState, Trail]] = []
        self._order = self._states = 0

    def run(self, seed: int, limit: int) -> Outcome:
        self._note(self._teller.start(seed), 0, None)
        while self._waiting:
            _, _, _, cost, state, trail = heappop(self._waiting)
            for stretch in self._played(state):
                self._states += 1
                if self._goal.met(stretch):
                    return Outcome(self._goal.name, Path(tuple(_steps(trail))), self._states)
                if self._states >= limit:
                    return Outcome(self._goal.name, None, self._states, complete=False)
                if isinstance(stretch.exit, OnOffer):
                    self._branch(stretch, stretch.exit, cost, trail)
        return Outcome(self._goal.name, None, self._states)

    def _played(self, state: StoryState) -> Iterator[Stretch]:
        """The stretches from `state` to the next choice point or the end; once round where they go in circles."""
        passed = set()
        while (key := self._key(state)) not in passed:
            passed.add(key)
            stretch = self._teller.play(state)
            yield stretch
            if not isinstance(stretch.exit, GoOn):
                return
            state = self._teller.proceed(stretch)

    def _key(self, state: StoryState) -> Any:
        return self._matter.key(state) if self._matter else state.to_json()

    def _branch(self, stretch: Stretch, point: OnOffer, cost: int, trail: Trail) -> None:
        for choice in point.choices:
            if not choice.locked:
                step = Step(stretch.node, choice.id, choice.text)
                self._note(self._teller.choose(stretch, choice.id), cost + 1, (trail, step))

    def _note(self, state: StoryState, cost: int, trail: Trail) -> None:
        """A state that waits to be played, unless one like it was reached as soon."""
        left = self._distances.at(state.node, state.index) if self._distances else 0
        if left == NEVER:
            return
        key = self._key(state)
        if self._known.get(key, cost + 1) <= cost:
            return
        self._known[key] = cost
        self._order += 1
        heappush(self._waiting, (cost + left, left, self._order, cost, state, trail))


def _steps(trail: Trail) -> list[Step]:
    found = []
    while trail is not None:
        trail, step = trail
        found.append(step)
    return found[::-1]
