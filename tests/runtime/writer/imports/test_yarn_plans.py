"""Yarn Spinner's own test plans, where YARN_SPINNER names a checkout of YarnSpinnerTool/YarnSpinner."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runtime.story import read_story
from runtime.writer.imports import Import
from runtime.writer.imports.yarn import read_yarn
from tests.runtime.writer.imports.yarnplan import PlanBroken, hold, read_plan

CASES = Path(os.environ.get("YARN_SPINNER", "/nowhere")) / "Tests" / "TestCases"
GAMES = {  # they call functions that only the test's own game has
    "Enums-FunctionsReturningStringMayBeComparedToAnyStringEnum",
    "Functions",
    "Inference-FunctionsAndVarsInheritType",
}
needs_checkout = pytest.mark.skipif(not CASES.is_dir(), reason="YARN_SPINNER names no checkout")


def _imported(path: Path) -> Import:
    return read_yarn([(path.name, path.read_text("utf-8"))], path.stem)


@needs_checkout
def test_all_plans_hold_but_those_that_need_a_game() -> None:
    plans = sorted(CASES.glob("*.testplan"))
    assert len(plans) >= 32
    broken = {}
    for path in plans:
        try:
            hold(_imported(path.with_suffix(".yarn")), path.read_text("utf-8"))
        except PlanBroken as error:
            broken[path.stem] = str(error)
    assert broken.keys() == GAMES, broken


@needs_checkout
def test_commands_of_the_plans_are_reported() -> None:
    for path in CASES.glob("*.testplan"):
        expected = sum(sort == "command" for run in read_plan(path.read_text("utf-8")) for sort, _ in run.steps)
        kept = sum("is kept as a note" in loss.what for loss in _imported(path.with_suffix(".yarn")).report)
        assert kept >= expected, path.name


@needs_checkout
def test_what_does_not_compile_there_is_read_or_reported_here() -> None:
    for path in sorted((CASES / "ParseFailures").glob("*.yarn")):
        reading = read_story(_imported(path).text)
        assert reading.story is not None, (path.name, reading.diagnostics)


PLAIN = """title: Start
---
Sally: Hello, {$name}.
<<once>>
    Only now.
<<endonce>>
-> Yes <<if $rich>>
    <<set $rich to false>>
-> No
===
"""


def test_a_plan_holds_over_several_runs() -> None:
    imported = read_yarn([("a.yarn", PLAIN.replace("$name", '"Tom"'))])
    plan = """
    set: $rich = true
    line: `Sally: Hello, Tom.`
    line: `Only now.`
    option: `Yes`
    option: `No`
    select: 1
    stop
    ---
    line: *
    option: `Yes` [disabled]
    option: `No`
    select: 2
    stop
    """
    hold(imported, plan)


@pytest.mark.parametrize(
    ("plan", "why"),
    [
        ("line: `Sally: Bye.`", "is expected, not “SALLY: Hello, Tom.”"),
        ("line: *\nline: *\nline: *", "a line is expected"),
        ("line: *\nline: *\noption: `Yes`\noption: `No`\nselect: 1", "are expected, not ['No']"),
        ("line: *\nstop", "an end is expected"),
    ],
)
def test_a_plan_that_does_not_hold_says_where(plan: str, why: str) -> None:
    with pytest.raises(PlanBroken, match="run 1") as caught:
        hold(read_yarn([("a.yarn", PLAIN.replace("$name", '"Tom"'))]), plan)
    assert why in str(caught.value)
