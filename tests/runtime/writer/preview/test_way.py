"""The way to a scene is a journal that leads there."""

from __future__ import annotations

import pytest

from runtime.commands import Begin
from runtime.errors import StoryError
from runtime.story import Story, read_story
from runtime.writer.preview.standing import stand_again
from runtime.writer.preview.way import MOST_STEPS_SAID, path_rows, way_to
from runtime.writer.reach import Path, Step
from tests.runtime.writer.preview.stories import TEXT

STORY = TEXT.replace("+ Back out. -> gate", "+ Back out. -> gate\n+ Down. [[if trust >= 3]] -> cellar")


def story() -> Story:
    reading = read_story(STORY)
    assert reading.story is not None, reading.diagnostics
    return reading.story


@pytest.mark.parametrize(("node", "choices"), [("gate", 0), ("hall", 1), ("bed", 2), ("cellar", 6)])
def test_a_way_leads_to_its_scene_and_its_journal_does_again(node: str, choices: int) -> None:
    way = way_to(story(), f"#{node.upper()}#", Begin(story="", seed=3))
    assert way.course is not None
    assert way.journal is not None
    assert way.course.stretch.node == node
    assert len(way.journal.commands) == choices
    again = stand_again(story(), way.journal, way.course)
    assert (again.course.stretch, again.same) == (way.course.stretch, True)
    assert len(way.rows) == choices + 1


def test_where_there_is_no_way_it_is_said() -> None:
    reading = read_story(TEXT)
    assert reading.story is not None
    way = way_to(reading.story, "cellar", Begin(story="", seed=3))
    assert (way.course, way.journal) == (None, None)
    assert "no way to “cellar”" in way.said
    with pytest.raises(StoryError, match="Did you mean “cellar”"):
        way_to(reading.story, "celar", Begin(story=""))


def test_a_long_way_is_told_by_its_ends() -> None:
    steps = tuple(Step("node", f"c{n}", f"Choice {n}") for n in range(40))
    rows = path_rows(Path(steps), "far")
    assert len(rows) == MOST_STEPS_SAID + 2
    assert rows[1].text.endswith("Choice 0")
    assert rows[-1].text.endswith("Choice 39")
    assert "28 more" in rows[MOST_STEPS_SAID // 2 + 1].text
