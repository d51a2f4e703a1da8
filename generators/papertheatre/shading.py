"""How light falls on a cut of paper: gradient, fibres, warmth near the source and shade away from it, lit and dark
edges, snow. Everything is drawn once, when a sheet is cut.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pygame
import skia

from generators.base import Weather
from generators.papertheatre.colour import RGB, argb, clamp, mix, scaled
from generators.papertheatre.edges import draw_edge, draw_gap
from generators.papertheatre.light import Light
from generators.papertheatre.tiles import darken

if TYPE_CHECKING:
    from generators.papertheatre.paper import Cut

GRAIN_SIDE: Final = 256  # pixels
SNOW: Final[RGB] = (240, 244, 248)
CARD: Final = 0.034  # thickness of the card in stage units: how wide lit and dark edges are
FURNITURE: Final = 0.5  # depth: what hangs further back in a room hides what is outside
WIDEST_SIDE: Final = 7.0  # a cut that is wider than this many units is lit by nearness, not from one side


@dataclass(frozen=True)
class Fall:
    """The light as it reaches one sheet."""

    light: Light
    depth: float
    source: tuple[float, float]  # stage units, where the brightest light is seen from this depth
    scale: float  # pixels per stage unit

    def towards(self, bounds: Any) -> tuple[float, float]:
        """The direction from the middle of some bounds to the light, of length 1."""
        middle = clamp(bounds.centerX(), self.source[0] - 14, self.source[0] + 14)
        dx, dy = self.source[0] - middle, self.source[1] - min(bounds.centerY(), 9.0)
        away = math.hypot(dx, dy)
        return (dx / away, dy / away) if away > 0.05 else (0.0, -1.0)


def draw_cut(canvas: Any, cut: Cut, fall: Fall) -> None:
    """One cut on a canvas in stage units."""
    style = fall.light.finish.style
    paint = paper_of(cut, fall)
    if cut.shader is None:
        unsteady(paint, cut, style.wobble)
        draw_gap(canvas, cut, fall.light.finish)
    canvas.drawPath(cut.path, paint)
    if cut.stroke or cut.blur or cut.shader is not None:
        return
    if snowed(cut, fall.light):
        _draw_snow(canvas, cut, fall)
    if style.edge:
        colour = fall.light.finish.drawn(cut.colour)
        draw_edge(canvas, cut, style.recipe.line, colour, 1 / fall.scale, fall.depth)
    if style.rim and cut.rim:
        _draw_sides(canvas, cut, fall)
        _draw_rim(canvas, cut, fall)


def lay_fibres(surface: pygame.Surface, cuts: tuple[Cut, ...], light: Light) -> None:
    """The fibres of all paper that lies on a surface, at once: they only darken, and clear stays clear."""
    grain = light.finish.style.grain
    if grain > 0 and not all(cut.blur or cut.shader is not None for cut in cuts):
        darken(surface, _fibres(round(grain, 1)))


def unsteady(paint: Any, cut: Cut, wobble: float) -> None:
    """A hand's unsteadiness along an edge; small things are cut with more care, and an effect would fill holes."""
    if not wobble or cut.path.getFillType() == skia.PathFillType.kEvenOdd:
        return
    bounds = cut.path.getBounds()
    size = min(bounds.width(), bounds.height(), 2.0)
    paint.setPathEffect(skia.DiscretePathEffect.Make(max(0.02, 0.18 * size), wobble * min(1.0, size / 1.4)))


def paper_of(cut: Cut, fall: Fall) -> Any:
    """The paint of a cut: its colour from head to foot and the light that lies on it, in one pass."""
    paint = skia.Paint(AntiAlias=True, Dither=True)
    soft = fall.light.finish.recipe.fill.soft * max(0.0, 1 - fall.depth) if cut.shader is None else 0.0
    if cut.blur or soft:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(cut.blur, soft)))
    if cut.stroke:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(cut.stroke)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
    if cut.shader is not None:
        paint.setShader(cut.shader)
        return paint
    shader = _gradient(cut, fall)
    if not (cut.stroke or cut.blur):
        lie = _lie(fall) if cut.lit < (0.5 if fall.light.interior else 0.88) else None
        if lie is not None:
            shader = skia.Shaders.Blend(skia.BlendMode.kSrcATop, shader, lie)
    paint.setShader(shader)
    return paint


