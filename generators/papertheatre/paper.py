"""Sheets of paper: vector cuts become pictures with a soft shadow, a rim of light, a gradient and grain.

A `Sheet` is drawn once with skia into a `Layer`, a premultiplied surface cropped to what
it covers, and is only moved after that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import pygame
import skia

from generators.papertheatre.camera import TRAVEL, View
<<<<<<< /work/main/generators/papertheatre/paper.py
from generators.papertheatre.colour import RGB
from generators.papertheatre.light import Light
from generators.papertheatre.shading import Fall, draw_cut, draw_fibres
from generators.papertheatre.shadow import draw_shadow, reach_of, throw
=======
from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.edges import draw_edge, draw_gap
from generators.papertheatre.light import Light
from generators.papertheatre.materials import dress
>>>>>>> generators/papertheatre/paper.py

PREMULTIPLIED: Final = pygame.BLEND_PREMULTIPLIED
WALL: Final = 0.42  # depth of a room's back wall, which hides what is outside but for its windows


@dataclass(frozen=True)
class Sway:
    """A gentle to and fro: amplitudes in stage units, period in seconds."""

    x: float = 0.0
    y: float = 0.0
    period_s: float = 6.0
    phase: float = 0.0

    def at(self, t_s: float) -> tuple[float, float]:
        a = 2 * math.pi * t_s / self.period_s + self.phase
        return (self.x * math.sin(a), self.y * math.sin(a * 0.83 + 1.1))


@dataclass(frozen=True)
class Drift:
    """A steady travel along one axis, stage units per second; the sheet repeats itself `every` units."""

    x: float = 0.0
    y: float = 0.0
    every: float = 24.0


@dataclass(frozen=True)
class Cut:
    """One shape cut out of coloured paper."""

    path: Any  # skia.Path in stage units
    colour: RGB  # of the paper in white light
    rim: float = 1.0  # share of the light on its edge
    lit: float = 0.0  # 1: shines by itself
    head: float = 1.1  # brightness at its top
    foot: float = 0.76  # brightness at its foot
    alpha: float = 1.0
    shader: Any = None  # instead of colour and gradient: a skia shader in stage units
    stroke: float = 0.0  # stage units; > 0 draws the path as a line
    blur: float = 0.0  # stage units


@dataclass(frozen=True)
class Sheet:
    """Cuts that hang at one depth."""

    depth: float
    cuts: tuple[Cut, ...]
    shadow: float = 1.0
    sway: Sway | None = None
    anchor: float = 0.0  # stage x that the sheet moves away from the middle with, when the camera pushes in
    opaque: bool = False
    close: bool = True  # False: stays away from pictures that are closer than wide (wings that would hide the figures)
    drift: Drift | None = None  # travels steadily and comes round again (drift.py)
    outside: bool = False  # seen from a room: lit by the day, not by the room's lamps
    crop: tuple[float, float, float, float] | None = None  # left, top, right, foot: what a wall leaves to be seen


@dataclass(frozen=True)
class Layer:
    """A sheet as pixels."""

    surface: pygame.Surface
    x: int  # pixels on the canvas when camera and sheet are at rest
    y: int
    depth: float
    scale: float  # pixels per stage unit
    drift: float
    sway: Sway | None
    anchor: tuple[float, float]  # pixels from the canvas's middle
    opaque: bool
    pixels: Any = field(repr=False, compare=False, default=None)  # keeps the surface's memory alive

    @property
    def size_bytes(self) -> int:
        return self.surface.get_width() * self.surface.get_height() * 4

    def place(self, dx: float, dy: float, push: float, t_s: float) -> tuple[int, int]:
        """Where the layer's corner is when the camera has travelled (dx, dy) stage units and pushed in."""
        x = self.x - self.scale * self.drift * dx
        y = self.y - self.scale * self.drift * dy
        if push != 1.0:
            spread = (1 + (push - 1) * (0.35 + 0.65 * self.depth)) / push - 1
            x += self.anchor[0] * spread
            y += self.anchor[1] * spread
        if self.sway is not None:
            sx, sy = self.sway.at(t_s)
            x += sx * self.scale
            y += sy * self.scale
        return (math.floor(x + 0.5), math.floor(y + 0.5))


@dataclass(frozen=True)
class Drawing:
    """Pixels that skia draws into and pygame blits from: one memory."""

    pixels: Any  # uint8 (height, width, bgra), premultiplied
    canvas: Any  # skia.Canvas
    surface: pygame.Surface


