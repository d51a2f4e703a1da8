"""The desk where saves are handed in: the loop submits and goes on, a thread of its own waits for the disk."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from runtime.saves.generations import Generations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RETRY_S = 1.0  # a full disk is asked again this often
CLOSING_S = 5.0  # how long closing waits for a disk that has stopped answering


class Record(Protocol):
    """A frozen value that becomes the bytes of a file."""

    def to_bytes(self) -> bytes: ...


@dataclass(frozen=True)
class Ticket:
    """A receipt: the submission and the file it goes into."""

    name: str
    number: int


class Desk:
    """Keeps the newest record of every file and writes it. Nothing here raises into the loop.

    One lock guards everything below it; it is never held while the disk works.
    """

    def __init__(
        self,
        place: Callable[[str], Path],
        close: Callable[[], None] = lambda: None,
        newest_ns: Callable[[], int] = lambda: 0,
    ) -> None:
        """`place` says where a name lies, in a folder that is ready, `newest_ns` when the newest file there is from.

        All three are called on the writer's thread.
        """
        self._place, self._newest_ns = place, newest_ns
        self._close = close
        self._lock = threading.Condition()
        self._waiting: dict[str, tuple[int, Record]] = {}
        self._certain: dict[str, int] = {}
        self._count = 0
        self._problem = ""
        self._closing = False
        self._asked: list[Callable[[], object]] = []  # answers that somebody waits for
        self._generations: dict[str, Generations] = {}  # the thread's own
        self._thread: threading.Thread | None = None

    def submit(self, name: str, record: Record) -> Ticket:
        """Hand in the newest content of file `name`; what was waiting for that file is older and is not written."""
        with self._lock:
            self._count += 1
            self._waiting[name] = (self._count, record)
            self._wake()
            return Ticket(name, self._count)

    def ask(self, answer: Callable[[], object]) -> None:
        """Have the writer's thread call `answer`, which proves that it lives; one that died is started again."""
        with self._lock:
            self._asked.append(answer)
            self._wake()

    def _wake(self) -> None:
        """The thread works, whatever became of the one before. The lock is held."""
        if self._thread is None or not (self._thread.is_alive() or self._closing):
            self._thread = threading.Thread(target=self._run, name="saves", daemon=True)
            self._thread.start()
        self._lock.notify_all()

    def acknowledged(self, ticket: Ticket) -> bool:
        """True once `ticket`, or something newer for the same file, is certain to be found again."""
        with self._lock:
            return self._certain.get(ticket.name, 0) >= ticket.number

    def wait(self, ticket: Ticket, timeout_s: float) -> bool:
        """For closing and for tests, never for the loop: as `acknowledged`, after waiting for it."""
        with self._lock:
            return self._lock.wait_for(lambda: self._certain.get(ticket.name, 0) >= ticket.number, timeout_s)

    @property
    def problem(self) -> str:
        """Empty, or one sentence on why the newest record is not on the disk."""
        with self._lock:
            return self._problem

    def close(self) -> None:
        """Write what waits, once more if need be, and end the thread."""
        with self._lock:
            self._closing = True
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join(CLOSING_S)

    def _run(self) -> None:
        while self._step():
            pass
        self._close()

    def _step(self) -> bool:
        """One pass of the thread: wait, write everything that waits; False when the desk is closed."""
        with self._lock:
            self._lock.wait_for(lambda: self._waiting or self._closing or self._asked)
            closing, batch, newest = self._closing, self._waiting, self._count
            self._waiting, asked, self._asked = {}, self._asked, []
        for answer in asked:
            answer()
        problems = [
            problem for name, (number, record) in batch.items() if (problem := self._write(name, number, record))
        ]
        with self._lock:
            if batch:  # a pass without work, as at closing, mends nothing
                self._problem = problems[0] if problems else ""
            if problems and not closing:
                self._lock.wait_for(lambda: self._closing or self._count > newest, RETRY_S)
            return not closing

    def _write(self, name: str, number: int, record: Record) -> str:
        """Write one file; the answer is a sentence if it could not be done, and the record waits again."""
        try:
            if name not in self._generations:
                self._generations[name] = Generations(self._place(name), self._newest_ns())
            self._generations[name].write(record.to_bytes())
        except OSError as error:
            problem = f"storage: {name} cannot be written ({error.strerror or error}); trying again."
        except (ValueError, TypeError) as error:  # a value that has no bytes: no second try can help
            return f"storage: {name} cannot be written ({error})."
        else:
            with self._lock:
                self._certain[name] = number
                self._lock.notify_all()
            return ""
        with self._lock:
            self._waiting.setdefault(name, (number, record))
        return problem
