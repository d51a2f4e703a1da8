"""Back to any choice point: performed again exactly, walked again by a save, and carried over to a changed story."""

from __future__ import annotations

import random

import pytest

from runtime.commands import Back, Choose, Command, Lengths, Moment, Pause, Restart, Rewind, Skip, TimeLimits
from runtime.company import Manner
from runtime.course import Course, advanced, fast_forward, stretch_of
from runtime.migration import migrate
from runtime.overlay import keys_of, way_of
from runtime.performing import END_CARD_S
from runtime.saves import Journal
from tests.runtime.test_show import House, performed, story

FLOORS = "ABCDE"
TOWER = "Title: The Tower\nAuthor: A test\n\n" + "\n".join(
    f"""[[var up_{floor} = 0]]

INT. FLOOR {floor} - NIGHT #{floor.lower()}#

Stairs. {{up_{floor}}}

> CUT TO: {floor.lower()}-door

INT. DOOR {floor} - NIGHT #{floor.lower()}-door#

A door.

[[choice 4s: At door {floor}?]]
+ Go on. [[id: on]] [[set up_{floor} = 1]] -> {following}
+ Look round. [[id: look]] [[default]] -> {following}
"""
    for floor, following in zip(FLOORS, [*FLOORS[1:].lower(), "END: Top"], strict=True)
)


def tower() -> Course:
    return story(TOWER)


def climbed(house: House, choices: str) -> House:
    """Take choices: n "on", l "look"."""
    for letter in choices:
        house.until(lambda: bool((panel := house.show.overlay().panel) and panel.phase in ("open", "opening")))
        house.show.do(Choose(choice={"n": "on", "l": "look"}[letter]))
        house.turn(20)
    return house


def test_a_rewind_stands_before_that_choice_again() -> None:
    house = climbed(House(course=tower()).started(), "nln")
    way = way_of(house.show.course, house.show.journal)
    assert [(one.question, one.taken) for one in way] == [
        ("At door A?", "Go on."), ("At door B?", "Look round."), ("At door C?", "Go on."),
    ]  # fmt: skip
    house.show.do(Rewind(to=way[1].stretch))
    house.at_choice()
    assert house.show.overlay().panel.question == "At door B?"  # type: ignore[union-attr]
    assert [one.question for one in way_of(house.show.course, house.show.journal)] == ["At door A?"]
    assert isinstance(house.show.journal.commands[-2], Rewind)


def test_a_rewind_to_nowhere_is_ignored() -> None:
    house = climbed(House(course=tower()).started(), "n")
    before = house.show.journal
    for nowhere in (-1, 0, 99, 2**70):
        house.show.do(Rewind(to=nowhere))
    assert house.show.journal == before


def test_a_paused_show_tells_its_way_and_goes_back_from_there() -> None:
    house = climbed(House(course=tower()).started(), "nn")
    assert house.show.overlay().way == ()
    house.show.do(Pause(on=True))
    way = house.show.overlay().way
    assert len(way) == 2
    assert house.show.overlay().way is way
    house.show.do(Rewind(to=way[0].stretch))
    house.turn()
    assert not house.show.overlay().paused
    assert house.show.course.stretch.node == "a-door"


def test_a_replay_with_rewinds_is_exact() -> None:
    chance = random.Random(3)
    first = climbed(House(course=tower()).started(), "nlnl")
    for _ in range(6):
        points = [one.stretch for one in way_of(first.show.course, first.show.journal)]
        first.turn(chance.randint(1, 30))
        first.show.do(Rewind(to=chance.choice(points)))
        climbed(first, chance.choice(["n", "l", "nl", "ln"]))
    first.until(lambda: first.endings != [], 24 * 300)
    again = House(Manner(script=first.show.journal.commands), course=tower(), silent=True)
    again.until(lambda: again.endings != [], 24 * 600)
    assert again.show.journal.commands == first.show.journal.commands
    assert [p[1:] for p in performed(again)][1:] == [p[1:] for p in performed(first)][1:]


def test_what_came_after_an_ending_is_performed_again() -> None:
    """A show is left at its ending: back, or again; a replay follows, and does not wait as long as the viewer did."""
    for leaving in (Back(), Restart(), Rewind(to=3)):
        first = House(course=tower()).started()
        first.until(lambda first=first: first.endings != [], 24 * 300)  # type: ignore[misc]
        first.turn(24 * 7)
        first.show.do(leaving)
        first.until(lambda first=first: len(first.endings) == 2, 24 * 300)  # type: ignore[misc]
        again = House(Manner(auto=True, script=first.show.journal.commands), course=tower(), silent=True)
        again.until(lambda again=again: again.show.ended, 24 * 600)  # type: ignore[misc]
        assert again.show.journal.commands == first.show.journal.commands
        assert len(again.endings) == 2
        left = next(c for c in again.show.journal.commands if c.kind == leaving.kind)
        assert left.at.frame < 24 * (END_CARD_S + 6.5)


