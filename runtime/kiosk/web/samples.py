"""The last hour of a kiosk, a sample every ten seconds: how long pictures stood, and how much memory is used."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import NamedTuple

from runtime.player.meter import percentile

EVERY_S = 10.0
KEPT = 360  # an hour


class Sample(NamedTuple):
    """Milliseconds are None where no picture came: a closed house, a pause."""

    at_s: float  # seconds since 1970
    median_ms: float | None
    p99_ms: float | None
    worst_ms: float | None
    own_mb: float  # resident, of this process
    workers_mb: float  # and of all that it has started


def memory_mb() -> tuple[float, float]:
    """Resident memory of this process, and of those that it has started."""
    import psutil

    own, workers = psutil.Process(), 0.0
    for child in own.children(recursive=True):
        with contextlib.suppress(psutil.Error, OSError):
            workers += child.memory_info().rss
    return own.memory_info().rss / 1e6, workers / 1e6


class Samples:
    """`taken` gives the intervals between pictures since it was called last, in seconds. `take` is for one thread."""

    def __init__(
        self,
        taken: Callable[[], list[float]],
        wall: Callable[[], float] = time.time,
        memory: Callable[[], tuple[float, float]] = memory_mb,
    ) -> None:
        self._taken, self._wall, self._memory = taken, wall, memory
        self._kept: deque[Sample] = deque(maxlen=KEPT)
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def all(self) -> list[Sample]:
        """The oldest first. From any thread."""
        return list(self._kept)

    def take(self) -> None:
        intervals_s = self._taken()
        beat = [1000 * percentile(intervals_s, share) if intervals_s else None for share in (0.5, 0.99, 1.0)]
        self._kept.append(Sample(self._wall(), beat[0], beat[1], beat[2], *self._memory()))

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="samples", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        waits_s = 0.0
        while not self._over.wait(waits_s):
            waits_s = EVERY_S
            with contextlib.suppress(Exception):  # one that cannot be taken is none; the next one may
                self.take()
