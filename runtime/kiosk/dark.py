"""The show of a closed house: black, silent, and never over. The studio behind it stays awake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from runtime.overlay import Overlay, Picture

if TYPE_CHECKING:
    import numpy.typing as npt

    from generators.base import Format
    from runtime.commands import Command
    from runtime.company import StudioFace


class Dark:
    """Stands where a show stands."""

    ended = False
    behind = False

    def __init__(self, studio: StudioFace) -> None:
        self._studio = studio

    @property
    def format(self) -> Format:
        return self._studio.format

    def do(self, command: Command) -> None:
        """Nothing can be done to it."""

    def tick(self, now_s: float) -> None:
        self._studio.tick(now_s)

    def picture(self) -> Picture:
        return Picture(key="dark")

    def overlay(self) -> Overlay:
        return Overlay()

    def sound(self, n: int, head_s: float) -> npt.NDArray[np.float32]:  # noqa: ARG002
        return np.zeros((n, 2), np.float32)
