"""Teaching the sitters' painter: frames of the paper theatre with and without its people, and who was where."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load_file, save_file

from generators.daguerreotype.curriculum import chance, random_shot
from generators.daguerreotype.data import DryStage, Teacher
from generators.daguerreotype.scene import FPS, LATENT_FRAMES, MOST_FIGURES, SIZE, rows
from generators.daguerreotype.sitters import ASIDE, OVER, UNDER, Cast, Sitters, cast, is_near, on_papers
from generators.papertheatre.camera import Pose
from generators.papertheatre.drawing import Drawing
from generators.papertheatre.lamps import Moment

SITTINGS: Final = 6_000  # shots with somebody in them
SHARD: Final = 500
BATCH: Final = 40  # frames
POINTS: Final = 512  # of a frame
STEPS: Final = 6_000
RATE: Final = 3e-3
COVERED: Final = 0.25  # difference of light, 0..1, above which it is somebody and not their shadow
BARE: Final = 0.01  # and below which it is neither
OUTLINE: Final = 0.05  # how much the cover itself counts beside what is seen
FIRST: Final = 3_000_000  # the numbers of shots that are drawn only for this


class EmptyStage(DryStage):
    """A stage before anybody comes on, when it is told so."""

    empty = False

    def draw(self, target: Drawing, frame: int, pose: Pose, since_s: float = 0.0) -> None:
        if not self.empty:
            super().draw(target, frame, pose, since_s)
            return
        t_s = frame / self.fps
        moment = Moment(target, self.view, t_s, frame, pose, t_s + since_s)
        for step in (*self.built.behind, *self.built.before):
            step.draw(moment)


class Photographer(Teacher):
    """Photographs the same moment twice."""

    stages = EmptyStage

    def sitting(self, number: int, split: str = "train") -> Sat | None:
        """A moment of shot `number`; None if nobody is in it."""
        shot, rng = random_shot(number, split), chance("sitting", split, number)
        if not shot.cast:
            return None
        first = 0 if rng.random() < 0.3 else rng.randrange(round(shot.duration_s * FPS))
        late = rng.randrange(LATENT_FRAMES)
        self.begin(shot, first)
        running = self.snapshot()
        assert running is not None
        stage = running.stage
        assert isinstance(stage, EmptyStage)
        frame = self.plain(first + late)
        stage.empty = True
        back = self.plain(first + late)
        stage.empty = False
        return Sat(frame, back, rows(stage, [first])[0], late / (LATENT_FRAMES - 1))


@dataclass(frozen=True)
class Sat:
    """One moment."""

    frame: NDArray[np.uint8]  # (height, width, rgb)
    back: NDArray[np.uint8]  # the same without people
    row: NDArray[np.float32]  # (scene.WIDTH,)
    share: float  # of the way from the row's first frame to its last


@dataclass(frozen=True)
class Album:
    """Many moments, in memory."""

    frames: torch.Tensor  # uint8 (moments, height, width, 3)
    backs: torch.Tensor
    rows: torch.Tensor  # float32 (moments, scene.WIDTH)
    shares: torch.Tensor  # float32 (moments,)

    def __len__(self) -> int:
        return len(self.frames)

    def to(self, device: str) -> Album:
        """The same on a device."""
        return Album(*(part.to(device) for part in (self.frames, self.backs, self.rows, self.shares)))


def sat(numbers: Iterable[int], split: str = "train") -> Iterator[Sat]:
    """The moments of these shots that have people in them."""
    photographer = Photographer()
    for number in numbers:
        found = photographer.sitting(number, split)
        if found is not None:
            yield found


def album_of(moments: Iterable[Sat]) -> Album:
    """Moments together."""
    seen, empty, told, shares = zip(*((one.frame, one.back, one.row, one.share) for one in moments), strict=True)
    frames, backs, given = (torch.from_numpy(np.stack(part)) for part in (seen, empty, told))
    return Album(frames, backs, given, torch.tensor(shares))


def gather(folder: Path, count: int = SITTINGS, workers: int = 2) -> Album:
    """Moments of `count` shots, kept in the folder; those that lie there are taken."""
    tasks = [(folder, number) for number in range(-(-count // SHARD))]
    lacking = [task for task in tasks if not _path(*task).is_file()]
    if lacking:
        with ProcessPoolExecutor(workers, get_context("spawn"), torch.set_num_threads, (1,)) as pool:
            for _ in pool.map(_gather, lacking):
                pass
    shards = [load_file(_path(*task)) for task in tasks]
    return Album(*(torch.cat([shard[name] for shard in shards]) for name in ("frames", "backs", "rows", "shares")))


def _path(folder: Path, number: int) -> Path:
    return folder / f"sittings-{number:04d}.safetensors"


def _gather(task: tuple[Path, int]) -> None:
    folder, number = task
    first = FIRST + number * SHARD
    album = album_of(sat(range(first, first + SHARD)))
    fresh = _path(folder, number).with_suffix(f".{os.getpid()}.new")
    save_file(
        {"frames": album.frames, "backs": album.backs, "rows": album.rows.contiguous(), "shares": album.shares}, fresh
    )
    fresh.replace(_path(folder, number))


def painted(sitters: Sitters, people: Cast, pixels: torch.Tensor, back: torch.Tensor) -> tuple[torch.Tensor, ...]:
    """What is seen at pixels (batch, points, 2) over a background (batch, points, 3), and how much is covered.

    `people`: (batch, figures, numbers) of one moment each. Colours 0..1, covers (batch, points).
    """
    batch, points = pixels.shape[:2]
    papers = on_papers(people.spot, pixels[:, None].expand(-1, MOST_FIGURES, -1, -1))
    there = people.there > 0.5
    made = torch.zeros(batch, MOST_FIGURES, points, 4, device=back.device)
    made[there] = sitters(people.asked[there], papers[there])
    covers = made[..., 3] * is_near(people.spot, papers)
    seen, bare = back, torch.ones(batch, points, device=back.device)
    for n in range(MOST_FIGURES):
        cover = covers[:, n, :, None]
        seen = seen * (1 - cover) + made[:, n, :, :3] * cover
        bare = bare * (1 - covers[:, n])
    return seen, 1 - bare


def pointed(people: Cast, count: int, generator: torch.Generator) -> torch.Tensor:
    """Pixels around the people of each frame, anyone's with the same chance: (batch, count, 2), middles of pixels."""
    weights, here = people.there.clamp(0, 1) + 1e-6, generator.device
    who = torch.multinomial(weights, count, replacement=True, generator=generator)
    spot = people.spot.gather(1, who[..., None].expand(-1, -1, people.spot.shape[-1]))
    wide, high = SIZE
    tall = spot[..., 3].clamp_min(0.02) * high
    across, down = torch.rand(2, *who.shape, generator=generator, device=here)
    # a body is slim: half of the points fall near its middle
    near = torch.where(torch.rand(who.shape, generator=generator, device=here) < 0.5, 0.35, 1.0)
    x = (spot[..., 0] + 1) * wide / 2 + (2 * across - 1) * ASIDE * near * tall
    y = (spot[..., 1] + 1) * high / 2 + (down * (OVER + UNDER) - OVER) * tall
    out = (x < 0) | (x >= wide) | (y < 0) | (y >= high)
    anywhere = torch.rand(2, *who.shape, generator=generator, device=here)
    x, y = torch.where(out, anywhere[0] * wide, x), torch.where(out, anywhere[1] * high, y)
    return torch.stack([x.floor().clamp(0, wide - 1), y.floor().clamp(0, high - 1)], dim=-1) + 0.5


