"""The way to any scene: the choices that lead there, found by the real interpreter, as a journal that can be walked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.commands import Choose, Moment
from runtime.course import Course
from runtime.ink import teller_of
from runtime.story.diagnostics import quote
from runtime.story.model import GoOn
from runtime.writer.preview.rows import Row
from runtime.writer.reach import node_goal, search

if TYPE_CHECKING:
    from runtime.commands import Begin, Command
    from runtime.saves import Journal
    from runtime.story import Story
    from runtime.writer.reach import Path

MOST_STEPS_SAID = 12


@dataclass(frozen=True)
class Way:
    """Where a search has led."""

    course: Course | None  # standing at the scene; None: there is no way
    journal: Journal | None
    rows: tuple[Row, ...]  # the path, or why there is none
    said: str  # the first of them, in a sentence


def way_to(story: Story, node: str, begin: Begin) -> Way:
    """Search a scene from the start of a showing. StoryError where the story has no such scene."""
    from runtime.saves import Journal

    goal = node_goal(story, node)
    outcome = search(story, goal, seed=begin.seed)
    if outcome.path is None:
        return Way(None, None, (Row(str(outcome), "fault"),), str(outcome))
    name = node.strip("# ").lower()
    course, commands = _walked(story, begin, outcome.path, name)
    journal = Journal(begin=begin.model_copy(update={"story": story.digest}), commands=commands)
    return Way(course, journal, tuple(path_rows(outcome.path, str(outcome))), str(outcome))


def _walked(story: Story, begin: Begin, path: Path, node: str) -> tuple[Course, tuple[Command, ...]]:
    """The course at the end of a path, and the choices with the moments at which they are taken."""
    course = Course.begin(story, begin.seed, begin.viewer, teller_of(story))
    commands: list[Command] = []
    for step in path.steps:
        while isinstance(course.stretch.exit, GoOn):
            course = course.gone_on()
        at = Moment(node=course.stretch.node, visit=course.stretch.visit, stretch=course.number)
        commands.append(Choose(choice=step.choice, at=at))
        course = course.chosen(step.choice)
    while isinstance(course.stretch.exit, GoOn) and not _is_there(course, node):
        course = course.gone_on()
    return course, tuple(commands)


def _is_there(course: Course, node: str) -> bool:
    """Whether a stretch enters a scene: one that only passes through it has it among its visits."""
    start, state = course.stretch.start.visits, course.stretch.state.visits
    return state.get(node, 0) > start.get(node, 0)


def path_rows(path: Path, said: str) -> list[Row]:
    """A path to read: each choice with the scene in which it is taken."""
    steps = [Row(f"{quote(step.node)}: {quote(step.text or step.choice)}", "text", 1) for step in path.steps]
    left = len(steps) - MOST_STEPS_SAID
    if left > 0:
        steps = [*steps[: MOST_STEPS_SAID // 2], Row(f"… {left} more", "dim", 1), *steps[-MOST_STEPS_SAID // 2 :]]
    return [Row(said, "head"), *steps]
