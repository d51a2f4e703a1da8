"""What may be typed at a cursor: ids, people, places, times, the shapes of notes, and the words in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from runtime.story.fountain.jump import STRATEGIES
from runtime.story.phrases import choice_ids
from runtime.writer.server import words
from runtime.writer.server.context import context_at
from runtime.writer.server.people import people_of, places_of
from runtime.writer.server.position import line_at
from runtime.writer.server.shapes import SHAPES, TITLE_KEYS, TRANSITIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from runtime.story import Story
    from runtime.story.program import Variable
    from runtime.writer.server.context import Context
    from runtime.writer.server.draft import Draft

Sort = Literal[
    "node", "choice", "variable", "value", "function", "cast", "place", "word", "note", "jump", "key", "file"
]

MAX_PROPOSALS = 1_000


@dataclass(frozen=True)
class Proposal:
    """Something that may be typed."""

    label: str
    sort: Sort
    detail: str = ""
    meaning: str = ""  # Markdown
    text: str = ""  # what is typed, if it is not the label
    is_snippet: bool = False  # `text` has places to fill in: ${1:…}


@dataclass(frozen=True)
class Proposals:
    """What may be typed in place of the characters from `start` to the cursor."""

    start: int  # column in characters
    items: tuple[Proposal, ...] = ()


def complete(draft: Draft, file: str, number: int, column: int) -> Proposals:
    """The proposals at a cursor; line and column from 0, and anywhere."""
    sheet = draft.sheets.get(file)
    lines: Sequence[str] = sheet.lines if sheet else ()
    context = context_at(lines, number, column)
    line = line_at(lines, number)
    column = min(max(0, column), len(line))
    after = line[column:]
    found = _MAKERS[context.kind](_Asked(draft, context, after)) if context.kind in _MAKERS else ()
    typed = len(context.typed.rpartition("\n")[2])
    return Proposals(column - typed, tuple(_each_once(found))[:MAX_PROPOSALS])


@dataclass(frozen=True)
class _Asked:
    """What is asked for: the story, the context, and the rest of the line."""

    draft: Draft
    context: Context
    after: str

    @property
    def story(self) -> Story | None:
        return self.draft.story


def _each_once(proposals: Iterable[Proposal]) -> Iterator[Proposal]:
    taken: set[str] = set()
    for proposal in proposals:
        if proposal.label and proposal.label not in taken:
            taken.add(proposal.label)
            yield proposal


# --- ways on ----------------------------------------------------------------------------------------------------------


def _nodes(asked: _Asked) -> Iterator[Proposal]:
    for node in asked.story.nodes.values() if asked.story else ():
        yield Proposal(node.id, "node", node.heading.text, node.synopsis)


def _after_arrow(asked: _Asked) -> Iterator[Proposal]:
    yield from _nodes(asked)
    yield from _transitions(asked)


def _transitions(asked: _Asked) -> Iterator[Proposal]:  # noqa: ARG001
    for name, meaning in TRANSITIONS.items():
        yield Proposal(f"{name}:", "jump", meaning, text=f"{name}: ")
    yield Proposal("END:", "jump", "the show ends, under a title", text="END: ")
    yield Proposal("DRAW:", "jump", "the best scene of a tag whose condition holds", text="DRAW: ")


def _endings(asked: _Asked) -> Iterator[Proposal]:
    for title in asked.story.endings if asked.story else ():
        yield Proposal(title, "jump", "an ending of this story")


def _tags(asked: _Asked) -> Iterator[Proposal]:
    for mention in asked.draft.index.all("tag"):
        yield Proposal(mention.name, "node", "tag")


def _strategies(asked: _Asked) -> Iterator[Proposal]:  # noqa: ARG001
    return (Proposal(one, "word", "how the scene is drawn") for one in STRATEGIES)


# --- notes ------------------------------------------------------------------------------------------------------------


def _notes(asked: _Asked) -> Iterator[Proposal]:
    """The shapes of notes, with their closing brackets unless these are there."""
    closing = "" if "]]" in asked.after.partition("[[")[0] else "]]"
    for shape in SHAPES:
        text = shape.snippet + closing
        yield Proposal(shape.keyword, "note", f"[[{shape.example}]]", shape.meaning, text, "${" in text)


def _note_words(asked: _Asked) -> Iterator[Proposal]:
    about = asked.context.about
    if about in _VOCABULARIES:
        yield from _plain(_VOCABULARIES[about]())
    if about in ("ambience", "music", "sfx"):
        yield from (Proposal(name, "file", "a sound file beside the story") for name in asked.draft.sounds)
    elif about == "look":
        yield from _looks(asked)
    elif about == "call":
        yield from _nodes(asked)
    elif about == "tag":
        yield from _tags(asked)
    elif about == "cut":
        yield from (Proposal(one, "word", "when the branch begins") for one in ("now", "beat", "end"))
    if about in ("shot", "camera"):
        yield from _names(asked)


def _looks(asked: _Asked) -> Iterator[Proposal]:
    yield from (Proposal(name, "word", "the story's own look") for name in asked.draft.found.looks)
    yield from _plain(words.look_words())


def _plain(table: words.Words) -> Iterator[Proposal]:
    return (Proposal(word, "word", meaning) for word, meaning in table)


_VOCABULARIES: dict[str, Callable[[], words.Words]] = {
    "ambience": words.ambience_words,
    "music": words.music_words,
    "sfx": words.effect_words,
    "shot": words.camera_words,
    "camera": words.camera_words,
}


# --- expressions ------------------------------------------------------------------------------------------------------


def _variables(asked: _Asked) -> Iterator[Proposal]:
    if asked.context.about == "var":
        return
    for variable in asked.story.program.variables if asked.story else ():
        yield Proposal(variable.name, "variable", first_value(variable))


def _expression(asked: _Asked) -> Iterator[Proposal]:
    """Words of the enum that is compared or set; variables; functions."""
    variables = asked.story.program.variables if asked.story else ()
    compared = next((one for one in variables if one.name == asked.context.about), None)
    if compared is not None and compared.kind.name == "enum":
        yield from (Proposal(word, "value", f"of “{compared.name}”") for word in compared.kind.words)
    elif compared is not None and compared.kind.name == "yes/no":
        yield from (Proposal(word, "value", "yes/no") for word in ("true", "false"))
    yield from _variables(replace(asked, context=replace(asked.context, about="")))
    for example, meaning in words.function_words():
        name = example.partition("(")[0]
        inside = (
            "random(${1:1}, ${2:6})"
            if name == "random"
            else f'{name}("$1", "$2")'
            if "," in example
            else f'{name}("$1")'
        )
        yield Proposal(example, "function", meaning, text=inside, is_snippet=True)
    yield from (Proposal(word, "word", "") for word in ("and", "or", "not", "true", "false"))


def first_value(variable: Variable) -> str:
    """A variable's kind and the value it begins with: “enum(dark, lit)”, “number, begins as 0”."""
    if variable.kind.name == "enum":
        return f"enum({', '.join(variable.kind.words)})"
    return f"{variable.kind.name}, begins as {variable.question.compiled.source.strip()}"


