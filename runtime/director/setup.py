"""What the director hands on: shots with their lengths and the lines spoken in them, in content frames."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from generators.base import Transition

if TYPE_CHECKING:
    from generators.base import Shot
    from runtime.story.model import Cue


@dataclass(frozen=True)
class Spoken:
    """A voiced line: how long it lasts and how loud it is, content frame by content frame."""

    seconds: float
    loudness: tuple[float, ...] = ()  # 0..1


@dataclass(frozen=True)
class Piece:
    """A caption's worth of a line."""

    text: str
    start: int  # content frame within the setup
    end: int  # exclusive


@dataclass(frozen=True)
class Said:
    """A line within a setup."""

    key: str
    speaker: str
    text: str
    manner: str
    colour: tuple[int, int, int]  # sRGB 0..255
    pan: float  # -1 left .. 1 right
    start: int  # content frame within the setup
    frames: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Setup:
    """One shot of a stretch: what the generator is told, for how long, and what is heard with it."""

    shot: Shot
    frames: int
    beat: int  # number of the first beat in the stretch
    said: tuple[Said, ...] = ()
    cues: tuple[Cue, ...] = ()
    left_out: int = 0  # words that the house does not want in a prompt

    def quieted(self) -> Setup:
        """The same picture going on when the words are skipped: nobody speaks, nothing begins anew."""
        cast = tuple(figure.model_copy(update={"speaking": False, "loudness": ()}) for figure in self.shot.cast)
        shot = self.shot.model_copy(update={"cast": cast, "transition": Transition.CONTINUE})
        return replace(self, shot=shot, said=(), cues=())
