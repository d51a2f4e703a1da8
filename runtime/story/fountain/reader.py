"""Reads a story's text into the writer's structures: every character of the file is in one element's `source`."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from runtime.story.diagnostics import Report, quote
from runtime.story.fountain.heading import ID, ID_SHAPE, parse_heading
from runtime.story.fountain.scanner import Scanner
from runtime.story.fountain.source import MAX_LINES, Source
from runtime.story.fountain.text import gathered, slug
from runtime.story.fountain.titlepage import read_title_page, settings
from runtime.story.model import Node, Reading, Story
from runtime.story.script import Aside, JumpLine, Option, Paragraph, Speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.script import Element

MAX_CHARACTERS = 8 * 1024 * 1024


def read_story(text: str, file: str = "story.fountain") -> Reading:
    """Read a story. Never fails: what is wrong with the text is in the diagnostics, and `story` is None on an error."""
    report = Report(file)
    if not _is_readable(text, report):
        return Reading(story=None, diagnostics=report.sorted())
    with _collector_at_rest():
        draft = _read(text, file, report)
        if not report.drowned:
            draft.program.tell(report)
    if report.drowned:
        return Reading(story=None, diagnostics=report.sorted())
    story = None if report.failed else draft
    return Reading.model_construct(story=story, diagnostics=report.sorted(), draft=draft)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A story is a hundred thousand small values and no rubbish: looking for some doubles the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _is_readable(text: str, report: Report) -> bool:
    if not text.strip("\ufeff \t\r\n"):
        report.add(
            "S101",
            1,
            1,
            "the story is empty",
            "a show needs a scene heading and something to perform",
            "INT. ROOM - DAY",
        )
    elif len(text) > MAX_CHARACTERS:
        report.add(
            "S103", 1, 1, f"the story has {len(text)} characters, more than {MAX_CHARACTERS}", "", "a shorter file"
        )
    elif (lines := max(text.count("\n"), text.count("\r"))) > MAX_LINES:
        report.add("S103", 1, 1, f"the story has {lines} lines, more than {MAX_LINES}", "", "a shorter file")
    elif "\x00" in text[:4096]:
        why = "it holds bytes that no text has"
        report.add("S114", 1, 1, "the file is not text", why, "a file saved as plain text in UTF-8")
    return not report.failed


def _read(text: str, file: str, report: Report) -> Story:
    source = Source(text, report)
    entries, at = read_title_page(source)
    scanner = Scanner(source, report, at)
    scanner.skip_blank()
    opening = source.slice(0, scanner.at)
    preamble = _elements(scanner)
    nodes = _nodes(scanner, file)
    _warn_of_preamble(preamble, report)
    if not nodes:
        report.add("S102", 1, 1, "the story has no scene heading", "a scene begins with one", "INT. ROOM - DAY #room#")
    fields: dict[str, Any] = settings(entries, report)
    fields.update(file=file, opening=opening, preamble=preamble, nodes=_identified(nodes, report))
    fields["endings"] = _endings([*preamble, *(element for node in nodes for element in node.elements)])
    fields["digest"] = blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
    fields.setdefault("start", next(iter(fields["nodes"]), ""))
    return Story(**fields) if len(nodes) < 50 else Story.model_construct(**fields)


def _elements(scanner: Scanner) -> tuple[Element, ...]:
    """All elements up to the next heading or the end."""
    found: list[Element] = []
    while scanner.at < scanner.count and not scanner.at_heading() and not scanner.report.drowned:
        first = scanner.at
        element = scanner.element()
        scanner.skip_blank()
        found.append(_with_source(element, scanner.source.slice(first, scanner.at)))
    return tuple(found)


def _with_source(element: Element, source: str) -> Element:
    object.__setattr__(element, "source", source)  # the scanner has just made it: nobody else has seen it
    return element


def _nodes(scanner: Scanner, file: str) -> list[Node]:
    """All scenes, ids as written (empty where none is)."""
    found: list[Node] = []
    while scanner.at < scanner.count and not scanner.report.drowned:
        first = scanner.at
        scanner.leave_node()
        words = scanner.logical()
        runs = scanner.runs(words, first)
        notes = tuple(run for run in runs if not isinstance(run, str))
        words = " ".join(run for run in runs if isinstance(run, str)).strip()
        identity, column = "", len(words) - len(words.lstrip()) + 1
        if words.endswith("#") and (match := ID.search(words)):
            identity, column = match[1].strip(), match.start() + 1
            words = words[: match.start()]
            _check_id(identity, first + 1, column, scanner.report)
        if notes:
            why = "the shot, its sound and its conditions stand under the heading"
            scanner.report.add(
                "S119", notes[0].line, notes[0].column, "a note stands in a heading", why, "a line of its own"
            )
        scanner.skip_blank()
        source = scanner.source.slice(first, scanner.at)
        elements = _elements(scanner)
        heading = parse_heading(words.strip())
        found.append(
            Node(
                identity.lower(),
                bool(identity),
                heading,
                first + 1,
                column,
                source,
                _synopsis(elements),
                elements,
                file,
            )
        )
    return found


def _check_id(identity: str, line: int, column: int, report: Report) -> None:
    if identity and not ID_SHAPE.match(identity):
        why = "an id has letters, digits, “.” and “-”, and no spaces"
        report.add("S112", line, column, f"“{quote(identity)}” is not an id", why, f"#{slug(identity) or 'id'}#")


def _synopsis(elements: tuple[Element, ...]) -> str:
    return gathered(" ".join(e.text for e in elements if isinstance(e, Aside) and e.sort == "synopsis"))


def _identified(nodes: list[Node], report: Report) -> dict[str, Node]:
    """Nodes by id: written ids first, then slugs, which get `-2` where they repeat."""
    taken: dict[str, Node] = {}
    for node in nodes:
        if node.named and node.id in taken:
            before = taken[node.id]
            why = f"line {before.line} has it too"
            report.add(
                "S203", node.line, node.column, f"the id “{quote(node.id)}” is given twice", why, f"#{node.id}-2#"
            )
        elif node.named:
            taken[node.id] = node
    found: dict[str, Node] = {}
    counts: dict[str, int] = {}
    for node in nodes:
        identity = node.id
        if not node.named:
            identity = _free(slug(node.heading.text) or "scene", taken, counts)
        elif identity in found:
            identity = _free(identity, taken, counts)
        found[identity] = taken[identity] = node if identity == node.id else replace(node, id=identity)
    return found


def _free(base: str, taken: dict[str, Node], counts: dict[str, int]) -> str:
    number = counts.get(base, 0) + 1
    identity = base if number == 1 else f"{base}-{number}"
    while identity in taken:
        number += 1
        identity = f"{base}-{number}"
    counts[base] = number
    return identity


def _endings(elements: list[Element]) -> tuple[str, ...]:
    """Titles of all ends, each once."""
    found: dict[str, None] = {}
    for element in elements:
        if isinstance(element, (JumpLine, Option)) and element.jump and element.jump.title:
            found[element.jump.title] = None
    return tuple(found)


def _warn_of_preamble(preamble: tuple[Element, ...], report: Report) -> None:
    for element in preamble:
        if isinstance(element, (Paragraph, Speech, Option, JumpLine)):
            why = "a performance begins with the first heading"
            report.add("S110", element.line, 1, "this text is not performed", why, "a scene heading above it")
            break
