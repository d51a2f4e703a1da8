"""The tests that are marked soak: a seeded order, outcomes as they come, and an end at the deadline."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.soak import suite

TESTS = """
import pytest, time
pytestmark = pytest.mark.soak
def test_good(): pass
def test_bad(): assert 0
def test_never_run(): pytest.skip("no")
"""


def test_each_outcome_is_a_line_of_the_report(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text(TESTS)
    report = tmp_path / "report"
    report.touch()
    known = {
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": str(suite.ROOT),
        suite.SEED: "3",
        suite.REPORT: str(report),
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.soak.suite", str(tmp_path)]
    subprocess.run([*command, "-c", "/dev/null"], env=known, capture_output=True, check=False, cwd=tmp_path)
    result = suite.counted(report.read_text(), 3)
    assert (result.n, result.worst, result.passed) == (2, 1, False)
    assert result.note.endswith("test_x.py::test_bad")


def test_nothing_that_came_to_an_end_is_not_passed() -> None:
    assert not suite.counted("", 3).passed
    assert suite.counted(json.dumps({"test": "a", "passed": True}), 3).passed


def test_a_suite_that_is_not_done_at_the_deadline_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = subprocess.Popen

    def endless(_command: object, **words: object) -> subprocess.Popen[bytes]:
        return real([sys.executable, "-c", "while True: pass"], **words)  # type: ignore[call-overload, no-any-return]

    monkeypatch.setattr(subprocess, "Popen", endless)
    assert suite._run(3, time.monotonic() + 0.2, tmp_path / "report") == "late"
