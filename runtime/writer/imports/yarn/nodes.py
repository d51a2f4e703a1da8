"""Splits a Yarn file into nodes: headers, and the rows of their bodies with their indents."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.story.fountain.source import indent_of
from runtime.writer.imports.model import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runtime.writer.imports.model import Losses

_HEADER = re.compile(r"\s*([^\W\d][\w.-]*)\s*:(.*)$")


@dataclass(frozen=True)
class Row:
    """A line of a body that is neither empty nor a comment."""

    line: int
    indent: int
    text: str
    after_blank: bool  # whether an empty line stands before it


@dataclass
class Node:
    """A node as written."""

    line: int
    headers: list[tuple[str, str, int]] = field(default_factory=list)  # key, value, line
    rows: list[Row] = field(default_factory=list)

    def header(self, *keys: str) -> str:
        """The value of the first header that has one of these keys."""
        return next((value for key, value, _ in self.headers if key.lower() in keys), "")

    @property
    def title(self) -> str:
        return self.header("title")

    @property
    def whens(self) -> list[tuple[str, int]]:
        return [(value, line) for key, value, line in self.headers if key == "when"]


def read_nodes(lines: Sequence[str], losses: Losses) -> list[Node]:
    """All nodes of a script that have a title."""
    found: list[Node] = []
    node: Node | None = None
    body = blank = False
    for number, line in enumerate(lines, 1):
        words = line.strip()
        if not body and words == "---":
            node = node or Node(number)
            body, blank = True, False
        elif body and words == "===":
            found += [node] if node else []
            node, body = None, False
        elif body and node:
            if words and not words.startswith("//"):
                node.rows.append(Row(number, indent_of(line), words, blank))
            blank = not words or (blank and words.startswith("//"))
        elif words and not words.startswith(("//", "#")):
            node = node or Node(number)
            _header(line, number, node, losses)
    if node:
        found.append(node)
        if not body:
            why = "the body of a node stands between --- and ==="
            losses.add(node.line, f"the node {quoted(node.title)} has no body", why, "---")
    return _titled(found, losses)


def _header(line: str, number: int, node: Node, losses: Losses) -> None:
    match = _HEADER.match(line)
    if match is None:
        losses.add(number, f"{quoted(line)} is left out", "between nodes stand headers: a key, a colon and a value")
        return
    value = match[2].strip() if match[1] == "when" else match[2].partition("//")[0].strip()
    node.headers.append((match[1], value, number))


def _titled(nodes: list[Node], losses: Losses) -> list[Node]:
    for node in nodes:
        if not node.title:
            losses.add(node.line, "a node without a title is left out", "nothing can lead to it", "title: Name")
    return [node for node in nodes if node.title]