def _choices(asked: _Asked) -> Iterator[Proposal]:
    if asked.story is None or asked.context.about not in asked.story.nodes:
        return
    for identity in choice_ids(asked.story, asked.context.about):
        offer = asked.story.program.offers.get((asked.context.about, identity))
        yield Proposal(identity, "choice", offer.words if offer else "")


# --- screenplay -------------------------------------------------------------------------------------------------------


def _names(asked: _Asked) -> Iterator[Proposal]:
    story = asked.story
    known = {member.name: member.description for member in story.cast} if story else {}
    for name in people_of(story) if story else ():
        yield Proposal(name, "cast", known.get(name, "speaks, but is not in the cast"))


def _starts(asked: _Asked) -> Iterator[Proposal]:
    """What may begin after a blank line: somebody speaks, a scene, a note."""
    yield from _names(asked)
    yield from (Proposal(word, "key", "a scene heading", text=f"{word} ") for word in words.OPENINGS)


def _places(asked: _Asked) -> Iterator[Proposal]:
    story = asked.story
    known = {place.name: place.description for place in story.places} if story else {}
    for name in places_of(story) if story else ():
        yield Proposal(name, "place", known.get(name, "a place of this story"))


def _times(asked: _Asked) -> Iterator[Proposal]:
    used = (node.heading.time.upper() for node in asked.story.nodes.values()) if asked.story else ()
    return (Proposal(word, "word", "time of day") for word in (*words.TIMES, *used))


def _title_keys(asked: _Asked) -> Iterator[Proposal]:
    closing = "" if asked.after.startswith(":") else ": "
    yield from (Proposal(key, "key", meaning, text=f"{key}{closing}") for key, meaning in TITLE_KEYS.items())
    yield from (Proposal(word, "key", "a scene heading", text=f"{word} ") for word in words.OPENINGS)


def _title_values(asked: _Asked) -> Iterator[Proposal]:
    if asked.context.about == "look":
        yield from _looks(asked)
    elif asked.context.about == "start":
        yield from _nodes(asked)


_MAKERS: dict[str, Callable[[_Asked], Iterable[Proposal]]] = {
    "target": _nodes,
    "arrow": _after_arrow,
    "jump": _transitions,
    "ending": _endings,
    "tag": _tags,
    "strategy": _strategies,
    "note": _notes,
    "words": _note_words,
    "variable": _variables,
    "expression": _expression,
    "node string": _nodes,
    "choice string": _choices,
    "name": _names,
    "start": _starts,
    "place": _places,
    "time": _times,
    "manner": lambda _: _plain(words.spoken_words()),
    "title key": _title_keys,
    "title value": _title_values,
}
