"""Models by name: published files in their folder, weights by chance, and what is said when something is missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from diffusers import AutoencoderKLWan
from safetensors.torch import save_file

from generators import registry
from generators.causal import taehv
from generators.causal.build import decoder_of, device_of, model_of, prompts_of, random_transformer
from generators.causal.decode import TinyDecoder, WanDecoder
from generators.causal.formats import ModelFileError
from generators.causal.presets import PRESETS, TINY, Preset, preset_of
from generators.causal.room import PROCESSOR, Lodging
from generators.causal.text import Umt5Encoder, WordEncoder

SMALL = Preset(
    "small",
    TINY,
    size=(128, 64),
    files={"transformer": "wan.safetensors", "tiny": "tae.safetensors", "vae": "vae.safetensors"},
)


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_can_be_named(name: str) -> None:
    assert callable(registry.find(name))


@pytest.mark.parametrize("name", ["wan-longlive", "wan-self-forcing"])
def test_missing_weights_say_where_they_are_looked_for(name: str, tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=rf"{name}.\w+\.pt is not there\..* type: diorama models add {name}$"):
        registry.find(name)((832, 480), {"models": str(tmp_path)})


def test_random_weights_are_the_same_each_time_and_finite() -> None:
    one, two = (random_transformer(TINY, "cpu", torch.float32).state_dict() for _ in range(2))
    assert all(torch.equal(one[key], two[key]) for key in one)
    assert all(torch.isfinite(value).all() for value in one.values())


def test_published_files_are_built_by_what_they_hold(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    weights = {f"decoder.{k}": v for k, v in taehv.decoder(widths=(16, 16, 8, 8)).state_dict().items()}
    save_file(weights, folder / "tae.safetensors")
    vae: Any = AutoencoderKLWan(base_dim=8)
    save_file(dict(vae.state_dict()), folder / "vae.safetensors")
    assert isinstance(decoder_of(SMALL, tmp_path, "cpu", torch.float32), TinyDecoder)
    wan = decoder_of(SMALL, tmp_path, "cpu", torch.float32, "vae")
    assert isinstance(wan, WanDecoder)
    assert wan.push(torch.randn(1, 16, 2, 2, 3)).shape == (5, 3, 16, 24)
    with pytest.raises(ModelFileError, match="is not there"):
        model_of(SMALL, tmp_path, "cpu", torch.float32)


def test_random_decoders_of_both_kinds() -> None:
    preset = PRESETS["wan-tiny-random"]
    small = decoder_of(preset, Path(), "cpu", torch.float32)
    frames = small.push(torch.randn(1, 16, 3, 8, 16))
    assert 0.05 < float(frames.std()) < 0.4
    assert isinstance(decoder_of(preset, Path(), "cpu", torch.float32, "vae"), WanDecoder)


def test_prompts_of_random_models_need_no_weights(tmp_path: Path) -> None:
    assert isinstance(prompts_of(PRESETS["wan-tiny-random"], tmp_path, "cpu", torch.float32, None).encoder, WordEncoder)
    with pytest.raises(ModelFileError, match=r"text_encoder is not there.* diorama models add wan-longlive$"):
        prompts_of(PRESETS["wan-longlive"], tmp_path, "cpu", torch.float32, None)
    (tmp_path / "wan-longlive" / "text_encoder").mkdir(parents=True)
    made = prompts_of(PRESETS["wan-longlive"], tmp_path, "cpu", torch.float32, None)
    assert isinstance(made.encoder, Umt5Encoder)


def test_what_all_wan_models_share_lies_once_and_a_model_s_own_comes_first(tmp_path: Path) -> None:
    preset = PRESETS["wan-longlive"]
    assert preset.path(tmp_path, "tiny") == tmp_path / "wan-longlive" / "taew2_1.safetensors"
    for folder in ("wan-shared", "wan-longlive"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "taew2_1.safetensors").touch()
        assert preset.path(tmp_path, "tiny") == tmp_path / folder / "taew2_1.safetensors"
    assert preset.path(tmp_path, "nothing") is None


def test_a_model_of_one_s_own_is_named_by_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"mine.transformer is not there.* diorama models add PATH$"):
        registry.find("wan:mine")((128, 64), {"models": str(tmp_path)})
    assert preset_of("mine").brought_by("tiny") == "wan-shared"
    assert preset_of("wan-longlive") is PRESETS["wan-longlive"]


def test_devices() -> None:
    assert device_of("cpu") == "cpu"
    assert device_of() in ("cuda", "mps", "xpu", "cpu")
    with pytest.raises(ModelFileError, match=r"no device 'tpu' here; there is: .*cpu"):
        device_of("tpu")


def test_a_lora_of_one_s_own_changes_the_pictures_and_a_wrong_one_is_a_sentence(tmp_path: Path) -> None:
    key = "diffusion_model.blocks.0.ffn.0"
    lora = {f"{key}.lora_A.weight": torch.ones(1, 48), f"{key}.lora_B.weight": torch.full((96, 1), 0.5)}
    save_file(lora, tmp_path / "own.safetensors")
    preset, path = PRESETS["wan-tiny-random"], tmp_path / "own.safetensors"
    plain = model_of(preset, tmp_path, "cpu", torch.float32).blocks[0].ffn.net[0].proj.weight
    changed = model_of(preset, tmp_path, "cpu", torch.float32, (path, path)).blocks[0].ffn.net[0].proj.weight
    assert torch.allclose(changed, plain + 1.0)
    save_file({key: value[..., :1] for key, value in lora.items()}, path)
    with pytest.raises(ModelFileError, match=r"own\.safetensors: a LoRA for another model; blocks\.0\.ffn"):
        registry.find("wan-tiny-random")((128, 64), {"device": "cpu", "loras": [str(path)]})


def test_blocks_at_rest_make_the_same_model(tmp_path: Path) -> None:
    preset = PRESETS["wan-tiny-random"]
    plain, resting = (model_of(preset, tmp_path, "cpu", torch.float32, resting=rests) for rests in (False, True))
    assert all(torch.equal(a, b) for a, b in zip(plain.parameters(), resting.parameters(), strict=True))


def test_the_text_encoder_lives_where_there_is_room(tmp_path: Path) -> None:
    (tmp_path / "wan-longlive" / "text_encoder").mkdir(parents=True)
    lodging = Lodging(12, PROCESSOR, quantised=True)
    made = prompts_of(PRESETS["wan-longlive"], tmp_path, "cuda", torch.bfloat16, None, lodging, rests=True)
    encoder = made.encoder
    assert isinstance(encoder, Umt5Encoder)
    assert (encoder.device, encoder.quantised, made.rests) == ("cpu", True, True)
