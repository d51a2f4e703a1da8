"""Does to a real window what befalls displays, and prints how long its picture was away, in seconds.

Run by test_lost_window.py under Xvfb; by hand: xvfb-run -a python -m tests.runtime.player.lost_window SECONDS SEED
"""

from __future__ import annotations

import ctypes
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import cache
from typing import Any

import pygame

from runtime.player.window import Window

TITLE = "a window that is lost"
SIZE = (640, 360)
PASS_S = 1 / 60
PATIENCE_S = 20.0
STORM = 60  # sizes
COLOURS = ((200, 40, 20), (20, 160, 60), (30, 60, 210), (190, 180, 30), (170, 40, 190))
MODES = ("800x600", "1024x576", "1280x720")  # the last is the server's own
OUTPUT = "screen"  # as Xvfb calls it


@cache
def _library() -> Any:
    library = ctypes.CDLL("libX11.so.6")
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XGetImage.restype = ctypes.c_void_p
    library.XDefaultRootWindow.restype = ctypes.c_ulong
    library.XGetPixel.restype = ctypes.c_ulong
    for name in ("XDefaultRootWindow", "XCloseDisplay"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.XGetImage.argtypes = [
        ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_int] * 2, *[ctypes.c_uint] * 2, ctypes.c_ulong, ctypes.c_int,
    ]  # fmt: skip
    library.XGetPixel.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    return library


def seen_at(x: int, y: int) -> tuple[int, int, int]:
    """The colour that the server shows there, asked over a connection of its own."""
    library = _library()
    display = library.XOpenDisplay(None)
    if not display:
        return (-1, -1, -1)
    try:
        image = library.XGetImage(display, library.XDefaultRootWindow(display), x, y, 1, 1, ~0 & (2**64 - 1), 2)
        pixel = library.XGetPixel(image, 0, 0) if image else 0
        return (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255
    finally:
        library.XCloseDisplay(display)


def number() -> str:
    """Of the window, as the server counts."""
    return str(pygame.display.get_wm_info()["window"])


def do(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


class Stage:
    """A window that is painted in one colour after another; each trouble has the next."""

    def __init__(self) -> None:
        self.window = Window(SIZE, TITLE)
        self.colour = COLOURS[0]
        self._next = 0
        self.passes = 0

    def run(self, is_so: Callable[[], bool]) -> float:
        """Passes of a loop until it is so; the seconds that it took."""
        began = time.monotonic()
        while not is_so() and time.monotonic() - began < PATIENCE_S:
            self.window.events()
            self.window.surface.fill(self.colour)
            self.window.flip()
            self.window.wait(PASS_S)
            self.passes += 1
        return time.monotonic() - began

    def is_seen(self) -> bool:
        return seen_at(60, 60) == self.colour

    def after(self, trouble: Callable[[], object]) -> float:
        """Seconds from the trouble on until the next colour is seen."""
        self._next += 1
        self.colour = COLOURS[self._next % len(COLOURS)]
        trouble()
        return self.run(self.is_seen)


def bring_modes() -> None:
    """The server forgets them with its last client, and so whenever the window had to be opened again."""
    known = subprocess.run(["xrandr"], check=True, capture_output=True, text=True).stdout
    for name in MODES[:-1]:
        if f" {name} " in known:
            continue
        width, height = map(int, name.split("x"))
        rows = [str(one) for one in (width, width + 16, width + 32, width + 64)]
        lines = [str(one) for one in (height, height + 1, height + 4, height + 30)]
        do("xrandr", "--newmode", name, "40", *rows, *lines)
        do("xrandr", "--addmode", OUTPUT, name)


def troubles_of(stage: Stage, chance: random.Random) -> dict[str, Callable[[], object]]:
    """By name, what may befall the stage's window."""

    def storm() -> None:
        for _ in range(STORM):
            width, height = str(chance.randint(170, 1200)), str(chance.randint(100, 700))
            do("xdotool", "windowsize", number(), width, height)
            stage.window.events()
            stage.window.flip()

    def full(on: bool) -> None:
        if stage.window.fullscreen is not on:
            stage.window.toggle_fullscreen()

    def mode(on: bool) -> None:
        full(on)
        bring_modes()
        do("xrandr", "--output", OUTPUT, "--mode", chance.choice(MODES))

    return {
        "resized": storm,
        "hidden": lambda: do("xdotool", "windowunmap", number(), "windowmap", number()),
        "full screen": lambda: full(on=True),
        "mode of a full screen": lambda: mode(on=True),
        "mode": lambda: mode(on=False),
        "destroyed": lambda: do("xdotool", "windowclose", number()),
    }


def visit(names: list[str], seconds: float, seed: int) -> dict[str, object]:
    """Each trouble once, and then any of them until the time is up; how long the picture was away."""
    chance = random.Random(seed)
    stage = Stage()
    bring_modes()
    stage.run(stage.is_seen)
    troubles, until_s = troubles_of(stage, chance), time.monotonic() + seconds
    away: dict[str, list[float]] = {name: [] for name in names or troubles}
    for name, times in away.items():
        times.append(stage.after(troubles[name]))
    while time.monotonic() < until_s:
        stage.run(pygame.display.get_init)  # one that was destroyed is opened again in a while
        name = chance.choice(list(away))
        away[name].append(stage.after(troubles[name]))
    stage.window.close()
    return {"away_s": away, "passes": stage.passes}


if __name__ == "__main__":
    length, first, *rest = sys.argv[1:] or ("0", "7")
    json.dump(visit(rest, float(length), int(first)), sys.stdout)
