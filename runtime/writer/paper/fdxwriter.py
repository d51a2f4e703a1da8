"""Writes a story as a Final Draft document (.fdx): a screenplay that `fdx` reads again without losing anything.

Choices, conditions and jumps are paragraphs that anybody can read; shots, sounds, line ids and the writer's own notes
are script notes; what stands under a choice is indented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from runtime.story.beats import PICTURE, SOUND
from runtime.story.program import notes_of
from runtime.story.script import Aside, JumpLine, Mark, Notes, Option, Paragraph, Remark, Speech, Words
from runtime.writer.paper.emphasis import Styled, styled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story import Node, Story
    from runtime.story.script import Element, Note, Run, TitleEntry

MARK = "Written by Diorama. Choices, lines in [[double brackets]] and these notes are its instructions: keep them."
STEP = 0.25  # inches that a choice indents what stands under it
SPECS = {  # left and right edge of a type's words in inches, alignment, points above it, style
    "General": (1.5, 7.5, "Left", 0, ""),
    "Scene Heading": (1.5, 7.5, "Left", 24, "AllCaps"),
    "Action": (1.5, 7.5, "Left", 12, ""),
    "Character": (3.5, 7.25, "Left", 12, "AllCaps"),
    "Parenthetical": (3.0, 5.5, "Left", 0, ""),
    "Dialogue": (2.5, 6.0, "Left", 0, ""),
    "Transition": (5.5, 7.1, "Right", 12, "AllCaps"),
}
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_REST_OF_COMMENT = re.compile(r"\A(?:(?!/\*).)*?\*/", re.DOTALL)
_NOTE = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile(r"\s+")


@dataclass
class Block:
    """A paragraph of the document."""

    sort: str
    runs: list[Styled] = field(default_factory=list)
    depth: int = 0
    number: str = ""
    centred: bool = False
    summary: str = ""
    notes: list[tuple[int, str]] = field(default_factory=list)  # characters before it, and what it says
    sides: list[Block] = field(default_factory=list)  # dual dialogue

    def __len__(self) -> int:
        return sum(len(run.text) for run in self.runs) + 2 * bool(self.sides)

    def add(self, words: str, *, marks: bool = True) -> Block:
        """More words, a space before them."""
        words = _NO_XML.sub(" ", words.strip())
        if words:
            self.runs += [Styled(" ")] if self.runs else []
            self.runs += styled(words) if marks else (Styled(words),)
        return self

    def note(self, words: str) -> None:
        self.notes.append((len(self), _NO_XML.sub(" ", words.strip())))


def write_fdx(story: Story) -> str:
    """The document's text, to be saved in UTF-8."""
    blocks = _Document(story).blocks
    body = "".join(_paragraph(block) for block in blocks)
    specs = "".join(_spec(sort) for sort in SPECS)
    title = "".join(_title_page(story))
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n'
        '<FinalDraft DocumentType="Script" Template="No" Version="5">\n'
        f"  <Content>\n{body}  </Content>\n"
        f"  <TitlePage>\n    <Content>\n{title}    </Content>\n  </TitlePage>\n"
        f"{specs}"
        f"  <ScriptNotes>\n{''.join(_script_notes(blocks))}  </ScriptNotes>\n"
        "</FinalDraft>\n"
    )


