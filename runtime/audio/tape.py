"""Sound that is kept: tapes, half the size of what is mixed, and the promise of a tape that is read off the loop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Wave = NDArray[np.float32]

FULL = 32767.0


@dataclass(frozen=True)
class Tape:
    """A recording kept small: int16 (n, 2), times `scale` gives -1..1."""

    samples: NDArray[np.int16]
    scale: float

    @classmethod
    def of(cls, wave: Wave, gain: float = 1.0) -> Tape:
        """From float32 (n,) or (n, 2)."""
        stereo = np.repeat(wave[:, None], 2, axis=1) if wave.ndim == 1 else wave
        peak = max(1e-9, float(np.abs(stereo).max(initial=0.0)))
        return cls(np.round(stereo * (FULL / peak)).astype(np.int16), gain * peak / FULL)

    def wave(self) -> Wave:
        """float32 (n, 2)."""
        return self.samples.astype(np.float32) * np.float32(self.scale)

    @property
    def bytes(self) -> int:
        return self.samples.nbytes

    def __len__(self) -> int:
        return len(self.samples)


@dataclass(frozen=True)
class Recorded:
    """A writer's own sound, not read yet. The mixer brings it to its level, and plays silence if it cannot be read."""

    key: str  # tells it from all others: its path
    read: Callable[[], Tape]  # int16 (n, 2) at 48 kHz; may take long and raise OSError or ValueError
    size: int  # bytes of the tape, about
