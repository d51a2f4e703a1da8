"""Light has a place: it rims, warms and comes through what is near it, and throws shadows away from itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.camera import View
from generators.papertheatre.heaven import bleed
from generators.papertheatre.light import Light, light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Cut, Sheet, rastered
from generators.papertheatre.shadow import throw
from generators.papertheatre.shapes import rect
from tests.generators.papertheatre.stagehand import brightness, frame, shot, theatre

VIEW = View(640, 360)


def light(
    time: TimeOfDay = TimeOfDay.DAY, weather: Weather = Weather.CLEAR, x: float = 6.0, interior: bool = False
) -> Light:
    made = light_of(Setting(time=time, weather=weather), finish_of(Look()), VIEW.half, interior)
    return replace(made, source=(x, made.source[1]))


def card(under: Light, x: float = -2.0, w: float = 4.0, depth: float = 0.6, shadow: float = 0.0) -> Any:
    """Float (height, width, rgba) of a grey card from y 3 to 6."""
    layer = rastered(Sheet(depth, (Cut(rect(x, 3.0, w, 3.0), (150, 150, 150)),), shadow=shadow), VIEW, under)
    assert layer is not None
    return layer.pixels[0].astype(float)[:, :, [2, 1, 0, 3]]


@pytest.mark.parametrize("side", [-1, 1])
def test_edges_that_face_the_light_are_bright_and_the_others_dark(side: int) -> None:
    pixels = card(light(x=side * 6.0))[40:-40, :, :3].mean(axis=(0, 2))
    left, right = pixels[2:4].mean(), pixels[-4:-2].mean()
    assert (right - left) * side > 7


@pytest.mark.parametrize("side", [-1, 1])
def test_shadows_fall_away_from_the_light(side: int) -> None:
    x, y = throw(light(), 0.5, (side * 5.0, 1.0), (0.0, 5.0))
    assert x * side < 0
    assert y > 0


def test_a_low_sun_throws_long_shadows() -> None:
    lengths = {
        t: abs(throw(light(t), 0.5, (6.0, light(t).source[1]), (0.0, 6.0))[0]) for t in (TimeOfDay.DAY, TimeOfDay.DUSK)
    }
    assert lengths[TimeOfDay.DUSK] > 1.5 * lengths[TimeOfDay.DAY]


def test_a_shadow_is_drawn_beside_its_sheet() -> None:
    bare, cast = (card(light(), shadow=s)[:, :, 3] for s in (0.0, 1.0))
    assert bare.shape[0] < cast.shape[0]
    around = cast[cast < 250]
    assert around.max() > 40
    assert np.abs(cast[:, 0]).max() < 6, "soft, and done where the layer ends"


def test_paper_near_the_light_is_warmer_and_brighter_than_paper_far_from_it() -> None:
    dusk = light(TimeOfDay.DUSK, x=5.0)
    near, far = (card(dusk, x=x, w=2.0, depth=0.2)[20:-20, 20:-20, :3].mean(axis=(0, 1)) for x in (3.5, -7.5))
    assert near.sum() > far.sum() + 20
    assert near[0] / near[2] > far[0] / far[2]


def test_snow_lies_on_top_of_things_and_outside_only() -> None:
    def top_and_flank(under: Light) -> tuple[float, float]:
        pixels = card(under)[:, 30:-30, :3].mean(axis=(1, 2))
        return float(pixels[3]), float(pixels[20])

    top, flank = top_and_flank(light(weather=Weather.SNOW))
    assert top > flank + 30
    top, flank = top_and_flank(light(weather=Weather.SNOW, interior=True))
    assert abs(top - flank) < 30


@pytest.mark.parametrize("time", [TimeOfDay.DAWN, TimeOfDay.AFTERNOON, TimeOfDay.DUSK])
def test_the_sky_is_brightest_about_the_sun(time: TimeOfDay) -> None:
    picture = frame(theatre((320, 180)), shot("hills", time=time, cast=[])).astype(float).mean(axis=2)
    sky = picture[14:96, 14:-14]
    columns = sky.mean(axis=0)
    sun = 160 + light_of(Setting(time=time), finish_of(Look()), 8.0, False).source[0] / 8.0 * 160 - 14
    assert abs(int(np.argmax(np.convolve(columns, np.ones(24) / 24, "same"))) - sun) < 50


def test_light_spills_over_the_land_at_dusk_but_not_at_night_or_in_storm() -> None:
    assert bleed(light(TimeOfDay.DUSK)) is not None
    assert bleed(light(TimeOfDay.NIGHT)) is None
    assert bleed(light(TimeOfDay.DUSK, Weather.STORM)) is None


def test_a_storm_is_dark_overhead_and_bright_along_the_horizon() -> None:
    sky = light(TimeOfDay.DAY, Weather.STORM).day
    assert sum(sky.horizon) > 2.2 * sum(sky.zenith)
    made = theatre()
    storm, rain = (brightness(frame(made, shot("hills", weather=w, cast=[]))) for w in (Weather.STORM, Weather.RAIN))
    assert storm < rain
