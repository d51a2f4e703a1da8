"""What there is to be seen in a story: its nodes, choices, lines and endings as they are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.operation import Act, Say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.story.model import Node, Story
    from runtime.writer.playtest.tally import Tally


@dataclass(frozen=True)
class WrittenChoice:
    node: str
    id: str
    text: str
    file: str
    line: int


@dataclass(frozen=True)
class WrittenLine:
    """An action or a line of dialogue."""

    node: str
    key: str
    speaker: str  # nobody: an action
    text: str
    file: str
    line: int


@dataclass(frozen=True)
class Inventory:
    nodes: tuple[str, ...]
    choices: tuple[WrittenChoice, ...]
    lines: tuple[WrittenLine, ...]
    endings: tuple[str, ...]
    whole: bool = True  # whether it is all that is written, and not only what was seen


def inventory(story: Story, tally: Tally) -> Inventory:
    """Everything written; of a story whose text is not ours to read, what was seen of it."""
    endings = tuple(dict.fromkeys((*story.endings, *sorted(tally.endings))))
    if not story.nodes:
        choices = tuple(WrittenChoice(*key, tally.words[key], story.file, 0) for key in sorted(tally.words))
        lines = tuple(WrittenLine(key.partition(".")[0], key, "", "", story.file, 0) for key in sorted(tally.lines))
        return Inventory(tuple(sorted(tally.visits)), choices, lines, endings, whole=False)
    program = story.program
    offers = tuple(
        WrittenChoice(node, identity, offer.words, program.scenes[node].node.file, offer.line)
        for (node, identity), offer in program.offers.items()
    )
    found = [line for scene in program.scenes.values() for line in _lines(scene.node, scene.operations)]
    return Inventory(tuple(program.scenes), offers, tuple(found), endings)


def _lines(node: Node, operations: Sequence[object]) -> list[WrittenLine]:
    beats = [one for one in operations if isinstance(one, (Act, Say)) and one.text]
    sources = {element.line: element.source for element in node.elements} if beats else {}
    return [
        WrittenLine(
            node.id,
            beat.key,
            beat.character if isinstance(beat, Say) else "",
            beat.text if isinstance(beat.text, str) else quote(" ".join(sources.get(beat.line, "…").split())),
            node.file,
            beat.line,
        )
        for beat in beats
    ]
