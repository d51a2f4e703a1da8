"""A museum's own frame checker, in a process of its own: a picture a second is handed over, a verdict comes back.

A checker is a callable of the entry-point group `diorama.frame_checkers`, (uint8 (height, width, rgb)) -> bool: True
for a picture that must not be shown. One that hangs, raises or dies costs the loop nothing: it copies a picture when
the checker waits for one, and looks whether it has answered. None comes with Diorama.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.metadata
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from runtime.errors import ConfigError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Frame = npt.NDArray[np.uint8]  # (height, width, rgb)

GROUP = "diorama.frame_checkers"
EVERY_S = 1.0
START_S = 180.0  # for a checker's model to load
VERDICT_S = 10.0  # a checker that takes longer hangs
SLOW_S = 2.0  # a checker that takes longer is told of
STARTS = 4  # in a row without a verdict; then pictures are shown unchecked
NICENESS = 10
READY, CLEAN, HIT = "ready", "clean", "hit"


def checker_target(name: str) -> str:
    """`module:attribute` behind a checker's name; ConfigError where nothing of that name is installed."""
    points = {
        point.name: point.value.partition("[")[0].strip() for point in importlib.metadata.entry_points(group=GROUP)
    }
    target = name if ":" in name else points.get(name, "")
    if not target:
        there = ", ".join(sorted(points)) or "none: a checker is a Python package of the museum's own"
        raise ConfigError(f"[content] checker: no frame checker “{name[:40]}” is installed. There are: {there}.")
    return target


def serve(target: str, memory: Any, shape: tuple[int, int, int], line: Connection) -> None:
    """The checker's process: judge the picture in `memory` whenever a word comes, until nobody is there any more."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    frame: Frame = np.frombuffer(memory, np.uint8).reshape(shape)
    frame.flags.writeable = False
    module, _, attribute = target.partition(":")
    try:
        check = getattr(importlib.import_module(module), attribute)
    except Exception as error:
        line.send(f"cannot be loaded ({type(error).__name__})")
        return
    line.send(READY)
    with contextlib.suppress(EOFError, OSError):
        while True:
            line.recv_bytes()
            try:
                verdict = HIT if check(frame) else CLEAN
            except Exception as error:  # of an error only its kind is told: its words may be about the picture
                verdict = f"failed ({type(error).__name__})"
            line.send(verdict)


class FrameCheck:
    """The loop's end. `held`: the newest picture that was judged must not be shown, nor what follows it unjudged."""

    def __init__(self, name: str, size: tuple[int, int], clock: Callable[[], float] = time.monotonic) -> None:
        self.target = checker_target(name)
        self.name = name.rpartition(":")[2]
        self.held = False
        self.hits = self.checked = 0
        self.problem = ""  # empty: all is well
        self.clean: Frame | None = None  # the newest picture that was found clean; good until the next `see`
        self._clock, self._shape = clock, (size[1], size[0], 3)
        self._memory = multiprocessing.get_context("spawn").RawArray("B", size[0] * size[1] * 3)
        self._frame: Frame = np.frombuffer(self._memory, np.uint8).reshape(self._shape)
        self._started: deque[tuple[Any, Connection]] = deque()
        self._process: Any = None
        self._line: Connection | None = None
        self._waits = False  # for a picture
        self._since_s = 0.0  # of what it is busy with
        self._asked_s = -1e9
        self._starts = 0
        self._closed = False
        self._begin()

    def see(self, frame: Frame | None, now_s: float) -> None:
        """The newest picture, at the loop's time `now_s`: handed over if one is due and the checker waits for it."""
        self.clean = None
        self._listen()
        if self.clean is not None:
            return
        due = not 0 <= now_s - self._asked_s < EVERY_S
        if frame is None or self._line is None or not (self._waits and due) or frame.shape != self._shape:
            return
        np.copyto(self._frame, frame)
        self._asked_s, self._since_s, self._waits = now_s, self._clock(), False
        try:
            self._line.send_bytes(b"?")
        except OSError:
            self._lose("has ended")

    def close(self) -> None:
        """End the process; it would end with this one anyway."""
        self._closed = True
        self._end()

    # --- the process -------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._starts += 1
        self._since_s = self._clock()
        threading.Thread(target=self._start, name="frame checker", daemon=True).start()

    def _start(self) -> None:
        """In a thread: to start a process takes longer than a frame."""
        context = multiprocessing.get_context("spawn")
        near, far = context.Pipe()
        told = (self.target, self._memory, self._shape, far)
        process = context.Process(target=serve, args=told, name="frame checker", daemon=True)
        process.start()
        far.close()
        self._started.append((process, near))

    def _listen(self) -> None:
        while self._started:
            self._process, self._line = self._started.popleft()
            if self._closed:
                self._end()
        if self._line is None:
            return
        try:
            while self._line is not None and self._line.poll():
                self._hear(self._line.recv())
        except (EOFError, OSError):
            self._lose("has ended")
        busy_s = self._clock() - self._since_s
        if self._line is not None and not self._waits and busy_s > (VERDICT_S if self.checked else START_S):
            self._lose("does not answer")

    def _hear(self, said: str) -> None:
        took_s = self._clock() - self._since_s
        self._waits = True
        if said in (CLEAN, HIT):
            self.held = said == HIT
            self.hits += self.held
            self.checked += 1
            self._starts = 1
            self.clean = None if self.held else self._frame
            self.problem = self._told(f"is slow: {took_s:.0f} s a picture") if took_s > SLOW_S else ""
        elif said != READY:
            self.problem = self._told(said)

    def _lose(self, why: str) -> None:
        """Begin again, if that was not often; then there is no checker any more, and nothing is held by it."""
        self._end()
        self.problem = self._told(why)
        if self._starts < STARTS:
            self._begin()
        else:
            self.held = False
            self.problem += "; pictures are shown unchecked"

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
        self._process = self._line = None
        self._waits = False

    def _told(self, why: str) -> str:
        return f"the frame checker {self.name} {why}"
