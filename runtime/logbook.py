"""What happened in the house, as JSON lines in a folder that never grows over a size; and a report for each crash.

Its one rule: nobody is to be recognised in it. Nothing that was typed is noted, folders of a home are written "~",
lines are short. It never raises, and never makes the loop wait: a thread of its own writes.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import platform
import re
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

FILES, FILE_BYTES = 10, 10_000_000  # kept in all
LONGEST_LINE = 2000  # bytes of a line, about
LONGEST_FACT = 300  # characters of one fact
MOST_FACTS = 12
WAITING = 1000  # lines that wait for the disk; more are counted and lost
LAST = 50  # lines in a crash report
CRASHES = 20  # reports kept
LONGEST_TRACE = 20_000  # characters
HOMES = re.compile(r"(?i)(/home/|/users/|/export/home/|[a-z]:\\+users\\+)[^/\\\s\"']+")
NAME = "diorama.jsonl"


def scrubbed(text: str, longest: int = LONGEST_FACT) -> str:
    """One line without homes, control characters or end: what may be kept of a text."""
    plain = text[: 4 * longest]
    with contextlib.suppress(RuntimeError):  # somebody without a home
        home = str(Path.home())
        plain = plain.replace(home, "~") if len(home) > 1 else plain
    plain = HOMES.sub("~", plain)
    plain = "".join(sign if sign.isprintable() else " " for sign in plain)
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


class Logbook:
    """Lines of one process. `note` and `report` may be called from any thread. `clock`: wall time, for people only."""

    def __init__(
        self,
        folder: Path,
        *,
        files: int = FILES,
        file_bytes: int = FILE_BYTES,
        clock: Callable[[], float] = time.time,
        run: bool = True,
    ) -> None:
        self.folder = folder
        self.lost = 0  # lines that could not be written
        self.last: deque[str] = deque(maxlen=LAST)
        self._files, self._file_bytes, self._clock = files, file_bytes, clock
        self._begun_s = time.monotonic()
        self._waiting: deque[str] = deque()
        self._called = threading.Condition()  # guards _waiting, _closing, lost
        self._closing = False
        self._asked: list[Callable[[], object]] = []  # answers that somebody waits for
        self._writes_apart = run
        self._thread: threading.Thread | None = None
        with self._called:
            self._wake()

    def note(self, part: str, event: str, **facts: object) -> None:
        """One line: who, what, and a few facts. Costs microseconds."""
        line = self._line(part, event, facts)
        with self._called:
            self.last.append(line)
            if len(self._waiting) >= WAITING:
                self.lost += 1
                self._wake()
                return
            self._waiting.append(line)
            self._wake()

    def ask(self, answer: Callable[[], object]) -> None:
        """Have the writing thread call `answer`, which proves that it lives; one that died is started again."""
        with self._called:
            self._asked.append(answer)
            self._wake()

    def _wake(self) -> None:
        """The thread writes, whatever became of the one before. The lock is held."""
        lives = self._thread is not None and self._thread.is_alive()
        if self._writes_apart and not lives and not self._closing:
            self._thread = threading.Thread(target=self._run, name="logbook", daemon=True)
            self._thread.start()
        self._called.notify()

    def report(
        self, error: BaseException | str, health: Mapping[str, object] | None = None, version: str = ""
    ) -> Path | None:
        """Write a crash report: version, machine, traceback, health, the last lines. None: it cannot be written."""
        self.note("crash", type(error).__name__ if isinstance(error, BaseException) else "lost")
        said = {
            "version": version,
            "python": platform.python_version(),
            "system": f"{platform.system()} {platform.release()} {platform.machine()}",
            "up_s": round(time.monotonic() - self._begun_s, 1),
            "error": _trace(error),
            "health": _plain(dict(health or {})),
            "last": list(self.last),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = _free(self.folder / f"crash-{self._stamp():%Y%m%d-%H%M%S}.json")
            path.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
            for old in sorted(self.folder.glob("crash-*.json"))[:-CRASHES]:
                old.unlink(missing_ok=True)
        except OSError:
            return None
        return path

    @contextlib.contextmanager
    def watching(self, health: Callable[[], Mapping[str, object]], version: str = "") -> Iterator[None]:
        """What breaks in here is reported, and goes on its way."""
        try:
            yield
        except Exception as error:
            path = self.report(error, health(), version)
            if path is not None:
                sys.stderr.write(f"diorama: a report of this is in {path}\n")
            raise

    def drain(self) -> None:
        """Write everything that waits, now and here."""
        with self._called:
            lines = list(self._waiting)
            self._waiting.clear()
        if lines:
            self._write(lines)

    def close(self) -> None:
        """Write what waits and end the thread."""
        with self._called:
            self._closing = True
            self._called.notify()
        if self._thread is not None:
            self._thread.join(2.0)
        self.drain()

    def _line(self, part: str, event: str, facts: Mapping[str, object]) -> str:
        said: dict[str, object] = {
            "at": self._stamp().isoformat(timespec="milliseconds"),
            "up_s": round(time.monotonic() - self._begun_s, 3),
            "part": scrubbed(part, 40),
            "event": scrubbed(event),
        }
        for name in list(facts)[:MOST_FACTS]:
            said[scrubbed(name, 40)] = _plain(facts[name])
        line = json.dumps(said, ensure_ascii=False)
        if len(line.encode("utf-8", "replace")) > LONGEST_LINE:
            line = json.dumps({key: said[key] for key in ("at", "up_s", "part", "event")}, ensure_ascii=False)
        return line

    def _stamp(self) -> datetime.datetime:
        """The wall's time, which people read and nothing else goes by; a clock that is nonsense is 1970."""
        try:
            return datetime.datetime.fromtimestamp(self._clock(), datetime.UTC)
        except (OverflowError, OSError, ValueError):
            return datetime.datetime.fromtimestamp(0, datetime.UTC)

    def _run(self) -> None:
        while True:
            with self._called:
                self._called.wait_for(lambda: self._waiting or self._closing or self._asked)
                closing, asked, self._asked = self._closing, self._asked, []
            for answer in asked:
                answer()
            self.drain()
            if closing:
                return

    def _write(self, lines: list[str]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for line in lines:
                data = f"{line}\n".encode("utf-8", "replace")
                path = self.folder / NAME
                if path.exists() and path.stat().st_size + len(data) > self._file_bytes:
                    self._turn(path)
                with path.open("ab") as file:
                    file.write(data)
        except OSError:
            self.lost += len(lines)

    def _turn(self, path: Path) -> None:
        """diorama.jsonl becomes diorama.1.jsonl, and so on; the oldest goes."""
        row = [path, *(path.with_name(f"diorama.{number}.jsonl") for number in range(1, self._files))]
        for newer, older in reversed(list(pairwise(row))):
            if newer.exists():
                newer.replace(older)
        if self._files == 1:
            path.unlink()


def logs_folder() -> Path:
    """Where logs and crash reports lie: the user's log folder; DIORAMA_LOGS names another one."""
    if named := os.environ.get("DIORAMA_LOGS"):
        return Path(named).expanduser()
    import platformdirs

    return platformdirs.user_log_path("diorama", appauthor=False)


def _plain(value: object) -> object:
    """What JSON takes, of bounded size."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Mapping):
        return {scrubbed(str(key), 40): _plain(value[key]) for key in list(value)[:40]}
    return scrubbed(str(value))


def _trace(error: BaseException | str) -> list[str]:
    """The traceback, without values of variables; or the stacks of all threads, where there was no error."""
    if isinstance(error, BaseException):
        text = "".join(traceback.format_exception(error))
    else:
        stacks = sys._current_frames().values()
        text = f"{error}\n" + "\n".join("".join(traceback.format_stack(stack)) for stack in stacks)
    return [scrubbed(line, 400) for line in text[-LONGEST_TRACE:].splitlines()]


def _free(path: Path) -> Path:
    """The name, or with a number where several crash in one second."""
    for number in range(2, 100):
        if not path.exists():
            return path
        path = path.with_name(f"{path.stem.split('_')[0]}_{number}.json")
    return path