def _looked_up(pictures: torch.Tensor, pixels: torch.Tensor) -> torch.Tensor:
    """Colours 0..1 of pictures uint8 (batch, height, width, 3) at pixels (batch, points, 2)."""
    x, y = pixels[..., 0].long(), pixels[..., 1].long()
    return pictures[torch.arange(len(pictures), device=pictures.device)[:, None], y, x].float() / 255


def missed(sitters: Sitters, album: Album, chosen: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """The loss: how far colours are off, and outlines."""
    here = chosen.device
    told = cast(album.rows[chosen], torch.linspace(0, 1, LATENT_FRAMES, device=here))
    moment = (album.shares[chosen] * (LATENT_FRAMES - 1)).round().long()
    people = Cast(*(part[torch.arange(len(chosen), device=here), moment] for part in told))
    pixels = pointed(people, POINTS, generator)
    true, back = (_looked_up(pictures[chosen], pixels) for pictures in (album.frames, album.backs))
    seen, cover = painted(sitters, people, pixels, back)
    differs = (true - back).abs().amax(-1)
    certain = (differs > COVERED) | (differs < BARE)
    outline = torch.nn.functional.binary_cross_entropy(
        cover.clamp(1e-4, 1 - 1e-4), (differs > COVERED).float(), reduction="none"
    )
    return (seen - true).abs().mean() + OUTLINE * (outline * certain).mean()


def trained(
    album: Album,
    steps: int = STEPS,
    batch: int = BATCH,
    rate: float = RATE,
    begun: Sitters | None = None,
    device: str = "cpu",
) -> tuple[Sitters, list[float]]:
    """A painter, averaged over its last steps, and its loss at every step; `begun`: one to be taught further."""
    torch.manual_seed(1839)
    sitters, album = (begun or Sitters()).to(device), album.to(device)
    average = torch.optim.swa_utils.AveragedModel(
        sitters, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.99)
    )
    optimiser = torch.optim.AdamW(sitters.parameters(), lr=rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps, pct_start=0.1)
    generator = torch.Generator(device).manual_seed(3)
    losses = []
    for _ in range(steps):
        chosen = torch.randint(len(album), (batch,), generator=generator, device=device)
        loss = missed(sitters, album, chosen, generator)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(sitters.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        average.update_parameters(sitters)
        losses.append(float(loss.detach()))
    made = average.module
    assert isinstance(made, Sitters)
    return made.to("cpu").eval(), losses
