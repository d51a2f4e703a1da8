"""A story's own sound files: which of them its cues name, and which of its lines may have been recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.program import files_of, notes_of
from runtime.story.script import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.model import Story

ENDINGS = (
    ".ogg",
    ".oga",
    ".opus",
    ".wav",
    ".flac",
    ".mp3",
)  # of sound files, in the order in which they are looked for
_SORTS = frozenset({"ambience", "music", "sfx"})


def file_named(words: str) -> str:
    """The first file that the words of a cue name ("left, glass.ogg"); "" where they name none."""
    phrases = (phrase.strip() for phrase in words.split(","))
    return next((phrase for phrase in phrases if phrase.lower().endswith(ENDINGS)), "")


def named_files(story: Story) -> Iterator[tuple[str, Words, str]]:
    """(story file, note, name) of every sound file that a cue names."""
    for note_file, note in _words(story):
        for phrase in note.words.split(",") if note.sort in _SORTS else ():
            if name := file_named(phrase):
                yield note_file, note, name


def line_ids(story: Story) -> frozenset[str]:
    """Every id that a `[[line: id]]` gives, lower case."""
    return frozenset(note.words.lower() for _, note in _words(story) if note.sort == "line")


def _words(story: Story) -> Iterator[tuple[str, Words]]:
    for file, elements in files_of(story):
        for element in elements:
            for note in notes_of(element):
                if isinstance(note, Words):
                    yield file, note
