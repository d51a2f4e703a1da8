"""The chart as Mermaid's `flowchart`, for pages and wikis that draw it themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.writer.graph.labels import seconds

if TYPE_CHECKING:
    from runtime.writer.graph.chart import Chart, Edge, Vertex
    from runtime.writer.graph.ways import Way

_KEPT = frozenset(" .,!?:'-…’‘“”")
_MOST = 60  # characters of a label


def draw_mermaid(chart: Chart) -> str:
    """The text of a .mmd file. Ids are numbers, and every character that Mermaid may read as a sign is escaped."""
    lines = ["flowchart TD"]
    lines += [f"    n{n}{_shape(vertex)}" for n, vertex in enumerate(chart.vertices)]
    lines += [f"    n{edge.source} {_arrow(edge)} n{edge.target}" for edge in chart.edges]
    groups = {
        "ending": [n for n, one in enumerate(chart.vertices) if one.sort == "ending"],
        "lost": [n for n, one in enumerate(chart.vertices) if not one.reached],
        "start": [n for n, one in enumerate(chart.vertices) if one.is_start],
    }
    styles = {"ending": "fill:#2b2822,color:#f6f2e8", "lost": "stroke-dasharray:2 3", "start": "stroke-width:3px"}
    for name, numbers in groups.items():
        if numbers:
            lines.append(f"    classDef {name} {styles[name]}")
            lines.append(f"    class {','.join(f'n{n}' for n in numbers)} {name}")
    return "\n".join(lines) + "\n"


def _shape(vertex: Vertex) -> str:
    words = f'"{escape(vertex.name or vertex.sort)}"'
    return {"node": f"[{words}]", "ending": f"([{words}])", "pool": f"{{{{{words}}}}}"}[vertex.sort]


def _arrow(edge: Edge) -> str:
    line = "-.->" if edge.dashed else "==>" if edge.is_default else "-->"
    said = dict.fromkeys(filter(None, map(_words, edge.ways)))
    return f'{line}|"{"<br/>".join(map(escape, said))}"|' if said else line


def _words(way: Way) -> str:
    condition = f"if {' and '.join(way.conditions)}" if way.conditions else ""
    timed = f" ({seconds(way.window_s)})" if way.is_default and way.window_s is not None else ""
    return f"{way.words}{timed}" if way.words else condition


def escape(words: str) -> str:
    """Words inside a quoted label."""
    short = words if len(words) <= _MOST else words[: _MOST - 1].rstrip() + "…"
    gathered = " ".join(short.split())
    return "".join(c if c.isalnum() or c in _KEPT else f"#{ord(c)};" for c in gathered if c.isprintable())
