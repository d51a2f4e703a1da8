"""The tests that are marked soak, run by pytest in a seeded order for as long as there is time.

Kills have proofs of their own, which go on to the deadline: here each test that kills does so a hundred times.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.soak.proof import Interrupted, Result, within

ROOT = Path(__file__).resolve().parents[2]
SEED, REPORT = "DIORAMA_SOAK_SEED", "DIORAMA_SOAK_REPORT"
ENDING_S = 20.0  # that pytest may take to end
LONGEST_S = 3600  # of one test; the deadline comes first


def soak_tests(seed: int, deadline: float) -> Result:
    """How many of them were tried, how many failed; one that is under way at the deadline does not count."""
    with tempfile.TemporaryDirectory() as home:
        report = Path(home) / "report"
        report.touch()
        stopped = _run(seed, deadline, report)
        result = counted(report.read_text(encoding="utf-8"), seed)
    if stopped == "interrupted":
        raise Interrupted([result])
    if stopped == "broken" and result.passed:
        return within("soak tests: failed", result.n, 1, "", 0, seed, "pytest could not go on: run pytest -m soak")
    return result


def counted(report: str, seed: int) -> Result:
    """A line of the report is a test and what came of it, as JSON."""
    done = [json.loads(line) for line in report.splitlines()]
    failed = [one["test"] for one in done if not one["passed"]]
    return within("soak tests: failed", len(done), len(failed), "", 0, seed, ", ".join(failed[:5]))


def _run(seed: int, deadline: float, report: Path) -> str:
    """Run pytest until it is done ("done", "broken"), the deadline ("late") or Ctrl-C ("interrupted")."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-m",
        "soak",
        "-p",
        "tests.soak.suite",
        "--hypothesis-profile=searching",
        "--timeout",
        str(LONGEST_S),
        "tests",
    ]
    known = {**os.environ, SEED: str(seed), REPORT: str(report), "DIORAMA_KILLS": "100", "DIORAMA_CRASHES": "20000"}
    with subprocess.Popen(command, cwd=ROOT, env=known, stdout=subprocess.DEVNULL, start_new_session=True) as suite:
        try:
            code = suite.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            _end(suite)
            return "late"
        except KeyboardInterrupt:
            _end(suite)
            return "interrupted"
    return "done" if code in (0, 1) else "broken"


def _end(suite: subprocess.Popen[bytes]) -> None:
    """First as Ctrl-C would, so that tests clean up; then everything that it has started."""
    suite.send_signal(signal.SIGINT)
    try:
        suite.wait(ENDING_S)
    except subprocess.TimeoutExpired:
        os.killpg(suite.pid, signal.SIGKILL)
        suite.wait()


# --- within pytest ---------------------------------------------------------------------------------------------------


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Another order for each seed, so that a short soak does not always try the same ones."""
    if SEED in os.environ:
        random.Random(int(os.environ[SEED])).shuffle(items)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Each test's outcome at once, since nobody waits for the end."""
    if REPORT in os.environ and not report.skipped and (report.when == "call" or report.failed):
        with Path(os.environ[REPORT]).open("a", encoding="utf-8") as file:
            file.write(json.dumps({"test": report.nodeid, "passed": report.passed}) + "\n")
