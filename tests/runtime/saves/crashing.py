"""Power cuts without end: every kind of file is written, stopped at some call, read again and gone on with.

A walk: some records are written on a simulated disk, where calls fail and writes come short; the power goes at one
operation; every state that the disk may be in then is read; one of them is what the next player finds.
"""

from __future__ import annotations

import errno
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Any

from runtime import disk as disk_module
from runtime.commands import Begin, Choose, Moment
from runtime.disk import replace_whole
from runtime.errors import SaveError
from runtime.saves import Album, Card, Journal, Kept, Save, generations
from runtime.saves.generations import Generations, read_newest
from runtime.saves.journal import Endings
from runtime.saves.sealed import MAX_BYTES
from tests.runtime.saves.simulated_disk import FOLDER, SimulatedDisk, Stopped

TROUBLES = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EMFILE, errno.EINTR)
MOST_OF_A_CRASH = 2_000  # states of one power cut that are read
CRASHES = 12  # one after another, before a new disk
BEGIN = Begin(story="3f9a", title="The Last Light")

Names = dict[str, bytes]
Judge = Callable[[str, int, int, int], None]


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, the bytes of its record number n, and the number of the record in bytes."""

    name: str
    made: Callable[[int], bytes]
    number: Callable[[bytes], int]
    whole: bool = False  # one file, replaced; else a row of generations


@lru_cache(maxsize=512)
def _journal(number: int) -> bytes:
    choices = (Choose(choice=f"c{n}", at=Moment(stretch=n)) for n in range(number % 8))
    card = Card(heading="STAIRS", played_s=float(number))
    return Kept(Journal(begin=BEGIN).extended(*choices), card, lambda: b"\xff\xd8 still").to_bytes()


def _journal_number(data: bytes) -> int:
    save = Save.from_bytes(data)
    assert save.card is not None
    assert len(save.commands) == save.card.played_s % 8
    return int(save.card.played_s)


@lru_cache(maxsize=512)
def _endings(number: int) -> bytes:
    return Endings(story="3f9a", found=(str(number),)).to_bytes()


@lru_cache(maxsize=512)
def _album(number: int) -> bytes:
    return Album(story="3f9a").with_stills({str(number): b"\xff\xd8 still"}).to_bytes()


def _settings_number(data: bytes) -> int:
    head, number, tail = data.decode().split()
    assert (head, tail) == ("volume", "whole")
    return int(number)


KINDS = (
    Kind("journal", _journal, _journal_number),
    Kind("endings", _endings, lambda data: int(Endings.from_bytes(data).found[0])),
    Kind("album", _album, lambda data: int(next(iter(Album.from_bytes(data).stills)))),
    Kind("settings", lambda number: f"volume {number} whole".encode(), _settings_number, whole=True),
)


@dataclass
class Walk:
    """A file's life through many power cuts."""

    kind: Kind
    chance: random.Random
    names: Names = field(default_factory=dict)
    newest: int = -1  # the record that is there
    seen: dict[bytes, int] = field(default_factory=dict)  # bytes -> number: the same bytes are understood once

    def crash(self) -> Iterator[tuple[int, int, int]]:
        """Write on, stop, and read all states: (acknowledged, found, tried) of each."""
        disk = SimulatedDisk(dict(self.names))
        disk.short_writes = self.chance.random() < 0.3
        disk.stop_at = self.chance.randrange(30)
        if self.chance.random() < 0.4:
            disk.fails = {self.chance.randrange(24): self.chance.choice(TROUBLES) for _ in range(2)}
        if self.chance.random() < 0.15:
            disk.fails_from = (self.chance.randrange(24), self.chance.choice(TROUBLES))
        certain, tried = self._write(disk, self.newest + 1 + self.chance.randint(1, 4))
        found = self.newest
        for count, state in enumerate(islice(disk.after_crash(), MOST_OF_A_CRASH)):
            number = self._read(state)
            yield certain, number, tried
            if self.chance.randrange(count + 1) == 0:
                self.names, found = state, number
        self.newest = max(found, -1)

    def _write(self, disk: SimulatedDisk, end: int) -> tuple[int, int]:
        """Records up to `end`, or until the power goes: the newest acknowledged, and the newest that was tried."""
        path, certain, tried = FOLDER / self.kind.name, self.newest, self.newest
        row = Generations(path)
        with _under(disk), suppress(Stopped):
            for number in range(self.newest + 1, end):
                tried, data = number, self.kind.made(number)
                with suppress(OSError):
                    replace_whole(path, data) if self.kind.whole else row.write(data)
                    certain = number
        return certain, tried

    def _read(self, state: Names) -> int:
        """The number of the newest record; -1 where there is no file. Anything else that is unreadable raises."""
        if self.kind.whole:
            data = state.get(self.kind.name)
            return -1 if data is None else self._understood(data)
        with _under(SimulatedDisk(state)):
            try:
                return read_newest(FOLDER / self.kind.name, self._understood, MAX_BYTES)
            except SaveError as error:
                if "no such file" not in str(error):
                    raise
                return -1

    def _understood(self, data: bytes) -> int:
        if data not in self.seen:
            self.seen[data] = self.kind.number(data)
        return self.seen[data]


def crash_often(seed: int, states: int, judge: Judge) -> int:
    """Tell `judge` kind, acknowledged, found and tried record of at least `states` states; how many there were."""
    chance, count = random.Random(seed), 0
    while count < states:
        for kind in KINDS:
            walk = Walk(kind, chance)
            for _ in range(CRASHES):
                for certain, found, tried in walk.crash():
                    judge(kind.name, certain, found, tried)
                    count += 1
    return count


@contextmanager
def _under(disk: SimulatedDisk) -> Iterator[None]:
    """Whatever writes or reads does it on this disk."""
    modules: tuple[Any, ...] = (disk_module, generations)
    kept = [module.os for module in modules]
    try:
        for module in modules:
            module.os = disk
        yield
    finally:
        for module, real in zip(modules, kept, strict=True):
            module.os = real
