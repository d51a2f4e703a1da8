"""Ways across the stage: entering ends on the mark, leaving ends outside, embraces meet, seats are used."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from generators.base import Figure, Framing, Shot
from generators.papertheatre.blocking import FASTEST, Mark
from generators.papertheatre.generator import PaperTheatre
from generators.papertheatre.players import PlayerStep
from generators.papertheatre.routes import OUTSIDE, Route, outside
from generators.papertheatre.scenery import Seat
from generators.papertheatre.stage import Stage
from generators.papertheatre.standing import Stand, head_of
from generators.papertheatre.store import SetStore
from tests.generators.papertheatre.stagehand import MARA, TOM, blank, difference, frame, shot, theatre

FPS = 24


def staged(*cast: Figure, place: str = "beach", interior: bool = False, duration_s: float = 4.0) -> Stage:
    wanted = shot(place, cast=cast, interior=interior).model_copy(update={"duration_s": duration_s})
    return Stage(wanted, (192, 108), FPS, SetStore())


def acting(action: str, who: Figure = TOM, **changes: object) -> Figure:
    return who.model_copy(update={"action": action, **changes})


def mark_of(stage: Stage, name: str) -> Mark:
    return next(m for m in stage.marks if m.figure.name == name)


def stand(stage: Stage, name: str, t_s: float) -> Stand:
    number = next(k for k, m in enumerate(stage.marks) if m.figure.name == name)
    return stage.players.stance(number, round(t_s * FPS))


@pytest.mark.parametrize("action", ["enters", "comes in with a lantern", "arrives", "runs in", "creeps in"])
@pytest.mark.parametrize("side", [-1, 1])
def test_who_enters_begins_outside_on_their_own_side_and_ends_on_the_mark(action: str, side: int) -> None:
    stage = staged(acting(action, placement=0.4 * side))
    mark, half = stage.marks[0], stage.scenery.half
    xs = [stand(stage, "TOM", t / 4).x for t in range(20)]
    assert xs[0] * side >= half
    assert xs[-1] == pytest.approx(mark.x)
    assert all((b - a) * side <= 1e-6 for a, b in pairwise(xs))
    assert stand(stage, "TOM", 1.0).facing == -side
    assert stand(stage, "TOM", 500.0).x == pytest.approx(mark.x)


@pytest.mark.parametrize("action", ["leaves", "walks out", "runs off into the dark", "exits"])
def test_who_leaves_turns_that_way_walks_off_and_stays_gone(action: str) -> None:
    stage = staged(acting(action))
    mark, half = stage.marks[0], stage.scenery.half
    assert stand(stage, "TOM", 0.0).x == pytest.approx(mark.x)
    assert stand(stage, "TOM", 2.0).facing == 1
    assert stand(stage, "TOM", 4.0).x >= half + OUTSIDE - 0.01
    assert stand(stage, "TOM", 900.0).x == stand(stage, "TOM", 4.0).x


def test_who_has_left_is_not_drawn_any_more() -> None:
    made = theatre()
    alone, gone = shot("beach", cast=[MARA]), shot("beach", cast=[MARA, acting("leaves")])
    assert difference(frame(made, alone, 200), frame(made, gone, 200)) < difference(
        frame(made, alone, 2), frame(made, gone, 2)
    )


@pytest.mark.parametrize("duration_s", [0.001, 0.5, 2.0, 60.0, 1e6])
def test_ways_take_their_time_and_nobody_flies(duration_s: float) -> None:
    route = staged(acting("enters"), duration_s=duration_s).marks[0].route
    assert route is not None
    assert max(route.speed(k / 10) for k in range(1, 200)) < FASTEST * 1.25
    assert route.arrive_s < 60


def test_a_walk_ends_on_its_mark() -> None:
    stage = staged(acting("walks to the rock"))
    xs = [stand(stage, "TOM", t / 6).x for t in range(36)]
    assert xs[0] - xs[-1] > 0.8  # faces left
    assert xs[-1] == pytest.approx(stage.marks[0].x)


def test_a_walk_is_walked_with_legs_that_fit_the_way() -> None:
    stage = staged(acting("walks to the rock"))
    legs = [stand(stage, "TOM", t / 12).pose.near_leg for t in range(40)]
    assert max(legs) - min(legs) > 25
    rest = [stand(stage, "TOM", 6 + t / 12).pose.near_leg for t in range(20)]
    assert max(rest) - min(rest) < 4


def test_pacing_turns_round_and_never_stops() -> None:
    stage = staged(acting("paces up and down"))
    stands = [stand(stage, "TOM", t / 3) for t in range(120)]
    assert {round(s.facing) for s in stands} >= {-1, 1}
    assert max(s.x for s in stands) - min(s.x for s in stands) == pytest.approx(2.6, abs=0.1)
    assert len({round(s.x, 2) for s in stands[-20:]}) > 5


def test_backing_away_looks_where_one_came_from() -> None:
    stage = staged(acting("steps back"))
    early, late = stand(stage, "TOM", 0.2), stand(stage, "TOM", 4.0)
    assert late.x > early.x  # TOM faces left and goes right
    assert early.facing == late.facing == -1


def test_stairs_are_climbed_along_their_slope_and_ladders_straight_up() -> None:
    stairs = staged(acting("climbs the stairs"), place="stairs", interior=True)
    a, b = stand(stairs, "TOM", 0.2), stand(stairs, "TOM", 3.5)
    assert b.x > a.x
    assert b.y < a.y - 0.1
    ladder = staged(acting("climbs the ladder"))
    a, b = stand(ladder, "TOM", 0.0), stand(ladder, "TOM", 3.8)
    assert a.x == b.x
    assert b.y < a.y - 0.4
    down = staged(acting("climbs down the ladder"))
    assert stand(down, "TOM", 0.0).y < stand(down, "TOM", 3.8).y - 0.4


@pytest.mark.parametrize("words", ["embraces Tom", "hugs him", "kisses TOM"])
def test_an_embrace_meets(words: str) -> None:
    stage = staged(acting(words, MARA), TOM)
    before = abs(stand(stage, "MARA", 0.0).x - stand(stage, "TOM", 0.0).x)
    after = abs(stand(stage, "MARA", 4.0).x - stand(stage, "TOM", 4.0).x)
    assert before > 2
    assert after < 0.28 * stage.scenery.tall
    assert mark_of(stage, "MARA").facing == -mark_of(stage, "TOM").facing
    if "kiss" not in words:
        assert stand(stage, "TOM", 4.0).pose.near_elbow > 60  # the other answers
    assert [m.figure.name for m in stage.marks][-1] == "MARA"  # whose arm lies over the other's back


def test_an_embrace_without_anybody_is_survived() -> None:
    assert not blank(frame(theatre(), shot("beach", cast=[acting("embraces her", MARA)])))


def test_who_is_carried_lies_across_the_arms() -> None:
    stage = staged(acting("carries Tom", MARA), TOM)
    before, after = stand(stage, "TOM", 0.0), stand(stage, "TOM", 6.0)
    assert before.pose.lie == 0
    assert after.pose.lie > 50
    assert after.y < before.y - 0.05
    hip = after.x + after.facing * math.sin(math.radians(-after.pose.lie)) * 1.0
    assert abs(hip - stand(stage, "MARA", 6.0).x) < 1.4


def test_a_fall_happens_in_time_and_once() -> None:
    stage = staged(acting("falls"))
    lies = [stand(stage, "TOM", t / 8).pose.lie for t in range(200)]
    assert lies[0] == 0
    assert lies[-1] > 80
    assert min(lies[40:]) > 75


def test_who_sits_uses_the_seat_that_is_near_and_is_not_sunk_or_afloat() -> None:
    stage = staged(acting("sits", looks="40, man"), place="park")
    stage.scenery.seats.append(Seat(stage.marks[0].x + 0.6, 0.9))
    again = Stage(stage.shot, (192, 108), FPS, store_of(stage))
    assert again.marks[0].seat is not None
    assert again.marks[0].x == pytest.approx(stage.marks[0].x + 0.6)
    pose = stand(again, "TOM", 1.0)
    hip = 0.9 + 0.13
    assert pose.y == pytest.approx(again.marks[0].floor - (hip + hip_of(again, pose)), abs=0.02)


def store_of(stage: Stage) -> SetStore:
    store = SetStore()
    store.keep(stage.key, stage.scenery)
    return store


def hip_of(stage: Stage, found: Stand) -> float:
    """The hip's height in stage units, negative above the feet."""
    from generators.papertheatre.figures.joints import solved
    from generators.papertheatre.figures.person import build_of

    person = stage.marks[0].person
    return solved(found.pose, build_of(person), person.stoop).hip[1] * stage.scenery.tall * person.height


