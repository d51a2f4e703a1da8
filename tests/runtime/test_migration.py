"""An old save on a new story: choices by their ids as far as they go, and the viewer is told."""

from __future__ import annotations

import pytest

from runtime.commands import Back, Choose, Command, Moment, Restart, SetTimeLimits, Skip, TimeLimits
from runtime.course import Course, fast_forward
from runtime.migration import Migration, migrate
from runtime.story import Story, read_story

OLD = """Title: T

[[var brave = 0]]

INT. HALL - NIGHT #hall#

A hall. {brave}

[[choice: Where?]]
+ Up. -> stairs
+ Down. [[set brave += 1]] -> cellar

INT. STAIRS - NIGHT #stairs#

Stairs.

> CUT TO: attic

INT. ATTIC - NIGHT #attic#

An attic.

[[choice: What?]]
+ Open the box. [[id: box]] -> END: Box
+ Look out. [[id: window]] -> roof

INT. ROOF - NIGHT #roof#

The roof.

[[choice: Now?]]
+ Jump. [[id: jump]] -> END: Jump
+ Stay. [[id: stay]] -> END: Stay

INT. CELLAR - NIGHT #cellar#

Dark.

> END: Dark
"""


def story(text: str) -> Story:
    read = read_story(text)
    assert read.story is not None, read.diagnostics
    return read.story


def journal(*choices: str, text: str = OLD) -> list[Command]:
    """The commands of a show in which these were chosen."""
    course, commands = Course.begin(story(text), 1), list[Command]()
    for choice in choices:
        while course.point is None:
            course = course.gone_on()
        at = Moment(node=course.stretch.node, visit=course.stretch.visit, stretch=course.number, frame=70)
        commands.append(Choose(choice=choice, at=at))
        course = course.chosen(choice)
    return commands


def moved(new: str, *choices: str) -> Migration:
    return migrate(Course.begin(story(new), 1), journal(*choices))


def test_a_story_that_has_only_other_words() -> None:
    new = OLD.replace("An attic.", "An attic full of dust.").replace("The roof.", "The roof, in rain.")
    found = moved(new, "up", "window", "stay")
    assert (found.kept, found.choices, found.breaks) == (3, 3, ())
    assert found.course.ending
    assert found.course.ending.title == "Stay"
    assert found.notice == "The story has changed since this save. It goes on at the same place."


def test_a_scene_that_has_come_between_does_not_matter() -> None:
    new = OLD.replace("> CUT TO: attic", "> CUT TO: landing\n\nINT. LANDING #landing#\n\nA landing.\n\n> CUT TO: attic")
    found = moved(new, "up", "window")
    assert found.breaks == ()
    assert found.course.stretch.node == "roof"
    assert [command.at.stretch for command in found.commands if isinstance(command, Choose)] == [0, 3]


def test_what_was_walked_again_is_a_journal_of_the_new_story() -> None:
    new = story(OLD.replace("> CUT TO: attic", "> CUT TO: landing\n\nINT. LANDING #landing#\n\nL.\n\n> CUT TO: attic"))
    found = migrate(Course.begin(new, 1), journal("up", "window"))
    again, _ = fast_forward(Course.begin(new, 1), found.commands)
    assert again.stretch.state == found.course.stretch.state


def test_a_choice_that_is_gone_is_asked_again_where_it_was() -> None:
    found = moved(OLD.replace("[[id: window]]", "[[id: hatch]]"), "up", "window", "stay")
    assert (found.kept, found.choices, found.whole) == (1, 3, False)
    assert found.course.stretch.node == "attic"
    assert found.course.point
    assert str(found.breaks[0]) == "choice 2 (“window” at “attic”): it is not on offer at “attic” any more"
    assert found.notice == (
        "The story has changed since this save. 1 of 3 choices are kept; it goes on at INT. ATTIC - NIGHT."
    )


def test_a_scene_that_is_gone_leads_back_to_the_nearest_that_is_left() -> None:
    new = OLD.replace("> CUT TO: attic", "> END: Fall").replace("#attic#", "#loft#").replace("-> roof", "-> END: x")
    found = moved(new, "up", "window", "jump")
    assert found.course.stretch.node == "stairs"
    assert "the story ends at “stairs” before it" in found.breaks[0].why


def test_a_scene_of_another_name_is_the_same_scene() -> None:
    new = OLD.replace("#attic#", "#loft#").replace("CUT TO: attic", "CUT TO: loft")
    assert moved(new, "up", "window").breaks == ()


def test_a_way_that_leads_elsewhere_now_is_not_taken_for_the_old_one() -> None:
    new = OLD.replace("+ Up. -> stairs", "+ Up. -> roof").replace("[[id: jump]]", "[[id: window]]")
    found = moved(new, "up", "window")
    assert found.breaks[0].why == "the story leads to “roof” now"
    assert found.course.stretch.node == "roof"


def test_a_choice_that_is_locked_now_is_lost() -> None:
    found = moved(OLD.replace("[[id: window]]", '[[id: window]] [[locked "Nailed shut"]]'), "up", "window")
    assert found.breaks[0].why == "it is locked now: Nailed shut"
    assert found.course.stretch.node == "attic"


def test_a_choice_point_that_was_taken_out_is_passed_over() -> None:
    point = "[[choice: What?]]\n+ Open the box. [[id: box]] -> END: Box\n+ Look out. [[id: window]] -> roof\n"
    found = moved(OLD.replace(point, "> CUT TO: roof\n"), "up", "window", "stay")
    assert (found.kept, found.whole, len(found.breaks)) == (2, True, 1)
    assert found.course.ending
    assert "2 of 3 choices are kept" in found.notice


def test_nothing_fits() -> None:
    found = moved("Title: T\n\nINT. NEW #new#\n\nText.\n\n[[choice: Q]]\n+ A. -> END: x\n", "up", "window")
    assert found.kept == 0
    assert found.course.number == 0
    assert found.notice.endswith("It begins again.")


def test_what_sets_a_variable_is_done_again() -> None:
    found = moved(OLD.replace("brave += 1", "brave += 5"), "down")
    assert found.course.stretch.state.variables["brave"] == 5


def test_going_back_restarting_and_limits_are_kept() -> None:
    old = [
        *journal("up"),
        SetTimeLimits(limits=TimeLimits.OFF),
        Back(at=Moment(node="stairs", stretch=1)),
        Skip(at=Moment(node="hall", stretch=2)),
        Choose(choice="up", at=Moment(node="hall", stretch=2)),
        Restart(at=Moment(node="stairs", stretch=3)),
    ]
    found = migrate(Course.begin(story(OLD), 1), old)
    assert found.limits is TimeLimits.OFF
    assert [type(command) for command in found.commands] == [Choose, SetTimeLimits, Back, Choose, Restart]
    assert found.course.stretch.node == "hall"
    assert found.course.number == 4


@pytest.mark.parametrize("text", ["> CUT TO: stairs", "[[call: stairs]]\n\n> CUT TO: stairs"])
def test_a_story_that_goes_round_without_a_choice_ends_the_walk(text: str) -> None:
    found = moved(OLD.replace("> CUT TO: attic", text), "up", "window")
    assert not found.whole
    assert found.kept == 1
