"""All kinds of files through power cuts and failing disks: nothing acknowledged is lost, the desk says "storage"."""

from __future__ import annotations

import os
import sys
from collections import Counter
from dataclasses import dataclass

import pytest

from runtime.commands import Choose
from runtime.errors import SaveError
from runtime.saves import desk as desk_module
from runtime.saves.desk import Desk
from runtime.saves.generations import read_newest
from runtime.saves.sealed import SAVE_FORMAT, seal, unseal
from tests.runtime.saves.crashing import KINDS, TROUBLES, crash_often
from tests.runtime.saves.simulated_disk import FOLDER, SimulatedDisk, under
from tests.runtime.test_show import House

PATIENCE_S = 20.0
CALLS = 12  # more than a save makes


class Judge:
    """Counts states; one in which something acknowledged is gone, or something unwritten is there, fails."""

    def __init__(self) -> None:
        self.states: Counter[str] = Counter()

    def __call__(self, kind: str, certain: int, found: int, tried: int) -> None:
        assert certain <= found <= tried, (kind, certain, found, tried)
        self.states[kind] += 1


def test_power_cuts_lose_nothing_of_any_kind() -> None:
    judge = Judge()
    count = crash_often(1, 5_000, judge)
    assert count == judge.states.total() >= 5_000
    assert set(judge.states) == {kind.name for kind in KINDS}
    assert min(judge.states.values()) > 100


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_million_power_cuts_lose_nothing() -> None:
    judge, wanted = Judge(), int(os.environ.get("DIORAMA_CRASHES", "1000000"))
    count = crash_often(2, wanted, judge)
    assert count >= wanted
    sys.stdout.write(f"states {count:,}, lost 0, unreadable 0; {dict(judge.states)}\n")


def test_the_instrument_finds_a_disk_that_loses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the sync of a file's bytes, an acknowledged record is lost: the walk must find it."""
    monkeypatch.setattr(SimulatedDisk, "fsync", lambda self, handle: None)
    with pytest.raises((AssertionError, SaveError)):
        crash_often(1, 5_000, Judge())


# --- the desk, on a disk that fails -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Note:
    number: int

    def to_bytes(self) -> bytes:
        return seal(SAVE_FORMAT, str(self.number).encode())


def _newest() -> int:
    return int(read_newest(FOLDER / "a", lambda data: unseal(SAVE_FORMAT, data), 10_000))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> SimulatedDisk:
    monkeypatch.setattr(desk_module, "RETRY_S", 0.0005)
    made = SimulatedDisk()
    under(made, monkeypatch)
    return made


@pytest.mark.parametrize("code", TROUBLES, ids=os.strerror)
def test_a_disk_that_fails_for_ever_is_named_and_comes_back(code: int, disk: SimulatedDisk) -> None:
    for call in range(CALLS):
        desk = Desk(lambda name: FOLDER / name)
        assert desk.wait(desk.submit("a", Note(2 * call)), PATIENCE_S)
        disk.fails_from = (disk.operations + call, code)
        ticket = desk.submit("a", Note(2 * call + 1))
        for _ in range(20_000):
            if desk.problem or desk.wait(ticket, 0.001):
                break
        failed = not desk.acknowledged(ticket)
        assert desk.problem.startswith(f"storage: a cannot be written ({os.strerror(code)})") == failed
        disk.fails_from = None
        assert _newest() in (2 * call, 2 * call + 1)
        assert desk.wait(ticket, PATIENCE_S)
        desk.close()
        assert desk.problem == ""
        assert _newest() == 2 * call + 1


@pytest.mark.parametrize("code", TROUBLES, ids=os.strerror)
def test_a_call_that_fails_once_is_made_again(code: int, disk: SimulatedDisk) -> None:
    desk = Desk(lambda name: FOLDER / name)
    for call in range(CALLS):
        disk.short_writes = bool(call % 2)
        disk.fails = {disk.operations + call: code}
        ticket = desk.submit("a", Note(call))
        assert desk.wait(ticket, PATIENCE_S)
        assert _newest() == call
    desk.close()
    assert desk.problem == ""


def test_a_show_goes_on_to_its_end_on_a_disk_that_is_full(disk: SimulatedDisk) -> None:
    disk.fails_from = (0, TROUBLES[0])
    house = House()
    desk = Desk(lambda name: FOLDER / name)
    object.__setattr__(house.show._company, "keep", lambda journal: desk.submit("a", journal))
    house.started().at_choice()
    house.show.do(Choose(choice="knock"))
    house.until(lambda: house.endings != [])
    for _ in range(20_000):
        if desk.problem:
            break
        house.turn()
    assert desk.problem.startswith("storage: a cannot be written (No space left on device)")
    assert house.endings == ["Inside"]
    disk.fails_from = None
    desk.close()
    assert len(disk.files()["a"].content) > 200
