"""Snow in four depths, carried by the wind: specks far off, paper flakes, soft large ones before the lens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import skia

from generators.papertheatre.camera import View
from generators.papertheatre.colour import argb, mix
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import Light
from generators.papertheatre.wind import carried


@dataclass(frozen=True)
class Fall:
    """Flakes of one depth: `size` in stage units, `speed` in stage units per second."""

    depth: float
    count: int
    size: float
    speed: float
    alpha: float
    soft: float = 0.0  # stage units of blur


FALLS: Final = (
    Fall(0.3, 260, 0.038, 0.5, 0.7),
    Fall(0.7, 150, 0.062, 0.8, 0.8),
    Fall(1.1, 80, 0.1, 1.15, 0.92),
    Fall(1.45, 11, 0.3, 1.9, 0.4, 0.07),
)


class SnowStep:
    """One depth of falling snow."""

    size_bytes = 0

    def __init__(self, fall: Fall, light: Light, view: View, seed: int) -> None:
        rng = np.random.default_rng((seed + int(fall.depth * 100)) & 0xFFFFFFFF)
        self.fall, self.view, self.wind = fall, view, light.air.wind
        self.seeds = rng.random((fall.count, 5))
        self.tone = light.raw(mix(light.day.horizon, (255, 255, 255), 0.8))

    def places(self, t_s: float) -> np.ndarray:
        """Float (flake, 2): pixels on the canvas, before the camera's travel."""
        v, s, f = self.view, self.seeds, self.fall
        width, height = v.width * 1.2, v.height * 1.16
        y = (s[:, 1] * height + t_s * f.speed * v.unit * (0.8 + 0.4 * s[:, 2])) % height - v.height * 0.08
        swing = np.sin(t_s * (0.6 + s[:, 3]) + s[:, 4] * 6.28) * (0.1 + 0.12 * f.depth) * v.unit
        blown = carried(t_s) * (0.35 + 2.6 * self.wind) * f.speed * v.unit
        x = (s[:, 0] * width - blown) % width - v.width * 0.1
        return np.stack([x + swing, y], 1)

    def draw(self, moment: Moment) -> None:
        f, v = self.fall, self.view
        places = self.places(moment.air_s)
        places -= np.array([moment.pose.x, moment.pose.y]) * v.unit * v.drift(f.depth) * 0.5
        paint = skia.Paint(
            AntiAlias=True, Color=argb(self.tone, f.alpha * moment.light), StrokeCap=skia.Paint.kRound_Cap
        )
        if f.soft:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, f.soft * v.unit))
        for group, share in ((slice(0, None, 2), 1.0), (slice(1, None, 2), 0.66)):
            paint.setStrokeWidth(max(1.0, f.size * share * v.unit))
            points = [skia.Point(x, y) for x, y in places[group].tolist()]
            moment.target.canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, points, paint)
