"""Takes, cuts, prerolls and tails, with test cards in real worker processes: every frame once, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from generators.base import Transition
from generators.testcard import read_card, shot_code
from runtime.errors import GeneratorError
from runtime.studio import Studio
from tests.runtime.studio.stage import (
    SIZE,
    A,
    B,
    C,
    D,
    Scene,
    Viewer,
    blocks,
    continuing,
    open_studio,
    pids,
    shelved,
    spare_ready,
    until,
)


@pytest.fixture(scope="module")
def opened() -> Iterator[Studio]:
    """One studio for many tests: processes take their time to start."""
    with open_studio() as studio:
        yield studio


@pytest.fixture
def studio(opened: Studio) -> Scene:
    """The shared studio, counted anew for every test."""
    opened.preroll([])
    opened.tick()
    return Scene(opened, max((take.roll.take for take in opened._script), default=0))


def test_promises_the_format_of_the_generator() -> None:
    with open_studio(fps="25", chunk_frames=3) as studio:
        assert (str(studio.format.fps), studio.format.chunk_frames) == ("25", 3)


def test_an_endless_take_has_every_frame(studio: Scene) -> None:
    viewer = Viewer(studio)
    assert studio.frame(1, 0) is None
    studio.roll(1, A, None, cut=True)
    viewer.watch(1, A, range(120))
    assert viewer.seen == [(1, index) for index in range(120)]


@pytest.mark.parametrize("transition", [Transition.CUT, Transition.DISSOLVE])
def test_a_viewer_who_was_away_for_a_whole_take_sees_the_next(studio: Scene, transition: Transition) -> None:
    """A machine that stood still: the ring is full of what nobody will ask for any more."""
    later = C.model_copy(update={"transition": transition})
    studio.roll(1, A, 60, cut=True)
    studio.roll(2, B, 60, cut=False)
    studio.roll(3, later, None, cut=False)
    until(studio, lambda: studio.frame(1, 3) is not None and studio.available(1) > 12)
    index = count(40)

    def is_on() -> bool:
        """As a screen asks: what is due, and below it what was due before."""
        now = next(index)
        due, below = studio.frame(3, now), studio.frame(2, now)
        return due is not None and (below is None or below.index > 0)

    until(studio, is_on)
    assert studio.metrics()["generated"] < 60, "what nobody sees is not made"
    newest = studio.frame(3, next(index))
    assert newest is not None
    assert read_card(newest.pixels)[0] == shot_code(later)


def test_a_late_viewer_gets_the_newest_frame_that_is_not_ahead(studio: Scene) -> None:
    studio.roll(1, A, 10, cut=True)
    until(studio, lambda: studio.available(1) == 10)
    for asked, got in ((0, 0), (4, 4), (500, 9)):
        frame = studio.frame(1, asked)
        assert frame is not None
        assert frame.index == got
    assert studio.metrics()["repeated"] == 0
    studio.frame(1, 501)
    assert studio.metrics()["repeated"] == 1


def test_a_take_that_begins_in_its_middle_makes_what_follows_and_nothing_before(studio: Scene) -> None:
    until(studio, lambda: shelved(studio, B))
    viewer = Viewer(studio)
    studio.roll(1, A, None, cut=True)
    viewer.watch(1, A, range(5))
    studio.roll(2, B, 40, cut=True, at_frame=30)
    studio.roll(3, C, None, cut=False)
    viewer.watch(2, B, range(30, 40))
    viewer.watch(3, C, range(5))
    second, third = studio.last - 1, studio.last
    assert viewer.seen[5:] == [*((second, index) for index in range(30, 40)), *((third, index) for index in range(5))]


def test_planned_cuts_are_made_ahead(studio: Scene) -> None:
    viewer = Viewer(studio)
    studio.roll(1, A, 5, cut=True)
    studio.roll(2, B, 6, cut=False)
    studio.roll(3, C, None, cut=False)
    until(studio, lambda: studio.available(3) >= 4)
    assert (studio.available(1), studio.available(2)) == (5, 6)
    viewer.watch(1, A, range(5))
    viewer.watch(2, B, range(6))
    viewer.watch(3, C, range(30))
    assert studio.metrics()["missing"] == 0


def test_long_chains_of_short_takes(studio: Scene) -> None:
    viewer = Viewer(studio)
    lengths = [1, 7, 3, 24, 2, 30, 4, 4, 25]
    shots = [A, B, C, D]
    for number, frames in enumerate(lengths, 1):
        studio.roll(number, shots[number % 4], frames, cut=False)
    for number, frames in enumerate(lengths, 1):
        viewer.watch(number, shots[number % 4], range(frames))
    assert len(viewer.seen) == sum(lengths)


def test_a_tail_is_kept_for_a_dissolve(studio: Scene) -> None:
    viewer = Viewer(studio)
    dissolving = B.model_copy(update={"transition": Transition.DISSOLVE})
    studio.roll(1, A, 30, cut=True, tail_frames=24)
    studio.roll(2, dissolving, None, cut=False)
    viewer.watch(1, A, range(30))
    for step in range(24):
        viewer.watch(2, dissolving, range(step, step + 1))
        viewer.watch(1, A, range(30 + step, 31 + step))
    viewer.watch(2, dissolving, range(24, 60))
    assert studio.frame(1, 53) is None, "the dissolve is long over"


def test_what_was_on_the_screen_stays_for_an_unplanned_dissolve(studio: Scene) -> None:
    dissolving = B.model_copy(update={"transition": Transition.DISSOLVE})
    studio.roll(1, A, None, cut=True)
    Viewer(studio).watch(1, A, range(9))
    studio.roll(2, dissolving, None, cut=True)
    viewer = Viewer(studio)
    for index in range(20):
        viewer.watch(2, dissolving, range(index, index + 1))
        outgoing = studio.frame(1, 9 + index)
        assert outgoing is not None
        assert read_card(outgoing.pixels) == (shot_code(A), outgoing.index)


def test_after_a_hard_cut_the_old_take_is_gone(studio: Scene) -> None:
    studio.roll(1, A, None, cut=True)
    viewer = Viewer(studio)
    viewer.watch(1, A, range(9))
    studio.roll(2, B, None, cut=True)
    viewer.watch(2, B, range(50))
    assert studio.frame(1, 9) is None


def test_a_preroll_shows_in_the_same_step(studio: Scene) -> None:
    viewer = Viewer(studio)
    studio.roll(1, A, None, cut=True)
    viewer.watch(1, A, range(10))
    until(studio, lambda: shelved(studio, B, C))
    running, spare = pids(studio)
    studio.roll(2, C, None, cut=True)
    frame = studio.frame(2, 0)
    assert frame is not None, "no tick, no message, no wait"
    viewer.check(frame, C)
    assert studio.available(2) >= 8
    viewer.watch(2, C, range(1, 60))
    assert pids(studio) == (spare, running)
    assert studio.metrics()["shelf_hits"] == 1


def test_prerolls_all_the_way(studio: Scene) -> None:
    viewer = Viewer(studio)
    shots = [A, B, C, D]
    studio.roll(1, A, None, cut=True)
    for take in range(1, 13):
        shot, following = shots[take % 4 - 1], shots[take % 4]
        viewer.watch(take, shot, range(take * 3))
        until(studio, lambda wish=following: shelved(studio, wish, A))  # type: ignore[misc]
        studio.roll(take + 1, following, None, cut=True)
        assert studio.available(take + 1) >= 8
    viewer.watch(13, shots[0], range(40))


def test_a_cut_while_its_preroll_is_being_made() -> None:
    with open_studio(delay_ms=120) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, 4, cut=True)
        until(studio, lambda: studio.available(1) == 4 and spare_ready(studio))
        studio.preroll([B])
        until(studio, lambda: studio._shelf is not None and studio._shelf.get((B.digest(), "")) is not None)
        studio.roll(2, B, None, cut=True)
        viewer.watch(2, B, range(30))
        assert viewer.seen == [(2, index) for index in range(30)]


def test_cuts_without_a_preroll(studio: Scene) -> None:
    viewer = Viewer(studio)
    for take, shot in enumerate([A, B, C, D, A, B], 1):
        studio.roll(take, shot, None, cut=True)
        viewer.watch(take, shot, range(13))
    assert studio.metrics()["shelf_hits"] == 0
    assert studio.metrics()["shelf_misses"] == 6


def test_takes_that_nobody_saw_do_not_fill_the_ring(studio: Scene) -> None:
    for take in range(1, 20):
        studio.roll(take, [A, B, C, D][take % 4], None, cut=True)
        until(studio, lambda last=take: studio.available(last) > 10)  # type: ignore[misc]
    Viewer(studio).watch(19, D, range(30))


def test_rolls_before_the_generator_is_open_wait_for_it() -> None:
    with Studio("testcard", SIZE) as studio:
        studio.roll(1, A, 3, cut=True)
        studio.roll(2, B, None, cut=False)
        studio.preroll([C])
        assert studio.frame(1, 0) is None
        viewer = Viewer(studio)
        viewer.watch(1, A, range(3))
        viewer.watch(2, B, range(10))


def test_takes_must_rise(studio: Scene) -> None:
    studio.roll(3, A, None, cut=True)
    for take in (3, 2):
        with pytest.raises(ValueError, match="not newer"):
            studio.roll(take, B, None, cut=False)


def test_the_shelf_holds_what_is_wished_for_and_no_more(studio: Scene) -> None:
    studio.roll(1, A, None, cut=True)
    wishes = [A.model_copy(update={"seed": number}) for number in range(9)]
    until(studio, lambda: shelved(studio, *wishes[:5]))
    studio.preroll(wishes)
    assert studio._shelf is not None
    assert len(studio._shelf._entries) == 5
    until(studio, lambda: shelved(studio, wishes[7], wishes[8]))
    assert studio._shelf.get((wishes[0].digest(), "")) is None


def test_nothing_is_prerolled_before_the_low_water_mark() -> None:
    with open_studio(delay_ms=60) as studio:
        until(studio, lambda: spare_ready(studio))
        studio.roll(1, A, None, cut=True)
        studio.preroll([B])
        until(studio, lambda: studio.available(1) >= 4)
        assert studio._shelf is not None
        ahead_when_begun = []
        while studio._shelf.get((B.digest(), "")) is None:
            ahead_when_begun.append(studio.metrics()["ahead"])
            studio.tick(0.0)
        assert all(ahead <= 8 for ahead in ahead_when_begun)
        assert studio.available(1) >= 8


def test_continuing_keeps_the_worker(studio: Scene) -> None:
    viewer = Viewer(studio)
    studio.roll(1, A, None, cut=True)
    viewer.watch(1, A, range(10))
    until(studio, lambda: spare_ready(studio))
    before = pids(studio)
    studio.roll(2, continuing(B), 6, cut=True)
    studio.roll(3, continuing(C), None, cut=False)
    viewer.watch(2, continuing(B), range(6))
    viewer.watch(3, continuing(C), range(20))
    assert pids(studio) == before


def test_without_snapshots_no_continuation_is_prerolled(studio: Scene) -> None:
    studio.roll(1, A, None, cut=True)
    until(studio, lambda: shelved(studio, B))
    studio.preroll([continuing(B), C])
    until(studio, lambda: studio._shelf is not None and studio._shelf.get((C.digest(), "")) is not None)
    assert studio._shelf is not None
    assert studio._shelf.get(studio._prerolls.key(continuing(B))) is None


def test_continuations_are_prerolled_from_a_snapshot() -> None:
    with open_studio(snapshots=True) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(20))
        until(studio, lambda: spare_ready(studio) and shelved(studio, continuing(B), continuing(C)))
        viewer.watch(1, A, range(20, 24))
        until(studio, lambda: shelved(studio, continuing(B), continuing(C)))
        before = pids(studio)
        studio.roll(2, continuing(C), None, cut=True)
        assert studio.available(2) >= 8
        viewer.watch(2, continuing(C), range(50))
        assert pids(studio) == before


def test_a_continuation_is_remade_as_the_viewer_goes_on() -> None:
    with open_studio(snapshots=True) as studio:
        viewer = Viewer(studio)
        studio.roll(1, A, None, cut=True)
        viewer.watch(1, A, range(5))
        until(studio, lambda: shelved(studio, continuing(B)))
        assert studio._shelf is not None
        key = studio._prerolls.key(continuing(B))
        first = studio._shelf.get(key)
        viewer.watch(1, A, range(5, 40))
        until(studio, lambda: shelved(studio, continuing(B)))
        second = studio._shelf.get(key)
        assert first is not None
        assert second is not None
        assert second.ticket > first.ticket
        assert second.base is not None
        assert second.base[1] >= 40


def test_unknown_generators_are_refused_at_once() -> None:
    with pytest.raises(GeneratorError, match="did you mean 'testcard'"):
        Studio("testcrad", SIZE)


def test_no_format_before_the_generator_is_open() -> None:
    with (
        Studio("testcard", SIZE, settings={"open_ms": 100.0}) as studio,
        pytest.raises(GeneratorError, match="not open"),
    ):
        _ = studio.format


def test_a_generator_that_takes_too_long_to_open() -> None:
    with (
        Studio("testcard", SIZE, settings={"open_ms": 60_000.0}) as studio,
        pytest.raises(GeneratorError, match=r"after 0\.01 s"),
    ):
        studio.wait_ready(0.01)


def test_closing_leaves_nothing() -> None:
    studio = open_studio()
    studio.roll(1, A, None, cut=True)
    until(studio, lambda: shelved(studio, B) and studio.available(1) > 4)
    frame = studio.frame(1, 3)
    processes = [handle.process for handle in studio._crew.members()]
    names = {studio._shelf.memory.name} if studio._shelf else set()
    names |= {handle.ring.plan.name for handle in studio._crew.members() if handle.ring}
    assert len(names) == 3
    studio.close()
    assert not names & blocks()
    assert frame is not None
    assert read_card(frame.pixels) == (shot_code(A), 3), "a view that is still held stays readable"
    for process in processes:
        with pytest.raises(ValueError, match="closed"):
            process.is_alive()


def test_the_idle_spare_performs_while_the_running_worker_is_busy() -> None:
    with open_studio(delay_ms=400) as studio:
        studio.roll(1, A, None, cut=True)
        until(studio, lambda: spare_ready(studio) and studio.available(1) >= 4)
        running, spare = pids(studio)
        worker, idler = studio._crew.running, studio._crew.spare
        assert worker is not None
        assert idler is not None
        until(studio, lambda: studio._is_busy(worker) and studio._is_idle(idler) and studio._is_fit(idler))
        studio.roll(2, B, None, cut=True)
        assert pids(studio) == (spare, running)
        Viewer(studio).watch(2, B, range(12))


def test_an_entry_of_the_running_worker_is_gone_on_by_the_idle_spare(studio: Scene) -> None:
    viewer = Viewer(studio)
    studio.roll(1, A, None, cut=True)
    until(studio, lambda: shelved(studio, B, C))
    studio.roll(2, B, None, cut=True)
    viewer.watch(2, B, range(9))
    running, spare = pids(studio)
    until(studio, lambda: shelved(studio, C))
    studio.roll(3, C, None, cut=True)
    assert studio.available(3) >= 8
    viewer.watch(3, C, range(40))
    assert pids(studio) in {(spare, running), (running, spare)}


def test_branches_are_made_beside_a_generator_that_is_slower_than_the_show() -> None:
    with open_studio(fps=120, delay_ms=40) as studio:
        studio.roll(1, A, None, cut=True)

        def seen_to_the_end() -> bool:
            return studio.frame(1, studio.available(1)) is not None and shelved(studio, B)

        until(studio, seen_to_the_end)
        studio.roll(2, B, None, cut=True)
        assert studio.frame(2, 0) is not None  # to be ahead of the viewer was never waited for
