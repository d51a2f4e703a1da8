"""Plays a story: pure functions of (story, state, input). A stretch runs from one stop to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.story.diagnostics import quote
from runtime.story.expression import kind_of
from runtime.story.model import GoOn, OnOffer
from runtime.story.operation import Call, Return
from runtime.story.performance import Performance
from runtime.story.state import StoryState

if TYPE_CHECKING:
    from runtime.commands import Scalar
    from runtime.story.model import Story, Stretch


def start(story: Story, seed: int, viewer: Mapping[str, Scalar] | None = None) -> StoryState:
    """The state before the first beat. `viewer` holds what is known of the viewer, by name without `viewer.`."""
    program = story.program
    if story.start not in program.scenes:
        raise StoryError(f"“{quote(story.file)}” has no scene to begin with. Run: diorama check {quote(story.file)}")
    known = {f"viewer.{name}": value for name, value in (viewer or {}).items()}
    state = StoryState(seed=seed, node=story.start)
    for variable in program.variables:
        value = Performance(program, state).evaluate(variable.question.compiled, variable.question.line, 1)
        own = known.get(variable.name)
        if own is not None and kind_of(own) == variable.kind:
            value = own
        state = replace(state, variables={**state.variables, variable.name: value})
    return state


def play(story: Story, state: StoryState) -> Stretch:
    """What is performed from `state` to the next stop. Always ends, whatever the story."""
    return Performance(story.program, state).run()


def choose(story: Story, stretch: Stretch, choice_id: str) -> StoryState:
    """The state with which a choice's consequence begins. What the choice sets is set when that is played."""
    point = stretch.exit
    if not isinstance(point, OnOffer):
        raise StoryError(f"There is nothing to choose at “{stretch.node}” now.")
    choice = next((one for one in point.choices if one.id == choice_id), None)
    if choice is None or choice.locked:
        known = [one.id for one in point.choices if not one.locked]
        close = get_close_matches(choice_id, known, n=1)
        hint = f" Did you mean “{close[0]}”?" if close else f" Open are: {', '.join(known)}."
        raise StoryError(f"“{quote(choice_id)}” cannot be chosen at “{stretch.node}” now.{hint}")
    state = stretch.state
    offer = story.program.offers[stretch.node, choice_id]
    taken = state.taken | {f"{stretch.node}/{choice_id}"}
    return replace(state, index=offer.body, taken=taken, turn=state.turn + 1, transition="cut")


def proceed(story: Story, stretch: Stretch) -> StoryState:
    """The state with which the next node begins, for a stretch that ends by going on."""
    if not isinstance(stretch.exit, GoOn):
        raise StoryError(f"The story does not go on by itself from “{stretch.node}”.")
    state = stretch.state
    operation = story.program.scenes[state.node].operations[state.index]
    moved = replace(state, node=stretch.exit.target, index=0, transition=getattr(operation, "transition", "cut"))
    if isinstance(operation, Call):
        return replace(moved, calls=(*state.calls, (state.node, state.index + 1)))
    if isinstance(operation, Return):
        return replace(moved, index=state.calls[-1][1], calls=state.calls[:-1])
    return moved
