"""Compiles what is performed: action, speech, picture words, sounds, what a `set` changes, and the ways on."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from runtime.story.diagnostics import quote
from runtime.story.names import joined
from runtime.story.operation import Act, Call, Draw, End, Go, Return, Say, Sound, Store
from runtime.story.script import Assign, Jump, Lock, Mark, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from runtime.story.model import Node
    from runtime.story.names import Names
    from runtime.story.operation import Operation
    from runtime.story.performance import Performance
    from runtime.story.script import Note, Paragraph, Run, Segment, Speech

    Text = str | Callable[[Performance], str]

PICTURE = frozenset({"shot", "camera", "look", "seed"})
SOUND = frozenset({"ambience", "music", "sfx"})


class Beats:
    """The instructions of one node under way."""

    def __init__(self, node: Node, following: str, names: Names) -> None:
        self.node, self.following, self.names, self.report = node, following, names, names.report
        self.operations: list[Operation] = []
        self.beats = 0
        self.marks = 0
        self.spoken: list[list[Operation]] = []  # the last instructions, if they are one speech: those of each segment

    def _emit(self, operation: Operation) -> None:
        self.operations.append(operation)

    def _beat(self) -> str:
        self.beats += 1
        return f"{self.node.id}.{self.beats}"

    def _salt(self) -> str:
        self.marks += 1
        return f"{self.marks}"

    def _paragraph(self, element: Paragraph) -> None:
        key, runs = self._beat(), element.runs
        picture = self._picture(runs)
        for note in runs:
            if isinstance(note, (Words, Mark)):
                self._sound(note)
        text = self._text(runs, element.line, element.source)
        self.operations.append(Act(element.line, key, text, picture))
        self._after(runs)

    def _speech(self, element: Speech) -> None:
        others, first = self.spoken if element.dual else [], len(self.operations)
        self.spoken = [self._segment(element, segment) for segment in element.segments]
        if element.dual and not others:
            what, why = "nobody speaks together with this speaker", "^ joins a speech to the one directly above it"
            self.report.add("S122", element.line, element.column, what, why, element.name)
        elif element.dual:
            pairs = zip_longest(others, self.spoken, fillvalue=list["Operation"]())
            self.spoken = [[*a, *_together(b, a)] for a, b in pairs]
            del self.operations[first - sum(map(len, others)) :]
            self.operations += [operation for row in self.spoken for operation in row]

    def _segment(self, element: Speech, segment: Segment) -> list[Operation]:
        """What is said in one manner, with the sounds around it."""
        first = len(self.operations)
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
        identity = self.names.line_id(element.name, segment)
        self._emit(Say(segment.line, key, element.name, text, segment.manner, element.extension, picture, identity))
        for note in later:
            self._sound(note)
        self._after(segment.runs)
        return self.operations[first:]

    def _picture(self, runs: tuple[Run, ...]) -> dict[str, str]:
        """The picture words among the notes of a beat."""
        picture: dict[str, str] = {}
        for note in runs:
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
        for note in runs:
            if isinstance(note, Words) and note.sort == "call":
                self._call(note)
            elif isinstance(note, Mark) and note.word == "return":
                self._emit(Return(note.line))
            elif not isinstance(note, str) and is_lost(note):
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
        return joined(parts, " ")

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
            self._emit(Go(line, following, jump.transition, bare=True) if following else End(line, ""))
        elif (target := self.names.target(jump, line)) is not None:
            self._emit(Go(line, target, jump.transition))

    def _draw(self, jump: Jump, line: int) -> None:
        nodes = self.names.tags.get(jump.target, ())
        if not nodes:
            close = self.report.closest(jump.target, self.names.tags)
            why = f"did you mean “{close}”?" if close else "a node is tagged under its heading"
            instead = f"> DRAW: {close}" if close else f"[[tag: {quote(jump.target)}]]"
            self.report.add("S201", line, jump.column, f"no node has the tag “{quote(jump.target)}”", why, instead)
        self._emit(Draw(line, jump.target, tuple(nodes), jump.strategy))

    def _call(self, note: Words) -> None:

        target = self.names.target(Jump("cut", note.words.strip("# ").lower(), column=note.column), note.line)
        if target is not None:
            self._emit(Call(note.line, target))


def _together(second: list[Operation], first: list[Operation]) -> list[Operation]:
    """Instructions of a speech whose lines begin with those of another speech."""
    lines = tuple(one.key for one in first if isinstance(one, Say))
    for one in second:
        if isinstance(one, Say):
            one.partners = lines
    return second


def _silent(store: Store) -> Callable[[Performance], str]:
    def act(performance: Performance) -> str:
        store.perform(performance, 0)
        return ""

    return act


def is_lost(note: Note | str) -> bool:
    lost_mark = isinstance(note, Mark) and note.word == "default"
    return lost_mark or isinstance(note, Lock) or (isinstance(note, Words) and note.sort in ("says", "cut", "id"))
