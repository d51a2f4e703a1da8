"""The shipped weights: one safetensors file with network, codec and mender, and in its header what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Final

import torch

FILE: Final = "daguerreotype.safetensors"
MOST_BYTES: Final = 40 << 20


class WeightsError(ValueError):
    """The file is not what it should be; the message says what to do."""


@dataclass(frozen=True)
class Weights:
    """What lies in the file."""

    tensors: Mapping[str, torch.Tensor]
    card: Mapping[str, Any]  # shape, steps, what it was trained on, for how long


def shipped() -> Path:
    """Where the package's own weights lie."""
    return Path(str(resources.files("generators.daguerreotype"))) / "weights" / FILE


def save(path: Path, network: Any, tensors: Mapping[str, torch.Tensor], card: Mapping[str, Any]) -> None:
    """Write a network's weights (a module, or averaged ones by name) and the others', in float16."""
    from safetensors.torch import save_file

    named = network if isinstance(network, Mapping) else network.state_dict()
    whole = {f"network.{name}": value for name, value in named.items()} | dict(tensors)
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(
        {name: value.detach().half().contiguous().cpu() for name, value in whole.items()},
        path,
        metadata={"daguerreotype": json.dumps(dict(card))},
    )


def load(path: Path | None = None) -> Weights:
    """The weights of a file, the shipped one by default; WeightsError for anything else."""
    from safetensors import SafetensorError, safe_open

    file = path or shipped()
    if not file.is_file():
        raise WeightsError(
            f"{file.absolute()} is not there. Train it: python -m generators.daguerreotype.train --folder run"
        )
    try:
        with safe_open(file, "pt") as opened:
            header = (opened.metadata() or {}).get("daguerreotype", "")
            tensors = {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118 - it is no mapping
        card = json.loads(header)
    except (SafetensorError, ValueError, OSError) as problem:
        raise WeightsError(f"{file}: these are no weights of a daguerreotype ({problem}).") from None
    return Weights(tensors, card)


def network_of(weights: Weights) -> Any:
    """The network with these weights in it, float32; WeightsError when they do not fit."""
    from generators.daguerreotype.model import SHAPES, Network

    shape = SHAPES.get(str(weights.card.get("shape")))
    if shape is None:
        raise WeightsError(f"these weights are of a shape {weights.card.get('shape')!r} that is not known here")
    with torch.device("meta"):
        network = Network(shape)
    named = {k.removeprefix("network."): v.float() for k, v in weights.tensors.items() if k.startswith("network.")}
    try:
        network.load_state_dict(named, strict=True, assign=True)
    except RuntimeError as problem:
        raise WeightsError(f"these weights do not fit a {weights.card['shape']} daguerreotype: {problem}") from None
    return network.eval().requires_grad_(False)