class _Document:
    """A story as paragraphs, in their order."""

    def __init__(self, story: Story) -> None:
        self.blocks: list[Block] = []
        self._spoken = (0, 0)  # first paragraph of the last speech, and the one after it
        elements = [*story.preamble, *(element for one in story.included for element in one.preamble)]
        self._elements(elements)
        for node in story.nodes.values():
            self._node(node)
        first = self.blocks[0] if self.blocks else Block("General")
        self.blocks = self.blocks or [first]
        first.notes[:0] = [(0, MARK), *((0, words) for words in _COMMENT.findall(story.opening))]

    def _node(self, node: Node) -> None:
        heading = Block("Scene Heading", number=node.id if node.named else "").add(node.heading.text, marks=False)
        for words in _NOTE.findall(_without_comments(node.source)):
            heading.note(words)
        self._comments(node.source, heading)
        self.blocks.append(heading)
        elements = list(node.elements)
        if elements and isinstance(elements[0], Aside) and elements[0].sort == "synopsis":
            heading.summary = elements[0].text
            self._comments(elements[0].source, heading)
            elements = elements[1:]
        self._elements(elements)

    def _elements(self, elements: Sequence[Element]) -> None:
        for element in elements:
            before = len(self.blocks)
            if isinstance(element, Speech):
                self._speech(element)
            else:
                block = self._block(element)
                self.blocks += [block] if block.runs or block.notes else []
            if self.blocks:
                self._comments(element.source, self.blocks[-1])
            if not isinstance(element, Speech) or len(self.blocks) == before:
                self._spoken = (0, 0)

    @staticmethod
    def _comments(source: str, block: Block) -> None:
        for words in _COMMENT.findall(_REST_OF_COMMENT.sub("", source)):
            block.note(words)

    def _block(self, element: Paragraph | Notes | Option | JumpLine | Aside) -> Block:
        if isinstance(element, Paragraph):
            return self._action(element)
        words = _SPACES.sub(" ", _without_comments(element.source)).strip()
        if isinstance(element, JumpLine):
            bare = _NOTE.sub(" ", words)
            block = Block("Transition", depth=element.depth).add(bare.lstrip("> "), marks=False)
            for note in _NOTE.findall(words):
                block.note(note)
            return block
        if isinstance(element, Aside) and element.sort == "fade in":
            return Block("Transition", depth=element.depth).add(words)
        if isinstance(element, Notes):
            words = " ".join(f"[[{words.strip()}]]" for note, words in self._notes(element) if not _includes(note))
        return Block("General", depth=element.depth).add(words, marks=False)

    def _action(self, element: Paragraph) -> Block:
        if element.style == "sung":
            words = _without_comments(element.source).strip()
            return Block("General", depth=element.depth).add(words, marks=False)
        block = Block("Action", depth=element.depth, centred=element.style == "centred")
        self._fill(block, element.runs, iter(self._notes(element)))
        return block

    @staticmethod
    def _notes(element: Element) -> list[tuple[Note, str]]:
        """Every note of an element with its words as they stand in the file."""
        return list(zip(notes_of(element), _NOTE.findall(_without_comments(element.source)), strict=False))

    @staticmethod
    def _fill(block: Block, runs: Sequence[Run], notes: Iterator[tuple[Note, str]], *, literal: bool = False) -> None:
        for run in runs:
            if isinstance(run, str):
                block.add(run)
                continue
            _, words = next(notes, (run, ""))
            if literal or not _is_beside(run):
                block.add(f"[[{words}]]", marks=False)
            else:
                block.note(words)

    def _speech(self, element: Speech) -> None:
        joins = element.dual and self._spoken[1] and self.blocks[self._spoken[0]].depth == element.depth
        partner = self._spoken if joins else None
        cue = " ".join([element.name, *(f"({one})" for one in [element.extension] if one)])
        if element.dual and not partner:
            cue += " ^"
        blocks = [Block("Character", depth=element.depth).add(cue, marks=False)]
        notes = iter(self._notes(element))
        for segment in element.segments:
            if segment.manner:
                said = Block("Parenthetical", depth=element.depth).add(f"({segment.manner})", marks=False)
                blocks.append(said)
            block = Block("Dialogue", depth=element.depth)
            self._fill(block, segment.runs, notes, literal=partner is not None)
            blocks.append(block)
        if partner:
            self._beside(partner, blocks)
            return
        self._spoken = (len(self.blocks), len(self.blocks) + len(blocks))
        self.blocks += blocks

    def _beside(self, partner: tuple[int, int], blocks: list[Block]) -> None:
        """Two speeches side by side; inside them no script note has a place."""
        first = self.blocks[partner[0] : partner[1]]
        for block in first:
            _write_out(block)
        depth = first[0].depth
        self.blocks[partner[0] : partner[1]] = [Block("General", depth=depth, sides=[*first, *blocks])]
        self._spoken = (0, 0)


def _write_out(block: Block) -> None:
    """Script notes of a paragraph as words of it, where they stand."""
    for at, words in sorted(block.notes, reverse=True):
        note = Styled(f" [[{words}]] ")
        done, runs = 0, list[Styled]()
        for run in block.runs:
            inside = at - done
            if 0 < inside <= len(run.text):
                cut = (Styled(run.text[:inside], run.styles), note, Styled(run.text[inside:], run.styles))
                runs += [part for part in cut if part.text]
            else:
                runs.append(run)
            done += len(run.text)
        block.runs = runs if at else [note, *runs]
    block.notes.clear()


