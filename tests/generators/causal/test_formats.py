"""Published files are known by their keys, load completely, and damaged ones end in a sentence."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from generators.causal.formats import Kind, ModelFileError, read_shapes, read_tensors, recognised
from generators.causal.load import ISLANDS, built, changes, dtype_of, merge, shape_of, transformer
from tests.generators.causal import tiny
from tests.generators.causal.tiny import hollow, key_list

SELF_FORCING = "self_forcing_dmd.pt__generator_ema"


def original(block: str = "model.", rename: str = "") -> dict[str, torch.Tensor]:
    keys = key_list(SELF_FORCING)
    return hollow({f"{block}{rename}{key.removeprefix('model.')}": shape for key, shape in keys.items()})


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"generator_ema": original(), "generator": {}}, id="self-forcing"),
        pytest.param({"generator": original()}, id="causvid, causal-forcing"),
        pytest.param({"generator_ema": original(rename="_fsdp_wrapped_module.")}, id="rolling, reward, longlive"),
        pytest.param(original(), id="krea"),
        pytest.param(original(block=""), id="bare"),
        pytest.param(hollow(key_list("diffusers_WanTransformer3DModel_1.3B")), id="diffusers"),
        pytest.param({"state_dict": {"model": original(block="model.diffusion_model.")}}, id="boxes in boxes"),
    ],
)
def test_every_layout_of_the_wan_family_is_known_and_complete(content: Any) -> None:
    found = recognised(content)
    assert found.kind is Kind.WAN
    assert found.config["num_layers"] == 30
    assert (found.config["num_attention_heads"], found.config["attention_head_dim"]) == (12, 128)
    assert (found.config["ffn_dim"], found.config["text_dim"]) == (8960, 4096)
    model = built(found, torch.bfloat16)
    assert {key: tuple(value.shape) for key, value in model.state_dict().items()} == key_list(
        "diffusers_WanTransformer3DModel_1.3B"
    )


def test_the_size_is_read_off_the_shapes() -> None:
    big = hollow(
        {
            key: tuple({1536: 5120, 8960: 13824, 9216: 30720}.get(n, n) for n in shape)
            for key, shape in key_list(SELF_FORCING).items()
        }
    )
    found = recognised(big)
    assert (found.config["num_attention_heads"], found.config["ffn_dim"]) == (40, 13824)


def test_the_autoencoders_are_known() -> None:
    from diffusers import AutoencoderKLWan

    wan = recognised(hollow(key_list("Wan2.1_VAE.pth")))
    assert (wan.kind, wan.config) == (Kind.WAN_VAE, {"z_dim": 16, "base_dim": 96})
    with torch.device("meta"):
        model: Any = AutoencoderKLWan(z_dim=16, base_dim=96)
    assert {k: tuple(v.shape) for k, v in model.state_dict().items()} == {
        k: tuple(v.shape) for k, v in wan.tensors.items()
    }
    small = recognised(hollow(key_list("taew2_1.pth")))
    assert (small.kind, small.config["widths"], small.config["patch"]) == (Kind.TAEHV, (256, 128, 64, 64), 1)


def test_float32_islands_stay() -> None:
    assert dtype_of("condition_embedder.time_embedder.linear_1.weight", torch.bfloat16) is torch.float32
    assert dtype_of("blocks.3.scale_shift_table", torch.bfloat16) is torch.float32
    assert dtype_of("blocks.3.norm2.weight", torch.bfloat16) is torch.float32
    assert dtype_of("blocks.3.attn1.norm_q.weight", torch.bfloat16) is torch.bfloat16
    assert dtype_of("blocks.3.ffn.net.2.weight", torch.bfloat16) is torch.bfloat16
    from diffusers import WanTransformer3DModel

    assert set(ISLANDS) == set(WanTransformer3DModel._keep_in_fp32_modules)


def test_a_lora_of_longlive_is_merged_into_every_block() -> None:
    generator = torch.Generator().manual_seed(0)
    block = key_list("longlive_lora.pt__generator_lora_BLOCK0")
    small = {key: tuple({256: 4, 1536: 48, 8960: 64}[n] for n in shape) for key, shape in block.items()}
    lora = {
        key.replace("blocks.0", f"blocks.{n}"): torch.randn(shape, generator=generator)
        for key, shape in small.items()
        for n in range(2)
    }
    found = recognised({"generator_lora": lora})
    assert (found.kind, found.config["rank"]) == (Kind.LORA, 4)
    model = tiny.model()
    before = {key: value.clone() for key, value in model.named_parameters()}
    merge(model, found)
    changed = {key for key, value in model.named_parameters() if not torch.equal(value, before[key])}
    assert len(changed) == len(lora) / 2
    base = "base_model.model.blocks.1.self_attn.q.lora_"
    wanted = before["blocks.1.attn1.to_q.weight"] + lora[f"{base}B.weight"] @ lora[f"{base}A.weight"]
    assert torch.allclose(dict(model.named_parameters())["blocks.1.attn1.to_q.weight"], wanted, atol=1e-5)


def test_a_users_lora_in_diffusers_names_with_an_alpha() -> None:
    key = "transformer.blocks.0.attn1.to_q"
    lora = {
        f"{key}.lora_A.weight": torch.ones(2, 48),
        f"{key}.lora_B.weight": torch.ones(48, 2),
        f"{key}.alpha": torch.tensor(1.0),
    }
    made = dict(changes(recognised(lora).tensors))
    assert list(made) == ["blocks.0.attn1.to_q.weight"]
    assert float(made["blocks.0.attn1.to_q.weight"][0, 0]) == pytest.approx(2 * 0.5)


def test_a_lora_of_another_model_is_a_sentence() -> None:
    lora = {
        "blocks.0.attn1.to_q.lora_A.weight": torch.ones(2, 8),
        "blocks.0.attn1.to_q.lora_B.weight": torch.ones(8, 2),
    }
    misfit = r"mine\.pt: a LoRA for another model; blocks\.0\.attn1\.to_q\.weight is \(48, 48\) here and \(8, 8\) there"
    with pytest.raises(ModelFileError, match=misfit):
        merge(tiny.model(), recognised(lora), "mine.pt")
    unknown = {key.replace("blocks.0.attn1", "blocks.9.attn1"): value for key, value in lora.items()}
    with pytest.raises(ModelFileError, match=r"mine\.pt: .*it changes blocks\.9\.attn1\.to_q\.weight"):
        merge(tiny.model(), recognised(unknown), "mine.pt")
    lora["blocks.0.attn1.to_q.lora_B.weight"] = torch.ones(8, 3)
    with pytest.raises(ModelFileError, match=r"mine\.pt: the halves of .* are \(8, 3\) and \(2, 8\)"):
        merge(tiny.model(), recognised(lora), "mine.pt")


def test_a_lora_in_a_trainer_s_own_names() -> None:
    base = "lora_unet_blocks_1_self_attn_q"
    lora = {
        f"{base}.lora_down.weight": torch.ones(2, 48),
        f"{base}.lora_up.weight": torch.ones(48, 2),
        f"{base}.alpha": torch.tensor(1.0),
    }
    assert torch.equal(dict(changes(lora))["blocks.1.attn1.to_q.weight"], torch.full((48, 48), 1.0))


def test_the_shape_is_known_without_reading_a_weight(tmp_path: Path) -> None:
    from safetensors.torch import save_file

    weights = dict(tiny.model(attention_head_dim=64).state_dict())
    save_file(weights, tmp_path / "a.safetensors")
    torch.save({"generator_ema": weights}, tmp_path / "a.pt")
    for file in ("a.safetensors", "a.pt"):
        shape = shape_of(tmp_path / file)
        assert (shape["num_layers"], shape["ffn_dim"], shape["text_dim"]) == (2, 64, tiny.TEXT)
        hollow = recognised(read_shapes(tmp_path / file)).tensors
        assert all(value.is_meta for value in hollow.values())
    tiny.model().save_pretrained(str(tmp_path / "folder"))
    assert shape_of(tmp_path / "folder")["attention_head_dim"] == 24
    with pytest.raises(ModelFileError, match="not a diffusers folder"):
        shape_of(tmp_path)


def test_half_a_lora_is_a_sentence() -> None:
    with pytest.raises(ModelFileError, match="no second half"):
        merge(tiny.model(), recognised({"blocks.0.attn1.to_q.lora_A.weight": torch.ones(2, 8)}))


@pytest.mark.parametrize("suffix", [".safetensors", ".pt"])
def test_a_file_comes_back_as_it_was(tmp_path: Path, suffix: str) -> None:
    weights = {key: value.clone() for key, value in tiny.model().state_dict().items()}
    path = tmp_path / f"wan{suffix}"
    if suffix == ".pt":
        torch.save({"generator_ema": {f"model.{key}": value for key, value in weights.items()}}, path)
    else:
        save_file(weights, path)
    found = recognised(read_tensors(path))
    found.config.update(num_attention_heads=2, attention_head_dim=24)
    model = built(found, torch.float32, found.config)
    assert all(torch.equal(value, weights[key]) for key, value in model.state_dict().items())


def test_a_diffusers_folder(tmp_path: Path) -> None:
    wanted = tiny.model()
    wanted.save_pretrained(tmp_path / "transformer")
    made = transformer(tmp_path, torch.float32)
    assert made.config.num_attention_heads == 2
    assert all(torch.equal(value, wanted.state_dict()[key]) for key, value in made.state_dict().items())
    (tmp_path / "transformer" / "config.json").write_text("{")
    with pytest.raises(ModelFileError, match="not a diffusers folder"):
        transformer(tmp_path)


class Evil:
    """Runs code when it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (exec, ("raise SystemExit('owned')",))


