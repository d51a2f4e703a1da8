"""Which file belongs to which story, and who may write it: a second player gets names of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from runtime.errors import SaveError
from runtime.saves.card import Album
from runtime.saves.desk import Desk, Ticket
from runtime.saves.generations import GENERATIONS, read_newest
from runtime.saves.journal import Endings, Journal, Kept, Save
from runtime.saves.sealed import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from filelock import BaseFileLock

    from runtime.saves.desk import Record

AUTO = "by itself"  # begins the names of saves that nobody played
PLAYERS = 16  # so many may write into one folder at once
MAX_LOOKED = 200  # saves among which one of another version is looked for
SLOTS = ("1", "2", "3", "4", "5", "6")  # where a viewer puts saves, beside the one that keeps itself
LEFT = "left"  # the show that was left when another slot was opened
NAMED = (*SLOTS, LEFT)


class Saves:
    """The saves of a folder. Making it touches no disk; `submit` is safe to call from the loop."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notice = ""  # one sentence, once it is known that another player writes here
        self._lock: BaseFileLock | None = None
        self._player = 0  # 0: not asked yet; 1: the first
        self._endings: dict[str, Endings] = {}
        self._desk = Desk(self._place, self._release, self._newest_ns)

    # --- writing

    def submit(self, record: Journal | Kept, *, by_itself: bool = False, slot: str = "") -> Ticket:
        """Hand in the newest journal of a show; returns at once and never raises.

        A show that plays `by_itself` has a file of its own: it never takes the place of what a viewer played.
        `slot`: one of NAMED, or empty for the save that keeps itself.
        """
        begin = record.journal.begin if isinstance(record, Kept) else record.begin
        title = f"{AUTO} {begin.title}" if by_itself else begin.title
        return self._desk.submit(save_name(begin.story, title, slot), record)

    def write(self, journal: Journal, timeout_s: float = 5.0) -> None:
        """Submit and wait, outside the loop; SaveError when it cannot be acknowledged in time."""
        if not self._desk.wait(self.submit(journal), timeout_s):
            raise SaveError(self.problem or f"storage: nothing was written within {timeout_s:g} seconds.")

    def ask(self, answer: Callable[[], object]) -> None:
        """Have the writer's thread call `answer`: the night watch's question."""
        self._desk.ask(answer)

    def acknowledged(self, ticket: Ticket) -> bool:
        """True once the ticket's journal, or a newer one of the same show, survives any crash."""
        return self._desk.acknowledged(ticket)

    @property
    def problem(self) -> str:
        """Empty, or one sentence that begins with "storage"; writing is tried again by itself."""
        return self._desk.problem

    def close(self) -> None:
        """Write what waits and let the next player in."""
        self._desk.close()

    # --- reading

    def latest(self, story_digest: str, slot: str = "") -> Journal | None:
        """The newest journal of a story, a viewer's before one by itself; None when none can be read."""
        save = self.newest(story_digest, slot)
        return save.journal if save else None

    def newest(self, story_digest: str, slot: str = "") -> Save | None:
        """As `latest`, with its card."""
        for path in self._in_slot(f"*-{_key(story_digest)}", slot):
            with suppress(SaveError):
                save = read_save(path)
                if save.begin.story == story_digest:
                    return save
        return None

    def latest_of_another_version(self, titles: Collection[str], file: str, slot: str = "") -> Journal | None:
        """The newest journal of a story with one of these titles, whatever its digest; untitled, begun from `file`."""
        for path in self._in_slot("*", slot)[:MAX_LOOKED]:
            with suppress(SaveError):
                begin = (save := read_save(path)).begin
                if begin.title in titles and (begin.title or begin.file == file):
                    return save.journal
        return None

    def all(self) -> Iterator[tuple[str, Path, Save]]:
        """Slot ("" for a save that keeps itself), file and save of everything here, the most recently written first."""
        for path in self._files("*", ".save"):
            with suppress(SaveError):
                slot = path.name.partition(".slot-")[2].partition(".")[0]
                yield slot, path, read_save(path)

    def _in_slot(self, stem: str, slot: str) -> list[Path]:
        paths = self._files(f"{stem}.slot-{slot}" if slot else stem, ".save")
        own = (path for path in paths if slot or ".slot-" not in path.name)
        return sorted(own, key=lambda path: path.name.startswith("by-itself-"))

    def read(self, path: Path) -> Journal:
        """The journal of a save file; falls back to its older generations. SaveError says what is wrong."""
        return read_save(path).journal

    # --- endings

    def endings(self, story_digest: str) -> set[str]:
        """Titles of the endings found; read from the disk once."""
        return set(self._found(story_digest).found)

    def add_ending(self, story_digest: str, title: str) -> Ticket:
        """Remember that an ending was reached; returns at once and never raises."""
        self._endings[story_digest] = self._found(story_digest).with_found([title])
        return self._desk.submit(f"{_key(story_digest)}.endings", self._endings[story_digest])

    def _found(self, story_digest: str) -> Endings:
        if story_digest not in self._endings:
            found = Endings(story=story_digest)
            for path in self._files(_key(story_digest), ".endings"):
                with suppress(SaveError):
                    kept = read_newest(path, Endings.from_bytes, MAX_BYTES)
                    found = found.with_found(kept.found if kept.story == story_digest else ())
            self._endings[story_digest] = found
        return self._endings[story_digest]

    # --- stills

    def album(self, story_digest: str) -> Album:
        """The stills of a story's choice points; empty where there are none."""
        album = Album(story=story_digest)
        for path in reversed(self._files(_key(story_digest), ".album")):
            with suppress(SaveError):
                kept = read_newest(path, Album.from_bytes, MAX_BYTES)
                album = album.with_stills(kept.stills if kept.story == story_digest else {})
        return album

    def add_stills(self, record: Record, story_digest: str) -> Ticket:
        """Hand in the newest album of a story; returns at once and never raises."""
        return self._desk.submit(f"{_key(story_digest)}.album", record)

    # --- names

    def _files(self, stem: str, suffix: str) -> list[Path]:
        """First names of the files of a stem, of every player, the most recently written first."""
        row = range(1, GENERATIONS)
        found: dict[Path, float] = {}
        with suppress(OSError):
            for path in sorted(self.folder.glob(f"{stem}{suffix}*")) + sorted(self.folder.glob(f"{stem}.p*{suffix}*")):
                first = next((path.with_suffix("") for n in row if path.suffix == f".{n}"), path)
                if first.suffix == suffix:
                    found[first] = max(found.get(first, 0.0), path.stat().st_mtime)
        return sorted(found, key=lambda path: found[path], reverse=True)

    def _place(self, name: str) -> Path:
        """Where `name` lies for this player: the first one has the plain name, the second "….p2.save"."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._player:
            self._take_place()
        plain = self.folder / name
        return plain if self._player == 1 else plain.with_suffix(f".p{self._player}{plain.suffix}")

    def _newest_ns(self) -> int:
        """The latest time of anything here: files are sorted by it, and a clock may have been put back since."""
        newest = 0
        with suppress(OSError):
            for path in self.folder.iterdir():
                with suppress(OSError):
                    newest = max(newest, path.stat().st_mtime_ns)
        return newest

    def _take_place(self) -> None:
        from filelock import FileLock, Timeout

        for player in range(1, PLAYERS + 1):
            lock = FileLock(self.folder / f".writer-{player}.lock", thread_local=False)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                continue
            except NotImplementedError:  # a disk without locks: better to save than not
                self._player = 1
                return
            self._lock, self._player = lock, player
            break
        self._player = self._player or PLAYERS
        if self._player > 1:
            self.notice = f"another player saves in {self.folder}: this one saves under names of its own."

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()


def read_save(path: Path) -> Save:
    """The save at `path`, or its newest readable older generation; SaveError names the file and the trouble."""
    try:
        return read_newest(path, Save.from_bytes, MAX_BYTES)
    except SaveError as error:
        raise SaveError(f"{path}: {error}") from None


def save_name(story_digest: str, title: str, slot: str = "") -> str:
    """A name that every file system takes, whatever the title: "the-last-light-3f9a0c12b4.slot-2.save"."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:40].strip("-") or "show"
    return f"{slug}-{_key(story_digest)}{f'.slot-{slot}' if slot else ''}.save"


def _key(story_digest: str) -> str:
    """Ten characters that stand for a story in the name of a file."""
    return hashlib.blake2b(story_digest.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
