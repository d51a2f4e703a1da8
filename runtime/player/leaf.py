"""A page that turns over a round fold: the back of its paper, with the print showing through, and its shadows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pygame

STEP: Final = 4  # back and shadows are made at a quarter of the size: they are soft
SHADE: Final = 0.07  # how far its shadow reaches, as a share of the width
PAPER: Final = np.array([204, 226, 236], np.float32)  # bgr
GHOST: Final = 0.13  # how much of the print shows through
TILT: Final = 0.3  # how far the fold leans at first: its foot leads
ROUND: Final = 0.055  # radius of the fold as a share of the width

Grid = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Fold:
    """A line across the page, in pixels, through (x, the page's middle); (nx, ny) points to where paper lifts off."""

    x: float
    nx: float
    ny: float
    radius: float

    def distance(self, x: Grid, y: Grid, middle: float) -> Grid:
        made: Grid = (x - self.x) * self.nx + (y - middle) * self.ny
        return made


def fold_at(size: tuple[int, int], share: float) -> Fold:
    """The fold when `share` 0..1 of the turn is done; at 1 the page is out of the picture."""
    w, h = size
    radius = ROUND * w * math.sin(math.pi * min(1.0, 0.12 + 0.88 * share)) + 1
    lean = TILT * (1 - share) ** 1.3
    n = math.hypot(1.0, lean)
    start, end = w + lean * h / 2, -math.pi * radius - SHADE * w
    return Fold(start + (end - start) * share, 1 / n, lean / n, radius)


def draw_page(made: pygame.Surface, going: pygame.Surface, coming: pygame.Surface, share: float) -> None:
    """The page `going` turns from right to left off what comes."""
    w, h = made.get_size()
    fold = fold_at((w, h), share)
    lean = fold.ny / fold.nx
    band = max(3, min(h, round(2 / max(lean, 1e-3))))  # rows that are cut off alike: two pixels from one to the next
    cuts = [min(w, round(fold.x - (y + band / 2 - h / 2) * lean)) for y in range(0, h, band)]
    left = max(0, min(cuts))
    made.blit(coming, (left, 0), (left, 0, w - left, h))
    made.blit(going, (0, 0), (0, 0, left, h))
    for k, cut in enumerate(cuts):
        if cut > left:
            made.blit(going, (left, k * band), (left, k * band, cut - left, band))
    start = max(0, math.floor((2 * min(cuts) - w - 4 * fold.radius) / STEP) - 2)
    end = min(math.ceil(w / STEP), math.ceil((max(cuts) + 2 * fold.radius + SHADE * w) / STEP) + 2)
    if end > start + 1:
        back = _back(going, fold, (w, h), (start, end))
        wide = pygame.transform.smoothscale(back, ((end - start) * STEP, h))
        made.blit(wide, (start * STEP, 0), special_flags=pygame.BLEND_PREMULTIPLIED)


def _back(going: pygame.Surface, fold: Fold, size: tuple[int, int], span: tuple[int, int]) -> pygame.Surface:
    """Premultiplied, small: what lies over the two pictures between two columns of the small picture."""
    w, h = size
    x, y = (part[:, span[0] : span[1]] for part in _grid(size))
    d, r = fold.distance(x, y, h / 2), fold.radius
    lifted = r * (math.pi - np.arcsin(np.clip(d / r, -1, 1)))
    s = np.where(d > 0, lifted, math.pi * r - d)  # along the paper, from where it lifts off
    there_x, there_y = x + fold.nx * (s - d), y + fold.ny * (s - d)
    within = np.minimum(np.minimum(r - d, w - there_x), np.minimum(there_y, h - there_y))  # pixels from its edge
    cover = np.clip(within / STEP + 0.5, 0, 1)
    seen = cover > 0
    pixels = np.zeros((*x.shape, 4), np.uint8)
    pixels[:, :, 3] = _shadows(d, (there_x - w) / np.float32(fold.nx), r, w)
    if seen.any():
        rows, columns = np.nonzero(seen)
        share = cover[seen]
        paper = _paper(going, there_x[seen], there_y[seen], d[seen] / r)
        pixels[rows, columns, :3] = paper * share[:, None]
        pixels[rows, columns, 3] = 255 * share + pixels[rows, columns, 3] * (1 - share)
    return pygame.image.frombuffer(pixels.tobytes(), (x.shape[1], x.shape[0]), "BGRA")


def _shadows(d: Grid, beyond: Grid, r: float, w: int) -> npt.NDArray[np.uint8]:
    """0..255: how dark it is under the fold, on what comes, and beside the turned edge, on the page itself."""
    reach = SHADE * w
    under = np.clip(1 - (d - r) / reach, 0, 1) ** 2 * (d > 0)
    beside = np.clip(1 - beyond / (0.6 * reach), 0, 1) ** 2 * ((d <= 0) & (beyond > 0))
    return np.asarray(np.clip(150 * under + 110 * beside, 0, 255), np.uint8)


def _paper(going: pygame.Surface, x: Grid, y: Grid, turn: Grid) -> Grid:
    """Float (pixel, bgr): the back at points of the page; `turn` above 0 lies on the round of the fold."""
    small = _small(going)
    print_ = np.asarray(small.get_view("3"))[:, :, ::-1]
    px = np.clip(x / STEP, 0, print_.shape[0] - 1).astype(np.int32)
    py = np.clip(y / STEP, 0, print_.shape[1] - 1).astype(np.int32)
    ghost = print_[px, py].astype(np.float32)
    tone = PAPER * (1 - GHOST) + ghost * GHOST
    light = np.where(turn > 0, 1.02 - 0.5 * np.clip(turn, 0, 1) ** 2.2, 0.93 + 0.09 * np.exp(turn))
    shaded: Grid = np.clip(tone * light[:, None], 0, 255)
    return shaded


def _small(going: pygame.Surface) -> pygame.Surface:
    """A quarter of the picture, 24 bits a pixel."""
    w, h = going.get_size()
    small = pygame.transform.scale(going, (max(1, w // STEP), max(1, h // STEP)))
    return small if small.get_bytesize() == 3 else small.convert(24)


@lru_cache(maxsize=4)
def _grid(size: tuple[int, int]) -> tuple[Grid, Grid]:
    """(x, y) of the middles of the small picture's pixels, in pixels of the large one."""
    w, h = size
    columns, rows = max(2, math.ceil(w / STEP)), max(2, h // STEP)
    x = ((np.arange(columns) + 0.5) * STEP).astype(np.float32)
    y = ((np.arange(rows) + 0.5) * h / rows).astype(np.float32)
    return np.broadcast_to(x[None, :], (rows, columns)), np.broadcast_to(y[:, None], (rows, columns))
