"""A story compiled: every node a flat list of instructions, so that a position is (node, index).

What cannot be compiled is left out and reported; `read_story` gives no story where something was left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.story.body import Body
from runtime.story.diagnostics import Report, quote
from runtime.story.expression import Kind, Scope
from runtime.story.fountain.text import slug
from runtime.story.names import MAX_EXPRESSIONS, Names
from runtime.story.operation import Offer, Question
from runtime.story.script import Assign, Condition, Notes, Option, Paragraph, Speech, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story.model import Node, Story
    from runtime.story.operation import Operation
    from runtime.story.script import Element, Note

MAX_VARIABLES = 2_000
_ENUM = re.compile(r"enum\(\s*([^\W\d]\w*(?:\s*,\s*[^\W\d]\w*){0,99})\s*\)$", re.ASCII)


@dataclass(frozen=True)
class Variable:
    """A declared variable with the value it begins with."""

    name: str
    kind: Kind
    question: Question


@dataclass
class Scene:
    """A node with its instructions."""

    node: Node
    operations: list[Operation] = field(default_factory=list)
    conditions: tuple[Question, ...] = ()  # [[when: ...]]
    weight: int = 0  # how specific its conditions are
    tags: tuple[str, ...] = ()


@dataclass
class Program:
    """What the interpreter plays."""

    scenes: dict[str, Scene]
    variables: tuple[Variable, ...]
    offers: Mapping[tuple[str, str], Offer]  # (node id, choice id)
    report: Report
    read: frozenset[str] = frozenset()  # variables that something reads
    scope: Scope = field(default_factory=Scope)  # what its expressions may name

    def tell(self, report: Report) -> None:
        """Add what compiling found."""
        report.absorb(self.report)


def notes_of(element: Element) -> Iterator[Note]:
    """All notes of an element, in their order."""
    if isinstance(element, (Notes, Option)):
        yield from element.notes
    elif isinstance(element, Paragraph):
        for run in element.runs:
            if not isinstance(run, str):
                yield run
    elif isinstance(element, Speech):
        for segment in element.segments:
            for run in segment.runs:
                if not isinstance(run, str):
                    yield run


def files_of(story: Story) -> Iterator[tuple[str, tuple[Element, ...]]]:
    """All elements of a story in groups, with the file that each group stands in."""
    yield story.file, story.preamble
    for one in story.included:
        yield one.file, one.preamble
    for node in story.nodes.values():
        yield node.file, node.elements


def compile_story(story: Story) -> Program:
    """Compile every node. Never fails; see `Program.report`."""
    report = Report(story.file)
    names = Names(story, report, _option_ids(story, report))
    variables = _variables(story, names)
    report.file = story.file
    names.scope = Scope(
        variables={variable.name: variable.kind for variable in variables},
        words=frozenset(word for variable in variables for word in variable.kind.words),
        nodes={node: frozenset(ids) for node, ids in names.choices.items()},
        closest=report.closest,
    )
    tags = {node.id: _node_tags(node) for node in story.nodes.values()}
    names.tags = _tagged(tags)
    names.limit = MAX_EXPRESSIONS + 2 * len(story.nodes)
    scenes: dict[str, Scene] = {}
    offers: dict[tuple[str, str], Offer] = {}
    ids = list(story.nodes)
    for node, following in zip(story.nodes.values(), [*ids[1:], ""], strict=False):
        if report.drowned:
            break
        report.file = node.file
        body = Body(node, following, names)
        operations = body.compile()
        scenes[node.id] = _scene(node, operations, tags[node.id], names)
        if names.choices[node.id]:
            offers.update({(node.id, one.id): one for one in operations if isinstance(one, Offer)})
    if story.start and story.start not in scenes:
        _report_start(story, report)
    report.file = story.file
    return Program(scenes, tuple(variables), offers, report, frozenset(names.read), names.scope)


def _report_start(story: Story, report: Report) -> None:
    line = next((entry.line for entry in story.title_page if entry.key == "start"), 1)
    close = report.closest(story.start, story.nodes)
    why = f"did you mean “{close}”?" if close else ""
    report.add(
        "S204",
        line,
        1,
        f"there is no scene “{quote(story.start)}” to begin with",
        why,
        f"Start: {close}" if close else "",
    )


def _option_ids(story: Story, report: Report) -> dict[str, tuple[str, ...]]:
    """For each node the ids of its choices, in their order."""
    found = {}
    for node in story.nodes.values():
        report.file = node.file
        options = [element for element in node.elements if isinstance(element, Option)]
        found[node.id] = _ids(options, report) if options else ()
    return found


def _id_note(option: Option) -> Words | None:
    return next((note for note in option.notes if isinstance(note, Words) and note.sort == "id"), None)


def _ids(options: list[Option], report: Report) -> tuple[str, ...]:
    written = [_id_note(one) if one.notes else None for one in options]
    taken: set[str] = set()
    for note in written:
        if note and note.words.lower() in taken:
            report.add(
                "S409", note.line, note.column, f"the choice id “{quote(note.words)}” is given twice in this node"
            )
        if note:
            taken.add(note.words.lower())
    found = []
    counts: dict[str, int] = {}
    for option, note in zip(options, written, strict=True):
        if note:
            found.append(note.words.lower())
            continue
        base = identity = slug(option.text) or "choice"
        while identity in taken:
            counts[base] = counts.get(base, 1) + 1
            identity = f"{base}-{counts[base]}"
        taken.add(identity)
        found.append(identity)
    return tuple(found)


def _variables(story: Story, names: Names) -> list[Variable]:
    """All declarations in the order of the file; each may name the ones before it."""
    found: dict[str, Variable] = {}
    kinds: dict[str, Kind] = {}
    names.scope = Scope(
        variables=kinds,
        nodes={node: frozenset(ids) for node, ids in names.choices.items()},
        closest=names.report.closest,
    )
    for file, note in _declarations(story):
        names.report.file = file
        if note.name in found:
            why = f"line {found[note.name].question.line} declares it too"
            instead = f"[[set {note.name} = {quote(note.expression)}]]"
            names.report.add("S307", note.line, note.column, f"“{note.name}” is declared twice", why, instead)
            continue
        if len(found) >= MAX_VARIABLES:
            names.report.add("S307", note.line, note.column, f"there are more than {MAX_VARIABLES} variables")
            break
        variable = _variable(note, names)
        if variable:
            found[note.name] = variable
            kinds[note.name] = variable.kind
    return list(found.values())


def _declarations(story: Story) -> Iterator[tuple[str, Assign]]:
    for file, elements in files_of(story):
        for element in elements:
            if isinstance(element, Paragraph) and len(element.runs) == 1 and isinstance(element.runs[0], str):
                continue  # as nearly all are
            for note in notes_of(element):
                if isinstance(note, Assign) and note.verb == "var":
                    yield file, note


def _variable(note: Assign, names: Names) -> Variable | None:
    if note.operator != "=":
        why = "a declaration gives the first value"
        names.report.add(
            "S301", note.line, note.column, f"“{note.operator}” cannot declare", why, f"[[var {note.name} = 0]]"
        )
        return None
    enum = _ENUM.match(note.expression.strip())
    expression = f'"{enum[1].partition(",")[0].strip()}"' if enum else note.expression
    question = names.question(expression, note.line, note.at)
    if question is None:
        return Variable(note.name, Kind("number"), names.zero(note))
    words = tuple(dict.fromkeys(word.strip() for word in enum[1].split(","))) if enum else ()
    return Variable(note.name, Kind("enum", words) if enum else question.compiled.kind, question)


def _tagged(tags: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """For each tag the nodes that carry it."""
    found: dict[str, dict[str, None]] = {}
    for node, own in tags.items():
        for tag in own:
            found.setdefault(tag, {})[node] = None
    return {tag: tuple(nodes) for tag, nodes in found.items()}


def _node_tags(node: Node) -> tuple[str, ...]:
    notes = _lone_notes(node)
    return tuple(note.words.lower() for note in notes if isinstance(note, Words) and note.sort == "tag")


def _lone_notes(node: Node) -> list[Note]:
    """The notes that stand on lines of their own."""
    return [note for element in node.elements if isinstance(element, Notes) for note in element.notes]


def _scene(node: Node, operations: list[Operation], tags: tuple[str, ...], names: Names) -> Scene:
    whens = [note for note in _lone_notes(node) if isinstance(note, Condition) and note.sort == "when"]
    if not whens:
        return Scene(node, operations, tags=tags)
    asked = [names.question(note.expression, note.line, note.at) for note in whens]
    conditions = tuple(question for question in asked if question)
    weight = sum(1 + question.compiled.source.count(" and ") for question in conditions)
    return Scene(node, operations, conditions, weight, tags)
