"""Postures last until somebody rises, and what is done meanwhile is done sitting, kneeling or lying."""

from __future__ import annotations

import pytest

from runtime.director.bible import Bible
from runtime.director.continuity import Stage
from runtime.director.words import rises
from runtime.story.model import CastMember

BIBLE = Bible(cast=(CastMember(name="MARA", description="60"), CastMember(name="TOM", description="12")))


def seen(*paragraphs: str) -> Stage:
    stage = Stage()
    for text in paragraphs:
        stage = stage.see(text, BIBLE)
    return stage


def posture(*paragraphs: str, name: str = "MARA") -> str:
    person = seen(*paragraphs).find(name)
    assert person is not None
    return person.posture


@pytest.mark.parametrize(
    "clause", ["sits at the table", "sits, and waits", "kneels by the lamp", "lies in the snow", "crouches"]
)
def test_a_posture_is_remembered(clause: str) -> None:
    assert posture(f"MARA {clause}.") == clause.split(maxsplit=1)[0].strip(",")


@pytest.mark.parametrize("clause", ["looks at the window", "lifts the lantern", "writes in the log", "shakes her head"])
def test_what_can_be_done_sitting_is_done_sitting(clause: str) -> None:
    stage = seen("MARA sits at the table.", f"MARA {clause}.")
    mara = stage.find("MARA")
    assert mara is not None
    assert mara.posture == "sits"
    assert mara.doing(clause).startswith(f"sits, {clause}")


@pytest.mark.parametrize(
    "clause",
    [
        "stands up",
        "gets up from the table",
        "walks to the window",
        "leaves",
        "jumps up",
        "climbs to the lamp",
        "hugs TOM",
    ],
)
def test_rising_ends_a_posture(clause: str) -> None:
    assert rises(clause)
    assert posture("MARA sits at the table.", f"MARA {clause}.") == ""


def test_another_posture_takes_its_place_and_is_said_once() -> None:
    stage = seen("MARA sits at the table.", "MARA kneels by the boy.")
    mara = stage.find("MARA")
    assert mara is not None
    assert mara.posture == "kneels"
    assert mara.doing("kneels by the boy") == "kneels by the boy"


def test_a_paragraph_about_others_changes_nothing() -> None:
    assert posture("MARA sits at the table.", "TOM walks in.") == "sits"
    assert posture("MARA sits at the table.", "Rain. MARA.") == "sits"


@pytest.mark.parametrize("clause", ["", "looks up", "holds the key", "\x00", "🙂" * 500])
def test_not_everything_is_rising(clause: str) -> None:
    assert not rises(clause)
