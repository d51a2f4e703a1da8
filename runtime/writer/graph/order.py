"""In which order the items of a row stand, so that few lines cross: barycentre sweeps, then swaps of neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

MAX_SWEEPS = 20
_SWEEP_ITEMS = 120_000  # items that all sweeps together may move
_SWAP_ITEMS = 3_000  # items of a chart whose neighbours are swapped, too


@dataclass
class Weave:
    """Rows of items, and which items of neighbouring rows are joined.

    Items 0 .. count - 1 are the vertices, the others are where a line passes a row.
    """

    rows: list[list[int]] = field(default_factory=list)  # items of each row, from left to right
    row_of: list[int] = field(default_factory=list)
    up: list[list[int]] = field(default_factory=list)
    down: list[list[int]] = field(default_factory=list)

    def add(self, row: int) -> int:
        """A new item at the right of a row; its number."""
        item = len(self.row_of)
        while len(self.rows) <= row:
            self.rows.append([])
        self.rows[row].append(item)
        self.row_of.append(row)
        self.up.append([])
        self.down.append([])
        return item

    def join(self, upper: int, lower: int) -> None:
        self.down[upper].append(lower)
        self.up[lower].append(upper)


def untangle(weave: Weave) -> None:
    """Reorder all rows."""
    items = len(weave.row_of)
    at = _positions(weave)
    best, fewest = [list(row) for row in weave.rows], _crossings(weave, at)
    for sweep in range(max(2, min(MAX_SWEEPS, _SWEEP_ITEMS // max(1, items)))):
        _sweep(weave, at, downward=sweep % 2 == 0)
        crossings = _crossings(weave, at)
        if crossings < fewest:
            best, fewest = [list(row) for row in weave.rows], crossings
        if not fewest:
            break
    weave.rows = best
    if fewest and items <= _SWAP_ITEMS:
        _swap_neighbours(weave, _positions(weave))


def _positions(weave: Weave) -> list[int]:
    """For each item its place in its row."""
    at = [0] * len(weave.row_of)
    for row in weave.rows:
        for place, item in enumerate(row):
            at[item] = place
    return at


def _sweep(weave: Weave, at: list[int], *, downward: bool) -> None:
    """Each row takes the order of what its items are joined to in the row before."""
    count = len(weave.rows)
    joined = weave.up if downward else weave.down
    for number in range(1, count) if downward else range(count - 2, -1, -1):
        row = weave.rows[number]
        before = max(1, len(weave.rows[number - 1 if downward else number + 1]))
        own = len(row)
        keys = {
            item: (sum(at[one] for one in near) / len(near) + 0.5) / before if (near := joined[item]) else
            (at[item] + 0.5) / own
            for item in row
        }  # fmt: skip
        row.sort(key=keys.__getitem__)
        for place, item in enumerate(row):
            at[item] = place


def _crossings(weave: Weave, at: list[int]) -> int:
    """How many pairs of lines cross."""
    total = 0
    for upper, lower in zip(weave.rows, weave.rows[1:], strict=False):
        ends = [place for item in upper for place in sorted(at[one] for one in weave.down[item])]
        total += _inversions(ends, len(lower))
    return total


def _inversions(ends: list[int], size: int) -> int:
    """Pairs that stand in the wrong order, by a tree of partial sums."""
    tree = [0] * (size + 1)
    total = 0
    for seen, end in enumerate(ends):
        at, not_after = end + 1, 0
        while at:
            not_after += tree[at]
            at &= at - 1
        total += seen - not_after
        at = end + 1
        while at <= size:
            tree[at] += 1
            at += at & -at
    return total


def _swap_neighbours(weave: Weave, at: list[int]) -> None:
    """Swap neighbours for as long as that takes crossings away, at most four times over."""
    for _ in range(4):
        swapped = [_swap_row(weave, row, at) for row in weave.rows]
        if not any(swapped):
            return


def _swap_row(weave: Weave, row: list[int], at: list[int]) -> bool:
    swapped = False
    for place in range(len(row) - 1):
        left, right = row[place], row[place + 1]
        gain = sum(
            _between(near[left], near[right], at) - _between(near[right], near[left], at)
            for near in (weave.up, weave.down)
        )
        if gain > 0:
            row[place], row[place + 1] = right, left
            at[left], at[right] = place + 1, place
            swapped = True
    return swapped


def _between(left: list[int], right: list[int], at: list[int]) -> int:
    """Crossings of the lines of two neighbours."""
    return sum(at[one] > at[other] for one in left for other in right)
