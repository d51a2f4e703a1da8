"""Light added on top of paper, frame by frame: glows with a gentle flicker, turning beams, stars, far lightning."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import pygame
import skia

from generators.base import Weather
from generators.papertheatre.camera import TRAVEL, Pose, View, calm
from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.light import Beam, Glow, Light, flicker
from generators.papertheatre.paper import Drawing, drawing

if TYPE_CHECKING:
    from generators.papertheatre.scenery import Scenery

ADD: Final = pygame.BLEND_RGB_ADD
POOL_RADIUS, POOL_DEPTH = 1.0, 0.5  # lamps that are smaller or further off throw no pool on the floor
LEVELS: Final = 5  # brightnesses that a flickering glow is made in
BEAM_STEP: Final = 4  # beams are drawn at a quarter of the size: they are soft


class Moment:
    """One frame being made: the canvas, the time in the shot, the camera's travel.

    `air_s` is the time of waves, weather and flames: a steer restarts the shot's time but not the sea.
    """

    light = 1.0  # share of all that shines and falls: less while one set gives way to another
    travel = (0, 0)  # pixels that a sheet is away from its place meanwhile

    def __init__(self, target: Drawing, view: View, t_s: float, frame: int, pose: Pose, air_s: float) -> None:
        self.target, self.view, self.t_s, self.frame, self.pose, self.air_s = target, view, t_s, frame, pose, air_s

    def shifted(self, x: float, y: float, depth: float) -> tuple[float, float]:
        """The pixel of a stage point, the camera's travel included."""
        px, py = self.view.pixel(x, y, depth)
        k = self.view.scale(depth) * self.view.drift(depth)
        spread = (1 + (self.pose.push - 1) * (0.35 + 0.65 * depth)) / self.pose.push - 1
        return (px - k * self.pose.x + (px - self.view.width / 2) * spread * 0.0, py - k * self.pose.y)


class Step(Protocol):
    """Something drawn at its turn, furthest first."""

    def draw(self, moment: Moment) -> None: ...


def dimmed(surface: pygame.Surface, share: float) -> pygame.Surface:
    """A light at a share, 0..1, of its strength; itself at 1."""
    if share >= 1.0:
        return surface
    level = max(0, round(255 * share))
    made = surface.copy()
    made.fill((level, level, level), special_flags=pygame.BLEND_RGB_MULT)
    return made


def thinned(surface: pygame.Surface, share: float) -> pygame.Surface:
    """Something premultiplied at a share, 0..1, of its strength; itself at 1."""
    if share >= 1.0:
        return surface
    level = max(0, round(255 * share))
    made = surface.copy()
    made.fill((level, level, level, level), special_flags=pygame.BLEND_RGBA_MULT)
    return made


def glow_surface(radius: int, colour: RGB, strength: float) -> tuple[pygame.Surface, Any]:
    """A soft disc on black, to be added."""
    return glow_part((2 * radius, 2 * radius), (radius, radius), radius, colour, strength)


def glow_part(
    size: tuple[int, int],
    centre: tuple[float, float],
    radius: float,
    colour: RGB,
    strength: float,
    flat: float = 1.0,
    rays: int = 0,
) -> tuple[pygame.Surface, Any]:
    """The part of a soft disc that lies on a surface of `size` pixels; `flat` is its height as a share of its width.

    In prints it is cut into `rays`.
    """
    made = drawing(*size)
    made.canvas.clear(0xFF000000)
    stops = [argb(scaled(colour, strength * k)) for k in (1.0, 0.55, 0.2, 0.05, 0.0)]
    lie = skia.Matrix()
    lie.setTranslate(*centre)
    lie.preScale(1.0, flat)
    places = [0.0, 0.22, 0.5, 0.78, 1.0]
    shader = skia.GradientShader.MakeRadial((0, 0), max(1.0, radius), stops, places, localMatrix=lie)
    made.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))
    if rays:
        _cut_rays(made.canvas, centre, radius, flat, rays)
    return made.surface, made.pixels


