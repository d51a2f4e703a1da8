"""A wood by day, and the night."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.ambience.bed import Bed, Strewn, air, grains, loop
from runtime.audio.ambience.wild import STILL, chirps
from runtime.audio.effects.animals import owl
from runtime.audio.noise import arch, joined, seconds, times

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from runtime.audio.tape import Tape

    Wave = NDArray[np.float32]

LEAVES = ((200, -24), (800, -8), (2500, 0), (5000, -2), (10000, -12), (18000, -30))


def _song(rng: np.random.Generator) -> Wave:
    """A bird's phrase, mono: a handful of quick sweeps."""
    base, notes, at_s = rng.uniform(2300, 4300), [], 0.0
    for _ in range(int(rng.integers(3, 8))):
        t = times(rng.uniform(0.05, 0.16))
        x = t / t[-1]
        bend = rng.uniform(-0.22, 0.28)
        phase = 2 * np.pi * np.cumsum(base * rng.choice((1.0, 1.12, 1.26, 0.89)) * (1 + bend * x)) / 48_000
        notes.append((at_s, (np.sin(phase) * arch(len(t), 1.5)).astype(np.float32)))
        at_s += len(t) / 48_000 + rng.uniform(0.03, 0.12)
    return joined(at_s + 0.2, notes)


def _birds(rng: np.random.Generator) -> tuple[Tape, ...]:
    return grains(rng, 7, _song, -31.0, (1.4, 0.5, 4000.0))


def birds(rng: np.random.Generator) -> Bed:
    return Bed(strewn=(Strewn(_birds(rng), every_s=2.6, uneven=0.9, spread=0.9, quietest_db=-14),))


def forest(rng: np.random.Generator) -> Bed:
    """Leaves moving, birds here and there."""
    songs = Strewn(_birds(rng), every_s=4.2, uneven=0.9, spread=0.9, quietest_db=-14)
    return Bed((air(rng, 19, LEAVES, -43.0, 4.0, (0.05, 0.5)), air(rng, 17, STILL, -45.0, 2.5)), (songs,))


def night(rng: np.random.Generator) -> Bed:
    """Crickets here and there, and once in a while an owl."""
    count = seconds(12)
    chorus = np.zeros((count, 2), np.float32)
    for hz in rng.uniform(3600, 4700, 4):
        chorus += chirps(rng, count, hz, rng.uniform(0.8, 1.4))
    return Bed(
        (loop(chorus, -49.0), air(rng, 17, STILL, -53.0, 2.0)),
        (Strewn(grains(rng, 2, owl, -30.0), every_s=24.0, uneven=0.8, quietest_db=-8),),
    )
