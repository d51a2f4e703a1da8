"""The instructions that a node is compiled to. Each does its one thing to a performance and names the next instruction.

`falls` and `leaps` say which instructions may follow inside the node and `leads` which nodes, for the linter. What an
instruction always shows the same it makes once: values are frozen, so that performances can share them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from runtime.story.model import Action, Choice, Cue, GoOn, Line, OnOffer, TheEnd

if TYPE_CHECKING:
    from runtime.story.expression import Compiled, Value
    from runtime.story.performance import Performance
    from runtime.story.script import Strategy

STOP = -1
MAX_SAID = 20_000  # characters of a text when its braces are filled in
Text = "str | Callable[[Performance], str]"


@dataclass(slots=True)
class Question:
    """An expression with its place in the file."""

    compiled: Compiled
    line: int
    column: int

    def ask(self, performance: Performance) -> Value:
        return performance.evaluate(self.compiled, self.line, self.column)


def said(text: str | Callable[[Performance], str], performance: Performance) -> str:
    """A text as it is now, at most MAX_SAID characters of it."""
    if isinstance(text, str):
        return text
    words = " ".join(text(performance)[:MAX_SAID].split())
    performance.tire(len(words) // 50)
    return words


def framed(picture: dict[str, str]) -> dict[str, Any]:
    """Picture words as the fields of a beat."""
    seed = picture.get("seed")
    return {"shot": picture.get("shot", ""), "look": picture.get("look", ""), "seed": int(seed) if seed else None}


@dataclass(slots=True)
class Operation:
    """One instruction."""

    line: int

    def perform(self, performance: Performance, index: int) -> int:
        """Do it; the next instruction's index, or STOP."""
        raise NotImplementedError

    def falls(self) -> bool:
        """Whether the next instruction of the list may follow."""
        return True

    def leaps(self) -> tuple[int, ...]:
        """Other instructions of the node that may follow."""
        return ()

    def leads(self) -> tuple[str, ...]:
        """Nodes that may follow."""
        return ()


@dataclass(slots=True)
class Enter(Operation):
    """The node begins."""

    def perform(self, performance: Performance, index: int) -> int:
        performance.enter()
        return index + 1


@dataclass(slots=True)
class Act(Operation):
    """An action paragraph."""

    key: str
    text: str | Callable[[Performance], str]
    picture: dict[str, str]  # shot, look, seed
    _made: Action | None = None

    def perform(self, performance: Performance, index: int) -> int:
        made = self._made
        if made is not None and not performance.prepared:
            performance.show(made)
        elif text := said(self.text, performance):
            picture = performance.picture(self.picture)
            made = Action(key=self.key, text=text, **framed(picture))
            performance.show(made)
            if picture is self.picture and text is self.text:
                self._made = made
        return index + 1


@dataclass(slots=True)
class Say(Operation):
    """A line."""

    key: str
    character: str
    text: str | Callable[[Performance], str]
    manner: str
    extension: str
    picture: dict[str, str]
    id: str = ""
    partners: tuple[str, ...] = ()  # keys of the lines that it may be spoken together with
    _made: Line | None = None

    def perform(self, performance: Performance, index: int) -> int:
        made = self._made
        if made is not None and not performance.prepared:
            performance.show(made)
        elif text := said(self.text, performance):
            picture = performance.picture(self.picture)
            made = self._line(text, picture, together=performance.is_speaking(self.partners))
            performance.show(made)
            if picture is self.picture and text is self.text and not self.partners:
                self._made = made
        return index + 1

    def _line(self, text: str, picture: dict[str, str], *, together: bool) -> Line:
        manner, extension = self.manner, self.extension
        speech = {"character": self.character, "text": text, "manner": manner, "extension": extension, "id": self.id}
        return Line(key=self.key, **speech, **framed(picture), together=together)


@dataclass(slots=True)
class Sound(Operation):
    """Ambience, music, an effect or silence."""

    key: str
    sort: Literal["ambience", "music", "sfx", "silence"]
    words: str
    _made: Cue | None = None

    def perform(self, performance: Performance, index: int) -> int:
        self._made = self._made or Cue(key=self.key, sort=self.sort, words=self.words)
        performance.show(self._made)
        return index + 1


@dataclass(slots=True)
class Frame(Operation):
    """Picture words on a line of their own: they belong to the next shot."""

    picture: dict[str, str]

    def perform(self, performance: Performance, index: int) -> int:
        performance.prepare(self.picture)
        return index + 1


@dataclass(slots=True)
class Store(Operation):
    """`set name = ...`."""

    name: str
    question: Question

    def perform(self, performance: Performance, index: int) -> int:
        performance.store(self.name, self.question.ask(performance))
        return index + 1


@dataclass(slots=True)
class Branch(Operation):
    """On to the next instruction if the condition holds, else to `other`."""

    question: Question | None  # None: the first time that it is passed ([[once]])
    key: str
    other: int = STOP

    def perform(self, performance: Performance, index: int) -> int:
        holds = self.question.ask(performance) if self.question else performance.count(self.key) == 0
        return index + 1 if holds else self.other

    def leaps(self) -> tuple[int, ...]:
        return (self.other,)


