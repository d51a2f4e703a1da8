"""The lens: what is far from the figures is soft, nothing hides them, and a shot that waits goes on living."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from generators.base import Angle, Camera, Figure, Framing, Look, Move, Setting, Shot, TimeOfDay
from generators.papertheatre.building import MOST_BAND, out_of_the_way
from generators.papertheatre.camera import TRAVEL, View, calm, pose_at, resting, view_of
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Cut, Sheet, area_of, rastered
from generators.papertheatre.shapes import rect
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import SetStore
from tests.generators.papertheatre.stagehand import MARA, TOM, blank, difference, frame, shot, theatre

SIZE = (640, 360)
VIEWS = {f: view_of(SIZE, f, Angle.EYE, (0.0, 5.5)) for f in Framing}


def sharpness(depth: float, view: View) -> float:
    """The steepest step of alpha from one pixel to the next along a card's upper edge."""
    light = light_of(Setting(), finish_of(Look()), view.half, False)
    x, y = view.point(SIZE[0] / 2, SIZE[1] / 2, depth)
    layer = rastered(Sheet(depth, (Cut(rect(x - 3, y, 6, 6), (120, 120, 120)),), shadow=0.0), view, light)
    assert layer is not None
    alpha = layer.pixels[0][:, layer.surface.get_width() // 2, 3].astype(int)
    return float(np.abs(np.diff(alpha)).max())


def test_a_wide_picture_is_sharp_from_the_sky_to_the_figures() -> None:
    assert all(VIEWS[Framing.WIDE].blur(d / 10) == 0 for d in range(11))
    assert sharpness(0.1, VIEWS[Framing.WIDE]) > 200


@pytest.mark.parametrize("framing", [Framing.MEDIUM, Framing.CLOSE, Framing.OVER_THE_SHOULDER])
def test_closer_pictures_lose_the_distance_and_keep_the_figures(framing: Framing) -> None:
    view = VIEWS[framing]
    blurs = [view.blur(d / 10) for d in range(11)]
    assert all(a >= b for a, b in pairwise(blurs))
    assert blurs[10] == 0
    assert view.blur(1.4) > view.blur(1.2) > 0
    assert sharpness(0.1, view) < 0.75 * sharpness(0.95, view)


def test_a_close_picture_is_softer_than_a_medium_one() -> None:
    assert VIEWS[Framing.CLOSE].blur(0.3) > 1.5 * VIEWS[Framing.MEDIUM].blur(0.3)


def test_soft_sheets_fade_out_within_their_layer() -> None:
    view = VIEWS[Framing.CLOSE]
    light = light_of(Setting(), finish_of(Look()), view.half, False)
    layer = rastered(Sheet(0.2, (Cut(rect(-0.4, 5.2, 0.8, 0.6), (120, 120, 120)),), shadow=0.0), view, light)
    assert layer is not None
    alpha = layer.pixels[0][:, :, 3]
    assert max(alpha[0].max(), alpha[-1].max(), alpha[:, 0].max(), alpha[:, -1].max()) < 24


def grass(top: float, depth: float = 1.25, **options: object) -> Sheet:
    return Sheet(depth, (Cut(rect(-14, top, 28, 4), (70, 90, 60)),), **options)  # type: ignore[arg-type]


def test_bands_before_the_figures_give_way_in_close_pictures() -> None:
    view = VIEWS[Framing.MEDIUM]
    low = out_of_the_way(grass(7.0), view)
    assert low is not None
    head = view.pixel(0, low.cuts[0].path.getBounds().top(), low.depth)[1]
    assert head == pytest.approx((1 - MOST_BAND) * SIZE[1], abs=1)
    leaves = Sheet(1.3, (Cut(rect(-14, -3, 28, 8.8), (70, 90, 60)),))
    high = out_of_the_way(leaves, view)
    assert high is not None
    assert view.pixel(0, high.cuts[0].path.getBounds().bottom(), 1.3)[1] == pytest.approx(MOST_BAND * SIZE[1], abs=1)


def test_what_stands_before_the_figures_goes_and_what_they_sit_in_stays() -> None:
    view = VIEWS[Framing.MEDIUM]
    post = Sheet(1.3, (Cut(rect(-1, 0, 2, 9), (70, 60, 50)),))
    assert out_of_the_way(post, view) is None
    assert out_of_the_way(grass(9.5, close=False), view) is None
    assert out_of_the_way(grass(7.0, depth=1.05), view) == grass(7.0, depth=1.05)
    assert out_of_the_way(post, VIEWS[Framing.WIDE]) is post


@pytest.mark.parametrize("action", ["stands", "kneels", "crouches", "sits", "lies asleep"])
@pytest.mark.parametrize("framing", [Framing.MEDIUM, Framing.CLOSE])
@pytest.mark.parametrize("place", ["hills", "beach", "forest", "open sea", "lighthouse"])
def test_the_foreground_never_covers_more_than_an_eighth(place: str, framing: Framing, action: str) -> None:
    wanted = shot(place, time=TimeOfDay.DAY, cast=[MARA.model_copy(update={"action": action}), TOM], framing=framing)
    stage = Stage(wanted, (160, 90), 24, SetStore())
    target = drawing(160, 90)
    moment = Moment(target, stage.view, 0, 0, stage.pose(0), 0)
    for step in stage.built.before:
        layers = getattr(step, "layers", [getattr(step, "layer", None)])
        if layers[0] is not None and layers[0].depth > 1.1:
            step.draw(moment)
    assert (target.pixels[0][:, :, 3] > 100).mean() < 0.125


@pytest.mark.parametrize("action", ["stands", "kneels", "lies asleep"])
def test_the_head_stays_in_a_medium_picture(action: str) -> None:
    stage = Stage(
        shot("hills", cast=[MARA.model_copy(update={"action": action})], framing=Framing.MEDIUM), SIZE, 24, SetStore()
    )
    view, mark = stage.view, stage.marks[0]
    x, y = view.pixel(mark.x, mark.floor, 1.0)
    assert 0.1 * SIZE[0] < x < 0.9 * SIZE[0]
    assert 0.6 * SIZE[1] < y < 1.12 * SIZE[1]


def test_from_below_the_horizon_is_low_and_people_are_large_from_above_it_is_high() -> None:
    views = {a: view_of(SIZE, Framing.WIDE, a, None) for a in Angle}
    horizon = {a: v.pixel(0, 5.6, 0.1)[1] / SIZE[1] for a, v in views.items()}
    assert horizon[Angle.LOW] > horizon[Angle.EYE] + 0.06
    assert horizon[Angle.HIGH] < horizon[Angle.EYE] - 0.08
    assert views[Angle.LOW].scale(1.0) > 1.1 * views[Angle.HIGH].scale(1.0)
    assert views[Angle.LOW].stature > 1.03 > 1.0 == views[Angle.EYE].stature > 0.95 > views[Angle.HIGH].stature


@pytest.mark.parametrize("move", list(Move))
def test_a_shot_that_waits_lives_for_minutes_without_leaving_the_paper(move: Move) -> None:
    for zoom in (1.0, 5.2):
        poses = [pose_at(move, t, 4.0, zoom) for t in np.arange(4.0, 600.0, 0.5)]
        most = TRAVEL * calm(zoom)
        assert max(abs(p.x) for p in poses) <= most
        assert max(abs(p.y) for p in poses) <= 0.8 * most
        windows = [poses[k : k + 40] for k in range(0, len(poses) - 40, 40)]
        assert all(np.ptp([p.x for p in w]) > 0.01 * calm(zoom) for w in windows), "never still for twenty seconds"


def test_the_drift_of_a_waiting_shot_comes_in_gently() -> None:
    ways = np.array([resting(t, 4.0) for t in np.arange(0.0, 60.0, 1 / 24)])
    assert not ways[: 4 * 24].any()
    assert np.abs(np.diff(ways, axis=0)).max() < 0.004


def test_sheets_reach_as_far_as_the_camera_travels() -> None:
    sky = Sheet(0.0, (Cut(rect(-30, -9, 60, 30), (90, 120, 160)),), shadow=0.0)
    for view in VIEWS.values():
        area = area_of(sky, view)
        assert area is not None
        reach = TRAVEL * calm(view.zoom) * view.drift(0.0) * view.scale(0.0)
        assert area[0] <= -reach
        assert area[0] + area[2] >= SIZE[0] + reach


@pytest.mark.parametrize("size", [(200, 200), (3840, 2160), (120, 240), (400, 100)])
@pytest.mark.parametrize("framing", [Framing.WIDE, Framing.MEDIUM])
def test_extreme_formats_have_no_empty_margin(size: tuple[int, int], framing: Framing) -> None:
    made = theatre(size, chunk_frames=1)
    picture = frame(made, shot("hills", time=TimeOfDay.DAY, framing=framing, move=Move.PAN_LEFT), 96)
    inner = picture[size[1] // 8 : -size[1] // 8, size[0] // 8 : -size[0] // 8]
    assert not blank(picture)
    assert inner.reshape(-1, 3).max(axis=1).min() > 8, "no hole in the paper"


@pytest.mark.parametrize("angle", [Angle.LOW, Angle.HIGH])
def test_looking_up_and_down_shows_no_gap_between_sheets(angle: Angle) -> None:
    made = theatre(SIZE, chunk_frames=1)
    for place in ("hills", "beach", "forest", "harbour"):
        wanted = Shot(setting=Setting(place=place), cast=(Figure(name="A"),), camera=Camera(angle=angle), seed=7)
        eye = Shot(setting=Setting(place=place), cast=(Figure(name="A"),), camera=Camera(), seed=7)
        assert difference(frame(made, wanted), frame(made, eye)) > 2


@pytest.mark.parametrize("size", [(360, 720), (200, 200), (640, 360), (900, 300)])
@pytest.mark.parametrize("framing", [Framing.MEDIUM, Framing.CLOSE, Framing.OVER_THE_SHOULDER])
def test_a_face_is_whole_in_any_format(size: tuple[int, int], framing: Framing) -> None:
    for x in (-1.3, 0.0, 1.3):
        view = view_of(size, framing, Angle.EYE, (x, 5.5), 8.1, looks=1)
        left, head = view.pixel(x - 0.3, 5.2, 1.0)
        right, foot = view.pixel(x + 0.3, 5.8, 1.0)
        assert 0 <= left < right <= size[0]
        assert 0 <= head < foot <= size[1]
