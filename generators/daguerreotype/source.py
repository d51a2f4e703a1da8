"""Clips that are rendered while the network learns: every core of the machine is a teacher, nothing is stored.

with Source(codec, workers=14) as source: source.batch(32, 4, generator)
"""

from __future__ import annotations

import queue
from collections.abc import Callable
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Final

import numpy as np
import torch

from generators.daguerreotype.archive import LATENTS, Archive
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.data import clips

TOGETHER: Final = 8  # clips that come at once
POOL: Final = 4000  # clips that are drawn from, the newest ones
LEAST: Final = 64  # before the first batch is given
PATIENCE_S: Final = 120.0


class SourceError(RuntimeError):
    """No clip comes any more; the message says what to do."""


class Source:
    """Gives batches as an Archive does, of a pool that is renewed all the time."""

    def __init__(self, codec: Codec, workers: int, split: str = "train", pool: int = POOL, least: int = LEAST) -> None:
        context = get_context("spawn")
        self._queue: Any = context.Queue(maxsize=4 * workers)
        self._pool: Archive | None = None
        self._size, self._least, self._next = pool, min(least, pool), 0
        told = {name: value.numpy() for name, value in codec.tensors().items()}
        self._workers = [
            context.Process(target=_teach, args=(self._queue, told, split, n, workers), daemon=True)
            for n in range(workers)
        ]
        for worker in self._workers:
            worker.start()

    def __enter__(self) -> Source:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return 0 if self._pool is None else len(self._pool)

    def batch(self, size: int, length: int, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """As Archive.batch; the first call waits until there are clips enough."""
        while len(self) < self._least:
            self._take(self._waited)
        while not self._queue.empty():
            try:
                self._take(self._queue.get_nowait)
            except queue.Empty:
                break
        assert self._pool is not None
        return self._pool.batch(size, length, generator)

    def close(self) -> None:
        """Send the teachers home."""
        for worker in self._workers:
            worker.terminate()
        for worker in self._workers:
            worker.join()
        self._queue.cancel_join_thread()
        self._queue.close()

    def _waited(self) -> Any:
        try:
            return self._queue.get(timeout=PATIENCE_S)
        except queue.Empty:
            alive = sum(worker.is_alive() for worker in self._workers)
            raise SourceError(
                f"no clip for {PATIENCE_S:g} s; {alive} of {len(self._workers)} teachers are alive. "
                "Fewer of them, or gathered clips (--clips 5000), want less memory."
            ) from None

    def _take(self, get: Callable[[], Any]) -> None:
        """Put what came into the pool: at its end, then over the oldest."""
        latents, rows = (torch.from_numpy(part) for part in get())
        if self._pool is None:
            self._pool = Archive(latents, rows)
        elif len(self._pool) < self._size:
            self._pool = Archive(torch.cat([self._pool.latents, latents]), torch.cat([self._pool.rows, rows]))
        else:
            places = (self._next + torch.arange(len(latents))) % len(self._pool)
            self._pool.latents[places], self._pool.rows[places] = latents, rows
            self._next = int(places[-1]) + 1


def _teach(out: Any, told: dict[str, np.ndarray[Any, Any]], split: str, number: int, workers: int) -> None:
    """One teacher: clips `number`, `number + workers` and so on, for ever."""
    torch.set_num_threads(1)
    codec = Codec.of({name: torch.from_numpy(value) for name, value in told.items()})
    first = number
    while True:
        numbers = range(first, first + TOGETHER * workers, workers)
        made = list(clips(numbers, split, LATENTS))
        latents = np.stack([codec.encoded(torch.from_numpy(clip.frames)).half().numpy() for clip in made])
        out.put((latents, np.stack([clip.rows for clip in made]).astype(np.float16)))
        first += TOGETHER * workers
