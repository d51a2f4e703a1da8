"""A show's poster for the menu: a small paper stage whose colours, hills and lamp follow from the title's digest."""

from __future__ import annotations

import hashlib
import math
from colorsys import hls_to_rgb
from functools import lru_cache
from itertools import pairwise

import pygame

from runtime.player.palette import Colour, mixed

FINE = 2
SHEETS = 5


@lru_cache(maxsize=48)
def poster(title: str, size: tuple[int, int], radius: int) -> pygame.Surface:
    """The poster at a size in pixels, its corners rounded."""
    w, h = size[0] * FINE, size[1] * FINE
    seeds = hashlib.blake2b(title.encode(), digest_size=32).digest()
    large = pygame.Surface((w, h), pygame.SRCALPHA, 32)
    hue = seeds[0] / 255
    _sky(large, hue)
    _lamp(large, seeds, hue)
    for sheet in range(SHEETS):
        _hills(large, sheet, seeds, hue)
    made = pygame.transform.smoothscale(large, size)
    _frame(made, radius)
    return made


def _tone(hue: float, light: float, colourful: float) -> Colour:
    r, g, b = hls_to_rgb(hue % 1, light, colourful)
    return round(255 * r), round(255 * g), round(255 * b)


def _sky(large: pygame.Surface, hue: float) -> None:
    w, h = large.get_size()
    top, horizon = _tone(hue, 0.10, 0.45), _tone(hue + 0.42, 0.55, 0.5)
    for y in range(h):
        share = min(1.0, y / (0.75 * h))
        large.fill(mixed(top, horizon, share**2.2), (0, y, w, 1))


def _lamp(large: pygame.Surface, seeds: bytes, hue: float) -> None:
    """A moon or sun with its glow."""
    w, h = large.get_size()
    x, y, r = round(w * (0.25 + 0.5 * seeds[1] / 255)), round(h * (0.25 + 0.2 * seeds[2] / 255)), round(h * 0.09)
    glow = _tone(hue + 0.45, 0.75, 0.8)
    for step in range(12, 0, -1):
        halo = pygame.Surface((2 * r * step, 2 * r * step), pygame.SRCALPHA, 32)
        pygame.draw.circle(halo, (*glow, 9), (r * step, r * step), round(r * (1 + step * 0.28)))
        large.blit(halo, (x - r * step, y - r * step))
    pygame.draw.circle(large, mixed(glow, (255, 250, 235), 0.6), (x, y), r)


def _hills(large: pygame.Surface, sheet: int, seeds: bytes, hue: float) -> None:
    """One cut sheet: its shadow, its paper, and the thin light on its edge."""
    w, h = large.get_size()
    base = h * (0.50 + 0.115 * sheet)
    waves = [(seeds[4 + sheet * 4 + i] / 255, h * (0.055 / (i + 1)), (1.1 + i * 1.3)) for i in range(3)]
    line = [(x, base + sum(a * math.sin(6.283 * (p + f * x / w)) for p, a, f in waves)) for x in range(0, w + 8, 8)]
    light = 0.40 - 0.075 * sheet
    for rise, strength in ((10, 14), (6, 22), (3, 34)):
        shade = pygame.Surface((w, h), pygame.SRCALPHA, 32)
        pygame.draw.polygon(shade, (0, 0, 0, strength), [(x, y - rise * FINE) for x, y in line] + [(w, h), (0, h)])
        large.blit(shade, (0, 0))
    paper = _tone(hue + 0.04 * sheet, light, 0.32)
    pygame.draw.polygon(large, paper, [*line, (w, h), (0, h)])
    rim = mixed(paper, (255, 226, 178), 0.6)
    for a, b in pairwise(line):
        pygame.draw.line(large, rim, a, b, FINE)


def _frame(made: pygame.Surface, radius: int) -> None:
    """Round the corners and darken toward the edges, as a proscenium does."""
    w, h = made.get_size()
    edges = pygame.Surface((32, 18), pygame.SRCALPHA, 32)
    for y in range(18):
        for x in range(32):
            far = math.hypot((x - 15.5) / 15.5, (y - 8.5) / 8.5)
            edges.set_at((x, y), (8, 8, 12, round(150 * max(0.0, min(1.0, far - 0.55)))))
    made.blit(pygame.transform.smoothscale(edges, (w, h)), (0, 0))
    if radius:
        mask = pygame.Surface((w * FINE, h * FINE), pygame.SRCALPHA, 32)
        pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), border_radius=radius * FINE)
        made.blit(pygame.transform.smoothscale(mask, (w, h)), (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
