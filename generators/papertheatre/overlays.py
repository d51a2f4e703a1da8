"""What lies still over the whole picture: paper, the shadow of a blind, a mirror's sheen, a grid, iron bars, a seal."""

from __future__ import annotations

import math
from typing import Any, Final

import numpy as np
import skia

from generators.base import Setting
from generators.papertheatre import tiles
from generators.papertheatre.colour import RGB, argb, mix
from generators.papertheatre.drawing import Drawing
from generators.papertheatre.looks.finish import Finish

Size = tuple[int, int]  # pixels: width, height
SLATS: Final = 9
SEAL: Final[RGB] = (176, 44, 36)
TARNISH: Final[tuple[tuple[RGB, float], ...]] = (  # colours of thin films on silver, from the middle outwards
    ((178, 140, 84), 0.0),
    ((178, 132, 78), 0.2),
    ((126, 82, 104), 0.42),
    ((62, 78, 132), 0.6),
    ((52, 104, 112), 0.72),
)


def lay_overlays(canvas: Any, size: Size, finish: Finish, setting: Setting) -> None:
    """Draw all overlays of a look, the lowest first."""
    frame, unit = finish.recipe.frame, min(size) / 9
    if frame.blinds and setting.interior:
        _draw_blinds(canvas, size, frame.blinds)
    if frame.grid:
        _draw_grid(canvas, size, unit, frame.grid)
    if frame.sheen:
        _draw_sheen(canvas, size, frame.sheen)
    if frame.tarnish:
        _draw_tarnish(canvas, size, frame.tarnish)
    if frame.bars:
        _draw_bars(canvas, size, unit, frame.bars)
    if frame.seal:
        _draw_seal(canvas, size, unit)


def lay_paper(made: Drawing, finish: Finish) -> None:
    """The texture of the paper under everything, on a clear sheet: it darkens, or leaves the bare paper showing."""
    paper = finish.recipe.paper
    height, width = made.pixels[0].shape[:2]
    unit = min(width, height) / 9
    for kind, strength, colour in ((paper.texture, paper.strength, None), ("dry", paper.bare, paper.colour)):
        if kind == "none" or strength == 0:
            continue
        grey = tiles.tile(kind, strength, tiles.side_of(unit, paper.scale))
        repeats = (math.ceil(height / grey.shape[0]), math.ceil(width / grey.shape[1]))
        thick = 255 - np.tile(grey, repeats)[:height, :width].astype(np.uint16)
        under = made.pixels[0].astype(np.uint16)
        levels = (0, 0, 0, 255) if colour is None else (*(round(v) for v in colour[::-1]), 255)
        for channel, level in enumerate(levels):
            made.pixels[0][:, :, channel] = (under[:, :, channel] * (255 - thick) + level * thick) // 255


def _draw_blinds(canvas: Any, size: Size, strength: float) -> None:
    """The slats of a blind, thrown slanting into the room by a street lamp."""
    width, height = size
    paint = skia.Paint(AntiAlias=True, Color=argb((2, 2, 6), strength))
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, height * 0.006))
    step = height * 1.25 / SLATS
    canvas.save()
    canvas.translate(width / 2, height / 2)
    canvas.rotate(-11)
    for n in range(-3, SLATS + 3):
        y = -height * 0.7 + n * step
        canvas.drawRect(skia.Rect.MakeXYWH(-width, y, width * 2, step * 0.5), paint)
    for x in (-0.62, 0.04, 0.7):
        canvas.drawRect(skia.Rect.MakeXYWH(width * x, -height, width * 0.012, height * 2), paint)
    canvas.restore()


def _draw_grid(canvas: Any, size: Size, unit: float, strength: float) -> None:
    """A draughtsman's grid, every fifth line stronger, and the block for a title in the corner."""
    width, height = size
    pen = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style)
    count = int(max(width, height) / (0.5 * unit)) + 1
    for n in range(count):
        pen.setColor(argb((226, 240, 255), strength * (0.34 if n % 5 == 0 else 0.14)))
        pen.setStrokeWidth(max(0.7, unit * (0.011 if n % 5 == 0 else 0.008)))
        at = n * 0.5 * unit
        canvas.drawLine(at, 0, at, height, pen)
        canvas.drawLine(0, at, width, at, pen)
    _draw_title_block(canvas, width, height, unit, strength)


