"""What a stream remembers: the clean keys and values of its last chunks, as immutable slots that branches share.

A slot is written once, by the pass at noise 0, and never changed. Forgetting is leaving a slot out of a tuple, so a
snapshot of the memory is the tuple itself and costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch

Layers = tuple[torch.Tensor, ...]  # one (batch, tokens, heads, head size) for each layer


@dataclass(frozen=True)
class Reach:
    """How far back a stream sees, in latents; all multiples of `chunk`."""

    window: int = 12  # seen at once, the chunk in the making and the sink included
    sink: int = 3  # the first latents, which are never forgotten
    chunk: int = 3  # latents made together

    def __post_init__(self) -> None:
        if self.chunk < 1 or self.window % self.chunk or self.sink % self.chunk:
            raise ValueError(f"window {self.window} and sink {self.sink} must be multiples of the chunk, {self.chunk}")
        if self.window < self.sink + self.chunk:
            raise ValueError(f"window {self.window} has no room for a sink of {self.sink} and a chunk of {self.chunk}")


@dataclass(frozen=True)
class Slot:
    """One committed chunk."""

    keys: Layers  # not yet rotated: positions are given when they are read
    values: Layers
    at: int  # number of its first latent in the stream


@dataclass(frozen=True)
class Memory:
    """The slots that are kept, oldest first, and how many latents were made so far."""

    slots: tuple[Slot, ...] = ()
    made: int = 0

    def visible(self, reach: Reach) -> tuple[Slot, ...]:
        """What the chunk in the making sees beside itself: the sink, then the latest."""
        sinks = reach.sink // reach.chunk
        latest = reach.window // reach.chunk - 1 - sinks
        rest = self.slots[sinks:]
        return self.slots[:sinks] + (rest[-latest:] if latest else ())

    def committed(self, slot: Slot, reach: Reach) -> Memory:
        """With one more chunk, and without what no later chunk will see."""
        return Memory(Memory((*self.slots, slot)).kept(reach), self.made + reach.chunk)

    def kept(self, reach: Reach) -> tuple[Slot, ...]:
        sinks = reach.sink // reach.chunk
        latest = reach.window // reach.chunk - sinks
        return self.slots if len(self.slots) <= sinks + latest else self.slots[:sinks] + self.slots[-latest:]

    @property
    def size_bytes(self) -> int:
        return sum(t.numel() * t.element_size() for slot in self.slots for t in (*slot.keys, *slot.values))


def split(keys: Sequence[torch.Tensor], values: Sequence[torch.Tensor], at: Sequence[int], tokens: int) -> list[Slot]:
    """Slots of `tokens` tokens from keys and values that lie one chunk behind another; `at`: where each begins."""
    count = len(at)
    parts_k = [layer.split(tokens, dim=1) for layer in keys]
    parts_v = [layer.split(tokens, dim=1) for layer in values]
    return [
        Slot(tuple(part[n].contiguous() for part in parts_k), tuple(part[n].contiguous() for part in parts_v), at[n])
        for n in range(count)
    ]
