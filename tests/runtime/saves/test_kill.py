"""Players are killed again and again in the middle of their saves, on a real disk: nothing acknowledged is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from runtime.saves import Saves
from tests.runtime.saves.victims import kill_often

ROOT = Path(__file__).resolve().parents[3]
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


def _nothing_is_lost(certain: int, found: int, number: int) -> None:
    assert certain <= found <= certain + 1, f"kill {number}"


def test_a_player_that_is_killed_has_lost_nothing(tmp_path: Path) -> None:
    """A whole process with a desk and its thread, as a player has."""
    command = [sys.executable, "-m", "tests.runtime.saves.victim", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as victim:
        assert victim.stdout is not None
        said = [victim.stdout.readline() for _ in range(5)]
        victim.kill()
        said += victim.stdout.read().splitlines()
    certain = int([line for line in said if line.strip()][-1])
    found = Saves(tmp_path).latest("victim")
    assert found is not None
    _nothing_is_lost(certain, len(found.commands), 0)
    assert [c.choice for c in found.commands if c.kind == "choose"] == [f"c{n}" for n in range(len(found.commands))]


@FORKS
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_kills_lose_nothing(tmp_path: Path) -> None:
    kill_often(tmp_path, 30, 5, _nothing_is_lost)


@FORKS
@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_ten_thousand_kills_lose_nothing(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    reached = [0]

    def judge(certain: int, found: int, number: int) -> None:
        _nothing_is_lost(certain, found, number)
        reached[0] += 1

    kill_often(tmp_path, int(os.environ.get("DIORAMA_KILLS", "10000")), 6, judge)
    record_property("kills", reached[0])
    sys.stdout.write(f"kills {reached[0]}, lost 0\n")
