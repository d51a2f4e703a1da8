"""Lamps and sun reach figures and floor: pools under lamps, shadows that fall towards us and away from the light."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pygame
import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.camera import View
from generators.papertheatre.lamps import pools
from generators.papertheatre.light import light_of
from generators.papertheatre.limelight import Cast, Limelight, print_cast
from generators.papertheatre.looks import finish_of
from generators.papertheatre.scenery import Scenery
from tests.generators.papertheatre.stagehand import difference, frame, shot, theatre

VIEW = View(640, 360)


def scenery(time: TimeOfDay = TimeOfDay.NIGHT, weather: Weather = Weather.CLEAR, interior: bool = False) -> Scenery:
    setting = Setting(time=time, weather=weather, interior=interior)
    room, day = (light_of(setting, finish_of(Look()), VIEW.half, within) for within in (interior, False))
    made = Scenery(Random(3), VIEW.half, room, day, "", 3)
    made.open_sky = not interior
    return made


def test_lamps_throw_pools_on_the_floor_below_them() -> None:
    made = scenery()
    made.lamp(2.0, 4.0, 0.9, 2.0)
    made.lamp(-3.0, 4.0, 0.3, 2.0)  # too far off
    made.lamp(-2.0, 4.0, 0.9, 0.4)  # a window
    thrown = list(pools(made))
    assert len(thrown) == 1
    assert thrown[0].x == 2.0
    assert thrown[0].flat < 0.5
    assert thrown[0].y > made.floor - 0.2


def test_wet_floors_gleam_as_well() -> None:
    made = scenery(weather=Weather.RAIN)
    made.lamp(2.0, 4.0, 0.9, 2.0)
    gleam, pool = pools(made)
    assert gleam.flat > 1 > pool.flat
    assert gleam.radius < pool.radius


def test_a_low_lamp_throws_a_brighter_pool_than_a_high_one() -> None:
    made = scenery(interior=True)
    made.lamp(0.0, 6.5, 0.9, 2.0)
    made.lamp(1.0, -1.0, 0.9, 2.0)
    low, high = pools(made)
    assert low.strength > 1.5 * high.strength


@pytest.mark.parametrize("side", [-1, 1])
def test_figures_are_lit_from_where_the_light_is(side: int) -> None:
    made = scenery(TimeOfDay.DUSK)
    made.light_at(side * 5.0, 4.5)
    x, _ = Limelight(made, VIEW).towards(320, 200)
    assert x * side > 0.3
    assert Limelight(made, VIEW).cast((320, 320), 110).slant * side < 0


def test_by_night_the_nearest_lamp_counts_more_than_the_moon() -> None:
    made = scenery()
    made.light_at(-6.0, 1.5)
    assert Limelight(made, VIEW).towards(330, 220)[0] < -0.2
    made.lamp(1.2, 5.0, 0.95, 2.0)
    assert Limelight(made, VIEW).towards(330, 220)[0] > 0.2


def test_the_light_never_jumps_as_somebody_walks_under_lamps() -> None:
    made = scenery()
    made.lamp(-3.0, 3.5, 0.95, 2.0)
    made.lamp(3.0, 3.5, 0.95, 2.0)
    light = Limelight(made, VIEW)
    ways = np.array([light.towards(x, 250) for x in range(0, 640, 2)])
    assert np.abs(np.diff(ways, axis=0)).max() < 0.08
    assert np.hypot(*ways.T).max() <= 1.0 + 1e-9


def test_shadows_are_long_and_dark_at_dusk_and_gone_under_cloud() -> None:
    dusk, day, storm = (
        Limelight(scenery(t, w), VIEW).cast((320, 320), 110)
        for t, w in (
            (TimeOfDay.DUSK, Weather.CLEAR),
            (TimeOfDay.DAY, Weather.CLEAR),
            (TimeOfDay.DAY, Weather.STORM),
        )
    )
    assert dusk.length > 1.2 * day.length
    assert storm.strength < 0.4 * day.strength


def printed(cast: Cast) -> Any:
    """Float (height, width): how dark a white floor is where a post 60 wide and 200 tall stands on (200, 220)."""
    bench = pygame.Surface((400, 300), pygame.SRCALPHA, 32)
    bench.fill((90, 60, 40, 255), (170, 20, 60, 200))
    floor = pygame.Surface((400, 300), 0, 32)
    floor.fill((255, 255, 255))
    print_cast(floor, bench, pygame.Rect(150, 10, 100, 230), (200, 220), cast)
    return 255 - pygame.surfarray.array3d(floor).mean(axis=2).T


def test_the_shadow_lies_before_the_feet_and_leans_away() -> None:
    dark = printed(Cast(1.2, 0.3, 0.7))
    assert dark[:210].max() < 8
    assert dark[222:230].max() > 80
    columns = (dark * np.arange(400)).sum(axis=1) / np.maximum(dark.sum(axis=1), 1e-6)
    assert columns[265] > columns[228] + 20
    assert dark[270:].sum() < dark[225:250].sum(), "paler away from the feet"


def test_no_light_no_shadow() -> None:
    assert printed(Cast(0.5, 0.3, 0.02)).max() == 0


def test_figures_throw_their_shadow_in_the_picture() -> None:
    made = theatre((480, 270))
    with_sun, without = (
        frame(made, shot("hills", time=TimeOfDay.DUSK, weather=w)) for w in (Weather.CLEAR, Weather.STORM)
    )
    assert difference(with_sun, without) > 3
