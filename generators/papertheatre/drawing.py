"""Pixels that skia draws into and pygame blits from: one memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pygame
import skia


@dataclass(frozen=True)
class Drawing:
    """Pixels that skia draws into and pygame blits from: one memory."""

    pixels: Any  # uint8 (height, width, bgra), premultiplied
    canvas: Any  # skia.Canvas
    surface: pygame.Surface


def drawing(width: int, height: int) -> Drawing:
    pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    made = skia.Surface.MakeRasterDirect(info, pixels)
    canvas = made.getCanvas()
    return Drawing((pixels, made), canvas, pygame.image.frombuffer(pixels.data, (width, height), "BGRA"))
