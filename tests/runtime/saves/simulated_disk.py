"""A disk in memory that forgets: whatever was not synced when the power goes may be lost, in any combination.

Stands in for `os` in runtime/disk.py and runtime/saves/generations.py. Model: a write to a file that was not fsynced
may be lost, or kept in part; a rename is whole or lost, each on its own, until the folder is fsynced.
"""

from __future__ import annotations

import errno
import itertools
import os as real_os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from runtime import disk as disk_module
from runtime.saves import generations

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

FOLDER = Path("/saves")


@dataclass(eq=False)
class File:
    durable: bytes = b""
    steps: list[bytes] = field(default_factory=list)  # contents after every unsynced truncation or write

    @property
    def content(self) -> bytes:
        return self.steps[-1] if self.steps else self.durable

    def after_crash(self) -> set[bytes]:
        """Every content that may be found again: each step, or half of what it wrote."""
        found = {self.durable, *self.steps}
        return found | {step[: len(step) // 2] for step in self.steps}


@dataclass(frozen=True)
class Naming:
    """A name given to a file; `left` is the name it had before, empty for a new file."""

    name: str
    file: File
    left: str = ""


class Stopped(BaseException):
    """The power has gone."""


class SimulatedDisk:
    """The handful of `os` that generations.py uses. `stop_at` ends everything before that operation; `fails` raises."""

    O_RDONLY, O_WRONLY, O_CREAT, O_TRUNC = 0, 1, 64, 512
    name = "posix"
    strerror = staticmethod(real_os.strerror)

    def __init__(self, names: dict[str, bytes] | None = None) -> None:
        self.synced = {name: File(content) for name, content in (names or {}).items()}
        self.namings: list[Naming] = []
        self.handles: dict[int, tuple[File | None, int]] = {}
        self.operations = 0
        self.stop_at: int | None = None
        self.fails: dict[int, int] = {}  # operation -> errno
        self.fails_from: tuple[int, int] | None = None  # (operation, errno), from there on for ever
        self.short_writes = False

    # --- what generations.py calls

    def open(self, path: Path, flags: int, mode: int = 0o777) -> int:
        self._operate(changes=bool(flags & self.O_CREAT))
        name = Path(path).name
        if Path(path) == FOLDER:
            return self._handle(None)
        found = self.files().get(name)
        if flags & self.O_CREAT and found is None:
            found = File()
            self.namings.append(Naming(name, found))
        if found is None:
            raise FileNotFoundError(errno.ENOENT, "No such file", str(path))
        if flags & self.O_TRUNC and found.content:
            found.steps.append(b"")
        return self._handle(found)

    def write(self, handle: int, data: memoryview) -> int:
        self._operate()
        file, _ = self.handles[handle]
        assert file is not None
        taken = bytes(data[: max(1, len(data) // 3)] if self.short_writes else data)
        file.steps.append(file.content + taken)
        return len(taken)

    def read(self, handle: int, size: int) -> bytes:
        file, at = self.handles[handle]
        assert file is not None
        part = file.content[at : at + size]
        self.handles[handle] = (file, at + len(part))
        return part

    def fsync(self, handle: int) -> None:
        self._operate()
        file, _ = self.handles[handle]
        if file is None:
            self.synced, self.namings = self.files(), []
        else:
            file.durable, file.steps = file.content, []

    def close(self, handle: int) -> None:
        del self.handles[handle]

    def replace(self, source: Path, target: Path) -> None:
        self._operate()
        file = self.files().get(Path(source).name)
        if file is None:
            raise FileNotFoundError(errno.ENOENT, "No such file", str(source))
        self.namings.append(Naming(Path(target).name, file, Path(source).name))

    def stat(self, path: Path) -> real_os.stat_result:
        if Path(path).name not in self.files():
            raise FileNotFoundError(errno.ENOENT, "No such file", str(path))
        return Path(__file__).stat()  # a plain file

    # --- what tests ask

    def files(self) -> dict[str, File]:
        return _named(self.synced, self.namings)

    def after_crash(self) -> Iterator[dict[str, bytes]]:
        """Every state the disk may be in when the power comes back."""
        for kept in itertools.product((True, False), repeat=len(self.namings)):
            files = _named(self.synced, [naming for naming, keep in zip(self.namings, kept, strict=True) if keep])
            for contents in itertools.product(*(file.after_crash() for file in files.values())):
                yield dict(zip(files, contents, strict=True))

    def _handle(self, file: File | None) -> int:
        handle = max(self.handles, default=2) + 1
        self.handles[handle] = (file, 0)
        return handle

    def _operate(self, *, changes: bool = True) -> None:
        """Count an operation that changes something, and stop or fail at it."""
        if not changes:
            return
        number, self.operations = self.operations, self.operations + 1
        if number == self.stop_at:
            raise Stopped
        lasting = self.fails_from is not None and number >= self.fails_from[0]
        if lasting or number in self.fails:
            code = self.fails_from[1] if lasting and self.fails_from else self.fails[number]
            raise OSError(code, real_os.strerror(code))


def _named(before: dict[str, File], namings: list[Naming]) -> dict[str, File]:
    files = dict(before)
    for naming in namings:
        if naming.left and files.get(naming.left) is naming.file:
            del files[naming.left]
        files[naming.name] = naming.file
    return files


def under(disk: SimulatedDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever writes or reads from now on does it on this disk."""
    for module in (disk_module, generations):
        monkeypatch.setattr(module, "os", disk)
