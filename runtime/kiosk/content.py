"""The folder of shows, watched: what changed is copied, looked over whole, and only then on offer.

What is shown is always the copy: a folder may be written over, spoilt or taken away, and the old show plays on, after a
restart, too. A folder is known by the digest of all that lies in it.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.disk import replace_whole
from runtime.errors import DioramaError
from runtime.kiosk.examination import Judge, judge_apart
from runtime.kiosk.repertoire import open_offer, refused
from runtime.library import stories_folder

if TYPE_CHECKING:
    from runtime.kiosk.config import Config
    from runtime.kiosk.repertoire import Offer

MOST_FILES = 5000
MOST_BYTES = 4_000_000_000
PIECE = 1 << 20  # bytes read at once
GOOD = "good.json"
AGAIN = 60  # looks after which a folder is read again, though nothing about its files has changed
PROBE_LOOKS = 12
KEPT = 2  # copies of a show: the newest, and the one that may still be on

Signature = tuple[tuple[str, int, int, int], ...]


def folder_of(config: Config) -> Path:
    """Where the shows lie."""
    from runtime.kiosk.config import BUNDLED

    bundled = stories_folder() if config.stories == BUNDLED else None
    return bundled or config.beside / Path(config.stories).expanduser()


@dataclass
class _Seen:
    """What is known of a folder."""

    signature: Signature = ()
    read: bool = False  # since it changed last
    looks: int = 0
    judged: str = ""  # the digest that was looked over last


@dataclass
class Content:
    """`look` is called by a thread of its own; the loop asks `arrived`, `problems` and `storage`, which never wait."""

    config: Config
    cache: Path  # where copies are kept
    judge: Judge
    apart: Callable[[Judge, Path, Config], str] = judge_apart
    _seen: dict[str, _Seen] = field(default_factory=dict)
    _offers: dict[str, Offer] = field(default_factory=dict)
    _good: dict[str, str] = field(default_factory=dict)
    _problems: dict[str, str] = field(default_factory=dict)
    _storage: str = ""
    _news: tuple[Offer, ...] | None = None
    _looks: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    # --- what the loop asks ------------------------------------------------------------------------------------------

    def arrived(self) -> tuple[Offer, ...] | None:
        with self._lock:
            news, self._news = self._news, None
        return news

    def problems(self) -> dict[str, str]:
        with self._lock:
            return dict(self._problems)

    def storage(self) -> str:
        with self._lock:
            return self._storage

    # --- the watch ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        self._thread = threading.Thread(target=self._watch, name="content", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()

    @property
    def thread(self) -> threading.Thread | None:
        """Who watches; None: nobody yet, or nobody any more."""
        return None if self._stop.is_set() else self._thread

    def _watch(self) -> None:
        while not self._stop.is_set():
            self.look()
            self._stop.wait(self.config.content.look_seconds)

    def look(self) -> None:
        """Once over everything; whatever goes wrong is a problem that is told, and looked at again."""
        try:
            if self._looks % PROBE_LOOKS == 0:
                self._probe()
            if self._looks == 0:
                self._recall()
            self._looks += 1
            self._look()
        except OSError as error:
            self._tell("", f"the folder of shows cannot be read: {error.strerror or error}")

    def _look(self) -> None:
        folder = folder_of(self.config)
        names = [name for name in self._names(folder) if not self._stop.is_set()]
        self._tell("", "" if names else f"no show lies in {folder}: a show is a folder with a story.fountain")
        for name in names:
            self._look_at(name, folder / name)
        gone = [name for name in {**self._seen, **self._offers} if names and name not in names]
        offered = any(name in self._offers for name in gone)
        for name in gone:
            self._forget(name)
        if offered:
            self._publish()

    def _names(self, folder: Path) -> list[str]:
        """The shows that are wanted, in their order."""
        there = sorted(one.name for one in folder.iterdir() if one.is_dir() and not one.name.startswith((".", "_")))
        wanted = self.config.shows
        for name in wanted:
            self._tell(name, "" if name in there else f"there is no folder {name} in {folder}")
        return [name for name in (wanted or there) if name in there and (wanted or _holds_story(folder / name))]

    def _look_at(self, name: str, folder: Path) -> None:
        """A folder that has changed and now stands still is taken in."""
        seen = self._seen.setdefault(name, _Seen())
        try:
            signature = _signature(folder)
            still, seen.signature = signature == seen.signature, signature
            seen.looks += 1
            if not still and self._looks > 1:  # somebody may still be copying; at the start nobody is waited for
                seen.read = False
                return
            if seen.read and seen.looks % AGAIN:
                return
            digest, seen.read = _digest(folder, signature), True
            if digest != seen.judged:
                seen.judged = digest
                self._take_in(name, folder, digest)
        except (OSError, ValueError) as error:
            self._tell(name, f"it cannot be read: {getattr(error, 'strerror', None) or error}")

    def _take_in(self, name: str, folder: Path, digest: str) -> None:
        copy = self.cache / name / digest
        known = self._good.get(name) == digest and copy.is_dir()
        if not known:
            _copy(folder, copy)
            if _digest(copy, _signature(copy)) != digest:
                self._seen[name].judged = ""
                shutil.rmtree(copy, ignore_errors=True)
                return
        problem = "" if known else self.apart(self.judge, copy, self.config)
        shown = name in self._offers and self._offers[name].digest == digest
        if not problem and not shown:
            problem = self._open(name, copy, digest)
        self._tell(name, problem)
        if problem:
            shutil.rmtree(copy, ignore_errors=True)
        else:
            self._good[name] = digest
            self._keep()
            _tidy(self.cache / name, digest)

    def _open(self, name: str, copy: Path, digest: str) -> str:
        """Put a copy on offer. One that was good before the museum changed its mind is looked at again."""
        try:
            offer = open_offer(name, copy, self.config.languages, digest)
        except DioramaError as error:
            return str(error)
        problem = refused(next(iter(offer.stories.values())), self.config.content)
        if not problem:
            self._offers[name] = offer
            self._publish()
        return problem

    def _publish(self) -> None:
        order = self.config.shows or tuple(sorted(self._offers))
        with self._lock:
            self._news = tuple(self._offers[name] for name in order if name in self._offers)

    def _forget(self, name: str) -> None:
        self._offers.pop(name, None)
        self._seen.pop(name, None)
        self._tell(name, "")

    def _tell(self, name: str, problem: str) -> None:
        with self._lock:
            if problem:
                self._problems[name] = problem
            else:
                self._problems.pop(name, None)

    # --- what is kept ------------------------------------------------------------------------------------------------

    def _recall(self) -> None:
        """What was good before a restart, is: also where the folder holds something else by now."""
        try:
            good = json.loads((self.cache / GOOD).read_bytes()[:PIECE])
        except (OSError, ValueError, RecursionError):
            return
        for name, digest in good.items() if isinstance(good, dict) else ():
            plain = isinstance(name, str) and isinstance(digest, str) and digest.isalnum() and Path(name).name == name
            if plain and (self.cache / name / digest).is_dir():
                with contextlib.suppress(OSError):
                    if not self._open(name, self.cache / name / digest, digest):
                        self._good[name] = digest

    def _keep(self) -> None:
        replace_whole(self.cache / GOOD, json.dumps(self._good).encode())

    def _probe(self) -> None:
        """What is written is read again: a disk that went read-only says so only then."""
        payload = blake2b(str(self._looks).encode(), digest_size=32).hexdigest().encode()
        try:
            self.cache.mkdir(parents=True, exist_ok=True)
            replace_whole(self.cache / "probe", payload)
            problem = "" if (self.cache / "probe").read_bytes() == payload else "what was written reads differently"
        except OSError as error:
            problem = f"{self.cache} cannot be written: {error.strerror or error}"
        with self._lock:
            self._storage = problem


def _holds_story(folder: Path) -> bool:
    return any(folder.glob("*.fountain")) or any(folder.glob("*.ink"))


def _files(folder: Path) -> Iterator[Path]:
    """Every plain file, in order; links are left out, so that nothing outside is read."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path


