"""The desk: what each bus is turned to, what goes down under speech, and the one level of the whole show."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.audio.gains import BLOCK, Glide, share
from runtime.audio.leveller import Leveller
from runtime.audio.levels import gain_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

BUSES = ("speech", "ambience", "effects", "music", "master")
TRIM_DB = {"speech": -3.0, "ambience": 2.0, "effects": 0.0, "music": 0.0}
DUCK_DB = {"ambience": -8.0, "music": -3.5, "effects": -3.0, "speech": 0.0}  # under speech
ATTACK, RELEASE = share(0.06), share(0.45)
VOLUME_SPEED = share(0.03)


class Buses:
    """Sums the buses of a block. `mono`: both ears hear the same. `tap` sees each bus as it goes into the sum."""

    def __init__(self, mono: bool = False) -> None:
        self.volume = dict.fromkeys(BUSES, 1.0)
        self.mono = mono
        self.tap: Callable[[str, Wave], None] | None = None
        self.leveller = Leveller()
        self._volumes = {bus: Glide(1.0) for bus in BUSES}
        self._duck = Glide(0.0)  # 0 open .. 1 ducked

    def sum(self, buses: Mapping[str, Wave], spoken: bool) -> Wave:
        """float32 (block, 2) of all buses at their level; `spoken`: the others go down, or stay there."""
        ducked = self._duck.over(float(spoken), ATTACK if spoken else RELEASE)
        mix = np.zeros((BLOCK, 2), np.float32)
        for bus, sound in buses.items():
            under = np.float32(gain_of(TRIM_DB[bus])) * (1.0 - ducked * np.float32(1.0 - gain_of(DUCK_DB[bus])))
            turned = sound * (self._volumes[bus].over(self.volume[bus], VOLUME_SPEED) * under)
            if self.tap:
                self.tap(bus, turned)
            mix += turned
        mix = self.leveller.level(mix) * self._volumes["master"].over(self.volume["master"], VOLUME_SPEED)
        return np.repeat(mix.mean(axis=1, keepdims=True), 2, axis=1) if self.mono else mix
