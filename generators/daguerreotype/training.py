"""What a training is: a network, its averaged twin and their optimisers, kept in a folder and taken up again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import distributed

from generators.daguerreotype.model import SHAPES, Network
from generators.daguerreotype.muon import Muon
from generators.daguerreotype.rehearsal import Rehearsal

WINDOW: Final = 4  # latents that a chunk sees, itself included
KEPT: Final = 0.998  # of the averaged weights at each step
STEEPEST: Final = 1.0  # length that gradients are cut to
RISE_STEPS: Final = 60
FALL: Final = 0.4  # share of the time over which the rate falls
LEAST: Final = 0.02  # share of the rate that is left at the end
BACKDROPS: Final = 5.0  # times faster that the backdrops learn: each is seen seldom
WEIGHTS: Final = "training.safetensors"
STATE: Final = "progress.json"  # for people and for develop.py; what is gone on with is in the weights' header


class TrainingError(ValueError):
    """The folder holds another training than the one asked for; the message says what to type."""


@dataclass
class Progress:
    """Where a training is."""

    shape: str = "small"
    seconds: float = 0.0  # of training so far
    step: int = 0
    samples: int = 0  # chunks that a loss was taken of


def progress_in(folder: Path) -> Progress | None:
    """How far the training in a folder is, None when there is none."""
    weights, state = folder / WEIGHTS, folder / STATE
    if not weights.is_file():
        return None
    with safe_open(weights, "pt") as kept:
        header = (kept.metadata() or {}).get("progress")
    if header is None and not state.is_file():
        return None
    return Progress(**json.loads(header or state.read_text()))


def checked(folder: Path, shape: str) -> Progress | None:
    """The folder's progress; TrainingError when a network of another shape is trained there."""
    found = progress_in(folder)
    if found is not None and found.shape != shape:
        raise TrainingError(
            f"{folder}: a {found.shape} network is trained there, not a {shape} one. "
            f"Type --shape {found.shape}, or name another folder."
        )
    return found


class Training:
    """A network, its averaged twin, its optimisers; what lies in the folder is gone on with."""

    def __init__(self, folder: Path, shape: str, device: str, rate: float) -> None:
        self.folder, self.device = folder, device
        torch.manual_seed(1839)
        self.network = Network(SHAPES[shape]).to(device)
        self.optimisers = _optimisers(self.network, rate)
        self.average = {name: value.detach().clone() for name, value in self.network.state_dict().items()}
        found = checked(folder, shape)
        self.progress = found or Progress(shape)
        if found is not None:
            self._resume()
        self.go = Rehearsal(self.network, WINDOW)

    def _resume(self) -> None:
        kept = load_file(self.folder / WEIGHTS, device=self.device)
        self.network.load_state_dict(_named(kept, "net."))
        self.average = _named(kept, "ema.")
        for n, optimiser in enumerate(self.optimisers):
            _refill(optimiser, _named(kept, f"op{n}."))

    def begin_with(self, network: Network) -> None:
        """Take over another network's weights, as if they had been learned here."""
        named = {name: value.to(self.device) for name, value in network.state_dict().items()}
        self.network.load_state_dict(named)
        self.average = {name: value.clone() for name, value in named.items()}

    def save(self) -> None:
        """Write everything beside, then in place: a stop in the middle loses two minutes, never the run."""
        kept = {f"net.{k}": v for k, v in self.network.state_dict().items()}
        kept |= {f"ema.{k}": v for k, v in self.average.items()}
        for n, optimiser in enumerate(self.optimisers):
            kept |= {f"op{n}.{k}": v for k, v in _poured(optimiser).items()}
        told = json.dumps(asdict(self.progress))
        fresh = self.folder / "training.new"
        save_file({k: v.detach().contiguous().cpu() for k, v in kept.items()}, fresh, metadata={"progress": told})
        fresh.replace(self.folder / WEIGHTS)
        (self.folder / STATE).write_text(told)

    def step(self, loss: torch.Tensor, share: float, samples: int) -> float:
        """One step of both optimisers; `share` of the whole time is over. Gives the loss."""
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = group["first"] * rate_at(share, self.progress.step)
            optimiser.zero_grad(set_to_none=True)
        loss.backward()
        _share_gradients(self.network)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), STEEPEST)
        for optimiser in self.optimisers:
            optimiser.step()
        self.progress.step += 1
        self.progress.samples += samples
        self._average()
        return float(loss.detach())

    @torch.no_grad()
    def _average(self) -> None:
        kept = min(KEPT, (1 + self.progress.step) / (20 + self.progress.step))
        for name, value in self.network.state_dict().items():
            self.average[name].lerp_(value, 1 - kept)


def _share_gradients(network: Network) -> None:
    """Every process goes on with the mean of all gradients."""
    if not distributed.is_initialized():
        return
    grads = [p.grad for p in network.parameters() if p.grad is not None]
    flat = torch.cat([grad.flatten() for grad in grads])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    for grad, part in zip(grads, flat.split([grad.numel() for grad in grads]), strict=True):
        grad.copy_(part.view_as(grad))


def rate_at(share: float, step: int) -> float:
    """Share of the highest rate: a short rise, level, down to nearly nothing over the last two fifths."""
    rise = min(1.0, (step + 1) / RISE_STEPS)
    return rise * min(1.0, max(LEAST, (1 - share) / FALL))


def _optimisers(network: Network, rate: float) -> list[torch.optim.Optimizer]:
    """Muon for the blocks' matrices, Adam for all else; the backdrops learn faster."""
    matrices = [p for name, p in network.named_parameters() if "transformer.blocks" in name and p.dim() == 2]
    chosen = {id(p) for p in matrices} | {id(network.underlay.backdrops)}
    rest = [p for p in network.parameters() if id(p) not in chosen]
    muon = Muon(matrices, lr=rate)
    adam = torch.optim.AdamW([{"params": rest, "lr": rate}], betas=(0.9, 0.98), weight_decay=0.0)
    adam.add_param_group({"params": [network.underlay.backdrops], "lr": BACKDROPS * rate})
    for optimiser in (muon, adam):
        for group in optimiser.param_groups:
            group["first"] = group["lr"]
    return [muon, adam]


def _named(kept: Mapping[str, torch.Tensor], prefix: str) -> dict[str, torch.Tensor]:
    return {name.removeprefix(prefix): value for name, value in kept.items() if name.startswith(prefix)}


def _poured(optimiser: torch.optim.Optimizer) -> dict[str, torch.Tensor]:
    """An optimiser's state by PARAMETER.NAME."""
    state = optimiser.state_dict()["state"]
    return {f"{n}.{k}": torch.as_tensor(v) for n, values in state.items() for k, v in values.items()}


def _refill(optimiser: torch.optim.Optimizer, kept: Mapping[str, torch.Tensor]) -> None:
    state = optimiser.state_dict()
    for key, value in kept.items():
        number, name = key.split(".", 1)
        state["state"].setdefault(int(number), {})[name] = value
    optimiser.load_state_dict(state)
