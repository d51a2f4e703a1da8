"""The frame around the picture: rounded corners, a thread of light, a vignette; drawn once per size and look."""

from __future__ import annotations

from typing import Any

import pygame
import skia

from generators.papertheatre.colour import argb, mix, scaled
from generators.papertheatre.looks import Finish
from generators.papertheatre.paper import drawing
from generators.papertheatre.shapes import rect


def proscenium(width: int, height: int, finish: Finish) -> tuple[pygame.Surface, Any]:
    """(premultiplied surface of the whole picture's size, the memory it lives in)."""
    made = drawing(width, height)
    c, style = made.canvas, finish.style
    unit = min(width, height) / 9
    _draw_vignette(c, width, height, style.vignette)
    inset = {"proscenium": 0.26, "deckle": 0.34, "plain": 0.0}[style.border] * unit
    if inset:
        hole = rect(
            inset,
            inset,
            width - 2 * inset,
            height - 2 * inset,
            0.3 * unit if style.border == "proscenium" else 0.06 * unit,
        )
        if style.border == "proscenium":
            _draw_card(c, hole, width, height, unit, finish)
        else:
            _draw_deckle(c, hole, unit, finish)
    return made.surface, made.pixels


def _draw_vignette(c: Any, width: int, height: int, strength: float) -> None:
    centre = (width / 2, height * 0.47)
    reach = 0.62 * (width * width + height * height) ** 0.5
    colours = [argb((0, 0, 0), 0), argb((4, 5, 10), 0.16 * strength), argb((2, 3, 8), 0.86 * strength)]
    shader = skia.GradientShader.MakeRadial(centre, reach, colours, [0.5, 0.74, 1.0])
    c.drawRect(skia.Rect.MakeWH(width, height), skia.Paint(Shader=shader, Dither=True))


def _draw_card(c: Any, hole: Any, width: int, height: int, unit: float, finish: Finish) -> None:
    """Dark card with its own soft shadow on the picture and a thread of gold light on its edge."""
    ring = rect(-unit, -unit, width + 2 * unit, height + 2 * unit)
    ring.addPath(hole)
    ring.setFillType(skia.PathFillType.kEvenOdd)
    shadow = skia.Paint(
        AntiAlias=True,
        Color=argb((0, 0, 0), 0.7),
        MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.16 * unit),
    )
    c.drawPath(ring, shadow)
    card = finish.graded((34, 30, 32))
    shader = skia.GradientShader.MakeLinear([(0, 0), (0, height)], [argb(scaled(card, 1.25)), argb(scaled(card, 0.4))])
    c.drawPath(ring, skia.Paint(AntiAlias=True, Shader=shader))
    thread = mix(finish.graded((226, 186, 120)), (255, 240, 210), 0.15)
    light = skia.GradientShader.MakeLinear([(0, 0), (0, height)], [argb(thread, 0.75), argb(thread, 0.3)])
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Shader=light)
    paint.setStrokeWidth(max(1.0, 0.02 * unit))
    c.drawPath(hole, paint)


def _draw_deckle(c: Any, hole: Any, unit: float, finish: Finish) -> None:
    """The bare margin of a sheet of handmade paper, its inner edge uneven."""
    rough = skia.DiscretePathEffect.Make(0.28 * unit, 0.06 * unit)
    c.saveLayer(None, skia.Paint())
    c.drawColor(argb(finish.style.paper))
    c.drawPath(hole, skia.Paint(AntiAlias=True, BlendMode=skia.BlendMode.kClear, PathEffect=rough))
    c.restore()
    edge = skia.Paint(
        AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(finish.style.edge_colour, 0.3), PathEffect=rough
    )
    edge.setStrokeWidth(max(1.0, 0.02 * unit))
    c.drawPath(hole, edge)
