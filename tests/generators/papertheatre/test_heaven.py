"""The sky: gradation from zenith to horizon, fire about a low sun, a halo, soft rays, a moon with its seas."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.camera import View
from generators.papertheatre.heaven import disc_cuts, sky_cuts
from generators.papertheatre.light import DAYLIGHTS, light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Sheet, rastered
from generators.papertheatre.scenery import Scenery

VIEW = View(320, 180)
UNIT = 20  # pixels


def scenery(time: TimeOfDay, weather: Weather = Weather.CLEAR, style: str = "paper-cut") -> Scenery:
    light = light_of(Setting(time=time, weather=weather), finish_of(Look(style=style)), VIEW.half, False)
    return Scenery(Random(3), VIEW.half, light, light, "", 3)


def sky(time: TimeOfDay, weather: Weather = Weather.CLEAR) -> Any:
    """Float (180, 320, rgb): the sky by itself, its horizon at 5.6."""
    made = scenery(time, weather)
    layer = rastered(Sheet(0.0, tuple(sky_cuts(made, 5.6)), shadow=0.0, opaque=True), VIEW, made.light)
    assert layer is not None
    pixels = layer.pixels[0].astype(float)[:, :, [2, 1, 0]]
    assert (layer.pixels[0][:, :, 3] == 255).all(), "nothing shows through the sky"
    return pixels[-layer.y :, -layer.x :][:180, :320]


def away_from_the_sun(time: TimeOfDay) -> slice:
    return slice(4, 40) if DAYLIGHTS[time].sun[0] > 0 else slice(-40, -4)


@pytest.mark.parametrize("time", list(TimeOfDay))
def test_the_sky_pales_from_zenith_to_horizon_without_a_step(time: TimeOfDay) -> None:
    column = sky(time)[:, away_from_the_sun(time)].mean(axis=(1, 2))
    assert column[int(5.3 * UNIT)] > column[4] + 8
    assert np.abs(np.diff(column[: int(5.6 * UNIT)])).max() < 6


@pytest.mark.parametrize("time", [TimeOfDay.DAWN, TimeOfDay.DUSK])
def test_a_low_sun_sets_fire_to_the_horizon(time: TimeOfDay) -> None:
    picture = sky(time)
    x = int(160 + DAYLIGHTS[time].sun[0] * 160)
    low = picture[int(5.4 * UNIT), x - 20 : x + 20].mean(axis=0)
    far = picture[int(5.4 * UNIT), away_from_the_sun(time)].mean(axis=0)
    assert low[0] - low[2] > far[0] - far[2]
    assert low.sum() > far.sum()


@pytest.mark.parametrize("time", list(TimeOfDay))
def test_away_from_the_light_the_sky_is_deeper(time: TimeOfDay) -> None:
    row = sky(time)[2 * UNIT].mean(axis=1)
    near = row[-60:].mean() if DAYLIGHTS[time].sun[0] > 0 else row[:60].mean()
    assert near > row[away_from_the_sun(time)].mean()


def test_rays_are_there_in_clear_air_only() -> None:
    def unrest(time: TimeOfDay, weather: Weather) -> float:
        """How much the sky changes along a circle about the sun."""
        picture = sky(time, weather).mean(axis=2)
        sx, sy, _ = DAYLIGHTS[time].sun
        turns = np.linspace(np.pi * 1.1, np.pi * 1.9, 60)
        ys = np.clip((sy * UNIT + np.sin(turns) * 60).astype(int), 0, 179)
        xs = np.clip((160 + sx * 160 + np.cos(turns) * 60).astype(int), 0, 319)
        return float(np.abs(np.diff(picture[ys, xs], 2)).mean())

    assert unrest(TimeOfDay.DUSK, Weather.CLEAR) > 1.3 * unrest(TimeOfDay.DUSK, Weather.FOG)
    assert unrest(TimeOfDay.DUSK, Weather.CLEAR) > 1.3 * unrest(TimeOfDay.DUSK, Weather.STORM)


def test_the_same_place_has_the_same_rays() -> None:
    assert np.array_equal(sky(TimeOfDay.DUSK), sky(TimeOfDay.DUSK))


def test_the_moon_has_seas_and_the_sun_has_none() -> None:
    assert len(disc_cuts(scenery(TimeOfDay.NIGHT))) > 3
    assert len(disc_cuts(scenery(TimeOfDay.DAY))) == 1


def test_looks_colour_the_sky_too() -> None:
    plain, noir = (
        scenery(TimeOfDay.DUSK, style=style).light.raw(DAYLIGHTS[TimeOfDay.DUSK].horizon)
        for style in ("paper-cut", "noir")
    )
    assert max(plain) - min(plain) > 60
    assert max(noir) - min(noir) < 30


@pytest.mark.parametrize("weather", list(Weather))
@pytest.mark.parametrize("time", list(TimeOfDay))
def test_every_sky_is_made(time: TimeOfDay, weather: Weather) -> None:
    assert sky(time, weather).shape == (180, 320, 3)
