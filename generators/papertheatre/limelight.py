"""Figures in the light of their set: which lamp reaches them from where, and the shadow they throw on the floor."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import pygame

from generators.papertheatre.camera import View
from generators.papertheatre.colour import clamp
from generators.papertheatre.light import Light
from generators.papertheatre.paper import PREMULTIPLIED
from generators.papertheatre.scenery import Scenery

STEP: Final = 8  # floor shadows are made at an eighth of the size: they are soft
ROWS: Final = 2  # pixels: rows of a shadow that are shifted alike, as it leans
LAMP_RADIUS: Final = 1.2  # stage units: smaller glows are windows and sparks, they light nobody
LAMP_DEPTH: Final = 0.45  # lamps further off than this reach nobody
MOST_SLANT: Final = 1.5


@dataclass(frozen=True)
class Cast:
    """A shadow on the floor: how far it leans for each unit of its length, how long, how dark."""

    slant: float  # to the right
    length: float  # share of the figure's height, towards us
    strength: float  # 0..1


class Limelight:
    """All that shines on the figures of one set, seen in one view."""

    def __init__(self, s: Scenery, view: View) -> None:
        self.light: Light = s.light
        self.unit = view.scale(1.0)
        self.main = view.pixel(*s.light.source, 0.05 if not s.light.interior else 0.9)
        self.lamps = [
            (*view.pixel(g.x, g.y, g.depth), g.strength * g.radius)
            for g in s.glows
            if g.radius >= LAMP_RADIUS and g.depth >= LAMP_DEPTH and g.after is None and g.flat == 1.0
        ]

    def towards(self, x: float, y: float) -> tuple[float, float]:
        """The direction, of length 0..1, from a pixel to where most of its light comes from; never jumps."""
        dx, dy = self._pull(x, y, *self.main, self._daylight())
        for lx, ly, strength in self.lamps:
            ax, ay = self._pull(x, y, lx, ly, 4.0 * strength * self._lit(lx - x, ly - y))
            dx, dy = dx + ax, dy + ay
        away = math.hypot(dx, dy)
        return (dx / max(away, 1.0), dy / max(away, 1.0))

    def cast(self, feet: tuple[float, float], height: float) -> Cast:
        """The shadow on the floor of somebody `height` pixels tall who stands at `feet`."""
        dx, dy = self.towards(feet[0], feet[1] - height * 0.6)
        low = clamp(1 + dy)  # 1: the light stands low, 0: right overhead
        air = self.light.air.sun if not self.light.interior else 1.0
        dark = self.light.finish.style.shadow * (0.25 + 0.75 * air) * (0.8 if self.light.night else 1.0)
        return Cast(clamp(-dx * 1.25, -MOST_SLANT, MOST_SLANT), 0.13 + 0.2 * low, min(0.8, 0.85 * dark))

    def _daylight(self) -> float:
        if self.light.interior:
            return 1.0
        return 0.25 + 1.2 * self.light.air.sun * (0.5 if self.light.night else 1.0)

    def _lit(self, dx: float, dy: float) -> float:
        """How much of a lamp arrives, by its distance in pixels."""
        return 1 / (1 + (math.hypot(dx, dy) / (2.2 * self.unit)) ** 2)

    def _pull(self, x: float, y: float, lx: float, ly: float, strength: float) -> tuple[float, float]:
        dx, dy = lx - x, ly - y
        away = math.hypot(dx, dy) + 0.3 * self.unit  # under a lamp its pull swings over gently
        return (strength * dx / away, strength * dy / away)


def print_cast(
    target: pygame.Surface, puppet: pygame.Surface, area: pygame.Rect, feet: tuple[float, float], cast: Cast
) -> None:
    """Lay the shadow of what is cut in `area` of a bench on the floor before it, paler away from the feet."""
    high = min(int(feet[1]) - area.y, area.h)
    if cast.strength < 0.04 or high < 3 * STEP or area.w < STEP:
        return
    standing = pygame.Rect(area.x, area.y, area.w, high)
    w, rows = max(1, standing.w // STEP), max(2, round(standing.h * cast.length / STEP))
    small = pygame.transform.flip(pygame.transform.smoothscale(puppet.subsurface(standing), (w, rows)), False, True)
    for k in range(rows):
        fade = int(255 * cast.strength * (1 - 0.72 * (k + 0.5) / rows))
        small.fill((0, 0, 0, fade), (0, k, w, 1), special_flags=pygame.BLEND_RGBA_MULT)
    wide, deep = w * STEP, rows * STEP
    soft = pygame.transform.smoothscale(small, (wide, deep))
    left, top = area.x, round(feet[1] - 0.5 * STEP)
    for y in range(0, deep, ROWS):
        place = (round(left + cast.slant * y), top + y)
        target.blit(soft, place, (0, y, wide, ROWS), special_flags=PREMULTIPLIED)
