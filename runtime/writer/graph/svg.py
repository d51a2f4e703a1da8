"""The map as SVG: for the page, and as a file of its own. Every word of the story is escaped."""

from __future__ import annotations

import re
from math import ceil, log
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape as escape_xml

from runtime.writer.graph import picture as sizes
from runtime.writer.graph.labels import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.graph.chart import Chart, Edge, Vertex
    from runtime.writer.graph.coverage import Coverage
    from runtime.writer.graph.labels import Label
    from runtime.writer.graph.picture import Card, Picture, Thread

MARGIN = 40.0  # around a map that is a file, in pixels
LEVELS = 5  # of colour for what play-tests have seen
TITLED = 3_000  # threads up to which each says its conditions when the pointer rests on it

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def escape(words: str) -> str:
    """Words as text or attribute of HTML and XML; what XML cannot hold becomes a question mark."""
    return escape_xml(_FORBIDDEN.sub("?", words), {'"': "&quot;", "'": "&#39;"})


def style() -> str:
    """The map's style sheet."""
    return Path(__file__).with_name("map.css").read_text(encoding="utf-8")


def draw_file(picture: Picture, coverage: Coverage | None = None) -> str:
    """The map as an SVG file that stands alone."""
    width, height = picture.width + 2 * MARGIN, picture.height + 2 * MARGIN
    chart = picture.chart
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" lang="{escape(chart.language)}" '
        f'viewBox="{-MARGIN:g} {-MARGIN:g} {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}" '
        f'role="img" aria-label="{escape(f"Map of {chart.title or chart.file}")}">\n'
        f"<title>{escape(chart.title or chart.file)}</title>\n<style>{style()}</style>\n"
        f'<rect x="{-MARGIN:g}" y="{-MARGIN:g}" width="100%" height="100%" fill="var(--wall)"/>\n'
        f"{draw(picture, coverage)}\n</svg>\n"
    )


def draw(picture: Picture, coverage: Coverage | None = None) -> str:
    """Everything on the map, without a frame around it."""
    chart = picture.chart
    titled = len(picture.threads) <= TITLED
    return "\n".join(
        [
            *_apart(picture),
            '<g class="threads">',
            *(_thread(thread, chart.edges[thread.edge], coverage, titled=titled) for thread in picture.threads),
            '</g><g class="labels">',
            *(_label(thread) for thread in picture.threads if thread.label),
            '</g><g class="cards">',
            *(_card(card, chart, coverage) for card in picture.cards),
            "</g>",
        ]
    )


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _apart(picture: Picture) -> list[str]:
    if picture.apart_y is None:
        return []
    y = _n(picture.apart_y)
    return [
        f'<path class="divide" d="M0 {_n(picture.apart_y - 28)}H{_n(picture.width)}"/>',
        f'<text class="apart" x="0" y="{y}">Nothing leads here</text>',
    ]


# --- lines ------------------------------------------------------------------------------------------------------------


def _thread(thread: Thread, edge: Edge, coverage: Coverage | None, *, titled: bool) -> str:
    sorts = {way.sort for way in edge.ways}
    names = ["thread", *(["dashed"] if edge.dashed else []), *(["fall"] if sorts == {"fall"} else [])]
    names += ["default"] if edge.is_default else []
    names += ["unseen"] if coverage and taken(edge, coverage) == 0 else []
    told = f"<title>{escape(told_of(edge))}</title>" if titled else ""
    path = thread.route.path()
    return (
        f'<g class="{" ".join(names)}" data-e="{thread.edge}">{told}<path class="hit" d="{path}" fill="none" '
        f'stroke="none"/><path class="line" d="{path}"/><path class="tip" d="{thread.route.head()}"/></g>'
    )


def told_of(edge: Edge) -> str:
    """All ways of a line in words, one a line."""
    return "\n".join(_told(way.words, way.sort, way.conditions, once=way.once) for way in edge.ways)


def _told(words: str, sort: str, conditions: tuple[str, ...], *, once: bool) -> str:
    plain = {"call": "a detour", "draw": "drawn", "fall": "goes on by itself", "end": "the end", "jump": "goes on"}
    what = words or plain[sort]
    return f"{what}{' (once)' if once else ''}{', if ' + ' and '.join(conditions) if conditions else ''}"


