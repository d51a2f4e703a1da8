"""The life of a kiosk, told by hand and then by anything that Hypothesis can think of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from runtime.kiosk.states import Do, Event, Leave, Order, Phase, Pick, Rules, Standing, Tick, Touch, Why, step

RULES = Rules(idle_s=60, warning_s=20, end_card_s=15, menu_s=40)
MENU = Rules(menu=True)


class Life:
    """A kiosk whose clock the test turns."""

    def __init__(self, rules: Rules = RULES) -> None:
        self.rules, self.standing, self.now_s = rules, Standing(), 0.0
        self.orders: list[Order] = []

    def tell(self, event: Event) -> Life:
        self.standing, orders = step(self.standing, event, self.now_s, self.rules)
        self.orders += orders
        return self

    def wait(self, seconds: float, *, open: bool = True, ended: bool = False, ready: bool = False) -> Life:  # noqa: A002
        for _ in range(round(seconds * 2)):
            self.now_s += 0.5
            self.tell(Tick(open, ended, ready))
        return self

    def opened(self) -> Life:
        return self.wait(2)

    @property
    def phase(self) -> Phase:
        return self.standing.phase

    @property
    def did(self) -> list[Do]:
        return [order.do for order in self.orders]


def test_it_opens_by_the_schedule_and_attracts() -> None:
    life = Life().wait(3, open=False)
    assert (life.phase, life.did) == (Phase.CLOSED, [])
    assert life.wait(1.5).phase is Phase.ATTRACT
    assert life.did == [Do.RESET, Do.ATTRACT]


def test_a_touch_begins_the_only_show_or_opens_the_menu() -> None:
    assert Life().opened().tell(Touch()).phase is Phase.VISIT
    life = Life(MENU).opened().tell(Touch())
    assert life.phase is Phase.MENU
    assert life.tell(Pick("hello")).orders[-1] == Order(Do.BEGIN, "hello")


def test_nobody_there_means_a_question_and_then_attract() -> None:
    life = Life().opened().tell(Touch()).wait(59)
    assert life.standing.question is None
    life.wait(1.5)
    assert life.standing.question is not None
    assert life.standing.question.why is Why.IDLE
    life.wait(19)
    assert life.phase is Phase.VISIT
    assert life.wait(2.5).phase is Phase.ATTRACT
    assert life.did[-4:] == [Do.BEGIN, Do.WARN, Do.RESET, Do.ATTRACT]


def test_still_here_goes_on_as_often_as_it_is_said() -> None:
    life = Life().opened().tell(Touch())
    for _ in range(20):
        life.wait(65).tell(Touch())
        assert life.did[-1] is Do.CALM
    assert life.phase is Phase.VISIT


def test_an_end_card_gives_way_unless_somebody_uses_it() -> None:
    life = Life().opened().tell(Touch()).wait(30).wait(10, ended=True).tell(Touch()).wait(10, ended=True)
    assert life.phase is Phase.VISIT
    assert life.wait(7, ended=True).phase is Phase.ATTRACT


def test_a_visit_over_its_limit_can_be_made_longer_but_not_for_ever() -> None:
    life = Life(Rules(limit_s=100, more_s=30, times=2)).opened().tell(Touch())
    warned = []
    for _ in range(300):
        life.wait(1).tell(Touch())
        if life.phase is not Phase.VISIT:
            break
        if life.did[-1] is Do.WARN:
            warned.append(life.standing.question)
    assert life.did.count(Do.CALM) == 2
    assert life.did.count(Do.WARN) == 3
    assert [one.answers for one in warned if one] == [False] * 20
    assert life.standing.now_s < 2 + 100 + 2 * 30 + 3 + 20 + 2


def test_closing_time_is_announced_and_cannot_be_put_off() -> None:
    life = Life().opened().tell(Touch()).wait(10)
    for _ in range(19):
        life.wait(1, open=False).tell(Touch())
    assert (life.phase, life.standing.question and life.standing.question.why) == (Phase.VISIT, Why.CLOSING)
    assert life.wait(3, open=False).phase is Phase.CLOSED
    assert life.tell(Touch()).phase is Phase.CLOSED


@pytest.mark.parametrize("event", [Pick("x"), Leave()])
def test_what_makes_no_sense_is_ignored(event: Event) -> None:
    assert Life().tell(event).orders == []


def test_a_menu_is_left_by_waiting_or_by_leaving() -> None:
    assert Life(MENU).opened().tell(Touch()).wait(42).phase is Phase.ATTRACT
    assert Life(MENU).opened().tell(Touch()).tell(Leave()).phase is Phase.RESET


def test_a_clock_that_falls_is_taken_for_one_that_stands() -> None:
    life = Life().opened().tell(Touch())
    life.now_s = -1e9
    assert life.wait(100).standing.question is None
    assert life.standing.now_s == 2.0


EVENTS = some.one_of(
    some.builds(Tick, open=some.sampled_from([True, True, True, False]), ended=some.booleans(), ready=some.booleans()),
    some.builds(Touch),
    some.builds(Pick, some.sampled_from(["", "hello"])),
    some.builds(Leave),
)
GAPS = some.sampled_from([0.0, 0.02, 0.5, 1.0, 5.0, 19.0, 21.0, 59.0, 61.0, 600.0, 90_000.0])
RULES_OF_ANY_KIND = some.builds(
    Rules,
    idle_s=some.sampled_from([10.0, 60.0]),
    limit_s=some.sampled_from([None, 30.0, 300.0]),
    times=some.integers(0, 3),
    menu=some.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(RULES_OF_ANY_KIND, some.lists(some.tuples(GAPS, EVENTS), max_size=60), some.booleans())
def test_left_alone_it_is_back_in_time_whatever_came_before(
    rules: Rules, told: list[tuple[float, Event]], ended: bool
) -> None:
    life = Life(rules)
    for gap, event in told:
        life.now_s += gap
        before = life.standing
        life.tell(event)
        _is_sound(before, event, life.standing, rules)
    life.wait(rules.back_within_s + 1, ended=ended)
    assert life.phase is Phase.ATTRACT
    life.tell(Touch())
    assert life.wait(rules.back_within_s + 2, open=False, ended=ended).phase is Phase.CLOSED


def _is_sound(before: Standing, event: Event, after: Standing, rules: Rules) -> None:
    """What holds after any event."""
    assert after.now_s >= before.now_s
    assert after.added <= rules.times
    if after.question is not None:
        assert after.phase is Phase.VISIT
        assert after.question.until_s <= after.now_s + rules.warning_s
    if before.question is not None and after.phase is Phase.RESET and before.ended_s is None:
        asked_for = isinstance(event, Leave) or (isinstance(event, Tick) and event.ended)
        assert asked_for or after.now_s >= before.question.until_s  # nobody is sent away before the time is over


@settings(max_examples=25, deadline=None)
@given(some.lists(some.tuples(some.sampled_from([0.1, 1.0, 30.0]), EVENTS), max_size=80))
def test_a_visit_with_a_limit_ends_however_busy_the_visitor_is(told: list[tuple[float, Event]]) -> None:
    rules = Rules(limit_s=100, more_s=50, times=2)
    life = Life(rules).opened().tell(Touch())
    began_s = life.now_s
    for gap, event in told:
        life.now_s += gap
        life.tell(event)
        if life.phase is not Phase.VISIT:
            return
    while life.phase is Phase.VISIT:
        life.wait(0.5).tell(Touch())
        assert life.now_s - began_s < sum(gap for gap, _ in told) + 100 + 2 * (50 + 20) + 20 + 60
