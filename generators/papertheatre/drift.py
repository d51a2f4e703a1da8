"""Sheets that travel steadily and come round again: land past a carriage window, drops that run down a pane.

A travelling sheet is cut once, one repeat long, and laid side by side as often as the picture needs.
"""

from __future__ import annotations

from dataclasses import replace

import pygame

from generators.papertheatre.camera import View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import Light
from generators.papertheatre.materials import dress
from generators.papertheatre.paper import PREMULTIPLIED, Drift, Layer, Sheet, area_of, draw_sheet
from generators.papertheatre.shapes import moved


class DriftStep:
    """One repeat of a travelling sheet; its cuts lie between 0 and `every` along the way, what sticks out wraps."""

    def __init__(self, sheet: Sheet, view: View, light: Light) -> None:
        assert sheet.drift is not None
        self.drift: Drift = sheet.drift
        scale = view.scale(sheet.depth)
        self.repeat = max(1, round(sheet.drift.every * scale))
        self.layer = self._cut(sheet, view, light, scale)

    def _cut(self, sheet: Sheet, view: View, light: Light, scale: float) -> Layer | None:
        """The repeat as pixels, its ends joined; None when nothing of it can be seen."""
        along = self.repeat / scale
        dx, dy = (along, 0.0) if self.drift.x else (0.0, along)
        cuts = tuple(
            replace(cut, path=moved(cut.path, dx * k, dy * k)) if k else cut for k in (-1, 0, 1) for cut in sheet.cuts
        )
        area = area_of(sheet, view)
        if area is None:
            return None
        ox, oy = (round(v) for v in view.origin(sheet.depth))
        x, y, w, h = area
        area = (ox, y, self.repeat, h) if self.drift.x else (x, oy, w, self.repeat)
        made = drawing(area[2], area[3])
        light = replace(light, source=(along / 2, -40.0), reach=80.0)  # even light: no seam where the ends meet
        draw_sheet(made, replace(sheet, cuts=cuts), view, light, area)
        dress(made, light.finish, scale, sheet.depth)
        middle = (0.0, (y + min(h, view.height) / 2) - view.height / 2)
        travel = view.drift(sheet.depth)
        return Layer(made.surface, *area[:2], sheet.depth, scale, travel, sheet.sway, middle, sheet.opaque, made.pixels)

    @property
    def size_bytes(self) -> int:
        return self.layer.size_bytes if self.layer is not None else 0

    def places(self, moment: Moment) -> list[tuple[int, int]]:
        """The corners, in pixels, at which the repeat is laid so that it covers the picture."""
        if self.layer is None:
            return []
        p, t = moment.pose, moment.air_s
        x, y = self.layer.place(p.x, p.y, p.push, t)
        if self.drift.x:
            start = (x + round(self.drift.x * t * self.layer.scale)) % self.repeat - self.repeat
            return [(left, y) for left in range(start, moment.view.width, self.repeat)]
        start = (y + round(self.drift.y * t * self.layer.scale)) % self.repeat - self.repeat
        return [(x, top) for top in range(start, moment.view.height, self.repeat)]

    def draw(self, moment: Moment) -> None:
        if self.layer is None:
            return
        flags = 0 if self.layer.opaque else PREMULTIPLIED
        surface: pygame.Surface = self.layer.surface
        for place in self.places(moment):
            there = (place[0] + moment.travel[0], place[1] + moment.travel[1])
            moment.target.surface.blit(surface, there, special_flags=flags)
