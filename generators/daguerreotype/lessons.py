"""The three lessons: stills from noise, streams from clean pasts, and streams from the network's own past.

Each gives a loss for one batch. Latents float32 (batch, channels, length, rows, columns), rows (batch, length, WIDTH).
"""

from __future__ import annotations

from typing import Final

import torch

from generators.daguerreotype.rehearsal import Past, Rehearsal
from generators.daguerreotype.underlay import presence

SHIFT: Final = 2.0  # noise levels are drawn towards 1, where the picture is decided
FULL: Final = 0.3  # share of samples that begin from nothing but noise, as every chunk of a show does
WORN: Final = 0.15  # the most noise in a past that the network is told is clean
FOREIGN: Final = 0.15  # share of sequences whose past is another scene's: what is told now counts more
PEOPLE: Final = 3.0  # times more that an error counts where somebody stands: they are small, and what is looked at
SIGMAS: Final = {1: (1.0,), 2: (1.0, 0.625), 4: (1.0, 0.857, 0.667, 0.4)}


def drawn_sigma(count: int, generator: torch.Generator) -> torch.Tensor:
    """Noise levels for a batch."""
    u, v = torch.rand(2, count, generator=generator, device=generator.device)
    sigma = SHIFT * u / (1 + (SHIFT - 1) * u)
    return torch.where(v < FULL, torch.ones_like(u), sigma)


def _noise(like: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """As `like`, drawn where the generator is."""
    return torch.randn(like.shape, generator=generator, device=generator.device).to(like.device)


def mixed(latents: torch.Tensor, rows: torch.Tensor, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Some sequences begin in another scene: a cut in their past."""
    length = latents.shape[2]
    if length < 2 or len(latents) < 2:
        return latents, rows
    latents, rows = latents.clone(), rows.clone()
    foreign = (
        (torch.rand(len(latents), generator=generator, device=generator.device) < FOREIGN).nonzero()[:, 0].tolist()
    )
    for n in foreign:
        until = 1 + n % (length - 1)
        other = (n + 1) % len(latents)
        latents[n, :, :until], rows[n, :until] = latents[other, :, :until].clone(), rows[other, :until].clone()
    return latents, rows


def weighed(errors: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """The mean of squared errors (batch, channels, 1, rows, columns); where people stand they count more."""
    weights = 1 + PEOPLE * presence(rows)[:, None, None]
    return (errors * (weights / weights.mean())).mean()


def stream(go: Rehearsal, latents: torch.Tensor, rows: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Flow matching of every chunk against a clean past with a little wear (diffusion forcing's clean end)."""
    latents, rows = mixed(latents, rows, generator)
    length = latents.shape[2]
    past, losses = Past(), []
    for n in range(length):
        clean, told = latents[:, :, n : n + 1], rows[:, n]
        sigma = drawn_sigma(len(clean), generator).to(clean.device)
        noise = _noise(clean, generator)
        level = sigma.view(-1, 1, 1, 1, 1)
        flow = go.flow((1 - level) * clean + level * noise, sigma, told, past)
        losses.append(weighed((flow - (noise - clean)).square(), told))
        if n + 1 < length:
            much = torch.rand(len(clean), 1, 1, 1, 1, generator=generator, device=generator.device)
            wear = WORN * much.to(clean.device)
            worn = clean + wear * _noise(clean, generator)
            past = go.committed(worn, told, past)
    return torch.stack(losses).mean()


def performed(
    go: Rehearsal, latents: torch.Tensor, rows: torch.Tensor, generator: torch.Generator, steps: int, past: Past
) -> tuple[torch.Tensor, Past]:
    """Few-step distillation in the network's own roll-out, and the past that it leaves.

    Every step of every chunk is drawn to the true picture from where the step before left it, against a past that is
    the network's own.
    """
    sigmas, losses = SIGMAS[steps], []
    for n in range(latents.shape[2]):
        clean, told = latents[:, :, n : n + 1], rows[:, n]
        made = torch.zeros_like(clean)
        for sigma in sigmas:
            noise = _noise(clean, generator)
            x = (1 - sigma) * made + sigma * noise
            seen = x - sigma * go.flow(x, torch.full((len(x),), sigma, device=x.device), told, past)
            losses.append(weighed((seen - clean).square(), told) / sigma)
            made = seen.detach()
        with torch.no_grad():
            past = go.committed(made, told, past)
    return torch.stack(losses).mean(), past
