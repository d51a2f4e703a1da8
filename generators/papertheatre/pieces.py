"""Drawings kept as text: furniture and things are a few written outlines around their own foot, placed and scaled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from generators.papertheatre.colour import RGB
from generators.papertheatre.paper import Cut
from generators.papertheatre.shapes import moved, outline

WOOD: RGB = (132, 92, 64)
PALE_WOOD: RGB = (186, 144, 98)
DARK_WOOD: RGB = (88, 62, 50)
IRON: RGB = (66, 66, 72)
STEEL: RGB = (150, 158, 164)
BRASS: RGB = (210, 168, 94)
COPPER: RGB = (190, 112, 72)
STONE: RGB = (158, 152, 144)
PAPER: RGB = (238, 228, 204)
LINEN: RGB = (224, 214, 194)
RED: RGB = (176, 70, 58)
GREEN: RGB = (86, 118, 92)
BLUE: RGB = (78, 104, 138)
OCHRE: RGB = (204, 158, 84)
FLAME: RGB = (255, 182, 84)
GLASS: RGB = (255, 226, 160)


@dataclass(frozen=True)
class Piece:
    """One cut of a drawing; its outline (shapes.outline) in stage units around the drawing's foot, y down."""

    outline: str
    colour: RGB
    stroke: float = 0.0
    lit: float = 0.0
    rim: float = 1.0
    head: float = 1.12
    foot: float = 0.78
    alpha: float = 1.0


def disc(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """The written outline of an ellipse about (x, y)."""
    ry = rx if ry is None else ry
    a, b = 0.5523 * rx, 0.5523 * ry
    points = (
        (x + rx, y - b, x + a, y - ry, x, y - ry),
        (x - a, y - ry, x - rx, y - b, x - rx, y),
        (x - rx, y + b, x - a, y + ry, x, y + ry),
        (x + a, y + ry, x + rx, y + b, x + rx, y),
    )
    return f"M{x + rx:.4f} {y:.4f}" + "".join("C" + " ".join(f"{v:.4f}" for v in p) for p in points) + "Z"


def box(x: float, y: float, w: float, h: float) -> str:
    """The written outline of a rectangle whose foot's middle is (x, y)."""
    a, b = x - w / 2, x + w / 2
    return f"M{a:.4f} {y:.4f} L{a:.4f} {y - h:.4f} {b:.4f} {y - h:.4f} {b:.4f} {y:.4f} Z"


def recoloured(pieces: Iterable[Piece], papers: Mapping[RGB, RGB]) -> list[Piece]:
    """The drawing with some of its papers changed for others."""
    return [replace(p, colour=papers.get(p.colour, p.colour)) for p in pieces]


def placed(
    pieces: Iterable[Piece], x: float, y: float, scale: float = 1.0, mirror: bool = False, glow: float = 1.0
) -> list[Cut]:
    """The drawing with its foot at (x, y); `glow`: how brightly its lamps burn, 0..1."""
    return [
        Cut(
            moved(outline(p.outline), x, y, scale, mirror),
            p.colour,
            lit=p.lit * glow,
            rim=p.rim,
            head=p.head,
            foot=p.foot,
            alpha=p.alpha,
            stroke=p.stroke * scale,
        )
        for p in pieces
    ]
