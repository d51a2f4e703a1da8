"""A block of shared memory that leaves nothing behind, whoever dies first.

The player creates and unlinks; workers only attach. Pages that nobody has touched cost nothing.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
import weakref
from collections.abc import Iterator
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PREFIX = "dio"  # names stay under the 31 characters that macOS allows


class _Memory(SharedMemory):
    """Shared memory that may be forgotten while somebody still looks at it: the views keep the pages."""

    def __del__(self) -> None:
        with contextlib.suppress(OSError, BufferError):
            self.close()


class Block:
    """`bytes` is the whole block: uint8 (size,)."""

    def __init__(self, memory: _Memory, *, owned: bool) -> None:
        self._memory = memory
        self.name = memory.name
        self.bytes: NDArray[np.uint8] = np.frombuffer(memory.buf or b"", np.uint8)
        self._unlink = weakref.finalize(self, _unlink, memory) if owned else None

    @classmethod
    def create(cls, size: int) -> Block:
        """A new block of `size` bytes, all zero; unlinked by `release`, and at the latest when this process ends."""
        name = f"{PREFIX}{os.getpid():x}-{secrets.token_hex(5)}"
        return cls(_Memory(name, create=True, size=size), owned=True)

    @classmethod
    def attach(cls, name: str) -> Block:
        """The block that another process has created."""
        if sys.version_info >= (3, 13):
            return cls(_Memory(name, track=False), owned=False)
        with _untracked():
            return cls(_Memory(name), owned=False)

    def release(self) -> bool:
        """Take the name away and let go. False while views of it are still held: their pages stay, call again."""
        if self._unlink is not None:
            self._unlink()
        self.bytes = np.empty(0, np.uint8)
        try:
            self._memory.close()
        except BufferError:
            return False
        return True


def free_bytes() -> int | None:
    """How much shared memory can still be had, where the system says so (containers often grant 64 MB); else None."""
    home = Path("/dev/shm")  # noqa: S108 - the kernel's own place
    return shutil.disk_usage(home).free if home.is_dir() else None


def _unlink(memory: _Memory) -> None:
    with contextlib.suppress(FileNotFoundError):
        memory.unlink()


@contextlib.contextmanager
def _untracked() -> Iterator[None]:
    """Attach without a claim: before Python 3.13, attaching registers as if it were creating (CPython issue 82300)."""
    register = resource_tracker.register
    resource_tracker.register = lambda *_: None
    try:
        yield
    finally:
        resource_tracker.register = register
