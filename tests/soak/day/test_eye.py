"""The eye: what is new, what is black, and a screen's pixels as Xvfb keeps them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np

from generators.base import Shot
from tests.soak.day.ailing import BAND, ILLNESSES, opened
from tests.soak.day.eye import Eye, Sight, framebuffer, gaps, save_picture, see

SIZE = (320, 180)


def test_no_two_pictures_in_a_row_are_the_same_to_the_eye(tmp_path: Path) -> None:
    card = opened(SIZE, {"file": str(tmp_path / "illness")})
    card.begin(Shot(prompt="A"))
    pictures = [picture for _ in range(30) for picture in card.next_chunk()]
    marks = [see(picture, 0.0).mark for picture in pictures]
    assert all(one != other for one, other in pairwise(marks))
    assert min(see(picture, 0.0).lit for picture in pictures) > 1000


def test_what_lies_over_the_lower_part_is_nothing_new() -> None:
    picture = np.full((180, 320, 3), 90, np.uint8)
    over = picture.copy()
    over[180 * BAND[1] // 100 :] = 255
    assert see(picture, 0.0).mark == see(over, 0.0).mark


def test_an_illness_is_caught_once(tmp_path: Path) -> None:
    file = tmp_path / "illness"
    one, other = (opened(SIZE, {"file": str(file)}) for _ in range(2))
    file.write_text("black frames")
    assert not one.next_chunk().any()
    assert other.next_chunk().any()
    assert not file.exists()
    file.write_text("no illness that anybody knows")
    assert one.next_chunk().any()
    assert {"hung", "black frames", "NaN frames"} <= set(ILLNESSES)
    assert not ILLNESSES["NaN frames"](np.full((1, 4, 4, 3), 200, np.uint8)).any()
    assert ILLNESSES["frames of a wrong size"](np.zeros((1, 4, 4, 3), np.uint8)).shape == (1, 3, 4, 3)


def test_the_same_picture_is_kept_by_its_first_and_last_look() -> None:
    eye, one, other = Eye(), np.full((180, 320, 3), 90, np.uint8), np.full((180, 320, 3), 91, np.uint8)
    for at_s, picture in enumerate((one, one, one, one, other, one)):
        eye.look(picture, float(at_s))
    assert [sight.at_s for sight in eye.sights] == [0.0, 3.0, 4.0, 5.0]
    assert eye.looks == 6


def test_gaps_begin_and_end_with_new_pictures_that_are_not_black() -> None:
    sights = [Sight(0.5, 1, 9), Sight(1.2, 1, 9), Sight(2.0, 2, 9), Sight(3.0, 3, 0), Sight(5.0, 4, 9)]
    assert gaps(sights, 1.0, 6.0) == [(1.0, 2.0), (2.0, 5.0), (5.0, 6.0)]
    assert gaps([], 1.0, 6.0) == [(1.0, 6.0)]


def test_a_screens_file_is_read_without_its_head(tmp_path: Path) -> None:
    width, height, stride, colours = 6, 2, 32, 3
    head = np.zeros(25, ">u4")
    head[[0, 4, 5, 12, 19]] = 100, width, height, stride, colours
    rows = np.zeros((height, stride), np.uint8)
    rows[1, 4:8] = (10, 20, 30, 0)  # blue, green, red
    path = tmp_path / "screen"
    path.write_bytes(head.tobytes() + bytes(12 * colours) + rows.tobytes())
    pixels = framebuffer(path)
    assert pixels.shape == (2, 6, 4)
    assert tuple(pixels[1, 1, :3]) == (10, 20, 30)
    save_picture(pixels, tmp_path / "shot.png")
    assert (tmp_path / "shot.png").stat().st_size > 50
