"""Everybody a show works with, seen from the show: studio, voices, sound, the desk where journals are kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from runtime.commands import Command, TimeLimits
from runtime.performance import VoiceSource

if TYPE_CHECKING:
    import numpy as np

    from generators.base import Format, Shot
    from runtime.saves import Journal
    from runtime.soundtrack import Soundtrack

TITLE_S = 3.5  # how long the title stands in a show that plays by itself


def _forget(journal: Journal) -> None:
    """A show that is not kept."""


def _only_one(ending: str) -> int:
    """A show without a memory of endings: this is the first."""
    return 1 if ending else 0


class Shown(Protocol):
    """A frame as the studio gives it."""

    @property
    def index(self) -> int: ...

    @property
    def pixels(self) -> np.ndarray: ...


class StudioFace(Protocol):
    """The part of the studio that a show needs."""

    @property
    def format(self) -> Format: ...

    def roll(
        self, take: int, shot: Shot, frames: int | None, *, cut: bool, tail_frames: int = 0, at_frame: int = 0
    ) -> None: ...

    def frame(self, take: int, index: int) -> Shown | None: ...

    def available(self, take: int) -> int: ...

    def preroll(self, shots: Sequence[Shot]) -> None: ...

    def tick(self, now_s: float) -> None: ...

    def metrics(self) -> Mapping[str, float]: ...

    @property
    def notices(self) -> deque[str]: ...


class Voices(VoiceSource, Protocol):
    @property
    def patience_s(self) -> float: ...

    def poll(self) -> None: ...

    def metrics(self) -> Mapping[str, float]: ...


@dataclass(frozen=True)
class Company:
    """Everybody a show works with."""

    studio: StudioFace
    voices: Voices
    soundtrack: Soundtrack
    keep: Callable[[Journal], object] = _forget  # hands the journal to the saves
    found: Callable[[str], int] = _only_one  # notes an ending, says how many were found so far


@dataclass(frozen=True)
class Manner:
    """How a show is performed."""

    auto: bool = False  # takes the default choices by itself, and ends by itself
    title_s: float = TITLE_S
    untitled: bool = False  # begins by itself with its first picture, which is made only once
    limits: TimeLimits = TimeLimits.X1
    script: tuple[Command, ...] = ()  # a journal's commands, to be performed again
    preset: Mapping[int, str] = field(default_factory=dict)  # number of a stretch -> the choice that takes itself there
