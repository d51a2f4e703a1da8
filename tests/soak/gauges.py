"""What a process holds, read from outside, and whether it grows: by a slope that single jumps do not move."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from pathlib import Path
from statistics import median

import psutil

from runtime.player.foundry import SUFFIXES, _probe
from runtime.player.typecase import font, foreign_font
from runtime.studio.block import PREFIX

SHARED = Path("/dev/shm")  # the kernel's own place
LEAST_POINTS = 4  # with fewer nothing is known of a slope


@dataclass(frozen=True)
class Gauge:
    """One reading of this process and its workers."""

    memory_mb: float  # that is nobody else's: shared memory is counted by itself
    descriptors: int  # of this process, without those of typefaces
    threads: int  # of this process
    shared: int  # blocks of shared memory
    shared_mb: float
    typefaces: int = 0  # that this process has open: what was written last decides how many, up to `most_typefaces`
    names: tuple[str, ...] = ()  # of the threads


def read_gauge() -> Gauge:
    """This moment."""
    own = psutil.Process()
    memory = sum(map(_own_bytes, [own, *own.children(recursive=True)]))
    sizes = [path.stat().st_size for path in _blocks()]
    typefaces = sum(one.path.lower().endswith(SUFFIXES) for one in own.open_files())
    descriptors = own.num_fds() - typefaces
    names = _names(own)
    return Gauge(memory / 1e6, descriptors, len(names), len(sizes), sum(sizes) / 1e6, typefaces, names)


def newcomers(before: Gauge, after: Gauge) -> str:
    """The threads that one reading has and an earlier one had not."""
    return ", ".join(sorted((Counter(after.names) - Counter(before.names)).elements()))


def most_typefaces() -> int:
    """So many the canvas keeps open at most, by its own word."""
    return sum(kept.cache_parameters()["maxsize"] or 0 for kept in (font, foreign_font, _probe))


def _names(own: psutil.Process) -> tuple[str, ...]:
    """What this process's threads are called; those of libraries have no name."""
    known = {thread.native_id: thread.name for thread in threading.enumerate()}
    return tuple(sorted(known.get(one.id, "a library's") for one in own.threads()))


def _own_bytes(process: psutil.Process) -> int:
    """Bytes that no file and no other process stands behind; 0 of a process that has just gone."""
    try:
        held = process.memory_info()
    except psutil.NoSuchProcess:
        return 0
    return int(held.rss - getattr(held, "shared", 0))


def _blocks() -> list[Path]:
    """The blocks of shared memory that this process has made."""
    return sorted(SHARED.glob(f"{PREFIX}{os.getpid():x}-*")) if SHARED.is_dir() else []


@dataclass(frozen=True)
class Slope:
    """How something grows, in its unit per unit of time; the truth lies between low and high, 19 times of 20."""

    middle: float
    low: float
    high: float


def slope_of(points: Sequence[tuple[float, float]]) -> Slope:
    """Theil and Sen's slope: the median of the slopes between all pairs, with Kendall's bounds.

    Without enough points nothing is known, and the bounds are infinite.
    """
    slopes = sorted((b - a) / (t - s) for (s, a), (t, b) in combinations(points, 2) if t > s)
    if len(points) < LEAST_POINTS or not slopes:
        return Slope(0.0, float("-inf"), float("inf"))
    count = len(points)
    spread = 1.96 * sqrt(count * (count - 1) * (2 * count + 5) / 18)
    low = max(0, round((len(slopes) - spread) / 2))
    high = min(len(slopes) - 1, round((len(slopes) + spread) / 2))
    return Slope(median(slopes), slopes[low], slopes[high])


class Intervals:
    """Lengths of time in ten parts of a run, counted in bins: the counting itself takes no more and more memory."""

    BIN_S, BINS, PARTS = 0.0001, 10_000, 10

    def __init__(self) -> None:
        self._counts = [[0] * self.BINS for _ in range(self.PARTS)]

    def add(self, share: float, seconds: float) -> None:
        """An interval, `share` (0..1) of the way through the run."""
        part = min(self.PARTS - 1, max(0, int(share * self.PARTS)))
        self._counts[part][min(self.BINS - 1, int(seconds / self.BIN_S))] += 1

    def count(self, part: int) -> int:
        return sum(self._counts[part])

    def p99_ms(self, part: int) -> float:
        """The length that 99 of 100 intervals of a part do not exceed; 0.0 where there are none."""
        counts, all_of_them = self._counts[part], self.count(part)
        left = 0.99 * all_of_them
        for place, count in enumerate(counts):
            left -= count
            if left <= 0 < all_of_them:
                return 1000 * (place + 1) * self.BIN_S
        return 0.0