def drawing(width: int, height: int) -> Drawing:
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    made = skia.Surface.MakeRasterDirect(info, pixels)
    canvas = made.getCanvas()
    return Drawing((pixels, made), canvas, pygame.image.frombuffer(pixels.data, (width, height), "BGRA"))


def rastered(sheet: Sheet, view: View, light: Light) -> Layer | None:
    """The sheet as this view sees it, or None when nothing of it can come into the picture."""
    area = area_of(sheet, view)
    if area is None:
        return None
    x, y, w, h = area
    made = drawing(w, h)
    draw_sheet(made.canvas, sheet, view, light, area)
    scale = view.scale(sheet.depth)
    dress(made, light.finish, scale, sheet.depth)
    middle = (sheet.anchor * scale, (y + min(h, view.height) / 2) - view.height / 2)
    return Layer(
        made.surface, x, y, sheet.depth, scale, view.drift(sheet.depth), sheet.sway, middle, sheet.opaque, made.pixels
    )


def draw_sheet(canvas: Any, sheet: Sheet, view: View, light: Light, area: tuple[int, int, int, int]) -> None:
    """Shadow and cuts onto a canvas that shows `area` (x, y, width, height in pixels) of the view."""
    x, y, w, h = area
    scale = view.scale(sheet.depth)
    ox, oy = view.origin(sheet.depth)
    source = view.point(*view.pixel(*light.source, 0.05 if not light.interior else 0.9), sheet.depth)
    if sheet.shadow > 0:
        middle = view.point(x + w / 2, y + h / 2, sheet.depth)
        thrown = throw(light, sheet.depth, source, middle)
        draw_shadow(canvas, sheet, light, (ox - x, oy - y, scale), (w, h), thrown)
    canvas.translate(ox - x, oy - y)
    canvas.scale(scale, scale)
    fall = Fall(light, sheet.depth, source, scale)
    for cut in sheet.cuts:
        draw_cut(canvas, cut, fall)
    draw_fibres(canvas, sheet.cuts, fall)


def area_of(sheet: Sheet, view: View) -> tuple[int, int, int, int] | None:
    """Pixels (x, y, width, height) that the sheet can ever show, with its shadow."""
    bounds = [
        cut.path.computeTightBounds().makeOutset(cut.stroke + cut.blur * 3, cut.stroke + cut.blur * 3)
        for cut in sheet.cuts
    ]
    if not bounds:
        return None
    scale = view.scale(sheet.depth)
    ox, oy = view.origin(sheet.depth)
    soft = reach_of(sheet.depth) * scale if sheet.shadow > 0 else 1.0
    left, top = min(b.left() for b in bounds) * scale + ox - soft, min(b.top() for b in bounds) * scale + oy - soft
    right, foot = (
        max(b.right() for b in bounds) * scale + ox + soft,
        max(b.bottom() for b in bounds) * scale + oy + soft,
    )
    calm = 1 / (0.5 + 0.5 * view.zoom)
    reach = TRAVEL * calm * view.drift(sheet.depth) * scale + 3
    sx, sy = (sheet.sway.x * scale, sheet.sway.y * scale) if sheet.sway else (0.0, 0.0)
    left, right = max(left, -reach - sx), min(right, view.width + reach + sx)
    top, foot = max(top, -reach * 0.8 - sy), min(foot, view.height + reach * 0.8 + sy)
    if sheet.crop is not None:
        (a, b), (c, d) = view.pixel(*sheet.crop[:2], WALL), view.pixel(*sheet.crop[2:], WALL)
        left, top, right, foot = max(left, a), max(top, b), min(right, c), min(foot, d)
    x, y = math.floor(left), math.floor(top)
    w, h = math.ceil(right) - x, math.ceil(foot) - y
    return (x, y, w, h) if w > 0 and h > 0 else None


<<<<<<< /work/main/generators/papertheatre/paper.py
=======
def _softness(sheet: Sheet) -> float:
    """The blur of a sheet's shadow in stage units: nearer sheets hang further in front."""
    return 0.09 + 0.08 * min(sheet.depth, 1.4)


