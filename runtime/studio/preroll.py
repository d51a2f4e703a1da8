"""What should lie on the shelf, and who makes it when: not before the running worker is well ahead, if it can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from generators.base import Shot
from runtime.studio.crew import Crew
from runtime.studio.handle import Handle
from runtime.studio.orders import Forget, Preroll
from runtime.studio.ring import Ring
from runtime.studio.shelf import Entry, Key, Shelf
from runtime.studio.takes import Takes

LOW_WATER_CHUNKS = 2  # the running worker is this far ahead of the viewer before anything is pre-rolled


@dataclass
class Prerolls:
    """The wishes of the show, and their keys in the context that runs."""

    crew: Crew
    takes: Takes
    shelf: Shelf | None = None
    budget_mb: float | None = None  # of each worker's snapshots; None: what its device has room for
    context: int = 0  # the take that a continue or morph would continue
    _wishes: tuple[Shot, ...] = ()
    _keys: dict[Key, Shot] = field(default_factory=dict)  # most likely first

    def wish(self, shots: Sequence[Shot]) -> None:
        """The same wishes as before cost next to nothing."""
        wishes = tuple(shots)
        if wishes != self._wishes:
            self._wishes = wishes
            self._keys = {self.key(shot): shot for shot in wishes}

    def follow(self, take: int) -> None:
        """The context is now that of `take`."""
        self.context = take
        self._keys = {self.key(shot): shot for shot in self._wishes}

    def key(self, shot: Shot) -> Key:
        """A shot that keeps the context is another one in every context."""
        return shot.digest(), str(self.context) if shot.transition.keeps_context else ""

    @property
    def keep_context(self) -> bool:
        """Whether a wish continues the running context: then the worker must not run far ahead."""
        return any(shot.transition.keeps_context for shot in self._wishes)

    def stock(self, usual_ms: float = 0.0) -> None:
        """Drop what is no longer wished for, and order the next entry from whoever is free.

        `usual_ms`: what a chunk takes; a worker that is slower than the show will never be ahead: nothing waits for it.
        """
        if self.shelf is None:
            return
        self.shelf.keep(self._keys.keys(), self.takes.entries(), self._has_passed)
        running, spare = self.crew.running, self.crew.spare
        for maker in filter(None, (running, spare)):
            self._economise(self.shelf, maker)
        self._forget(self.shelf)
        if running is None or running.ring is None or running.gone:
            return
        lasts_ms = 1000 * running.ring.format.chunk_frames / running.ring.format.fps
        if usual_ms <= lasts_ms and not self._well_ahead(running.ring):
            return
        if spare is not None and spare.ready and (spare.level == running.level or spare.proved):
            self._order(self.shelf, spare, steer=False)
        if running.snapshots and self._base()[1] > 0:
            self._order(self.shelf, running, steer=True)

    def _order(self, shelf: Shelf, maker: Handle, *, steer: bool) -> None:
        """The first wish of a kind that is due; one at a time for each maker."""
        if shelf.making(maker):
            return
        wishes = (
            (key, shot)
            for key, shot in self._keys.items()
            if shot.transition.keeps_context == steer and self._is_due(shelf, maker, key)
        )
        key, shot = next(wishes, (None, None))
        if key is None or shot is None or not self._has_room(shelf, maker, key):
            return
        entry = shelf.claim(key, shot, maker, self._base() if steer else None)
        if entry is not None:
            maker.send(Preroll(entry.ticket, entry.place, shot, steer=steer))

    def _is_due(self, shelf: Shelf, maker: Handle, key: Key) -> bool:
        """Whether nothing lies there, or only what the viewer will have passed before it could be made again."""
        lying = shelf.all(key)
        base = lying[0].base if len(lying) == 1 else None
        take = self.takes.get(base[0]) if base is not None else None
        if not lying or base is None or take is None or maker.ring is None:
            return not lying
        return take.served >= base[1] - maker.ring.format.chunk_frames and take.available > base[1]

    def _has_room(self, shelf: Shelf, maker: Handle, key: Key) -> bool:
        """Whether one more entry fits into the shelf and the memory; what is less likely than `key` goes for it."""
        heavy = self._held_mb(shelf, maker) + maker.snapshot_mb > self._allowed_mb(maker)
        if not heavy and not shelf.full:
            return True
        if shelf.get(key) is not None:
            return False  # a newer one is a luxury, for which nothing goes
        rank = {known: number for number, known in enumerate(self._keys)}
        for entry in self._least_likely(shelf, maker if heavy else None):
            if rank.get(entry.key, len(rank)) > rank[key]:
                shelf.give_back(entry)
                self._forget(shelf)
                break
        return False  # the next tick looks again

    def _economise(self, shelf: Shelf, maker: Handle) -> None:
        """Drop the least likely entries until a worker's snapshots are within the budget."""
        for entry in self._least_likely(shelf, maker):
            if self._held_mb(shelf, maker) <= self._allowed_mb(maker):
                break
            shelf.give_back(entry)

    def _least_likely(self, shelf: Shelf, maker: Handle | None) -> list[Entry]:
        """Finished entries, the least likely first."""
        rank = {known: number for number, known in enumerate(self._keys)}
        return sorted(shelf.finished(maker), key=lambda entry: -rank.get(entry.key, len(rank)))

    def _held_mb(self, shelf: Shelf, maker: Handle) -> float:
        return sum(entry.mb for entry in shelf.finished(maker))

    def _allowed_mb(self, maker: Handle) -> float:
        return maker.room_mb if self.budget_mb is None else self.budget_mb

    def _forget(self, shelf: Shelf) -> None:
        """Tell makers whose snapshots are not wanted any more."""
        while shelf.removed:
            entry = shelf.removed.pop()
            if isinstance(entry.maker, Handle) and entry.maker.snapshots:
                entry.maker.send(Forget(entry.ticket))

    def _base(self) -> tuple[int, int]:
        """The take and frame from whose context a continue or morph is made now."""
        take = self.takes.get(self.context)
        return self.context, take.available if take is not None else 0

    def _has_passed(self, entry: Entry) -> bool:
        """Whether the viewer is past the moment that an entry continues."""
        if entry.base is None or entry.making:
            return False
        take = self.takes.get(entry.base[0])
        return take is None or take.served >= entry.base[1]

    def _well_ahead(self, ring: Ring) -> bool:
        """Whether the running worker has frames in hand above the low-water mark, or has made all it was asked for."""
        chunk = ring.format.chunk_frames
        mark = min(LOW_WATER_CHUNKS * chunk, ring.granted - chunk)
        return self.takes.ahead() >= mark or self.takes.all_complete()
