"""Whoever is killed: the choices that were made are kept, the show goes on, and no process stays behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from runtime.commands import Choose, Lengths
from runtime.saves import Journal, Saves

ROOT = Path(__file__).resolve().parents[3]
STORY = """Title: Short
Author: A test
Cast:
    ANNA - 30, red coat

INT. ROOM - NIGHT #room#

ANNA opens the door.

[[choice 6s: Which way?]]
+ Left. -> left
+ Right. [[default]] -> right

EXT. STREET - NIGHT #left#

ANNA walks.

> END: In

EXT. FOREST - DAY #right#

ANNA
Here.

> END: Out
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A machine of its own: settings, cache and saves."""
    (tmp_path / "short.fountain").write_text(STORY, encoding="utf-8")
    return tmp_path


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DISPLAY", "SDL_", "WAYLAND"))}
    own = {
        "DIORAMA_SAVES": str(home / "saves"),
        "DIORAMA_CACHE": str(home / "cache"),
        "DIORAMA_LOGS": str(home / "logs"),
        "DIORAMA_SETTINGS": str(home / "settings.toml"),
        "DIORAMA_VOICES": "false",
        "PYTHONPATH": str(ROOT),
        "SDL_VIDEODRIVER": "dummy",
    }
    return {**kept, **own}


def diorama_in(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The installed command's own way of starting: the folder one is in is not on Python's path."""
    code = (
        "import sys; sys.path = [p for p in sys.path if p]; from runtime.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-P", "-c", code, *words]
    return subprocess.run(
        command, capture_output=True, text=True, cwd=home, env=environment(home), timeout=120, check=False
    )


@pytest.fixture
def playing(home: Path) -> Iterator[subprocess.Popen[str]]:
    """The show in real time, in a window that nobody sees."""
    command = [sys.executable, "-m", "runtime.cli", "play", "short.fountain", "--auto", "--size", "160x90"]
    process = subprocess.Popen(command, cwd=home, env=environment(home), stderr=subprocess.DEVNULL, text=True)
    yield process
    process.kill()
    process.wait()


def meanwhile(process: subprocess.Popen[str], reached: Callable[[], bool], looks: int = 1200) -> None:
    """Look again and again while the process runs, until it is reached."""
    for _ in range(looks):
        if reached():
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    raise AssertionError("it never came")


def newest(home: Path) -> Journal | None:
    saves = sorted((home / "saves").glob("*.save"))
    return Saves(home / "saves").read(saves[-1]) if saves else None


def choices(home: Path) -> list[str]:
    journal = newest(home)
    return [command.choice for command in journal.commands if isinstance(command, Choose)] if journal else []


def test_kill_9_of_the_player_loses_no_choice_and_leaves_no_process(home: Path, playing: subprocess.Popen[str]) -> None:
    meanwhile(playing, lambda: choices(home) != [])
    family = psutil.Process(playing.pid).children(recursive=True)
    os.kill(playing.pid, signal.SIGKILL)
    playing.wait()
    assert choices(home) == ["right"]
    _, alive = psutil.wait_procs(family, timeout=20)
    assert not alive
    again = ["play", "short.fountain", "--headless", "--continue", "--seconds", "4", "--size", "160x90"]
    command = [sys.executable, "-m", "runtime.cli", *again]
    assert subprocess.run(command, cwd=home, env=environment(home), timeout=120, check=False).returncode == 0
    journal = newest(home)
    assert journal is not None
    assert any(isinstance(c, Lengths) and c.at.node == "right" for c in journal.commands)


@pytest.mark.soak
def test_kill_9_of_the_worker_does_not_end_or_change_the_show(home: Path, playing: subprocess.Popen[str]) -> None:
    meanwhile(playing, lambda: newest(home) is not None)
    workers = [p for p in psutil.Process(playing.pid).children() if "spawn_main" in " ".join(p.cmdline())]
    assert len(workers) >= 2
    workers[0].kill()
    assert playing.wait(timeout=120) == 0
    assert choices(home) == ["right"]