def _draw_title_block(canvas: Any, width: int, height: int, unit: float, strength: float) -> None:
    pen = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb((232, 244, 255), strength))
    pen.setStrokeWidth(max(1.0, unit * 0.018))
    w, h = 3.0 * unit, 0.9 * unit
    x, y = width - 0.45 * unit - w, height - 0.45 * unit - h
    canvas.drawRect(skia.Rect.MakeXYWH(x, y, w, h), skia.Paint(Color=argb((24, 62, 120), 0.9)))
    canvas.drawRect(skia.Rect.MakeXYWH(x, y, w, h), pen)
    canvas.drawLine(x + w * 0.62, y, x + w * 0.62, y + h, pen)
    for k in (0.36, 0.68):
        canvas.drawLine(x, y + h * k, x + w * 0.62, y + h * k, pen)
    pen.setStrokeWidth(max(0.7, unit * 0.01))
    canvas.drawCircle(x + w * 0.81, y + h / 2, h * 0.3, pen)
    canvas.drawLine(x + w * 0.81, y + h * 0.08, x + w * 0.81, y + h * 0.92, pen)
    canvas.drawLine(x + w * 0.66, y + h / 2, x + w * 0.96, y + h / 2, pen)


def _draw_sheen(canvas: Any, size: Size, strength: float) -> None:
    """A mirror's light that lies slanting across a plate."""
    width, height = size
    white = (236, 242, 250)
    colours = [argb(white, a * strength) for a in (0.0, 0.0, 0.3, 0.08, 0.22, 0.0)]
    ends = [(0, height * 0.1), (width, height * 0.9)]
    shader = skia.GradientShader.MakeLinear(ends, colours, [0.0, 0.3, 0.44, 0.5, 0.56, 0.72])
    canvas.drawRect(skia.Rect.MakeWH(width, height), skia.Paint(Shader=shader, Dither=True))


def _draw_tarnish(canvas: Any, size: Size, strength: float) -> None:
    """The halo of colours that old silver has along its edge, uneven."""
    width, height = size
    stops = [0.52, 0.72, 0.84, 0.93, 1.0]
    colours = [argb(c, a * strength) for c, a in TARNISH]
    shader = skia.GradientShader.MakeRadial((0, 0), 1.0, colours, stops)
    canvas.save()
    canvas.translate(width * 0.49, height * 0.52)
    canvas.scale(width * 0.56, height * 0.6)
    canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1.1, 1), skia.Paint(Shader=shader, Dither=True))
    canvas.restore()
    blot = skia.Paint(AntiAlias=True, Color=argb((70, 84, 120), 0.3 * strength))
    blot.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, height * 0.03))
    for k in range(5):
        a = k * 2.4 + 0.7
        canvas.drawCircle(
            width * (0.5 + 0.42 * math.cos(a)), height * (0.5 + 0.43 * math.sin(a)), height * (0.03 + 0.012 * k), blot
        )


def _draw_bars(canvas: Any, size: Size, unit: float, strength: float) -> None:
    """Iron bars to which leaded panes are tied."""
    width, height = size
    bar = 0.09 * unit
    for k in range(1, 4):
        _draw_bar(canvas, skia.Rect.MakeXYWH(width * k / 4 - bar / 2, 0, bar, height), strength)
    for k in (1, 2):
        _draw_bar(canvas, skia.Rect.MakeXYWH(0, height * k / 3 - bar / 2, width, bar), strength)


def _draw_bar(canvas: Any, area: Any, strength: float) -> None:
    canvas.drawRect(area, skia.Paint(Color=argb((12, 12, 16), strength)))
    light = skia.Paint(AntiAlias=True, Color=argb((92, 100, 116), 0.5 * strength))
    light.setStrokeWidth(max(0.7, min(area.width(), area.height()) * 0.16))
    x, y = area.left() + area.width() * 0.35, area.top() + area.height() * 0.35
    if area.width() > area.height():
        canvas.drawLine(area.left(), y, area.right(), y, light)
    else:
        canvas.drawLine(x, area.top(), x, area.bottom(), light)


def _draw_seal(canvas: Any, size: Size, unit: float) -> None:
    """A painter's seal, red, cut and pressed a little unevenly."""
    width, height = size
    side = 0.62 * unit
    x, y = width - 1.35 * unit, height - 1.5 * unit
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(-2.5)
    rough = skia.Paint(
        AntiAlias=True, Color=argb(SEAL, 0.88), PathEffect=skia.DiscretePathEffect.Make(side / 9, side / 40)
    )
    canvas.drawRoundRect(skia.Rect.MakeWH(side, side * 1.12), side * 0.1, side * 0.1, rough)
    cut = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(mix(SEAL, (250, 240, 226), 0.9)))
    cut.setStrokeWidth(side * 0.075)
    cut.setStrokeCap(skia.Paint.kRound_Cap)
    for x0, y0, x1, y1 in (
        (0.2, 0.24, 0.8, 0.24), (0.5, 0.14, 0.5, 0.5), (0.2, 0.5, 0.8, 0.5),
        (0.3, 0.66, 0.3, 0.95), (0.3, 0.66, 0.72, 0.66), (0.72, 0.66, 0.72, 0.95), (0.3, 0.82, 0.72, 0.82),
    ):  # fmt: skip
        canvas.drawLine(x0 * side, y0 * side, x1 * side, y1 * side, cut)
    canvas.restore()
