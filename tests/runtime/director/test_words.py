"""What the director reads out of a writer's words."""

from __future__ import annotations

import pytest

from generators.base import Angle, Framing, Move, TimeOfDay, Weather
from runtime.director.bible import Bible, longest_names, read_look
from runtime.director.continuity import clause_of
from runtime.director.words import leaves, read_angle, read_framing, read_move, read_props, read_time, read_weather
from runtime.story.model import CastMember, Locale


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("NIGHT", TimeOfDay.NIGHT),
        ("Midnight", TimeOfDay.NIGHT),
        ("SUNSET", TimeOfDay.DUSK),
        ("MORNING", TimeOfDay.DAWN),
        ("DAY", TimeOfDay.DAY),
        ("AFTERNOON", TimeOfDay.AFTERNOON),
        ("LATER", None),
        ("", None),
    ],
)
def test_times(words: str, time: TimeOfDay | None) -> None:
    assert read_time(words) is time


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("Rain hammers the glass.", Weather.RAIN),
        ("Thunder, and rain.", Weather.STORM),
        ("Mist on the water", Weather.FOG),
        ("It snows.", Weather.SNOW),
        ("A clear sky, stars.", Weather.CLEAR),
        ("She trains a fogger.", None),
    ],
)
def test_weathers(text: str, weather: Weather | None) -> None:
    assert read_weather(text) is weather


def test_props_come_once_and_in_order() -> None:
    assert read_props("A lantern, a rope; the lantern on the table.") == ("lantern", "rope", "table")


def test_a_prop_of_two_words_is_one_prop() -> None:
    assert read_props("By the street lamp a rocking horse waits; the lamp burns.") == (
        "street lamp",
        "rocking horse",
        "lamp",
    )


def test_words_that_are_mostly_no_things_are_none() -> None:
    assert read_props("The match is over. MARA checks the manual at the point where light meets the sea bar.") == ()
    assert read_props("He clutches his chest. A chest stands open.") == ("chest",)
    assert read_props("She holds her lantern high.") == ("lantern",)


@pytest.mark.parametrize("clause", ["exits", "walks out into the rain", "is gone", "runs away"])
def test_leaving(clause: str) -> None:
    assert leaves(clause)


def test_staying() -> None:
    assert not leaves("walks to the table")


def test_words_of_film_in_any_order() -> None:
    words = "slow push in, low angle, close on MARA"
    assert (read_framing(words), read_angle(words), read_move(words)) == (Framing.CLOSE, Angle.LOW, Move.PUSH_IN)
    assert read_framing("over the shoulder of TOM") is Framing.OVER_THE_SHOULDER
    assert (read_framing("odd"), read_angle("odd"), read_move("odd")) == (None, None, None)


def test_longest_name_wins() -> None:
    assert longest_names("the lamp room", ["LAMP", "LAMP ROOM"]) == ["LAMP ROOM"]
    assert longest_names("ANNABEL sings", ["ANNA"]) == []


def test_look_from_words() -> None:
    look = read_look("paper-cut, muted teal and amber, fine grain")
    assert (look.style, look.palette, look.grain) == ("paper-cut", ("muted teal", "amber"), 0.25)
    assert read_look("").style == "paper-cut"
    assert read_look("noir, 35mm lens").lens == "35mm lens"


def test_bible_finds_places_and_gives_each_speaker_a_colour() -> None:
    bible = Bible((CastMember(name="MARA"), CastMember(name="TOM")), (Locale(name="LIGHTHOUSE", description="white"),))
    assert bible.place_of("LIGHTHOUSE STAIRS") == "white"
    assert bible.place_of("HARBOUR") == ""
    assert bible.colour_of("mara") != bible.colour_of("TOM")
    assert bible.named_in("TOM looks at MARA.") == ("TOM", "MARA")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("MARA climbs with a lantern.", "climbs with a lantern"),
        ("Rain. MARA, soaked, knocks.", "soaked, knocks"),
        ("TOM takes the hand of MARA.", ""),
        ("TOM looks at MARA. MARA nods.", "nods"),
        ("Nobody is here.", ""),
    ],
)
def test_what_somebody_does(text: str, clause: str) -> None:
    assert clause_of("MARA", text) == clause
