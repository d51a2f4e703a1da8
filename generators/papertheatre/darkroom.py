"""What happens to a whole frame: contrast, a screen of lines, the dye of a tinted film, dust, an unsteady lamp.

Everything is prepared once for a size, a look and a time of day; a frame costs a few saturating blits.
"""

from __future__ import annotations

import math
from random import Random
from typing import Any, Final

import numpy as np
import pygame
import skia

from generators.base import Setting
from generators.papertheatre.colour import RGB, argb, mix
from generators.papertheatre.drawing import Drawing, drawing
from generators.papertheatre.looks.finish import Finish
from generators.papertheatre.materials import LEAST_PITCH, screen_wave
from generators.papertheatre.overlays import lay_overlays, lay_paper
from generators.papertheatre.paper import PREMULTIPLIED
from generators.papertheatre.proscenium import draw_border

ADD: Final = pygame.BLEND_RGB_ADD
SUB: Final = pygame.BLEND_RGB_SUB
MULT: Final = pygame.BLEND_RGB_MULT
MAX: Final = pygame.BLEND_RGB_MAX
LIFT: Final = 0.08  # share of a dye that the darks of a tinted film keep
SPECKS: Final = 4  # the most in a frame
SCRATCH_S: Final = 2.6  # how long a scratch may run


class Darkroom:
    """Develops frames of one look at one time of day. `size` is the format's, in pixels."""

    def __init__(self, size: tuple[int, int], finish: Finish, setting: Setting) -> None:
        self.size, self.finish = size, finish
        self.unit = min(size) / 9
        self.frame = finish.recipe.frame
        self.dye = dye_of(finish, setting)
        self.screen = _screen(size, finish, self.unit)
        self.doublings = self.frame.contrast
        self._overlay = self._make_overlay(setting)

    def _make_overlay(self, setting: Setting) -> Drawing:
        """All that lies still over the picture, as one premultiplied sheet."""
        made = drawing(*self.size)
        lay_paper(made, self.finish)
        lay_overlays(made.canvas, self.size, self.finish, setting)
        draw_border(made.canvas, *self.size, self.finish)
        return made

    @property
    def size_bytes(self) -> int:
        return self.size[0] * self.size[1] * (8 if self.screen else 4)

    def shift(self, t_s: float) -> tuple[float, float]:
        """How far the film stands from its place, in pixels."""
        a = self.frame.weave * self.unit
        if not a:
            return (0.0, 0.0)
        return (
            a * (0.6 * math.sin(t_s * 3.1) + 0.4 * math.sin(t_s * 7.3)),
            a * (0.7 * math.sin(t_s * 4.3 + 1) + 0.3 * math.sin(t_s * 9.1)),
        )

    def develop(self, picture: Drawing, frame: int, t_s: float) -> None:
        """Develop one projected frame in place; `cover` is the last step."""
        surface, same = picture.surface, _twin(picture)
        if self.frame.level:
            level = round(255 * abs(self.frame.level))
            surface.fill((level, level, level), special_flags=ADD if self.frame.level > 0 else SUB)
        for _ in range(self.doublings):
            surface.fill((64, 64, 64), special_flags=SUB)
            surface.blit(same, (0, 0), special_flags=ADD)
        if self.screen is not None:
            self._print(surface, same, self.screen)
        if self.dye is not None:
            surface.fill(_levels(self.dye), special_flags=MULT)
            surface.fill(_levels(mix((0, 0, 0), self.dye, LIFT)), special_flags=ADD)
        if self.frame.dust:
            self._draw_dust(picture.canvas, frame, t_s)
        if self.frame.flicker:
            lit = 255 * (1 - self.frame.flicker * lamp(t_s))
            surface.fill(_levels((lit, lit, lit)), special_flags=MULT)

    def cover(self, picture: Drawing) -> None:
        """Lay over a developed frame what lies still over all frames."""
        picture.surface.blit(self._overlay.surface, (0, 0), special_flags=PREMULTIPLIED)

    def _print(self, surface: pygame.Surface, same: pygame.Surface, screen: tuple[pygame.Surface, int, Any]) -> None:
        """Tones become lines of the dark ink on the light one: (picture - screen) made steep, then dyed."""
        lines, steepness, _ = screen
        surface.blit(lines, (0, 0), special_flags=SUB)
        for _ in range(steepness):
            surface.blit(same, (0, 0), special_flags=ADD)
        dark, light = self.finish.inks[0], self.finish.inks[-1]
        surface.fill(_levels(light), special_flags=MULT)
        surface.fill(_levels(dark), special_flags=MAX)

    def _draw_dust(self, canvas: Any, frame: int, t_s: float) -> None:
        """A few specks that are gone with the frame, and now and then a scratch that runs for a while."""
        width, height = self.size
        rng = Random(frame * 7919 + 11)
        for _ in range(SPECKS):
            x, y, size, tone = rng.random() * width, rng.random() * height, rng.random(), rng.random()
            if rng.random() < self.frame.dust * 0.3:
                paint = skia.Paint(AntiAlias=True, Color=argb((24, 18, 14) if tone < 0.6 else (255, 246, 226), 0.5))
                canvas.drawOval(
                    skia.Rect.MakeXYWH(x, y, (1 + 2.4 * size) * width / 640, (1 + tone) * width / 640), paint
                )
        run = Random(int(t_s / SCRATCH_S) * 104729 + 3)
        if run.random() < self.frame.dust * 0.6:
            x = width * (0.12 + 0.76 * run.random()) + rng.random() * width / 900
            paint = skia.Paint(AntiAlias=True, Color=argb((255, 246, 226), 0.2))
            paint.setStrokeWidth(max(0.7, width / 1400))
            canvas.drawLine(x, 0, x + run.uniform(-2, 2), height, paint)


