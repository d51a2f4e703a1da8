"""Rain and snow over generated pictures: only there, only light, moving on."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Setting, Shot, Weather
from generators.daguerreotype.falling import FALLS, Falling
from generators.papertheatre.store import SetStore

SIZE = (256, 144)


def fallen(weather: Weather, *, interior: bool = False, first: int = 0) -> np.ndarray:
    place = "kitchen" if interior else "street"
    shot = Shot(setting=Setting(place=place, interior=interior, weather=weather))
    frames = np.full((2, SIZE[1], SIZE[0], 3), 60, np.uint8)
    Falling(shot, SIZE, SetStore(0)).draw(frames, first)
    return frames


@pytest.mark.parametrize("weather", sorted(FALLS))
def test_it_falls_over_the_picture_and_leaves_most_of_it(weather: Weather) -> None:
    frames = fallen(weather).astype(int)
    touched = (frames != 60).any(axis=3)
    assert 0.002 < touched.mean() < 0.7
    assert frames[touched].mean() > 60
    assert not np.array_equal(frames[0], frames[1])


@pytest.mark.parametrize("weather", [Weather.CLEAR, Weather.FOG])
def test_nothing_falls_from_other_skies(weather: Weather) -> None:
    assert (fallen(weather) == 60).all()


def test_nothing_falls_in_rooms() -> None:
    assert (fallen(Weather.SNOW, interior=True) == 60).all()


def test_it_goes_on_where_it_was() -> None:
    whole = fallen(Weather.RAIN, first=5)
    assert np.array_equal(fallen(Weather.RAIN, first=6)[0], whole[1])
