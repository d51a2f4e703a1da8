"""Counts in a folder: what was kept is there after a restart; a spoilt file costs a day, a broken disk nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from runtime.kiosk import ledger as module
from runtime.kiosk.ledger import Ledger
from runtime.kiosk.statistics import UNKNOWN, Counts

DAY: Counts = {("visits", "room", ""): 3, ("open", "", "seconds"): 12.34, ("choices", "rôom", "hall > “go”"): 1}


def kept(folder: Path, said: list[str], days: dict[str, Counts], all_days: tuple[str, ...] = ()) -> None:
    ledger = Ledger(folder, said.append)
    assert ledger.keep(days, (*days, *all_days))
    ledger.close()


def test_what_is_kept_is_there_again(tmp_path: Path) -> None:
    said: list[str] = []
    folder = tmp_path / "counts" / "deep"
    kept(folder, said, {"2026-11-25": DAY, UNKNOWN: DAY})
    kept(folder, said, {"2026-11-26": {}}, ("2026-11-25",))
    assert set(said) == {""}
    known = Ledger(folder, said.append).read()
    assert set(known) == {"2026-11-25", "2026-11-26"}  # the one that is counted no more is gone
    assert known["2026-11-25"] == {**DAY, ("open", "", "seconds"): 12.3}


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\xff\xfe", b"[]", b"{}", b'{"version": 9, "counts": []}', b'{"version": 1, "counts": [[1,2,3,4]]}',
        b'{"version": 1, "counts": [["a","b","c",true]]}', b'{"version": 1, "counts": [["a","b","c",-1]]}',
        b'{"version": 1, "counts": [["a","b","c",NaN]]}', b'{"version": 1, "counts": {"a": 1}}',
        b'{"version": 1, "counts": [["a","b"]]}', b"[" * 100_000, b" " * 400_000,
        json.dumps({"version": 1, "counts": [["a", "b", str(n), 1] for n in range(5000)]}).encode(),
    ],
)  # fmt: skip
def test_a_spoilt_day_is_put_aside(tmp_path: Path, data: bytes) -> None:
    said: list[str] = []
    kept(tmp_path, said, {"2026-11-25": DAY})
    (tmp_path / "2026-11-26.json").write_bytes(data)
    assert set(Ledger(tmp_path, said.append).read()) == {"2026-11-25"}
    assert said[-1] == "statistics: 2026-11-26.json could not be read and was put aside as 2026-11-26.spoilt"
    assert (tmp_path / "2026-11-26.spoilt").read_bytes() == data


def test_other_files_are_nobodys_business(tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "notes.json").write_text("mine")
    (tmp_path / "2026-11-26.json.bak").write_text("mine")
    kept(tmp_path, said, {"2026-11-26": DAY})
    assert (tmp_path / "notes.json").read_text() == "mine"
    assert (tmp_path / "2026-11-26.json.bak").exists()
    assert set(Ledger(tmp_path, said.append).read()) == {"2026-11-26"}


def test_a_disk_that_fails_is_a_line_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    (tmp_path / "file").write_text("no folder")
    ledger = Ledger(tmp_path / "file", said.append)
    assert ledger.read() == {}
    assert "cannot be used" in said[-1]
    assert "counts live in memory" in said[-1]

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(module, "replace_whole", full)
    kept(tmp_path, said, {"2026-11-26": DAY})
    assert "No space left" in said[-1]
    monkeypatch.undo()
    kept(tmp_path, said, {"2026-11-26": DAY})
    assert said[-1] == ""  # well again


def test_many_days_and_many_spoilt_ones_stay_few(tmp_path: Path) -> None:
    said: list[str] = []
    for number in range(30):
        (tmp_path / f"2026-10-{number + 1:02d}.json").write_text("junk")
    assert Ledger(tmp_path, said.append).read() == {}
    assert len(list(tmp_path.glob("*.spoilt"))) == module.MOST_SPOILT
