"""What rooms are furnished with: walls, floors, daylight, shelves, curtains, lamps, seats; all within their room."""

from __future__ import annotations

from random import Random

import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Sheet
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import furniture, interior, passing
from generators.papertheatre.sets.flights import stairs
from generators.papertheatre.sets.panes import Pane, hang_glass, hang_view

PANE = Pane(-2.0, 5.0, 2.0, 2.6)


def _empty(
    time: TimeOfDay = TimeOfDay.NIGHT, weather: Weather = Weather.CLEAR, words: str = "", seed: int = 5
) -> Scenery:
    setting, finish = Setting(time=time, weather=weather), finish_of(Look())
    room, day = (light_of(setting, finish, 8.0, indoors) for indoors in (True, False))
    return Scenery(Random(seed), 8.0, room, day, words, seed)


def _bounds(sheets: list[Sheet]) -> tuple[float, float, float, float]:
    boxes = [cut.path.computeTightBounds() for sheet in sheets for cut in sheet.cuts]
    return (min(b.left() for b in boxes), min(b.top() for b in boxes), max(b.right() for b in boxes),
            max(b.bottom() for b in boxes))  # fmt: skip


@pytest.mark.parametrize("ground", ["boards", "tiles", "flags"])
def test_a_floor_begins_at_the_wall_and_fills_the_picture_s_foot(ground: str) -> None:
    s = _empty()
    interior.hang_floor(s, (120, 100, 80), ground)  # type: ignore[arg-type]
    left, top, right, foot = _bounds(s.sheets)
    assert top == pytest.approx(s.back - 0.3, abs=0.05)
    assert left < -8 < 8 < right
    assert foot >= 10


def test_side_walls_and_ceiling_leave_the_room_open() -> None:
    s = _empty()
    interior.hang_box(s, (150, 140, 130), (120, 110, 100), (80, 60, 50))
    for x, y in ((0.0, 4.0), (5.0, 6.0), (-6.0, 2.0)):
        assert not any(cut.path.contains(x, y) for sheet in s.sheets for cut in sheet.cuts)
    assert any(cut.path.contains(8.2, 5.0) for sheet in s.sheets for cut in sheet.cuts)


@pytest.mark.parametrize(
    ("time", "weather", "lit"),
    [
        (TimeOfDay.AFTERNOON, Weather.CLEAR, True),
        (TimeOfDay.NIGHT, Weather.CLEAR, True),
        (TimeOfDay.AFTERNOON, Weather.STORM, False),
        (TimeOfDay.NIGHT, Weather.STORM, False),
    ],
)
def test_sun_and_moon_draw_the_window_on_the_floor_unless_clouds_hide_them(
    time: TimeOfDay, weather: Weather, lit: bool
) -> None:
    s = _empty(time, weather)
    interior.hang_daylight(s, PANE, 1.5)
    assert bool(s.sheets) is lit
    if lit:
        left, top, right, foot = _bounds(s.sheets[-1:])
        assert s.back < top < foot < 10
        assert PANE.x - 1 < left < right < 4


def test_a_wide_window_throws_no_brighter_light_than_a_small_one() -> None:
    alphas = []
    for width in (1.0, 4.0):
        s = _empty(TimeOfDay.DAY)
        interior.hang_daylight(s, Pane(0.0, 5.0, width, 3.0), 1.0)
        alphas.append(s.sheets[-1].cuts[0].alpha)
    assert alphas[1] <= alphas[0]


@pytest.mark.parametrize("ware", ["jars", "plates", "bottles", "books", "mixed"])
def test_ware_stands_on_its_board_from_end_to_end(ware: str) -> None:
    s = _empty()
    boxes = [cut.path.computeTightBounds() for cut in furniture.row(s, -2.0, 2.0, 4.0, ware)]  # type: ignore[arg-type]
    assert len(boxes) > 5
    assert all(b.left() >= -2.06 and b.right() <= 2.06 and b.bottom() <= 4.01 for b in boxes)
    assert max(b.right() for b in boxes) > 1.2


