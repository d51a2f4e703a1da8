"""Finds the passages of a Twine story: in Twee 3 text, and in the HTML that Twine archives and publishes."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runtime.writer.imports.model import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.writer.imports.model import Losses

MAX_PASSAGES = 20_000
MAX_CHARACTERS = 1_500_000  # of all passages

_HEAD = re.compile(r"((?:\\.|[^\\\[\]{}])*)(?:\[((?:\\.|[^\\\]])*)\])?\s*(?:\{.*\})?\s*$")
_ESCAPED = re.compile(r"\\(.)")
_STORY = re.compile(r"<tw-storydata\b([^>]{0,4000})>", re.IGNORECASE)
_PASSAGE = re.compile(r"<tw-passagedata\b([^>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CLOSED = "</tw-passagedata>"


@dataclass(frozen=True)
class Passage:
    """A passage as written."""

    name: str
    line: int  # of its first line of text
    text: str
    tags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Told:
    """What a Twine story says of itself, and its passages."""

    passages: tuple[Passage, ...]
    title: str = ""
    start: str = ""
    format: str = ""  # of the story: "sugarcube"; lower case
    author: str = ""


def is_twine_html(text: str) -> bool:
    return _STORY.search(text) is not None


def read_passages(lines: Sequence[str], losses: Losses) -> Told:
    """All passages, those that only carry data taken out. Never fails."""
    text = "\n".join(lines)
    story = _STORY.search(text)
    if story:
        return _from_html(text, story, losses)
    passages = list(_from_twee(lines, losses))
    named = {passage.name: passage for passage in reversed(passages)}
    data = _data(named.get("StoryData"), losses)
    kept = tuple(one for one in passages if one.name not in ("StoryData", "StoryTitle", "StoryAuthor"))
    words = {
        name: " ".join(named[name].text.split()) if name in named else "" for name in ("StoryTitle", "StoryAuthor")
    }
    return Told(kept, words["StoryTitle"], data["start"], data["format"].lower(), words["StoryAuthor"])


def _from_twee(lines: Sequence[str], losses: Losses) -> Iterator[Passage]:
    """Passages between their `::` lines."""
    heads = [number for number, line in enumerate(lines) if line.startswith("::")]
    if any(line.strip() for line in lines[: heads[0] if heads else 0]):
        losses.add(1, "what stands before the first passage is left out", "a passage begins with :: and its name")
    for number, following in zip(heads[:MAX_PASSAGES], [*heads[1:], len(lines)], strict=False):
        match = _HEAD.match(lines[number][2:1000])
        name = _ESCAPED.sub(r"\1", match[1] if match else lines[number][2:200]).strip()
        tags = frozenset(_ESCAPED.sub(r"\1", match[2]).split()) if match and match[2] else frozenset[str]()
        text = "\n".join(lines[number + 1 : following]).rstrip()
        if not name:
            losses.add(number + 1, "a passage without a name is left out", "nothing can lead to it", ":: Name")
        else:
            yield Passage(name, number + 2, text, tags)
    if len(heads) > MAX_PASSAGES:
        losses.add(0, f"only the first {MAX_PASSAGES} passages are read", "a story of ours has no more")


def _data(passage: Passage | None, losses: Losses) -> dict[str, str]:
    """The entries of StoryData that say something here."""
    nothing = {"start": "", "format": ""}
    if passage is None:
        return nothing
    try:
        found = json.loads(passage.text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        losses.add(passage.line, "StoryData is left out", "it is not JSON")
        return nothing
    return {key: value if isinstance(value := found.get(key), str) else "" for key in nothing}


def _from_html(text: str, story: re.Match[str], losses: Losses) -> Told:
    about = _attributes(story[1])
    passages: list[Passage] = []
    start = ""
    at, line, end = 0, 1, 0
    while len(passages) < MAX_PASSAGES and (found := _PASSAGE.search(text, at)):
        end = text.find(_CLOSED, found.end()) if end < len(text) else end
        end = len(text) if end < 0 else end
        line += text.count("\n", at, found.end())
        attributes = _attributes(found[1])
        name = attributes.get("name", "").strip()
        if attributes.get("pid") == about.get("startnode"):
            start = name
        if name:
            words = html.unescape(text[found.end() : end])
            passages.append(Passage(name, line, words, frozenset(attributes.get("tags", "").split())))
        else:
            losses.add(line, "a passage without a name is left out", "nothing can lead to it")
        line += text.count("\n", found.end(), end)
        at = end
    return Told(tuple(passages), about.get("name", ""), start, about.get("format", "").lower())


def _attributes(words: str) -> dict[str, str]:
    return {found[1].lower(): html.unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(words)}


def unique(passages: Sequence[Passage], losses: Losses) -> list[Passage]:
    """The passages, each name once, as many as a story may have."""
    found: dict[str, Passage] = {}
    room = MAX_CHARACTERS
    for passage in passages:
        room -= len(passage.text)
        if room < 0:
            why = f"a story has no more than {MAX_CHARACTERS:,} characters"
            losses.add(passage.line, "the passages from here on are left out", why)
            break
        if passage.name in found:
            what = f"a second passage {quoted(passage.name)} is left out"
            losses.add(passage.line, what, "links lead to the first of that name")
        else:
            found[passage.name] = passage
    return list(found.values())
