"""Everything that can be done to a show, as frozen values. A journal holds nothing else, and so a show replays exactly.

Every command that is written down carries the moment of the show at which it took effect, in content frames.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Scalar = bool | int | float | str


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moment(Entry):
    """Content time: the frame of a stretch (what is performed between two stops of the story)."""

    node: str = ""
    visit: int = 0
    beat: int = 0
    frame: int = 0  # content frames since the stretch began
    stretch: int = 0  # stretches performed since Begin: the exact key on replay


class TimeLimits(StrEnum):
    """How a viewer wants choices timed: as written, twice or ten times as long, or not at all."""

    X1 = "x1"
    X2 = "x2"
    X10 = "x10"
    OFF = "off"

    @property
    def factor(self) -> float | None:
        """What windows are multiplied by; None: no limit."""
        return {"x1": 1.0, "x2": 2.0, "x10": 10.0, "off": None}[self.value]


class Begin(Entry):
    """Opens every journal: what must be the same for the show to be the same."""

    kind: Literal["begin"] = "begin"
    story: str  # digest of the story
    title: str = ""
    file: str = ""  # where the story was found: a hint only, its digest decides
    seed: int = 0
    generator: str = "papertheatre"
    generator_version: str = ""
    width: int = 1280
    height: int = 720
    fps: str = "24"  # a fraction: "24" or "24000/1001"
    language: str = "en"
    viewer: dict[str, Scalar] = {}
    time_limits: TimeLimits = TimeLimits.X1


class Choose(Entry):
    """A choice was taken, by a press or by the deadline."""

    kind: Literal["choose"] = "choose"
    choice: str  # id of the choice in its choice point
    by: Literal["viewer", "deadline", "vote", "auto"] = "viewer"
    at: Moment = Moment()


class Skip(Entry):
    """On to the next line."""

    kind: Literal["skip"] = "skip"
    at: Moment = Moment()


class Back(Entry):
    """Back to the last choice point."""

    kind: Literal["back"] = "back"
    at: Moment = Moment()


class Rewind(Entry):
    """Back to any choice point that was left, its choice not yet made."""

    kind: Literal["rewind"] = "rewind"
    to: int  # number of the stretch that led to it
    at: Moment = Moment()


class Restart(Entry):
    """The show from its start, with the same seed."""

    kind: Literal["restart"] = "restart"
    at: Moment = Moment()


class SetTimeLimits(Entry):
    kind: Literal["time limits"] = "time limits"
    limits: TimeLimits
    at: Moment = Moment()


class Lengths(Entry):
    """The speech lengths a stretch was planned with: a replay has the same times on a machine without voices."""

    kind: Literal["lengths"] = "lengths"
    speech_s: dict[str, float]  # line key -> seconds; a line that is missing was timed by reading speed
    at: Moment = Moment()


class Pause(Entry):
    """Hold or go on; never written down, since content time stands still."""

    kind: Literal["pause"] = "pause"
    on: bool


class Describe(Entry):
    """Say what is seen, or no longer; never written down, since the show is the same."""

    kind: Literal["describe"] = "describe"
    on: bool
    waits: bool = False  # in a recording: the show stands still until the voice is there


Command = Annotated[
    Begin | Choose | Skip | Back | Rewind | Restart | SetTimeLimits | Lengths | Pause | Describe,
    Field(discriminator="kind"),
]
COMMAND: TypeAdapter[Command] = TypeAdapter(Command)
