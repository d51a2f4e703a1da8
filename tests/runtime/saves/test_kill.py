"""A player is killed again and again in the middle of its saves, on a real disk: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from runtime.saves import Saves

KILLS = 30
ROOT = Path(__file__).resolve().parents[3]


def _killed_after(folder: Path, lines: int, more_bytes: int) -> int:
    """Run the victim, kill it some way after `lines` acknowledged choices; the last number it printed."""
    command = [sys.executable, "-m", "tests.runtime.saves.victim", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as victim:
        assert victim.stdout is not None
        said = [victim.stdout.readline() for _ in range(lines)]
        for _ in range(more_bytes):  # spend a little time, so that kills fall anywhere in a save
            os.stat(folder)  # noqa: PTH116
        victim.kill()
        said += victim.stdout.read().splitlines()
    return int([line for line in said if line.strip()][-1])


def _kill_often(folder: Path, kills: int) -> None:
    chance = random.Random(5)
    for kill in range(kills):
        certain = _killed_after(folder, chance.randint(1, 6), chance.randint(0, 3000))
        found = Saves(folder).latest("victim")
        assert found is not None
        assert certain <= len(found.commands) <= certain + 1, f"kill {kill}"
        assert [c.choice for c in found.commands if c.kind == "choose"] == [f"c{n}" for n in range(len(found.commands))]


def test_kills_lose_nothing(tmp_path: Path) -> None:
    _kill_often(tmp_path, KILLS)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_many_kills_lose_nothing(tmp_path: Path) -> None:
    _kill_often(tmp_path, 2000)
