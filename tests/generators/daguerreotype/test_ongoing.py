"""Performances that go on: each keeps its scene and its own past, until another takes its place."""

from __future__ import annotations

import torch

from generators.daguerreotype.ongoing import Batch, Ongoing
from generators.daguerreotype.rehearsal import Rehearsal
from tests.generators.daguerreotype import tiny

NEVER = 1e9  # times that a batch is judged


class Stage:
    """A network, and how many batches were asked for."""

    def __init__(self) -> None:
        self.go, self.asked, self.generator = Rehearsal(tiny.network(), 4), 0, tiny.chance()

    def fresh(self) -> Batch:
        self.asked += 1
        return tiny.archive(4).batch(2, 2, self.generator)

    def judged(self, ongoing: Ongoing) -> torch.Tensor:
        loss, chunks = ongoing.judged(self.go, self.fresh, self.generator, 2)
        assert chunks == 4
        return loss


def test_what_is_on_is_judged_again_with_its_own_past() -> None:
    stage, ongoing = Stage(), Ongoing(together=1, lasting=NEVER)
    first = stage.judged(ongoing)
    batch, past = ongoing.on[0]
    assert len(past.keys[0]) == 2
    later = stage.judged(ongoing)
    assert stage.asked == 1
    assert ongoing.on[0][0] is batch
    assert len(ongoing.on[0][1].keys[0]) == 3
    assert float(first.detach()) != float(later.detach())
    assert later.requires_grad


def test_one_that_has_lasted_makes_room_and_begins_without_a_past() -> None:
    stage, ongoing = Stage(), Ongoing(together=1, lasting=1)
    for count in (1, 2, 3):
        stage.judged(ongoing)
        assert stage.asked == count
        assert len(ongoing.on[0][1].keys[0]) == 2


def test_so_many_are_on_and_no_more() -> None:
    stage, ongoing = Stage(), Ongoing(together=3, lasting=NEVER)
    for _ in range(20):
        stage.judged(ongoing)
    assert sorted(ongoing.on) == [0, 1, 2]
    assert stage.asked == 3


def test_nothing_of_a_past_is_learned_from() -> None:
    stage, ongoing = Stage(), Ongoing(together=1, lasting=NEVER)
    stage.judged(ongoing)
    stage.judged(ongoing).backward()
    assert not any(k.requires_grad for layer in ongoing.on[0][1].keys for k in layer)
