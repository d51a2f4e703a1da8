"""How a kiosk is, as a value that a page or a program can read. Counts only: nothing here tells of one visitor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

MOST_COUNTED = 500  # different endings; a folder that is changed daily for years counts the rest as one
MOST_FAULTS = 20


class Health(BaseModel):
    """All of a kiosk at one moment."""

    model_config = ConfigDict(frozen=True)

    state: str
    open: bool
    show: str  # the folder of the show that is on; empty: none
    language: str
    shows: tuple[str, ...]  # on offer
    shown_ago_s: float  # since a frame that was new was flipped
    frames: int  # flipped since the start
    faults: tuple[str, ...]  # the newest last
    storage: str  # empty: what was written can be read again
    content: Mapping[str, str]  # folder -> why its newest content is not shown
    visits: int
    idle_ends: int  # visits that nobody ended
    endings: Mapping[str, int]  # "show: ending" -> how often it was reached
    languages: Mapping[str, int]  # language -> visits

    @property
    def well(self) -> bool:
        return not (self.faults or self.storage or self.content)


@dataclass
class Tally:
    """Counts since the start."""

    visits: int = 0
    idle_ends: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

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
        if what and self.faults[-1:] != [what]:
            self.faults = [*self.faults, what][-MOST_FAULTS:]
