"""Counts what a chunk costs without making it: operations, launches, bytes, on tensors without memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import FlopCounterMode

from generators.causal.engine import Engine
from generators.causal.load import hollow
from generators.causal.memory import Memory, Reach, Slot
from generators.causal.schedule import schedule


@dataclass(frozen=True)
class Cost:
    """Of one pass over a chunk with a full window."""

    tflop: float
    launches: int  # operations sent to the device
    window_bytes: int  # keys and values that it reads
    weight_bytes: int

    def chunk_tflop(self, steps: int) -> float:
        """All passes of a chunk: its steps and the commit."""
        return self.tflop * (steps + 1)


class _Launches(TorchDispatchMode):
    """Counts operations that do work; views cost nothing on a device."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.count = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        self.count += not func.is_view
        return func(*args, **(kwargs or {}))


def cost(shape: Mapping[str, Any], size: tuple[int, int], reach: Reach, dtype: torch.dtype = torch.bfloat16) -> Cost:
    """The cost of a model of that shape at `size` (width, height) pixels; its layers are alike, so two are counted."""
    layers = int(hollow(shape, dtype).config.num_layers)
    one, two = (_counted({**shape, "num_layers": count}, size, reach, dtype) for count in (1, 2))
    more = layers - 1
    return Cost(
        one.tflop + more * (two.tflop - one.tflop),
        one.launches + more * (two.launches - one.launches),
        one.window_bytes + more * (two.window_bytes - one.window_bytes),
        one.weight_bytes + more * (two.weight_bytes - one.weight_bytes),
    )


def _counted(shape: Mapping[str, Any], size: tuple[int, int], reach: Reach, dtype: torch.dtype) -> Cost:
    model = hollow(shape, dtype)
    engine = Engine(model, size[1] // 8, size[0] // 8, reach, schedule(1))
    memory = full(engine)
    text = engine.read(torch.empty(1, 512, model.config.text_dim, device="meta"))
    x = torch.empty(engine.chunk_shape, device="meta")
    engine.committed(memory, text, x)
    with torch.inference_mode(), FlopCounterMode(display=False) as flops, _Launches() as launches:
        engine._pass(x, 1000.0)
    window = engine.window
    return Cost(
        flops.get_total_flops() / 1e12,
        launches.count,
        sum(t.numel() * t.element_size() for t in (*window.keys, *window.values)),
        sum(p.numel() * p.element_size() for p in model.parameters()),
    )


def full(engine: Engine) -> Memory:
    """A memory whose window is full, of empty slots."""
    shape = (1, engine.reach.chunk * engine.positions.tokens, *engine.window.keys[0].shape[2:])
    layers = tuple(torch.empty(shape, dtype=engine.dtype, device=engine.device) for _ in engine.window.keys)
    count = engine.reach.window // engine.reach.chunk
    slots = tuple(Slot(layers, layers, n * engine.reach.chunk) for n in range(count))
    return Memory(slots, engine.reach.window)
