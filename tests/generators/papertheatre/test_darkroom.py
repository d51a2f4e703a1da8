"""Whole frames: contrast, dyes, dust and a lamp whose swells stay far below the limits of flashes."""

from __future__ import annotations

import numpy as np
import pytest

from generators.base import Look, Setting, TimeOfDay
from generators.papertheatre.darkroom import Darkroom, dye_of, lamp
from generators.papertheatre.drawing import drawing
from generators.papertheatre.looks import finish_of

SIZE = (192, 108)
DAY = Setting()


def developed(recipe: str, level: int = 100, frame: int = 0, setting: Setting = DAY) -> np.ndarray:
    """A grey picture after the darkroom, without its cover: uint8 (height, width, bgr)."""
    made = drawing(*SIZE)
    made.pixels[0][:] = (level, level, level, 255)
    made.surface.set_alpha(None)
    Darkroom(SIZE, finish_of(Look(style="mine", recipe=recipe)), setting).develop(made, frame, frame / 24)
    pixels: np.ndarray = made.pixels[0][:, :, :3]
    return pixels


def test_paper_cut_frames_stay_as_they_are() -> None:
    assert (developed('base = "paper-cut"') == 100).all()


@pytest.mark.parametrize(("level", "after"), [(0, 0), (64, 0), (100, 72), (128, 128), (191, 254), (255, 255)])
def test_contrast_is_doubled_about_the_middle(level: int, after: int) -> None:
    assert (developed("[frame]\ncontrast = 1\n", level) == after).all()


def test_a_level_lightens_or_darkens_first() -> None:
    assert developed("[frame]\nlevel = 0.1\n").mean() > 100 > developed("[frame]\nlevel = -0.1\n").mean()


def test_a_print_of_two_inks_has_two_colours() -> None:
    pixels = developed('base = "engraving"\n[screen]\nhardness = 12\n', 128)
    ends = np.abs(pixels[:, :, 1].astype(int) - np.array([[0x13], [0xEA]]).reshape(2, 1, 1)).min(axis=0)
    assert (ends < 8).mean() > 0.5
    assert developed('base = "engraving"', 255).mean() > developed('base = "engraving"', 0).mean() + 150


def test_films_are_dyed_by_time_and_room() -> None:
    finish = finish_of(Look(style="silent film"))
    room = Setting(interior=True, time=TimeOfDay.NIGHT)
    assert dye_of(finish, room) == finish.recipe.frame.tints.interior
    assert dye_of(finish, Setting(time=TimeOfDay.NIGHT)) == finish.recipe.frame.tints.night
    assert dye_of(finish_of(Look()), room) is None


def test_dust_is_sparse_and_the_same_in_each_showing() -> None:
    touched = [float((developed("[frame]\ndust = 1\n", 100, k) != 100).any(axis=2).mean()) for k in range(60)]
    assert 0 < sum(touched) / 60 < 0.02
    assert max(touched) < 0.05
    assert np.array_equal(developed("[frame]\ndust = 1\n", 100, 7), developed("[frame]\ndust = 1\n", 100, 7))


def test_the_lamp_never_flashes() -> None:
    """At its most the light swells by 6 %, fewer than three times a second."""
    levels = np.array([lamp(k / 240) for k in range(2400)])
    assert levels.min() >= 0
    assert levels.max() <= 1
    turns = np.diff(np.sign(np.diff(levels)))
    assert (turns < 0).sum() / 10 < 3
    mean = [float(developed("[frame]\nflicker = 0.06\n", 200, k).mean()) for k in range(24)]
    assert max(mean) - min(mean) < 0.06 * 200 + 1


def test_a_film_weaves_by_less_than_its_word() -> None:
    room = Darkroom((1280, 720), finish_of(Look(style="m", recipe="[frame]\nweave = 0.03\n")), DAY)
    reach = max(max(map(abs, room.shift(k / 24))) for k in range(240))
    assert 0 < reach <= 0.03 * 80
    assert Darkroom(SIZE, finish_of(Look()), DAY).shift(3.0) == (0.0, 0.0)


BORDERS = ("proscenium", "deckle", "plain", "gate", "oval", "window", "sheet", "bleed", "screen")


@pytest.mark.parametrize("border", BORDERS)
@pytest.mark.parametrize("size", [SIZE, (200, 200), (64, 300)])
def test_every_border_leaves_the_middle_free(border: str, size: tuple[int, int]) -> None:
    made = drawing(*size)
    made.pixels[0][:] = (90, 140, 200, 255)
    made.surface.set_alpha(None)
    recipe = f'[frame]\nborder = "{border}"\nvignette = 0\ngrid = 0\n'
    Darkroom(size, finish_of(Look(style="m", recipe=recipe)), DAY).cover(made)
    middle = made.pixels[0][size[1] // 2, size[0] // 2, :3].astype(int)
    assert np.abs(middle - (90, 140, 200)).max() < 40
    corner = made.pixels[0][1, 1, :3].astype(int)
    assert (np.abs(corner - (90, 140, 200)).max() < 2) == (border == "plain")


@pytest.mark.parametrize("key", ["blinds", "tarnish", "sheen", "grid", "bars", "seal"])
def test_every_overlay_is_seen(key: str) -> None:
    pictures = []
    for value in ("true" if key == "seal" else "1.0", "false" if key == "seal" else "0.0"):
        made = drawing(*SIZE)
        made.pixels[0][:] = (120, 120, 120, 255)
        made.surface.set_alpha(None)
        recipe = f'[frame]\nborder = "plain"\nvignette = 0\n{key} = {value}\n'
        Darkroom(SIZE, finish_of(Look(style="m", recipe=recipe)), Setting(interior=True)).cover(made)
        pictures.append(made.pixels[0].astype(int))
    assert (np.abs(pictures[0] - pictures[1]).max(axis=2) > 8).mean() > 0.003
