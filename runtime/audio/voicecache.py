"""Voices kept on disk by what was said and how. A file that is broken or of another version counts as not there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAGIC = b"diorama voice 1\n"
DIGEST_BYTES = 16
SUFFIX = ".voice"
KEPT_BYTES = 256_000_000  # about 45 minutes of speech
PRUNED_EVERY = 100  # writes


class VoiceCache:
    """int16 mono waves at 48 kHz, one file each. Used by the voice process only; no call raises for a disk's sake."""

    def __init__(self, folder: Path, kept_bytes: int = KEPT_BYTES) -> None:
        self._folder = folder
        self._kept_bytes = kept_bytes
        self._writes = 0

    def get(self, key: str) -> NDArray[np.int16] | None:
        try:
            blob = self.path(key).read_bytes()
        except OSError:
            return None
        head = len(MAGIC) + DIGEST_BYTES
        body = blob[head:]
        if blob[: len(MAGIC)] != MAGIC or blob[len(MAGIC) : head] != _digest(body) or not body:
            return None
        with contextlib.suppress(OSError):
            os.utime(self.path(key))  # the least used go first
        return np.frombuffer(body, "<i2")

    def put(self, key: str, wave: NDArray[np.int16]) -> bool:
        """Write beside and rename, so that no reader ever sees half a file; False: the disk would not have it."""
        body = wave.astype("<i2").tobytes()
        if self._writes % PRUNED_EVERY == 0:
            self.prune()
        self._writes += 1
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".tmp")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(MAGIC + _digest(body) + body)
                Path(name).replace(self.path(key))
            except OSError:
                Path(name).unlink(missing_ok=True)
            else:
                return True
        return False

    def prune(self) -> None:
        """Remove the least used files beyond the bound, and what a crash left half written."""
        with contextlib.suppress(OSError):
            for left in self._folder.glob("*.tmp"):
                left.unlink(missing_ok=True)
            files = sorted(
                ((path.stat(), path) for path in self._folder.glob(f"*{SUFFIX}")), key=lambda one: -one[0].st_mtime
            )
            total = 0
            for stat, path in files:
                total += stat.st_size
                if total > self._kept_bytes:
                    path.unlink(missing_ok=True)

    def path(self, key: str) -> Path:
        """Where a voice is, if it is there."""
        return self._folder / f"{key}{SUFFIX}"


def read_voice(path: Path) -> NDArray[np.int16] | None:
    """The samples of a file that `get` or `put` has vouched for; None where it is gone since."""
    try:
        body = path.read_bytes()[len(MAGIC) + DIGEST_BYTES :]
    except OSError:
        return None
    return np.frombuffer(body[: len(body) // 2 * 2], "<i2")


def _digest(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=DIGEST_BYTES).digest()
