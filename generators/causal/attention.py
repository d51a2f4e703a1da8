"""How diffusers' Wan blocks attend in a stream: two processors a block, set from outside; the model is untouched.

Self-attention reads the window (past slots and the chunk in the making) without a mask; cross-attention reads keys of
the text that were made once for each prompt.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

from generators.causal.rope import Tables, rotated, turned

TextKeys = tuple[tuple[torch.Tensor, torch.Tensor], ...]  # for each layer (1, tokens, heads, head size), twice


def normed(norm: Any, x: torch.Tensor) -> torch.Tensor:
    """RMS norm over all heads in float32, whatever the weights are kept in: in bf16 long streams become jumpy."""
    wide, weight = x.float(), norm.weight.float()
    if x.device.type == "cpu":  # where the library's own is put together of a dozen operations
        mean = torch.linalg.vector_norm(wide, dim=-1, keepdim=True).square_().div_(x.shape[-1])
        scaled: torch.Tensor = (wide * mean.add_(norm.eps).rsqrt_()).mul_(weight)
        return scaled.type_as(x)
    return functional.rms_norm(wide, x.shape[-1:], weight, norm.eps).type_as(x)


def attended(q: torch.Tensor, k: torch.Tensor, v: torch.Tensor) -> torch.Tensor:
    """(batch, tokens, heads, size) three times -> (batch, tokens, heads * size); nothing is masked."""
    y = functional.scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2))
    return y.transpose(1, 2).flatten(2)


class Window:
    """Keys and values as one pass sees them: for each layer the past at the head, the chunk in the making behind it.

    The buffers are made once, at the size of a full window, so that shapes and addresses stay the same.
    """

    def __init__(self, layers: int, shape: Sequence[int], dtype: torch.dtype, device: torch.device | str) -> None:
        self.keys = [torch.zeros(*shape, dtype=dtype, device=device) for _ in range(layers)]
        self.values = [torch.zeros(*shape, dtype=dtype, device=device) for _ in range(layers)]
        self.past = 0  # tokens of the past

    def lay(self, past: Sequence[tuple[Sequence[torch.Tensor], Sequence[torch.Tensor]]], tables: Tables | None) -> None:
        """Lay the slots' (keys, values) one behind another, the keys turned by `tables`."""
        self.past = sum(keys[0].shape[1] for keys, _ in past)
        turns = None if tables is None else torch.complex(*tables)
        for layer in range(len(self.keys) if past else 0):
            keys = torch.cat([slot[0][layer] for slot in past], dim=1)
            self.keys[layer][:, : self.past] = keys if turns is None else turned(keys, turns)
            torch.cat([slot[1][layer] for slot in past], dim=1, out=self.values[layer][:, : self.past])


class SelfAttention:
    """Self-attention of one layer, called by diffusers as (attn, x, None, None, tables).

    It keeps what a commit wants (`made`: keys not turned, values); no list grows and no number of a layer is asked, so
    that one compiled block serves all layers.
    """

    def __init__(self, window: Window, layer: int) -> None:
        self.window = window
        self.keys, self.values = window.keys[layer], window.values[layer]
        self.made: tuple[torch.Tensor, torch.Tensor] | None = None

    def __call__(
        self, attn: Any, hidden_states: torch.Tensor, _context: Any, _mask: Any, rotary_emb: Tables
    ) -> torch.Tensor:
        q, k, v = self._projected(attn, hidden_states)
        q, k = normed(attn.norm_q, q), normed(attn.norm_k, k)
        q, k, v = (x.unflatten(2, (attn.heads, -1)) for x in (q, k, v))
        self.made = (k, v)
        past, end = self.window.past, self.window.past + k.shape[1]
        self.keys[:, past:end] = rotated(k, rotary_emb)
        self.values[:, past:end] = v
        y = attended(rotated(q, rotary_emb), self.keys[:, :end], self.values[:, :end])
        projected: torch.Tensor = attn.to_out[0](y)
        return projected

    @staticmethod
    def _projected(attn: Any, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        if getattr(attn, "fused_projections", False):
            q, k, v = attn.to_qkv(x).chunk(3, dim=-1)
            return q, k, v
        return attn.to_q(x), attn.to_k(x), attn.to_v(x)


class CrossAttention:
    """Cross-attention of one layer to the keys of the text that the stream follows now."""

    def __init__(self) -> None:
        self.text: tuple[torch.Tensor, torch.Tensor] | None = None

    def __call__(self, attn: Any, hidden_states: torch.Tensor, _context: Any, _mask: Any, _rope: Any) -> torch.Tensor:
        q = normed(attn.norm_q, attn.to_q(hidden_states)).unflatten(2, (attn.heads, -1))
        assert self.text is not None, "a prompt is followed before the first pass"
        projected: torch.Tensor = attn.to_out[0](attended(q, *self.text))
        return projected


def text_keys(model: Any, embedding: torch.Tensor) -> TextKeys:
    """Keys and values of a prompt for every layer, from the text encoder's (1, tokens, text size)."""
    weight = model.condition_embedder.text_embedder.linear_1.weight
    text = model.condition_embedder.text_embedder(embedding.to(weight.device, weight.dtype))
    return tuple(_keys_of(block.attn2, text) for block in model.blocks)


def _keys_of(attn: Any, text: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    if getattr(attn, "fused_projections", False):
        k, v = attn.to_kv(text).chunk(2, dim=-1)
    else:
        k, v = attn.to_k(text), attn.to_v(text)
    heads = (attn.heads, -1)
    return normed(attn.norm_k, k).unflatten(2, heads), v.unflatten(2, heads)
