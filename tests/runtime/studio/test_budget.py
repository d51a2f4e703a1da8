"""Branches are made in the order of likelihood, within a budget of memory, and what is likelier has the first right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from generators.base import Shot
from runtime.studio import Studio
from tests.runtime.studio.stage import A, B, C, D, Viewer, continuing, open_studio, shelved, spare_ready, until

ON_B, ON_C, ON_D = continuing(B), continuing(C), continuing(D)
TICKS = 60  # that a studio is given to do what it should not


@pytest.fixture(scope="module")
def opened() -> Iterator[Studio]:
    """Each snapshot weighs 10 MB, and there is room for two."""
    with open_studio(snapshots=True, snapshot_mb=10.0, preroll_mb=25.0) as studio:
        until(studio, lambda: spare_ready(studio))
        yield studio


@pytest.fixture
def studio(opened: Studio) -> Studio:
    """With nothing on its shelf, and a take whose first frames have been seen."""
    opened.preroll([])
    take = max((one.roll.take for one in opened._script), default=0) + 1
    opened.roll(take, A, None, cut=True)
    Viewer(opened).watch(take, A, range(3))
    until(opened, lambda: opened.metrics()["snapshots_mb"] == 0)
    return opened


def tickets(studio: Studio, shots: Sequence[Shot]) -> list[int]:
    """When each was ordered; 0: it does not lie on the shelf."""
    assert studio._shelf is not None
    entries = [studio._shelf.get(studio._prerolls.key(shot)) for shot in shots]
    return [entry.ticket if entry else 0 for entry in entries]


def heaviest(studio: Studio, ticks: int = TICKS) -> float:
    """The most that snapshots took over that many ticks."""
    seen = []
    for _ in range(ticks):
        until(studio, lambda: True)
        studio.tick()
        seen.append(studio.metrics()["snapshots_mb"])
    return max(seen)


def test_branches_are_made_in_the_order_of_likelihood() -> None:
    with open_studio(snapshots=True) as roomy:
        roomy.roll(1, A, None, cut=True)
        Viewer(roomy).watch(1, A, range(3))
        until(roomy, lambda: spare_ready(roomy) and shelved(roomy, ON_C, ON_B, ON_D))
        made = tickets(roomy, [ON_C, ON_B, ON_D])
        assert made == sorted(made)
        until(roomy, lambda: shelved(roomy, D, B, C))
        made = tickets(roomy, [D, B, C])
        assert made == sorted(made)


def test_no_more_branches_than_the_memory_holds_and_the_likeliest_of_them(studio: Studio) -> None:
    studio.preroll([ON_C, ON_B, ON_D])
    until(studio, lambda: studio.has_prerolled(ON_C) and studio.has_prerolled(ON_B))
    assert heaviest(studio) == 20.0
    assert tickets(studio, [ON_D]) == [0]


def test_a_likelier_branch_takes_the_place_of_the_least_likely(studio: Studio) -> None:
    until(studio, lambda: shelved(studio, ON_B, ON_C))
    studio.preroll([ON_D, ON_B, ON_C])
    until(studio, lambda: studio.has_prerolled(ON_D))
    assert heaviest(studio) == 20.0
    assert [ticket > 0 for ticket in tickets(studio, [ON_D, ON_B, ON_C])] == [True, True, False]


def test_cuts_of_the_spare_have_the_same_budget(studio: Studio) -> None:
    studio.preroll([B, C, D])
    until(studio, lambda: studio.has_prerolled(B) and studio.has_prerolled(C))
    assert heaviest(studio) == 20.0
    assert tickets(studio, [D]) == [0]


def test_memory_comes_back_with_the_choice(studio: Studio) -> None:
    until(studio, lambda: shelved(studio, ON_B, ON_C))
    take = studio._script[-1].roll.take + 1
    studio.preroll([])
    studio.roll(take, ON_C, None, cut=True)
    assert studio.available(take) >= 8
    Viewer(studio).watch(take, ON_C, range(20))
    assert studio.metrics()["snapshots_mb"] == 0


def test_a_branch_too_heavy_for_the_whole_budget_is_not_kept_and_not_made_again() -> None:
    with open_studio(snapshots=True, snapshot_mb=30.0, preroll_mb=25.0) as small:
        small.roll(1, A, None, cut=True)
        Viewer(small).watch(1, A, range(3))
        small.preroll([ON_B])
        running = small._crew.running
        assert running is not None
        until(small, lambda: running.snapshot_mb > 0)
        small.tick()
        assert heaviest(small) == 0.0
        assert tickets(small, [ON_B]) == [0]
        small.roll(2, ON_B, None, cut=True)
        Viewer(small).watch(2, ON_B, range(12))


def test_a_continuation_is_made_anew_before_the_viewer_has_passed_the_old_one() -> None:
    with open_studio(snapshots=True) as studio:
        studio.roll(1, A, None, cut=True)
        viewer = Viewer(studio)
        viewer.watch(1, A, range(2))
        until(studio, lambda: shelved(studio, ON_B))
        bases = set()
        for index in range(2, 50):
            viewer.watch(1, A, range(index, index + 1))
            until(studio, lambda: studio.metrics()["ahead"] >= 4)
            studio.tick()
            until(studio, lambda: not studio._shelf.making(studio._crew.running))  # type: ignore[union-attr]
            assert studio.has_prerolled(ON_B), f"nothing to show for a choice at frame {index}"
            bases.add(tickets(studio, [ON_B])[0])
        assert len(bases) > 3


def test_a_likelier_branch_takes_a_place_on_a_full_shelf() -> None:
    with open_studio() as studio:
        studio.roll(1, A, None, cut=True)
        wishes = [A.model_copy(update={"seed": number}) for number in range(1, 7)]
        until(studio, lambda: shelved(studio, *wishes[1:6]))
        studio.preroll(wishes)
        until(studio, lambda: studio.has_prerolled(wishes[0]))
        assert [ticket > 0 for ticket in tickets(studio, wishes)] == [True] * 5 + [False]


def test_without_a_setting_a_quarter_of_what_is_free_is_room() -> None:
    with open_studio(snapshots=True) as studio:
        running = studio._crew.running
        assert running is not None
        assert running.room_mb > 0
