"""Which rank each vertex stands on: cycles are broken, no rank grows too wide, and tall charts are cut into columns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Links = Sequence[tuple[int, int]]  # source, target

RANK_HEIGHT, VERTEX_WIDTH = 165.0, 190.0  # of a usual rank and vertex, in pixels, with the gaps around them
SHAPE = 1.8  # width : height that a chart is cut for
MAX_CROSSING = 6  # links that a cut may sever, unless the chart is a ribbon
RIBBON = 5.0  # height : width from which a chart is cut whatever it severs
SMALL, HUGE = 80, 12_000  # vertices of a chart where long links are drawn, too, and where only short ones are
SHORT, LONG, VERY_LONG = 2, 5, 12  # ranks that a drawn link may span in huge, in usual and in small charts
CROWD = 10  # links to one vertex that are drawn, the shortest of them
_LOWEST = 4  # ranks of a column at least


@dataclass
class Plan:
    """Ranks from 0 at the top, and what becomes of each link, by its number."""

    ranks: list[int]
    order: list[int]  # vertices as a walk from the first one meets them
    back: set[int] = field(default_factory=set)  # links that lead up
    far: set[int] = field(default_factory=set)  # links that are named at their source, and not drawn
    cuts: list[int] = field(default_factory=list)  # ranks that are the last of their column


def plan(count: int, links: Links, rank_height: float = RANK_HEIGHT) -> Plan:
    """Arrange `count` vertices, of which number 0 is the beginning; a rank takes `rank_height` pixels or so."""
    following: list[list[int]] = [[] for _ in range(count)]
    for number, (source, target) in enumerate(links):
        if source != target:
            following[source].append(number)
    met, order, back = _walk(count, links, following)
    down = [(target, source) if number in back else (source, target) for number, (source, target) in enumerate(links)]
    ranks = _ranks(count, down, met, order)
    made = Plan(ranks, met, back)
    made.cuts = _cuts(ranks, down, rank_height)
    made.far = _far(count, links, ranks, made.cuts)
    return made


def _walk(count: int, links: Links, following: list[list[int]]) -> tuple[list[int], list[int], set[int]]:
    """The vertices as a walk in depth meets them, a topological order, and the links that lead back."""
    colour = [0] * count  # 0 unseen, 1 on the way, 2 done
    met: list[int] = []
    done: list[int] = []
    back: set[int] = set()
    for root in range(count):
        if colour[root]:
            continue
        colour[root] = 1
        met.append(root)
        stack = [(root, iter(following[root]))]
        while stack:
            vertex, rest = stack[-1]
            for number in rest:
                target = links[number][1]
                if colour[target] == 1:
                    back.add(number)
                elif not colour[target]:
                    colour[target] = 1
                    met.append(target)
                    stack.append((target, iter(following[target])))
                    break
            else:
                colour[vertex] = 2
                done.append(vertex)
                stack.pop()
    return met, done[::-1], back


# --- ranks ------------------------------------------------------------------------------------------------------------


def _ranks(count: int, down: Links, met: list[int], order: list[int]) -> list[int]:
    """The longest way from the top, at most `_room` vertices to a rank; then what only waits moves down."""
    above: list[list[int]] = [[] for _ in range(count)]
    below: list[list[int]] = [[] for _ in range(count)]
    for source, target in down:
        if source != target:
            above[target].append(source)
            below[source].append(target)
    longest = [0] * count
    for vertex in order:
        longest[vertex] = max((longest[one] + 1 for one in above[vertex]), default=0)
    place = {vertex: n for n, vertex in enumerate(met)}
    ranks = [0] * count
    filled: dict[int, int] = {}
    room = _room(count)
    for vertex in sorted(met, key=lambda one: (longest[one], place[one])):
        ranks[vertex] = _first_room(filled, room, max((ranks[one] + 1 for one in above[vertex]), default=0))
        filled[ranks[vertex]] = filled.get(ranks[vertex], 0) + 1
    _sink(order, ranks, above, below, filled)
    return _closed_up(ranks)


def _room(count: int) -> int:
    """How many vertices stand on a rank at most: a large chart is wider."""
    return max(5, round(0.9 * sqrt(count)))


def _first_room(filled: dict[int, int], room: int, rank: int) -> int:
    while filled.get(rank, 0) >= room:
        rank += 1
    return rank


def _sink(
    order: list[int], ranks: list[int], above: list[list[int]], below: list[list[int]], filled: dict[int, int]
) -> None:
    """A vertex with more links below than above it moves down to what follows it."""
    room = _room(len(ranks))
    for vertex in reversed(order):
        if len(below[vertex]) > len(above[vertex]) and vertex != 0:
            lowest = min(ranks[one] for one in below[vertex]) - 1
            if lowest > ranks[vertex] and filled.get(lowest, 0) < room:
                filled[ranks[vertex]] -= 1
                filled[lowest] = filled.get(lowest, 0) + 1
                ranks[vertex] = lowest


def _closed_up(ranks: list[int]) -> list[int]:
    """The same ranks without empty ones."""
    numbers = {rank: n for n, rank in enumerate(sorted(set(ranks)))}
    return [numbers[rank] for rank in ranks]


# --- columns ----------------------------------------------------------------------------------------------------------


def _cuts(ranks: list[int], down: Links, rank_height: float) -> list[int]:
    """Where a chart that is much taller than wide goes on in the next column."""
    total = max(ranks, default=0) + 1
    widest = max(Counter(ranks).values(), default=1)
    height, width = total * rank_height, widest * VERTEX_WIDTH
    severed = _severed(ranks, down, total)
    limit = len(down) if height / width > RIBBON else MAX_CROSSING
    for columns in range(min(round(sqrt(SHAPE * height / width)), total // _LOWEST), 1, -1):
        found = _cut_into(columns, severed, limit)
        if len(found) == columns - 1:
            return found
    return []


def _cut_into(columns: int, severed: list[int], limit: int) -> list[int]:
    """Cuts into columns of about the same height, each where it severs little and `limit` links at most."""
    share = len(severed) / columns
    found: list[int] = []
    for column in range(1, columns):
        wish = round(column * share) - 1
        first = max(wish - round(0.2 * share), (found[-1] if found else -1) + _LOWEST // 2)
        candidates = range(first, min(wish + round(0.2 * share), len(severed) - 2) + 1)
        best = min(candidates, key=lambda rank: (severed[rank] + 4 * abs(rank - wish) / share, rank), default=None)
        if best is not None and severed[best] <= limit:
            found.append(best)
    return found


def _severed(ranks: list[int], down: Links, total: int) -> list[int]:
    """For each rank how many links go on below it."""
    changes = [0] * (total + 1)
    for source, target in down:
        changes[ranks[source]] += 1
        changes[ranks[target]] -= 1
    found, now = [], 0
    for change in changes[:-1]:
        now += change
        found.append(now)
    return found


def _far(count: int, links: Links, ranks: list[int], cuts: list[int]) -> set[int]:
    """Links that would cross half of the chart; each vertex keeps the shortest that leads to it, if that can be."""
    limit = VERY_LONG if count <= SMALL else LONG if count <= HUGE else SHORT
    found: set[int] = set()
    drawn = Counter[int]()  # links to each vertex
    for span, number in sorted((abs(ranks[one] - ranks[other]), n) for n, (one, other) in enumerate(links)):
        source, target = links[number]
        crossed = _columns_between(ranks[source], ranks[target], cuts)
        short = span <= (limit if not crossed else 2) and drawn[target] < CROWD
        if span and (short or (crossed <= 1 and not drawn[target])):
            drawn[target] += 1
        else:
            found.add(number)
    return found


def _columns_between(one: int, other: int, cuts: list[int]) -> int:
    low, high = min(one, other), max(one, other)
    return sum(low <= cut < high for cut in cuts)
