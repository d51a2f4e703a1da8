"""Notices that a story's files were saved, reads them again, and keeps what was read until the loop asks for it.

With `watchfiles` a save is noticed in some ten milliseconds; without it the files are looked at ten times a second.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING

from runtime.writer.preview.draft import checked, concerns, folders_of, read_draft

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from runtime.writer.preview.draft import Draft

STEP_MS = 10  # a save is over when nothing more happens for so long
DEBOUNCE_MS = 100  # or after this
POLL_S = 0.1
HASHED_EVERY = 10  # polls: a file of the same size and time is read as seldom
MOST_FILES = 500  # of a folder that are polled
HALF_SAVED_S = 0.03  # a file that cannot be read may be in the middle of a save


class Poller:
    """Says whether files have changed, by their time and size, and now and then by what they hold."""

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[int, int]] = {}
        self._hashes: dict[Path, bytes] = {}
        self._turns = 0

    def changed(self, folders: Iterable[Path]) -> bool:
        """Whether something is other than at the last call; the first call only looks."""
        files = [file for folder in folders for file in _files(folder)]
        seen = {file: _stamp(file) for file in files}
        whole = self._turns % HASHED_EVERY == 0 or seen != self._seen
        hashes = {file: _digest(file) for file in files} if whole else self._hashes
        first, self._turns = self._turns == 0, self._turns + 1
        other = (seen, hashes) != (self._seen, self._hashes)
        self._seen, self._hashes = seen, hashes
        return other and not first


def _files(folder: Path) -> list[Path]:
    with suppress(OSError):
        return [entry for entry in sorted(folder.iterdir())[:MOST_FILES] if concerns(entry.name) and entry.is_file()]
    return []


def _stamp(file: Path) -> tuple[int, int]:
    with suppress(OSError):
        status = file.stat()
        return status.st_mtime_ns, status.st_size
    return 0, 0


def _digest(file: Path) -> bytes:
    with suppress(OSError):
        return hashlib.blake2b(file.read_bytes(), digest_size=16).digest()
    return b""


class Watcher:
    """Two threads: one waits for saves, one reads. `take` is for the loop's thread and never waits."""

    def __init__(self, path: Path, draft: Draft) -> None:
        self._path, self._draft = path, draft
        self._folders = folders_of(draft, path)
        self._drafts: SimpleQueue[Draft] = SimpleQueue()
        self._saved, self._turn, self._ended, self._news = Event(), Event(), Event(), Event()
        self.polls = find_spec("watchfiles") is None
        self._threads = [Thread(target=self._watch, daemon=True), Thread(target=self._read, daemon=True)]

    def start(self) -> None:
        self._saved.set()  # the story may have been saved since it was read; and its findings are wanted
        for thread in self._threads:
            thread.start()

    def take(self) -> Draft | None:
        """The newest reading that was not taken yet."""
        newest = None
        while True:
            try:
                newest = self._drafts.get_nowait()
            except Empty:
                return newest

    def wait(self, seconds: float) -> bool:
        """Wait for a reading, no longer than `seconds`; whether there is one. Not for the loop's thread."""
        came = self._news.wait(seconds)
        self._news.clear()
        return came

    def look(self) -> None:
        """Read again: something was written."""
        self._saved.set()

    def close(self) -> None:
        self._ended.set()
        self._turn.set()
        self._saved.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(1.0)

    # --- waiting

    def _watch(self) -> None:
        while not self._ended.is_set():
            self._turn.clear()
            for _ in self._polled() if self.polls else self._notified():
                self._saved.set()

    def _notified(self) -> Iterator[object]:
        """Something for every save, until the folders are others."""
        from watchfiles import watch

        try:
            yield from watch(
                *self._folders, watch_filter=lambda _, name: concerns(name), step=STEP_MS, debounce=DEBOUNCE_MS,
                stop_event=self._turn, recursive=False, raise_interrupt=False, rust_timeout=500,
            )  # fmt: skip
        except (OSError, RuntimeError):  # no notices are to be had here: too many watches, a file system without them
            self.polls = True

    def _polled(self) -> Iterator[object]:
        poller = Poller()
        while not self._turn.wait(POLL_S):
            if poller.changed(self._folders):
                yield None

    # --- reading

    def _read(self) -> None:
        while not self._ended.is_set():
            self._saved.wait()
            self._saved.clear()
            if not self._ended.is_set():
                self.read_once()

    def read_once(self) -> None:
        """Read the files if they have changed: at once what can be played, then what the linter says of it."""
        draft = read_draft(self._path, self._draft)
        if draft is not None and draft.found is None:
            self._ended.wait(HALF_SAVED_S)
            draft = read_draft(self._path, self._draft)
        if draft is not None:
            self._draft = draft
            self._drafts.put(draft)
            self._news.set()
            self._follow(draft)
        if not self._draft.checked:
            self._draft = checked(self._draft)
            self._drafts.put(self._draft)

    def _follow(self, draft: Draft) -> None:
        """Watch other folders where the story's files lie in others now."""
        folders = folders_of(draft, self._path)
        if draft.found is not None and folders != self._folders:
            self._folders = folders
            self._turn.set()
            self._saved.set()  # what happens while the watch is turned is looked at once more
