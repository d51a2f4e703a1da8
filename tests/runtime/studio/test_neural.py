"""A neural stream in real workers: its branches lie on the shelf before the choice, cuts and continues alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from generators.base import Shot
from generators.causal import wan_tiny_random
from runtime.studio import Studio
from tests.runtime.studio.stage import LONGEST_S, PATIENT, continuing, shelved, spare_ready, until

SIZE = (128, 64)
TRUNK = Shot(prompt="A lighthouse at night. Rain.", seed=1)
BRANCH = Shot(prompt="A forest by day. Birds.", seed=2)


@pytest.fixture(scope="module")
def studio() -> Iterator[Studio]:
    with Studio("wan-tiny-random", SIZE, fallback="testcard", settings={"threads": 1}, deadlines=PATIENT) as opened:
        opened.wait_ready(LONGEST_S)
        yield opened


def seen(studio: Studio, take: int, index: int) -> np.ndarray:
    """The frame of that index, waited for."""
    until(studio, lambda: studio.available(take) > index)
    frame = studio.frame(take, index)
    assert frame is not None
    assert frame.index == index
    return frame.pixels.copy()


def test_the_first_frames_are_there_and_move(studio: Studio) -> None:
    studio.roll(1, TRUNK, None, cut=True)
    first, later = seen(studio, 1, 0), seen(studio, 1, 14)
    assert first.shape == (64, 128, 3)
    assert float(first.std()) > 3
    assert not np.array_equal(first, later)


def test_a_continued_branch_is_made_from_the_running_picture_before_it_is_chosen(studio: Studio) -> None:
    studio.roll(2, TRUNK, None, cut=True)
    seen(studio, 2, 12)
    branch = continuing(BRANCH)
    until(studio, lambda: shelved(studio, branch))
    before = studio.metrics()["shelf_hits"]
    studio.roll(3, branch, None, cut=True)
    assert studio.metrics()["shelf_hits"] == before + 1
    assert studio.available(3) > 0
    assert seen(studio, 3, 20).shape == (64, 128, 3)


def test_a_cut_is_made_by_the_spare(studio: Studio) -> None:
    until(studio, lambda: spare_ready(studio))
    until(studio, lambda: shelved(studio, BRANCH))
    studio.roll(4, BRANCH, None, cut=True)
    assert studio.available(4) > 0


def test_figures_of_a_neural_show(studio: Studio) -> None:
    figures = studio.metrics()
    assert figures["generated_fps"] > 0
    assert figures["first_chunk_ms_p50"] > 0
    assert figures["switch_ms_p50"] > 0
    assert 0 < figures["shelf_hit_rate"] <= 1


def test_the_likelier_of_two_cuts_goes_on_from_its_own_picture(studio: Studio) -> None:
    """The spare has made another branch since; what it shelved first is gone on with all the same, not begun anew."""
    other = Shot(prompt="A harbour in fog.", seed=3)
    studio.roll(5, TRUNK, None, cut=True)
    seen(studio, 5, 0)
    until(studio, lambda: spare_ready(studio))
    until(studio, lambda: shelved(studio, BRANCH, other))
    assert studio.metrics()["snapshots_mb"] > 0
    studio.roll(6, BRANCH, None, cut=True)
    frames = np.stack([seen(studio, 6, index) for index in range(45)])
    expected = whole(BRANCH, 45)
    assert int(np.abs(frames.astype(int) - expected).max()) <= 1


def whole(shot: Shot, count: int) -> np.ndarray:
    """So many frames of a shot by a generator that does nothing else."""
    alone = wan_tiny_random(SIZE)
    alone.begin(shot)
    made = [alone.next_chunk() for _ in range(-(-count // 12) + 1)]
    return np.concatenate(made)[:count]
