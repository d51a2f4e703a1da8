"""What goes by a story's names beside its text: test plans and translation tables get a new name, too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import read_text, tables_of
from runtime.writer.plans import plans_beside
from runtime.writer.server.draft import Sheet
from runtime.writer.server.mentions import names_in
from runtime.writer.server.position import Edit, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from runtime.story import Story
    from runtime.writer.server.mentions import Mention

_NODE = re.compile(r"\s*expect\s*:\s*(?:not?\s+)?node\s+#?([\w.-]+)#?\s*$", re.IGNORECASE)
_ASKED = re.compile(r"\s*expect\s*:\s*(?:not?\s+)?var\s+", re.IGNORECASE)
_GIVEN = re.compile(r"\s*set\s*:\s*", re.IGNORECASE)


def sheets_beside(story: Story, unsaved: Mapping[Path, str]) -> dict[str, Sheet]:
    """Plans and tables of a story by their paths; what is open in the editor counts as it stands there."""
    found: dict[str, Sheet] = {}
    for path in (*plans_beside(story), *tables_of(story).values()):
        text = unsaved.get(path.resolve()) or _read(path)
        if text:
            found[str(path)] = Sheet(str(path), text)
    return found


def _read(path: Path) -> str:
    """The text of a file; nothing where it is none that we could write again."""
    try:
        return read_text(path)
    except LibraryError:
        return ""


def edits_beside(mention: Mention, new: str, sheets: Mapping[str, Sheet]) -> Iterator[Edit]:
    """The edits outside of the story that give a node or a variable another name."""
    for sheet in sheets.values():
        for number, line in enumerate(sheet.lines):
            spans = _in_plan(mention, line) if sheet.file.endswith(".plan") else _in_table(mention, line, sheet)
            yield from (Edit(Spot(sheet.file, number, start, end), new) for start, end in spans)


def _in_plan(mention: Mention, line: str) -> Iterator[tuple[int, int]]:
    if mention.sort == "node" and (found := _NODE.match(line)) and found[1].lower() == mention.name:
        yield found.span(1)
    expression = _ASKED.match(line) or _GIVEN.match(line)
    for sort, name, start, end in names_in(line, expression.end(), len(line)) if expression else ():
        if (sort, name) == (mention.sort, mention.name):
            yield start, end


def _in_table(mention: Mention, line: str, sheet: Sheet) -> Iterator[tuple[int, int]]:
    """A row's key, “stairs/open”, “stairs?2”, “stairs:heading”; and its last column, if that is the node's."""
    if mention.sort != "node":
        return
    name = re.escape(mention.name)
    if key := re.match(rf"\ufeff?\"?({name})[/?:]", line, re.IGNORECASE):
        yield key.span(1)
    last = re.search(rf"[,;\t]\"?({name})\"?$", line, re.IGNORECASE)
    if last and re.search(r"[,;\t]\"?node\"?$", sheet.lines[0], re.IGNORECASE):
        yield last.span(1)
