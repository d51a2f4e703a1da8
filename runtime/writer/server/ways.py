"""How scenes hang together, as an editor shows it: which ways lead in and out of a node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.graph.ways import ways_of

if TYPE_CHECKING:
    from runtime.story import Story
    from runtime.writer.graph.ways import Way


@dataclass(frozen=True)
class Links:
    """The ways of all nodes, each once for each choice."""

    into: dict[str, tuple[Way, ...]]
    out: dict[str, tuple[Way, ...]]


def links_of(story: Story) -> Links:
    """All ways of a story; a draw leads into every node that it may draw."""
    into: dict[str, list[Way]] = {node: [] for node in story.nodes}
    out: dict[str, tuple[Way, ...]] = {}
    for node, scene in story.program.scenes.items():
        ways = ways_of(scene)
        out[node] = tuple({(way.target, way.sort, way.words): way for way in ways.out}.values())
        for way in out[node]:
            for target in ways.candidates.get(way.target, ()) if way.sort == "draw" else (way.target,):
                if way.sort != "end" and target in into:
                    into[target].append(way)
    return Links({node: tuple(found) for node, found in into.items()}, out)


def spoken_way(way: Way, *, into: bool) -> str:
    """A way in words: “from door: Open the door. (if trust >= 1)”."""
    where = _target(way) if not into else f"from {way.source}"
    how = {"fall": "the next heading", "call": "a detour", "draw": "drawn by its tag"}.get(way.sort, "")
    words = f": {way.words}" if way.words else ""
    asides = ", ".join(filter(None, (how, *(f"if {one}" for one in way.conditions[-2:]), "default" * way.is_default)))
    return f"{where}{words}{f' ({asides})' if asides else ''}"


def _target(way: Way) -> str:
    if way.sort == "end":
        return f"the end “{way.target}”" if way.target else "the end"
    return f"to a scene of “{way.target}”" if way.sort == "draw" else f"to {way.target}"
