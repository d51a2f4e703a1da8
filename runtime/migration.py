"""An old save on a new story: its choices are taken again by their ids as far as they go, and the viewer is told. Pure.

Where a choice or its node is gone, the show goes on at the nearest place of the old way that the new story still has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.commands import Back, Choose, Moment, Restart, Rewind, SetTimeLimits, TimeLimits
from runtime.story.diagnostics import quote
from runtime.story.model import GoOn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.commands import Command
    from runtime.course import Course

MAX_GONE_ON = 200  # stretches without a choice
MAX_REMOVED = 3  # choice points in a row that the new story may have lost


@dataclass(frozen=True)
class Break:
    """Where a journal no longer fits."""

    number: int  # of the choice in the journal, counted from 1
    node: str  # id, where it was taken
    choice: str  # id
    why: str

    def __str__(self) -> str:
        return f"choice {self.number} (“{quote(self.choice)}” at “{quote(self.node)}”): {self.why}"


@dataclass(frozen=True)
class Migration:
    """What of an old journal fits a new story."""

    course: Course  # where the show goes on
    commands: tuple[Command, ...]  # what was done again, with the moments of the new story
    limits: TimeLimits
    choices: int  # in the journal
    breaks: tuple[Break, ...] = ()  # choices that are lost; the last one ended the walk if `whole` is false
    whole: bool = True  # whether the walk came to the journal's end

    @property
    def kept(self) -> int:
        """How many choices were taken again."""
        return sum(isinstance(command, Choose) for command in self.commands)

    @property
    def notice(self) -> str:
        """One sentence for the viewer."""
        if not self.breaks:
            return "The story has changed since this save. It goes on at the same place."
        if not self.kept:
            return "The story has changed since this save, and its choices are gone. It begins again."
        place = self.course.stretch.heading.text or self.course.stretch.node
        return (
            f"The story has changed since this save. {self.kept} of {self.choices} choices are kept; "
            f"it goes on at {quote(place)}."
        )


def migrate(course: Course, commands: Sequence[Command], limits: TimeLimits = TimeLimits.X1) -> Migration:
    """Walk a journal of another version of the story, from its beginning. Never fails."""
    done: list[Command] = []
    breaks: list[Break] = []
    steps = [one for one in commands if isinstance(one, Choose | Back | Rewind | Restart | SetTimeLimits)]
    choices = sum(isinstance(step, Choose) for step in steps)
    places: dict[int, int] = {}  # old number of a stretch that led to a choice -> its number now
    number, lost, standing = 0, 0, course  # lost: choices in a row; standing: where the first of them was
    for step in steps:
        met = course
        if isinstance(step, SetTimeLimits):
            limits = step.limits
        elif isinstance(step, Choose):
            number += 1
            met = _advanced(course)
            if why := _problem(met, step):
                breaks.append(Break(number, step.at.node, step.choice, why))
                if not lost:
                    standing = met if met.stretch.node == step.at.node else course
                lost += 1
                if lost > MAX_REMOVED or not _is_removed(met, step):
                    break
                continue
            places[step.at.stretch] = met.number
            lost, course = 0, met.chosen(step.choice)
        else:
            if isinstance(step, Rewind):
                step = step.model_copy(update={"to": places.get(step.to, -1)})
            after = course.jumped(step)
            if after is None:  # the way no longer has that choice point
                continue
            lost, course = 0, after
        done.append(step.model_copy(update={"at": _moment(met, step.at)}))
    return Migration(standing if lost else course, tuple(done), limits, choices, tuple(breaks), whole=not lost)


def _advanced(course: Course) -> Course:
    """On to the next choice point or end."""
    for _ in range(MAX_GONE_ON):
        if not isinstance(course.stretch.exit, GoOn):
            break
        course = course.gone_on()
    return course


def _problem(course: Course, step: Choose) -> str:
    """Why a choice cannot be taken where the course stands; empty if it can."""
    here, there = course.stretch.node, step.at.node
    if course.point is None:
        return f"the story ends at “{quote(here)}” before it"
    if there and there != here and there in course.story.nodes:
        return f"the story leads to “{quote(here)}” now"
    choice = next((one for one in course.point.choices if one.id == step.choice), None)
    if choice is None:
        gone = f"there is no “{quote(there)}” any more" if there and there not in course.story.nodes else ""
        return gone or f"it is not on offer at “{quote(here)}” any more"
    return f"it is locked now: {quote(choice.locked)}" if choice.locked else ""


def _is_removed(course: Course, step: Choose) -> bool:
    """Whether the story no longer has the choice at all, so that the next one may fit where the course stands."""
    return (step.at.node, step.choice) not in course.story.program.offers


def _moment(course: Course, old: Moment) -> Moment:
    stretch = course.stretch
    return old.model_copy(update={"node": stretch.node, "visit": stretch.visit, "stretch": course.number})
