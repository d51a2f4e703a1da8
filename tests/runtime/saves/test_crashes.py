"""The power goes at every operation, and the disk loses any mixture of what was not synced: no save is lost."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from runtime.errors import SaveError
from runtime.saves.generations import Generations, read_newest
from runtime.saves.sealed import SAVE_FORMAT, seal, unseal
from tests.runtime.saves.simulated_disk import FOLDER, SimulatedDisk, Stopped, under

if TYPE_CHECKING:
    from collections.abc import Iterator

PATH = FOLDER / "show.save"
State = dict[str, bytes]


def _read(disk: SimulatedDisk, monkeypatch: pytest.MonkeyPatch) -> int:
    """The number of the newest record on the disk; -1 when there is none."""
    under(disk, monkeypatch)
    try:
        return int(read_newest(PATH, lambda data: unseal(SAVE_FORMAT, data), 10_000))
    except SaveError as error:
        assert "no such file" in str(error)  # noqa: PT017  anything else would be unreadable bytes
        return -1


def _write(disk: SimulatedDisk, numbers: range, monkeypatch: pytest.MonkeyPatch) -> int:
    """Write records until the power goes; the newest acknowledged one, or the one before the range."""
    under(disk, monkeypatch)
    file, certain = Generations(PATH), numbers.start - 1
    try:
        for number in numbers:
            file.write(seal(SAVE_FORMAT, str(number).encode()))
            certain = number
    except Stopped:
        pass
    return certain


def _crashes(before: State, numbers: range, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, State]]:
    """(newest acknowledged record, state of the disk) for every crash point and every mixture of lost effects."""
    whole = SimulatedDisk(before)
    _write(whole, numbers, monkeypatch)
    for stop in range(whole.operations + 1):
        disk = SimulatedDisk(before)
        disk.stop_at = stop
        certain = _write(disk, numbers, monkeypatch)
        for state in disk.after_crash():
            yield certain, state


def test_every_crash_leaves_the_acknowledged_record_or_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    states = 0
    for certain, state in _crashes({}, range(5), monkeypatch):
        found = _read(SimulatedDisk(state), monkeypatch)
        assert certain <= found <= certain + 1, (certain, found, state)
        states += 1
    assert states > 150


def test_a_second_crash_in_the_save_after_the_first_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[frozenset[tuple[str, bytes]]] = set()
    states = 0
    for _, state in _crashes({}, range(4), monkeypatch):
        if (key := frozenset(state.items())) in seen:
            continue
        seen.add(key)
        first = _read(SimulatedDisk(state), monkeypatch)
        for certain, second in _crashes(state, range(first + 1, first + 3), monkeypatch):
            assert certain <= _read(SimulatedDisk(second), monkeypatch) <= certain + 1
            states += 1
    assert states > 2_000


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EMFILE])
def test_a_failing_call_keeps_the_last_good_record(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for call in range(12):
        disk = SimulatedDisk()
        _write(disk, range(3), monkeypatch)
        disk.fails = {disk.operations + call: code}
        file, failed = Generations(PATH), False
        try:
            file.write(seal(SAVE_FORMAT, b"3"))
        except OSError as error:
            failed = True
            assert error.errno == code  # noqa: PT017  the desk says which trouble it was
        for state in disk.after_crash():
            assert _read(SimulatedDisk(state), monkeypatch) in ((2, 3) if failed else (3,))
        under(disk, monkeypatch)
        disk.fails = {}
        file.write(seal(SAVE_FORMAT, b"4"))
        assert {_read(SimulatedDisk(state), monkeypatch) for state in disk.after_crash()} == {4}


def test_a_disk_that_fails_for_ever_keeps_the_last_good_record(monkeypatch: pytest.MonkeyPatch) -> None:
    for call in range(12):
        disk = SimulatedDisk()
        _write(disk, range(3), monkeypatch)
        disk.fails_from = (disk.operations + call, errno.ENOSPC)
        file, certain = Generations(PATH), 2
        for number in range(3, 9):  # many tries: none may push the last good one out of the row
            try:
                file.write(seal(SAVE_FORMAT, str(number).encode()))
            except OSError:
                continue
            certain = number
        for state in disk.after_crash():
            assert _read(SimulatedDisk(state), monkeypatch) >= certain


def test_short_writes_are_completed(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = SimulatedDisk()
    disk.short_writes = True
    _write(disk, range(2), monkeypatch)
    assert _read(disk, monkeypatch) == 1


def test_a_write_of_nothing_is_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = SimulatedDisk()
    monkeypatch.setattr(disk, "write", lambda *_: 0)
    under(disk, monkeypatch)
    with pytest.raises(OSError, match="No space"):
        Generations(PATH).write(b"x")


def test_a_damaged_file_falls_back_to_the_generation_before(monkeypatch: pytest.MonkeyPatch) -> None:
    disk = SimulatedDisk()
    _write(disk, range(5), monkeypatch)
    state = {name: file.content for name, file in disk.files().items()}
    assert sorted(state) == ["show.save", "show.save.1", "show.save.2"]
    for left in (4, 3, 2):
        assert _read(SimulatedDisk(state), monkeypatch) == left
        state[{4: "show.save", 3: "show.save.1", 2: "show.save.2"}[left]] = b"rubbish"
    under(SimulatedDisk(state), monkeypatch)
    with pytest.raises(SaveError, match="not a Diorama save"):
        read_newest(PATH, lambda data: unseal(SAVE_FORMAT, data), 10_000)
