"""What a worker prints, on its way to the terminal: the beginning of it. A flood costs no memory and fills no disk."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection

MOST_BYTES = 65_536  # of one worker's words that are passed on
PIECE_BYTES = 65_536  # read at once, and held at most
CUT = "\n(a generator prints on; the rest is left out)\n"


def overhear(pipe: Connection, tell: Callable[[str], object] | None = None) -> threading.Thread:
    """Read everything that comes, pass on the first of it; ends with the worker."""
    thread = threading.Thread(target=_pass_on, args=(pipe, tell or _print), name="words", daemon=True)
    thread.start()
    return thread


def _pass_on(pipe: Connection, tell: Callable[[str], object]) -> None:
    left = MOST_BYTES
    with contextlib.suppress(OSError, ValueError), pipe:
        while piece := os.read(pipe.fileno(), PIECE_BYTES):
            if left > 0:
                tell(piece[:left].decode("utf-8", "replace"))
                left -= len(piece)
                if left <= 0:
                    tell(CUT)


def _print(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()
