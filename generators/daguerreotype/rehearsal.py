"""The network in training: the same modules as in the show, a batch at a time, with gradients.

A sequence is worked through as the engine works through a stream: a chunk is denoised against what was committed
before it, then committed clean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch.nn import functional

from generators.causal.rope import Positions, Tables
from generators.daguerreotype.model import Network
from generators.daguerreotype.underlay import COLUMNS, ROWS


def normed(norm: Any, x: torch.Tensor) -> torch.Tensor:
    """RMS norm over all heads; the engine's own works in place, which gradients cannot go through."""
    return functional.rms_norm(x.float(), x.shape[-1:], norm.weight, norm.eps)


def rotated(x: torch.Tensor, tables: Tables) -> torch.Tensor:
    """(batch, tokens, heads, head size) turned by its positions."""
    cos, sin = tables
    a, b = x.unflatten(-1, (-1, 2)).unbind(-1)
    return torch.stack((a * cos - b * sin, a * sin + b * cos), dim=-1).flatten(-2)


def attended(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """(batch, tokens, heads, size) three times -> (batch, tokens, heads * size)."""
    y = functional.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2))
    return y.transpose(1, 2).flatten(2)


@dataclass
class Past:
    """Keys (turned) and values of the chunks before, by layer: at most one less than the window has."""

    keys: list[list[torch.Tensor]] = field(default_factory=list)
    values: list[list[torch.Tensor]] = field(default_factory=list)


class _Attention:
    """Self-attention of one layer: what was committed before, then itself."""

    def __init__(self) -> None:
        self.past: tuple[list[torch.Tensor], list[torch.Tensor]] = ([], [])
        self.made: tuple[torch.Tensor, torch.Tensor] | None = None

    def __call__(self, attn: Any, x: torch.Tensor, _context: Any, _mask: Any, tables: Tables) -> torch.Tensor:
        q, k, v = attn.to_q(x), attn.to_k(x), attn.to_v(x)
        q, k = normed(attn.norm_q, q), normed(attn.norm_k, k)
        q, k, v = (one.unflatten(2, (attn.heads, -1)) for one in (q, k, v))
        q, k = rotated(q, tables).to(v.dtype), rotated(k, tables).to(v.dtype)
        self.made = (k, v)
        whole = attended(q, torch.cat([*self.past[0], k], dim=1), torch.cat([*self.past[1], v], dim=1))
        projected: torch.Tensor = attn.to_out[0](whole)
        return projected


class _Cross:
    """Cross-attention to the scene's tokens of this batch."""

    def __call__(self, attn: Any, x: torch.Tensor, context: torch.Tensor, _mask: Any, _rope: Any) -> torch.Tensor:
        heads = (attn.heads, -1)
        q = normed(attn.norm_q, attn.to_q(x)).unflatten(2, heads)
        k = normed(attn.norm_k, attn.to_k(context)).unflatten(2, heads)
        v = attn.to_v(context).unflatten(2, heads)
        projected: torch.Tensor = attn.to_out[0](attended(q.to(v.dtype), k.to(v.dtype), v))
        return projected


class Rehearsal:
    """Runs a network over batches of sequences."""

    def __init__(self, network: Network, window: int) -> None:
        self.network, self.window = network, window
        model = network.transformer
        weight = model.patch_embedding.weight
        self.half = weight.device.type == "cuda"  # matrices in bfloat16
        positions = Positions(model.config.attention_head_dim, ROWS, COLUMNS, weight.device)
        self.tables = [positions.tables([n]) for n in range(window)]
        self._back = Positions(model.config.attention_head_dim, 1, 1, weight.device).tables([-1])
        self._self = [_Attention() for _ in model.blocks]
        for block, own in zip(model.blocks, self._self, strict=True):
            block.attn1.set_processor(own)
            block.attn2.set_processor(_Cross())

    def flow(self, x: torch.Tensor, sigma: torch.Tensor, rows: torch.Tensor, past: Past) -> torch.Tensor:
        """The flow at noise `sigma` (batch,) of one chunk (batch, channels, 1, rows, columns), seen under `rows`."""
        place = len(past.keys[0]) if past.keys else 0
        for layer, own in enumerate(self._self):
            own.past = (past.keys[layer], past.values[layer]) if past.keys else ([], [])
        self.network.transformer.rope.now = self.tables[place]
        self.network.laid.now = self.network.underlay(rows)
        with torch.autocast(x.device.type, torch.bfloat16, enabled=self.half):
            told = self.network.scene(rows)
            flow: torch.Tensor = self.network.transformer(x, 1000 * sigma, told, return_dict=False)[0]
        return flow.float()

    def committed(self, clean: torch.Tensor, rows: torch.Tensor, past: Past) -> Past:
        """What is remembered with this chunk in it; who passes the window forgets the oldest, the rest moves up."""
        self.flow(clean, torch.zeros(len(clean), device=clean.device), rows, past)
        made = [own.made for own in self._self if own.made is not None]
        keys = [[*old, k] for old, (k, _) in zip(past.keys or [[] for _ in made], made, strict=True)]
        values = [[*old, v] for old, (_, v) in zip(past.values or [[] for _ in made], made, strict=True)]
        if len(keys[0]) >= self.window:
            keys = [[rotated(k, self._back).to(k.dtype) for k in layer[1:]] for layer in keys]
            values = [layer[1:] for layer in values]
        return Past(keys, values)

    def denoised(
        self, noise: Sequence[torch.Tensor], sigmas: Sequence[float], rows: torch.Tensor, past: Past
    ) -> torch.Tensor:
        """A chunk made as the engine makes it: `noise` is fresh for each step."""
        x = noise[0]
        for step, sigma in enumerate(sigmas):
            clean = x - sigma * self.flow(x, torch.full((len(x),), sigma, device=x.device), rows, past)
            after = sigmas[step + 1] if step + 1 < len(sigmas) else 0.0
            x = (1 - after) * clean + after * noise[step + 1] if after else clean
        return x
