"""The curator's counts: by local day, bounded, told of five visits or more, harmless in a table program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from runtime.kiosk.statistics import (
    COLUMNS,
    FEW,
    MOST_DAYS,
    MOST_IN_ALL,
    MOST_KEYS,
    OTHERS,
    UNKNOWN,
    Counts,
    Statistics,
    local_day,
)
from tests.runtime.kiosk.fakes import NOON_S

PARIS = "Europe/Paris"
TODAY = "2026-11-26"


class Wall:
    """A clock on the wall that is set by hand."""

    def __init__(self, at_s: float = NOON_S) -> None:
        self.at_s = at_s

    def __call__(self) -> float:
        return self.at_s


def visit(statistics: Statistics, *, language: str = "en", choice: str = "stay", seconds: float = 90) -> None:
    statistics.began("room", language)
    statistics.chose("room", "hall", choice)
    statistics.ended("room", "Home")
    statistics.visit_ended(seconds, "ended")


def table(statistics: Statistics) -> dict[tuple[str, str, str, str], float]:
    return {row[:4]: row.number for row in statistics.rows()}


def test_a_day_of_visits() -> None:
    statistics = Statistics(wall=Wall())
    for number in range(6):
        visit(statistics, language="fr" if number else "en", choice="go" if number > 3 else "stay", seconds=40 * number)
    statistics.left("room", "hall")
    told = table(statistics)
    assert told[TODAY, "visits", "room", ""] == 6
    assert told[TODAY, "languages", "room", "fr"] == 5
    assert (told[TODAY, "choices", "room", "hall > stay"], told[TODAY, "choices", "room", "hall > go"]) == (4, 2)
    assert told[TODAY, "endings", "room", "Home"] == told[TODAY, "ended by", "", "ended"] == 6
    assert told[TODAY, "left in", "room", "hall"] == 1
    assert (told[TODAY, "lengths", "", "under 1 min"], told[TODAY, "lengths", "", "2 to 5 min"]) == (2, 3)


def test_what_would_tell_of_one_visitor_is_told_of_five_together() -> None:
    wall = Wall()
    statistics = Statistics(wall=wall)
    for _ in range(4):
        visit(statistics)
        wall.at_s += 86_400
    assert {row.what for row in statistics.rows()} == {"visits"}
    visit(statistics)
    told = table(statistics)
    assert told[FEW, "choices", "room", "hall > stay"] == 5
    assert told[TODAY, "visits", "room", ""] == 1
    assert not any(day == TODAY and what != "visits" for day, what, _, _ in told)


def test_availability_counts_open_time_only() -> None:
    statistics = Statistics(wall=Wall())
    seen: list[bool | None] = [True] * 40 + [False] * 4 + [None] * 100 + [True] * 6
    for number, available in enumerate(seen):
        statistics.tick(number / 2, available)
    statistics.tick(100, True)
    statistics.tick(50, True)  # a clock that falls counts for nothing
    told = table(statistics)
    assert told[TODAY, "open", "", "seconds"] == pytest.approx(24.5 + 25.5, abs=1)
    assert told[TODAY, "open", "", "seconds"] - told[TODAY, "available", "", "seconds"] == pytest.approx(2)
    assert told[TODAY, "availability", "", "percent"] == pytest.approx(96, abs=0.3)
    assert statistics.open_s == pytest.approx(told[TODAY, "open", "", "seconds"], abs=0.1)


@pytest.mark.parametrize(("first", "hours"), [(datetime(2026, 3, 29), 23), (datetime(2026, 10, 25), 25)])
def test_the_days_of_summer_time_have_their_own_length(first: datetime, hours: int) -> None:
    start_s = first.replace(tzinfo=ZoneInfo(PARIS)).timestamp()
    wall = Wall(start_s)
    statistics = Statistics(PARIS, wall)
    for minute in range(26 * 60):
        wall.at_s = start_s + 60 * minute
        statistics.tick(60.0 * minute, True)
    told = table(statistics)
    assert told[first.date().isoformat(), "open", "", "seconds"] == pytest.approx(3600 * hours, abs=61)


def test_midnight_is_the_museums() -> None:
    at_s = datetime(2026, 11, 26, 23, 30, tzinfo=UTC).timestamp()
    assert [local_day(ZoneInfo(zone), at_s) for zone in ("UTC", PARIS)] == [TODAY, "2026-11-27"]
    assert [local_day(ZoneInfo("Asia/Tokyo"), at) for at in (0.0, float("nan"), -1e30)] == [UNKNOWN] * 3
    assert local_day(ZoneInfo("Asia/Tokyo"), float("inf")).startswith("9892")


def test_it_stays_small_whatever_comes() -> None:
    wall = Wall()
    statistics = Statistics(wall=wall)
    for number in range(MOST_KEYS + 50):
        statistics.chose("room", "hall", f"choice {number}" + "x" * 10_000)
    for _ in range(5):
        visit(statistics)
    rows = statistics.rows()
    assert len(rows) <= MOST_KEYS + 10
    assert {row.number for row in rows if row.key == OTHERS and row.what == "choices"} == {55}
    assert max(len(row.key) for row in rows) <= 80
    for _ in range(MOST_DAYS + 5):
        wall.at_s += 86_400
        statistics.began("room", "en")
    days = {row.day for row in statistics.rows()} - {FEW}
    assert len(days) == MOST_DAYS
    assert TODAY not in days


def test_a_clock_that_was_wrong_once_leaves_no_day_behind_for_ever() -> None:
    wall = Wall(3e9)
    many: Counts = {("choices", "room", str(n)): 1 for n in range(MOST_IN_ALL - 10)}
    statistics = Statistics(wall=wall, known={"2026-11-25": dict(many)})
    statistics.began("room", "en")
    wall.at_s = NOON_S
    for number in range(20):
        statistics.chose("room", "hall", str(number))
    assert sum(map(len, statistics._days.values())) < MOST_IN_ALL + 100
    wall.at_s = NOON_S + 86_400
    statistics.began("room", "en")
    assert "2065-01-24" not in statistics._days


def test_it_is_kept_after_a_visit_and_once_a_minute_at_most() -> None:
    kept: list[tuple[dict[str, Counts], set[str]]] = []
    full = [False]

    def keep(changed: Mapping[str, Counts], days: Iterable[str]) -> bool:
        kept.append((dict(changed), set(days)))
        return not full[0]

    statistics = Statistics(wall=Wall(), keep=keep)
    for second in range(50):
        statistics.tick(float(second), True)
    assert kept == []
    visit(statistics)
    for second in range(50, 59):
        statistics.tick(float(second), True)
    assert kept == []
    full[0] = True
    statistics.tick(61, True)
    assert kept[-1][0][TODAY]["visits", "room", ""] == 1
    full[0] = False
    statistics.tick(62.5, True)  # it was not taken: again, soon
    assert (len(kept), kept[-1][1]) == (2, {TODAY})
    for second in range(63, 600):
        statistics.tick(float(second), True)
    assert len(kept) == 2
    statistics.close()
    assert len(kept) == 3


def test_the_table_is_a_table_and_no_cell_a_formula() -> None:
    statistics = Statistics(wall=Wall())
    names = ['=HYPERLINK("http://x")', "+1", "-1", "@sum", 'a "b", c', "line\nbreak", "\ud800", "خروج", ""]
    for name in names:
        statistics.ended(name, name)
        statistics.began(name, name)
    text = statistics.csv().encode().decode()
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert {len(row) for row in rows} == {5}
    assert not any(cell[:1] in "=+-@" for row in rows for cell in row[:4] if cell)
    assert {'a "b", c', "line break", "خروج", "'+1"} <= {row[3] for row in rows}
    assert all(float(row[4]) for row in rows[1:])
