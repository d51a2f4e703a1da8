"""Lines along cut edges: pigment, ink, brush, pencil, chalk, lead, neon tubes, a draughtsman's pen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import skia

from generators.papertheatre.colour import RGB, argb, mix

if TYPE_CHECKING:
    from generators.papertheatre.looks.finish import Finish
    from generators.papertheatre.looks.recipe import Line
    from generators.papertheatre.paper import Cut

NIB: Final = ((0.0, 0.0), (0.35, 0.5), (0.7, 1.0), (-0.3, -0.45))  # shares of the width: a brush held aslant
DRAFT_LEAST: Final = 0.7  # stage units: smaller cuts have no construction lines


class Edge:
    """What a drawer of edges knows: the cut, its line and the colour of it; `pixel` is one pixel in stage units."""

    def __init__(self, cut: Cut, line: Line, colour: RGB, pixel: float, depth: float) -> None:
        self.cut, self.line, self.colour, self.pixel = cut, line, colour, pixel
        self.faint = line.strength * cut.alpha * (1 - line.near * max(0.0, 1 - depth))
        bounds = cut.path.getBounds()
        self.bounds = bounds
        self.small = min(1.0, max(0.25, min(bounds.width(), bounds.height()) / 0.9))  # small things have finer lines

    def pen(self, width: float, alpha: float = 1.0, colour: RGB | None = None) -> Any:
        made = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style)
        made.setColor(argb(self.colour if colour is None else colour, alpha * self.faint))
        made.setStrokeWidth(max(width, self.pixel))
        made.setStrokeJoin(skia.Paint.kRound_Join)
        return made

    def shaken(self, paint: Any, amount: float) -> Any:
        """`paint` with an unsteady hand; an effect would fill the holes of even-odd paths' strokes, so those stay."""
        if amount > 0:
            size = min(self.bounds.width(), self.bounds.height(), 2.0)
            paint.setPathEffect(skia.DiscretePathEffect.Make(max(0.03, 0.16 * size), amount * min(1.0, size / 1.2)))
        return paint


def draw_edge(canvas: Any, cut: Cut, line: Line, colour: RGB, pixel: float, depth: float) -> None:
    """Draw the line of a look along a cut; the canvas is in stage units."""
    if line.kind != "none" and line.strength > 0:
        KINDS[line.kind](canvas, Edge(cut, line, colour, pixel, depth))


def draw_gap(canvas: Any, cut: Cut, finish: Finish) -> None:
    """White paper left between a colour and its neighbours."""
    gap = finish.recipe.line.gap
    if gap <= 0 or cut.stroke or cut.blur or cut.lit > 0.5:
        return
    paint = skia.Paint(AntiAlias=True, Style=skia.Paint.kStroke_Style, Color=argb(finish.style.paper, cut.alpha * 0.9))
    bounds = cut.path.getBounds()
    paint.setStrokeWidth(2 * gap * min(1.0, max(0.3, min(bounds.width(), bounds.height()))))
    canvas.drawPath(cut.path, paint)


def _pigment(canvas: Any, e: Edge) -> None:
    """Pigment that gathered along the edge of a wash."""
    canvas.save()
    canvas.clipPath(e.cut.path, True)
    k = e.line.width / 0.03
    for width, alpha in ((0.16 * k, 0.16), (0.075 * k, 0.25), (0.03 * k, 0.5)):
        canvas.drawPath(e.cut.path, e.shaken(e.pen(width, alpha), e.line.wobble))
    canvas.restore()


def _ink(canvas: Any, e: Edge) -> None:
    canvas.drawPath(e.cut.path, e.shaken(e.pen(e.line.width * e.small), e.line.wobble))


def _brush(canvas: Any, e: Edge) -> None:
    """A brush held aslant: the line swells where it runs across the hairs."""
    width = e.line.width * e.small
    for dx, dy in NIB:
        canvas.save()
        canvas.translate(dx * width, dy * width)
        canvas.drawPath(e.cut.path, e.shaken(e.pen(width * 0.5, 0.75), e.line.wobble))
        canvas.restore()


def _pencil(canvas: Any, e: Edge) -> None:
    """Two goes with a soft pencil."""
    canvas.drawPath(e.cut.path, e.shaken(e.pen(e.line.width * e.small, 0.55), e.line.wobble))
    canvas.drawPath(e.cut.path, e.shaken(e.pen(e.line.width * e.small * 0.6, 0.6), e.line.wobble * 2.2))


def _chalk(canvas: Any, e: Edge) -> None:
    """A soft stick: a broad pale line and a narrow one that was pressed."""
    canvas.drawPath(e.cut.path, e.shaken(e.pen(e.line.width * e.small * 1.8, 0.4), e.line.wobble))
    canvas.drawPath(e.cut.path, e.shaken(e.pen(e.line.width * e.small * 0.7, 0.9), e.line.wobble))


def _lead(canvas: Any, e: Edge) -> None:
    """A strip of lead, dull light along its back."""
    width = e.line.width * max(0.4, e.small)
    canvas.drawPath(e.cut.path, e.pen(width))
    canvas.drawPath(e.cut.path, e.pen(width * 0.25, 0.5, mix(e.colour, (150, 160, 176), 0.5)))


def _neon(canvas: Any, e: Edge) -> None:
    """A glass tube: its light in the air about it, and its white core."""
    width = e.line.width * max(0.4, e.small)
    for spread, alpha in ((5.0, 0.34), (2.0, 0.5)):
        halo = e.pen(width * spread * 0.7, alpha)
        halo.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, width * spread))
        halo.setBlendMode(skia.BlendMode.kPlus)
        canvas.drawPath(e.cut.path, halo)
    canvas.drawPath(e.cut.path, e.pen(width))
    canvas.drawPath(e.cut.path, e.pen(width * 0.35, 0.85, mix(e.colour, (255, 255, 255), 0.75)))


def _draft(canvas: Any, e: Edge) -> None:
    """A pen's line, and for large cuts the lines that it was found with: they run past the corners."""
    canvas.drawPath(e.cut.path, e.pen(e.line.width * max(0.6, e.small)))
    b = e.bounds
    if min(b.width(), b.height()) < DRAFT_LEAST or max(b.width(), b.height()) > 9:
        return
    thin = e.pen(e.line.width * 0.3, 0.42)
    over = min(0.6, 0.25 * min(b.width(), b.height()) + 0.12)
    for x in (b.left(), b.right()):
        canvas.drawLine(x, b.top() - over, x, b.bottom() + over, thin)
    for y in (b.top(), b.bottom()):
        canvas.drawLine(b.left() - over, y, b.right() + over, y, thin)
    thin.setPathEffect(skia.DashPathEffect.Make([0.22, 0.06, 0.04, 0.06], 0))
    middle = (b.left() + b.right()) / 2
    canvas.drawLine(middle, b.top() - over * 1.4, middle, b.bottom() + over * 1.4, thin)


KINDS: Final[dict[str, Callable[[Any, Edge], None]]] = {
    "pigment": _pigment,
    "ink": _ink,
    "brush": _brush,
    "pencil": _pencil,
    "chalk": _chalk,
    "lead": _lead,
    "neon": _neon,
    "draft": _draft,
}
