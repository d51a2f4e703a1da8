"""The machine's clock may be put back, or never have been set: the newest save is the one that was written last."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from runtime.saves import Saves
from tests.runtime.saves.test_slots import PATIENCE_S, journal

DAY_S = 86_400.0
JUMPS_S = {"a day back": -DAY_S, "an hour back, in autumn": -3600.0, "to 1970": -1.8e9, "a day forward": DAY_S}


@pytest.fixture(params=JUMPS_S)
def shifted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds by which files that are written are older than the machine says, as after its clock was set."""
    shift, replace = [0.0], os.replace

    def replaced(source: Path, target: Path) -> None:
        replace(source, target)
        if shift[0] and not str(target).endswith((".1", ".2")):
            at_s = max(0.0, target.stat().st_mtime + shift[0])
            os.utime(target, (at_s, at_s))

    monkeypatch.setattr(os, "replace", replaced)
    shift.append(JUMPS_S[request.param])
    return shift


def put_back(shifted: list[float]) -> None:
    """From now on the clock says something else."""
    shifted[0] = shifted[1]


def test_another_players_save_that_was_written_later_is_the_newest(tmp_path: Path, shifted: list[float]) -> None:
    first = Saves(tmp_path)
    first.write(journal(1))
    put_back(shifted)
    second = Saves(tmp_path)
    for choices in (2, 3, 4):
        second.write(journal(choices))
        assert Saves(tmp_path).latest("3f9a") == journal(choices)
    second.close()
    first.close()
    assert len(list(tmp_path.glob("*.save"))) == 2


def test_a_new_title_is_newer_than_the_old_one(tmp_path: Path, shifted: list[float]) -> None:
    saves = Saves(tmp_path)
    saves.write(journal(1))
    put_back(shifted)
    saves.write(journal(2, title="Das letzte Licht"))
    saves.close()
    assert Saves(tmp_path).latest("3f9a") == journal(2, title="Das letzte Licht")
    assert [len(save.commands) for _, _, save in Saves(tmp_path).all()] == [2, 1]


def test_generations_go_by_their_names_and_not_by_time(tmp_path: Path, shifted: list[float]) -> None:
    saves = Saves(tmp_path)
    saves.write(journal(1))
    put_back(shifted)
    for choices in (2, 3):
        assert saves._desk.wait(saves.submit(journal(choices)), PATIENCE_S)
    saves.close()
    path = next(tmp_path.glob("*.save"))
    assert saves.read(path) == journal(3)
    path.write_bytes(b"rubbish")
    assert saves.read(path) == journal(2)
