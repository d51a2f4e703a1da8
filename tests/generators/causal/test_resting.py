"""Blocks that wait in main memory: the same frames, and never more than one of them on the card."""

from __future__ import annotations

from functools import partial

import torch

from generators.causal.engine import Engine
from generators.causal.memory import Memory, Reach
from generators.causal.noise import noise
from generators.causal.resting import STAYING, at_rest
from generators.causal.schedule import schedule
from tests.generators.causal import tiny


def drawn(chunk: int, shape: tuple[int, ...], step: int) -> torch.Tensor:
    return noise(5, chunk, step, shape)


def rolled(model: object) -> torch.Tensor:
    engine = Engine(model, tiny.HEIGHT, tiny.WIDTH, Reach(9, 3, 3), schedule(2))
    text, memory = engine.read(tiny.embedding(0)), Memory()
    made = []
    for chunk in range(3):
        made.append(engine.denoised(memory, text, partial(drawn, chunk, engine.chunk_shape)))
        memory = engine.committed(memory, text, made[-1])
    return torch.cat(made)


def test_the_same_latents_with_one_block_on_the_card_at_a_time() -> None:
    visits: list[torch.Tensor] = []

    def bring(weight: torch.Tensor) -> torch.Tensor:
        visits.append(weight.clone())
        return visits[-1]

    plain, resting = tiny.model(), at_rest(tiny.model(), "cpu", bring)
    staying = sum(name.startswith(STAYING) for block in resting.blocks for name, _ in block.named_parameters())
    assert len(visits) == staying > 0
    on_card: list[int] = []
    for block in resting.blocks:
        block.attn1.to_out[0].register_forward_pre_hook(lambda _m, _i: on_card.append(_present(resting, visits)))
    assert torch.equal(rolled(plain), rolled(resting))
    assert set(on_card) == {1}
    assert _present(resting, visits) == 0


def _present(model: object, visits: list[torch.Tensor]) -> int:
    """Blocks whose weights are copies that were brought."""
    brought = {copy.data_ptr() for copy in visits}
    return sum(block.ffn.net[2].weight.data_ptr() in brought for block in model.blocks)  # type: ignore[attr-defined]
