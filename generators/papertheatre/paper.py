"""Sheets of paper: vector cuts become pictures with a soft shadow, a rim of light, a gradient and grain.

A `Sheet` is drawn once with skia into a `Layer`, a premultiplied surface cropped to what
it covers, and is only moved after that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pygame

from generators.papertheatre.camera import TRAVEL, View, calm
from generators.papertheatre.colour import RGB
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.light import Light
from generators.papertheatre.materials import dress
from generators.papertheatre.shading import Fall, draw_cut, lay_fibres
from generators.papertheatre.shadow import draw_shadow, reach_of, throw

PREMULTIPLIED: Final = pygame.BLEND_PREMULTIPLIED
SUPPLE: Final = 0.13  # a sheet that sways sideways only, by at most this much, is rooted: outside it bends in the wind
STORM_BEND: Final = 5.5  # how many times further than it sways on a calm day
LEAST_BLUR: Final = 0.7  # pixels: less is not seen
SPREAD: Final = 1.12  # pixels (sigma) of blur that halving and enlarging again makes
MOST_BENT: Final = 0.65  # stage units at the tip
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
    bend: float = 0.0  # stage units that a storm bends its tips by, outside; its foot stays, or its head if it hangs
    drift: Drift | None = None  # travels steadily and comes round again (drift.py)
    outside: bool = False  # seen from a room: lit by the day, not by the room's lamps
    crop: tuple[float, float, float, float] | None = None  # left, top, right, foot: what a wall leaves to be seen

    @property
    def tip(self) -> float:
        """Stage units that a storm moves its tips by: `bend`, or more than its sway where it sways sideways only."""
        if self.bend or self.sway is None or self.sway.y or self.sway.x > SUPPLE or all(cut.blur for cut in self.cuts):
            return min(MOST_BENT, self.bend)
        return min(MOST_BENT, STORM_BEND * self.sway.x)


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


def rastered(sheet: Sheet, view: View, light: Light, *over: Sheet) -> Layer | None:
    """The sheet, and those that hang `over` it and never move against it, as this view sees them; None: not at all."""
    areas = [area for area in (area_of(one, view) for one in (sheet, *over)) if area is not None]
    if not areas:
        return None
    x, y = (min(area[k] for area in areas) for k in (0, 1))
    w, h = (max(area[k] + area[k + 2] for area in areas) - (x, y)[k] for k in (0, 1))
    area = (x, y, w, h)
    made = drawing(w, h)
    for one in (sheet, *over):
        draw_in_focus(made, one, view, light, area)
    scale = view.scale(sheet.depth)
    dress(made, light.finish, scale, sheet.depth)
    middle = (sheet.anchor * scale, (y + min(h, view.height) / 2) - view.height / 2)
    return Layer(
        made.surface, x, y, sheet.depth, scale, view.drift(sheet.depth), sheet.sway, middle, sheet.opaque, made.pixels
    )


def draw_in_focus(made: Drawing, sheet: Sheet, view: View, light: Light, area: tuple[int, int, int, int]) -> None:
    """As `draw_sheet`, softly where the lens does not see sharply: drawn the smaller the softer it will be."""
    blur = view.blur(sheet.depth)
    if blur < LEAST_BLUR:
        draw_sheet(made, sheet, view, light, area)
        return
    step = max(1, round(blur / SPREAD))
    small = drawing(*(side // step // 2 * 2 + 4 for side in area[2:]))
    draw_sheet(small, sheet, view, light, area, step)
    w, h = small.surface.get_size()
    soft = pygame.transform.smoothscale(small.surface, (w // 2, h // 2))
    soft = pygame.transform.smoothscale(pygame.transform.smoothscale(soft, (w, h)), (w * step, h * step))
    made.surface.blit(soft, (0, 0), special_flags=PREMULTIPLIED)


def draw_sheet(
    made: Drawing, sheet: Sheet, view: View, light: Light, area: tuple[int, int, int, int], step: int = 1
) -> None:
    """Shadow and cuts onto what shows `area` (x, y, width, height in pixels) of the view, every `step`-th pixel."""
    x, y, w, h = area
    scale = view.scale(sheet.depth) / step
    ox, oy = ((o - start) / step for o, start in zip(view.origin(sheet.depth), (x, y), strict=True))
    source = view.point(*view.pixel(*light.source, 0.05 if not light.interior else 0.9), sheet.depth)
    if sheet.shadow > 0:
        middle = view.point(x + w / 2, y + h / 2, sheet.depth)
        draw_shadow(made, sheet, light, (ox, oy, scale), throw(light, sheet.depth, source, middle))
    canvas = made.canvas
    canvas.save()
    canvas.translate(ox, oy)
    canvas.scale(scale, scale)
    fall = Fall(light, sheet.depth, source, scale)
    for cut in sheet.cuts:
        draw_cut(canvas, cut, fall)
    canvas.restore()
    if step <= 2:
        lay_fibres(made.surface, sheet.cuts, light)


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
    soft = (reach_of(sheet.depth) * scale if sheet.shadow > 0 else 1.0) + 3.4 * view.blur(sheet.depth)
    left, top = min(b.left() for b in bounds) * scale + ox - soft, min(b.top() for b in bounds) * scale + oy - soft
    right, foot = (
        max(b.right() for b in bounds) * scale + ox + soft,
        max(b.bottom() for b in bounds) * scale + oy + soft,
    )
    reach = TRAVEL * calm(view.zoom) * view.drift(sheet.depth) * scale + 3
    sx, sy = (sheet.sway.x * scale, sheet.sway.y * scale) if sheet.sway else (0.0, 0.0)
    sx = max(sx, 1.6 * sheet.tip * scale)
    left, right = max(left, -reach - sx), min(right, view.width + reach + sx)
    top, foot = max(top, -reach * 0.8 - sy), min(foot, view.height + reach * 0.8 + sy)
    if sheet.crop is not None:
        (a, b), (c, d) = view.pixel(*sheet.crop[:2], WALL), view.pixel(*sheet.crop[2:], WALL)
        left, top, right, foot = max(left, a), max(top, b), min(right, c), min(foot, d)
    x, y = math.floor(left), math.floor(top)
    w, h = math.ceil(right) - x, math.ceil(foot) - y
    return (x, y, w, h) if w > 0 and h > 0 else None


def veiled(cut: Cut, **changes: Any) -> Cut:
    """`cut` with some of its fields changed."""
    return replace(cut, **changes)
