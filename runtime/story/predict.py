"""What may follow a stretch: the state is forked for every open choice, and each branch is played to its next stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.interpreter import choose, play, proceed
from runtime.story.model import GoOn, OnOffer

if TYPE_CHECKING:
    from runtime.story.model import Story, Stretch


MAX_BRANCHES = 32  # of a choice point; nobody reads more


def predict(story: Story, stretch: Stretch) -> tuple[tuple[str, Stretch], ...]:
    """(choice id, the stretch that would follow), the default first; ("", stretch) where the story goes on by itself.

    No side effects: what is predicted is what will be played.
    """
    if isinstance(stretch.exit, GoOn):
        return (("", play(story, proceed(story, stretch))),)
    if not isinstance(stretch.exit, OnOffer):
        return ()
    default = stretch.exit.default
    open_ones = sorted((one for one in stretch.exit.choices if not one.locked), key=lambda one: one is not default)
    return tuple((one.id, play(story, choose(story, stretch, one.id))) for one in open_ones[:MAX_BRANCHES])
