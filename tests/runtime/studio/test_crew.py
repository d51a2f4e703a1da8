"""Whoever starts processes may die, hang or get no thread: it is found at once, and tried again within the budget."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

import pytest

from runtime.studio.crew import START_PATIENCE_S, Casting, Crew
from runtime.studio.handle import Handle

FOUND_S = 20.0
LONGEST_S = 10.0


def crew_of(monkeypatch: pytest.MonkeyPatch, start: Any) -> Crew:
    monkeypatch.setattr(Handle, "start", start)
    return Crew(Casting(("testcard",), (64, 36), {}), deque())


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_starter_that_died_is_found_at_the_next_look(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []

    def die(*_: object) -> None:
        tries.append(1)
        raise SystemExit

    crew = crew_of(monkeypatch, die)
    crew.fill(0.0)
    assert crew._starter is not None
    crew._starter.join(LONGEST_S)
    crew.fill(0.02)
    assert list(crew.notices) == ["whoever starts processes died", "generator restarted"]
    crew._starter.join(LONGEST_S)
    assert len(tries) == 2


def test_a_start_that_hangs_is_given_up_within_twenty_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    gate, tries = threading.Event(), list[int]()

    def hang(*_: object) -> None:
        tries.append(1)
        gate.wait(LONGEST_S)
        raise OSError("too late")

    crew = crew_of(monkeypatch, hang)
    crew.fill(0.0)
    stuck = crew._starter
    crew.fill(START_PATIENCE_S)
    assert crew._starter is stuck
    crew.fill(START_PATIENCE_S + 0.1)
    assert START_PATIENCE_S + 0.1 <= FOUND_S
    assert crew._starter is not stuck
    assert crew.notices[0] == "no process was started within 18 s"
    gate.set()
    for thread in (stuck, crew._starter):
        assert thread is not None
        thread.join(LONGEST_S)
    assert len(tries) == 2


def test_a_system_without_threads_is_no_end_of_the_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    crew = crew_of(monkeypatch, lambda *_: None)
    with monkeypatch.context() as poor:

        def refuse(_: threading.Thread) -> None:
            raise RuntimeError("can't start new thread")

        poor.setattr(threading.Thread, "start", refuse)
        crew.fill(0.0)
        assert crew._starter is None
    assert list(crew.notices) == ["no process could be started: can't start new thread"]
    crew.fill(0.02)
    assert crew._starter is not None
    crew._starter.join(LONGEST_S)
