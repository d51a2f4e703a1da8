"""Compiles what encloses: blocks, choice points and the bodies of choices are jumps in a flat list of instructions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.story.beats import Beats
from runtime.story.fountain.text import slug
from runtime.story.operation import Branch, Close, Offer, Open, Skip
from runtime.story.script import Condition

if TYPE_CHECKING:
    from runtime.story.model import Node
    from runtime.story.names import Names
    from runtime.story.script import Jump, Mark, Opening

MAX_BLOCKS = 50


@dataclass
class Block:
    """An open [[if]] or [[once]]."""

    line: int
    column: int
    word: str
    branch: Branch | None
    listed: bool  # it encloses choice lines of the open list
    ends: list[Skip] = field(default_factory=list)
    last: bool = False  # it has had its [[else]]


@dataclass
class Choices:
    """An open choice point."""

    point: Open
    at: int = 0  # of the point among the instructions
    ends: list[Skip] = field(default_factory=list)


@dataclass
class Chosen:
    """The open body of a choice."""

    offer: Offer
    jump: Jump | None


class Blocks(Beats):
    """Keeps the frames that are open at a line, innermost last."""

    def __init__(self, node: Node, following: str, names: Names) -> None:
        super().__init__(node, following, names)
        self.open: list[Block | Choices | Chosen] = []
        self.depth = 0  # bodies of choices that are open
        self._points: dict[str, int] = {}  # id of a choice point -> how many had it before

    def _open_block(self, note: Condition | Mark, *, listed: bool) -> None:
        if not listed:
            self._end_list(note.line)
        if sum(isinstance(one, Block) for one in self.open) >= MAX_BLOCKS:
            self.report.add(
                "S408", note.line, note.column, f"blocks nest deeper than {MAX_BLOCKS}", "", "[[set part = …]]"
            )
        branch = self._branch(note)
        word = note.sort if isinstance(note, Condition) else note.word
        self.open.append(Block(note.line, note.column, word, branch, listed))

    def _branch(self, note: Condition | Mark) -> Branch:
        salt = self._salt()
        question = (
            self.names.question(note.expression, note.line, note.at, salt) if isinstance(note, Condition) else None
        )
        branch = Branch(note.line, question, f"{self.node.id}.{salt}")
        self._emit(branch)
        return branch

    def _block(self, note: Condition | Mark, word: str) -> Block | None:
        """The block that a note continues or ends."""
        if self.open and isinstance(self.open[-1], Choices):
            self._close_list()
        top = self.open[-1] if self.open else None
        if isinstance(top, Block):
            return top
        why = "blocks do not cross an indent or a heading" if self.open else "no [[if]] or [[once]] is open here"
        self.report.add("S502", note.line, note.column, f"[[{word}]] without its beginning", why, "[[if …]] above it")
        return None

    def _elif(self, note: Condition) -> None:
        block = self._block(note, "elif")
        if block is None:
            return
        if block.last:
            self.report.add(
                "S502",
                note.line,
                note.column,
                "[[elif]] after [[else]]",
                "the last part is [[else]]",
                "[[elif …]] above",
            )
        self._next_part(block)
        block.branch = self._branch(note)

    def _else(self, note: Mark) -> None:
        block = self._block(note, "else")
        if block is None:
            return
        if block.last:
            self.report.add("S502", note.line, note.column, "a second [[else]]", "a block has one", "[[end]]")
        self._next_part(block)
        block.last = True

    def _next_part(self, block: Block) -> None:
        skip = Skip(block.line)
        self._emit(skip)
        block.ends.append(skip)
        self._land(block)

    def _land(self, block: Block) -> None:
        if block.branch:
            block.branch.other = len(self.operations)
            block.branch = None

    def _end(self, note: Mark) -> None:
        block = self._block(note, "end")
        if block:
            self._finish(block)

    def _finish(self, block: Block) -> None:
        self._land(block)
        for skip in block.ends:
            skip.target = len(self.operations)
        self.open.remove(block) if self.open[-1] is not block else self.open.pop()

    def _close_blocks(self, keep: int) -> None:
        """Close blocks above position `keep` of the open frames, which nothing has ended."""
        while len(self.open) > keep and isinstance(block := self.open[-1], Block):
            why = "blocks do not cross an indent or a heading"
            self.report.add("S501", block.line, block.column, f"this [[{block.word}]] is not closed", why, "[[end]]")
            self._finish(block)

    # --- choice points

    def _open_list(self, note: Opening) -> None:
        story = self.names.story
        salt = self._salt()
        base = identity = slug(note.question) or "choice"
        n = self._points.get(base, 1)
        while identity in self._points:
            n += 1
            identity = f"{base}-{n}"
        self._points[base] = n
        self._points.setdefault(identity, 1)
        point = Open(
            note.line,
            id=identity,
            question=self.names.text(note.question, note.line, salt) if note.question else "",
            window_s=note.window_s if note.timed else story.window_s,
            tail_s=story.tail_s if note.tail_s is None else note.tail_s,
            essential=note.essential,
            column=note.column,
            vote=note.vote,
        )
        self._emit(point)
        self.open.append(Choices(point, len(self.operations) - 1))

    def _list(self) -> Choices | None:
        """The open list at this indent, if one is open."""
        if not self.open:
            return None
        for frame in reversed(self.open):
            if isinstance(frame, Choices):
                return frame
            if not (isinstance(frame, Block) and frame.listed):
                return None
        return None

    def _has_list(self) -> bool:
        return self._list() is not None

    def _end_list(self, line: int) -> None:
        """Something that is no choice follows: the list is over."""
        if self._list() is None:
            return
        while isinstance(block := self.open[-1], Block):
            why = "a block among choices holds choice lines only"
            self.report.add("S508", line, 1, "this stands in a block of choices", why, "[[end]] above it")
            self._finish(block)
        self._close_list()

    def _close_list(self) -> None:
        if not self.open:
            return
        while self._has_list() and isinstance(self.open[-1], Block):
            self._close_blocks(len(self.open) - 1)
        if not (self.open and isinstance(self.open[-1], Choices)):
            return
        frame = self.open.pop()
        assert isinstance(frame, Choices)
        if not frame.point.offers:
            why = "choice lines follow it, with + or * before them"
            self.report.add(
                "S401", frame.point.line, frame.point.column, "this choice point has no choices", why, "+ text -> id"
            )
        self._emit(Close(frame.point.line, frame.point))
        frame.point.counts = self._counts(frame)
        for skip in frame.ends:
            skip.target = len(self.operations)

    def _counts(self, frame: Choices) -> bool:
        """Whether asking the choices of a point counts something."""
        texts = [frame.point.question, *(offer.text for offer in frame.point.offers)]
        once = any(isinstance(one, Branch) and one.question is None for one in self.operations[frame.at :])
        return once or not all(isinstance(text, str) for text in texts)

    def _leave_to(self, depth: int) -> None:
        """Close the bodies of choices down to `depth`."""
        while self.depth > depth:
            while not isinstance(frame := self.open[-1], Chosen):
                if isinstance(frame, Block):
                    self._close_blocks(len(self.open) - 1)
                else:
                    self._close_list()
            self.open.pop()
            self.depth -= 1
            self._leave(frame)

    def _leave(self, chosen: Chosen) -> None:
        if chosen.jump:
            self._jump(chosen.jump, chosen.offer.line)
        frame = self._list()
        if frame:
            skip = Skip(chosen.offer.line)
            self._emit(skip)
            frame.ends.append(skip)
        chosen.offer.after = len(self.operations)
