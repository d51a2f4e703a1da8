"""Contrast is computed from pixels: every line of text against all that lies behind it, over hostile pictures."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pygame
import pytest

from runtime.overlay import Picture
from runtime.player.canvas import Canvas
from runtime.player.captions import plan_captions
from runtime.player.palette import READABLE, luminance
from runtime.player.paper import paint
from runtime.player.plan import Piece, Plan, Stage, Words
from runtime.player.typecase import Typecase
from runtime.player.viewstate import CaptionSize
from runtime.timeline import Caption
from tests.runtime.player.fakes import noisy
from tests.runtime.player.scenes import SCENES

SIZE = (640, 360)
CASE = Typecase()
DECODED = np.array([luminance((v, v, v)) for v in range(256)])


def flat(colour: tuple[int, int, int]) -> npt.NDArray[np.uint8]:
    return np.full((SIZE[1], SIZE[0], 3), colour, np.uint8)


def striped() -> npt.NDArray[np.uint8]:
    frame = flat((0, 0, 0))
    frame[::2] = 255
    return frame


FRAMES = {
    "white": flat((255, 255, 255)),
    "black": flat((0, 0, 0)),
    "paper": flat((246, 239, 225)),
    "amber": flat((240, 184, 98)),
    "yellow": flat((255, 255, 0)),
    "noise": noisy(SIZE[1], SIZE[0], 1),
    "stripes": striped(),
}


def behind(frame: npt.NDArray[np.uint8], pieces: tuple[Piece, ...]) -> npt.NDArray[np.float64]:
    """Relative luminance (width, height) of the surface with everything on it but the words."""
    canvas = Canvas(SIZE)
    canvas.draw_picture(Picture(frame))
    paint(canvas.surface, Plan(tuple(piece for piece in pieces if not isinstance(piece, Words))), CASE)
    rgb: npt.NDArray[np.float64] = DECODED[pygame.surfarray.array3d(canvas.surface)]
    return 0.2126 * rgb[:, :, 0] + 0.7152 * rgb[:, :, 1] + 0.0722 * rgb[:, :, 2]


def worst(plan: Plan, frame: npt.NDArray[np.uint8]) -> float:
    """The lowest contrast of any word with any pixel behind it."""
    ground = behind(frame, plan.pieces)
    found = [21.0]
    for piece in plan.pieces:
        if isinstance(piece, Words) and piece.alpha > 0.9:
            x, y, w, h = piece.box
            area = ground[x : x + w, y : y + h]
            ink = luminance(piece.colour)
            extremes = float(area.min()), float(area.max())
            found += [(max(ink, light) + 0.05) / (min(ink, light) + 0.05) for light in extremes]
    return min(found)


@pytest.mark.parametrize("name", SCENES)
def test_all_words_of_the_hud_are_readable_over_any_picture(name: str) -> None:
    overlay, controls, view = SCENES[name]
    plan = Canvas(SIZE).hud.plan(overlay, view, controls, SIZE)
    for frame_name, frame in FRAMES.items():
        assert worst(plan, frame) >= READABLE, frame_name


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 0, 0), (0, 0, 255), (60, 20, 90), (255, 255, 255), (232, 140, 90)])
@pytest.mark.parametrize("size", CaptionSize)
def test_captions_in_any_colour_are_readable_over_any_picture(colour: tuple[int, int, int], size: CaptionSize) -> None:
    caption = Caption("MARA", "You were told to keep the lamp burning, whatever came.", colour, 0, 10)
    plan = plan_captions(caption, size, Stage(*SIZE), CASE, SIZE[1])
    for frame_name, frame in FRAMES.items():
        assert worst(plan, frame) >= READABLE, frame_name


def test_this_test_sees_words_that_cannot_be_read() -> None:
    bare = Plan(tuple(p for p in plan_captions(Caption("", "Yes.", (255, 255, 255), 0, 10), CaptionSize.M, Stage(*SIZE),
                                               CASE, SIZE[1]).pieces if isinstance(p, Words)))  # fmt: skip
    assert worst(bare, FRAMES["white"]) < READABLE


def test_the_name_has_the_speakers_colour_and_the_words_a_shade_of_it() -> None:
    caption = Caption("MARA", "Yes.", (250, 190, 130), 0, 10)
    name, words = plan_captions(caption, CaptionSize.M, Stage(*SIZE), CASE, SIZE[1]).pieces[1:]
    assert isinstance(name, Words)
    assert isinstance(words, Words)
    assert name.colour == (250, 190, 130)
    assert words.colour[0] > words.colour[2]
