"""Looks: words choose them, a palette's words tint them, and each is another picture, never blank, never shimmering."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Framing, Look, TimeOfDay, Weather
from generators.papertheatre.colour import NAMED, luminance, mix, named, saturated, scaled
from generators.papertheatre.looks import finish_of, look_names
from generators.papertheatre.looks.collection import built_in, built_in_text, chosen, painter_in
from generators.papertheatre.looks.lookfile import read_lookfile
from tests.generators.papertheatre.stagehand import brightness, difference, frame, shot, theatre

DRAWN = [name for name in look_names() if not name.startswith("painted")]


@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("paper-cut", "paper-cut"),
        ("", "paper-cut"),
        ("ink wash", "ink wash"),
        ("stark noir", "noir"),
        ("a storybook", "storybook"),
        ("soft watercolor", "watercolour"),
        ("sepia", "silent film"),
        ("an old woodcut", "engraving"),
        ("shadow puppets", "shadow theatre"),
        ("Lotte Reiniger's silhouettes", "silhouette"),
        ("🙂", "paper-cut"),
        ("x" * 100_000, "paper-cut"),
    ],
)
def test_styles_are_found_by_their_words(style: str, name: str) -> None:
    assert finish_of(Look(style=style)).style.name == name


def test_there_are_looks_enough_and_each_file_is_sound() -> None:
    assert len(DRAWN) >= 12
    assert [name for name in DRAWN if read_lookfile(built_in_text(name)).faults] == []
    assert all(built_in(name).about for name in DRAWN)
    assert chosen(built_in("silhouette").name) == "silhouette"


def test_every_look_is_another_picture() -> None:
    made = theatre()
    pictures = [frame(made, shot("harbour", style=s, time=TimeOfDay.DAY)) for s in DRAWN]
    apart = {(DRAWN[n], DRAWN[m]): difference(a, b) for n, a in enumerate(pictures) for m, b in enumerate(pictures[:n])}
    assert {pair: round(d, 1) for pair, d in apart.items() if d < 4} == {}


@pytest.mark.parametrize("style", DRAWN)
def test_no_look_is_blank_at_any_time_in_any_weather(style: str) -> None:
    made = theatre()
    for time, weather in zip(TimeOfDay, Weather, strict=True):
        for place, inside in (("forest", False), ("kitchen", True)):
            picture = frame(made, shot(place, interior=inside, style=style, time=time, weather=weather))
            middle = picture[20:-20, 30:-30].astype(float)
            assert middle.std() > 9, (time, weather, place)
            assert 8 < middle.mean() < 250, (time, weather, place)


@pytest.mark.parametrize("style", DRAWN)
def test_night_is_darker_in_every_look(style: str) -> None:
    made = theatre()
    night, day = (frame(made, shot("hills", style=style, time=t, cast=[])) for t in (TimeOfDay.NIGHT, TimeOfDay.DAY))
    assert brightness(night) < brightness(day) + 1


@pytest.mark.parametrize("style", DRAWN)
def test_the_same_frame_is_the_same_bytes(style: str) -> None:
    wanted = shot("lighthouse", style=style)
    assert np.array_equal(frame(theatre(), wanted, 30), frame(theatre(), wanted, 30))


@pytest.mark.parametrize("style", DRAWN)
def test_a_still_picture_does_not_shimmer(style: str) -> None:
    made = theatre()
    wanted = shot("kitchen", interior=True, style=style, cast=[], time=TimeOfDay.DAY, framing=Framing.WIDE)
    first, second = (frame(made, wanted, k).astype(np.int16) for k in (24, 25))
    assert np.abs(first - second).mean() < 1.5


def test_silent_film_is_dyed_by_the_time_of_day() -> None:
    made = theatre()
    night, room = (
        frame(made, shot(place, interior=inside, style="silent film", time=TimeOfDay.NIGHT)).mean(axis=(0, 1))
        for place, inside in (("forest", False), ("kitchen", True))
    )
    assert night[2] > night[0]
    assert room[0] > room[2]


@pytest.mark.parametrize("style", ["noir", "daguerreotype"])
def test_some_looks_have_hardly_any_colour(style: str) -> None:
    picture = frame(theatre(), shot("city street", style=style)).astype(np.int16)[40:-40, 60:-60]
    assert (picture.max(axis=2) - picture.min(axis=2)).mean() < 14


def test_a_print_has_few_colours() -> None:
    """Most pixels of a linocut are one of its inks, but for knife-edges and the paper's grain."""
    picture = frame(theatre((640, 360)), shot("lighthouse", style="linocut", cast=[])).astype(np.int16)
    inks = np.array(built_in("linocut").tones.inks)
    far = np.abs(picture[60:-60, 60:-60, None, :] - inks).max(axis=3).min(axis=2)
    assert (far < 26).mean() > 0.55


def test_palette_words_tint_the_sheets() -> None:
    plain, teal = finish_of(Look()), finish_of(Look(palette=("muted teal",)))
    red = finish_of(Look(palette=("crimson and rust",)))
    grey = (128.0, 128.0, 128.0)
    assert plain.graded(grey)[0] == pytest.approx(plain.graded(grey)[2])
    assert teal.graded(grey)[2] > teal.graded(grey)[0]
    assert red.graded(grey)[0] > red.graded(grey)[2]


def test_palette_words_tint_the_inks_of_a_print() -> None:
    plain, teal = finish_of(Look(style="linocut")), finish_of(Look(style="linocut", palette=("teal", "amber")))
    assert len(plain.inks) == len(teal.inks) == len(built_in("linocut").tones.inks)
    assert plain.inks != teal.inks
    assert plain.key != teal.key


def test_colours_are_named_with_their_modifiers() -> None:
    assert named("amber") == NAMED["amber"]
    assert named("a dark red coat") == scaled(saturated(NAMED["red"], 0.95), 0.55)
    assert named("no colour here") is None
    assert luminance(named("pale blue") or (0, 0, 0)) > luminance(NAMED["blue"])


def test_mixing_and_scaling_stay_in_range() -> None:
    assert mix((0, 0, 0), (255, 255, 255), 2.0) == (255, 255, 255)
    assert scaled((200, 100, 0), 3.0) == (255, 255, 0)
    for name in look_names():
        for colour in ((0.0, 0.0, 0.0), (255.0, 255.0, 255.0), (255.0, 0.0, 255.0)):
            finish = finish_of(Look(style=name))
            for made in (finish.graded(colour), finish.pressed(colour, 1.2), finish.drawn(colour)):
                assert all(0 <= v <= 255 for v in made), (name, made)


def test_the_word_ink_in_a_style_is_no_colour() -> None:
    assert finish_of(Look(style="ink wash")).palette == ()
    assert finish_of(Look(style="ink wash, deep blue")).palette != ()


def test_a_shot_carries_a_writers_look() -> None:
    look = Look(style="mine", recipe='base = "noir"\n[frame]\nborder = "oval"\n')
    finish = finish_of(look)
    assert (finish.recipe.frame.border, finish.recipe.tones.saturation) == ("oval", 0.0)
    assert finish.key != finish_of(Look(style="noir")).key
    assert finish_of(Look(style="noir", recipe="no [ toml")).recipe == built_in("noir")


@pytest.mark.parametrize(
    ("words", "painter"),
    [("painted, frost", "frost"), ("painted", "harvest"), ("a painting, tide", "tide"), ("noir", ""), ("frost", "")],
)
def test_painters_are_named(words: str, painter: str) -> None:
    assert painter_in(words) == painter
