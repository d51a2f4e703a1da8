"""The teacher: clips of the paper theatre without anything that falls, the same for the same number."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from generators.base import Look, Setting, Shot, Weather
from generators.daguerreotype.curriculum import random_shot
from generators.daguerreotype.data import FALLING, Clip, DryStage, Teacher, clips
from generators.daguerreotype.scene import FPS, LATENT_FRAMES, SIZE, WIDTH, plan_of, rows
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import SetStore

SMALL = (128, 72)


class WetTeacher(Teacher):
    """One that lets it rain."""

    stages = Stage


def clip(number: int, split: str = "train", latents: int = 1) -> Clip:
    return next(clips([number], split, latents, SMALL))


def weathered(weather: Weather) -> Shot:
    return Shot(setting=Setting(place="fields", weather=weather), look=Look(grain=0.0))


def stir(frames: NDArray[np.uint8]) -> float:
    """How much changes from frame to frame."""
    return float(np.abs(np.diff(frames.astype(float), axis=0)).mean())


def test_a_clip_is_frames_and_what_is_told_of_them() -> None:
    made = next(clips([3], "train", 2))
    assert made.frames.shape == (2 * LATENT_FRAMES, SIZE[1], SIZE[0], 3)
    assert made.frames.dtype == np.uint8
    assert made.rows.shape == (2, WIDTH)
    assert made.shot == random_shot(3)
    assert made.frames.std() > 5


def test_the_rows_are_those_of_the_plan() -> None:
    made = next(clips([4], "train", 2))
    again = rows(plan_of(made.shot, SetStore()), [made.first, made.first + LATENT_FRAMES])
    assert made.rows == pytest.approx(again, abs=1e-6)


def test_a_number_is_the_same_clip_whatever_was_drawn_before() -> None:
    alone = clip(9)
    later = list(clips([2, 9], "train", 1, SMALL))[1]
    assert (alone.frames == later.frames).all()
    assert (alone.rows == later.rows).all()
    assert alone.first == later.first


def test_some_clips_begin_with_the_shot_and_some_later() -> None:
    firsts = [clip(n).first for n in range(8)]
    assert 0 in firsts
    assert any(firsts)
    assert all(0 <= first < clip_s * FPS for first, clip_s in zip(firsts, [9.0] * 8, strict=True))


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.SNOW])
def test_nothing_falls(weather: Weather) -> None:
    wet, dry = (kind(SMALL).clip(weathered(weather), 6, 1).frames for kind in (WetTeacher, Teacher))
    assert stir(dry) < 0.5 * stir(wet)


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.SNOW, Weather.STORM])
def test_a_dry_stage_lacks_what_falls_and_nothing_else(weather: Weather) -> None:
    store = SetStore()
    wet, dry = (kind(weathered(weather), SMALL, FPS, store).built for kind in (Stage, DryStage))
    for those, these in ((wet.behind, dry.behind), (wet.before, dry.before)):
        assert these == [step for step in those if not isinstance(step, FALLING)]
    assert len(wet.behind) + len(wet.before) > len(dry.behind) + len(dry.before)


def test_in_clear_weather_the_teacher_is_the_theatre_before_the_darkroom() -> None:
    wet, dry = (kind(SMALL).clip(weathered(Weather.CLEAR), 0, 1).frames for kind in (WetTeacher, Teacher))
    assert (wet == dry).all()
