"""Keeps a show while it is watched: the save that keeps itself, the viewer's slots, and a still of each choice point.

What takes time is done by the desk's thread; the loop only copies a picture now and then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from runtime.course import Course, advanced, fast_forward, stretch_of
from runtime.overlay import Slot, keys_of
from runtime.saves import LEFT, NAMED, SLOTS, Card, Kept
from runtime.saves.card import ALBUM_STILLS, THUMB_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pygame

    from runtime.commands import TimeLimits
    from runtime.saves import Album, Journal, Save, Saves, Ticket
    from runtime.show import Show


@dataclass(frozen=True)
class Stills:
    """An album with stills that are still to be made."""

    album: Album
    fresh: tuple[tuple[str, Callable[[], bytes]], ...]

    def to_bytes(self) -> bytes:
        return self.album.with_stills({key: still() for key, still in self.fresh}).to_bytes()


class Keeping:
    """Seen by the loop as a place with slots. `by_itself`: nobody plays; its journal takes no viewer's place."""

    def __init__(self, saves: Saves, story: str, *, by_itself: bool = False, played_s: float = 0.0) -> None:
        """`story`: its digest; `played_s`: seconds that were performed in earlier sittings."""
        self._saves, self._story, self._by_itself = saves, story, by_itself
        self._before_s = played_s
        self._show: Show | None = None
        self._picture: Callable[[], pygame.Surface | None] = lambda: None
        self._still: Callable[[], bytes] = bytes  # of the last choice point
        self._looked: Journal | None = None  # the journal whose choice point was looked at: it grows with each step
        self._seen = ""  # key of the choice point that the still shows
        self._cards: dict[str, Kept] = {}
        self._tickets: dict[str, Ticket] = {}
        self._album: Album | None = None
        self._fresh: dict[str, Callable[[], bytes]] = {}

    def follow(self, show: Show) -> None:
        """The show whose cards these are."""
        self._show = show

    def attend(self, picture: Callable[[], pygame.Surface | None]) -> None:
        """The show is seen in a window: what was kept of it is read; `picture` gives what is on, without words."""
        self._picture = picture
        self._album = self._saves.album(self._story)
        for slot in NAMED:
            save = self._saves.newest(self._story, slot)
            if save is not None:
                self._cards[slot] = _kept(save)

    def keep(self, journal: Journal) -> object:
        """What the show calls after each command."""
        return self._saves.submit(Kept(journal, self._card(), self._still), by_itself=self._by_itself)

    def watch(self) -> None:
        """Called in each pass of the loop: a choice point that opens is photographed once."""
        from runtime.player.still import THUMB, Still

        show, picture = self._show, self._picture()
        if show is None or picture is None or show.journal is self._looked or not show.choosing or show.behind:
            return
        self._looked = show.journal
        *_, key = keys_of(show.course, show.journal)
        if key == self._seen:
            return
        self._seen, self._still = key, Still(picture)
        if self._album is not None:
            self._fresh = dict(list(self._fresh.items())[1 - ALBUM_STILLS :])
            self._fresh[key] = Still(picture, THUMB, THUMB_BYTES)
            self._saves.add_stills(Stills(self._album, tuple(self._fresh.items())), self._story)

    # --- what the loop asks

    def slots(self) -> tuple[Slot, ...]:
        """Every slot, whatever is in it; the show that was left only where there is one."""
        return tuple(self._slot(name) for name in (*SLOTS, *((LEFT,) if LEFT in self._cards else ())))

    def stills(self) -> Mapping[str, bytes]:
        """JPEGs of choice points, by the key of the way there."""
        kept = self._album.stills if self._album else {}
        return {**kept, **{key: still() for key, still in self._fresh.items()}}

    def save(self, slot: str) -> None:
        """Put the show as it is now into a slot."""
        from runtime.player.still import Still

        show, picture = self._show, self._picture()
        if show is not None and slot in NAMED:
            still = Still(picture) if picture else self._still
            self._cards[slot] = Kept(show.journal, self._card(), still)
            self._tickets[slot] = self._saves.submit(self._cards[slot], slot=slot)

    def open(self, slot: str) -> None:
        """Go on with what a slot holds; the show that is left is kept in a slot of its own."""
        show, kept = self._show, self._cards.get(slot)
        if show is None or kept is None:
            return
        if show.begun:
            self.save(LEFT)
        self._before_s = kept.card.played_s - show.played_s
        self._seen = ""
        show.take_up(*stood(show.course, kept.journal))

    def _slot(self, name: str) -> Slot:
        kept = self._cards.get(name)
        if kept is None:
            return Slot(name)
        ticket = self._tickets.get(name)
        writing = ticket is not None and not self._saves.acknowledged(ticket)
        heading = kept.card.heading or kept.journal.begin.title or "?"
        return Slot(name, heading, told(kept.card, writing=writing), kept.still())

    def _card(self) -> Card:
        show = self._show
        if show is None:
            return Card(date=_now(), played_s=max(0.0, self._before_s))
        played_s = max(0.0, self._before_s + show.played_s)
        return Card(heading=show.place[:200], node=show.course.stretch.node[:200], played_s=played_s, date=_now())


def stood(course: Course, journal: Journal) -> tuple[Course, Journal, TimeLimits]:
    """Where a journal of the same story stood, on a course of that story; with it, the time limits it had."""
    begin = journal.begin
    first = Course.begin(course.story, begin.seed, begin.viewer, course.teller)
    walked, limits = fast_forward(first, journal.commands, begin.time_limits)
    return advanced(walked, stretch_of(journal.commands)), journal, limits


def told(card: Card, *, writing: bool = False) -> str:
    """How far a save is, and when it was written: "12 min   2026-11-26 04:18"."""
    minutes = f"{max(1, round(card.played_s / 60))} min"
    return minutes + ("   …" if writing else f"   {card.date.replace('T', ' ')}" if card.date else "")


def _kept(save: Save) -> Kept:
    card = save.card or Card()
    return Kept(save.journal, card, lambda: card.still)


def _now() -> str:
    """For people; empty where the machine's clock says nothing that is a date."""
    try:
        return datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M")
    except (OverflowError, OSError, ValueError):
        return ""
