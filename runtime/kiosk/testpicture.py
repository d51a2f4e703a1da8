"""The test picture and its tone: is the whole screen seen, is it sharp, are circles round, is left left?

Its one rule: nothing in it moves, so that whatever flickers is the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pygame

from runtime.audio.clock import RATE
from runtime.player.palette import Colour
from runtime.player.plan import Box, Stage

if TYPE_CHECKING:
    from runtime.player.faces import Sound

SQUARES = 18  # of the grid, in the shorter side
SAFE = (0.93, 0.90)  # of both sides: action and titles, EBU R 95
GROUND, LINE, FRAME = (58, 58, 58), (120, 120, 120), (240, 240, 240)
BAR = 191  # 75 % bars
MIX = ((1, 1, 1), (1, 1, 0), (0, 1, 1), (0, 1, 0), (1, 0, 1), (1, 0, 0), (0, 0, 1), (0, 0, 0))
BARS = tuple((BAR * r, BAR * g, BAR * b) for r, g, b in MIX)
GREYS = 11
SHADOWS = (0, 5, 10, 16, 24, 32)  # whoever cannot tell them apart turns the brightness up
TONE_HZ = 1000.0
TONE = 10 ** (-30 / 20)  # of full scale: quiet
RAMP = RATE // 50  # samples in which it comes and goes


@lru_cache(maxsize=2)
def reference(size: tuple[int, int]) -> pygame.Surface:
    """Grid, frame, safe areas, circles, colour bars, greys, shadows and fine lines; `size` in pixels."""
    made = pygame.Surface(size, 0, 32)
    made.fill(GROUND)
    box = Box(0, 0, *size)
    _grid(made, box)
    width, height = round(size[0] * 0.62), round(Stage(*size).px(120))
    top = round(size[1] * 0.5) - 3 * height // 2
    rows = [Box((size[0] - width) // 2, top + n * height, width, height) for n in range(3)]
    _row(made, rows[0], BARS)
    _row(made, rows[1], [(v, v, v) for v in (round(255 * n / (GREYS - 1)) for n in range(GREYS))])
    _row(made, rows[2]._replace(w=width // 2), [(v, v, v) for v in SHADOWS])
    _lines(made, rows[2]._replace(x=rows[2].x + width // 2, w=width - width // 2))
    _circles(made, box)
    for share in SAFE:
        safe = box.middle(round(size[0] * share), round(size[1] * share))
        pygame.draw.rect(made, FRAME, safe, 1)
    pygame.draw.rect(made, FRAME, box, 1)  # the outermost pixels: one side missing, and the screen cuts it off
    return made


def _grid(surface: pygame.Surface, box: Box) -> None:
    """Squares, counted from the middle."""
    side = min(box.w, box.h) / SQUARES
    for n in range(-int(box.w / side / 2), int(box.w / side / 2) + 1):
        surface.fill(LINE, (round(box.w / 2 + n * side), 0, 1, box.h))
    for n in range(-int(box.h / side / 2), int(box.h / side / 2) + 1):
        surface.fill(LINE, (0, round(box.h / 2 + n * side), box.w, 1))


def _circles(surface: pygame.Surface, box: Box) -> None:
    """One in the middle, and one in each corner."""
    radius = round(min(box.w, box.h) * 0.45)
    small = radius // 4
    pygame.draw.circle(surface, FRAME, box.centre, radius, 2)
    inset = box.inset(small + round(box.w * 0.05), small + round(box.h * 0.05))
    for x in (inset.x, inset.right):
        for y in (inset.y, inset.bottom):
            pygame.draw.circle(surface, FRAME, (x, y), small, 2)


def _row(surface: pygame.Surface, box: Box, colours: Sequence[Colour]) -> None:
    edges = [box.x + round(box.w * n / len(colours)) for n in range(len(colours) + 1)]
    for colour, (left, right) in zip(colours, pairwise(edges), strict=True):
        surface.fill(colour, (left, box.y, right - left, box.h))


def _lines(surface: pygame.Surface, box: Box) -> None:
    """Lines of one, two and three pixels: they run together where the screen is not at its own size."""
    third = box.w // 3
    for n, thick in enumerate((1, 2, 3)):
        part = Box(box.x + n * third, box.y, third, box.h)
        surface.fill((0, 0, 0), part)
        for x in range(part.x, part.right - thick, 2 * thick):
            surface.fill(FRAME, (x, part.y, thick, part.h // 2))
        for y in range(part.y + part.h // 2, part.bottom - thick, 2 * thick):
            surface.fill(FRAME, (part.x, y, part.w, thick))


def tone(first: int, n: int, most: float = 1.0) -> Sound:
    """float32 (n, 2) from sample `first` on: a second left, one right, one of silence; `most`: the loudest."""
    at = np.arange(first, first + n)
    second, within = at // RATE % 3, at % RATE
    soft = np.minimum(1.0, np.minimum(within, RATE - within) / RAMP)
    wave = min(TONE, most) * soft * np.sin(2 * np.pi * TONE_HZ * within / RATE)
    return np.stack((wave * (second == 0), wave * (second == 1)), axis=1).astype(np.float32)
