"""Compiles the elements of one node to instructions. Blocks, choice lists and bodies are jumps in a flat list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from runtime.story.diagnostics import quote
from runtime.story.fountain.text import slug
from runtime.story.operation import (
    Act,
    Branch,
    Call,
    Close,
    Draw,
    End,
    Enter,
    Frame,
    Go,
    Offer,
    Open,
    Return,
    Say,
    Skip,
    Sound,
    Store,
)
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
    from collections.abc import Callable

    from runtime.story.model import Node
    from runtime.story.names import Names
    from runtime.story.operation import Operation
    from runtime.story.performance import Performance
    from runtime.story.script import Element, Jump, Note, Run

    Text = str | Callable[[Performance], str]

MAX_BLOCKS = 50
PICTURE = frozenset({"shot", "camera", "look", "seed"})
SOUND = frozenset({"ambience", "music", "sfx"})


@dataclass
class _Block:
    """An open [[if]] or [[once]]."""

    line: int
    column: int
    word: str
    branch: Branch | None
    listed: bool  # it encloses choice lines of the open list
    ends: list[Skip] = field(default_factory=list)
    last: bool = False  # it has had its [[else]]


@dataclass
class _List:
    """An open choice point."""

    point: Open
    ends: list[Skip] = field(default_factory=list)


@dataclass
class _Chosen:
    """The open body of a choice."""

    offer: Offer
    jump: Jump | None


class Body:
    """Compiles one node. Used once."""

    def __init__(self, node: Node, following: str, names: Names) -> None:
        self.node, self.following, self.names, self.report = node, following, names, names.report
        self.operations: list[Operation] = []
        self.open: list[_Block | _List | _Chosen] = []
        self.depth = 0
        self.beats = 0
        self.marks = 0
        self._options = iter(names.choices[node.id])
        self._points: set[str] = set()
        self._next = _next_content(node.elements)

    def compile(self) -> list[Operation]:
        """The node's instructions, ending with the way on."""
        self._emit(Enter(self.node.line))
        for n, element in enumerate(self.node.elements):
            if element.depth < self.depth and not isinstance(element, Aside):
                self._leave_to(element.depth)
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

    def _emit(self, operation: Operation) -> None:
        self.operations.append(operation)

    def _beat(self) -> str:
        self.beats += 1
        return f"{self.node.id}.{self.beats}"

    def _salt(self) -> str:
        self.marks += 1
        return f"{self.marks}"

    # --- beats

    def _paragraph(self, element: Paragraph) -> None:
        key = self._beat()
        picture = self._picture(element.runs)
        for note in element.runs:
            if isinstance(note, (Words, Mark)):
                self._sound(note)
        text = self._text(element.runs, element.line, element.source)
        self._emit(Act(element.line, key, text, picture))
        self._after(element.runs)

    def _speech(self, element: Speech) -> None:
        if element.dual:
            why = "this version speaks both one after the other"
            self.report.add(
                "S701", element.line, element.column, "two people speak at once here", why, "a name without ^"
            )
        for segment in element.segments:
            key = self._beat()
            said = False
            later: list[Words | Mark] = []
            for run in segment.runs:
                if isinstance(run, str):
                    said = True
                elif isinstance(run, (Words, Mark)):
                    if said:
                        later.append(run)
                    else:
                        self._sound(run)
            text = self._text(segment.runs, segment.line, element.source)
            picture = self._picture(segment.runs)
            self._emit(Say(segment.line, key, element.name, text, segment.manner, element.extension, picture))
            for note in later:
                self._sound(note)
            self._after(segment.runs)

    def _picture(self, runs: tuple[Run, ...]) -> dict[str, str]:
        """The picture words among the notes of a beat."""
        picture: dict[str, str] = {}
        for note in runs if len(runs) > 1 else ():
            if isinstance(note, Words) and note.sort in PICTURE:
                self._add_picture(note, picture)
        return picture

    def _add_picture(self, note: Words, picture: dict[str, str]) -> None:
        sort = "shot" if note.sort == "camera" else note.sort
        if sort == "seed" and not (note.words.isascii() and note.words.isdigit() and len(note.words) <= 15):
            why = "a seed is a whole number"
            self.report.add("S108", note.line, note.column, f"“{quote(note.words)}” is not a seed", why, "[[seed: 7]]")
        elif sort == "shot" and picture.get("shot"):
            picture["shot"] += f", {note.words}"
        else:
            picture[sort] = note.words

    def _sound(self, note: Words | Mark) -> None:
        if isinstance(note, Words) and note.sort in SOUND:
            sort: Any = note.sort
            self._emit(Sound(note.line, self._beat(), sort, note.words))
        elif isinstance(note, Mark) and note.word == "silence":
            self._emit(Sound(note.line, self._beat(), "silence", ""))

    def _after(self, runs: tuple[Run, ...]) -> None:
        """Notes beside text that act after it, and those that say nothing there."""
        for note in runs if len(runs) > 1 else ():
            if isinstance(note, Words) and note.sort == "call":
                self._call(note)
            elif isinstance(note, Mark) and note.word == "return":
                self._emit(Return(note.line))
            elif _is_lost(note):
                self._lost(note)

    def _lost(self, note: Note) -> None:
        what, why = "this note says nothing here", "it belongs on a choice line, or under a heading"
        self.report.add("S119", note.line, note.column, what, why, "+ text [[…]] -> id")

    def _text(self, runs: tuple[Run, ...], line: int, source: str) -> Text:
        """What is said; a `set` between words acts where it stands."""
        if len(runs) == 1 and isinstance(runs[0], str):
            return self.names.text(runs[0], line, self._salt(), source)
        parts: list[Text] = []
        for run in runs:
            if isinstance(run, str):
                parts.append(self.names.text(run, line, self._salt(), source))
            elif isinstance(run, Assign) and run.verb == "set":
                store = self._store(run)
                if store:
                    parts.append(_silent(store))
        if all(isinstance(part, str) for part in parts):
            return " ".join(part for part in parts if isinstance(part, str))
        return lambda performance: " ".join(part if isinstance(part, str) else part(performance) for part in parts)

    def _store(self, note: Assign) -> Store | None:
        question = self.names.assignment(note, self._salt())
        return Store(note.line, note.name, question) if question else None

    # --- ways on

    def _jump(self, jump: Jump, line: int) -> None:
        if jump.sort == "end":
            self._emit(End(line, jump.title))
        elif jump.sort == "draw":
            self._draw(jump, line)
        elif not jump.target:
            following = self.following
            self._emit(Go(line, following, jump.transition) if following else End(line, ""))
        elif (target := self.names.target(jump, line)) is not None:
            self._emit(Go(line, target, jump.transition))

    def _draw(self, jump: Jump, line: int) -> None:
        nodes = self.names.tags.get(jump.target, ())
        if not nodes:
            close = self.report.closest(jump.target, self.names.tags)
            why = f"did you mean “{close}”?" if close else "a node is tagged under its heading"
            instead = f"> DRAW: {close}" if close else f"[[tag: {quote(jump.target)}]]"
            self.report.add("S201", line, jump.column, f"no node has the tag “{quote(jump.target)}”", why, instead)
        self._emit(Draw(line, jump.target, nodes))

    def _call(self, note: Words) -> None:
        from runtime.story.script import Jump

        target = self.names.target(Jump("cut", note.words.strip("# ").lower(), column=note.column), note.line)
        if target is not None:
            self._emit(Call(note.line, target))

    # --- notes on lines of their own

    def _notes(self, n: int, element: Notes) -> None:
        for position, note in enumerate(element.notes):
            if isinstance(note, Remark) or (isinstance(note, Words) and note.sort in ("line", "tag")):
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
        elif isinstance(note, Words) and note.sort == "include":
            why = "this version reads a story from one file"
            self.report.add(
                "S121", note.line, note.column, f"“{quote(note.words)}” is not read in", why, "its text here"
            )
        elif isinstance(note, Mark) and note.word == "return":
            self._emit(Return(note.line))
        elif _is_lost(note):
            self._lost(note)
        elif isinstance(note, (Words, Mark)):
            self._sound(note)

    def _encloses_choices(self, n: int, depth: int, rest: tuple[Note, ...]) -> bool:
        """Whether the block that opens in element n holds choice lines of the open list."""
        following = self.node.elements[self._next[n + 1]] if self._next[n + 1] < len(self.node.elements) else None
        return all(_is_frame(note) for note in rest) and isinstance(following, Option) and following.depth == depth

    # --- blocks

    def _open_block(self, note: Condition | Mark, *, listed: bool) -> None:
        if not listed:
            self._end_list(note.line)
        if sum(isinstance(one, _Block) for one in self.open) >= MAX_BLOCKS:
            self.report.add(
                "S408", note.line, note.column, f"blocks nest deeper than {MAX_BLOCKS}", "", "[[set part = …]]"
            )
        branch = self._branch(note)
        word = note.sort if isinstance(note, Condition) else note.word
        self.open.append(_Block(note.line, note.column, word, branch, listed))

    def _branch(self, note: Condition | Mark) -> Branch:
        salt = self._salt()
        question = (
            self.names.question(note.expression, note.line, note.at, salt) if isinstance(note, Condition) else None
        )
        branch = Branch(note.line, question, f"{self.node.id}.{salt}")
        self._emit(branch)
        return branch

    def _block(self, note: Condition | Mark, word: str) -> _Block | None:
        """The block that a note continues or ends."""
        if self.open and isinstance(self.open[-1], _List):
            self._close_list()
        top = self.open[-1] if self.open else None
        if isinstance(top, _Block):
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

    def _next_part(self, block: _Block) -> None:
        skip = Skip(block.line)
        self._emit(skip)
        block.ends.append(skip)
        self._land(block)

    def _land(self, block: _Block) -> None:
        if block.branch:
            block.branch.other = len(self.operations)
            block.branch = None

    def _end(self, note: Mark) -> None:
        block = self._block(note, "end")
        if block:
            self._finish(block)

    def _finish(self, block: _Block) -> None:
        self._land(block)
        for skip in block.ends:
            skip.target = len(self.operations)
        self.open.remove(block) if self.open[-1] is not block else self.open.pop()

    def _close_blocks(self, keep: int) -> None:
        """Close blocks above position `keep` of the open frames, which nothing has ended."""
        while len(self.open) > keep and isinstance(block := self.open[-1], _Block):
            why = "blocks do not cross an indent or a heading"
            self.report.add("S501", block.line, block.column, f"this [[{block.word}]] is not closed", why, "[[end]]")
            self._finish(block)

    # --- choice points

    def _open_list(self, note: Opening) -> None:
        story = self.names.story
        salt = self._salt()
        base = identity = slug(note.question) or "choice"
        n = 1
        while identity in self._points:
            n += 1
            identity = f"{base}-{n}"
        self._points.add(identity)
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
        self.open.append(_List(point))

    def _list(self) -> _List | None:
        """The open list at this indent, if one is open."""
        for frame in reversed(self.open):
            if isinstance(frame, _List):
                return frame
            if not (isinstance(frame, _Block) and frame.listed):
                return None
        return None

    def _has_list(self) -> bool:
        return self._list() is not None

    def _end_list(self, line: int) -> None:
        """Something that is no choice follows: the list is over."""
        if self._list() is None:
            return
        while isinstance(block := self.open[-1], _Block):
            why = "a block among choices holds choice lines only"
            self.report.add("S508", line, 1, "this stands in a block of choices", why, "[[end]] above it")
            self._finish(block)
        self._close_list()

    def _close_list(self) -> None:
        while self._has_list() and isinstance(self.open[-1], _Block):
            self._close_blocks(len(self.open) - 1)
        if not (self.open and isinstance(self.open[-1], _List)):
            return
        frame = self.open.pop()
        assert isinstance(frame, _List)
        if not frame.point.offers:
            why = "choice lines follow it, with + or * before them"
            self.report.add(
                "S401", frame.point.line, frame.point.column, "this choice point has no choices", why, "+ text -> id"
            )
        self._emit(Close(frame.point.line, frame.point))
        for skip in frame.ends:
            skip.target = len(self.operations)

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
            frame = _List(Open(element.line, "", "", None, 4.0, "", element.column))
        offer = self._offer(element, identity, listed=isinstance(self.open[-1], _Block) if self.open else False)
        frame.point.offers.append(offer)
        self._emit(offer)
        offer.body = len(self.operations)
        self._consequence(element)
        self.open.append(_Chosen(offer, element.jump))
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

    def _leave_to(self, depth: int) -> None:
        """Close the bodies of choices down to `depth`."""
        while self.depth > depth:
            self._close_list()
            position = max(i for i, frame in enumerate(self.open) if isinstance(frame, _Chosen))
            while len(self.open) > position + 1:
                self._close_blocks(position + 1)
                self._close_list()
            chosen = self.open.pop()
            assert isinstance(chosen, _Chosen)
            self.depth -= 1
            self._leave(chosen)

    def _leave(self, chosen: _Chosen) -> None:
        if chosen.jump:
            self._jump(chosen.jump, chosen.offer.line)
        frame = self._list()
        if frame:
            skip = Skip(chosen.offer.line)
            self._emit(skip)
            frame.ends.append(skip)
        chosen.offer.after = len(self.operations)


def _silent(store: Store) -> Callable[[Performance], str]:
    def act(performance: Performance) -> str:
        store.perform(performance, 0)
        return ""

    return act


def _is_frame(note: Note) -> bool:
    """Notes that only frame what follows: blocks and remarks."""
    block = isinstance(note, Mark) and note.word in ("else", "end", "once")
    return block or isinstance(note, Remark) or (isinstance(note, Condition) and note.sort != "when")


def _is_lost(note: Note | str) -> bool:
    lost_mark = isinstance(note, Mark) and note.word == "default"
    return lost_mark or isinstance(note, Lock) or (isinstance(note, Words) and note.sort in ("says", "cut", "id"))


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
