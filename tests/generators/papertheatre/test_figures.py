"""Puppets: words dress them and pose them, voices move them, nobody hides another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generators.base import Figure, Framing
from generators.papertheatre.blocking import MOST_FIGURES, marks_of
from generators.papertheatre.colour import NAMED
from generators.papertheatre.figures.joints import solved
from generators.papertheatre.figures.posture import MOVING, POSTURES, Temper, doing, posture_at, temper_of, voice_at
from generators.papertheatre.figures.wardrobe import Person, dressed
from generators.papertheatre.stage import SetStore, Stage
from tests.generators.papertheatre.stagehand import MARA, TOM, blank, difference, frame, shot, theatre


def test_looks_become_papers() -> None:
    mara = dressed("MARA", "60, keeper of the light, grey braid, yellow oilskin, slow and exact")
    assert (mara.hair, mara.hair_colour) == ("braid", NAMED["grey"])
    assert (mara.garment, mara.cloth) == ("coat", NAMED["yellow"])
    assert mara.age == 60
    tom = dressed("TOM", "12, barefoot, red scarf")
    assert tom.barefoot
    assert tom.scarf == NAMED["red"]
    assert tom.height < mara.height


@pytest.mark.parametrize(
    ("looks", "field", "value"),
    [
        ("bald, 40", "hair", "bald"),
        ("long black hair", "hair", "long"),
        ("a wild beard", "beard", "long"),
        ("black moustache", "beard", "moustache"),
        ("peaked cap", "hat", "cap"),
        ("hooded", "hat", "hood"),
        ("sou'wester", "hat", "souwester"),
        ("blue dress", "garment", "dress"),
        ("monk", "garment", "robe"),
        ("with a cane", "props", ("stick",)),
    ],
)
def test_single_words_are_understood(looks: str, field: str, value: object) -> None:
    assert getattr(dressed("X", looks), field) == value


def test_a_person_is_the_same_in_every_shot_and_nobody_is_everybody() -> None:
    assert dressed("ANNA", "") == dressed("ANNA", "")
    assert len({dressed(name, "") for name in "ABCDEFGH"}) > 4


@pytest.mark.parametrize("age", ["5", "eighty", "an old man", "a little girl", "in her forties", "999"])
def test_ages_are_read(age: str) -> None:
    assert 3 <= dressed("X", age).age <= 95


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("climbs with a lantern", "climb"),
        ("walks to the window", "walk"),
        ("sits at the table", "sit"),
        ("kneels beside him", "kneel"),
        ("points at the ship", "point"),
        ("lifts the lantern", "lift"),
        ("opens the door", "reach"),
        ("hauls on the rope", "pull"),
        ("reads the letter", "read"),
        ("listens", "listen"),
        ("runs", "run"),
        ("", "stand"),
        ("contemplates eternity", "stand"),
        ("asleep", "lie"),
        ("rows towards the light", "row"),
        ("waves", "wave"),
        ("hides under the stairs", "crouch"),
    ],
)
def test_actions_become_postures(action: str, kind: str) -> None:
    assert doing(action) == kind


@pytest.mark.parametrize("kind", sorted(POSTURES))
def test_every_posture_stands_on_the_floor(kind: str) -> None:
    pose = posture_at(kind, Temper(), 3, 1.0, (0.5, 0.5), 0.3)
    joints = solved(pose, Person(seed=3))
    lowest = max(joints.near_leg[2][1], joints.far_leg[2][1], joints.near_leg[1][1], joints.far_leg[1][1])
    assert -0.06 < lowest <= 0.001
    assert joints.neck[1] < joints.hip[1]


def test_emotions_change_the_posture() -> None:
    assert temper_of("weeping").head > 5
    assert temper_of("shouting").energy > 1
    assert temper_of("reading the news") == Temper()


def test_the_mouth_follows_the_loudness_of_its_frame() -> None:
    loud = (0.0,) * 10 + (1.0,) * 10 + (0.0,) * 10
    assert voice_at(loud, 5, True, 24)[0] == 0
    assert voice_at(loud, 15, True, 24)[0] == 1
    assert voice_at(loud, 25, True, 24)[0] == 0
    assert voice_at(loud, 500, True, 24) == (0, 0)
    assert voice_at((), 5, False, 24) == (0, 0)
    assert voice_at((), 5, True, 24)[1] > 0


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
        frame(made, shot("beach", cast=[MARA.model_copy(update={"action": a})], framing=Framing.MEDIUM))
        for a in ("", "walks", "sits", "kneels", "points", "climbs", "lifts a lantern", "lies asleep")
    ]
    assert min(difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]) > 0.3


def test_a_walker_gets_on() -> None:
    walker = MARA.model_copy(update={"action": "walks"})
    stage = Stage(shot(cast=[walker]), (192, 108), 24, SetStore())
    mark = stage.marks[0]
    way = [mark.travel(t, 4.0) for t in np.linspace(0, 12, 60)]
    assert all(b >= a for a, b in pairwise(way))
    assert way[-1] - way[0] > 1.0
    assert mark.kind in MOVING


def test_idle_figures_breathe_and_blink() -> None:
    made, wanted = theatre((480, 270)), shot("room", interior=True, cast=[MARA], framing=Framing.CLOSE)
    poses = [posture_at("stand", Temper(), 11, t / 24, (0, 0), 0) for t in range(240)]
    assert any(p.blink for p in poses)
    assert not all(p.blink for p in poses)
    assert difference(frame(made, wanted, 0), frame(made, wanted, 30)) > 0.05


def crowd(count: int) -> list[Figure]:
    return [Figure(name=f"N{k}", placement=0.0) for k in range(count)]


@pytest.mark.parametrize("count", [2, 3, 5, 6])
def test_figures_on_one_spot_are_spread_out(count: int) -> None:
    stage = Stage(shot("beach", cast=crowd(count)), (320, 180), 24, SetStore())
    xs = sorted(m.x for m in stage.marks)
    assert min(b - a for a, b in pairwise(xs)) > 0.8


def test_thirty_figures_are_a_crowd_with_its_speakers() -> None:
    cast = [*crowd(29), Figure(name="LAST", speaking=True)]
    stage = Stage(shot("beach", cast=cast), (192, 108), 24, SetStore())
    assert len(stage.marks) == MOST_FIGURES
    assert any(m.figure.name == "LAST" for m in stage.marks)
    assert not blank(frame(theatre(), shot("beach", cast=cast)))


def test_placement_and_facing_are_kept() -> None:
    stage = Stage(shot("beach", cast=[TOM, MARA]), (192, 108), 24, SetStore())
    where = {m.figure.name: m for m in stage.marks}
    assert where["MARA"].x < where["TOM"].x
    assert (where["MARA"].facing, where["TOM"].facing) == (1, -1)


def test_those_who_face_nobody_turn_to_each_other() -> None:
    cast = [Figure(name="A", placement=-0.5), Figure(name="B", placement=0.5)]
    marks = marks_of(shot("beach", cast=cast), Stage(shot("beach"), (192, 108), 24, SetStore()).scenery)
    assert {m.figure.name: m.facing for m in marks} == {"A": 1, "B": -1}


def test_climbers_face_up_the_stairs_unless_they_come_down() -> None:
    for action, facing in (("climbs the stairs", 1), ("comes down the stairs", -1)):
        cast = [TOM.model_copy(update={"action": action})]
        stage = Stage(shot("stairs", interior=True, cast=cast), (192, 108), 24, SetStore())
        assert stage.marks[0].facing == facing


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("sits on the steps of the landing and lifts one hand", "sit"),
        ("stands at the end of the landing and lifts the lantern above her head", "lift"),
        ("walks down the steps to the launch", "walk"),
        ("looks at the white waves", "stand"),
        ("Rain falls on the black sea", "stand"),
        ("puts the three caps down at her feet, in a row", "stand"),
        ("lights a fire of driftwood", "lift"),
    ],
)
def test_the_first_verb_counts_and_nouns_do_not(action: str, kind: str) -> None:
    assert doing(action) == kind