def test_damaged_and_hostile_files_are_sentences(tmp_path: Path) -> None:
    weights = tmp_path / "wan.safetensors"
    save_file({"patch_embedding.weight": torch.zeros(4, 16, 1, 2, 2)}, weights)
    cut = tmp_path / "cut.safetensors"
    cut.write_bytes(weights.read_bytes()[:-10])
    evil = tmp_path / "evil.pt"
    evil.write_bytes(pickle.dumps(Evil()))
    for path, said in [
        (cut, "damaged"),
        (evil, "not a model file"),
        (tmp_path / "none.pt", "no such file"),
        (_junk(tmp_path), "not a model file"),
    ]:
        with pytest.raises(ModelFileError, match=said):
            read_tensors(path)


def _junk(tmp_path: Path) -> Path:
    path = tmp_path / "junk.pth"
    path.write_bytes(bytes(range(256)) * 20)
    return path


@pytest.mark.parametrize("content", [{}, [], 5, {"generator": {"a": 1}}, {"a": torch.zeros(1)}])
def test_contents_that_are_no_model(content: Any) -> None:
    with pytest.raises(ModelFileError, match=r"no tensors|none of the formats"):
        recognised(content, "x.pt")


@pytest.mark.parametrize(
    "key", ["decoder.7.conv.weight", "decoder.conv1.weight", "decoder.conv_in.weight", "patch_embedding.weight"]
)
def test_a_part_of_a_model_is_a_sentence(key: str) -> None:
    shape = (4, 3, 1, 2, 2) if "conv1" in key or "conv_in" in key or "patch" in key else (3, 2, 1, 1)
    with pytest.raises(ModelFileError, match="missing or misshapen"):
        recognised({key: torch.zeros(shape)}, "x.pt")


def test_what_is_missing_left_over_or_misshapen_is_named() -> None:
    keys = key_list(SELF_FORCING)
    keys.pop("model.blocks.7.ffn.0.bias")
    keys["model.blocks.7.extra.weight"] = (3,)
    keys["model.blocks.2.self_attn.q.bias"] = (99,)
    with pytest.raises(ModelFileError) as caught:
        built(recognised(hollow(keys)), torch.bfloat16, name="sf.pt")
    said = str(caught.value)
    assert "sf.pt: read as a Wan transformer in original names" in said
    assert "blocks.7.ffn.net.0.proj.bias is missing" in said
    assert "extra.weight is not known" in said
    assert "(99,), not (1536,)" in said


def test_the_wrong_kind_of_file_says_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tae.safetensors"
    save_file({key: torch.zeros(shape) for key, shape in key_list("taew2_1.pth").items()}, path)
    with pytest.raises(ModelFileError, match="this is a tiny autoencoder"):
        transformer(path)
