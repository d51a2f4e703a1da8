"""Weather: rain, snow, fog and far lightning are pure functions of time, and what stands outside bends in the wind."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from generators.base import Look, Setting, TimeOfDay, Weather
from generators.papertheatre.camera import Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.fog import BANKS, FogStep, fog_sheet
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import Light, light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Cut, Sheet, Sway
from generators.papertheatre.rain import CURTAINS, RainStep, SplashStep
from generators.papertheatre.shapes import rect
from generators.papertheatre.snow import FALLS, SnowStep
from generators.papertheatre.weather import LightningStep
from generators.papertheatre.wind import bent, carried, gust, lean
from tests.generators.papertheatre.stagehand import difference, frame, shot, theatre

VIEW = View(320, 180)
TIMES = np.arange(0, 60, 1 / 24)


def light(weather: Weather, time: TimeOfDay = TimeOfDay.DAY, interior: bool = False) -> Light:
    return light_of(Setting(weather=weather, time=time), finish_of(Look()), VIEW.half, interior)


def moment(t_s: float) -> Moment:
    return Moment(drawing(VIEW.width, VIEW.height), VIEW, t_s, 0, Pose(), t_s)


def flashes(levels: np.ndarray, fps: int = 24) -> int:
    """The most pairs of opposing changes of a tenth of full luminance within any second of (frame, cell) levels."""
    worst = 0
    for cell in levels.T:
        extreme, rising, turns = cell[0], None, []
        for k, v in enumerate(cell):
            if abs(v - extreme) >= 0.1 and rising != (v > extreme):
                rising, extreme = v > extreme, v
                turns.append(k)
            elif rising is not None:
                extreme = max(extreme, v) if rising else min(extreme, v)
        worst = max([worst, *(sum(1 for o in turns if t <= o < t + fps) // 2 for t in turns)])
    return worst


def luminances(place: str, weather: Weather, time: TimeOfDay, seconds: int, interior: bool = False) -> Any:
    """Float (frame, cell), 0..1: relative luminance of 16 x 9 cells."""
    made = theatre((96, 54), chunk_frames=24)
    made.begin(shot(place, weather=weather, time=time, cast=[], interior=interior))
    frames = np.concatenate([made.next_chunk() for _ in range(seconds)]).astype(float) / 255
    linear = np.where(frames <= 0.04045, frames / 12.92, ((frames + 0.055) / 1.055) ** 2.4)
    luminance = linear @ np.array([0.2126, 0.7152, 0.0722])
    return luminance.reshape(len(frames), 9, 6, 16, 6).mean(axis=(2, 4)).reshape(len(frames), -1)


def test_what_is_counted_as_a_flash() -> None:
    square = np.tile(np.repeat([0.1, 0.5], 3), 8)[:, None]
    assert flashes(square) >= 3
    assert flashes(np.linspace(0, 1, 48)[:, None]) == 0
    assert flashes(0.3 + 0.04 * np.sin(np.arange(48))[:, None]) == 0


@pytest.mark.parametrize("time", [TimeOfDay.NIGHT, TimeOfDay.DAY, TimeOfDay.DUSK])
def test_a_storm_never_flashes(time: TimeOfDay) -> None:
    levels = luminances("open sea", Weather.STORM, time, 12)
    assert flashes(levels) <= 2
    assert np.ptp(levels.mean(axis=1)) > 0.002, "but it can be seen"


@pytest.mark.parametrize("place", ["room", "library"])
def test_a_storm_outside_does_not_flash_into_rooms(place: str) -> None:
    assert flashes(luminances(place, Weather.STORM, TimeOfDay.NIGHT, 12, interior=True)) <= 2


@pytest.mark.parametrize("place", ["lamp room", "kitchen"])
def test_lamps_never_flash(place: str) -> None:
    assert flashes(luminances(place, Weather.CLEAR, TimeOfDay.NIGHT, 6, interior=True)) == 0


def test_lightning_swells_and_fades_slowly_seconds_apart() -> None:
    storm = LightningStep(light(Weather.STORM), VIEW, 5.5, 7)
    levels = np.array([storm.level(t)[0] for t in TIMES])
    assert levels.max() > 0.9
    assert np.abs(np.diff(levels)).max() < 0.16
    peaks = [t for t, a, b, c in zip(TIMES[1:], levels, levels[1:], levels[2:], strict=False) if a < b >= c and b > 0.3]
    assert min(b - a for a, b in pairwise(peaks)) > 2


def test_rain_tiles_have_no_seam() -> None:
    step = RainStep(CURTAINS[0], Weather.STORM, light(Weather.STORM), VIEW, 3)
    alpha = step.tile.pixels[0][:, :, 3].astype(float)
    for axis in (0, 1):
        across = np.abs(np.take(alpha, 0, axis) - np.take(alpha, -1, axis)).mean()
        inside = np.abs(np.diff(alpha, axis=axis)).mean()
        assert across < 2.5 * inside + 1


def test_a_storm_is_denser_and_more_slanting_than_rain() -> None:
    rain, storm = (RainStep(CURTAINS[1], w, light(Weather.RAIN), VIEW, 3) for w in (Weather.RAIN, Weather.STORM))
    assert storm.slant > 2 * rain.slant
    assert storm.tile.pixels[0].mean() > 1.2 * rain.tile.pixels[0].mean()


def test_drops_splash_on_the_floor_only() -> None:
    step = SplashStep(Weather.RAIN, light(Weather.RAIN), VIEW, 8.1, 5)
    places = np.stack([step.places(t) for t in TIMES])
    assert places[..., 1].min() > 7.8
    assert places[..., 1].max() < 9.0
    assert ((places[..., 3] >= 0) & (places[..., 3] < 1)).all()
    assert np.ptp(places[..., 0]) > VIEW.half


def test_snow_falls_and_goes_with_the_wind() -> None:
    calm, windy = light(Weather.SNOW), light(Weather.STORM)

    def moved(under: Light) -> Any:
        step = SnowStep(FALLS[2], under, VIEW, 3)
        way = step.places(10.25) - step.places(10.0)
        return way[np.abs(way).max(axis=1) < 60].mean(axis=0)

    assert moved(calm)[1] > 1
    assert moved(windy)[0] < 2 * moved(calm)[0] < 0


def test_fog_joins_at_its_ends_and_wanders_for_ever() -> None:
    sheet = fog_sheet(260, 60, (200, 200, 200), 0.8, 3).pixels[0].astype(float)
    assert np.abs(sheet[:, 0] - sheet[:, -1]).max() < 8
    assert sheet[[0, -1], :, 3].max() < 40
    step = FogStep(BANKS[2], (200, 200, 200), VIEW, 3)
    pictures = []
    for t in (0.0, 8.0, 500.0):
        now = moment(t)
        step.draw(now)
        pictures.append(now.target.pixels[0][:, :, :3].copy())
        assert pictures[-1][step.y + step.made.surface.get_height() // 2].min() > 5, "across the whole picture"
    assert difference(pictures[0], pictures[1]) > 0.3


def test_fog_takes_the_distance_in_three_steps() -> None:
    fog, day = light(Weather.FOG), light(Weather.CLEAR)

    def lost(under: Light, depth: float) -> float:
        return sum(abs(a - b) for a, b in zip(under.shade((40, 60, 40), depth), under.day.haze, strict=True))

    far, middle, near = (lost(fog, d) for d in (0.2, 0.5, 0.9))
    assert far < 0.4 * middle < 0.8 * near
    assert lost(fog, 0.05) == pytest.approx(lost(fog, 0.3), rel=0.5), "a step, not a slope"
    assert lost(day, 0.2) > 2 * far


def test_gusts_stay_in_their_range_and_add_up() -> None:
    blows = np.array([gust(t) for t in TIMES])
    assert blows.min() >= 0
    assert blows.max() <= 1
    assert np.ptp(blows) > 0.5
    assert carried(30.0) == pytest.approx(blows[: 30 * 24].mean() * 30, rel=0.02)


def test_a_storm_bends_things_and_a_breeze_rocks_them() -> None:
    storm, breeze = (np.array([lean(w, t) for t in TIMES]) for w in (1.0, 0.25))
    assert storm.mean() < -0.6
    assert abs(breeze.mean()) < 0.15
    assert np.abs(np.diff(storm)).max() < 0.12, "no jerk"


def test_bent_sheets_keep_their_root() -> None:
    tree = Sheet(0.8, (Cut(rect(-0.2, 2.0, 0.4, 7.5), (90, 70, 60)),), sway=Sway(0.06, 0.0, 5.0))
    leaves = Sheet(0.8, (Cut(rect(-3.0, -1.0, 6.0, 2.0), (90, 120, 60)),), bend=0.4)
    standing, hanging = (bent(s, VIEW, light(Weather.STORM), 1) for s in (tree, leaves))
    assert standing is not None
    assert hanging is not None
    shifts = [s for _, _, s in standing.bands(3.0)]
    assert abs(shifts[-1]) <= 1 < abs(shifts[0])
    assert abs(hanging.bands(3.0)[0][2]) <= 1
    assert bent(tree, VIEW, light(Weather.STORM, interior=True), 1) is None
    assert bent(Sheet(0.8, tree.cuts), VIEW, light(Weather.STORM), 1) is None


def test_bands_cover_every_row_once() -> None:
    step = bent(Sheet(0.8, (Cut(rect(-2, 1, 4, 7), (90, 70, 60)),), bend=0.5), VIEW, light(Weather.STORM), 0)
    assert step is not None
    bands = step.bands(1.0)
    assert [top + height for top, height, _ in bands][:-1] == [top for top, _, _ in bands][1:]
    assert bands[-1][0] + bands[-1][1] == step.layer.surface.get_height()


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.SNOW, Weather.FOG, Weather.STORM])
def test_weather_goes_on_for_hours(weather: Weather) -> None:
    made, wanted = theatre(), shot("hills", weather=weather, cast=[], time=TimeOfDay.DAY)
    late = 24 * 3600 * 3
    assert difference(frame(made, wanted, late), frame(made, wanted, late + 60)) > 0.3
