"""Lays a chart out in layers: vertices on ranks from top to bottom, lines between them, labels where there is room.

All lengths are pixels, y grows downward. The same chart always gets the same layout.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from runtime.writer.graph.order import Weave, untangle
from runtime.writer.graph.places import place_items
from runtime.writer.graph.routes import Route, Router

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.graph.layers import Plan
    from runtime.writer.graph.routes import Point

ROW_GAP = 24.0  # between a rank and the labels under it, at least
BARE_GAP = 52.0  # between two ranks without labels between them
SLANT, MOST_SLANT = 0.1, 64.0  # the gap that a line gets for each pixel that it moves sideways, and the most of it
LABEL_PAD = 10.0
COLUMN_GAP, LANE = 64.0, 9.0  # between columns; between the lines that run from one to the next


@dataclass(frozen=True, slots=True)
class Box:
    """The size of something."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A line to be drawn from one vertex to another, with room for its label."""

    source: int
    target: int
    label: Box | None = None


@dataclass
class Layout:
    """Where everything stands."""

    spots: list[Point]  # of each vertex, the upper left corner
    routes: dict[int, Route]  # of each link that is drawn, by its number
    width: float = 0.0
    height: float = 0.0


@dataclass
class _Chain:
    """The items that a link runs through, from the upper vertex to the lower one; and the one that holds its label."""

    items: list[int]
    label: int | None
    back: bool


@dataclass
class _Sheet:
    """A weave with the sizes of its items, in columns."""

    weave: Weave
    widths: list[float]
    heights: list[float]
    chains: dict[int, _Chain]
    cuts: list[int]  # rows that are the last of their column
    count: int  # of vertices
    middles: list[float] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)  # of each row
    bottoms: list[float] = field(default_factory=list)


def lay_out(plan: Plan, boxes: Sequence[Box], links: Sequence[Link]) -> Layout:
    """The layout of a planned chart."""
    if not boxes:
        return Layout([], {})
    sheet = _sheet(plan, boxes, links)
    untangle(sheet.weave)
    sheet.middles = place_items(sheet.weave, sheet.widths, sheet.count, frozenset(sheet.cuts))
    _stack(sheet)
    lanes = _lanes(sheet)
    width = _set_columns(sheet, lanes)
    router = Router(sheet.middles, sheet.widths, sheet.heights, sheet.tops, sheet.bottoms, sheet.weave.row_of)
    router.columns(_extents(sheet), LANE)
    routes = router.route({number: (chain.items, chain.back) for number, chain in sheet.chains.items()}, sheet.count)
    for number, chain in sheet.chains.items():
        if chain.label is not None:
            row = sheet.weave.row_of[chain.label]
            routes[number].label = (sheet.middles[chain.label], (sheet.tops[row] + sheet.bottoms[row]) / 2)
    spots = [
        (sheet.middles[n] - box.width / 2, sheet.tops[sheet.weave.row_of[n]]) for n, box in enumerate(boxes)
    ]  # fmt: skip
    return Layout(spots, routes, width, max(sheet.bottoms) + LANE * _below(lanes))


# --- items ------------------------------------------------------------------------------------------------------------


def _sheet(plan: Plan, boxes: Sequence[Box], links: Sequence[Link]) -> _Sheet:
    """Items for the vertices and for every row that a drawn link passes."""
    step = 2 if any(link.label for link in links) else 1
    weave = Weave()
    row_of = {vertex: plan.ranks[vertex] * step for vertex in range(len(boxes))}
    for _ in range((max(plan.ranks) + 1) * step):
        weave.rows.append([])
    for vertex in range(len(boxes)):
        weave.add(row_of[vertex])
    met = {vertex: place for place, vertex in enumerate(plan.order)}
    for row in weave.rows:
        row.sort(key=met.__getitem__)
    cuts = [rank * step + step - 1 for rank in plan.cuts]
    widths, heights = [box.width for box in boxes], [box.height for box in boxes]
    sheet = _Sheet(weave, widths, heights, {}, cuts, len(boxes))
    for number, link in enumerate(links):
        if number not in plan.far:
            back = plan.ranks[link.source] > plan.ranks[link.target]
            sheet.chains[number] = _chain(sheet, link, back=back)
    return sheet


