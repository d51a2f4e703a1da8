"""The teacher: the paper theatre as an endless source of clips and what there is to be told about them.

    for clip in clips(numbers, "train", latents=6): clip.frames, clip.rows

Frames are drawn without what falls from the sky: rain and snow are drawn over the generated picture later, from the
shot's own weather, because no small model can keep track of drops.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from generators.base import Shot
from generators.daguerreotype.curriculum import chance, random_shot
from generators.daguerreotype.scene import FPS, LATENT_FRAMES, SIZE, rows
from generators.papertheatre.generator import PaperTheatre
from generators.papertheatre.rain import RainStep, SplashStep
from generators.papertheatre.snow import SnowStep
from generators.papertheatre.stage import Stage
from generators.papertheatre.store import BuiltSet, SetStore

FALLING: Final = (RainStep, SnowStep, SplashStep)


@dataclass(frozen=True)
class Clip:
    """Some seconds of a shot."""

    shot: Shot
    frames: NDArray[np.uint8]  # (time, height, width, rgb), time = LATENT_FRAMES * rows
    rows: NDArray[np.float32]  # (latents, scene.WIDTH)
    first: int  # the shot's frame that it begins with


class DryStage(Stage):
    """A stage on which nothing falls."""

    def build(self, store: SetStore) -> BuiltSet:
        built = super().build(store)
        behind, before = (
            [step for step in steps if not isinstance(step, FALLING)] for steps in (built.behind, built.before)
        )
        return BuiltSet(behind, before, built.size_bytes)


class Teacher(PaperTheatre):
    """The paper theatre before the darkroom: no border, no paper grain, nothing that falls."""

    stages: type[Stage] = DryStage

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        super().__init__(size, {"fps": FPS, "chunk_frames": LATENT_FRAMES})

    def clip(self, shot: Shot, first: int, latents: int) -> Clip:
        """`latents` times LATENT_FRAMES frames of a shot, from its frame `first` on."""
        self.begin(shot, first)
        running = self.snapshot()
        assert running is not None
        frames = np.stack([self.plain(first + k) for k in range(latents * LATENT_FRAMES)])
        told = rows(running.stage, range(first, first + len(frames), LATENT_FRAMES))
        return Clip(shot, frames, told, first)


def clips(numbers: Iterable[int], split: str, latents: int, size: tuple[int, int] = SIZE) -> Iterator[Clip]:
    """One clip for each number, always the same one; half of them are beginnings of shots."""
    teacher = Teacher(size)
    for number in numbers:
        shot, rng = random_shot(number, split), chance("clip", split, number)
        first = 0 if rng.random() < 0.5 else rng.randrange(round(shot.duration_s * FPS))
        yield teacher.clip(shot, first, latents)
