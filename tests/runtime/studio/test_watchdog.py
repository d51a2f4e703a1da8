"""When a worker counts as hung and how often one is restarted; seconds are numbers here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.studio.ring import Phase
from runtime.studio.watchdog import KNOWN_CHUNKS, Budget, Deadlines, Probation, Pulse, Tempo, WatchedTime

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


def tempo_of(*chunks_ms: float, share: float = 1.0) -> Tempo:
    """After chunks of 167 ms of film, made with that share of a processor."""
    tempo = Tempo()
    for ms in chunks_ms:
        tempo.made(ms, 167.0, share * ms)
    return tempo


def test_many_times_slower_than_usual_and_than_film_is_slow() -> None:
    usual = [50.0] * 20
    assert tempo_of(*usual, 500.0, 520.0).is_slow
    assert not tempo_of(*usual, 500.0, 50.0, 520.0).is_slow, "a hiccup now and then"
    assert not tempo_of(*usual, 160.0, 160.0).is_slow, "as fast as it is shown"
    assert not tempo_of(*usual, 190.0, 190.0).is_slow, "not many times slower"


def test_a_generator_that_was_never_fast_is_not_slow() -> None:
    assert not tempo_of(*[900.0] * 20).is_slow
    assert not tempo_of(500.0, 520.0, 510.0).is_slow, "nothing is usual yet"


def test_a_processor_that_is_shared_is_not_the_generators_fault() -> None:
    assert not tempo_of(*[50.0] * 20, *[500.0] * 5, share=0.3).is_slow


def test_what_stays_slow_is_usual_from_then_on() -> None:
    tempo = tempo_of(*[50.0] * 20, *[500.0] * KNOWN_CHUNKS)
    assert not tempo.is_slow
    assert tempo.usual_ms == 500.0


def test_the_next_worker_begins_without_a_fault() -> None:
    tempo = tempo_of(*[50.0] * 20, 500.0, 520.0)
    tempo.forget()
    assert not tempo.is_slow


def test_what_was_given_up_is_tried_again_ever_less_often_and_not_for_ever() -> None:
    probation, tried, now = Probation(first_s=20.0, longest_s=300.0, most=6), [], 0.0
    while now < 3000.0:
        if probation.due(now):
            tried.append(now)
        now += 1.0
    assert tried == [20.0, 61.0, 142.0, 303.0, 604.0, 905.0]


def test_one_that_held_out_has_all_its_tries_again() -> None:
    probation = Probation(first_s=1.0, longest_s=100.0, most=1)
    assert [probation.due(now) for now in (0.0, 2.0, 500.0, 900.0)] == [False, True, False, False]
    probation.well(1000.0)
    probation.well(1050.0)
    assert not probation.due(1051.0)
    probation.well(1052.0)
    probation.well(1153.0)
    assert not probation.due(1154.0)
    assert probation.due(1156.0)
