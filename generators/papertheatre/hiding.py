"""Indoors walls stand before walls: what nearer sheets hide however the camera travels is cut off further ones."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from generators.papertheatre.camera import TRAVEL, View, calm
from generators.papertheatre.drawing import drawing
from generators.papertheatre.paper import Layer

CELL: Final = 8  # pixels: hiding is reckoned on a grid of cells of this size
SOLID: Final = 252  # of 255: paper that lets nothing through
WORTH: Final = 0.2  # the share of a layer that must be hidden before it is cut

Mask = NDArray[np.bool_]


class Screen:
    """What the layers nearer than some depth hide of the canvas and its surroundings."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.reach = math.ceil(2 * TRAVEL * calm(view.zoom) * view.scale(1.5) / CELL) * CELL
        side = (view.height + 2 * self.reach, view.width + 2 * self.reach)
        self.cover: Mask = np.zeros((side[0] // CELL + 2, side[1] // CELL + 2), np.bool_)
        self.travel = 0.0  # pixels that the nearest layer goes at most
        self.worn = 0.0  # pixels of movement that have not been taken off the cover yet

    def box_of(self, layer: Layer) -> tuple[int, int, int, int] | None:
        """The part of a layer that can ever be seen: left, top, right, foot in its own pixels; None: nothing."""
        self._move_to(layer)
        rows, columns, alpha = self._cells(layer)
        seen = (alpha > 0) & ~self.cover[rows, columns]
        if not seen.any():
            return None
        down, across = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
        w, h = layer.surface.get_size()
        left, top = max(0, (across[0] - 1) * CELL), max(0, (down[0] - 1) * CELL)
        return (left, top, min(w, (across[-1] + 2) * CELL), min(h, (down[-1] + 2) * CELL))

    def add(self, layer: Layer) -> None:
        """The layer hides what is behind it; what sways does not count."""
        if layer.sway is not None:
            return
        rows, columns, alpha = self._cells(layer)
        solid = np.zeros_like(self.cover)
        solid[rows, columns] = alpha >= SOLID
        # Beyond the picture a layer ends because nobody will see more of it: there it goes on as it ends.
        if layer.x < 0:
            solid[:, : columns.start] = solid[:, columns.start, None]
        if layer.x + layer.surface.get_width() > self.view.width:
            solid[:, columns.stop :] = solid[:, columns.stop - 1, None]
        if layer.y < 0:
            solid[: rows.start] = solid[rows.start]
        if layer.y + layer.surface.get_height() > self.view.height:
            solid[rows.stop :] = solid[rows.stop - 1]
        self.cover |= _worn(solid, 1)

    def _move_to(self, layer: Layer) -> None:
        """Further layers go less far: the difference is taken off the edges of the cover."""
        travel = TRAVEL * calm(self.view.zoom) * layer.drift * layer.scale
        self.worn += abs(self.travel - travel)
        self.travel = travel
        cells = int(self.worn / CELL)
        if cells:
            self.cover = _worn(self.cover, cells)
            self.worn -= cells * CELL

    def _cells(self, layer: Layer) -> tuple[slice, slice, NDArray[np.uint8]]:
        """(rows, columns) of the cover under a layer, and an alpha in each of these cells."""
        alpha: Any = layer.pixels[0][::CELL, ::CELL, 3]
        y, x = (round((start + self.reach) / CELL) for start in (layer.y, layer.x))
        y, x = max(0, y), max(0, x)
        alpha = alpha[: max(0, self.cover.shape[0] - y), : max(0, self.cover.shape[1] - x)]
        return slice(y, y + alpha.shape[0]), slice(x, x + alpha.shape[1]), alpha


def _worn(mask: Mask, cells: int) -> Mask:
    """The mask without a rim of so many cells."""
    made = mask
    for axis in (0, 1):
        whole = made.copy()
        for k in range(1, min(cells, mask.shape[axis] - 1) + 1):
            for way in (k, -k):
                moved = np.roll(made, way, axis)
                edge = [slice(None), slice(None)]
                edge[axis] = slice(None, k) if way > 0 else slice(-k, None)
                moved[tuple(edge)] = False
                whole &= moved
        made = whole
    return made


def without_hidden(layers: Sequence[Layer], view: View) -> list[Layer | None]:
    """The layers, furthest first, without what is hidden for ever; None for one of which nothing can be seen."""
    screen, made = Screen(view), []
    for layer in reversed(layers):
        box = screen.box_of(layer)
        made.append(_cut(layer, box) if box is not None else None)
        screen.add(layer)
    return made[::-1]


def _cut(layer: Layer, box: tuple[int, int, int, int]) -> Layer:
    """The layer with what lies in `box` only, where that is worth it."""
    left, top, right, foot = box
    w, h = layer.surface.get_size()
    if (right - left) * (foot - top) > (1 - WORTH) * w * h:
        return layer
    part = drawing(right - left, foot - top)
    part.pixels[0][:] = layer.pixels[0][top:foot, left:right]
    return replace(layer, surface=part.surface, pixels=part.pixels, x=layer.x + left, y=layer.y + top)
