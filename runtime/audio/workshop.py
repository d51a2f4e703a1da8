"""Makes sounds off the loop: asked for ahead of need, taken when ready, kept for the next time within a bound."""

from __future__ import annotations

import contextlib
import ctypes
import threading
from collections import OrderedDict, deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

KEPT_BYTES = 48_000_000


class Workshop:
    """One daemon thread that makes things, first asked first made.

    `wait`: make at once in the caller's thread instead, for recordings and tests: the same sound every time.
    """

    def __init__(self, wait: bool = False, kept_bytes: int = KEPT_BYTES) -> None:
        self.wait = wait
        self.failures: list[str] = []
        self._kept_bytes = kept_bytes
        self._ready: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._orders: deque[tuple[Hashable, Callable[[], Any], int]] = deque()
        self._ordered: set[Hashable] = set()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self, key: Hashable, make: Callable[[], Any], size: int) -> None:
        """Have `make()` done under `key`, unless it is there or on its way. `size`: about how many bytes it takes."""
        with self._changed:
            if key in self._ready or key in self._ordered:
                return
            if not self.wait:
                self._ordered.add(key)
                self._orders.append((key, make, size))
                self._changed.notify()
                if self._thread is None:
                    self._thread = threading.Thread(target=self._work, name="sound workshop", daemon=True)
                    self._thread.start()
                return
        self._do(key, make, size)

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

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._orders))
                key, make, size = self._orders.popleft()
            self._do(key, make, size)

    def _do(self, key: Hashable, make: Callable[[], Any], size: int) -> None:
        try:
            made = make()
        except (ArithmeticError, ValueError, IndexError, KeyError, MemoryError, OSError) as problem:
            made = None
            self.failures.append(f"{key}: {problem!r}")
        give_back_memory()
        with self._changed:
            self._ordered.discard(key)
            self._ready[key] = (made, int(getattr(made, "bytes", size)))
            held = sum(kept for _, kept in self._ready.values())
            while held > self._kept_bytes and len(self._ready) > 1:
                held -= self._ready.popitem(last=False)[1][1]
            self._changed.notify_all()


def give_back_memory() -> None:
    """Hand freed memory back to the system where the C library keeps it (glibc): what sounds are made from is large."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