def _draw_shadow(
    canvas: Any, sheet: Sheet, to: tuple[float, float, float], size: tuple[int, int], strength: float
) -> None:
    ox, oy, scale = to
    q = SHADOW_STEP
    w, h = size[0] // q + 2, size[1] // q + 2
    small = skia.Surface.MakeRasterN32Premul(w, h)
    c = small.getCanvas()
    sigma = _softness(sheet) * scale / q
    blur = skia.Paint(ImageFilter=skia.ImageFilters.Blur(sigma, sigma))
    c.saveLayer(None, blur)
    c.translate(ox / q, oy / q + _softness(sheet) * 0.4 * scale / q)
    c.scale(scale / q, scale / q)
    for cut in sheet.cuts:
        if cut.lit < 1 and cut.blur == 0:
            paint = skia.Paint(AntiAlias=True, Color=argb((0, 0, 0), strength * sheet.shadow * cut.alpha))
            if cut.stroke:
                paint.setStyle(skia.Paint.kStroke_Style)
                paint.setStrokeWidth(cut.stroke)
            c.drawPath(cut.path, paint)
    c.restore()
    target = skia.Rect.MakeWH(w * q, h * q)
    canvas.drawImageRect(small.makeImageSnapshot(), target, skia.SamplingOptions(skia.FilterMode.kLinear))


def _draw_cut(canvas: Any, cut: Cut, depth: float, light: Light, source: tuple[float, float], scale: float) -> None:
    style = light.finish.style
    paint = _fill(cut, depth, light)
    if cut.shader is None:
        _unsteady(paint, cut, style.wobble)
        draw_gap(canvas, cut, light.finish)
    canvas.drawPath(cut.path, paint)
    if cut.stroke or cut.blur or cut.shader is not None:
        return
    _draw_grain(canvas, cut, style.grain, scale)
    if cut.lit < 0.5:
        _draw_translucency(canvas, cut, depth, light, source)
    if style.edge:
        draw_edge(canvas, cut, style.recipe.line, light.finish.drawn(light.paper(cut.colour, depth)), 1 / scale)
    if style.rim and cut.rim:
        _draw_rim(canvas, cut, depth, light, source, scale)


def _unsteady(paint: Any, cut: Cut, wobble: float) -> None:
    """A hand's unsteadiness along an edge; small things are cut with more care, and an effect would fill holes."""
    if not wobble or cut.path.getFillType() == skia.PathFillType.kEvenOdd:
        return
    bounds = cut.path.getBounds()
    size = min(bounds.width(), bounds.height(), 2.0)
    paint.setPathEffect(skia.DiscretePathEffect.Make(max(0.02, 0.18 * size), wobble * min(1.0, size / 1.4)))


def _fill(cut: Cut, depth: float, light: Light) -> Any:
    """The paint of a cut: a gradient from its head to its foot."""
    paint = skia.Paint(AntiAlias=True, Dither=True)
    blur = max(cut.blur, light.finish.recipe.fill.soft * max(0.0, 1 - depth) if cut.shader is None else 0.0)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if cut.stroke:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(cut.stroke)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
    if cut.shader is not None:
        paint.setShader(cut.shader)
        return paint
    paper = light.shade(cut.colour, depth)
    base = mix(paper, cut.colour, cut.lit)
    crest = base
    if light.weather is Weather.SNOW and not light.interior and cut.lit < 0.5:
        crest = mix(base, light.shade(SNOW, depth), 0.62)
    ink = depth * (1 - cut.lit)
    look = light.finish.recipe.fill
    head = light.finish.pressed(light.finish.graded(scaled(crest, 1 + (cut.head - 1) * look.gradient)), ink * 0.7)
    foot = light.finish.pressed(light.finish.graded(scaled(base, 1 + (cut.foot - 1) * look.gradient)), ink)
    if look.wash:
        foot = mix(foot, light.finish.style.paper, look.wash * (1 - cut.lit))
    if cut.stroke and look.flatten:
        head = foot = mix(head, light.finish.drawn(light.paper(cut.colour, depth)), look.flatten)
    bounds = cut.path.getBounds()
    thin = look.opacity if depth < 1 and cut.lit < 0.5 else 1.0
    thin *= 1 - light.finish.style.fade * (1 - cut.lit) * (0.0 if light.interior else min(1.0, 1.4 - depth))
    colours = [argb(head, cut.alpha * (thin if look.opacity < 1 else 1.0)), argb(foot, cut.alpha * thin)]
    top, low = bounds.top(), min(bounds.bottom(), max(bounds.top() + 0.1, 9.6))
    paint.setShader(skia.GradientShader.MakeLinear([(0, top), (0, low)], colours))
    return paint


