"""Dual dialogue: a name with ^ speaks together with the speech above it."""

from __future__ import annotations

from fractions import Fraction

import pytest

from runtime.director import Bible, Spoken, Stage, direct
from runtime.story import Line, Story, Stretch, play, read_story, start
from runtime.timeline import lay
from tests.runtime.story.transcript import perform

FPS = Fraction(24)
SPEECHES = "INT. ROOM - DAY #room#\n\nANN\nYes.\n{}\nTOM ^\nNo, never.\n\n> END: x\n"


def begun(text: str) -> tuple[Story, Stretch]:
    story = read_story(text).story
    assert story is not None
    return story, play(story, start(story, 1))


def lines(stretch: Stretch) -> list[tuple[str, bool]]:
    return [(beat.text, beat.together) for beat in stretch.beats if isinstance(beat, Line)]


def test_both_begin_together() -> None:
    story, stretch = begun(SPEECHES.format(""))
    assert lines(stretch) == [("Yes.", False), ("No, never.", True)]
    assert read_story(SPEECHES.format("")).diagnostics == ()
    assert perform(story, 1, [], through_json=False)[3:5] == ["ANN: Yes.", "TOM: No, never. (together)"]


def test_manners_go_in_pairs_and_keys_go_by_the_file() -> None:
    text = "INT. ROOM #room#\n\nANN\nA.\n(louder)\nB. [[sfx: knock]]\n\nTOM ^\nC.\n(softly)\nD.\n(singing)\nE.\n"
    _, stretch = begun(text)
    spoken = [(one.key, one.text, one.together) for one in stretch.beats if isinstance(one, Line)]
    assert spoken == [
        ("room.1", "A.", False),
        ("room.4", "C.", True),
        ("room.2", "B.", False),
        ("room.5", "D.", True),
        ("room.6", "E.", False),
    ]


def test_three_may_speak_at_once() -> None:
    _, stretch = begun("INT. ROOM\n\nANN\nA.\n\nTOM ^\nB.\n\nEVE ^\nC.\n")
    assert lines(stretch) == [("A.", False), ("B.", True), ("C.", True)]


@pytest.mark.parametrize("between", ["[[if yes]]\n[[end]]\n", "A door.\n", "[[sfx: bell]]\n"])
def test_what_stands_between_parts_them(between: str) -> None:
    reading = read_story(SPEECHES.format(f"\n{between}"))
    assert [one.code for one in reading.diagnostics] == ["S122"]


def test_an_authors_note_does_not_part_them() -> None:
    assert read_story(SPEECHES.format("\n/* softly? */\n\n")).diagnostics == ()


def test_who_has_nobody_to_speak_with_speaks_alone() -> None:
    _, stretch = begun('[[var n = ""]]\n\nINT. ROOM\n\nEVE\nA.\n\nANN\n{n}\n\nTOM ^\nB.\n')
    assert lines(stretch) == [("A.", False), ("B.", False)]


def test_both_are_seen_heard_and_captioned_at_once() -> None:
    _, stretch = begun(SPEECHES.format(""))
    speech = {"room.1": Spoken(1.0, (0.5,) * 24), "room.2": Spoken(2.0, (0.25,) * 48)}
    (setup,), stage = direct(stretch, Bible(), Stage(), speech, FPS)
    assert [figure.name for figure in setup.shot.cast if figure.speaking] == ["ANN", "TOM"]
    assert [max(figure.loudness) for figure in setup.shot.cast] == [0.5, 0.25]
    assert {person.name for person in stage.people} == {"ANN", "TOM"}
    timeline = lay((setup,), FPS, None)
    first, second = timeline.speeches
    assert first.start == second.start
    assert first.pan < second.pan
    shown = timeline.caption_at(first.start)
    assert shown is not None
    assert (shown.speaker, [one.speaker for one in shown.beside]) == ("ANN", ["TOM"])
    assert timeline.caption_at(first.start + 48) == shown  # as long as the longer of them is spoken
    assert setup.frames > 48


def test_one_out_of_the_picture_is_heard_only() -> None:
    _, stretch = begun(SPEECHES.replace("TOM ^", "TOM (O.S.) ^").format(""))
    (setup,), _ = direct(stretch, Bible(), Stage(), {}, FPS)
    assert [figure.name for figure in setup.shot.cast] == ["ANN"]
    assert [one.speaker for one in setup.said] == ["ANN", "TOM"]
