"""Writers' words become layers, and what is not understood is said."""

from __future__ import annotations

import re

import pytest

from generators.base import Weather
from generators.papertheatre.words import PLACES as DRAWN
from runtime.audio.ambience import RECIPES
from runtime.audio.ambience.words import AT_NIGHT, COMPOUNDS, KIND_OF, KINDS, PLACES, Layer, ambience_for, layers_for


def kinds(words: str) -> tuple[str, ...]:
    return tuple(layer.kind for layer in layers_for(words).layers)


def test_words_become_layers_in_their_order() -> None:
    assert kinds("rain, wind") == ("rain", "wind")


@pytest.mark.parametrize(
    "words", ["rain and wind", "Rain; WIND", "rain / wind", "the rain, a wind", "rain wind", "rain + wind."]
)
def test_the_way_of_writing_does_not_matter(words: str) -> None:
    assert kinds(words) == ("rain", "wind")
    assert layers_for(words).unknown == ()


def test_a_sequence_is_the_same_as_a_list_of_words() -> None:
    assert layers_for(("rain", "distant sea")) == layers_for("rain, distant sea")


def test_far_things_are_softer_and_veiled() -> None:
    (far,) = layers_for("distant sea").layers
    assert far.veil == "far"
    assert far.gain_db < 0


def test_manners_belong_to_their_phrase_only() -> None:
    heavy, plain = layers_for("heavy rain, wind").layers
    assert heavy.gain_db > 0
    assert plain == Layer("wind")


def test_muffled_is_heard_through_a_wall() -> None:
    assert layers_for("muffled storm").layers[0].veil == "muffled"


def test_words_with_a_strength_of_their_own() -> None:
    assert (
        layers_for("gale").layers[0].gain_db
        > layers_for("wind").layers[0].gain_db
        > layers_for("breeze").layers[0].gain_db
    )


def test_a_storm_is_rain_wind_and_thunder() -> None:
    assert kinds("storm") == ("rain", "wind", "thunder")
    assert kinds("wind, storm") == ("wind", "rain", "thunder")


def test_the_same_layer_twice_is_one() -> None:
    assert kinds("sea, waves, surf") == ("sea",)


def test_unknown_words_are_named_and_make_nothing() -> None:
    heard = layers_for("rain, xylophones in the zeppelin")
    assert heard.known == ("rain",)
    assert heard.unknown == ("xylophones", "zeppelin")
    assert [layer.kind for layer in heard.layers] == ["rain"]


@pytest.mark.parametrize("words", ["", "   ", ",,;", "!?", "🙂", (), "42", "\x00"])
def test_nothing_asks_for_nothing(words: str) -> None:
    assert layers_for(words).layers == ()


def test_every_kind_can_be_made_and_asked_for() -> None:
    assert set(KINDS) == set(RECIPES) | set(COMPOUNDS) == set(KIND_OF.values())
    assert all(part in RECIPES for parts in COMPOUNDS.values() for part, _ in parts)


def test_no_word_means_two_things() -> None:
    words = [word for group in KINDS.values() for word in group.split()]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("interior", [True, False])
@pytest.mark.parametrize("weather", list(Weather))
@pytest.mark.parametrize("place", ["", "LIGHTHOUSE STAIRS", "harbour", "FOREST path", "cave", "STREET", "the Zxq"])
def test_every_place_has_ambience_that_is_understood(interior: bool, weather: Weather, place: str) -> None:
    words = ambience_for(interior, place, weather.value)
    assert words
    assert layers_for(words).unknown == ()
    assert layers_for(words).layers


def test_rain_is_heard_outside_and_muffled_inside() -> None:
    assert "rain" in ambience_for(False, "street", "rain")
    assert "muffled rain" in ambience_for(True, "kitchen", "rain")


def test_an_empty_room_has_its_tone() -> None:
    assert ambience_for(True, "parlour", "clear") == ("room",)


@pytest.mark.parametrize("word", sorted(KIND_OF))
def test_every_word_leads_to_layers(word: str) -> None:
    assert layers_for(word).unknown == ()
    assert layers_for(word).layers


def test_every_layer_of_a_place_is_understood() -> None:
    said = [word for _, outside, inside in PLACES for word in (*outside, *inside)]
    said += [word for layers in AT_NIGHT.values() for word in layers]
    assert layers_for(said).unknown == ()
    assert set(AT_NIGHT) <= set(said)


def test_no_place_is_in_two_lines() -> None:
    words = [word for line, _, _ in PLACES for word in line.split()]
    assert sorted({word for word in words if words.count(word) > 1}) == []


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize("interior", [True, False])
def test_every_place_that_can_be_drawn_is_heard(interior: bool, time: str) -> None:
    words = {word for _, pattern, _ in DRAWN for word in re.findall(r"[a-z]{3,}", pattern)}
    for word in words:
        for weather in Weather:
            said = ambience_for(interior, word, weather.value, time)
            assert layers_for(said).unknown == ()
            assert 1 <= len(layers_for(said).layers) <= 8


def test_places_differ() -> None:
    named = """desert field village rooftops bridge garden snowfield station carriage hall theatre tavern bedroom attic
    workshop ward cell underwater space sea harbour deck forest mountains city street room kitchen cellar cave church
    library river beach""".split()
    outside = {ambience_for(False, place, "clear", "day") for place in named}
    inside = {ambience_for(True, place, "clear", "day") for place in named}
    assert len(outside) >= 24
    assert len(inside) >= 24


def test_the_last_noun_is_the_place_and_the_rest_comes_through_its_walls() -> None:
    assert ambience_for(True, "HARBOUR TAVERN", "clear") == ("tavern", "soft fire", "muffled harbour")
    assert ambience_for(False, "CHURCH GARDEN", "clear", "day") == ("garden",)


def test_rain_beats_on_a_window_but_not_under_the_sea() -> None:
    assert "pane" in ambience_for(True, "bedroom", "rain")
    assert "pane" not in ambience_for(True, "submarine", "storm")
    assert ambience_for(False, "space", "storm") == ("space",)


def test_birds_keep_silent_in_the_rain_and_at_night() -> None:
    assert "soft birds" in ambience_for(False, "", "clear", "day")
    assert "soft birds" not in ambience_for(False, "lake", "rain", "day")
    assert "birds" not in ambience_for(False, "hills", "clear", "night")


def test_a_lighthouse_hears_the_sea() -> None:
    assert "sea" in ambience_for(False, "LIGHTHOUSE GALLERY", "clear")
    assert "muffled sea" in ambience_for(True, "LIGHTHOUSE STAIRS", "clear")


def test_a_forest_at_night_has_no_birdsong() -> None:
    assert "forest" in ambience_for(False, "forest", "clear", "day")
    assert "night" in ambience_for(False, "forest", "clear", "night")


def test_every_kind_is_one_of_its_own_words() -> None:
    assert [kind for kind, words in KINDS.items() if kind not in words.split()] == []
