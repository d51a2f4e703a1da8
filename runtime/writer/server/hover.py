"""What is known of something under the cursor, as Markdown: a shot's prompt, a scene, a variable, somebody, a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.director.bible import longest_names
from runtime.director.prompt import LIMIT
from runtime.story.script import Paragraph, Speech
from runtime.writer.server.completion import first_value
from runtime.writer.server.context import open_note
from runtime.writer.server.filmed import bible_of, filmed
from runtime.writer.server.position import Spot
from runtime.writer.server.shapes import shape_of
from runtime.writer.server.ways import spoken_way

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.story import Node, Story
    from runtime.story.script import Element
    from runtime.writer.graph.ways import Way
    from runtime.writer.server.draft import Draft
    from runtime.writer.server.mentions import Mention

SHOWN = 8  # places of a list
_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|"})


@dataclass(frozen=True)
class Hover:
    """What is said of something, and of what; without a spot it is said of the whole line."""

    text: str  # Markdown
    spot: Spot | None = None


def hover(draft: Draft, file: str, number: int, column: int) -> Hover | None:
    """What is to be known of what stands under the cursor; line and column from 0, and anywhere."""
    story = draft.story
    if story is None:
        return None
    mention = draft.index.at(file, number, column)
    said = _SAYERS[mention.sort](draft, story, mention) if mention and mention.sort in _SAYERS else ""
    if mention and said:
        return Hover(said, mention.spot)
    return _note(draft, file, number, column) or _beat(draft, story, file, number)


def plain(words: str) -> str:
    """A writer's words inside Markdown: their own signs are no marks, and they stay on one line."""
    return " ".join(words.split()).translate(_MARKS)


def listed(items: Iterable[str]) -> str:
    """A list, its end left out where it is long."""
    found = list(items)
    more = [f"- and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return "\n".join([*(f"- {item}" for item in found[:SHOWN]), *more])


# --- names ------------------------------------------------------------------------------------------------------------


def _node(draft: Draft, story: Story, mention: Mention) -> str:
    node = story.nodes.get(mention.name)
    if node is None:
        return f"There is no scene `{plain(mention.name)}`."
    links = draft.links
    parts = [f"**{plain(node.heading.text)}** `#{node.id}#`", f"*{plain(node.synopsis)}*" if node.synopsis else ""]
    parts += _ways("in", links.into.get(node.id, ()), into=True), _ways("out", links.out.get(node.id, ()), into=False)
    return "\n\n".join(filter(None, parts))


def _ways(word: str, ways: tuple[Way, ...], *, into: bool) -> str:
    many = f"{len(ways)} way{'' if len(ways) == 1 else 's'} {word}"
    return f"{many}\n\n{listed(plain(spoken_way(way, into=into)) for way in ways)}" if ways else f"no way {word}"


def _variable(draft: Draft, story: Story, mention: Mention) -> str:
    variable = next((one for one in story.program.variables if one.name == mention.name), None)
    if variable is None:
        return ""
    mentions = draft.index.of("variable", mention.name)
    parts = [f"**{plain(variable.name)}** {plain(first_value(variable))}"]
    for role, word in (("set", "set"), ("use", "read")):
        places = dict.fromkeys(_place(one) for one in mentions if one.role == role)
        parts.append(f"{word} in\n\n{listed(places)}" if places else f"never {word}")
    return "\n\n".join(parts)


def _place(mention: Mention) -> str:
    return f"`{mention.node}`, line {mention.spot.line + 1}" if mention.node else f"line {mention.spot.line + 1}"


def _person(draft: Draft, story: Story, mention: Mention) -> str:
    member = next((one for one in story.cast if one.name == mention.name), None)
    spoken = sum(
        isinstance(one, Speech) and one.name == mention.name for node in story.nodes.values() for one in node.elements
    )
    scenes = len({one.node for one in draft.index.of("cast", mention.name) if one.node})
    who = plain(member.description) if member else "not in the cast: without looks, and without a voice of their own"
    where = f"speaks {spoken} time{'' if spoken == 1 else 's'}, is named in {scenes} scene{'' if scenes == 1 else 's'}"
    return f"**{plain(mention.name)}** {who}\n\n{where}"


def _locale(draft: Draft, story: Story, mention: Mention) -> str:
    place = next((one for one in story.places if one.name == mention.name), None)
    scenes = [one.node for one in draft.index.of("place", mention.name) if one.node]
    words = plain(place.description) if place else "not in the places: every shot of it may look different"
    return f"**{plain(mention.name)}** {words}\n\n{listed(f'`{node}`' for node in dict.fromkeys(scenes))}"


def _choice(draft: Draft, story: Story, mention: Mention) -> str:  # noqa: ARG001
    node, _, choice = mention.name.partition("/")
    offer = story.program.offers.get((node, choice))
    return f"`{plain(choice)}` of `{plain(node)}`: {plain(offer.words)}" if offer and mention.role == "use" else ""


def _tag(draft: Draft, story: Story, mention: Mention) -> str:  # noqa: ARG001
    nodes = [node for node, scene in story.program.scenes.items() if mention.name in scene.tags]
    return f"scenes of “{plain(mention.name)}”\n\n{listed(f'`{node}`' for node in nodes)}" if nodes else ""


_SAYERS = {"node": _node, "variable": _variable, "cast": _person, "place": _locale, "choice": _choice, "tag": _tag}


# --- notes and beats --------------------------------------------------------------------------------------------------


def _note(draft: Draft, file: str, number: int, column: int) -> Hover | None:
    """What the note means in which the cursor stands."""
    line = draft.line(file, number)
    note = open_note(draft.sheets[file].lines, number, line[: max(0, column)]) if file in draft.sheets else None
    if note is None and line[column : column + 2] == "[[":
        note = ""
    if note is None:
        return None
    behind = line[max(0, column) :].removeprefix("[[" if not note else "").partition("]]")[0]
    shape = shape_of(note + behind)
    if shape is None:
        return Hover("The author's own note: it is kept, and does nothing.")
    return Hover(f"`[[{shape.example}]]`\n\n{shape.meaning}")


def _beat(draft: Draft, story: Story, file: str, number: int) -> Hover | None:
    """The prompt of the paragraph or line, and what of the bible is in it."""
    node, element = draft.node_at(file, number), draft.element_at(file, number)
    line = _first_line(element, number) if node else 0
    made = filmed(story, node, line) if node and line and draft.line(file, number).strip() else None
    if node is None or made is None:
        return None
    people = [f"- **{plain(one.name)}** {plain(one.looks)}" for one in made.shot.cast if one.looks]
    lines = "\n".join([*people, *_bible_place(story, node)])
    told = f"> {plain(made.shot.prompt)}\n\nabout {made.tokens} of {LIMIT} tokens, if the show comes straight here"
    return Hover("\n\n".join(filter(None, (f"**Shot** `{made.key}`", told, lines))))


def _first_line(element: Element | None, number: int) -> int:
    """The line (from 1) at which the beat begins that a line (from 0) belongs to; 0: it belongs to none."""
    if isinstance(element, Paragraph):
        return element.line
    if isinstance(element, Speech) and element.segments:
        begun = [segment.line for segment in element.segments if segment.line <= number + 1]
        return begun[-1] if begun else element.segments[0].line
    return 0


def _bible_place(story: Story, node: Node) -> list[str]:
    names = longest_names(node.heading.place, (place.name for place in story.places))
    words = bible_of(story).place_of(node.heading.place)
    return [f"- **{plain(names[0])}** {plain(words)}"] if names and words else []
