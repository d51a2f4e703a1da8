"""Things: words find them, each is drawn, each stands where such a thing belongs, no more than there is room for."""

from __future__ import annotations

from random import Random

import pytest

from generators.base import Figure, Look, Setting, Shot, TimeOfDay
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Sheet
from generators.papertheatre.pieces import placed
from generators.papertheatre.props import PROPS, place_props
from generators.papertheatre.scenery import Scenery, Top
from generators.papertheatre.sheets.views import CALLED
from generators.papertheatre.words import THINGS, things_away, things_in, things_of
from tests.generators.papertheatre.stagehand import MARA, difference, frame, shot, theatre

Box = tuple[float, float, float, float]  # left, top, right, foot in stage units
HEADS = (-0.3, 0.34)  # where the first two people stand, as placements


def _bare(indoors: bool = False, half: float = 8.0, tall: float = 3.0) -> Scenery:
    """A stage with nothing on it."""
    room, day = (light_of(Setting(), finish_of(Look()), half, inside) for inside in (indoors, False))
    made = Scenery(Random(3), half, room, day, "", 3)
    made.tall, made.open_sky = tall, not indoors
    return made


def _box(sheets: list[Sheet]) -> Box:
    bounds = [cut.path.computeTightBounds() for sheet in sheets for cut in sheet.cuts]
    return (min(b.left() for b in bounds), min(b.top() for b in bounds), max(b.right() for b in bounds),
            max(b.bottom() for b in bounds))  # fmt: skip


def _with(*things: str, indoors: bool = False, **stage: float) -> tuple[Scenery, Box]:
    s = _bare(indoors, **stage)
    place_props(s, things, indoors)
    return (s, _box(s.sheets))


def test_every_thing_has_words_that_lead_to_it_alone() -> None:
    assert set(THINGS) == set(PROPS)
    for kind in PROPS:
        assert things_in(CALLED.get(kind, kind)) == (kind,)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("A bell rings; she carries the lamp.", ("bell", "lamp")),
        ("bellows, lampoons and catapults", ()),
        ("a street lamp", ("street lamp",)),
        ("a rocking horse by the bookshelf", ("rocking horse", "bookcase")),
        ("he clutches his chest; the chest is open", ("chest",)),
        ("she trains on the river bed and fires the staff", ()),
        ("all is well, well enough", ()),
        ("the old well by the oak door", ("well", "door")),
        ("she crosses the road", ()),
        ("a train of thought", ()),
    ],
)
def test_things_are_found_as_whole_words_that_mean_them(text: str, things: tuple[str, ...]) -> None:
    assert things_in(text) == things


def test_what_is_held_does_not_stand_there_too_but_keeps_its_place() -> None:
    lifting = MARA.model_copy(update={"action": "lifts the lantern from the table"})
    wanted = Shot(setting=Setting(props=("lantern", "chair")), cast=(lifting,))
    assert things_of(wanted) == ("chair", "lantern", "table")
    assert things_away(wanted) == {"lantern"}
    assert not things_away(wanted.model_copy(update={"cast": ()}))
    there, gone = _bare(), _bare()
    place_props(there, ("lantern", "bucket"), False)
    place_props(gone, ("lantern", "bucket"), False, frozenset({"lantern"}))
    assert "lantern" not in gone.props
    assert not gone.glows
    assert _box(gone.sheets) == _box(there.sheets[-1:])


def test_what_a_place_is_described_with_stands_in_it() -> None:
    kitchen = Setting(
        interior=True, place="kitchen", description="a round room, a radio on a shelf, a globe", props=("bell",)
    )
    assert things_of(Shot(setting=kitchen)) == ("radio", "globe", "bell")


def test_what_has_stood_longest_comes_first() -> None:
    assert things_of(Shot(setting=Setting(props=("bell", "chair", "table")))) == ("table", "chair", "bell")


def test_every_thing_is_seen_in_the_picture() -> None:
    made = theatre()
    places = {False: "beach", True: "hall"}
    bare = {}
    for indoors, place in places.items():
        picture = frame(made, shot(place, interior=indoors, cast=[]))
        assert made._stage is not None
        bare[indoors] = (picture, made._stage.scenery.props)
    for kind, thing in PROPS.items():
        indoors = thing.only == "in" or thing.stands in ("top", "wall", "hung")
        picture = frame(made, shot(places[indoors], interior=indoors, cast=[], props=(CALLED.get(kind, kind),)))
        assert made._stage is not None
        assert kind in made._stage.scenery.props, kind
        assert kind in bare[indoors][1] or difference(bare[indoors][0], picture) > 0.02, kind


