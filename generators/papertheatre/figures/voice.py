"""What a voice does to a face: how far the mouth opens, the shape of the lips, the stress that hands follow."""

from __future__ import annotations

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_FRAMES: Final = 20_000  # of a line that are read
ATTACK_S: Final = 0.26  # how far ahead of a stress the body knows of it
SHAPES: Final = (-0.9, 0.8, 0.1, -0.5, 0.5, -0.2, 0.9, 0.0)  # lips: -1 round .. 1 wide


class Sound(NamedTuple):
    """One moment of a voice."""

    mouth: float = 0.0  # 0..1
    wide: float = 0.0  # -1..1
    stress: float = 0.0  # 0..1, of this syllable
    phrase: float = 0.0  # 0..1, slow: whether something is being said at all


SILENCE: Final = Sound()


class Voice:
    """A line's loudness, 0..1 per content frame, read once; any frame can be asked for."""

    def __init__(self, loudness: tuple[float, ...], speaking: bool, fps: float, seed: int) -> None:
        self.fps, self.seed, self.speaking = max(0.1, fps), seed, speaking
        heard = np.nan_to_num(np.asarray(loudness[:MOST_FRAMES], np.float64), nan=0.0, posinf=1.0, neginf=0.0)
        self.loudness = np.clip(heard, 0.0, 1.0)
        if len(self.loudness):
            self._mouth = _smoothed(self.loudness, 1)
            self._stress = _smoothed(self.loudness, max(1, round(ATTACK_S * self.fps / 2)))
            self._phrase = np.clip(_smoothed(self.loudness, max(1, round(0.6 * self.fps))) * 2.2, 0, 1)
            self._syllable = _syllables(self.loudness)

    def at(self, frame: int) -> Sound:
        if not len(self.loudness):
            return self._mimed(frame) if self.speaking else SILENCE
        if not 0 <= frame < len(self.loudness):
            return SILENCE
        mouth = float(self._mouth[frame])
        shape = self._shape(int(self._syllable[frame]))
        return Sound(mouth, shape * min(1.0, mouth * 2.5), float(self._stress[frame]), float(self._phrase[frame]))

    def _shape(self, syllable: int) -> float:
        return SHAPES[(self.seed + syllable * 5 + syllable * syllable) % len(SHAPES)]

    def _mimed(self, frame: int) -> Sound:
        """Somebody speaks whose voice is not known."""
        t = frame / self.fps
        wave = math.sin(t * 9.1) * 0.5 + math.sin(t * 14.7 + 1) * 0.35 + math.sin(t * 3.1) * 0.4
        mouth = max(0.0, min(1.0, 0.35 + 0.5 * wave))
        return Sound(mouth, self._shape(int(t * 4.4)) * mouth, 0.4 + 0.2 * math.sin(t * 2.1), 0.7)


def _smoothed(values: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The mean over `reach` frames to either side; silence lies beyond both ends."""
    padded = np.concatenate([np.zeros(reach + 1), values, np.zeros(reach)])
    total = np.cumsum(padded)
    window = 2 * reach + 1
    mean: NDArray[np.float64] = (total[window:] - total[:-window]) / window
    return values * 0.6 + mean * 0.4 if reach == 1 else mean


def _syllables(values: NDArray[np.float64]) -> NDArray[np.int64]:
    """The number of the syllable at each frame: a new one begins at each dip."""
    if len(values) < 3:
        return np.zeros(len(values), np.int64)
    dips = (values[1:-1] < values[:-2]) & (values[1:-1] <= values[2:])
    marks = np.concatenate([[0], dips.astype(np.int64), [0]])
    return np.cumsum(marks)
