"""Asks the C library to keep less freed memory: a show runs for months beside others, on machines with little of it."""

from __future__ import annotations

import ctypes
import sys

# glibc, malloc.h: what is to be set, and to what.
_MALLOPT = ((-8, 1), (-1, 131_072), (-3, 131_072))  # one arena; trim above, and map alone above, so many bytes


def be_frugal() -> bool:
    """Set it for this process, before much is taken; False where the C library knows no such thing."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has no mallopt
        return False
    return all(mallopt(name, value) == 1 for name, value in _MALLOPT)
