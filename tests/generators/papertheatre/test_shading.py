"""Cuts in light: fibres, snow that spares water and lamps, edges lost in fog, shadows of a bounded reach."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pygame
import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.camera import View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.light import Light, light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Cut, Sheet, area_of, draw_sheet, rastered
from generators.papertheatre.shading import Fall, lay_fibres, snowed
from generators.papertheatre.shadow import reach_of, softness, throw, tint
from generators.papertheatre.shapes import rect

VIEW = View(640, 360)
GREY = (150, 150, 150)


def light(weather: Weather = Weather.CLEAR, time: TimeOfDay = TimeOfDay.DAY, style: str = "", **more: Any) -> Light:
    made = light_of(Setting(weather=weather, time=time), finish_of(Look(style=style)), VIEW.half, False)
    return replace(made, **more)


def pixels(cut: Cut, under: Light, depth: float = 0.6, shadow: float = 0.0) -> Any:
    """Float (height, width, rgba), premultiplied."""
    layer = rastered(Sheet(depth, (cut,), shadow=shadow), VIEW, under)
    assert layer is not None
    return layer.pixels[0].astype(float)[:, :, [2, 1, 0, 3]]


def test_fibres_only_darken_and_leave_clear_what_is_clear() -> None:
    surface = pygame.Surface((300, 300), pygame.SRCALPHA, 32)
    surface.fill((200, 180, 160, 255), (0, 0, 150, 300))
    lay_fibres(surface, (Cut(rect(0, 0, 1, 1), GREY),), light())
    seen = pygame.surfarray.array3d(surface)
    assert seen[:150, :, 0].max() <= 200
    assert seen[:150, :, 0].std() > 1
    assert pygame.surfarray.array_alpha(surface)[150:].max() == 0


def test_what_shines_by_a_shader_has_no_fibres() -> None:
    surface = pygame.Surface((64, 64), pygame.SRCALPHA, 32)
    surface.fill((200, 180, 160, 255))
    lay_fibres(surface, (Cut(rect(0, 0, 1, 1), GREY, blur=0.2),), light())
    assert (pygame.surfarray.array3d(surface)[:, :, 0] == 200).all()


@pytest.mark.parametrize(
    ("cut", "white"),
    [
        (Cut(rect(0, 0, 1, 1), (120, 110, 90)), True),
        (Cut(rect(0, 0, 1, 1), (70, 124, 132)), False),  # the sea
        (Cut(rect(0, 0, 1, 1), (255, 206, 120), lit=1.0), False),  # a window
    ],
)
def test_snow_spares_water_and_lights(cut: Cut, white: bool) -> None:
    assert snowed(cut, light(Weather.SNOW)) is white
    assert not snowed(cut, light(Weather.CLEAR))
    assert not snowed(cut, light(Weather.SNOW, interior=True))


def test_the_ground_is_whiter_than_what_stands_on_it() -> None:
    ground = pixels(Cut(rect(-9, 7, 18, 4), (90, 110, 70)), light(Weather.SNOW), 0.98)[30:50, 200:400, :3]
    post = pixels(Cut(rect(-0.5, 5, 1, 3), (90, 110, 70)), light(Weather.SNOW), 0.98)[30:50, 10:25, :3]
    assert ground.mean() > post.mean() + 15


def test_edges_are_lost_in_fog() -> None:
    def edge(weather: Weather) -> float:
        under = light(weather, source=(6.0, 2.0))
        row = pixels(Cut(rect(-2, 3, 4, 3), GREY), under, 0.2)[30:70, 2:-2, :3].mean(axis=(0, 2))
        return float(np.abs(np.diff(row)).max())

    assert edge(Weather.FOG) < 0.6 * edge(Weather.CLEAR)


def test_a_cut_is_brighter_at_its_head_than_at_its_foot() -> None:
    column = pixels(Cut(rect(-2, 2, 4, 6), GREY), light())[10:-10, 80, :3].mean(axis=1)
    assert column[:20].mean() > column[-20:].mean() + 10


@pytest.mark.parametrize("alpha", [0.3, 0.7])
def test_thin_paper_stays_as_thin_as_it_is(alpha: float) -> None:
    seen = pixels(Cut(rect(-2, 3, 4, 3), GREY, alpha=alpha, rim=0.0), light())
    assert seen[60, 80, 3] / 255 == pytest.approx(alpha, abs=0.03)
    assert (seen[:, :, :3].max(axis=2) <= seen[:, :, 3] + 1).all(), "premultiplied"


def test_the_direction_of_the_light_has_length_one() -> None:
    fall = Fall(light(), 0.5, (3.0, 1.0), 40.0)
    for x, y in ((0.0, 5.0), (6.0, 2.0), (3.0, 1.0)):
        dx, dy = fall.towards(rect(x - 1, y - 1, 2, 2).getBounds())
        assert np.hypot(dx, dy) == pytest.approx(1.0)


@pytest.mark.parametrize("time", list(TimeOfDay))
@pytest.mark.parametrize("x", [-14.0, -2.0, 0.0, 5.0])
def test_shadows_stay_within_their_reach(time: TimeOfDay, x: float) -> None:
    under = light(time=time)
    for depth in (0.1, 0.6, 1.3):
        dx, dy = throw(under, depth, under.source, (x, 6.0))
        assert max(abs(dx), abs(dy)) + 2 * softness(depth) < reach_of(depth)
        assert dy > 0


def test_shade_has_the_colour_of_the_sky() -> None:
    red, _, blue = tint(light(time=TimeOfDay.NIGHT))
    assert blue > red
    assert max(tint(light())) < 40


def test_a_shadow_is_darkest_close_to_the_paper() -> None:
    alpha = pixels(Cut(rect(-2, 3, 4, 3), GREY), light(source=(0.0, -4.0)), shadow=1.0)[:, :, 3]
    column = alpha[:, alpha.shape[1] // 2]
    foot = int(np.flatnonzero(column >= 250).max())
    below = column[foot + 2 :]
    assert below[0] > 60
    assert (np.diff(below) <= 2).all()
    assert below[-1] < 6


def test_what_is_drawn_small_looks_like_what_is_drawn_large() -> None:
    sheet, under = Sheet(0.6, (Cut(rect(-2, 3, 4, 3), GREY),)), light()
    area = area_of(sheet, VIEW)
    assert area is not None
    large, small = drawing(area[2], area[3]), drawing(area[2] // 4, area[3] // 4)
    draw_sheet(large, sheet, VIEW, under, area)
    draw_sheet(small, sheet, VIEW, under, area, 4)
    shrunk = pygame.transform.smoothscale(large.surface, small.surface.get_size())
    gap = pygame.surfarray.array3d(shrunk).astype(int) - pygame.surfarray.array3d(small.surface)
    assert np.abs(gap).mean() < 12
