"""Writes a story as text: the same bytes that were read, unless its elements were changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.story.model import Story


def write_story(story: Story, file: str = "") -> str:
    """The text of a story's own file, or of one that it includes."""
    head = next((one for one in story.included if one.file == file), story)
    pieces = [head.opening, *(element.source for element in head.preamble)]
    for node in story.nodes.values():
        if node.file == head.file:
            pieces.append(node.source)
            pieces.extend(element.source for element in node.elements)
    return "".join(pieces)
