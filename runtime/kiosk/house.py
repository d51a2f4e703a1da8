"""Everybody that a kiosk's loop works with, and what it begins every visit with."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING, Protocol

from runtime.kiosk.access import eased
from runtime.kiosk.hours import begins_next
from runtime.kiosk.ledger import Ledger
from runtime.kiosk.operator import Command
from runtime.kiosk.pin import Door
from runtime.kiosk.safety import Safety
from runtime.kiosk.statistics import Statistics
from runtime.kiosk.words import date_in, said
from runtime.player.viewstate import CaptionSize, ViewState

if TYPE_CHECKING:
    import pygame

    from runtime.kiosk.config import Config
    from runtime.kiosk.health import Health
    from runtime.kiosk.repertoire import Offer
    from runtime.kiosk.stagehands import Stagehands
    from runtime.player.selfvoice import SelfVoice

MOST_NEWS = 20
SOON_S = 20 * 3600.0  # an opening that is nearer needs no date


class ContentFace(Protocol):
    """Where shows come from."""

    def arrived(self) -> tuple[Offer, ...] | None:
        """What is on offer from now on; None: what was."""

    def problems(self) -> dict[str, str]:
        """By folder, why its newest content is not shown."""

    def storage(self) -> str:
        """What is wrong with the disk; empty: nothing."""


@dataclass
class House:
    """Everybody that the loop works with."""

    config: Config
    hands: Stagehands
    content: ContentFace
    wall: Callable[[], float] = time.time  # seconds since 1970: asked for the schedule, and for nothing else
    notices: Callable[[], Iterable[str]] = tuple  # what has gone wrong elsewhere
    readers: Callable[[str], SelfVoice] | None = None  # who reads screens aloud in a language; None: nobody does
    note: Callable[[str, str], object] = lambda *_: None  # into the logbook
    asked: SimpleQueue[Future[Health]] = field(default_factory=SimpleQueue)
    orders: SimpleQueue[Command] = field(default_factory=SimpleQueue)  # from any thread; who puts has seen the PIN
    glances: SimpleQueue[Future[pygame.Surface]] = field(default_factory=SimpleQueue)
    typed: SimpleQueue[str] = field(default_factory=SimpleQueue)  # what visitors type or say, from any thread
    safety: Safety = field(default_factory=Safety)
    door: Door = field(init=False)  # for the PIN, one for screen and page
    statistics: Statistics = field(init=False)
    troubles: dict[str, str] = field(default_factory=dict)  # part of the house -> what is wrong with it
    _news: deque[str] = field(default_factory=lambda: deque(maxlen=MOST_NEWS))
    _ledger: Ledger | None = None

    def __post_init__(self) -> None:
        self.door = Door(self.config.operator.pin)
        zone, folder = self.config.hours.zone, self.config.statistics
        if folder is None:
            self.statistics = Statistics(zone, self.wall)
        else:
            self._ledger = Ledger(folder, lambda line: self.trouble("statistics", line))
            self.statistics = Statistics(zone, self.wall, self._ledger.keep, self._ledger.read())

    def trouble(self, part: str, line: str) -> None:
        """What is wrong with a part of the house from now on; "": nothing. From any thread."""
        if line and self.troubles.get(part) != line:
            self._news.append(line)
        if line:
            self.troubles[part] = line
        else:
            self.troubles.pop(part, None)

    def news(self) -> Iterator[str]:
        """What has gone wrong and was not told yet."""
        yield from self.notices()
        while self._news:
            yield self._news.popleft()

    def close(self) -> None:
        """The counts of the day go to the disk."""
        if self._ledger is not None:
            self._ledger.close()  # what is being written comes first
            self.statistics.close()
            self._ledger.close()


def default_view(config: Config, fullscreen: bool) -> ViewState:
    """How every visitor finds it."""
    return ViewState(
        captions=config.visit.captions,
        caption_size=CaptionSize(config.visit.caption_size),
        volume=config.sound.volume,
        time_limits=config.visit.time_limits,
        fullscreen=fullscreen,
        guarded=True,
        **eased(config.access),
    )


def night_words(house: House, language: str, *, open_now: bool) -> str:
    """What a black screen says to whoever touches it."""
    if open_now:
        return said("nothing", language)
    wall_s = house.wall()
    opens = begins_next(house.config.hours.hours, wall_s)
    if opens is None:
        return said("closed", language)
    key = "opens" if opens.timestamp() - wall_s < SOON_S else "opens on"
    return said(key, language, time=opens.strftime("%H:%M"), date=date_in(language, opens.date()))
