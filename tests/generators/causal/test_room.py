"""Room on a card: figures from shapes, what is given up in which order, and the sentence about it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
import torch

from generators import registry
from generators.causal import build
from generators.causal.presets import PRESETS, WAN_1_3B
from generators.causal.room import CARD, PROCESSOR, Lodging, Need, lodged, need_of, sentence, umt5_weights

UMT5_XXL = {"vocab_size": 256384, "d_model": 4096, "d_kv": 64, "num_heads": 64, "d_ff": 10240, "num_layers": 24}
WINDOWS = (12, 9, 6)
GB = 1_000_000_000


def wan(**changes: Any) -> Need:
    return need_of(WAN_1_3B, (832, 480), torch.bfloat16, text_weights=umt5_weights(UMT5_XXL), **changes)


def test_figures_of_published_models() -> None:
    need = wan()
    assert 2.8 < need.weights / GB < 3.0
    assert 12 * need.latent == pytest.approx(3.45 * GB, rel=0.01)
    assert 11.2 < need.text / GB < 11.5
    assert need.blocks < need.weights
    assert wan(decoder="vae").decoder > need.decoder


def test_the_text_encoder_is_counted_exactly() -> None:
    from transformers import UMT5Config, UMT5EncoderModel

    config = UMT5Config(vocab_size=97, d_model=64, d_kv=16, d_ff=128, num_layers=3, num_heads=2)
    model: Any = UMT5EncoderModel(config)
    assert umt5_weights(config.to_dict()) == sum(weight.numel() for weight in model.parameters())


@pytest.mark.parametrize(
    ("free_gb", "lodging"),
    [
        (80, Lodging(12)),
        (24, Lodging(12)),
        (18, Lodging(12, quantised=True)),
        (14, Lodging(12, PROCESSOR)),
        (11, Lodging(9, PROCESSOR)),
        (9, Lodging(6, PROCESSOR)),
        (7.7, Lodging(9, PROCESSOR, resting=True)),
        (6, Lodging(6, PROCESSOR, resting=True)),
    ],
)
def test_cards_from_large_to_small(free_gb: float, lodging: Lodging) -> None:
    found = lodged(wan(), WINDOWS, int(free_gb * GB), 64 * GB)
    assert found == lodging
    assert found.on_card(wan()) <= free_gb * GB


def test_little_main_memory_quantises_what_stays_there() -> None:
    assert lodged(wan(), WINDOWS, 14 * GB, 16 * GB) == Lodging(12, PROCESSOR, quantised=True)


def test_without_a_card_nothing_can_move_elsewhere() -> None:
    need = wan()
    assert lodged(need, WINDOWS, 80 * GB, None) == Lodging(12)
    assert lodged(need, WINDOWS, 3 * GB, None) == Lodging(6, quantised=True)


def test_less_is_never_more() -> None:
    need = wan()
    found = [lodged(need, WINDOWS, free * GB // 4, 64 * GB).on_card(need) for free in range(120)]
    assert found == sorted(found)


def test_the_sentence_says_what_is_given_up() -> None:
    need, free = wan(), int(8.4 * GB)
    said = sentence("wan-longlive", need, lodged(need, WINDOWS, free, 12 * GB), 12, free, card=True)
    assert said == (
        "wan-longlive needs 23.5 GB, the card has 8.4: the text encoder stays on the processor, quantised "
        "(11.4 GB → 5.7 GB); 6 latents are remembered instead of 12. It takes 8.2 GB so."
    )
    assert sentence("wan-longlive", need, Lodging(12), 12, 80 * GB, card=True) == ""
    tight = sentence("wan-longlive", need, lodged(need, WINDOWS, GB, 64 * GB), 12, GB, card=True)
    assert "the blocks wait in main memory for their turn" in tight
    assert tight.endswith("may not open. Try a smaller --size.")


def test_a_generator_says_it_before_it_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(build, "free_bytes", lambda _device: 1000)
    with caplog.at_level(logging.WARNING, "generators"):
        made: Any = registry.find("wan-tiny-random")((128, 64), {"models": str(tmp_path), "device": "cpu"})
    assert "wan-tiny-random needs 0." in caplog.text
    assert {plan.window for plan in made.pace.plans} == {6}
    made.close()


def test_what_has_room_is_said_nothing_of(caplog: pytest.LogCaptureFixture) -> None:
    lodging = build.lodging_of(PRESETS["wan-tiny-random"], Path(), (128, 64), "cpu", torch.float32)
    assert lodging == Lodging(9, CARD)
    assert caplog.text == ""