@dataclass(slots=True)
class Skip(Operation):
    """On at `target` in the same node."""

    target: int = STOP

    def perform(self, performance: Performance, index: int) -> int:  # noqa: ARG002
        return self.target

    def falls(self) -> bool:
        return False

    def leaps(self) -> tuple[int, ...]:
        return (self.target,)


@dataclass(slots=True)
class Go(Operation):
    """On to another node. `fell`: because the node has no exit of its own; `bare`: a transition that names no node."""

    target: str
    transition: str
    fell: bool = False
    bare: bool = False
    _made: GoOn | None = None

    def perform(self, performance: Performance, index: int) -> int:
        if performance.performed:
            self._made = self._made or GoOn(target=self.target)
            return performance.stop(self._made, index)
        return performance.move(self.target, 0, self.transition, index)

    def falls(self) -> bool:
        return False

    def leads(self) -> tuple[str, ...]:
        return (self.target,)


@dataclass(slots=True)
class Call(Operation):
    """A detour: on to another node, and back here with `[[return]]`."""

    target: str

    def perform(self, performance: Performance, index: int) -> int:
        return performance.call(self.target, index)

    def leads(self) -> tuple[str, ...]:
        return (self.target,)


@dataclass(slots=True)
class Return(Operation):
    """Back from a detour."""

    def perform(self, performance: Performance, index: int) -> int:
        return performance.back(self.line, index)

    def falls(self) -> bool:
        return False


@dataclass(slots=True)
class Draw(Operation):
    """On to a node of a tag whose condition holds: the best one, or as the strategy says."""

    tag: str
    candidates: tuple[str, ...]
    strategy: Strategy = "best"

    def perform(self, performance: Performance, index: int) -> int:
        return performance.draw_node(self, index)

    def leads(self) -> tuple[str, ...]:
        return self.candidates


@dataclass(slots=True)
class End(Operation):
    """The show ends."""

    title: str
    fell: bool = False

    def perform(self, performance: Performance, index: int) -> int:
        return performance.stop(TheEnd(title=self.title), index)

    def falls(self) -> bool:
        return False


@dataclass(slots=True)
class Open(Operation):
    """A choice point begins."""

    id: str
    question: str | Callable[[Performance], str]
    window_s: float | None
    tail_s: float
    essential: str
    column: int
    vote: bool = False
    offers: list[Offer] = field(default_factory=list)
    counts: bool = False  # whether asking its choices counts something ([[once]], texts in order)
    made: OnOffer | None = None

    def perform(self, performance: Performance, index: int) -> int:
        performance.open_point(index)
        return index + 1


@dataclass(slots=True)
class Offer(Operation):
    """A choice of the open choice point; its body follows, the next choice stands at `after`."""

    id: str
    text: str | Callable[[Performance], str]
    sticky: bool
    column: int
    words: str  # as written
    conditions: list[Question] = field(default_factory=list)
    reason: str = ""
    lock: Question | None = None
    is_default: bool = False
    cut: Literal["now", "beat", "end"] = "now"
    says: tuple[str, ...] = ()
    body: int = STOP
    after: int = STOP
    enclosed: bool = False  # by an [[if]] of the list
    _made: Choice | None = None

    def perform(self, performance: Performance, index: int) -> int:  # noqa: ARG002
        if not (not self.sticky and performance.was_taken(self.id)) and all(
            condition.ask(performance) for condition in self.conditions
        ):
            performance.offered.append(self._choice(performance))
        return self.after

    def _choice(self, performance: Performance) -> Choice:
        locked = self.reason if self.reason and (self.lock is None or self.lock.ask(performance)) else ""
        made = self._made
        if made is None or made.locked != locked:
            text, default = said(self.text, performance), self.is_default
            made = Choice(id=self.id, text=text, is_default=default, cut=self.cut, locked=locked, says=self.says)
            if text is self.text:
                self._made = made
        return made

    def falls(self) -> bool:
        return False

    def leaps(self) -> tuple[int, ...]:
        return (self.body, self.after)

    @property
    def always_open(self) -> bool:
        return self.sticky and not self.conditions and not self.reason and not self.enclosed


@dataclass(slots=True)
class Close(Operation):
    """All choices of the point are known: stop there if one is open, else go on."""

    point: Open

    def perform(self, performance: Performance, index: int) -> int:
        choices = performance.offered
        if not all(choice.locked for choice in choices):
            return performance.stop_at_choice(self._on_offer(tuple(choices), performance))
        performance.notice(
            "S803", self.point.line, self.point.column, "this choice point had nothing open; the show went on"
        )
        return index + 1

    def _on_offer(self, choices: tuple[Choice, ...], performance: Performance) -> OnOffer:
        point = self.point
        if point.made is not None and point.made.choices == choices:
            return point.made
        question = said(point.question, performance)
        times = {"window_s": point.window_s, "tail_s": point.tail_s}
        made = OnOffer(
            id=point.id, question=question, **times, essential=point.essential, vote=point.vote, choices=choices
        )
        if question is point.question:
            point.made = made
        return made

    def falls(self) -> bool:
        return not any(offer.always_open for offer in self.point.offers)
