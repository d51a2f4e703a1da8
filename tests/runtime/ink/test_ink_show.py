"""An ink story is a show like any other: it plays, its journal is the same show again, and a runaway only ends it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from runtime.commands import Choose
from runtime.company import Manner
from runtime.course import Course
from runtime.ink import teller_of
from runtime.ink.teller import InkTeller
from tests.runtime.ink.needs import compiled, plays
from tests.runtime.test_show import House


@pytest.fixture
def course(request: pytest.FixtureRequest) -> Iterator[Course]:
    """The beginning of the story that a test names."""
    story = compiled(request.param)
    teller = teller_of(story)
    assert isinstance(teller, InkTeller)
    yield Course.begin(story, 7, teller=teller)
    teller.bridge.close()


def performed(course: Course, manner: Manner) -> tuple[House, list[str]]:
    """A show that is over, and its captions."""
    house = House(manner, course)
    said: list[str] = []
    for _ in range(24 * 120):
        house.turn()
        caption = house.show.overlay().caption
        if caption and caption.text not in said[-1:]:
            said.append(caption.text)
        if house.endings:
            break
    return house, said


@plays
@pytest.mark.parametrize("course", ["ferry"], indirect=True)
def test_an_ink_story_plays_by_itself_and_again(course: Course) -> None:
    house, said = performed(course, Manner(auto=True, title_s=0.1))
    chosen = [command.choice for command in house.commands if isinstance(command, Choose)]
    assert chosen == ["let-him-on-board", "look-out-of-the-window"]
    assert house.endings == ["The far shore"]
    assert said[0] == "Wait! Is this the last one?"
    assert {shot.setting.place for _, shot, _, _ in house.studio.rolled} == {"quay", "ferry cabin", "far shore"}
    again, heard = performed(course, Manner(auto=True, title_s=0.1, script=house.show.journal.commands))
    assert (again.commands, heard) == (house.commands, said)


@plays
@pytest.mark.parametrize("course", ["runaway"], indirect=True)
def test_a_story_that_runs_away_ends_its_show_and_nothing_else(course: Course) -> None:
    house, _ = performed(course, Manner(auto=True, title_s=0.1))
    assert [command.choice for command in house.commands if isinstance(command, Choose)] == ["open-it"]
    assert house.endings == [""]
