"""How a kiosk is, as a value that a page or a program can read. Counts only: nothing here tells of one visitor."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

MOST_COUNTED = 500  # different endings; a folder that is changed daily for years counts the rest as one
MOST_FAULTS = 20
FRESH_S = 600.0  # for so long a fault that was got over counts against the kiosk
STILL_S = 10.0  # without a new picture nobody calls it well


class Health(BaseModel):
    """All of a kiosk at one moment."""

    model_config = ConfigDict(frozen=True)

    state: str
    open: bool
    show: str  # the folder of the show that is on; empty: none
    language: str
    shows: tuple[str, ...]  # on offer
    shown_ago_s: float  # since a frame that was new was flipped
    stands: bool = False  # the picture stands still on purpose: a visitor's pause, an operator's black
    frames: int  # flipped since the start
    faults: tuple[str, ...]  # the newest last
    log: tuple[tuple[float, str], ...] = ()  # the same with their times, seconds since 1970
    failed: int = 0  # faults since the start
    fresh: bool = False  # the newest fault is of the last ten minutes
    storage: str  # empty: what was written can be read again
    content: Mapping[str, str]  # folder -> why its newest content is not shown
    troubles: Mapping[str, str] = {}  # part of the house -> what is wrong with it
    visits: int
    idle_ends: int  # visits that nobody ended
    endings: Mapping[str, int]  # "show: ending" -> how often it was reached
    languages: Mapping[str, int]  # language -> visits
    up_s: float = 0.0  # since the start
    open_s: float = 0.0  # of these, open
    available_s: float = 0.0  # of these, with a picture that was new within the last 2 s
    missed: int = 0  # frames whose time went by without them
    flashes: int = 0  # pictures in which the flash guard held something back
    safety: Mapping[str, int] = {}  # how often words or pictures were looked at, or not let through
    beat: tuple[int, ...] = ()  # frames by how long the one before stood: one count a bound of `pulse`, and one above
    beat_s: float = 0.0  # these intervals, all together

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong now, a sentence each; empty: it is well."""
        said = (
            *(("there is no show to be seen",) if self.open and not self.shows else ()),
            *((f"no new picture for {self.shown_ago_s:.0f} s",) if self._is_still else ()),
            *((self.storage,) if self.storage else ()),
            *self.troubles.values(),
            *(f"{name}: {why}" if name else why for name, why in self.content.items()),
            *(self.faults[-1:] if self.fresh else ()),
        )
        return tuple(dict.fromkeys(said))

    @property
    def well(self) -> bool:
        return not self.problems

    @property
    def _is_still(self) -> bool:
        return self.open and not self.stands and bool(self.shows) and self.shown_ago_s > STILL_S


@dataclass
class Tally:
    """Counts since the start. `wall`: seconds since 1970; `clock`: seconds that never fall."""

    visits: int = 0
    idle_ends: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    log: list[tuple[float, str]] = field(default_factory=list)
    failures: int = 0
    wall: Callable[[], float] = time.time
    clock: Callable[[], float] = time.monotonic
    _failed_s: float | None = None

    def began(self, language: str) -> None:
        self.visits += 1
        self.languages[language] += 1

    def reached(self, show: str, ending: str) -> int:
        """An ending was seen; for the visitor it is the first."""
        key = f"{show}: {ending}"
        known = key in self.endings or len(self.endings) < MOST_COUNTED
        self.endings[key if known else "others"] += 1
        return 1

    def failed(self, what: str) -> None:
        """Something went wrong that was got over; the same again is not told twice in a row."""
        if not what:
            return
        self.failures += 1
        self._failed_s = self.clock()
        if self.faults[-1:] != [what]:
            self.log = [*self.log, (self.wall(), what)][-MOST_FAULTS:]

    @property
    def faults(self) -> list[str]:
        """The newest last."""
        return [what for _, what in self.log]

    @property
    def fresh(self) -> bool:
        return self._failed_s is not None and self.clock() - self._failed_s < FRESH_S
