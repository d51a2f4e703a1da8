"""Where the items of each row stand from left to right: near what they are joined to, in order, never overlapping.

Each row is solved exactly (least squares under the order, by pooling neighbours that would overlap), row after row,
down and up in turn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.graph.order import Weave

GAP = 26.0  # pixels between items of a row
LINE_GAP = 12.0  # beside the line of a link
_SWEEPS, _ITEMS = 24, 150_000  # the most sweeps, and how many items they may move together


def place_items(weave: Weave, widths: Sequence[float], count: int, cuts: frozenset[int]) -> list[float]:
    """The middle of each item in pixels; the first `count` are vertices. Rows in `cuts` do not pull the next one."""
    middles = [0.0] * len(widths)
    for row in weave.rows:
        _pack(row, widths, count, middles)
    sweeps = max(3, min(_SWEEPS, _ITEMS // max(1, len(widths))))
    for sweep in range(sweeps):
        downward = sweep % 2 == 0
        last = sweep >= sweeps - 2
        for number in range(len(weave.rows)) if downward else range(len(weave.rows) - 1, -1, -1):
            above = [] if not number or number - 1 in cuts else [weave.up]
            below = [] if number in cuts else [weave.down]
            sides = [*above, *below] if last else (above if downward else below)
            _settle(weave.rows[number], sides, widths, count, middles)
    return middles


def _apart(left: int, right: int, widths: Sequence[float], count: int) -> float:
    """How far the middles of two neighbours stay apart."""
    gap = GAP if left < count and right < count else LINE_GAP
    return (widths[left] + widths[right]) / 2 + gap


def _pack(row: list[int], widths: Sequence[float], count: int, middles: list[float]) -> None:
    """Side by side, around 0."""
    at = 0.0
    for place, item in enumerate(row):
        at += _apart(row[place - 1], item, widths, count) if place else 0.0
        middles[item] = at
    for item in row:
        middles[item] -= at / 2


def _settle(
    row: list[int], sides: list[list[list[int]]], widths: Sequence[float], count: int, middles: list[float]
) -> None:
    """Move a row's items to where what they are joined to pulls them."""
    blocks: list[list[float]] = []  # mean of what its items want, their weight, how many they are
    offsets: list[float] = []
    offset = 0.0
    for place, item in enumerate(row):
        offset += _apart(row[place - 1], item, widths, count) if place else 0.0
        offsets.append(offset)
        wish, weight = _wish(item, sides, count, middles)
        block = [wish - offset, weight, 1]
        while blocks and blocks[-1][0] >= block[0]:
            mean, heavy, many = blocks.pop()
            total = heavy + block[1]
            block = [(mean * heavy + block[0] * block[1]) / total, total, many + block[2]]
        blocks.append(block)
    place = 0
    for mean, _, many in blocks:
        for _ in range(int(many)):
            middles[row[place]] = mean + offsets[place]
            place += 1


def _wish(item: int, sides: list[list[list[int]]], count: int, middles: list[float]) -> tuple[float, float]:
    """Where an item would stand, and how much it matters: long lines matter most, so that they run straight."""
    total = weight = 0.0
    for side in sides:
        for other in side[item]:
            one = (1.0 if item < count else 2.0) * (1.0 if other < count else 4.0)
            total += one * middles[other]
            weight += one
    return (total / weight, weight) if weight else (middles[item], 0.05)
