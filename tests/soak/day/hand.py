"""A hand that makes trouble in a kiosk's day: one thing at a time, put right, and watched until all is well."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from runtime.kiosk.states import Phase
from runtime.studio import Studio
from tests.soak.day.room import Room, screen_modes

GIVEN_UP_S = 30.0  # real, for a kiosk to be well again
RESET_S = 3.0  # of show: news that comes while the kiosk forgets a visitor is for the next time


@dataclass
class Trouble:
    """One thing that goes wrong, as it went. Times are real, of the monotonic clock."""

    kind: str
    began_s: float = 0.0
    mended_s: float = 0.0  # when what the kiosk cannot mend was put right; else as it began
    well_s: float = 0.0  # when the kiosk said that it was well; 0: it never did
    seen: bool = True  # it is judged by the picture; else by what the kiosk says
    wrong: str = ""  # what should not have been so


Course = Iterator[float]  # yields seconds of show until it wants to be asked again
Make = Callable[["Hand", Trouble], Course]


@dataclass
class Hand:
    """Makes trouble. `chance` decides what it does not say."""

    room: Room
    chance: random.Random
    troubles: list[Trouble] = field(default_factory=list)
    bad: dict[str, str] = field(default_factory=dict)  # digest of a bad folder -> what was wrong with it
    good: dict[str, float] = field(default_factory=dict)  # digest of a good one -> when it lay there, whole
    bad_shown: list[str] = field(default_factory=list)
    live: dict[str, float] = field(default_factory=dict)  # good digest -> when it was on offer
    late: list[str] = field(default_factory=list)  # good ones that missed an attract
    wished: list[tuple[float, float]] = field(default_factory=list)  # real times of a black or still picture
    modes: list[str] = field(default_factory=screen_modes)  # of the display, the one that is on first
    _running: tuple[Trouble, Course] | None = None  # one at a time, so that each can be judged
    _due_s: float = 0.0
    _plan: deque[tuple[float, str, Make]] = field(default_factory=deque)
    _news_s: float | None = None  # of show, since when good news lay ready

    def plan(self, from_s: float, until_s: float, kinds: list[tuple[str, Make]]) -> None:
        """One after another, evenly over the time of show."""
        step_s = (until_s - from_s) / max(1, len(kinds))
        self._plan.extend((from_s + step_s * n, name, make) for n, (name, make) in enumerate(kinds))

    def move(self, now_s: float) -> None:
        """Before a pass of the loop."""
        if self._running is None and self._plan and now_s >= self._plan[0][0]:
            _, name, make = self._plan.popleft()
            trouble = Trouble(name, time.monotonic())
            self.troubles.append(trouble)
            self._running, self._due_s = (trouble, make(self, trouble)), now_s
        if self._running is None or now_s < self._due_s:
            return
        trouble, course = self._running
        try:
            self._due_s = now_s + next(course)
        except StopIteration:
            self._running = None
            trouble.well_s = trouble.well_s or time.monotonic()

    @property
    def busy(self) -> bool:
        """Something is wrong at the moment."""
        return self._running is not None

    @property
    def unmade(self) -> int:
        """Troubles for which the day was too short."""
        return len(self._plan)

    def look(self, now_s: float, before: Phase) -> None:
        """After a pass: what is on offer, and whether good news was left lying."""
        offered = {one.digest for one in self.room.loop.offers}
        self.bad_shown += [self.bad[digest] for digest in offered & self.bad.keys()]
        for digest in offered & self.good.keys() - self.live.keys():
            self.live[digest] = time.monotonic()
        if self.room.content._news is None:
            self._news_s = None
        elif self._news_s is None:
            self._news_s = now_s
        attracts_again = self.room.phase is Phase.ATTRACT and before is not Phase.ATTRACT
        if attracts_again and self._news_s is not None and now_s - self._news_s > RESET_S:
            self.late.append(f"at {now_s:.0f} s")

    # --- what the courses use

    @property
    def studio(self) -> Studio:
        studio = self.room.loop.house.hands.studio
        assert isinstance(studio, Studio)
        return studio

    def await_(self, trouble: Trouble, is_well: Callable[[], bool], from_s: float | None = None) -> Course:
        """Until it is well again, or given up."""
        trouble.mended_s = time.monotonic() if from_s is None else from_s
        while not is_well():
            if time.monotonic() - trouble.mended_s > GIVEN_UP_S:
                trouble.wrong = trouble.wrong or "it never was well again"
                return
            yield 0.2
        trouble.well_s = time.monotonic()
