"""A story's shape: sections, scenes, choice points and choices; what can be folded; what can be opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from runtime.story.diagnostics import quote
from runtime.story.program import files_of, notes_of
from runtime.story.script import Aside, Notes, Opening, Option, Words
from runtime.story.sounds import file_named
from runtime.writer.server.mentions import id_spot
from runtime.writer.server.position import LINE_END, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story import Node, Story
    from runtime.story.script import Element
    from runtime.writer.server.draft import Draft

Sort = Literal["section", "scene", "choice point", "choice"]

_NAMING = frozenset({"include", "ambience", "music", "sfx"})
MAX_FOUND = 200  # symbols of a search


@dataclass(frozen=True)
class Entry:
    """A line of the outline."""

    name: str
    sort: Sort
    spot: Spot  # of the name
    last: int  # line (from 0) at which it ends
    detail: str = ""
    inner: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Fold:
    """Lines (from 0) that can be folded into the first one."""

    first: int
    last: int
    is_comment: bool = False


@dataclass(frozen=True)
class Link:
    """Something that can be opened."""

    spot: Spot
    target: Path


def outline(draft: Draft, file: str) -> tuple[Entry, ...]:
    """The outline of one file; scenes stand inside their sections."""
    entries: list[Entry] = []
    section: Entry | None = None
    for entry in _flat(draft, file):
        if entry.sort == "section":
            entries += [section] if section else []
            section = entry
        elif section is None:
            entries.append(entry)
        else:
            section = Entry(section.name, "section", section.spot, entry.last, section.detail, (*section.inner, entry))
    return (*entries, section) if section else tuple(entries)


def _flat(draft: Draft, file: str) -> Iterator[Entry]:
    """Sections and scenes in the order of the file. A section stands before the heading that follows it."""
    story = draft.story
    if story is None:
        return
    preambles = ((story.file, story.preamble), *((one.file, one.preamble) for one in story.included))
    preamble = [elements for one, elements in preambles if one == file]
    yield from (_section(element, file) for elements in preamble for element in elements if _is_section(element))
    nodes = [node for node in story.nodes.values() if node.file == file]
    for node in nodes:
        yield _scene(draft, node)
        yield from (_section(element, file) for element in node.elements if _is_section(element))


def _is_section(element: Element) -> bool:
    return isinstance(element, Aside) and element.sort == "section"


def _section(element: Element, file: str) -> Entry:
    words = element.text if isinstance(element, Aside) else ""
    return Entry(words or "#", "section", Spot(file, element.line - 1, 0, 2 + len(words)), element.line - 1)


def _scene(draft: Draft, node: Node) -> Entry:
    last = last_line(node)
    points = tuple(_points(node, last))
    return Entry(node.id, "scene", id_spot(draft, node), last, quote(node.heading.text), points)


def last_line(node: Node) -> int:
    """The last line (from 0) of a scene that has words."""
    sections = [one.line for one in node.elements if _is_section(one)]
    elements = [one for one in node.elements if not sections or one.line < sections[0]]
    element = elements[-1] if elements else node
    return element.line - 1 + len(LINE_END.findall(element.source.rstrip()))


def _points(node: Node, last: int) -> Iterator[Entry]:
    """The choice points of a scene with their choices, those in the bodies of choices, too."""
    elements = node.elements
    for n, element in enumerate(elements):
        note = (
            next((one for one in element.notes if isinstance(one, Opening)), None)
            if isinstance(element, Notes)
            else None
        )
        if note is None:
            continue
        following = elements[n + 1 :]
        ends = (m for m, one in enumerate(following) if one.depth < element.depth or _opens(one, element.depth))
        inside = following[: next(ends, len(following))]
        choices = tuple(
            _choice(node.file, inside, m, last) for m, one in enumerate(inside) if _is_choice(one, element.depth)
        )
        spot = Spot(node.file, note.line - 1, note.column - 1, note.column + 1)
        end = choices[-1].last if choices else note.line - 1
        yield Entry(quote(note.question) or "choice", "choice point", spot, end, _window(note), choices)


def _opens(element: Element, depth: int) -> bool:
    opens = isinstance(element, Notes) and any(isinstance(note, Opening) for note in element.notes)
    return opens and element.depth == depth


def _is_choice(element: Element, depth: int) -> bool:
    return isinstance(element, Option) and element.depth == depth


def _choice(file: str, elements: tuple[Element, ...], n: int, last: int) -> Entry:
    option = elements[n]
    assert isinstance(option, Option)
    return Entry(
        quote(option.text) or "choice",
        "choice",
        Spot(file, option.line - 1, option.column - 1, option.column),
        min(last, _body_end(elements, n)),
        option.jump.target or option.jump.title if option.jump else "",
    )


def _body_end(elements: tuple[Element, ...], n: int) -> int:
    """The last line (from 0) of the choice that element n is, its body included."""
    depth = elements[n].depth
    end = next((m for m in range(n + 1, len(elements)) if elements[m].depth <= depth), len(elements))
    final = elements[end - 1]
    return final.line - 1 + len(LINE_END.findall(final.source.rstrip()))


def _window(note: Opening) -> str:
    if not note.timed:
        return ""
    return f"{note.window_s:g} s" if note.window_s is not None else "waits"


def scenes_like(story: Story, words: str) -> Iterator[Node]:
    """The scenes whose id, heading or synopsis holds the words."""
    asked = words.lower()
    for node in story.nodes.values():
        if asked in f"{node.id} {node.heading.text} {node.synopsis}".lower():
            yield node


# --- folds and links --------------------------------------------------------------------------------------------------


def folds(draft: Draft, file: str) -> tuple[Fold, ...]:
    """What can be folded in a file: title page, sections, scenes, choice points, choices and comments."""
    found = [Fold(entry.spot.line, entry.last) for entry in _all(outline(draft, file))]
    story = draft.story
    if story is not None and file == story.file and story.title_page:
        last = story.title_page[-1]
        found.append(Fold(story.title_page[0].line - 1, last.line - 1 + len(last.items)))
    sheet = draft.sheets.get(file)
    found += _comments(sheet.text) if sheet else []
    return tuple(sorted({fold for fold in found if fold.last > fold.first}, key=lambda fold: (fold.first, fold.last)))


def _all(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _all(entry.inner)


def _comments(text: str) -> list[Fold]:
    found: list[Fold] = []
    start, line, done = text.find("/*"), 0, 0
    while start >= 0:
        end = text.find("*/", start + 2)
        if end < 0:
            break
        first = line + len(LINE_END.findall(text, done, start))
        line = first + len(LINE_END.findall(text, start, end))
        found.append(Fold(first, line, is_comment=True))
        done, start = end, text.find("/*", end + 2)
    return found


def links(draft: Draft, file: str) -> tuple[Link, ...]:
    """The files that a file names and that are there, inside the story's folder."""
    folder = draft.found.folder.resolve()
    found = []
    for note, name in _files_named(draft, file):
        at = draft.line(file, note.line - 1).find(name, note.column - 1)
        path = _beside(folder, name) if at >= 0 else None
        if path:
            found.append(Link(Spot(file, note.line - 1, at, at + len(name)), path))
    return tuple(found)


def _files_named(draft: Draft, file: str) -> Iterator[tuple[Words, str]]:
    """Notes with the name that each of them names: of an included file, or of a sound."""
    for one, elements in files_of(draft.story) if draft.story else ():
        for element in elements if one == file else ():
            for note in notes_of(element) if "[[" in element.source else ():
                if isinstance(note, Words) and note.sort in _NAMING:
                    yield note, note.words if note.sort == "include" else file_named(note.words)


def _beside(folder: Path, name: str) -> Path | None:
    """A file inside the folder; words before its name may say how it is heard."""
    for one in (name, name.rpartition(" ")[2]) if name else ():
        try:
            path = (folder / one).resolve()
            if path.is_relative_to(folder) and path.is_file():
                return path
        except (OSError, ValueError):
            continue
    return None
