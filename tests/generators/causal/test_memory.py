"""Memory: what a chunk sees, what is forgotten, that branches share."""

from __future__ import annotations

import pytest
import torch

from generators.causal.memory import Memory, Reach, Slot, split


def slot(at: int) -> Slot:
    return Slot((torch.full((1, 2, 1, 1), float(at)),), (torch.zeros(1, 2, 1, 1),), at)


def filled(chunks: int, reach: Reach) -> Memory:
    memory = Memory()
    for _ in range(chunks):
        memory = memory.committed(slot(memory.made), reach)
    return memory


@pytest.mark.parametrize(
    ("reach", "chunks", "visible", "kept"),
    [
        (Reach(6, 0, 3), 1, [0], [0]),
        (Reach(6, 0, 3), 4, [9], [6, 9]),
        (Reach(9, 3, 3), 2, [0, 3], [0, 3]),
        (Reach(9, 3, 3), 6, [0, 15], [0, 12, 15]),
        (Reach(12, 3, 3), 9, [0, 21, 24], [0, 18, 21, 24]),
        (Reach(6, 3, 3), 5, [0], [0, 12]),
        (Reach(4, 0, 1), 7, [4, 5, 6], [3, 4, 5, 6]),
    ],
)
def test_what_is_seen_and_kept(reach: Reach, chunks: int, visible: list[int], kept: list[int]) -> None:
    memory = filled(chunks, reach)
    assert [one.at for one in memory.visible(reach)] == visible
    assert [one.at for one in memory.slots] == kept
    assert memory.made == chunks * reach.chunk


@pytest.mark.parametrize("reach", [(7, 3, 3), (9, 2, 3), (3, 3, 3), (9, 3, 0)])
def test_windows_that_cannot_be(reach: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="window"):
        Reach(*reach)


def test_branches_share_their_slots() -> None:
    reach = Reach(9, 3, 3)
    trunk = filled(2, reach)
    one, two = trunk.committed(slot(6), reach), trunk.committed(slot(6), reach)
    assert one.slots[:2] == two.slots[:2]
    assert all(a is b for a, b in zip(one.slots[:2], trunk.slots, strict=True))
    assert len(trunk.slots) == 2


def test_memory_is_bounded_and_counts_its_bytes() -> None:
    reach = Reach(9, 3, 3)
    assert filled(50, reach).size_bytes == filled(3, reach).size_bytes == 3 * 2 * 2 * 4


def test_split_gives_each_chunk_its_tokens() -> None:
    keys = torch.arange(6.0).view(1, 6, 1, 1)
    made = split([keys], [keys + 10], range(0, 9, 3), 2)
    assert [one.at for one in made] == [0, 3, 6]
    assert made[1].keys[0].flatten().tolist() == [2.0, 3.0]
    assert made[2].values[0].flatten().tolist() == [14.0, 15.0]
