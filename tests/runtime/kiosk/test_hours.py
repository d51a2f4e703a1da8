"""Opening hours around the changes of the clock, at the ends of time, and as they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from runtime.kiosk.hours import ALL_DAY, Hours, Span, begins_next, is_set, is_within, read_spans

BERLIN = ZoneInfo("Europe/Berlin")
TEN_TO_SIX = (Span(600, 1080),)
MUSEUM = Hours(
    "Europe/Berlin", ((), *(TEN_TO_SIX,) * 6), {date(2026, 12, 24): (Span(600, 840),), date(2026, 12, 25): ()}
)


def at(*when: int, fold: int = 0) -> float:
    return datetime(*when, tzinfo=BERLIN, fold=fold).timestamp()  # type: ignore[misc,arg-type]


def night(*spans: tuple[int, int]) -> Hours:
    return Hours("Europe/Berlin", (tuple(Span(*one) for one in spans),) * 7)


def test_a_week_and_its_dates() -> None:
    assert [is_within(MUSEUM, at(2026, 11, day, 11)) for day in range(23, 30)] == [False, *[True] * 6]
    assert is_within(MUSEUM, at(2026, 11, 24, 10))
    assert not is_within(MUSEUM, at(2026, 11, 24, 9, 59))
    assert not is_within(MUSEUM, at(2026, 11, 24, 18))
    assert [is_within(MUSEUM, at(2026, 12, day, 15)) for day in (23, 24, 25, 26)] == [True, False, False, True]


def test_past_midnight_belongs_to_the_evening_before() -> None:
    late = Hours("Europe/Berlin", (*((),) * 4, (Span(1200, 1560),), (), ()))  # Friday 20:00-02:00
    assert is_within(late, at(2026, 11, 27, 23))
    assert is_within(late, at(2026, 11, 28, 1, 59))
    assert not is_within(late, at(2026, 11, 28, 2))
    assert not is_within(late, at(2026, 11, 27, 1))


@pytest.mark.parametrize(
    ("spans", "opens", "closes"),
    [
        ((150, 240), (2026, 3, 29, 3, 0), (2026, 3, 29, 4, 0)),  # 02:30 does not exist: the skip opens
        ((60, 150), (2026, 3, 29, 1, 0), (2026, 3, 29, 3, 0)),  # nor does it as a closing time
        ((600, 1080), (2026, 3, 29, 10, 0), (2026, 3, 29, 18, 0)),
        ((600, 1080), (2026, 10, 25, 10, 0), (2026, 10, 25, 18, 0)),
    ],
)
def test_an_hour_that_is_skipped(spans: tuple[int, int], opens: tuple[int, ...], closes: tuple[int, ...]) -> None:
    hours = night(spans)
    for moment, before, after in ((at(*opens), False, True), (at(*closes), True, False)):
        assert (is_within(hours, moment - 1), is_within(hours, moment + 1)) == (before, after)


def test_an_hour_that_comes_twice_opens_once() -> None:
    hours = night((0, 150))  # until 02:30, which comes twice on this night
    assert is_within(hours, at(2026, 10, 25, 2, 29))
    assert not is_within(hours, at(2026, 10, 25, 2, 31))
    assert not is_within(hours, at(2026, 10, 25, 2, 10, fold=1))
    from_then = night((150, 600))
    minutes = [at(2026, 10, 25, 2, 0) + 60 * n for n in range(180)]
    changes = [is_within(from_then, a) != is_within(from_then, a + 60) for a in minutes]
    assert sum(changes) == 1


@given(some.integers(0, 8760), some.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "UTC"]))
@settings(max_examples=20, deadline=None)
def test_no_day_of_the_year_flickers(hour: int, zone: str) -> None:
    """A day has one opening and one closing, whatever the clocks do."""
    hours = Hours(zone, ((Span(90, 195),),) * 7)
    start_s = datetime(2026, 1, 1, tzinfo=UTC).timestamp() + 3600 * hour
    looks = [is_within(hours, start_s + 300 * n) for n in range(12 * 24)]
    assert sum(a != b for a, b in pairwise(looks)) in (1, 2, 3)


@pytest.mark.parametrize("now_s", [0.0, -1.0, 2.0**31 - 1, 2.0**31, 2.0**32, 1e15, -1e15, float("nan"), float("inf")])
def test_any_time_that_a_clock_can_show_has_an_answer(now_s: float) -> None:
    assert is_within(Hours(), now_s)
    assert is_within(MUSEUM, now_s) in (True, False)
    begins_next(MUSEUM, now_s)


def test_1970_is_known_for_a_clock_that_was_never_set() -> None:
    assert not is_set(0.0)
    assert not is_set(86_400.0 * 365)
    assert is_set(at(2026, 11, 26))
    assert is_set(2.0**31 + 1)


def test_2038_is_a_year_like_any_other() -> None:
    assert is_within(MUSEUM, at(2038, 1, 20, 11))
    assert not is_within(MUSEUM, at(2038, 1, 20, 19))


def test_when_it_opens_next() -> None:
    assert begins_next(MUSEUM, at(2026, 11, 22, 19)) == datetime(2026, 11, 24, 10, tzinfo=BERLIN)
    assert begins_next(MUSEUM, at(2026, 12, 24, 15)) == datetime(2026, 12, 26, 10, tzinfo=BERLIN)
    assert begins_next(Hours(week=((),) * 7), at(2026, 11, 22)) is None


@pytest.mark.parametrize(
    ("words", "spans"),
    [
        ("10:00-18:00", TEN_TO_SIX),
        (" 10.00 – 18.00 ", TEN_TO_SIX),
        ("9:00-12:30, 14:00-24:00", (Span(540, 750), Span(840, 1440))),
        ("20:00-02:00", (Span(1200, 1560),)),
        ("closed", ()),
        ("All day", ALL_DAY),
    ],
)
def test_spans_as_they_are_written(words: str, spans: tuple[Span, ...]) -> None:
    assert read_spans(words) == spans


@pytest.mark.parametrize("words", ["ten to six", "10-18", "10:00-10:00", "25:00-26:00", "10:75-11:00", "10:00-18:00,"])
def test_spans_that_are_none_say_what_to_type(words: str) -> None:
    with pytest.raises(ValueError, match="type 10:00-18:00"):
        read_spans(words)
