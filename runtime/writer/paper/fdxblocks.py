"""The paragraphs of a Final Draft document, with their styles and the script notes that stand at them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.writer.paper.emphasis import Styled
from runtime.writer.paper.fdxwriter import MARK, SPECS, STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.paper.fdxfile import Document, Tag

MAX_DEPTH = 20  # choices inside choices
_RANGE = re.compile(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$", re.ASCII)
_INCHES = re.compile(r"-?\d{1,3}(?:\.\d{1,4})?$", re.ASCII)
_OURS = re.compile(r"\s*\[\[\s*(?:choice|var|set|if|once)\b")


@dataclass
class Block:
    """A paragraph as it was read."""

    sort: str
    line: int  # of the file
    runs: list[Styled] = field(default_factory=list)
    number: str = ""
    depth: int = 0
    centred: bool = False
    summary: str = ""
    notes: list[tuple[int, str]] = field(default_factory=list)  # characters before it, and what it says
    sides: list[Block] = field(default_factory=list)  # dual dialogue
    omitted: int = 0  # scenes that are kept in the file and not in the script

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    def __len__(self) -> int:
        return len(self.text) + 2 * (bool(self.sides) + self.omitted)


@dataclass(frozen=True)
class Script:
    """The paragraphs of a script."""

    blocks: tuple[Block, ...]
    title: tuple[Block, ...]
    ours: bool  # it was written by Diorama: what stands in double brackets is meant


def read_script(document: Document) -> Script:
    """Take a document apart."""
    root = document.root
    edges = {sort: spec[0] for sort, spec in SPECS.items()} | dict(_edges(root))
    blocks = [block for content in root.all("Content") for block in _blocks(content, edges)]
    notes = [note for tag in root.all("ScriptNotes") for note in tag.all("ScriptNote")]
    ours = any(_said(note).startswith(MARK[:24]) for note in notes)
    ours = ours or any(block.sort == "General" and _OURS.match(block.text) for block in blocks)
    _place_notes(notes, blocks)
    for block in blocks:
        block.notes = [(at, words) for at, words in block.notes if words and not words.startswith(MARK[:24])]
        block.depth = min(block.depth, MAX_DEPTH) if ours else 0
    pages = (content for page in root.all("TitlePage") for content in page.all("Content"))
    return Script(tuple(blocks), tuple(block for page in pages for block in _blocks(page, edges)), ours)


def _edges(root: Tag) -> Iterator[tuple[str, float]]:
    """Where the words of each type begin, in inches."""
    for settings in root.all("ElementSettings"):
        for spec in settings.all("ParagraphSpec"):
            inches = spec.attributes.get("LeftIndent", "")
            if _INCHES.match(inches):
                yield settings.attributes.get("Type", ""), float(inches)


def _blocks(content: Tag, edges: dict[str, float]) -> Iterator[Block]:
    for tag in content.children:
        if tag.name == "Paragraph":
            yield _block(tag, edges)
        elif tag.name == "DualDialogue":
            yield Block("General", tag.line, sides=list(_blocks(tag, edges)))


def _block(tag: Tag, edges: dict[str, float]) -> Block:
    sort = " ".join(tag.attributes.get("Type", "").split()) or "General"
    block = Block(sort, tag.line, number=tag.attributes.get("Number", "").strip())
    block.centred = tag.attributes.get("Alignment", "").lower() == "center"
    inches = tag.attributes.get("LeftIndent", "")
    if _INCHES.match(inches):
        block.depth = max(0, round((float(inches) - edges.get(sort, SPECS["General"][0])) / STEP))
    length = 0
    for child in tag.children:
        if child.name == "Text":
            styles = frozenset(child.attributes.get("Style", "").split("+"))
            words = child.text.replace("\r\n", "\n").replace("\r", "\n")
            length += len(words)
            block.runs.append(Styled(words.upper() if "AllCaps" in styles else words, styles))
        elif child.name == "ScriptNote":
            block.notes.append((length, _said(child)))
        elif child.name == "DualDialogue":
            block.sides = list(_blocks(child, edges))
        elif child.name == "SceneProperties":
            block.summary = " ".join(_said(summary) for summary in child.all("Summary")).strip()
        elif child.name == "OmittedScene":
            block.omitted += 1
    return block


def _said(tag: Tag) -> str:
    """The paragraphs of a note, a line each."""
    return "\n".join("".join(text.text for text in one.all("Text")) for one in tag.all("Paragraph")).strip("\n")


def _place_notes(notes: list[Tag], blocks: list[Block]) -> None:
    """Script notes stand at characters of the whole script; every paragraph has one more than its words."""
    starts = [0]
    for block in blocks:
        starts.append(starts[-1] + len(block) + 1)
    for note in notes:
        found = _RANGE.match(note.attributes.get("Range", ""))
        end = int(found[2]) if found else 0
        if blocks:
            n = min(bisect_right(starts, end) - 1, len(blocks) - 1)
            blocks[n].notes.append((min(end - starts[n], len(blocks[n].text)), _said(note)))
