"""Eight bits: rows come back nearly as they were, and a text encoder means the same."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from generators.causal.formats import ModelFileError
from generators.causal.int8 import Int8Embedding, Int8Linear, in_int8, quantised_umt5
from generators.causal.text import Umt5Encoder


def umt5(folder: Path) -> Any:
    """A UMT5 with random weights, as its folder would be."""
    from transformers import UMT5Config, UMT5EncoderModel

    torch.manual_seed(0)
    config = UMT5Config(vocab_size=97, d_model=64, d_kv=16, d_ff=128, num_layers=3, num_heads=4)
    model: Any = UMT5EncoderModel(config)
    model.save_pretrained(str(folder))
    return model.eval()


def test_each_row_is_rounded_by_its_own_scale() -> None:
    weight = torch.randn(6, 40) * torch.tensor([1e-3, 1.0, 50.0, 1.0, 0.0, 1e4])[:, None]
    whole, scale = in_int8(weight)
    assert whole.dtype == torch.int8
    error = (whole * scale[:, None] - weight).abs()
    assert bool((error <= 0.501 * weight.abs().amax(1, keepdim=True) / 127 + 1e-12).all())


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_layers_keep_the_number_format(dtype: torch.dtype) -> None:
    weight, x = torch.randn(24, 32), torch.randn(2, 5, 32)
    made = Int8Linear(weight)(x.to(dtype))
    assert made.dtype == dtype
    assert float(functional.cosine_similarity(made.float(), x @ weight.t(), dim=-1).min()) > 0.999
    rows = Int8Embedding(weight, dtype)(torch.tensor([[3, 7]]))
    assert rows.dtype == dtype
    assert float((rows.float() - weight[[3, 7]]).abs().max()) < 0.05


def test_a_text_encoder_means_the_same_in_half_the_memory(tmp_path: Path) -> None:
    plain = umt5(tmp_path)
    made = quantised_umt5(tmp_path, torch.float32).eval()
    ids = torch.randint(2, 97, (2, 30), generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        a, b = plain(ids).last_hidden_state, made(ids).last_hidden_state
    assert float(functional.cosine_similarity(a, b, dim=-1).min()) >= 0.99
    held = sum(t.numel() * t.element_size() for t in {id(t): t for t in (*made.parameters(), *made.buffers())}.values())
    whole = sum(t.numel() for t in plain.parameters()) * 2
    assert held < 0.6 * whole


def test_a_file_that_is_not_whole_is_named(tmp_path: Path) -> None:
    umt5(tmp_path)
    file = tmp_path / "model.safetensors"
    tensors = load_file(file)
    tensors.pop("encoder.block.1.layer.0.SelfAttention.q.weight")
    tensors["decoder.block.0.layer.0.SelfAttention.q.weight"] = torch.zeros(2, 2)
    save_file(tensors, file)
    with pytest.raises(ModelFileError, match=r"not whole: encoder\.block\.1\.layer\.0\.SelfAttention\.q"):
        quantised_umt5(tmp_path, torch.float32)


def test_quantised_prompts_are_kept_by_themselves(tmp_path: Path) -> None:
    umt5(tmp_path)
    plain, rounded = (Umt5Encoder(tmp_path, tmp_path, "cpu", torch.float32, quantised=q) for q in (False, True))
    assert plain.fingerprint != rounded.fingerprint
