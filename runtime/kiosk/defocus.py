"""A picture out of focus, with a light that wanders over it: what is seen while the picture itself must not be.

Never black, never still, and slow enough for the flash guard to leave it alone.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pygame

from runtime.player.transitions import as_surface

Frame = npt.NDArray[np.uint8]  # (height, width, rgb)
Plane = npt.NDArray[np.float32]

GRID = (32, 18)  # columns and rows that a picture is reduced to
SHARE = 4  # it is made at a quarter of the picture's size: there is nothing fine in it
BLUR = 1.1  # cells
DARKEST = 52.0  # of 255: the least that the middle of it is
LAMPS = ((11.0, 17.0, 0.0), (19.0, 13.0, 2.1))  # seconds to and fro across and down, and where it begins
LIGHT = np.array([64.0, 48.0, 26.0], np.float32)  # what a lamp adds in its middle: warm
REACH = 0.34  # of the picture's height
GRAIN = 2  # of 255: no bands in soft shades
GRAINS = 5  # patterns that take turns
STAGE = np.array([70.0, 58.0, 50.0], np.float32)  # where no picture was found good yet: an empty stage, lit


class Defocus:
    """Keeps the last good picture, as little of it as can be seen out of focus."""

    def __init__(self) -> None:
        self._small: Plane = np.broadcast_to(STAGE, (GRID[1], GRID[0], 3)).astype(np.float32)
        self._soft: tuple[tuple[int, int], Plane] | None = None  # at a size

    def keep(self, frame: Frame) -> None:
        """This one was good."""
        small = pygame.transform.smoothscale(as_surface(frame), GRID)
        self._small = pygame.surfarray.array3d(small).swapaxes(0, 1).astype(np.float32)
        self._soft = None

    def picture(self, now_s: float, size: tuple[int, int]) -> Frame:
        """The picture at a time in seconds, for a frame of `size` pixels; it is smaller, and may be scaled."""
        small = (max(GRID[0], size[0] // SHARE), max(GRID[1], size[1] // SHARE))
        if self._soft is None or self._soft[0] != small:
            self._soft = (small, _softened(self._small, small))
        lit = self._soft[1] + _light(now_s, small) + _grains(small)[int(now_s * 24) % GRAINS]
        made: Frame = np.clip(lit, 0, 255).astype(np.uint8)
        return made


def _softened(small: Plane, size: tuple[int, int]) -> Plane:
    """A picture out of focus at a size: a soft spot for each cell; a dark one is lifted."""
    across, down = _spots(GRID[0], size[0]), _spots(GRID[1], size[1])
    soft: Plane = np.einsum("yr,rcn,xc->yxn", down, small, across, optimize=True)
    lift = max(0.0, DARKEST - float(soft.mean()))
    lifted: Plane = (soft + np.float32(lift) * STAGE / STAGE.mean()).astype(np.float32)
    return lifted


@lru_cache(maxsize=8)
def _spots(cells: int, pixels: int) -> Plane:
    """(pixels, cells): how much of each cell there is in each pixel."""
    at = (np.arange(pixels) + 0.5) * cells / pixels - 0.5
    away = at[:, None] - np.arange(cells)[None, :]
    share = np.exp(-0.5 * (away / BLUR) ** 2)
    spots: Plane = (share / share.sum(axis=1, keepdims=True)).astype(np.float32)
    return spots


def _light(now_s: float, size: tuple[int, int]) -> Plane:
    """What the lamps add: (height, width, rgb)."""
    w, h = size
    made = np.zeros((h, w), np.float32)
    for across_s, down_s, begin in LAMPS:
        x = w * (0.5 + 0.36 * math.sin(begin + now_s * 2 * math.pi / across_s))
        y = h * (0.5 + 0.3 * math.sin(begin * 1.7 + now_s * 2 * math.pi / down_s))
        made += np.outer(_bell(h, y, REACH * h), _bell(w, x, REACH * h))
    lit: Plane = made[:, :, None] * LIGHT
    return lit


def _bell(count: int, middle: float, reach: float) -> Plane:
    bell: Plane = np.exp(-(((np.arange(count) - middle) / reach) ** 2)).astype(np.float32)
    return bell


@lru_cache(maxsize=2)
def _grains(size: tuple[int, int]) -> tuple[Plane, ...]:
    rng = np.random.default_rng(size)
    return tuple(rng.uniform(-GRAIN, GRAIN, (size[1], size[0], 1)).astype(np.float32) for _ in range(GRAINS))
