"""A labelled contact sheet: pictures in rows under a title, saved as JPEG."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

PAPER: Final = (24, 25, 28)
INK: Final = (232, 228, 216)
GAP: Final = 8  # pixels between pictures
LABEL: Final = 22  # pixels under each picture
TITLE: Final = 40


@dataclass(frozen=True)
class Print:
    """A picture, uint8 (height, width, rgb), and what stands under it."""

    picture: NDArray[np.uint8]
    label: str


def board(title: str, prints: Sequence[Print], columns: int) -> pygame.Surface:
    """All prints in rows of `columns`; all have the size of the first."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    pygame.font.init()
    high, wide = prints[0].picture.shape[:2] if prints else (1, 1)
    rows = -(-len(prints) // columns)
    size = (GAP + columns * (wide + GAP), TITLE + rows * (high + LABEL + GAP) + GAP)
    sheet = pygame.Surface(size)
    sheet.fill(PAPER)
    sheet.blit(_text(title, 22), (GAP, 8))
    for number, one in enumerate(prints):
        x = GAP + number % columns * (wide + GAP)
        y = TITLE + number // columns * (high + LABEL + GAP)
        sheet.blit(pygame.image.frombuffer(np.ascontiguousarray(one.picture).data, (wide, high), "RGB"), (x, y))
        sheet.blit(_text(one.label, 14), (x, y + high + 2), (0, 0, wide, LABEL))
    return sheet


def save(sheet: pygame.Surface, path: Path) -> Path:
    """Write a JPEG; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pygame.image.save(sheet, str(path))
    return path


def _text(words: str, px: int) -> pygame.Surface:
    return pygame.font.Font(_font(), px).render(words, True, INK)


def _font() -> str | None:
    """Source Sans where it is installed, else pygame's own."""
    found = find_spec("font_source_sans_pro")
    folder = next(iter(found.submodule_search_locations or []), None) if found else None
    file = next(iter(sorted(Path(folder).rglob("SourceSansPro-Semibold.ttf"))), None) if folder else None
    return str(file) if file else None
