"""The canvas: letterbox, scaling, the order of its layers, and the guard at the end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.overlay import Overlay, Picture
from runtime.player.canvas import BARS, Canvas, Scaler, letterboxed
from runtime.player.controls import Controls, Page
from runtime.player.plan import Box
from runtime.player.viewstate import ViewState
from tests.runtime.player.fakes import CAPTION, TITLE, noisy, panel

SIDE = st.integers(1, 4000)


def shown(canvas: Canvas) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(pygame.surfarray.array3d(canvas.surface).swapaxes(0, 1))


@given(st.tuples(SIDE, SIDE), st.tuples(SIDE, SIDE))
def test_the_letterbox_keeps_the_shape_and_touches_an_edge(picture: tuple[int, int], size: tuple[int, int]) -> None:
    box = letterboxed(picture, size)
    assert Box(0, 0, *size).contains(box)
    assert box.w == size[0] or box.h == size[1]
    exact = min(size[0] / picture[0], size[1] / picture[1])
    assert abs(box.w - picture[0] * exact) <= 1
    assert abs(box.h - picture[1] * exact) <= 1


def test_a_picture_of_the_surfaces_size_is_shown_pixel_by_pixel() -> None:
    canvas, frame = Canvas((64, 36)), noisy(36, 64, 3)
    canvas.draw_picture(Picture(frame))
    assert np.array_equal(shown(canvas), frame)


@pytest.mark.parametrize("size", [(160, 90), (90, 160), (333, 201), (1920, 1080), (3840, 2160)])
@pytest.mark.parametrize("smooth", [True, False])
def test_any_picture_fills_its_box_and_bars_the_rest(size: tuple[int, int], smooth: bool) -> None:
    canvas = Canvas(size, smooth=smooth)
    canvas.surface.fill((255, 0, 255))
    canvas.draw_picture(Picture(np.full((36, 64, 3), (10, 200, 30), np.uint8)))
    box, pixels = letterboxed((64, 36), size), shown(canvas)
    inside = np.zeros(pixels.shape[:2], bool)
    inside[box.y : box.bottom, box.x : box.right] = True
    assert (pixels[inside] == (10, 200, 30)).all()
    assert (pixels[~inside] == BARS).all()


def test_no_picture_is_dark() -> None:
    canvas = Canvas((64, 36))
    canvas.draw_picture(Picture())
    assert (shown(canvas) == BARS).all()


def test_without_a_frame_the_picture_before_stays_and_nothing_of_the_hud() -> None:
    canvas, frame = Canvas((160, 90)), noisy(90, 160, 4)
    canvas.draw_picture(Picture(frame))
    canvas.draw_hud(Overlay(card=TITLE), ViewState())
    before = frame.copy()
    frame[:] = 0
    canvas.draw_picture(Picture())
    assert np.array_equal(shown(canvas), before)


def test_slow_smooth_scaling_gives_way_to_the_fast_one() -> None:
    ticks = iter([0.0, 0.050] * 10)
    scaler = Scaler(timer=lambda: next(ticks))
    picture, target = pygame.Surface((4, 4), 0, 32), pygame.Surface((64, 64), 0, 32)
    picture.set_at((0, 0), (255, 255, 255))
    scaler.scale(picture, target)
    assert len({target.get_at((x, 0))[0] for x in range(64)}) > 4
    scaler.scale(picture, target)
    assert len({target.get_at((x, 0))[0] for x in range(64)}) == 2


def test_captions_can_be_switched_off_and_hide_behind_pages() -> None:
    plain = Canvas((320, 180))
    plain.draw_picture(Picture(noisy(180, 320, 1)))
    before = shown(plain)
    overlay = Overlay(caption=CAPTION)
    plain.draw_captions(overlay, ViewState(captions=False))
    plain.draw_captions(overlay, ViewState(), Controls(page=Page.PAUSE))
    plain.draw_captions(Overlay(caption=CAPTION, card=TITLE), ViewState())
    assert np.array_equal(shown(plain), before)
    plain.draw_captions(overlay, ViewState())
    assert not np.array_equal(shown(plain), before)


def test_a_caption_that_went_up_for_a_panel_stays_there() -> None:
    def top_of_the_caption(canvas: Canvas, overlay: Overlay) -> int:
        canvas.draw_picture(Picture(np.full((360, 640, 3), 255, np.uint8)))
        canvas.draw_captions(overlay, ViewState())
        return int((shown(canvas).min(axis=(1, 2)) < 250).argmax())

    canvas, over_a_panel = Canvas((640, 360)), Overlay(caption=CAPTION, panel=panel())
    low = top_of_the_caption(canvas, Overlay(caption=CAPTION))
    high = top_of_the_caption(canvas, over_a_panel)
    assert high < low
    assert top_of_the_caption(canvas, Overlay(caption=CAPTION)) == high
    assert top_of_the_caption(canvas, Overlay(caption=replace(CAPTION, text="The next."))) >= low


def test_the_hud_leaves_what_can_be_pressed() -> None:
    canvas = Canvas((640, 360))
    canvas.draw_hud(Overlay(panel=panel()), ViewState())
    assert {target.key for target in canvas.plan.targets} == {"option:lamp", "option:boat", "option:bell"}


def test_drawing_twice_gives_the_same_pixels() -> None:
    def drawn() -> npt.NDArray[np.uint8]:
        canvas = Canvas((640, 360), smooth=True)
        for _ in range(2):
            canvas.draw_picture(Picture(noisy(90, 160, 5)))
            canvas.draw_captions(Overlay(caption=CAPTION, panel=panel()), ViewState())
            canvas.draw_hud(Overlay(caption=CAPTION, panel=panel()), ViewState())
            canvas.guard_flashes(0.0)
        return shown(canvas)

    assert np.array_equal(drawn(), drawn())


def test_a_panel_that_blinks_is_guarded_too() -> None:
    canvas = Canvas((320, 180))
    for n in range(24):
        canvas.draw_picture(Picture(np.full((180, 320, 3), 255, np.uint8)))
        canvas.draw_hud(Overlay(card=TITLE) if n % 2 else Overlay(), ViewState())
        canvas.guard_flashes(n / 24)
    assert canvas.guard.held > 0


def test_drawing_goes_onto_a_windows_new_surface() -> None:
    canvas, other = Canvas((64, 36)), pygame.Surface((100, 50), 0, 32)
    canvas.onto(other)
    canvas.draw_picture(Picture(np.full((36, 64, 3), 200, np.uint8)))
    assert other.get_at((50, 25))[:3] == (200, 200, 200)
