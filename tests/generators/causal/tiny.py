"""A tiny Wan with random weights, and what a stream of it needs: the tests' own miniature."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import torch

from generators.causal import taehv
from generators.causal.decode import TinyDecoder, WanDecoder
from generators.causal.engine import Engine
from generators.causal.memory import Reach
from generators.causal.schedule import schedule
from generators.causal.session import Session, Text

DATA = Path(__file__).parents[2] / "data" / "causal"
HEIGHT, WIDTH, TEXT = 4, 6, 8  # latents, and the text encoder's size
CONFIG: dict[str, Any] = {
    "num_attention_heads": 2,
    "attention_head_dim": 24,
    "text_dim": TEXT,
    "ffn_dim": 64,
    "num_layers": 2,
}


def model(seed: int = 0, **changes: Any) -> Any:
    from diffusers import WanTransformer3DModel

    torch.manual_seed(seed)
    made: Any = WanTransformer3DModel(**{**CONFIG, **changes})
    return made.eval().requires_grad_(False)


def engine(window: int = 9, sink: int = 3, chunk: int = 3, steps: int = 2, *, relative: bool = True) -> Engine:
    return Engine(model(), HEIGHT, WIDTH, Reach(window, sink, chunk), schedule(steps), relative=relative)


@lru_cache(maxsize=1)
def tiny_layers() -> Any:
    torch.manual_seed(1)
    return taehv.decoder(widths=(16, 16, 8, 8)).eval().requires_grad_(False)


@lru_cache(maxsize=1)
def vae() -> Any:
    from diffusers import AutoencoderKLWan

    torch.manual_seed(2)
    made: Any = AutoencoderKLWan(base_dim=8, dim_mult=[1, 2, 2, 2], num_res_blocks=1)
    return made.eval().requires_grad_(False)


def session(wan: bool = False, **engine_settings: Any) -> Session:
    return Session(engine(**engine_settings), WanDecoder(vae()) if wan else TinyDecoder(tiny_layers()))


def embedding(number: int) -> torch.Tensor:
    return torch.randn(1, 5, TEXT, generator=torch.Generator().manual_seed(number))


def text(on: Session, number: int = 0) -> Text:
    return on.read(embedding(number))


def key_list(name: str) -> dict[str, tuple[int, ...]]:
    """Names and shapes of a published file."""
    rows = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = [row.split("\t") for row in rows if row]
    return {key: tuple(int(n) for n in shape.strip("()").split(",") if n.strip()) for key, shape in pairs}


def hollow(shapes: dict[str, tuple[int, ...]]) -> dict[str, torch.Tensor]:
    """Tensors of these names and shapes that hold no memory."""
    return {key: torch.empty(shape, device="meta") for key, shape in shapes.items()}
