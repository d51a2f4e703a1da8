"""Whether a model has room on a card, before anything is loaded, and where its parts live when it has not.

Pure: shapes, number formats and free bytes in, a plan and a sentence out. What is given up, in this order: the text
encoder's exactness, its place on the card, some of the window, the blocks' place on the card.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import torch

from generators.causal.load import hollow

SPARE: Final = 600_000_000  # bytes: a card's own context, and what an allocator cannot use
TINY_WEIGHTS: Final = 9_840_000  # TAEHV's decoder
VAE_WEIGHTS: Final = 127_000_000  # Wan's own autoencoder
TINY_NUMBERS: Final = 64 * 4 * 4  # for each pixel while four frames are decoded: channels, frames, tensors at once
VAE_NUMBERS: Final = 96 * 4 * 8
PASS_SIZES: Final = 10  # tensors of a token's size that a block holds at once, beside its hidden layer
CARD: Final = "card"
PROCESSOR: Final = "processor"


@dataclass(frozen=True)
class Need:
    """Bytes of what a show wants."""

    weights: int  # of the transformer
    blocks: int  # of those, what its blocks have
    layers: int
    latent: int  # keys and values of one latent, in all layers
    decoder: int  # weights and work
    text: int  # the text encoder
    work: int  # of one pass, for each latent in it: a new prompt's pass goes over the whole window


@dataclass(frozen=True)
class Lodging:
    """Where the parts live."""

    window: int  # latents
    text: str = CARD
    quantised: bool = False
    resting: bool = False  # blocks wait in main memory for their turn

    def on_card(self, need: Need) -> int:
        """Bytes; the window counts twice, as it is read and as slots that snapshots share."""
        weights = need.weights - need.blocks + 2 * need.blocks // need.layers if self.resting else need.weights
        text = _text(need, quantised=self.quantised) if self.text == CARD else 0
        return weights + self.window * (2 * need.latent + need.work) + need.decoder + text + SPARE


def _text(need: Need, *, quantised: bool) -> int:
    return need.text // 2 if quantised else need.text


def need_of(
    shape: Mapping[str, Any],
    size: tuple[int, int],
    dtype: torch.dtype,
    *,
    text_weights: int = 0,
    decoder: str = "tiny",
) -> Need:
    """What a model of that shape wants at `size` (width, height) pixels; `text_weights`: numbers in its encoder."""
    model = hollow(shape, dtype)
    config, number = model.config, dtype.itemsize
    dim, pixels = config.num_attention_heads * config.attention_head_dim, size[0] * size[1]
    tokens = pixels // (8 * config.patch_size[1]) // (8 * config.patch_size[2])
    held, numbers = (TINY_WEIGHTS, TINY_NUMBERS) if decoder == "tiny" else (VAE_WEIGHTS, VAE_NUMBERS)
    return Need(
        weights=_bytes(model),
        blocks=_bytes(model.blocks),
        layers=config.num_layers,
        latent=2 * config.num_layers * tokens * dim * number,
        decoder=(held + pixels * numbers) * number,
        text=text_weights * number,
        work=tokens * (config.ffn_dim + PASS_SIZES * dim) * number,
    )


def _bytes(model: Any) -> int:
    return sum(weight.numel() * weight.element_size() for weight in model.parameters())


def umt5_weights(config: Mapping[str, Any]) -> int:
    """How many numbers a UMT5 encoder of that config.json has."""
    size, inner = int(config["d_model"]), int(config["num_heads"]) * int(config["d_kv"])
    hidden = int(config["d_ff"]) * (3 if "gated" in str(config.get("feed_forward_proj", "gated-gelu")) else 2)
    positions = int(config.get("relative_attention_num_buckets", 32)) * int(config["num_heads"])
    layer = 4 * size * inner + size * hidden + positions + 2 * size
    return int(config["vocab_size"]) * size + int(config["num_layers"]) * layer + size


def lodged(need: Need, windows: tuple[int, ...], free: int, main: int | None) -> Lodging:
    """The best that fits into `free` bytes, else the smallest. `main`: free bytes beside the card; None: no card.

    `windows`: those that may be chosen, the longest first.
    """
    texts = [Lodging(0), Lodging(0, quantised=True)]
    if main is not None:
        texts.append(Lodging(0, PROCESSOR, quantised=need.text > main // 2))
    ways = [replace(one, window=windows[0]) for one in (texts if need.text else texts[:1])]
    ways += [replace(ways[-1], window=window) for window in windows[1:]]
    if main is not None:
        ways += [replace(ways[-1], window=window, resting=True) for window in windows]
    return next((way for way in ways if way.on_card(need) <= free), min(ways, key=lambda way: way.on_card(need)))


def sentence(name: str, need: Need, lodging: Lodging, window: int, free: int, *, card: bool) -> str:
    """What a person is told beforehand; empty when all is as it should be."""
    whole = Lodging(window)
    if lodging == whole and whole.on_card(need) <= free:
        return ""
    where = "the card" if card else "the machine"
    changes = [change for change in _changes(need, lodging, window, card=card) if change]
    takes = lodging.on_card(need)
    said = f"{name} needs {_gb(whole.on_card(need))} GB, {where} has {_gb(free)}"
    if changes:
        said += f": {'; '.join(changes)}. It takes {_gb(takes)} GB so"
    return f"{said}." if takes <= free else f"{said}, and may not open. Try a smaller --size."


def _changes(need: Need, lodging: Lodging, window: int, *, card: bool) -> tuple[str, ...]:
    halved = f"quantised ({_gb(need.text)} GB → {_gb(_text(need, quantised=True))} GB)"
    text = ""
    if lodging.text == PROCESSOR and card:
        text = "the text encoder stays on the processor" + (f", {halved}" if lodging.quantised else "")
    elif lodging.quantised:
        text = f"the text encoder is {halved}"
    shorter = f"{lodging.window} latents are remembered instead of {window}" if lodging.window < window else ""
    return text, shorter, "the blocks wait in main memory for their turn, which is slow" if lodging.resting else ""


def _gb(count: int) -> str:
    return f"{count / 1e9:.1f}"
