"""The day itself: doors open, visitors come, things go wrong, doors shut. Run as a process of its own on a display.

`python -m tests.soak.day.script FOLDER SPAN_S SEED` holds a day and leaves what happened in FOLDER/account.json.
"""

from __future__ import annotations

import json
import random
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from runtime.kiosk.states import Phase
from runtime.memory import be_frugal, settle
from tests.soak.day.guests import Crowd
from tests.soak.day.hand import Hand, Make
from tests.soak.day.room import SHOWS, Room, Terms, await_shows, fast_room, furnish, screen_modes
from tests.soak.day.troubles import KINDS
from tests.soak.gauges import Gauge, read_gauge

ACCOUNT = "account.json"
GAUGE_S = 60.0  # of show, at least, from one reading of the gauges to the next
MOST_BROKEN = 20
QUIET_S = 240.0  # of show, at both ends of the day, in which nothing is made to go wrong
AN_HOUR = 11.0  # troubles: each takes its time, and the kiosk is judged between them
MODES = "display mode changed"
FIRST = ("generator killed", "bad content: broken story", "good content")  # on however short a day
AGAIN = ("generator killed", "sound device lost", "good content", "bad content: broken story", "folder of shows gone")


@dataclass
class Account:
    """What happened, for whoever judges. Times are real, of the monotonic clock, unless they are said to be of show."""

    began_s: float = 0.0  # the show's clock
    speed: float = 20.0
    open_s: tuple[float, float] = (0.0, 0.0)  # real: the doors
    shut_s: float = 0.0  # real: by then the last visitor was asked out
    ended_s: float = 0.0
    passes: int = 0
    frames: int = 0
    visits: int = 0
    visitors: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    bound_s: float = 0.0  # of show
    returns_s: list[float] = field(default_factory=list)  # of show
    stuck: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    quits: int = 0  # passes after which the loop wanted to end
    stations: list[tuple[float, str]] = field(default_factory=list)  # where it stood, from when on
    rests: list[tuple[float, float]] = field(default_factory=list)  # a pause or a card, by a visitor's wish
    wished: list[tuple[float, float]] = field(default_factory=list)  # black or a test picture, by an operator's
    troubles: list[dict[str, Any]] = field(default_factory=list)
    unmade: int = 0
    bad: int = 0
    bad_shown: list[str] = field(default_factory=list)
    good: int = 0
    live: int = 0
    late: list[str] = field(default_factory=list)
    gauges: list[tuple[float, Gauge]] = field(default_factory=list)  # (of show, reading), nobody being there
    faults: list[str] = field(default_factory=list)  # as health tells them
    longest_pass_s: float = 0.0


