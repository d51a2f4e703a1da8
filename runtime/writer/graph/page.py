"""The map as one HTML page that needs no network: drawn already, with the screenplay of every scene beside it.

Story text goes into the page as escaped text and as data, never as markup, and the page's own policy runs no other
script than the one it was made with.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.writer.graph.screenplay import screenplay
from runtime.writer.graph.svg import draw, escape, style

if TYPE_CHECKING:
    from runtime.writer.graph.chart import Chart, Edge, Vertex
    from runtime.writer.graph.coverage import Coverage
    from runtime.writer.graph.picture import Card, Picture
    from runtime.writer.graph.ways import Way

SCRIPTS = ("view.js", "reading.js", "finding.js")  # in this order
GENERATED = '<meta name="generator" content="diorama graph">'  # tells our own pages from anybody else's

_SAMPLES = (
    ("", "a choice, or a jump"),
    ("default", "what the deadline takes"),
    ("dashed", "a detour, or a draw"),
    ("fall", "goes on by itself"),
)
_COLOURS = (("c0", "never seen"), ("c1", "seldom seen"), ("c3", "seen"), ("c5", "seen in most plays"))


def draw_page(picture: Picture, coverage: Coverage | None = None) -> str:
    """The page."""
    chart = picture.chart
    sheet, script = style() + _file("page.css"), "".join(_file(name) for name in SCRIPTS)
    parts = {
        "policy": _policy(sheet, script),
        "title": escape(chart.title or Path(chart.file).stem),
        "language": escape(chart.language),
        "about": escape(_about(chart, coverage)),
        "style": sheet,
        "script": script,
        "map": draw(picture, coverage),
        "legend": _legend(coverage),
        "data": _embedded(_data(picture, coverage)),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _file("page.html"))


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _policy(sheet: str, script: str) -> str:
    """Nothing from anywhere else, and no other style or script than these two."""
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (sheet, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _embedded(plain: Any) -> str:
    """JSON that cannot end the element it stands in."""
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text.encode("utf-8", "replace").decode()


def _about(chart: Chart, coverage: Coverage | None) -> str:
    nodes = sum(one.sort == "node" for one in chart.vertices)
    endings = sum(one.sort == "ending" for one in chart.vertices)
    parts = [chart.author, _number(nodes, "scene"), _number(endings, "ending")]
    if coverage:
        seen = sum(one.sort == "node" and coverage.nodes.get(one.name, 0) > 0 for one in chart.vertices)
        parts.append(f"{_number(coverage.plays, 'play')} saw {seen} of {nodes}")
    return " · ".join(filter(None, parts))


def _number(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _legend(coverage: Coverage | None) -> str:
    items = [
        f'<li class="{name}"><svg width="40" height="10" aria-hidden="true"><path class="line" d="M0 5H33"/>'
        f'<path class="tip" d="M40 5l-7 -4v8z"/></svg>{words}</li>'
        for name, words in _SAMPLES
    ]
    items.append("<li><span>◇</span> only under a condition</li>")
    if coverage:
        items += [
            f'<li class="{name}"><svg width="40" height="14" aria-hidden="true">'
            f'<rect class="frame" width="40" height="14"/></svg>{words}</li>'
            for name, words in _COLOURS
        ]  # fmt: skip
    return "".join(items)


# --- data -------------------------------------------------------------------------------------------------------------


def _data(picture: Picture, coverage: Coverage | None) -> dict[str, Any]:
    """What the script knows: vertices with their places, edges with their ways."""
    chart = picture.chart
    return {
        "width": round(picture.width, 1),
        "height": round(picture.height, 1),
        "vertices": [_vertex(chart.vertices[card.vertex], card, chart, coverage) for card in picture.cards],
        "edges": [_edge(edge, coverage) for edge in chart.edges],
    }


def _vertex(vertex: Vertex, card: Card, chart: Chart, coverage: Coverage | None) -> dict[str, Any]:
    plain: dict[str, Any] = {"sort": vertex.sort, "name": vertex.name, "reached": vertex.reached}
    plain |= {"x": round(card.x, 1), "y": round(card.y, 1), "w": card.width, "h": card.height}
    if vertex.sort == "node":
        plain |= {"heading": vertex.heading, "synopsis": vertex.synopsis, "line": vertex.line}
        plain |= {"file": Path(vertex.file).name, "blocks": screenplay(chart.nodes[vertex.name])}
        plain |= {"visits": coverage.nodes.get(vertex.name, 0)} if coverage else {}
    return plain | ({"start": True} if vertex.is_start else {})


def _edge(edge: Edge, coverage: Coverage | None) -> dict[str, Any]:
    return {"s": edge.source, "t": edge.target, "ways": [_way(way, coverage) for way in edge.ways]}


def _way(way: Way, coverage: Coverage | None) -> dict[str, Any]:
    known = {
        "sort": way.sort,
        "words": way.words,
        "if": list(way.conditions),
        "default": way.is_default,
        "once": way.once,
        "window": way.window_s,
    }
    plain = {name: value for name, value in known.items() if value}
    if coverage and coverage.choices and way.choice:
        plain["taken"] = coverage.choices.get((way.source, way.choice), 0)
    return plain
