"""What a story costs: seconds of its ways, shots and words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from runtime.course import Course
from runtime.director import direct
from runtime.library import load
from runtime.story import Story, read_story
from runtime.writer.check import ways
from runtime.writer.check.ahead import Ahead
from runtime.writer.check.cost import Bill
from runtime.writer.check.costtable import clock, cost_json, format_cost
from runtime.writer.check.ways import Cost, reckon_cost

SHOW = """Title: T
Window: 6s
Tail: 2s

[[var oil = true]]

INT. A #a#

Rain falls on the roof of the house.

[[choice: Which way?]]
+ The long one. -> long
+ The short one. [[default]] -> END: Short
+ No way. [[if not oil]] -> END: Never

INT. B #long#

MARA
One two three four five six seven eight nine ten.

{A lamp|A very bright lamp} burns. [[set oil = true]]

> END: Long
"""


def story(text: str) -> Story:
    read = read_story(text)
    assert read.story is not None, read.diagnostics
    return read.story


def performed(one: Story, choices: list[str]) -> Bill:
    """A way as a show performs it: every shot directed, every choice taken at once."""
    course, bill = Course.begin(one, ways.SEED), Bill()
    while True:
        setups, _ = direct(course.stretch, course.bible, course.stage, {}, Fraction(24))
        bill += Bill(seconds=float(sum(setup.frames for setup in setups) / Fraction(24)), shots=len(setups))
        if course.ending is not None:
            return bill
        if course.point is None:
            course = course.gone_on()
            continue
        taken = next(choice for choice in course.point.choices if choice.text == choices[0])
        course, choices = course.chosen(taken.id), choices[1:]


def test_the_three_ways() -> None:
    cost = reckon_cost(story(SHOW))
    assert cost.shortest
    assert cost.default
    assert cost.longest
    assert (cost.shortest.ending, cost.shortest.choices) == ("Short", ("The short one.",))
    assert (cost.default.ending, cost.longest.ending) == ("Short", "Long")
    assert cost.default.bill.seconds == cost.shortest.bill.seconds + 8
    assert cost.longest.bill.spoken == 10
    assert cost.longest.bill.words == 8 + 10 + 3
    assert cost.longest.bill.shots == 3
    assert cost.whole
    assert not cost.round_about


@pytest.mark.parametrize("name", ["hello", "postscript"])
def test_a_way_costs_what_a_show_performs(name: str) -> None:
    one = load(name)
    way = reckon_cost(one).shortest
    assert way
    whole = performed(one, list(way.choices))
    assert way.bill.shots == whole.shots
    assert abs(way.bill.seconds - whole.seconds) < 0.5


def test_every_node_is_counted_once_with_its_longest_text() -> None:
    cost = reckon_cost(story(SHOW))
    bills = dict(cost.nodes)
    assert (bills["a"].words, bills["a"].spoken, bills["a"].shots) == (8, 0, 1)
    assert (bills["long"].words, bills["long"].spoken, bills["long"].shots) == (15, 10, 2)
    assert cost.total == bills["a"] + bills["long"]


def test_who_goes_round_and_round() -> None:
    text = "INT. A #a#\n\nText.\n\n[[choice: Q]]\n+ Again. [[default]] -> a\n+ On. -> END: x\n"
    cost = reckon_cost(story(text))
    assert cost.round_about
    assert cost.default is None
    assert cost.longest
    assert cost.longest.choices[-1] == "On."
    assert len(cost.longest.choices) <= 2
    assert "round and round" in format_cost(cost)
    assert "default way                   leads to no end" in format_cost(cost)


def test_a_choice_that_waits_for_ever_is_taken_without_a_wait() -> None:
    cost = reckon_cost(story("INT. A #a#\n\nText.\n\n[[choice off: Q]]\n+ On. -> END: x\n"))
    assert cost.default
    assert cost.shortest
    assert cost.default.bill == cost.shortest.bill


def many(limit: int, monkeypatch: pytest.MonkeyPatch) -> Cost:
    """A story of a thousand ways, of which only `limit` moments are looked at."""
    monkeypatch.setattr(ways, "MAX_MOMENTS", limit)
    head = "".join(f"[[var b{n} = false]] " for n in range(5))
    nodes = "".join(
        f"INT. A #a{n}#\n\nText.\n\n[[choice 5s tail 0s: Q]]\n+ On.\n    [[set b{n} = true]]\n+ Stay.\n"
        f"    A much longer way to the very same place.\n\n> CUT TO: a{n + 1}\n\n"
        for n in range(5)
    )
    return reckon_cost(story(f"{head}\n\n{nodes}INT. B #a5#\n\n{{b0}} {{b1}} {{b2}} {{b3}} {{b4}} Text.\n\n> END: x\n"))


def test_a_story_that_is_too_large_is_searched_as_far_as_it_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    whole, cut = many(5_000, monkeypatch), many(12, monkeypatch)
    assert whole.whole
    assert not cut.whole
    assert whole.shortest
    assert cut.shortest
    assert whole.longest
    assert cut.longest
    assert cut.shortest.bill.seconds == whole.shortest.bill.seconds
    assert cut.longest.bill.seconds == whole.longest.bill.seconds
    assert "more than 12 moments" in format_cost(cut)


def test_what_lies_ahead_is_never_overestimated() -> None:
    one = load("hello")
    ahead = Ahead(one.program)
    shortest = reckon_cost(one).shortest
    assert shortest
    assert 0 < ahead.seconds(one.start, 0) <= shortest.bill.seconds
    lost = story("INT. A #a#\n\n> END: x\n\nINT. B #b#\n\nText.\n\n> CUT TO: b\n")
    assert Ahead(lost.program).seconds("b", 0) == float("inf")


def test_the_table_and_the_plain_values() -> None:
    cost = reckon_cost(story(SHOW))
    table = format_cost(cost)
    assert "shortest way" in table
    assert "“Long”" in table
    assert table.splitlines()[-1].startswith("all 2 nodes")
    plain = cost_json(cost)
    assert set(plain) == {"shortest", "default", "longest", "round_about", "whole", "moments", "nodes", "total"}
    assert plain["nodes"][1] == {
        "node": "long",
        "seconds": plain["nodes"][1]["seconds"],
        "shots": 2,
        "words": 15,
        "spoken": 10,
    }


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0:00"), (59.6, "1:00"), (187, "3:07"), (3725, "1:02:05")])
def test_clock(seconds: float, words: str) -> None:
    assert clock(seconds) == words
