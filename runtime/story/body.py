"""Compiles the elements of one node, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from runtime.story.beats import PICTURE, SOUND, is_lost
from runtime.story.blocks import Block, Blocks, Choices, Chosen
from runtime.story.diagnostics import quote
from runtime.story.operation import End, Enter, Frame, Go, Offer, Open, Return
from runtime.story.script import (
    Aside,
    Assign,
    Condition,
    JumpLine,
    Lock,
    Mark,
    Notes,
    Opening,
    Option,
    Paragraph,
    Remark,
    Speech,
    Words,
)

if TYPE_CHECKING:
    from runtime.story.model import Node
    from runtime.story.names import Names
    from runtime.story.operation import Operation
    from runtime.story.script import Element, Note


class Body(Blocks):
    """Compiles one node. Used once."""

    def __init__(self, node: Node, following: str, names: Names) -> None:
        super().__init__(node, following, names)
        self._options = iter(names.choices[node.id])
        self._next: list[int] = []

    def compile(self) -> list[Operation]:
        """The node's instructions, ending with the way on."""
        self._emit(Enter(self.node.line))
        for n, element in enumerate(self.node.elements):
            if element.depth < self.depth and not isinstance(element, Aside):
                self._leave_to(element.depth)
                self.spoken = []
            elif not isinstance(element, (Speech, Aside)):
                self.spoken = []
            self._compile(n, element)
        self._leave_to(0)
        self._close_list()
        self._close_blocks(0)
        line = self.node.line
        if self.following:
            self._emit(Go(line, self.following, "cut", fell=True))
        else:
            self._emit(End(line, "", fell=True))
        return self.operations

    def _compile(self, n: int, element: Element) -> None:
        if isinstance(element, Notes):
            self._notes(n, element)
        elif isinstance(element, Option):
            self._option(element)
        elif not isinstance(element, Aside):
            self._end_list(element.line)
            if isinstance(element, Paragraph):
                self._paragraph(element)
            elif isinstance(element, Speech):
                self._speech(element)
            elif isinstance(element, JumpLine):
                self._jump(element.jump, element.line)

    # --- notes on lines of their own

    def _notes(self, n: int, element: Notes) -> None:
        for position, note in enumerate(element.notes):
            if isinstance(note, Remark) or (isinstance(note, Words) and note.sort in ("line", "tag", "include")):
                continue
            if isinstance(note, Condition) and note.sort == "when":
                continue
            if (isinstance(note, Condition) and note.sort == "if") or (isinstance(note, Mark) and note.word == "once"):
                rest = element.notes[position + 1 :]
                self._open_block(note, listed=self._has_list() and self._encloses_choices(n, element.depth, rest))
            elif isinstance(note, Condition):
                self._elif(note)
            elif isinstance(note, Mark) and note.word in ("else", "end"):
                self._else(note) if note.word == "else" else self._end(note)
            elif not (isinstance(note, Assign) and note.verb == "var"):
                self._end_list(note.line)
                self._plain_note(note)

    def _plain_note(self, note: Note) -> None:
        if isinstance(note, Opening):
            self._open_list(note)
        elif isinstance(note, Assign):
            if store := self._store(note):
                self._emit(store)
        elif isinstance(note, Words) and note.sort in PICTURE:
            picture: dict[str, str] = {}
            self._add_picture(note, picture)
            self._emit(Frame(note.line, picture))
        elif isinstance(note, Words) and note.sort == "call":
            self._call(note)
        elif isinstance(note, Mark) and note.word == "return":
            self._emit(Return(note.line))
        elif is_lost(note):
            self._lost(note)
        elif isinstance(note, (Words, Mark)):
            self._sound(note)

    def _encloses_choices(self, n: int, depth: int, rest: tuple[Note, ...]) -> bool:
        """Whether the block that opens in element n holds choice lines of the open list."""
        self._next = self._next or _next_content(self.node.elements)
        following = self.node.elements[self._next[n + 1]] if self._next[n + 1] < len(self.node.elements) else None
        return all(_is_frame(note) for note in rest) and isinstance(following, Option) and following.depth == depth

    # --- choices

    def _option(self, element: Option) -> None:
        identity = next(self._options)
        frame = self._list()
        if frame is None:
            why = "choice lines count only after a [[choice …]], at one indent"
            self.report.add(
                "S402",
                element.line,
                element.column,
                "this choice stands outside a choice point",
                why,
                "[[choice 9s: question]]",
            )
            frame = Choices(Open(element.line, "", "", None, 4.0, "", element.column))
        offer = self._offer(element, identity, listed=isinstance(self.open[-1], Block) if self.open else False)
        frame.point.offers.append(offer)
        self._emit(offer)
        offer.body = len(self.operations)
        self._consequence(element)
        self.open.append(Chosen(offer, element.jump))
        self.depth += 1

    def _consequence(self, element: Option) -> None:
        """The notes of a choice that act when its consequence plays."""
        for note in element.notes:
            if isinstance(note, Assign) and note.verb == "set":
                if store := self._store(note):
                    self._emit(store)
            elif isinstance(note, Words) and note.sort in PICTURE | SOUND:
                self._plain_note(note)
            elif isinstance(note, Mark) and note.word == "silence":
                self._sound(note)

    def _offer(self, element: Option, identity: str, *, listed: bool) -> Offer:
        if not element.text:
            self.report.add(
                "S410", element.line, element.column, "this choice has no words", "viewers read them", "+ text -> id"
            )
        text = self.names.text(element.text, element.line, self._salt(), element.source)
        offer = Offer(element.line, identity, text, element.sticky, element.column, element.text, enclosed=listed)
        for note in element.notes:
            self._option_note(note, offer)
        return offer

    def _option_note(self, note: Note, offer: Offer) -> None:
        if isinstance(note, Condition) and note.sort == "if":
            if asked := self.names.question(note.expression, note.line, note.at, self._salt()):
                offer.conditions.append(asked)
        elif isinstance(note, Lock):
            offer.reason = note.reason or "locked"
            offer.lock = (
                self.names.question(note.expression, note.line, note.at, self._salt()) if note.expression else None
            )
        elif isinstance(note, Mark) and note.word == "default":
            offer.is_default = True
        elif isinstance(note, Words) and note.sort == "says":
            offer.says = tuple(word.strip() for word in note.words.split(",") if word.strip())
        elif isinstance(note, Words) and note.sort == "cut":
            self._cut(note, offer)
        elif not _acts(note):
            what = "this note says nothing on a choice"
            self.report.add("S119", note.line, note.column, what, "", "a line of its own")

    def _cut(self, note: Words, offer: Offer) -> None:
        cuts: dict[str, Literal["now", "beat", "end"]] = {"now": "now", "beat": "beat", "end": "end"}
        if note.words in cuts:
            offer.cut = cuts[note.words]
        else:
            why = "a choice takes effect now, at the end of the beat, or at the end of the window"
            self.report.add("S406", note.line, note.column, f"“{quote(note.words)}” is no moment", why, "[[cut: now]]")


def _is_frame(note: Note) -> bool:
    """Notes that only frame what follows: blocks and remarks."""
    block = isinstance(note, Mark) and note.word in ("else", "end", "once")
    return block or isinstance(note, Remark) or (isinstance(note, Condition) and note.sort != "when")


def _acts(note: Note) -> bool:
    """Whether a note means something on a choice line."""
    words = isinstance(note, Words) and note.sort in PICTURE | SOUND | {"id", "line"}
    mark = isinstance(note, Mark) and note.word == "silence"
    return words or mark or isinstance(note, (Remark, Assign))


def _next_content(elements: tuple[Element, ...]) -> list[int]:
    """For each position the next element at or after it that is neither an aside nor a line of blocks and remarks."""
    found = [len(elements)] * (len(elements) + 1)
    for n in range(len(elements) - 1, -1, -1):
        element = elements[n]
        frame = isinstance(element, Aside) or (
            isinstance(element, Notes) and all(_is_frame(note) for note in element.notes)
        )
        found[n] = found[n + 1] if frame else n
    return found
