"""Processes that play: work is handed out when they are ready, and lost work is done again."""

from __future__ import annotations

import threading
from collections import deque
from multiprocessing import Pipe

import pytest

from runtime.errors import StoryError
from runtime.writer.playtest import crew as crews
from runtime.writer.playtest.crew import Crew, work
from runtime.writer.playtest.ground import Batch, Ground
from tests.runtime.writer.playtest.houses import HOUSE, read

BATCHES = [Batch(first, 5, 1, "random", {}, {}) for first in range(0, 20, 5)]


def test_a_process_that_dies_loses_nothing() -> None:
    story = read(HOUSE)
    with Crew(story, 2) as crew:
        hand = crew._hands[0]
        assert hand.wire.poll(60)
        hand.listen()
        hand._process.kill()
        hand._process.join()
        hand.take(0, BATCHES[0])
        waiting: deque[tuple[int, Batch]] = deque()
        crew._gather(waiting, {})
        assert list(waiting) == [(0, BATCHES[0])]
        assert crew._hands == []
        tallies = crew.play(BATCHES)
    ground = Ground(story)
    assert tallies == [ground.play(batch) for batch in BATCHES]


def test_work_is_played_batch_after_batch_until_nobody_asks() -> None:
    here, there = Pipe()
    thread = threading.Thread(target=work, args=(there, read(HOUSE)))
    thread.start()
    assert here.recv() is None
    for batch in BATCHES[:2]:
        here.send(batch)
        assert here.recv() == Ground(read(HOUSE)).play(batch)
    here.close()
    thread.join()


def test_what_a_process_cannot_play_is_said_here(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Ground):
        def play(self, batch: Batch) -> None:  # type: ignore[override]
            raise StoryError(f"batch {batch.first} cannot be played")

    monkeypatch.setattr(crews, "Ground", Broken)
    here, there = Pipe()
    thread = threading.Thread(target=work, args=(there, read(HOUSE)))
    thread.start()
    assert here.recv() is None
    here.send(BATCHES[1])
    assert str(here.recv()) == "batch 5 cannot be played"
    here.close()
    thread.join()
