"""Puppets on the stage: words dress them, voices move them, nobody hides another, crowds stand in rows."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generators.base import Figure, Framing, Move
from generators.papertheatre.blocking import MOST_FIGURES, ROW, marks_of
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import SetStore
from tests.generators.papertheatre.stagehand import MARA, TOM, blank, difference, frame, shot, theatre


def staged(cast: list[Figure], place: str = "beach", **setting: object) -> Stage:
    return Stage(shot(place, cast=cast, **setting), (192, 108), 24, SetStore())  # type: ignore[arg-type]


@pytest.mark.parametrize("framing", list(Framing))
def test_a_voice_is_seen(framing: Framing) -> None:
    made = theatre((320, 180))
    quiet = MARA.model_copy(update={"speaking": True, "loudness": (0.0,) * 60})
    loud = MARA.model_copy(update={"speaking": True, "loudness": (0.9,) * 60})
    a, b = (frame(made, shot("room", interior=True, cast=[f, TOM], framing=framing), 24) for f in (quiet, loud))
    assert difference(a, b) > 0.05


def test_each_action_is_another_picture() -> None:
    made = theatre()
    pictures = [
        frame(made, shot("beach", cast=[MARA.model_copy(update={"action": a})], framing=Framing.MEDIUM), 30)
        for a in ("", "walks", "sits", "kneels", "points", "climbs", "lifts a lantern", "lies asleep")
    ]
    assert min(difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]) > 0.2


def test_idle_figures_breathe() -> None:
    made, wanted = theatre((480, 270)), shot("room", interior=True, cast=[MARA], framing=Framing.CLOSE)
    assert difference(frame(made, wanted, 0), frame(made, wanted, 30)) > 0.05


def crowd(count: int) -> list[Figure]:
    return [Figure(name=f"N{k}", placement=0.0) for k in range(count)]


@pytest.mark.parametrize("count", [2, 3, 5, 6])
def test_figures_on_one_spot_are_spread_out(count: int) -> None:
    xs = sorted(m.x for m in staged(crowd(count)).marks)
    assert min(b - a for a, b in pairwise(xs)) > 0.8


def test_two_who_leave_looking_one_way_leave_together() -> None:
    def ends(*facings: int) -> list[bool]:
        pair = [
            Figure(name=f"N{k}", placement=0.6 * k - 0.3, facing=facing, action="walks away")
            for k, facing in enumerate(facings)
        ]
        return [m.route is not None and m.route.end > 0 for m in sorted(staged(pair).marks, key=lambda m: m.x)]

    assert ends(-1, -1) == [False, False]
    assert ends(1, 1) == [True, True]
    assert ends(1, -1) == [False, True]


def test_a_horse_takes_more_room_than_a_cat() -> None:
    def gap(looks: str) -> float:
        pair = [Figure(name="IT", looks=looks, placement=-0.05), Figure(name="RUTH", looks="58, woman", placement=0.05)]
        a, b = sorted(m.x for m in staged(pair).marks)
        return b - a

    assert gap("old grey horse") > 3.5
    assert gap("black cat") < 1.6


def test_thirty_figures_stand_in_rows_smaller_and_darker_behind() -> None:
    marks = staged(crowd(30)).marks
    assert len(marks) == 30
    rows = sorted({m.size for m in marks})
    assert len(rows) == 30 // ROW
    assert all(sum(m.size == size for m in marks) == ROW for size in rows)
    assert all(a.dim <= b.dim for a, b in pairwise(marks))
    assert [m.size for m in marks] == sorted(m.size for m in marks)


def test_crowds_are_the_same_from_whichever_frame_one_looks() -> None:
    made, wanted = theatre((320, 180)), shot("beach", cast=crowd(20), move=Move.PAN_RIGHT)
    later = frame(made, wanted, 43)
    made.begin(wanted, 30)
    chunks = [made.next_chunk() for _ in range(4)]
    assert np.array_equal(chunks[3][1], later)


def test_of_a_bigger_crowd_the_speakers_are_seen() -> None:
    cast = [*crowd(60), Figure(name="LAST", speaking=True)]
    marks = staged(cast).marks
    assert len(marks) == MOST_FIGURES
    assert any(m.figure.name == "LAST" for m in marks)
    assert not blank(frame(theatre(), shot("beach", cast=cast)))


def test_placement_and_facing_are_kept() -> None:
    where = {m.figure.name: m for m in staged([TOM, MARA]).marks}
    assert where["MARA"].x < where["TOM"].x
    assert (where["MARA"].facing, where["TOM"].facing) == (1, -1)


def test_those_who_face_nobody_turn_to_each_other() -> None:
    cast = [Figure(name="A", placement=-0.5), Figure(name="B", placement=0.5)]
    marks = marks_of(shot("beach", cast=cast), staged([]).scenery)
    assert {m.figure.name: m.facing for m in marks} == {"A": 1, "B": -1}


def test_silhouettes_are_seen_from_the_side() -> None:
    close = [MARA.model_copy(update={"facing": 0})]
    paper = staged(close, framing=Framing.CLOSE)
    black = staged(close, framing=Framing.CLOSE, style="silhouette")
    assert paper.marks[0].frontal
    assert not black.marks[0].frontal


def test_climbers_face_up_the_stairs_unless_they_come_down() -> None:
    for action, facing in (("climbs the stairs", 1), ("comes down the stairs", -1)):
        cast = [TOM.model_copy(update={"action": action})]
        stage = Stage(shot("stairs", interior=True, cast=cast), (192, 108), 24, SetStore())
        assert stage.marks[0].facing == facing
