"""From a name to where it is given, to everywhere it stands, and to another name everywhere at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from runtime.errors import UsageError
from runtime.story.diagnostics import quote
from runtime.story.expression.functions import FUNCTIONS
from runtime.story.fountain.heading import ID_SHAPE
from runtime.story.phrases import choice_ids
from runtime.story.script import Option, Words
from runtime.writer.server.beside import edits_beside
from runtime.writer.server.people import people_of
from runtime.writer.server.position import Edit, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story import Node, Story
    from runtime.writer.server.draft import Draft, Sheet
    from runtime.writer.server.mentions import Mention

RENAMED = frozenset({"node", "variable", "cast", "place", "tag"})

_VARIABLE = re.compile(r"(?:(?:viewer|room)\.)?[^\W\d]\w*$", re.ASCII)
_RESERVED = frozenset("and or not in if else true false yes no set True False None viewer room".split()) | set(
    FUNCTIONS
)
_NAME = re.compile(r"[^\W_][^()\[\]^{}#:@>|\r\n]{0,59}$")
_TAG = re.compile(r"[^\s\[\]{}]{1,60}$")


def definitions(draft: Draft, file: str, number: int, column: int) -> tuple[Spot, ...]:
    """Where the name under the cursor is given: a tag by every scene that has it, somebody without cast by a cue."""
    mention = draft.index.at(file, number, column)
    if mention is None:
        return ()
    mentions = draft.index.of(mention.sort, mention.name)
    given = tuple(one.spot for one in mentions if one.role == "definition")
    return given or tuple(one.spot for one in mentions[:1])


def references(draft: Draft, file: str, number: int, column: int, *, given: bool = True) -> tuple[Spot, ...]:
    """Everywhere the name under the cursor stands; `given`: where it is given, too."""
    mention = draft.index.at(file, number, column)
    mentions = draft.index.of(mention.sort, mention.name) if mention else ()
    return tuple(dict.fromkeys(one.spot for one in mentions if given or one.role != "definition"))


def renameable(draft: Draft, file: str, number: int, column: int) -> Spot | None:
    """What a rename at the cursor would change there; None: it is no name."""
    mention = draft.index.at(file, number, column)
    return mention.spot if mention and mention.sort in RENAMED else None


def rename(
    draft: Draft, file: str, number: int, column: int, new: str, beside: Mapping[str, Sheet] | None = None
) -> tuple[Edit, ...]:
    """All edits that give the name under the cursor another one; UsageError says why it cannot have that.

    `beside` are the plans and tables beside the story, which go by its ids.
    """
    mention, story = draft.index.at(file, number, column), draft.story
    if mention is None or mention.sort not in RENAMED or story is None:
        raise UsageError("There is no name here: put the cursor on an id, a variable, a person, a place or a tag.")
    new = " ".join(new.split())
    _check(story, mention, new)
    outside = edits_beside(mention, new, beside or {})
    if mention.sort == "node":
        return (*_of_node(draft, story, mention, new), *outside)
    edits = {one.spot: Edit(one.spot, new) for one in draft.index.of(mention.sort, mention.name)}
    if mention.sort in ("cast", "place"):
        cased = (Edit(spot, _cased(draft, spot, new)) for spot in edits)
        return (*cased, *_kept_ids(draft, story, tuple(edits)))
    return (*edits.values(), *outside)


# --- whether a name can be had ----------------------------------------------------------------------------------------


def _check(story: Story, mention: Mention, new: str) -> None:
    problem = _PROBLEMS[mention.sort](story, new)
    if problem:
        raise UsageError(f"“{quote(new)}” {problem}.")


def _node_problem(story: Story, new: str) -> str:
    if not ID_SHAPE.match(new):
        return "is not an id: it has letters, digits, “.” and “-”, and no spaces"
    return "is the id of another scene" if new.lower() in story.nodes else ""


def _variable_problem(story: Story, new: str) -> str:
    words = {word for variable in story.program.variables for word in variable.kind.words}
    if not _VARIABLE.match(new) or new in _RESERVED:
        return "is not a variable's name: it has letters, digits and “_”"
    taken = new in words or any(variable.name == new for variable in story.program.variables)
    return "is another variable's name, or a word of an enum" if taken else ""


def _person_problem(story: Story, new: str) -> str:
    if not _NAME.match(new) or " - " in new:
        return "is not a name that a cue can have"
    return "is somebody else's name" if new.upper() in people_of(story) else ""


def _place_problem(story: Story, new: str) -> str:
    if not _NAME.match(new) or " - " in new:
        return "is not a name that a heading can have"
    return "is another place's name" if any(place.name == new.upper() for place in story.places) else ""


def _tag_problem(story: Story, new: str) -> str:  # noqa: ARG001
    return "" if _TAG.match(new) else "is not a tag: it is one word"


_PROBLEMS = {
    "node": _node_problem,
    "variable": _variable_problem,
    "cast": _person_problem,
    "place": _place_problem,
    "tag": _tag_problem,
}


# --- edits ------------------------------------------------------------------------------------------------------------


def _of_node(draft: Draft, story: Story, mention: Mention, new: str) -> Iterator[Edit]:
    """All jumps and quoted ids; a heading without an id gets one."""
    node = story.nodes.get(mention.name)
    for one in draft.index.of("node", mention.name):
        if one.role == "definition" and node and not node.named:
            yield _id_written(draft, node, new)
        else:
            yield Edit(one.spot, new)


def _id_written(draft: Draft, node: Node, identity: str) -> Edit:
    """An id at the end of a heading that has none."""
    end = len(draft.sheets[node.file].clean[node.line - 1].partition("[[")[0].rstrip())
    return Edit(Spot(node.file, node.line - 1, end, end), f" #{identity}#")


def _cased(draft: Draft, spot: Spot, new: str) -> str:
    """The new name as the old one is written there: in capitals, or as somebody types it."""
    old = draft.line(spot.file, spot.line)[spot.start : spot.end]
    return new.upper() if old.isupper() else (new.title() if new.isupper() else new)


def _kept_ids(draft: Draft, story: Story, spots: tuple[Spot, ...]) -> Iterator[Edit]:
    """Ids that were made of words which change now, written down: jumps, saves and translations go by them."""
    changed = {(spot.file, spot.line) for spot in spots}
    for node in story.nodes.values():
        if not node.named and (node.file, node.line - 1) in changed:
            yield _id_written(draft, node, node.id)
        options = (element for element in node.elements if isinstance(element, Option))
        for option, identity in zip(options, choice_ids(story, node.id), strict=False):
            named = any(isinstance(note, Words) and note.sort == "id" for note in option.notes)
            if (
                not named
                and (node.file, option.line - 1) in changed
                and draft.index.of("choice", f"{node.id}/{identity}")[1:]
            ):
                yield _choice_id_written(draft, node.file, option, identity)


def _choice_id_written(draft: Draft, file: str, option: Option, identity: str) -> Edit:
    line = draft.sheets[file].clean[option.line - 1]
    label = re.split(r"->|\[\[", line, maxsplit=1)[0].rstrip()
    return Edit(Spot(file, option.line - 1, len(label), len(label)), f" [[id: {identity}]]")