def _gradient(cut: Cut, fall: Fall) -> Any:
    light, depth = fall.light, fall.depth
    base = mix(light.shade(cut.colour, depth), cut.colour, cut.lit)
    crest = base
    if snowed(cut, light):
        white = light.shade(SNOW, depth)
        crest, base = (
            (mix(base, white, 0.72), mix(base, white, 0.6)) if _is_ground(cut) else (mix(base, white, 0.5), base)
        )
    ink = depth * (1 - cut.lit)
    fill = light.finish.recipe.fill
    head = light.finish.pressed(light.finish.graded(scaled(crest, 1 + (cut.head - 1) * fill.gradient)), ink * 0.7)
    foot = light.finish.pressed(light.finish.graded(scaled(base, 1 + (cut.foot - 1) * fill.gradient)), ink)
    if fill.wash:
        foot = mix(foot, light.finish.style.paper, fill.wash * (1 - cut.lit))
    if cut.stroke and fill.flatten:
        head = foot = mix(head, light.finish.drawn(cut.colour), fill.flatten)
    bounds = cut.path.getBounds()
    thin = 1 - light.finish.style.fade * (1 - cut.lit) * (0.0 if light.interior else min(1.0, 1.4 - depth))
    thin_paper = depth < 1 and cut.lit < 0.5 and not (light.interior and depth < FURNITURE)
    alpha = cut.alpha * (fill.opacity if thin_paper else 1.0)
    colours = [argb(head, alpha), argb(foot, alpha * thin)]
    top, low = bounds.top(), min(bounds.bottom(), max(bounds.top() + 0.1, 9.6))
    return skia.GradientShader.MakeLinear([(0, top), (0, low)], colours)


def _lie(fall: Fall) -> Any:
    """What the light adds near its source, where it comes through the paper, and takes away far from it."""
    warm, shade = _through(fall), _shade_strength(fall.light)
    light = fall.light
    if max(warm, shade) < 0.02:
        return None
    glow = light.finish.graded(mix(light.warmth, (255, 250, 236), 0.25))
    dark = light.finish.graded(mix((12, 13, 22), light.day.zenith, 0.22))
    reach = light.reach * (1.3 if light.interior else 1.7)
    near = 0.42 if light.night and not light.interior else 0.62
    colours = [argb(glow, warm), argb(glow, warm * 0.34), argb(mix(glow, dark, 0.5), 0.0), argb(dark, shade)]
    return skia.GradientShader.MakeRadial(fall.source, reach, colours, [0.0, near * 0.4, near, 1.0])


def _through(fall: Fall) -> float:
    """0..1: how much of the light comes through paper at its source: far sheets are thin, near ones are card."""
    light = fall.light
    through = 0.36 * light.day.lamps + 0.12 if light.interior else 0.62 * light.air.sun * max(0.0, 1 - fall.depth * 0.7)
    return min(0.8, through * light.finish.style.glow * light.finish.recipe.light.through)


def _shade_strength(light: Light) -> float:
    """0..1: how dark it is furthest from the light."""
    if light.interior:
        return min(0.75, (0.24 + 0.34 * light.day.lamps) * light.finish.style.shadow / 0.62)
    return (0.1 + 0.26 * light.day.lamps) * (0.35 + 0.65 * light.air.sun) * light.finish.style.shadow / 0.62


def snowed(cut: Cut, light: Light) -> bool:
    """Whether snow lies on it: on everything outside but lights, and water, which is told by its blue."""
    r, _, b = cut.colour
    return light.weather is Weather.SNOW and not light.interior and cut.lit < 0.5 and b <= 1.3 * r + 8


def _is_ground(cut: Cut) -> bool:
    bounds = cut.path.getBounds()
    return bool(bounds.width() > WIDEST_SIDE and bounds.bottom() > 8.0)


def _draw_snow(canvas: Any, cut: Cut, fall: Fall) -> None:
    """Snow lies on everything that looks up: the cut without the cut itself let down a little."""
    bounds = cut.path.getBounds()
    size = min(bounds.width(), bounds.height())
    if size < 0.12:
        return
    deep = 0.03 + 0.1 * min(1.0, size)
    below = skia.Path(cut.path)
    below.offset(0.012, deep)
    below.toggleInverseFillType()
    white = fall.light.finish.graded(mix(fall.light.shade(SNOW, fall.depth * 0.8), SNOW, 0.25 * fall.light.air.dim))
    _draw_strip(canvas, cut, below, skia.Paint(AntiAlias=True, Color=argb(white, 0.94 * cut.alpha)))


def _draw_strip(canvas: Any, cut: Cut, beside: Any, paint: Any) -> None:
    """Fill what of a cut lies in `beside`."""
    canvas.save()
    canvas.clipPath(cut.path, True)
    canvas.drawPath(beside, paint)
    canvas.restore()


