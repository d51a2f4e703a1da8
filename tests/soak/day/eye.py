"""What is seen of a kiosk from outside: a screen whose pixels lie in a file, and an eye that notes when they change."""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.soak.day.ailing import BAND

MANAGERS = ("openbox", "matchbox-window-manager", "icewm", "fluxbox", "twm")
DARK = 16  # of 255: no channel above it is black to a visitor
PATIENCE_S = 20.0
LOST = 86_400.0  # a gap for want of any picture
_COLOUR_BYTES = 12  # of one entry of the colour table in the file

Pixels = NDArray[np.uint8]  # (height, width, channels), 0..255


@dataclass(frozen=True)
class Sight:
    """One look at the picture."""

    at_s: float  # of the monotonic clock, which all processes share
    mark: int  # the same picture has the same
    lit: int  # points that are not black, of those that were looked at


def see(pixels: Pixels, at_s: float) -> Sight:
    """Of BAND only whether it changes: what lies over the picture changes by itself. Of the rest whether it is lit."""
    height = len(pixels)
    top, bottom = (height * share // 100 for share in BAND)
    band = pixels[top:bottom:2, :, :3]
    lit = (pixels[::3, ::3, :3].max(axis=2) > DARK).sum()
    return Sight(at_s, zlib.crc32(band.tobytes()), int(lit))


@dataclass
class Eye:
    """Keeps what was seen, without what is the same as before: first and last of each picture."""

    sights: list[Sight] = field(default_factory=list)
    looks: int = 0
    _same: bool = False  # the last two are of one picture

    def look(self, pixels: Pixels, at_s: float) -> None:
        sight = see(pixels, at_s)
        last = self.sights[-1] if self.sights else None
        again = last is not None and (last.mark, last.lit > 0) == (sight.mark, sight.lit > 0)
        if again and self._same:
            self.sights[-1] = sight
        else:
            self.sights.append(sight)
        self._same = again
        self.looks += 1


def gaps(sights: list[Sight], since_s: float, until_s: float) -> list[tuple[float, float]]:
    """Stretches (from, to) of a span without a new picture that is not black, one after another."""
    found, last_s, mark = [], since_s, None
    for sight in sights:
        if sight.at_s < since_s:
            mark = sight.mark
            continue
        if sight.at_s >= until_s:
            break
        if sight.lit and sight.mark != mark:
            found.append((last_s, sight.at_s))
            last_s, mark = sight.at_s, sight.mark
    return [*found, (last_s, until_s)]


class Screen:
    """A display of its own with a small window manager, where there is one."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self._children: list[subprocess.Popen[bytes]] = []
        ours, theirs = os.pipe()
        wanted = f"{size[0]}x{size[1]}x24"
        command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", wanted, "-fbdir", str(folder), "-nolisten", "tcp"]
        self._start(command, pass_fds=(theirs,))
        os.close(theirs)
        with os.fdopen(ours) as told:
            self.display = f":{int(told.readline())}"
        self.pixels = framebuffer(folder / "Xvfb_screen0")
        self.manager = next(filter(shutil.which, MANAGERS), "")
        if self.manager:
            self._start([self.manager], env={**os.environ, "DISPLAY": self.display})

    def _start(self, command: list[str], **words: Any) -> None:
        nowhere = subprocess.DEVNULL
        self._children.append(subprocess.Popen(command, stdout=nowhere, stderr=nowhere, **words))

    def close(self) -> None:
        for child in reversed(self._children):
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(PATIENCE_S)


def framebuffer(path: Path) -> Pixels:
    """The pixels of an Xvfb screen as they are, in the file that it keeps them in (XWD): blue, green, red, nothing."""
    head = np.fromfile(path, ">u4", 25)
    size, width, height, stride, colours = (int(head[place]) for place in (0, 4, 5, 12, 19))
    flat = np.memmap(path, np.uint8, "r", size + _COLOUR_BYTES * colours, (height, stride))
    return flat.reshape(height, stride // 4, 4)[:, :width]


def is_there() -> bool:
    """Whether this machine can have such a screen."""
    return shutil.which("Xvfb") is not None


def save_picture(pixels: Pixels, path: Path) -> None:
    """For people: the screen as it is, as a PNG."""
    import pygame

    height, width = pixels.shape[:2]
    rgb = np.ascontiguousarray(pixels[:, :, 2::-1]).tobytes()
    pygame.image.save(pygame.image.frombuffer(rgb, (width, height), "RGB"), str(path))
