"""Writes over a file of somebody else's so that it is either the old one or the new one, whatever happens."""

from __future__ import annotations

import contextlib
import os
import shutil
from typing import TYPE_CHECKING

from runtime.errors import LibraryError

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, or make it; LibraryError if that cannot be done. Links and modes stay."""
    target = path.resolve()
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise LibraryError(f"“{path}” cannot be written: {error.strerror or error}.") from None
