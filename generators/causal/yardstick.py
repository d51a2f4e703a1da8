"""The same modules driven the way published engines drive them, to be measured against; nothing else uses it.

What is written here on purpose: the cache is rewritten at every step, its end is read from the device in every layer,
the keys of the text are made in every pass, positions are complex numbers in a loop, and the commit comes first.
"""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

from generators.causal.memory import Reach
from generators.causal.rope import Positions, RopeInput
from generators.causal.schedule import Schedule


class PlainSelf:
    """Self-attention with a rolling cache that every pass writes into."""

    def __init__(self, shape: tuple[int, ...], sink: int, like: torch.Tensor) -> None:
        self.keys, self.values = like.new_zeros(shape), like.new_zeros(shape)
        self.sink = sink  # tokens
        self.end = torch.zeros(1, dtype=torch.long, device=like.device)
        self.commits = False

    def __call__(self, attn: Any, x: torch.Tensor, _context: Any, _mask: Any, tables: Any) -> torch.Tensor:
        q, k, v = (
            part.unflatten(2, (attn.heads, -1))
            for part in (attn.norm_q(attn.to_q(x)), attn.norm_k(attn.to_k(x)), attn.to_v(x))
        )
        q, k = _turned(q, tables), _turned(k, tables)
        end, count = int(self.end.item()), k.shape[1]
        if end + count > self.keys.shape[1]:
            self._roll(count, end)
            end = int(self.end.item())
        self.keys = self.keys.clone()
        self.values = self.values.clone()
        self.keys[:, end : end + count] = k
        self.values[:, end : end + count] = v
        if self.commits:
            self.end += count
        keys, values = (part[:, : end + count].transpose(1, 2) for part in (self.keys, self.values))
        y = functional.scaled_dot_product_attention(q.transpose(1, 2), keys, values)
        projected: torch.Tensor = attn.to_out[0](y.transpose(1, 2).flatten(2))
        return projected

    def _roll(self, count: int, end: int) -> None:
        for part in (self.keys, self.values):
            part[:, self.sink : end - count] = part[:, self.sink + count : end].clone()
        self.end -= count


def _turned(x: torch.Tensor, tables: Any) -> torch.Tensor:
    """Positions as complex numbers in double precision, one sample of the batch after another."""
    cos, sin = tables
    turn = torch.complex(cos[0].double(), sin[0].double())
    samples = [
        torch.view_as_real(torch.view_as_complex(one.double().unflatten(-1, (-1, 2))) * turn).flatten(-2) for one in x
    ]
    return torch.stack(samples).type_as(x)


class Yardstick:
    """A stream made the plain way."""

    def __init__(self, model: Any, height: int, width: int, reach: Reach, schedule: Schedule) -> None:
        self.model, self.reach, self.schedule = model, reach, schedule
        config, weight = model.config, model.patch_embedding.weight
        self.positions = Positions(config.attention_head_dim, height // 2, width // 2, weight.device)
        self.shape = (1, config.in_channels, reach.chunk, height, width)
        tokens = self.positions.tokens
        shape = (1, reach.window * tokens, config.num_attention_heads, config.attention_head_dim)
        self.layers = [PlainSelf(shape, reach.sink * tokens, weight) for _ in model.blocks]
        self.rope = RopeInput()
        self.made = 0

    def install(self) -> None:
        """Take the model over; an engine that used it must install itself again."""
        from diffusers.models.transformers.transformer_wan import WanAttnProcessor

        self.model.rope = self.rope
        for block, layer in zip(self.model.blocks, self.layers, strict=True):
            block.attn1.set_processor(layer)
            block.attn2.set_processor(WanAttnProcessor())

    @torch.inference_mode()
    def chunk(self, text: torch.Tensor, noise: Any) -> torch.Tensor:
        """The next latents under a prompt's embedding, committed before anybody sees them."""
        self.rope.now = self.positions.tables(range(self.made, self.made + self.reach.chunk))
        x: torch.Tensor = noise(0)
        for step, (sigma, timestep) in enumerate(zip(self.schedule.sigmas, self.schedule.timesteps, strict=True)):
            clean = x - sigma * self._pass(x, timestep, text)
            after = self.schedule.after(step)
            x = (1 - after) * clean + after * noise(step + 1) if after else clean
        for layer in self.layers:
            layer.commits = True
        self._pass(x, 0.0, text)
        for layer in self.layers:
            layer.commits = False
        self.made += self.reach.chunk
        return x

    def _pass(self, x: torch.Tensor, timestep: float, text: torch.Tensor) -> torch.Tensor:
        weight = self.model.patch_embedding.weight
        time = torch.tensor([timestep], device=weight.device)
        flow: torch.Tensor = self.model(x.to(weight), time, text.to(weight), return_dict=False)[0]
        return flow.float()
