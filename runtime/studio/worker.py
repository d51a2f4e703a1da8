"""The child process: one generator, made to follow orders. It ends by itself when the player is gone.

Its one rule: orders are read the moment a chunk is done, so what is stale is never written.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from generators import interpolate, registry
from generators.base import Generator, Shot, Snapshots
from runtime.memory import MUCH, be_frugal
from runtime.studio.device import device_mb, room_mb
from runtime.studio.inspection import FaultyChunkError, Inspector
from runtime.studio.notice import listen
from runtime.studio.orders import (
    Attach,
    Close,
    Fault,
    Forget,
    Made,
    Order,
    Preroll,
    Ready,
    Report,
    Roll,
    Shelved,
    Stop,
)
from runtime.studio.ring import Phase, Ring
from runtime.studio.shelf import ShelfMemory

NICENESS = 5  # the loop comes first when processors are few
IDLE_WAIT_S = 0.1  # between two signs of life
FULL_WAIT_S = 0.02  # between two looks at a full ring; there are half a second of frames in it
LONGEST_FAULT = 500  # characters of a fault's text


class PlayerGoneError(Exception):
    """Nobody is there to report to."""


@dataclass
class Running:
    """The take in hand."""

    roll: Roll
    index: int  # of the next frame
    end: int | None  # the first frame that is not made any more; None: goes on

    @property
    def complete(self) -> bool:
        return self.end is not None and self.index >= self.end


@dataclass
class Prerolling:
    """The shelf entry in hand; how much of it there is stands in the shelf's memory."""

    order: Preroll
    begun: bool = False
    before: Any = None  # snapshot of the running context


def work(
    name: str,
    size: tuple[int, int],
    settings: Mapping[str, Any],
    down: Connection,
    up: Connection,
    words: Connection | None = None,
) -> None:
    """What a worker process does, from its start to its end. `down` brings orders, `up` takes reports.

    `words` takes what it prints; None: that goes where the player's own words go.
    """
    _settle(words)
    with contextlib.suppress(PlayerGoneError, FileNotFoundError):  # its memory goes with the player
        _open(name, size, settings, Inbox(down), up)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    os._exit(0)  # a generator's libraries are not waited for


def _open(name: str, size: tuple[int, int], settings: Mapping[str, Any], inbox: Inbox, up: Connection) -> None:
    """Open the generator, perform with it, close it."""
    listen(lambda notice: _report(up, notice))
    try:
        generator = interpolate.opened(registry.find(name), size, settings)
        _flush_denormals()
    except Exception as error:  # whatever a generator raises ends here, as a report
        _report(up, Fault(_sentence(error), opening=True))
        return
    goes_back = isinstance(generator, Snapshots)
    _report(up, Ready(generator.format, goes_back, room_mb() if goes_back else 0.0))
    _perform(generator, inbox, up)
    with contextlib.suppress(Exception):
        generator.close()


def _perform(generator: Generator, inbox: Inbox, up: Connection) -> None:
    """Attach to the memory that the first order names, and work until it is time to close."""
    first = inbox.take(None)
    if not isinstance(first, Attach):
        return
    ring = Ring.attach(first.ring)
    inbox.acknowledge(ring)
    shelf = ShelfMemory.attach(first.shelf, first.shelf_places, first.shelf_frames, first.ring.format)
    try:
        Worker(generator, ring, shelf, inbox, up).run()
    except PlayerGoneError:
        raise
    except FaultyChunkError as error:
        _report(up, Fault(_sentence(error), take=error.take, since=error.since))
    except Exception as error:
        _report(up, Fault(_sentence(error)))


class Inbox:
    """Orders, read by a thread of its own: the pipe never fills, and the player's end is noticed in any case."""

    def __init__(self, down: Connection) -> None:
        self._orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
        self._ring: Ring | None = None
        self._lock = threading.Lock()  # guards _ring and _uncounted
        self._uncounted = 0
        threading.Thread(target=self._read, args=(down,), name="orders", daemon=True).start()

    def take(self, wait_s: float | None) -> Order | None:
        """The next order; None after `wait_s` seconds without one (None: waits for ever)."""
        try:
            return self._orders.get_nowait() if wait_s == 0 else self._orders.get(timeout=wait_s)
        except queue.Empty:
            return None

    def acknowledge(self, ring: Ring) -> None:
        """From now on count what was read in the ring's head."""
        with self._lock:
            ring.receive(self._uncounted)
            self._ring = ring

    def _read(self, down: Connection) -> None:
        try:
            while True:
                data = down.recv_bytes()
                self._count(len(data))
                self._orders.put(pickle.loads(data))  # noqa: S301 - the player's own words
        finally:  # the player is gone, or no memory is left to hear it; shared memory is not ours to clear
            os._exit(0)

    def _count(self, size: int) -> None:
        with self._lock:
            if self._ring is None:
                self._uncounted += size
            else:
                self._ring.receive(size)


