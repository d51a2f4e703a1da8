"""Two ways through a story: straight, and with the show saved and loaded at every step. Both must be the same show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from runtime.commands import Begin, Choose, Moment
from runtime.course import Course, fast_forward
from runtime.errors import StoryError
from runtime.saves import Journal
from runtime.story.expression import compile_expression
from runtime.story.model import GoOn
from runtime.story.performance import Performance
from runtime.story.state import StoryState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.commands import Scalar
    from runtime.director import Stage
    from runtime.story.expression import Value
    from runtime.story.model import Story, Stretch
    from runtime.story.teller import Teller
    from runtime.writer.plans.plan import Run

GOING_ON = 2_000  # stretches without a choice between them; more go round
EVERY = 100  # choices after each of which the show is loaded again from its first byte; later ones every tenth time
By = Literal["viewer", "deadline"]


class Walker(Protocol):
    """Walks one run; each of its legs ends at a choice point or at the end."""

    def begin(self) -> list[Stretch]: ...

    def choose(self, choice: str, by: By) -> list[Stretch]: ...


@dataclass(frozen=True)
class Given:
    """Tells a story that begins with other values."""

    teller: Teller
    values: Mapping[str, Value]

    def start(self, seed: int, viewer: Mapping[str, Scalar] | None = None) -> StoryState:
        state = self.teller.start(seed, viewer)
        return replace(state, variables={**state.variables, **self.values}) if self.values else state

    def play(self, state: StoryState) -> Stretch:
        return self.teller.play(state)

    def choose(self, stretch: Stretch, choice_id: str) -> StoryState:
        return self.teller.choose(stretch, choice_id)

    def proceed(self, stretch: Stretch) -> StoryState:
        return self.teller.proceed(stretch)

    def predict(self, stretch: Stretch) -> tuple[tuple[str, Stretch], ...]:
        return self.teller.predict(stretch)


def given_teller(story: Story, teller: Teller, run: Run) -> Teller:
    """Who tells the story as a run wants it to begin."""
    if not run.given:
        return teller
    performance = Performance(story.program, teller.start(run.seed))
    values = {}
    for one in run.given:
        compiled = compile_expression(one.expression, story.program.scope)
        values[one.name] = performance.evaluate(compiled, one.line, 1)
        performance.store(one.name, values[one.name])
    return Given(teller, values)


class Straight:
    """The interpreter alone."""

    def __init__(self, teller: Teller, seed: int) -> None:
        self._teller, self._seed = teller, seed
        self._at: Stretch | None = None

    def begin(self) -> list[Stretch]:
        return self._leg(self._teller.start(self._seed))

    def choose(self, choice: str, by: By) -> list[Stretch]:  # noqa: ARG002  only a journal tells who chose
        assert self._at is not None
        return self._leg(self._teller.choose(self._at, choice))

    def _leg(self, state: StoryState) -> list[Stretch]:
        leg = [self._teller.play(state)]
        while isinstance(leg[-1].exit, GoOn):
            _check_length(leg)
            leg.append(self._teller.play(self._teller.proceed(leg[-1])))
        self._at = leg[-1]
        return leg


class Unseen(Course):
    """A course that nobody looks at: it is walked like any other, and no stage is set for it."""

    @cached_property
    def stage_after(self) -> Stage:
        return self.stage


class Saved:
    """Every step goes through the bytes of a save and is walked again from the start; every state through its JSON."""

    def __init__(self, story: Story, teller: Teller, seed: int) -> None:
        self._story, self._teller = story, teller
        begin = Begin(story=story.digest, title=story.title, file=story.file, seed=seed, language=story.language)
        self._journal = Journal(begin=begin)
        self._course = self._loaded()

    def begin(self) -> list[Stretch]:
        return self._leg()

    def choose(self, choice: str, by: By) -> list[Stretch]:
        stretch, number = self._course.stretch, self._course.number
        at = Moment(node=stretch.node, visit=stretch.visit, stretch=number)
        self._journal = self._journal.extended(Choose(choice=choice, by=by, at=at))
        count = len(self._journal.commands)
        if count <= EVERY or count % 10 == 0:
            self._course = self._loaded()
        else:
            self._course = self._course.chosen(choice)
        return self._leg()

    def _loaded(self) -> Course:
        """The show as a save has it."""
        journal = Journal.from_bytes(self._journal.to_bytes())
        course = Unseen.begin(self._story, journal.begin.seed, journal.begin.viewer, self._teller)
        return fast_forward(course, journal.commands, journal.begin.time_limits)[0]

    def _leg(self) -> list[Stretch]:
        self._course = self._through_json(self._course)
        leg = [self._course.stretch]
        while isinstance(self._course.stretch.exit, GoOn):
            _check_length(leg)
            self._course = self._through_json(self._course.gone_on())
            leg.append(self._course.stretch)
        return leg

    def _through_json(self, course: Course) -> Course:
        """The same course, its states written down and read back. Other languages keep states of their own."""
        start = course.stretch.start
        if type(start) is not StoryState:
            return course
        stretch = self._teller.play(StoryState.from_json(start.to_json()))
        after = StoryState.from_json(stretch.state.to_json())
        return replace(course, stretch=replace(stretch, state=after))


def _check_length(leg: list[Stretch]) -> None:
    if len(leg) >= GOING_ON:
        raise StoryError(f"The story goes round “{leg[-1].node}” without a choice: {GOING_ON:,} stretches, and no end.")
