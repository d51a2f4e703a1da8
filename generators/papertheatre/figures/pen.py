"""Cuts one puppet's papers on a canvas: flat colour, an edge that catches the light, an edge that lies in shade."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import skia

from generators.papertheatre.colour import RGB, argb, mix, scaled
from generators.papertheatre.light import Light
from generators.papertheatre.shapes import line, smooth

XY = tuple[float, float]
Frame = tuple[float, float, float, float, float, float]  # (xx, xy, yx, yy, x, y): a space's pixels
INKS_KEPT: Final = 400
SHADED_FROM: Final = 250.0  # pixels of height from which on papers show their shaded edge too
ROUND: Final = {"Cap": skia.Paint.kRound_Cap, "Join": skia.Paint.kRound_Join}


class Inks:
    """The colours that papers take in one light: (paper, lit edge, shaded edge) as skia's ARGB."""

    def __init__(self, light: Light) -> None:
        self.light = light
        style = light.finish.style
        self.rim = mix(light.finish.graded(light.warmth), style.rim_colour, 0.5)
        self.share = min(0.9, style.rim * 1.1)
        self.flat = light.finish.recipe.fill.flatten > 0.5  # lines tell everything: small marks are drawn like them
        self._seen: dict[tuple[RGB, float], tuple[int, int, int]] = {}

    def line_of(self, colour: RGB, alpha: float = 1.0) -> int:
        """The colour of the line along a paper's edge, in looks that have one."""
        return argb(self.light.finish.drawn(colour), alpha)

    def of(self, colour: RGB, dim: float) -> tuple[int, int, int]:
        made = self._seen.get((colour, dim))
        if made is None:
            if len(self._seen) > INKS_KEPT:
                self._seen.clear()
            made = self._seen[colour, dim] = self._mixed(colour, dim)
        return made

    def _mixed(self, colour: RGB, dim: float) -> tuple[int, int, int]:
        light, finish = self.light, self.light.finish
        base = light.shade(colour, 1.0)
        if light.night and not light.interior:
            base = mix(base, scaled(colour, 0.62), 0.5)
        base = scaled(base, dim * (1.3 + 0.2 * light.day.lamps if light.interior else 1.2))
        paper = finish.pressed(finish.graded(mix(base, light.warmth, 0.08)), 1.2)
        lit = mix(paper, self.rim, self.share * (0.4 + 0.6 * dim))
        return (argb(paper), argb(lit), argb(scaled(paper, 1 - 0.5 * min(1.0, finish.style.shadow * 1.3))))


