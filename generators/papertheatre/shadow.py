"""Shadows that sheets cast on the sheets behind them, away from the light: a dark one close by, a wide soft one."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import skia

from generators.papertheatre.colour import RGB, argb, clamp, mix
from generators.papertheatre.light import Light

if TYPE_CHECKING:
    from generators.papertheatre.paper import Sheet

SHADOW_STEP: Final = 6  # shadows are drawn at a sixth of the size: they are soft anyway


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
    canvas: Any, sheet: Sheet, light: Light, to: tuple[float, float, float], size: tuple[int, int], thrown: Any
) -> None:
    """Draw it on a canvas in pixels, `size` large, whose stage origin and scale are `to`; `thrown` as `throw` says."""
    ox, oy, scale = to
    q = SHADOW_STEP
    w, h = size[0] // q + 2, size[1] // q + 2
    small = skia.Surface.MakeRasterN32Premul(w, h)
    c = small.getCanvas()
    strength = light.finish.style.shadow * sheet.shadow
    wide = softness(sheet.depth) * scale / q
    for blur, share, alpha in ((wide, 1.0, 0.72), (wide * 0.3, 0.4, 0.5)):
        c.saveLayer(None, skia.Paint(ImageFilter=skia.ImageFilters.Blur(blur, blur), Alphaf=alpha))
        c.translate(ox / q + thrown[0] * share * scale / q, oy / q + thrown[1] * share * scale / q)
        c.scale(scale / q, scale / q)
        _draw_silhouette(c, sheet, tint(light), strength)
        c.restore()
    target = skia.Rect.MakeWH(w * q, h * q)
    canvas.drawImageRect(small.makeImageSnapshot(), target, skia.SamplingOptions(skia.FilterMode.kLinear))


def _draw_silhouette(c: Any, sheet: Sheet, colour: RGB, strength: float) -> None:
    for cut in sheet.cuts:
        if cut.lit < 1 and cut.blur == 0:
            paint = skia.Paint(AntiAlias=True, Color=argb(colour, strength * cut.alpha))
            if cut.stroke:
                paint.setStyle(skia.Paint.kStroke_Style)
                paint.setStrokeWidth(cut.stroke)
            c.drawPath(cut.path, paint)
