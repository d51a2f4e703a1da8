"""What the loop asks of a show, a window and a sound output. Each has a null version that behaves perfectly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from generators.base import Format
from runtime.commands import Command
from runtime.overlay import Overlay, Picture, Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    import numpy.typing as npt
    import pygame

    Sound = npt.NDArray[np.float32]  # (samples, 2) at 48 kHz, -1..1


class ShowFace(Protocol):
    """One showing of one story."""

    @property
    def ended(self) -> bool: ...

    @property
    def behind(self) -> bool:
        """What is due is not there yet: a recording waits."""
        ...

    @property
    def format(self) -> Format: ...

    def do(self, command: Command) -> Any: ...

    def tick(self, now_s: float) -> Any: ...

    def picture(self) -> Picture: ...

    def overlay(self) -> Overlay: ...

    def sound(self, n: int, head_s: float) -> Sound:
        """The next `n` samples; the first is heard at clock time `head_s`."""
        ...


class KeepingFace(Protocol):
    """Where a show is kept, and what was kept of it."""

    def slots(self) -> tuple[Slot, ...]: ...

    def stills(self) -> Mapping[str, bytes]: ...

    def save(self, slot: str) -> Any: ...

    def open(self, slot: str) -> Any: ...


class WindowFace(Protocol):
    """Where the canvas is shown."""

    @property
    def size(self) -> tuple[int, int]: ...

    @property
    def surface(self) -> pygame.Surface: ...

    @property
    def fullscreen(self) -> bool: ...

    @property
    def is_lost(self) -> bool:
        """There is none at the moment: what is flipped, nobody sees."""
        ...

    def events(self) -> list[pygame.event.Event]: ...

    def wait(self, seconds: float) -> None: ...

    def flip(self) -> None: ...

    def toggle_fullscreen(self) -> None: ...

    def show_pointer(self, on: bool) -> None: ...


class OutputFace(Protocol):
    """Where sound goes, and the master clock."""

    def now_s(self) -> float: ...

    def head_s(self) -> float:
        """When the next sample written will be heard."""
        ...

    def wanted(self) -> int:
        """Samples to write now."""
        ...

    def write(self, sound: Sound) -> Any: ...
