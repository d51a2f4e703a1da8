"""What is spoilt in a kiosk's day: a disk that takes nothing, and folders that no visitor must ever see."""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from runtime.kiosk.content import _digest, _signature
from tests.soak.day.room import STORY, write_show


class Disk:
    """Everything below these folders fails to be written, as on a disk that is full or went read-only."""

    def __init__(self, *folders: Path) -> None:
        self._folders = tuple(str(folder.resolve()) for folder in folders)
        self._fault: int | None = None
        self._real = (os.open, os.mkdir, os.write, os.replace, io.open)

    def fail(self, fault: int) -> None:
        self._fault = fault
        os.open, os.mkdir = self._open, self._guarded(os.mkdir)
        os.write, os.replace = self._write, self._guarded(os.replace)
        io.open = builtins.open = self._io_open  # type: ignore[assignment]

    def mend(self) -> None:
        os.open, os.mkdir, os.write, os.replace, io.open = self._real
        builtins.open = io.open
        self._fault = None

    def _hits(self, path: Any) -> bool:
        try:
            return os.path.abspath(os.fsdecode(path)).startswith(self._folders)  # noqa: PTH100 - as the disk sees it
        except TypeError:
            return False

    def _refuse(self, path: Any) -> None:
        if self._fault is not None and self._hits(path):
            raise OSError(self._fault, os.strerror(self._fault), str(path))

    def _guarded(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def guarded(path: Any, *words: Any, **named: Any) -> Any:
            self._refuse(path)
            return real(path, *words, **named)

        return guarded

    def _open(self, path: Any, flags: int, *words: Any, **named: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR) and (self._fault == errno.EROFS or not self._exists(path)):
            self._refuse(path)
        handle: int = self._real[0](path, flags, *words, **named)
        return handle

    def _exists(self, path: Any) -> bool:
        return os.path.exists(path)  # noqa: PTH110

    def _write(self, handle: int, data: Any) -> int:
        if self._fault == errno.ENOSPC and self._hits(_path_of(handle)):
            raise OSError(self._fault, os.strerror(self._fault))
        return self._real[2](handle, data)

    def _io_open(self, path: Any, mode: str = "r", *words: Any, **named: Any) -> Any:
        if set(mode) & set("wax+"):
            self._refuse(path)
        return self._real[4](path, mode, *words, **named)


def _path_of(handle: int) -> str:
    try:
        return os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115
    except OSError:
        return ""


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """What lies in a folder lies there again afterwards, and nothing else."""
    aside = folder.parent.parent / f"{folder.name}.aside"
    if folder.is_dir():
        shutil.copytree(folder, aside)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if aside.is_dir():
            shutil.copytree(aside, folder)
            shutil.rmtree(aside)


def _broken(folder: Path) -> None:
    write_show(folder, STORY.format(title="Broken").replace("-> stay", "-> nowhere"))


def _junk(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "story.fountain").write_bytes(bytes(random.Random(3).randrange(256) for _ in range(20_000)))


def _half(folder: Path) -> None:
    """As much as was copied before the cable fell out."""
    text = STORY.format(title="Half")
    write_show(folder, text[: text.index("INT. Half - NIGHT")])


def _linked(folder: Path) -> None:
    """A way out of the folder, in every place that could have one."""
    secret = write_show(folder.parent.parent / "secret", STORY.format(title="Secret"))
    write_show(folder, "[[include: ../../secret/story.fountain]]\n\nINT. X - DAY #x#\n\n-> room\n")
    for link in (folder / "more.fountain", folder / "voices"):
        if not link.exists():
            link.symlink_to(secret / "story.fountain" if link.suffix else secret)


def _too_old(folder: Path) -> None:
    write_show(folder, STORY.format(title="Too old").replace("7+", "18"))


BAD: dict[str, Callable[[Path], None]] = {
    "broken story": _broken,
    "binary junk": _junk,
    "half copied": _half,
    "links to ../": _linked,
    "not for this age": _too_old,
}


def digest_of(folder: Path) -> str:
    """As the kiosk knows a folder."""
    return _digest(folder, _signature(folder))
