"""Generators that fall ill in real processes: nothing bad is shown, the fallback moves, who gets well comes back."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generators.base import Camera, Move, Shot
from generators.testcard import read_card, shot_code
from runtime.studio import Deadlines, Studio
from runtime.studio.crew import Crew
from runtime.studio.inspection import is_same
from runtime.studio.watchdog import Probation
from tests.runtime.studio.stage import LONGEST_S, SIZE, A, B, Viewer, spare_ready, until

SICKLY = "tests.runtime.studio.sickly:opened"
CALM = Deadlines(chunk_s=5.0, begin_s=20.0, idle_s=20.0)
PAN = Shot(prompt="PAN", camera=Camera(move=Move.PAN_LEFT), duration_s=8.0)
AHEAD = 16  # frames that lie in the ring, at least
OTHERS = ("grey", "memory", "not_a_number", "card_lost", "other_size", "no_bytes", "nothing")
MORE = [pytest.param(illness, marks=pytest.mark.soak) for illness in OTHERS]


def open_sickly(illness: str, file: Path) -> Studio:
    """A studio whose own generator is ill while `file` exists, with the test card to fall back on."""
    studio = Studio(SICKLY, SIZE, fallback="testcard", settings={"illness": illness, "file": str(file)}, deadlines=CALM)
    studio.wait_ready(LONGEST_S)
    return studio


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was given up is tried again at once."""
    made = Crew.__init__

    def eager(self: Crew, *words: Any, **more: Any) -> None:
        made(self, *words, **more)
        self._probation = Probation(first_s=0.0, longest_s=0.0)

    monkeypatch.setattr(Crew, "__init__", eager)


@pytest.mark.parametrize("illness", ["black", "card_memory", *MORE])
def test_an_ill_generator_shows_nothing_bad_and_the_fallback_goes_on(illness: str, tmp_path: Path) -> None:
    file = tmp_path / "ill"
    with open_sickly(illness, file) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(8))
        file.touch()
        studio._crew._budget.limit = 0  # the budget has its own test
        viewer.watch(1, A, range(8, 80))
        assert viewer.seen == [(1, index) for index in range(80)]
        assert studio.metrics()["level"] == 1


def test_one_that_gets_well_comes_back_at_the_next_cut(tmp_path: Path, soon: None) -> None:
    file = tmp_path / "ill"
    with open_sickly("black", file) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(4))
        file.touch()
        studio._crew._budget.limit = 0
        viewer.watch(1, A, range(4, 60))
        assert studio.metrics()["level"] == 1
        file.unlink()
        until(studio, lambda: bool(studio._crew.spare and studio._crew.spare.proved))
        viewer.watch(1, A, range(60, 100))
        assert studio.metrics()["level"] == 1, "nobody changes in the middle of a shot"
        studio.roll(2, B, None, cut=True)
        assert studio.metrics()["level"] == 0
        assert "tests.runtime.studio.sickly:opened is back" in studio.notices
        viewer.watch(2, B, range(60))
        until(studio, lambda: spare_ready(studio) and studio._crew.spare.level == 0)  # type: ignore[union-attr]


@pytest.mark.soak
def test_one_that_stays_ill_is_not_let_back_and_not_tried_for_ever(tmp_path: Path, soon: None) -> None:
    file = tmp_path / "ill"
    with open_sickly("grey", file) as studio:
        studio._crew._probation.most = 2
        viewer = Viewer(studio)
        file.touch()
        studio._crew._budget.limit = 0
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(20))
        until(studio, lambda: studio._crew._probation.tries == 2 and studio._crew.candidate is not None)
        until(studio, lambda: studio._crew.candidate is None)
        studio.roll(2, B, None, cut=True)
        viewer.watch(2, B, range(20))
        assert studio.metrics()["level"] == 1
        assert not studio._crew._probation.due(1e9)


def test_frozen_pictures_that_were_not_seen_yet_never_are(tmp_path: Path) -> None:
    file = tmp_path / "ill"
    with open_sickly("frozen", file) as studio:
        viewer = Viewer(studio)
        studio.roll(1, PAN, None, cut=True)
        viewer.watch(1, PAN, range(82))  # by then it is known to move
        until(studio, lambda: studio.available(1) >= 82 + AHEAD)
        file.touch()
        studio._crew._budget.limit = 0
        seen = []
        for index in range(82, 140):  # as in a show: with the ring full ahead of the viewer
            until(studio, lambda at=index: studio.available(1) >= at + AHEAD or studio.metrics()["level"] == 1)  # type: ignore[misc]
            until(studio, lambda at=index: studio.available(1) > at)  # type: ignore[misc]
            frame = studio.frame(1, index)
            assert frame is not None
            assert frame.index == index
            seen.append(frame.pixels.copy())
        assert not any(is_same(one, other) for one, other in pairwise(seen))
        assert any("frozen since frame" in notice for notice in studio.notices)


@pytest.mark.skipif(sys.platform == "win32", reason="the processor's time is told in other steps there")
def test_one_that_becomes_ten_times_slower_is_relieved(tmp_path: Path) -> None:
    file = tmp_path / "ill"
    with open_sickly("slow", file) as studio:
        studio.roll(1, A, None, cut=True)
        viewer = Viewer(studio)
        viewer.watch(1, A, range(80))
        until(studio, lambda: spare_ready(studio))
        file.touch()
        viewer.watch(1, A, range(80, 200))
        assert studio.metrics()["level"] == 1
        assert "generator became slow" in studio.notices
        file.unlink()
        viewer.watch(1, A, range(200, 220))
        frame = studio.frame(1, 219)
        assert frame is not None
        assert read_card(frame.pixels) == (shot_code(A), 219)
