"""The network: of the size that was agreed on, diffusers' own class with the stage plan under its patches."""

from __future__ import annotations

import pytest
import torch
from diffusers import WanTransformer3DModel

from generators.daguerreotype.codec import CHANNELS
from generators.daguerreotype.model import SHAPES, Network, SceneEncoder
from generators.daguerreotype.rehearsal import Past, Rehearsal
from generators.daguerreotype.scene import HEAD, MOST_FIGURES, VIEW
from generators.daguerreotype.underlay import COLUMNS, ROWS
from tests.generators.daguerreotype import tiny


@pytest.mark.parametrize("shape", SHAPES)
def test_the_network_has_four_to_twenty_million_weights(shape: str) -> None:
    with torch.device("meta"):
        made = Network(SHAPES[shape])
    assert isinstance(made.transformer, WanTransformer3DModel)
    assert 4e6 < made.parameters_count < 20e6


def test_the_encoder_gives_tokens_of_scene_camera_and_figures() -> None:
    encoder, rows = SceneEncoder(16), tiny.told()[:3, 0]
    tokens = encoder(rows)
    assert tokens.shape == (3, 4 + MOST_FIGURES, 16)
    other = rows.clone()
    other[:, HEAD:] = 0
    same = (encoder(other) == tokens).all(2)
    assert same[:, :3].all()  # place, hour and weather do not ask where the camera is
    assert not same[:, 3].any()


def test_a_figure_has_a_token_of_its_own() -> None:
    encoder, rows = SceneEncoder(16), tiny.told()[:1, 0]
    other = rows.clone()
    other[:, HEAD + VIEW :][:, :5] += 1
    changed = (encoder(other) != encoder(rows)).any(2)[0]
    assert changed.tolist() == [False] * 4 + [True] + [False] * (MOST_FIGURES - 1)


@torch.no_grad()
def flow(network: Network, rows: torch.Tensor) -> torch.Tensor:
    x = torch.randn(2, CHANNELS, 1, ROWS, COLUMNS, generator=tiny.chance())
    return Rehearsal(network.eval(), 1).flow(x, torch.full((2,), 0.5), rows, Past())


def test_the_flow_has_the_latents_shape() -> None:
    assert flow(tiny.network(), tiny.told()[:2, 0]).shape == (2, CHANNELS, 1, ROWS, COLUMNS)


def test_the_stage_plan_alone_changes_the_flow() -> None:
    network, rows = tiny.network(), tiny.told()[:2, 0]
    plain = flow(network, rows)
    torch.nn.init.normal_(network.underlay.place)
    assert not torch.allclose(plain, flow(network, rows), atol=1e-4)


def test_the_plan_is_added_to_the_patches() -> None:
    network = tiny.network()
    x = torch.randn(1, CHANNELS, 1, ROWS, COLUMNS, generator=tiny.chance())
    bare = network.transformer.patch_embedding(x)
    network.laid.now = torch.ones(1, 48, 1, ROWS, COLUMNS)
    assert torch.allclose(network.transformer.patch_embedding(x), bare + 1)


def test_a_network_is_its_weights() -> None:
    one, other = tiny.network(1), tiny.network(2)
    other.load_state_dict(one.state_dict())
    rows = tiny.told()[:2, 0]
    assert torch.equal(flow(one, rows), flow(other, rows))
