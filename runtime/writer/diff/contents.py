"""What is compared of a story: what its nodes say, ask and decide, as values without places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.story.operation import Offer
from runtime.story.program import notes_of
from runtime.story.script import (
    Assign,
    Condition,
    JumpLine,
    Lock,
    Mark,
    Opening,
    Option,
    Paragraph,
    Remark,
    Speech,
    Words,
)
from runtime.writer.graph.screenplay import note_words, words_of
from runtime.writer.graph.ways import ways_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story import Story
    from runtime.story.program import Scene, Variable
    from runtime.story.script import Element, Note, Run
    from runtime.writer.graph.ways import Way


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line, or an action paragraph."""

    who: str  # with extension and manner: "MARA (V.O.) (whispering)"; empty: action
    text: str
    line: int
    id: str = ""

    @property
    def said(self) -> tuple[str, str]:
        return self.who, self.text


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice."""

    id: str
    text: str
    sticky: bool
    line: int


@dataclass(frozen=True)
class Content:
    """Everything of one node that is compared."""

    heading: str
    synopsis: str
    line: int
    spoken: tuple[Spoken, ...]
    choices: tuple[Chosen, ...]
    logic: tuple[str, ...]  # notes that do something, in their order
    ways: tuple[Way, ...]
    order: tuple[str, ...]  # everything that acts, as it stands: a line that leaves its [[if]] is seen by this

    @property
    def text(self) -> str:
        """All words of the node: by them it is known again under another id."""
        return "\n".join([*(one.text for one in self.spoken), *(one.text for one in self.choices)])


def contents_of(story: Story) -> dict[str, Content]:
    """The contents of every node, by its id, in the order of the file."""
    return {name: _content(scene) for name, scene in story.program.scenes.items()}


def _content(scene: Scene) -> Content:
    node = scene.node
    choices = tuple(
        Chosen(one.id, " ".join(one.words.split()), one.sticky, one.line)
        for one in scene.operations
        if isinstance(one, Offer)
    )
    spoken = tuple(one for element in node.elements for one in _spoken(element))
    logic = tuple(_logic(note) for element in node.elements for note in notes_of(element) if _acts(note))
    ways, order = ways_of(scene).out, tuple(one for element in node.elements for one in _ordered(element))
    return Content(node.heading.text, node.synopsis, node.line, spoken, choices, logic, ways, order)


def _ordered(element: Element) -> Iterator[str]:
    """What an element is, in its place and at its depth."""
    acting = [_logic(note) for note in notes_of(element) if _acts(note)]
    words = [f"{one.who}: {one.text}" for one in _spoken(element)]
    jump = ["jump"] if isinstance(element, JumpLine) or (isinstance(element, Option) and element.jump) else []
    option = [element.text] if isinstance(element, Option) else []
    yield from (f"{element.depth} {one}" for one in [*option, *words, *acting, *jump])


def _spoken(element: Element) -> Iterator[Spoken]:
    if isinstance(element, Paragraph):
        if text := _gathered(element.runs):
            yield Spoken("", text, element.line, _id(element.runs))
    elif isinstance(element, Speech):
        name = f"{element.name} ({element.extension})" if element.extension else element.name
        for segment in element.segments:
            who = f"{name} ({segment.manner})" if segment.manner else name
            yield Spoken(who, _gathered(segment.runs), segment.line, _id(segment.runs))


def _gathered(runs: tuple[Run, ...]) -> str:
    return " ".join(words_of(runs).split())


def _id(runs: tuple[Run, ...]) -> str:
    """The line id that a tool has written."""
    return next((run.words.lower() for run in runs if isinstance(run, Words) and run.sort == "line"), "")


def _acts(note: Note) -> bool:
    """Whether a note changes the show; ids and declarations are compared elsewhere, remarks are the author's."""
    if isinstance(note, Remark):
        return False
    if isinstance(note, Words):
        return note.sort not in ("line", "id", "include")
    return not (isinstance(note, Assign) and note.verb == "var")


def _logic(note: Note) -> str:
    """A note as it is written, whatever its spacing."""
    if isinstance(note, Opening):
        timed = "" if not note.timed else " off" if note.window_s is None else f" {note.window_s:g}s"
        tail = "" if note.tail_s is None else f" tail {note.tail_s:g}s"
        why = f' essential "{note.essential}"' if note.essential else ""
        return f"choice{timed}{tail}{' vote' if note.vote else ''}{why}: {note.question}"
    if isinstance(note, (Assign, Condition, Lock, Mark, Words)):
        return " ".join(note_words(note).split())
    return note.text


def variables_of(story: Story) -> dict[str, tuple[str, int]]:
    """What every variable begins with, as it is declared, and the line of its declaration."""
    return {one.name: (_declared(one), one.question.line) for one in story.program.variables}


def _declared(variable: Variable) -> str:
    if variable.kind.words:
        return f"enum({', '.join(variable.kind.words)})"
    return variable.question.compiled.source.strip()
