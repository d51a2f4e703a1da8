"""Scenes of one file: a heading with its id, and the elements under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.fountain.heading import ID, ID_SHAPE, parse_heading
from runtime.story.fountain.text import gathered, slug
from runtime.story.model import Node
from runtime.story.script import Aside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.diagnostics import Report
    from runtime.story.fountain.scanner import Scanner
    from runtime.story.script import Element


MAX_ELEMENTS = 20_000  # paragraphs, speeches, choices and notes of a scene
_HEADS = frozenset("IEie. \t")  # what the line of a heading may begin with


def read_elements(scanner: Scanner) -> tuple[Element, ...]:
    """All elements up to the next heading or the end."""
    found: list[Element] = []
    clean, count, source = scanner.clean, scanner.count, scanner.source
    at = scanner.at
    while at < count and not (clean[at][0] in _HEADS and scanner.at_heading()) and not scanner.report.drowned:
        element = scanner.element()
        scanner.skip_blank()
        element.source = source.slice(at, scanner.at)
        found.append(element)
        if len(found) > MAX_ELEMENTS:
            what = f"this scene has more than {MAX_ELEMENTS} paragraphs, speeches and notes"
            scanner.report.give_up("S103", element.line, 1, what, "", "a scene heading above it")
        at = scanner.at
    return tuple(found)


def read_nodes(scanner: Scanner, file: str) -> Iterator[Node]:
    """All scenes up to the end, with their ids as written (empty where none is)."""
    while scanner.at < scanner.count and not scanner.report.drowned:
        first = scanner.at
        scanner.leave_node()
        words, identity, column = _heading(scanner)
        scanner.skip_blank()
        source = scanner.source.slice(first, scanner.at)
        elements = read_elements(scanner)
        yield Node(
            id=identity.lower(),
            named=bool(identity),
            heading=parse_heading(words),
            line=first + 1,
            column=column,
            source=source,
            synopsis=_synopsis(elements),
            elements=elements,
            file=file,
        )


def _heading(scanner: Scanner) -> tuple[str, str, int]:
    """The words of a heading, its id, and the column (1-based) of the id."""
    first = scanner.at
    line = scanner.logical()
    runs = scanner.runs(line, first) if "[[" in line else ()
    words = " ".join(run for run in runs if isinstance(run, str)).strip() if runs else line.strip()
    for note in runs:
        if not isinstance(note, str) and note.kind != "remark":
            why = "the shot, its sound and its conditions stand under the heading"
            scanner.report.add("S119", note.line, note.column, "a note stands in a heading", why, "a line of its own")
    match = ID.search(words) if words.endswith("#") else None
    if match is None:
        return words, "", 1
    column = max(0, line.find(match[0].rstrip())) + 1
    _check_id(match[1].strip(), first + 1, column, scanner.report)
    return words[: match.start()].strip(), match[1].strip(), column


def _check_id(identity: str, line: int, column: int, report: Report) -> None:
    if identity and not ID_SHAPE.match(identity):
        why = "an id has letters, digits, “.” and “-”, and no spaces"
        report.add("S112", line, column, f"“{quote(identity)}” is not an id", why, f"#{slug(identity) or 'id'}#")


def _synopsis(elements: tuple[Element, ...]) -> str:
    return gathered(" ".join(e.text for e in elements if isinstance(e, Aside) and e.sort == "synopsis"))
