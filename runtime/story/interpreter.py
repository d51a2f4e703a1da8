"""Plays a story: pure functions of (story, state, input). A stretch runs from one stop to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.story.diagnostics import quote
from runtime.story.expression import MAX_NUMBER, MAX_TEXT, kind_of
from runtime.story.model import GoOn, OnOffer
from runtime.story.operation import Call, Open, Return
from runtime.story.performance import MAX_CALLS, Performance
from runtime.story.state import StoryState

if TYPE_CHECKING:
    from runtime.commands import Scalar
    from runtime.story.expression import Kind
    from runtime.story.model import Story, Stretch


def start(story: Story, seed: int, viewer: Mapping[str, Scalar] | None = None) -> StoryState:
    """The state before the first beat.

    `viewer` holds what is known of the viewer, by name without `viewer.`, and of an audience, by name with `room.`.
    """
    program = story.program
    if story.start not in program.scenes:
        raise StoryError(f"“{quote(story.file)}” has no scene to begin with. Run: diorama check {quote(story.file)}")
    known = {name if name.startswith("room.") else f"viewer.{name}": one for name, one in (viewer or {}).items()}
    state = StoryState(seed=seed, node=story.start)
    performance = Performance(program, state)
    for variable in program.variables:
        own = known.get(variable.name)
        fits = own is not None and _fits(own, variable.kind)
        performance.store(variable.name, own if own is not None and fits else variable.question.ask(performance))
    return replace(state, variables=performance.variables)


def _fits(value: Scalar, kind: Kind) -> bool:
    """Whether a value from outside can be that of a variable."""
    if isinstance(value, str):
        return value in kind.words if kind.name == "enum" else kind.name == "text" and len(value) <= MAX_TEXT
    return kind_of(value) == kind and -MAX_NUMBER <= value <= MAX_NUMBER


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
    return state.moved(
        index=offer.body,
        turn=state.turn + 1,
        transition="cut",
        counts=_asked(story, state),
        taken=state.taken | {f"{stretch.node}/{choice_id}"},
    )


def _asked(story: Story, state: StoryState) -> Mapping[str, int]:
    """How often each place was performed, the choice point at which the state stands included."""
    point = story.program.scenes[state.node].operations[state.index]
    if not (isinstance(point, Open) and point.counts):
        return state.counts
    performance = Performance(story.program, state)
    performance.run()
    return performance.asked


def proceed(story: Story, stretch: Stretch) -> StoryState:
    """The state with which the next node begins, for a stretch that ends by going on."""
    if not isinstance(stretch.exit, GoOn):
        raise StoryError(f"The story does not go on by itself from “{stretch.node}”.")
    state = stretch.state
    operation = story.program.scenes[state.node].operations[state.index]
    index, calls = 0, state.calls
    if isinstance(operation, Call):
        calls = (*calls, (state.node, state.index + 1))[-MAX_CALLS:]
    elif isinstance(operation, Return):
        index, calls = calls[-1][1], calls[:-1]
    transition = getattr(operation, "transition", "cut")
    return state.moved(node=stretch.exit.target, index=index, transition=transition, calls=calls)
