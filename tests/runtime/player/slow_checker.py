"""A second reading of the flash rule, to judge the guard by: the full-size frame, in linear light before any mean is
taken, in tiles that lie otherwise than the guard's. Written from the rule's text (WCAG 2.3.1), not from the guard."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Frame = npt.NDArray[np.uint8]  # (height, width, rgb)
Values = npt.NDArray[np.float32]  # (rows, columns) of tiles
Flags = npt.NDArray[np.bool_]  # (rows, columns)

TILE = 2  # pixels of the test clips, 192 wide: a third of a degree, where a third of the width is ten degrees
LUT = np.array([v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.arange(256) / 255], np.float32)
WEIGHTS = np.array([0.2126, 0.7152, 0.0722], np.float32)
TRANSITIONS = 6  # three flashes; a seventh transition begins a fourth
GENERAL_STEP, DARK = 0.1, 0.8
RED_STEP, RED_SHARE = 20.0, 0.8
FIELDS = 3  # of a field's width, and of its height, in the picture's


class History:
    """Of every tile: the turning points of one quantity. A turn is a transition when both its ends allow it."""

    def __init__(self, first: Values, able: Flags, step: float, darkest: float) -> None:
        self.step, self.darkest = step, darkest
        self.top, self.bottom = first.copy(), first.copy()
        self.top_able, self.bottom_able = able.copy(), able.copy()
        self.going = np.zeros(first.shape, int)
        self.turns: list[tuple[float, Flags]] = []
        self.within = np.zeros(first.shape, int)  # a second

    def see(self, value: Values, able: Flags, at_s: float) -> Flags:
        """The next value; which tiles have had more transitions within the last second than the rule allows."""
        fall = (self.top - value >= self.step) & (self.top_able | able) & (value < self.darkest) & (self.going >= 0)
        rise = (value - self.bottom >= self.step) & (self.bottom_able | able)
        rise &= (self.bottom < self.darkest) & (self.going <= 0) & ~fall
        turned = fall | rise
        self.going[fall], self.going[rise] = -1, 1
        higher, lower = turned | (value > self.top), turned | (value < self.bottom)
        self.top[higher], self.top_able[higher] = value[higher], able[higher]
        self.bottom[lower], self.bottom_able[lower] = value[lower], able[lower]
        while self.turns and self.turns[0][0] <= at_s - 1.0 + 1e-9:
            self.within -= self.turns.pop(0)[1]
        if turned.any():
            self.turns.append((at_s, turned))
            self.within += turned
        over: Flags = self.within > TRANSITIONS
        return over


def tiles_of(frame: Frame) -> npt.NDArray[np.float32]:
    """(rows, columns, rgb): mean linear light of each tile."""
    h, w = frame.shape[0] // TILE * TILE, frame.shape[1] // TILE * TILE
    light = LUT[frame[:h, :w]]
    total: npt.NDArray[np.float32] = np.zeros((h // TILE, w // TILE, 3), np.float32)
    for row in range(TILE):
        for column in range(TILE):
            total += light[row::TILE, column::TILE]
    return total / np.float32(TILE * TILE)


def worst_share(frames: Sequence[Frame], fps: float) -> float:
    """The largest share of any third-by-third field that flashed more than three times within a second."""
    general = red = None
    worst = 0.0
    for index, frame in enumerate(frames):
        tiles = tiles_of(frame)
        luminance, redness, saturated = tiles @ WEIGHTS, _redness(tiles), _saturated(tiles)
        if general is None or red is None:
            general = History(luminance, np.ones(luminance.shape, bool), GENERAL_STEP, DARK)
            red = History(redness, saturated, RED_STEP, np.inf)
            continue
        at_s = index / fps
        everywhere = np.ones(luminance.shape, bool)
        for over in (general.see(luminance, everywhere, at_s), red.see(redness, saturated, at_s)):
            if over.any():
                worst = max(worst, _worst_field(over))
    return worst


def _redness(tiles: npt.NDArray[np.float32]) -> Values:
    """The rule's quantity of red."""
    value: Values = np.maximum(0.0, tiles[..., 0] - tiles[..., 1] - tiles[..., 2]) * 320
    return value


def _saturated(tiles: npt.NDArray[np.float32]) -> Flags:
    total = tiles.sum(axis=-1)
    flags: Flags = (total > 0) & (tiles[..., 0] >= RED_SHARE * total)
    return flags


def _worst_field(marks: Flags) -> float:
    h, w = marks.shape[0] // FIELDS, marks.shape[1] // FIELDS
    views = np.lib.stride_tricks.sliding_window_view(marks, (h, w))
    return float(views.mean(axis=(2, 3)).max())
