"""Bytes that survive a crash: a file and its two predecessors, of which at least one can always be read.

The order is everything: temporary file, fsync, move the older ones on, replace, fsync of the folder. Whatever the disk
has lost when the power comes back, one of the three names leads to whole bytes that are at least as new as the last
acknowledged ones.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from runtime.disk import BINARY, sync_folder, write_through
from runtime.errors import SaveError

if TYPE_CHECKING:
    from collections.abc import Callable

GENERATIONS = 3
TICK_NS = 1_000_000  # by which a file is later than another, at least
_CHUNK = 1 << 20

Kept = TypeVar("Kept")


def names(path: Path) -> list[Path]:
    """The generations of `path`, newest first: "a.save", "a.save.1", "a.save.2"."""
    older = range(1, GENERATIONS) if path.name else ()  # "." has no name
    return [path, *(path.with_name(f"{path.name}.{n}") for n in older)]


class Generations:
    """Writes one file again and again; only one object in one process may write a given path."""

    def __init__(self, path: Path, later_than_ns: int = 0) -> None:
        """`later_than_ns`: what is written gets a later time than this, whatever the machine's clock says."""
        self._path, self._later_than_ns = path, later_than_ns
        self._moved_on = False  # the newest acknowledged bytes have left the first name, and nothing newer is certain

    def write(self, data: bytes) -> None:
        """Returns when `data` is certain to be found again; OSError if it is not (then the older bytes still are)."""
        temporary = self._path.with_name(f"{self._path.name}.tmp")
        write_through(temporary, data)
        if not self._moved_on:
            self._move_on()
            self._moved_on = True  # a second try must not push the last good bytes out of the row
        os.replace(temporary, self._path)  # noqa: PTH105  everything on the disk goes through `os`, so that tests can stop it
        sync_folder(self._path.parent)
        self._moved_on = False
        self._bring_forward()

    def _bring_forward(self) -> None:
        """A clock that was put back must not make the newest file look old. Of use, and no part of what is certain."""
        if self._later_than_ns:
            with suppress(OSError):
                if os.stat(self._path).st_mtime_ns <= self._later_than_ns:  # noqa: PTH116
                    os.utime(self._path, ns=(self._later_than_ns + TICK_NS,) * 2)

    def _move_on(self) -> None:
        """Every generation becomes one older; the oldest is overwritten."""
        row = names(self._path)
        for newer, older in zip(row[-2::-1], row[:0:-1], strict=True):
            try:
                os.replace(newer, older)  # noqa: PTH105
            except FileNotFoundError:
                continue


def read_newest(path: Path, decode: Callable[[bytes], Kept], limit: int) -> Kept:
    """The newest generation of `path` that `decode` accepts; the first generation's SaveError if there is none."""
    problem: SaveError | None = None
    for name in names(path):
        try:
            return decode(read_file(name, limit))
        except FileNotFoundError:
            continue
        except SaveError as error:
            problem = problem or error
        except (OSError, ValueError) as error:  # ValueError: a name that no file can have
            problem = problem or SaveError(f"it cannot be read ({getattr(error, 'strerror', None) or error}).")
    raise problem or SaveError("there is no such file.")


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a plain file, at most `limit` + 1 of them; a pipe or a device is refused before it is opened."""
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
        raise SaveError("it is not a plain file.")
    handle = os.open(path, os.O_RDONLY | BINARY)
    try:
        parts, size = [], 0
        while size <= limit and (part := os.read(handle, min(_CHUNK, limit + 1 - size))):
            parts.append(part)
            size += len(part)
        return b"".join(parts)
    finally:
        os.close(handle)
