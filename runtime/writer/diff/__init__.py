"""`diorama diff`: what changed in a story between two files, or two revisions of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.errors import StoryError, UsageError

if TYPE_CHECKING:
    from runtime.story import Story
    from runtime.writer.diff.changes import Difference


MOST_LINES = 150_000  # of both stories together: some seconds of work


def difference(old: str, new: str) -> Difference:
    """What changed from the story `old` to the story `new`: paths, bundled names, or `REV:path` as git has it.

    LibraryError where there is no such file; StoryError where one holds no scene; UsageError where they are too long.
    """
    from runtime.writer.diff.compare import compare

    was, now = _read(old), _read(new)
    lines = _lines(was) + _lines(now)
    if lines > MOST_LINES:
        raise UsageError(
            f"diff: these two have {lines:,} lines together, and at most {MOST_LINES:,} are compared. "
            "Compare the files that they include one by one, or type: git diff"
        )
    return compare(was, now)


def _lines(story: Story) -> int:
    """In all the files of a story."""
    from runtime.story import write_story

    return sum(text.count("\n") for text in (write_story(story), *(write_story(story, o.file) for o in story.included)))


def _read(name: str) -> Story:
    from runtime import ink
    from runtime.library import read_found
    from runtime.writer.diff.revision import find_version

    found = find_version(name)
    if ink.is_ink(found.path.name, found.text):
        raise UsageError(f"diff: ink is compared after it is imported. Type: diorama import {found.path.name}")
    reading = read_found(found)
    if reading.draft is None or not reading.draft.nodes:
        what = next((one.what for one in reading.diagnostics), "it has no scene")
        raise StoryError(f"“{name}” cannot be compared: {what}. Run: diorama check {name}", reading.diagnostics)
    return reading.draft
