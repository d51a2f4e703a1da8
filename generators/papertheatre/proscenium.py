"""The edge of the picture: the card of a paper theatre, a deckle, a film's gate, an oval mat, a window, a screen.

Drawn once per size, look and time of day, on the one sheet that lies over everything.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import numpy as np
import skia

from generators.papertheatre import tiles
from generators.papertheatre.colour import argb, mix, scaled
from generators.papertheatre.looks.finish import Finish
from generators.papertheatre.shapes import oval, rect

BLEED_STEP: Final = 3  # the edge of a wash is drawn at a third of the size


def draw_border(c: Any, width: int, height: int, finish: Finish) -> None:
    """Vignette and border onto a canvas of the whole picture's size, in pixels."""
    unit = min(width, height) / 9
    if finish.style.vignette:
        _draw_vignette(c, width, height, finish.style.vignette)
    BORDERS[finish.style.border](c, width, height, unit, finish)


def _draw_vignette(c: Any, width: int, height: int, strength: float) -> None:
    centre = (width / 2, height * 0.47)
    reach = 0.62 * (width * width + height * height) ** 0.5
    colours = [argb((0, 0, 0), 0), argb((4, 5, 10), 0.16 * strength), argb((2, 3, 8), 0.86 * strength)]
    shader = skia.GradientShader.MakeRadial(centre, reach, colours, [0.5, 0.74, 1.0])
    c.drawRect(skia.Rect.MakeWH(width, height), skia.Paint(Shader=shader, Dither=True))


def _around(hole: Any, width: int, height: int, unit: float) -> Any:
    """Everything but the hole."""
    ring = rect(-unit, -unit, width + 2 * unit, height + 2 * unit)
    ring.addPath(hole)
    ring.setFillType(skia.PathFillType.kEvenOdd)
    return ring


def _inset(width: int, height: int, inset: float, corner: float) -> Any:
    return rect(inset, inset, width - 2 * inset, height - 2 * inset, corner)


def _draw_plain(*_: Any) -> None:
    """No border at all."""


def _draw_card(c: Any, width: int, height: int, unit: float, finish: Finish) -> None:
    """Dark card with its own soft shadow on the picture and a thread of gold light on its edge."""
    hole = _inset(width, height, 0.26 * unit, 0.3 * unit)
    ring = _around(hole, width, height, unit)
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


def _draw_deckle(c: Any, width: int, height: int, unit: float, finish: Finish) -> None:
    """The bare margin of a sheet of handmade paper, its inner edge uneven."""
    hole = _inset(width, height, 0.34 * unit, 0.06 * unit)
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


def _draw_bleed(c: Any, width: int, height: int, unit: float, finish: Finish) -> None:
    """Where a wash ends by itself on white paper: an uneven edge, with pigment gathered along it."""
    w, h = max(8, width // BLEED_STEP), max(8, height // BLEED_STEP)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    away = np.minimum(np.minimum(x, w - 1 - x), np.minimum(y, h - 1 - y)) * BLEED_STEP / unit
    fine = max(0.4, unit / (9 * BLEED_STEP))  # pixels of a ninth of a stage unit
    rough = np.tile(
        tiles.noise(171, 7 * fine, 7 * fine) + 0.5 * tiles.noise(172, 2 * fine, 2 * fine),
        (-(-h // tiles.SIDE), -(-w // tiles.SIDE)),
    )
    inside = away - 0.42 + 0.12 * rough[:h, :w]
    bare = np.clip(0.5 - inside / 0.1, 0, 1)
    edge = np.exp(-((inside / 0.09) ** 2)) * 0.34 * np.clip(1 - bare, 0, 1)
    paper, pigment = (np.array(v, np.float32) for v in (finish.style.paper, finish.style.edge_colour))
    alpha = bare + edge * (1 - bare)
    colour = paper * bare[:, :, None] + pigment * (edge * (1 - bare))[:, :, None]
    pixels = np.dstack([colour, alpha * 255]).clip(0, 255).astype(np.uint8)
    image = skia.Image.fromarray(pixels, skia.kRGBA_8888_ColorType, skia.kPremul_AlphaType)
    c.drawImageRect(image, skia.Rect.MakeWH(width, height), skia.SamplingOptions(skia.CubicResampler.Mitchell()))


def _draw_sheet(c: Any, width: int, height: int, unit: float, finish: Finish) -> None:
    """The clean margin of a print, with the mark that the plate's edge pressed into the paper."""
    hole = _inset(width, height, 0.42 * unit, 0.03 * unit)
    c.drawPath(_around(hole, width, height, unit), skia.Paint(AntiAlias=True, Color=argb(finish.style.paper)))
    plate = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(finish.style.edge_colour, 0.5))
    plate.setStrokeWidth(max(1.0, 0.025 * unit))
    c.drawPath(hole, plate)
    plate.setColor(argb(finish.style.edge_colour, 0.14))
    c.drawPath(_inset(width, height, 0.26 * unit, 0.1 * unit), plate)


def _draw_gate(c: Any, width: int, height: int, unit: float, _: Finish) -> None:
    """The rounded, soft-edged gate of a projector."""
    hole = _inset(width, height, 0.2 * unit, 0.62 * unit)
    ring = _around(hole, width, height, unit)
    soft = skia.Paint(AntiAlias=True, Color=argb((4, 3, 3)))
    soft.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.07 * unit))
    c.drawPath(ring, soft)
    c.drawPath(ring, skia.Paint(AntiAlias=True, Color=argb((4, 3, 3))))


