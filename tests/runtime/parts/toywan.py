"""A Wan model of a few thousand weights with all its parts, as published files: what a stub hub has to give."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import torch

from runtime.parts import Hub, HubFile, Part

REPO, SHARED_REPO = "somebody/toy", "somebody/toy-shared"
SIZE = 16  # numbers in a word, as the text encoder gives it and the transformer takes it


def weights() -> dict[str, torch.Tensor]:
    """The transformer's, in diffusers' names."""
    from generators.causal.build import random_transformer
    from generators.causal.presets import TINY

    state: dict[str, torch.Tensor] = random_transformer(TINY, "cpu", torch.float32).state_dict()
    return {name: value.contiguous() for name, value in state.items()}


@lru_cache(maxsize=1)
def transformer() -> bytes:
    """A .safetensors file."""
    from safetensors.torch import save

    return save(weights())


@lru_cache(maxsize=1)
def decoder() -> bytes:
    """A TAEHV as a .safetensors file."""
    from safetensors.torch import save

    from generators.causal import build, taehv

    torch.manual_seed(0)
    layers = taehv.decoder(widths=(16, 16, 8, 8)).requires_grad_(False)
    build._toned(layers)
    return save({f"decoder.{name}": value.contiguous() for name, value in layers.state_dict().items()})


def shared(folder: Path) -> dict[str, bytes]:
    """Files of what all Wan models share: UMT5 of one layer, a tokenizer of whole words, the decoder."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, UMT5Config, UMT5EncoderModel

    table = Tokenizer(models.WordLevel({"<pad>": 0, "</s>": 1, "<unk>": 2}, unk_token="<unk>"))
    table.pre_tokenizer = pre_tokenizers.Whitespace()
    fast: Any = PreTrainedTokenizerFast
    named = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    fast(tokenizer_object=table, **named).save_pretrained(str(folder / "tokenizer"))
    torch.manual_seed(0)
    model: Any = UMT5EncoderModel(UMT5Config(vocab_size=3, d_model=SIZE, d_kv=8, d_ff=16, num_layers=1, num_heads=2))
    model.save_pretrained(str(folder / "text_encoder"))
    files = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name.replace("\\", "/"): data for name, data in files.items()} | {"taew2_1.safetensors": decoder()}


def parts(files: dict[str, bytes], commerce: bool = False) -> tuple[Part, Part]:
    """(the model, what it shares) as the catalogue would have them."""
    kept = tuple(HubFile(path=name, file=name) for name in files)
    common: dict[str, Any] = {"without": "Paper theatre plays.", "megabytes": 0.1, "weights": True}
    beside = Part(
        name="wan-shared",
        purpose="shared",
        licence="Apache-2.0",
        hubs=(Hub(repo=SHARED_REPO, files=kept),),
        **common,
    )
    model = Part(
        name="toy",
        purpose="a toy",
        licence="CC BY-NC 4.0: no commercial use",
        commerce=commerce,
        generator="wan:toy",
        memory_gb=0.1,
        needs=(beside,),
        hubs=(Hub(repo=REPO, files=(HubFile(path="toy.safetensors", file="transformer"),)),),
        **common,
    )
    return model, beside
