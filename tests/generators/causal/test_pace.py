"""In time: what is given up, in which order, and what comes back."""

from __future__ import annotations

from generators.causal.pace import QUICK_CHUNKS, SLOW_CHUNKS, TRIES, Pace, ladder, smaller

PLANS = ladder((832, 480), (12, 9, 6), (4, 3, 2))


def pace(rung: int = 0) -> Pace:
    return Pace(PLANS, 750.0, rung)


def test_the_window_goes_first_then_steps_then_the_size() -> None:
    assert [(p.window, p.steps, p.size[0]) for p in PLANS] == [
        (12, 4, 832), (9, 4, 832), (6, 4, 832), (6, 3, 832), (6, 2, 832), (6, 2, 576), (6, 2, 416),
    ]  # fmt: skip


def test_sizes_are_multiples_of_sixteen() -> None:
    assert smaller((832, 480), 0.7) == (576, 336)
    assert smaller((100, 60), 0.1) == (64, 64)


def test_a_slow_chunk_or_two_change_nothing() -> None:
    one = pace()
    assert [one.measured(2000) for _ in range(SLOW_CHUNKS - 1)] == [False] * (SLOW_CHUNKS - 1)
    assert one.rung == 0
    assert one.measured(2000)
    assert one.rung == 1


def test_a_single_slow_chunk_among_quick_ones_is_forgiven() -> None:
    one = pace()
    assert not any(one.measured(ms) for ms in (500, 5000, 500, 500, 500, 500))


def test_it_ends_at_the_last_rung() -> None:
    one = pace()
    for _ in range(100):
        one.measured(9000)
    assert one.plan == PLANS[-1]
    assert one.share > 1


def test_what_was_given_up_comes_back_when_there_is_room() -> None:
    one = pace(2)
    changed = [one.measured(100) for _ in range(QUICK_CHUNKS)]
    assert changed == [False] * (QUICK_CHUNKS - 1) + [True]
    assert one.rung == 1


def test_a_rung_that_was_too_slow_twice_is_left_alone() -> None:
    one = pace()
    for _ in range(TRIES):
        for _ in range(SLOW_CHUNKS):
            one.measured(2000)
        for _ in range(QUICK_CHUNKS):
            one.measured(100)
    assert one.rung == 1
    assert not any(one.measured(100) for _ in range(3 * QUICK_CHUNKS))


def test_in_between_nothing_moves() -> None:
    one = pace(1)
    assert not any(one.measured(500) for _ in range(200))


def test_nothing_measured_is_no_load() -> None:
    assert pace().share == 0.0
