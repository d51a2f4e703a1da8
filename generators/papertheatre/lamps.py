"""Light added on top of paper, frame by frame: glows with a gentle flicker, turning beams, stars, far lightning."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import numpy as np
import pygame
import skia

from generators.base import Weather
from generators.papertheatre.camera import TRAVEL, Pose, View, calm
from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.light import Beam, Glow, Light, flicker

if TYPE_CHECKING:
    from generators.papertheatre.scenery import Scenery

ADD: Final = pygame.BLEND_RGB_ADD
POOL_RADIUS, POOL_DEPTH = 1.0, 0.5  # lamps that are smaller or further off throw no pool on the floor
TOGETHER: Final = 0.02  # glows whose depths differ by no more than this hang together
LEVELS: Final = 5  # brightnesses that a flickering glow is made in
BEAM_STEP: Final = 6  # beams are drawn at a sixth of the size: they are soft
BEAM_SHARES: Final = ((1.15, 0.16), (0.92, 0.22), (0.7, 0.24), (0.48, 0.24), (0.26, 0.28))  # of its width, alpha


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


Box = tuple[int, int, int, int]  # pixels: x, y, width, height


class GlowStep:
    """Glows that hang together: their soft bodies on one surface, cropped to what can be seen; each flickers alone."""

    def __init__(self, light: Light, view: View, *glows: Glow) -> None:
        self.glow = glows[0]
        self.centre = view.pixel(self.glow.x, self.glow.y, self.glow.depth)
        boxes = [box_of(glow, view) for glow in glows]
        seen = [(glow, box) for glow, box in zip(glows, boxes, strict=True) if box[2] and box[3]]
        self.crop = _union([box for _, box in seen])
        self.body: Drawing | None = drawing(*self.crop[2:]) if seen else None
        self.cores = [core for core in (_core(glow, light, view) for glow, _ in seen) if core is not None]
        for glow, box in seen:
            assert self.body is not None
            part = body_of(glow, box, light, view, 1)
            self.body.surface.blit(part, (box[0] - self.crop[0], box[1] - self.crop[1]), special_flags=ADD)

    @property
    def size_bytes(self) -> int:
        return self.crop[2] * self.crop[3] * 4 + sum(len(core.sprites) * 16 * core.radius**2 for core in self.cores)

    def draw(self, moment: Moment, share: float = 1.0) -> None:
        if self.body is None:
            return
        target, strength = moment.target.surface, moment.light * share
        x, y = moment.shifted(self.glow.x, self.glow.y, self.glow.depth)
        left, top = round(x - self.centre[0]) + self.crop[0], round(y - self.centre[1]) + self.crop[1]
        target.blit(dimmed(self.body.surface, strength), (left, top), special_flags=ADD)
        for core in self.cores:
            x, y = moment.shifted(core.glow.x, core.glow.y, core.glow.depth)
            k = round((flicker(core.glow.seed, moment.air_s) * 0.5 + 0.5) * (LEVELS - 1))
            sprite = core.sprites[max(0, min(LEVELS - 1, k))][0]
            spot = (round(x) - core.radius, round(y) - core.radius)
            target.blit(dimmed(sprite, strength), spot, special_flags=ADD)


class Core(NamedTuple):
    """The part of a glow that flickers: a smaller disc in a few brightnesses."""

    glow: Glow
    radius: int  # pixels
    sprites: list[tuple[pygame.Surface, Any]]


def _core(glow: Glow, light: Light, view: View) -> Core | None:
    if not glow.flicker:
        return None
    radius = int(max(2, min(glow.radius * view.scale(glow.depth) * 0.45, 160)))
    most = 2 * glow.strength * light.finish.style.glow * glow.flicker
    tone = light.raw(glow.colour)
    return Core(glow, radius, [glow_surface(radius, tone, most * k / (LEVELS - 1)) for k in range(LEVELS)])


def body_of(glow: Glow, box: Box, light: Light, view: View, step: int) -> pygame.Surface:
    """The part of a glow that lies in a box, at one `step`-th of its size."""
    x, y = (value / step for value in view.pixel(glow.x, glow.y, glow.depth))
    radius, strength = glow.radius * view.scale(glow.depth) / step, glow.strength * light.finish.style.glow
    size = (box[2] // step + 1, box[3] // step + 1)
    tone, rays = light.raw(glow.colour), light.finish.recipe.light.rays
    return glow_part(size, (x - box[0] / step, y - box[1] / step), radius, tone, strength, glow.flat, rays)[0]


def box_of(glow: Glow, view: View) -> Box:
    """What of a glow can ever be seen; width 0 when nothing can."""
    return _crop(
        view.pixel(glow.x, glow.y, glow.depth), glow.radius * view.scale(glow.depth), view, glow.depth, glow.flat
    )


def _union(boxes: Sequence[Box]) -> Box:
    if not boxes:
        return (0, 0, 0, 0)
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    return (left, top, max(b[0] + b[2] for b in boxes) - left, max(b[1] + b[3] for b in boxes) - top)


def gathered(glows: Sequence[Glow], view: View) -> Iterator[list[Glow]]:
    """Glows in groups that one surface serves better than one each; none that cannot be seen."""
    groups: list[list[Glow]] = []
    for glow in glows:
        box = box_of(glow, view)
        if not box[2]:
            continue
        for group in groups:
            boxes = [box_of(other, view) for other in group]
            whole = _union([*boxes, box])
            near = abs(glow.depth - group[0].depth) <= TOGETHER and glow.after == group[0].after
            if near and whole[2] * whole[3] <= 1.1 * (_area(_union(boxes)) + _area(box)):
                group.append(glow)
                break
        else:
            groups.append([glow])
    yield from groups


def _area(box: Box) -> int:
    return box[2] * box[3]


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

    def __init__(self, beam: Beam, light: Light, view: View) -> None:
        self.beam, self.view = beam, view
        self.small = drawing(view.width // BEAM_STEP + 1, view.height // BEAM_STEP + 1)
        self.size_bytes = self.small.surface.get_width() * self.small.surface.get_height() * 4
        haze = 0.55 + 0.45 * max(light.air.grey, 0.35)
        self.strength = beam.strength * haze * light.finish.style.glow
        self.colour = light.raw(beam.colour)

    def draw(self, moment: Moment) -> None:
        c = self.small.canvas
        c.clear(0xFF000000)
        x, y = (v / BEAM_STEP for v in moment.shifted(self.beam.x, self.beam.y, self.beam.depth))
        unit = moment.view.scale(self.beam.depth) / BEAM_STEP
        turn = 2 * math.pi * moment.air_s / self.beam.period_s + 0.5
        lit = self.small.surface.get_rect().clip(
            self._draw_cone(c, x, y, unit, turn).union(self._draw_cone(c, x, y, unit, turn + math.pi))
        )
        if lit.w > 0 and lit.h > 0:
            wide = pygame.transform.smoothscale(
                self.small.surface.subsurface(lit), (lit.w * BEAM_STEP, lit.h * BEAM_STEP)
            )
            spot = (lit.x * BEAM_STEP, lit.y * BEAM_STEP)
            moment.target.surface.blit(dimmed(wide, moment.light), spot, special_flags=ADD)

    def _draw_cone(self, c: Any, x: float, y: float, unit: float, turn: float) -> pygame.Rect:
        """One cone on the small canvas, softest at its sides; returns what it covers, in small pixels."""
        side, near = math.cos(turn), math.sin(turn)
        length = self.beam.length * unit * (0.12 + 0.88 * abs(side))
        spread = (0.09 + 0.16 * max(0.0, near) ** 2) * length + 0.2 * unit
        dx, dy = length * (1 if side >= 0 else -1), -0.05 * length + 0.12 * length * near
        strength = self.strength * (0.42 + 0.58 * abs(side))
        stops = [argb(scaled(self.colour, strength * k)) for k in (1.0, 0.4, 0.12, 0.0)]
        shader = skia.GradientShader.MakeRadial((x, y), abs(length) * 1.02, stops, [0.0, 0.25, 0.6, 1.0])
        for share, alpha in BEAM_SHARES:
            wide = spread * share
            path = skia.Path()
            path.moveTo(x, y - 0.08 * unit)
            path.lineTo(x + dx, y + dy - wide)
            path.lineTo(x + dx, y + dy + wide)
            path.lineTo(x, y + 0.08 * unit)
            path.close()
            c.drawPath(path, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kPlus, Alphaf=alpha))
        left, top = math.floor(min(x, x + dx)) - 1, math.floor(min(y, y + dy - spread)) - 1
        right, foot = math.ceil(max(x, x + dx)) + 1, math.ceil(max(y, y + dy + spread)) + 1
        return pygame.Rect(left, top, right - left, foot - top)


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
