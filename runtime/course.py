"""The path through a story, as far as it has been walked: pure. A show performs it, a save is walked again by it.

Every step gives a new course; the old one stays good, so that looking down a branch costs nothing but the look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from runtime.commands import Back, Choose, Lengths, Restart, Rewind, SetTimeLimits, TimeLimits
from runtime.director import Bible, Stage, direct
from runtime.story.model import GoOn, OnOffer, TheEnd
from runtime.story.teller import Interpreter
from runtime.wordlist import EVERYTHING_GOES, WordList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from runtime.commands import Command, Scalar
    from runtime.story import Story
    from runtime.story.model import Stretch
    from runtime.story.teller import Teller

MILESTONES = 200  # choice points that can be gone back to
MAX_GONE_ON = 1_000  # stretches without a choice, in a journal that is walked
_ANY_RATE = Fraction(24)  # continuity does not depend on the frame rate


Jump = Back | Rewind | Restart


@dataclass(frozen=True)
class Course:
    """A stretch on its way: the story, what is performed now, what the stage was before, and how it came about."""

    story: Story
    teller: Teller  # whose language the story is written in
    stretch: Stretch
    stage: Stage  # before the stretch
    number: int = 0  # stretches performed before this one since Begin
    viewer: tuple[tuple[str, Scalar], ...] = ()  # what is known of the viewer from earlier shows
    past: tuple[Course, ...] = ()  # the choice points that were left, oldest first
    words: WordList = EVERYTHING_GOES  # what the house wants neither in prompts nor in what viewers say of themselves

    @classmethod
    def begin(
        cls, story: Story, seed: int, viewer: Mapping[str, Scalar] | None = None, teller: Teller | None = None,
        words: WordList = EVERYTHING_GOES,
    ) -> Course:  # fmt: skip
        """At the first stretch; without a `teller` the story is one of our own language."""
        taken = {name: value for name, value in (viewer or {}).items() if not words.refuses(str(value))}
        known, telling = tuple(taken.items()), teller or Interpreter(story)
        first = telling.play(telling.start(seed, taken))
        return cls(story, telling, first, Stage(), viewer=known, words=words)

    @cached_property
    def bible(self) -> Bible:
        looks = tuple(self.story.looks.items())
        return Bible(tuple(self.story.cast), tuple(self.story.places), self.story.look, looks, self.words)

    @cached_property
    def stage_after(self) -> Stage:
        """The stage as this stretch leaves it."""
        return direct(self.stretch, self.bible, self.stage, {}, _ANY_RATE)[1]

    @property
    def point(self) -> OnOffer | None:
        """The choice point that this stretch leads to."""
        return self.stretch.exit if isinstance(self.stretch.exit, OnOffer) else None

    @property
    def ending(self) -> TheEnd | None:
        return self.stretch.exit if isinstance(self.stretch.exit, TheEnd) else None

    def _next(self, stretch: Stretch) -> Course:
        past = (*self.past, self)[-MILESTONES:] if self.point else self.past
        return replace(self, stretch=stretch, stage=self.stage_after, number=self.number + 1, past=past)

    def chosen(self, choice: str) -> Course:
        """After the choice with id `choice`."""
        return self._next(self.teller.play(self.teller.choose(self.stretch, choice)))

    def gone_on(self) -> Course:
        """After a jump or a fall-through."""
        return self._next(self.teller.play(self.teller.proceed(self.stretch)))

    def branches(self) -> tuple[tuple[str, Course], ...]:
        """(choice id, course) of everything that may follow, the most likely first; "" for going on."""
        return tuple((choice, self._next(stretch)) for choice, stretch in self.teller.predict(self.stretch))

    def back(self) -> Course:
        """At the last choice point again, its choice not yet made; at the first stretch, that one again."""
        if not self.past:
            return replace(self.restarted(), number=self.number + 1)
        return replace(self.past[-1], number=self.number + 1)

    def rewound(self, to: int) -> Course | None:
        """At the choice point that stretch number `to` led to, its choice not yet made; None where there is none."""
        there = next((left for left in reversed(self.past) if left.number == to), None)
        return replace(there, number=self.number + 1) if there else None

    def jumped(self, command: Jump) -> Course | None:
        """After a command that leaves the story's own order; None where it leads nowhere."""
        if isinstance(command, Rewind):
            return self.rewound(command.to)
        return self.back() if isinstance(command, Back) else self.restarted()

    def restarted(self) -> Course:
        """From the start, with the same seed."""
        first = Course.begin(self.story, self.stretch.start.seed, dict(self.viewer), self.teller, self.words)
        return replace(first, number=self.number + 1)


def fast_forward(
    course: Course, commands: Iterable[Command], limits: TimeLimits = TimeLimits.X1
) -> tuple[Course, TimeLimits]:
    """Walk a journal without performing it: where it leads, and the time limits set last.

    A command that does not fit (a choice that is not on offer) ends the walk: what was good until then is kept.
    """
    for command in commands:
        if isinstance(command, SetTimeLimits):
            limits = command.limits
        if not isinstance(command, Choose | Back | Rewind | Restart):
            continue
        course = advanced(course, command.at.stretch)
        after = _after(course, command)
        if after is None:
            break
        course = after
    return course, limits


def advanced(course: Course, stretch: int) -> Course:
    """On to stretch number `stretch`, or to the choice point or ending before it."""
    for _ in range(MAX_GONE_ON):
        if course.number >= stretch or not isinstance(course.stretch.exit, GoOn):
            break
        course = course.gone_on()
    return course


def stretch_of(commands: Iterable[Command]) -> int:
    """The number of the stretch that was on when a journal was left: each one notes the lengths of its lines."""
    return max((command.at.stretch for command in commands if isinstance(command, Lengths)), default=0)


def _after(course: Course, command: Choose | Jump) -> Course | None:
    if not isinstance(command, Choose):
        return course.jumped(command)
    on_offer = course.point is not None and any(c.id == command.choice for c in course.point.choices)
    return course.chosen(command.choice) if on_offer else None
