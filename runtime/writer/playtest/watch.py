"""Watches the conditions of a story while it plays: how often each was true, and how often it was not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.story.operation import Branch, Offer, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.expression import Value
    from runtime.story.model import Story
    from runtime.story.performance import Performance
    from runtime.story.program import Scene


@dataclass(frozen=True)
class Condition:
    """A condition as it is written."""

    node: str
    file: str
    line: int
    words: str


Answers = dict[int, list[int]]  # number of a condition -> times no, times yes


class Watched(Question):
    """A question whose answers are counted."""

    __slots__ = ("answers", "number")

    def __init__(self, question: Question, number: int, answers: Answers) -> None:
        super().__init__(question.compiled, question.line, question.column)
        self.number, self.answers = number, answers

    def ask(self, performance: Performance) -> Value:
        value = super().ask(performance)
        counts = self.answers.get(self.number)
        if counts is None:
            counts = self.answers[self.number] = [0, 0]
        counts[bool(value)] += 1
        return value


def conditions(story: Story) -> tuple[Condition, ...]:
    """All conditions of a story that can turn out one way or the other; their places are their numbers."""
    return tuple(
        Condition(name, scene.node.file, question.line, question.compiled.source.strip())
        for name, scene in story.program.scenes.items()
        for question in _questions(scene)
        if not question.compiled.constant
    )


def _questions(scene: Scene) -> Iterator[Question]:
    yield from scene.conditions
    for operation in scene.operations:
        if isinstance(operation, Branch) and operation.question is not None:
            yield operation.question
        elif isinstance(operation, Offer):
            yield from operation.conditions
            if operation.lock is not None:
                yield operation.lock


def watch(story: Story) -> Answers:
    """Count the answers of a story that nobody else plays: its program is changed for it. Filled while it plays."""
    answers: Answers = {}
    number = 0

    def watched(question: Question) -> Question:
        nonlocal number
        if question.compiled.constant:
            return question
        number += 1
        return Watched(question, number - 1, answers)

    for scene in story.program.scenes.values():
        scene.conditions = tuple(watched(one) for one in scene.conditions)
        for operation in scene.operations:
            if isinstance(operation, Branch) and operation.question is not None:
                operation.question = watched(operation.question)
            elif isinstance(operation, Offer):
                operation.conditions = [watched(one) for one in operation.conditions]
                operation.lock = watched(operation.lock) if operation.lock is not None else None
    return answers
