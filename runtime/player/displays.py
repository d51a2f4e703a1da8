"""What displays there are at this moment: SDL 2 on X11 hears of no changed mode, so the server itself is asked."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache
from typing import Any

import pygame


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
