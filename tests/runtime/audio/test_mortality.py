"""Deaths are forgiven, and voices that were given up come back: a kiosk runs for months."""

from __future__ import annotations

from runtime.audio.mortality import FORGIVEN_S, RESTARTS, Mortality


def test_so_many_in_a_row_are_too_many() -> None:
    mortality = Mortality()
    assert [mortality.died(float(second)) for second in range(RESTARTS + 1)] == [False] * RESTARTS + [True]
    assert mortality.deaths == RESTARTS + 1


def test_one_now_and_then_never_is() -> None:
    mortality = Mortality()
    assert not any(mortality.died(number * FORGIVEN_S / 2) for number in range(500))


def test_who_takes_over_begins_anew() -> None:
    mortality = Mortality()
    for second in range(RESTARTS + 1):
        mortality.died(float(second))
    mortality.forgive()
    assert not mortality.died(10.0)
    assert mortality.deaths == RESTARTS + 2


def test_what_was_given_up_is_due_once_after_a_while() -> None:
    mortality = Mortality()
    assert not mortality.is_due(1e9)
    mortality.give_up(100.0)
    assert not mortality.is_due(100.0 + FORGIVEN_S)
    assert mortality.is_due(101.0 + FORGIVEN_S)
    assert not mortality.is_due(1e9)


def test_a_show_that_is_over_tries_nothing_again() -> None:
    mortality = Mortality()
    mortality.give_up(100.0)
    mortality.end()
    assert not mortality.is_due(1e9)
