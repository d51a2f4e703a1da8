"""A second reading of the flash rule, to judge the guard by: plain loops over blocks of the full-size frame, in linear
light before any mean is taken. Written from the rule's text (WCAG 2.3.1), not from the guard."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

BLOCKS = (36, 24)  # columns, rows
LUT = np.array([v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.arange(256) / 255])


@dataclass
class Block:
    """One block's history: transitions of a sequence of values, each when it has moved far enough the other way."""

    extreme: float
    able: bool = True  # what stood at the extreme could be one side of a transition
    going: int = 0
    times: list[float] = field(default_factory=list)

    def see(self, value: float, at_s: float, step: float, able: bool, darkest: float) -> None:
        """`able`: this value can be one side of a transition; `darkest`: the lower side must lie below."""
        counts = (able or self.able) and min(value, self.extreme) < darkest
        down, up = self.extreme - value >= step, value - self.extreme >= step
        if counts and ((self.going >= 0 and down) or (self.going <= 0 and up)):
            self.going = -1 if down else 1
            self.times.append(at_s)
            self.extreme, self.able = value, able
        elif (self.going > 0 and value > self.extreme) or (self.going < 0 and value < self.extreme):
            self.extreme, self.able = value, able


def blocks_of(frame: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """(rows, columns, rgb): mean linear light of each block of uint8 (height, width, rgb)."""
    light = LUT[frame]
    columns, rows = BLOCKS
    h, w = frame.shape[0] // rows * rows, frame.shape[1] // columns * columns
    split = light[:h, :w].reshape(rows, h // rows, columns, w // columns, 3)
    means: npt.NDArray[np.float64] = split.mean(axis=(1, 3))
    return means


def worst_share(frames: list[npt.NDArray[np.uint8]], fps: float) -> float:
    """The largest share of any third-by-third field that had more than six transitions within a second."""
    columns, rows = BLOCKS
    means = [blocks_of(frame) for frame in frames]
    over = np.zeros((len(frames), rows, columns), bool)
    for y in range(rows):
        for x in range(columns):
            cells = [mean[y, x] for mean in means]
            over[:, y, x] |= _too_many([(_luminance(cell), True) for cell in cells], fps, 0.1, dark=0.8)
            over[:, y, x] |= _too_many([(_red(cell), _saturated(cell)) for cell in cells], fps, 20.0)
    return max(_worst_field(marks) for marks in over)


def _luminance(rgb: npt.NDArray[np.float64]) -> float:
    return float(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2])


def _red(rgb: npt.NDArray[np.float64]) -> float:
    """The rule's quantity of red."""
    return max(0.0, float(rgb[0] - rgb[1] - rgb[2])) * 320


def _saturated(rgb: npt.NDArray[np.float64]) -> bool:
    total = float(rgb.sum())
    return total > 0 and float(rgb[0]) / total >= 0.8


def _too_many(values: list[tuple[float, bool]], fps: float, step: float, dark: float = 1e9) -> list[bool]:
    block, found = Block(*values[0]), []
    for index, (value, able) in enumerate(values):
        at_s = index / fps
        block.see(value, at_s, step, able, dark)
        found.append(sum(1 for time in block.times if time > at_s - 1.0) > 6)
    return found


def _worst_field(marks: npt.NDArray[np.bool_]) -> float:
    columns, rows = BLOCKS
    w, h = columns // 3, rows // 3
    return max(float(marks[y : y + h, x : x + w].mean()) for y in range(rows - h + 1) for x in range(columns - w + 1))
