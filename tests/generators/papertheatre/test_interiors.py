"""Rooms and other worlds: seeded by their name, changed by hour and weather, with places where things may stand."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from generators.base import Framing, Look, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.props import PROPS, place_props
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.sets.interior import hang_wall
from generators.papertheatre.sets.panes import Pane, hang_view
from tests.generators.papertheatre.stagehand import blank, brightness, difference, frame, shot, theatre

WALLED = {
    "attic": "the attic", "bedroom": "bedroom", "carriage": "railway carriage", "cell": "prison cell",
    "cellar": "cellar", "church": "church", "classroom": "classroom", "hall": "ballroom", "kitchen": "kitchen",
    "lamp_room": "lamp room", "library": "library", "office": "office", "room": "living room", "shop": "shop",
    "space_station": "space station", "stairs": "stairs", "tavern": "tavern", "theatre": "theatre",
    "ward": "hospital ward", "wheelhouse": "wheelhouse", "workshop": "workshop",
}  # fmt: skip
WORLDS = {"underwater": "under the sea", "space": "the moon", "deck": "deck of the ship"}
SEALED = {"theatre", "space_station", "underwater", "space"}  # no weather comes here
KINDS = sorted({**WALLED, **WORLDS})


def _scenery(kind: str, name: str = "", time: TimeOfDay = TimeOfDay.NIGHT, weather: Weather = Weather.CLEAR) -> Scenery:
    """The set of a kind as paper, its chance from `name`."""
    setting, finish, inside = Setting(time=time, weather=weather), finish_of(Look()), kind in WALLED
    room, day = (light_of(setting, finish, 8.0, indoors) for indoors in (inside, False))
    seed = sum(map(ord, name + kind))
    made = Scenery(Random(seed), 8.0, room, day, name, seed)
    BUILDERS[kind](made)
    return made


def _shot(kind: str, **more: object) -> Shot:
    return shot({**WALLED, **WORLDS}[kind], interior=kind in WALLED, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_a_set_hangs_in_six_depths_or_more(kind: str) -> None:
    s = _scenery(kind)
    depths = {round(sheet.depth, 1) for sheet in [*s.sheets, *s.front]}
    assert len(depths) >= 6
    assert len(s.sheets) >= 6


@pytest.mark.parametrize("kind", KINDS)
def test_two_places_of_a_kind_are_two_sheets_of_paper(kind: str) -> None:
    made = theatre()
    names = {**WALLED, **WORLDS}
    one, other = (
        frame(made, shot(f"{names[kind]} of {who}", interior=kind in WALLED, cast=[])) for who in ("mara", "the duke")
    )
    assert difference(one, other) > 1.5


@pytest.mark.parametrize("kind", KINDS)
def test_every_framing_is_a_picture_of_its_own(kind: str) -> None:
    made = theatre()
    pictures = [frame(made, _shot(kind, framing=f)) for f in Framing]
    assert not any(blank(p) for p in pictures)
    assert min(difference(pictures[0], p) for p in pictures[1:]) > 1.0


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"space", "space_station", "theatre"}))
def test_hours_are_told_apart(kind: str) -> None:
    made = theatre()
    night, day, dusk = (
        frame(made, _shot(kind, time=t, cast=[])) for t in (TimeOfDay.NIGHT, TimeOfDay.DAY, TimeOfDay.DUSK)
    )
    assert brightness(night) < brightness(day)
    assert min(difference(night, day), difference(day, dusk), difference(night, dusk)) > 2.0


def _furniture(s: Scenery) -> list[tuple[float, ...]]:
    """Where everything hangs in a set that is neither light nor outside."""
    cuts = [(sheet.depth, cut) for sheet in [*s.sheets, *s.front] if not sheet.outside for cut in sheet.cuts]
    solid = [(depth, cut.path.getBounds(), cut.colour) for depth, cut in cuts if cut.shader is None and not cut.blur]
    return [
        (round(depth, 3), round(b.left(), 3), round(b.top(), 3), *colour) for depth, b, colour in solid if depth > 0.64
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_room_keeps_its_furniture_in_every_hour_and_weather(kind: str) -> None:
    kept = _furniture(_scenery(kind, "the same"))
    assert kept
    for time in TimeOfDay:
        for weather in (Weather.CLEAR, Weather.STORM, Weather.SNOW):
            assert _furniture(_scenery(kind, "the same", time, weather)) == kept, (time, weather)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - SEALED))
def test_weathers_are_seen_through_the_windows(kind: str) -> None:
    made = theatre((320, 180))
    pictures = [frame(made, _shot(kind, weather=w, time=TimeOfDay.DAY, cast=[])) for w in Weather]
    pairs = [difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]]
    assert min(pairs) > 0.1


@pytest.mark.parametrize("kind", sorted(SEALED))
def test_where_no_weather_comes_all_weathers_are_one(kind: str) -> None:
    made = theatre()
    clear, snow = (frame(made, _shot(kind, weather=w, cast=[])) for w in (Weather.CLEAR, Weather.SNOW))
    assert difference(clear, snow) < 1.0


def test_rain_runs_down_the_pane() -> None:
    made = theatre((480, 270))
    wet, dry = (
        [frame(made, _shot("library", weather=w, cast=[], time=TimeOfDay.DAY), k) for k in (0, 6)]
        for w in (Weather.RAIN, Weather.CLEAR)
    )
    assert difference(*wet) > difference(*dry) + 0.05


@pytest.mark.parametrize("kind", ["hall", "kitchen", "wheelhouse"])
def test_lightning_falls_in_through_the_windows_and_swells_slowly(kind: str) -> None:
    made = theatre((96, 54))
    made.begin(_shot(kind, weather=Weather.STORM, cast=[]))
    levels = [brightness(f) for _ in range(50) for f in made.next_chunk()]
    assert max(levels) - min(levels) > 0.008
    assert np.abs(np.diff(levels)).max() < 0.012
    made.begin(_shot(kind, weather=Weather.RAIN, cast=[]))
    calm = [brightness(f) for _ in range(50) for f in made.next_chunk()]
    assert max(calm) - min(calm) < max(levels) - min(levels)


def test_the_land_passes_a_carriage_and_nearer_land_passes_faster() -> None:
    s = _scenery("carriage", time=TimeOfDay.DAY)
    travels = [(sheet.depth, abs(sheet.drift.x)) for sheet in s.sheets if sheet.drift is not None]
    assert travels == sorted(travels)
    assert len({speed for _, speed in travels}) == len(travels) >= 3
    made = theatre((320, 180))
    first, later = (frame(made, _shot("carriage", cast=[], time=TimeOfDay.DAY), k) for k in (0, 6))
    windows, floor = (slice(40, 100), slice(60, 260)), (slice(150, 172), slice(60, 260))
    assert difference(first[windows], later[windows]) > 3 * difference(first[floor], later[floor]) + 0.5


@pytest.mark.parametrize("words", ["night train", "aeroplane", "metro", "tram", "train along the coast"])
def test_what_passes_is_what_such_a_carriage_passes(words: str) -> None:
    made = theatre((320, 180))
    first, later = (frame(made, shot(f"{words} carriage", interior=True, cast=[]), k) for k in (0, 12))
    plain = frame(made, shot("railway carriage", interior=True, cast=[]), 0)
    assert difference(first, later) > 0.2
    assert difference(first, plain) > 1.0


def test_fish_swim_and_weed_waves_under_the_sea() -> None:
    made = theatre()
    assert difference(*(frame(made, _shot("underwater", cast=[]), k) for k in (0, 48))) > 0.5
    assert {"bubbles", "caustics"} <= _scenery("underwater").motes


def test_lamps_light_a_room_by_night_and_the_window_does_by_day() -> None:
    made = theatre((320, 180))
    for kind in ("tavern", "hall", "shop"):
        night = frame(made, _shot(kind, time=TimeOfDay.NIGHT, cast=[])).astype(int)
        warm = (night[:, :, 0] > 190) & (night[:, :, 0] > night[:, :, 2] + 30)
        assert warm.mean() > 0.001, kind
        s = _scenery(kind, time=TimeOfDay.DAY)
        assert sum(g.strength for g in s.glows) < sum(g.strength for g in _scenery(kind).glows)


def test_moonlight_lies_on_the_floor_and_clouds_take_it_away() -> None:
    for weather, shafts in ((Weather.CLEAR, 2), (Weather.STORM, 0)):
        cuts = [cut for sheet in _scenery("cell", weather=weather).sheets if not sheet.outside for cut in sheet.cuts]
        assert sum(1 for cut in cuts if cut.blur and cut.lit == 1) == shafts


@pytest.mark.parametrize("kind", sorted(WALLED))
def test_what_a_room_offers_for_things_lies_inside_the_picture(kind: str) -> None:
    s = _scenery(kind, "anywhere")
    assert all(-8 < left < right < 8 for left, right in s.walls)
    assert all(-8 < top.x < 8 and 3.5 < top.y < 7.5 for top in s.tops)
    assert "window" in s.props or kind in ("theatre", "cave")


@pytest.mark.parametrize("kind", sorted({*WALLED, *WORLDS} - {"stairs"}))
def test_things_named_in_a_room_find_their_place(kind: str) -> None:
    s = _scenery(kind, "anywhere")
    before = set(s.props)
    wanted = ("violin", "skull", "drum")
    place_props(s, wanted, kind in WALLED)
    assert {*before, *wanted} <= s.props | before
    assert set(wanted) <= set(PROPS)


def test_windows_open_on_the_day_and_the_wall_hides_the_rest() -> None:
    s = _scenery("room")
    beyond = [sheet for sheet in s.sheets if sheet.outside and sheet.drift is None and sheet.crop is not None]
    assert len(beyond) >= 3
    left, top, right, foot = beyond[0].crop or (0, 0, 0, 0)
    assert right - left < 9 > foot - top


@pytest.mark.parametrize("head", ["flat", "round", "pointed"])
def test_a_pane_s_hole_has_the_size_it_asks_for(head: str) -> None:
    pane = Pane(1.0, 5.0, 2.0, 3.0, head, (2, 1))  # type: ignore[arg-type]
    b = pane.hole.computeTightBounds()
    assert (b.left(), b.top(), b.right(), b.bottom()) == pytest.approx((0.0, 2.0, 2.0, 5.0), abs=0.05)
    assert len(pane.cells()) == 6
    assert sum((r - a) * (f - t) for a, r, t, f in pane.cells()) == pytest.approx(1.0)


@pytest.mark.parametrize("pattern", ["plain", "stripes", "damask", "planks", "panels", "bricks", "stones", "tiles"])
def test_no_wallpaper_covers_a_window(pattern: str) -> None:
    s = _scenery("room")
    s.sheets.clear()
    pane = Pane(0.0, 5.0, 2.0, 3.0)
    hang_wall(s, (150, 140, 130), [pane], pattern)  # type: ignore[arg-type]
    filled = [cut for cut in s.sheets[0].cuts if not cut.stroke]
    assert not any(cut.path.contains(0.3, 3.3) for cut in filled)


def test_an_outside_hung_from_a_room_leaves_the_room_s_light_alone() -> None:
    s = _scenery("room", time=TimeOfDay.NIGHT)
    before = s.light
    hang_view(s, [Pane(0.0, 5.0, 2.0, 3.0)])
    assert s.light is before
    assert not s.beyond
    assert not s.daylight.interior


@pytest.mark.parametrize("size", [(64, 36), (120, 200), (200, 60)])
@pytest.mark.parametrize("kind", KINDS)
def test_any_format_shows_every_set(kind: str, size: tuple[int, int]) -> None:
    picture = frame(theatre(size), _shot(kind, time=TimeOfDay.DAY))
    assert not blank(picture)
    assert np.isfinite(picture).all()
