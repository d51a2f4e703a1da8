"""Shadows that sheets cast on the sheets behind them, away from the light: a dark one close by, a wide soft one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import pygame
import skia

from generators.papertheatre.colour import RGB, argb, clamp, mix
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.light import Light

if TYPE_CHECKING:
    from generators.papertheatre.paper import Sheet

SHADOW_STEP: Final = 6  # shadows are drawn at a sixth of the size: they are soft anyway
PLAIN: Final = 0.8  # pixels (sigma) of blur that enlarging a picture of half the size makes


def softness(depth: float) -> float:
    """The blur of a sheet's wide shadow in stage units: nearer sheets hang further in front."""
    return 0.09 + 0.08 * min(depth, 1.4)


def throw(light: Light, depth: float, source: tuple[float, float], middle: tuple[float, float]) -> tuple[float, float]:
    """Where the shadow of a sheet about `middle` falls, in stage units from the sheet; a low light throws it far."""
    dx, dy = middle[0] - source[0], middle[1] - source[1]
    away = math.hypot(dx, dy)
    if away < 0.3:
        return (0.0, 0.4 * softness(depth))
    low = light.low
    reach = softness(depth) * (0.55 + 1.1 * low)
    dx, dy = clamp(dx / away * (1 + 0.6 * low), -1.2, 1.2), max(0.22, dy / away)
    return (dx * reach, dy * reach)


def reach_of(depth: float) -> float:
    """Stage units that a shadow goes beyond its sheet at most."""
    return softness(depth) * (2.4 + 1.9)


def tint(light: Light) -> RGB:
    """The colour of shade: the sky's own, nearly black."""
    return mix((6, 6, 12), light.finish.graded(light.day.zenith), 0.14)


def draw_shadow(
    made: Drawing, sheet: Sheet, light: Light, to: tuple[float, float, float], thrown: tuple[float, float]
) -> None:
    """Draw it on what is still empty, whose stage origin and scale, in its own pixels, are `to`."""
    ox, oy, scale = to
    size = made.surface.get_size()
    strength = light.finish.style.shadow * sheet.shadow
    wide = softness(sheet.depth) * scale / SHADOW_STEP  # sigma in pixels of the small picture
    coarse = 2 ** max(0, round(math.log2(max(1e-3, wide / PLAIN))))
    whole: pygame.Surface | None = None
    for step, share, alpha in ((SHADOW_STEP * coarse, 1.0, 0.72), (SHADOW_STEP, 0.4, 0.5)):
        part = drawing(size[0] // step + 2, size[1] // step + 2)
        part.canvas.translate((ox + thrown[0] * share * scale) / step, (oy + thrown[1] * share * scale) / step)
        part.canvas.scale(scale / step, scale / step)
        _draw_silhouette(part.canvas, sheet, tint(light), strength * alpha)
        if whole is None:
            w, h = part.surface.get_size()
            whole = pygame.transform.smoothscale(part.surface, (w * coarse, h * coarse))
        else:
            whole.blit(part.surface, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    assert whole is not None
    w, h = whole.get_size()
    soft = pygame.transform.smoothscale(whole, (w * SHADOW_STEP, h * SHADOW_STEP))
    made.surface.blit(soft, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)


def _draw_silhouette(c: Any, sheet: Sheet, colour: RGB, strength: float) -> None:
    """All that throws a shadow, as one soft tone; where cuts overlap it is no darker."""
    c.saveLayerAlpha(None, round(255 * min(1.0, strength)))
    for cut in sheet.cuts:
        if cut.lit < 1 and cut.blur == 0:
            paint = skia.Paint(AntiAlias=True, Color=argb(colour, cut.alpha))
            if cut.stroke:
                paint.setStyle(skia.Paint.kStroke_Style)
                paint.setStrokeWidth(cut.stroke)
            c.drawPath(cut.path, paint)
    c.restore()
