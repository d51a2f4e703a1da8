"""The workshop makes each thing once, off the caller's thread, and keeps within its bound."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from runtime.audio.workshop import LARGE, SMALL_BYTES, Workshop


def test_a_thing_is_made_elsewhere_and_taken_when_ready() -> None:
    shop, gate, seen = Workshop(), threading.Event(), []

    def make() -> str:
        gate.wait(10)
        seen.append(threading.current_thread())
        return "made"

    shop.ask("a", make, 1)
    assert shop.take("a") is None
    gate.set()
    assert shop.settle(10)
    assert shop.take("a") == "made"
    assert seen[0] is not threading.current_thread()


def test_asking_twice_makes_once() -> None:
    shop, made = Workshop(), []
    for _ in range(5):
        shop.ask("a", lambda: made.append(1), 1)
    assert shop.settle(10)
    shop.ask("a", lambda: made.append(1), 1)
    assert shop.settle(10)
    assert made == [1]


def test_orders_are_made_in_turn() -> None:
    shop = Workshop()
    made: list[int] = []
    for number in range(20):
        shop.ask(number, partial(made.append, number), 1)
    assert shop.settle(10)
    assert made == list(range(20))


def test_waiting_makes_at_once_in_the_callers_thread() -> None:
    shop = Workshop(wait=True)
    shop.ask("a", threading.current_thread, 1)
    assert shop.take("a") is threading.current_thread()


def test_what_was_not_used_for_long_is_let_go() -> None:
    shop = Workshop(wait=True, kept_bytes=30)
    for key in "abc":
        shop.ask(key, partial(str, key), 10)
    shop.take("a")
    shop.ask("d", lambda: "d", 10)
    assert [shop.take(key) for key in "abcd"] == ["a", None, "c", "d"]


def test_small_things_are_not_pushed_out_by_large_ones() -> None:
    shop = Workshop(wait=True, kept_bytes=3 * LARGE)
    shop.ask("knock", lambda: "knock", 1000)
    for key in "abcdef":
        shop.ask(key, partial(str, key), LARGE)
    assert shop.take("knock") == "knock"
    assert [shop.take(key) for key in "abcdef"] == [None, None, None, "d", "e", "f"]


def test_small_things_have_a_bound_too() -> None:
    shop = Workshop(wait=True)
    for number in range(40):
        shop.ask(number, partial(str, number), LARGE // 2)
    held = [number for number in range(40) if shop.take(number)]
    assert len(held) * LARGE // 2 <= SMALL_BYTES
    assert held[-1] == 39


def test_one_thing_too_large_is_kept_all_the_same() -> None:
    shop = Workshop(wait=True, kept_bytes=5)
    shop.ask("a", lambda: "large", 10)
    assert shop.take("a") == "large"


def test_what_cannot_be_made_is_noted_and_others_are_made() -> None:
    shop = Workshop()
    shop.ask("bad", lambda: 1 // 0, 1)
    shop.ask("good", lambda: "good", 1)
    assert shop.settle(10)
    assert shop.take("bad") is None
    assert shop.take("good") == "good"
    assert len(shop.failures) == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_thread_that_died_is_replaced_by_the_next_call() -> None:
    shop = Workshop()

    def die() -> None:
        raise SystemExit

    shop.ask("deadly", die, 1)
    first = shop._thread
    assert first is not None
    first.join(10)
    shop.ask("good", lambda: "good", 1)
    assert shop.settle(10)
    assert shop.take("good") == "good"
    assert shop.has_failed("deadly")
    assert shop._thread is not first


def test_who_asks_is_answered_by_the_thread_or_at_once_where_there_is_none() -> None:
    shop, told = Workshop(), list[threading.Thread]()
    shop.prove(lambda: told.append(threading.current_thread()))
    assert told == [threading.current_thread()]
    shop.ask("a", lambda: "made", 1)
    answered = threading.Event()
    shop.prove(lambda: told.append(threading.current_thread()))
    shop.prove(answered.set)
    assert answered.wait(10)
    assert told[1] is shop._thread
    shop.close()
    shop.prove(lambda: told.append(threading.current_thread()))
    assert told[2] is threading.current_thread()


def test_a_workshop_that_is_closed_ends_its_thread_and_holds_nothing() -> None:
    before = set(threading.enumerate())
    shop, gate = Workshop(), threading.Event()
    shop.ask("a", lambda: "made", 1)
    assert shop.settle(10)
    shop.ask("b", lambda: gate.wait(10), 1)
    shop.ask("c", lambda: "never", 1)
    threads = set(threading.enumerate()) - before
    shop.close()
    gate.set()
    for one in threads:
        one.join(10)
    assert not any(one.is_alive() for one in threads)
    shop.ask("d", lambda: "nothing more is made", 1)
    assert [shop.take(key) for key in "abcd"] == [None] * 4
