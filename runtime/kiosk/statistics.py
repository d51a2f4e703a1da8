"""What a curator wants to know of the visits: counts by local day, and nothing else, so that nobody is found in them.

What is told of fewer than five visits would be told of people: such days tell how many, and the rest of all of them
together.
"""

from __future__ import annotations

import csv
import io
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from runtime.kiosk.hours import LAST_S, is_set

Key = tuple[str, str, str]  # what is counted, the show's folder, which of it
Counts = dict[Key, float]
Keep = Callable[[Mapping[str, Counts], Iterable[str]], bool]

COLUMNS = ("day", "what", "show", "key", "count")
MOST_DAYS = 400  # a year, and what it is compared with
MOST_KEYS = 600  # different things counted in a day; what comes after that is one
MOST_IN_ALL = 60_000
LONGEST = 80  # signs of a name
LEAST_TOLD = 5  # visits
FEW = f"days under {LEAST_TOLD} visits"
OTHERS = "others"
UNKNOWN = "unknown"  # the day, while the clock was never set
VISITS, OPEN, SEEN = "visits", "open", "available"
PLAIN = (VISITS, OPEN, SEEN)  # what tells of nobody, however few come
LENGTHS = ((60, "under 1"), (120, "1 to 2"), (300, "2 to 5"), (600, "5 to 10"), (1200, "10 to 20"), (3600, "20 to 60"))
KEEP_S = 60.0  # after a visit, at the soonest, the day is kept again
REST_S = 600.0  # when only time has gone by
LOOK_S = 1.0
RISKY = ("=", "+", "-", "@")  # what a table program takes for a formula


class Row(NamedTuple):
    """One line of the table."""

    day: str  # YYYY-MM-DD, local
    what: str
    show: str
    key: str
    number: float


def _nowhere(changed: Mapping[str, Counts], days: Iterable[str]) -> bool:  # noqa: ARG001
    """Counts that live in memory."""
    return True


