"""Where the curator's counts are kept: a folder with one small file a day, so that a spoilt one costs a day.

A thread of its own writes: the loop never waits for a disk, and a disk that fails is a line for the operator.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from runtime.disk import replace_whole
from runtime.kiosk.statistics import MOST_DAYS, MOST_IN_ALL, MOST_KEYS, UNKNOWN, Counts

VERSION = 1
MOST_BYTES = 1 << 18  # of a file; what is written is far under it
DAY = re.compile(rf"(\d{{4}}-\d\d-\d\d|{UNKNOWN})\.json")
MOST_SPOILT = 20  # kept beside, to be looked at


class Ledger:
    """`tell` hears what is wrong with the folder in one line, and "" when it is well again; it may be any thread's."""

    def __init__(self, folder: Path, tell: Callable[[str], object]) -> None:
        self.folder, self._tell = folder, tell
        self._writer: threading.Thread | None = None

    def read(self) -> dict[str, Counts]:
        """What was kept, by day. What cannot be read is put aside."""
        known: dict[str, Counts] = {}
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            files = sorted((one for one in self.folder.iterdir() if DAY.fullmatch(one.name)), reverse=True)
        except OSError as error:
            self._failed(error)
            return {}
        for file in files[:MOST_DAYS]:
            counts = self._day(file)
            if counts is not None and sum(map(len, known.values())) + len(counts) <= MOST_IN_ALL:
                known[file.stem] = counts
        return known

    def keep(self, changed: Mapping[str, Counts], days: Iterable[str]) -> bool:
        """Have these days written, and all but `days` forgotten; False: the last ones still are being written."""
        if self._writer is not None and self._writer.is_alive():
            return False
        self._writer = threading.Thread(target=self._write, args=(changed, frozenset(days)), name="statistics")
        self._writer.daemon = True
        self._writer.start()
        return True

    def close(self, timeout_s: float = 5.0) -> None:
        """Let what is being written come to its end."""
        if self._writer is not None:
            self._writer.join(timeout_s)

    def _write(self, changed: Mapping[str, Counts], days: frozenset[str]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for day, counts in changed.items():
                replace_whole(self.folder / f"{day}.json", _packed(counts))
            for file in self.folder.iterdir():
                if DAY.fullmatch(file.name) and file.stem not in days:
                    file.unlink(missing_ok=True)
        except OSError as error:
            self._failed(error)
        else:
            self._tell("")

    def _day(self, file: Path) -> Counts | None:
        try:
            with file.open("rb") as opened:
                return _unpacked(opened.read(MOST_BYTES + 1))
        except OSError as error:
            self._failed(error)
        except (ValueError, RecursionError):
            self._put_aside(file)
        return None

    def _put_aside(self, file: Path) -> None:
        with contextlib.suppress(OSError):
            spoilt = sorted(self.folder.glob("*.spoilt"))
            for old in spoilt[: max(0, len(spoilt) - MOST_SPOILT + 1)]:
                old.unlink(missing_ok=True)
            file.replace(file.with_suffix(".spoilt"))
        self._tell(f"statistics: {file.name} could not be read and was put aside as {file.stem}.spoilt")

    def _failed(self, error: OSError) -> None:
        self._tell(f"statistics: {self.folder} cannot be used: {error.strerror or error}; counts live in memory")


def _packed(counts: Counts) -> bytes:
    rows = [[*at, round(count, 1)] for at, count in sorted(counts.items())]
    return json.dumps({"version": VERSION, "counts": rows}, ensure_ascii=False).encode("utf-8", "replace")


def _unpacked(data: bytes) -> Counts:
    """ValueError for anything that `_packed` would not write."""
    said = json.loads(data) if len(data) <= MOST_BYTES else None
    rows = said.get("counts") if isinstance(said, dict) and said.get("version") == VERSION else None
    if not isinstance(rows, list) or len(rows) > 2 * MOST_KEYS:
        raise ValueError("not a day of counts")
    return dict(_row(row) for row in rows)


def _row(row: object) -> tuple[tuple[str, str, str], float]:
    if not isinstance(row, list) or len(row) != 4:
        raise ValueError("not a count")
    what, show, key, count = row
    named = all(isinstance(name, str) and len(name) <= 200 for name in (what, show, key))
    if not named or isinstance(count, bool) or not isinstance(count, int | float) or not 0 <= count < 1e12:
        raise ValueError("not a count")
    return (what, show, key), count
