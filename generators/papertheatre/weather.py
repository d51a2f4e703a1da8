"""The weather of a set as steps between its sheets: rain, snow, fog, and lightning so far off that it only swells."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Final

import numpy as np
import pygame
import skia

from generators.base import Weather
from generators.papertheatre.camera import View
from generators.papertheatre.colour import argb, mix
from generators.papertheatre.fog import BANKS, FogStep
from generators.papertheatre.lamps import ADD, Moment, Step, body_of, box_of, dimmed, glow_surface
from generators.papertheatre.light import Glow, Light
from generators.papertheatre.rain import CURTAINS, RainStep, SplashStep
from generators.papertheatre.scenery import Scenery
from generators.papertheatre.shapes import line
from generators.papertheatre.snow import FALLS, SnowStep

PANE: Final = 0.23  # inside, weather hangs at this depth: before the sky, behind the wall
LIGHTNING_PERIOD_S: Final = 7.0
LIGHTNING_RISE_S: Final = 0.45
LIGHTNING_FALL_S: Final = 1.6
LIGHTNING_MOST: Final = 26  # of 255, added to the whole sky; about the bolt itself five times as much
FLARE_STEP: Final = 4  # what lightning throws into rooms is kept at a quarter of its size: it is soft, and rare
BOLT: Final = (205, 218, 255)


def weather_steps(s: Scenery, view: View) -> Iterator[tuple[float, Step]]:
    """(depth after whose sheets it comes, step) of everything that falls, drifts or flashes far away."""
    weather, light = s.light.weather, s.daylight
    if s.sheltered:
        return
    if weather in (Weather.RAIN, Weather.STORM):
        for curtain in CURTAINS if s.open_sky else CURTAINS[:1]:
            yield curtain.depth if s.open_sky else PANE, RainStep(curtain, weather, light, view, s.seed)
        if s.open_sky:
            yield 1.0, SplashStep(weather, light, view, s.floor, s.seed)
    if weather is Weather.SNOW:
        for fall in FALLS if s.open_sky else FALLS[:2]:
            yield fall.depth if s.open_sky else PANE, SnowStep(fall, light, view, s.seed)
    if weather is Weather.FOG:
        tone = light.raw(mix(light.day.haze, light.day.horizon, 0.4))
        for k, bank in enumerate(BANKS if s.open_sky else BANKS[:1]):
            yield bank[0] if s.open_sky else PANE, FogStep(bank, tone, view, s.seed + k)
    if weather is Weather.STORM:
        bolt = LightningStep(light, view, s.horizon, s.seed)
        yield 0.12 if s.open_sky else PANE - 0.01, bolt
        for flare in s.flares:
            yield flare.depth, FlareStep(flare, bolt, s.light, view)


class LightningStep:
    """Behind the set the sky brightens about a far bolt and fades, slowly; another place each time."""

    def __init__(self, light: Light, view: View, horizon: float, seed: int) -> None:
        self.view, self.horizon, self.seed = view, horizon, seed
        self.phase = float(np.random.default_rng(seed & 0xFFFFFFFF).random()) * LIGHTNING_PERIOD_S
        self.tone = light.raw(BOLT)
        self.radius = max(4, round(3.4 * view.scale(0.1)))
        self.glow = glow_surface(self.radius, self.tone, 5 * LIGHTNING_MOST / 255)
        self.size_bytes = self.radius**2 * 16

    def level(self, t_s: float) -> tuple[float, int]:
        """(0..1, which): the light of the stroke that is on, and its number. Swells are seconds apart."""
        turns = (t_s + self.phase) / LIGHTNING_PERIOD_S
        number, u = math.floor(turns), (turns % 1.0) * LIGHTNING_PERIOD_S
        late = 2.6
        return (_swell(u), 2 * number) if u < late else (0.6 * _swell(u - late), 2 * number + 1)

    def draw(self, moment: Moment) -> None:
        level, number = self.level(moment.air_s)
        level *= moment.light
        if level < 0.02:
            return
        target = moment.target.surface
        target.fill(tuple(int(v * level * LIGHTNING_MOST / 255) for v in self.tone), special_flags=ADD)
        rng = np.random.default_rng((self.seed + 97 * number) & 0xFFFFFFFF)
        x = float(rng.uniform(-0.8, 0.8)) * self.view.half
        px, py = moment.shifted(x, self.horizon - 2.6, 0.1)
        spot = (round(px) - self.radius, round(py) - self.radius)
        target.blit(dimmed(self.glow[0], level), spot, special_flags=ADD)
        self._draw_bolt(moment, x, rng, level)

    def _draw_bolt(self, moment: Moment, x: float, rng: Any, level: float) -> None:
        """A thread of paper light from the clouds to the horizon."""
        steps = 9
        points = []
        for k in range(steps + 1):
            points.append(moment.shifted(x, self.horizon - 4.0 + 4.2 * k / steps, 0.1))
            x += float(rng.uniform(-0.32, 0.3))
        paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeJoin=skia.Paint.kRound_Join)
        for width, alpha in ((0.1, 0.12), (0.028, 0.5)):
            paint.setStrokeWidth(max(1.0, width * self.view.unit))
            paint.setColor(argb(self.tone, alpha * level * level))
            moment.target.canvas.drawPath(line(points), paint)


class FlareStep:
    """What lightning throws into a room through its windows, swelling with it."""

    def __init__(self, flare: Glow, bolt: LightningStep, light: Light, view: View) -> None:
        self.flare, self.bolt = flare, bolt
        self.centre = view.pixel(flare.x, flare.y, flare.depth)
        self.box = box_of(flare, view)
        self.small = body_of(flare, self.box, light, view, FLARE_STEP)
        self.size_bytes = self.small.get_width() * self.small.get_height() * 4

    def draw(self, moment: Moment) -> None:
        level, _ = self.bolt.level(moment.air_s)
        level *= moment.light
        if level < 0.02 or not self.box[2]:
            return
        x, y = moment.shifted(self.flare.x, self.flare.y, self.flare.depth)
        spot = (round(x - self.centre[0]) + self.box[0], round(y - self.centre[1]) + self.box[1])
        w, h = self.small.get_size()
        wide = pygame.transform.smoothscale(dimmed(self.small, level), (w * FLARE_STEP, h * FLARE_STEP))
        moment.target.surface.blit(wide, spot, special_flags=ADD)


def _swell(u: float) -> float:
    if u < 0:
        return 0.0
    if u < LIGHTNING_RISE_S:
        return 0.5 - 0.5 * math.cos(math.pi * u / LIGHTNING_RISE_S)
    if u < LIGHTNING_RISE_S + LIGHTNING_FALL_S:
        return 0.5 + 0.5 * math.cos(math.pi * (u - LIGHTNING_RISE_S) / LIGHTNING_FALL_S)
    return 0.0
