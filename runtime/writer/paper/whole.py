"""A story as one Fountain file that stands alone: what it includes is written where its scenes are played."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.story import write_story
from runtime.story.script import Notes, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from runtime.story import Story
    from runtime.story.script import Element

_INCLUDE = re.compile(r"\[\[\s*include:[^\[\]]*\]\][ \t]*")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def whole_text(story: Story) -> str:
    """The same bytes for a story without includes."""
    if not story.included:
        return write_story(story)
    pieces = [_opening(story), *_sources(story.preamble)]
    pieces += [source for one in story.included for source in _sources(one.preamble)]
    for node in story.nodes.values():
        if pieces[-1].strip() and not pieces[-1].endswith(("\n\n", "\r\n\r\n")):
            pieces.append("\n\n")
        pieces += [node.source, *_sources(node.elements)]
    return "".join(pieces)


def _opening(story: Story) -> str:
    """What stands before the first element, without `Include:`."""
    lines = _LINE.findall(story.opening)
    for entry in story.title_page:
        if entry.key == "include":
            for n in range(entry.line - 1, min(len(lines), entry.line + len(entry.items))):
                lines[n] = ""
    return "".join(lines)


def _sources(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        includes = isinstance(element, Notes) and any(
            isinstance(note, Words) and note.sort == "include" for note in element.notes
        )
        source = _INCLUDE.sub("", element.source) if includes else element.source
        if source.strip() or not includes:
            yield source
