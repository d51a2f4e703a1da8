"""`diorama models train`: a folder of pictures becomes a model of one's own that is listed, played and taken away."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from generators.daguerreotype import own
from runtime.cli.models import tend, train
from runtime.errors import PartError, UsageError
from runtime.parts import models_folder, own_parts


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DIORAMA_MODELS", str(tmp_path / "models"))
    monkeypatch.setattr(own, "TEACHERS", 1)
    monkeypatch.setattr(own, "BATCH", 2)


@pytest.fixture
def frames(tmp_path: Path) -> Path:
    folder = tmp_path / "Old Mill"
    folder.mkdir()
    Image.fromarray(np.full((90, 160, 3), 99, np.uint8)).save(folder / "mill.png")
    (folder / "mill.txt").write_text("the mill by the river", "utf-8")
    return folder


def test_it_is_trained_listed_and_taken_away(frames: Path) -> None:
    said: list[str] = []
    assert train((), frames, 0.001, said.append) == 0
    assert said[-1].endswith("diorama play --generator daguerreotype:old-mill")
    (part,) = own_parts()
    assert (part.name, part.generator) == ("old-mill", "daguerreotype:old-mill")
    tend("list", ["old-mill"], said.append)
    assert any("your own daguerreotype" in line for line in said)
    tend("remove", ["old-mill"], said.append)
    assert not (models_folder() / "old-mill" / "daguerreotype.safetensors").exists()


@pytest.mark.soak
def test_it_may_be_trained_again_under_its_name(frames: Path) -> None:
    for _ in range(2):
        assert train(("mill",), frames, 0.001, lambda _: None) == 0
    assert [part.name for part in own_parts()] == ["mill"]


def test_pictures_without_captions_leave_nothing_behind(frames: Path) -> None:
    (frames / "mill.txt").unlink()
    with pytest.raises(PartError, match=r"mill\.png: no caption"):
        train((), frames, 0.001, lambda _: None)
    assert not (models_folder() / "old-mill").exists()


def test_a_published_models_name_is_taken(frames: Path) -> None:
    train(("sd-turbo",), frames, 0.001, lambda _: None)
    assert [part.name for part in own_parts()] == ["sd-turbo-own"]


def test_without_pictures_it_says_what_to_type() -> None:
    with pytest.raises(UsageError, match="models train NAME --frames FOLDER"):
        tend("train", ["mill"], lambda _: None)