def _chain(sheet: _Sheet, link: Link, *, back: bool) -> _Chain:
    weave = sheet.weave
    upper, lower = (link.target, link.source) if back else (link.source, link.target)
    rows = range(weave.row_of[upper] + 1, weave.row_of[lower])
    labelled = (rows[-1] if back else rows[0]) if link.label and rows else None
    items, label = [upper], None
    for row in rows:
        item = weave.add(row)
        is_label = row == labelled and link.label is not None
        sheet.widths.append(link.label.width + LABEL_PAD if is_label and link.label else 2.0)
        sheet.heights.append(link.label.height if is_label and link.label else 0.0)
        label = item if is_label else label
        weave.join(items[-1], item)
        items.append(item)
    weave.join(items[-1], lower)
    return _Chain([*items, lower], label, back)


# --- rows and columns -------------------------------------------------------------------------------------------------


def _stack(sheet: _Sheet) -> None:
    """Rows under one another in each column, with more room where lines run far sideways."""
    weave, middles = sheet.weave, sheet.middles
    top = 0.0
    cuts = set(sheet.cuts)
    for number, row in enumerate(weave.rows):
        sheet.tops.append(top)
        height = max((sheet.heights[item] for item in row), default=0.0)
        sheet.bottoms.append(top + height)
        slant = max((abs(middles[item] - middles[one]) for item in row for one in weave.down[item]), default=0.0)
        bare = len(weave.rows) == 1 or not height or not any(sheet.heights[item] for item in _row(weave, number + 1))
        gap = (BARE_GAP / 2 if bare and number % 2 else ROW_GAP) + min(MOST_SLANT, SLANT * slant)
        top = 0.0 if number in cuts else top + height + gap


def _row(weave: Weave, number: int) -> list[int]:
    return weave.rows[number] if number < len(weave.rows) else []


def _lanes(sheet: _Sheet) -> list[list[int]]:
    """For each cut the links that run from one column to the next."""
    row_of = sheet.weave.row_of
    found: list[list[int]] = [[] for _ in sheet.cuts]
    for number, chain in sheet.chains.items():
        for place, cut in enumerate(sheet.cuts):
            if row_of[chain.items[0]] <= cut < row_of[chain.items[-1]]:
                found[place].append(number)
    return found


def _set_columns(sheet: _Sheet, lanes: list[list[int]]) -> float:
    """Put the columns side by side; the width of all."""
    left = 0.0
    most = max((len(lane) for lane in lanes), default=0)
    for place, rows in enumerate(_columns(sheet)):
        items = [item for row in rows for item in sheet.weave.rows[row]]
        low = min((sheet.middles[item] - sheet.widths[item] / 2 for item in items), default=0.0)
        high = max((sheet.middles[item] + sheet.widths[item] / 2 for item in items), default=0.0)
        for item in items:
            sheet.middles[item] += left - low
        for row in rows:
            sheet.tops[row] += LANE * (most + 2) if most else 0.0
            sheet.bottoms[row] += LANE * (most + 2) if most else 0.0
        room = COLUMN_GAP + LANE * len(lanes[place]) if place < len(lanes) else 0.0
        left += high - low + room
    return left


def _below(lanes: list[list[int]]) -> int:
    """How many lanes lie under the lowest column."""
    return 2 + max(map(len, lanes)) if lanes else 0


def _columns(sheet: _Sheet) -> list[range]:
    edges = [0, *(cut + 1 for cut in sheet.cuts), len(sheet.weave.rows)]
    return [range(first, last) for first, last in pairwise(edges)]


def _extents(sheet: _Sheet) -> list[tuple[range, float, float]]:
    """For each column its rows, its right edge and its lowest point."""
    found = []
    for rows in _columns(sheet):
        items = [item for row in rows for item in sheet.weave.rows[row]]
        right = max((sheet.middles[item] + sheet.widths[item] / 2 for item in items), default=0.0)
        found.append((rows, right, max(sheet.bottoms[row] for row in rows)))
    return found
