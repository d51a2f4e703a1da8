"""The day as a proof of the soak: a screen, a kiosk on it in a process of its own, and an eye on the screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from runtime.studio.block import PREFIX
from tests.soak.day.causes import Queue
from tests.soak.day.eye import Eye, Screen, is_there, save_picture
from tests.soak.day.room import AFTER_S, BEFORE_S
from tests.soak.day.script import ACCOUNT, Account
from tests.soak.day.verdict import judged
from tests.soak.gauges import Gauge
from tests.soak.proof import Interrupted, Result, within

ROOT = Path(__file__).resolve().parents[3]
SPEED = 20.0
SIZE = (480, 270)  # of the screen, in pixels
LOOK_S = 0.02
OPENS_S = 15.0  # real: a studio opens, and shows are looked over
LEAST_S = 600.0  # of show, however little time there is
LONGEST_S = 300.0  # real, that a day may be late: a busy machine takes its time to open
SHOTS, SHOT_S = "DIORAMA_SHOTS", 5.0  # a folder for pictures of the screen, for people, and real seconds between two


def kiosk_day(seed: int, deadline: float) -> Sequence[Result]:
    """A whole day, as long as there is time for."""
    if not is_there():
        return [within("kiosk day", 0, 0, "", 0, seed, "there is no Xvfb here (Debian: apt install xvfb openbox)")]
    left_s = deadline - time.monotonic() - OPENS_S
    span_s = max(LEAST_S, SPEED * left_s - BEFORE_S - AFTER_S)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home)
        with closing(Screen(folder, SIZE)) as screen:
            eye, said = Eye(), folder / "said.txt"
            until_s = max(deadline, time.monotonic()) + LONGEST_S
            code, pid, queue = _held(screen, folder, span_s, seed, eye, until_s)
            account = read_account(folder / ACCOUNT)
            if code or account is None:
                last = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
                return [Result("kiosk day", 0, 1, "breakdowns", 0, passed=False, seed=seed, note="".join(last)[:300])]
            results = judged(eye, account, seed, queue)
            return [*results, within("kiosk day: shared memory left", account.visits, _left(pid), "blocks", 0, seed)]


def _held(screen: Screen, folder: Path, span_s: float, seed: int, eye: Eye, until_s: float) -> tuple[int, int, Queue]:
    """Hold the day and watch; the exit code of its process, its number, and how it waited for processors."""
    known = {
        **os.environ,
        "DISPLAY": screen.display,
        "SDL_VIDEODRIVER": "x11",
        "DIORAMA_CACHE": str(folder / "cache"),
        "DIORAMA_SETTINGS": str(folder / "none.toml"),
        "DIORAMA_LOGS": str(folder / "logs"),
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
    }
    command = [sys.executable, "-m", "tests.soak.day.script", str(folder), str(span_s), str(seed)]
    with (folder / "said.txt").open("wb") as said:
        child = subprocess.Popen(command, cwd=ROOT, env=known, stdout=said, stderr=said)
        queue = Queue(child.pid)
        try:
            watch(screen, child, eye, until_s, queue)
        except KeyboardInterrupt:
            raise Interrupted([]) from None
        finally:
            child.kill()
            code = child.wait()
    return code, child.pid, queue


def watch(screen: Screen, child: subprocess.Popen[bytes], eye: Eye, until_s: float, queue: Queue) -> None:
    """Look again and again, as long as it lasts."""
    shots, shot_s, number = os.environ.get(SHOTS, ""), 0.0, 0
    while child.poll() is None and (now_s := time.monotonic()) < until_s:
        eye.look(screen.pixels, now_s)
        queue.look(now_s)
        if shots and now_s - shot_s > SHOT_S:
            shot_s, number = now_s, number + 1
            save_picture(screen.pixels, Path(shots) / f"{number:04d}.png")
        time.sleep(LOOK_S)


def read_account(path: Path) -> Account | None:
    """What a day's process has left; None: it came to no end."""
    try:
        plain: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    plain["gauges"] = [(at_s, Gauge(**{**one, "names": tuple(one["names"])})) for at_s, one in plain["gauges"]]
    for name in ("rests", "wished"):
        plain[name] = [(a, b) for a, b in plain[name]]
    a, b = plain["open_s"]
    return Account(**{**plain, "open_s": (a, b)})


def _left(pid: int) -> int:
    """Blocks of shared memory of a process that is gone."""
    home = Path("/dev/shm")  # the kernel's own place
    return len(list(home.glob(f"{PREFIX}{pid:x}-*"))) if home.is_dir() else 0
