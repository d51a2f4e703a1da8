"""Writing that a crash cannot undo: bytes are on the disk before their name is, and the name before anything is said.

Everything goes through `os`, so that tests can stop the world at any call.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends
_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF}  # what file systems answer that cannot fsync a folder


def replace_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file: after a crash it is there whole, or what was there before. OSError if not."""
    temporary = path.with_name(f"{path.name}.tmp")
    write_through(temporary, data)
    os.replace(temporary, path)  # noqa: PTH105
    sync_folder(path.parent)


def write_through(path: Path, data: bytes) -> None:
    """Write all of `data` and wait until the disk has it."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | BINARY, 0o644)
    try:
        left = memoryview(data)
        while left:
            written = os.write(handle, left)
            if written <= 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            left = left[written:]
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` certain; Windows does so by itself, and some network disks cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)
