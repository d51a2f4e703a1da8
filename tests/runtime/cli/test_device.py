"""`--device` and `--lora`: they reach the generator, and what cannot be is one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from tests.runtime.cli.conftest import Diorama

SHORT = ("--headless", "--seconds", "0.5", "--size", "160x90")


@pytest.mark.parametrize("words", [("--device", "cuda"), ("--lora", "x.safetensors")])
def test_a_generator_that_takes_none_says_which_do(words: tuple[str, str], diorama: Diorama) -> None:
    said = diorama("play", "hello", "--generator", "papertheatre", *words, *SHORT)
    assert said.code == 2
    assert f"{words[0]}: papertheatre takes no" in said.err
    assert "wan-longlive" in said.err
    assert "random" not in said.err


def test_words_that_mean_nothing(diorama: Diorama) -> None:
    said = diorama("play", "hello", "--generator", "wan-tiny-random", "--device", "toaster", *SHORT)
    assert said.code == 2
    assert "'cuda', 'mps', 'xpu' or 'cpu'" in said.err
    said = diorama("play", "hello", "--generator", "wan-tiny-random", "--lora", "no/such.pt", *SHORT)
    assert said.code == 2
    assert "there is no file no" in said.err


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has such a card")
def test_a_device_that_is_not_there_is_a_sentence_that_names_those_that_are(diorama: Diorama) -> None:
    said = diorama("play", "hello", "--generator", "wan-tiny-random", "--device", "cuda", *SHORT)
    assert said.code != 0
    assert "there is no device 'cuda' here; there is: " in said.err
    assert "Traceback" not in said.err


def test_a_lora_that_does_not_fit_is_named(tmp_path: Path, diorama: Diorama) -> None:
    file = tmp_path / "other.safetensors"
    key = "blocks.0.attn1.to_q"
    save_file({f"{key}.lora_A.weight": torch.ones(1, 8), f"{key}.lora_B.weight": torch.ones(8, 1)}, file)
    said = diorama("play", "hello", "--generator", "wan-tiny-random", "--lora", str(file), *SHORT)
    assert said.code != 0
    assert "other.safetensors: a LoRA for another model; blocks.0.attn1.to_q.weight is (48, 48) here" in said.err
