"""A story's own look files: which of those that lie beside it its words choose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.story.program import files_of, notes_of
from runtime.story.script import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story.model import Story

FOLDER = "looks"  # beside the story
ENDING = ".toml"


def plain_name(words: str) -> str:
    """A look's name as it is compared: lower case, words apart by single blanks."""
    return re.sub(r"[\s_-]+", " ", words.strip().lower()[:200])


def own_look(words: str, looks: Mapping[str, str]) -> str:
    """The first of a story's own looks that words like "my-look, muted teal" name; "" where they name none."""
    known = {plain_name(name): name for name in looks}
    return next((known[part] for part in map(plain_name, words.split(",")) if part in known), "")


def look_words(story: Story) -> Iterator[tuple[str, str, int, int]]:
    """(story file, words, line, column) of the title page's look and of every `[[look: …]]`."""
    for entry in story.title_page:
        if entry.key == "look":
            yield story.file, entry.value, entry.line, 1
    for file, elements in files_of(story):
        for element in elements:
            for note in notes_of(element):
                if isinstance(note, Words) and note.sort == "look":
                    yield file, note.words, note.line, note.column


def chosen_looks(story: Story, looks: Mapping[str, str]) -> dict[str, str]:
    """Those of the look files, name -> text, that the story's words choose."""
    names = {own_look(words, looks) for _, words, _, _ in look_words(story)}
    return {name: looks[name] for name in sorted(names) if name}