def _twin(picture: Drawing) -> pygame.Surface:
    """Another surface over the same memory: a surface that is laid on itself would be copied first."""
    height, width = picture.pixels[0].shape[:2]
    made = pygame.image.frombuffer(picture.pixels[0].data, (width, height), "BGRA")
    made.set_alpha(None)
    return made


def lamp(t_s: float) -> float:
    """0..1: how far a projector's lamp has sunk; below three swells a second."""
    return 0.5 + 0.3 * math.sin(2 * math.pi * 1.3 * t_s) + 0.2 * math.sin(2 * math.pi * 2.6 * t_s + 0.8)


def dye_of(finish: Finish, setting: Setting) -> RGB | None:
    """The colour that the whole frame is dyed in at this time of day, as films were."""
    tints = finish.recipe.frame.tints
    if setting.interior and tints.interior is not None:
        return tints.interior
    dye: RGB | None = getattr(tints, setting.time.value)
    return dye


def _screen(size: tuple[int, int], finish: Finish, unit: float) -> tuple[pygame.Surface, int, Any] | None:
    """(what is taken off the picture, how often it is doubled after that, the memory) for looks of two inks.

    The screen is narrow, so that sheets that are printed already stay as they are.
    """
    screen = finish.recipe.screen
    if not screen.whole or len(finish.inks) < 2:
        return None
    width, height = size
    wave = np.full((1, 1), 128, np.uint8)
    if screen.kind != "none":
        pitch = max(LEAST_PITCH, screen.pitch * unit)
        wave = screen_wave(screen.kind, (height, width), pitch, np.zeros(width, np.float32), 0.5)
    steepness = max(1, round(math.log2(screen.hardness)) + 1)
    made = drawing(width, height)
    made.pixels[0][:, :, :3] = np.clip((112 + wave.astype(np.int16) // 8) - (128 >> steepness), 0, 255).astype(
        np.uint8
    )[:, :, None]
    made.pixels[0][:, :, 3] = 255
    made.surface.set_alpha(None)
    return made.surface, steepness, made


def _levels(colour: RGB) -> tuple[int, int, int]:
    r, g, b = (max(0, min(255, round(v))) for v in colour)
    return (r, g, b)
