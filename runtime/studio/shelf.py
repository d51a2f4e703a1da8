"""The shelf: the first chunks of shots that may be next, readable by the player without asking anyone.

Its one rule: a place belongs to one entry until its maker has said that it is done with it, or is dead.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from generators.base import Format, Shot
from runtime.studio.block import Block
from runtime.studio.ring import PAGE

Key = tuple[str, str]  # (Shot.digest(), context)


class ShelfMemory:
    """The pixels of `places` entries of up to `frames` frames, and how many of each are filled."""

    def __init__(self, block: Block, places: int, frames: int, format_: Format) -> None:
        self.name = block.name
        self.places = places
        self.frames = frames
        self._format = format_
        self._block = block
        self._filled: NDArray[np.int64] = block.bytes[: places * 8].view(np.int64)
        self._stride = -(-format_.frame_bytes // PAGE) * PAGE

    @classmethod
    def create(cls, places: int, frames: int, format_: Format) -> ShelfMemory:
        """The player's end."""
        return cls(Block.create(shelf_bytes(places, frames, format_)), places, frames, format_)

    @classmethod
    def attach(cls, name: str, places: int, frames: int, format_: Format) -> ShelfMemory:
        """A worker's end."""
        return cls(Block.attach(name), places, frames, format_)

    def put(self, place: int, pixels: NDArray[np.uint8]) -> None:
        """Add one frame, uint8 (height, width, rgb); it counts once its pixels are there."""
        count = self.filled(place)
        self._picture(place, count)[:] = pixels
        self._filled[place] = count + 1

    def filled(self, place: int) -> int:
        """Frames that can be read."""
        return int(self._filled[place])

    def clear(self, place: int) -> None:
        """Make a place empty; only while nobody writes to it."""
        self._filled[place] = 0

    def pixels(self, place: int, index: int) -> NDArray[np.uint8]:
        """A read-only view: uint8 (height, width, rgb)."""
        picture = self._picture(place, index)
        picture.setflags(write=False)
        return picture

    def release(self) -> bool:
        """Give the memory back; False while views of it are still held."""
        self._filled = np.empty(0, np.int64)
        return self._block.release()

    def _picture(self, place: int, index: int) -> NDArray[np.uint8]:
        start = PAGE + (place * self.frames + index) * self._stride
        flat = self._block.bytes[start : start + self._format.frame_bytes]
        return flat.reshape(self._format.height, self._format.width, 3)


def shelf_bytes(places: int, frames: int, format_: Format) -> int:
    """Size of a shelf's block."""
    return PAGE + places * frames * -(-format_.frame_bytes // PAGE) * PAGE


@dataclass(eq=False)
class Entry:
    """What lies on one place, or is being made there."""

    key: Key
    shot: Shot
    place: int
    ticket: int
    maker: Hashable  # the worker that makes it, and can go on without a new beginning
    base: tuple[int, int] | None = None  # (take, index) from whose context it was made; None: from none
    making: bool = True
    wanted: bool = True
    mb: float = 0.0  # memory of the snapshot that its maker keeps to go on from it


class Hit(NamedTuple):
    """An entry that was taken from the shelf, and the frames that it had."""

    entry: Entry
    frames: int


@dataclass
class Shelf:
    """The player's list of entries."""

    memory: ShelfMemory
    removed: list[Entry] = field(default_factory=list)  # whose makers may forget them; the caller empties it
    _entries: list[Entry] = field(default_factory=list)
    _last_ticket: int = 0

    def claim(self, key: Key, shot: Shot, maker: Hashable, base: tuple[int, int] | None = None) -> Entry | None:
        """A free place for a new entry; None when all are taken."""
        taken = {entry.place for entry in self._entries}
        free = [place for place in range(self.memory.places) if place not in taken]
        if not free:
            return None
        self.memory.clear(free[0])
        self._last_ticket += 1
        entry = Entry(key, shot, free[0], self._last_ticket, maker, base)
        self._entries.append(entry)
        return entry

    def get(self, key: Key) -> Entry | None:
        """The entry for a shot in a context, finished or not; the oldest, if a newer one is made already."""
        return next(iter(self.all(key)), None)

    def all(self, key: Key) -> list[Entry]:
        """Every entry for a shot in a context, oldest first."""
        return [entry for entry in self._entries if entry.wanted and entry.key == key]

    def take(self, key: Key) -> Hit | None:
        """Take an entry off the list; its place stays reserved until `give_back`."""
        entry = self.get(key)
        if entry is None:
            return None
        entry.wanted, entry.mb = False, 0.0  # whoever performs it goes on from its snapshot
        return Hit(entry, self.filled(entry))

    def filled(self, entry: Entry) -> int:
        return self.memory.filled(entry.place)

    def give_back(self, entry: Entry) -> None:
        """Nobody reads this entry any more; its place is free as soon as nobody writes to it."""
        entry.wanted = False
        if not entry.making and entry in self._entries:
            self._remove(entry)

    def keep(
        self, keys: Collection[Key], reading: Collection[Entry], is_stale: Callable[[Entry], bool] = lambda _: False
    ) -> None:
        """Drop what is neither named nor read, and what is stale."""
        for entry in [entry for entry in self._entries if entry not in reading]:
            if not entry.wanted or entry.key not in keys or is_stale(entry):
                self.give_back(entry)

    def done(self, ticket: int, reading: Collection[Entry], mb: float = 0.0) -> None:
        """The maker has finished with an entry, and keeps `mb` of memory for it."""
        for entry in [entry for entry in self._entries if entry.ticket == ticket]:
            entry.making, entry.mb = False, mb if entry.wanted else 0.0
            if not entry.wanted and entry not in reading:
                self._remove(entry)

    def orphan(self, maker: Hashable, reading: Collection[Entry]) -> None:
        """The maker is gone: what it finished stays, what it had hardly begun goes."""
        for entry in [entry for entry in self._entries if entry.maker is maker]:
            entry.maker = None
            entry.wanted = entry.wanted and self.filled(entry) > 0
            self.done(entry.ticket, reading)

    @property
    def full(self) -> bool:
        return len(self._entries) >= self.memory.places

    @property
    def snapshots_mb(self) -> float:
        """Memory of all snapshots that are kept for entries."""
        return sum((entry.mb for entry in self._entries), 0.0)

    def finished(self, maker: Hashable = None) -> list[Entry]:
        """Entries that lie ready and have not been taken: a worker's, or everybody's."""
        mine = (entry for entry in self._entries if maker is None or entry.maker is maker)
        return [entry for entry in mine if entry.wanted and not entry.making]

    def making(self, maker: Hashable) -> bool:
        """Whether a worker has an entry in hand."""
        return any(entry.making and entry.maker is maker for entry in self._entries)

    def _remove(self, entry: Entry) -> None:
        self._entries.remove(entry)
        self.removed.append(entry)
