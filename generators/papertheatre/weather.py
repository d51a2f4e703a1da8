"""What falls and drifts before the set: rain, snow, fog, far lightning; every drop a pure function of time."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import pygame
import skia

from generators.base import Weather
from generators.papertheatre.camera import View
from generators.papertheatre.colour import RGB, argb, mix
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import Light

DROPS: Final = {Weather.RAIN: 150, Weather.STORM: 230}
FLAKES: Final = 210
LIGHTNING_PERIOD_S: Final = 6.5
LIGHTNING_RISE_S: Final = 0.45
LIGHTNING_FALL_S: Final = 1.5
LIGHTNING_MOST: Final = 44  # of 255, added to the sky


class WeatherSheets:
    """All weather of one set on one canvas."""

    size_bytes = 0

    def __init__(self, weather: Weather, light: Light, view: View, seed: int) -> None:
        self.weather = weather
        self.light = light
        self.view = view
        rng = np.random.default_rng(seed & 0xFFFFFFFF)
        count = DROPS.get(weather, FLAKES if weather is Weather.SNOW else 0)
        self._seeds = rng.random((count, 5))
        self._phase = float(rng.random()) * LIGHTNING_PERIOD_S
        self._unit = view.unit

    def lightning(self, t_s: float) -> int:
        """0..LIGHTNING_MOST to add to the sky: slow swells, seconds apart, never a flash."""
        if self.weather is not Weather.STORM:
            return 0
        u = (t_s + self._phase) % LIGHTNING_PERIOD_S
        late = (u - 2.2) % LIGHTNING_PERIOD_S
        return int(LIGHTNING_MOST * max(_swell(u), 0.6 * _swell(late)))

    def draw(self, moment: Moment) -> None:
        canvas, t_s = moment.target.canvas, moment.air_s
        if self.weather in (Weather.RAIN, Weather.STORM):
            self._draw_rain(canvas, t_s)
        elif self.weather is Weather.SNOW:
            self._draw_snow(canvas, t_s)

    def _draw_rain(self, canvas: Any, t_s: float) -> None:
        """Slanting threads in three depths."""
        v, s = self.view, self._seeds
        slant = 0.42 if self.weather is Weather.STORM else 0.16
        gust = 0.05 * math.sin(t_s * 0.7)
        height = v.height * 1.25
        for depth, (a, b) in enumerate(((0.0, 0.5), (0.5, 0.82), (0.82, 1.0))):
            part = s[int(a * len(s)) : int(b * len(s))]
            speed = (9.5 + 4.5 * depth) * self._unit
            length = (0.32 + 0.24 * depth) * self._unit
            y = (part[:, 1] * height + t_s * speed * (0.9 + 0.2 * part[:, 2])) % height - v.height * 0.12
            x = (part[:, 0] * 1.4 - 0.2) * v.width - (y / v.height - 0.5) * v.height * (slant + gust)
            points = np.empty((len(part) * 2, 2))
            points[0::2, 0], points[0::2, 1] = x, y
            points[1::2, 0], points[1::2, 1] = x - length * (slant + gust), y + length
            tone = self.light.raw(mix(self.light.day.horizon, (236, 242, 246), 0.55))
            paint = skia.Paint(AntiAlias=True, Color=argb(tone, 0.3 + 0.13 * depth), StrokeCap=skia.Paint.kRound_Cap)
            paint.setStrokeWidth(max(0.8, (0.011 + 0.009 * depth) * self._unit))
            canvas.drawPoints(
                skia.Canvas.PointMode.kLines_PointMode, [skia.Point(px, py) for px, py in points.tolist()], paint
            )

    def _draw_snow(self, canvas: Any, t_s: float) -> None:
        """Paper flakes that sink and swing."""
        v, s = self.view, self._seeds
        height, width = v.height * 1.15, v.width * 1.2
        sizes = np.array_split(s, 4)
        for k, part in enumerate(sizes):
            speed = (0.55 + 0.32 * k) * self._unit
            y = (part[:, 1] * height + t_s * speed * (0.8 + 0.4 * part[:, 2])) % height - v.height * 0.08
            swing = np.sin(t_s * (0.6 + part[:, 3]) + part[:, 4] * 6.28) * (0.2 + 0.12 * k) * self._unit
            x = (part[:, 0] * width + t_s * -0.18 * self._unit * (k + 1)) % width - v.width * 0.1 + swing
            tone = self.light.raw(mix(self.light.day.horizon, (255, 255, 255), 0.75))
            paint = skia.Paint(AntiAlias=True, Color=argb(tone, 0.55 + 0.12 * k), StrokeCap=skia.Paint.kRound_Cap)
            paint.setStrokeWidth((0.035 + 0.03 * k) * self._unit)
            points = np.stack([x, y], 1).tolist()
            canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, [skia.Point(px, py) for px, py in points], paint)


def _swell(u: float) -> float:
    if u < 0:
        return 0.0
    if u < LIGHTNING_RISE_S:
        return 0.5 - 0.5 * math.cos(math.pi * u / LIGHTNING_RISE_S)
    if u < LIGHTNING_RISE_S + LIGHTNING_FALL_S:
        return 0.5 + 0.5 * math.cos(math.pi * (u - LIGHTNING_RISE_S) / LIGHTNING_FALL_S)
    return 0.0


def fog_sheet(width: int, height: int, tone: RGB, alpha: float, seed: int) -> pygame.Surface:
    """A soft bank of fog, premultiplied, `width` x `height` pixels, clear at its head."""
    rng = np.random.default_rng(seed & 0xFFFFFFFF)
    small = rng.random((6, 10))
    sky = skia.Image.fromarray(_bank(small, tone, alpha))
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    pixels = np.zeros((height, width, 4), np.uint8)
    made = skia.Surface.MakeRasterDirect(info, pixels)
    cubic = skia.SamplingOptions(skia.CubicResampler.Mitchell())
    made.getCanvas().drawImageRect(sky, skia.Rect.MakeWH(width, height), cubic)
    view = pygame.image.frombuffer(pixels.data, (width, height), "BGRA")
    return view.copy()


def _bank(small: Any, tone: RGB, alpha: float) -> Any:
    """uint8 (rows, columns, rgba): thick in the lower middle, nothing along the edges."""
    rows, columns = 16, 48
    y = np.linspace(0, 1, rows)[:, None]
    wave = np.interp(np.linspace(0, 9, columns), np.arange(10), small[0])[None, :]
    wave = 0.55 + 0.45 * wave
    body = np.sin(np.pi * np.clip(y, 0, 1)) ** 1.4 * wave * alpha
    body[0] = body[-1] = 0
    tile = np.zeros((rows, columns, 4), np.uint8)
    tile[:, :, :3] = np.array(tone, np.uint8)
    tile[:, :, 3] = np.clip(body * 255, 0, 255).astype(np.uint8)
    return tile
