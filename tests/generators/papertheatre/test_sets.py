"""Places: words find them, every kind is built, time and weather change them, memory stays bounded."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generators.base import Framing, Setting, TimeOfDay, Weather
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.words import INDOORS, PLACES, kind_of, kind_of_setting, things_in
from tests.generators.papertheatre.stagehand import blank, brightness, difference, frame, shot, theatre

HEADINGS = [
    (True, "lighthouse stairs", "stairs"),
    (True, "lamp room", "lamp_room"),
    (True, "the keeper's kitchen", "kitchen"),
    (True, "cellar of the inn", "cellar"),
    (True, "village church", "church"),
    (True, "captain's study", "library"),
    (True, "mara's bedroom", "bedroom"),
    (True, "space station", "space_station"),
    (True, "a prison cell", "cell"),
    (True, "the attic", "attic"),
    (True, "theatre", "theatre"),
    (True, "railway carriage", "carriage"),
    (True, "hospital ward", "ward"),
    (True, "village school", "classroom"),
    (True, "the old inn", "tavern"),
    (True, "corner shop", "shop"),
    (True, "the clockmaker's workshop", "workshop"),
    (True, "detective's office", "office"),
    (True, "ballroom of the palace", "hall"),
    (True, "a parlour", "room"),
    (False, "under the sea", "underwater"),
    (False, "on the moon", "space"),
    (True, "lighthouse", "room"),
    (True, "ship's bridge", "wheelhouse"),
    (False, "lighthouse", "lighthouse"),
    (False, "lighthouse door", "door"),
    (False, "lighthouse gallery", "gallery"),
    (False, "boat landing", "landing"),
    (False, "the reef", "reef"),
    (False, "old harbour", "harbour"),
    (False, "open sea", "open_sea"),
    (False, "ship's deck", "deck"),
    (False, "beach at dawn", "beach"),
    (False, "dark forest", "forest"),
    (False, "city street", "street"),
    (False, "mountain pass", "mountains"),
    (False, "a wide field", "fields"),
    (False, "the green hills", "hills"),
    (False, "the great desert", "desert"),
    (False, "mountain village", "village"),
    (False, "rooftops of the old city", "rooftops"),
    (False, "a bridge over the river", "bridge"),
    (False, "walled garden", "garden"),
    (False, "frozen plain", "snowfield"),
    (False, "railway station", "station"),
    (False, "deep jungle", "jungle"),
    (False, "city park", "park"),
    (False, "old graveyard", "graveyard"),
    (False, "an open road", "road"),
    (False, "castle on the rock", "castle"),
    (False, "grandmother's house", "house"),
    (False, "limbo", "stage"),
    (True, "limbo", "stage_inside"),
    (False, "sea cave", "cave"),
]


@pytest.mark.parametrize(("interior", "place", "kind"), HEADINGS)
def test_headings_find_their_set(interior: bool, place: str, kind: str) -> None:
    assert kind_of(interior, place, "", "") == kind


def test_the_bible_and_then_the_prompt_help_where_the_heading_says_nothing() -> None:
    assert kind_of(False, "nowhere", "a street of lamps in the old city", "") == "street"
    assert kind_of(False, "", "", "They walk through a dark forest.") == "forest"


@pytest.mark.parametrize("place", ["", "zxqv", "火星", "🙂🙂", "מגדל", "a" * 5000, "\x00\n"])
@pytest.mark.parametrize("interior", [True, False])
def test_any_text_finds_a_set_of_the_right_side_of_the_wall(interior: bool, place: str) -> None:
    kind = kind_of_setting(Setting(interior=interior, place=place))
    assert kind in BUILDERS
    assert (kind in INDOORS) == interior


def test_every_kind_that_words_lead_to_is_built() -> None:
    assert {kind for kind, _, _ in PLACES} - {"tower"} <= set(BUILDERS)


@pytest.mark.parametrize("kind", sorted(BUILDERS))
def test_every_set_makes_a_picture_in_every_framing(kind: str) -> None:
    made = theatre()
    interior = kind in INDOORS
    words = next(p for i, p, k in HEADINGS if k == kind)
    pictures = [frame(made, shot(words, interior=interior, framing=f)) for f in Framing]
    assert not any(blank(p) for p in pictures)
    assert min(difference(pictures[0], p) for p in pictures[1:]) > 1.0


def test_places_differ_from_one_another() -> None:
    made = theatre()
    pictures = [frame(made, shot(p, interior=i, cast=[])) for i, p, _ in HEADINGS]
    pairs = [difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]]
    assert min(pairs) > 2.0


def test_the_same_kind_of_place_is_never_the_same_sheet_of_paper() -> None:
    made = theatre()
    assert difference(frame(made, shot("forest of ash")), frame(made, shot("forest of elm"))) > 2.0


@pytest.mark.parametrize("place", ["lighthouse", "forest", "city street"])
def test_night_is_darker_than_day_and_dusk_lies_between(place: str) -> None:
    made = theatre()
    levels = {t: brightness(frame(made, shot(place, time=t, cast=[]))) for t in TimeOfDay}
    assert levels[TimeOfDay.NIGHT] < levels[TimeOfDay.DUSK] < levels[TimeOfDay.DAY]
    assert len({round(v, 4) for v in levels.values()}) == 5


def test_rooms_are_darker_at_night_too() -> None:
    made = theatre()
    night, day = (frame(made, shot("room", interior=True, time=t)) for t in (TimeOfDay.NIGHT, TimeOfDay.DAY))
    assert brightness(night) < brightness(day)


def test_windows_shine_at_night() -> None:
    night = frame(theatre((384, 216)), shot("city street", time=TimeOfDay.NIGHT, cast=[]))
    warm = (night[:, :, 0] > 180) & (night[:, :, 0] > night[:, :, 2] + 40)
    assert warm.mean() > 0.002


def test_every_weather_looks_different() -> None:
    made = theatre()
    pictures = [frame(made, shot("hills", weather=w, time=TimeOfDay.DAY)) for w in Weather]
    pairs = [difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]]
    assert min(pairs) > 1.5


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.STORM, Weather.SNOW, Weather.FOG])
def test_weather_moves(weather: Weather) -> None:
    made = theatre()
    wanted = shot("city street", weather=weather, cast=[], time=TimeOfDay.DAY)
    still = shot("city street", weather=Weather.CLEAR, cast=[], time=TimeOfDay.DAY)
    span = 240 if weather is Weather.FOG else 2
    moved = difference(frame(made, wanted, 0), frame(made, wanted, span))
    assert moved > difference(frame(made, still, 0), frame(made, still, 2)) + 0.3


def test_lightning_swells_slowly() -> None:
    made = theatre((96, 54))
    made.begin(shot("open sea", weather=Weather.STORM, time=TimeOfDay.NIGHT, cast=[]))
    levels = [brightness(f) for _ in range(60) for f in made.next_chunk()]
    steps = np.abs(np.diff(levels))
    assert steps.max() < 0.03
    assert max(levels) - min(levels) > 0.01
    rises = sum(1 for a, b, c in zip(levels, levels[6:], levels[12:], strict=False) if b - a > 0.05 and c - b < -0.05)
    assert rises == 0


@pytest.mark.parametrize("place", ["lamp room", "kitchen"])
def test_lamps_flicker_far_below_a_flash(place: str) -> None:
    made = theatre((96, 54))
    made.begin(shot(place, interior=True, time=TimeOfDay.NIGHT, cast=[]))
    pictures = [f.astype(np.int16) for _ in range(12) for f in made.next_chunk()]
    assert max(float(np.abs(a - b).mean()) for a, b in pairwise(pictures)) < 6


def test_props_that_are_named_appear() -> None:
    made = theatre()
    bare = frame(made, shot("beach", cast=[]))
    for prop in ("campfire", "bell", "flag", "table", "anchor", "cat", "signpost"):
        assert difference(bare, frame(made, shot("beach", cast=[], props=(prop,)))) > 0.1, prop


def test_things_are_found_as_whole_words_only() -> None:
    assert things_in("A bell rings; she carries the lamp.") == ("bell", "lamp")
    assert things_in("bellows, lampoons and catapults") == ()


def test_the_store_of_sets_is_bounded() -> None:
    limit = 2 << 20
    made = theatre((320, 180), store_bytes=limit)
    for interior, place, _ in HEADINGS:
        made.begin(shot(place, interior=interior))
        store = made._store
        assert len(store.sets) == 1 or store.size_bytes <= limit
    assert len(store.sceneries) <= 12


def test_a_warm_set_is_not_built_again() -> None:
    made = theatre()
    made.begin(shot())
    first = made._store.sets.copy()
    made.begin(shot("cave"))
    made.begin(shot())
    assert made._stage is not None
    assert made._stage.built is next(iter(first.values()))


def test_rain_stays_outside() -> None:
    made = theatre((320, 180))
    wet, dry = (
        frame(made, shot("room", interior=True, weather=w, time=TimeOfDay.NIGHT, cast=[]))
        for w in (Weather.RAIN, Weather.CLEAR)
    )
    floor = slice(-60, -20)
    assert difference(wet[floor], dry[floor]) < 4
