"""The rehearsal plays what the show plays: the same chunks as the causal engine, from the same noise."""

from __future__ import annotations

import pytest
import torch

from generators.causal.memory import Memory
from generators.daguerreotype import generator as show
from generators.daguerreotype.codec import CHANNELS
from generators.daguerreotype.generator import StagedEngine
from generators.daguerreotype.lessons import SIGMAS
from generators.daguerreotype.rehearsal import Past, Rehearsal
from generators.daguerreotype.training import WINDOW
from generators.daguerreotype.underlay import COLUMNS, ROWS
from tests.generators.daguerreotype import tiny

CHUNKS = 7  # the window is passed twice


def noise(chunk: int, step: int) -> torch.Tensor:
    return torch.randn(1, CHANNELS, 1, ROWS, COLUMNS, generator=tiny.chance(10 * chunk + step))


def row(chunk: int) -> torch.Tensor:
    """float32 (1, WIDTH): another scene every few chunks."""
    return tiny.told()[chunk // 3, chunk % 3][None]


def shown(steps: int, window: int) -> list[torch.Tensor]:
    """Chunks as the show makes them."""
    network = tiny.network().eval().requires_grad_(False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(show, "WINDOW", window)
        engine = StagedEngine(network, SIGMAS[steps])
    memory, chunks = Memory(), []
    for n in range(CHUNKS):
        told = engine.read(row(n))
        chunks.append(engine.denoised(memory, told, lambda step, n=n: noise(n, step)))  # type: ignore[misc]
        memory = engine.committed(memory, told, chunks[-1])
    return chunks


@torch.no_grad()
def rehearsed(steps: int, window: int, together: int = 1) -> list[torch.Tensor]:
    """The same as training makes them, the same sequence `together` times in a batch."""
    go, past, chunks = Rehearsal(tiny.network().eval(), window), Past(), []
    for n in range(CHUNKS):
        rows = row(n).expand(together, -1)
        given = [noise(n, step).expand(together, -1, -1, -1, -1) for step in range(steps)]
        chunks.append(go.denoised(given, SIGMAS[steps], rows, past))
        past = go.committed(chunks[-1], rows, past)
    return chunks


@pytest.mark.parametrize(("steps", "window"), [(1, 4), (2, 4), (4, 3), (2, 1)])
def test_a_rehearsal_is_the_show(steps: int, window: int) -> None:
    for n, (one, other) in enumerate(zip(rehearsed(steps, window), shown(steps, window), strict=True)):
        assert float((one - other).abs().max()) < 1e-4, n


def test_training_and_show_have_one_window() -> None:
    assert show.WINDOW == WINDOW


def test_a_batch_is_worked_through_as_each_of_it() -> None:
    for one, three in zip(rehearsed(2, 4), rehearsed(2, 4, together=3), strict=True):
        assert torch.allclose(one.expand_as(three), three, atol=1e-4)


def test_the_past_counts() -> None:
    go = Rehearsal(tiny.network().eval(), 4)
    x, sigma, told = noise(0, 0), torch.ones(1), row(0)
    with torch.no_grad():
        past = go.committed(noise(1, 0), told, Past())
        assert not torch.allclose(go.flow(x, sigma, told, Past()), go.flow(x, sigma, told, past), atol=1e-4)


@torch.no_grad()
def test_who_passes_the_window_forgets_the_oldest() -> None:
    go, past = Rehearsal(tiny.network().eval(), 4), Past()
    for n in range(6):
        past = go.committed(noise(n, 0), row(0), past)
    assert [len(layer) for layer in past.keys] == [3, 3]
    assert [len(layer) for layer in past.values] == [3, 3]


def test_a_past_is_left_as_it_was() -> None:
    go = Rehearsal(tiny.network().eval(), 4)
    with torch.no_grad():
        past = go.committed(noise(0, 0), row(0), Past())
        go.committed(noise(1, 0), row(0), past)
    assert [len(layer) for layer in past.keys] == [1, 1]


def test_gradients_go_through_the_past() -> None:
    go = Rehearsal(tiny.network(), 4)
    past = go.committed(noise(0, 0), row(0), Past())
    go.flow(noise(1, 0), torch.ones(1), row(0), past).square().mean().backward()
    assert all(p.grad is not None for name, p in go.network.named_parameters() if "attn1" in name)
    assert past.keys[0][0].requires_grad


def test_with_half_the_bits_it_is_nearly_the_same() -> None:
    go = Rehearsal(tiny.network().eval(), WINDOW)
    clean, sigma, rows = noise(0, 0), torch.tensor([0.5]), row(0)
    flows = []
    for half in (False, True):
        go.half = half
        past = go.committed(noise(1, 0), rows, Past())
        flows.append(go.flow(clean, sigma, rows, past))
    assert flows[1].dtype == torch.float32
    assert flows[1].requires_grad
    assert 0 < float((flows[0] - flows[1]).detach().abs().max()) < 0.1
