"""Where frames lie, and when they are given back; rings without a worker."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from generators.base import Format, Shot, Transition
from runtime.studio.orders import Roll
from runtime.studio.ring import Ring
from runtime.studio.takes import Take, Takes

TINY = Format(width=16, height=16)
HARD = Shot(prompt="cut")
SOFT = Shot(prompt="dissolve", transition=Transition.DISSOLVE)


@pytest.fixture
def ring() -> Iterator[Ring]:
    made = Ring.create(TINY, 40)
    yield made
    made.release()


def make(takes: Takes, ring: Ring, number: int, frames: range) -> None:
    """What a worker would do."""
    for index in frames:
        ring.write(number, index, np.zeros((16, 16, 3), np.uint8))
    takes.gather(ring.peek(), ring)


def see(takes: Takes, number: int, index: int) -> None:
    """What a viewer would do in one step."""
    found = takes.find(number, index)
    assert found is not None
    takes.read(*found)
    takes.release()


def roll(takes: Takes, number: int, shot: Shot = HARD, frames: int | None = None) -> None:
    takes.add(Take(Roll(number, shot, frames)))


def test_passed_frames_go_back(ring: Ring) -> None:
    takes = Takes()
    roll(takes, 1)
    make(takes, ring, 1, range(10))
    see(takes, 1, 6)
    assert ring.free() == 40 - 4
    assert takes.find(1, 5) is None
    assert takes.ahead() == 3


def test_the_frame_on_the_screen_stays(ring: Ring) -> None:
    takes = Takes()
    roll(takes, 1)
    make(takes, ring, 1, range(3))
    for _ in range(5):
        see(takes, 1, 99)
    assert ring.free() == 39


@pytest.mark.parametrize(("shot", "kept"), [(HARD, 0), (SOFT, 5)])
def test_the_outgoing_take_stays_for_a_transition_only(ring: Ring, shot: Shot, kept: int) -> None:
    takes = Takes()
    takes.second = 8
    roll(takes, 1)
    make(takes, ring, 1, range(8))
    see(takes, 1, 3)
    takes.outnumber(2)
    roll(takes, 2, shot)
    make(takes, ring, 2, range(12))
    see(takes, 2, 0)
    assert ring.free() == 40 - 12 - kept
    see(takes, 2, 8)
    assert ring.free() == 40 - 4
    assert takes.get(1) is None


def test_what_was_never_on_the_screen_goes_at_once(ring: Ring) -> None:
    takes = Takes()
    for number in (1, 2):
        roll(takes, number)
        make(takes, ring, number, range(5))
    see(takes, 1, 0)
    takes.outnumber(3)
    assert takes.get(2) is None
    assert takes.get(1) is not None
    assert takes.released_unseen == 5


def test_frames_that_come_too_late_or_twice_go_straight_back(ring: Ring) -> None:
    takes = Takes()
    roll(takes, 1)
    make(takes, ring, 1, range(4))
    make(takes, ring, 1, range(2, 5))
    make(takes, ring, 7, range(2))
    assert ring.free() == 40 - 5
    assert takes.find(1, 9) is not None
    roll(takes, 2)
    assert takes.find(2, 0) is None


def test_running_short(ring: Ring) -> None:
    takes = Takes()
    assert takes.all_complete()
    assert not takes.run_short()
    roll(takes, 1, frames=20)
    assert takes.run_short()
    make(takes, ring, 1, range(12))
    assert not takes.run_short()
    see(takes, 1, 3)
    assert takes.run_short()
    make(takes, ring, 1, range(12, 20))
    see(takes, 1, 18)
    assert not takes.run_short(), "all that was ordered is there"
