"""How one picture goes over into the next: cut, dissolve, iris, curtain and page, at the pictures' own size."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import pygame

from generators.base import Transition
from runtime.overlay import Picture

if TYPE_CHECKING:
    from runtime.overlay import Pixels

VELVET = (92, 24, 28)
RINGS = 10  # of the iris's soft edge


def as_surface(frame: Pixels) -> pygame.Surface:
    """A surface that shares the frame's memory (uint8, height, width, rgb); keep the frame alive while it is used."""
    whole = frame if frame.flags["C_CONTIGUOUS"] else frame.copy()
    return pygame.image.frombuffer(whole.data, (whole.shape[1], whole.shape[0]), "RGB")


def composed(picture: Picture) -> pygame.Surface | None:
    """The picture of this moment; None when there is none yet."""
    if picture.frame is None:
        return None if picture.outgoing is None else as_surface(picture.outgoing)
    if picture.outgoing is None or picture.progress >= 1.0 or picture.transition not in BLENDS:
        return as_surface(picture.frame)
    coming, going = as_surface(picture.frame), as_surface(picture.outgoing)
    made = pygame.Surface(coming.get_size(), 0, 32)
    if going.get_size() != coming.get_size():
        going = pygame.transform.scale(going, coming.get_size())
    BLENDS[picture.transition](made, going, coming, min(1.0, max(0.0, picture.progress)))
    return made


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _dissolve(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    made.blit(going, (0, 0))
    over = coming.convert(made)
    over.set_alpha(round(255 * _eased(progress)))
    made.blit(over, (0, 0))


def _iris(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    """A circle closes over what goes and opens on what comes."""
    w, h = made.get_size()
    made.blit(going if progress < 0.5 else coming, (0, 0))
    open_share = _eased(abs(1 - 2 * progress))
    reach = math.hypot(w, h) / 2
    mask = pygame.Surface((w, h), pygame.SRCALPHA, 32)
    mask.fill((6, 5, 8, 255))
    for ring in range(RINGS):
        radius = open_share * reach * 1.1 - ring * h / 110
        if radius > 0:
            alpha = round(255 * (1 - (ring + 1) / RINGS))
            pygame.draw.circle(mask, (6, 5, 8, alpha), (w // 2, h // 2), round(radius))
    made.blit(mask, (0, 0))


def _curtain(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    """Two halves of velvet meet, and part again on what comes."""
    w, h = made.get_size()
    made.blit(going if progress < 0.5 else coming, (0, 0))
    closed = min(1.0, _eased(1 - abs(1 - 2 * progress)) * 1.06)
    half = round(closed * (w / 2 + 1))
    cloth = _velvet((w // 2 + 1, h))
    made.blit(cloth, (half - cloth.get_width(), 0))
    made.blit(pygame.transform.flip(cloth, True, False), (w - half, 0))


@lru_cache(maxsize=4)
def _velvet(size: tuple[int, int]) -> pygame.Surface:
    """Cloth in folds, with a hem of gold at its inner edge."""
    w, h = size
    strip = pygame.Surface((w, 1), 0, 32)
    for x in range(w):
        fold = 0.55 + 0.45 * math.sin(x / w * 6.283 * 7 + 0.9 * math.sin(x / w * 19))
        strip.set_at((x, 0), tuple(round(c * (0.35 + 0.65 * fold)) for c in VELVET))
    cloth = pygame.transform.scale(strip, size)
    cloth.fill((176, 138, 76), (w - max(2, w // 90), 0, max(1, w // 160), h))
    return cloth


def _page(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    """A leaf turns from right to left: its back is paper, its shadow falls on what comes."""
    w, h = made.get_size()
    share = _eased(progress)
    fold = round(w * (1 - share))
    leaf = round(w * 0.22 * math.sin(math.pi * share)) + 1
    made.blit(coming, (fold, 0), (fold, 0, w - fold, h))
    made.blit(going, (0, 0), (0, 0, fold, h))
    shade = pygame.transform.scale(_shade(), (leaf + w // 12, h))
    made.blit(shade, (fold, 0))
    made.blit(pygame.transform.scale(_leaf(), (leaf, h)), (fold - leaf // 3, 0))


@lru_cache(maxsize=1)
def _shade() -> pygame.Surface:
    shade = pygame.Surface((64, 1), pygame.SRCALPHA, 32)
    for x in range(64):
        shade.set_at((x, 0), (0, 0, 0, round(150 * (1 - x / 63) ** 2)))
    return shade


@lru_cache(maxsize=1)
def _leaf() -> pygame.Surface:
    leaf = pygame.Surface((64, 1), 0, 32)
    for x in range(64):
        light = 0.55 + 0.45 * math.sin(math.pi * (0.15 + 0.8 * x / 63))
        leaf.set_at((x, 0), tuple(round(c * light) for c in (205, 192, 168)))
    return leaf


BLENDS = {
    Transition.DISSOLVE: _dissolve,
    Transition.IRIS: _iris,
    Transition.CURTAIN: _curtain,
    Transition.PAGE: _page,
}
