"""Seamless tiles of noise that look like paper, brush, chalk and pigment: made once, laid on by multiplying."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any, Final

import numpy as np
import pygame
from numpy.typing import NDArray

SIDE: Final = 512  # pixels of a tile
SIDES: Final = (64, 96, 128, 192, 256, 384, 512, 768, 1024)
UNITS: Final = 6.4  # stage units that a tile covers at scale 1

Field = NDArray[np.float32]


@functools.lru_cache(maxsize=64)
def tile(kind: str, strength: float, side: int, turn: int = 0) -> NDArray[np.uint8]:
    """How light each pixel of a tile is, uint8 (side, side); `strength` 0..1: at 0 all is 255.

    `turn` chooses the direction of brush marks: degrees.
    """
    value = np.clip(1 - strength * (1 - _field(kind, turn)), 0, 1)
    grey: NDArray[np.uint8] = (value * 255).astype(np.uint8)
    if side == SIDE:
        return grey
    pixels = np.repeat(grey[:, :, None], 3, axis=2)
    image = pygame.image.frombuffer(pixels.tobytes(), (SIDE, SIDE), "RGB")
    small = pygame.image.tobytes(pygame.transform.smoothscale(image, (side, side)), "RGB")
    return np.frombuffer(small, np.uint8).reshape(side, side, 3)[:, :, 0].copy()


@functools.lru_cache(maxsize=48)
def shade(kind: str, strength: float, side: int, turn: int = 0) -> pygame.Surface:
    """The tile as a surface to multiply with."""
    pixels = np.repeat(tile(kind, strength, side, turn)[:, :, None], 4, axis=2)
    pixels[:, :, 3] = 255
    return pygame.image.frombuffer(pixels.tobytes(), (side, side), "BGRA")


@functools.lru_cache(maxsize=24)
def _field(kind: str, turn: int) -> Field:
    return FIELDS[kind](turn)


def side_of(unit: float, scale: float = 1.0) -> int:
    """Pixels of a tile's side where a stage unit has `unit` pixels; few different ones, so that tiles are shared."""
    return min(SIDES, key=lambda side: abs(math.log(side / max(UNITS * unit * scale, 1.0))))


def darken(surface: pygame.Surface, texture: pygame.Surface, start: tuple[int, int] = (0, 0)) -> None:
    """Multiply a surface with a seamless texture, whose corner lies at `start` (pixels, modulo its side)."""
    side = texture.get_width()
    for y in range(start[1] % side - side, surface.get_height(), side):
        for x in range(start[0] % side - side, surface.get_width(), side):
            surface.blit(texture, (x, y), special_flags=pygame.BLEND_RGB_MULT)


def noise(seed: int, down: float, across: float, turn: float = 0.0) -> Field:
    """Seamless noise blurred by `down` and `across` pixels, turned by `turn` degrees; mean 0, deviation 1."""
    white = np.random.default_rng(seed).normal(0, 1, (SIDE, SIDE))
    fy, fx = np.fft.fftfreq(SIDE)[:, None], np.fft.rfftfreq(SIDE)[None, :]
    c, s = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    u, v = fx * c + fy * s, fy * c - fx * s
    kernel = np.exp(-2 * np.pi**2 * ((v * down) ** 2 + (u * across) ** 2))
    made = np.fft.irfft2(np.fft.rfft2(white) * kernel, (SIDE, SIDE)).astype(np.float32)
    made -= made.mean()
    return made / max(float(made.std()), 1e-6)


def _bounded(value: Any) -> Field:
    made: Field = np.clip(value, 0, 1).astype(np.float32)
    return made


def _tooth(_: int) -> Field:
    """Rough paper that a stick of chalk leaves bare in its hollows."""
    rough = 0.75 * noise(3, 0.9, 0.9) + 0.5 * noise(4, 2.2, 2.2) + 0.4 * noise(5, 14, 14)
    return _bounded(0.72 + rough * 0.34)


def _cold_pressed(_: int) -> Field:
    """Hills and hollows of watercolour paper in a slanting light."""
    height = noise(11, 2.4, 2.4) + 0.5 * noise(12, 1.1, 1.1)
    slope = np.roll(height, 1, 0) - height + np.roll(height, 1, 1) - height
    return _bounded(0.93 - 0.05 * slope / slope.std() - 0.01 * noise(13, 30, 30))


def _laid(_: int) -> Field:
    """The wires of a paper mould: close lines across, wide ones down."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    lines = np.sin(y * 2 * np.pi / 4) * 0.5 + 0.5
    chains = np.exp(-((((x + 32) % 64) - 32) ** 2) / 2.5)
    return _bounded(0.98 - 0.05 * lines - 0.06 * chains - 0.02 * noise(21, 2, 6))


def _weave(_: int) -> Field:
    """Cloth of a screen."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    threads = np.sin(x * np.pi / 2) * np.sin(y * np.pi / 2)
    return _bounded(0.94 + 0.05 * threads - 0.03 * noise(31, 1, 12) - 0.03 * noise(32, 12, 1))


def _canvas(_: int) -> Field:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    over = np.where(((x // 4) + (y // 4)) % 2 == 0, np.sin(x % 4 * np.pi / 4), np.sin(y % 4 * np.pi / 4))
    return _bounded(0.86 + 0.13 * over - 0.03 * noise(41, 2, 2))


def _plate(_: int) -> Field:
    """A polished plate: hairlines along the buffing."""
    return _bounded(0.985 - 0.02 * noise(51, 0.6, 60) - 0.012 * noise(52, 0.8, 0.8))


def _mottle(_: int) -> Field:
    """Pigment that sank into the hollows of the paper."""
    grains = 0.7 * noise(61, 1.1, 1.1) + 0.5 * noise(62, 3, 3)
    clouds = noise(63, 34, 34)
    return _bounded(0.9 - (0.05 + 0.025 * clouds) * np.maximum(grains, -0.4) - 0.05 * clouds)


def _blooms(_: int) -> Field:
    """Tidelines where water ran back into a wash: dark on one side, fading on the other."""
    ground = noise(71, 60, 60) + 0.1 * noise(72, 9, 9)
    tide = np.zeros_like(ground)
    for level in (-0.7, 0.9):
        beyond = np.maximum(ground - level, 0)
        tide += np.where(ground > level, np.exp(-beyond / 0.16), np.exp(-(((ground - level) / 0.02) ** 2)))
    return _bounded(0.97 - 0.13 * tide + 0.03 * np.clip(ground, -1, 1))


def _strokes(turn: int) -> Field:
    """The hairs of a broad brush, or the side of a stick of chalk."""
    hairs = 0.7 * noise(81, 1.0, 44, turn) + 0.7 * noise(82, 2.6, 70, turn)
    ends = noise(83, 9, 34, turn)
    return _bounded(0.86 - 0.13 * hairs - 0.07 * ends)


def _dry(_: int) -> Field:
    """A brush that runs out of ink: bare streaks."""
    streaks = 0.8 * noise(91, 1.2, 60) + 0.6 * noise(92, 1.6, 5) + 0.7 * noise(93, 22, 40)
    return _bounded(0.78 + 0.55 * streaks)


FIELDS: Final[dict[str, Callable[[int], Field]]] = {
    "tooth": _tooth,
    "cold-pressed": _cold_pressed,
    "laid": _laid,
    "weave": _weave,
    "canvas": _canvas,
    "plate": _plate,
    "mottle": _mottle,
    "blooms": _blooms,
    "strokes": _strokes,
    "dry": _dry,
}
