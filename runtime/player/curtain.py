"""A velvet curtain in folds, drawn together before a picture: its folds gather as it opens, its hem follows late."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pygame

STEP: Final = 3  # the cloth is woven at a third of the size: it is soft
FOLDS: Final = 8  # in each half
VELVET: Final = np.array([30, 26, 120], np.float32)  # bgr in full light
GOLD: Final = np.array([84, 160, 206], np.float32)
SHADE: Final = 0.62  # how dark the picture is just beside the cloth
COLUMNS: Final = 512  # of the woven cloth, from the wing to the inner hem

Cloth = npt.NDArray[Any]


def draw_curtain(made: pygame.Surface, closed: float, going: float) -> None:
    """Lay both halves over a picture. `closed`: 0 open .. 1 shut; `going`, -1..1: which way; the hem trails behind."""
    w, h = made.get_size()
    half, rows = max(2, (w // 2 + 1) // STEP), max(2, h // STEP)
    cloth = _half(half, rows, closed, going)
    small = pygame.image.frombuffer(cloth.data, (cloth.shape[1], rows), "BGRA")
    left = pygame.transform.smoothscale(small, (round(cloth.shape[1] / half * (w / 2 + 1)), h))
    made.blit(left, (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)
    right = pygame.transform.flip(left, True, False)
    made.blit(right, (w - right.get_width(), 0), special_flags=pygame.BLEND_PREMULTIPLIED)


def _half(half: int, rows: int, closed: float, going: float) -> Cloth:
    """Premultiplied uint8 (rows, columns, bgra): the left half and the shadow that it throws on the picture."""
    edge = _hem(half, np.linspace(0, 1, rows, dtype=np.float32), closed, going)[:, None]
    reach = 0.1 * half
    x = np.arange(max(2, min(half, math.ceil(float(edge.max()) + reach))), dtype=np.float32)[None, :]
    share = x / np.maximum(edge, 1.0)  # 0 at the wing .. 1 at the hem
    column = np.minimum(share * (COLUMNS - 1), COLUMNS - 1).astype(np.int32)
    thread = column + (np.arange(rows, dtype=np.int32) * COLUMNS)[:, None]
    cloth: Cloth = _woven(rows).view(np.uint32).ravel().take(thread)
    beside = np.clip(1 - (x - edge) / reach, 0, 1)
    dark = (255 * SHADE * min(1.0, 6 * closed) * beside * beside).astype(np.uint32) << 24
    made: Cloth = np.where(share < 1, cloth, dark).view(np.uint8).reshape(rows, -1, 4)
    return made


def _hem(half: int, down: npt.NDArray[np.float32], closed: float, going: float) -> npt.NDArray[np.float32]:
    """Where the inner edge is in each row, in pixels: its foot trails, and swings in a long wave."""
    trail = 0.1 * half * going * down**1.6
    wave = 0.012 * half * np.sin(5.2 * down + 9 * closed) * down * math.sin(math.pi * min(1.0, closed))
    edge: npt.NDArray[np.float32] = (closed * half * 1.03 - trail * (0 < closed < 1) - wave).astype(np.float32)
    return edge


@lru_cache(maxsize=4)
def _woven(rows: int) -> Cloth:
    """uint8 (rows, COLUMNS, bgra): folds that deepen downwards, footlights below, a hem of gold with a fringe."""
    u = np.linspace(0, 1, COLUMNS, dtype=np.float32)[None, :]
    v = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    phase = 2 * math.pi * FOLDS * (u + 0.012 * np.sin(7 * u)) + 0.5 * np.sin(3.1 * v + 9 * u)
    fold = np.cos(phase) * (0.72 + 0.28 * v)
    light = 0.5 + 0.5 * fold
    light = 0.16 + 0.84 * light**1.4 + 0.25 * np.maximum(0, fold) ** 12  # sheen along the ridges
    light *= 0.72 + 0.2 * v + 0.34 * np.clip((v - 0.72) / 0.28, 0, 1) ** 2
    pile = np.random.default_rng(1881).normal(1, 0.03, (rows, COLUMNS)).astype(np.float32)
    colour = VELVET[None, None, :] * (light * pile)[:, :, None]
    hem = ((u > 0.955) & (u < 0.985)) | (v > 0.955)
    thread = 0.7 + 0.3 * np.sin(v * rows * 0.9 + u * COLUMNS * 0.5)
    gold = GOLD[None, None, :] * (np.clip(light, 0.3, 1) * thread)[:, :, None]
    colour = np.where(hem[:, :, None], gold, colour)
    woven = np.full((rows, COLUMNS, 4), 255, np.uint8)
    woven[:, :, :3] = np.clip(colour, 0, 255)
    return woven
