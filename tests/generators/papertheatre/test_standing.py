"""Where everybody is at a moment: pure, smooth, on the floor that the set has; steers ease and walks go on."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generators.base import Figure, Framing, Weather
from generators.papertheatre.blocking import LOWERED, UPSTAIRS
from generators.papertheatre.stage import Stage
from generators.papertheatre.standing import EASE_S, Company, Stand, head_of
from generators.papertheatre.store import SetStore
from tests.generators.papertheatre.stagehand import MARA, TOM, frame, shot, theatre

FPS = 24
REX = Figure(name="REX", looks="old sheepdog, brown", placement=0.0, facing=1)


def staged(*cast: Figure, place: str = "beach", interior: bool = False, **setting: object) -> Stage:
    return Stage(shot(place, cast=cast, interior=interior, **setting), (192, 108), FPS, SetStore())  # type: ignore[arg-type]


def doing(action: str, who: Figure = TOM, **changes: object) -> Figure:
    return who.model_copy(update={"action": action, **changes})


def at(stage: Stage, name: str, number: int) -> Stand:
    k = next(k for k, m in enumerate(stage.marks) if m.figure.name == name)
    return stage.players.stance(k, number)


ACTIONS = [
    "",
    "walks to the gate",
    "enters",
    "leaves",
    "falls",
    "sits down",
    "climbs the ladder",
    "paces",
    "jumps",
    "dances",
    "rows",
]


@pytest.mark.parametrize("action", ACTIONS)
def test_a_frame_is_the_same_however_one_comes_to_it(action: str) -> None:
    one, two = staged(doing(action)), staged(doing(action))
    for k in range(0, 60, 7):
        at(one, "TOM", k)
    assert at(one, "TOM", 61) == at(two, "TOM", 61)


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_jumps_from_frame_to_frame(action: str) -> None:
    stage = staged(doing(action))
    stands = [at(stage, "TOM", k) for k in range(150)]
    assert max(abs(b.x - a.x) for a, b in pairwise(stands)) < 0.3
    assert max(abs(b.y - a.y) for a, b in pairwise(stands)) < 0.3


def test_who_speaks_is_looked_at() -> None:
    cast = (MARA.model_copy(update={"speaking": True}), TOM)
    stage = staged(*cast)
    gazes = [at(stage, "TOM", k).pose.gaze for k in range(96)]
    assert sum(gazes) / len(gazes) > 0.3  # MARA is ahead of him
    turned = staged(cast[0], TOM.model_copy(update={"facing": 1}))
    gazes = [at(turned, "TOM", k).pose.gaze for k in range(96)]
    assert sum(gazes) / len(gazes) < -0.2  # behind him


def test_grown_people_look_down_to_children_and_children_up() -> None:
    stage = staged(MARA, TOM.model_copy(update={"looks": "4, little boy"}))
    heads = {name: sum(at(stage, name, k).pose.head for k in range(96)) for name in ("MARA", "TOM")}
    alone = {name: sum(at(staged(who), name, k).pose.head for k in range(96)) for name, who in (("MARA", MARA),)}
    assert heads["MARA"] > alone["MARA"]
    assert heads["TOM"] < heads["MARA"]


def test_everybody_stands_on_the_slope_where_they_are() -> None:
    stage = staged(MARA, TOM, place="stairs", interior=True)
    assert stage.scenery.slope > 0
    left, right = at(stage, "MARA", 0), at(stage, "TOM", 0)
    assert right.y < left.y


@pytest.mark.parametrize(("words", "travel"), [("comes up the stairs", "enter"), ("goes down the stairs", "cross")])
def test_stairs_that_the_set_lacks_are_off_stage(words: str, travel: str) -> None:
    mark = staged(doing(words)).marks[0]
    assert mark.doing.travel == travel
    assert mark.doing.gait == "walk"
    assert set(UPSTAIRS.values()) == {"enter", "cross"}
    assert staged(doing(words), place="stairs", interior=True).marks[0].doing.travel == "climb"


def test_one_sits_on_the_steps_without_a_stool() -> None:
    stage = staged(doing("sits"), place="stairs", interior=True)
    assert stage.marks[0].seat is not None


def test_in_a_boat_everybody_sits() -> None:
    stage = staged(doing("walks"), MARA, place="open sea")
    assert stage.scenery.seated is not None
    assert {m.doing.stance for m in stage.marks} <= {"sit", "row"}
    assert all(at(stage, n, 5).pose.near_leg > 55 for n in ("TOM", "MARA"))


def test_the_lower_one_sits_the_lower_the_eyes() -> None:
    assert LOWERED["sit"] < LOWERED["floor"] < LOWERED["lie"]


def test_wind_and_ones_own_speed_blow() -> None:
    storm = staged(doing("runs"), weather=Weather.STORM)
    calm = staged(doing("runs"))
    indoors = staged(doing("stands"), place="room", interior=True, weather=Weather.STORM)

    def blow(stage: Stage, frame_number: int) -> float:
        stand = stage.players.stance(0, frame_number)
        return stage.players._air(0, stand, frame_number / FPS, frame_number / FPS).blow

    assert abs(blow(storm, 30) - blow(calm, 30)) > 0.2
    assert blow(calm, 40) > blow(calm, 400) + 0.2  # having arrived
    assert abs(blow(indoors, 30)) < 0.02


def test_animals_keep_a_distance_and_go_their_way() -> None:
    stage = staged(MARA, doing("runs", REX), TOM)
    xs = sorted(m.x for m in stage.marks)
    assert min(b - a for a, b in pairwise(xs)) > 0.6
    assert at(stage, "REX", 0).x != at(stage, "REX", 90).x


def test_a_steer_eases_and_then_is_the_new_shot() -> None:
    before, after = staged(doing("sits")), staged(doing("points at the sea"))
    after.players.follow(before.players, 50)
    first, last = after.players.stand(0, 0), after.players.stand(0, round(EASE_S * FPS) + 1)
    assert first.pose.near_leg == pytest.approx(at(before, "TOM", 50).pose.near_leg, abs=0.5)
    assert last == after.players.stance(0, round(EASE_S * FPS) + 1)


def test_a_company_forgets_all_but_the_shot_before() -> None:
    stages = [staged(doing(a)) for a in ("sits", "kneels", "waves")]
    stages[1].players.follow(stages[0].players, 10)
    stages[2].players.follow(stages[1].players, 10)
    before = stages[2].players._before
    assert before is not None
    assert isinstance(before[0], Company)
    assert before[0]._before is None


@pytest.mark.parametrize("species", ["cat", "horse", "owl", "fish", "whale"])
def test_an_animals_face_is_found(species: str) -> None:
    stage = staged(Figure(name="X", looks=species, facing=1))
    x, y = head_of(stage.marks[0], stage.scenery)
    assert x > stage.marks[0].x
    assert y < stage.marks[0].floor


def test_figures_in_front_hide_those_behind() -> None:
    names = [m.figure.name for m in staged(*(Figure(name=f"N{k}", placement=0.0) for k in range(9))).marks]
    assert len(names) == 9
    sizes = [m.size for m in staged(*(Figure(name=f"N{k}", placement=0.0) for k in range(9))).marks]
    assert sizes == sorted(sizes)


def test_over_the_shoulder_one_sees_the_face_of_the_other() -> None:
    made = theatre((320, 180))
    wanted = shot("room", interior=True, cast=[MARA, TOM], framing=Framing.OVER_THE_SHOULDER)
    assert frame(made, wanted, 10).std() > 5
    stage = Stage(wanted, (320, 180), FPS, SetStore())
    subject = stage.subject
    assert subject is not None
    assert subject.frontal