def _cut_rays(canvas: Any, centre: tuple[float, float], radius: float, flat: float, rays: int) -> None:
    """Take the dark between rays out of a glow: wedges that widen outwards."""
    gaps = skia.Path()
    for k in range(rays):
        a, half = 2 * math.pi * k / rays, 0.62 * math.pi / rays
        gaps.moveTo(0.16 * radius * math.cos(a), 0.16 * radius * math.sin(a))
        for side in (a - half, a + half):
            gaps.lineTo(1.1 * radius * math.cos(side), 1.1 * radius * math.sin(side))
        gaps.close()
    canvas.translate(*centre)
    canvas.scale(1.0, flat)
    canvas.drawPath(gaps, skia.Paint(AntiAlias=True, Color=0xFF000000))


class GlowStep:
    """A glow at its place, cropped to what can be seen; its flicker is a smaller glow in five brightnesses."""

    def __init__(self, glow: Glow, light: Light, view: View) -> None:
        self.glow = glow
        strength = glow.strength * light.finish.style.glow
        colour = light.raw(glow.colour)
        scale = view.scale(glow.depth)
        self.centre = view.pixel(glow.x, glow.y, glow.depth)
        self.crop = _crop(self.centre, glow.radius * scale, view, glow.depth, glow.flat)
        self.body = None
        if self.crop[2] and self.crop[3]:
            middle = (self.centre[0] - self.crop[0], self.centre[1] - self.crop[1])
            rays = light.finish.recipe.light.rays
            self.body = glow_part(self.crop[2:], middle, glow.radius * scale, colour, strength, glow.flat, rays)
        self.core_radius = int(max(2, min(glow.radius * scale * 0.45, 160))) if glow.flicker else 0
        levels = [strength * glow.flicker * 2 * k / (LEVELS - 1) for k in range(LEVELS if glow.flicker else 0)]
        self.core = [glow_surface(self.core_radius, colour, level) for level in levels]

    @property
    def size_bytes(self) -> int:
        return self.crop[2] * self.crop[3] * 4 + len(self.core) * 16 * self.core_radius**2

    def draw(self, moment: Moment, share: float = 1.0) -> None:
        x, y = moment.shifted(self.glow.x, self.glow.y, self.glow.depth)
        target = moment.target.surface
        left, top = round(x - self.centre[0]) + self.crop[0], round(y - self.centre[1]) + self.crop[1]
        if self.body is not None:
            target.blit(dimmed(self.body[0], moment.light * share), (left, top), special_flags=ADD)
        if self.core:
            k = round((flicker(self.glow.seed, moment.air_s) * 0.5 + 0.5) * (LEVELS - 1))
            sprite = self.core[max(0, min(LEVELS - 1, k))][0]
            spot = (round(x) - self.core_radius, round(y) - self.core_radius)
            target.blit(dimmed(sprite, moment.light), spot, special_flags=ADD)


def _crop(
    centre: tuple[float, float], radius: float, view: View, depth: float, flat: float
) -> tuple[int, int, int, int]:
    """Pixels (x, y, width, height) of a glow that can ever be seen; width 0 when none can."""
    reach = TRAVEL * calm(view.zoom) * view.drift(depth) * view.scale(depth) + 2
    high = radius * flat
    left, top = max(centre[0] - radius, -reach), max(centre[1] - high, -reach)
    right, foot = min(centre[0] + radius, view.width + reach), min(centre[1] + high, view.height + reach)
    x, y = math.floor(left), math.floor(top)
    if right <= left or foot <= top:
        return (0, 0, 0, 0)
    return (x, y, math.ceil(right) - x, math.ceil(foot) - y)


def pools(s: Scenery) -> Iterator[Glow]:
    """The light that lamps throw on the floor below them: a pool, or a long gleam where the floor is wet."""
    wet = s.open_sky and s.light.weather in (Weather.RAIN, Weather.STORM)
    for lamp in s.glows:
        floor = s.floor - 1.7 * max(0.0, 1 - lamp.depth)
        if lamp.radius < POOL_RADIUS or lamp.depth < POOL_DEPTH or lamp.after is not None or lamp.y > floor + 0.3:
            continue
        fallen = lamp.strength / (1 + (0.22 * max(0.0, floor - lamp.y)) ** 2)
        if wet:
            yield replace(lamp, y=floor + 0.3, radius=0.34 * lamp.radius, flat=1.7, strength=0.5 * fallen, flicker=0.0)
        yield replace(lamp, y=floor + 0.12, radius=1.25 * lamp.radius, flat=0.2, strength=0.55 * fallen, flicker=0.0)


