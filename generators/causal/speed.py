"""What makes passes quick on a card: fused projections, compiled blocks, FP8 linears, and passes recorded once.

Each is asked for by itself, tested against the plain way, and left out where the card or the compiler is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Final

import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel

FP8: Final = torch.float8_e4m3fn
FP8_MOST: Final = 448.0  # the largest number of that format
FP8_CAPABILITY: Final = (8, 9)  # Ada and Hopper on
HOPPER: Final = (9, 0)
RECORDS: Final = 16  # passes kept recorded
WARM_UPS: Final = 2  # libraries choose their ways on the first runs
Made = tuple[torch.Tensor, tuple[tuple[torch.Tensor, torch.Tensor], ...]]  # the flow; keys and values by layer
Pass = Callable[[torch.Tensor, torch.Tensor], Made]


def quick_attention(device: torch.device) -> AbstractContextManager[object]:
    """While it is open, attention goes the card's quickest way: cuDNN's from Hopper on, else what torch chooses."""
    if device.type != "cuda" or torch.cuda.get_device_capability(device) < HOPPER:
        return nullcontext()
    ways = [SDPBackend.CUDNN_ATTENTION, SDPBackend.FLASH_ATTENTION, SDPBackend.EFFICIENT_ATTENTION, SDPBackend.MATH]
    return sdpa_kernel(ways, set_priority=True)


class Fp8Linear(nn.Module):
    """A linear layer whose products are in FP8: weights scaled by output row once, inputs by token each time."""

    def __init__(self, plain: nn.Linear) -> None:
        super().__init__()
        weight, scale = in_fp8(plain.weight.detach(), 1)
        self.register_buffer("weight", weight)  # (outputs, inputs)
        self.register_buffer("scale", scale.t().contiguous())  # (1, outputs)
        self.bias = plain.bias
        self.out_dtype = plain.weight.dtype if plain.weight.dtype is not torch.float32 else torch.bfloat16

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        tokens, scale = in_fp8(x.flatten(0, -2), 1)
        weight: torch.Tensor = self.weight  # type: ignore[assignment]
        y = torch._scaled_mm(
            tokens,
            weight.t(),
            scale_a=scale,
            scale_b=self.scale,  # type: ignore[arg-type]
            out_dtype=self.out_dtype,
            use_fast_accum=x.device.type == "cuda",  # sums stay as the card keeps them, not carried to float32
        )
        whole: torch.Tensor = y if self.bias is None else y + self.bias.to(y.dtype)
        return whole.view(*x.shape[:-1], -1).to(x.dtype)


def in_fp8(x: torch.Tensor, dim: int) -> tuple[torch.Tensor, torch.Tensor]:
    """`x` in FP8 and the float32 scales along `dim` that bring it back."""
    scale = x.abs().amax(dim=dim, keepdim=True).float().clamp_min(1e-12) / FP8_MOST
    return (x.float() / scale).to(FP8), scale


def has_fp8(device: str) -> bool:
    """Whether the card multiplies FP8 by itself."""
    return device == "cuda" and torch.cuda.get_device_capability() >= FP8_CAPABILITY


def with_fp8(model: Any) -> int:
    """Put FP8 linears into the blocks (not into embeddings, times and the last layer); how many."""
    count = 0
    for block in model.blocks:
        for parent in block.modules():
            for name, child in list(parent.named_children()):
                if isinstance(child, nn.Linear) and child.in_features % 16 == 0 and child.out_features % 16 == 0:
                    setattr(parent, name, Fp8Linear(child))
                    count += 1
    return count


def quickened(model: Any, *, compiled: bool, fp8: bool, backend: str = "inductor") -> Any:
    """The same model with one projection for queries, keys and values, and as asked FP8 linears and compiled blocks."""
    model.fuse_qkv_projections()
    if fp8:
        with_fp8(model)
    if compiled:
        torch._dynamo.config.recompile_limit = RECORDS  # a way for each length of the past
        model.compile_repeated_blocks(fullgraph=True, dynamic=False, backend=backend)
    return model


class Recorded:
    """Passes recorded as CUDA graphs, one for each shape of past and chunk; between them the inputs are copied in.

    `graphs` records a run and gives something to replay; tests give a stand-in that runs again instead.
    """

    def __init__(self, graphs: Any = None) -> None:
        self.graphs = graphs or _Cuda()
        self._kept: dict[tuple[Any, ...], tuple[Any, torch.Tensor, torch.Tensor, Made]] = {}

    def __call__(self, run: Pass, key: tuple[Any, ...], x: torch.Tensor, time: torch.Tensor) -> Made:
        """The pass `run(x, time)`; `key` says all else that it depends on, tensors at fixed addresses apart."""
        key = (*key, tuple(x.shape), x.dtype)
        if key not in self._kept:
            self._kept[key] = self._record(run, x, time)
            while len(self._kept) > RECORDS:
                self._kept.pop(next(iter(self._kept)))
        graph, x_in, time_in, made = self._kept[key]
        x_in.copy_(x)
        time_in.copy_(time)
        graph.replay()
        return made

    def _record(self, run: Pass, x: torch.Tensor, time: torch.Tensor) -> tuple[Any, torch.Tensor, torch.Tensor, Made]:
        x_in, time_in = x.clone(), time.clone()
        for _ in range(WARM_UPS):
            run(x_in, time_in)
        graph, made = self.graphs.recorded(lambda: run(x_in, time_in))
        return graph, x_in, time_in, made


class Replayed:
    """A function of tensors, recorded once for each set of shapes and played again; gives a tensor of one's own."""

    def __init__(self, run: Callable[..., torch.Tensor], graphs: Any = None) -> None:
        self._run, self.graphs = run, graphs or _Cuda()
        self._kept: dict[tuple[Any, ...], tuple[Any, tuple[torch.Tensor, ...], torch.Tensor]] = {}

    def __call__(self, *inputs: torch.Tensor) -> torch.Tensor:
        key = tuple((tuple(one.shape), one.dtype) for one in inputs)
        if key not in self._kept:
            self._kept[key] = self._record(inputs)
            while len(self._kept) > RECORDS:
                self._kept.pop(next(iter(self._kept)))
        graph, held, made = self._kept[key]
        for place, new in zip(held, inputs, strict=True):
            place.copy_(new)
        graph.replay()
        return made.clone()

    def _record(self, inputs: tuple[torch.Tensor, ...]) -> tuple[Any, tuple[torch.Tensor, ...], torch.Tensor]:
        held = tuple(one.clone() for one in inputs)
        for _ in range(WARM_UPS):
            self._run(*held)
        graph, made = self.graphs.recorded(lambda: self._run(*held))
        return graph, held, made


class _Cuda:
    """CUDA's own graphs."""

    def recorded(self, run: Callable[[], Any]) -> tuple[Any, Any]:
        graph = torch.cuda.CUDAGraph()
        torch.cuda.synchronize()
        with torch.cuda.graph(graph):
            made = run()
        return graph, made
