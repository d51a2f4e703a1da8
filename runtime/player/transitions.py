"""How one picture goes over into the next: cut, dissolve, iris, curtain and page, at the pictures' own size."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt
import pygame

from generators.base import Transition
from runtime.overlay import Picture
from runtime.player.curtain import draw_curtain
from runtime.player.leaf import draw_page

if TYPE_CHECKING:
    from runtime.overlay import Pixels

IRIS_STEP: Final = 4  # the iris is made at a quarter of the size: its edge is soft
IRIS_SOFT: Final = 0.07  # width of its edge, and of the light along it, as shares of the picture's height
IRIS_GLOW: Final = 0.06
BLADES: Final = 9
LAMP: Final = np.array([34, 74, 112], np.float32)  # bgr, along the iris's edge


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


MOVING = (Transition.IRIS, Transition.CURTAIN, Transition.PAGE)


def calmed(picture: Picture) -> Picture:
    """Where something would move across the picture, one picture fades into the other."""
    return replace(picture, transition=Transition.DISSOLVE) if picture.transition in MOVING else picture


def _eased(share: float) -> float:
    return share * share * (3 - 2 * share)


def _dissolve(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    made.blit(going, (0, 0))
    over = coming.convert(made)
    over.set_alpha(round(255 * _eased(progress)))
    made.blit(over, (0, 0))


def _iris(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    """Blades close over what goes and open on what comes; a lamp shines softly along their edge."""
    w, h = made.get_size()
    made.blit(going if progress < 0.5 else coming, (0, 0))
    blades = _blades((w, h))
    reach = _eased(abs(1 - 2 * progress)) * 1.16 - 0.06
    unit = math.hypot(w, h) / 2 / h  # to shares of the picture's height: > 0 lies behind the blades
    away = blades - np.float32(reach)
    dark = np.clip(away * np.float32(unit / IRIS_SOFT) + np.float32(0.5), 0, 1)
    near = away * np.float32(unit / IRIS_GLOW)
    glow = np.float32(min(1.0, 3 * (1 - reach))) / (1 + near * near) ** 2
    small = np.zeros((*away.shape, 4), np.uint8)  # bgra, premultiplied: never brighter than it is opaque
    np.multiply(glow[:, :, None], LAMP, out=small[:, :, :3], casting="unsafe")
    small[:, :, 3] = np.maximum(255 * dark * dark, small[:, :, 2])
    mask = pygame.image.frombuffer(small.data, (away.shape[1], away.shape[0]), "BGRA")
    made.blit(pygame.transform.smoothscale(mask, (w, h)), (0, 0), special_flags=pygame.BLEND_PREMULTIPLIED)


@lru_cache(maxsize=4)
def _blades(size: tuple[int, int]) -> npt.NDArray[np.floating[Any]]:
    """Float32 (rows, columns): at which opening, 0..1 of the corner's distance, each point is uncovered."""
    w, h = size
    x = np.linspace(-w / 2, w / 2, max(2, w // IRIS_STEP), dtype=np.float32)[None, :]
    y = np.linspace(-h / 2, h / 2, max(2, h // IRIS_STEP), dtype=np.float32)[:, None]
    turn = (np.arctan2(y, x) + 0.3) % (2 * math.pi / BLADES) - math.pi / BLADES
    straight = np.cos(turn) / math.cos(math.pi / BLADES)
    away: npt.NDArray[np.floating[Any]] = np.hypot(x, y) / (math.hypot(w, h) / 2) * (0.6 + 0.4 * straight)
    return away


def _curtain(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    """Two halves of velvet meet, and part again on what comes."""
    made.blit(going if progress < 0.5 else coming, (0, 0))
    u = 1 - abs(1 - 2 * progress)
    speed = 4 * u * (1 - u) * (1 if progress < 0.5 else -1)
    draw_curtain(made, min(1.0, _eased(min(1.0, u * 1.08))), speed)


def _page(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, progress: float) -> None:
    """A leaf turns from right to left: its back is paper, its shadow falls on what comes."""
    draw_page(made, going, coming, _eased(progress))


BLENDS = {
    Transition.DISSOLVE: _dissolve,
    Transition.IRIS: _iris,
    Transition.CURTAIN: _curtain,
    Transition.PAGE: _page,
}
