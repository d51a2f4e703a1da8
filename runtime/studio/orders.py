"""What the studio and its workers say to each other: orders down a pipe, reports up another; frames take neither."""

from __future__ import annotations

from dataclasses import dataclass

from generators.base import Format, Shot
from runtime.studio.ring import RingPlan


@dataclass(frozen=True)
class Attach:
    """The first order: where frames go."""

    ring: RingPlan
    shelf: str  # name of the shelf's block
    shelf_places: int
    shelf_frames: int  # for each place


@dataclass(frozen=True)
class Roll:
    """Make a take."""

    take: int
    shot: Shot
    frames: int | None  # None: until something newer rolls
    tail: int = 0  # frames beyond `frames`, for a dissolve
    at_frame: int = 0  # the first frame that is missing
    cut: bool = True  # at once; otherwise behind the takes ordered before
    steer: bool = False  # keep the context of the take before
    ticket: int = 0  # go on where this preroll ended; 0: none
    moves: bool = False  # this generator is known to move: a picture that stands still is a fault

    @property
    def end(self) -> int | None:
        """The first frame that is not made any more."""
        return None if self.frames is None else self.frames + self.tail


@dataclass(frozen=True)
class Preroll:
    """Make the first chunks of a shot into a place on the shelf, as many as fit."""

    ticket: int
    place: int
    shot: Shot
    steer: bool = False  # from a snapshot of the running context, which goes on afterwards


@dataclass(frozen=True)
class Forget:
    """Keep no snapshot for this preroll any more."""

    ticket: int


@dataclass(frozen=True)
class Stop:
    """Make nothing; be the spare."""


@dataclass(frozen=True)
class Close:
    """Give everything back and end."""


Order = Attach | Roll | Preroll | Forget | Stop | Close


@dataclass(frozen=True)
class Ready:
    """The generator is open."""

    format: Format
    snapshots: bool
    room_mb: float = 0.0  # memory that snapshots may take, as far as the device can say


@dataclass(frozen=True)
class Notice:
    """What the generator has to say to the person who watches: a warning of its log."""

    text: str


@dataclass(frozen=True)
class Made:
    """A chunk."""

    frames: int  # generated, into the ring
    dropped: int  # outnumbered while they were made
    ms: float
    made: int = 0  # generated frames of the chunk, wherever they went
    between: int = 0  # interpolated, into the ring: never counted as generated
    first_ms: float = 0.0  # the first chunk after a beginning: from that beginning to its end; else 0
    steered: bool = False  # that beginning was new words in a running context
    device_mb: float = 0.0  # memory that the generator holds on a graphics card
    worked_ms: float = 0.0  # of processor time that the chunk took
    moves: bool = False  # this generator makes pictures that move


@dataclass(frozen=True)
class Shelved:
    """A preroll is over: `frames` of it lie on the shelf."""

    ticket: int
    frames: int
    mb: float = 0.0  # memory of the snapshot from which it can be gone on


@dataclass(frozen=True)
class Fault:
    """The generator has failed, and this worker ends."""

    text: str
    opening: bool = False
    take: int = 0  # whose frames are no good
    since: int | None = None  # from this one on; None: all that were published are good


Report = Ready | Notice | Made | Shelved | Fault
