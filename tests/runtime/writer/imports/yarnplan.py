"""Plays Yarn Spinner's own test plans with our interpreter: what a plan expects is what the imported story performs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from runtime.story import Action, GoOn, Line, OnOffer, choose, play, proceed, read_story, start

if TYPE_CHECKING:
    from runtime.story import Story, StoryState, Stretch
    from runtime.writer.imports import Import

SEEDS = 64  # Yarn's plans take the first of what our scenes draw by lot: the plan holds for one of these seeds
_STEP = re.compile(r"(\w+):?\s*(.*)$")
_TEXT = re.compile(r"`(.*?)`")


class PlanBroken(AssertionError):  # noqa: N818 - reads as the sentence it is
    """The story does something else than its plan."""


@dataclass
class Run:
    """One run through a story: what is expected, in its order."""

    steps: list[tuple[str, str]] = field(default_factory=list)


def read_plan(text: str) -> list[Run]:
    """The runs of a plan."""
    runs = [Run()]
    for line in text.splitlines():
        words = line.strip()
        if words == "---":
            runs.append(Run())
        elif words and not words.startswith("#") and (found := _STEP.match(words)):
            runs[-1].steps.append((found[1], found[2]))
    return runs


def hold(imported: Import, plan: str) -> None:
    """Play all runs of a plan, each on the state that the one before left; PlanBroken where one does not hold."""
    story = read_story(imported.text).story
    assert story is not None
    state = start(story, 0)
    for number, run in enumerate(read_plan(plan), 1):
        state = _held(story, state, run, number)


def _held(story: Story, state: StoryState, run: Run, number: int) -> StoryState:
    broken = ""
    for seed in range(SEEDS):
        try:
            return _Player(story, replace(state, seed=seed, node=story.start, index=0, calls=())).hold(run)
        except PlanBroken as error:
            broken = broken or f"run {number}: {error}"
    raise PlanBroken(broken)


class _Player:
    """Plays one run."""

    def __init__(self, story: Story, state: StoryState) -> None:
        self.story, self.state = story, state
        self.texts: list[str] = []  # said and shown, not yet expected
        self._stretch: Stretch | None = None
        self.options: list[tuple[str, bool]] = []  # expected: text, and whether it can be chosen

    def hold(self, run: Run) -> StoryState:
        for sort, words in run.steps:
            getattr(self, f"_{sort}")(words)
        return self.state

    def _saliency(self, words: str) -> None:
        """Ours are drawn in one way."""

    def _command(self, words: str) -> None:
        """Commands are for a game; they are in the report."""

    def _set(self, words: str) -> None:
        name, value = (part.strip() for part in words.lstrip("$").split("="))
        assert name in self.state.variables
        known = {"true": True, "false": False}
        plain = known[value] if value in known else int(value)
        self.state = replace(self.state, variables={**self.state.variables, name: plain})

    def _node(self, words: str) -> None:
        self.state = replace(self.state, node=words.strip().lower(), index=0)

    def _line(self, words: str) -> None:
        found = _TEXT.search(words)
        text = self._next_text()
        if found and text not in (_said(found[1]), " ".join(found[1].split())):
            raise PlanBroken(f"“{found[1]}” is expected, not “{text}”")

    def _option(self, words: str) -> None:
        found = _TEXT.search(words)
        if found:
            self.options.append((" ".join(found[1].split()), not words.strip().endswith("[disabled]")))

    def _select(self, words: str) -> None:
        options, self.options = self.options, []
        expected = [text for text, is_open in options if is_open]
        if not expected:
            return  # nothing is open: Yarn falls through, and so do we
        self._go_on()
        point = self.stretch.exit
        if self.texts or not isinstance(point, OnOffer):
            raise PlanBroken(f"the options {expected} are expected")
        offered = [choice.text for choice in point.choices]
        if offered != expected:
            raise PlanBroken(f"the options {expected} are expected, not {offered}")
        chosen = sum(is_open for _, is_open in options[: int(words) - 1])
        choice = point.choices[chosen]
        self._play(choose(self.story, self.stretch, choice.id))

    def _stop(self, words: str) -> None:
        self._go_on()
        if self.texts or isinstance(self.stretch.exit, OnOffer):
            raise PlanBroken(f"an end is expected, not {self.texts or 'a choice'}")

    @property
    def stretch(self) -> Stretch:
        """What is played now; the first time it is asked, the run begins."""
        if self._stretch is None:
            self._play(self.state)
        assert self._stretch is not None
        return self._stretch

    def _next_text(self) -> str:
        self._go_on()
        if not self.texts:
            raise PlanBroken("a line is expected")
        return self.texts.pop(0)

    def _go_on(self) -> None:
        """Play until there is something to say, to choose, or an end."""
        while not self.texts and isinstance(self.stretch.exit, GoOn):
            self._play(proceed(self.story, self.stretch))

    def _play(self, state: StoryState) -> None:
        self._stretch = play(self.story, state)
        self.state = self.stretch.state
        for beat in self.stretch.beats:
            if isinstance(beat, Line):
                manner = f"({beat.manner}) " if beat.manner else ""
                self.texts.append(f"{beat.character}: {manner}{beat.text}")
            elif isinstance(beat, Action):
                self.texts.append(beat.text)


def _said(words: str) -> str:
    """A line of a plan as our interpreter says it: names in capitals, white space gathered."""
    words = " ".join(words.split())
    name, colon, rest = words.partition(": ")
    return f"{name.upper()}: {rest}" if colon else words
