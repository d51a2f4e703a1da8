"""The ring: nothing lost, nothing doubled, nothing half made, whenever its writer dies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generators.base import Format
from runtime.studio.ring import Phase, Ring, Slot

TINY = Format(width=16, height=16, chunk_frames=2)
SLOTS = 6


class KilledError(Exception):
    """kill -9, as far as a test in one process can have it."""


class Trap:
    """Stands where the writer publishes; kills it `before` or `after` the sequence is written."""

    def __init__(self, *, before: bool) -> None:
        self.before = before

    def __enter__(self) -> None:
        if self.before:
            raise KilledError

    def __exit__(self, *_: object) -> None:
        raise KilledError


@pytest.fixture
def ends() -> Iterator[tuple[Ring, Ring]]:
    """(writer, reader)."""
    reader = Ring.create(TINY, SLOTS)
    writer = Ring.attach(reader.plan)
    yield writer, reader
    writer.release()
    reader.release()


def picture(value: int) -> np.ndarray:
    """All of one value: uint8 (16, 16, 3)."""
    return np.full((16, 16, 3), value % 256, np.uint8)


def test_a_frame_goes_through(ends: tuple[Ring, Ring]) -> None:
    writer, reader = ends
    writer.write(7, 3, picture(40), tail=True)
    (slot,) = reader.peek()
    assert (slot.take, slot.index, slot.tail) == (7, 3, True)
    assert np.array_equal(reader.pixels(slot.position), picture(40))
    assert reader.peek() == []


def test_the_reader_cannot_draw_on_a_frame(ends: tuple[Ring, Ring]) -> None:
    writer, reader = ends
    writer.write(1, 0, picture(1))
    with pytest.raises(ValueError, match="read-only"):
        reader.pixels(reader.peek()[0].position)[0, 0] = 0


def test_the_lowest_free_slot_is_taken(ends: tuple[Ring, Ring]) -> None:
    writer, reader = ends
    for index in range(3):
        writer.write(1, index, picture(index))
    slots = reader.peek()
    assert [slot.position for slot in slots] == [0, 1, 2]
    reader.advance(1)
    writer.write(1, 3, picture(3))
    assert [slot.position for slot in reader.peek()] == [1]


def test_room_is_what_the_reader_grants(ends: tuple[Ring, Ring]) -> None:
    writer, reader = ends
    assert writer.room() == SLOTS
    reader.lead(3)
    writer.write(1, 0, picture(0))
    assert (writer.room(), writer.free()) == (2, SLOTS - 1)
    reader.advance(reader.peek()[0].position)
    assert (writer.room(), writer.free()) == (3, SLOTS)


def test_tails_and_stale_takes_do_not_count_against_the_lead(ends: tuple[Ring, Ring]) -> None:
    writer, reader = ends
    reader.lead(2)
    writer.write(1, 0, picture(0))
    writer.write(1, 1, picture(1), tail=True)
    assert writer.room() == 1
    assert writer.room(since=2) == 2
    for index in range(4):
        writer.write(1, index, picture(0), tail=True)
    assert writer.room(since=2) == 0


def test_signs_of_life(ends: tuple[Ring, Ring]) -> None:
    writer, reader = ends
    assert (reader.phase, reader.beat, reader.received) == (Phase.OPENING, 0, 0)
    writer.tell(Phase.MAKING)
    writer.receive(120)
    writer.receive(30)
    assert (reader.phase, reader.beat, reader.received) == (Phase.MAKING, 1, 150)


def test_killed_among_the_pixels(ends: tuple[Ring, Ring], monkeypatch: pytest.MonkeyPatch) -> None:
    writer, reader = ends
    writer.write(1, 0, picture(1))
    writer._picture(1)[:8] = 255  # half a frame, and the writer is no more
    assert [slot.index for slot in reader.peek(thorough=True)] == [0]
    assert reader.peek(thorough=True) == []


@pytest.mark.parametrize(("before", "visible"), [(True, 1), (False, 2)])
def test_killed_while_publishing(ends: tuple[Ring, Ring], *, before: bool, visible: int) -> None:
    writer, reader = ends
    writer.write(1, 0, picture(1))
    writer._barrier = Trap(before=before)  # type: ignore[assignment]
    with pytest.raises(KilledError):
        writer.write(1, 1, picture(2))
    slots = reader.peek(thorough=True)
    assert [slot.index for slot in slots] == list(range(visible))
    assert all(np.array_equal(reader.pixels(slot.position), picture(slot.index + 1)) for slot in slots)


@dataclass
class Desk:
    """What a reader holds, and what it must be."""

    written: int = 0
    peeked: int = 0
    held: list[Slot] = field(default_factory=list)

    def check(self, reader: Ring) -> None:
        for slot in self.held:
            assert np.array_equal(reader.pixels(slot.position), picture(slot.index * 7 + slot.take))


@given(
    steps=st.lists(st.tuples(st.sampled_from("wwwkpar"), st.integers(0, 20)), max_size=80), lead=st.integers(1, SLOTS)
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_interleaving(steps: list[tuple[str, int]], lead: int) -> None:
    """w(rite), k(illed before publishing), p(eek), a(dvance), r(oom): frames arrive once, in order and whole."""
    reader = Ring.create(TINY, SLOTS)
    reader.lead(lead)
    writer = Ring.attach(reader.plan)
    desk = Desk()
    try:
        for step, number in steps:
            _take_step(step, number, writer, reader, desk)
            desk.check(reader)
    finally:
        writer.release()
        reader.release()


def _take_step(step: str, number: int, writer: Ring, reader: Ring, desk: Desk) -> None:
    if step == "w" and writer.room() > 0:
        writer.write(number, desk.written, picture(desk.written * 7 + number))
        desk.written += 1
    elif step == "k" and writer.free() > 0:
        barrier, writer._barrier = writer._barrier, Trap(before=True)  # type: ignore[assignment]
        with pytest.raises(KilledError):
            writer.write(number, 999, picture(255))
        writer._barrier = barrier
    elif step == "p":
        slots = reader.peek(thorough=number % 2 == 0)
        assert [slot.index for slot in slots] == list(range(desk.peeked, desk.written))
        desk.peeked = desk.written
        desk.held += slots
    elif step == "a" and desk.held:
        reader.advance(desk.held.pop(number % len(desk.held)).position)
    assert 0 <= writer.free() <= SLOTS - len(desk.held)
