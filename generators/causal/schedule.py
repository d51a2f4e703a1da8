"""When to stop at which noise: the few steps from noise to a clean chunk, by diffusers' FlowMatchLCMScheduler."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

SHIFT: Final = 5.0  # of the Self-Forcing family: sigma(u) = 5u / (1 + 4u)
LEVELS: Final[dict[int, tuple[float, ...]]] = {  # steps -> unshifted noise levels, 1 = pure noise
    4: (1.0, 0.75, 0.5, 0.25),
    3: (1.0, 0.75, 0.375),
    2: (1.0, 0.5),
    1: (1.0,),
}


@dataclass(frozen=True)
class Schedule:
    """Noise levels of a chunk's steps, from 1 downwards; each step goes from `sigmas[i]` to `sigmas[i + 1]` or 0."""

    sigmas: tuple[float, ...]
    timesteps: tuple[float, ...]  # what the model is told: 1000 times the sigma

    @property
    def steps(self) -> int:
        return len(self.sigmas)

    def after(self, step: int) -> float:
        """The noise level that step number `step` leads to; 0 after the last."""
        return self.sigmas[step + 1] if step + 1 < len(self.sigmas) else 0.0


@lru_cache(maxsize=32)
def schedule(steps: int = 4, shift: float = SHIFT, levels: tuple[float, ...] | None = None) -> Schedule:
    """The schedule of 1 to 4 steps, or of given unshifted `levels`, as published models were distilled with."""
    from diffusers import FlowMatchLCMScheduler

    wanted = levels or LEVELS.get(steps)
    if not wanted:
        raise ValueError(f"{steps} steps: type 1, 2, 3 or 4")
    scheduler: Any = FlowMatchLCMScheduler(shift=shift)
    scheduler.set_timesteps(sigmas=list(wanted))
    return Schedule(
        tuple(float(sigma) for sigma in scheduler.sigmas[:-1]), tuple(float(t) for t in scheduler.timesteps)
    )
