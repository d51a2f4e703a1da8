"""Places out of doors: every kind in every framing, hour and weather; no two alike; one place the same in all."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generators.base import Framing, Look, Setting, Shot, TimeOfDay, Weather
from generators.papertheatre.looks import finish_of
from generators.papertheatre.places import INDOORS
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.sets import BUILDERS, ground
from generators.papertheatre.sets.mountains import Peak
from generators.papertheatre.shapes import polygon, rect, together, united, within, without
from generators.papertheatre.sheets.views import place_of
from generators.papertheatre.stage import scenery_of
from tests.generators.papertheatre.stagehand import Picture, blank, brightness, difference, frame, shot, theatre

OUTDOORS = sorted(set(BUILDERS) - INDOORS)
MINE = [*OUTDOORS, "cave", "stage_inside"]
WILD = {"space", "underwater", "desert", "forest", "jungle"}  # nobody need live there
NO_WEATHER = {"space", "underwater", "cave", "stage_inside"}
WIDE = (320, 180)


def built(kind: str, place: str = "", time: TimeOfDay = TimeOfDay.DAY, weather: Weather = Weather.CLEAR) -> Scenery:
    setting = Setting(interior=kind in INDOORS, place=place or place_of(kind), time=time, weather=weather)
    return scenery_of(Shot(setting=setting), (kind,), WIDE, finish_of(Look()))


def pictured(kind: str, place: str = "", **about: object) -> Picture:
    wanted = shot(place or place_of(kind), interior=kind in INDOORS, cast=[], **about)  # type: ignore[arg-type]
    return frame(theatre(WIDE, chunk_frames=1), wanted)


@pytest.mark.parametrize("kind", MINE)
def test_every_framing_is_a_picture(kind: str) -> None:
    made = theatre()
    words = place_of(kind)
    pictures = [frame(made, shot(words, interior=kind in INDOORS, framing=f, time=TimeOfDay.DAY)) for f in Framing]
    assert not any(blank(p) for p in pictures)


@pytest.mark.parametrize("kind", MINE)
def test_every_hour_and_weather_is_a_picture_of_its_own(kind: str) -> None:
    made = theatre()
    words, inside = place_of(kind), kind in INDOORS
    hours = [frame(made, shot(words, interior=inside, time=t, cast=[])) for t in TimeOfDay]
    weathers = [frame(made, shot(words, interior=inside, weather=w, time=TimeOfDay.DAY, cast=[])) for w in Weather]
    assert not any(blank(p) for p in (*hours, *weathers))
    if kind not in NO_WEATHER:
        assert min(difference(a, b) for n, a in enumerate(hours) for b in hours[:n]) > 1.0
        assert min(difference(a, b) for n, a in enumerate(weathers) for b in weathers[:n]) > 1.0


@pytest.mark.parametrize("kind", sorted(set(OUTDOORS) - {"space", "underwater"}))
def test_night_is_darker_than_day(kind: str) -> None:
    night, day = (brightness(pictured(kind, time=t)) for t in (TimeOfDay.NIGHT, TimeOfDay.DAY))
    assert night < day - 0.1


@pytest.mark.parametrize("kind", MINE)
def test_two_places_of_a_kind_are_two_sheets_of_paper(kind: str) -> None:
    words = place_of(kind)
    one, other = (pictured(kind, f"{name} {words}", time=TimeOfDay.DAY) for name in ("mara's", "the old miller's"))
    assert difference(one, other) > 1.5


@pytest.mark.parametrize("kind", MINE)
def test_a_place_is_dealt_the_same_at_every_hour_and_in_every_weather(kind: str) -> None:
    for name in ("mara's", "the miller's", "grey"):
        ends = {built(kind, f"{name} {kind}", t, w).rng.random() for t in TimeOfDay for w in Weather}
        assert len(ends) == 1


@pytest.mark.parametrize("kind", MINE)
def test_a_set_is_six_to_a_dozen_layers_deep(kind: str) -> None:
    for name in ("one", "two", "three"):
        made = built(kind, f"{name} {kind}", TimeOfDay.NIGHT, Weather.SNOW)
        sheets = [*made.sheets, *made.front]
        depths = sorted({sheet.depth for sheet in sheets})
        steps = 1 + sum(b - a > 0.045 for a, b in pairwise(depths))
        assert 6 <= steps <= 16
        assert len(sheets) <= 26
        assert len(made.glows) <= 120
        assert all(sheet.depth <= 1.5 for sheet in sheets)


@pytest.mark.parametrize("kind", sorted(set(OUTDOORS) - WILD))
def test_somebody_has_lit_a_lamp_after_dark(kind: str) -> None:
    night, day = (built(kind, time=t) for t in (TimeOfDay.NIGHT, TimeOfDay.DAY))
    shining = [
        sum(cut.lit > 0.5 for sheet in (*made.sheets, *made.front) if sheet.depth > 0.21 for cut in sheet.cuts)
        for made in (night, day)
    ]
    assert shining[0] > shining[1] or len(night.glows) > len(day.glows)


@pytest.mark.parametrize("kind", OUTDOORS)
def test_there_is_room_for_figures(kind: str) -> None:
    made = built(kind)
    low, high = made.reach
    assert (high - low) * made.half > 3.5
    assert 7.5 <= made.floor <= 8.4


@pytest.mark.parametrize("kind", sorted(set(OUTDOORS) - {"space", "underwater"}))
def test_seven_figures_stand_clear_of_the_edges(kind: str) -> None:
    from generators.base import Figure
    from generators.papertheatre.blocking import marks_of

    made = built(kind)
    cast = tuple(Figure(name=f"N{n}", placement=-1 + n / 3) for n in range(7))
    marks = marks_of(Shot(cast=cast), made)
    assert len(marks) == 7
    assert all(abs(mark.x) < made.half for mark in marks)


def test_words_in_the_heading_choose_what_is_seen() -> None:
    for kind, one, other in (
        ("desert", "pyramids in the desert", "oasis in the desert"),
        ("fields", "field with a windmill", "field with a barn"),
        ("garden", "garden with a greenhouse", "garden with a fountain"),
        ("jungle", "jungle temple", "jungle waterfall"),
        ("house", "hospital", "cottage"),
        ("road", "runway", "country road"),
        ("bridge", "canal in the city", "iron bridge in the country"),
        ("castle", "ruined castle", "royal castle"),
        ("mountains", "mountain lake", "mountain pass"),
        ("snowfield", "arctic ice", "snowy plain"),
    ):
        assert difference(pictured(kind, one, time=TimeOfDay.DAY), pictured(kind, other, time=TimeOfDay.DAY)) > 2.0


def test_wet_weather_leaves_puddles_and_rings_and_dry_weather_none() -> None:
    wet, dry = built("road", weather=Weather.RAIN), built("road")
    assert ground.puddles(wet, 8.0, 0.5, 4)
    assert ground.rings(wet, 7.0, 7.5, 5)
    assert not ground.puddles(dry, 8.0, 0.5, 4)
    assert not ground.rings(dry, 7.0, 7.5, 5)


def test_things_bend_to_the_left_in_wind_and_not_on_a_calm_day() -> None:
    assert ground.bend(built("hills")) == 0
    assert ground.bend(built("hills", weather=Weather.STORM)) < ground.bend(built("hills", weather=Weather.RAIN)) < 0


def test_leaves_come_down_in_autumn_and_in_storms_only() -> None:
    assert "leaves" in built("forest", "autumn forest").motes
    assert "leaves" in built("forest", weather=Weather.STORM).motes
    assert "leaves" not in built("forest", "summer forest").motes


def test_a_mountain_has_snow_within_it_and_shade_on_one_side() -> None:
    from random import Random

    peak = Peak(Random(3), 0.0, 6.0, 4.0, 3.0)
    assert peak.body.getBounds().contains(peak.cap(Random(4), 0.4).getBounds())
    assert peak.shade(1).getBounds().centerX() > 0 > peak.shade(-1).getBounds().centerX()


def test_outlines_can_be_joined_cut_and_shared_and_none_of_it_fails() -> None:
    a, b = rect(0, 0, 2, 2), rect(1, 0, 2, 2)
    assert united([a, b]).getBounds().width() == pytest.approx(3)
    assert within(a, b).getBounds().width() == pytest.approx(1)
    assert without(a, b).getBounds().width() == pytest.approx(1)
    assert together([a, b]).countPoints() == a.countPoints() + b.countPoints()
    wild = polygon([(float(x % 7) * 1e7, float(x % 5) * -1e7) for x in range(60)])
    for joined in (united([wild, a, wild]), without(wild, a), within(a, wild)):
        assert joined is not None


@pytest.mark.parametrize("interior", [True, False])
def test_the_bare_stage_is_seeded_by_its_words(interior: bool) -> None:
    made = theatre(WIDE, chunk_frames=1)
    pictures = [frame(made, shot(words, interior=interior, cast=[])) for words in ("zxqv", "blorp", "🙂🙂", "glorb")]
    pairs = [difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]]
    assert min(pairs) > 2.0
    assert not any(blank(p) for p in pictures)


@pytest.mark.parametrize(
    "place", ["desert " * 900, "garden\x00\ud83d".encode("utf-8", "ignore").decode(), "road [(*+?"]
)
def test_hostile_words_build_a_set_all_the_same(place: str) -> None:
    assert not blank(pictured("", place))


def test_motion_is_small_from_frame_to_frame() -> None:
    made = theatre(WIDE, chunk_frames=1)
    for kind in ("fields", "bridge", "jungle", "rooftops"):
        wanted = shot(place_of(kind), cast=[], time=TimeOfDay.DAY)
        still = [frame(made, wanted, n).astype(np.int16) for n in range(3)]
        assert max(float(np.abs(a - b).mean()) for a, b in pairwise(still)) < 4.0
