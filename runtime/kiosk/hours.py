"""When a kiosk is open, and how loud it may be: weekday and date rules in local time. Pure: the time is an argument.

Spans become instants before they are compared, so that an hour that is skipped or comes twice opens and closes nothing
a second time. Nothing else in a kiosk asks what time of day it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_MIN = 24 * 60
FIRST_S, LAST_S = 2.0 * 86_400, 250_000_000_000.0  # what is asked for is held between these, years 1970 to 9892
SET_SINCE_S = datetime(2026, 1, 1, tzinfo=UTC).timestamp()  # a clock before this was never set
LOOK_AHEAD = 370  # days in which the next opening is looked for
TOGETHER = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})\s*[-–—]\s*([0-9]{1,2})[:.]([0-9]{2})")


@dataclass(frozen=True)
class Span:
    """From one minute of the day to another; past midnight the second is above 1440."""

    start_min: int
    end_min: int


ALL_DAY = (Span(0, DAY_MIN),)


@dataclass(frozen=True)
class Hours:
    """Spans by weekday, Monday first; a date that is named goes by its own."""

    zone: str = "UTC"
    week: tuple[tuple[Span, ...], ...] = (ALL_DAY,) * 7
    dates: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Span, ...]:
        return self.dates.get(day, self.week[day.weekday()])


def read_spans(words: str) -> tuple[Span, ...]:
    """Spans from "10:00-18:00", "10:00-12:30, 14:00-18:00", "all day" or "closed"; ValueError says what to type."""
    plain = words.strip().lower()
    if plain in ("closed", ""):
        return ()
    if plain == "all day":
        return ALL_DAY
    return tuple(_span(part.strip()) for part in plain.split(","))


def _span(words: str) -> Span:
    found = TOGETHER.fullmatch(words)
    start, end = (int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])) if found else (-1, -1)
    fits = found is not None and int(found[2]) < 60 and int(found[4]) < 60 and start < DAY_MIN and end <= DAY_MIN
    if not fits or start == end:
        raise ValueError(f"“{words[:40]}” is no span of time: type 10:00-18:00, all day or closed")
    return Span(start, end if end > start else end + DAY_MIN)


def is_set(now_s: float) -> bool:
    """Whether a clock that says `now_s` (seconds since 1970) was ever set: a board without a battery wakes in 1970."""
    return now_s >= SET_SINCE_S


def is_within(hours: Hours, now_s: float) -> bool:
    """Whether `now_s`, seconds since 1970, lies in a span."""
    now = _local(hours, now_s)
    days = (now.date() + timedelta(days=shift) for shift in (-1, 0, 1))
    return any(start <= now.timestamp() < end for day in days for start, end in _instants(hours, day))


def begins_next(hours: Hours, now_s: float) -> datetime | None:
    """When the next span begins, in local time; None: not within a year."""
    now = _local(hours, now_s)
    for shift in range(LOOK_AHEAD):
        starts = [start for start, _ in _instants(hours, now.date() + timedelta(days=shift))]
        if later := [start for start in starts if start > now.timestamp()]:
            return datetime.fromtimestamp(min(later), ZoneInfo(hours.zone))
    return None


def _local(hours: Hours, now_s: float) -> datetime:
    held = min(LAST_S, max(FIRST_S, now_s)) if now_s == now_s else FIRST_S
    return datetime.fromtimestamp(held, ZoneInfo(hours.zone))


def _instants(hours: Hours, day: date) -> list[tuple[float, float]]:
    """The spans of a day, in seconds since 1970."""
    zone = ZoneInfo(hours.zone)
    return [(_instant(day, one.start_min, zone), _instant(day, one.end_min, zone)) for one in hours.on(day)]


def _instant(day: date, minute: int, zone: ZoneInfo) -> float:
    """The first instant at which the clock on the wall shows this time of the day, or a later one."""
    wall = datetime.combine(day + timedelta(days=minute // DAY_MIN), time(minute % DAY_MIN // 60, minute % 60))
    after = wall.replace(tzinfo=zone).timestamp()  # of an hour that comes twice, the first
    before = wall.replace(tzinfo=zone, fold=1).timestamp()
    if before >= after:
        return after
    offset = datetime.fromtimestamp(after, zone).utcoffset()
    while after - before > 1:  # an hour that is skipped: it is the moment of the skip
        middle = (before + after) // 2
        skipped = datetime.fromtimestamp(middle, zone).utcoffset() == offset
        before, after = (before, middle) if skipped else (middle, after)
    return after
