"""What displays there are at this moment, and whether a window is lost, which SDL 2 on X11 both never hears.

Xlib ends the whole process when a window was destroyed from outside; here that is noted instead, so that whoever has
the window opens another. When the server itself is gone, the process ends, and its supervisor starts it again.
"""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pygame

GONE = (3, 9)  # Xlib's BadWindow and BadDrawable
GRAPHICS = ("dri/*", "nvidia[0-9]*", "dxg", "mali*", "kgsl*")  # devices of graphics processors
PLAIN = "SDL_FRAMEBUFFER_ACCELERATION"  # SDL's hint: "0", a window's pixels go to the display as they are


class Error(ctypes.Structure):
    """Xlib's XErrorEvent."""

    _fields_ = (
        ("type", ctypes.c_int), ("display", ctypes.c_void_p), ("resource", ctypes.c_ulong), ("serial", ctypes.c_ulong),
        ("code", ctypes.c_ubyte), ("request", ctypes.c_ubyte), ("minor", ctypes.c_ubyte),
    )  # fmt: skip


class Mishaps:
    """What has happened to the one window there is. Called by Xlib in the middle of SDL's work: it only notes."""

    def __init__(self) -> None:
        self.is_lost = False
        self._window = 0
        self._on_error = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.POINTER(Error))(self._note)

    def expect(self) -> None:
        """Before SDL opens a display; where there is no Xlib, nothing has to be caught."""
        if "DISPLAY" in os.environ:
            with suppress(OSError, AttributeError):
                _library().XSetErrorHandler(self._on_error)

    def watch(self) -> None:
        """From now on this is the window that can be lost."""
        self.is_lost = False
        self._window = int(pygame.display.get_wm_info()["window"]) if pygame.display.get_driver() == "x11" else 0

    def _note(self, _display: int, error: Any) -> int:
        self.is_lost = self.is_lost or (error[0].code in GONE and error[0].resource == self._window)
        return 0


MISHAPS = Mishaps()


def spare_the_processor(devices: Path = Path("/dev")) -> None:
    """Where no graphics processor is, SDL would have Mesa play one for every flip: ten times the time, and 30 MB.

    Before a window is opened; what somebody has set already holds.
    """
    if sys.platform.startswith("linux") and not any(any(devices.glob(one)) for one in GRAPHICS):
        os.environ.setdefault(PLAIN, "0")


def desktop_sizes() -> list[tuple[int, int]]:
    """Sizes in pixels of all displays as SDL knows them; on X11 besides that of the whole screen, asked anew."""
    known = list(pygame.display.get_desktop_sizes())
    if pygame.display.get_driver() == "x11":
        with suppress(OSError, AttributeError):
            size = _screen_size(_library())
            known += [size] if size else []
    return known


@cache
def _library() -> Any:
    """Xlib, which SDL has loaded already."""
    library = ctypes.CDLL("libX11.so.6")
    library.XOpenDisplay.restype = ctypes.c_void_p
    library.XCloseDisplay.argtypes = [ctypes.c_void_p]
    for name in ("XDisplayWidth", "XDisplayHeight"):
        getattr(library, name).argtypes = [ctypes.c_void_p, ctypes.c_int]
    return library


def _screen_size(library: Any) -> tuple[int, int] | None:
    """Of a new connection, some tenths of a millisecond; None: nobody answers."""
    display = library.XOpenDisplay(None)
    if not display:
        return None
    try:
        return library.XDisplayWidth(display, 0), library.XDisplayHeight(display, 0)
    finally:
        library.XCloseDisplay(display)
