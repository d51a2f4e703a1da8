"""The soak of a show in small: real visits at twenty times the speed, with leaks that are planted and must be found."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field

import pygame
import pytest

from runtime.player.playloop import Loop
from tests.soak import showing
from tests.soak.gauges import LEAST_POINTS, Gauge, most_typefaces, read_gauge
from tests.soak.judgement import judged
from tests.soak.monkey import Event, Monkey, Size
from tests.soak.proof import Result
from tests.soak.showing import Terms, Visit, Witness, played

BLOCK = 24_000_000  # bytes that leak at each visit
VISIT_S = 2.0


@dataclass
class Leak:
    """Memory, a descriptor and a thread that nobody gives back."""

    block: bytearray = field(default_factory=lambda: bytearray(b"x") * BLOCK)
    handle: int = field(default_factory=lambda: os.dup(0))
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        threading.Thread(target=self.gate.wait, name="lost", daemon=True).start()


def _release(witness: Witness) -> None:
    for kept in witness.kept:
        assert isinstance(kept, Leak)
        os.close(kept.handle)
        kept.gate.set()


def _named(results: list[Result]) -> dict[str, Result]:
    return {one.name.partition(": ")[2]: one for one in results}


def test_a_show_is_played_and_planted_leaks_are_found() -> None:
    witness = played(Terms(visit_s=0.8, least=3, plant=Leak), 3, time.monotonic())
    found = _named(judged("show", witness, 3))
    _release(witness)
    assert found["exceptions"].passed, found["exceptions"].note
    assert found["exceptions"].n > 5
    assert found["longest without a new frame"].n > 2
    assert found["shared memory gained"].worst == 0
    assert found["shared memory left"].passed
    for name in ("threads gained", "descriptors gained"):
        assert not found[name].passed, name
        assert found[name].worst >= 1


def test_an_exception_in_the_loop_is_found_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real, passes = Loop.take_votes, [0]

    def break_down(loop: Loop) -> None:
        passes[0] += 1
        if passes[0] == 2:
            raise ArithmeticError("planted")
        real(loop)

    monkeypatch.setattr(Loop, "take_votes", break_down)
    witness = played(Terms(visit_s=0.4), 3, time.monotonic())
    problem = _named(judged("show", witness, 3))["exceptions"]
    assert (problem.worst, problem.passed) == (1, False)
    assert "planted (test_showing.py:" in problem.note


def test_what_is_lost_within_a_visit_is_found_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = Witness()

    def lose() -> Gauge:
        lost.kept.append(Leak(bytearray()))
        return read_gauge()

    monkeypatch.setattr(showing, "read_gauge", lose)
    monkeypatch.setattr(showing, "is_whole", lambda *_: True)  # however slow this machine is
    monkeypatch.setattr(showing, "LOOK_S", 0.02)
    monkeypatch.setattr(showing, "GOING_S", 0.0)
    found = _named(judged("show", played(Terms(visit_s=1.0), 3, time.monotonic()), 3))
    _release(lost)
    for name in ("threads gained", "descriptors gained"):
        assert not found[name].passed, name
    assert "lost" in found["threads gained"].note


def test_a_curtain_that_rises_in_the_middle_of_a_visit_is_no_leak(monkeypatch: pytest.MonkeyPatch) -> None:
    real, rises_s = Monkey.events, 0.75 * VISIT_S * Terms().speed

    def wait(monkey: Monkey, now_s: float, size: Size) -> list[Event]:
        return (
            [Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0), *real(monkey, now_s, size)] if now_s > rises_s else []
        )

    monkeypatch.setattr(Monkey, "events", wait)
    monkeypatch.setattr(showing, "LOOK_S", 0.05)
    witness = played(Terms(visit_s=VISIT_S), 3, time.monotonic() + VISIT_S)
    found = _named(judged("show", witness, 3))
    assert found["threads gained"].passed, found["threads gained"].note
    assert found["descriptors gained"].passed
    assert all("saves" in gauge.names for gauge in witness.visits[0].gauges)


def _grown(per_visit_mb: float, visits: int = 30, jitter_mb: float = 4.0) -> Witness:
    """What would be seen of a process that grows by so much at each visit of ten minutes of show."""
    witness = Witness(frames=100, acts=10, stretches=9, show_s=600.0 * visits)
    for n in range(visits):
        mb = 220 + per_visit_mb * n + jitter_mb * ((n * 7) % 5 - 2)
        gauges = [Gauge(mb + shift, 20 + n % 2, 5, 3, 30.0) for shift in (-1, 0, 1, 60, 0, 1)]
        witness.visits.append(Visit(600.0 * n, gauges, Gauge(mb - 90, 11, 2, 0, 0.0)))
    return witness


def test_a_process_that_grows_is_found_and_one_that_does_not_passes() -> None:
    for per_visit_mb, passed in ((0.0, True), (-0.5, True), (1.5, False)):
        found = _named(judged("show", _grown(per_visit_mb), 3))
        assert found["growth that is certain"].passed is passed, per_visit_mb
        assert found["descriptors gained"].passed
        assert found["threads gained"].passed
    assert not _named(judged("show", _grown(5.0), 3))["memory gained"].passed


def test_too_few_visits_prove_nothing_of_memory() -> None:
    few, enough = LEAST_POINTS, LEAST_POINTS + 1  # the first visits warm up, and do not count
    memory = _named(judged("show", _grown(0.0, few), 3))["memory gained"]
    assert (memory.n, memory.passed, memory.note) == (0, False, "too few visits")
    assert "growth that is certain" not in _named(judged("show", _grown(0.0, few), 3))
    found = _named(judged("show", _grown(0.0, enough), 3))
    assert found["memory gained"].passed
    assert found["growth that is certain"].n == LEAST_POINTS


def test_a_descriptor_that_is_lost_within_a_long_visit_is_found() -> None:
    witness = _grown(0.0)
    witness.visits[-1].gauges = [Gauge(220, 20 + n, 5, 3, 30.0) for n in range(12)]
    assert not _named(judged("show", witness, 3))["descriptors gained"].passed


def test_more_typefaces_than_the_canvas_keeps_are_a_leak() -> None:
    witness = _grown(0.0)
    for count, passed in ((most_typefaces(), True), (most_typefaces() + 1, False)):
        witness.visits[-1].gauges = [Gauge(220, 20, 5, 3, 30.0, count)] * 6
        assert _named(judged("show", witness, 3))["typefaces open"].passed is passed


def test_frames_that_come_less_evenly_at_the_end_are_found() -> None:
    witness = _grown(0.0)
    for last_s, passed in ((0.0425, True), (0.052, False)):
        for _ in range(500):
            witness.intervals.add(0.0, 0.042)
            witness.intervals.add(0.99, last_s)
        found = _named(judged("show", witness, 3))
        assert found["p99 interval worse by"].passed is passed
        assert "p99 interval worse by" not in _named(judged("show", witness, 3, paced=False))
