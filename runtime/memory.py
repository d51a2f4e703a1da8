"""Memory of a show that runs for months beside others: what is freed goes back, what stays is not gone through."""

from __future__ import annotations

import ctypes
import gc
import sys

LITTLE = 131_072  # bytes: what the C library keeps when nobody tells it anything
MUCH = 32 * 1024 * 1024  # bytes: several layers of a network, taken and freed for each picture
_ARENAS, _TRIM_ABOVE, _MAP_ABOVE = -8, -1, -3  # glibc, malloc.h


def be_frugal(kept: int = LITTLE) -> bool:
    """Set it for this process, before much is taken; False where the C library knows no such thing.

    `kept`: bytes that may stay for the next who asks. What goes back has to be zeroed by the system when it is taken
    again: a network that gave everything back after every layer made 13 frames a second instead of 22.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has no mallopt
        return False
    told = ((_ARENAS, 1), (_TRIM_ABOVE, kept), (_MAP_ABOVE, max(LITTLE, kept // 2)))
    return all(mallopt(name, value) == 1 for name, value in told)


def settle() -> None:
    """Call it once, when all is open: what there is by then stays, and Python no longer looks for rubbish in it.

    Each such search stops the loop: a twentieth of a second for all that was ever imported, as against milliseconds.
    """
    gc.collect()
    gc.freeze()
