"""What `diorama check` finds about sound files beside a story: missing, not to be read, or of no line."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.library import RECORDINGS, recordings_of, sound_file
from runtime.story import Place, finding
from runtime.story.sounds import line_ids, named_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story import Diagnostic, Story

MAX_READ = 400  # files


def sound_findings(story: Story) -> Iterator[Diagnostic]:
    """Findings about the files beside a story, in the order of the story, then of the folder."""
    problems: dict[Path, str] = {}
    for where, note, name in named_files(story):
        place = Place(file=where, line=note.line, column=note.column)
        path = sound_file(story, name)
        if path is None:
            why = "it is looked for in the story's own folder, and may have 64 MB"
            yield finding("S604", place, f"there is no sound file “{name[:60]}”", why, f"[[{note.sort}: words]]")
        elif problem := problems.setdefault(path, _problem(path) if len(problems) < MAX_READ else ""):
            yield finding("S604", place, f"“{name[:60]}” is not heard", problem, "another file")
    yield from _check_recordings(story)


def _check_recordings(story: Story) -> Iterator[Diagnostic]:
    ids = line_ids(story)
    for identity, path in islice(recordings_of(story).items(), MAX_READ):
        place = Place(file=str(Path(story.file).parent / RECORDINGS / path.name))
        if identity not in ids:
            why = "a recording is heard for the line with its name as id"
            yield finding("S605", place, "no line has this recording", why, f"[[line: {identity[:40]}]]")
        elif problem := _problem(path):
            yield finding("S604", place, "this recording is not heard", problem, "another file")


def _problem(path: Path) -> str:
    """Why a file cannot be heard; "" when it can."""
    from runtime.audio.recordings import decoded

    try:
        decoded(path, 1)
    except (OSError, ValueError) as problem:
        return str(problem)
    return ""
