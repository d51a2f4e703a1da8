"""Everything that `make soak` proves, in this order, and how the time is shared."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from tests.soak.day.proof import kiosk_day
from tests.soak.displays import troubled_displays
from tests.soak.judgement import judged
from tests.soak.others import cut_saves, hung_generators, killed_generators, killed_saves
from tests.soak.proof import Interrupted, Proof, Result, within
from tests.soak.showing import Terms, played
from tests.soak.suite import soak_tests
from tests.soak.workers import slowed_generators

MUTATIONS = 1_000_000
VISITS = 15  # at least: fewer say nothing of a slope
FAST = Terms(visit_s=20.0)
REAL = Terms("papertheatre", (640, 360), speed=1.0, visit_s=60.0)
CPU_S, MEMORY_MB = 1.0, 256.0  # of one file


def _shown(name: str, terms: Terms, seed: int, deadline: float) -> Sequence[Result]:
    visit_s = max(3.0, min(terms.visit_s, (deadline - time.monotonic()) / VISITS))
    witness = played(replace(terms, visit_s=visit_s), seed, deadline)
    results = judged(name, witness, seed, paced=terms.speed == 1.0)
    if witness.interrupted:
        raise Interrupted(results)
    return results


def fast_show(seed: int, deadline: float) -> Sequence[Result]:
    """The test card at twenty times the speed, with a monkey."""
    return _shown("show at 20x", FAST, seed, deadline)


def real_show(seed: int, deadline: float) -> Sequence[Result]:
    """Paper theatre at the speed of a real show, with a monkey."""
    return _shown("show at 1x", REAL, seed, deadline)


def mutations(seed: int, deadline: float) -> Sequence[Result]:
    """A million hostile files of all kinds, or as many as there is time for."""
    from tests.fuzz.fuzzing import fuzz

    tally = fuzz(seed, deadline, MUTATIONS)
    count, (kind, number) = tally.cases, tally.slowest
    said = ", ".join(f"{name} {many:,}" for name, many in sorted(tally.counts.items(), key=lambda one: -one[1]))
    first = tally.failures[0] if tally.failures else f"again: python -m tests.fuzz KIND SEED; {said}"
    return [
        within("mutations: unhandled or reached out", count, len(tally.failures), "", 0, seed, first),
        within("mutations: slowest file, for 500 kB", count, tally.slowest_s, "s", CPU_S, seed, f"{kind} {number}"),
        within("mutations: memory grown by", count, tally.grown_mb, "MB", MEMORY_MB, seed),
    ]


PROOFS: tuple[Proof, ...] = (
    Proof("show at 1x", real_show, 3.0),
    Proof("show at 20x", fast_show, 2.0),
    Proof("mutations", mutations, 3.5),
    Proof("killed saves", killed_saves, 0.7),
    Proof("cut saves", cut_saves, 0.8),
    Proof("killed generators", killed_generators, 2.0),
    Proof("hung generators", hung_generators, 1.0),
    Proof("slow generators", slowed_generators, 1.0),
    Proof("troubled displays", troubled_displays, 0.5),
    Proof("kiosk day", kiosk_day, 13.0),
    Proof("soak tests", soak_tests, 2.0),
)
