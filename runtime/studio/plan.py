"""How much shared memory the studio may use: what a format wants, cut down to what the machine grants."""

from __future__ import annotations

from dataclasses import dataclass

from generators.base import Format
from runtime.errors import GeneratorError
from runtime.studio.ring import PAGE

LEAD_S = 0.8  # of picture in the ring: a fault is over before it is seen
TAIL_S = 1.0  # of picture besides, for the outgoing take of a transition
SHELF_PLACES = 5
SHELF_CHUNKS = 2  # each entry: as much picture as making a chunk can take, twice
RINGS = 2  # that fill up with frames: the running worker's and that of the one before it
LEFT_FREE = 0.1  # of what the machine grants, for others


@dataclass(frozen=True)
class MemoryPlan:
    """Frames, and places on the shelf."""

    lead: int  # frames that a worker may be ahead of the viewer
    slots: int  # of a ring: lead and tails
    places: int  # on the shelf
    shelf_frames: int  # for each place

    @property
    def is_full(self) -> bool:
        """Whether the machine grants everything."""
        return self.places == SHELF_PLACES


def plan_memory(format_: Format, free_bytes: int | None = None) -> MemoryPlan:
    """The plan for a format on a machine that still grants `free_bytes` of shared memory (None: no limit is known).

    Rings come first: two chunks each, then their lead, then the shelf, then tails. GeneratorError: not even two chunks.
    """
    lead, tail = lead_frames(format_), round(TAIL_S * format_.fps) + format_.chunk_frames
    shelf_frames = SHELF_CHUNKS * format_.chunk_frames
    if free_bytes is None:
        return MemoryPlan(lead, lead + tail, SHELF_PLACES, shelf_frames)
    frames = int(free_bytes * (1 - LEFT_FREE)) // (format_.frame_bytes + PAGE)
    least = SHELF_CHUNKS * format_.chunk_frames
    if frames < RINGS * least:
        wanted = RINGS * (lead + tail) + SHELF_PLACES * shelf_frames
        raise GeneratorError(
            f"{free_bytes >> 20} MB of shared memory are free, pictures of {format_.width}x{format_.height} need "
            f"{wanted * format_.frame_bytes >> 20} MB: choose a smaller --size, or give the container more (--shm-size)"
        )
    lead = min(lead, max(least, frames // (2 * RINGS)))
    places = max(0, min(SHELF_PLACES, (frames - RINGS * lead) // shelf_frames))
    tail = max(0, min(tail, (frames - RINGS * lead - places * shelf_frames) // RINGS))
    return MemoryPlan(lead, lead + tail, places, shelf_frames)


def lead_frames(format_: Format) -> int:
    """How far a worker may be ahead of the viewer: 0.8 s, at least two chunks."""
    return max(round(LEAD_S * format_.fps) + 1, 2 * format_.chunk_frames)
