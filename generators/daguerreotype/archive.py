"""Clips that were gathered for training: latents and rows in shards on disk, read whole into memory.

The same clips are used many times, so they are kept, encoded, at 110 KB a clip.
"""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file, save_file

from generators.daguerreotype.codec import Codec, fitted
from generators.daguerreotype.data import clips

LATENTS: Final = 6  # of a clip
SHARD: Final = 250  # clips
CODEC_CLIPS: Final = 330


@dataclass
class Archive:
    """Clips in memory."""

    latents: torch.Tensor  # float16 (clips, channels, length, rows, columns), length is LATENTS
    rows: torch.Tensor  # float16 (clips, length, scene.WIDTH)

    def __len__(self) -> int:
        return len(self.latents)

    def to(self, device: str) -> Archive:
        """The same on a device, where batches are drawn with a generator of that device."""
        return Archive(self.latents.to(device), self.rows.to(device))

    def batch(self, size: int, length: int, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
        """Random stretches: float32 (size, channels, length, rows, columns) and (size, length, WIDTH)."""
        here = generator.device
        which = torch.randint(len(self), (size,), generator=generator, device=here)
        first = torch.randint(self.latents.shape[2] - length + 1, (size,), generator=generator, device=here)
        stretch = first[:, None] + torch.arange(length, device=here)
        latents = self.latents[which[:, None], :, stretch].transpose(1, 2)
        return latents.float(), self.rows[which[:, None], stretch].float()


def codec_of(folder: Path) -> Codec:
    """The folder's codec; made from the first clips when there is none."""
    path = folder / "codec.safetensors"
    if not path.is_file():
        made = fitted(clip.frames for clip in clips(range(CODEC_CLIPS), "train", 2))
        _saved(made.tensors(), path)
    return Codec.of(load_file(path))


def take_codec(folder: Path, codec: Codec) -> None:
    """Make a codec the folder's, if it has none yet."""
    path = folder / "codec.safetensors"
    if not path.is_file():
        _saved(codec.tensors(), path)


def gather(folder: Path, count: int, split: str = "train", workers: int = 2) -> None:
    """Render and encode clips until `count` of them lie in the folder; shards that are there are left alone."""
    codec_of(folder)
    numbers = range(-(-count // SHARD))
    lacking = [(folder, split, n) for n in numbers if not _shard(folder, split, n).is_file()]
    if workers == 1 or len(lacking) < 2:
        for task in lacking:
            _gather_shard(task)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), torch.set_num_threads, (1,)) as pool:
        for _ in pool.map(_gather_shard, lacking):
            pass


def _shard(folder: Path, split: str, number: int) -> Path:
    return folder / f"{split}-{number:04d}.safetensors"


def _gather_shard(task: tuple[Path, str, int]) -> None:
    folder, split, number = task
    codec = codec_of(folder)
    made = clips(range(number * SHARD, (number + 1) * SHARD), split, LATENTS)
    latents, rows = zip(
        *((codec.encoded(torch.from_numpy(clip.frames)).half(), torch.from_numpy(clip.rows).half()) for clip in made),
        strict=True,
    )
    _saved({"latents": torch.stack(latents), "rows": torch.stack(rows)}, _shard(folder, split, number))


def _saved(tensors: dict[str, torch.Tensor], path: Path) -> None:
    """Written beside and then put in place: a stop in the middle leaves nothing half done under that name."""
    fresh = path.with_suffix(f".{os.getpid()}.new")
    save_file(tensors, fresh)
    fresh.replace(path)


def opened(folder: Path, split: str = "train", limit: int = 1_000_000) -> Archive:
    """All shards of a split, at most `limit` clips."""
    shards = [load_file(path) for path in sorted(folder.glob(f"{split}-*.safetensors"))]
    if not shards:
        raise FileNotFoundError(
            f"{folder}: no clips of the split {split!r} lie there. They are gathered by "
            f"python -m generators.daguerreotype.train --folder {folder}"
        )
    return Archive(*(torch.cat([shard[name] for shard in shards])[:limit] for name in ("latents", "rows")))
