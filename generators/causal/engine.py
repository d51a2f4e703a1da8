"""One pass after another over an unmodified WanTransformer3DModel: noise in, clean latents out, memory handed along.

The steps of a chunk: lay the window, denoise, show, then one pass at noise 0 that commits clean keys and values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from generators.causal.attention import CrossAttention, SelfAttention, TextKeys, Window, text_keys
from generators.causal.memory import Layers, Memory, Reach, Slot, split
from generators.causal.rope import Positions, RopeInput, Tables
from generators.causal.schedule import Schedule
from generators.causal.speed import Made, Recorded, quick_attention

Noise = Callable[[int], torch.Tensor]  # step -> float32 of the chunk's shape; 0 is what it starts from


class Engine:
    """Drives one model at one size. `relative`: positions count within the window, so that a stream has no end."""

    def __init__(
        self,
        model: Any,
        height: int,
        width: int,
        reach: Reach,
        schedule: Schedule,
        *,
        relative: bool = True,
        recorded: Recorded | None = None,
    ) -> None:
        self.model, self.reach, self.schedule, self.relative = model, reach, schedule, relative
        self.recorded = recorded
        config = model.config
        self.dtype, self.device = model.patch_embedding.weight.dtype, model.patch_embedding.weight.device
        _, patch_h, patch_w = config.patch_size
        self.positions = Positions(config.attention_head_dim, height // patch_h, width // patch_w, self.device)
        self.chunk_shape = (1, config.in_channels, reach.chunk, height, width)
        self.window = Window(config.num_layers, self._window_shape(), self.dtype, self.device)
        self._self = [SelfAttention(self.window, layer) for layer in range(config.num_layers)]
        self._cross = [CrossAttention() for _ in range(config.num_layers)]
        self._rope = RopeInput()
        self._tables: dict[int, Tables] = {}
        self._text: TextKeys | None = None
        self._laid: tuple[Memory, Reach] | None = None  # what the window and the positions stand ready for
        self._silence = torch.zeros(1, 1, config.text_dim, dtype=self.dtype, device=self.device)
        self.install()

    def _window_shape(self) -> tuple[int, int, int, int]:
        config = self.model.config
        tokens = self.reach.window * self.positions.tokens
        return (1, tokens, config.num_attention_heads, config.attention_head_dim)

    def install(self) -> None:
        """Hand the model its processors and positions, by the means that diffusers has for it."""
        self.model.rope = self._rope
        for block, own, cross in zip(self.model.blocks, self._self, self._cross, strict=True):
            block.attn1.set_processor(own)
            block.attn2.set_processor(cross)

    @torch.inference_mode()
    def read(self, embedding: torch.Tensor) -> TextKeys:
        """Keys of a prompt, from the text encoder's (1, tokens, text size). Once for each prompt."""
        return text_keys(self.model, embedding)

    @torch.inference_mode()
    def denoised(self, memory: Memory, text: TextKeys, noise: Noise) -> torch.Tensor:
        """The next chunk, float32 (1, channels, latents, height, width)."""
        self._lay(memory)
        self._follow(text)
        x = self._brought(noise(0))
        for step, (sigma, timestep) in enumerate(zip(self.schedule.sigmas, self.schedule.timesteps, strict=True)):
            clean = x - sigma * self._pass(x, timestep)
            after = self.schedule.after(step)
            x = (1 - after) * clean + after * self._brought(noise(step + 1)) if after else clean
        return x

    def _brought(self, drawn: torch.Tensor) -> torch.Tensor:
        """Noise on the device; a card is not waited for, it is at the pass before while the next noise is drawn."""
        pinned = drawn.pin_memory() if self.device.type == "cuda" and drawn.device.type == "cpu" else drawn
        return pinned.to(self.device, non_blocking=True)

    @torch.inference_mode()
    def committed(self, memory: Memory, text: TextKeys, latents: torch.Tensor) -> Memory:
        """The memory with this chunk in it, seen under `text`."""
        self._lay(memory)
        self._follow(text)
        keys, values = self._kept_pass(latents)
        return memory.committed(Slot(keys, values, memory.made), self.reach)

    @torch.inference_mode()
    def recommitted(self, memory: Memory, text: TextKeys, latents: torch.Tensor) -> Memory:
        """The memory seen anew under another `text`, from its last clean latents; a sink stays as it was.

        `latents`: the last `remembered` ones. One pass over all of them, without a mask.
        """
        count = latents.shape[2]
        sinks = self._sinks(memory)
        first = memory.made - count
        start = len(sinks) * self.reach.chunk if self.relative else first
        self._laid = None
        self._place(range(start, start + count))
        self.window.lay(*self._past(sinks))
        self._follow(text)
        keys, values = self._kept_pass(latents)
        made = split(keys, values, range(first, memory.made, self.reach.chunk), self._chunk_tokens)
        return Memory((*sinks, *made), memory.made)

    def remembered(self, memory: Memory) -> int:
        """How many of the last latents a re-commit wants: what the window holds beside the sink."""
        return min(self.reach.window, memory.made) - len(self._sinks(memory)) * self.reach.chunk

    def _sinks(self, memory: Memory) -> tuple[Slot, ...]:
        return memory.slots[: self.reach.sink // self.reach.chunk]

    @property
    def _chunk_tokens(self) -> int:
        return self.reach.chunk * self.positions.tokens

    def _lay(self, memory: Memory) -> None:
        """The window and the positions for the chunk that comes after `memory`; its commit finds them as they were."""
        if self._laid is not None and self._laid[0] is memory and self._laid[1] == self.reach:
            return
        self._laid = (memory, self.reach)
        visible = memory.visible(self.reach)
        start = len(visible) * self.reach.chunk if self.relative else memory.made
        self._place(range(start, start + self.reach.chunk))
        self.window.lay(*self._past(visible))

    def _place(self, latents: Sequence[int]) -> None:
        """Positions of the pass's own latents, in tensors that stay where they are."""
        tables = self.positions.tables(latents)
        if len(latents) not in self._tables:
            self._tables[len(latents)] = (torch.empty_like(tables[0]), torch.empty_like(tables[1]))
        held = self._tables[len(latents)]
        for old, new in zip(held, tables, strict=True):
            old.copy_(new)
        self._rope.now = held

    def _past(self, slots: Sequence[Slot]) -> tuple[list[Any], Any]:
        """Slots and the tables of their positions, as the window wants them."""
        if not slots:
            return [], None
        starts = [n * self.reach.chunk if self.relative else slot.at for n, slot in enumerate(slots)]
        places = [start + k for start in starts for k in range(self.reach.chunk)]
        return [(slot.keys, slot.values) for slot in slots], self.positions.tables(places)

    def _follow(self, text: TextKeys) -> None:
        """The prompt's keys; copied to a fixed place where passes are recorded."""
        if text is self._text:
            return
        self._text = text
        for cross, keys in zip(self._cross, text, strict=True):
            if self.recorded is None or cross.text is None or cross.text[0].shape != keys[0].shape:
                cross.text = keys if self.recorded is None else (keys[0].clone(), keys[1].clone())
            else:
                cross.text[0].copy_(keys[0])
                cross.text[1].copy_(keys[1])

    def _kept_pass(self, latents: torch.Tensor) -> tuple[Layers, Layers]:
        """A pass at noise 0; gives the keys (not turned) and values that it made, by layer."""
        _, made = self._run(latents, 0.0)
        return tuple(k.clone() for k, _ in made), tuple(v.clone() for _, v in made)

    def _pass(self, x: torch.Tensor, timestep: float) -> torch.Tensor:
        """The flow that the model predicts, float32."""
        return self._run(x, timestep)[0]

    def _run(self, x: torch.Tensor, timestep: float) -> Made:
        time = torch.full((1,), timestep, dtype=torch.float32, device=self.device)
        x = x.to(self.device, self.dtype)
        if self.recorded is None:
            return self._forward(x, time)
        return self.recorded(self._forward, (self.window.past, self._text_rows()), x, time)

    def _forward(self, x: torch.Tensor, time: torch.Tensor) -> Made:
        """One forward of the model at its own number format: the flow in float32, and what each layer made."""
        with quick_attention(self.device):
            flow: torch.Tensor = self.model(x, time, self._silence, return_dict=False)[0]
        return flow.float(), tuple(own.made for own in self._self if own.made is not None)

    def _text_rows(self) -> int:
        return 0 if self._cross[0].text is None else int(self._cross[0].text[0].shape[1])
