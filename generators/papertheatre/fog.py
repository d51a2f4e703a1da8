"""Banks of fog that wander between the sheets: torn, seamless bands of vapour, drifting on and on."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import skia

from generators.papertheatre.camera import View
from generators.papertheatre.colour import RGB
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.lamps import Moment, thinned
from generators.papertheatre.paper import PREMULTIPLIED

COLUMNS, ROWS = 64, 20  # of the small picture that a bank is enlarged from
# depth, y and height as shares of the picture, opacity, stage units per second to the left
BANKS: Final = (
    (0.3, 0.5, 0.5, 0.85, 0.1),
    (0.62, 0.64, 0.44, 0.72, 0.17),
    (0.92, 0.78, 0.36, 0.55, 0.28),
    (1.3, 0.92, 0.36, 0.5, 0.5),
)


class FogStep:
    """One bank across the whole picture; it comes round."""

    def __init__(self, bank: tuple[float, float, float, float, float], tone: RGB, view: View, seed: int) -> None:
        self.depth, y, high, alpha, self.speed = bank
        self.view = view
        self.width, height = max(8, round(view.width * 1.3)), max(8, round(view.height * high))
        self.y = round(view.height * y - height / 2)
        self.made = fog_sheet(self.width, height, tone, alpha, seed)
        self.size_bytes = self.width * height * 4

    def draw(self, moment: Moment) -> None:
        v, p = self.view, moment.pose
        travel = v.unit * v.drift(self.depth) * 0.6
        left = round(-self.speed * v.unit * moment.air_s - travel * p.x) % self.width - self.width
        y = self.y - round(travel * p.y)
        surface = thinned(self.made.surface, moment.light)
        for x in range(left, v.width, self.width):
            moment.target.surface.blit(surface, (x, y), special_flags=PREMULTIPLIED)


def fog_sheet(width: int, height: int, tone: RGB, alpha: float, seed: int) -> Drawing:
    """A bank of fog of `width` x `height` pixels, clear at its head and foot, its left and right ends joined."""
    made = drawing(width, height)
    small = skia.Image.fromarray(_bank(np.random.default_rng(seed & 0xFFFFFFFF), tone, alpha))
    repeat, stop = skia.TileMode.kRepeat, skia.TileMode.kClamp
    cubic = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    shader = small.makeShader(repeat, stop, cubic, skia.Matrix.Scale(width / COLUMNS, height / ROWS))
    made.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
    return made


def _bank(rng: np.random.Generator, tone: RGB, alpha: float) -> Any:
    """uint8 (rows, columns, rgba): thick along its middle, torn into wisps above, nothing along the edges."""
    wisps = np.zeros((ROWS, COLUMNS))
    for k in (1, 2, 4, 8):  # octaves; their ends join
        grid = rng.random((ROWS * k // 8 + 3, 4 * k))
        across = np.interp(np.arange(COLUMNS) / COLUMNS * 4 * k, np.arange(4 * k + 1), np.arange(4 * k + 1))
        i = across.astype(int)
        f = across - i
        f = f * f * (3 - 2 * f)
        rows = grid[:, i % (4 * k)] * (1 - f) + grid[:, (i + 1) % (4 * k)] * f
        down = np.linspace(0, grid.shape[0] - 1.001, ROWS)
        j, g = down.astype(int), (down % 1.0)[:, None]
        wisps += (rows[j] * (1 - g) + rows[j + 1] * g) / k
    wisps = (wisps - wisps.min()) / (np.ptp(wisps) + 1e-6)
    y = np.linspace(0, 1, ROWS)[:, None]
    body = np.sin(np.pi * y) ** 1.2 * (0.35 + 0.9 * wisps) * alpha
    body[0] = body[-1] = 0
    tile = np.zeros((ROWS, COLUMNS, 4), np.uint8)
    tile[:, :, :3] = np.clip(tone, 0, 255)
    tile[:, :, 3] = np.clip(body * 255, 0, 255)
    return tile
