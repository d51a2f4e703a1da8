"""The weights' file: small enough to ship, whole, and anything else refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from generators.daguerreotype import open_own, weights
from generators.daguerreotype.weights import MOST_BYTES, WeightsError, load, network_of, save, shipped


def test_the_shipped_file_is_there_and_light() -> None:
    assert 1 << 20 < shipped().stat().st_size <= MOST_BYTES


def test_it_says_what_it_is() -> None:
    card = load().card
    assert card["shape"] in ("small", "large")
    assert card["steps"] in (1, 2, 4)
    assert card["trained_on"]
    assert card["training_minutes"] > 0


def test_no_weight_is_no_number() -> None:
    assert all(bool(torch.isfinite(value).all()) for value in load().tensors.values())


def test_the_network_is_of_the_promised_size() -> None:
    assert 4e6 <= network_of(load()).parameters_count <= 20e6


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    kept = load()
    path = tmp_path / "again.safetensors"
    save(path, network_of(kept), {"codec.mean": kept.tensors["codec.mean"]}, {"shape": "small", "steps": 2})
    again = load(path)
    assert again.card == {"shape": "small", "steps": 2}
    assert all(torch.equal(value, kept.tensors[name]) for name, value in again.tensors.items())


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"is not there. Train it: python -m generators\.daguerreotype\.train"):
        load(tmp_path / "none.safetensors")


@pytest.mark.parametrize("junk", [b"", b"\x00" * 100, b"\xff" * 4096, b"{}"])
def test_junk_is_refused(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "junk.safetensors"
    path.write_bytes(junk)
    with pytest.raises(WeightsError, match=r"these are no weights of a daguerreotype"):
        load(path)


def test_a_cut_off_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.safetensors"
    path.write_bytes(shipped().read_bytes()[:100_000])
    with pytest.raises(WeightsError):
        load(path)


def test_another_models_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.safetensors"
    save_file({"a": torch.zeros(3)}, path)
    with pytest.raises(WeightsError):
        load(path)


def test_weights_that_do_not_fit_are_refused() -> None:
    kept = load()
    fewer = {name: value for name, value in kept.tensors.items() if "scene.view" not in name}
    with pytest.raises(WeightsError, match="do not fit a small daguerreotype"):
        network_of(weights.Weights(fewer, {**kept.card, "shape": "small"}))
    with pytest.raises(WeightsError, match="'huge' that is not known"):
        network_of(weights.Weights(kept.tensors, {"shape": "huge"}))


def test_a_model_of_ones_own_is_looked_for_among_the_models(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="mill"):
        open_own("mill", (256, 144), {"models": str(tmp_path)})
    (tmp_path / "mill").mkdir()
    (tmp_path / "mill" / weights.FILE).write_bytes(shipped().read_bytes())
    assert open_own("mill", (256, 144), {"models": str(tmp_path), "threads": 1}).format.chunk_frames == 4
