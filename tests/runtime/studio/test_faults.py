"""Workers that die, hang or break their promise, in real processes: the viewer misses nothing."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from generators.base import Shot
from generators.testcard import read_card, shot_code
from runtime.errors import GeneratorError
from runtime.studio import Studio
from tests.runtime.studio.stage import (
    LONGEST_S,
    PATIENT,
    QUICK,
    SIZE,
    A,
    B,
    C,
    D,
    Viewer,
    open_studio,
    pids,
    shelved,
    spare_ready,
    until,
)

CARD = "generators.testcard:open_generator"  # the test card by another name
KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL


def test_killed_and_the_spare_goes_on() -> None:
    with open_studio() as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        for start in range(0, 160, 40):
            viewer.watch(1, A, range(start, start + 40))
            until(studio, lambda: spare_ready(studio))
            os.kill(pids(studio)[0], KILL)
        viewer.watch(1, A, range(160, 200))
        assert viewer.seen == [(1, index) for index in range(200)]
        assert studio.metrics()["restarts"] >= 3
        assert "generator died" in studio.notices


def test_frames_of_the_dead_stay_readable() -> None:
    with open_studio() as studio:
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: spare_ready(studio) and studio.available(1) >= 12)
        os.kill(pids(studio)[0], KILL)
        until(studio, lambda: studio.metrics()["faults"] > 0)
        Viewer(studio).watch(1, A, range(30))


def test_killed_with_cuts_planned() -> None:
    with open_studio(delay_ms=5) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, 15, cut=True, tail_frames=3)
        studio.roll(2, B, 9, cut=False)
        studio.roll(3, C, 30, cut=False)
        studio.roll(4, D, None, cut=False)
        until(studio, lambda: spare_ready(studio))
        os.kill(pids(studio)[0], KILL)
        viewer.watch(1, A, range(18))
        viewer.watch(2, B, range(9))
        until(studio, lambda: spare_ready(studio))
        os.kill(pids(studio)[0], KILL)
        viewer.watch(3, C, range(30))
        viewer.watch(4, D, range(20))
        assert studio.metrics()["faults"] == 2


def test_a_lost_spare_is_replaced_and_its_shelf_made_again() -> None:
    with open_studio() as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: shelved(studio, B))
        os.kill(pids(studio)[1], KILL)
        until(studio, lambda: studio.metrics()["faults"] == 1)
        assert shelved(studio, B), "what it had finished stays"
        until(studio, lambda: shelved(studio, B, C))
        studio.roll(2, B, None, cut=True)
        assert studio.available(2) >= 8
        viewer.watch(2, B, range(40))


def test_both_killed_at_once() -> None:
    with open_studio() as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: shelved(studio, B))
        for pid in pids(studio):
            os.kill(pid, KILL)
        viewer.watch(1, A, range(50))
        until(studio, lambda: shelved(studio, B))
        studio.roll(2, B, None, cut=True)
        viewer.watch(2, B, range(20))


def test_killed_right_after_a_hit() -> None:
    with open_studio() as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: shelved(studio, B))
        spare = pids(studio)[1]
        studio.roll(2, B, None, cut=True)
        os.kill(spare, KILL)
        viewer.watch(2, B, range(60))
        assert viewer.seen == [(2, index) for index in range(60)]


def test_without_a_spare_a_new_worker_goes_on() -> None:
    with Studio("testcard", SIZE, fallback="testcard", spare=False, deadlines=PATIENT) as studio:
        studio.wait_ready(LONGEST_S)
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(10))
        assert studio._crew.running is not None
        studio._crew.running.process.kill()
        viewer.watch(1, A, range(10, 50))
        assert studio._crew.spare is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot stop a process")
def test_stopped_workers_count_as_hung() -> None:
    with open_studio(deadlines=QUICK, delay_ms=5) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(30))
        until(studio, lambda: spare_ready(studio))
        os.kill(pids(studio)[0], signal.SIGSTOP)
        viewer.watch(1, A, range(30, 80))
        assert "generator hung" in studio.notices


@pytest.mark.parametrize("fault", ["fail_after", "exit_after", "hang_after", "wrong_size_after"])
def test_a_fault_is_not_seen(fault: str, tmp_path: Path) -> None:
    told: dict[str, Any] = {fault: 5, "once": str(tmp_path / "struck")}
    with open_studio(deadlines=QUICK if "hang" in fault else PATIENT, **told) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, 25, cut=True)
        studio.roll(2, B, None, cut=False)
        viewer.watch(1, A, range(25))
        viewer.watch(2, B, range(40))
        assert studio.metrics()["faults"] >= 1
        assert studio.metrics()["level"] == 0


def test_hanging_while_it_begins(tmp_path: Path) -> None:
    with open_studio(deadlines=QUICK, begin_hangs=True, once=str(tmp_path / "struck")) as studio:
        studio.roll(1, A, None, cut=True)
        Viewer(studio).watch(1, A, range(20))
        assert "generator hung" in studio.notices


def test_what_the_generator_said_is_noted(tmp_path: Path) -> None:
    with open_studio(fail_after=2, once=str(tmp_path / "struck")) as studio:
        studio.roll(1, A, None, cut=True)
        Viewer(studio).watch(1, A, range(20))
        assert "generator failed: CardError: the card was told to fail after 2 chunks" in studio.notices


def test_when_the_budget_is_spent_the_fallback_goes_on() -> None:
    with Studio(
        CARD,
        SIZE,
        fallback="testcard",
        settings={"fail_after": 3, "fps": "30", "chunk_frames": 2},
        deadlines=PATIENT,
    ) as studio:
        studio.wait_ready(LONGEST_S)
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(120))
        assert viewer.seen == [(1, index) for index in range(120)]
        assert studio.metrics()["level"] == 1
        assert studio.metrics()["restarts"] == 5
        assert "fallback generator: testcard" in studio.notices
        assert studio.format.fps == 30


def test_when_the_fallback_fails_too_there_is_the_test_card() -> None:
    refuse = "tests.runtime.studio.stubborn:refuse"
    with Studio(CARD, SIZE, fallback=refuse, settings={"open_fails": True}, deadlines=PATIENT) as studio:
        studio.roll(1, A, None, cut=True)
        Viewer(studio).watch(1, A, range(30))
        assert studio.metrics()["level"] == 2


def test_a_fallback_of_another_size_is_not_shown(tmp_path: Path) -> None:
    generator, fallback = "tests.runtime.studio.stubborn:only_one", "tests.runtime.studio.stubborn:other_size"
    told = {"once": str(tmp_path / "first")}
    with Studio(generator, SIZE, fallback=fallback, settings=told, deadlines=PATIENT) as studio:
        studio.wait_ready(LONGEST_S)
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: spare_ready(studio))
        os.kill(pids(studio)[0], KILL)
        Viewer(studio).watch(1, A, range(60))
        assert any("makes 32x32" in notice for notice in studio.notices)


def test_a_generator_that_cannot_open_says_why() -> None:
    with (
        Studio("testcard", SIZE, settings={"open_fails": True}) as studio,
        pytest.raises(GeneratorError, match="testcard did not open: CardError: the card was told to fail"),
    ):
        studio.wait_ready(LONGEST_S)


def test_who_does_not_wait_gets_the_fallback() -> None:
    with Studio(CARD, SIZE, fallback="testcard", settings={"open_fails": True}, deadlines=PATIENT) as studio:
        studio.roll(1, A, None, cut=True)
        Viewer(studio).watch(1, A, range(20))
        assert studio.metrics()["level"] == 1


def test_a_second_copy_that_does_not_fit_becomes_a_small_spare(tmp_path: Path) -> None:
    only_one = {"once": str(tmp_path / "first")}
    generator = "tests.runtime.studio.stubborn:only_one"
    with Studio(generator, SIZE, fallback="testcard", settings=only_one, deadlines=PATIENT) as studio:
        studio.wait_ready(LONGEST_S)
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: spare_ready(studio))
        assert studio._crew.spare is not None
        assert (studio.metrics()["level"], studio._crew.spare.level) == (0, 1)
        studio.preroll([B])
        viewer.watch(1, A, range(30))
        assert not shelved(studio, B), "pictures of two generators are not mixed without need"
        os.kill(pids(studio)[0], KILL)
        viewer.watch(1, A, range(30, 60))


def test_a_picture_on_the_screen_survives_everything() -> None:
    with open_studio() as studio:
        shots = [Shot(prompt=str(number)) for number in range(4)]
        studio.roll(1, shots[0], None, cut=True)
        until(studio, lambda: studio.available(1) >= 8 and spare_ready(studio))
        frame = studio.frame(1, 7)
        assert frame is not None
        kept = frame.pixels
        for pid in pids(studio):
            os.kill(pid, KILL)
        studio.roll(2, shots[1], None, cut=True)
        Viewer(studio).watch(2, shots[1], range(50))
        assert read_card(kept)[0] in {shot_code(shot) for shot in shots}, "memory that is looked at is never unmapped"