@pytest.mark.parametrize("kind", sorted(k for k, t in PROPS.items() if t.stands == "floor"))
def test_what_stands_on_the_floor_stands_on_the_floor_inside_the_picture(kind: str) -> None:
    s, (left, top, right, foot) = _with(kind)
    assert s.floor - 0.7 < foot < s.floor + 0.15
    assert foot - top < PROPS[kind].tall + 1.6
    assert -8 < left < right < 8


@pytest.mark.parametrize("kind", sorted(PROPS))
def test_the_room_a_thing_asks_for_is_the_room_it_takes(kind: str) -> None:
    thing = PROPS[kind]
    left, top, right, foot = _box([Sheet(1.0, tuple(placed([*thing.pieces, *thing.moving], 0.0, 0.0)))])
    assert right - left <= thing.wide + 0.3
    smoke = 1.3 if kind == "engine" else 0.45
    assert thing.tall * 0.4 <= foot - top <= thing.tall + smoke


def test_small_things_stand_on_the_set_s_own_table_first() -> None:
    s = _bare(indoors=True)
    s.tops = [Top(-3.0, 6.4, 0.9)]
    place_props(s, ("bottle",), True)
    left, _, right, foot = _box(s.sheets)
    assert foot == pytest.approx(6.4, abs=0.1)
    assert left < -3 < right


def test_small_things_stand_on_a_table_that_is_named_and_else_bring_a_stand() -> None:
    s, _ = _with("bottle", "table")
    table, bottle = _box(s.sheets[:1]), _box(s.sheets[1:])
    assert bottle[3] == pytest.approx(table[1], abs=0.12)
    assert table[0] < bottle[0] < bottle[2] < table[2]
    alone, _ = _with("bottle", indoors=True)
    stand, bottle = _box(alone.sheets[:1]), _box(alone.sheets[1:])
    assert bottle[3] == pytest.approx(stand[1], abs=0.12)
    assert stand[3] == pytest.approx(alone.floor - 0.1, abs=0.05)


def test_pictures_hang_on_the_wall_where_it_is_bare_and_else_stand_on_an_easel() -> None:
    s = _bare(indoors=True)
    s.walls = [(2.0, 5.0)]
    place_props(s, ("portrait",), True)
    left, _, right, foot = _box(s.sheets)
    assert 2.0 <= left < right <= 5.0
    assert foot < s.back - 2
    _, outside = _with("portrait")
    assert outside[3] == pytest.approx(8.05 - 0.3, abs=0.2)


def test_two_pictures_share_a_wall_and_a_third_finds_none() -> None:
    s = _bare(indoors=True)
    s.walls = [(2.0, 5.4)]
    place_props(s, ("portrait", "mirror", "window"), True)
    assert s.props == {"portrait", "mirror"}


def test_lanterns_hang_from_above_inside_and_from_a_post_outside() -> None:
    _, inside = _with("lantern", indoors=True)
    assert inside[1] < 0
    assert 5.5 < inside[3] < 7.5
    _, outside = _with("lantern")
    assert 4 < outside[1] < 5
    assert outside[3] == pytest.approx(7.95, abs=0.1)


def test_what_flies_is_in_the_sky_and_nowhere_else() -> None:
    for kind in ("kite", "balloon", "moon", "gull"):
        _, (left, top, right, foot) = _with(kind)
        assert 0 < top < foot < 6
        assert -8 < left < right < 8
        assert not _box_or_none(kind)


def _box_or_none(kind: str) -> list[Sheet]:
    s = _bare(indoors=True)
    place_props(s, (kind,), True)
    return s.sheets


@pytest.mark.parametrize("half", [4.5, 8.0, 12.0])
def test_thirty_things_at_once_give_what_fits_beside_one_another(half: float) -> None:
    s = _bare(half=half)
    floor = [k for k, t in PROPS.items() if t.stands == "floor" and t.only != "in"][:30]
    place_props(s, tuple(floor), False)
    widths = sum(PROPS[k].wide for k in s.props)
    assert 2 <= len(s.props) < 30
    assert widths <= 2 * half
    left, _, right, _ = _box(s.sheets)
    assert -half - 0.3 < left < right < half + 0.3


