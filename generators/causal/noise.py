"""Noise that depends on (seed, chunk, step) and nothing else: a branch or a restored moment draws the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import torch


def noise(seed: int, chunk: int, step: int, shape: Sequence[int]) -> torch.Tensor:
    """Standard normal float32 of `shape`, made on the processor so that every device gets the same."""
    digest = hashlib.blake2b(f"{seed}|{chunk}|{step}".encode(), digest_size=8).digest()
    generator = torch.Generator().manual_seed(int.from_bytes(digest) >> 1)
    return torch.randn(tuple(shape), generator=generator)
