"""The player's end of one worker process: start it, order it, hear it, end it. Only `start` and `join` wait."""

from __future__ import annotations

import contextlib
import multiprocessing
import pickle
import signal
import sys
import threading
import types
from collections import deque
from collections.abc import Iterator, Mapping
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

import psutil

from runtime.studio.orders import Attach, Order, Report
from runtime.studio.ring import Phase, Ring, Slot
from runtime.studio.shelf import ShelfMemory
from runtime.studio.watchdog import Deadlines, Pulse
from runtime.studio.words import overhear
from runtime.studio.worker import work

UNREAD_BYTES = 16_384  # of orders that a worker has not read yet: well under what a pipe holds, so sending never blocks
_STARTING = threading.Lock()  # guards the main module and signal mask that a child inherits


class Handle:
    """One worker process. `level`: which of the studio's generators it runs."""

    def __init__(
        self, process: BaseProcess, down: Connection, up: Connection, level: int, deadlines: Deadlines
    ) -> None:
        self.level = level
        self.ring: Ring | None = None
        self.snapshots = False
        self.room_mb = 0.0  # memory that its snapshots may take
        self.snapshot_mb = 0.0  # the most that one of them took
        self.pulse = Pulse(deadlines)
        self.process = process
        self.gone = False  # the pipe has said so, or the worker itself
        self.fault = ""  # what its generator did wrong
        self.spoilt: tuple[int, int] | None = None  # take and frame from which on its pictures are no good
        self.auditioned: int | None = None  # frames that it has made on probation; None: nothing was ordered yet
        self.proved = False  # on probation: it may take over at the next cut
        self._down = down
        self._up = up
        self._outbox: deque[bytes] = deque()
        self._sent = 0  # bytes

    @classmethod
    def start(
        cls, name: str, size: tuple[int, int], settings: Mapping[str, Any], level: int, deadlines: Deadlines
    ) -> Handle:
        """Start a process. Takes some ten milliseconds: call it from a thread of its own."""
        context = multiprocessing.get_context("spawn")
        orders, down = context.Pipe(duplex=False)
        up, reports = context.Pipe(duplex=False)
        heard, words = context.Pipe(duplex=False) if sys.platform != "win32" else (None, None)
        told = (name, size, dict(settings), orders, reports, words)
        process = context.Process(target=work, args=told, name=f"diorama {name}", daemon=True)
        with _STARTING, _no_interrupt(), _bare_main():
            process.start()
        orders.close()
        reports.close()
        if heard is not None and words is not None:
            words.close()
            overhear(heard)
        return cls(process, down, up, level, deadlines)

    def attach(self, ring: Ring, shelf: ShelfMemory, *, snapshots: bool, room_mb: float = 0.0) -> None:
        """Give the worker the memory for its frames."""
        self.ring = ring
        self.snapshots, self.room_mb = snapshots, room_mb
        self.send(Attach(ring.plan, shelf.name, shelf.places, shelf.frames))

    def send(self, order: Order, *, later: bool = False) -> None:
        """Order something. `later`: with the next flush, since waking a worker can cost this process its turn."""
        self._outbox.append(pickle.dumps(order))
        if not later:
            self.flush()

    def flush(self) -> None:
        """Send what the worker can take without making us wait."""
        unread = self._sent - (self.ring.received if self.ring is not None else 0)
        while self._outbox and not self.gone and (not unread or unread + len(self._outbox[0]) <= UNREAD_BYTES):
            data = self._outbox.popleft()
            self._sent += len(data)
            unread += len(data)
            try:
                self._down.send_bytes(data)
            except OSError:
                self.gone = True

    def reports(self) -> list[Report]:
        """What the worker has said since the last call."""
        heard: list[Report] = []
        try:
            while not self._up.closed and self._up.poll():
                heard.append(self._up.recv())
        except (EOFError, OSError, pickle.UnpicklingError):
            self.gone = True
        return heard

    @property
    def pipe(self) -> Connection:
        """What becomes readable when the worker says something."""
        return self._up

    @property
    def phase(self) -> Phase:
        return self.ring.phase if self.ring is not None else Phase.OPENING

    @property
    def ready(self) -> bool:
        return self.ring is not None and not self.gone

    def hung(self, watched_s: float) -> bool:
        """Whether the worker is past its deadline."""
        beat = self.ring.beat if self.ring is not None else 0
        return self.pulse.hung(watched_s, self.phase, beat, self._worked_s)

    def _worked_s(self) -> float:
        """Seconds of processor time that the process has had; 0 when nobody can say."""
        try:
            spent = psutil.Process(self.process.pid).cpu_times()
        except (psutil.Error, ValueError):
            return 0.0
        return float(spent.user + spent.system)

    def frames(self) -> list[Slot]:
        """Frames published since the last call; after the worker's end, every last one."""
        return self.ring.peek(thorough=self.gone) if self.ring is not None else []

    def kill(self) -> None:
        """End the process at once, in whatever state it is."""
        self.gone = True
        self._outbox.clear()
        self._down.close()
        self._up.close()
        with contextlib.suppress(OSError, ValueError):
            self.process.kill()

    def join(self, timeout_s: float) -> None:
        """Wait for the end of the process; only after the show."""
        with contextlib.suppress(ValueError):
            self.process.join(timeout_s)

    def buried(self) -> bool:
        """Whether the process has ended and its remains are collected; asks without waiting."""
        try:
            if self.process.exitcode is None:
                return False
            self.process.close()
        except ValueError:
            pass
        return True


@contextlib.contextmanager
def _bare_main() -> Iterator[None]:
    """Start a child that does not import this program's main module again: that costs some 0.2 s of its start."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Start a child that Ctrl-C does not reach, from its first instruction on (where the system can)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # it would unblock the signals again if it had to start in between
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
