"""Stories in ink: compiled by inkjs, played by bink, each in a process of its own, and told to a show as stretches.

`source.py` compiles · `compiled.py` the story as a value · `bridge.py` the process that plays · `teller.py` stretches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.ink.compiled import InkStory, is_compiled, read_compiled
from runtime.story.teller import Interpreter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.story.model import Reading, Story
    from runtime.story.teller import Teller

ENDING = ".ink"

__all__ = ["ENDING", "InkStory", "included_names", "is_ink", "read_ink", "teller_of"]


def is_ink(name: str, text: str) -> bool:
    """Whether a file is an ink story: source, by its name; or compiled, by what it holds."""
    plain = name.lower()
    return plain.endswith(ENDING) or (plain.endswith(".json") and is_compiled(text))


def included_names(text: str) -> tuple[str, ...]:
    """The files that ink source includes."""
    from runtime.ink.source import included_ink

    return included_ink(text)


def read_ink(
    text: str, file: str, files: Mapping[str, str] | None = None, looks: Mapping[str, str] | None = None
) -> Reading:
    """An ink story, source or compiled; PartError or StoryError where what it needs is not on this machine."""
    from runtime.ink.source import read_source

    if is_compiled(text):
        return read_compiled(text, file, looks)
    return read_source(text, file, files or {}, looks or {})


def teller_of(story: Story) -> Teller:
    """Who tells the story; an ink story gets a process of its own, which ends with its teller."""
    if not isinstance(story, InkStory):
        return Interpreter(story)
    from runtime.ink.bridge import Bridge
    from runtime.ink.teller import InkTeller

    return InkTeller(story, Bridge(story.compiled, story.externals))
