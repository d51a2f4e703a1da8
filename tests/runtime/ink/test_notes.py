"""What ink's tags and lines mean to a show."""

from __future__ import annotations

import pytest

from runtime.ink.notes import Notes, heading_in, seconds, spoken

CAST = frozenset({"BO"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MARA: Who's there?", ("MARA", "", "", "Who's there?")),
        ("MARA (V.O.): (whispering) Who's there?", ("MARA", "V.O.", "whispering", "Who's there?")),
        ("OLD MR. PYE (os): Come in.", ("OLD MR. PYE", "O.S.", "", "Come in.")),
        ("Bo: (out of breath) Wait!", ("BO", "", "out of breath", "Wait!")),
        ("ÉLODIE: Non.", ("ÉLODIE", "", "", "Non.")),
        ("Note: the lamp is out.", None),
        ("MARA:", None),
        ("It is 12: 30.", None),
        ("“Well,” she says: “No.”", None),
    ],
)
def test_a_line_of_dialogue_has_a_name_in_capitals_or_of_the_cast(text: str, found: tuple[str, ...] | None) -> None:
    said = spoken(text, CAST)
    assert (said and (said.name, said.extension, said.manner, said.text)) == found


def test_a_heading_is_in_capitals() -> None:
    heading = heading_in("INT. LIGHTHOUSE STAIRS - NIGHT")
    assert heading is not None
    assert (heading.interior, heading.place, heading.time) == (True, "LIGHTHOUSE STAIRS", "NIGHT")
    assert heading_in("Est. 1902, says the plate.") is None
    assert heading_in("Ext. 4 does not answer.") is None


def test_tags_are_pictures_sounds_and_choice_points() -> None:
    notes = Notes.of(
        [
            "shot: wide",
            "camera: pan left",
            "Music:  tense ",
            "silence",
            "9s",
            "tail 2s",
            "dissolve",
            "seed: 7",
            "a mood",
        ]
    )
    assert (notes.shot, notes.seed, notes.transition) == ("wide, pan left", 7, "dissolve")
    assert notes.sounds == [("music", "tense"), ("silence", "")]
    assert (notes.words["window"], notes.words["tail"]) == ("9s", "2s")


def test_a_tag_can_be_a_heading() -> None:
    for tag in ("scene: EXT. QUAY - DUSK", "EXT. QUAY - DUSK"):
        heading = Notes.of([tag]).heading
        assert heading is not None
        assert heading.place == "QUAY"


def test_words_that_make_no_sense_are_left_out() -> None:
    notes = Notes.of(["seed: many", "cut: sideways", "transition: explosion", "music:", "says: yes, , open it"])
    assert (notes.seed, notes.cut, notes.transition, notes.sounds) == (None, "now", "cut", [])
    assert notes.says == ("yes", "open it")


@pytest.mark.parametrize(
    ("words", "found"),
    [("9s", 9.0), ("4.5 s", 4.5), ("12", 12.0), ("off", None), ("0s", 5.0), ("9999s", 5.0), ("soon", 5.0), (None, 5.0)],
)
def test_lengths_of_time(words: str | None, found: float | None) -> None:
    assert seconds(words, 5.0) == found
