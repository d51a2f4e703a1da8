"""The ring: frames on their way from one worker (who writes) to the player (who peeks and advances), in shared memory.

Its one rule: every word has a single writer, and a slot's sequence is written after its pixels, so a worker that is
killed in the middle of a frame leaves nothing half made in sight. The lowest free slot is taken first: slots that are
never needed at once are never touched.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from generators.base import Format
from runtime.studio.block import Block

PAGE = 4096
TAKE, INDEX, TAIL, SEQUENCE, RELEASED = range(
    5
)  # columns of the slot table; RELEASED is the reader's, the others the writer's
WRITTEN, PHASE, BEAT, RECEIVED, LEAD = range(5)  # words of the head; LEAD is the reader's, the others the writer's
HEAD_WORDS = 8


class Phase(IntEnum):
    """What a worker does."""

    OPENING = 0
    IDLE = 1  # nothing to make
    BEGINNING = 2  # the generator prepares a shot, or makes its first chunk
    MAKING = 3  # the generator makes a chunk
    WAITING = 4  # the ring is full


@dataclass(frozen=True)
class RingPlan:
    """What a worker must know to attach."""

    name: str
    slots: int
    format: Format


@dataclass(frozen=True, slots=True)
class Slot:
    """A published frame: where it lies and what it is."""

    position: int
    take: int
    index: int
    tail: bool  # beyond the frames of its take: there for a dissolve only
    sequence: int


class Ring:
    """Both ends of the ring; a process uses one of them only."""

    def __init__(self, block: Block, slots: int, format_: Format) -> None:
        self.format = format_
        self.slots = slots
        self.plan = RingPlan(block.name, slots, format_)
        self._block = block
        words = block.bytes[: _head_bytes(slots)].view(np.int64)
        self._head: NDArray[np.int64] = words[:HEAD_WORDS]
        self._table: NDArray[np.int64] = words[HEAD_WORDS : HEAD_WORDS + slots * 5].reshape(slots, 5)
        self._stride = _pages(format_.frame_bytes)
        self._seen = 0  # reader: the highest sequence that was peeked at
        self._barrier = threading.Lock()

    @classmethod
    def create(cls, format_: Format, slots: int) -> Ring:
        """The reader's end of a new ring."""
        ring = cls(Block.create(ring_bytes(format_, slots)), slots, format_)
        ring.lead(slots)
        return ring

    @classmethod
    def attach(cls, plan: RingPlan) -> Ring:
        """The writer's end."""
        return cls(Block.attach(plan.name), plan.slots, plan.format)

    # The writer's end

    def room(self, since: int = 0) -> int:
        """Frames that may be written now; those of takes before `since`, and tails, do not count against the lead."""
        table = self._table
        used = table[:, SEQUENCE] != table[:, RELEASED]
        ahead = used & (table[:, TAKE] >= since) & (table[:, TAIL] == 0)
        return int(min(self.slots - np.count_nonzero(used), self._head[LEAD] - np.count_nonzero(ahead)))

    def free(self) -> int:
        """Slots that nobody needs; tails may use them beyond the lead."""
        return int(np.count_nonzero(self._table[:, SEQUENCE] == self._table[:, RELEASED]))

    def write(self, take: int, index: int, pixels: NDArray[np.uint8], *, tail: bool = False) -> None:
        """Copy one frame, uint8 (height, width, rgb), into a free slot and publish it; there must be one."""
        position = int(np.argmax(self._table[:, SEQUENCE] == self._table[:, RELEASED]))
        self._picture(position)[:] = pixels
        row = self._table[position]
        row[TAKE], row[INDEX], row[TAIL] = take, index, tail
        sequence = self._head[WRITTEN] + 1
        with self._barrier:  # a lock is a memory barrier too: pixels first, for processors that reorder stores
            row[SEQUENCE] = sequence
        self._head[WRITTEN] = sequence

    def tell(self, phase: Phase) -> None:
        """Say what this worker does now; each call is a sign of life."""
        self._head[PHASE] = phase
        self._head[BEAT] += 1

    def receive(self, count: int) -> None:
        """Count `count` more bytes of orders as read."""
        self._head[RECEIVED] += count

    # The reader's end

    def peek(self, *, thorough: bool = False) -> list[Slot]:
        """Frames published since the last peek, in order; `thorough` once after the writer has died."""
        if not thorough and self._head[WRITTEN] <= self._seen:
            return []
        rows = self._table.copy()
        fresh = np.flatnonzero(rows[:, SEQUENCE] > self._seen)
        order = fresh[np.argsort(rows[fresh, SEQUENCE])]
        found = [
            Slot(int(at), int(rows[at, TAKE]), int(rows[at, INDEX]), bool(rows[at, TAIL]), int(rows[at, SEQUENCE]))
            for at in order
        ]
        if found:
            self._seen = found[-1].sequence
        return found

    def pixels(self, position: int) -> NDArray[np.uint8]:
        """A read-only view: uint8 (height, width, rgb)."""
        picture = self._picture(position)
        picture.setflags(write=False)
        return picture

    def advance(self, position: int) -> None:
        """Give a slot back to the writer."""
        self._table[position, RELEASED] = self._table[position, SEQUENCE]

    def lead(self, frames: int) -> None:
        """Let the writer be at most `frames` ahead."""
        self._head[LEAD] = min(frames, self.slots)

    @property
    def granted(self) -> int:
        """Frames that the writer may be ahead."""
        return int(self._head[LEAD])

    @property
    def phase(self) -> Phase:
        return Phase(int(self._head[PHASE]))

    @property
    def beat(self) -> int:
        return int(self._head[BEAT])

    @property
    def received(self) -> int:
        return int(self._head[RECEIVED])

    def release(self) -> bool:
        """Give the memory back; False while views of it are still held."""
        self._head = np.empty(HEAD_WORDS, np.int64)
        self._table = np.empty((0, 5), np.int64)
        return self._block.release()

    def _picture(self, position: int) -> NDArray[np.uint8]:
        start = _head_bytes(self.slots) + position * self._stride
        flat = self._block.bytes[start : start + self.format.frame_bytes]
        return flat.reshape(self.format.height, self.format.width, 3)


def ring_bytes(format_: Format, slots: int) -> int:
    """Size of a ring's block."""
    return _head_bytes(slots) + slots * _pages(format_.frame_bytes)


def _pages(size: int) -> int:
    """Whole memory pages, so that slots do not share any."""
    return -(-size // PAGE) * PAGE


def _head_bytes(slots: int) -> int:
    return _pages((HEAD_WORDS + slots * 5) * 8)
