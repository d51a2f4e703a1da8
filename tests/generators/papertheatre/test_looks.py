"""Looks: a style's words and a palette's words tint every sheet."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Look, TimeOfDay
from generators.papertheatre.colour import NAMED, luminance, mix, named, saturated, scaled
from generators.papertheatre.looks import finish_of
from tests.generators.papertheatre.stagehand import brightness, difference, frame, shot, theatre

STYLES = ["paper-cut", "ink wash", "film noir", "storybook watercolour", "silent film", "linocut", "blueprint", "neon"]


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
        ("🙂", "paper-cut"),
    ],
)
def test_styles_are_found_by_their_words(style: str, name: str) -> None:
    assert finish_of(Look(style=style)).style.name == name


def test_every_look_is_another_picture() -> None:
    made = theatre()
    pictures = [frame(made, shot("harbour", style=s, time=TimeOfDay.DAY)) for s in STYLES]
    assert min(difference(a, b) for n, a in enumerate(pictures) for b in pictures[:n]) > 3


@pytest.mark.parametrize("style", STYLES)
def test_night_is_darker_in_every_look(style: str) -> None:
    made = theatre()
    night, day = (frame(made, shot("hills", style=style, time=t, cast=[])) for t in (TimeOfDay.NIGHT, TimeOfDay.DAY))
    assert brightness(night) < brightness(day)


def test_noir_has_no_colour() -> None:
    picture = frame(theatre(), shot("city street", style="noir")).astype(np.int16)
    assert (picture.max(axis=2) - picture.min(axis=2)).mean() < 12


def test_palette_words_tint_the_sheets() -> None:
    plain, teal = finish_of(Look()), finish_of(Look(palette=("muted teal",)))
    red = finish_of(Look(palette=("crimson and rust",)))
    grey = (128.0, 128.0, 128.0)
    assert plain.graded(grey)[0] == pytest.approx(plain.graded(grey)[2])
    assert teal.graded(grey)[2] > teal.graded(grey)[0]
    assert red.graded(grey)[0] > red.graded(grey)[2]


def test_colours_are_named_with_their_modifiers() -> None:
    assert named("amber") == NAMED["amber"]
    assert named("a dark red coat") == scaled(saturated(NAMED["red"], 0.95), 0.55)
    assert named("no colour here") is None
    assert luminance(named("pale blue") or (0, 0, 0)) > luminance(NAMED["blue"])


def test_mixing_and_scaling_stay_in_range() -> None:
    assert mix((0, 0, 0), (255, 255, 255), 2.0) == (255, 255, 255)
    assert scaled((200, 100, 0), 3.0) == (255, 255, 0)
    assert max(finish_of(Look(style="linocut")).graded((255, 255, 255))) <= 255


def test_the_word_ink_in_a_style_is_no_colour() -> None:
    assert finish_of(Look(style="ink wash")).palette == ()
    assert finish_of(Look(style="ink wash, deep blue")).palette != ()
