"""The desk: handing in never waits, the newest record wins, and a failing disk is asked again and again."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import pytest

from runtime.saves import desk as desk_module
from runtime.saves.desk import Desk
from runtime.saves.generations import Generations

PATIENCE_S = 20.0  # far more than any of these needs


@dataclass(frozen=True)
class Note:
    text: str

    def to_bytes(self) -> bytes:
        return self.text.encode()


@dataclass(frozen=True)
class Unwritable:
    def to_bytes(self) -> bytes:
        raise ValueError("this value has no bytes")


def test_a_record_is_acknowledged_when_it_lies_on_the_disk(tmp_path: Path) -> None:
    desk = Desk(lambda name: tmp_path / name)
    ticket = desk.submit("a", Note("one"))
    assert desk.wait(ticket, PATIENCE_S)
    assert (tmp_path / "a").read_text() == "one"
    assert desk.problem == ""
    desk.close()


def test_handing_in_does_not_wait_and_the_newest_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, begun, written = threading.Event(), threading.Event(), []

    def slow_write(self: Generations, data: bytes) -> None:
        begun.set()
        gate.wait(PATIENCE_S)
        written.append(data)

    monkeypatch.setattr(Generations, "write", slow_write)
    desk = Desk(lambda name: tmp_path / name)
    first = desk.submit("a", Note("0"))
    begun.wait(PATIENCE_S)
    tickets = [desk.submit("a", Note(str(n))) for n in range(1, 50)]
    assert not desk.acknowledged(first)
    gate.set()
    assert desk.wait(tickets[-1], PATIENCE_S)
    assert all(desk.acknowledged(ticket) for ticket in [first, *tickets])
    assert written == [b"0", b"49"]
    desk.close()


def test_files_do_not_wait_for_one_another(tmp_path: Path) -> None:
    def place(name: str) -> Path:
        if name == "bad":
            raise OSError(28, "No space left on device")
        return tmp_path / name

    desk = Desk(place)
    bad, good = desk.submit("bad", Note("x")), desk.submit("good", Note("y"))
    assert desk.wait(good, PATIENCE_S)
    assert not desk.acknowledged(bad)
    desk.close()


def test_a_full_disk_is_named_and_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "RETRY_S", 0.001)
    full, refused = threading.Event(), threading.Event()
    full.set()

    def place(name: str) -> Path:
        if full.is_set():
            refused.set()
            raise OSError(28, "No space left on device")
        return tmp_path / name

    desk = Desk(place)
    old = desk.submit("a", Note("old"))
    refused.wait(PATIENCE_S)
    refused.clear()
    refused.wait(PATIENCE_S)  # it has tried again by itself
    assert desk.problem.startswith("storage: a cannot be written (No space left on device)")
    new = desk.submit("a", Note("new"))
    full.clear()
    assert desk.wait(new, PATIENCE_S)
    assert desk.acknowledged(old)
    assert (tmp_path / "a").read_text() == "new"
    desk.close()
    assert desk.problem == ""


def test_a_value_without_bytes_is_reported_once(tmp_path: Path) -> None:
    desk = Desk(lambda name: tmp_path / name)
    ticket = desk.submit("a", Unwritable())
    desk.close()
    assert not desk.acknowledged(ticket)
    assert desk.problem == "storage: a cannot be written (this value has no bytes)."


def test_closing_writes_what_waits(tmp_path: Path) -> None:
    closed = []
    desk = Desk(lambda name: tmp_path / name, close=lambda: closed.append(True))
    desk.submit("a", Note("last words"))
    desk.close()
    assert (tmp_path / "a").read_text() == "last words"
    assert closed == [True]


def test_closing_an_unused_desk_is_nothing(tmp_path: Path) -> None:
    Desk(lambda name: tmp_path / name).close()
