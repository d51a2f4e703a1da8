"""The bridge to the process in which an ink story plays: one per show, begun anew when it crashes or hangs.

Ink's state is a text that can be loaded again and again, so every call is a question without side effects.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import weakref
from collections import OrderedDict
from pathlib import Path
from typing import IO, Any, Final

from runtime.errors import StoryError
from runtime.ink.turn import Turn

CHILD: Final = Path(__file__).with_name("bridge_child.py")
BEGIN_S: Final = 20.0  # to start and read a story, on a machine that does much else
TURN_S: Final = 6.0  # the child stops by itself after two
KEPT: Final = 256  # turns that are remembered
MAX_SEED: Final = 2**31 - 1  # ink counts in 32 bits
MISSING: Final = "To play ink stories, type: pip install 'diorama[ink]'"

Command = tuple[str, ...]


class Gone(Exception):  # noqa: N818  it is told nobody: the bridge makes a turn or a StoryError of it
    """The child process has ended, or answers no more."""


class Child:
    """One process that answers JSON lines."""

    def __init__(self, command: Command) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            env={**os.environ, "RUST_BACKTRACE": "0"},  # a crash is not looked into, and ends sooner
        )
        self._said: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(self._process.stdout, self._said), name="ink", daemon=True).start()
        self.close = weakref.finalize(self, _end, self._process)

    def ask(self, question: dict[str, Any], patience_s: float) -> dict[str, Any]:
        """The answer; Gone where there is none in time."""
        assert self._process.stdin is not None
        try:
            waiting = memoryview(json.dumps(question).encode() + b"\n")
            while waiting:
                waiting = waiting[self._process.stdin.write(waiting) :]
            line = self._said.get(timeout=patience_s)
            answer = dict(json.loads(line))
        except (OSError, ValueError, TypeError, queue.Empty):
            self.close()
            raise Gone from None
        return answer


def _listen(source: IO[bytes] | None, said: queue.SimpleQueue[bytes]) -> None:
    """Pass on what the child says; an empty line when it has ended."""
    if source is not None:
        with contextlib.suppress(OSError, ValueError), source:
            buffered = bytearray()
            while block := source.read(1 << 16):
                buffered += block
                while (end := buffered.find(b"\n")) >= 0:
                    said.put(bytes(buffered[:end]))
                    del buffered[: end + 1]
    said.put(b"")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Send it home; the thread that listens closes the other end."""
    with contextlib.suppress(OSError):
        process.kill()
    if process.stdin is not None:
        with contextlib.suppress(OSError):
            process.stdin.close()
    process.wait()


class Bridge:
    """One compiled story, told from any of its states."""

    def __init__(self, compiled: str, externals: tuple[str, ...] = (), command: Command | None = None) -> None:
        self._load = {"load": compiled, "externals": list(externals)}
        self._command = command or (sys.executable, "-P", str(CHILD))
        self._child: Child | None = None
        self._turns: OrderedDict[tuple[str, int | None], Turn] = OrderedDict()

    def begin(self, seed: int) -> str:
        """The state before the first word. StoryError where the story cannot be played at all."""
        answer = self._asked({"seed": seed % MAX_SEED}, BEGIN_S)
        if answer is None:
            raise StoryError("ink's runtime ended while it read the story. Compile it anew.")
        return str(answer["state"])

    def turn(self, state: str, choice: int | None = None) -> Turn:
        """What is told from `state` after `choice`; always the same. A story that runs away ends there."""
        key = (state, choice)
        if key not in self._turns:
            self._turns[key] = self._told(state, choice)
            if len(self._turns) > KEPT:
                self._turns.popitem(last=False)
        self._turns.move_to_end(key)
        return self._turns[key]

    def close(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def _told(self, state: str, choice: int | None) -> Turn:
        answer = self._asked({"state": state, "choice": choice}, TURN_S)
        if answer is None:
            self._child = self._loaded()  # the next question finds somebody at home
            return Turn(problem="ink's runtime ended: an endless recursion, or more memory than a story may have")
        try:
            return Turn.read(answer)
        except (KeyError, TypeError, ValueError):
            return Turn(problem=str(answer.get("broken", "ink's runtime gave no answer")))

    def _asked(self, question: dict[str, Any], patience_s: float) -> dict[str, Any] | None:
        """The answer; None where the child ended over it."""
        self._child = self._child or self._loaded()
        try:
            return self._child.ask(question, patience_s)
        except Gone:
            self._child = None
            return None

    def _loaded(self) -> Child:
        """A new child that has read the story."""
        child = Child(self._command)
        try:
            answer = child.ask(self._load, BEGIN_S)
        except Gone:
            raise StoryError("ink's runtime cannot read this compiled story: it ended over it.") from None
        if "missing" in answer:
            child.close()
            raise StoryError(MISSING)
        if "loaded" not in answer:
            child.close()
            raise StoryError(f"ink's runtime cannot read this compiled story: {_plain(answer.get('broken'))}.")
        return child


def _plain(words: object) -> str:
    """Words of the runtime, fit for a sentence."""
    text = "".join(c if c.isprintable() else " " for c in str(words or "it does not say why"))
    return " ".join(text.split()).rstrip(".")[:200]
