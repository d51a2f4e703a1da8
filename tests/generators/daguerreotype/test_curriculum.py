"""The curriculum: everything is taught, some combinations are kept back, a number is a shot wherever it is drawn."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from itertools import product

import pytest

from generators.base import Framing, Setting, Shot, TimeOfDay, Weather
from generators.daguerreotype.curriculum import (
    INDOORS,
    KEPT_BACK,
    KINDS,
    LIKE,
    PLACES,
    TIMES,
    WEATHERS,
    chance,
    held_out,
    random_shot,
    shot_of,
)
from generators.papertheatre.sets import BUILDERS
from generators.papertheatre.words import kind_of_setting

HEADINGS = {heading: kind for kind, heading in PLACES.items()}


@lru_cache(maxsize=4)
def drawn(split: str, count: int = 500) -> list[Shot]:
    return [random_shot(n, split) for n in range(count)]


def combination(shot: Shot) -> tuple[str, TimeOfDay, Weather]:
    return (HEADINGS[shot.setting.place], shot.setting.time, shot.setting.weather)


@pytest.mark.parametrize("split", ["train", "seen", "held_out"])
def test_a_split_holds_only_its_own_combinations(split: str) -> None:
    assert {held_out(*combination(shot)) for shot in drawn(split)} == {split == "held_out"}


def test_everything_is_taught() -> None:
    found = [combination(shot) for shot in drawn("train")]
    assert {kind for kind, _, _ in found} == set(KINDS)
    assert {time for _, time, _ in found} == set(TIMES)
    assert {weather for _, _, weather in found} == set(WEATHERS)


def test_a_sixth_is_kept_back_of_every_place_hour_and_weather() -> None:
    out = [c for c in product(KINDS, TIMES, WEATHERS) if held_out(*c)]
    share = len(out) / (len(KINDS) * len(TIMES) * len(WEATHERS))
    assert abs(share - 1 / KEPT_BACK) < 0.05
    assert {time for _, time, _ in out} == set(TIMES)
    assert {weather for _, _, weather in out} == set(WEATHERS)
    assert {kind for kind, _, _ in out} >= set(KINDS) - INDOORS
    taught = {kind for kind, time, weather in product(KINDS, TIMES, WEATHERS) if not held_out(kind, time, weather)}
    assert taught == set(KINDS)


def test_in_a_room_the_weather_decides_nothing() -> None:
    assert all(len({held_out(kind, time, w) for w in WEATHERS}) == 1 for kind in INDOORS for time in TIMES)


def test_splits_and_numbers_draw_different_shots() -> None:
    shots = [shot.model_dump_json() for split in ("train", "seen", "held_out") for shot in drawn(split)[:100]]
    assert len(set(shots)) == len(shots)


def test_a_number_is_the_same_shot_in_another_process() -> None:
    code = "from generators.daguerreotype.curriculum import random_shot as r; print(r(7, 'seen').model_dump_json())"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert Shot.model_validate_json(said.stdout.splitlines()[-1]) == random_shot(7, "seen")


@pytest.mark.parametrize("kind", KINDS)
def test_a_heading_leads_to_its_kind(kind: str) -> None:
    assert kind_of_setting(Setting(place=PLACES[kind], interior=kind in INDOORS), "") == kind


def test_every_kind_that_is_not_taught_has_one_that_stands_in() -> None:
    assert set(LIKE.values()) <= set(KINDS)
    assert not set(LIKE) & set(KINDS)
    assert set(BUILDERS) <= set(LIKE) | set(KINDS)


def test_casts_and_framings_vary() -> None:
    shots = drawn("train")
    assert {len(shot.cast) for shot in shots} == {0, 1, 2, 3, 4}
    assert {shot.camera.framing for shot in shots if shot.cast} == {Framing.WIDE, Framing.MEDIUM, Framing.CLOSE}
    assert all(shot.camera.framing is Framing.WIDE for shot in shots if not shot.cast)
    assert {figure.facing for shot in shots for figure in shot.cast} == {-1, 0, 1}
    assert any(figure.loudness for shot in shots for figure in shot.cast)
    names = [[figure.name for figure in shot.cast] for shot in shots]
    assert all(len(set(cast)) == len(cast) for cast in names)


def test_a_shot_is_where_it_was_asked_for() -> None:
    shot = shot_of("harbour", TimeOfDay.DUSK, Weather.FOG, chance("here"))
    assert combination(shot) == ("harbour", TimeOfDay.DUSK, Weather.FOG)
    assert shot.look.grain == 0


def test_chance_is_named() -> None:
    assert chance("a", 1).random() == chance("a", 1).random() != chance("a", 2).random()