def taken(edge: Edge, coverage: Coverage) -> int | None:
    """How often play-tests took the choices of a line; None: nothing is known of it."""
    choices = {(way.source, way.choice) for way in edge.ways if way.choice}
    if not choices or not coverage.choices or any(not way.choice for way in edge.ways):
        return None
    return sum(coverage.choices.get(choice, 0) for choice in choices)


def _label(thread: Thread) -> str:
    label = thread.label
    assert label is not None
    x, y = thread.route.label or _middle(thread, label)
    top = y - label.height / 2 + LINE * 0.78
    spans = "".join(
        f'<tspan x="{_n(x)}" y="{_n(top + LINE * n)}"{_named(line.strong, line.quiet)}>{escape(line.text)}</tspan>'
        for n, line in enumerate(label.lines)
    )
    plate = (
        f'<rect class="plate" x="{_n(x - label.width / 2 - 2)}" y="{_n(y - label.height / 2)}" '
        f'width="{_n(label.width + 4)}" height="{_n(label.height)}"/>'
    )
    return f'<g class="label" data-e="{thread.edge}">{plate}<text>{spans}</text></g>'


def _named(strong: bool, quiet: bool) -> str:
    return ' class="strong"' if strong else ' class="quiet"' if quiet else ""


def _middle(thread: Thread, label: Label) -> tuple[float, float]:
    """A place for the label of a line without a row of labels under it."""
    piece = thread.route.pieces[0]
    return (piece.start[0] + piece.end[0]) / 2, (piece.start[1] + piece.end[1] - label.height / 4) / 2


# --- cards ------------------------------------------------------------------------------------------------------------


def level(vertex: Vertex, coverage: Coverage | None) -> str:
    """The class that colours a card by its visits, on a logarithmic scale; nothing where none are known."""
    counts = coverage.endings if coverage and vertex.sort == "ending" else coverage.nodes if coverage else {}
    if not coverage or vertex.sort == "pool" or (vertex.sort == "ending" and not coverage.endings):
        return ""
    visits = counts.get(vertex.name, 0)
    most = max(coverage.plays, visits, 2)
    return f"c{ceil(LEVELS * log(1 + visits) / log(1 + most))}" if visits else "c0"


def _card(card: Card, chart: Chart, coverage: Coverage | None) -> str:
    vertex = chart.vertices[card.vertex]
    names = [vertex.sort, *(["start"] if vertex.is_start else []), *([] if vertex.reached else ["lost"])]
    names += [level(vertex, coverage)] if level(vertex, coverage) else []
    width, height = _n(card.width), _n(card.height)
    rule = f'<rect class="rule" width="{width}" height="3"/>' if vertex.is_start else ""
    corner = 14 if vertex.sort == "pool" else 1.5
    return (
        f'<g class="card {" ".join(names)}" data-v="{card.vertex}" transform="translate({_n(card.x)} {_n(card.y)})">'
        f"<title>{escape(' · '.join(filter(None, (vertex.name, vertex.synopsis))))}</title>"
        f'<rect class="frame" width="{width}" height="{height}" rx="{corner}"/>{rule}{"".join(_words(card))}</g>'
    )


def _words(card: Card) -> Iterator[str]:
    """The lines of a card, from the top."""
    y = sizes.PAD - (0.0 if card.head else 4.0)
    if card.head:
        y += sizes.HEAD
        yield _text("head", y - 5, card.head)
    for line in card.title:
        y += sizes.TITLE
        yield _text("title", y - 5, line)
    for line in card.text:
        y += sizes.TEXT
        yield _text("text", y - 3, line)
    if card.meta:
        y += sizes.META
        yield _text("meta", y - 2, card.meta)
    for far in card.far:
        y += sizes.META
        yield _text("far", y - 2, far.text, f' data-to="{far.target}"')
    if card.more:
        yield _text("far", y + sizes.META - 2, f"+ {card.more} more")


def _text(name: str, y: float, words: str, more: str = "") -> str:
    return f'<text class="{name}" x="{_n(sizes.PAD)}" y="{_n(y)}"{more}>{escape(words)}</text>'
