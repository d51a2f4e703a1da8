"""Where each frame of each take lies, and which of them are still needed. Frames come from rings and from the shelf."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generators.base import Shot, Transition
from runtime.studio.orders import Roll
from runtime.studio.ring import Ring, Slot
from runtime.studio.shelf import Entry, Shelf

HARD = (Transition.CUT, Transition.CONTINUE)  # nothing of the outgoing take is seen any more


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture."""

    take: int
    index: int
    pixels: NDArray[np.uint8]  # uint8 (height, width, rgb), read-only view, valid until the next tick


class Place(NamedTuple):
    """Where a frame lies: a slot of a ring, or (`ring` None) a frame of the take's shelf entry."""

    ring: Ring | None
    position: int


@dataclass
class Take:
    """One running of a shot."""

    roll: Roll
    entry: Entry | None = None  # the shelf entry that it began with
    places: dict[int, Place] = field(default_factory=dict)  # frame index -> where
    available: int = 0  # highest index + 1
    served: int = -1  # the last index handed out

    @property
    def shot(self) -> Shot:
        return self.roll.shot

    @property
    def complete(self) -> bool:
        """All its frames, and its tail, have been made."""
        return self.roll.end is not None and self.available >= self.roll.end

    def put(self, index: int, place: Place) -> None:
        self.places[index] = place
        self.available = max(self.available, index + 1)

    def ahead(self) -> int:
        """Frames that wait to be shown; the tail does not count."""
        last = self.available if self.roll.frames is None else min(self.available, self.roll.frames)
        return max(0, last - self.served - 1)


class Takes:
    """All takes that still have frames, or will have."""

    def __init__(self) -> None:
        self.second = 24  # content frames of one second: so long an outgoing take is kept for a transition
        self._takes: dict[int, Take] = {}
        self.reading = 0  # the newest take that was read, or is due; 0: none yet
        self.released_unseen = 0

    def add(self, take: Take) -> None:
        self._takes[take.roll.take] = take

    def get(self, number: int) -> Take | None:
        return self._takes.get(number)

    def gather(self, slots: list[Slot], ring: Ring) -> None:
        """Note newly published frames; what nobody waits for, or has already, goes straight back."""
        for slot in slots:
            take = self._takes.get(slot.take)
            if take is None or slot.index in take.places or slot.index < take.served:
                ring.advance(slot.position)
                self.released_unseen += 1
            else:
                take.put(slot.index, Place(ring, slot.position))

    def gather_entries(self, shelf: Shelf) -> None:
        """Note frames that shelf entries in hand have gained."""
        for take in self._takes.values():
            if take.entry is not None and take.entry.making:
                self.stock(take, shelf.filled(take.entry))

    def stock(self, take: Take, filled: int) -> None:
        """Note the first `filled` frames of the take's shelf entry."""
        for index in range(filled):
            if index not in take.places and index >= take.served:
                take.put(index, Place(None, index))

    def find(self, number: int, asked: int) -> tuple[Take, int] | None:
        """The take and the newest index <= `asked` that it has."""
        take = self._takes.get(number)
        if take is None or not take.places:
            return None
        if asked in take.places:
            return take, asked
        earlier = [index for index in take.places if index <= asked]
        return (take, max(earlier)) if earlier else None

    def read(self, take: Take, index: int) -> None:
        """Note that a frame is handed out."""
        take.served = max(take.served, index)
        self.reading = max(self.reading, take.roll.take)

    def pass_to(self, number: int) -> None:
        """A take is due of which there is nothing yet: what is left of older ones would keep the ring full for ever."""
        if number in self._takes:
            self.reading = max(self.reading, number)

    def outnumber(self, newest: int) -> None:
        """A cut to `newest`: older takes that are not on the screen will never be."""
        for number in [number for number in self._takes if number < newest and number != self.reading]:
            self._forget(number)

    def release(self) -> None:
        """Give back every frame that has been passed."""
        outgoing = max((number for number in self._takes if number < self.reading), default=0)
        for number in sorted(self._takes):
            take = self._takes[number]
            if number < self.reading and not (number == outgoing and self._is_needed()):
                self._forget(number)
            elif take.served >= 0:
                self._drop(take, lambda index, served=take.served: index < served)  # type: ignore[misc]

    def lose(self, ring: Ring) -> None:
        """Forget the frames of a ring that will not be read again."""
        for take in self._takes.values():
            for index in [index for index, place in take.places.items() if place.ring is ring]:
                del take.places[index]

    def strike(self, number: int, since: int) -> None:
        """Frames of a take from `since` on are no good: those that were not shown yet never will be."""
        take = self._takes.get(number)
        if take is None:
            return
        for index in [index for index in take.places if index >= max(since, take.served + 1)]:
            place = take.places.pop(index)
            if place.ring is not None:
                place.ring.advance(place.position)
        take.available = min(take.available, max(since, take.served + 1))

    def uses(self, ring: Ring) -> bool:
        return any(place.ring is ring for take in self._takes.values() for place in take.places.values())

    def entries(self) -> list[Entry]:
        """Shelf entries that are being read."""
        return [take.entry for take in self._takes.values() if take.entry is not None]

    def ahead(self) -> int:
        """Frames that wait to be shown, over the take being read and all later ones."""
        return sum(take.ahead() for number, take in self._takes.items() if number >= self.reading)

    def all_complete(self) -> bool:
        """Whether every take that is still to be seen has been made."""
        return all(take.complete for number, take in self._takes.items() if number >= self.reading)

    def run_short(self) -> bool:
        """Whether the viewer will have seen all there is within half a second, and more was ordered."""
        return self.ahead() < self.second // 2 and not self.all_complete()

    def _is_needed(self) -> bool:
        """Whether the take on the screen may still show the outgoing one."""
        now = self._takes.get(self.reading)
        return now is not None and now.shot.transition not in HARD and now.served < self.second

    def _forget(self, number: int) -> None:
        take = self._takes.pop(number)
        self._drop(take, lambda _: True)

    def _drop(self, take: Take, passed: Callable[[int], bool]) -> None:
        for index in [index for index in take.places if passed(index)]:
            place = take.places.pop(index)
            if place.ring is not None:
                place.ring.advance(place.position)
            if index > take.served:
                self.released_unseen += 1
        if take.entry is not None and not take.entry.making and not any(p.ring is None for p in take.places.values()):
            take.entry = None
