"""Plots and bars as inline SVG. Words and numbers stand beside them as text, so that they are read at every size and
by every reader."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

SPAN_S = 3600.0  # of a plot


@dataclass(frozen=True)
class Line:
    """One curve: (seconds before now, value); None: there was none. `kind` is a class of the style sheet."""

    name: str
    kind: str
    points: Sequence[tuple[float, float | None]]


def ceiling(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 ... that is not below a value."""
    if not 0 < value < 1e15:
        return 1.0
    power = 10.0 ** math.floor(math.log10(value))
    return float(next(step * power for step in (1, 2, 5, 10) if value <= step * power * (1 + 1e-9)))


def plot(title: str, unit: str, lines: Sequence[Line], told: str, ends: tuple[float, float]) -> str:
    """The last hour of some curves. `told`: what is to be seen in it, in words; `ends`: between these the axis ends."""
    values = [value for line in lines for _, value in line.points if value is not None]
    top = ceiling(min(ends[1], max([ends[0], *values])))
    curves = "".join(f'<path class="{line.kind}" d="{_way(line.points, top)}"/>' for line in lines)
    keys = "".join(
        f'<li><svg width="26" height="8" aria-hidden="true"><path class="{one.kind}" d="M1 4H25"/></svg>'
        f"{escape(one.name)}</li>"
        for one in lines
    )
    return (
        f'<figure class="plot"><figcaption><h3>{escape(title)}</h3><p>{escape(told)}</p></figcaption>'
        f'<div class="field"><div class="up" aria-hidden="true"><span>{_short(top)} {escape(unit)}</span>'
        f"<span>{_short(top / 2)}</span><span>0</span></div>"
        f'<svg viewBox="0 0 360 100" preserveAspectRatio="none" role="img" aria-label="{escape(f"{title}: {told}")}">'
        f'<path class="rule" d="M0 0H360M0 50H360M0 100H360"/>{curves}</svg>'
        '<div class="along" aria-hidden="true"><span>an hour ago</span><span>30 min</span><span>now</span></div></div>'
        f'<ul class="keys" aria-hidden="true">{keys}</ul></figure>'
    )


def _way(points: Sequence[tuple[float, float | None]], top: float) -> str:
    """A path on a field of 360 by 100; where there was no value, or nobody looked for a minute, it is broken."""
    way: list[str] = []
    last_s: float | None = None
    for before_s, value in points:
        if value is None or not 0 <= before_s <= SPAN_S:
            last_s = None
            continue
        x, y = 360 * (1 - before_s / SPAN_S), 100 * (1 - min(1.0, value / top))
        goes_on = last_s is not None and last_s - before_s < 60
        way.append(f"{'L' if goes_on else 'M'}{x:.1f} {y:.1f}{'' if goes_on else 'h.6'}")
        last_s = before_s
    return "".join(way)


def bars(title: str, rows: Sequence[tuple[str, float]], most: int = 10) -> str:
    """A table with a bar to each count and its share of all, cut after `most`; nothing for nothing."""
    total, top = sum(count for _, count in rows), max((count for _, count in rows), default=0)
    if not total:
        return ""
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="bar"><svg aria-hidden="true" height="10" width="100%">'
        f'<rect width="{100 * count / top:.1f}%" height="10"/></svg></td><td class="n">{count:,.0f}</td>'
        f'<td class="n">{100 * count / total:.0f} %</td></tr>'
        for name, count in rows[:most]
    )
    more = f'<p class="none">and {len(rows) - most} more in the table</p>' if len(rows) > most else ""
    return f'<div class="bars"><table><caption>{escape(title)}</caption><tbody>{lines}</tbody></table>{more}</div>'


def plain(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """A table without bars; nothing for nothing."""
    lines = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td class="n">{escape(said)}</td></tr>' for name, said in rows
    )
    table = f"<table><caption>{escape(title)}</caption><tbody>{lines}</tbody></table>"
    return f'<div class="bars">{table}</div>' if rows else ""


def columns(title: str, days: Sequence[tuple[str, float]]) -> str:
    """A count a day, the oldest first, the last one today's."""
    best, top = max(days, key=lambda one: one[1])
    told = f"{sum(count for _, count in days):,.0f} in the last {len(days)} days"
    told += f", the most on {best}: {top:,.0f}" if top else ""
    width = 360 / len(days)
    drawn = "".join(
        f'<rect x="{n * width + width * 0.12:.1f}" y="{100 - 100 * count / top:.1f}" width="{width * 0.76:.1f}" '
        f'height="{100 * count / top:.1f}"><title>{escape(day)}: {count:,.0f}</title></rect>'
        for n, (day, count) in enumerate(days)
        if count
    )
    return (
        f'<figure class="bars wide"><figcaption><h3>{escape(title)}</h3><p>{escape(told)}</p></figcaption>'
        f'<svg class="days" viewBox="0 0 360 100" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(f"{title}: {told}")}"><path class="rule" d="M0 100H360"/>{drawn}</svg>'
        f'<div class="along" aria-hidden="true"><span>{escape(days[0][0])}</span><span>today</span></div></figure>'
    )


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:g}"
