"""Starts `diorama preview` from an editor: a process of its own, without a shell, that takes nothing from ours."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COMMAND = (sys.executable, "-m", "runtime.cli", "preview")
MAX_SAID = 400  # characters of a preview's last words


class Previews:
    """The preview that runs. Another one takes its place."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self.command = tuple(command)
        self.running: asyncio.subprocess.Process | None = None

    async def play(self, story: Path, node: str, tell: Callable[[str], object]) -> int:
        """Preview a story from a node until it is closed; its exit code. `tell` hears why it could not be shown."""
        self.stop()
        words = [*self.command, str(story), "--from", node]
        pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        try:
            process = await asyncio.create_subprocess_exec(*words, stdin=nothing, stdout=nothing, stderr=pipe)
        except OSError as error:
            tell(f"The preview cannot be started: {error.strerror or error}.")
            return 1
        self.running = process
        _, said = await process.communicate()
        stopped = self.running is not process
        if process.returncode and not stopped:
            tell(last_words(said) or f"The preview ended with exit code {process.returncode}.")
        return process.returncode or 0

    def stop(self) -> None:
        """End the preview that runs, if one does."""
        running, self.running = self.running, None
        if running is not None and running.returncode is None:
            running.terminate()


def last_words(said: bytes) -> str:
    """The last line of what a process said, for a message."""
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1][:MAX_SAID] if lines else ""
