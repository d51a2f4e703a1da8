"""Holds a whole show at -23 LUFS: a very slow hand on the fader, which quiet passages do not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.gains import BLOCK, RISE
from runtime.audio.levels import gain_of
from runtime.audio.meter import HOP, Hops, gated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

TARGET_LUFS = -23.0
RANGE_DB = 7.0  # up and down
UP_DB, DOWN_DB = 0.025, 0.06  # in a hop of 0.1 s: nobody hears it come up, and what is too loud is soon not
MEMORY = 1.0 - HOP / (48_000 * 75.0)  # more than a minute, so that a scene may be quiet
TRUST = 120.0  # hops: a show begins as if 12 s of it had been at the right level
STEPS = np.arange(-70.0, 6.0, 0.25)  # LUFS


class Leveller:
    """Measures what comes and turns it up or down; the same sound in, the same sound out."""

    def __init__(self, range_db: float = RANGE_DB) -> None:
        self.gain_db = 0.0
        self._range_db = range_db
        self._hops = Hops(quick=True)
        self._counted = np.zeros(len(STEPS))
        self._counted[int(np.abs(STEPS - TARGET_LUFS).argmin())] = TRUST
        self._powers = 10 ** ((STEPS + 0.691) / 10)
        self._recent = [0.0, 0.0, 0.0]
        self._wanted_db = 0.0

    def level(self, block: Wave) -> Wave:
        """float32 (block, 2) at the gain that is due."""
        for power in self._hops.add(block):
            self._count(power)
        old = self.gain_db
        self.gain_db += float(np.clip(self._wanted_db - old, -DOWN_DB * BLOCK / HOP, UP_DB * BLOCK / HOP))
        if old == self.gain_db == 0.0:
            return block
        if old == self.gain_db:
            return block * np.float32(gain_of(old))
        start, end = gain_of(old), gain_of(self.gain_db)
        return block * (np.float32(start) + np.float32(end - start) * RISE)

    def _count(self, power: float) -> None:
        self._recent = [*self._recent[-3:], power]
        level = -0.691 + 10 * np.log10(max(sum(self._recent) / len(self._recent), 1e-12))
        self._counted *= MEMORY
        if level > STEPS[0]:
            self._counted[min(len(STEPS) - 1, int((level - STEPS[0]) / 0.25 + 0.5))] += 1.0
        heard = gated(self._powers, self._counted)
        self._wanted_db = float(np.clip(TARGET_LUFS - heard, -self._range_db, self._range_db))
