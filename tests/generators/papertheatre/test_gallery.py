"""The sheets of looks: each look in four scenes, drawn and painted, and small pictures for the manual."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from generators.base import Framing
from generators.papertheatre.looks import look_names
from generators.papertheatre.sheets import gallery
from generators.papertheatre.sheets.views import named_sheets


def test_every_look_is_seen_in_every_scene() -> None:
    shots = [*gallery.drawn_looks(), *gallery.painted_looks()]
    assert sorted({name for _, name in shots}) == sorted(look_names())
    assert len(shots) == len(look_names()) * len(gallery.SCENES)
    assert all(shot.look.style == name for shot, name in shots)


def test_the_scenes_are_near_and_far_inside_and_outside() -> None:
    assert {shot.setting.interior for shot in gallery.SCENES} == {True, False}
    assert {shot.camera.framing for shot in gallery.SCENES} >= {Framing.WIDE, Framing.CLOSE}
    assert len({(shot.setting.time, shot.setting.weather) for shot in gallery.SCENES}) == len(gallery.SCENES)


def test_both_sheets_can_be_asked_for() -> None:
    assert {"looks", "painted"} <= set(named_sheets((96, 54)))


def test_a_picture_of_each_look_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "look_names", lambda: ("ink", "linocut"))
    monkeypatch.setattr(gallery, "DRAWN", (192, 108))
    made = gallery.pictures(tmp_path / "looks")
    assert [path.name for path in made] == ["ink.jpg", "linocut.jpg"]
    assert all(pygame.image.load(str(path)).get_size() == gallery.PICTURE for path in made)
    assert all(0 < path.stat().st_size <= gallery.LARGEST for path in made)
