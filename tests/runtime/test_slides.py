"""Slides: the moment that was asked for, as a still or a loop that says how it was made."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pygame
import pytest
from PIL import Image

from runtime.errors import DeviceError
from runtime.provenance import TRAINED, Origin
from runtime.slides import LOOP_WIDTH, Slides

ORIGIN = Origin("A show", "daguerreotype")


def slides(first: int, last: int, size: tuple[int, int] = (64, 36), fps: int = 24) -> Slides:
    made = Slides(size, Fraction(fps), first, last)
    for n in range(60):
        made.add_picture(np.full((size[1], size[0], 3), 4 * n, np.uint8))
    made.close()
    return made


@pytest.mark.parametrize("ending", [".jpg", ".png"])
def test_a_still_is_the_frame_of_that_moment(ending: str, tmp_path: Path) -> None:
    path = tmp_path / "deep" / f"a{ending}"
    slides(20, 21).write(path, ORIGIN)
    image = Image.open(path)
    assert image.size == (64, 36)
    assert np.asarray(image.convert("RGB")).mean() == pytest.approx(80, abs=2)
    assert TRAINED.encode() in path.read_bytes()


@pytest.mark.parametrize("ending", [".gif", ".webp"])
def test_a_loop_has_twelve_frames_a_second_and_goes_round(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"a{ending}"
    slides(12, 36).write(path, ORIGIN)
    image = Image.open(path)
    assert image.n_frames == 12  # type: ignore[attr-defined]
    assert image.info["loop"] == 0
    image.seek(1)
    image.load()
    assert image.info["duration"] in (80, 83)


def test_a_loop_is_no_wider_than_a_page_wants(tmp_path: Path) -> None:
    slides(0, 4, (1280, 720)).write(tmp_path / "a.gif", ORIGIN)
    assert Image.open(tmp_path / "a.gif").size == (LOOP_WIDTH, 360)


def test_surfaces_are_taken_too() -> None:
    made = Slides((8, 4), Fraction(24), 0, 1)
    surface = pygame.Surface((8, 4), 0, 32)
    surface.fill((200, 100, 50))
    made.add_picture(surface)
    assert made.kept[0].getpixel((3, 2)) == (200, 100, 50)


def test_a_moment_after_the_end_is_told(tmp_path: Path) -> None:
    with pytest.raises(DeviceError, match="over before"):
        slides(100, 110).write(tmp_path / "a.png", ORIGIN)
