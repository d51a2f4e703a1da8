"""The same moment in a story that has changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from runtime.course import Course
from runtime.director import direct
from runtime.story import Story, read_story
from runtime.timeline import Timeline, lay
from runtime.writer.preview.standing import counterpart, same_frame, stand_again
from tests.runtime.writer.preview.stories import TEXT, journal_of

KNOCKED = ("gate", "knock", 0)


def story(text: str = TEXT) -> Story:
    reading = read_story(text)
    assert reading.story is not None, reading.diagnostics
    return reading.story


def at_hall(text: str = TEXT) -> Course:
    return Course.begin(story(text), 7).chosen("knock").gone_on()


def timeline(course: Course) -> Timeline:
    setups, _ = direct(course.stretch, course.bible, course.stage, {}, Fraction(24))
    return lay(setups, Fraction(24), course.point)


def moved(old: str, new: str, frame: int) -> tuple[int, Timeline]:
    """Where a frame of the first stretch is after a change, and the new timeline."""
    before, after = (Course.begin(story(text), 7) for text in (TEXT, TEXT.replace(old, new)))
    was, now = timeline(before), timeline(after)
    return same_frame((was, before.stretch.beats), frame, (now, after.stretch.beats)), now


def test_choices_are_taken_again_by_their_ids_and_jumps_followed_to_the_stretch_that_was_on() -> None:
    changed = story(
        TEXT.replace("ANNA lights a candle.", "ANNA lights a lamp.").replace("Knock.", "Knock. [[id: knock]]")
    )
    there = stand_again(changed, journal_of(changed, KNOCKED), at_hall())
    assert (there.course.stretch.node, there.same, there.notice) == ("hall", True, "")
    assert there.journal.begin.story == changed.digest
    assert there.course.number == 2


def test_a_scene_that_is_gone_leaves_the_show_at_the_nearest_one_before_it() -> None:
    changed = story(TEXT.replace("> DISSOLVE TO: hall", "> END: Outside"))
    there = stand_again(changed, journal_of(changed, KNOCKED), at_hall())
    assert (there.course.stretch.node, there.same) == ("yard", False)
    assert "hall" in there.notice


def test_a_choice_that_is_gone_leaves_the_show_before_it_and_says_why() -> None:
    changed = story(TEXT.replace("+ Knock.", "+ Hammer."))
    there = stand_again(changed, journal_of(changed, KNOCKED), at_hall())
    assert (there.course.stretch.node, there.same) == ("gate", False)
    assert "knock" in there.notice


def test_a_choice_that_was_taken_and_has_not_begun_to_play_begins() -> None:
    there = stand_again(story(), journal_of(story(), KNOCKED), Course.begin(story(), 7))
    assert (there.course.stretch.node, there.same, there.notice) == ("yard", False, "")


def test_a_story_that_turns_in_circles_ends_the_walk() -> None:
    round_ = TEXT.replace("> DISSOLVE TO: hall", "> CUT TO: yard")
    assert stand_again(story(round_), journal_of(story(round_), KNOCKED), at_hall()).course.stretch.node == "yard"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The rain falls harder.", "The rain stops."),
        ("ANNA stands at the gate in the rain.", "Thunder.\n\nANNA stands at the gate in the rain."),
        ("ANNA\nIs anybody there?", "ANNA\nHello?\n\nANNA\nIs anybody there?"),
    ],
)
def test_a_beat_is_found_again_where_others_come_or_change(old: str, new: str) -> None:
    was = timeline(Course.begin(story(), 7))
    line = next(one for one in was.placed if one.setup.said)
    frame, now = moved(old, new, line.start + 5)
    shot = now.shot_at(frame)
    assert shot.setup.said
    assert shot.setup.said[0].text == "Is anybody there?"
    assert frame == shot.start + 5


def test_a_beat_that_is_gone_gives_its_place_to_what_stands_there() -> None:
    was = timeline(Course.begin(story(), 7))
    frame, now = moved("ANNA\nIs anybody there?\n\n", "", was.placed[1].start + 3)
    assert now.shot_at(frame).setup.shot.prompt.startswith("The rain falls harder.")
    shorter, now = moved("The rain falls harder.", "Rain.", was.placed[2].end - 1)
    assert shorter < now.frames


def test_an_open_choice_stays_open_as_long_as_it_was_and_can_still_be_taken() -> None:
    was = timeline(Course.begin(story(), 7))
    frame, now = moved("The rain falls harder.", "Rain.", was.frames + 30)
    assert frame == now.frames + 30
    late, now = moved("[[choice 6s:", "[[choice 1s:", was.frames + 100)
    assert now.deadline is not None
    assert now.frames < late < now.deadline
    gone = TEXT[TEXT.index("[[choice 6s") : TEXT.index("EXT. YARD")]
    frame, now = moved(gone, "> CUT TO: yard\n\n", was.frames + 100)
    assert frame < now.frames


def test_counterparts_are_in_the_range_whatever_has_changed() -> None:
    before = Course.begin(story(), 7).stretch.beats
    for others in (before[:1], before[1:], before[::-1], before * 2, ()):
        for number in range(len(before) + 1):
            assert 0 <= counterpart(before, others, number) <= max(0, len(others) - 1)
