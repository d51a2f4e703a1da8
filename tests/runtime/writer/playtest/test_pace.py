"""The seconds of a play are those of the director's own timeline."""

from __future__ import annotations

from fractions import Fraction

import pytest

from runtime.course import Course
from runtime.director import direct
from runtime.director.pacing import reading_s
from runtime.library import load
from runtime.story.model import Choice, OnOffer
from runtime.timeline import lay
from runtime.writer.playtest.pace import decision_s, stretch_s
from tests.runtime.writer.playtest.houses import read

FPS = Fraction(24)


@pytest.mark.parametrize("name", ["hello", "last-light", "two-and-a-half"])
def test_stretches_last_as_long_as_their_timelines(name: str) -> None:
    course = Course.begin(load(name), 3)
    for _ in range(60):
        timeline = lay(direct(course.stretch, course.bible, course.stage, {}, FPS)[0], FPS, course.point)
        assert stretch_s(course.stretch) == pytest.approx(float(timeline.frames / FPS))
        if course.ending:
            return
        default = course.point.default if course.point else None
        course = course.chosen(default.id) if default else course.gone_on()
    pytest.fail("this show does not end by its defaults")


def test_who_speaks_at_once_speaks_as_long_as_the_longest() -> None:
    story = read(
        "INT. A #a#\n\nADA\nNo, and never, not if you ask me ten times over.\n\nBEN ^\nYes.\n\nADA\nWell.\n\nBEN ^\n"
        "Well, well, well, who would have thought of that.\n\nTwo people.\n\n> END: A\n"
    )
    course = Course.begin(story, 3)
    assert sum(beat.together for beat in course.stretch.beats if beat.kind == "line") == 2
    timeline = lay(direct(course.stretch, course.bible, course.stage, {}, FPS)[0], FPS, None)
    assert stretch_s(course.stretch) == pytest.approx(float(timeline.frames / FPS))


def test_a_choice_takes_as_long_as_it_takes_to_read_and_no_longer_than_its_window() -> None:
    now, end = Choice(id="a", text="Go on."), Choice(id="b", text="Stay where you are.", cut="end")
    point = OnOffer(id="p", question="What do you do now?", window_s=9.0, tail_s=4.0, choices=(now, end))
    read = reading_s("What do you do now? Go on. Stay where you are.")
    assert decision_s(point, now) == read
    assert decision_s(point, end) == 13.0
    assert decision_s(point.model_copy(update={"window_s": 2.0}), now) == 2.0
    endless = point.model_copy(update={"window_s": None})
    assert decision_s(endless, now) == read
    assert decision_s(endless, end) == read + 4.0
