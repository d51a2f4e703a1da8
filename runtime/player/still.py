"""A small picture of a moment: copied on the loop, made a JPEG wherever there is time, and looked at with care.

A still that is read back comes from a save, so it is distrusted: its own header is read before it is opened.
"""

from __future__ import annotations

import io
import threading
from functools import lru_cache

import pygame

SLOT = (320, 180)  # pixels of a still, at most
THUMB = (240, 135)
MOST = (640, 640)  # nothing larger is opened
SMALLER = 0.75
_LEAST = 16  # pixels across


class Still:
    """A copy of a picture; calling it gives its JPEG, made once, on whichever thread asks first."""

    def __init__(self, picture: pygame.Surface, size: tuple[int, int] = SLOT, limit: int = 40_000) -> None:
        self._picture: pygame.Surface | None = picture.copy()
        self._size, self._limit = size, limit
        self._lock = threading.Lock()
        self._jpeg = b""

    def __call__(self) -> bytes:
        """At most `limit` bytes; smaller where the picture is too rich, empty where none can be made."""
        with self._lock:
            if self._picture is not None:
                self._jpeg, self._picture = jpeg(self._picture, self._size, self._limit), None
            return self._jpeg


def jpeg(picture: pygame.Surface, size: tuple[int, int], limit: int) -> bytes:
    """The picture within `size`, its shape kept, as a JPEG of at most `limit` bytes; empty if there is none."""
    w, h = picture.get_size()
    share = min(1.0, size[0] / w, size[1] / h)
    plain = picture if picture.get_bytesize() in (3, 4) else picture.convert(24)
    while w * share >= _LEAST and h * share >= 1:
        small = pygame.transform.smoothscale(plain, (round(w * share), max(1, round(h * share))))
        out = io.BytesIO()
        try:
            pygame.image.save(small, out, "still.jpg")
        except pygame.error:
            return b""
        if out.tell() <= limit:
            return out.getvalue()
        share *= SMALLER
    return b""


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height as a JPEG's header has them, without opening it; None for anything else."""
    if data[:2] != b"\xff\xd8":
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in (0xC0, 0xC1, 0xC2):  # a frame begins
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        if length < 2 or marker in (0xD9, 0xDA):
            return None
        at += 2 + length
    return None


@lru_cache(maxsize=64)
def opened(data: bytes, size: tuple[int, int]) -> pygame.Surface | None:
    """A still, filling `size` pixels, what is over cut off at the edges; None where it cannot or must not be opened."""
    told = size_of(data)
    if told is None or not (0 < told[0] <= MOST[0] and 0 < told[1] <= MOST[1]) or min(size) < 1:
        return None
    try:
        picture = pygame.image.load(io.BytesIO(data), "still.jpg")
    except pygame.error:
        return None
    w, h = picture.get_size()
    share = max(size[0] / w, size[1] / h)
    scaled = pygame.transform.smoothscale(picture, (max(size[0], round(w * share)), max(size[1], round(h * share))))
    made = pygame.Surface(size, 0, 32)
    made.blit(scaled, ((size[0] - scaled.get_width()) // 2, (size[1] - scaled.get_height()) // 2))
    return made
