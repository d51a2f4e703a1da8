"""Morphs: one set travels away while the next comes in, people go to new marks; snapshots give the same frames."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from generators.base import Camera, Framing, Move, Shot, Snapshots, TimeOfDay, Transition, Weather
from generators.papertheatre.camera import View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.generator import PaperTheatre
from generators.papertheatre.morph import MORPH_S, ZOOM_S, SetChange, Zoom, between, eased, way_out
from generators.papertheatre.paper import Layer
from tests.generators.papertheatre.stagehand import MARA, SMALL, TOM, Picture, difference, frame, shot, theatre

LENGTH = int(MORPH_S * 24) + 1


def morphing(**changes: Any) -> Shot:
    return shot(**changes).model_copy(update={"transition": Transition.MORPH})


def closer(wanted: Shot, framing: Framing) -> Shot:
    return wanted.model_copy(update={"camera": Camera(framing=framing, subject="MARA")})


def frames(made: PaperTheatre, count: int) -> list[Picture]:
    return [made.next_chunk()[0] for _ in range(count)]


def begun(wanted: Shot, at: int = 30, size: tuple[int, int] = SMALL) -> PaperTheatre:
    made = theatre(size, chunk_frames=1)
    made.begin(wanted, at)
    return made


@pytest.mark.parametrize("there", ["forest", "city street"])
def test_a_morph_begins_as_the_old_set_and_ends_as_the_new_one(there: str) -> None:
    made = begun(shot("hills", cast=[]))
    last = frames(made, 1)[0]
    new = morphing(place=there, cast=[], move=Move.PAN_LEFT)
    made.steer(new)
    seen = frames(made, LENGTH + 4)
    assert difference(last, seen[0]) < 3
    assert np.array_equal(seen[LENGTH + 2], frame(theatre(), new, LENGTH + 2))
    assert difference(seen[0], seen[-1]) > 10


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (shot("hills"), morphing(place="beach")),
        (shot("kitchen", interior=True), morphing(place="forest")),
        (shot("harbour", time=TimeOfDay.NIGHT, weather=Weather.RAIN), morphing(place="room", interior=True)),
    ],
)
def test_a_morph_never_jumps(old: Shot, new: Shot) -> None:
    made = begun(old)
    made.steer(new)
    steps = [difference(a, b) for a, b in pairwise(frames(made, LENGTH + 6))]
    assert max(steps) < 22
    assert np.mean(steps) > 0.5


def test_sheets_leave_and_come_one_after_another() -> None:
    made = begun(shot("hills", cast=[]))
    made.steer(morphing(place="harbour", cast=[]))
    old, *_ = seen = frames(made, LENGTH)
    new = seen[-1]
    towards = [difference(p, new) / (difference(p, new) + difference(p, old) + 1e-6) for p in seen]
    assert towards[0] > 0.9
    assert towards[-1] < 0.1
    assert 0.2 < towards[LENGTH // 2] < 0.8


def test_who_stays_goes_to_the_new_mark_without_a_jump() -> None:
    made = begun(shot("hills", cast=[MARA, TOM]), size=(320, 180))
    made.next_chunk()
    assert made._stage is not None
    before = made._stage.players
    moved = MARA.model_copy(update={"placement": 0.7})
    made.steer(morphing(place="beach", cast=[moved]))
    change = made._context.change if made._context is not None else None
    assert isinstance(change, SetChange)
    assert before.names - change.new.players.names == {"TOM"}
    walk = change.new.players._walks["MARA"]
    assert walk.start < walk.end
    assert difference(frames(made, 1)[0], frame(theatre((320, 180)), shot("hills", cast=[MARA, TOM]), 31)) < 4


def test_a_shot_that_follows_within_the_morph_goes_on_with_it() -> None:
    made = begun(shot("hills", cast=[]))
    made.steer(morphing(place="beach", cast=[]))
    plain = theatre(chunk_frames=1)
    plain.begin(shot("hills", cast=[]), 30)
    plain.steer(morphing(place="beach", cast=[]))
    seen, expected = frames(made, 12), frames(plain, 26)
    made.steer(shot("beach", cast=[]).model_copy(update={"transition": Transition.CONTINUE}))
    seen += frames(made, 14)
    jumps = [difference(a, b) for a, b in pairwise(seen)]
    assert jumps[11] < 2 * max(jumps[8:11]) + 1
    assert difference(seen[20], expected[20]) < 4


@pytest.mark.parametrize("ends", [(Framing.WIDE, Framing.CLOSE), (Framing.MEDIUM, Framing.WIDE)])
def test_a_morph_in_the_same_set_goes_with_the_lens(ends: tuple[Framing, Framing]) -> None:
    base = shot("harbour", cast=[MARA])
    made = begun(closer(base, ends[0]))
    last = frames(made, 1)[0]
    new = closer(base, ends[1]).model_copy(update={"transition": Transition.MORPH})
    made.steer(new)
    assert made._context is not None
    assert isinstance(made._context.change, Zoom)
    seen = frames(made, int(ZOOM_S * 24) + 3)
    assert difference(last, seen[0]) < 6
    assert max(difference(a, b) for a, b in pairwise(seen)) < 16
    assert made._context.change is None


def test_a_cut_to_another_set_has_no_change() -> None:
    made = begun(shot("hills"))
    made.steer(shot("forest"))
    assert made._context is not None
    assert made._context.change is None


def sheet(x: int, y: int, w: int, h: int) -> Layer:
    return Layer(drawing(w, h).surface, x, y, 0.5, 20.0, 0.5, None, (0.0, 0.0), False)


def test_sheets_leave_by_the_shortest_way() -> None:
    view = View(320, 180)
    for layer in (sheet(-10, 120, 340, 80), sheet(-10, -5, 340, 190)):  # ground; a wall
        assert layer.y + way_out(layer, view)[1] >= 180
    clouds = sheet(-10, 2, 340, 60)
    assert clouds.y + 60 + way_out(clouds, view)[1] <= 0
    left, right = sheet(40, 60, 60, 100), sheet(220, 60, 60, 100)
    assert 40 + 60 + way_out(left, view)[0] <= 0
    assert 220 + way_out(right, view)[0] >= 320


def test_times_of_a_change_ease() -> None:
    assert [eased(u) for u in (-1, 0, 0.5, 1, 2)] == [0, 0, 0.5, 1, 1]
    assert [between(u, 0.2, 0.6) for u in (0, 0.2, 0.4, 0.6, 1)] == pytest.approx([0, 0, 0.5, 1, 1])


# --- snapshots --------------------------------------------------------------------------------------------------------


def test_the_theatre_offers_snapshots() -> None:
    assert isinstance(theatre(), Snapshots)


@pytest.mark.parametrize(
    "way",
    [
        [],
        [shot("beach", cast=[MARA], move=Move.PAN_LEFT)],
        [morphing(place="forest", cast=[MARA])],
        [morphing(place="forest", cast=[MARA]), shot("forest", cast=[MARA, TOM])],
    ],
)
def test_after_other_work_a_snapshot_gives_the_same_frames(way: list[Shot]) -> None:
    def running() -> PaperTheatre:
        made = begun(shot("beach", cast=[MARA, TOM], weather=Weather.RAIN))
        for step in way:
            made.steer(step)
            frames(made, 9)
        return made

    made = running()
    kept = made.snapshot()
    for elsewhere in (shot("beach", cast=[TOM]), morphing(place="city street"), shot("room", interior=True)):
        made.steer(elsewhere)
        frames(made, 3)
    made.restore(kept)
    assert all(np.array_equal(a, b) for a, b in zip(frames(made, 12), frames(running(), 12), strict=True))


def test_two_branches_start_from_one_snapshot() -> None:
    made = begun(shot("hills"))
    kept = made.snapshot()
    seen = []
    for place in ("beach", "forest", "beach"):
        made.restore(kept)
        made.steer(morphing(place=place))
        seen.append(frames(made, 30))
    assert all(np.array_equal(a, b) for a, b in zip(seen[0], seen[2], strict=True))
    assert difference(seen[0][-1], seen[1][-1]) > 2


def test_a_snapshot_of_nothing_is_restored_too() -> None:
    made = theatre()
    empty = made.snapshot()
    made.begin(shot("forest"))
    made.restore(empty)
    assert made.next_chunk().std() > 3


def test_long_chains_of_shots_do_not_keep_one_another_alive() -> None:
    made = begun(shot("beach", cast=[MARA]))
    for k in range(8):
        made.steer(shot("beach", cast=[MARA.model_copy(update={"action": ("sits", "waves")[k % 2]})]))
        frames(made, 2)
    assert made._stage is not None
    before = made._stage.players._before
    assert before is not None
    assert before[0]._before is None


def test_the_set_before_is_let_go_when_the_morph_is_over() -> None:
    made = begun(shot("hills", cast=[]))
    made.steer(morphing(place="beach", cast=[]))
    frames(made, LENGTH + 2)
    assert made._context is not None
    assert made._context.change is None
