"""Memory where a generator works: what it holds on a card, and what snapshots may take.

Only a torch that the generator itself has brought is asked: none is imported for the question.
"""

from __future__ import annotations

import sys

import psutil

SNAPSHOTS_SHARE = 0.25  # of free memory


def device_mb() -> float:
    """Megabytes that torch holds on a graphics card, snapshots and all; 0 where there is none."""
    torch = sys.modules.get("torch")
    if torch is None or not torch.cuda.is_initialized():
        return 0.0
    return float(torch.cuda.memory_allocated() / 1e6)


def room_mb() -> float:
    """Megabytes that snapshots may take when nobody has set them: a quarter of what is free where they lie."""
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_initialized():
        return float(torch.cuda.mem_get_info()[0] * SNAPSHOTS_SHARE / 1e6)
    return float(psutil.virtual_memory().available * SNAPSHOTS_SHARE / 1e6)
