"""Reads a story's text into the writer's structures: every character of the file is in one element's `source`."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from runtime.story.diagnostics import Report, quote
from runtime.story.fountain.includes import is_inside
from runtime.story.fountain.scanner import Scanner
from runtime.story.fountain.scenes import read_elements, read_nodes
from runtime.story.fountain.source import MAX_LINES, Source
from runtime.story.fountain.text import slug
from runtime.story.fountain.titlepage import read_title_page, settings
from runtime.story.looks import chosen_looks
from runtime.story.model import Included, Node, Reading, Story
from runtime.story.script import JumpLine, Notes, Option, Paragraph, Speech, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story.script import Element, TitleEntry

MAX_CHARACTERS = 16 * 1024 * 1024
MAX_NODES = 120_000
LARGE = 1024 * 1024  # characters


def read_story(
    text: str,
    file: str = "story.fountain",
    includes: Mapping[str, str] | None = None,
    looks: Mapping[str, str] | None = None,
) -> Reading:
    """Read a story. Never fails: what is wrong with the text is in the diagnostics, and `story` is None on an error.

    `includes` holds the texts of the files beside the story, by the names that `[[include: name]]` uses; `looks` those
    of its look files, by their names without ending.
    """
    report = Report(file)
    texts = includes or {}
    if not _is_readable(text, texts, report):
        return Reading(story=None, diagnostics=report.sorted())
    with _collector_at_rest(large=len(text) > LARGE):
        draft = _with_looks(_Assembly(report, texts).read(text), looks or {})
        if not report.drowned:
            draft.program.tell(report)
    if report.drowned:
        return Reading(story=None, diagnostics=report.sorted())
    story = None if report.failed else draft
    return Reading.model_construct(story=story, diagnostics=report.sorted(), draft=draft)


def _with_looks(story: Story, looks: Mapping[str, str]) -> Story:
    """The story with those of its own looks that it uses; they count as its text."""
    used = chosen_looks(story, looks) if looks else {}
    if not used:
        return story
    texts = [story.digest, *(f"{name}\0{text}" for name, text in used.items())]
    digest = blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=16).hexdigest()
    return story.model_copy(update={"looks": used, "digest": digest})


@contextmanager
def _collector_at_rest(*, large: bool) -> Iterator[None]:
    """A story is a hundred thousand small values and no rubbish: looking for some doubles the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running and large:
            # Freezing and thawing moves what was made to where the old things are, so that it is not gone through now.
            # It puts off looking for other rubbish, too: nothing to do at every key that a writer presses.
            gc.freeze()
            gc.unfreeze()
        if running:
            gc.enable()


def _is_readable(text: str, includes: Mapping[str, str], report: Report) -> bool:
    texts = (text, *includes.values())
    characters = sum(map(len, texts))
    lines = sum(max(one.count("\n"), one.count("\r")) for one in texts)
    if not text.strip("\ufeff \t\r\n"):
        why = "a show needs a scene heading and something to perform"
        report.add("S101", 1, 1, "the story is empty", why, "INT. ROOM - DAY #room#")
    elif characters > MAX_CHARACTERS:
        what = f"the story has {characters} characters, more than {MAX_CHARACTERS}"
        report.add("S103", 1, 1, what, "", "a shorter file")
    elif lines > MAX_LINES:
        report.add("S103", 1, 1, f"the story has {lines} lines, more than {MAX_LINES}", "", "a shorter file")
    elif "\x00" in text[:4096]:
        why = "it holds bytes that no text has"
        report.add("S114", 1, 1, "the file is not text", why, "a file saved as plain text in UTF-8")
    return not report.failed


