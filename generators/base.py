"""The only coupling between `generators` and `runtime`: what a shot is, and what a generator does with it.

Film words only; whatever a model calls its parts stays inside that model's own file.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    import numpy as np

MAX_CHUNK_FRAMES = 64
MAX_RECIPE = 16 * 1024  # characters of a look file


class Value(BaseModel):
    """A frozen value: equal when its fields are equal, and safe to send to another process."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Format(Value):
    """What a generator promises before anything is made."""

    width: Annotated[int, Field(ge=16, le=7680)]  # pixels
    height: Annotated[int, Field(ge=16, le=4320)]  # pixels
    fps: Fraction = Fraction(24)  # content frames per second; playback is paced by this
    chunk_frames: Annotated[int, Field(ge=1, le=MAX_CHUNK_FRAMES)] = 4  # the most frames made at once

    @property
    def frame_bytes(self) -> int:
        """Bytes of one uint8 (height, width, rgb) frame."""
        return self.width * self.height * 3


class TimeOfDay(StrEnum):
    DAWN = "dawn"
    DAY = "day"
    AFTERNOON = "afternoon"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    CLEAR = "clear"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    FOG = "fog"


class Framing(StrEnum):
    WIDE = "wide"
    MEDIUM = "medium"
    CLOSE = "close"
    OVER_THE_SHOULDER = "over the shoulder"


class Angle(StrEnum):
    EYE = "eye"
    LOW = "low"
    HIGH = "high"


class Move(StrEnum):
    STATIC = "static"
    PAN_LEFT = "pan left"
    PAN_RIGHT = "pan right"
    TILT_UP = "tilt up"
    TILT_DOWN = "tilt down"
    PUSH_IN = "push in"
    PULL_OUT = "pull out"
    CRANE = "crane"
    HANDHELD = "handheld"


class Transition(StrEnum):
    """How a shot begins. `continue` and `morph` keep the context; all others begin anew."""

    CUT = "cut"
    DISSOLVE = "dissolve"
    MORPH = "morph"
    CONTINUE = "continue"
    IRIS = "iris"
    CURTAIN = "curtain"
    PAGE = "page"

    @property
    def keeps_context(self) -> bool:
        return self in (Transition.MORPH, Transition.CONTINUE)


class Setting(Value):
    """Where and when."""

    interior: bool = False
    place: str = ""  # the heading's words, lower case: "lighthouse stairs"
    description: str = ""  # the bible's line for the place
    time: TimeOfDay = TimeOfDay.DAY
    weather: Weather = Weather.CLEAR
    mood: str = ""
    props: tuple[str, ...] = ()


class Figure(Value):
    """Somebody in the picture."""

    name: str
    looks: str = ""  # the bible's line: "60, keeper of the light, grey braid, yellow oilskin"
    emotion: str = ""  # from the parenthetical: "whispering"
    action: str = ""  # what they do in this shot, in the writer's words: "climbs with a lantern"
    placement: Annotated[float, Field(ge=-1, le=1)] = 0.0  # -1 left edge of the stage, 1 right edge
    facing: Annotated[int, Field(ge=-1, le=1)] = 0  # -1 left, 0 the viewer, 1 right
    speaking: bool = False
    loudness: tuple[float, ...] = ()  # 0..1 for each content frame of the shot: lip sync


class Camera(Value):
    framing: Framing = Framing.WIDE
    angle: Angle = Angle.EYE
    move: Move = Move.STATIC
    subject: str = ""  # the figure's name that the framing is about; empty: the set


class Look(Value):
    style: str = "paper-cut"
    palette: tuple[str, ...] = ()  # words of colour: "muted teal", "amber"
    lens: str = ""
    grain: Annotated[float, Field(ge=0, le=1)] = 0.3  # 0 none .. 1 heavy
    recipe: Annotated[str, Field(max_length=MAX_RECIPE)] = ""  # a writer's look file, whole; empty: a built-in look


class Shot(Value):
    """One scene description: all that a generator is told."""

    prompt: str = ""  # a full paragraph, anchors of cast and setting repeated
    setting: Setting = Setting()
    cast: tuple[Figure, ...] = ()
    camera: Camera = Camera()
    look: Look = Look()
    transition: Transition = Transition.CUT
    duration_s: Annotated[float, Field(gt=0)] = 4.0  # paces moves only: a generator never ends by itself
    seed: int = 0  # digest of (show seed, node, visit, beat): never of a take or of time

    def digest(self) -> str:
        """A key that is the same in every process: 32 hexadecimal characters of BLAKE2b over the canonical JSON."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=16).hexdigest()


@runtime_checkable
class Generator(Protocol):
    """A live source of frames. Made by an opener, `open_generator(size, settings)`; used from one thread."""

    format: Format

    def begin(self, shot: Shot, at_frame: int = 0) -> None:
        """Cut: forget what was, prepare `shot`; the next chunk starts with its frame `at_frame`."""

    def steer(self, shot: Shot) -> None:
        """Same context, new words, from the next chunk on; frame numbers begin again at 0."""

    def next_chunk(self) -> np.ndarray:
        """The next frames: uint8 (time, height, width, rgb), 0..255, time <= format.chunk_frames. Never ends."""

    def close(self) -> None:
        """Give everything back. Called once."""


@runtime_checkable
class Snapshots(Protocol):
    """Optional, asked with isinstance: pre-rolling several branches from one running context."""

    def snapshot(self) -> Any:
        """The running context; cheap, shares memory. One that is heavy says so: `size_bytes`, all that it refers to."""

    def restore(self, snapshot: Any) -> None:
        """Go on from `snapshot` as if nothing had been made since."""