class BeamStep:
    """Two cones of light that turn about a lamp: short and wide towards us, long and thin to the side."""

    size_bytes = 0

    def __init__(self, beam: Beam, light: Light, view: View) -> None:
        self.beam, self.light = beam, light
        self.small = drawing(view.width // BEAM_STEP + 1, view.height // BEAM_STEP + 1)
        self.size_bytes = view.width * view.height // 2
        haze = 0.55 + 0.45 * max(light.air.grey, 0.35)
        self.strength = beam.strength * haze * light.finish.style.glow
        self.colour = light.raw(beam.colour)

    def draw(self, moment: Moment) -> None:
        c = self.small.canvas
        c.clear(0xFF000000)
        x, y = (v / BEAM_STEP for v in moment.shifted(self.beam.x, self.beam.y, self.beam.depth))
        unit = moment.view.scale(self.beam.depth) / BEAM_STEP
        turn = 2 * math.pi * moment.air_s / self.beam.period_s + 0.5
        for half in (0.0, math.pi):
            self._draw_cone(c, x, y, unit, turn + half)
        w, h = moment.view.width, moment.view.height
        wide = pygame.transform.smoothscale(
            self.small.surface,
            (self.small.surface.get_width() * BEAM_STEP, self.small.surface.get_height() * BEAM_STEP),
        )
        moment.target.surface.blit(dimmed(wide, moment.light), (0, 0), (0, 0, w, h), special_flags=ADD)

    def _draw_cone(self, c: Any, x: float, y: float, unit: float, turn: float) -> None:
        side, near = math.cos(turn), math.sin(turn)
        length = self.beam.length * unit * (0.12 + 0.88 * abs(side))
        spread = (0.09 + 0.16 * max(0.0, near) ** 2) * length + 0.2 * unit
        dx, dy = length * (1 if side >= 0 else -1), -0.05 * length + 0.12 * length * near
        strength = self.strength * (0.42 + 0.58 * abs(side))
        stops = [argb(scaled(self.colour, strength * k)) for k in (1.0, 0.4, 0.12, 0.0)]
        for share, alpha in ((1.0, 0.4), (0.66, 0.35), (0.34, 0.4)):
            path = skia.Path()
            path.moveTo(x, y - 0.08 * unit)
            path.lineTo(x + dx, y + dy - spread * share)
            path.lineTo(x + dx, y + dy + spread * share)
            path.lineTo(x, y + 0.08 * unit)
            path.close()
            shader = skia.GradientShader.MakeRadial((x, y), abs(length) * 1.02, stops, [0.0, 0.25, 0.6, 1.0])
            paint = skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kPlus, Alphaf=alpha)
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.6, spread * 0.16)))
            c.drawPath(path, paint)


class StarStep:
    """Stars that twinkle slowly, in three groups."""

    size_bytes = 0

    def __init__(self, light: Light, strength: float, horizon: float, seed: int) -> None:
        rng = np.random.default_rng(seed & 0xFFFFFFFF)
        count = int(110 * strength)
        self.spots = rng.random((count, 2)) * (1.3, 1.0)
        self.strength = strength
        self.tone = light.raw(mix(light.day.disc, (255, 255, 255), 0.4))
        self.horizon = horizon

    def draw(self, moment: Moment) -> None:
        v = moment.view
        s, k = v.scale(0.0), v.scale(0.0) * v.drift(0.0)
        ox, oy = v.origin(0.0)
        for group in range(3):
            spots = self.spots[group::3]
            x = ox + (spots[:, 0] - 0.65) * 2 * v.half * s - k * moment.pose.x
            y = oy + (spots[:, 1] ** 1.25) * (self.horizon - 0.4) * s - k * moment.pose.y
            twinkle = math.sin(moment.air_s * (0.9 + 0.4 * group) + group * 2)
            alpha = moment.light * self.strength * (0.42 + 0.2 * group + 0.18 * twinkle)
            paint = skia.Paint(AntiAlias=True, Color=argb(self.tone, alpha), StrokeCap=skia.Paint.kRound_Cap)
            paint.setStrokeWidth(max(1.0, (0.016 + 0.011 * group) * v.unit))
            points = [skia.Point(a, b) for a, b in np.stack([x, y], 1).tolist()]
            moment.target.canvas.drawPoints(skia.Canvas.PointMode.kPoints_PointMode, points, paint)