def test_each_thing_stands_there_once() -> None:
    s, _ = _with("bucket", "bucket", "bucket")
    once, _ = _with("bucket")
    assert len(s.sheets) == len(once.sheets)


def test_a_new_thing_moves_none_that_stands() -> None:
    one, before = _with("bell")
    more, _ = _with("bell", "bucket", "car")
    assert _box(more.sheets[: len(one.sheets)]) == before


def test_a_table_named_later_moves_nothing_but_what_lies_on_it() -> None:
    one, before = _with("bell", "bucket")
    more, _ = _with("bell", "bucket", "letter", "table")
    assert _box(more.sheets[: len(one.sheets)]) == before
    table, letter = _box(more.sheets[-2:-1]), _box(more.sheets[-1:])
    assert letter[3] == pytest.approx(table[1], abs=0.12)


def test_things_keep_away_from_furniture_while_there_is_room() -> None:
    s = _bare(indoors=True)
    s.busy = [(-8.0, -2.0), (-0.5, 3.0)]
    place_props(s, ("bucket", "drum"), True)
    for sheet in s.sheets:
        left, _, right, _ = _box([sheet])
        assert all(right <= a + 0.1 or left >= b - 0.1 for a, b in s.busy)


def test_pictures_hang_behind_the_furniture_before_them() -> None:
    s = _bare(indoors=True)
    s.walls = [(2.0, 5.4)]
    s.sheet(0.42, *placed(PROPS["crate"].pieces, 0, 8))
    s.sheet(0.6, *placed(PROPS["crate"].pieces, 3, 8))
    place_props(s, ("portrait",), True)
    assert [round(sheet.depth, 2) for sheet in s.sheets] == [0.42, 0.46, 0.6]


def test_nothing_hangs_at_the_height_of_a_head_where_somebody_stands() -> None:
    for kind, thing in PROPS.items():
        indoors = thing.only == "in" or thing.stands != "sky"
        s = _bare(indoors=indoors)
        place_props(s, (kind,), indoors)
        if not s.sheets or thing.wide > 2.6:
            continue
        for placement in HEADS:
            x, y = placement * 0.62 * s.half, s.floor - 0.9 * s.tall
            assert not any(cut.path.contains(x, y) for sheet in s.sheets for cut in sheet.cuts), kind


def test_in_a_boat_only_small_things_lie_between_the_benches() -> None:
    s = _bare()
    s.seated = 0.12
    place_props(s, ("table", "piano", "bucket"), False)
    assert s.props == {"bucket"}


def test_lamps_burn_brighter_by_night() -> None:
    strengths = {}
    for time in (TimeOfDay.DAY, TimeOfDay.NIGHT):
        s = _bare()
        s.light = light_of(Setting(time=time), finish_of(Look()), 8.0, False)
        place_props(s, ("fire",), False)
        strengths[time] = s.glows[0].strength
    assert 0 < strengths[TimeOfDay.DAY] < strengths[TimeOfDay.NIGHT]


def test_a_room_stays_the_same_room_when_a_thing_is_named_in_it() -> None:
    made = theatre()
    made.begin(shot("a room", interior=True, cast=[]))
    assert made._stage is not None
    bare = made._stage.scenery
    made.begin(shot("a room", interior=True, cast=[], props=("fire", "bucket")))
    assert len(made._stage.scenery.sheets) > len(bare.sheets)
    for before, after in zip(bare.sheets, made._stage.scenery.sheets, strict=False):
        assert [c.path.getBounds() for c in before.cuts] == [c.path.getBounds() for c in after.cuts]


@pytest.mark.parametrize("props", [("🙂",), ("火",) * 60, ("x" * 9000,), ("table " * 4000,)])
def test_any_words_may_stand_where_things_do(props: tuple[str, ...]) -> None:
    wanted = shot("beach", props=props, cast=[Figure(name="A", action="y" * 5000)])
    assert len(things_of(wanted)) <= 8
    frame(theatre((64, 36)), wanted)
