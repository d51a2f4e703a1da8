"""What falls from the sky, drawn over generated frames by the paper theatre's own rain and snow."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pygame
from numpy.typing import NDArray

from generators.base import Shot, Weather
from generators.daguerreotype.data import FALLING
from generators.daguerreotype.scene import FPS, Plan
from generators.papertheatre.drawing import drawing
from generators.papertheatre.lamps import Moment
from generators.papertheatre.store import SetStore
from generators.papertheatre.weather import weather_steps

FALLS: Final = frozenset({Weather.RAIN, Weather.STORM, Weather.SNOW})


class Falling:
    """Rain or snow of one shot, at the plate's size."""

    def __init__(self, shot: Shot, size: tuple[int, int], store: SetStore) -> None:
        self.size = size
        self.plan = Plan(shot, size, FPS, store)
        self._canvas = drawing(*size)
        self._steps: list[Any] = []
        if shot.setting.weather in FALLS and self.plan.scenery.open_sky:
            steps = (step for _, step in weather_steps(self.plan.scenery, self.plan.view))
            self._steps = [step for step in steps if isinstance(step, FALLING)]

    def draw(self, frames: NDArray[np.uint8], first: int) -> None:
        """Over frames, uint8 (time, height, width, rgb), in place; `first`: the first one's number in the shot."""
        if not self._steps:
            return
        for n, frame in enumerate(frames):
            seen = pygame.image.frombuffer(frame.data, self.size, "RGB")
            self._canvas.surface.blit(seen, (0, 0))
            t_s = (first + n) / FPS
            moment = Moment(self._canvas, self.plan.view, t_s, first + n, self.plan.pose(first + n), t_s)
            for step in self._steps:
                step.draw(moment)
            seen.blit(self._canvas.surface, (0, 0))
