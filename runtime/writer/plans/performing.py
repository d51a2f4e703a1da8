"""Performs a run: does what it says, looks whether what it expects is so, and writes down what is played."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.story.diagnostics import quote
from runtime.story.expression import compile_expression, spoken
from runtime.story.model import OnOffer, TheEnd
from runtime.story.performance import Performance
from runtime.writer.plans.walking import Saved, Straight, given_teller
from runtime.writer.plans.wording import even, meant, nearest, offered, says, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from runtime.story.model import Choice, Story, Stretch
    from runtime.story.teller import Teller
    from runtime.writer.plans.plan import Run, Step
    from runtime.writer.plans.walking import By, Walker

BEFORE = 6  # lines of the transcript that a failure shows
KNOWN = 8  # lines or choices that it names


@dataclass(frozen=True)
class Failure:
    """What was expected, and what was there."""

    line: int  # of the plan
    expected: str
    there: str
    before: tuple[str, ...] = ()  # the last lines of the play


@dataclass(frozen=True)
class Result:
    """What came of a run."""

    run: Run
    choices: int  # that were taken
    failure: Failure | None = None


class _Unlike(Exception):  # noqa: N818  it is not an error of ours: the story is not as the plan says
    """Something is not as it was expected."""

    def __init__(self, expected: str, there: str) -> None:
        super().__init__(expected)
        self.expected, self.there = expected, there


def perform(story: Story, teller: Teller, run: Run) -> Result:
    """A run, twice: straight, and saved and loaded at every step. Both must be the same play."""
    own = given_teller(story, teller, run)
    straight = _Play(story, Straight(own, run.seed)).perform(run)
    if straight.failure is not None:
        return Result(run, straight.choices, straight.failure)
    saved = _Play(story, Saved(story, own, run.seed)).perform(run)
    return Result(run, straight.choices, saved.failure or _difference(run, straight.lines, saved.lines))


def _difference(run: Run, straight: Sequence[str], saved: Sequence[str]) -> Failure | None:
    """Where a play that was saved and loaded is another one."""
    if straight == saved:
        return None
    pairs = zip(straight, saved, strict=False)
    same = next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(straight), len(saved)))
    expected, there = (lines[same] if same < len(lines) else "the end of the play" for lines in (straight, saved))
    before = tuple(straight[max(0, same - BEFORE) : same])
    return Failure(run.line, f"the same after saving and loading: {expected}", there, before)


@dataclass
class _Play:
    """One way through a run."""

    story: Story
    walker: Walker
    lines: list[str] = field(default_factory=list)
    choices: int = 0
    failure: Failure | None = None
    leg: list[Stretch] = field(default_factory=list)  # what was played since the last choice
    waited_s: float = 0.0

    def perform(self, run: Run) -> _Play:
        line = run.line
        try:
            self._played(self.walker.begin())
            for step in run.steps:
                line = step.line
                self._take(step)
        except _Unlike as unlike:
            self.failure = Failure(line, unlike.expected, unlike.there, tuple(self.lines[-BEFORE:]))
        except StoryError as error:
            self.failure = Failure(line, "a play without faults", str(error), tuple(self.lines[-BEFORE:]))
        return self

    def _played(self, leg: list[Stretch]) -> None:
        self.leg, self.waited_s = leg, 0.0
        for stretch in leg:
            self.lines += written(stretch)

    @property
    def _point(self) -> OnOffer | None:
        return self.leg[-1].exit if isinstance(self.leg[-1].exit, OnOffer) else None

    def _take(self, step: Step) -> None:
        takes: dict[str, Callable[[Step], None]] = {
            "choose": self._choose,
            "after": self._wait,
            "node": self._expect_node,
            "line": self._expect_line,
            "var": self._expect_var,
            "end": self._expect_end,
            "choice": self._expect_choice,
        }
        takes[step.sort](step)

    # --- what is done

    def _choose(self, step: Step) -> None:
        point, expected = self._point, f"to choose “{quote(step.words)}”"
        if point is None:
            raise _Unlike(expected, f"no choice any more: {self._end()}")
        choice = meant(step.words, point.choices, begun=True)
        if choice is None:
            near = nearest(step.words, point.choices)
            raise _Unlike(expected, f"{_on_offer(point)}{f'. Did you mean “{near}”?' if near else ''}")
        if choice.locked:
            raise _Unlike(expected, f"it is locked: {choice.locked}")
        self._go(choice, "viewer")

    def _wait(self, step: Step) -> None:
        """Time passes at a choice point; at its deadline the default is taken."""
        point = self._point
        if point is None:
            raise _Unlike(f"a choice point at which {step.seconds:g} s pass", f"none any more: {self._end()}")
        self.waited_s += step.seconds
        if point.window_s is not None and self.waited_s >= point.window_s and point.default is not None:
            self._go(point.default, "deadline")

    def _go(self, choice: Choice, by: By) -> None:
        self.lines.append(f">> {choice.text}{' (when time was up)' if by == 'deadline' else ''}")
        self.choices += 1
        self._played(self.walker.choose(choice.id, by))

    def _end(self) -> str:
        end = self.leg[-1].exit
        return f"the show has ended with “{end.title}”" if isinstance(end, TheEnd) and end.title else "the show is over"

    # --- what must be so

    def _expect_node(self, step: Step) -> None:
        entered = dict.fromkeys(node for stretch in self.leg for node in _entered(stretch))
        if (step.words in entered) == step.absent:
            raise _Unlike(
                f"{'not ' if step.absent else ''}to come to “{step.words}”",
                f"since the last choice: {', '.join(entered)}",
            )

    def _expect_line(self, step: Step) -> None:
        beats = [beat for stretch in self.leg for beat in stretch.beats]
        if any(says(beat, step.words, step.speaker) for beat in beats) == step.absent:
            who = f" by {step.speaker}" if step.speaker else ""
            raise _Unlike(f"{'no ' if step.absent else ''}line “{step.words}”{who}", "not so since the last choice")

    def _expect_var(self, step: Step) -> None:
        compiled = compile_expression(step.words, self.story.program.scope)
        state = self.leg[-1].state
        if not Performance(self.story.program, state).evaluate(compiled, step.line, 1):
            values = [f"{name} is {spoken(state.variables[name])}" for name in sorted(compiled.names)]
            raise _Unlike(step.words, ", ".join(values) or "it is not so")

    def _expect_end(self, step: Step) -> None:
        end = self.leg[-1].exit
        expected = f"the ending “{step.words}”" if step.words else "the end"
        if not isinstance(end, TheEnd):
            raise _Unlike(expected, f"the show goes on: {_on_offer(end)}" if isinstance(end, OnOffer) else "it goes on")
        if step.words and even(end.title) != even(step.words):
            raise _Unlike(expected, self._end())

    def _expect_choice(self, step: Step) -> None:
        point, state = self._point, f" [{step.state}]" if step.state else ""
        expected = f"{'no ' if step.absent else ''}choice “{step.words}”{state}"
        choice = meant(step.words, point.choices) if point else None
        is_so = choice is not None and (not step.state or (step.state == "locked") == bool(choice.locked))
        if is_so == step.absent:
            raise _Unlike(expected, _on_offer(point) if point else self._end())


def _entered(stretch: Stretch) -> list[str]:
    """The nodes that a stretch entered, and the one in which it stands."""
    before = stretch.start.visits
    return [*(node for node, count in stretch.state.visits.items() if count > before.get(node, 0)), stretch.node]


def _on_offer(point: OnOffer) -> str:
    return "on offer: " + " · ".join(offered(choice).strip() for choice in point.choices[:KNOWN])
