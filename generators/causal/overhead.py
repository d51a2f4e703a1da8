"""How much of a pass is not matrix work: products, attention and convolutions are run again alone, and compared.

A profiler would slow small operations more than large ones; here the pass runs as it always does, and what it sent to
the matrix kernels is repeated by itself with the same tensors. The share says what the engine and all that lies
between the kernels cost: Python, norms, rotations, copies. It falls as a model grows: a pass over matrices of 48
columns is nearly nothing but calls, so a small model of a shape that would be used is measured beside the tiny one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import torch
from torch.utils._python_dispatch import TorchDispatchMode

from generators.causal.build import random_transformer
from generators.causal.engine import Engine
from generators.causal.memory import Memory, Reach
from generators.causal.presets import Preset
from generators.causal.schedule import schedule

MATRIX_WORK: Final = ("mm", "bmm", "linear", "conv", "attention")  # in the names of operations
PASSES: Final = 9
LONGEST_MS: Final = 10_000.0  # after which no further pass is begun
SMALL: Final = Preset(  # ten million weights: about what a processor can play
    "small",
    {"num_attention_heads": 6, "attention_head_dim": 64, "text_dim": 64, "ffn_dim": 1536, "num_layers": 6},
    size=(256, 144),
    window=9,
    random=True,
)
LAYERS: Final = 2  # of a big model, whose layers are alike, where there is no card
QUARTER: Final = (416, 240)  # pixels, for the same

Timer = Callable[[Callable[[], object]], float]  # milliseconds of a call


@dataclass(frozen=True)
class Overhead:
    """The quickest of several passes over a full window: what else runs on the machine is not counted."""

    pass_ms: float
    matrix_ms: float  # of them: the same products, attentions and convolutions by themselves

    @property
    def share(self) -> float:
        """Of a pass that is no matrix work, 0..1."""
        return max(0.0, 1.0 - self.matrix_ms / self.pass_ms) if self.pass_ms else 0.0


class _Matrices(TorchDispatchMode):
    """Notes every matrix operation with the tensors that it was given."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.calls: list[tuple[Any, Any, Mapping[str, Any]]] = []

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        if not func.is_view and any(word in func.__name__ for word in MATRIX_WORK):
            self.calls.append((func, args, kwargs or {}))
        return func(*args, **(kwargs or {}))


def shares(preset: Preset, device: str, dtype: torch.dtype, timer: Timer, passes: int = PASSES) -> dict[str, float]:
    """`overhead_share` of a preset with random weights, and `overhead_small_share` of the small one; 0..1."""
    whole = device != "cpu" or preset.size[0] <= SMALL.size[0]
    measured = preset if whole else replace(preset, shape={**preset.shape, "num_layers": LAYERS}, size=QUARTER)
    named = {"overhead": measured, "overhead_small": SMALL}
    with one_thread():  # threads that wait for one another on a busy machine would be counted as the engine's
        found = {name: overhead(_engine(one, device, dtype), timer, passes) for name, one in named.items()}
    return {f"{name}_share": round(one.share, 3) for name, one in found.items()} | {
        f"{name}_pass_ms": round(one.pass_ms, 2) for name, one in found.items()
    }


@contextmanager
def one_thread() -> Iterator[None]:
    """Whatever a processor does in here, it does on one thread."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _engine(preset: Preset, device: str, dtype: torch.dtype) -> Engine:
    model = random_transformer(preset.shape, device, dtype)
    width, height = preset.size
    return Engine(
        model, height // 8, width // 8, Reach(preset.window, min(preset.sink, preset.window - 3)), schedule(1)
    )


def overhead(engine: Engine, timer: Timer, passes: int = PASSES) -> Overhead:
    """Time `passes` passes of `engine` and their matrix work, in turns."""
    x = laid(engine)
    with torch.inference_mode():
        with _Matrices() as matrices:
            engine._pass(x, 1000.0)

        def again() -> None:
            for func, args, kwargs in matrices.calls:
                func(*args, **kwargs)

        again()
        whole: list[float] = []
        alone: list[float] = []
        while len(whole) < passes and sum(whole) + sum(alone) <= LONGEST_MS:
            whole.append(timer(lambda: engine._pass(x, 1000.0)))
            alone.append(timer(again))
    return Overhead(min(whole), min(alone))


@torch.inference_mode()
def laid(engine: Engine) -> torch.Tensor:
    """Fill the window with a past drawn by chance; gives a chunk to make, float32 of the engine's shape."""
    generator = torch.Generator().manual_seed(1)
    text = engine.read(torch.randn(1, 512, engine.model.config.text_dim, generator=generator))
    x = torch.randn(engine.chunk_shape, generator=generator)
    memory = engine.committed(Memory(), text, x)
    for _ in range(engine.reach.window // engine.reach.chunk):
        memory = engine.committed(memory, text, x)
    return x
