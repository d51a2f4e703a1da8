"""The story as its files stand now: read again after each save, in a thread of its own, and only if it has changed."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import LANGUAGES, gather, read_found
from runtime.story import looks
from runtime.story.diagnostics import finding
from runtime.story.model import Place

if TYPE_CHECKING:
    from runtime.library import StoryFile
    from runtime.story import Diagnostic, Story

WATCHED = (".fountain", ".ink", ".json", looks.ENDING)


@dataclass(frozen=True)
class Draft:
    """One reading of the files."""

    found: StoryFile | None  # None: the story's own file cannot be read
    story: Story | None  # None: it has errors, and the show goes on with the last one that had none
    findings: tuple[Diagnostic, ...]
    read_ms: float = 0.0
    checked: bool = False  # the linter has looked at it, too
    saved_ns: int = 0  # when the newest of the files was saved, in nanoseconds of the system's clock; 0: not known

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(one for one in self.findings if one.severity == "error")


def read_draft(path: Path, before: Draft | None = None) -> Draft | None:
    """The story in a file, compiled; None where its text, includes and looks are those that were read `before`."""
    began = time.perf_counter()
    try:
        found = gather(path)
    except LibraryError as error:
        unread = (finding("S114", Place(file=str(path)), str(error)),)
        same = before is not None and before.found is None and before.findings == unread
        return None if same else Draft(None, None, unread, checked=True)
    if before is not None and before.found == found:
        return None
    reading = read_found(found)
    if reading.story is not None:
        _ = reading.story.program  # compiled here, and not by the loop
    took_ms = 1000 * (time.perf_counter() - began)
    return Draft(found, reading.story, reading.diagnostics, took_ms, saved_ns=_saved_ns(found))


def _saved_ns(found: StoryFile) -> int:
    try:
        return max(Path(file).stat().st_mtime_ns for file in texts_of(found))
    except OSError:
        return 0


def checked(draft: Draft) -> Draft:
    """With what the linter finds of a story that can be played."""
    from runtime.story import lint
    from runtime.writer.looks import look_findings

    if draft.checked or draft.story is None or draft.found is None:
        return replace(draft, checked=True)
    found = (*draft.findings, *lint(draft.story), *look_findings(draft.story, draft.found.looks))
    return replace(draft, findings=found, checked=True)


def texts_of(found: StoryFile) -> dict[str, str]:
    """A story's texts, by file as its nodes and findings name it."""
    main = str(found.path)
    folder = main[: max(main.rfind("/"), main.rfind("\\")) + 1]
    return {main: found.text, **{folder + name: text for name, text in found.includes.items()}}


def folders_of(draft: Draft, path: Path) -> tuple[Path, ...]:
    """The folders in which a save can change the story: its own, those of its includes, and its looks'."""
    files = [path] if draft.found is None else [Path(file) for file in texts_of(draft.found)]
    folders = [file.parent for file in (path, *files)] + [path.parent / looks.FOLDER]
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


def concerns(name: str) -> bool:
    """Whether a file of that name may be a part of a story."""
    changed = Path(name)
    return changed.suffix.lower() in WATCHED or changed.name in (looks.FOLDER, LANGUAGES)
