"""Sheets that travel: they move at their speed, come round without a seam, and cover the picture all the time."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Look, Setting
from generators.papertheatre.camera import Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.drift import DriftStep
from generators.papertheatre.lamps import Moment
from generators.papertheatre.light import light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.paper import Cut, Drift, Sheet
from generators.papertheatre.shapes import oval, rect
from tests.generators.papertheatre.stagehand import Picture

VIEW = View(160, 90)


def _pictured(sheet: Sheet, t_s: float, pose: Pose | None = None) -> Picture:
    """uint8 (height, width, bgra): the sheet alone at a time."""
    light = light_of(Setting(), finish_of(Look(grain=0.0)), VIEW.half, False)
    canvas = drawing(VIEW.width, VIEW.height)
    DriftStep(sheet, VIEW, light).draw(Moment(canvas, VIEW, t_s, 0, pose or Pose(), t_s))
    picture: Picture = canvas.pixels[0].copy()
    return picture


def _land(drift: Drift, shadow: float = 0.0) -> Sheet:
    return Sheet(1.0, (Cut(rect(-1, 4, 30, 5), (90, 120, 60), rim=0.0), Cut(oval(2, 3, 1), (200, 60, 60))), shadow,
                 drift=drift)  # fmt: skip


def test_a_travelling_sheet_moves_at_its_speed() -> None:
    sheet = _land(Drift(x=-1.0, every=8.0))
    before, after = _pictured(sheet, 0.0), _pictured(sheet, 1.0)
    assert np.abs(np.roll(before, -10, 1)[:, 20:-20].astype(int) - after[:, 20:-20]).mean() < 1.0
    assert np.abs(before.astype(int) - after).mean() > 2.0


def test_it_comes_round_after_one_repeat_and_never_leaves_a_gap() -> None:
    sheet = _land(Drift(x=-2.0, every=5.0), shadow=1.0)
    assert np.array_equal(_pictured(sheet, 0.3), _pictured(sheet, 0.3 + 2.5))
    for t in (0.0, 0.7, 123.4):
        assert (_pictured(sheet, t)[70, :, 3] == 255).all()


@pytest.mark.parametrize("pose", [Pose(1.0, 0.4, 1.2), Pose(-1.0, -0.4, 1.0)])
def test_the_camera_may_travel_too(pose: Pose) -> None:
    sheet = _land(Drift(x=3.0, every=6.0))
    assert (_pictured(sheet, 9.0, pose)[75, :, 3] == 255).all()


def test_drops_run_down() -> None:
    pane = Sheet(1.0, (Cut(oval(0, 1.0, 0.3), (255, 255, 255)),), 0.0, drift=Drift(y=2.0, every=4.5))
    rows = [_pictured(pane, t)[:, 80, 3].argmax() for t in (0.0, 0.5)]
    assert rows[1] - rows[0] == pytest.approx(10, abs=1)


def test_a_sheet_out_of_sight_draws_nothing() -> None:
    assert not _pictured(Sheet(1.0, (Cut(oval(0, 400, 1), (9, 9, 9)),), drift=Drift(x=1.0, every=4.0)), 0.0).any()
