"""The cost of a story as a table for people and as plain values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runtime.story.diagnostics import quote

if TYPE_CHECKING:
    from runtime.writer.check.cost import Bill
    from runtime.writer.check.ways import Cost, Way

MAX_ROWS = 40  # nodes that a terminal shows
NAMES = 28  # characters of a node's id that a terminal shows


def format_cost(cost: Cost) -> str:
    """Ways, nodes and totals, in columns."""
    if not cost.nodes:
        return "What it costs cannot be said: the story's scenes are ink's own."
    ways = [("shortest way", cost.shortest), ("default way", cost.default), ("longest way", cost.longest)]
    lines = [
        "What it costs, lines at reading speed",
        "",
        _head(""),
        *(_way(name, way, whole=cost.whole) for name, way in ways),
    ]
    lines += ["", *_remarks(cost), "", _head("everything in a node, once")]
    lines += [_row(quote(name), bill) for name, bill in cost.nodes[:MAX_ROWS]]
    if len(cost.nodes) > MAX_ROWS:
        lines.append(f"and {len(cost.nodes) - MAX_ROWS} more; --json holds them all")
    return "\n".join([*lines, _row(f"all {len(cost.nodes)} nodes", cost.total)])


def _remarks(cost: Cost) -> list[str]:
    waits = "The default and the longest way wait out every window and tail; the shortest takes every choice at once."
    found = [waits] if cost.moments else []
    if cost.round_about:
        found.append("One can go round and round; the longest way is without that.")
    if not cost.whole and cost.moments:
        found.append(
            f"There are more than {cost.moments:,} moments: there may be ways that are longer than the longest."
        )
    return found


def _head(title: str) -> str:
    return f"{title:<{NAMES}}  {'time':>8}  {'shots':>6}  {'words':>6}  {'spoken':>6}"


def _row(name: str, bill: Bill) -> str:
    short = name if len(name) <= NAMES else name[: NAMES - 1] + "…"
    return f"{short:<{NAMES}}  {clock(bill.seconds):>8}  {bill.shots:>6}  {bill.words:>6}  {bill.spoken:>6}"


def _way(name: str, way: Way | None, *, whole: bool) -> str:
    if way is None:
        return f"{name:<{NAMES}}  {'leads to no end' if whole else 'none was found'}"
    ending = f"“{quote(way.ending)}”" if way.ending else "no title"
    choices = f"{len(way.choices)} choice{'' if len(way.choices) == 1 else 's'}"
    return f"{_row(name, way.bill)}  {choices}, {ending}"


def clock(seconds: float) -> str:
    """Minutes and seconds: "3:07"; hours where there are some."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}" if minutes >= 60 else f"{minutes}:{rest:02}"


def cost_json(cost: Cost) -> dict[str, Any]:
    """Plain values: `shortest`, `default`, `longest` (null: none), `whole`, `round_about`, `nodes`, `total`."""
    return {
        "shortest": _way_json(cost.shortest),
        "default": _way_json(cost.default),
        "longest": _way_json(cost.longest),
        "round_about": cost.round_about,
        "whole": cost.whole,
        "moments": cost.moments,
        "nodes": [{"node": name, **_bill_json(bill)} for name, bill in cost.nodes],
        "total": _bill_json(cost.total),
    }


def _bill_json(bill: Bill) -> dict[str, float]:
    return {"seconds": round(bill.seconds, 2), "shots": bill.shots, "words": bill.words, "spoken": bill.spoken}


def _way_json(way: Way | None) -> dict[str, Any] | None:
    if way is None:
        return None
    return {**_bill_json(way.bill), "ending": way.ending, "choices": list(way.choices)}
