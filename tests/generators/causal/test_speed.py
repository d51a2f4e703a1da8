"""Quick ways give what the plain way gives: fused, compiled, recorded; FP8 nearly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import nn

from generators.causal.session import Session
from generators.causal.speed import RECORDS, Fp8Linear, Made, Recorded, has_fp8, in_fp8, quickened, with_fp8
from tests.generators.causal import tiny
from tests.generators.causal.tiny import session, text


def rolled(made: Session, chunks: int = 5) -> list[torch.Tensor]:
    """Chunks with a switch in the middle."""
    made.cut(text(made), seed=5)
    frames = [made.chunk() for _ in range(chunks)]
    made.follow(text(made, 1))
    return [*frames, made.chunk()]


def same(a: list[torch.Tensor], b: list[torch.Tensor], tolerance: float = 1e-6) -> bool:
    return all(float((x - y).abs().max()) <= tolerance for x, y in zip(a, b, strict=True))


def test_fused_projections_change_nothing() -> None:
    fused = session()
    quickened(fused.engine.model, compiled=False, fp8=False)
    assert same(rolled(session()), rolled(fused))


def test_one_compiled_block_serves_all_layers_without_a_break() -> None:
    torch._dynamo.reset()
    torch._dynamo.utils.counters.clear()
    made = session()
    quickened(made.engine.model, compiled=True, fp8=False, backend="eager")
    assert same(rolled(session()), rolled(made))
    stats = torch._dynamo.utils.counters["stats"]
    assert stats["unique_graphs"] <= 5  # one for each length of the past, one for the switch
    assert not torch._dynamo.utils.counters["graph_break"]


@dataclass
class Again:
    """Stands in for a graph: runs the same function on the same tensors again, as a card would."""

    run: Callable[[], Made]
    held: Made

    def replay(self) -> None:
        flow, layers = self.run()
        self.held[0].copy_(flow)
        for (k, v), (new_k, new_v) in zip(self.held[1], layers, strict=True):
            k.copy_(new_k)
            v.copy_(new_v)


class StandIn:
    """Records like CUDA: whatever the function read at recording time, it reads at the same addresses later."""

    def __init__(self) -> None:
        self.records = 0

    def recorded(self, run: Callable[[], Made]) -> tuple[Any, Made]:
        self.records += 1
        flow, layers = run()
        held = (flow.clone(), tuple((k.clone(), v.clone()) for k, v in layers))
        return Again(run, held), held


def test_recorded_passes_give_the_same_stream() -> None:
    graphs, recorded = StandIn(), session()
    recorded.engine.recorded = Recorded(graphs)
    assert same(rolled(session(), 8), rolled(recorded, 8))
    assert graphs.records == 4  # three lengths of the past, and the switch


def test_inputs_of_recorded_passes_stay_where_they_are() -> None:
    made = session()
    made.engine.recorded = Recorded(StandIn())
    rolled(made, 6)
    places = [t.data_ptr() for t in (*made.engine._tables[3], *(made.engine._cross[0].text or ()))]
    made.follow(text(made, 2))
    made.chunk()
    assert places == [t.data_ptr() for t in (*made.engine._tables[3], *(made.engine._cross[0].text or ()))]


def test_recorded_passes_are_bounded() -> None:
    recorded = Recorded(StandIn())
    x = torch.zeros(1)
    for number in range(RECORDS + 5):
        recorded(lambda a, b: (a, ()), (number,), x, x)
    assert len(recorded._kept) == RECORDS


def test_fp8_linears_are_near_the_plain_ones() -> None:
    torch.manual_seed(0)
    plain = nn.Linear(64, 48).requires_grad_(False)
    x = torch.randn(2, 7, 64)
    ours, theirs = Fp8Linear(plain)(x), plain(x)
    assert ours.shape == theirs.shape
    assert ours.dtype == theirs.dtype
    assert float((ours - theirs).norm() / theirs.norm()) < 0.06


def test_numbers_come_back_from_fp8() -> None:
    x = torch.tensor([[1.0, -2.0, 448.0], [0.0, 0.0, 0.0]])
    small, scale = in_fp8(x, 1)
    assert torch.allclose(small.float() * scale, x, rtol=0.07)


def test_fp8_goes_into_the_blocks_only_and_the_stream_stays_a_stream() -> None:
    made = session()
    model = made.engine.model
    outside = [m for name, m in model.named_modules() if isinstance(m, nn.Linear) and not name.startswith("blocks")]
    count = with_fp8(model)
    assert count >= 2 * len(model.blocks)
    assert all(isinstance(m, nn.Linear) for m in outside)
    for plain, near in zip(rolled(session()), rolled(made), strict=True):
        assert float((plain - near).abs().mean()) < 0.1


@pytest.mark.parametrize("device", ["cpu", "mps"])
def test_only_cards_have_fp8(device: str) -> None:
    assert not has_fp8(device)


def test_a_block_too_odd_for_fp8_is_left_alone() -> None:
    model = tiny.model(ffn_dim=65)
    with_fp8(model)
    assert isinstance(model.blocks[0].ffn.net[2], nn.Linear)
