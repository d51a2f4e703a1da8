"""Figures at the flip: how even the frames come, and how long a press takes to be seen. The show is handed in."""

from __future__ import annotations

from collections.abc import Callable

from runtime.player.meter import percentile
from runtime.player.playloop import Loop

GIVEN_UP = 100_000  # passes of the loop


def pacing(loop: Loop, frames: int) -> dict[str, float]:
    """Play until `frames` content frames were flipped: `frames`, `interval_p99_ms`, `missed_share`."""
    passes = 0
    start, missed = loop.pacer.flipped, loop.pacer.missed
    while loop.pacer.flipped - start < frames and not loop.over and passes < GIVEN_UP:
        loop.step()
        passes += 1
    flipped, missed = loop.pacer.flipped - start, loop.pacer.missed - missed
    return {
        "frames": float(flipped),
        "interval_p99_ms": round(1000 * percentile(loop.meter.intervals_s, 0.99), 2),
        "missed_share": round(missed / max(1, flipped + missed), 5),
    }


def latencies_ms(
    loop: Loop, press: Callable[[], None], shown: Callable[[], bool], ready: Callable[[], bool], trials: int
) -> list[float]:
    """Milliseconds from each press to the flip of the first picture for which `shown` is true.

    `ready`: the show can take the next press; `press`: posts the input; both are asked between passes.
    """
    found: list[float] = []
    for _ in range(trials):
        if not _until(loop, ready, flipped=False):
            break
        began_s = loop.setup.timer()
        press()
        if not _until(loop, shown, flipped=True):
            break
        found.append(1000 * (loop.meter.flipped_s - began_s))
    return found


def _until(loop: Loop, reached: Callable[[], bool], *, flipped: bool) -> bool:
    """Step until the state is reached, and flipped if asked; False when the show ends before."""
    for _ in range(GIVEN_UP):
        if not flipped and reached():
            return True
        drawn = loop.step()
        if flipped and drawn and reached():
            return True
        if loop.over:
            return False
    return False
