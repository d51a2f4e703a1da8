"""What a play-test found: figures, what was never seen and why, dead ends with the way to each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import fmean, median
from typing import TYPE_CHECKING

from runtime.writer.playtest.inventory import Inventory, WrittenChoice, WrittenLine
from runtime.writer.playtest.tally import DEAD, RAN_OUT, Tally, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.story.model import Story
    from runtime.writer.playtest.watch import Condition
    from runtime.writer.reach import Outcome

DEAD_SORTS = (*DEAD.values(), RAN_OUT)


@dataclass(frozen=True)
class Order:
    """What was asked for."""

    plays: int
    bot: str = "both"
    seed: int = 0
    jobs: int = 1


@dataclass(frozen=True)
class Spread:
    """How a number of plays' seconds are distributed."""

    min: float
    p10: float
    median: float
    p90: float
    max: float
    mean: float


@dataclass(frozen=True)
class Report:
    """The result of a play-test."""

    story: Story
    order: Order
    tally: Tally
    written: Inventory
    conditions: tuple[Condition, ...]
    elapsed_s: float
    unseen: tuple[tuple[str, Outcome | None], ...] = ()  # nodes that no play entered, and what the search says of some
    dead_ends: tuple[Trouble, ...] = ()
    faults: tuple[Trouble, ...] = ()  # what else went wrong while playing

    @property
    def plays_per_s(self) -> float:
        return self.tally.plays / self.elapsed_s if self.elapsed_s > 0 else 0.0

    # --- coverage, 0 .. 1; None where nobody knows how much there is

    @property
    def node_coverage(self) -> float | None:
        return self._share(len(self.written.nodes) - len(self.unseen), len(self.written.nodes))

    @property
    def choice_coverage(self) -> float | None:
        """The share of choices that some play took."""
        return self._share(self.choices_taken, len(self.written.choices))

    @property
    def choices_taken(self) -> int:
        return sum((one.node, one.id) in self.tally.taken for one in self.written.choices)

    @property
    def line_coverage(self) -> float | None:
        """The share of actions and lines of dialogue that some play showed."""
        return self._share(len(self.written.lines) - len(self.unseen_lines), len(self.written.lines))

    def _share(self, part: int, whole: int) -> float | None:
        if not self.written.whole:
            return None
        return part / whole if whole else 1.0

    # --- what was missed

    @cached_property
    def unseen_lines(self) -> tuple[WrittenLine, ...]:
        return tuple(one for one in self.written.lines if one.key not in self.tally.lines)

    @cached_property
    def never_offered(self) -> tuple[WrittenChoice, ...]:
        """Choices that were never open, in nodes that were entered."""
        return tuple(
            one
            for one in self.written.choices
            if not self.tally.offered[one.node, one.id] and self.tally.visits[one.node]
        )

    @cached_property
    def never_taken(self) -> tuple[WrittenChoice, ...]:
        """Choices that were open, and nobody took them."""
        return tuple(
            one
            for one in self.written.choices
            if self.tally.offered[one.node, one.id] and not self.tally.taken[one.node, one.id]
        )

    @cached_property
    def one_sided(self) -> tuple[tuple[Condition, bool], ...]:
        """Conditions that were always true, or never, wherever they were asked."""
        return tuple(
            (self.conditions[number], bool(yes))
            for number, (no, yes) in sorted(self.tally.asked.items())
            if not (no and yes)
        )

    @cached_property
    def unasked(self) -> tuple[Condition, ...]:
        """Conditions that no play came by."""
        return tuple(one for number, one in enumerate(self.conditions) if number not in self.tally.asked)

    # --- how plays go

    @property
    def endings(self) -> dict[str, int]:
        """Plays by the title of their ending, the most frequent first; endings that were never reached have 0."""
        counts = {title: self.tally.endings[title] for title in self.written.endings}
        return dict(sorted(counts.items(), key=lambda one: -one[1]))

    @property
    def ran_out(self) -> int:
        """Plays that ended where nobody wrote an end."""
        return sum(one.plays for one in self.dead_ends if one.sort == RAN_OUT)

    @cached_property
    def seconds(self) -> Spread | None:
        """Of the plays that came to an end; None where none did."""
        return spread(self.tally.seconds)


def spread(seconds: Sequence[float]) -> Spread | None:
    ordered = sorted(seconds)
    if not ordered:
        return None
    last = len(ordered) - 1
    tenth, ninth = ordered[round(last * 0.1)], ordered[round(last * 0.9)]
    return Spread(ordered[0], tenth, median(ordered), ninth, ordered[-1], fmean(ordered))
