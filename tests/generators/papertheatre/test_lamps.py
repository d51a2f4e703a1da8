"""Lights on top of paper: glows that flicker a little, beams that turn, stars that twinkle, all dimmed by a change."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pygame
import pytest

from generators.base import Look, Setting, TimeOfDay
from generators.papertheatre.camera import Pose, View
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import BeamStep, GlowStep, Moment, StarStep, dimmed, glow_surface, thinned
from generators.papertheatre.light import Beam, Glow, Light, flicker, light_of
from generators.papertheatre.looks import finish_of
from generators.papertheatre.scenery import Scenery

VIEW = View(320, 180)
LAMP = Glow(1.0, 4.0, 0.9, 1.5, (255, 190, 98), 0.6, 0.1, 5)


def night() -> Light:
    return light_of(Setting(time=TimeOfDay.NIGHT), finish_of(Look()), VIEW.half, False)


def shown(step: Any, t_s: float = 0.0, pose: Pose = Pose(), light: float = 1.0) -> Any:  # noqa: B008 - frozen
    """Float (height, width): the light of one step on black."""
    target = drawing(VIEW.width, VIEW.height)
    moment = Moment(target, VIEW, t_s, 0, pose, t_s)
    moment.light = light
    step.draw(moment)
    return target.pixels[0][:, :, :3].astype(float).sum(axis=2)


def test_a_glow_is_brightest_at_its_place_and_goes_with_its_depth() -> None:
    still, moved = (shown(GlowStep(night(), VIEW, LAMP), pose=p) for p in (Pose(), Pose(x=1.0)))
    y, x = np.unravel_index(still.argmax(), still.shape)
    assert (abs(x - 180) <= 6, abs(y - 80) <= 6) == (True, True)
    x2 = np.unravel_index(moved.argmax(), moved.shape)[1]
    assert x - x2 == pytest.approx(VIEW.scale(0.9) * VIEW.drift(0.9), abs=4)


def test_a_flame_is_restless_and_a_bulb_is_not() -> None:
    flame, bulb = (GlowStep(night(), VIEW, Glow(1, 4, 0.9, 1.5, (255, 190, 98), 0.6, f, 5)) for f in (0.13, 0.0))
    levels = {
        k: [shown(step, t).sum() for t in np.arange(0, 3, 0.25)] for k, step in (("flame", flame), ("bulb", bulb))
    }
    assert np.ptp(levels["bulb"]) == 0
    assert 0.01 < np.ptp(levels["flame"]) / np.mean(levels["flame"]) < 0.3


def test_flicker_has_no_step_that_is_a_flash() -> None:
    ways = np.array([flicker(seed, t) for seed in (1, 7) for t in np.arange(0, 30, 1 / 24)])
    assert np.abs(ways).max() <= 1.0
    assert np.abs(np.diff(ways[:700])).max() < 0.3


def test_a_beam_turns_and_lights_one_side_more() -> None:
    step = BeamStep(Beam(0.0, 3.0, 0.5, 9.0, (255, 236, 190), period_s=12.0), night(), VIEW)
    sides = []
    for t in np.arange(0, 12, 1.0):
        picture = shown(step, t)
        sides.append(picture[:, :160].sum() - picture[:, 160:].sum())
        assert picture.max() > 30
    assert np.ptp(sides) > 0.02 * np.abs(sides).max()
    assert np.abs(shown(step, 1.0) - shown(step, 1.0 + 1 / 24)).max() < 60, "it never leaps"


@pytest.mark.parametrize("x", [-30.0, -9.0, 9.0, 30.0])
def test_a_beam_may_stand_outside_the_picture(x: float) -> None:
    step = BeamStep(Beam(x, 3.0, 0.5, 9.0, (255, 236, 190)), night(), VIEW)
    assert shown(step, 2.0).shape == (180, 320)


def test_stars_twinkle_above_the_horizon() -> None:
    step = StarStep(night(), 1.0, 5.6, 3)
    pictures = [shown(step, t) for t in (0.0, 2.0)]
    assert (pictures[0] > 0).sum() > 40
    assert pictures[0][118:].max() == 0
    assert not np.array_equal(*pictures)


@pytest.mark.parametrize("kind", ["glow", "beam", "stars"])
def test_a_change_of_sets_dims_all_lights(kind: str) -> None:
    step = {
        "glow": GlowStep(night(), VIEW, LAMP),
        "beam": BeamStep(Beam(0.0, 3.0, 0.5, 9.0, (255, 236, 190)), night(), VIEW),
        "stars": StarStep(night(), 1.0, 5.6, 3),
    }[kind]
    full, half, none = (shown(step, 1.0, light=share).sum() for share in (1.0, 0.5, 0.0))
    assert 0.3 * full < half < 0.7 * full
    assert none <= 0.01 * full


def test_dimming_leaves_a_full_light_alone() -> None:
    disc = glow_surface(8, (200, 100, 50), 1.0)[0]
    assert dimmed(disc, 1.0) is disc
    assert thinned(disc, 1.0) is disc
    assert dimmed(disc, 0.5).get_at((8, 8))[0] == pytest.approx(disc.get_at((8, 8))[0] / 2, abs=2)
    sheet = pygame.Surface((2, 2), pygame.SRCALPHA, 32)
    sheet.fill((100, 100, 100, 200))
    assert tuple(thinned(sheet, 0.5).get_at((0, 0))) == (50, 50, 50, 100)


def test_a_practical_lamp_has_a_core_and_a_wide_faint_light() -> None:
    made = Scenery(Random(1), VIEW.half, night(), night(), "", 1)
    made.lamp(0.0, 4.0, 0.9, 2.0)
    wide, core = made.glows
    assert core.radius < 0.5 * wide.radius
    assert wide.flicker < 0.15
