"""Bots see everything that there is to be seen, by seed, and say what went wrong and how they got there."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest

from runtime.library import load
from runtime.writer.playtest import Report, playtest, to_text
from runtime.writer.playtest.ground import Batch, Ground
from runtime.writer.playtest.page import draw_page
from runtime.writer.playtest.tally import Tally
from runtime.writer.playtest.told import to_plain
from tests.runtime.ink.needs import compiled, plays
from tests.runtime.writer.playtest.houses import CIRCLE, HOUSE, corridor, read
from tests.runtime.writer.playtest.interview import CHOICES, SCENES, interview

SHOWS = ("hello", "last-light", "postscript", "two-and-a-half")


@pytest.fixture(scope="module")
def house() -> Report:
    return playtest(read(HOUSE), 120, jobs=1)


@pytest.mark.parametrize("name", SHOWS)
def test_bots_see_the_whole_of_every_show(name: str) -> None:
    report = playtest(load(name), 240, jobs=1)
    assert report.node_coverage == 1
    assert report.choice_coverage == 1
    assert (report.line_coverage or 0) > 0.98
    assert (report.dead_ends, report.faults, report.tally.circling) == ((), (), 0)
    assert set(report.endings) == set(report.story.endings)
    assert all(report.endings.values())


def test_the_shares_of_the_endings_are_those_of_the_plays(house: Report) -> None:
    ends = sum(house.endings.values()) + house.ran_out + house.tally.circling
    assert ends == house.tally.plays == 120
    assert house.endings["Above"] == house.endings["Outside"] == 0
    assert house.endings["Below <b>"] > 10


def test_a_dead_end_has_the_shortest_way_to_it(house: Report) -> None:
    found = {one.sort: one for one in house.dead_ends}
    assert [step.choice for step in found["ran out"].trail] == ["down-the-well"]
    assert found["ran out"].node == "well"
    empty = [step.choice for step in found["nothing open"].trail]
    assert empty[::2] == ["to-the-kitchen"] * 3
    assert sorted(empty[1::2]) == ["look-at-the-stove", "take-the-key"]
    assert found["nothing open"].line == HOUSE.lstrip().split("\n").index("[[choice: And now?]]") + 1


def test_what_was_never_open_or_entered_is_named_with_the_reason(house: Report) -> None:
    assert [(one.node, one.id) for one in house.never_offered] == [("hall", "to-the-roof")]
    assert house.tally.locked["hall", "to-the-roof"] > 0
    said = {node: str(found) for node, found in house.unseen}
    assert "no jump" in said["shed"]
    assert "closed in all" in said["roof"]
    assert house.node_coverage == pytest.approx(4 / 6)
    assert {one.node for one in house.unseen_lines} == {"roof", "shed"}


def test_both_sides_of_conditions_are_counted(house: Report) -> None:
    sided = {one.words: holds for one, holds in house.one_sided}
    assert sided == {"never < 3": True}
    assert [one.words for one in house.conditions] == ["key", "never < 3"]


def test_a_condition_that_nobody_came_by_is_known() -> None:
    story = read(
        "[[var a = 0]]\n\nINT. A #a#\n\nA.\n\n> END: A\n\nINT. B #b#\n\n[[if a > 1]]\n\nB.\n\n[[end]]\n\n> END: B\n"
    )
    assert [one.words for one in playtest(story, 3, jobs=1).unasked] == ["a > 1"]


def test_a_play_that_goes_in_circles_is_stopped_and_counted() -> None:
    report = playtest(read(CIRCLE), 3, jobs=1)
    assert report.tally.circling == 3
    assert report.tally.circles == {"a": 3}
    assert report.seconds is None
    assert report.dead_ends == ()


def test_greedy_bots_find_what_random_ones_do_not() -> None:
    story = read(corridor())
    assert playtest(story, 80, bot="random", jobs=1).node_coverage != 1
    assert playtest(story, 80, bot="greedy", jobs=1).node_coverage == 1


def test_what_bots_missed_the_search_finds() -> None:
    report = playtest(read(corridor(12)), 10, bot="random", jobs=1)
    outcome = dict(report.unseen)["last"]
    assert outcome is not None
    assert outcome.path is not None
    assert outcome.path.choices == ("straight-on",) * 12


def test_the_same_seed_plays_the_same_and_another_does_not() -> None:
    first, again, other = (_plain(playtest(read(HOUSE), 50, seed=seed, jobs=1)) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_the_number_of_processes_changes_nothing() -> None:
    story = read(HOUSE)
    alone, together = (_plain(playtest(story, 130, jobs=jobs)) for jobs in (1, 2))
    assert alone == together


def test_a_long_interview_is_played_to_its_ends() -> None:
    story = read(interview())
    assert (len(story.nodes), len(story.program.offers)) == (SCENES, CHOICES)
    report = playtest(story, 16, bot="greedy", jobs=1)
    assert sum(report.endings.values()) == 16
    assert (report.choice_coverage or 0) > 0.6
    assert report.tally.choices > 16 * 20


def _plain(report: Report) -> dict[str, object]:
    return {name: value for name, value in to_plain(report).items() if name != "plays_per_s"}


def test_parts_add_up_to_the_whole() -> None:
    ground = Ground(read(HOUSE))
    whole = ground.play(Batch(0, 20, 7, "random", {}, {}))
    sum_of_two = Tally()
    for first in (0, 10):
        sum_of_two.add(ground.play(Batch(first, 10, 7, "random", {}, {})))
    assert sum_of_two == whole


def test_a_story_is_left_as_it_was() -> None:
    story = read(HOUSE)
    before = (
        [type(one) for one in story.program.offers.values()],
        story.program.offers["hall", "to-the-cellar"].conditions,
    )
    playtest(story, 5, jobs=1)
    after = (
        [type(one) for one in story.program.offers.values()],
        story.program.offers["hall", "to-the-cellar"].conditions,
    )
    assert before == after
    assert type(before[1][0]).__name__ == "Question"


def test_faults_while_playing_are_told_apart_from_dead_ends() -> None:
    story = read("[[var n = 0]]\n\nINT. A #a#\n\nA {1 // n}.\n\n> END: A\n")
    report = playtest(story, 2, jobs=1)
    assert [(one.sort, one.plays) for one in report.faults] == [("S801", 2)]
    assert report.dead_ends == ()


def test_a_plain_screenplay_has_no_dead_end() -> None:
    report = playtest(read("INT. A #a#\n\nA.\n\nINT. B #b#\n\nB.\n"), 2, jobs=1)
    assert report.dead_ends == ()
    assert report.endings == {"": 2}


def test_a_story_that_runs_away_is_a_dead_end_and_no_endless_play() -> None:
    report = playtest(read("INT. A #a#\n\n> CUT TO: b\n\nINT. B #b#\n\n> CUT TO: a\n"), 2, jobs=1)
    assert [(one.sort, one.plays) for one in report.dead_ends] == [("ran away", 2)]


def test_playing_times_have_a_middle(house: Report) -> None:
    spread = house.seconds
    assert spread is not None
    assert spread.min <= spread.p10 <= spread.median <= spread.p90 <= spread.max
    assert spread.median == median(house.tally.seconds)


@plays
def test_an_ink_story_is_played_and_nobody_knows_how_much_there_is() -> None:
    report = playtest(compiled("ferry"), 30, jobs=1)
    assert set(report.tally.visits) == {"quay", "board", "board.lookout", "home", "lull"}
    assert report.endings == {"The far shore": 30}
    assert (report.node_coverage, report.choice_coverage, report.dead_ends) == (None, None, ())
    assert "choices" in to_text(report)
    assert "seen</dd>" in draw_page(report)


def test_rates_without_time_are_nothing(house: Report) -> None:
    assert replace(house, elapsed_s=0.0).plays_per_s == 0
    assert replace(house, elapsed_s=2.0).plays_per_s == 60