class Day:
    """One day in a room."""

    def __init__(
        self, room: Room, troubles: Sequence[tuple[str, Make]], timer: Callable[[], float] = time.monotonic
    ) -> None:
        """`timer`: what the eye's clock is, and `Account.speed` is told by."""
        terms = room.terms
        self.room, self.timer = room, timer
        self.account = Account(speed=terms.speed)
        self._from_s, self._until_s = terms.open_s
        self.crowd = Crowd(room, random.Random(terms.seed), self._until_s)
        self.hand = Hand(room, random.Random(terms.seed + 1))
        quiet_s = min(QUIET_S, terms.span_s / 5)
        self.hand.plan(self._from_s + quiet_s, self._until_s - quiet_s, list(troubles))
        self._gauged_s = 0.0
        self._rested_s: float | None = None

    def run(self) -> Account:
        """From before the doors open until after they have shut."""
        account, clock = self.account, self.room.clock
        account.began_s = self.timer()
        while clock() < self.room.terms.ends_s and len(account.broken) < MOST_BROKEN:
            self.pass_()
        self._rest(self.timer(), resting=False)
        self._close()
        return account

    def pass_(self) -> None:
        room, account = self.room, self.account
        room.turn(room.loop, self.hand.busy)
        now_s, real_s, before = room.clock(), time.monotonic(), room.phase
        self.hand.move(now_s)
        self.crowd.move(now_s)
        try:
            room.loop.step()
        except Exception as problem:  # that is what is looked for
            where = traceback.extract_tb(problem.__traceback__)[-1]
            account.broken.append(f"{type(problem).__name__}: {problem} ({Path(where.filename).name}:{where.lineno})")
        account.passes += 1
        account.quits += room.loop.quit
        room.loop.quit = False
        self.hand.look(now_s, before)
        self.crowd.look(room.loop.now_s)
        overlay = room.loop.overlay
        station = " ".join((room.phase.value, overlay.card.kind if overlay.card else "", room.loop.controls.page))
        if not account.stations or account.stations[-1][1] != station:
            account.stations.append((self.timer(), station))
        rests = room.phase is Phase.VISIT and (overlay.paused or overlay.card is not None)
        self._rest(self.timer(), resting=rests)
        account.longest_pass_s = max(account.longest_pass_s, time.monotonic() - real_s)
        if room.phase is Phase.ATTRACT and now_s >= self._gauged_s:
            self._gauged_s = now_s + GAUGE_S
            account.gauges.append((now_s, read_gauge()))

    def _rest(self, real_s: float, *, resting: bool) -> None:
        if resting and self._rested_s is None:
            self._rested_s = real_s
        elif not resting and self._rested_s is not None:
            self.account.rests.append((self._rested_s, real_s))
            self._rested_s = None

    def _close(self) -> None:
        """Put what everybody has seen into the account."""
        account, crowd, hand, loop = self.account, self.crowd, self.hand, self.room.loop
        account.ended_s = self.timer()
        open_s, shut_s = (account.began_s + at_s / account.speed for at_s in (self._from_s, self._until_s))
        warning_s = loop.house.config.visit.warning_seconds + 5.0
        account.open_s, account.shut_s = (open_s, shut_s), shut_s + warning_s / account.speed
        account.frames, account.visits = loop.pacer.flipped, loop.tally.visits
        account.visitors, account.kinds = crowd.visitors, crowd.kinds
        account.bound_s, account.returns_s, account.stuck = crowd.bound_s, crowd.returns_s, crowd.stuck
        account.wished, account.troubles = hand.wished, [asdict(one) for one in hand.troubles]
        account.unmade, account.bad, account.bad_shown = hand.unmade, len(hand.bad), hand.bad_shown
        account.good, account.live, account.late = len(hand.good), len(hand.live), hand.late
        account.faults = list(loop.tally.faults)


def troubles_for(span_s: float, seed: int) -> list[tuple[str, Make]]:
    """Every kind once, some again; a short day has as many as fit, another choice for each seed."""
    chance, count = random.Random(seed), max(len(FIRST), int(span_s * AN_HOUR / 3600))
    names = [*FIRST, *chance.sample([name for name in KINDS if name not in FIRST], len(KINDS) - len(FIRST)), *AGAIN]
    return [(name, KINDS[name]) for name in chance.sample(names[:count], min(count, len(names)))]


def hold(terms: Terms) -> Account:
    """A day on the display that there is."""
    furnish(terms)
    with fast_room(terms) as room:
        await_shows(room, len(SHOWS))
        settle()  # as `diorama kiosk` does
        one_mode = len(screen_modes()) < 2  # as Xvfb mostly has: nothing can be changed
        kinds = troubles_for(terms.span_s, terms.seed)
        day = Day(room, [one for one in kinds if not (one_mode and one[0] == MODES)])
        getattr(room.clock, "begin", lambda: None)()
        return day.run()


def main(words: Sequence[str]) -> int:
    be_frugal()  # as `diorama kiosk` is
    folder, span_s, seed = Path(words[0]), float(words[1]), int(words[2])
    account = hold(Terms(folder, span_s, seed))
    (folder / ACCOUNT).write_text(json.dumps(asdict(account)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
