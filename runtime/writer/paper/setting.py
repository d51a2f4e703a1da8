"""Sets a story in rows as the industry sets screenplays; choices are blocks that say on which page each goes on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from runtime.story.beats import PICTURE, SOUND
from runtime.story.phrases import ending_key, heading_key, speaker_key
from runtime.story.program import notes_of
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
from runtime.writer.paper.rows import COLUMN, INDENT, PAGE, SMALL, TEXT, Group, Piece, Row, Span, spans_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story import Node, Story
    from runtime.story.script import Element, Jump, Note, Segment
    from runtime.writer.paper.rows import Measure

CUE, MANNER, SAID = 22 * COLUMN, 16 * COLUMN, 10 * COLUMN  # where they begin
MANNER_WIDTH, SAID_WIDTH = 24 * COLUMN, 36 * COLUMN
SIDE = 28 * COLUMN  # of dual dialogue
LEAD = 13 * COLUMN  # room for "page 999" and its arrow beside a choice
LONGEST_END = 26  # letters of an ending beside a choice
LABELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SPACES = re.compile(r"[^\S\n\u00a0\u202f]+")


class Setting:
    """Sets one story. Used once."""

    def __init__(self, story: Story, measure: Measure, *, notes: bool) -> None:
        self._story, self._measure, self._noted = story, measure, notes
        self._labels: dict[int, int] = {}  # choices of the open list, by how many choices are around it
        self._spoken: Speech | None = None  # the last one
        self._groups: list[Group] = []

    def groups(self) -> list[Group]:
        """The whole screenplay, top to bottom."""
        following = [*list(self._story.nodes)[1:], ""]
        for node, after in zip(self._story.nodes.values(), following, strict=True):
            self._node(node, after)
        return self._groups

    def _node(self, node: Node, after: str) -> None:
        words = self._story.shown(heading_key(node.id), node.heading.text).upper()
        name = Piece(TEXT, (Span(_short(node.id), "", size=SMALL, grey=True),), "right")
        room = TEXT - self._measure(_short(node.id), "", SMALL) - 2 * COLUMN
        lines = wrap((Span(words, "B"),), room, self._measure)
        rows = tuple(Row((Piece(0, line), *([name] if n == 0 else [])), "heading") for n, line in enumerate(lines))
        self._groups.append(Group(rows, before=2, keep=True, node=node.id))
        elements = node.elements
        for n, element in enumerate(elements):
            self._element(element, elements[n + 1] if n + 1 < len(elements) else None, after)

    def _element(self, element: Element, following: Element | None, after: str) -> None:
        if isinstance(element, Paragraph):
            self._action(element)
        elif isinstance(element, Speech):
            self._speech(element)
        elif isinstance(element, Option):
            self._option(element, following)
        elif isinstance(element, JumpLine):
            self._jump(element.jump, element.depth, after)
        elif isinstance(element, Notes):
            self._logic(element, following)
        elif element.sort == "section" or (element.sort == "synopsis" and self._noted):
            self._aside(element)
        if self._noted and not isinstance(element, (Notes, Option)):
            self._notes(list(notes_of(element)), element.depth)

    # --- plain elements

    def _action(self, element: Paragraph) -> None:
        left = INDENT * element.depth
        words = _tidy("\n".join(run.strip("\n") for run in element.runs if isinstance(run, str)))
        spans = spans_of(words, "I" if element.style == "sung" else "")
        if not spans:
            return
        lines = wrap(spans, TEXT - left, self._measure)
        centred = element.style == "centred"
        rows = (Row((Piece(TEXT / 2 if centred else left, line, "centre" if centred else "left"),)) for line in lines)
        self._add(rows, element.depth, split="action")

    def _speech(self, element: Speech) -> None:
        last = self._groups[-1] if self._groups else None
        joins = element.dual and last is not None and last.split == "dialogue" and last.rows[0].sort == "cue"
        if joins and last is not None and last.rows[0].depth == element.depth:
            self._groups[-1] = self._beside(last, element)
            return
        rows = self._said(element, CUE, MANNER, SAID, SAID_WIDTH)
        self._add(rows, element.depth, split="dialogue")
        self._spoken = element

    def _said(self, element: Speech, cue: float, manner: float, said: float, width: float) -> Iterator[Row]:
        left = INDENT * element.depth
        name = self._story.shown(speaker_key(element.name), element.name)
        extension = f" ({element.extension})" if element.extension else ""
        yield Row((Piece(left + cue, (Span(f"{name}{extension}"),)),), "cue")
        for segment in element.segments:
            if segment.manner:
                room = min(MANNER_WIDTH, width)
                for line in wrap((Span(f"({segment.manner})"),), room, self._measure):
                    yield Row((Piece(left + manner, line),), "manner")
            for line in wrap(spans_of(_words_of(segment)), width - left / 2, self._measure):
                yield Row((Piece(left + said, line),))

    def _beside(self, first: Group, element: Speech) -> Group:
        """Dual dialogue: two columns."""
        left = list(self._said(self._spoken, SIDE / 3, SIDE / 6, 0, SIDE)) if self._spoken else list(first.rows)
        right = list(self._said(element, SIDE / 3, SIDE / 6, 0, SIDE))
        rows = []
        for n in range(max(len(left), len(right))):
            pieces = left[n].pieces if n < len(left) else ()
            moved = [replace(piece, x=piece.x + TEXT - SIDE) for piece in (right[n].pieces if n < len(right) else ())]
            rows.append(Row((*pieces, *moved), "cue" if n == 0 else "", element.depth))
        return replace(first, rows=tuple(rows), split="never")

    def _aside(self, element: Aside) -> None:
        if element.sort == "section":
            line = (Span(element.text.upper(), "B", underlined=True),)
            self._groups.append(Group((Row((Piece(TEXT / 2, line, "centre"),)),), before=3, keep=True))
            return
        lines = wrap((Span(element.text, "I", grey=True),), TEXT, self._measure)
        self._add((Row((Piece(0, line),)) for line in lines), element.depth, keep=True)

    def _add(self, rows: Iterator[Row], depth: int, **more: object) -> None:
        made = tuple(replace(row, depth=depth) for row in rows)
        if made:
            self._groups.append(Group(made, **more))  # type: ignore[arg-type]

    # --- ways on

    def _jump(self, jump: Jump, depth: int, after: str) -> None:
        words, span = self._way(jump, after)
        lead = Span(words) if words else None
        spans = tuple(one for one in (lead, span) if one)
        piece = Piece(TEXT, spans, "right")
        marks = (jump.title,) if jump.sort == "end" and jump.title else ()
        self._groups.append(Group((Row((piece,), depth=depth),), marks=marks))

    def _way(self, jump: Jump, after: str = "") -> tuple[str, Span | None]:
        """A jump as words, and what can be clicked."""
        if jump.sort == "end":
            title = self._story.shown(ending_key(jump.title), jump.title)
            return "", Span(f"END: {title.upper()}" if title else "THE END", "B", title=jump.title)
        if jump.sort == "draw":
            return "DRAW: ", Span(jump.target.upper())
        how = "CONTINUE: " if jump.transition == "continue" else f"{jump.transition.upper()} TO: "
        target = jump.target or after
        return how, Span(f"page {PAGE}", node=target) if target else Span("the end")

    def _option(self, element: Option, following: Element | None) -> None:
        left = INDENT * element.depth
        number = self._labels.get(element.depth, 0)
        self._labels[element.depth] = number + 1
        lead, room = self._lead(element), TEXT - left - 4 * COLUMN
        room -= max(LEAD, sum(self._measure(span.text, span.style, span.size) for span in lead.spans) + 2 * COLUMN)
        lines = wrap(spans_of(_tidy(element.text)), room, self._measure)
        rows = []
        for n, line in enumerate(lines):
            pieces = [Piece(left + 4 * COLUMN, line)]
            if n == 0:
                pieces += [Piece(left + COLUMN, (Span(LABELS[number % len(LABELS)], "B"),)), lead]
            rows.append(Row(tuple(pieces), "choice"))
        terms = wrap(self._terms(element), room, self._measure)
        rows += [Row((Piece(left + 4 * COLUMN, line),), "choice") for line in terms if line]
        listed = isinstance(following, Option) and following.depth == element.depth
        marks = (element.jump.title,) if element.jump and element.jump.sort == "end" and element.jump.title else ()
        made = tuple(replace(row, depth=element.depth) for row in rows)
        self._groups.append(Group(made, before=0 if self._is_listed(element.depth) else 1, keep=listed, marks=marks))

    def _is_listed(self, depth: int) -> bool:
        """Whether the group above is part of the same block of choices."""
        last = self._groups[-1].rows[-1] if self._groups else Row()
        return last.sort == "choice" and last.depth == depth

    def _lead(self, element: Option) -> Piece:
        if element.jump is None:
            return Piece(TEXT - COLUMN, (Span("below", "I", grey=True),), "right")
        _, span = self._way(element.jump)
        if span and len(span.text) > LONGEST_END:
            span = replace(span, text=f"{span.text[: LONGEST_END - 1].rstrip()}…")
        return Piece(TEXT - COLUMN, (span,) if span else (), "right", arrow=bool(span and span.node))

    def _terms(self, element: Option) -> tuple[Span, ...]:
        """What a choice depends on, in small words."""
        said = [] if element.sticky else ["once"]
        for note in element.notes:
            if isinstance(note, Mark) and note.word == "default":
                said.append("default")
            elif isinstance(note, Condition):
                said.append(f"if {note.expression}")
            elif isinstance(note, Lock):
                said.append(f"locked “{note.reason}”" + (f" if {note.expression}" if note.expression else ""))
            elif isinstance(note, Assign):
                said.append(f"{note.name} {note.operator} {note.expression}")
            elif isinstance(note, Words) and self._noted and note.sort not in ("line", "id"):
                said.append(f"{note.sort}: {note.words}")
        return (Span("; ".join(said), "I", size=SMALL, grey=True),) if said else ()

    # --- logic and notes

    def _logic(self, element: Notes, following: Element | None) -> None:
        rest: list[Note] = []
        for note in element.notes:
            if isinstance(note, Opening):
                self._opening(note, element.depth)
            elif words := _rule(note):
                keep = words != "end"
                row = Row(
                    (Piece(INDENT * element.depth, (Span(words, "I", size=SMALL, grey=True),)),), "rule", element.depth
                )
                self._groups.append(Group((row,), keep=keep and following is not None))
            elif isinstance(note, Words) and note.sort == "call":
                target = note.words.strip("# ").lower()
                spans = (Span("DETOUR: "), Span(f"page {PAGE}", node=target))
                self._groups.append(Group((Row((Piece(TEXT, spans, "right"),), depth=element.depth),)))
            else:
                rest.append(note)
        if self._noted:
            self._notes(rest, element.depth)

    def _opening(self, note: Opening, depth: int) -> None:
        self._labels[depth] = 0
        seconds = note.window_s if note.timed else self._story.window_s
        when = "no limit" if seconds is None else f"{seconds:g} s"
        left = INDENT * depth
        room = TEXT - left - LEAD - COLUMN
        lines = wrap((Span(_tidy(note.question) or "What now?", "B"),), room, self._measure)
        vote = "vote, " if note.vote else ""
        time = Piece(TEXT - COLUMN, (Span(f"{vote}{when}", "I", size=SMALL, grey=True),), "right")
        rows = (
            Row((Piece(left + COLUMN, line), *([time] if n == 0 else [])), "choice", depth)
            for n, line in enumerate(lines)
        )
        self._groups.append(Group(tuple(rows), keep=True))

    def _notes(self, notes: Sequence[Note], depth: int) -> None:
        said = "; ".join(filter(None, (_note(note) for note in notes)))
        if not said:
            return
        left = INDENT * depth
        lines = wrap((Span(said, "I", size=SMALL, grey=True),), TEXT - left, self._measure)
        self._groups.append(Group(tuple(Row((Piece(left, line),), depth=depth) for line in lines), before=0))


def _words_of(segment: Segment) -> str:
    return _tidy(" ".join(run.strip() for run in segment.runs if isinstance(run, str)))


def _tidy(words: str) -> str:
    """Lines as they are, spaces gathered; a space that does not break stays."""
    lines = (_SPACES.sub(" ", line).strip(" ") for line in words.split("\n"))
    return "\n".join(line for line in lines if line)


def _short(identity: str) -> str:
    return identity if len(identity) <= 24 else f"{identity[:23]}…"


def _rule(note: Note) -> str:
    """A note that divides, in words."""
    if isinstance(note, Condition) and note.sort in ("if", "elif"):
        return f"{'if' if note.sort == 'if' else 'else if'} {note.expression}"
    if isinstance(note, Mark) and note.word in ("else", "end", "once", "return"):
        return "the first time only" if note.word == "once" else note.word
    return ""


def _note(note: Note) -> str:
    """A note that is printed on demand."""
    if isinstance(note, Remark):
        return note.text.strip()
    if isinstance(note, Assign):
        return f"{note.verb} {note.name} {note.operator} {note.expression}"
    if isinstance(note, Words) and note.sort in PICTURE | SOUND | {"tag"}:
        return f"{note.sort}: {note.words}"
    if isinstance(note, Condition) and note.sort == "when":
        return f"when {note.expression}"
    return "silence" if isinstance(note, Mark) and note.word == "silence" else ""
