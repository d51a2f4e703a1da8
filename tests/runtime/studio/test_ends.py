"""However the player ends, no process and no shared memory is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.runtime.studio.stage import LONGEST_S, blocks

SHOW = """
import sys, os
from generators.base import Shot
from runtime.studio import Studio

def show(settings):
    studio = Studio("testcard", (64, 36), settings=settings)
    studio.wait_ready(60)
    studio.roll(1, Shot(prompt="A"), None, cut=True)
    while studio.frame(1, 0) is None or studio._crew.spare is None:
        studio.tick(0.0)
    names = [handle.ring.plan.name for handle in studio._crew.members()] + [studio._shelf.memory.name]
    pids = [handle.process.pid for handle in studio._crew.members()]
    print(*pids, *names, flush=True)
    return studio

if __name__ == "__main__":
"""
ENDINGS = {
    "killed": "    studio = show({'hang_after': 30}); sys.stdin.read()",
    "crashed": "    studio = show({}); raise SystemExit('no more')",
    "left open": "    studio = show({})",
    "closed": "    studio = show({}); studio.close()",
}


def begin(ending: str, folder: Path) -> tuple[subprocess.Popen[str], list[psutil.Process], set[str]]:
    """Start a show; its process, the workers' processes (and whoever serves them), and its blocks."""
    program = folder / "show.py"
    program.write_text(SHOW + ENDINGS[ending])
    root = str(Path(__file__).parents[3])
    process = subprocess.Popen(
        [sys.executable, str(program)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert process.stdout is not None
    words = process.stdout.readline().split()
    helpers = []
    for pid in words[:2]:
        try:
            helpers.append(psutil.Process(int(pid)))
        except psutil.NoSuchProcess:
            assert ending != "killed"
    if ending == "killed":
        assert set(words[2:]) <= blocks() or not Path("/dev/shm").is_dir()
        helpers = psutil.Process(process.pid).children(recursive=True)
    return process, helpers, set(words[2:])


@pytest.mark.parametrize("ending", ["crashed", "left open", "closed"])
def test_an_end_of_its_own(ending: str, tmp_path: Path) -> None:
    process, helpers, names = begin(ending, tmp_path)
    _, said = process.communicate(timeout=LONGEST_S)
    psutil.wait_procs(helpers, timeout=LONGEST_S)
    assert not any(helper.is_running() for helper in helpers)
    assert not names & blocks()
    assert said.strip() == ("no more" if ending == "crashed" else "")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and a tracker of shared memory are POSIX's")
def test_a_player_that_is_killed(tmp_path: Path) -> None:
    process, helpers, names = begin("killed", tmp_path)
    assert len(helpers) >= 2
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=LONGEST_S)
    _, alive = psutil.wait_procs(helpers, timeout=LONGEST_S)
    assert not alive, "a worker outlived its player"
    assert not names & blocks()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no process group to interrupt")
def test_ctrl_c_is_the_players_alone(tmp_path: Path) -> None:
    process, helpers, names = begin("killed", tmp_path)
    workers = helpers
    for worker in workers:
        worker.send_signal(signal.SIGINT)
    assert all(worker.is_running() for worker in workers)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=LONGEST_S)
    psutil.wait_procs(workers, timeout=LONGEST_S)
    assert said.count("Traceback") == 1, "the player's own"
    assert not names & blocks()
