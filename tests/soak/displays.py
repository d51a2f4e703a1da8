"""A real window that is resized, hidden and destroyed, and whose display changes its mode, again and again."""

from __future__ import annotations

import time

from tests.runtime.player.test_lost_window import MISSING, away
from tests.soak.proof import Result, within

AWAY_S = 2.0
LEAST_S = 2.0


def troubled_displays(seed: int, deadline: float) -> list[Result]:
    """How long its picture was away. Where there is no X server without a screen, nothing is said."""
    if MISSING:
        return []
    found = away(max(LEAST_S, deadline - time.monotonic()), seed)
    times_s = [one for times in found.values() for one in times]
    worst = {name: max(times) for name, times in found.items()}
    note = ", ".join(f"{name} {longest:.2f} s" for name, longest in sorted(worst.items(), key=lambda one: -one[1]))
    return [within("display: longest without its picture", len(times_s), max(times_s), "s", AWAY_S, seed, note)]