def _draw_sides(canvas: Any, cut: Cut, fall: Fall) -> None:
    """The card's thickness: a lit strip along the edges that face the light, a dark one along those that do not."""
    bounds = cut.path.getBounds()
    thick = min(CARD, 0.12 * min(bounds.width(), bounds.height()))
    if thick * fall.scale < 0.7:
        return
    light, style = fall.light, fall.light.finish.style
    ux, uy = fall.towards(bounds)
    share = style.rim * cut.rim * (1.0 if fall.depth <= 1 else 0.6) * (1 - _veil(light, fall.depth))
    bright = mix(light.finish.graded(light.warmth), style.rim_colour, 0.4)
    lit = 0.62 * (0.4 + 0.6 * light.air.sun) if not light.interior else 0.55
    reach = light.reach * 1.5
    shine = skia.GradientShader.MakeRadial(
        fall.source, reach, [argb(bright, min(1.0, share * lit * k)) for k in (1.25, 0.7, 0.3)], [0.0, 0.45, 1.0]
    )
    for way, paint in (
        (-1, skia.Paint(AntiAlias=True, Shader=shine)),
        (1, skia.Paint(AntiAlias=True, Color=argb((8, 8, 18), 0.4 * share * style.shadow))),
    ):
        beside = skia.Path(cut.path)
        beside.offset(ux * thick * way, uy * thick * way)
        beside.toggleInverseFillType()
        _draw_strip(canvas, cut, beside, paint)


def _veil(light: Light, depth: float) -> float:
    """0..1: how much of an edge is lost in the air before it."""
    return 0.0 if light.interior else clamp((1 - depth) * light.air.haze**2 * 0.9)


def _draw_rim(canvas: Any, cut: Cut, fall: Fall) -> None:
    """A thread of light along the edge: bright where it faces the light, nearly gone where it does not."""
    light, style = fall.light, fall.light.finish.style
    bounds = cut.path.getBounds()
    near = mix(light.finish.graded(light.warmth), style.rim_colour, 0.55)
    share = style.rim * cut.rim * (1.0 if fall.depth <= 1 else 0.6) * (1 - _veil(light, fall.depth))
    strength = min(1.0, share * 1.35 * (0.4 + 0.6 * light.air.sun) if not light.interior else share * 1.3)
    dull = mix(near, light.paper(cut.colour, fall.depth), 0.5)
    colours = [argb(near, strength), argb(dull, strength * 0.3), argb(dull, strength * 0.16)]
    if bounds.width() > WIDEST_SIDE:
        shader = skia.GradientShader.MakeRadial(fall.source, light.reach * 1.2, colours, [0.05, 0.6, 1.0])
    else:
        ux, uy = fall.towards(bounds)
        half = (abs(ux) * bounds.width() + abs(uy) * bounds.height()) / 2 + 0.01
        x, y = bounds.centerX(), bounds.centerY()
        ends = [(x + ux * half, y + uy * half), (x - ux * half, y - uy * half)]
        shader = skia.GradientShader.MakeLinear(ends, colours, [0.0, 0.5, 1.0])
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Shader=shader)
    paint.setStrokeWidth(max(0.014, 0.9 / fall.scale))
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    unsteady(paint, cut, style.wobble)
    canvas.drawPath(cut.path, paint)


@functools.lru_cache(maxsize=12)
def _fibres(grain: float) -> pygame.Surface:
    """An opaque, seamless tile; its fibres are the same in every process."""
    rng = np.random.default_rng(1822)
    fine = rng.normal(0, 1, (GRAIN_SIDE, GRAIN_SIDE))
    fibre = _smoothed(rng.normal(0, 1, (GRAIN_SIDE, GRAIN_SIDE)), 1, 9)
    mottle = _smoothed(rng.normal(0, 1, (GRAIN_SIDE, GRAIN_SIDE)), 28, 28)
    tone = 0.45 * fine / fine.std() + 0.8 * fibre / fibre.std() + 1.0 * mottle / mottle.std()
    value = 1 - 0.075 * grain - tone * 0.034 * grain
    tile = np.full((GRAIN_SIDE, GRAIN_SIDE, 4), 255, np.uint8)
    tile[:, :, :3] = np.clip(value * 255, 0, 255).astype(np.uint8)[:, :, None]
    return pygame.image.frombuffer(tile.tobytes(), (GRAIN_SIDE, GRAIN_SIDE), "BGRA")


def _smoothed(field_: Any, down: float, across: float) -> Any:
    """A seamless Gaussian blur by the Fourier transform."""
    fy = np.fft.fftfreq(field_.shape[0])[:, None]
    fx = np.fft.fftfreq(field_.shape[1])[None, :]
    kernel = np.exp(-2 * (np.pi**2) * ((fy * down) ** 2 + (fx * across) ** 2))
    return np.fft.ifft2(np.fft.fft2(field_) * kernel).real
