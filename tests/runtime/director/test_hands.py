"""What is taken in hand stays there: over lines, over other actions, until it is put down."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generators.base import Shot
from runtime.director import Bible, Stage, direct
from runtime.director.hands import held_after, with_held
from runtime.story import play, read_story, start


@pytest.mark.parametrize(
    ("clause", "before", "after"),
    [
        ("climbs with a lantern", "", "lantern"),
        ("draws his long sword", "", "sword"),
        ("holds out a small folded paper", "", "paper"),
        ("looks at the sea", "lantern", "lantern"),
        ("lays one hand on his sword", "", ""),
        ("sets the lantern on the floor and lifts the bell rope", "lantern", "rope"),
        ("gives him the letter", "letter", ""),
        ("puts the cup down", "lantern", "lantern"),
        ("stands with empty hands", "sword", ""),
        ("takes hold of the rail", "key", "key"),
        ("unfolds a letter", "lantern", "letter"),
    ],
)
def test_hands(clause: str, before: str, after: str) -> None:
    assert held_after(clause, before) == after


def test_an_action_says_what_is_held_once() -> None:
    assert with_held("sits", "lantern") == "sits, with the lantern"
    assert with_held("lifts the lantern", "lantern") == "lifts the lantern"
    assert with_held("", "sword") == "with the sword"
    assert with_held("sits", "") == "sits"


def filmed(*paragraphs: str) -> list[Shot]:
    cast = "Cast:\n    MARA - 60, keeper\n    TOM - 12, boy\n"
    text = "\n\n".join((f"Title: T\n{cast}", "INT. KITCHEN - DAY #k#", *paragraphs, "> END: Over\n"))
    story = read_story(text).story
    assert story is not None
    made, _ = direct(play(story, start(story, 1)), Bible(tuple(story.cast)), Stage(), {}, Fraction(24))
    return [setup.shot for setup in made]


def seen(shot: Shot, name: str) -> str:
    return next(figure.action for figure in shot.cast if figure.name == name)


def test_a_lantern_is_in_the_hand_or_on_the_table_and_never_in_both() -> None:
    shots = filmed(
        "MARA lifts the lantern. TOM sits by the door.",
        "MARA\nWho is it?",
        "TOM stands up. MARA points at him.",
        "MARA puts the lantern on the table.",
        "MARA\nSit.",
    )
    assert [seen(shot, "MARA") for shot in shots] == [
        "lifts the lantern", "with the lantern", "points at him, with the lantern", "puts the lantern on the table", "",
    ]  # fmt: skip
    assert ["lantern" in shot.setting.props for shot in shots] == [False, False, False, True, True]
    assert all("door" in shot.setting.props for shot in shots)


def test_who_speaks_is_told_with_what_they_hold() -> None:
    assert "stands" not in filmed("MARA lifts the lantern.", "MARA\nWho is it?")[1].prompt
    assert "with the lantern, speaks" in filmed("MARA lifts the lantern.", "MARA\nWho is it?")[1].prompt
