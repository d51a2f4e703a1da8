"""Positions of tokens as rotations: absolute as the references number them, or relative to the window, without end.

The tables are Wan's: a head's pairs are shared among time, height and width (44, 42, 42 of 128).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import torch
from torch import nn

Tables = tuple[torch.Tensor, torch.Tensor]  # cosines and sines, float32 (1, tokens, 1, pairs)


def rotated(x: torch.Tensor, tables: Tables) -> torch.Tensor:
    """(batch, tokens, heads, head size) turned by its positions, computed in float32, in its own dtype again."""
    cos, sin = tables
    if x.device.type == "cpu":
        return turned(x, torch.complex(cos, sin)).type_as(x)
    pairs = x.float().unflatten(-1, (-1, 2))  # compilers for cards have no complex numbers; this makes one kernel
    across = torch.stack((-sin, sin), dim=-1)
    turned_: torch.Tensor = pairs * cos[..., None] + pairs.flip(-1) * across
    return turned_.flatten(-2).type_as(x)


def turned(x: torch.Tensor, turns: torch.Tensor) -> torch.Tensor:
    """The same in two operations in place of seven, float32; `turns`: complex (1, tokens, 1, pairs)."""
    pairs = torch.view_as_complex(x.float().unflatten(-1, (-1, 2)))
    return torch.view_as_real(pairs * turns).flatten(-2)


@lru_cache(maxsize=8)
def _axis(pairs_of: int, length: int, theta: float, device: str) -> torch.Tensor:
    """Angles float64 (length, pairs) of one axis with `pairs_of` numbers of each head."""
    speed = 1.0 / theta ** (torch.arange(0, pairs_of, 2, dtype=torch.float64, device=device) / pairs_of)
    return torch.outer(torch.arange(length, dtype=torch.float64, device=device), speed)


class Positions:
    """Makes the tables for a grid of tokens; `head` numbers in a head."""

    def __init__(
        self, head: int, rows: int, columns: int, device: torch.device | str = "cpu", theta: float = 1e4
    ) -> None:
        self.rows, self.columns, self.theta, self.device = rows, columns, theta, str(device)
        side = 2 * (head // 6)
        self.shares = (head - 2 * side, side, side)
        self._space = self._spatial()
        self._kept = lru_cache(maxsize=8)(self._made)  # a stream asks for a few, again and again

    @property
    def tokens(self) -> int:
        """In one latent."""
        return self.rows * self.columns

    def _spatial(self) -> torch.Tensor:
        h = _axis(self.shares[1], self.rows, self.theta, self.device)[:, None, :]
        w = _axis(self.shares[2], self.columns, self.theta, self.device)[None, :, :]
        return torch.cat([h.expand(-1, self.columns, -1), w.expand(self.rows, -1, -1)], dim=-1).reshape(self.tokens, -1)

    def tables(self, latents: Sequence[int]) -> Tables:
        """For the tokens of these latents, given by their temporal positions (any integers >= 0)."""
        return self._kept(tuple(latents))

    def _made(self, latents: tuple[int, ...]) -> Tables:
        speed = 1.0 / self.theta ** (
            torch.arange(0, self.shares[0], 2, dtype=torch.float64, device=self.device) / self.shares[0]
        )
        time = torch.outer(torch.tensor(latents, dtype=torch.float64, device=self.device), speed)
        angles = torch.cat(
            [time[:, None, :].expand(-1, self.tokens, -1), self._space[None].expand(len(latents), -1, -1)], dim=-1
        ).reshape(1, len(latents) * self.tokens, 1, -1)
        return angles.cos().float(), angles.sin().float()


class RopeInput(nn.Module):
    """Stands where diffusers' model has its own positions: hands on the tables that were set for this pass."""

    def __init__(self) -> None:
        super().__init__()
        self.now: Tables | None = None

    def forward(self, _latents: Any) -> Tables:
        if self.now is None:
            raise RuntimeError("no positions were set for this pass")
        return self.now