def _without_comments(source: str) -> str:
    return _COMMENT.sub(" ", _REST_OF_COMMENT.sub("", source))


def _includes(note: Note) -> bool:
    return isinstance(note, Words) and note.sort == "include"


def _is_beside(note: Note) -> bool:
    """Whether a note is a script note: it may be lost on the way without the story becoming another."""
    film = isinstance(note, Words) and note.sort in PICTURE | SOUND | {"line"}
    return film or isinstance(note, Remark) or (isinstance(note, Mark) and note.word == "silence")


# --- XML --------------------------------------------------------------------------------------------------------------


def _paragraph(block: Block, indent: str = "    ") -> str:
    if block.sides:
        inside = "".join(_paragraph(side, f"{indent}    ") for side in block.sides)
        opening = f"{indent}<Paragraph{_attributes(block)}>\n{indent}  <DualDialogue>\n"
        return f"{opening}{inside}{indent}  </DualDialogue>\n{indent}</Paragraph>\n"
    lines = [f"{indent}<Paragraph{_attributes(block)}>"]
    if block.summary:
        words = escape(_NO_XML.sub(" ", block.summary))
        summary = f"<Summary><Paragraph><Text>{words}</Text></Paragraph></Summary>"
        lines.append(f"{indent}  <SceneProperties>{summary}</SceneProperties>")
    lines += [f"{indent}  {_text(run)}" for run in block.runs or [Styled("")]]
    return "\n".join([*lines, f"{indent}</Paragraph>\n"])


def _attributes(block: Block) -> str:
    found = {"Alignment": "Center" if block.centred else "", "Number": block.number}
    if block.depth:
        found["LeftIndent"] = f"{SPECS[block.sort][0] + STEP * block.depth:.2f}"
    found["Type"] = block.sort
    return "".join(f" {name}={quoteattr(words)}" for name, words in found.items() if words)


def _text(run: Styled) -> str:
    style = "+".join(sorted(run.styles))
    return f"<Text{f' Style={quoteattr(style)}' if style else ''}>{escape(run.text)}</Text>"


def _spec(sort: str) -> str:
    left, right, alignment, above, style = SPECS[sort]
    return (
        f'  <ElementSettings Type="{sort}">\n'
        f'    <FontSpec Font="Courier Final Draft" Size="12" Style="{style}"/>\n'
        f'    <ParagraphSpec Alignment="{alignment}" FirstIndent="0.00" Leading="Regular" LeftIndent="{left:.2f}" '
        f'RightIndent="{right:.2f}" SpaceBefore="{above}" Spacing="1" StartsNewPage="No"/>\n'
        "  </ElementSettings>\n"
    )


def _script_notes(blocks: Sequence[Block]) -> Iterator[str]:
    """Notes by their place: characters from the beginning, every paragraph one more than its words."""
    start, number = 0, 0
    for block in blocks:
        for at, words in block.notes:
            number += 1
            end = start + at
            where = f"{max(start, end - 1)},{end}"
            text = "".join(f"<Paragraph><Text>{escape(line)}</Text></Paragraph>" for line in words.split("\n"))
            yield f'    <ScriptNote ID="{number}" Name="" Range="{where}">{text}</ScriptNote>\n'
        start += len(block) + 1


def _title_page(story: Story) -> Iterator[str]:
    """Title, credit and author as on every title page, then all else with its key."""
    entries = {entry.key: entry for entry in story.title_page}
    shown = [key for key in ("title", "credit", "author") if key in entries and not entries[key].items]
    if shown[:1] != ["title"] or ("credit" in shown and "author" not in shown):
        shown = []
    for key in shown:
        yield _paragraph(Block("General", centred=True).add(entries[key].value))
    for entry in story.title_page:
        if entry.key not in shown and entry.key != "include":
            yield from _entry(entry)


def _entry(entry: TitleEntry) -> Iterator[str]:
    yield _paragraph(Block("General").add(f"{entry.key.title()}: {entry.value}"))
    for item in entry.items:
        yield _paragraph(Block("General", runs=[Styled("    ")]).add(item))
