"""A play-test from the order to the report: rounds of batches, and a search for what the bots did not come by."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from runtime.ink import InkStory
from runtime.story.diagnostics import quote
from runtime.writer.playtest.crew import Crew
from runtime.writer.playtest.ground import BATCH, Batch, own_copy
from runtime.writer.playtest.inventory import inventory
from runtime.writer.playtest.report import DEAD_SORTS, Order, Report
from runtime.writer.playtest.tally import RAN_OUT, Tally, Trouble
from runtime.writer.playtest.watch import conditions
from runtime.writer.reach import Goal, node_goal, search
from runtime.writer.reach.distance import Net
from runtime.writer.reach.matter import Matter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.model import Story, Stretch
    from runtime.writer.reach import Outcome

MAX_ROUND = 64  # batches between which nobody tells what was taken
SOLO = 3 * BATCH  # so few plays are over before another process has started
STATES, ALL_STATES = 3_000, 12_000  # stretches of one search after a play-test, and of all its searches
LEAST = 20  # a search that plays none takes as long as so many
MAX_JOBS = 64


def playtest(story: Story, plays: int = 1_000, *, bot: str = "both", seed: int = 0, jobs: int | None = None) -> Report:
    """Have bots play `story`. The same order gives the same report on any number of `jobs` (None: all cores).

    `bot` is one of KINDS. StoryError where the story cannot be played at all.
    """
    crew = min(MAX_JOBS, jobs or os.cpu_count() or 1)
    order = Order(plays, bot, seed, 1 if plays <= SOLO else crew)
    began = time.perf_counter()
    tally = _play(story, order)
    return _reported(story, order, tally, time.perf_counter() - began)


def _play(story: Story, order: Order) -> Tally:
    tally = Tally()
    with Crew(story, order.jobs) as crew:
        for batches in _rounds(order.plays):
            seen = (dict(tally.taken), dict(tally.visits)) if order.bot != "random" else ({}, {})
            for part in crew.play([Batch(first, count, order.seed, order.bot, *seen) for first, count in batches]):
                tally.add(part)
    return tally


def _rounds(plays: int) -> Iterator[list[tuple[int, int]]]:
    """First play and number of plays of each batch; every round has twice as many as the one before."""
    first, size = 0, 1
    while first < plays:
        starts = [first + BATCH * n for n in range(size) if first + BATCH * n < plays]
        yield [(start, min(BATCH, plays - start)) for start in starts]
        first, size = first + BATCH * size, min(MAX_ROUND, 2 * size)


# --- the report -------------------------------------------------------------------------------------------------------


def _reported(story: Story, order: Order, tally: Tally, elapsed_s: float) -> Report:
    written = inventory(story, tally)
    finder = _Finder(story, order.seed)
    missed = [name for name in written.nodes if not tally.visits[name]]
    unseen = tuple(sorted(((name, finder.find(name)) for name in missed), key=lambda one: _hope(one[1])))
    found = sorted(tally.troubles.values(), key=lambda one: (-one.plays, one.file, one.line, one.sort))
    dead = [finder.shorten(one) for one in found if one.sort in DEAD_SORTS]
    faults = tuple(one for one in found if one.sort not in DEAD_SORTS)
    asked = () if isinstance(story, InkStory) else conditions(own_copy(story))
    return Report(story, order, tally, written, asked, elapsed_s, unseen, tuple(dead), faults)


def _hope(found: Outcome | None) -> int:
    """What a writer wants to know first comes first: there is a way, there may be one, it is closed, there is none."""
    if found is None:
        return 1
    return 0 if found.path is not None else 1 if not found.complete else 2 if found.states else 3


class _Finder:
    """Looks with the real interpreter for what bots missed, and for shorter ways than theirs."""

    def __init__(self, story: Story, seed: int) -> None:
        self._story, self._seed = story, seed
        self._ours = not isinstance(story, InkStory)
        self._left = ALL_STATES
        self._net: Net | None = None
        self._matter: Matter | None = None

    def find(self, node: str) -> Outcome | None:
        """What the search for an unseen node comes to; None when enough was searched."""
        return self._search(node_goal(self._story, node))

    def shorten(self, found: Trouble) -> Trouble:
        """The trouble with the fewest choices that lead to it, where that is found out."""
        if not self._ours or not found.trail:
            return found
        spots = tuple((found.node, n) for n in range(len(self._story.program.scenes[found.node].operations)))
        outcome = self._search(Goal(f"“{quote(found.node)}”", spots, lambda stretch: _meets(stretch, found)))
        if outcome is not None and outcome.path is not None and len(outcome.path.steps) < len(found.trail):
            found.trail = outcome.path.steps
        return found

    def _search(self, goal: Goal) -> Outcome | None:
        if self._left <= 0:
            return None
        if self._ours:
            self._net = self._net or Net(self._story.program)
            self._matter = self._matter or Matter(self._story)
        outcome = search(self._story, goal, seed=self._seed, limit=STATES, net=self._net, matter=self._matter)
        self._left -= max(LEAST, outcome.states)
        return outcome


def _meets(stretch: Stretch, found: Trouble) -> bool:
    """Whether the same goes wrong in a stretch."""
    if found.sort == RAN_OUT:
        return stretch.exit.kind == "end" and not stretch.exit.title and stretch.state.node == found.node
    return any((one.place.file, one.place.line) == (found.file, found.line) for one in stretch.notices)
