"""Why there was nothing new to be seen for a while: each stretch of a day has one cause, the likeliest known."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.soak.day.script import Account

SOON_S = 0.5  # real: what begins so long after a fault belongs to it
BEGINS_S = 0.3  # real: so long after a change of place what is seen is its beginning
QUEUED = 0.5  # share of a stretch that somebody waited for a processor, who else would have worked
PROC = Path("/proc")  # the kernel's own place
DOORS, NO_PROCESSOR = "doors open", "no processor free"

Span = tuple[float, float]


def fault_of(piece: Span, account: Account) -> str:
    """The kind of trouble that a stretch (from, to) follows from; empty: none was made."""
    began_s, ended_s = piece
    return next((one["kind"] for one in account.troubles if one["seen"] and _follows(one, began_s, ended_s)), "")


def _follows(trouble: dict[str, Any], began_s: float, ended_s: float) -> bool:
    return bool(ended_s >= trouble["began_s"] and began_s <= max(trouble["began_s"] + SOON_S, trouble["mended_s"]))


def cause_of(piece: Span, account: Account, queued_s: float = 0.0) -> str:
    """In a few words; `queued_s`: how long of it somebody waited for a processor."""
    if fault := fault_of(piece, account):
        return fault
    if piece[0] < account.open_s[0] + SOON_S:
        return DOORS
    if queued_s >= QUEUED * (piece[1] - piece[0]):
        return NO_PROCESSOR
    place, since_s = _station(piece[1], account.stations)
    return f"{place} begins" if since_s > piece[0] - BEGINS_S else f"in {place}"


def _station(at_s: float, stations: Sequence[tuple[float, str]]) -> tuple[str, float]:
    """Where the kiosk stood, and since when."""
    number = bisect_right(stations, at_s, key=lambda one: one[0]) - 1
    return (" ".join(stations[number][1].split()), stations[number][0]) if number >= 0 else ("nowhere", 0.0)


class Queue:
    """How long a process and its children, each by its main thread, have waited for a processor, look by look."""

    CHILDREN_S = 0.5  # between two looks at who there is

    def __init__(self, pid: int, proc: Path = PROC) -> None:
        self._pid, self._proc = pid, proc
        self._pids: list[int] = [pid]
        self._counted_s = float("-inf")
        self._looks: list[tuple[float, dict[int, float]]] = []

    def look(self, at_s: float) -> None:
        """Note what each has waited so far, in seconds; what cannot be read is left out."""
        if at_s - self._counted_s >= self.CHILDREN_S:
            self._counted_s = at_s
            with suppress(OSError, ValueError):
                told = (self._proc / f"{self._pid}/task/{self._pid}/children").read_text()
                self._pids = [self._pid, *map(int, told.split())]
        waited: dict[int, float] = {}
        for pid in self._pids:
            with suppress(OSError, ValueError, IndexError):
                waited[pid] = int((self._proc / f"{pid}/schedstat").read_text().split()[1]) / 1e9
        self._looks.append((at_s, waited))

    def between(self, began_s: float, ended_s: float) -> float:
        """Seconds that the one who waited longest did so."""
        first = bisect_right(self._looks, began_s, key=lambda one: one[0]) - 1
        last = bisect_right(self._looks, ended_s, key=lambda one: one[0]) - 1
        if first < 0 or last <= first:
            return 0.0
        before, after = self._looks[first][1], self._looks[last][1]
        return max((waited - before[pid] for pid, waited in after.items() if pid in before), default=0.0)
