"""Plays scripts of other programs as they are: they are imported in memory, and one line says how much was lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.library import FOREIGN
from runtime.library import load as load_ours

if TYPE_CHECKING:
    from runtime.story import Story


def load(name: str, *, notice: bool = False) -> Story:
    """The story called `name`, whatever program it was written for; `notice`: say what was lost.

    LibraryError or StoryError where it cannot be played.
    """
    path = Path(name)
    if path.suffix.lower() not in FOREIGN:
        return load_ours(name)
    from runtime.story import read_story
    from runtime.writer.imports.files import bring

    brought = bring(path)
    reading = read_story(brought.imported.text, name)
    if reading.story is None:
        first = next(one for one in reading.diagnostics if one.severity == "error")
        raise StoryError(f"{name} cannot be played: {first.what}. Run: diorama import {name}", reading.diagnostics)
    lost = len(brought.imported.report)
    if notice and lost:
        things = "1 thing" if lost == 1 else f"{lost} things"
        print(f"diorama: {things} of {name} could not be carried over: diorama import {name}", file=sys.stderr)
    return reading.story
