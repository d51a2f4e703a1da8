"""What a viewer reads and hears of a story, phrase by phrase, each with a key that a translation finds it by.

    k3f9                    what somebody says: the id of its `[[line: k3f9]]`
    stairs/open             the words of a choice: node id and choice id
    stairs/open:locked      why it cannot be taken
    stairs/open:says        what it may be answered with, separated by commas
    stairs?  stairs?2       the question of the node's first, of its second choice point
    stairs?:why             why viewers cannot lift its limit
    stairs:heading          where we are, shown while the show is paused
    /title                  the show's title
    /ending/dear-sea        the title of an ending
    /speaker/pip            a name as it stands over captions, for languages that write it otherwise
    stairs.3:seen           an action paragraph, said to those who do not see it; no table needs it

Action text, synopses, manners and all picture and sound words are never read by a viewer: they direct, in the writer's
language, and so the pictures of a show are the same in all languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runtime.story.fountain.text import gathered, slug
from runtime.story.operation import Offer
from runtime.story.script import Lock, Notes, Opening, Option, Paragraph, Speech, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.model import Node, Story
    from runtime.story.script import Element, Segment

Kind = Literal["line", "choice", "locked", "says", "question", "why", "heading", "title", "ending", "speaker"]
TITLE = "/title"
SEEN = ":seen"


@dataclass(frozen=True)
class Phrase:
    """One thing that a viewer reads or hears, as it is written."""

    key: str  # empty: a line without an id
    kind: Kind
    source: str  # braces and emphasis as they stand
    node: str = ""  # id
    speaker: str = ""
    direction: str = ""  # the manner and the extension of a line
    before: str = ""  # what comes before it
    file: str = ""
    line: int = 1

    @property
    def is_needed(self) -> bool:
        """Whether it must be translated; names may stay as they are."""
        return self.kind != "speaker"


def words_said(segment: Segment) -> str:
    """What is said in one manner, without its notes."""
    return gathered(" ".join(run.strip() for run in segment.runs if isinstance(run, str))).strip()


def line_id_of(segment: Segment) -> str:
    """The id that stands with a line, in lower case; empty where there is none."""
    notes = (run for run in segment.runs if isinstance(run, Words) and run.sort == "line")
    return next((note.words.lower() for note in notes), "")


def choice_ids(story: Story, node: str) -> tuple[str, ...]:
    """The ids of a node's choices, in the order of the file."""
    scene = story.program.scenes.get(node)
    return tuple(one.id for one in scene.operations if isinstance(one, Offer)) if scene else ()


def choice_key(node: str, choice: str, part: str = "") -> str:
    return f"{node}/{choice}:{part}" if part else f"{node}/{choice}"


def question_key(node: str, number: int, part: str = "") -> str:
    """The key of the question of a node's choice point, counted from 1."""
    key = f"{node}?" if number == 1 else f"{node}?{number}"
    return f"{key}:{part}" if part else key


def heading_key(node: str) -> str:
    return f"{node}:heading"


def seen_key(beat: str) -> str:
    """The key of an action paragraph as it is described aloud; `beat` is its own key, "stairs.3". No table needs it."""
    return f"{beat}{SEEN}"


def ending_key(title: str) -> str:
    return f"/ending/{slug(title)}"


def speaker_key(name: str) -> str:
    return f"/speaker/{slug(name)}"


def phrases(story: Story) -> tuple[Phrase, ...]:
    """Everything that a viewer reads or hears, each key once, in the order of the file; lines without an id too."""
    found: list[Phrase] = []
    taken: set[str] = set()
    for phrase in _all(story):
        if phrase.source and (not phrase.key or phrase.key not in taken):
            taken.add(phrase.key)
            found.append(phrase)
    return tuple(found)


def nameless_lines(story: Story) -> int:
    """How many lines have no id yet."""
    return sum(phrase.kind == "line" and not phrase.key for phrase in phrases(story))


def _all(story: Story) -> Iterator[Phrase]:
    yield Phrase(TITLE, "title", story.title, file=story.file)
    for name in _speakers(story):
        yield Phrase(speaker_key(name), "speaker", name, speaker=name, file=story.file)
    for node in story.nodes.values():
        yield Phrase(heading_key(node.id), "heading", node.heading.text, node.id, file=node.file, line=node.line)
        yield from _of_node(story, node)
    for title in story.endings:
        yield Phrase(ending_key(title), "ending", title, file=story.file)


def _speakers(story: Story) -> tuple[str, ...]:
    elements = (element for node in story.nodes.values() for element in node.elements)
    return tuple(dict.fromkeys(element.name for element in elements if isinstance(element, Speech)))


def _of_node(story: Story, node: Node) -> Iterator[Phrase]:
    ids = iter(choice_ids(story, node.id))
    before, points = "", 0
    for element in node.elements:
        if isinstance(element, Speech):
            for phrase in _lines(node, element, before):
                yield phrase
                before = f"{phrase.speaker}: {phrase.source}"
        elif isinstance(element, Option):
            yield from _choice(node, element, next(ids, ""), before)
            before = f"> {element.text}"
        elif isinstance(element, Notes):
            for note in element.notes:
                if isinstance(note, Opening):
                    points += 1
                    yield from _point(node, note, points, before)
        before = _shown(element) or before


def _shown(element: Element) -> str:
    """The words of an action paragraph, which a translator wants to know of."""
    if not isinstance(element, Paragraph):
        return ""
    return gathered(" ".join(run.strip() for run in element.runs if isinstance(run, str)))


def _lines(node: Node, speech: Speech, before: str) -> Iterator[Phrase]:
    for segment in speech.segments:
        said = words_said(segment)
        direction = ", ".join(part for part in (speech.extension, segment.manner) if part)
        key = line_id_of(segment)
        yield Phrase(key, "line", said, node.id, speech.name, direction, before, node.file, segment.line)
        before = f"{speech.name}: {said}"


def _choice(node: Node, option: Option, identity: str, before: str) -> Iterator[Phrase]:
    def phrase(kind: Kind, source: str, part: str = "") -> Phrase:
        key = choice_key(node.id, identity, part)
        return Phrase(key, kind, source, node.id, before=before, file=node.file, line=option.line)

    yield phrase("choice", option.text)
    for note in option.notes:
        if isinstance(note, Lock):
            yield phrase("locked", note.reason, "locked")
        elif isinstance(note, Words) and note.sort == "says":
            yield phrase("says", note.words, "says")


def _point(node: Node, note: Opening, number: int, before: str) -> Iterator[Phrase]:
    for kind, source, part in (("question", note.question, ""), ("why", note.essential, "why")):
        key = question_key(node.id, number, part)
        sort: Kind = "why" if kind == "why" else "question"
        yield Phrase(key, sort, source, node.id, before=before, file=node.file, line=note.line)