class _Assembly:
    """Puts a story together from its file and the files that it includes. Used once."""

    def __init__(self, report: Report, includes: Mapping[str, str]) -> None:
        self.report, self.includes = report, includes
        self.file = report.file
        self._folder = self.file[: max(self.file.rfind("/"), self.file.rfind("\\")) + 1]
        self.nodes: list[Node] = []
        self.included: list[Included] = []
        self._open = [self.file[len(self._folder) :]]  # names of the files being read

    def read(self, text: str) -> Story:
        """The whole story, as far as it can be read."""
        scanner, entries, opening, preamble = self._begin(text)
        self._scenes(scanner, preamble, self.file)
        for entry in entries:
            if entry.key == "include":
                self._include(entry.value, entry.line, 1)
        fields: dict[str, Any] = settings(entries, self.report)
        if not self.nodes:
            why = "a scene begins with one"
            self.report.add("S102", 1, 1, "the story has no scene heading", why, "INT. ROOM - DAY #room#")
        _warn_of_preamble(preamble, self.report)
        nodes = _identified(self.nodes, self.report)
        fields.update(file=self.file, opening=opening, preamble=preamble, nodes=nodes, included=tuple(self.included))
        fields["endings"] = _endings(self.nodes)
        texts = [text, *(f"{name}\0{self.includes[name]}" for name in sorted(self.includes))]
        fields["digest"] = blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=16).hexdigest()
        fields.setdefault("start", next(iter(nodes), ""))
        return Story.model_construct(**fields)

    def _begin(self, text: str) -> tuple[Scanner, tuple[TitleEntry, ...], str, tuple[Element, ...]]:
        """What stands before a file's first heading."""
        source = Source(text, self.report)
        entries, at = read_title_page(source)
        scanner = Scanner(source, self.report, at)
        scanner.skip_blank()
        opening = source.slice(0, scanner.at)
        return scanner, entries, opening, read_elements(scanner)

    def _scenes(self, scanner: Scanner, preamble: tuple[Element, ...], file: str) -> None:
        self._follow(preamble)
        for node in read_nodes(scanner, file):
            self.nodes.append(node)
            self._follow(node.elements)
            if len(self.nodes) > MAX_NODES:
                self.report.give_up("S103", node.line, 1, f"the story has more than {MAX_NODES} scenes")

    def _follow(self, elements: tuple[Element, ...]) -> None:
        """Read the files that these elements include."""
        for element in elements:
            for note in element.notes if isinstance(element, Notes) else ():
                if isinstance(note, Words) and note.sort == "include":
                    self._include(note.words, note.line, note.column)

    def _include(self, name: str, line: int, column: int) -> None:
        problem = self._problem(name)
        if problem:
            what, why = problem
            self.report.add("S121", line, column, what, why, "[[include: act2.fountain]]")
            return
        outer = self.report.file
        self.report.file = self._folder + name
        self._open.append(name)
        scanner, _, opening, preamble = self._begin(self.includes[name])
        self.included.append(Included(self.report.file, opening, preamble))
        self._scenes(scanner, preamble, self.report.file)
        _warn_of_preamble(preamble, self.report)
        self._open.pop()
        self.report.file = outer

    def _problem(self, name: str) -> tuple[str, str] | None:
        """Why a file cannot be included, if it cannot."""
        if name in self._open:
            return f"“{quote(name)}” includes itself", " → ".join(quote(one) for one in [*self._open, name][-4:])
        if not is_inside(name):
            return f"“{quote(name)}” cannot be included", "a story includes files inside its own folder only"
        if name not in self.includes:
            return f"“{quote(name)}” cannot be included", "there is no such text file in the story's folder"
        if any(one.file == self._folder + name for one in self.included):
            return f"“{quote(name)}” is included twice", "its scenes would be there twice"
        return None


def _identified(nodes: list[Node], report: Report) -> dict[str, Node]:
    """Nodes by id: written ids first, then slugs, which get `-2` where they repeat."""
    taken: dict[str, Node] = {}
    main = report.file
    for node in nodes:
        if node.named and node.id in taken:
            before = taken[node.id]
            where = "" if before.file == node.file else f" of {before.file}"
            why = f"line {before.line}{where} has it too"
            report.file = node.file
            report.add(
                "S203", node.line, node.column, f"the id “{quote(node.id)}” is given twice", why, f"#{node.id}-2#"
            )
        elif node.named:
            taken[node.id] = node
    report.file = main
    found: dict[str, Node] = {}
    counts: dict[str, int] = {}
    for node in nodes:
        identity = node.id
        if not node.named:
            identity = _free(slug(node.heading.text) or "scene", taken, counts)
        elif identity in found:
            identity = _free(identity, taken, counts)
        found[identity] = taken[identity] = node if identity == node.id else replace(node, id=identity)
    return found


def _free(base: str, taken: dict[str, Node], counts: dict[str, int]) -> str:
    number = counts.get(base, 0) + 1
    identity = base if number == 1 else f"{base}-{number}"
    while identity in taken:
        number += 1
        identity = f"{base}-{number}"
    counts[base] = number
    return identity


def _endings(nodes: list[Node]) -> tuple[str, ...]:
    """Titles of all ends, each once."""
    elements = (element for node in nodes for element in node.elements)
    jumps = (element.jump for element in elements if isinstance(element, (JumpLine, Option)))
    return tuple(dict.fromkeys(jump.title for jump in jumps if jump and jump.title))


def _warn_of_preamble(preamble: tuple[Element, ...], report: Report) -> None:
    for element in preamble:
        if isinstance(element, (Paragraph, Speech, Option, JumpLine)):
            why = "a performance begins with the first heading"
            report.add("S110", element.line, 1, "this text is not performed", why, "a scene heading above it")
            break
