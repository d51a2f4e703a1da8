"""The lessons: a network learns from each of them; a foreign past changes pasts and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from generators.daguerreotype import lessons
from generators.daguerreotype.lessons import FULL, SIGMAS, drawn_sigma, mixed, performed, stream
from generators.daguerreotype.rehearsal import Past, Rehearsal
from tests.generators.daguerreotype import tiny

Lesson = Callable[[Rehearsal, torch.Tensor, torch.Tensor, torch.Generator], torch.Tensor]


def stills(go: Rehearsal, latents: torch.Tensor, rows: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    return stream(go, latents[:, :, :1], rows[:, :1], generator)


def performance(go: Rehearsal, latents: torch.Tensor, rows: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    return performed(go, latents, rows, generator, 2, Past())[0]


@pytest.mark.parametrize("lesson", [stills, stream, performance])
def test_the_loss_goes_down(lesson: Lesson) -> None:
    go = Rehearsal(tiny.network(), 4)
    latents, rows = (part[:2, ..., :2, :, :] if part.dim() == 5 else part[:2, :2] for part in batch())
    optimiser = torch.optim.Adam(go.network.parameters(), lr=1e-2)
    losses = []
    for _ in range(10):
        loss = lesson(go, latents, rows, tiny.chance(3))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
    assert sum(losses[-3:]) < 0.9 * sum(losses[:3])


def batch(size: int = 8) -> tuple[torch.Tensor, torch.Tensor]:
    made = tiny.archive(size)
    return made.latents.float(), made.rows.float()


@pytest.mark.parametrize("steps", SIGMAS)
def test_a_performance_of_any_number_of_steps_has_a_loss(steps: int) -> None:
    latents, rows = batch(2)
    loss, past = performed(Rehearsal(tiny.network(), 4), latents, rows, tiny.chance(), steps, Past())
    assert torch.isfinite(loss)
    assert loss.requires_grad
    assert len(past.keys[0]) == min(latents.shape[2], 3)
    assert not any(k.requires_grad for layer in past.keys for k in layer)


def test_sigmas_go_down_from_nothing_but_noise() -> None:
    for steps, sigmas in SIGMAS.items():
        assert len(sigmas) == steps
        assert sigmas[0] == 1.0
        assert list(sigmas) == sorted(sigmas, reverse=True)
        assert sigmas[-1] > 0


def test_noise_levels_are_between_none_and_all_and_often_all() -> None:
    sigma = drawn_sigma(4000, tiny.chance())
    assert float(sigma.min()) >= 0
    assert float(sigma.max()) == 1
    assert float((sigma == 1).float().mean()) == pytest.approx(FULL, abs=0.03)
    assert float(sigma[sigma < 1].median()) == pytest.approx(2 / 3, abs=0.03)  # u = 1/2, shifted


def test_a_foreign_past_is_anothers_and_the_end_is_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "FOREIGN", 1.0)
    latents, rows = batch()
    kept = latents.clone(), rows.clone()
    foreign, told = mixed(latents, rows, tiny.chance())
    assert foreign.shape == latents.shape
    assert told.shape == rows.shape
    assert torch.equal(foreign[:, :, -1], latents[:, :, -1])
    assert torch.equal(told[:, -1], rows[:, -1])
    assert torch.equal(foreign[0, :, 0], latents[1, :, 0])
    assert torch.equal(told[0, 0], rows[1, 0])
    assert all(torch.equal(a, b) for a, b in zip(kept, (latents, rows), strict=True))


def test_picture_and_row_of_a_foreign_past_belong_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "FOREIGN", 0.7)
    latents, rows = batch()
    marks = torch.arange(8.0)
    latents[:] = marks.view(-1, 1, 1, 1, 1)
    rows[:] = marks.view(-1, 1, 1)
    foreign, told = mixed(latents, rows, tiny.chance(5))
    assert torch.equal(foreign[:, 0, :, 0, 0], told[:, :, 0])
    assert not torch.equal(foreign, latents)


@pytest.mark.parametrize(("size", "length"), [(1, 4), (8, 1)])
def test_who_is_alone_or_has_no_past_is_left(size: int, length: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lessons, "FOREIGN", 1.0)
    latents, rows = (part[:size] for part in batch())
    latents, rows = latents[:, :, :length], rows[:, :length]
    foreign, told = mixed(latents, rows, tiny.chance())
    assert torch.equal(foreign, latents)
    assert torch.equal(told, rows)
