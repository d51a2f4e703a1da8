"""The archive: clips gathered once, shard by shard, and drawn from by chance that can be drawn again."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from generators.daguerreotype import archive, codec
from generators.daguerreotype.archive import Archive, codec_of, gather, opened
from generators.daguerreotype.data import clips
from generators.daguerreotype.scene import WIDTH
from generators.daguerreotype.underlay import COLUMNS, ROWS
from tests.generators.daguerreotype import tiny


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Shards of two clips of one latent; a codec lies there."""
    monkeypatch.setattr(archive, "SHARD", 2)
    monkeypatch.setattr(archive, "LATENTS", 1)
    save_file(tiny.codec().tensors(), tmp_path / "codec.safetensors")
    return tmp_path


def test_clips_are_gathered_in_shards(folder: Path) -> None:
    gather(folder, 3, workers=1)
    assert sorted(path.name for path in folder.glob("train*")) == ["train-0000.safetensors", "train-0001.safetensors"]
    found = opened(folder)
    assert len(found) == 4
    assert found.latents.shape == (4, codec.CHANNELS, 1, ROWS, COLUMNS)
    assert found.rows.shape == (4, 1, WIDTH)
    third = next(clips([2], "train", 1))
    latents = tiny.codec().encoded(torch.from_numpy(third.frames))
    assert torch.allclose(found.latents[2].float(), latents, atol=2e-2)
    assert len(opened(folder, limit=3)) == 3


def test_what_is_there_is_left_alone(folder: Path) -> None:
    first = folder / "seen-0000.safetensors"
    save_file({"latents": torch.zeros(2, 1), "rows": torch.zeros(2, 1)}, first)
    before = first.read_bytes()
    gather(folder, 2, "seen", workers=1)
    assert first.read_bytes() == before
    assert sorted(path.name for path in folder.glob("seen*")) == ["seen-0000.safetensors"]


def test_a_stop_in_the_middle_leaves_no_half_shard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(tensors: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(archive, "save_file", stopped)
    with pytest.raises(KeyboardInterrupt):
        gather(folder, 2, workers=1)
    assert not list(folder.glob("train-*.safetensors"))


def test_an_empty_folder_says_how_to_gather(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="train --folder"):
        opened(tmp_path, "seen")


def test_the_codec_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "SIDE", 8)
    monkeypatch.setattr(archive, "CODEC_CLIPS", 1)
    made = codec_of(tmp_path)
    monkeypatch.setattr(archive, "fitted", None)
    assert torch.equal(codec_of(tmp_path).axes, made.axes)


def numbered(length: int = 6) -> Archive:
    """Clips whose numbers say which clip and which latent they are of."""
    marks = 10 * torch.arange(5.0)[:, None] + torch.arange(float(length))
    return Archive(marks[:, None, :, None, None].expand(-1, 3, -1, 2, 2).half(), marks[:, :, None].half())


def test_a_batch_is_stretches_with_their_rows() -> None:
    latents, rows = numbered().batch(20, 4, tiny.chance())
    assert latents.shape == (20, 3, 4, 2, 2)
    assert latents.dtype == rows.dtype == torch.float32
    assert torch.equal(latents[:, 0, :, 0, 0], rows[:, :, 0])
    assert (rows.diff(dim=1) == 1).all()  # neighbours, never over a clip's end
    assert len(rows[:, 0].unique()) > 5


def test_a_batch_is_the_same_for_the_same_chance() -> None:
    one, same, other = (numbered().batch(6, 2, tiny.chance(seed))[1] for seed in (1, 1, 2))
    assert torch.equal(one, same)
    assert not torch.equal(one, other)
