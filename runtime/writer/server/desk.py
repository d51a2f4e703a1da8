"""What lies on a writer's desk: the texts that are open, over the files on the disk, and the stories they belong to.

A story is read when somebody asks for it, and kept until one of its texts changes: many changes cost one reading.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import ENDING, StoryFile, gather
from runtime.story.fountain import included_names
from runtime.story.sounds import ENDINGS
from runtime.writer.server.draft import read_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.server.draft import Draft

MAX_DRAFTS = 8  # stories that are kept
MAX_NEIGHBOURS = 100  # stories of a folder that are asked whether they include a file
MAX_SOUNDS = 1_000  # entries of a folder that may be sound files
FOLDERS_UP = 2  # how far above a file the story may lie that includes it

_LONE = re.compile("[\ud800-\udfff]")  # halves of a character, which no text has


class Desk:
    """Paths are resolved ones."""

    def __init__(self) -> None:
        self.unsaved: dict[Path, str] = {}  # open texts, saved or not
        self._drafts: dict[Path, Draft] = {}  # by main file
        self._owners: dict[Path, Path] = {}  # file -> main file

    def put(self, path: Path, text: str) -> None:
        """A text was opened, or has changed."""
        text = _LONE.sub("\ufffd", text)
        before = self.unsaved.get(path)
        self.unsaved[path] = text
        if before is None or included_names(before) != included_names(text):
            self._owners.clear()
        self._forget(path)

    def drop(self, path: Path) -> None:
        """A text was closed: the file counts again."""
        self.unsaved.pop(path, None)
        self._owners.clear()
        self._forget(path)

    def renew(self) -> None:
        """Files on the disk may have changed."""
        self._drafts.clear()
        self._owners.clear()

    def _forget(self, path: Path) -> None:
        for main in [one for one in self._drafts if path.is_relative_to(one.parent)]:
            del self._drafts[main]

    def draft(self, path: Path) -> Draft | None:
        """The story that a file belongs to, as it is now; None where there is no such file."""
        main = self.story_of(path)
        if main not in self._drafts:
            try:
                found = self._gathered(main)
            except LibraryError:
                return None
            while len(self._drafts) >= MAX_DRAFTS:
                del self._drafts[next(iter(self._drafts))]
            self._drafts[main] = read_draft(found, tuple(_sounds(main.parent)))
        return self._drafts[main]

    def is_current(self, draft: Draft) -> bool:
        """Whether nothing has changed since a story was read."""
        return self._drafts.get(draft.found.path) is draft

    def _gathered(self, main: Path) -> StoryFile:
        if main in self.unsaved and not main.exists():
            return StoryFile(main, self.unsaved[main])
        return gather(main, self.unsaved)

    def story_of(self, path: Path) -> Path:
        """The main file of the story that a file belongs to: itself, unless a story beside or above it includes it."""
        if path not in self._owners:
            self._owners[path] = max(self._includers(path), default=(0, path))[1]
        return self._owners[path]

    def _includers(self, path: Path) -> Iterator[tuple[int, Path]]:
        """(number of files, main file) of the stories that include a file; an outer story has more."""
        for folder in islice(path.parents, FOLDERS_UP):
            for story in self._stories(folder):
                try:
                    includes = self._gathered(story).includes if story != path else {}
                except LibraryError:
                    continue
                if any((folder / name).resolve() == path for name in includes):
                    yield len(includes), story

    def _stories(self, folder: Path) -> list[Path]:
        opened = [path for path in self.unsaved if path.parent == folder]
        try:
            found = [entry for entry in islice(folder.iterdir(), 10 * MAX_NEIGHBOURS) if entry.suffix == ENDING]
        except OSError:
            found = []
        return sorted({*opened, *found[:MAX_NEIGHBOURS]})


def _sounds(folder: Path) -> Iterator[str]:
    """Names of the sound files in a folder."""
    try:
        names = sorted(entry.name for entry in islice(folder.iterdir(), MAX_SOUNDS))
    except OSError:
        return
    yield from (name for name in names if name.lower().endswith(ENDINGS))
