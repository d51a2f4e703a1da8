"""Makes sounds off the loop: asked for ahead of need, taken when ready, kept for the next time within a bound."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

KEPT_BYTES = 48_000_000  # of beds and passages
SMALL_BYTES = 12_000_000  # of effects, which no bed shall push out before their moment
LARGE = 2_000_000  # bytes from which on a thing counts among the former


class Workshop:
    """One daemon thread that makes things, first asked first made.

    `wait`: make at once in the caller's thread instead, for recordings and tests: the same sound every time.
    A thread that died is replaced by the next call; one that hangs by `renew`.
    """

    def __init__(self, wait: bool = False, kept_bytes: int = KEPT_BYTES) -> None:
        self.wait = wait
        self.failures: list[str] = []
        self._kept_bytes = kept_bytes
        self._ready: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._orders: deque[tuple[Hashable, Callable[[], Any], int]] = deque()
        self._ordered: set[Hashable] = set()
        self._asked: list[Callable[[], object]] = []  # answers that somebody waits for
        self._in_hand: tuple[Hashable, int] | None = None  # what the thread makes, and its size
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def ask(self, key: Hashable, make: Callable[[], Any], size: int) -> None:
        """Have `make()` done under `key`, unless it is there or on its way. `size`: about how many bytes it takes."""
        with self._changed:
            if self._closed or key in self._ready or key in self._ordered:
                return
            if not self.wait:
                self._ordered.add(key)
                self._orders.append((key, make, size))
                self._wake()
                return
        self._do(key, make, size)

    def prove(self, answer: Callable[[], object]) -> None:
        """Have the workshop's thread call `answer`; where there is no thread yet, nobody has to."""
        with self._changed:
            quiet = self._closed or self._thread is None
            if not quiet:
                self._asked.append(answer)
                self._wake()
        if quiet:
            answer()

    def renew(self) -> None:
        """The thread hangs in what it makes: that is given up, and another thread makes the rest."""
        with self._changed:
            if self._thread is not None and not self._closed:
                self._begin()

    def _wake(self) -> None:
        """The thread works, whatever became of the one before. The lock is held."""
        if self._thread is None or not self._thread.is_alive():
            self._begin()
        self._changed.notify_all()

    def _begin(self) -> None:
        """A new thread; what the one before had in hand counts as failed. The lock is held."""
        if self._in_hand is not None:
            key, size = self._in_hand
            self._in_hand = None
            self._ordered.discard(key)
            self._ready[key] = (None, size)
            self.failures.append(f"{key}: whoever made it did not come back")
        self._thread = threading.Thread(target=self._work, name="sound workshop", daemon=True)
        self._thread.start()

    def take(self, key: Hashable) -> Any | None:
        """What was made under `key`, or None as long as it is not ready."""
        with self._changed:
            if key not in self._ready:
                return None
            self._ready.move_to_end(key)
            return self._ready[key][0]

    def has_failed(self, key: Hashable) -> bool:
        """It was tried and cannot be made."""
        with self._changed:
            return key in self._ready and self._ready[key][0] is None

    def settle(self, timeout_s: float) -> bool:
        """Wait until nothing is on order; False when that took too long. Not for the loop thread."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._ordered, timeout_s)

    def close(self) -> None:
        """Make nothing more, and let go of everything. What is in hand is made to its end; nobody waits for it."""
        with self._changed:
            self._closed = True
            self._orders.clear()
            self._ordered.clear()
            self._ready.clear()
            asked, self._asked = self._asked, []
            self._changed.notify_all()
        for answer in asked:
            answer()

    def _work(self) -> None:
        own = threading.current_thread()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._is_over(own) or bool(self._orders) or bool(self._asked))
                if self._is_over(own):
                    return
                asked, self._asked = self._asked, []
                order = self._orders.popleft() if self._orders else None
                self._in_hand = (order[0], order[2]) if order else None
            for answer in asked:
                answer()
            if order:
                self._do(*order)

    def _is_over(self, own: threading.Thread) -> bool:
        """For this thread: the workshop is closed, or another thread has taken its place."""
        return self._closed or self._thread is not own

    def _do(self, key: Hashable, make: Callable[[], Any], size: int) -> None:
        try:
            made = make()
        except Exception as problem:  # whatever is wrong with one sound, the others are made
            made = None
            self.failures.append(f"{key}: {problem!r}")
        give_back_memory()
        with self._changed:
            self._ordered.discard(key)
            if self._thread is threading.current_thread():
                self._in_hand = None
            if self._closed:
                return
            self._ready[key] = (made, int(getattr(made, "bytes", size)))
            self._let_go(key, self._ready[key][1] >= LARGE)
            self._changed.notify_all()

    def _let_go(self, newest: Hashable, large: bool) -> None:
        """Drop what was not used for longest among things of this size, but not the newest."""
        alike = {key: size for key, (_, size) in self._ready.items() if (size >= LARGE) == large}
        bound = self._kept_bytes if large else min(self._kept_bytes, SMALL_BYTES)
        held = sum(alike.values())
        for key, size in alike.items():
            if held <= bound or key == newest:
                break
            del self._ready[key]
            held -= size


def give_back_memory() -> None:
    """Hand freed memory back to the system where the C library keeps it (glibc): what sounds are made from is large."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
