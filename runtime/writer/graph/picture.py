"""A chart as it is drawn: a card with words for each vertex, lines between them, and the unreachable set apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.writer.graph.labels import label_of, seconds
from runtime.writer.graph.layers import plan
from runtime.writer.graph.layout import BARE_GAP, Box, Link, lay_out
from runtime.writer.graph.wording import clipped, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.graph.chart import Chart, Edge, Vertex
    from runtime.writer.graph.coverage import Coverage
    from runtime.writer.graph.labels import Label
    from runtime.writer.graph.layout import Layout
    from runtime.writer.graph.routes import Route

LARGE = 1_500  # vertices from which cards hold a name only, and lines no labels
CARD, NARROW, SLIM = 196.0, 150.0, 140.0  # widths of cards: nodes; endings and pools; in large charts
PAD = 12.0
HEAD_SIZE, TITLE_SIZE, TEXT_SIZE, META_SIZE = 8.5, 15.5, 11.0, 10.0
HEAD, TITLE, TEXT, META = 14.0, 20.0, 14.0, 15.0  # heights of a line
SYNOPSIS_LINES = 3
FAR_SHOWN = 4  # lines that are named on a card and not drawn
LABELLED_GAP = 95.0  # between two ranks with labels between them, as a rule
APART = 96.0  # between the map and what nothing leads to


@dataclass(frozen=True, slots=True)
class Far:
    """A way that is named on its card and not drawn."""

    target: int
    text: str


@dataclass(slots=True)
class Card:
    """A vertex as it is drawn; lines of words are clipped to its width already."""

    vertex: int
    width: float
    head: str = ""
    title: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    meta: str = ""
    far: tuple[Far, ...] = ()
    more: int = 0  # far ways that are not shown
    x: float = 0.0
    y: float = 0.0

    @property
    def height(self) -> float:
        rows = len(self.far) + bool(self.more) + bool(self.meta)
        words = HEAD * bool(self.head) + TITLE * len(self.title) + TEXT * len(self.text) + META * rows
        return words + 2 * PAD - (8.0 if not self.head else 4.0)


@dataclass(frozen=True, slots=True)
class Thread:
    """An edge as it is drawn."""

    edge: int
    route: Route
    label: Label | None


@dataclass
class Picture:
    """Everything on the map. Pixels; the origin is the upper left corner."""

    chart: Chart
    cards: list[Card]
    threads: list[Thread] = field(default_factory=list)
    width: float = 0.0
    height: float = 0.0
    apart_y: float | None = None  # where the words over the unreachable stand


def picture_of(chart: Chart, coverage: Coverage | None = None) -> Picture:
    """Lay the chart out."""
    large = len(chart.vertices) > LARGE
    picture = Picture(chart, [_card(n, one, coverage, large=large) for n, one in enumerate(chart.vertices)])
    start = [n for n, one in enumerate(chart.vertices) if one.is_start]
    main = [*start, *(n for n, one in enumerate(chart.vertices) if one.reached and not one.is_start)]
    lost = [n for n, one in enumerate(chart.vertices) if not one.reached]
    groups = [_group(picture, members, large=large) for members in (main, lost) if members]
    picture.width = max((group.layout.width for group in groups), default=0.0)
    for number, group in enumerate(groups):
        if number:
            picture.apart_y = picture.height + APART / 2
        _set(picture, group, picture.height + APART * bool(number))
    return picture


@dataclass(frozen=True)
class _Group:
    """Vertices that are laid out together, and the edges between them."""

    members: Sequence[int]
    edges: Sequence[int]
    labels: Sequence[Label | None]  # of each edge
    layout: Layout


def _group(picture: Picture, members: Sequence[int], *, large: bool) -> _Group:
    """Lay out some of the vertices, the first of them first."""
    chart, local = picture.chart, {vertex: n for n, vertex in enumerate(members)}
    edges = [n for n, edge in enumerate(chart.edges) if edge.source in local and edge.target in local]
    ends = [(local[chart.edges[n].source], local[chart.edges[n].target]) for n in edges]
    labels = [None if large else label_of(chart.edges[n]) for n in edges]
    height = sum(picture.cards[vertex].height for vertex in members) / len(members)
    planned = plan(len(members), ends, height + (LABELLED_GAP if any(labels) else BARE_GAP))
    _name_far(picture, edges, planned.far)
    boxes = [Box(picture.cards[vertex].width, picture.cards[vertex].height) for vertex in members]
    links = [
        Link(source, target, Box(label.width, label.height) if label else None)
        for (source, target), label in zip(ends, labels, strict=True)
    ]
    return _Group(members, edges, labels, lay_out(planned, boxes, links))


def _set(picture: Picture, group: _Group, top: float) -> None:
    """Put a group in the middle, `top` pixels from the top."""
    left = (picture.width - group.layout.width) / 2
    for vertex, (x, y) in zip(group.members, group.layout.spots, strict=True):
        picture.cards[vertex].x, picture.cards[vertex].y = x + left, y + top
    for place, route in group.layout.routes.items():
        picture.threads.append(Thread(group.edges[place], route.moved(left, top), group.labels[place]))
    picture.height = top + group.layout.height


# --- words on cards ---------------------------------------------------------------------------------------------------


def _card(number: int, vertex: Vertex, coverage: Coverage | None, *, large: bool) -> Card:
    width = SLIM if large else CARD if vertex.sort == "node" else NARROW
    room = width - 2 * PAD
    if large:
        return Card(number, width, title=(clipped(_title(vertex), TITLE_SIZE, room),))
    if vertex.sort != "node":
        head = "The end" if vertex.sort == "ending" else "Draw"
        return Card(number, width, head.upper(), wrapped(_title(vertex), TITLE_SIZE, room, 3))
    return Card(
        number,
        width,
        clipped(vertex.heading.upper(), HEAD_SIZE * 1.12, room),
        (clipped(vertex.name, TITLE_SIZE, room),),
        wrapped(vertex.synopsis, TEXT_SIZE, room, SYNOPSIS_LINES),
        clipped(_meta(vertex, coverage), META_SIZE, room),
    )


def _title(vertex: Vertex) -> str:
    return vertex.name or ("without a title" if vertex.sort == "ending" else "")


def _meta(vertex: Vertex, coverage: Coverage | None) -> str:
    """What a viewer may do there, and how often play-tests came by."""
    parts = []
    if vertex.choices:
        window = f", {seconds(vertex.window_s)}" if vertex.window_s is not None else ""
        parts.append(f"{vertex.choices} {'choice' if vertex.choices == 1 else 'choices'}{window}")
    if vertex.returns:
        parts.append("returns")
    if coverage:
        visits = coverage.nodes.get(vertex.name, 0)
        parts.append(f"{visits:,} {'visit' if visits == 1 else 'visits'}" if visits else "never seen")
    return " · ".join(parts)


def _name_far(picture: Picture, edges: Sequence[int], far: set[int]) -> None:
    """Name on each card where its ways lead that are not drawn."""
    named: dict[int, list[Far]] = {}
    for place in sorted(far):
        edge = picture.chart.edges[edges[place]]
        named.setdefault(edge.source, []).append(Far(edge.target, _far_words(picture.chart, edge)))
    for vertex, several in named.items():
        card = picture.cards[vertex]
        shown = several if len(several) <= FAR_SHOWN else several[: FAR_SHOWN - 1]
        room = card.width - 2 * PAD
        card.far = tuple(Far(one.target, clipped(one.text, META_SIZE, room)) for one in shown)
        card.more = len(several) - len(shown)


def _far_words(chart: Chart, edge: Edge) -> str:
    target = chart.vertices[edge.target]
    name = _title(target)
    if edge.source == edge.target:
        name = "again"
    words = next((way.words for way in edge.ways if way.words), "")
    arrow = "↻" if edge.source == edge.target else "→"
    full = f"{arrow} {name}"
    return f"{full} · {words}" if words and width_of(full, META_SIZE) < CARD / 2 else full
