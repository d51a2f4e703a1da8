"""All findings about a story: of its text, and of what lies beside it and what it is played with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.library import find_story, read_found
from runtime.story import lint
from runtime.writer.check.languages import language_findings
from runtime.writer.check.pace import caption_findings, tail_findings
from runtime.writer.check.prompts import prompt_findings
from runtime.writer.looks import look_findings
from runtime.writer.sounds import sound_findings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.library import StoryFile
    from runtime.story import Diagnostic, Reading
    from runtime.writer.check.pace import Wait


@dataclass(frozen=True)
class Examination:
    """A story with all that was found about it."""

    found: StoryFile
    reading: Reading
    findings: tuple[Diagnostic, ...]


def check(name: str, wait: Wait | None = None) -> tuple[Diagnostic, ...]:
    """Everything that is found about the story called `name`. LibraryError where there is no such story."""
    return examine(name, wait).findings


def examine(name: str, wait: Wait | None = None) -> Examination:
    """Read and lint a story, and look over its sounds, prompts and translations; with `wait` also its tails."""
    found = find_story(name)
    return examine_file(found, wait)


def examine_file(found: StoryFile, wait: Wait | None = None) -> Examination:
    """As `examine`, of a story that was found already."""
    reading = read_found(found)
    main = diagnose(reading, found.looks)
    story = reading.story
    if story is None:
        return Examination(found, reading, main)
    about_lines = [*prompt_findings(story), *caption_findings(story), *(tail_findings(story, wait) if wait else ())]
    ordered = _ordered((*main, *about_lines), story.file)
    return Examination(found, reading, (*ordered, *sound_findings(story), *language_findings(story)))


def diagnose(reading: Reading, looks: Mapping[str, str] | None = None) -> tuple[Diagnostic, ...]:
    """What reading found, and what the linter says of a story that can be played, in the order of the file.

    `looks` are all look files beside the story, name -> text.
    """
    found = [*reading.diagnostics, *(lint(reading.story) if reading.story else ())]
    found += look_findings(reading.draft, looks or {}) if reading.draft else ()
    return _ordered(found, reading.draft.file if reading.draft else "")


def _ordered(found: tuple[Diagnostic, ...] | list[Diagnostic], main: str) -> tuple[Diagnostic, ...]:
    """The story's own file comes first, then its includes."""

    def position(one: Diagnostic) -> tuple[bool, str, int, int]:
        return one.place.file != main, one.place.file, one.place.line, one.place.column

    return tuple(sorted(found, key=position))
