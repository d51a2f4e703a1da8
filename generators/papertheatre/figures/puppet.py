"""Puppets on the canvas: each is cut on a bench of its own, then printed with the light's fall, a shadow and its grain.

Skia cuts flat papers fast; gradients, grain and soft shadows are pygame's blits over the finished puppet.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pygame

from generators.papertheatre.colour import mix
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.figures.pen import XY, Inks, Pen
from generators.papertheatre.light import Light
from generators.papertheatre.limelight import Limelight, print_cast
from generators.papertheatre.paper import PREMULTIPLIED

FALL: Final = 0.28  # how much darker a puppet is on the side away from the light
FOOT: Final = 0.16  # how much darker at its feet
SHADOW_STEP: Final = 10  # shadows are made at a tenth of the size: they are soft anyway
MARGIN: Final = 2 * SHADOW_STEP  # pixels around a puppet, where its shadow softens
MULTIPLY: Final = pygame.BLEND_RGB_MULT


@dataclass(frozen=True)
class Sprite:
    """A puppet that was cut and lit once, to be shown again for some frames."""

    paper: pygame.Surface
    shade: pygame.Surface | None  # its shadow on the sheet behind
    place: XY  # of its corner, pixels from the feet
    hand: XY  # pixels from the feet


class Puppeteer:
    """Shows puppets on one size of canvas in one light; `height` is a grown figure's, in pixels."""

    def __init__(self, light: Light, size: tuple[int, int], height: float) -> None:
        self.light, self.size, self.height = light, size, height
        self.bench = drawing(*size)
        self.pen = Pen(self.bench.canvas, Inks(light), size)
        self.limelight: Limelight | None = None
        self._falls: dict[bool, tuple[pygame.Surface, Any]] = {}
        self._foot_shade: dict[int, tuple[pygame.Surface, Any]] = {}

    def show(
        self,
        target: Drawing,
        feet: XY,
        unit: float,
        facing: float,
        lit_from: float,
        cut: Callable[[Pen], XY],
        dim: float = 1.0,
        alpha: float = 1.0,
        grounded: float = 1.0,
    ) -> XY:
        """Cut a puppet at `feet` (pixels) and print it; returns the pixel of the point that `cut` gives."""
        with self.pen.puppet(feet, unit, facing, lit_from, dim) as pen:
            hand = pen.pixel(*cut(pen))
        area = self._area()
        if area is not None:
            if grounded > 0:
                self._print_foot(target, feet, unit, grounded)
                if self.limelight is not None and grounded > 0.5:
                    print_cast(target.surface, self.bench.surface, area, feet, self.limelight.cast(feet, unit))
            self._print(target, area, feet, lit_from >= feet[0], alpha)
            self.bench.surface.fill((0, 0, 0, 0), area)
        return hand

    def sprite(
        self, feet: XY, unit: float, facing: float, lit_from: float, cut: Callable[[Pen], XY], dim: float
    ) -> Sprite | None:
        """Cut a puppet to be shown several times: `feet` is where it stands now, in pixels.

        It is cut on whole pixels, so that it is the same whenever it is cut.
        """
        feet = (round(feet[0]), round(feet[1]))
        with self.pen.puppet(feet, unit, facing, lit_from, dim) as pen:
            hand = pen.pixel(*cut(pen))
        area = self._area()
        if area is None:
            return None
        self._light(area, feet, lit_from >= feet[0])
        strength = self.light.finish.style.shadow
        shade = self._shade(area, strength) if strength > 0.02 else None
        paper = self.bench.surface.subsurface(area).copy()
        self.bench.surface.fill((0, 0, 0, 0), area)
        return Sprite(paper, shade, (area.x - feet[0], area.y - feet[1]), (hand[0] - feet[0], hand[1] - feet[1]))

    def show_again(self, target: Drawing, sprite: Sprite, feet: XY, unit: float, from_right: bool) -> XY:
        """Print a sprite with its feet at `feet`; returns the pixel of its hand."""
        self._print_foot(target, feet, unit, 1.0)
        x, y = feet[0] + sprite.place[0], feet[1] + sprite.place[1]
        if sprite.shade is not None:
            dx, dy = self._thrown(-1 if from_right else 1)
            target.surface.blit(sprite.shade, (round(x + dx), round(y + dy)), special_flags=PREMULTIPLIED)
        target.surface.blit(sprite.paper, (round(x), round(y)), special_flags=PREMULTIPLIED)
        return (feet[0] + sprite.hand[0], feet[1] + sprite.hand[1])

    def _area(self) -> pygame.Rect | None:
        """The pixels that were cut, as far as the canvas shows them."""
        left, top, right, foot = self.pen.bounds
        if right <= left or not all(map(math.isfinite, self.pen.bounds)):
            return None
        bound = 4 * max(self.size)
        x, y = max(-bound, math.floor(left) - MARGIN), max(-bound, math.floor(top) - MARGIN)
        w, h = min(bound, math.ceil(right) + MARGIN) - x, min(bound, math.ceil(foot) + MARGIN) - y
        area = pygame.Rect(x, y, max(0, w), max(0, h)).clip(pygame.Rect(0, 0, *self.size))
        return area if area.w > 1 and area.h > 1 else None

    def _print(self, target: Drawing, area: pygame.Rect, feet: XY, from_right: bool, alpha: float) -> None:
        strength = self.light.finish.style.shadow * alpha
        if strength > 0.02:
            dx, dy = self._thrown(-1 if from_right else 1)
            place = (round(area.x + dx), round(area.y + dy))
            target.surface.blit(self._shade(area, strength), place, special_flags=PREMULTIPLIED)
        self._light(area, feet, from_right)
        if alpha < 1:
            k = int(255 * alpha)
            self.bench.surface.fill((k, k, k, k), area, special_flags=pygame.BLEND_RGBA_MULT)
        target.surface.blit(self.bench.surface, area.topleft, area, special_flags=PREMULTIPLIED)

    def _light(self, area: pygame.Rect, feet: XY, from_right: bool) -> None:
        """The fall of the light, and the grain, over what is cut in `area`."""
        fall = self._fall(from_right)
        x = max(0, min(fall.get_width() - area.w, round(area.x - feet[0] + fall.get_width() / 2)))
        y = max(0, min(fall.get_height() - area.h, round(area.y - feet[1] + fall.get_height())))
        self.bench.surface.blit(fall, area.topleft, (x, y, area.w, area.h), special_flags=MULTIPLY)

    def _shade(self, area: pygame.Rect, strength: float) -> pygame.Surface:
        """The puppet's soft shadow on the sheet behind."""
        w, h = max(1, area.w // SHADOW_STEP), max(1, area.h // SHADOW_STEP)
        shade = pygame.transform.smoothscale(self.bench.surface.subsurface(area), (w, h))
        shade.fill((0, 0, 0, int(150 * strength)), special_flags=pygame.BLEND_RGBA_MULT)
        return pygame.transform.smoothscale(shade, area.size)

    def _thrown(self, side: int) -> XY:
        """How far shadows fall from their papers, in pixels."""
        reach = min(0.03 * self.height, 22.0)
        return (side * reach, reach * 0.5)

    def _print_foot(self, target: Drawing, feet: XY, unit: float, grounded: float) -> None:
        """The dark under the feet, where paper stands on paper."""
        width = max(4, min(4 * self.size[0], int(unit * 0.46)))
        if width not in self._foot_shade:
            if len(self._foot_shade) > 12:
                self._foot_shade.clear()
            self._foot_shade[width] = _foot_shade(width, self.light.finish.style.shadow)
        shade = self._foot_shade[width][0]
        if grounded < 1:
            shade = shade.copy()
            k = int(255 * grounded)
            shade.fill((k, k, k, k), special_flags=pygame.BLEND_RGBA_MULT)
        place = (round(feet[0] - shade.get_width() / 2), round(feet[1] - shade.get_height() / 2))
        target.surface.blit(shade, place, special_flags=PREMULTIPLIED)

    def _fall(self, from_right: bool) -> pygame.Surface:
        made = self._falls.get(from_right)
        if made is None:
            made = self._falls[from_right] = _light_fall(self.light, self.size, self.height, from_right)
        return made[0]


def _light_fall(light: Light, size: tuple[int, int], height: float, from_right: bool) -> tuple[pygame.Surface, Any]:
    """What every puppet is multiplied with: light that falls off across and down it, and the paper's grain."""
    w = max(2, min(size[0], int(height * 2.6)))
    h = max(2, min(size[1], int(height * 1.7)))
    across = (np.arange(w) - w / 2) / max(1.0, height) * (1 if from_right else -1)
    side = 1 - FALL * (0.5 - 0.5 * np.tanh(across * 3.4))
    down = 1 - FOOT * np.clip(1 - (h - np.arange(h)) / max(1.0, height), 0, 1) ** 1.5
    value = down[:, None] * side[None, :] * _grain(w, h, light.finish.style.grain)
    dark = mix((255, 255, 255), light.finish.graded(light.day.haze), 0.22)
    pixels = np.full((h, w, 4), 255, np.uint8)
    for k, tone in enumerate((dark[2], dark[1], dark[0])):
        share = tone / 255
        pixels[:, :, k] = np.clip(255 * (value + (1 - value) * (share - 1) * 0.5), 0, 255)
    return pygame.image.frombuffer(pixels.data, (w, h), "BGRA"), pixels


def _grain(w: int, h: int, grain: float) -> Any:
    """float32 (h, w) about 1: fibres of the paper that the puppet is cut from, tiled."""
    rng = np.random.default_rng(1823)
    side = 192
    fine = rng.normal(0, 1, (side, side)).astype(np.float32)
    fibre = np.zeros_like(fine)
    for shift in range(-5, 6):
        fibre += np.roll(fine, (shift // 2, shift), (0, 1))
    tone = 0.4 * fine + 0.9 * fibre / fibre.std()
    tile = 1 - 0.026 * grain * tone - 0.02 * grain
    return np.tile(tile, (-(-h // side), -(-w // side)))[:h, :w]


def _foot_shade(width: int, strength: float) -> tuple[pygame.Surface, Any]:
    """A flat dark ellipse, soft at its edge, premultiplied."""
    height = max(2, width // 7)
    x = (np.arange(width) - width / 2 + 0.5) / (width / 2)
    y = (np.arange(height) - height / 2 + 0.5) / (height / 2)
    depth = np.clip(1 - np.hypot(x[None, :], y[:, None]), 0, 1) ** 1.4
    pixels = np.zeros((height, width, 4), np.uint8)
    pixels[:, :, 3] = 150 * min(1.0, strength * 1.2) * depth
    return pygame.image.frombuffer(pixels.data, (width, height), "BGRA"), pixels
