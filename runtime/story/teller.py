"""Who tells a story: the interpreter tells Diorama's own, others tell those of other languages. A course needs no more.

A teller is a function of (state, choice) in five parts: what it says will follow is what follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from runtime.story.interpreter import choose, play, proceed, start
from runtime.story.predict import predict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.commands import Scalar
    from runtime.story.model import Story, Stretch
    from runtime.story.state import StoryState


class Teller(Protocol):
    """Tells one story from any state. StoryError where a state or a choice does not fit."""

    def start(self, seed: int, viewer: Mapping[str, Scalar] | None = None) -> StoryState: ...

    def play(self, state: StoryState) -> Stretch: ...

    def choose(self, stretch: Stretch, choice_id: str) -> StoryState: ...

    def proceed(self, stretch: Stretch) -> StoryState: ...

    def predict(self, stretch: Stretch) -> tuple[tuple[str, Stretch], ...]: ...


@dataclass(frozen=True)
class Interpreter:
    """Tells a story of our own language."""

    story: Story

    def start(self, seed: int, viewer: Mapping[str, Scalar] | None = None) -> StoryState:
        return start(self.story, seed, viewer)

    def play(self, state: StoryState) -> Stretch:
        return play(self.story, state)

    def choose(self, stretch: Stretch, choice_id: str) -> StoryState:
        return choose(self.story, stretch, choice_id)

    def proceed(self, stretch: Stretch) -> StoryState:
        return proceed(self.story, stretch)

    def predict(self, stretch: Stretch) -> tuple[tuple[str, Stretch], ...]:
        return predict(self.story, stretch)
