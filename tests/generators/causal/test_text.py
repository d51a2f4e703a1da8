"""Prompts: encoded once, kept in memory and on disk, safe against what lies there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from generators.causal.text import Prompts, Umt5Encoder, WordEncoder


def test_words_have_directions_of_their_own() -> None:
    encoder = WordEncoder(16)
    one, two = encoder.encode("a red boat"), encoder.encode("A red, boat!")
    assert torch.equal(one, two)
    assert one.shape == (1, 32, 16)
    assert not torch.equal(one, encoder.encode("a blue boat"))
    assert float(one[0, 3:].abs().sum()) == 0


def test_a_prompt_is_encoded_once() -> None:
    prompts = Prompts(WordEncoder(8))
    assert torch.equal(prompts.embedding("sea"), prompts.embedding("sea"))
    prompts.embedding("land")
    assert prompts.encoded == 2


def test_memory_is_bounded() -> None:
    prompts = Prompts(WordEncoder(8), kept=3)
    for word in "a b c d a".split():
        prompts.embedding(word)
    assert prompts.encoded == 5


def test_the_disk_keeps_them_for_the_next_process(tmp_path: Path) -> None:
    first = Prompts(WordEncoder(8), tmp_path).embedding("a quiet harbour")
    again = Prompts(WordEncoder(8), tmp_path)
    assert torch.equal(again.embedding("a quiet harbour"), first)
    assert again.encoded == 0
    Prompts(WordEncoder(9), tmp_path).embedding("a quiet harbour")
    assert len(list(tmp_path.glob("*.safetensors"))) == 2


@pytest.mark.parametrize("junk", [b"", b"junk" * 50])
def test_damaged_files_are_made_anew(tmp_path: Path, junk: bytes) -> None:
    first = Prompts(WordEncoder(8), tmp_path).embedding("sea")
    file = next(tmp_path.glob("*.safetensors"))
    file.write_bytes(junk)
    again = Prompts(WordEncoder(8), tmp_path)
    assert torch.equal(again.embedding("sea"), first)
    assert again.encoded == 1


def test_a_disk_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert Prompts(WordEncoder(8), blocked / "below").embedding("sea").shape == (1, 32, 8)


def test_the_least_used_go_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prompts = Prompts(WordEncoder(8), tmp_path)
    prompts.embedding("one")
    size = next(tmp_path.glob("*.safetensors")).stat().st_size
    monkeypatch.setattr("generators.causal.text.DISK_BYTES", int(size * 2.5))
    for word in ("two", "three", "four"):
        prompts.embedding(word)
    assert len(list(tmp_path.glob("*.safetensors"))) == 2


def test_an_empty_prompt_can_be_kept(tmp_path: Path) -> None:
    assert float(Prompts(WordEncoder(8), tmp_path).embedding("").abs().sum()) == 0
    assert Prompts(WordEncoder(8), tmp_path).embedding("").shape == (1, 32, 8)


def umt5(tmp_path: Path) -> Umt5Encoder:
    """A UMT5 of two layers with random weights, and a tokenizer of whole words, as their folders would be."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast, UMT5Config, UMT5EncoderModel

    words = {"<pad>": 0, "</s>": 1, "<unk>": 2, "sea": 3, "boat": 4}
    table = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
    table.pre_tokenizer = pre_tokenizers.Whitespace()
    fast: Any = PreTrainedTokenizerFast
    named = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
    fast(tokenizer_object=table, **named).save_pretrained(str(tmp_path / "tokenizer"))
    torch.manual_seed(0)
    config = UMT5Config(vocab_size=5, d_model=8, d_kv=4, d_ff=16, num_layers=2, num_heads=2)
    model: Any = UMT5EncoderModel(config)
    model.save_pretrained(str(tmp_path / "umt5"))
    return Umt5Encoder(tmp_path / "umt5", tmp_path / "tokenizer", "cpu", torch.float32)


def test_umt5_gives_512_rows_with_zeros_behind_the_words_and_can_be_freed(tmp_path: Path) -> None:
    encoder = umt5(tmp_path)
    rows = encoder.encode("sea boat sea")
    assert rows.shape == (1, 512, 8)
    assert float(rows[0, :3].abs().min(dim=-1).values.max()) > 0
    assert float(rows[0, 3:].abs().sum()) == 0
    encoder.free()
    assert encoder._model is None
    assert torch.allclose(encoder.encode("sea boat sea"), rows)


def test_tokens_are_counted_without_the_weights(tmp_path: Path) -> None:
    encoder = umt5(tmp_path)
    assert encoder.tokens("sea boat sea") == 3
    assert encoder._model is None
    assert WordEncoder(8).tokens("a red boat") == 3


def test_a_prompt_that_is_too_long_ends_with_a_sentence(tmp_path: Path) -> None:
    encoder = umt5(tmp_path)
    whole = "sea boat. " * 170  # three tokens each: 510 of 512
    rows = encoder.encode(whole)
    assert torch.equal(encoder.encode(f"{whole}sea boat sea."), rows)
    assert float(rows[0, 510:].abs().sum()) == 0
    assert float(encoder.encode("sea " * 600)[0, 511].abs().sum()) > 0  # one sentence: what there is room for


def test_a_warm_disk_keeps_the_encoder_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Prompts(umt5(tmp_path), tmp_path / "cache").embedding("sea boat")
    again = Umt5Encoder(tmp_path / "umt5", tmp_path / "tokenizer", "cpu", torch.float32)

    def never() -> None:
        raise AssertionError("the encoder was loaded")

    monkeypatch.setattr(again, "_load", never)
    monkeypatch.setattr(again, "_read", never)
    prompts = Prompts(again, tmp_path / "cache")
    assert torch.equal(prompts.embedding("sea boat"), first)
    assert prompts.encoded == 0
    with pytest.raises(AssertionError, match="was loaded"):
        prompts.embedding("boat")


def test_the_encoder_leaves_the_card_when_asked_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    encoder = umt5(tmp_path)
    moves: list[str] = []
    built = encoder._built

    def moved(device: str) -> None:
        moves.append(device)

    def watched() -> Any:
        made = built()
        monkeypatch.setattr(made, "to", moved)
        return made

    def encoded(_prompt: str) -> torch.Tensor:
        encoder._load()
        return torch.ones(1, 2, 3)

    monkeypatch.setattr(encoder, "_built", watched)
    monkeypatch.setattr(encoder, "encode", encoded)
    encoder.device = "card"
    prompts = Prompts(encoder, rests=True)
    for prompt in ("sea", "sea", "boat"):
        prompts.embedding(prompt)
    assert moves == ["card", "cpu", "card", "cpu"]
    staying = Prompts(encoder)
    staying.embedding("sea")
    assert moves[-1] == "card"
    encoder.free()
    encoder.rest()  # nothing is there any more
    assert len(moves) == 5
