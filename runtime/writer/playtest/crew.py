"""Plays batches on all cores. Who plays which batch makes no difference: results come in the order of the batches."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from contextlib import suppress
from multiprocessing import connection
from typing import TYPE_CHECKING

from runtime.errors import DioramaError
from runtime.writer.playtest.ground import Ground, own_copy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from types import TracebackType

    from runtime.story.model import Story
    from runtime.writer.playtest.ground import Batch
    from runtime.writer.playtest.tally import Tally

CLOSING_S = 2.0


class Crew:
    """`jobs` processes, this one among them; a context manager, which sends the others home."""

    def __init__(self, story: Story, jobs: int) -> None:
        self._ground = Ground(story)
        self._hands = [_Hand(story) for _ in range(jobs - 1)]

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for hand in self._hands:
            hand.close()

    def play(self, batches: Sequence[Batch]) -> list[Tally]:
        """The tallies of all batches, in their order."""
        waiting = deque(enumerate(batches))
        done: dict[int, Tally] = {}
        while len(done) < len(batches):
            self._hand_out(waiting)
            if waiting:  # everybody else is at work
                number, batch = waiting.popleft()
                done[number] = self._ground.play(batch)
            else:
                busy = [hand.wire for hand in self._hands if hand.busy]
                connection.wait(busy)
            self._gather(waiting, done)
        return [done[number] for number in range(len(batches))]

    def _hand_out(self, waiting: deque[tuple[int, Batch]]) -> None:
        for hand in self._hands:
            if waiting and hand.free:
                hand.take(*waiting.popleft())

    def _gather(self, waiting: deque[tuple[int, Batch]], done: dict[int, Tally]) -> None:
        """What has come back; a batch whose process ended is played again by somebody else."""
        for hand in list(self._hands):
            hand.listen()
            if hand.found is not None:
                done[hand.number], hand.found = hand.found, None
            if hand.gone:
                self._hands.remove(hand)
                if hand.busy and hand.batch is not None:
                    waiting.appendleft((hand.number, hand.batch))
                hand.close()


class _Hand:
    """One process that plays batches. Until it says that it is ready, it gets none."""

    def __init__(self, story: Story) -> None:
        context = multiprocessing.get_context("spawn")
        self.wire, other = context.Pipe()
        self._process = context.Process(target=work, args=(other, own_copy(story)), name="playtest", daemon=True)
        self._process.start()
        other.close()
        self.ready = self.busy = self.gone = False
        self.number = 0
        self.batch: Batch | None = None
        self.found: Tally | None = None

    @property
    def free(self) -> bool:
        self.listen()
        return self.ready and not self.busy and not self.gone

    def take(self, number: int, batch: Batch) -> None:
        self.number, self.batch, self.busy = number, batch, True
        try:
            self.wire.send(batch)
        except OSError:
            self.gone = True

    def listen(self) -> None:
        """Take in what the process has said. A DioramaError that it met is raised here."""
        try:
            if self.gone or not self.wire.poll():
                return
            said = self.wire.recv()
        except (EOFError, OSError):
            self.gone = True
            return
        if isinstance(said, DioramaError):
            raise said
        if said is not None:
            self.found, self.busy = said, False
        self.ready = True

    def close(self) -> None:
        self.wire.close()
        self._process.terminate()
        self._process.join(CLOSING_S)


def work(wire: Connection, story: Story) -> None:
    """Play every batch that comes, until nobody sends any more. Runs in a process of its own."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process's to answer
    ground = Ground(story)
    with suppress(EOFError, OSError):
        wire.send(None)
        while True:
            try:
                said: Tally | DioramaError = ground.play(wire.recv())
            except DioramaError as error:
                said = error
            wire.send(said)
