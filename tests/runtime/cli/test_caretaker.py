"""A kiosk that is looked after: logbook, night watch, supervisor, and how it is begun anew."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from runtime.cli import guard
from runtime.cli.caretaker import LEFT, attend, end
from runtime.cli.guard import STACKS, Guard, is_supervised
from runtime.kiosk.operator import Command
from runtime.nightwatch import Post
from tests.runtime.kiosk.fakes import Hall


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIORAMA_LOGS", str(tmp_path))
    for name in (guard.SUPERVISED, guard.NOTIFIED):
        monkeypatch.delenv(name, raising=False)


def looked_after(hall: Hall, doors: contextlib.ExitStack, **parts: str) -> Any:
    """A hall with a caretaker; `parts`: what generator and sound say of themselves."""
    studio = SimpleNamespace(problem=parts.get("generator", ""))
    output = SimpleNamespace(notice=parts.get("sound", ""), ask=lambda answer: answer())
    content = SimpleNamespace(thread=None, start=lambda: None, storage=lambda: "")
    attend(hall.loop, studio, content, output, None, doors)  # type: ignore[arg-type]
    return content


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "diorama.jsonl").read_text().splitlines()]


def test_what_goes_wrong_and_what_operators_do_is_in_the_logbook_and_inputs_are_not(tmp_path: Path) -> None:
    hall = Hall()
    with contextlib.ExitStack() as doors:
        looked_after(hall, doors, generator="papertheatre performs instead of causal")
        hall.wait(5).touch().press(49).wait(2)
        hall.loop.tally.failed("The sound device stopped.")
        hall.loop.house.orders.put(Command.LOUDER)
        hall.wait(2)
        assert hall.loop.house.troubles == {"generator": "generator: papertheatre performs instead of causal"}
    told = [(one["part"], one["event"]) for one in lines(tmp_path)]
    assert told[0] == ("kiosk", "begins")
    assert told[-1] == ("kiosk", "ends")
    assert told.count(("fault", "The sound device stopped.")) == 1
    assert ("operator", "louder") in told
    assert {part for part, _ in told} <= {"kiosk", "fault", "operator", "watch"}


def test_what_breaks_is_reported_and_goes_on_its_way(tmp_path: Path) -> None:
    hall = Hall()
    hall.loop.take_votes = lambda: 1 / 0  # type: ignore[method-assign, assignment]
    doors = contextlib.ExitStack()
    looked_after(hall, doors)
    with pytest.raises(ZeroDivisionError), doors:
        hall.loop.run()
    report = json.loads(next(tmp_path.glob("crash-*.json")).read_text())
    assert "ZeroDivisionError" in " ".join(report["error"])


def test_a_loop_that_hangs_is_left_only_where_somebody_starts_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_supervised()
    assert Guard([Post("loop", vital=True)], str).watch.leave is None
    monkeypatch.setenv("NOTIFY_SOCKET", "/run/systemd/notify")
    assert is_supervised()
    left: list[str] = []
    monkeypatch.setattr(guard, "leave_now", left.append)
    made = Guard([Post("loop", vital=True)], str)
    now = [0.0]
    made.watch.clock = lambda: now[0]
    for _ in range(25):
        now[0] += 1
        made.watch.look()
    assert left
    assert "loop does not answer" in left[0]
    made.book.close()


def test_the_last_resort_is_armed_pass_by_pass_and_let_go_at_the_end(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    armed: list[str] = []
    monkeypatch.setattr(guard, "last_resort", lambda file: lambda: armed.append(file.name))
    monkeypatch.setattr(faulthandler, "cancel_dump_traceback_later", lambda: armed.append("let go"))
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    made = Guard([Post("loop")], str)
    with made.on_duty():
        made.passed()
    assert armed == ["let go"]  # nobody would start it again
    monkeypatch.setenv(guard.SUPERVISED, "1")
    made, armed[:] = Guard([Post("loop")], str), []
    with made.on_duty():
        for _ in range(30):
            now[0] += 0.1
            made.passed()
    assert armed[-1] == "let go"
    assert 3 <= armed.count(STACKS) <= 4


def test_where_a_process_was_ended_is_reported_by_the_next_one(tmp_path: Path) -> None:
    (tmp_path / STACKS).write_text('Thread 0x1 (most recent call first):\n  File "loop.py", line 7 in step\n')
    made = Guard([Post("loop")], str)
    with made.on_duty():
        pass
    report = json.loads(next(tmp_path.glob("crash-*.json")).read_text())
    assert "held the interpreter" in " ".join(report["error"])
    assert "line 7 in step" in " ".join(report["error"])
    assert not (tmp_path / STACKS).exists()


def test_a_disk_that_fails_takes_no_kiosk_away(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIORAMA_LOGS", str(tmp_path / "file" / "logs"))
    monkeypatch.setenv(guard.SUPERVISED, "1")
    (tmp_path / "file").write_text("in the way")
    hall = Hall()
    with contextlib.ExitStack() as doors:
        looked_after(hall, doors)
        assert hall.wait(3).loop.proofs


def test_how_it_ends_is_what_the_supervisor_hears(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (end(None), end(Command.QUIT)) == (0, 0)
    monkeypatch.setenv(guard.SUPERVISED, "1")
    assert (end(None), end(Command.QUIT)) == (0, LEFT)
    begun: list[list[str]] = []
    monkeypatch.setattr(sys, "orig_argv", ["python", "/opt/bin/diorama", "kiosk", "hall.toml"])
    monkeypatch.setattr(os, "execv", lambda path, words: begun.append([path, *words]))
    monkeypatch.setattr(sys, "platform", "linux")
    end(Command.RESTART)
    assert begun == [[sys.executable, sys.executable, "/opt/bin/diorama", "kiosk", "hall.toml"]]
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(subprocess, "call", lambda words: len(words))
    assert end(Command.RESTART) == 4


def test_every_cast_and_whoever_makes_the_sounds_is_asked() -> None:
    hall, told, waiting = Hall(), list[str](), list[Any]()
    hall.wait(5)
    hands = hall.loop.house.hands
    hands.ask_voices(lambda: told.append("voices"))
    hands.ask_sound(lambda: told.append("sound"))
    assert told == ["voices", "sound"]
    assert hall.voices
    hall.voices[0].ask = waiting.append  # type: ignore[method-assign, assignment]
    hands.ask_voices(lambda: told.append("voices"))
    assert told == ["voices", "sound"]
    waiting[0]()
    assert told == ["voices", "sound", "voices"]
    polled: list[int] = []
    hall.voices[0].poll = lambda: polled.append(1)  # type: ignore[method-assign]
    hands.mind()
    assert polled == [1]
