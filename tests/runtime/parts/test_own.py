"""Models of one's own: known by what they hold, put into the store without being moved, refused in a sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import save, save_file

from runtime.errors import PartError
from runtime.parts import folder_of, lacking, own_parts, part_named, weights
from runtime.parts.fetch import remove
from runtime.parts.own import add_path
from runtime.parts.storeroom import faults
from tests.runtime.parts import toywan
from tests.runtime.parts.test_parts import quiet

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path, store: Path) -> Write:
    def written(name: str, data: bytes) -> Path:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return written


def lora() -> bytes:
    named = {
        "blocks.0.self_attn.q.lora_A.weight": torch.ones(2, 48),
        "blocks.0.self_attn.q.lora_B.weight": torch.ones(48, 2),
    }
    return save(named)


def test_a_transformer_becomes_a_model_with_a_name_that_plays(write: Write, store: Path) -> None:
    mine = write("My Best Wan (v2).pt", toywan.transformer())
    part = add_path(mine, quiet)
    assert (part.name, part.generator) == ("my-best-wan-v2", "wan:my-best-wan-v2")
    assert part.needs == (weights.WAN_SHARED,)
    assert (store / "my-best-wan-v2" / "transformer").read_bytes() == mine.read_bytes()
    assert mine.is_file()
    assert own_parts() == [part]
    assert part_named("my-best-wan-v2") == part
    assert (lacking(part), faults(part)) == ((), [])
    assert add_path(mine, quiet) == part
    (store / "my-best-wan-v2" / "transformer").unlink()
    assert lacking(part) == ("transformer",)
    assert remove(part)
    assert own_parts() == []


def test_another_file_of_that_name_is_not_written_over(write: Write) -> None:
    add_path(write("mine.pt", toywan.transformer()), quiet)
    again = toywan.weights()
    again["patch_embedding.bias"] += 1
    with pytest.raises(PartError, match="diorama models remove mine"):
        add_path(write("mine.pt", save(again)), quiet)


def test_a_lora_is_kept_as_one(write: Write) -> None:
    part = add_path(write("ink.safetensors", lora()), quiet)
    assert (part.purpose, part.generator, part.needs) == ("your own LoRA", "", ())


def test_a_diffusers_folder_is_taken_whole(tmp_path: Path, store: Path) -> None:
    inside = tmp_path / "Folder" / "transformer"
    inside.mkdir(parents=True)
    save_file(toywan.weights(), inside / "diffusion_pytorch_model.safetensors")
    (inside / "config.json").write_text(json.dumps({"num_layers": 2}), "utf-8")
    part = add_path(tmp_path / "Folder", quiet)
    assert sorted(part.files) == ["transformer/config.json", "transformer/diffusion_pytorch_model.safetensors"]
    assert faults(part) == []


def test_a_published_file_goes_where_it_belongs_whatever_its_name(
    write: Write, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"as it was published"
    digest = hashlib.sha256(data).hexdigest()
    hub = weights.WAN_SELF_FORCING.hubs[0]
    known = hub.model_copy(update={"files": (hub.files[0].model_copy(update={"sha256": digest}),)})
    part = weights.WAN_SELF_FORCING.model_copy(update={"hubs": (known,)})
    monkeypatch.setattr(weights, "MODELS", (part,))
    assert add_path(write("download (3)", data), quiet) == part
    assert (store / "wan-self-forcing" / "self_forcing_dmd.pt").read_bytes() == data
    assert lacking(part) == ()


def unet(folder: Path, reads: int, told: int | None, *, whole: bool = True) -> Path:
    for name in ("unet/config.json", "text_encoder/config.json", "unet/diffusion_pytorch_model.safetensors"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"{}")
    if whole:
        (folder / "text_encoder" / "model.safetensors").write_bytes(b"x")
    config = {"cross_attention_dim": reads, "time_cond_proj_dim": told}
    (folder / "unet" / "config.json").write_text(json.dumps(config), "utf-8")
    return folder


@pytest.mark.parametrize(("reads", "told", "name"), [(768, 256, "sd15-lcm"), (1024, None, "sd-turbo")])
def test_a_folder_of_stable_diffusion_is_known_by_its_shape(
    reads: int, told: int | None, name: str, tmp_path: Path, store: Path
) -> None:
    part = add_path(unet(tmp_path / "any", reads, told), quiet)
    assert part.name == name
    assert (store / name / "unet" / "config.json").is_file()
    assert "vae_tiny/config.json" in lacking(part)
    assert "unet/config.json" not in lacking(part)
    (folder_of(part) / "unet" / "config.json").write_text("{}", "utf-8")
    assert any("unet" in fault and "not the file" in fault for fault in faults(part))


def test_folders_that_are_none_of_these(tmp_path: Path, store: Path) -> None:
    for folder, said in (
        (unet(tmp_path / "plain", 768, None), "neither"),
        (unet(tmp_path / "half", 768, 256, whole=False), r"text_encoder/model\.safetensors is missing"),
        (tmp_path, "a folder without"),
    ):
        with pytest.raises(PartError, match=said):
            add_path(folder, quiet)
    (tmp_path / "plain" / "unet" / "config.json").write_text("[]", "utf-8")
    with pytest.raises(PartError, match="cannot be read"):
        add_path(tmp_path / "plain", quiet)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a model file, or a damaged one"),
        (b"a letter to a friend", "not a model file, or a damaged one"),
        (toywan.transformer()[:-5000], "damaged"),
        (save({"something": torch.ones(2)}), "none of the formats that are known"),
        (save({k: v for k, v in toywan.weights().items() if "attn1.to_q" not in k}), "is missing"),
        (toywan.decoder(), "tiny autoencoder"),
    ],
)
def test_wrong_and_truncated_files_get_a_sentence(data: bytes, said: str, write: Write, store: Path) -> None:
    with pytest.raises(PartError, match=said) as caught:
        add_path(write("file.pt", data), quiet)
    assert "\n" not in str(caught.value)
    assert not store.exists() or not list(store.rglob("*"))


def test_a_path_that_is_not_there(store: Path, tmp_path: Path) -> None:
    with pytest.raises(PartError, match="no such file"):
        add_path(tmp_path / "none.pt", quiet)
    store.mkdir()
    (store / "broken").mkdir()
    (store / "broken" / "lock.json").write_text("{", "utf-8")
    assert own_parts() == []


def test_a_published_name_is_not_taken(write: Write) -> None:
    assert add_path(write("wan-longlive.pt", toywan.transformer()), quiet).name == "wan-longlive-own"