class Worker:
    """Follows orders until it is closed."""

    def __init__(self, generator: Generator, ring: Ring, shelf: ShelfMemory, inbox: Inbox, up: Connection) -> None:
        self._generator = generator
        self._ring = ring
        self._shelf = shelf
        self._inbox = inbox
        self._up = up
        self._mail: deque[Order] = deque()
        self._running: Running | None = None
        self._planned: deque[Roll] = deque()
        self._since = 0  # takes before this one are stale
        self._preroll: Prerolling | None = None
        self._held = (0, 0)  # ticket and frames of the preroll whose context the generator is in; ticket 0: none
        self._ends: dict[int, tuple[int, Any]] = {}  # ticket -> frames and snapshot at the end of that preroll
        self._first = True  # the next chunk is the first after a beginning
        self._begun: tuple[float, bool] | None = None  # when that beginning was, and whether it was a steer
        self._inspector = Inspector(ring.format)

    def run(self) -> None:
        """Obey, make, rest; until Close."""
        while self._obey():
            if self._preroll is not None:
                self._make_preroll(self._preroll)
            elif self._running is not None and self._has_room(self._running):
                self._make_frames(self._running)
            elif not self._next_take():
                self._rest()

    def _obey(self) -> bool:
        """Follow everything that has arrived; False: it is time to close."""
        self._fetch()
        while self._mail:
            order = self._mail.popleft()
            if isinstance(order, Close):
                return False
            self._follow(order)
        return True

    def _fetch(self) -> None:
        while (order := self._inbox.take(0)) is not None:
            self._mail.append(order)

    def _follow(self, order: Order) -> None:
        if isinstance(order, Roll):
            self._inspector.moves = self._inspector.moves or order.moves
        match order:
            case Roll(cut=True):
                self._abandon(order.ticket)
                self._since = order.take
                self._start(order)
            case Roll():
                self._planned.append(order)
            case Preroll():
                self._preroll = Prerolling(order)
            case Forget():
                self._ends.pop(order.ticket, None)
            case Stop():
                self._abandon()

    def _abandon(self, ticket: int = 0) -> None:
        """Drop the take, what is planned, and the preroll in hand, whose context stays if it has this `ticket`."""
        self._running = None
        self._planned.clear()
        job, self._preroll = self._preroll, None
        if job is None:
            return
        frames = self._shelf.filled(job.order.place)
        if job.begun and job.order.ticket == ticket:
            self._held = (ticket, frames)
        elif job.before is not None:
            self._restore(job.before)
        self._report(Shelved(job.order.ticket, frames))

    def _start(self, roll: Roll) -> None:
        """Bring the generator to the take's first missing frame."""
        index = roll.at_frame
        made = self._ends.pop(roll.ticket, None)
        if roll.ticket and self._held[0] == roll.ticket:
            index = self._held[1]
        elif made is not None:
            index, end = made
            self._restore(end)
        else:
            self._begin(roll.shot, roll.at_frame, steer=roll.steer and roll.at_frame == 0)
        self._held = (0, 0)
        self._running = Running(roll, index, roll.end)

    def _begin(self, shot: Shot, at_frame: int = 0, *, steer: bool = False) -> None:
        self._ring.tell(Phase.BEGINNING)
        self._begun = (time.perf_counter(), steer)
        if steer:
            self._generator.steer(shot)
        else:
            self._generator.begin(shot, at_frame)
        self._first, self._held = True, (0, 0)

    def _restore(self, snapshot: Any) -> None:
        assert isinstance(self._generator, Snapshots)
        self._generator.restore(snapshot)

    def _next_take(self) -> bool:
        """Go on to what is planned, if the take in hand is complete; an endless one ends when another is planned."""
        if not self._planned:
            return False
        running = self._running
        if running is not None and running.end is None:
            running.end = running.index + running.roll.tail
        if running is not None and not running.complete:
            return False
        self._start(self._planned.popleft())
        return True

    def _has_room(self, running: Running) -> bool:
        """Whether the next chunk is wanted and fits; a tail may use whatever slots are free."""
        if running.complete or (running.end is None and self._planned):
            return False
        chunk = self._ring.format.chunk_frames
        frames = running.roll.frames
        counted = chunk if frames is None else min(chunk, max(0, frames - running.index))
        return self._ring.free() >= chunk and self._ring.room(self._since) >= counted

    def _make_frames(self, running: Running) -> None:
        """One chunk into the ring, unless it was outnumbered meanwhile."""
        try:
            chunk, report = self._make_chunk(running.roll.shot, running.index)
        except FaultyChunkError as fault:
            fault.take = running.roll.take
            raise
        self._fetch()
        stale = any(isinstance(order, Stop | Close) or (isinstance(order, Roll) and order.cut) for order in self._mail)
        kept = 0 if stale else len(chunk) if running.end is None else min(len(chunk), running.end - running.index)
        frames = running.roll.frames
        for pixels in chunk[:kept]:
            tail = frames is not None and running.index >= frames
            self._ring.write(running.roll.take, running.index, pixels, tail=tail)
            running.index += 1
        own = interpolate.generated_among(self._generator, kept, len(chunk))
        self._report(replace(report, frames=own, between=kept - own, dropped=len(chunk) - kept))

    def _make_preroll(self, job: Prerolling) -> None:
        """One step of a shelf entry: its beginning, or a chunk; orders are read between them."""
        order = job.order
        if not job.begun:
            if order.steer and isinstance(self._generator, Snapshots):
                job.before = self._generator.snapshot()
            self._begin(order.shot, steer=order.steer)
            job.begun = True
            return
        chunk, report = self._make_chunk(order.shot, self._shelf.filled(order.place))
        for pixels in chunk:
            self._shelf.put(order.place, pixels)
        self._report(report)
        if self._shelf.filled(order.place) + self._ring.format.chunk_frames > self._shelf.frames:
            self._finish_preroll(job)

    def _finish_preroll(self, job: Prerolling) -> None:
        frames, ticket, mb = self._shelf.filled(job.order.place), job.order.ticket, 0.0
        if isinstance(self._generator, Snapshots):
            end = self._generator.snapshot()
            self._ends[ticket], mb = (frames, end), getattr(end, "size_bytes", 0) / 1e6
        if job.before is None:
            self._held = (ticket, frames)
        else:
            self._restore(job.before)
        self._preroll = None
        self._report(Shelved(ticket, frames, mb))

    def _make_chunk(self, shot: Shot, index: int) -> tuple[NDArray[np.uint8], Made]:
        """A chunk that can be shown, from frame `index` on, and what is to be said of it but where it went."""
        self._ring.tell(Phase.BEGINNING if self._first else Phase.MAKING)
        started, worked = time.perf_counter(), time.process_time()
        made = self._generator.next_chunk()
        ended, worked = time.perf_counter(), time.process_time() - worked
        chunk = self._inspector.inspect(made, shot, index)
        begun, self._begun, self._first = self._begun, None, False
        return chunk, Made(
            0,
            0,
            (ended - started) * 1000,
            made=interpolate.generated_among(self._generator, len(chunk), len(chunk)),
            first_ms=(ended - begun[0]) * 1000 if begun else 0.0,
            steered=bool(begun and begun[1]),
            device_mb=device_mb(),
            worked_ms=worked * 1000,
            moves=self._inspector.moves,
        )

    def _rest(self) -> None:
        """Wait for an order, or for room in the ring; each look is a sign of life."""
        idle = self._running is None or self._running.complete
        self._ring.tell(Phase.IDLE if idle else Phase.WAITING)
        order = self._inbox.take(IDLE_WAIT_S if idle else FULL_WAIT_S)
        if order is not None:
            self._mail.append(order)

    def _report(self, report: Report) -> None:
        _report(self._up, report)


def _report(up: Connection, report: Report) -> None:
    try:
        up.send(report)
    except OSError as error:
        raise PlayerGoneError from error


def _sentence(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:LONGEST_FAULT] if text else type(error).__name__


def _settle(words: Connection | None = None) -> None:
    """Leave Ctrl-C to the player, and the processor too; keep what a generator prints out of its standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(AttributeError, OSError):
        os.nice(NICENESS)
    be_frugal(MUCH)
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
        if words is not None:
            os.dup2(words.fileno(), sys.stderr.fileno())
            words.close()
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def _flush_denormals() -> None:
    """Denormal numbers slow some nets down sixfold; only where the generator itself brought torch."""
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_flush_denormal(True)
