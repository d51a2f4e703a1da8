"""Recorded networks give what the plain ones give; a stand-in plays the part of the card's graphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from generators.causal.speed import RECORDS, Replayed
from generators.image_stream import sd_tiny_random
from generators.image_stream.build import PRESETS, _autoencoder, _unet
from generators.image_stream.generator import ImageStream
from generators.image_stream.on_card import RecordedCoder, RecordedUnet


@dataclass
class Again:
    """A graph: works on the tensors that it was recorded with, into the one that it gave."""

    run: Callable[[], torch.Tensor]
    held: torch.Tensor

    def replay(self) -> None:
        self.held.copy_(self.run())


class StandIn:
    def __init__(self) -> None:
        self.records = 0

    def recorded(self, run: Callable[[], torch.Tensor]) -> tuple[Any, torch.Tensor]:
        self.records += 1
        held = run().clone()
        return Again(run, held), held


def test_what_is_replayed_is_ones_own() -> None:
    graphs = StandIn()
    twice = Replayed(lambda x: 2 * x, graphs)
    one, two = twice(torch.ones(3)), twice(torch.full((3,), 5.0))
    assert (one.tolist(), two.tolist()) == ([2.0] * 3, [10.0] * 3)
    assert graphs.records == 1
    assert twice(torch.ones(4)).tolist() == [2.0] * 4
    assert graphs.records == 2


def test_records_are_bounded() -> None:
    twice = Replayed(lambda x: 2 * x, StandIn())
    for size in range(RECORDS + 3):
        twice(torch.ones(size))
    assert len(twice._kept) == RECORDS


@torch.inference_mode()
def test_a_recorded_network_predicts_the_same() -> None:
    preset, folder = PRESETS["sd-tiny-random"], Path()
    plain = _unet(preset, folder, "cpu", torch.float32)
    recorded = RecordedUnet(_unet(preset, folder, "cpu", torch.float32), StandIn())
    generator = torch.Generator().manual_seed(3)
    x, rows = torch.randn(2, 4, 8, 16, generator=generator), torch.randn(2, 77, 16, generator=generator)
    told, times = torch.randn(2, 8, generator=generator), torch.tensor([400, 100])
    for shift in (0.0, 1.0):
        asked: dict[str, Any] = {"encoder_hidden_states": rows + shift, "timestep_cond": told, "return_dict": False}
        assert torch.allclose(recorded(x + shift, times, **asked)[0], plain(x + shift, times, **asked)[0], atol=1e-5)
    assert recorded.config.time_cond_proj_dim == 8


@torch.inference_mode()
def test_a_recorded_autoencoder_gives_the_same_pictures() -> None:
    plain = _autoencoder(PRESETS["sd-tiny-random"], Path(), "cpu", torch.float32, "tiny")
    recorded = RecordedCoder(plain, "cpu", StandIn())
    picture = torch.rand(1, 3, 64, 128, generator=torch.Generator().manual_seed(1))
    latent = recorded.encode(picture)
    assert torch.allclose(latent, plain.encode(picture))
    assert torch.allclose(recorded.decode(latent), plain.decode(latent))


def test_tables_of_steps_go_where_the_network_is() -> None:
    made = sd_tiny_random((128, 64), {})
    assert isinstance(made, ImageStream)
    steps = made.painter.steps
    moved = steps.to("meta")
    assert moved.signal.device.type == moved.timesteps.device.type == "meta"
    assert moved.count == steps.count
