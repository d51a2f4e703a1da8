"""Where people and places are mentioned: in the bible, in cues and headings, and by name anywhere in the words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from runtime.director.bible import longest_names
from runtime.story.script import Speech
from runtime.writer.server.position import Spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story import Node, Story
    from runtime.story.script import TitleEntry
    from runtime.writer.server.draft import Draft, Sheet

    Named = tuple[Literal["cast", "place"], str, Spot, Literal["definition", "use"], str]

MAX_NAMES = 500  # of people that are looked for everywhere

_ITEM = re.compile(r"\s*(\S.*?)(?=\s+[-–—]+\s|:\s|\s*$)")
_VALUE = re.compile(r"[^:]*:\s*(\S.*?)(?=\s+[-–—]+\s|\s*$)")
_DEAF = re.compile(
    r"\[\[\s*(?:var|set|if|elif|when:|call:|tag:|id:|include:|line:)[^\]]*\]\]|->.*$|^\s*>.*$|#[^#]*#\s*$"
)


def name_mentions(draft: Draft) -> Iterator[Named]:
    """(sort, name, spot, role, node id) of every person and place."""
    story = draft.story
    if story is None:
        return
    sheet = draft.sheets[story.file]
    for entry in story.title_page:
        if entry.key in ("cast", "places"):
            for name, spot in _items(entry, sheet):
                yield "cast" if entry.key == "cast" else "place", name, spot, "definition", ""
    yield from _places(draft, story)
    yield from _people(draft, story)


def people_of(story: Story) -> tuple[str, ...]:
    """The names of the cast, then of everyone else who speaks."""
    elements = (element for node in story.nodes.values() for element in node.elements)
    speakers = (element.name for element in elements if isinstance(element, Speech))
    return tuple(dict.fromkeys((*(member.name for member in story.cast), *speakers)))


def places_of(story: Story) -> tuple[str, ...]:
    """The names of the bible's places, then of all other headings."""
    headings = (node.heading.place.upper() for node in story.nodes.values())
    return tuple(dict.fromkeys(filter(None, (*(place.name for place in story.places), *headings))))


def _items(entry: TitleEntry, sheet: Sheet) -> Iterator[tuple[str, Spot]]:
    """The names that an entry of the bible gives, upper case."""
    number = entry.line - 1
    shape = _VALUE
    while number < len(sheet.clean):
        line = sheet.clean[number]
        if number > entry.line - 1 and not line[:1].isspace():
            return
        found = shape.match(line)
        if found:
            yield found[1].upper(), Spot(sheet.file, number, found.start(1), found.end(1))
        shape, number = _ITEM, number + 1


def _places(draft: Draft, story: Story) -> Iterator[Named]:
    """Each heading's longest name of a place, as the director finds it."""
    names = [place.name for place in story.places if place.name]
    for node in story.nodes.values():
        line = draft.sheets[node.file].clean[node.line - 1]
        words = node.heading.place.upper()
        name = next(iter(longest_names(words, names)), "") or words
        at = line.upper().find(name) if name else -1
        if at >= 0 and len(line.upper()) == len(line):
            yield "place", name, Spot(node.file, node.line - 1, at, at + len(name)), "use", node.id


def _people(draft: Draft, story: Story) -> Iterator[Named]:
    """Names of people in all words that are performed or describe; in capitals, or with a capital."""
    names = sorted(people_of(story)[:MAX_NAMES], key=len, reverse=True)
    if not names:
        return
    shape = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)
    bible = (entry for entry in story.title_page if entry.key == "cast")
    given = {spot for entry in bible for _, spot in _items(entry, draft.sheets[story.file])}
    for sheet, first, last, node in _stretches(draft, story):
        for number in range(first, last):
            line = sheet.clean[number]
            taken = (
                [found.span() for found in _DEAF.finditer(line)] if "[" in line or "#" in line or ">" in line else []
            )
            for found in shape.finditer(line):
                spot = Spot(sheet.file, number, *found.span())
                if spot not in given and not found[0][0].islower() and not _within(spot.start, taken):
                    yield "cast", found[0].upper(), spot, "use", node


def _within(column: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= column < end for start, end in spans)


def _stretches(draft: Draft, story: Story) -> Iterator[tuple[Sheet, int, int, str]]:
    """(sheet, first line, line after the last, node id): the bible's entries and all scenes."""
    own = draft.sheets[story.file]
    for entry in story.title_page:
        if entry.key in ("cast", "places"):
            yield own, entry.line - 1, min(len(own.clean), entry.line + len(entry.items)), ""
    by_file: dict[str, list[Node]] = {}
    for node in story.nodes.values():
        by_file.setdefault(node.file, []).append(node)
    for file, nodes in by_file.items():
        nodes.sort(key=lambda node: node.line)
        ends = [node.line - 1 for node in nodes[1:]] + [len(draft.sheets[file].clean)]
        for node, end in zip(nodes, ends, strict=True):
            yield draft.sheets[file], node.line - 1, end, node.id
