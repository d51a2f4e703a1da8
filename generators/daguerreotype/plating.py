"""Teaching the mender: large frames of the paper theatre, and the same ones small, as codec and network leave them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import torch
from torch.nn import functional

from generators.daguerreotype.codec import Codec
from generators.daguerreotype.curriculum import chance, random_shot
from generators.daguerreotype.data import Teacher
from generators.daguerreotype.lessons import SIGMAS
from generators.daguerreotype.model import Network
from generators.daguerreotype.plate import TIMES, Mender
from generators.daguerreotype.rehearsal import Past, Rehearsal
from generators.daguerreotype.scene import FPS, SIZE

NOISE: Final = 0.12  # spread of what is added to latents that come from the codec


@dataclass
class Pairs:
    """Small frames as they come, and the true large ones."""

    small: torch.Tensor  # float16 (n, 3, height, width), 0..1
    large: torch.Tensor  # uint8 (n, 3, TIMES * height, TIMES * width)


def pairs(numbers: Iterable[int], codec: Codec, network: Network, steps: int = 2, each: int = 2) -> Pairs:
    """`each` frames of one clip for each number; every second clip's small ones are the network's own."""
    teacher = Teacher((SIZE[0] * TIMES, SIZE[1] * TIMES))
    go = Rehearsal(network, 1)
    small, large = [], []
    for number in numbers:
        shot, rng = random_shot(number, "train"), chance("plate", number)
        clip = teacher.clip(shot, rng.randrange(round(shot.duration_s * FPS)), 1)
        true = torch.from_numpy(clip.frames).permute(0, 3, 1, 2)
        low = functional.avg_pool2d(true.float(), TIMES).round().to(torch.uint8).permute(0, 2, 3, 1)
        latents = codec.encoded(low)
        generator = torch.Generator().manual_seed(number)
        if number % 2:
            rows = torch.from_numpy(clip.rows)
            noise = [torch.randn(1, *latents.shape, generator=generator) for _ in range(steps)]
            with torch.no_grad():
                latents = go.denoised(noise, SIGMAS[steps], rows, Past())[0]
        else:
            latents = latents + NOISE * rng.random() * torch.randn(latents.shape, generator=generator)
        chosen = rng.sample(range(len(true)), each)
        small.append(codec.decoded(latents)[chosen].half())
        large.append(true[chosen])
    return Pairs(torch.cat(small), torch.cat(large))


def edges(frames: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Differences of neighbours, across and down."""
    return frames[..., 1:] - frames[..., :-1], frames[..., 1:, :] - frames[..., :-1, :]


def unlike(made: torch.Tensor, true: torch.Tensor) -> torch.Tensor:
    """How far two sets of frames are apart: their light, and three times their edges."""
    loss = functional.l1_loss(made, true)
    for a, b in zip(edges(made), edges(true), strict=True):
        loss = loss + 3 * functional.l1_loss(a, b)
    return loss


def trained(taught: Pairs, steps: int = 500, batch: int = 4, rate: float = 2e-3) -> tuple[Mender, list[float]]:
    """A mender, and its loss at every step."""
    torch.manual_seed(1839)
    mender = Mender().to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    optimiser = torch.optim.AdamW(mender.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    generator = torch.Generator().manual_seed(2)
    losses = []
    for _ in range(steps):
        chosen = torch.randint(len(taught.small), (batch,), generator=generator)
        made = mender(taught.small[chosen].float().contiguous(memory_format=torch.channels_last))
        loss = unlike(made, taught.large[chosen].float() / 255)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
    return mender.eval(), losses
