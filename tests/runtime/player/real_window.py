"""Plays the fake show in a real window, has keys and clicks sent to it by xdotool, and prints what the show was told.

Run by test_real_window.py under Xvfb; by hand: xvfb-run -a python -m tests.runtime.player.real_window
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from itertools import count

import pygame

from runtime.overlay import Overlay
from runtime.player.canvas import Canvas
from runtime.player.playloop import Loop
from runtime.player.window import Window
from tests.runtime.player.fakes import TITLE, FakeShow, HandClock, panel

TITLE_OF_WINDOW = "a real window of the fake show"
PATIENCE_S = 30.0


class RealClock(HandClock):
    """Real time without sound."""

    def now_s(self) -> float:
        return time.monotonic()


def xdotool(*words: str) -> None:
    """Not waited for: the loop must go on to see what comes."""
    subprocess.Popen(["xdotool", "getwindowfocus", *words], stdout=subprocess.DEVNULL)


def play_until(loop: Loop, show: FakeShow, commands: int) -> None:
    """Until the show was told so much, or patience ends."""
    until_s = time.monotonic() + PATIENCE_S
    while len(show.commands) < commands and not loop.quit and time.monotonic() < until_s:
        loop.step()


def visit() -> dict[str, object]:
    """Begin by a key, choose by a click, pause and go on by keys, leave by a key."""
    show, window = FakeShow(Overlay(card=TITLE)), Window((640, 360), TITLE_OF_WINDOW)
    loop = Loop(show, window, RealClock(), Canvas(window.size))
    for _ in range(5):
        loop.step()
    steps = count(1)
    xdotool("key", "Return")
    play_until(loop, show, next(steps))
    show.shown = Overlay(panel=panel())
    target = None
    for _ in range(50):  # the panel is drawn where it does not disturb a frame
        loop.step()
        target = target or loop.canvas.plan.target("option:boat")
    assert target is not None
    x, y = target.box.centre
    xdotool("mousemove", "--window", "%1", str(x), str(y), "click", "1")
    play_until(loop, show, next(steps))
    xdotool("key", "Escape", "sleep", "0.4", "key", "p")
    play_until(loop, show, next(steps))
    play_until(loop, show, next(steps))
    drawn = pygame.display.get_driver(), window.size
    xdotool("key", "ctrl+q")
    play_until(loop, show, 99)
    window.close()
    told = [command.model_dump(mode="json", exclude={"at"}) for command in show.commands]
    return {"commands": told, "quit": loop.quit, "driver": drawn[0], "size": drawn[1], "metrics": loop.metrics()}


if __name__ == "__main__":
    json.dump(visit(), sys.stdout)
