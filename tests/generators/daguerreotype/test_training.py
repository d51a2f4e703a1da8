"""A training is kept whole: what was saved is gone on with, a stop in the middle of saving loses nothing before it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch

from generators.daguerreotype import training
from generators.daguerreotype.lessons import stream
from generators.daguerreotype.model import SHAPES
from generators.daguerreotype.training import LEAST, Progress, Training, TrainingError, checked, progress_in, rate_at
from tests.generators.daguerreotype import tiny


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SHAPES, "tiny", tiny.SHAPE)


def begun(folder: Path) -> Training:
    return Training(folder, "tiny", "cpu", 2e-3)


def steps(of: Training, count: int, share: float = 0.1) -> float:
    loss = 0.0
    for _ in range(count):
        latents, rows = tiny.archive().batch(4, 1, tiny.chance(of.progress.step))
        loss = of.step(stream(of.go, latents, rows, tiny.chance(of.progress.step)), share, 4)
    return loss


def same(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> bool:
    return a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)


def test_a_stopped_training_goes_on_as_if_it_had_not_been(tmp_path: Path) -> None:
    whole = begun(tmp_path)
    steps(whole, 5)
    one = begun(tmp_path)
    steps(one, 3)
    one.save()
    other = begun(tmp_path)
    assert other.progress == Progress("tiny", 0.0, 3, 12)
    steps(other, 2)
    assert same(whole.network.state_dict(), other.network.state_dict())
    assert same(whole.average, other.average)


def test_a_stop_in_the_middle_of_saving_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = begun(tmp_path)
    steps(one, 1)
    one.save()
    kept = {name: value.clone() for name, value in one.network.state_dict().items()}

    def stopped(tensors: object, path: Path, metadata: object) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(training, "save_file", stopped)
    steps(one, 1)
    with pytest.raises(KeyboardInterrupt):
        one.save()
    other = begun(tmp_path)
    assert other.progress.step == 1
    assert same(other.network.state_dict(), kept)


def test_weights_and_progress_are_of_one_moment(tmp_path: Path) -> None:
    """What people read beside the weights may be older; it is not gone on with."""
    one = begun(tmp_path)
    steps(one, 2)
    one.save()
    assert json.loads((tmp_path / "progress.json").read_text())["step"] == 2
    (tmp_path / "progress.json").write_text('{"shape": "tiny", "step": 1}')
    assert begun(tmp_path).progress.step == 2


def test_another_shape_is_refused_with_the_word_to_type(tmp_path: Path) -> None:
    begun(tmp_path).save()
    with pytest.raises(TrainingError, match="--shape tiny"):
        checked(tmp_path, "small")
    with pytest.raises(TrainingError, match="another folder"):
        Training(tmp_path, "small", "cpu", 2e-3)


def test_an_empty_folder_is_a_beginning(tmp_path: Path) -> None:
    assert progress_in(tmp_path) is None
    assert begun(tmp_path).progress == Progress("tiny")


def test_the_average_follows_slowly(tmp_path: Path) -> None:
    one = begun(tmp_path)
    name = "underlay.place"
    before = one.average[name].clone()
    steps(one, 4)
    moved = (one.network.state_dict()[name] - before).abs().mean()
    behind = (one.network.state_dict()[name] - one.average[name]).abs().mean()
    assert 0 < float(behind) < float(moved)


def test_the_rate_rises_stays_and_falls() -> None:
    assert rate_at(0.0, 0) < rate_at(0.0, 30) < rate_at(0.0, 60) == 1.0
    assert rate_at(0.55, 1000) == 1.0
    assert 1.0 > rate_at(0.7, 1000) > rate_at(0.9, 1000) > rate_at(1.0, 1000) == LEAST


def test_every_weight_is_taught_by_one_optimiser(tmp_path: Path) -> None:
    one = begun(tmp_path)
    taught = [id(p) for optimiser in one.optimisers for group in optimiser.param_groups for p in group["params"]]
    assert sorted(taught) == sorted(id(p) for p in one.network.parameters())
    assert all(p.dim() == 2 for group in one.optimisers[0].param_groups for p in group["params"])
