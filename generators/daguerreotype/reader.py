"""A reader of pictures: names place, time, weather and number of figures of one frame. It examines the model.

It is trained on the paper theatre's frames alone, those of held-out combinations too, and never sees a generated one.
People are counted on a map of where they stand, in pictures where a person could count them too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
COUNTING: Final = (24, 48, 64, 64, 64, 64)  # the same of the counter
STEPPING: Final = ((2, 1), (2, 1), (2, 1), (1, 2), (1, 4), (1, 1))  # strides and spacings of the counter's layers
INSIDE: Final = 0.93  # half widths from the middle within which somebody's feet stand in the picture
SLIM: Final = 0.2  # half of somebody's width in half widths of the picture, for each picture height of theirs
APART: Final = 0.22  # of their height that two people stand apart, at least, where they can be counted
TALLEST: Final = 1.2  # picture heights; of taller people not enough is seen
SHORTEST: Final = 0.15
CELLS: Final = (18, 32)  # of the map, each 8 x 8 pixels
SPREAD: Final = 0.9  # of somebody's mark on the map, in cells
NOBODY: Final = -4.0  # where the map begins: nearly nobody anywhere
MARKED: Final = 20.0  # times more that the map's errors count in learning than the answers'
UNKNOWN: Final = -100  # what is not asked: the weather of a room
_WALLED: Final = torch.tensor([kind in INDOORS for kind in KINDS])


class Reader(nn.Module):
    """float32 (batch, 3, 144, 256), 0..1 -> logits for each attribute."""

    def __init__(self, widths: Sequence[int] = WIDTHS, counting: Sequence[int] = COUNTING) -> None:
        super().__init__()
        stages: list[nn.Module] = []
        before = 3
        for width in widths:
            stages += [nn.Conv2d(before, width, 3, stride=2, padding=1), nn.GroupNorm(4, width), nn.SiLU()]
            stages += [nn.Conv2d(width, width, 3, padding=1), nn.SiLU()]
            before = width
        self.body = nn.Sequential(*stages)
        named = {name: size for name, size in ATTRIBUTES.items() if name != "figures"}
        self.heads = nn.ModuleDict({name: nn.Linear(3 * before, size) for name, size in named.items()})
        self.counter = Counter(counting)

    def forward(self, frames: torch.Tensor) -> dict[str, torch.Tensor]:
        """Logits by attribute: (batch, its classes)."""
        return {**self.named(frames), "figures": counted(self.counter(frames))}

    def named(self, frames: torch.Tensor) -> dict[str, torch.Tensor]:
        """Logits of what the whole picture tells."""
        seen = self.body(functional.avg_pool2d(frames, 2) * 2 - 1)
        left, right = seen[..., : seen.shape[3] // 2].mean((2, 3)), seen[..., seen.shape[3] // 2 :].mean((2, 3))
        whole = torch.cat([left, right, seen.amax((2, 3))], dim=1)
        return {name: head(whole) for name, head in self.heads.items()}


class Counter(nn.Module):
    """float32 (batch, 3, 144, 256), 0..1 -> a map (batch, *CELLS) that sums up to the number of people."""

    def __init__(self, widths: Sequence[int] = COUNTING) -> None:
        super().__init__()
        stages: list[nn.Module] = []
        before = 3
        for width, (stride, spacing) in zip(widths, STEPPING, strict=True):
            stages += [
                nn.Conv2d(before, width, 3, stride=stride, padding=spacing, dilation=spacing),
                nn.GroupNorm(4, width),
                nn.SiLU(),
            ]
            before = width
        self.body = nn.Sequential(*stages)
        self.last = nn.Conv2d(before, 1, 1)
        nn.init.constant_(self.last.get_parameter("bias"), NOBODY)

    def forward(self, frames: torch.Tensor) -> torch.Tensor:
        """The map."""
        seen: torch.Tensor = self.last(self.body(frames * 2 - 1))
        return functional.softplus(seen[:, 0]) / 20


def counted(maps: torch.Tensor) -> torch.Tensor:
    """Logits (batch, MOST_FIGURES + 1) of maps: the whole number that is nearest to a map's sum has the highest."""
    numbers = torch.arange(MOST_FIGURES + 1, device=maps.device)
    return -((maps.sum((1, 2))[:, None] - numbers) ** 2)


def marked(rows: torch.Tensor) -> torch.Tensor:
    """The map that a row asks for: a spot of sum one on the body of everybody inside, (batch, *CELLS)."""
    _, x, y, tall, inside = _people(rows)
    across = (torch.arange(CELLS[1], device=rows.device) + 0.5)[None, None, None]
    down = (torch.arange(CELLS[0], device=rows.device) + 0.5)[None, None, :, None]
    column, line = (x + 1) * CELLS[1] / 2, ((y - 1.2 * tall).clamp(-0.9, 0.9) + 1) * CELLS[0] / 2
    distance = (across - column[..., None, None]) ** 2 + (down - line[..., None, None]) ** 2
    spots = torch.exp(-distance / (2 * SPREAD**2))
    spots = spots / spots.sum((2, 3), keepdim=True).clamp_min(1e-6)
    return (spots * inside[..., None, None]).sum(1)


