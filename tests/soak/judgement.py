"""What a soaked show must hold: nothing grows, breaks or stands still, and frames come as evenly as at first."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median

from tests.soak.gauges import LEAST_POINTS, Gauge, most_typefaces, newcomers, slope_of
from tests.soak.proof import Result, within
from tests.soak.showing import Visit, Witness

WARM_UP = 1 / 3  # share of the visits in which memory may still grow
GROWTH_MB = 50.0  # after the warm-up
A_DAY = 1.0  # per cent
STILL_S = 2.0
WAITED_S = 120.0  # of show: the longest window and the longest stretch, and then some
UNEVEN = 10.0  # per cent that the last tenth's p99 may be above the first one's
GRAIN_MS = 1.0  # by which sleeping is inexact anyway
DAY_S = 86_400.0


def judged(name: str, witness: Witness, seed: int, *, paced: bool = True) -> list[Result]:
    """The lines of the table for a show that was played; with how even it was, if it was `paced` like a real one."""
    problem = witness.first_problem
    return [
        within(f"{name}: exceptions", witness.acts, witness.broken, "", 0, seed, problem),
        within(f"{name}: longest without a new frame", witness.frames, witness.still_s, "s", STILL_S, seed),
        within(f"{name}: longest stretch of show", witness.stretches, witness.waited_s, "s", WAITED_S, seed),
        *_memory(name, witness, seed),
        _constant(f"{name}: descriptors gained", witness, seed, lambda one: one.descriptors),
        _typefaces(name, witness, seed),
        _constant(f"{name}: threads gained", witness, seed, lambda one: one.threads),
        _constant(f"{name}: shared memory gained", witness, seed, lambda one: one.shared),
        within(f"{name}: shared memory left", len(witness.visits), witness.left_over, "blocks", 0, seed),
        *([_evenness(name, witness, seed)] if paced else []),
    ]


def _warm(visits: list[Visit]) -> list[Visit]:
    return visits[int(len(visits) * WARM_UP) :]


def _memory(name: str, witness: Witness, seed: int) -> list[Result]:
    """How much memory was gained, and how sure it is that it goes on growing."""
    read = [one for one in witness.visits if one.gauges]
    points = [(one.at_s, median(gauge.memory_mb for gauge in one.gauges)) for one in _warm(read)]
    if len(points) < LEAST_POINTS:
        return [within(f"{name}: memory gained", 0, 0.0, "MB", GROWTH_MB, seed, "too few visits")]
    base = median(mb for _, mb in points)
    slope = slope_of(points)
    percent = 100 * DAY_S / base
    proven = max(0.0, slope.low * percent)
    seen_h = witness.show_s / 3600
    note = f"{base:.0f} MB; by the median {slope.middle * percent:+.3g} % a day of show, {seen_h:.2f} h of it seen"
    return [
        within(f"{name}: memory gained", len(points), points[-1][1] - points[0][1], "MB", GROWTH_MB, seed),
        within(f"{name}: growth that is certain", len(points), proven, "%/day", A_DAY, seed, note),
    ]


def _constant(name: str, witness: Witness, seed: int, of: Callable[[Gauge], int]) -> Result:
    """After the last visit against after the first, or in a visit where all late readings are above all early ones.

    A file that is open for a moment does not count.
    """
    after = [one.after for one in _warm(witness.visits) if one.after]
    pairs = [(after[0], after[-1])] if after else []
    for one in witness.visits:
        third = len(one.gauges) // 3
        if third:
            pairs.append((max(one.gauges[:third], key=of), min(one.gauges[-third:], key=of)))
    gained, note = max(((of(late) - of(early), newcomers(early, late)) for early, late in pairs), default=(0, ""))
    return within(name, len(after), max(0, gained), "", 0, seed, note if gained > 0 else "")


def _typefaces(name: str, witness: Witness, seed: int) -> Result:
    """A leak of them goes beyond what the canvas keeps."""
    seen = [gauge.typefaces for visit in witness.visits for gauge in visit.gauges]
    return within(f"{name}: typefaces open", len(seen), max(seen, default=0), "", most_typefaces(), seed)


def _evenness(name: str, witness: Witness, seed: int) -> Result:
    intervals, last = witness.intervals, witness.intervals.PARTS - 1
    first_ms, last_ms = intervals.p99_ms(0), intervals.p99_ms(last)
    beyond = max(0.0, last_ms - first_ms - GRAIN_MS)
    worse = 100 * beyond / first_ms if first_ms else 0.0
    count = min(intervals.count(0), intervals.count(last))
    note = f"p99 {first_ms:.1f} ms in the first tenth, {last_ms:.1f} ms in the last; a difference of 1 ms is none"
    return within(f"{name}: p99 interval worse by", count, worse, "%", UNEVEN, seed, note)
