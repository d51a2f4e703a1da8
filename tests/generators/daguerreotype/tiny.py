"""A tiny daguerreotype: a network of one block, a codec out of chance, clips of noise; the tests' own miniature."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from safetensors.torch import save_file

from generators.daguerreotype.archive import Archive
from generators.daguerreotype.codec import CHANNELS, SIDE, TIME, Codec
from generators.daguerreotype.curriculum import random_shot
from generators.daguerreotype.model import SMALL, Network
from generators.daguerreotype.scene import plan_of, rows
from generators.daguerreotype.underlay import COLUMNS, ROWS
from generators.papertheatre.store import SetStore

SHAPE: Final[dict[str, Any]] = {
    **SMALL,
    "num_attention_heads": 2,
    "attention_head_dim": 24,
    "text_dim": 16,
    "freq_dim": 32,
    "ffn_dim": 64,
    "num_layers": 2,
}
LENGTH: Final = 4


def network(seed: int = 0) -> Network:
    torch.manual_seed(seed)
    return Network(SHAPE)


def chance(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@lru_cache(maxsize=1)
def codec() -> Codec:
    """A code that nothing was learned for: flat red, green and blue, then chance."""
    size = TIME * SIDE * SIDE * 3
    wild = torch.randn(size, CHANNELS, generator=chance(1))
    wild[:, :3] = torch.eye(3).repeat(size // 3, 1)
    axes = torch.linalg.qr(wild)[0].contiguous()
    return Codec(torch.zeros(size), axes, torch.ones(CHANNELS))


@lru_cache(maxsize=1)
def told() -> torch.Tensor:
    """float32 (8, LENGTH, WIDTH): rows of eight shots."""
    store = SetStore(0)
    made = [rows(plan_of(random_shot(n), store), range(0, 4 * LENGTH, 4)) for n in range(8)]
    return torch.from_numpy(np.stack(made))


def archive(clips: int = 8) -> Archive:
    """Clips whose latents are chance, but the same over a clip's time, under rows of shots."""
    one = torch.randn(clips, CHANNELS, 1, ROWS, COLUMNS, generator=chance(2))
    return Archive(one.expand(-1, -1, LENGTH, -1, -1).half(), told()[:clips].half())


def furnished(folder: Path) -> Path:
    """A folder in which nothing is left to gather for 250 clips."""
    made = archive()
    save_file({"latents": made.latents.contiguous(), "rows": made.rows}, folder / "train-0000.safetensors")
    save_file(codec().tensors(), folder / "codec.safetensors")
    return folder
