"""Who works: the running worker, the warm spare, and those being started. Replaces the lost within a budget.

Levels are the studio's generators in order: the one that was asked for, the fallback, the test card. Its one rule: the
loop never waits for a process, neither for its start nor for its end.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from multiprocessing.connection import wait
from typing import Any

from generators import registry
from generators.base import Format
from runtime.errors import GeneratorError
from runtime.studio.handle import Handle
from runtime.studio.orders import Close
from runtime.studio.watchdog import Budget, Deadlines, Probation

LAST_PATIENCE_S = 1.0  # for all workers to close their generators at the end of the show
START_PATIENCE_S = 18.0  # for the system to start a process: whoever waits for it is known to be lost within 20 s
SLOW_AGAIN_S = 20.0  # two slow workers within so long: it is the generator that is slow, not its process


@dataclass(frozen=True)
class Casting:
    """Which generators, at which size (width, height) in pixels, with which settings for the first of them."""

    names: tuple[str, ...]
    size: tuple[int, int]
    settings: Mapping[str, Any]
    fallback_settings: Mapping[str, Any] = field(default_factory=dict)
    spare: bool = True
    deadlines: Deadlines = field(default_factory=Deadlines)

    def check(self) -> None:
        """GeneratorError, before anything is started, when nobody knows the one that was asked for."""
        try:
            registry.check(self.names[0])
        except registry.GeneratorNotFound as error:
            raise GeneratorError(str(error)) from error


def in_words(format_: Format) -> str:
    """Size and rate of pictures."""
    return f"{format_.width}x{format_.height} at {format_.fps} frames/s"


@dataclass(eq=False)
class Crew:
    """The workers of one studio."""

    casting: Casting
    notices: deque[str]
    running: Handle | None = None
    spare: Handle | None = None
    opening: Handle | None = None  # started, and not ready yet; one at a time
    candidate: Handle | None = None  # of a generator that was given up: on probation
    level: int = 0  # of the generator that should be running
    spare_level: int = 0  # of the generator that the spare should hold
    restarts: int = 0
    failure: str = ""  # why the generator that was asked for did not open
    _opened: bool = False  # some worker has been ready
    _owed: int = 0  # lost workers that are not replaced yet
    _starter: threading.Thread | None = None
    _started: queue.SimpleQueue[Handle | str] = field(default_factory=queue.SimpleQueue)
    _dying: list[Handle] = field(default_factory=list)
    _budget: Budget = field(default_factory=Budget)
    _probation: Probation = field(default_factory=Probation)
    _starting: tuple[float, bool] = (0.0, False)  # since when, and whether it is to be a candidate
    _slow_s: float | None = None  # when a worker was last found slow

    def members(self) -> Iterator[Handle]:
        """Everybody whose process runs."""
        everybody = (self.running, self.spare, self.opening, self.candidate)
        yield from (handle for handle in everybody if handle is not None)

    @property
    def problem(self) -> str:
        """Empty, or one line: nobody performs, or not the generator that was asked for."""
        if self.running is None:
            return "no generator is running"
        return f"fallback generator: {self.casting.names[self.running.level]}" if self.running.level else ""

    def fill(self, watched_s: float) -> None:
        """Start whoever is missing, one at a time, in a thread of its own."""
        self._dying = [handle for handle in self._dying if not handle.buried()]
        self._welcome()
        self._drop_a_start_that_hangs(watched_s)
        if self.opening is not None or self._starter is not None:
            return
        if self.running is None or self.running.level != self.level:
            if self._may_start(watched_s):
                self._start(self.level, watched_s)
        elif self.casting.spare and self._lacks_spare() and self._may_start(watched_s):
            self._start(self.spare_level, watched_s)
        elif self.level == 0:
            self._probation.well(watched_s)
        elif self.candidate is None and self._lacks_proof() and self._probation.due(watched_s):
            self._start(self._probation.tries % self.level, watched_s, candidate=True)

    def lost(self, watched_s: float, *, wanted: bool) -> list[tuple[Handle, str]]:
        """Everybody who has died or hangs, already dismissed, each with the reason.

        `wanted`: the viewer will soon have seen all there is; before that, a running worker that hangs does no harm.
        """
        found = []
        for handle in list(self.members()):
            if handle is self.candidate and (handle.gone or handle.hung(watched_s)):
                self.dismiss(handle)  # nobody waits for it: the next try comes
            elif handle.gone:
                found.append((handle, f"failed: {handle.fault}" if handle.fault else "died"))
            elif handle.hung(watched_s) and (wanted or handle is not self.running):
                found.append((handle, "hung"))
        for handle, _ in found:
            self.dismiss(handle)
            self._owed += 1
        return found

    def seat(self, handle: Handle) -> bool:
        """Give a worker that is ready its place; True: it takes over from whoever was running, or from nobody."""
        self.opening, self._opened = None, True
        if self.running is None or (self.running.level != self.level and handle.level == self.level):
            former, self.running = self.running, handle
            if former is not None:
                self._retire(former)
            return True
        if self._lacks_spare():
            if self.spare is not None:
                self.dismiss(self.spare)
            self.spare = handle
        else:
            self.dismiss(handle)
        return False

    def admit(self, candidate: Handle) -> Handle | None:
        """A candidate has proved itself: it becomes the spare, and takes over at the next cut. Who was the spare."""
        former = self.spare
        if former is not None:
            self.dismiss(former)
        self.candidate, self.spare = None, candidate
        candidate.proved = True
        return former

    def tire(self, handle: Handle, watched_s: float) -> bool:
        """The running worker became slow. True: it is to be replaced; else its generator is given up for the next."""
        again = self._slow_s is not None and watched_s - self._slow_s < SLOW_AGAIN_S
        self._slow_s = watched_s
        spare = self.spare
        if spare is not None and spare.ready and spare.level == handle.level and not again:
            self.dismiss(handle)
            self._owed += 1
            return True
        if self.level < len(self.casting.names) - 1:
            self._descend()
        return False

    def promote(self) -> Handle | None:
        """The spare takes the place of a lost running worker."""
        self.running, self.spare = self.spare, None
        return self.running

    def swap(self) -> None:
        """The spare becomes the running worker, and the running worker the spare."""
        self.running, self.spare = self.spare, self.running
        if self.running is not None and self.running.proved:
            self.running.proved = False
            self.level = self.spare_level = self.running.level
            self._owed, self._budget, self._slow_s = 0, Budget(), None
            self.notices.append(f"{self.casting.names[self.level]} is back")

    def cannot_open(self, handle: Handle, text: str) -> None:
        """A generator has refused to open: its next worker, or the whole show, holds the next generator in line."""
        is_candidate = handle is self.candidate
        self.dismiss(handle)
        if is_candidate:
            return
        name = self.casting.names[handle.level]
        self.notices.append(f"{name} did not open: {text}")
        if not self._opened:
            self.failure = self.failure or f"{name} did not open: {text}"
            self._descend()
        elif self.running is not None and self.running.level == self.level:
            self.spare_level = self._below(handle.level)
        elif handle.level:
            self._descend()
        else:
            self._owed += 1

    def dismiss(self, handle: Handle) -> None:
        """End a worker at once; its frames stay readable."""
        handle.kill()
        self._dying.append(handle)
        self.running = None if self.running is handle else self.running
        self.spare = None if self.spare is handle else self.spare
        self.opening = None if self.opening is handle else self.opening
        self.candidate = None if self.candidate is handle else self.candidate

    def run_at(self, size: tuple[int, int], fps: str) -> None:
        """From now on every generator opens at the format that runs."""
        self.casting = replace(self.casting, size=size, fallback_settings={"fps": fps})

    def wait(self, timeout_s: float) -> None:
        """Wait until a worker says something; only before the show."""
        pipes = [handle.pipe for handle in self.members() if not handle.gone]
        if pipes:
            wait(pipes, timeout_s)
        elif self._starter is not None:
            self._starter.join(timeout_s)
        else:
            time.sleep(timeout_s)

    def close(self) -> None:
        """End all processes, the willing ones first; returns when none is left."""
        if self._starter is not None:
            self._starter.join(START_PATIENCE_S)
        self._welcome()
        for unready in filter(None, (self.opening, self.candidate)):
            self.dismiss(unready)
        last = list(self.members())
        for handle in last:
            handle.send(Close())
        until = time.monotonic() + LAST_PATIENCE_S
        for handle in last:
            handle.join(max(0.0, until - time.monotonic()))
            self.dismiss(handle)
        for handle in self._dying:
            handle.join(LAST_PATIENCE_S)
            handle.buried()

    def _retire(self, former: Handle) -> None:
        """A running worker that was relieved: the spare, if it holds the right generator."""
        if self.casting.spare and self.spare is None and former.level == self.spare_level:
            self.spare = former
        else:
            self.dismiss(former)

    def _may_start(self, watched_s: float) -> bool:
        """Whether the next start is free or within the budget; descends to the next generator when it is not."""
        if not self._owed:
            return True
        if self._budget.spend(watched_s):
            self._owed, self.restarts = self._owed - 1, self.restarts + 1
            self.notices.append("generator restarted")
            return True
        last = len(self.casting.names) - 1
        if self.running is not None and self.running.level == self.level and self.spare_level < last:
            self.spare_level, self._owed = self.spare_level + 1, 0
        elif self.level < last:
            self._descend()
        return False

    def _descend(self) -> None:
        """To the next generator in line."""
        self.level = self._below(self.level)
        self.spare_level = max(self.level, self.spare_level)
        self._owed, self._budget = 0, Budget()
        self.notices.append(f"fallback generator: {self.casting.names[self.level]}")

    def _below(self, level: int) -> int:
        return min(level + 1, len(self.casting.names) - 1)

    def _lacks_spare(self) -> bool:
        """Whether there is no spare, or one that holds another generator than it should; one that is proved stays."""
        return self.spare is None or (self.spare.level != self.spare_level and not self.spare.proved)

    def _lacks_proof(self) -> bool:
        """Whether nobody stands ready to bring a better generator back."""
        return self.spare is None or not self.spare.proved

    def _start(self, level: int, watched_s: float, *, candidate: bool = False) -> None:
        self._starting = (watched_s, candidate)
        starter = threading.Thread(target=self._launch, args=(level, self._started), name="starter", daemon=True)
        try:
            starter.start()
        except RuntimeError as error:  # the system gives no more threads
            self._owed += not candidate
            self.notices.append(f"no process could be started: {error}")
            return
        self._starter = starter

    def _launch(self, level: int, started: queue.SimpleQueue[Handle | str]) -> None:
        casting = self.casting
        settings = casting.fallback_settings if level else casting.settings
        try:
            handle = Handle.start(casting.names[level], casting.size, settings, level, casting.deadlines)
        except OSError as error:
            started.put(str(error))
            return
        if started is self._started:
            started.put(handle)
        else:  # too late: nobody waits for it any more
            handle.kill()

    def _drop_a_start_that_hangs(self, watched_s: float) -> None:
        """A system that does not start a process, or a starter that died over it: it is tried again."""
        starter = self._starter
        if starter is None:
            return
        died = not starter.is_alive() and self._started.empty()
        if died or watched_s - self._starting[0] > START_PATIENCE_S:
            self._starter, self._started = None, queue.SimpleQueue()
            self._owed += not self._starting[1]
            late = f"no process was started within {START_PATIENCE_S:g} s"
            self.notices.append("whoever starts processes died" if died else late)

    def _welcome(self) -> None:
        """Take in the process that the starter has brought."""
        with contextlib.suppress(queue.Empty):
            brought = self._started.get_nowait()
            self._starter = None
            if isinstance(brought, Handle):
                if self._starting[1]:
                    self.candidate = brought
                else:
                    self.opening = brought
                return
            self._owed += not self._starting[1]
            self.notices.append(f"no process could be started: {brought}")