def test_without_a_seat_a_stool_comes_along() -> None:
    made = theatre((320, 180))
    stage = staged(acting("sits"), place="desert")
    assert stage.marks[0].seat is None
    sitting = frame(made, shot("desert", cast=[acting("sits")], framing=Framing.MEDIUM), 20)
    assert difference(sitting, frame(made, shot("desert", cast=[acting("")], framing=Framing.MEDIUM), 20)) > 0.5


def test_in_a_bed_one_lies_with_the_head_on_the_pillow() -> None:
    stage = staged(acting("lies asleep in bed"), place="bedroom", interior=True)
    mark = stage.marks[0]
    assert mark.seat is not None
    assert mark.seat.pillow in (-1, 1)
    assert mark.facing == -mark.seat.pillow
    assert stand(stage, "TOM", 1.0).y < mark.floor - 0.5


@pytest.mark.parametrize(
    "action", ["sits", "kneels", "lies asleep", "crouches", "falls", "sits on the floor", "", "enters"]
)
def test_the_picture_is_about_a_face_at_a_sensible_height(action: str) -> None:
    stage = staged(acting(action, MARA))
    x, y = head_of(stage.marks[0], stage.scenery)
    tall = stage.scenery.tall
    assert stage.marks[0].floor - 1.1 * tall < y < stage.marks[0].floor - 0.3 * tall
    assert abs(x - stage.marks[0].x) < tall


