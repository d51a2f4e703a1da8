"""Daguerreotype: a small causal video model of our own, its weights in the package, live on a processor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generators.base import Generator


def open_generator(_size: tuple[int, int], settings: Mapping[str, Any] | None = None) -> Generator:
    """The model on this machine's processor; settings: weights (another file), steps (1, 2, 4), threads.

    It makes plates of one size, whatever size is asked for: the player fits them into its window.
    """
    import os
    from pathlib import Path

    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # before torch: threads that wait leave the cores to the show

    import torch

    from generators.daguerreotype.codec import Codec
    from generators.daguerreotype.generator import PLATE, Daguerreotype
    from generators.daguerreotype.lessons import SIGMAS
    from generators.daguerreotype.plate import Plate, mender_of
    from generators.daguerreotype.sitters import sitting_of
    from generators.daguerreotype.weights import load, network_of

    wish = dict(settings or {})
    if wish.get("threads"):
        torch.set_num_threads(int(wish["threads"]))
    torch.set_flush_denormal(True)
    weights = load(Path(str(wish["weights"])) if wish.get("weights") else None)
    steps = int(wish.get("steps") or weights.card.get("steps", 2))
    if steps not in SIGMAS:
        raise ValueError(f"steps: {steps} is none of {', '.join(map(str, SIGMAS))}")
    plate = Plate(mender_of(weights.tensors), PLATE)
    network, codec, sitting = network_of(weights), Codec.of(weights.tensors), sitting_of(weights.tensors)
    return Daguerreotype(network, codec, plate, SIGMAS[steps], sitting)


def open_own(name: str, size: tuple[int, int], settings: Mapping[str, Any] | None = None) -> Generator:
    """A model of one's own, from the folder of models: `daguerreotype:NAME`."""
    from pathlib import Path

    from generators.daguerreotype.weights import FILE

    wish = dict(settings or {})
    return open_generator(size, {**wish, "weights": str(Path(str(wish.get("models", "models"))) / name / FILE)})