def test_a_save_with_rewinds_is_walked_to_the_same_place() -> None:
    house = climbed(House(course=tower()).started(), "nln")
    house.show.do(Rewind(to=way_of(house.show.course, house.show.journal)[0].stretch))
    climbed(house, "l")
    course, _ = fast_forward(tower(), house.show.journal.commands)
    course = advanced(course, stretch_of(house.show.journal.commands))
    assert course.number == house.show.course.number
    assert course.stretch.state == house.show.course.stretch.state
    assert [one.taken for one in way_of(course, house.show.journal)] == ["Look round."]


def test_a_rewind_that_fits_nothing_ends_the_walk_there() -> None:
    commands: list[Command] = [Choose(choice="on", at=Moment(stretch=1)), Rewind(to=77, at=Moment(stretch=2))]
    course, _ = fast_forward(tower(), [*commands, Choose(choice="on", at=Moment(stretch=3))])
    assert course.stretch.node == "b"


def test_a_stretch_far_away_is_not_walked_to_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runtime.course.MAX_GONE_ON", 50)
    ring = "Title: R\n\nINT. A - DAY #a#\n\nx\n\n> CUT TO: b\n\nINT. B - DAY #b#\n\ny\n\n> CUT TO: a\n"
    assert advanced(story(ring), 2**60).number == 50


def test_the_same_way_has_the_same_key_and_another_way_another() -> None:
    house = climbed(House(course=tower()).started(), "nl")
    keys = list(keys_of(house.show.course, house.show.journal))
    house.show.do(Rewind(to=way_of(house.show.course, house.show.journal)[1].stretch))
    climbed(house, "l")
    assert list(keys_of(house.show.course, house.show.journal)) == keys
    house.show.do(Back())
    climbed(house, "n")
    other = list(keys_of(house.show.course, house.show.journal))
    assert other[:2] == keys[:2]
    assert other[2] != keys[2]


def test_rewinds_reach_a_changed_story() -> None:
    house = climbed(House(course=tower()).started(), "nln")
    house.show.do(Rewind(to=way_of(house.show.course, house.show.journal)[1].stretch))
    climbed(house, "n")
    straight = TOWER.replace("> CUT TO: a-door\n\nINT. DOOR A - NIGHT #a-door#\n", "")  # one stretch less
    moved = migrate(story(straight), house.show.journal.commands)
    assert moved.whole
    assert moved.course.stretch.state.variables["up_B"] == 1
    again, _ = fast_forward(story(straight), moved.commands)
    assert again.stretch.state == moved.course.stretch.state


def test_another_journal_is_taken_up_where_it_stood() -> None:
    house = climbed(House(course=tower()).started(), "nn")
    saved = house.show.journal
    climbed(house, "ll")
    house.show.do(Pause(on=True))
    course = advanced(fast_forward(tower(), saved.commands)[0], stretch_of(saved.commands))
    house.show.take_up(course, saved, TimeLimits.X2)
    house.turn()
    assert house.show.course.stretch.node == "c"
    assert house.show.journal.commands[: len(saved.commands)] == saved.commands
    assert isinstance(house.show.journal.commands[-1], Lengths)
    climbed(house, "n")
    assert house.show.course.stretch.state.variables["up_C"] == 1


def test_choices_that_were_set_beforehand_take_themselves() -> None:
    preset = {1: "on", 3: "look", 5: "on"}
    house = House(Manner(preset=preset), course=tower()).started()
    house.until(lambda: house.endings != [], 24 * 300)
    taken = [(c.choice, c.by) for c in house.commands if isinstance(c, Choose)]
    assert taken[:3] == [("on", "auto"), ("look", "auto"), ("on", "auto")]
    assert {by for _, by in taken[3:]} == {"deadline"}


def test_a_viewer_goes_before_what_was_set() -> None:
    house = climbed(House(Manner(preset={1: "on", 3: "on"}), course=tower()).started(), "l")
    house.show.do(Skip())
    assert [c.choice for c in house.commands if isinstance(c, Choose)] == ["look"]
    assert isinstance(house.show.journal, Journal)