def _signature(folder: Path) -> Signature:
    """What tells that a file has changed without reading it. ValueError: it is more than a show can be."""
    found: list[tuple[str, int, int, int]] = []
    total = 0
    for path in _files(folder):
        state = path.stat()
        total += state.st_size
        found.append((path.relative_to(folder).as_posix(), state.st_size, state.st_mtime_ns, state.st_ctime_ns))
        if len(found) > MOST_FILES or total > MOST_BYTES:
            raise ValueError(f"it holds more than {MOST_FILES} files or {MOST_BYTES // 10**9} GB")
    return tuple(found)


def _digest(folder: Path, signature: Signature) -> str:
    """Of names and bytes."""
    whole = blake2b(digest_size=16)
    for name, size, _, _ in signature:
        whole.update(f"{name}\0{size}\0".encode("utf-8", "surrogateescape"))
        with (folder / name).open("rb") as file:
            while piece := file.read(PIECE):
                whole.update(piece)
    return whole.hexdigest()


def _copy(folder: Path, copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    for path in _files(folder):
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _tidy(folder: Path, newest: str) -> None:
    """Old copies go, but not the one that may be on the stage."""
    copies = sorted((one for one in folder.iterdir() if one.is_dir()), key=lambda one: one.stat().st_mtime)
    for old in [one for one in copies if one.name != newest][: -(KEPT - 1)]:
        shutil.rmtree(old, ignore_errors=True)
