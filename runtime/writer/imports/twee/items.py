"""What stands in a passage, whatever its story format: text, values, links, and what is done on the way."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.writer.imports.model import Losses
    from runtime.writer.imports.script import Store
    from runtime.writer.imports.tree import Tree

MAX_LINK = 400  # characters


@dataclass
class Text:
    line: int
    words: str


@dataclass
class Shown:
    """A value in the text."""

    line: int
    tree: Tree


@dataclass
class Link:
    """Something to choose. Without a target it acts on the spot, once."""

    line: int
    label: tuple[str | Tree, ...]
    target: str | None = None
    body: list[Item] = field(default_factory=list)
    again: bool = False  # without a target: stays on offer


@dataclass
class Assigned:
    store: Store


@dataclass
class Part:
    condition: Tree | None  # None: else
    items: list[Item]
    line: int
    source: str = ""


@dataclass
class If:
    line: int
    parts: list[Part]


@dataclass
class Goto:
    line: int
    target: str


@dataclass
class Included:
    """Another passage is shown here."""

    line: int
    target: str


Item = Text | Shown | Link | Assigned | If | Goto | Included

LINK = re.compile(rf"\[\[([^\[\]\n]{{1,{MAX_LINK}}})\](?:\[([^\]\n]{{0,{MAX_LINK}}})\])?\]")
_TAG = re.compile(r"</?([a-zA-Z][\w-]*)\b[^<>]{0,1000}>")
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))  # with all that they enclose
_NEW_LINE = frozenset({"br", "p", "div", "li", "tr", "h1", "h2", "h3", "hr", "ul", "ol", "table", "blockquote"})
_MEDIA = frozenset({"img", "audio", "video", "iframe", "svg", "canvas", "input", "button", "source"})
_MARKS = re.compile(r"''|(?<!:)//|__|~~|\^\^|\*\*|(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def link_parts(inner: str) -> tuple[str, str]:
    """Label and target of what stands in `[[...]]`."""
    if "->" in inner:
        label, _, target = inner.rpartition("->")
    elif "<-" in inner:
        target, _, label = inner.partition("<-")
    else:
        label, _, target = inner.partition("|")
        target = target or label
    return label.strip() or target.strip(), target.strip()


def is_outside(target: str) -> bool:
    """Whether a link leads out of the story."""
    return _URL.match(target) is not None


def plain_text(words: str, line: int, losses: Losses) -> str:
    """A text without HTML and without marks of emphasis, which no voice speaks."""
    if "<" in words:
        words = _TAG.sub(lambda found: _tag(found, line, losses), words)
    if "&" in words:
        words = html.unescape(words)
    return _MARKS.sub("", words)


def without_code(words: str, line: int, losses: Losses) -> str:
    """A passage without comments, scripts and style sheets; its lines stay."""
    for opening, closing in _HIDDEN:
        words = _without(words, opening, closing, line, losses)
    return words


def _without(words: str, opening: str, closing: str, line: int, losses: Losses) -> str:
    """A text without what stands between two signs; its lines stay."""
    found: list[str] = []
    lower = words.lower() if opening in words.lower() else ""
    at = 0
    while lower and (start := lower.find(opening, at)) >= 0 and (end := lower.find(closing, start)) >= 0:
        found += [words[at:start], "\n" * words.count("\n", start, end)]
        if opening != "<!--":
            where = line + words.count("\n", 0, start)
            losses.add(where, f"a {opening}> is left out", "our stories hold no code and no style sheets", "Look: …")
        at = end + len(closing)
    return "".join([*found, words[at:]]) if found else words


def _tag(found: re.Match[str], line: int, losses: Losses) -> str:
    name = found[1].lower()
    if name in _MEDIA and not found[0].startswith("</"):
        instead = "[[shot: …]], [[sfx: …]] or [[music: …]]"
        line += found.string.count("\n", 0, found.start())
        losses.add(line, f"{quoted(found[0])} is left out", "the picture of a show is made while it plays", instead)
    lines = "\n" * found[0].count("\n")
    return lines or ("\n" if name in _NEW_LINE else "")


def inside(items: list[Item]) -> Iterator[Item]:
    """All items, those inside others too."""
    for item in items:
        yield item
        if isinstance(item, Link):
            yield from inside(item.body)
        elif isinstance(item, If):
            for part in item.parts:
                yield from inside(part.items)
