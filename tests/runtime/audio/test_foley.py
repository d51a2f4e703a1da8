"""Steps follow from the picture, in time with its stride; effects are heard from where they are made."""

from __future__ import annotations

from itertools import pairwise

import pytest

from generators.base import Camera, Figure, Framing, Setting, Shot, Weather
from generators.papertheatre.figures.gait import GAITS
from runtime.audio.effects.steps import GROUNDS
from runtime.audio.foley import MOST_WALKERS, footfalls, ground_under, heard_from


def shot(action: str, placement: float = -0.3, framing: Framing = Framing.WIDE, **changes: object) -> Shot:
    figure = Figure(name="MARA", looks="62, yellow oilskin", action=action, placement=placement)
    subject = "" if framing is Framing.WIDE else "MARA"
    wanted: dict[str, object] = {
        "cast": (figure,),
        "camera": Camera(framing=framing, subject=subject),
        "duration_s": 5.0,
    }
    return Shot.model_validate({**wanted, **changes})


@pytest.mark.parametrize(
    "action",
    [
        "walks to the window",
        "crosses the room",
        "comes up the last steps with a lantern",
        "climbs the stairs",
        "runs off",
    ],
)
def test_who_walks_is_heard(action: str) -> None:
    steps = footfalls(shot(action))
    assert len(steps) >= 3
    assert all(0 < step.at_s < 5.0 for step in steps)
    assert all(-1 <= step.pan <= 1 and step.gain_db < 0 for step in steps)


@pytest.mark.parametrize(
    "action", ["", "sits at the table", "lifts the lantern", "looks at the steps", "🙂", "x" * 100_000]
)
def test_who_does_not_walk_is_not(action: str) -> None:
    assert footfalls(shot(action)) == ()


@pytest.mark.parametrize(
    ("action", "gait"),
    [("walks to the door", "walk"), ("runs to the door", "run"), ("creeps to the door", "creep"),
     ("climbs the ladder", "climb"), ("marches to the door", "march"), ("strolls along", "stroll")],
)  # fmt: skip
def test_steps_come_as_fast_as_the_puppets_walk(action: str, gait: str) -> None:
    one, two = footfalls(shot(action))[:2]
    assert two.at_s - one.at_s == pytest.approx(GAITS[gait].cycle / GAITS[gait].speed / 2, abs=0.02)


def test_who_enters_comes_from_the_near_side_and_gets_louder() -> None:
    steps = footfalls(shot("enters", placement=0.4))
    assert steps[0].pan > steps[-1].pan > 0
    assert steps[0].gain_db < steps[-1].gain_db


def test_who_leaves_goes_away_and_gets_softer() -> None:
    steps = footfalls(shot("walks away", placement=-0.4))
    assert steps[-1].pan < steps[0].pan < 0
    assert steps[-1].gain_db < steps[0].gain_db


def test_bare_feet_are_softer_and_beasts_have_no_shoes() -> None:
    barefoot = Figure(name="TOM", looks="12, barefoot, red scarf", action="walks in")
    shod = Figure(name="TOM", looks="12, red scarf", action="walks in")
    cat = Figure(name="PUSS", looks="a black cat", action="walks in")
    one, other = footfalls(Shot(cast=(barefoot,))), footfalls(Shot(cast=(shod,)))
    assert one[-1].gain_db < other[-1].gain_db
    assert footfalls(Shot(cast=(cat,))) == ()


def test_a_crowd_is_not_a_stampede() -> None:
    walkers = tuple(Figure(name=f"P{n}", action="walks along") for n in range(20))
    steps = footfalls(Shot(cast=walkers, duration_s=5.0))
    assert len(steps) <= MOST_WALKERS * len(footfalls(Shot(cast=walkers[:1], duration_s=5.0))) + MOST_WALKERS


def test_no_two_feet_fall_at_once() -> None:
    pair = tuple(Figure(name=name, action="walks along") for name in ("MARA", "TOM"))
    times = sorted(step.at_s for step in footfalls(Shot(cast=pair)))
    assert min(b - a for a, b in pairwise(times)) > 0.05


@pytest.mark.parametrize("place", ["underwater cave", "space station", "lifeboat"])
def test_where_there_is_no_floor_nobody_steps(place: str) -> None:
    assert footfalls(shot("walks along", setting=Setting(place=place))) == ()


def test_an_endless_shot_has_not_endless_steps() -> None:
    assert len(footfalls(shot("walks along", duration_s=1e9))) < 120


def test_the_ground_is_that_of_the_set() -> None:
    assert ground_under(shot("", setting=Setting(interior=True, place="lighthouse stairs"))) == "stone"
    assert ground_under(shot("", setting=Setting(place="village", weather=Weather.SNOW))) == "snow"
    assert ground_under(Shot()) in GROUNDS


def test_an_effect_is_heard_from_who_makes_it() -> None:
    cast = (Figure(name="MARA", placement=-0.6), Figure(name="TOM", placement=0.8, action="knocks at the door"))
    pan, distance = heard_from("knock", Shot(cast=cast))
    assert pan == pytest.approx(0.4)
    assert distance > 0.3


def test_else_from_whom_the_picture_is_about_else_from_the_middle() -> None:
    assert heard_from("bell", shot("looks up", -0.5, Framing.MEDIUM))[0] == pytest.approx(-0.2)
    assert heard_from("bell", shot("looks up", -0.5, Framing.WIDE)) == (0.0, 0.0)
    assert heard_from("theremin", Shot()) == (0.0, 0.0)


def test_what_is_close_in_the_picture_is_close_to_the_ear() -> None:
    near = heard_from("match", shot("strikes a match", 0.6, Framing.CLOSE))
    far = heard_from("match", shot("strikes a match", 0.6, Framing.WIDE))
    assert near[1] < far[1]
    assert abs(near[0]) < abs(far[0])