def test_a_steer_lets_figures_walk_to_their_new_marks() -> None:
    made = PaperTheatre((192, 108), {"chunk_frames": 4})
    first = shot("beach", cast=[TOM])
    made.begin(first)
    made.next_chunk()
    made.steer(first.model_copy(update={"cast": (TOM.model_copy(update={"placement": -0.5, "facing": 1}),)}))
    assert made._stage is not None
    players: PlayerStep = made._stage.players
    xs = [players.stand(0, k).x for k in range(0, 240, 6)]
    assert max(abs(a - b) for a, b in pairwise(xs)) < 0.8
    assert abs(xs[0] - xs[-1]) > 3
    legs = [players.stand(0, k).pose.near_leg for k in range(30, 90, 3)]
    assert max(legs) - min(legs) > 20
    facings = [players.stand(0, k).facing for k in range(60)]
    assert max(abs(a - b) for a, b in pairwise(facings)) < 0.6


def test_the_same_words_again_go_on_where_they_were() -> None:
    made = PaperTheatre((192, 108), {"chunk_frames": 4})
    first = shot("beach", cast=[acting("falls")])
    made.begin(first, 72)
    made.steer(first)
    assert made._stage is not None
    assert made._stage.players.stance(0, 0).pose.lie > 80


def test_routes_are_functions_of_time() -> None:
    route = Route(5.0, -1.0, 0.5, 3.5)
    assert (route.x(0.0), route.x(0.5), route.x(9.0)) == (5.0, 5.0, -1.0)
    assert route.direction == -1
    assert route.gone(9.0) == pytest.approx(6.0)
    assert route.facing(1.0, 1) == -1
    assert route.facing(9.0, 1) == pytest.approx(1.0)
    assert route.pace(2.0) == 1.0
    assert route.pace(9.0) == 0.0
    ways = [route.gone(t / 20) for t in range(100)]
    assert all(b >= a for a, b in pairwise(ways))


def test_outside_is_on_ones_own_side() -> None:
    assert outside(0.4, 8.0) == 8.0 + OUTSIDE
    assert outside(-0.4, 8.0) == -8.0 - OUTSIDE


@pytest.mark.parametrize(
    "action",
    [
        "enters and sits down",
        "falls",
        "carries her",
        "climbs the rope",
        "swims",
        "floats",
        "rows",
        "paces",
        "dances",
        "x",
    ],
)
@pytest.mark.parametrize("place", ["open sea", "stairs", "beach"])
def test_any_action_in_any_place_is_a_picture(action: str, place: str) -> None:
    cast = [acting(action, MARA), acting(action)]
    wanted: Shot = shot(place, cast=cast, interior=place == "stairs", framing=Framing.MEDIUM)
    assert not blank(frame(theatre((96, 54)), wanted, 30))


@pytest.mark.parametrize("action", ["opens the door", "knocks at the door", "shuts the door"])
def test_doors_are_gone_up_to_and_faced(action: str) -> None:
    stage = staged(acting(action, MARA), place="lighthouse door")
    door, mark = stage.scenery.doors[0], stage.marks[0]
    there = stand(stage, "MARA", 6.0)
    assert abs(there.x - door) < 0.5 * stage.scenery.tall
    assert there.facing == (1 if door > there.x else -1)
    assert mark.doing.gesture in ("open", "knock", "close")
    assert there.pose.near_arm > 30


def test_one_comes_in_by_the_door_of_the_set_and_goes_out_by_it() -> None:
    into, out = (staged(acting(a), place="lighthouse door") for a in ("comes in", "leaves"))
    door = into.scenery.doors[0]
    assert stand(into, "TOM", 0.0).x == pytest.approx(door)
    assert stand(out, "TOM", 5.0).x == pytest.approx(door)
    seen = [into.players._in_the_doorway(into.marks[0], t / 10) for t in range(10)]
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert out.players._in_the_doorway(out.marks[0], 60.0) == 0.0
