"""Many cases, on all cores: how many there were, which was the slowest, what failed, and how to see it again."""

from __future__ import annotations

import faulthandler
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from tests.fuzz.guard import GUARD
from tests.fuzz.kinds import KINDS, mutant_of

BATCH = 400  # cases that a process is handed at once
HUNG_S = 120.0  # a batch that takes longer has a case that never ends
MOST_FAILURES = 20  # that are kept
LONGEST_S, LARGEST_MB = 1.0, 256.0  # of one file: processor time, memory
PIECE_BYTES = (
    500_000  # as long as the longest stories there are; a file of three such pieces may take three times as long
)

Case = tuple[str, int]  # kind, seed


@dataclass
class Tally:
    """What came of some cases."""

    counts: Counter[str] = field(default_factory=Counter)  # of each kind
    spent_s: Counter[str] = field(default_factory=Counter)  # processor time of each kind
    slowest_s: float = 0.0  # for a piece of a file
    slowest: Case = ("", 0)
    grown_mb: float = 0.0  # the most that a process has grown over what it had before its first case
    failures: list[str] = field(default_factory=list)

    @property
    def cases(self) -> int:
        return sum(self.counts.values())

    def add(self, other: Tally) -> None:
        self.counts += other.counts
        self.spent_s.update(other.spent_s)
        if other.slowest_s > self.slowest_s:
            self.slowest_s, self.slowest = other.slowest_s, other.slowest
        self.grown_mb = max(self.grown_mb, other.grown_mb)
        self.failures = (self.failures + other.failures)[:MOST_FAILURES]


def cases_of(seed: int, count: int, *, heavy: bool = True) -> list[Case]:
    """Cases of all kinds, by their weights; of each kind at least one where there is room."""
    kinds = [kind for kind in KINDS.values() if heavy or not kind.heavy]
    chance = random.Random(seed)
    drawn = chance.choices([kind.name for kind in kinds], [kind.weight for kind in kinds], k=count)
    first = [kind.name for kind in kinds][:count]
    return [(name, chance.getrandbits(48)) for name in (first + drawn)[:count]]


def try_cases(cases: Iterable[Case]) -> Tally:
    """Read every case here and now."""
    tally, before_mb = Tally(), _peak_mb()
    with tempfile.TemporaryDirectory() as home:
        for kind, seed in cases:
            data = mutant_of(kind, seed)
            began = time.thread_time()
            if problem := _problem(kind, data, Path(home)):
                tally.failures = [*tally.failures, f"{kind} {seed}: {problem}"][:MOST_FAILURES]
            spent = (time.thread_time() - began) / max(1.0, len(data) / PIECE_BYTES)
            tally.counts[kind] += 1
            tally.spent_s[kind] += spent  # type: ignore[assignment]  # seconds are no whole numbers
            if spent > tally.slowest_s:
                tally.slowest_s, tally.slowest = spent, (kind, seed)
    tally.grown_mb = _peak_mb() - before_mb
    return tally


def _problem(kind: str, data: bytes, folder: Path) -> str:
    """What went wrong with a file; empty if it was read or refused as it should be."""
    try:
        with GUARD.watched(folder) as escapes:
            KINDS[kind].attempt(data, folder)
    except Exception as error:  # that is what is looked for
        return f"{type(error).__name__}: {error}"[:300]
    return f"it reached out: {escapes[0]}" if escapes else ""


def _peak_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def _warmed_up() -> None:
    """Everything is imported before memory and time are measured."""
    os.nice(5)
    try_cases([(name, 0) for name in KINDS])


def _batch(seed: int, count: int) -> Tally:
    faulthandler.dump_traceback_later(HUNG_S, exit=True)
    try:
        return try_cases(cases_of(seed, count))
    finally:
        faulthandler.cancel_dump_traceback_later()


def fuzz(seed: int, deadline: float, most: int, processes: int | None = None) -> Tally:
    """Cases on all cores until the deadline (monotonic clock) or until there were `most`."""
    tally, many = Tally(), processes or os.cpu_count() or 1
    chance = random.Random(seed)
    with ProcessPoolExecutor(many, get_context("spawn"), _warmed_up) as pool:
        running: dict[Future[Tally], int] = {}
        try:
            while tally.cases < most and time.monotonic() < deadline:
                while len(running) < 2 * many:
                    batch = chance.getrandbits(48)
                    running[pool.submit(_batch, batch, BATCH)] = batch
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    batch = running.pop(done)
                    tally.add(_outcome(done, batch))
                if len(tally.failures) >= MOST_FAILURES or any("never ended" in one for one in tally.failures):
                    break
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return tally


def _outcome(done: Future[Tally], batch: int) -> Tally:
    try:
        return done.result()
    except BrokenProcessPool:
        return Tally(failures=[f"batch {batch}: its process never ended a case, or died in it"])
