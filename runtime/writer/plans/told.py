"""What came of plans, for a terminal and for other tools."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.plans.performing import Result
    from runtime.writer.plans.trying import Trial, Trials


def to_text(trials: Trials) -> str:
    """Every run on a line; of a failed one where it failed, what was expected, what was there and what came before."""
    lines = [line for plan in trials.plans for line in _plan(plan)]
    runs = trials.passed + trials.failed
    failed = f", {trials.failed} failed" if trials.failed else ""
    return "\n".join([*lines, f"{runs} run{'' if runs == 1 else 's'}, {trials.passed} passed{failed}"])


def _plan(plan: Trial) -> Iterator[str]:
    yield plan.file
    for fault in plan.faults:
        yield f"  {plan.file}:{fault.line}: {fault.what}"
        if fault.instead:
            yield f"      type: {fault.instead}"
    for result in plan.results:
        yield from _run(plan.file, result)
    yield ""


def _run(file: str, result: Result) -> Iterator[str]:
    count = f"{result.choices} choice{'' if result.choices == 1 else 's'}"
    failure = result.failure
    if failure is None:
        yield f"  passed  {result.run.name}  ({count})"
        return
    yield f"  FAILED  {result.run.name}"
    yield f"      {file}:{failure.line}: expected {failure.expected}"
    yield f"      there was {failure.there}"
    yield from (f"      | {line}" for line in failure.before)


def to_json(trials: Trials) -> str:
    """`story`, `passed`, `failed`, and for each of `plans` its `faults` and `runs`."""
    plans: list[dict[str, Any]] = [
        {
            "file": plan.file,
            "faults": [asdict(fault) for fault in plan.faults],
            "runs": [_plain(result) for result in plan.results],
        }
        for plan in trials.plans
    ]
    plain = {"story": trials.story, "passed": trials.passed, "failed": trials.failed, "plans": plans}
    return json.dumps(plain, ensure_ascii=False, indent=2)


def _plain(result: Result) -> dict[str, Any]:
    failure = None if result.failure is None else asdict(result.failure)
    return {
        "name": result.run.name,
        "line": result.run.line,
        "passed": failure is None,
        "choices": result.choices,
        "failure": failure,
    }
