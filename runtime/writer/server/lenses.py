"""What stands over each heading in an editor: play from here, and how many ways lead in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.server.position import Spot
from runtime.writer.server.ways import spoken_way

if TYPE_CHECKING:
    from runtime.writer.server.draft import Draft

PLAY, WAYS = "diorama.playFrom", "diorama.waysIn"  # commands


@dataclass(frozen=True)
class Lens:
    """A command over a heading."""

    spot: Spot
    title: str
    command: str
    node: str


def lenses(draft: Draft, file: str) -> tuple[Lens, ...]:
    """The lenses of one file, in its order."""
    found: list[Lens] = []
    for node in draft.story.nodes.values() if draft.story else ():
        if node.file == file:
            spot = Spot(file, node.line - 1, 0, 0)
            found.append(Lens(spot, "▶ play from here", PLAY, node.id))
            found.append(Lens(spot, _many(draft, node.id), WAYS, node.id))
    return tuple(found)


def _many(draft: Draft, node: str) -> str:
    count = len(draft.links.into.get(node, ()))
    if draft.story and node == draft.story.start:
        return f"the show begins here, {count} way{'' if count == 1 else 's'} in" if count else "the show begins here"
    return f"{count} way{'' if count == 1 else 's'} in" if count else "no way in"


def ways_in(draft: Draft, node: str) -> str:
    """The ways into a node in one sentence."""
    ways = draft.links.into.get(node, ())
    said = "; ".join(spoken_way(way, into=True) for way in ways)
    return f"{node}: {said}." if said else f"{node}: nothing leads here."
