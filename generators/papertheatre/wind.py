"""Wind: gusts as a pure function of time, and sheets that bend in them, rooted at their foot or hung from their head.

The wind blows to the left, as rain slants and snow drifts.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import Final

from generators.papertheatre.camera import View
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import Light
from generators.papertheatre.paper import PREMULTIPLIED, Layer, Sheet, rastered

MOST_SLANT: Final = 0.16  # stage units at the tip for each unit of a sheet's height
HANGING: Final = 7.4  # what begins above the stage and ends above this y hangs

GUSTS: Final = ((0.31, 0.9, 0.5), (0.13, 2.3, 0.34), (0.83, 4.1, 0.16))  # (turns per second, phase, share)


def gust(t_s: float) -> float:
    """0..1: how hard it blows just now, as a share of the weather's wind."""
    return 0.5 + 0.5 * sum(share * math.sin(2 * math.pi * turns * t_s + phase) for turns, phase, share in GUSTS)


def carried(t_s: float) -> float:
    """The way of something light that goes with the wind: the integral of `gust` from 0 to `t_s`."""
    way = 0.5 * t_s
    for turns, phase, share in GUSTS:
        w = 2 * math.pi * turns
        way += 0.5 * share * (math.cos(phase) - math.cos(w * t_s + phase)) / w
    return way


def lean(wind: float, t_s: float, phase: float = 0.0) -> float:
    """How far tips are bent, -1.6..0.4: 0 upright, -1 well over; a storm bends, a breeze only rocks."""
    over = float(wind**1.6) * (0.45 + 0.75 * gust(t_s - 0.12 * phase))
    rock = (0.16 + 0.2 * wind) * math.sin(2 * math.pi * (0.19 + 0.5 * wind) * t_s + phase)
    return -over + rock


def bent(sheet: Sheet, view: View, light: Light, order: int) -> BendStep | None:
    """The sheet as a step that bends; None when it is stiff, indoors, or not to be seen."""
    if light.interior or sheet.drift is not None or not sheet.tip:
        return None
    layer = rastered(replace(sheet, sway=None, bend=sheet.tip), view, light)
    if layer is None:
        return None
    bounds = [cut.path.getBounds() for cut in sheet.cuts]
    hung = min(b.top() for b in bounds) < 0.4 and max(b.bottom() for b in bounds) < HANGING
    tip = min(sheet.tip, MOST_SLANT * layer.surface.get_height() / layer.scale)
    return BendStep(layer, tip, light.air.wind, hung, 0.9 * order)


class BendStep:
    """A sheet whose rows are shifted, further from its root the more: a shear in whole pixels."""

    def __init__(self, layer: Layer, tip: float, wind: float, hung: bool, phase: float) -> None:
        self.layer, self.tip, self.wind, self.hung, self.phase = layer, tip, wind, hung, phase
        self.size_bytes = layer.size_bytes

    def bands(self, t_s: float) -> list[tuple[int, int, int]]:
        """(top, height, shift right) in pixels: rows that are shifted alike."""
        rows = self.layer.surface.get_height()
        most = self.tip * lean(self.wind, t_s, self.phase) * self.layer.scale
        count = max(1, min(rows, 2 * math.ceil(abs(most))))
        edges = [rows * k // count for k in range(count + 1)]
        return [(top, low - top, round(most * self._share((top + low) / 2 / rows))) for top, low in pairwise(edges)]

    def _share(self, down: float) -> float:
        """0 at the root .. 1 at the tip."""
        return float((down if self.hung else 1 - down) ** 1.4)

    def draw(self, moment: Moment) -> None:
        layer, p = self.layer, moment.pose
        x, y = layer.place(p.x, p.y, p.push, 0.0)
        x, y = x + moment.travel[0], y + moment.travel[1]
        blit, surface, width = moment.target.surface.blit, layer.surface, layer.surface.get_width()
        for top, height, shift in self.bands(moment.air_s):
            blit(surface, (x + shift, y + top), (0, top, width, height), PREMULTIPLIED)
