"""How a line runs from card to card: straight through rows, in a curve between them, round the foot of a column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Point = tuple[float, float]

TIP = 7.0  # length of an arrow's head
PORTS = 20.0  # between two lines at the edge of a card, at most
INSET = 18.0  # from the corner of a card to its first line
_ROUND = 8.0  # of a corner


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight line, a curve that begins and ends vertically, or a rounded corner."""

    sort: Literal["line", "curve", "corner"]
    start: Point
    end: Point
    corner: Point = (0.0, 0.0)

    def turned(self) -> Piece:
        return Piece(self.sort, self.end, self.start, self.corner)


@dataclass
class Route:
    """The line of a link in its direction, its arrow's head, and the middle of its label."""

    pieces: list[Piece]
    tip: Point
    back: bool  # it leads up
    label: Point | None = None

    def moved(self, dx: float, dy: float) -> Route:
        """The same route elsewhere."""
        if not dx and not dy:
            return self

        def there(point: Point) -> Point:
            return point[0] + dx, point[1] + dy

        pieces = [Piece(one.sort, there(one.start), there(one.end), there(one.corner)) for one in self.pieces]
        return Route(pieces, there(self.tip), self.back, there(self.label) if self.label else None)

    def path(self) -> str:
        """The line in SVG's words."""
        words = [f"M{_pair(self.pieces[0].start)}"]
        for piece in self.pieces:
            if piece.sort == "line":
                words.append(f"L{_pair(piece.end)}")
            elif piece.sort == "corner":
                words.append(f"Q{_pair(piece.corner)} {_pair(piece.end)}")
            else:
                (x0, y0), (x1, y1) = piece.start, piece.end
                middle = (y0 + y1) / 2
                words.append(f"C{_pair((x0, middle))} {_pair((x1, middle))} {_pair((x1, y1))}")
        return "".join(words)

    def head(self) -> str:
        """The arrow's head in SVG's words."""
        x, y = self.tip
        length = TIP if self.back else -TIP
        return f"M{_pair((x, y))}l-4 {_number(length)}h8z"


def _pair(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


class Router:
    """Knows where all items stand."""

    def __init__(
        self,
        middles: Sequence[float],
        widths: Sequence[float],
        heights: Sequence[float],
        tops: Sequence[float],
        bottoms: Sequence[float],
        row_of: Sequence[int],
    ) -> None:
        self.middles, self.widths, self.heights = middles, widths, heights
        self.tops, self.bottoms, self.row_of = tops, bottoms, row_of
        self._column_of: list[int] = []
        self._extents: list[tuple[float, float]] = []  # right edge and lowest point of each column
        self._lane = 0.0
        self._severed: dict[int, int] = {}  # for each column how many lines go on in the next

    def columns(self, extents: Sequence[tuple[range, float, float]], lane: float) -> None:
        """The columns, with their rows, right edges and lowest points; and how far lines between them stay apart."""
        self._column_of = [column for column, (rows, _, _) in enumerate(extents) for _ in rows]
        self._extents = [(right, bottom) for _, right, bottom in extents]
        self._lane = lane

    def route(self, chains: Mapping[int, tuple[list[int], bool]], count: int) -> dict[int, Route]:
        """The route of each link, given as its items from top to bottom and whether it leads up."""
        below = self._ports(chains, count, lower=True)
        above = self._ports(chains, count, lower=False)
        lanes = self._lanes(chains)
        found = {}
        for number, (items, back) in chains.items():
            pieces = self._pieces(items, below[number], above[number], back=back, lane=lanes.get(number, 0))
            tip = (below[number], self._foot(items[0])) if back else (above[number], self.tops[self.row_of[items[-1]]])
            found[number] = Route([piece.turned() for piece in reversed(pieces)] if back else pieces, tip, back)
        return found

    def _foot(self, item: int) -> float:
        """The lower edge of an item."""
        return self.tops[self.row_of[item]] + self.heights[item]

    def _ports(self, chains: Mapping[int, tuple[list[int], bool]], count: int, *, lower: bool) -> dict[int, float]:
        """Where each line touches the card at its upper end (`lower` edge of it), or at its lower end."""
        touching: list[list[tuple[float, int]]] = [[] for _ in range(count)]
        for number, (items, _) in chains.items():
            card, near = (items[0], items[1]) if lower else (items[-1], items[-2])
            touching[card].append((self.middles[near], number))
        found = {}
        for card, lines in enumerate(touching):
            room = (self.widths[card] - 2 * INSET) / max(1, len(lines) - 1)
            apart = min(PORTS, room)
            for place, (_, number) in enumerate(sorted(lines)):
                found[number] = self.middles[card] + apart * (place - (len(lines) - 1) / 2)
        return found

    def _lanes(self, chains: Mapping[int, tuple[list[int], bool]]) -> dict[int, int]:
        """Which lane a line between columns takes: nested, so that those side by side do not cross."""
        severed: dict[int, list[tuple[float, int]]] = {}
        for number, (items, _) in chains.items():
            for upper, lower in pairwise(items):
                column = self._column(upper)
                if column != self._column(lower):
                    severed.setdefault(column, []).append((-self.middles[upper], number))
        self._severed = {column: len(lines) for column, lines in severed.items()}
        return {number: lane for lines in severed.values() for lane, (_, number) in enumerate(sorted(lines))}

    def _column(self, item: int) -> int:
        return self._column_of[self.row_of[item]]

    def _pieces(self, items: list[int], first_x: float, last_x: float, *, back: bool, lane: int) -> list[Piece]:
        """From the upper card to the lower one."""
        pieces: list[Piece] = []
        at = (first_x, self._foot(items[0]) + (TIP - 1 if back else 0.0))
        for upper, lower in pairwise(items):
            bottom = self.bottoms[self.row_of[upper]]
            if at[1] < bottom:
                pieces.append(Piece("line", at, (at[0], bottom)))
                at = (at[0], bottom)
            is_last = lower == items[-1]
            x = last_x if is_last else self.middles[lower]
            y = self.tops[self.row_of[lower]] - (TIP - 1 if is_last and not back else 0.0)
            if self._column(upper) != self._column(lower):
                pieces += self._round_foot(at, (x, y), self._column(upper), lane)
            else:
                pieces.append(Piece("curve", at, (x, y)))
            at = (x, y)
        return pieces

    def _round_foot(self, start: Point, end: Point, column: int, lane: int) -> list[Piece]:
        """Down, under the column, up between the columns, and over the next one."""
        right, bottom = self._extents[column]
        top = self.tops[self._column_of.index(column + 1)]
        low, side = bottom + self._lane * (2 + lane), right + self._lane * (3 + lane)
        high = top - self._lane * (1 + self._severed[column] - lane)
        corners = [(start[0], low), (side, low), (side, high), (end[0], high)]
        return list(_rounded([start, *corners, end]))


def _rounded(points: list[Point]) -> list[Piece]:
    """A line through points whose corners are rounded."""
    pieces: list[Piece] = []
    at = points[0]
    for corner, following in pairwise(points[1:]):
        before, after = _towards(corner, at), _towards(corner, following)
        pieces += [Piece("line", at, before), Piece("corner", before, after, corner)]
        at = after
    return [*pieces, Piece("line", at, points[-1])]


def _towards(corner: Point, point: Point) -> Point:
    """A little way from a corner towards a point in line with it."""
    dx, dy = point[0] - corner[0], point[1] - corner[1]
    length = max(abs(dx), abs(dy))
    share = min(_ROUND, length / 2) / length if length else 0.0
    return corner[0] + dx * share, corner[1] + dy * share