def test_no_shelf_is_too_short_for_its_ware() -> None:
    assert all(cut.path.isEmpty() for cut in furniture.row(_empty(), 0.0, 0.1, 4.0, "books"))


def test_curtains_hang_beside_their_window() -> None:
    s = _empty()
    furniture.curtains(s, PANE, (140, 60, 60))
    left, top, right, _ = _bounds(s.sheets)
    assert left < PANE.x - 1 < PANE.x + 1 < right
    assert top < PANE.y - PANE.h
    assert not any(cut.path.contains(PANE.x, PANE.y - 0.8) for cut in s.sheets[0].cuts)


def _with_lamps(time: TimeOfDay) -> Scenery:
    s = _empty(time)
    furniture.hanging_lamp(s, 0.0, 2.4, 0.7)
    furniture.chandelier(s, 0.0, 2.4, 1.0, 0.7)
    furniture.sconce(s, 3.0, 4.0)
    return s


def test_lamps_of_a_room_burn_at_night_and_hardly_by_day() -> None:
    night, day = _with_lamps(TimeOfDay.NIGHT), _with_lamps(TimeOfDay.DAY)
    assert sum(g.strength for g in day.glows) < 0.5 * sum(g.strength for g in night.glows)
    assert "lamp" in night.props


def test_a_fire_offers_its_mantel_and_keeps_its_hearth_clear() -> None:
    s = _empty()
    furniture.hearth(s, 4.0, (150, 130, 120))
    assert s.busy == [(2.2, 5.8)]
    assert [top.y < s.back - 2 for top in s.tops] == [True]
    assert {"fire", "stove"} <= s.props


def test_chairs_are_there_to_sit_on() -> None:
    s = _empty()
    furniture.chair(s, 2.0, False)
    assert [(seat.x, seat.pillow) for seat in s.seats] == [(2.0, 0)]
    assert 0.8 < s.seats[0].height < 1.6


@pytest.mark.parametrize(
    ("weather", "more"), [(Weather.CLEAR, 0), (Weather.RAIN, 2), (Weather.SNOW, 1), (Weather.FOG, 1)]
)
def test_weather_lies_on_the_glass(weather: Weather, more: int) -> None:
    s = _empty(weather=weather)
    hang_glass(s, [PANE])
    assert len(s.sheets) == (2 if weather is Weather.RAIN else 1)
    kinds = sum(1 for sheet in s.sheets for cut in sheet.cuts if cut.alpha > 0.1)
    assert (kinds > 0) == (more > 0)


@pytest.mark.parametrize("words", ["the old harbour", "a city street", "deep forest", "somewhere"])
def test_windows_look_out_on_what_the_words_say(words: str) -> None:
    views = []
    for said in (words, "an island in the sea" if words != "the old harbour" else "a town"):
        s = _empty(TimeOfDay.DAY, words=said)
        hang_view(s, [PANE])
        views.append([cut.colour for sheet in s.sheets for cut in sheet.cuts])
    assert views[0] != views[1]


def test_land_that_passes_repeats_without_a_step() -> None:
    path = passing.rolling(Random(1), 5.0, 1.0, 20.0)
    tops = [next(y / 50 for y in range(150, 400) if path.contains(x, y / 50)) for x in (0.02, 19.98)]
    assert tops[0] == pytest.approx(tops[1], abs=0.06)


def test_stairs_are_of_stone_in_a_tower_and_of_wood_in_a_house() -> None:
    tower, house = _empty(words="lighthouse stairs"), _empty(words="stairs of the hotel")
    stairs(tower)
    stairs(house)
    assert "lantern" in tower.props
    assert "portrait" in house.props
    assert tower.slope == house.slope > 0


def test_a_bell_hangs_in_the_stairs_only_where_the_words_have_one() -> None:
    with_bell, without = _empty(words="tower stairs, a green bell"), _empty(words="tower stairs")
    stairs(with_bell)
    stairs(without)
    assert "bell" in with_bell.props
    assert "bell" not in without.props
