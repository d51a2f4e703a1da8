"""A node's screenplay as plain values, which the page sets: what is played, and the writer's logic beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runtime.story.fountain.text import plain
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
    from collections.abc import Iterable, Iterator

    from runtime.story import Node
    from runtime.story.script import Jump, Note, Run

Block = dict[str, Any]  # k: what it is, x: its words, n: notes beside it, d: depth, to: (sort, name) of its target


def screenplay(node: Node) -> list[Block]:
    """What stands under the node's heading, in its order."""
    return [
        {**block, "d": element.depth} if element.depth else block
        for element in node.elements
        for block in _blocks(element)
    ]


def _blocks(element: object) -> Iterator[Block]:
    if isinstance(element, Paragraph):
        yield _block("action", words_of(element.runs), _noted(element.runs))
    elif isinstance(element, Speech):
        yield from _speech(element)
    elif isinstance(element, Notes):
        yield from (_note(note) for note in element.notes)
    elif isinstance(element, Option):
        yield _option(element)
    elif isinstance(element, JumpLine):
        yield _jump(element.jump)
    elif isinstance(element, Aside) and element.sort in ("section", "comment"):
        yield _block("remark", element.text)


def _block(kind: str, words: str, notes: Iterable[str] = (), to: tuple[str, str] | None = None) -> Block:
    made: Block = {"k": kind, "x": words}
    if noted := list(notes):
        made["n"] = noted
    if to:
        made["to"] = to
    return made


def words_of(runs: Iterable[Run]) -> str:
    """Text as it is read: without notes and emphasis, the writer's line breaks kept."""
    text = plain("".join(run for run in runs if isinstance(run, str)))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _noted(runs: Iterable[Run]) -> list[str]:
    return [note_words(run) for run in runs if not isinstance(run, str)]


def _speech(speech: Speech) -> Iterator[Block]:
    extension = f" ({speech.extension})" if speech.extension else ""
    yield _block("cue", f"{speech.name}{extension}{' ^' if speech.dual else ''}")
    for segment in speech.segments:
        if segment.manner:
            yield _block("manner", f"({segment.manner})")
        yield _block("talk", words_of(segment.runs), _noted(segment.runs))


def _note(note: Note) -> Block:
    if isinstance(note, Opening):
        return _block("ask", note.question, [words] if (words := _pace(note)) else [])
    if isinstance(note, Words) and note.sort == "call":
        return _block("logic", note_words(note), to=("node", note.words.strip("# ").lower()))
    sort = "logic" if isinstance(note, (Condition, Assign, Mark)) else "remark" if isinstance(note, Remark) else "note"
    return _block(sort, note_words(note))


def _pace(opening: Opening) -> str:
    """How long the choice stands open, where the title page does not say it."""
    if not opening.timed:
        return ""
    return "waits" if opening.window_s is None else f"{opening.window_s:g} s"


def _option(option: Option) -> Block:
    block = _block("choice", " ".join(plain(option.text).split()), [note_words(note) for note in option.notes])
    if option.jump:
        block |= {"to": _target(option.jump), "j": option.jump.transition}
    return block | ({} if option.sticky else {"once": True})


def _jump(jump: Jump) -> Block:
    if jump.sort == "end":
        return _block("jump", f"END{': ' if jump.title else ''}{jump.title}", to=_target(jump))
    verb = "DRAW" if jump.sort == "draw" else f"{jump.transition.upper()} TO"
    return _block("jump", f"{verb}: {jump.target}", to=_target(jump))


def _target(jump: Jump) -> tuple[str, str]:
    if jump.sort == "end":
        return "ending", jump.title
    return ("pool", jump.target) if jump.sort == "draw" else ("node", jump.target)


def note_words(note: Note) -> str:
    """A note as it is written, without its brackets."""
    if isinstance(note, Assign):
        return f"{note.verb} {note.name} {note.operator} {note.expression}"
    if isinstance(note, Condition):
        return f"{note.sort}{':' if note.sort == 'when' else ''} {note.expression}"
    if isinstance(note, Lock):
        return f"locked “{note.reason}”{f' if {note.expression}' if note.expression else ''}"
    if isinstance(note, Mark):
        return note.word
    if isinstance(note, Words):
        return f"{note.sort}: {note.words}"
    return note.question if isinstance(note, Opening) else note.text
