"""The curtain: two halves that meet, folds that gather as it opens, a hem that follows late."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pygame
import pytest

from runtime.player.curtain import draw_curtain

SIZE = (320, 180)


def over(closed: float, going: float = 0.0, size: tuple[int, int] = SIZE) -> Any:
    """Int (height, width, rgb): the curtain before a white picture."""
    made = pygame.Surface(size, 0, 32)
    made.fill((255, 255, 255))
    draw_curtain(made, closed, going)
    return pygame.surfarray.array3d(made).swapaxes(0, 1).astype(int)


def covered(picture: Any) -> Any:
    return picture[:, :, 2] < 140  # velvet and gold have little blue, the picture has all of it


def test_open_there_is_hardly_anything_of_it_and_shut_there_is_nothing_else() -> None:
    assert covered(over(0.0)).mean() < 0.03
    assert covered(over(1.0)).all()


def test_it_covers_more_and_more() -> None:
    shares = [covered(over(c)).mean() for c in np.linspace(0, 1, 9)]
    assert all(a < b for a, b in pairwise(shares))
    assert shares[4] == pytest.approx(0.5, abs=0.08)


def test_both_halves_are_mirrored() -> None:
    picture = over(0.6)
    assert np.abs(picture - picture[:, ::-1]).mean() < 6


def test_folds_gather_as_it_opens() -> None:
    def folds(closed: float) -> float:
        """Ridges for each pixel of cloth, in a row in the middle."""
        row = over(closed)[60, : int(SIZE[0] / 2 * closed * 0.9), 0]
        ridges = sum(1 for a, b, c in zip(row, row[1:], row[2:], strict=False) if a < b >= c and b > 60)
        return ridges / len(row)

    assert folds(0.5) > 1.4 * folds(1.0)


def test_the_hem_trails_behind_the_way_it_goes() -> None:
    def edges(going: float) -> tuple[int, int]:
        rows = covered(over(0.5, going))[:, : SIZE[0] // 2].sum(axis=1)
        return int(rows[20]), int(rows[-20])

    head, foot = edges(1.0)
    assert foot < head - 4
    head, foot = edges(-1.0)
    assert foot > head + 4


def test_velvet_is_red_and_its_hem_gold() -> None:
    picture = over(1.0)
    cloth = picture[30:120, 20:120].reshape(-1, 3).mean(axis=0)
    hem = picture[-5:, 20:120].reshape(-1, 3).mean(axis=0)
    assert cloth[0] > 3 * cloth[1]
    assert hem[1] > 0.55 * hem[0]


@pytest.mark.parametrize("size", [(2, 2), (16, 9), (37, 211), (1281, 719)])
def test_any_size(size: tuple[int, int]) -> None:
    assert covered(over(1.0, 0.0, size)).mean() > 0.9