def _draw_oval(c: Any, width: int, height: int, unit: float, _: Finish) -> None:
    """A brass mat with an oval opening, in its case."""
    hole = oval(width / 2, height / 2, width / 2 - 0.42 * unit, height / 2 - 0.3 * unit)
    ring = _around(hole, width, height, unit)
    shadow = skia.Paint(AntiAlias=True, Color=argb((0, 0, 0), 0.75))
    shadow.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.14 * unit))
    c.drawPath(ring, shadow)
    brass = [argb((132, 104, 60)), argb((196, 164, 104)), argb((112, 84, 46)), argb((168, 136, 82)), argb((88, 66, 38))]
    shader = skia.GradientShader.MakeLinear([(0, 0), (width, height)], brass, [0.0, 0.3, 0.5, 0.72, 1.0])
    c.drawPath(ring, skia.Paint(AntiAlias=True, Shader=shader, Dither=True))
    line = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb((236, 210, 150), 0.8))
    line.setStrokeWidth(max(1.0, 0.03 * unit))
    c.drawPath(hole, line)
    line.setColor(argb((60, 42, 22), 0.7))
    c.drawPath(oval(width / 2, height / 2, width / 2 - 0.28 * unit, height / 2 - 0.16 * unit), line)
    c.drawPath(_inset(width, height, 0.1 * unit, 0.1 * unit), line)


def _draw_window(c: Any, width: int, height: int, unit: float, _: Finish) -> None:
    """Stone about a window, and the lead that holds the outermost panes."""
    hole = _inset(width, height, 0.34 * unit, 0.05 * unit)
    ring = _around(hole, width, height, unit)
    stone = skia.GradientShader.MakeLinear([(0, 0), (0, height)], [argb((34, 32, 36)), argb((16, 15, 18))])
    c.drawPath(ring, skia.Paint(AntiAlias=True, Shader=stone))
    lead = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb((8, 8, 11)))
    lead.setStrokeWidth(0.14 * unit)
    c.drawPath(hole, lead)


def _draw_screen(c: Any, width: int, height: int, unit: float, _: Finish) -> None:
    """A cloth lit from behind by one lamp: bright in the middle, dark wood about it."""
    colours = [argb((255, 226, 160), 0.1), argb((150, 70, 20), 0.14), argb((24, 8, 4), 0.9)]
    shader = skia.GradientShader.MakeRadial((0, 0), 1.0, colours, [0.0, 0.62, 1.0])
    c.save()
    c.translate(width / 2, height * 0.46)
    c.scale(width * 0.66, height * 0.78)
    c.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), skia.Paint(Shader=shader, Dither=True))
    c.restore()
    hole = _inset(width, height, 0.3 * unit, 0.16 * unit)
    wood = skia.GradientShader.MakeLinear([(0, 0), (0, height)], [argb((52, 26, 16)), argb((20, 9, 6))])
    c.drawPath(_around(hole, width, height, unit), skia.Paint(AntiAlias=True, Shader=wood))
    line = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb((220, 140, 70), 0.4))
    line.setStrokeWidth(max(1.0, 0.025 * unit))
    c.drawPath(hole, line)


BORDERS: Final[dict[str, Callable[[Any, int, int, float, Finish], None]]] = {
    "proscenium": _draw_card,
    "deckle": _draw_deckle,
    "plain": _draw_plain,
    "bleed": _draw_bleed,
    "sheet": _draw_sheet,
    "gate": _draw_gate,
    "oval": _draw_oval,
    "window": _draw_window,
    "screen": _draw_screen,
}
