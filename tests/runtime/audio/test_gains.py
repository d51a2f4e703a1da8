"""Fades and glides arrive where they should, smoothly, from wherever they stand."""

from __future__ import annotations

import numpy as np
import pytest

from runtime.audio.gains import BLOCK, Fade, Glide, share


def test_a_fade_stands_until_it_is_turned() -> None:
    assert Fade(0.7).over(1234) == 0.7


def test_a_fade_arrives_and_stays() -> None:
    fade = Fade(0.0)
    fade.turn(1.0, 100, 1000)
    assert not fade.done(1099)
    assert fade.done(1100)
    assert fade.over(1100) == 1.0


def test_two_fades_cross_at_one_power() -> None:
    up, down = Fade(0.0), Fade(1.0)
    up.turn(1.0, 0, BLOCK)
    down.turn(0.0, 0, BLOCK)
    power = np.square(up.over(0)) + np.square(down.over(0))
    assert np.allclose(power, 1.0, atol=1e-5)


def test_a_fade_that_is_turned_on_its_way_goes_on_from_there() -> None:
    fade = Fade(0.0, power=False)
    fade.turn(1.0, 0, 1000)
    before = fade.at(400)
    fade.turn(0.0, 400, 1000)
    assert fade.at(400) == pytest.approx(before)
    assert fade.at(1400) == 0.0


def test_a_fade_has_no_step() -> None:
    fade = Fade(0.0, power=False)
    fade.turn(1.0, 0, 4800)
    curve = np.concatenate([np.broadcast_to(fade.over(at), (BLOCK, 1)) for at in range(0, 9600, BLOCK)])
    assert np.abs(np.diff(curve, axis=0)).max() < 4 / 4800


def test_a_glide_reaches_its_target_without_a_step() -> None:
    glide = Glide(0.0)
    parts = [np.broadcast_to(glide.over(1.0, share(0.05)), (BLOCK, 1)) for _ in range(60)]
    curve = np.concatenate(parts)
    assert curve[-1, 0] == pytest.approx(1.0, abs=1e-4)
    assert np.abs(np.diff(curve, axis=0)).max() < 1e-3


def test_a_glide_that_is_there_costs_a_number() -> None:
    assert Glide(1.0).over(1.0, 0.5) == 1.0
