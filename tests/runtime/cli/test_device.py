"""`--device` and `--lora`: a device reaches the generator, and what cannot be is one sentence."""

from __future__ import annotations

import pytest
import torch

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


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has such a card")
@pytest.mark.parametrize("name", ["wan-tiny-random", "sd-tiny-random"])
def test_a_bench_asks_for_the_device_too(name: str, diorama: Diorama) -> None:
    said = diorama("bench", "generator", "--generator", name, "--device", "cuda", "--size", "160x90")
    assert said.code != 0
    assert "there is no device 'cuda' here; there is: " in said.err
