"""A story as a chart: its nodes, endings and pools of storylets as vertices, and between them every way as an edge."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runtime.writer.graph.ways import Way, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from runtime.story import Node, Story
    from runtime.writer.graph.ways import Ways

VertexSort = Literal["node", "ending", "pool"]


@dataclass(frozen=True, slots=True)
class Vertex:
    """A node of the story; an ending, by its title; or a pool, which stands for all nodes of a tag."""

    sort: VertexSort
    name: str  # node id, title of the ending, tag
    heading: str = ""
    synopsis: str = ""
    choices: int = 0
    window_s: float | None = None
    returns: bool = False
    is_start: bool = False
    reached: bool = True  # something leads here from the start
    file: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Edge:
    """All ways between two vertices, in the order of the file."""

    source: int  # index of a vertex
    target: int
    ways: tuple[Way, ...]

    @property
    def dashed(self) -> bool:
        """Detours and draws: the story comes back, or may go elsewhere."""
        return all(way.sort in ("call", "draw") for way in self.ways)

    @property
    def is_default(self) -> bool:
        return any(way.is_default for way in self.ways)


@dataclass(frozen=True)
class Chart:
    """What is drawn."""

    title: str
    author: str
    language: str
    file: str
    vertices: tuple[Vertex, ...]
    edges: tuple[Edge, ...]
    nodes: dict[str, Node]  # the story's own, by id

    def index(self, sort: VertexSort, name: str) -> int:
        """The number of a vertex."""
        return next(n for n, one in enumerate(self.vertices) if (one.sort, one.name) == (sort, name))


def chart_of(story: Story) -> Chart:
    """The chart of a story, which may be the draft of a faulty one."""
    program = story.program
    ways = {name: ways_of(scene) for name, scene in program.scenes.items()}
    keys: dict[tuple[VertexSort, str], int] = {("node", name): n for n, name in enumerate(ways)}
    found: dict[tuple[int, int], list[Way]] = {}
    for name, one in ways.items():
        for way in one.out:
            if way.sort not in ("end", "draw") and way.target not in ways:
                continue  # so much is wrong that compiling stopped before it
            target = keys.setdefault(_key(way), len(keys))
            found.setdefault((keys["node", name], target), []).append(way)
    _add_pools(story, ways, keys, found)
    edges = tuple(Edge(source, target, tuple(several)) for (source, target), several in found.items())
    start = keys.get(("node", story.start))
    reached = _reached(len(keys), edges, start)
    vertices = tuple(_vertex(story, ways, key, n in reached, n == start) for key, n in keys.items())
    nodes = {name: story.nodes[name] for name in ways}
    return Chart(story.title, story.author, story.language, story.file, vertices, edges, nodes)


def _key(way: Way) -> tuple[VertexSort, str]:
    if way.sort == "end":
        return "ending", way.target
    return ("pool" if way.sort == "draw" else "node"), way.target


def _add_pools(
    story: Story,
    ways: dict[str, Ways],
    keys: dict[tuple[VertexSort, str], int],
    found: dict[tuple[int, int], list[Way]],
) -> None:
    """A pool leads to every node that it may draw, under the node's own conditions."""
    pools = {tag: nodes for one in ways.values() for tag, nodes in one.candidates.items()}
    for tag, nodes in pools.items():
        pool = keys.setdefault(("pool", tag), len(keys))
        for node in (node for node in nodes if node in ways):
            scene = story.program.scenes[node]
            conditions = tuple(question.compiled.source.strip() for question in scene.conditions)
            way = Way(tag, node, "draw", conditions=conditions, line=scene.node.line)
            found.setdefault((pool, keys["node", node]), []).append(way)


def _vertex(story: Story, ways: dict[str, Ways], key: tuple[VertexSort, str], reached: bool, is_start: bool) -> Vertex:
    sort, name = key
    if sort != "node":
        return Vertex(sort, name, reached=reached)
    node, own = story.nodes[name], ways[name]
    return Vertex(
        "node",
        name,
        node.heading.text,
        node.synopsis,
        own.choices,
        own.window_s,
        own.returns,
        is_start,
        reached,
        node.file,
        node.line,
    )


def _reached(count: int, edges: Iterable[Edge], start: int | None) -> set[int]:
    """The vertices that can be reached from the start; all of them where there is none."""
    if start is None:
        return set(range(count))
    following: dict[int, list[int]] = {}
    for edge in edges:
        following.setdefault(edge.source, []).append(edge.target)
    found, waiting = {start}, deque([start])
    while waiting:
        for target in following.get(waiting.popleft(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found
