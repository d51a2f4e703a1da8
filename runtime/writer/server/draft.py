"""A story as it stands in an editor: its texts, what was read of them, and where its names are mentioned."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.story import read_story
from runtime.story.diagnostics import Report
from runtime.story.fountain.source import Source
from runtime.writer.server.position import line_at, lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from runtime.library import StoryFile
    from runtime.story import Diagnostic, Node, Reading, Story
    from runtime.story.script import Element
    from runtime.writer.server.mentions import Index
    from runtime.writer.server.ways import Links


@dataclass
class Sheet:
    """One file of a story."""

    file: str  # as the reading names it
    text: str

    @cached_property
    def lines(self) -> list[str]:
        return lines_of(self.text)

    @cached_property
    def clean(self) -> list[str]:
        """The lines with their comments blanked, as the reader sees them."""
        return Source(self.text, Report(self.file)).clean

    def passage(self, element: Element | Node) -> str:
        """The lines of an element, comments blanked; it begins at the first column of `element.line`."""
        count = len(lines_of(element.source.rstrip()))
        return "\n".join(self.clean[element.line - 1 : element.line - 1 + count])


@dataclass
class Draft:
    """A story and its files. Nobody changes one; each change of a text makes another."""

    found: StoryFile
    reading: Reading
    sheets: Mapping[str, Sheet]  # by the reading's name of the file
    sounds: tuple[str, ...] = ()  # names of the sound files beside the story
    _names: dict[Path, str] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """The reading's name of the story's own file."""
        return str(self.found.path)

    @property
    def story(self) -> Story | None:
        """The story as far as it can be read."""
        return self.reading.draft

    def name_of(self, path: Path) -> str:
        """The reading's name of one of its files, from a resolved path; the main file's for strangers."""
        if not self._names:
            self._names.update({Path(file).resolve(): file for file in self.sheets})
        return self._names.get(path, self.main)

    def line(self, file: str, number: int) -> str:
        """A line of a file; an empty one where there is none."""
        sheet = self.sheets.get(file)
        return line_at(sheet.lines, number) if sheet else ""

    @cached_property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What reading and linting found."""
        from runtime.writer.server.findings import findings_of

        return findings_of(self)

    @cached_property
    def index(self) -> Index:
        """Every mention of a name."""
        from runtime.writer.server.mentions import Index, mentions_of

        return Index(mentions_of(self))

    @cached_property
    def links(self) -> Links:
        """The ways in and out of every node."""
        from runtime.writer.server.ways import Links, links_of

        return links_of(self.story) if self.story else Links({}, {})

    def node_at(self, file: str, number: int) -> Node | None:
        """The node to which a line (from 0) of a file belongs."""
        nodes = (node for node in self.story.nodes.values() if node.file == file) if self.story else ()
        return max((node for node in nodes if node.line <= number + 1), key=lambda node: node.line, default=None)

    def element_at(self, file: str, number: int) -> Element | None:
        """The element that a line (from 0) of a file belongs to."""
        node = self.node_at(file, number)
        elements = [one for one in node.elements if one.line <= number + 1] if node else []
        return elements[-1] if elements else None


def read_draft(found: StoryFile, sounds: tuple[str, ...] = ()) -> Draft:
    """Read a story. Never fails, whatever the text."""
    main = str(found.path)
    folder = main[: max(main.rfind("/"), main.rfind("\\")) + 1]
    texts = {main: found.text, **{folder + name: text for name, text in found.includes.items()}}
    reading = read_story(found.text, main, found.includes, found.looks)
    return Draft(found, reading, {file: Sheet(file, text) for file, text in texts.items()}, sounds)
