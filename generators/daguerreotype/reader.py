"""A reader of pictures: names place, time, weather and number of figures of one frame. It examines the model.

It is trained on the paper theatre's frames alone, those of held-out combinations too, and never sees a generated one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import torch
from torch import nn
from torch.nn import functional

from generators.daguerreotype.archive import Archive
from generators.daguerreotype.codec import Codec
from generators.daguerreotype.curriculum import INDOORS, KINDS, TIMES, WEATHERS
from generators.daguerreotype.scene import FIGURE, HEAD, LATENT_FRAMES, MOST_FIGURES, SPOTTED, VIEW

ATTRIBUTES: Final[Mapping[str, int]] = {
    "place": len(KINDS),
    "time": len(TIMES),
    "weather": len(WEATHERS),
    "figures": MOST_FIGURES + 1,
}
WIDTHS: Final = (24, 48, 96, 160)
INSIDE: Final = 0.97  # a figure whose feet are further from the middle, in half widths, is not counted
UNKNOWN: Final = -100  # what is not asked: the weather of a room
_WALLED: Final = torch.tensor([kind in INDOORS for kind in KINDS])


class Reader(nn.Module):
    """float32 (batch, 3, 144, 256), 0..1 -> logits for each attribute."""

    def __init__(self) -> None:
        super().__init__()
        stages: list[nn.Module] = []
        before = 3
        for width in WIDTHS:
            stages += [nn.Conv2d(before, width, 3, stride=2, padding=1), nn.GroupNorm(4, width), nn.SiLU()]
            stages += [nn.Conv2d(width, width, 3, padding=1), nn.SiLU()]
            before = width
        self.body = nn.Sequential(*stages)
        self.heads = nn.ModuleDict({name: nn.Linear(3 * before, size) for name, size in ATTRIBUTES.items()})

    def forward(self, frames: torch.Tensor) -> dict[str, torch.Tensor]:
        """Logits by attribute: (batch, its classes)."""
        seen = self.body(functional.avg_pool2d(frames, 2) * 2 - 1)
        left, right = seen[..., : seen.shape[3] // 2].mean((2, 3)), seen[..., seen.shape[3] // 2 :].mean((2, 3))
        whole = torch.cat([left, right, seen.amax((2, 3))], dim=1)
        return {name: head(whole) for name, head in self.heads.items()}


def answers(rows: torch.Tensor) -> dict[str, torch.Tensor]:
    """What is right for each row, int64 (batch,); UNKNOWN where it is not asked."""
    kinds = rows[:, : len(KINDS)].argmax(1)
    times = rows[:, len(KINDS) : len(KINDS) + len(TIMES)].argmax(1)
    weathers = rows[:, len(KINDS) + len(TIMES) : HEAD].argmax(1)
    figures = rows[:, HEAD + VIEW :].unflatten(1, (MOST_FIGURES, FIGURE))
    inside = (figures[..., 0] > 0.5) & (figures[..., SPOTTED].abs() < INSIDE)
    weathers = torch.where(_WALLED.to(rows.device)[kinds], UNKNOWN, weathers)
    return {"place": kinds, "time": times, "weather": weathers, "figures": inside.sum(1)}


def lessons(
    codec: Codec, archive: Archive, steps: int, batch: int, generator: torch.Generator
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Frames (batch, 3, height, width) and their rows, `steps` times."""
    for _ in range(steps):
        latents, rows = archive.batch(batch, 1, generator)
        number = int(torch.randint(LATENT_FRAMES, (1,), generator=generator))
        frames = torch.stack([codec.decoded(one)[number] for one in latents])
        level = 0.04 * torch.rand(batch, 1, 1, 1, generator=generator)
        yield frames + level * torch.randn(frames.shape, generator=generator), rows[:, 0]


def trained(
    codec: Codec, archive: Archive, steps: int = 700, batch: int = 48, rate: float = 2e-3, reader: Reader | None = None
) -> Reader:
    """A reader taught on clips of an archive."""
    torch.manual_seed(1839)
    reader = reader or Reader()
    optimiser = torch.optim.AdamW(reader.parameters(), lr=rate, weight_decay=1e-3)
    generator = torch.Generator().manual_seed(1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    for frames, rows in lessons(codec, archive, steps, batch, generator):
        read, right = reader(frames), answers(rows)
        loss = torch.stack([functional.cross_entropy(read[name], right[name]) for name in ATTRIBUTES]).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return reader.eval()


@torch.inference_mode()
def right_shares(reader: Reader, frames: torch.Tensor, rows: torch.Tensor) -> dict[str, float]:
    """Share of right answers for each attribute, 0..1, of frames (batch, 3, height, width)."""
    read, right = reader(frames), answers(rows)
    shares = {}
    for name in ATTRIBUTES:
        asked = right[name] != UNKNOWN
        shares[name] = float((read[name].argmax(1) == right[name])[asked].float().mean())
    return shares


def reader_of(tensors: Mapping[str, torch.Tensor]) -> Reader:
    """The reader whose weights are among these, as `reader.*`."""
    made = Reader()
    made.load_state_dict({k.removeprefix("reader."): v.float() for k, v in tensors.items() if k.startswith("reader.")})
    return made.eval()
