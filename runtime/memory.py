"""Memory of a show that runs for months beside others: what is freed goes back, what stays is not gone through."""

from __future__ import annotations

import ctypes
import gc
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


def settle() -> None:
    """Call it once, when all is open: what there is by then stays, and Python no longer looks for rubbish in it.

    Each such search stops the loop: a twentieth of a second for all that was ever imported, as against milliseconds.
    """
    gc.collect()
    gc.freeze()
