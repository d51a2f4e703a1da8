"""Plans are read whole, and whatever else stands in a file is a fault with its line, never a traceback."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.story import read_story
from runtime.writer.plans import read_plan
from runtime.writer.plans.checking import check_plan
from runtime.writer.plans.plan import Given, Plan, Run, Step
from runtime.writer.plans.reading import MAX_CHARACTERS, MAX_LINES, MAX_RUNS

STORY = read_story(
    "Title: T\n\n[[var trust = 0]] [[var lamp = enum(dark, lit)]]\n\nINT. A #door#\n\nA.\n\n"
    "> END: The boy at the door\n"
).story

PIECES = [
    "choose: ",
    "expect: ",
    "line ",
    "set: a = ",
    "--- ",
    "after: ",
    "seed: ",
    "no ",
    "end ",
    "[locked]",
    "\n",
    '"',
    "#",
    "\0",
]

WHOLE = """
# a comment
name: the long way
seed: 7
set: trust = 2
set: viewer.name = "Ann"
choose: Open the door.
after: 9.5s
expect: node #Door#
expect: line Tom "Are you “the” keeper?"
expect: line "Nobody."
expect: no line "Go away."
expect: var trust == 3 and not lamp == lit
expect: choice ""Why?"" [locked]
expect: no choice "Unlock it."
expect: end
--- another
after: 2
expect: end "The boy at the door"
---

---
expect: end "Third"
"""


def test_every_line_of_a_plan_is_read() -> None:
    plan = read_plan(WHOLE, "a.plan")
    assert plan.faults == ()
    first, second, third = plan.runs
    assert (first.name, first.seed) == ("the long way", 7)
    assert first.given == (Given("trust", "2", 5), Given("viewer.name", '"Ann"', 6))
    assert first.steps == (
        Step("choose", 7, "Open the door."),
        Step("after", 8, seconds=9.5),
        Step("node", 9, "door"),
        Step("line", 10, "Are you “the” keeper?", speaker="TOM"),
        Step("line", 11, "Nobody."),
        Step("line", 12, "Go away.", absent=True),
        Step("var", 13, "trust == 3 and not lamp == lit"),
        Step("choice", 14, '"Why?"', state="locked"),
        Step("choice", 15, "Unlock it.", absent=True),
        Step("end", 16),
    )
    assert second == Run("another", 18, steps=(Step("after", 18, seconds=2.0), Step("end", 19, "The boy at the door")))
    assert (third.name, third.line) == ("Third", 23)


def test_a_run_without_a_name_is_called_by_its_ending_or_its_number() -> None:
    names = [run.name for run in read_plan('choose: a\n---\nchoose: b\nexpect: end "B"\n').runs]
    assert names == ["run 1", "B"]


@pytest.mark.parametrize(
    ("line", "what", "instead"),
    [
        ("choos: a", "did you mean “choose”", "choose: a"),
        ("open the door", "is no line of a plan", "choose: open the door"),
        ("choose:", "words are missing", ""),
        ("after: soon", "is no time", "after: 9s"),
        ("after: 999999s", "is no time", "after: 9s"),
        ("expect: nod dark", "did you mean “node”", "expect: node dark"),
        ("expect: weather", "there are node, line", 'expect: line "…"'),
        ("expect: line Hello", "stand in quotes", 'expect: line "Hello"'),
        ("expect: choice", "words are missing", 'expect: choice "…"'),
        ('expect: choice Tom "a"', "stand in quotes", 'expect: choice "Tom "a""'),
        ("expect: end Finis", "stands in quotes", 'expect: end "Finis"'),
        ("expect: no var a", "cannot be expected", "expect: var not (a)"),
        ("expect: no end", "cannot be expected", "expect: node … of the other way"),
        ("seed: -1", "is no seed", "seed: 7"),
        (f"seed: {10**19}", "is no seed", "seed: 7"),
        ("set: trust += 2", "sets nothing", "set: trust = 2"),
        ("set: a == 2", "sets nothing", "set: trust = 2"),
        ("x" * 2000, "more than 1,000 characters", ""),
    ],
)
def test_a_line_that_says_nothing_is_a_fault(line: str, what: str, instead: str) -> None:
    (fault,) = read_plan(f"expect: end\n---\n{line}\nexpect: end\n").faults
    assert fault.line == 3
    assert what in fault.what
    assert fault.instead == instead


@pytest.mark.parametrize("line", ["seed: 3", "set: a = 1", "name: late"])
def test_how_a_run_begins_is_said_first(line: str) -> None:
    (fault,) = read_plan(f"choose: a\n{line}\n").faults
    assert "at the beginning of a run" in fault.what


def test_a_run_that_does_nothing_and_a_plan_without_a_run_are_faults() -> None:
    assert "does nothing" in read_plan("seed: 1\nset: a = 1\n").faults[0].what
    assert "no run" in read_plan("# only a comment\n").faults[0].what


def test_plans_have_a_size() -> None:
    assert "longer" in read_plan("#" * (MAX_CHARACTERS + 1)).faults[0].what
    assert "longer" in read_plan("\n" * MAX_LINES).faults[0].what
    many = read_plan("---\nchoose: a\n" * (MAX_RUNS + 2))
    assert any("runs" in fault.what for fault in many.faults)
    assert len(many.runs) == MAX_RUNS


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=9), max_size=40).map("".join))
def test_any_text_is_runs_or_faults(text: str) -> None:
    plan = read_plan(text)
    assert plan.runs or plan.faults
    assert all(1 <= fault.line <= text.count("\n") + text.count("\r") + 40 for fault in plan.faults)
    assert STORY is not None
    check_plan(plan, STORY)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("expect: node dor", "the story has no scene “dor”; did you mean “door”"),
        ('expect: end "The boy at the dor"', "did you mean “The boy at the door”"),
        ("expect: var trus == 1", "“trus” is not declared"),
        ("expect: var trust == dark", "cannot be compared"),
        ("expect: var __import__('os')", "there is no function"),
        ("set: truth = 1", "the story has no variable “truth”"),
        ('set: trust = "much"', "is a number, and this is a text"),
        ("set: trust = (", "cannot be read as an expression"),
    ],
)
def test_names_that_the_story_does_not_have_are_found_before_it_is_tried(line: str, what: str) -> None:
    assert STORY is not None
    (fault,) = check_plan(read_plan(f"{line}\nexpect: end\n"), STORY)
    assert fault.line == 1
    assert what in fault.what


def test_a_plan_that_fits_has_no_faults() -> None:
    assert STORY is not None
    assert (
        check_plan(read_plan('set: lamp = lit\nexpect: var trust == 0\nexpect: end "The boy at the door"\n'), STORY)
        == ()
    )
    assert check_plan(Plan("empty.plan"), STORY) == ()
