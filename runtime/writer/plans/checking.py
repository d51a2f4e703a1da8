"""Whether a plan speaks of a story: its nodes, endings, variables and expressions are looked up before it is tried."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from runtime.ink import InkStory
from runtime.story.diagnostics import quote
from runtime.story.expression import ExpressionError, compile_expression
from runtime.writer.plans.plan import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story.model import Story
    from runtime.writer.plans.plan import Given, Plan, Step

OURS_ONLY = "variables can be set and asked in stories of Diorama's own language only"


def check_plan(plan: Plan, story: Story) -> tuple[Fault, ...]:
    """The plan's own faults, and names in it that the story does not have."""
    if plan.faults:
        return plan.faults
    given = (one for run in plan.runs for one in run.given)
    steps = (step for run in plan.runs for step in run.steps)
    if isinstance(story, InkStory):
        lines = [one.line for one in given] + [step.line for step in steps if step.sort == "var"]
        return tuple(Fault(line, OURS_ONLY) for line in sorted(lines))
    found = [*_check_given(given, story), *_check_steps(steps, story)]
    return tuple(sorted(found, key=lambda fault: fault.line))


def _check_given(given: Iterable[Given], story: Story) -> Iterator[Fault]:
    kinds = {variable.name: variable.kind for variable in story.program.variables}
    for one in given:
        if one.name not in kinds:
            yield _unknown(one.line, "variable", one.name, kinds, "set: {} = " + quote(one.expression))
            continue
        try:
            compiled = compile_expression(one.expression, story.program.scope)
        except ExpressionError as error:
            yield _fault_in(one.line, error)
            continue
        if not kinds[one.name].takes(compiled.kind):
            what = f"“{one.name}” is a {kinds[one.name].name}, and this is a {compiled.kind.name}"
            yield Fault(one.line, what)


def _check_steps(steps: Iterable[Step], story: Story) -> Iterator[Fault]:
    for step in steps:
        if step.sort == "node" and step.words not in story.nodes:
            yield _unknown(step.line, "scene", step.words, story.nodes, "expect: node {}")
        elif step.sort == "end" and step.words and step.words not in story.endings:
            yield _unknown(step.line, "ending", step.words, story.endings, 'expect: end "{}"')
        elif step.sort == "var":
            try:
                compile_expression(step.words, story.program.scope)
            except ExpressionError as error:
                yield _fault_in(step.line, error)


def _unknown(line: int, sort: str, name: str, known: Iterable[str], instead: str) -> Fault:
    near = get_close_matches(name[:80], list(known), n=1)
    hint = f"; did you mean “{near[0]}”" if near else ""
    return Fault(line, f"the story has no {sort} “{quote(name)}”{hint}", instead.format(near[0]) if near else "")


def _fault_in(line: int, error: ExpressionError) -> Fault:
    fault = error.fault
    return Fault(line, f"{fault.what}{f': {fault.why}' if fault.why else ''}", fault.instead)
