"""What the director makes of one beat: the shot that a generator would be told, as if the show came straight here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from generators.base import Transition
from generators.paragraph import estimated_tokens
from runtime.director import Bible, Stage, direct
from runtime.errors import StoryError
from runtime.story.interpreter import start
from runtime.story.model import OnOffer, Stretch, TheEnd
from runtime.story.operation import (
    Act,
    Branch,
    Call,
    Draw,
    Enter,
    Frame,
    Go,
    Offer,
    Open,
    Return,
    Say,
    Skip,
    Sound,
    Store,
)
from runtime.story.performance import Performance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generators.base import Shot
    from runtime.story import Node, Story
    from runtime.story.operation import Operation

RATE = Fraction(24)  # pictures do not depend on the frame rate


@dataclass(frozen=True)
class Filmed:
    """A beat as it is filmed."""

    key: str
    shot: Shot
    tokens: int  # of its prompt, as a text encoder counts them, about


def filmed(story: Story, node: Node, line: int) -> Filmed | None:
    """The shot of the paragraph or line that begins at a line (from 1) of the node's file; None: nothing is filmed."""
    scene = story.program.scenes.get(node.id)
    beats = (
        [n for n, one in enumerate(scene.operations) if isinstance(one, (Act, Say)) and one.line == line]
        if scene
        else []
    )
    if scene is None or not beats:
        return None
    try:
        performance = Performance(story.program, replace(start(story, story.seed or 0), node=node.id))
    except StoryError:
        return None
    perform_to(scene.operations, beats[0], performance)
    beat = scene.operations[beats[0]]
    key = beat.key if isinstance(beat, (Act, Say)) else ""
    number = next((n for n, one in enumerate(performance.beats) if one.key == key), None)
    if number is None:
        return None
    setups, _ = direct(
        _stretch(node, performance, scene.operations[beats[0] + 1 :]), bible_of(story), Stage(), {}, RATE
    )
    shot = next((setup.shot for setup in setups if setup.beat == number), None)
    return Filmed(key, shot, estimated_tokens(shot.prompt)) if shot else None


def bible_of(story: Story) -> Bible:
    """The bible that the director reads."""
    return Bible(tuple(story.cast), tuple(story.places), story.look, tuple(story.looks.items()))


def perform_to(operations: Sequence[Operation], last: int, performance: Performance) -> None:
    """Perform a node's beats up to number `last`, by the shortest way that leads there: no choice is taken before it,
    and no block entered, unless it stands inside."""
    index = 0
    while index <= last:
        operation = operations[index]
        if isinstance(operation, (Enter, Act, Say, Sound, Frame, Store)):
            operation.perform(performance, index)
        index = max(index + 1, _onward(operation, index, last))


def _onward(operation: Operation, index: int, last: int) -> int:
    """The next instruction on the way to `last`, which stands behind `index`."""
    if isinstance(operation, Branch):
        return index + 1 if last < operation.other else operation.other
    if isinstance(operation, Offer):
        return operation.body if operation.body <= last < operation.after else operation.after
    if isinstance(operation, Skip):
        return operation.target if operation.target <= last else index + 1
    return index + 1


def _stretch(node: Node, performance: Performance, following: Sequence[Operation]) -> Stretch:
    """The beats as one stretch; the last shot before a choice is filmed in another way than others."""
    leaving = (Open, Go, Call, Draw, Return, Act, Say)
    stop = next((one for one in following if isinstance(one, leaving)), None)
    return Stretch(
        node=node.id,
        visit=1,
        heading=node.heading,
        synopsis=node.synopsis,
        transition=Transition.CUT,
        beats=tuple(performance.beats),
        exit=OnOffer(id="") if isinstance(stop, Open) else TheEnd(),
        start=performance.start,
        state=performance.start,
    )