class Pen:
    """Draws in the puppet's own space: 1 is its height, (0, 0) between its feet, +x where it faces, y down."""

    def __init__(self, canvas: Any, inks: Inks, size: tuple[int, int]) -> None:
        self.canvas, self.inks, self.size = canvas, inks, size  # pixels
        style = inks.light.finish.style
        self._paint = skia.Paint(AntiAlias=True)
        self._stroke = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeCap=ROUND["Cap"])
        self._stroke.setStrokeJoin(ROUND["Join"])
        self._edge = style.edge
        self._edge_width = 0.2 * style.recipe.line.width  # puppets' heights
        self.unit = 1.0  # pixels in a puppet's height
        self.zoom = 1.0  # pixels in a unit of the space drawn in now
        self.dim = 1.0
        self._side = 1.0
        self._frame: Frame = (1, 0, 0, 1, 0, 0)
        self._bevel: tuple[float, float] = (0, 0)  # of the lit edge, in the space drawn in now
        self.bounds = [1e9, 1e9, -1e9, -1e9]  # pixels: left, top, right, bottom of all that was cut

    @contextmanager
    def puppet(self, feet: XY, unit: float, facing: float, lit_from: float, dim: float) -> Iterator[Pen]:
        """A puppet's space; `lit_from` is the x of the light in pixels, `facing` -1..1 flips the paper."""
        self.unit, self.dim = unit, dim
        self._side = 1.0 if lit_from >= feet[0] else -1.0
        self.bounds = [1e9, 1e9, -1e9, -1e9]
        self._frame, self.zoom = (1, 0, 0, 1, 0, 0), 1.0
        with self.space(*feet, 0.0, unit, facing):
            yield self

    @contextmanager
    def space(self, x: float, y: float, turn: float = 0.0, scale: float = 1.0, across: float = 1.0) -> Iterator[Pen]:
        """A space at (x, y), turned clockwise by degrees, `scale` times as large, `across` times as wide."""
        c, before = self.canvas, (self._frame, self._bevel, self.zoom)
        c.save()
        c.translate(x, y)
        if turn:
            c.rotate(turn)
        c.scale(scale * across, scale)
        xx, xy, yx, yy, ox, oy = self._frame
        a = math.radians(turn)
        cos, sin = math.cos(a) * scale, math.sin(a) * scale
        self._frame = (
            (xx * cos + xy * sin) * across,
            xy * cos - xx * sin,
            (yx * cos + yy * sin) * across,
            yy * cos - yx * sin,
            ox + xx * x + xy * y,
            oy + yx * x + yy * y,
        )
        self.zoom *= scale
        self._set_bevel()
        try:
            yield self
        finally:
            c.restore()
            self._frame, self._bevel, self.zoom = before

    def _set_bevel(self) -> None:
        """The paper's thickness, a pixel or two towards the light, in this space's own units."""
        px = max(0.8, min(2.2, self.unit * 0.0042))
        vx, vy = px * 0.8 * self._side, -px * 0.75
        xx, xy, yx, yy, _, _ = self._frame
        det = xx * yy - xy * yx or 1e-9
        self._bevel = ((yy * vx - xy * vy) / det, (xx * vy - yx * vx) / det)

    def pixel(self, x: float, y: float) -> XY:
        """Where a point of this space lies on the canvas."""
        xx, xy, yx, yy, ox, oy = self._frame
        return (ox + xx * x + xy * y, oy + yx * x + yy * y)

    def fill(self, path: Any, colour: RGB, rim: float = 1.0, alpha: float = 1.0) -> None:
        """One cut of paper; rim 1 is a sheet with both its edges, less a lit edge only, 0 none."""
        if not self._seen(path.getBounds(), rim >= 0.4):
            return
        c, paint = self.canvas, self._paint
        paper, lit, shaded = self.inks.of(colour, self.dim)
        dx, dy = self._bevel
        if alpha >= 1 and rim >= 0.4 and self.inks.share:
            c.translate(dx, dy)
            paint.setColor(lit)
            c.drawPath(path, paint)
            if rim >= 0.9 and self.unit > SHADED_FROM:
                c.translate(-2.3 * dx, -2.3 * dy)
                paint.setColor(shaded)
                c.drawPath(path, paint)
                c.translate(1.3 * dx, 1.3 * dy)
            else:
                c.translate(-dx, -dy)
        if rim < 0.4 and self.inks.flat:
            paper = self.inks.line_of(colour)
        paint.setColor(paper if alpha >= 1 else (paper & 0xFFFFFF) | int(255 * alpha) << 24)
        c.drawPath(path, paint)
        if self._edge and rim:
            self._stroke.setColor(self.inks.line_of(colour, self._edge * 0.85 * min(1.0, rim + 0.3)))
            self._stroke.setStrokeWidth(max(self._edge_width * self.unit, 1.0) / self.zoom)
            c.drawPath(path, self._stroke)

    def line(self, points: Sequence[XY], colour: RGB, width: float) -> None:
        """A soft line through points, `width` in this space's units."""
        self._stroke.setColor(self.inks.of(colour, self.dim)[0])
        self._stroke.setStrokeWidth(max(width, 0.7 / self.zoom))
        self.canvas.drawPath(smooth(points, closed=False) if len(points) > 2 else line(points), self._stroke)

    def fine(self, pixels: float) -> bool:
        """Whether something `pixels` high in this space's unit is worth drawing: the space is larger than that."""
        return self.zoom > pixels

    def _seen(self, area: Any, counts: bool) -> bool:
        """Whether any of it can be on the canvas; what `counts` widens the bounds of the puppet."""
        xx, xy, yx, yy, ox, oy = self._frame
        left, top, right, foot = area.left(), area.top(), area.right(), area.bottom()
        cx, cy, w, h = (left + right) / 2, (top + foot) / 2, (right - left) / 2, (foot - top) / 2
        x, y = ox + xx * cx + xy * cy, oy + yx * cx + yy * cy
        ex, ey = abs(xx) * w + abs(xy) * h + 4, abs(yx) * w + abs(yy) * h + 4
        if x + ex < 0 or y + ey < 0 or x - ex > self.size[0] or y - ey > self.size[1]:
            return False
        if counts:
            b = self.bounds
            b[0], b[1], b[2], b[3] = min(b[0], x - ex), min(b[1], y - ey), max(b[2], x + ex), max(b[3], y + ey)
        return True
