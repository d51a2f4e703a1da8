"""The page: it turns off what comes from right to left, its back is pale paper, and it throws shadows."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pygame
import pytest

from runtime.player.leaf import draw_page, fold_at

SIZE = (320, 180)
GOING, COMING = (20, 60, 140), (60, 140, 40)


def turned(share: float, size: tuple[int, int] = SIZE, going: Any = None) -> Any:
    """Int (height, width, rgb)."""
    made = pygame.Surface(size, 0, 32)
    pictures = [np.full((size[1], size[0], 3), tone, np.uint8) for tone in (GOING, COMING)]
    if going is not None:
        pictures[0] = going
    a, b = (pygame.image.frombuffer(p.data, size, "RGB") for p in pictures)
    draw_page(made, a, b, share)
    return pygame.surfarray.array3d(made).swapaxes(0, 1).astype(int)


def like(picture: Any, tone: tuple[int, int, int]) -> Any:
    return np.abs(picture - tone).max(axis=2) < 6


def paper(picture: Any) -> Any:
    return picture.min(axis=2) > 110


def test_it_begins_with_the_page_and_ends_without_it() -> None:
    assert like(turned(0.0), GOING).mean() > 0.9
    assert like(turned(1.0), COMING).mean() > 0.97


def test_more_and_more_is_uncovered_from_the_right() -> None:
    shares = [like(turned(s), COMING).mean() for s in np.linspace(0.05, 0.95, 9)]
    assert all(a < b for a, b in pairwise(shares))
    half = turned(0.5)
    assert like(half, COMING)[:, -4:].all()
    assert not like(half, COMING)[:, :80].any()


def test_its_back_is_paper_and_the_print_shows_through() -> None:
    bright = np.full((SIZE[1], SIZE[0], 3), GOING, np.uint8)
    bright[60:120, 220:300] = (255, 255, 255)
    plain, printed = turned(0.5), turned(0.5, going=bright)
    both = paper(plain) & paper(printed)
    assert both.mean() > 0.15
    assert (printed - plain)[both].max() > 8
    assert (printed - plain)[both].max() < 60


def test_the_fold_throws_a_shadow_on_what_comes() -> None:
    row = turned(0.5)[90]
    beside = row[int(fold_at(SIZE, 0.5).x + fold_at(SIZE, 0.5).radius) + 4]
    assert sum(beside) < 0.85 * sum(COMING)


def test_the_foot_leads_and_the_fold_rights_itself() -> None:
    picture = paper(turned(0.3))
    rows = [np.flatnonzero(picture[y]).max() for y in (20, 160)]
    assert rows[0] > rows[1] + 5
    assert fold_at(SIZE, 0.9).ny < 0.3 * fold_at(SIZE, 0.1).ny


@pytest.mark.parametrize("size", [(2, 2), (16, 9), (37, 211), (1281, 719)])
@pytest.mark.parametrize("share", [0.0, 0.37, 1.0])
def test_any_size(size: tuple[int, int], share: float) -> None:
    assert turned(share, size).shape == (size[1], size[0], 3)