def _draw_grain(canvas: Any, cut: Cut, grain: float, scale: float) -> None:
    if grain <= 0:
        return
    paint = skia.Paint(Shader=_grain_shader(round(grain, 1), round(1 / scale, 5)), BlendMode=skia.BlendMode.kModulate)
    canvas.save()
    canvas.clipPath(cut.path, True)
    canvas.drawPath(cut.path, paint)
    canvas.restore()


def _draw_translucency(canvas: Any, cut: Cut, depth: float, light: Light, source: tuple[float, float]) -> None:
    """The light behind the paper comes through it."""
    strength = (0.46 * light.day.lamps + 0.16) if light.interior else (0.5 * light.air.sun * max(0.0, 1 - depth * 0.75))
    strength *= light.finish.style.glow * light.finish.recipe.light.through * cut.alpha
    if strength < 0.02:
        return
    warm = light.finish.graded(scaled(light.warmth, 0.62))
    colours = [argb(warm, strength), argb(warm, strength * 0.3), argb(warm, 0)]
    reach = light.reach * (0.55 if light.night and not light.interior else 0.8)
    shader = skia.GradientShader.MakeRadial(source, reach, colours, [0.0, 0.4, 1.0])
    canvas.drawPath(cut.path, skia.Paint(AntiAlias=True, Shader=shader, BlendMode=skia.BlendMode.kPlus, Dither=True))


def _draw_rim(canvas: Any, cut: Cut, depth: float, light: Light, source: tuple[float, float], scale: float) -> None:
    style = light.finish.style
    near = mix(light.finish.graded(light.warmth), style.rim_colour, 0.55)
    share = style.rim * cut.rim * (1.0 if depth <= 1 else 0.6)
    bright = argb(near, min(1.0, share * 1.35 * (0.45 + 0.55 * light.air.sun) if not light.interior else share * 1.3))
    dull = argb(mix(near, light.paper(cut.colour, depth), 0.35), share * 0.5)
    shader = skia.GradientShader.MakeRadial(source, light.reach, [bright, dull], [0.05, 1.0])
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Shader=shader)
    paint.setStrokeWidth(max(0.016, 1.0 / scale))
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    _unsteady(paint, cut, style.wobble)
    canvas.drawPath(cut.path, paint)


@functools.lru_cache(maxsize=16)
def _grain_shader(grain: float, unit: float) -> Any:
    """A tile of fibres that only darkens; `unit` is the side of a pixel in stage units."""
    image = skia.Image.fromarray(_grain_tile(grain))
    repeat = skia.TileMode.kRepeat
    return image.makeShader(repeat, repeat, skia.SamplingOptions(), skia.Matrix.Scale(unit, unit))


def _grain_tile(grain: float) -> Any:
    """uint8 (side, side, rgba), opaque, 0..255; seamless."""
    rng = np.random.default_rng(1822)
    fine = rng.normal(0, 1, (GRAIN_SIDE, GRAIN_SIDE))
    fibre = _smoothed(rng.normal(0, 1, (GRAIN_SIDE, GRAIN_SIDE)), 1, 9)
    mottle = _smoothed(rng.normal(0, 1, (GRAIN_SIDE, GRAIN_SIDE)), 28, 28)
    tone = 0.45 * fine / fine.std() + 0.8 * fibre / fibre.std() + 1.0 * mottle / mottle.std()
    value = 1 - 0.075 * grain - tone * 0.034 * grain
    tile = np.full((GRAIN_SIDE, GRAIN_SIDE, 4), 255, np.uint8)
    tile[:, :, :3] = np.clip(value * 255, 0, 255).astype(np.uint8)[:, :, None]
    return tile


def _smoothed(field_: Any, down: float, across: float) -> Any:
    """A seamless Gaussian blur by the Fourier transform."""
    fy = np.fft.fftfreq(field_.shape[0])[:, None]
    fx = np.fft.fftfreq(field_.shape[1])[None, :]
    kernel = np.exp(-2 * (np.pi**2) * ((fy * down) ** 2 + (fx * across) ** 2))
    return np.fft.ifft2(np.fft.fft2(field_) * kernel).real


>>>>>>> generators/papertheatre/paper.py
def veiled(cut: Cut, **changes: Any) -> Cut:
    """`cut` with some of its fields changed."""
    return replace(cut, **changes)
