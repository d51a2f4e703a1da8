"""The shelf: a place has one writer, and an entry stays as long as somebody reads it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from generators.base import Format, Shot
from runtime.studio.shelf import Entry, Key, Shelf, ShelfMemory

TINY = Format(width=16, height=16, chunk_frames=2)
SHOTS = [Shot(prompt=f"shot {number}") for number in range(5)]
KEYS: list[Key] = [(shot.digest(), "") for shot in SHOTS]
MAKER, OTHER = object(), object()


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    made = Shelf(ShelfMemory.create(3, 4, TINY))
    yield made
    made.memory.release()


def claim(shelf: Shelf, number: int, maker: object = MAKER) -> Entry:
    entry = shelf.claim(KEYS[number], SHOTS[number], maker)
    assert entry is not None
    return entry


def fill(shelf: Shelf, entry: Entry, count: int) -> None:
    """Make `count` frames of an entry, through the worker's end."""
    memory = shelf.memory
    worker = ShelfMemory.attach(memory.name, memory.places, memory.frames, TINY)
    for index in range(count):
        worker.put(entry.place, np.full((16, 16, 3), 10 * entry.ticket + index, np.uint8))
    worker.release()


def test_frames_of_entries_do_not_mix(shelf: Shelf) -> None:
    entries = [claim(shelf, number) for number in range(3)]
    for entry in entries:
        fill(shelf, entry, 4)
    for entry in entries:
        values = [int(shelf.memory.pixels(entry.place, index)[0, 0, 0]) for index in range(4)]
        assert values == [10 * entry.ticket + index for index in range(4)]


def test_no_more_entries_than_places(shelf: Shelf) -> None:
    for number in range(3):
        claim(shelf, number)
    assert shelf.claim(KEYS[3], SHOTS[3], MAKER) is None


def test_an_entry_in_the_making_is_taken_with_what_it_has(shelf: Shelf) -> None:
    entry = claim(shelf, 0)
    fill(shelf, entry, 2)
    hit = shelf.take(KEYS[0])
    assert hit is not None
    assert (hit.entry, hit.frames) == (entry, 2)
    assert shelf.take(KEYS[0]) is None


def test_a_place_is_free_once_nobody_writes_or_reads(shelf: Shelf) -> None:
    entries = [claim(shelf, number) for number in range(3)]
    shelf.keep([KEYS[1]], [])
    assert shelf.claim(KEYS[3], SHOTS[3], MAKER) is None, "both dropped entries are still being written"
    shelf.done(entries[0].ticket, [])
    assert claim(shelf, 3).place == entries[0].place
    shelf.done(entries[2].ticket, [entries[2]])
    assert shelf.claim(KEYS[4], SHOTS[4], MAKER) is None, "the last one is being read"
    shelf.keep([KEYS[1], KEYS[3]], [])
    assert claim(shelf, 4).place == entries[2].place
    assert [entry.ticket for entry in shelf.removed] == [entries[0].ticket, entries[2].ticket]


def test_a_new_entry_starts_empty(shelf: Shelf) -> None:
    entry = claim(shelf, 0)
    fill(shelf, entry, 3)
    shelf.done(entry.ticket, [])
    shelf.keep([], [])
    again = claim(shelf, 1)
    assert again.place == entry.place
    assert shelf.filled(again) == 0


def test_what_a_dead_maker_finished_stays(shelf: Shelf) -> None:
    finished, hardly_begun, anothers = claim(shelf, 0), claim(shelf, 1), claim(shelf, 2, OTHER)
    fill(shelf, finished, 2)
    shelf.orphan(MAKER, [])
    assert shelf.get(KEYS[0]) is finished
    assert shelf.get(KEYS[1]) is None
    assert hardly_begun in shelf.removed
    assert shelf.get(KEYS[2]) is anothers
    assert (shelf.making(MAKER), shelf.making(OTHER)) == (False, True)


def test_stale_entries_go(shelf: Shelf) -> None:
    entry = claim(shelf, 0)
    shelf.done(entry.ticket, [])
    shelf.keep(KEYS, [], lambda found: found is entry)
    assert shelf.get(KEYS[0]) is None