def _people(rows: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """Who is there, where their feet are, how tall, who is inside the picture: (batch, MOST_FIGURES) each."""
    told = rows[:, HEAD + VIEW :].unflatten(1, (MOST_FIGURES, FIGURE))
    x, y, tall = told[..., SPOTTED], told[..., SPOTTED + 1], told[..., SPOTTED + 3]
    there = told[..., 0] > 0.5
    return there, x, y, tall, there & (x.abs() < INSIDE)


def countable(rows: torch.Tensor) -> torch.Tensor:
    """Whether a person could count the people: all of them in or out, apart, neither too near nor too far, (batch,)."""
    there, x, _, tall, inside = _people(rows)
    cut = there & ~inside & (x.abs() < 1 + SLIM * tall)
    sized = ~inside | ((tall < TALLEST) & (tall > SHORTEST))
    gaps = (x[:, :, None] - x[:, None, :]).abs() * (CELLS[1] / CELLS[0]) / 2
    both = inside[:, :, None] & inside[:, None, :] & ~torch.eye(MOST_FIGURES, dtype=torch.bool, device=rows.device)
    close = both & (gaps < APART * torch.maximum(tall[:, :, None], tall[:, None, :]))
    return ~cut.any(1) & sized.all(1) & ~close.flatten(1).any(1)


def answers(rows: torch.Tensor) -> dict[str, torch.Tensor]:
    """What is right for each row, int64 (batch,); UNKNOWN where it is not asked."""
    kinds = rows[:, : len(KINDS)].argmax(1)
    times = rows[:, len(KINDS) : len(KINDS) + len(TIMES)].argmax(1)
    weathers = rows[:, len(KINDS) + len(TIMES) : HEAD].argmax(1)
    figures = torch.where(countable(rows), _people(rows)[4].sum(1), UNKNOWN)
    weathers = torch.where(_WALLED.to(rows.device)[kinds], UNKNOWN, weathers)
    return {"place": kinds, "time": times, "weather": weathers, "figures": figures}


def lessons(
    codec: Codec, archive: Archive, steps: int, batch: int, generator: torch.Generator
) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    """Frames (batch, 3, height, width) and their rows, `steps` times."""
    here = generator.device
    for _ in range(steps):
        latents, rows = archive.batch(batch, 1, generator)
        number = int(torch.randint(LATENT_FRAMES, (1,), generator=generator, device=here))
        decoded = codec.decoded(latents[:, :, 0].transpose(0, 1))  # one shot's latent behind another's
        frames = decoded.unflatten(0, (batch, LATENT_FRAMES))[:, number]
        level = 0.04 * torch.rand(batch, 1, 1, 1, generator=generator, device=here)
        yield frames + level * torch.randn(frames.shape, generator=generator, device=here), rows[:, 0]


def trained(
    codec: Codec,
    archive: Archive,
    steps: int = 700,
    batch: int = 48,
    rate: float = 2e-3,
    reader: Reader | None = None,
    device: str = "cpu",
) -> Reader:
    """A reader taught on clips of an archive."""
    torch.manual_seed(1839)
    reader, codec, archive = (reader or Reader()).to(device), codec.to(device), archive.to(device)
    optimiser = torch.optim.AdamW(reader.parameters(), lr=rate, weight_decay=1e-3)
    generator = torch.Generator(device).manual_seed(1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps)
    for frames, rows in lessons(codec, archive, steps, batch, generator):
        loss = _mistakes(reader, frames, rows)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return reader.to("cpu").eval()


def _mistakes(reader: Reader, frames: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """The loss: wrong names, and people marked where nobody is or not where somebody is."""
    read, right, maps = reader.named(frames), answers(rows), reader.counter(frames)
    losses = [functional.cross_entropy(read[name], right[name]) for name in read if (right[name] != UNKNOWN).any()]
    asked = countable(rows)
    if asked.any():
        wrong = (maps - marked(rows))[asked]
        losses += [MARKED * wrong.square().sum((1, 2)).mean(), wrong.sum((1, 2)).abs().mean()]
    return torch.stack(losses).sum()


@torch.inference_mode()
def right_shares(reader: Reader, frames: torch.Tensor, rows: torch.Tensor) -> dict[str, float]:
    """Share of right answers for each attribute, 0..1, of frames (batch, 3, height, width)."""
    read, right = reader(frames), answers(rows)
    shares = {}
    for name in ATTRIBUTES:
        asked = right[name] != UNKNOWN
        hits = (read[name].argmax(1) == right[name])[asked].float()
        shares[name] = float(hits.mean()) if len(hits) else 1.0
    return shares


def reader_of(tensors: Mapping[str, torch.Tensor]) -> Reader:
    """The reader whose weights are among these, as `reader.*`."""
    kept = {k.removeprefix("reader."): v.float() for k, v in tensors.items() if k.startswith("reader.")}
    widths = [len(kept[f"body.{5 * n}.weight"]) for n in range(len(WIDTHS))]
    made = Reader(widths, [len(kept[f"counter.body.{3 * n}.weight"]) for n in range(len(COUNTING))])
    made.load_state_dict(kept)
    return made.eval()
