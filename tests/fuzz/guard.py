"""Watches what the program opens and starts while a hostile file is read; it can be paused, and never taken off."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_CODE = (".py", ".pyc", ".so", ".pyd", ".dll", ".zip", ".toml", ".json", ".npz")
_OWN = tuple(
    {str(ROOT), sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), os.path.realpath(sys.prefix)}
)  # what the program itself is made of
_ZONES = tuple(os.path.realpath(folder) for folder in zoneinfo.TZPATH)  # what the system knows of time
_STARTS = (
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "subprocess.Popen",
    "socket.connect",
    "pickle.find_class",
)
_TOUCHES = (
    "open",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.utime",
    "os.symlink",
    "os.link",
    "os.truncate",
)


class Guard:
    """`allowed` may be opened; whatever else is, outside of the program's own code, is an escape."""

    def __init__(self) -> None:
        self.watching = False
        self.allowed = ""
        self.escapes: list[str] = []
        sys.addaudithook(self._heard)

    @contextmanager
    def watched(self, allowed: Path | None = None) -> Iterator[list[str]]:
        """The escapes of whatever is done inside.

        What removes whole folders names each file by its folder's number, which tells nothing; here it goes by paths.
        """
        self.allowed = os.path.realpath(allowed) if allowed else "\0"
        self.escapes, self.watching = [], True
        by_number, shutil._use_fd_functions = shutil._use_fd_functions, False  # type: ignore[attr-defined]
        try:
            yield self.escapes
        finally:
            self.watching = False
            shutil._use_fd_functions = by_number  # type: ignore[attr-defined]

    def _heard(self, event: str, words: tuple[object, ...]) -> None:
        if not self.watching:
            return
        if event in _STARTS:
            self.escapes.append(f"{event} {words!r}"[:200])
        elif event in _TOUCHES and isinstance(words[0], str | bytes):
            self.watching = False  # finding out where a path leads is no escape
            try:
                self._touched(event, os.fsdecode(words[0]))
            finally:
                self.watching = True

    def _touched(self, event: str, name: str) -> None:
        real = os.path.realpath(name)
        inside = real == self.allowed or real.startswith(self.allowed + os.sep)
        is_code = real.startswith(_OWN) and (real.endswith(_CODE) or "__pycache__" in real or "tzdata" in real)
        if not inside and not is_code and not real.startswith(_ZONES) and real != os.devnull:
            self.escapes.append(f"{event} {name}"[:200])


GUARD = Guard()
