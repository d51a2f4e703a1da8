"""Rain in three depths, each a seamless tile of slanting threads that runs down; rings and drops where it falls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import skia

from generators.base import Weather
from generators.papertheatre.camera import View
from generators.papertheatre.colour import argb, mix
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.lamps import Moment, thinned
from generators.papertheatre.light import Light
from generators.papertheatre.paper import PREMULTIPLIED

TILE: Final = 6.4  # stage units: side of a tile
MOST_TILE: Final = 640  # pixels
SPLASHES: Final = {Weather.RAIN: 34, Weather.STORM: 56}
SLANTS: Final = {Weather.RAIN: 0.2, Weather.STORM: 0.58}  # to the left for each unit down
AGES: Final = 9  # pictures of a splash
GOLDEN: Final = 0.6180339887


@dataclass(frozen=True)
class Curtain:
    """Threads of one depth: `length` and `width` in stage units, `speed` in stage units per second."""

    depth: float
    count: int  # in a tile
    length: float
    width: float
    speed: float
    alpha: float


CURTAINS: Final = (
    Curtain(0.42, 200, 0.34, 0.010, 8.5, 0.22),
    Curtain(0.97, 74, 0.6, 0.017, 12.0, 0.3),
    Curtain(1.3, 20, 1.05, 0.032, 17.0, 0.3),
)


class RainStep:
    """One curtain of rain over the whole picture."""

    def __init__(self, curtain: Curtain, weather: Weather, light: Light, view: View, seed: int) -> None:
        self.curtain, self.view = curtain, view
        self.slant = SLANTS[weather]
        self.side = max(16, min(MOST_TILE, round(TILE * view.unit)))
        self.unit = self.side / TILE  # pixels per stage unit: coarse formats have coarse rain
        force = 1.0 if weather is Weather.RAIN else 1.5
        self.tile = self._cut(light, np.random.default_rng((seed + int(curtain.depth * 100)) & 0xFFFFFFFF), force)
        self.speed = curtain.speed * self.unit * (0.7 + 0.3 * force)

    @property
    def size_bytes(self) -> int:
        return self.side * self.side * 4

    def _cut(self, light: Light, rng: np.random.Generator, force: float) -> Drawing:
        """The tile: a thread that leaves it on one side comes in on the other."""
        made, c = drawing(self.side, self.side), self.curtain
        tone = light.raw(mix(light.day.horizon, (236, 242, 248), 0.6))
        for strength in (0.6, 1.0):  # two brightnesses
            points: list[Any] = []
            for x, y, k in rng.random((int(c.count * force / 2), 3)).tolist():
                long = c.length * self.unit * (0.7 + 0.6 * k)
                points += self._thread(x * self.side, y * self.side, long)
            paint = skia.Paint(AntiAlias=True, Color=argb(tone, c.alpha * strength), StrokeCap=skia.Paint.kRound_Cap)
            paint.setStrokeWidth(max(0.7, c.width * self.unit))
            if c.depth > 1:
                paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.008 * self.unit))
            made.canvas.drawPoints(skia.Canvas.PointMode.kLines_PointMode, points, paint)
        return made

    def _thread(self, x: float, y: float, long: float) -> list[Any]:
        """Both ends of a thread, once for every side of the tile that it crosses."""
        ends: list[Any] = []
        for dx in (0, self.side) if x - long * self.slant < 0 else (0,):
            for dy in (0, -self.side) if y + long > self.side else (0,):
                ends += [skia.Point(x + dx, y + dy), skia.Point(x + dx - long * self.slant, y + dy + long)]
        return ends

    def draw(self, moment: Moment) -> None:
        v, p, side = self.view, moment.pose, self.side
        way = self.speed * moment.air_s
        shift = v.unit * v.drift(self.curtain.depth) * 0.5
        left = round(-way * self.slant - shift * p.x) % side - side
        top = round(way - shift * p.y) % side - side
        blit, surface = moment.target.surface.blit, thinned(self.tile.surface, moment.light)
        for y in range(top, v.height, side):
            for x in range(left, v.width, side):
                blit(surface, (x, y), None, PREMULTIPLIED)


class SplashStep:
    """Where drops meet the floor: rings that widen and fade, and a few drops thrown up."""

    def __init__(self, weather: Weather, light: Light, view: View, floor: float, seed: int) -> None:
        rng = np.random.default_rng(seed & 0xFFFFFFFF)
        self.seeds = rng.random((SPLASHES[weather], 4))
        self.view, self.floor = view, floor
        self.tone = light.raw(mix(light.day.horizon, (240, 246, 250), 0.65))
        self.rings = [self._cut(near, view.scale(1.0)) for near in (0.85, 1.15)]
        rings = [ring.surface for row in self.rings for ring in row]
        self.size_bytes = sum(ring.get_width() * ring.get_height() * 4 for ring in rings)

    def places(self, t_s: float) -> Any:
        """Float (splash, 4): x, y in stage units, depth 0 (back) .. 1 (front), age 0..1."""
        s, v = self.seeds, self.view
        period = 0.5 + 0.45 * s[:, 3]
        turns = t_s / period + s[:, 2]
        number = np.floor(turns)
        near = (s[:, 1] + number * GOLDEN * 0.7) % 1.0
        span = 1.1 * v.half / (1 + (v.zoom - 1) * 0.8)
        x = v.x + ((s[:, 0] + number * GOLDEN) % 1.0 * 2 - 1) * span
        return np.stack([x, self.floor - 0.22 + near * 0.9, near, turns - number], 1)

    def draw(self, moment: Moment) -> None:
        blit, ages = moment.target.surface.blit, len(self.rings[0])
        for x, y, near, age in self.places(moment.air_s).tolist():
            px, py = moment.shifted(x, y, 1.0)
            ring = self.rings[near > 0.5][int(age * ages)].surface
            w, h = ring.get_size()
            blit(thinned(ring, moment.light), (round(px - w / 2), round(py - h * 0.75)), None, PREMULTIPLIED)

    def _cut(self, near: float, scale: float) -> list[Drawing]:
        """A splash at its ages: a ring that widens and pales, at first with drops thrown up over it."""
        made = []
        for k in range(AGES):
            age = (k + 0.5) / AGES
            r, up = (0.03 + 0.2 * age) * near * scale, 0.16 * scale
            ring = drawing(2 * math.ceil(r + 2), 2 * math.ceil(up + 2))
            c, x, y = ring.canvas, ring.surface.get_width() / 2, ring.surface.get_height() * 0.75
            paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(self.tone, 0.6 * (1 - age)))
            paint.setStrokeWidth(max(0.8, 0.014 * self.view.unit))
            c.drawOval(skia.Rect.MakeLTRB(x - r, y - r * 0.3, x + r, y + r * 0.3), paint)
            if age < 0.45:
                high = math.sin(age / 0.45 * math.pi) * up
                dots = skia.Paint(AntiAlias=True, Color=argb(self.tone, 0.6))
                for dx, dy in ((-0.8, 0.8), (0.6, 1.0)):
                    c.drawCircle(x + dx * r, y - dy * high, max(0.5, 0.013 * self.view.unit), dots)
            made.append(ring)
        return made