class Statistics:
    """Counts. Only the loop's thread calls it, but for `rows`, `csv` and `close`.

    `keep` is handed the days that have changed and the names of all, and says whether it took them; `known` is what was
    kept before. `wall`: seconds since 1970.
    """

    def __init__(
        self,
        zone: str = "UTC",
        wall: Callable[[], float] = time.time,
        keep: Keep = _nowhere,
        known: Mapping[str, Counts] | None = None,
    ) -> None:
        self._zone, self._wall, self._keep = ZoneInfo(zone), wall, keep
        self._days: dict[str, Counts] = dict(known or {})
        self._lock = threading.Lock()  # guards _days and _changed
        self._changed: set[str] = set()
        self._soon = False
        self._kept_s: float | None = None
        self._now_s: float | None = None
        self._looked_s = -LOOK_S
        self._passed = [0.0, 0.0]  # seconds open, and of these available, since the last look
        self.open_s = self.available_s = 0.0  # since the start

    # --- what happens ------------------------------------------------------------------------------------------------

    def began(self, show: str, language: str) -> None:
        """A visit, in a language."""
        self._count(VISITS, show, "")
        self._count("languages", show, language)

    def chose(self, show: str, node: str, choice: str) -> None:
        """A choice was taken in a scene."""
        self._count("choices", show, f"{_plain(node, 38)} > {_plain(choice, 38)}")

    def left(self, show: str, node: str) -> None:
        """A visit was over before the show was, in this scene."""
        self._count("left in", show, node)

    def ended(self, show: str, ending: str) -> None:
        """An ending was reached."""
        self._count("endings", show, ending)

    def visit_ended(self, seconds: float, why: str) -> None:
        """A visit is over: after how long, and how."""
        length = next((name for least, name in LENGTHS if seconds < least), "over 60")
        self._count("lengths", "", f"{length} min")
        self._count("ended by", "", why)
        self._soon = True

    def tick(self, now_s: float, available: bool | None) -> None:
        """Time goes by; `available`: a new picture was shown of late, or, None, the house is closed."""
        passed_s = 0.0 if self._now_s is None else min(3600.0, max(0.0, now_s - self._now_s))
        self._now_s = now_s
        if available is not None:
            self._passed[0] += passed_s
            self._passed[1] += passed_s if available else 0.0
        if not 0 <= now_s - self._looked_s < LOOK_S:
            self._looked_s = now_s
            self._look(now_s)

    def _look(self, now_s: float) -> None:
        """Once a second: the time goes to its day, and what has changed to whoever keeps it."""
        opened, available = self._passed
        self._passed = [0.0, 0.0]
        if opened:
            self.open_s += opened
            self.available_s += available
            self._count(OPEN, "", "seconds", opened)
            self._count(SEEN, "", "seconds", available)
        self._kept_s = now_s if self._kept_s is None else min(self._kept_s, now_s)
        if now_s - self._kept_s >= (KEEP_S if self._soon else REST_S) and self._give():
            self._kept_s, self._soon = now_s, False

    def close(self) -> None:
        """Keep what is left."""
        self._give()

    # --- counting ----------------------------------------------------------------------------------------------------

    def _count(self, what: str, show: str, key: str, n: float = 1) -> None:
        day, at = local_day(self._zone, self._wall()), (what, _plain(show), _plain(key))
        with self._lock:
            counts = self._days.get(day)
            if counts is None:
                counts = self._days[day] = {}
                self._make_room(day)
            if at not in counts and len(counts) >= MOST_KEYS:
                at = (what, "", OTHERS)
            counts[at] = counts.get(at, 0) + n
            self._changed.add(day)

    def _make_room(self, today: str) -> None:
        """The days that are farthest from this one go: a clock that was wrong once leaves nothing behind for ever."""
        while len(self._days) > MOST_DAYS or sum(map(len, self._days.values())) > MOST_IN_ALL:
            del self._days[max((day for day in self._days if day != today), key=lambda day: _distance(day, today))]

    def _give(self) -> bool:
        with self._lock:
            changed = {day: dict(self._days[day]) for day in self._changed if day in self._days}
            days = tuple(self._days)
        if changed and not self._keep(changed, days):
            return False
        with self._lock:
            self._changed.difference_update(day for day in changed if self._days.get(day) == changed[day])
        return True

    # --- the table ---------------------------------------------------------------------------------------------------

    def rows(self, last: int = MOST_DAYS) -> list[Row]:
        """The newest `last` days, oldest first. From any thread."""
        with self._lock:
            days = {day: dict(self._days[day]) for day in sorted(self._days)[-last:]}
        few: Counts = {}
        rows: list[Row] = []
        for day, counts in days.items():
            told = _visits(counts) >= LEAST_TOLD
            for at, count in counts.items():
                if not told and at[0] not in PLAIN:
                    few[at] = few.get(at, 0) + count
            rows += _told(day, {at: n for at, n in counts.items() if told or at[0] in PLAIN})
        visits = sum(_visits(counts) for counts in days.values() if _visits(counts) < LEAST_TOLD)
        return rows + (_told(FEW, few) if visits >= LEAST_TOLD else [])

    def csv(self) -> str:
        """All rows as a table with a heading (RFC 4180); no cell is taken for a formula."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(COLUMNS)
        for row in self.rows():
            writer.writerow([*map(_harmless, row[:4]), f"{row.number:g}" if row.number < 1e5 else round(row.number)])
        return out.getvalue()


def local_day(zone: ZoneInfo, wall_s: float) -> str:
    """The day in a zone, YYYY-MM-DD; "unknown" where the clock was never set."""
    if not is_set(wall_s):
        return UNKNOWN
    return datetime.fromtimestamp(min(LAST_S, wall_s), zone).date().isoformat()


def _told(day: str, counts: Counts) -> list[Row]:
    rows = [Row(day, *at, round(count, 1)) for at, count in sorted(counts.items())]
    opened = counts.get((OPEN, "", "seconds"), 0.0)
    if opened:
        share = 100 * counts.get((SEEN, "", "seconds"), 0.0) / opened
        rows.append(Row(day, "availability", "", "percent", round(share, 2)))
    return rows


def _visits(counts: Counts) -> float:
    return sum(count for (what, _, _), count in counts.items() if what == VISITS)


def _distance(day: str, today: str) -> float:
    """Days from one to the other; one that is no day is far from all."""
    try:
        return abs(date.fromisoformat(day).toordinal() - date.fromisoformat(today).toordinal())
    except ValueError:
        return float("inf")


def _plain(name: str, longest: int = LONGEST) -> str:
    """A name as one short line that can be written anywhere."""
    one_line = "".join(sign if sign.isprintable() else " " for sign in name[: 4 * longest]).strip()
    return one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(RISKY) else cell
