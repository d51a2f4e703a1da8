"""The net of light that waves throw on whatever lies under water: two wandering tiles, multiplied."""

from __future__ import annotations

import functools
from typing import Any, Final

import numpy as np
import pygame
import skia

from generators.papertheatre.camera import View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import ADD, Moment, dimmed
from generators.papertheatre.scenery import Scenery

SIDE: Final = 128  # pixels of a tile
STEP: Final = 4  # the net is made at a quarter of the size: it is soft
CELLS: Final = 5  # meshes in a tile, down and across
WANDER: Final = ((7.0, 3.0), (-5.0, 4.0))  # pixels of the small picture per second


class CausticStep:
    """Light on the lower part of the picture, fading upwards."""

    def __init__(self, s: Scenery, view: View) -> None:
        self.view = view
        self.top = round(view.height * 0.3)
        self.small = drawing(max(1, view.width // STEP), max(1, (view.height - self.top) // STEP))
        self.size_bytes = self.small.surface.get_width() * self.small.surface.get_height() * 4 + 2 * SIDE * SIDE * 4
        strength = (0.5 if not s.light.night else 0.2) * s.light.finish.style.glow
        tone = s.light.raw((206, 244, 236))
        self.tiles = [_tile(k, tuple(round(v) for v in tone)) for k in (0, 1)]
        self.shade = self._fade(strength)

    def _fade(self, strength: float) -> Any:
        """What the net is multiplied with: nothing above, its strength on the ground."""
        made = drawing(*self.small.surface.get_size())
        level = round(255 * min(1.0, strength))
        grey = 0xFF000000 | level << 16 | level << 8 | level
        high = self.small.surface.get_height()
        shader = skia.GradientShader.MakeLinear([(0, 0), (0, high)], [0xFF000000, grey])
        made.canvas.drawPaint(skia.Paint(Shader=shader))
        return made

    def draw(self, moment: Moment) -> None:
        small, p = self.small.surface, moment.pose
        width, height = small.get_size()
        for k, (tile, (vx, vy)) in enumerate(zip(self.tiles, WANDER, strict=True)):
            travel = self.view.unit / STEP
            left = round(vx * moment.air_s - travel * p.x) % SIDE - SIDE
            top = round(vy * moment.air_s - travel * p.y) % SIDE - SIDE
            flags = pygame.BLEND_RGB_MULT if k else 0
            for y in range(top, height, SIDE):
                for x in range(left, width, SIDE):
                    small.blit(tile.surface, (x, y), special_flags=flags)
        small.blit(self.shade.surface, (0, 0), special_flags=pygame.BLEND_RGB_MULT)
        wide = pygame.transform.smoothscale(small, (self.view.width, self.view.height - self.top))
        moment.target.surface.blit(dimmed(wide, moment.light), (0, self.top), special_flags=ADD)


@functools.lru_cache(maxsize=8)
def _tile(which: int, tone: tuple[int, int, int]) -> Any:
    """A seamless net: bright where two cells meet."""
    rng = np.random.default_rng(1669 + which)
    corners = np.indices((CELLS, CELLS)).reshape(2, -1).T
    points = (corners + rng.uniform(0.1, 0.9, (CELLS**2, 2))) / CELLS
    y, x = (np.mgrid[0:SIDE, 0:SIDE] + 0.5) / SIDE
    away = np.full((2, SIDE, SIDE), 9.0)
    for py, px in points:
        dy, dx = np.abs(y - py), np.abs(x - px)
        far = np.hypot(np.minimum(dy, 1 - dy), np.minimum(dx, 1 - dx))
        away = np.sort(np.concatenate([away, far[None]]), axis=0)[:2]
    net = np.exp(-((away[1] - away[0]) * CELLS * 3.2)) ** 1.5
    level = 0.16 + 0.84 * net
    made = drawing(SIDE, SIDE)
    made.pixels[0][:, :, 3] = 255
    made.pixels[0][:, :, :3] = (level[:, :, None] * np.array(tone[::-1])).astype(np.uint8)
    return made
