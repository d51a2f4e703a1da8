"""When a worker counts as hung and how often one is restarted; seconds are numbers here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.studio.ring import Phase
from runtime.studio.watchdog import Budget, Deadlines, Pulse, WatchedTime

LIMITS = Deadlines(chunk_s=0.3, begin_s=2.0, open_s=60.0, idle_s=1.0)


def test_five_restarts_a_minute_not_six() -> None:
    budget = Budget()
    assert [budget.spend(float(second)) for second in range(7)] == [True] * 5 + [False] * 2
    assert budget.spend(60.0), "the first of the five is a minute old"
    assert not budget.spend(60.5)


@given(st.lists(st.floats(0, 30), max_size=60))
def test_never_more_than_the_budget_in_any_minute(steps: list[float]) -> None:
    budget, now, granted = Budget(), 0.0, []
    for step in steps:
        now += step
        if budget.spend(now):
            granted.append(now)
    assert all(sum(start <= moment < start + 60 for moment in granted) <= 5 for start in granted)


@pytest.mark.parametrize(
    ("phase", "allowed_s"),
    [
        (Phase.OPENING, 60.0),
        (Phase.BEGINNING, 2.0),
        (Phase.MAKING, 0.3),
        (Phase.WAITING, 0.3),
        (Phase.IDLE, 1.0),
    ],
)
def test_each_phase_has_its_deadline(phase: Phase, allowed_s: float) -> None:
    pulse = Pulse(LIMITS)
    assert not pulse.hung(100.0, phase, 1)
    assert not pulse.hung(100.0 + allowed_s - 0.01, phase, 1)
    assert pulse.hung(100.0 + allowed_s + 0.01, phase, 1)


def test_a_sign_of_life_starts_anew() -> None:
    pulse = Pulse(LIMITS)
    for beat in range(50):
        assert not pulse.hung(beat * 0.29, Phase.MAKING, beat)
    assert pulse.silent_s(49 * 0.29 + 0.1) == pytest.approx(0.1)


def test_a_slow_generator_is_not_a_hung_one() -> None:
    pulse = Pulse(LIMITS)
    for ms in (900.0, 1100.0, 1000.0):
        pulse.made(ms)
    assert not pulse.hung(0.0, Phase.MAKING, 1)
    assert not pulse.hung(1.2, Phase.MAKING, 1)
    assert pulse.hung(1.4, Phase.MAKING, 1)


def test_a_suspended_player_blames_nobody() -> None:
    watched = WatchedTime()
    assert watched.look(1000.0) == 0.0
    assert watched.look(1000.03) == pytest.approx(0.03)
    assert watched.look(9000.0) == pytest.approx(0.08)
    assert watched.look(8000.0) == pytest.approx(0.08), "a clock that runs back does not count"


@pytest.mark.parametrize(
    ("share", "is_hung"),
    [(0.0, True), (0.02, True), (0.2, False), (0.6, False), (0.95, True)],
)
def test_a_starved_worker_is_given_longer_and_a_stopped_or_endless_one_is_not(share: float, is_hung: bool) -> None:
    pulse, now = Pulse(LIMITS), 0.0
    for _ in range(110):
        found = pulse.hung(now, Phase.BEGINNING, 1, lambda at=now: share * at)  # type: ignore[misc]
        now += 0.02
    assert found is is_hung


def test_a_starved_worker_is_not_waited_for_without_end() -> None:
    pulse = Pulse(LIMITS)
    found = [pulse.hung(float(second), Phase.BEGINNING, 1, lambda at=second: 0.3 * at) for second in range(40)]  # type: ignore[misc]
    assert found.index(True) == 25
