"""Gives lines the ids by which recordings and translations find them: `[[line: k3f9]]` at the end of what is said.

An id is drawn from node, speaker and words, so that two writers give the same line the same id. Ids that stand in the
file stay, and so does every other byte of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from runtime.errors import StoryError
from runtime.ink import is_ink
from runtime.library import find_story
from runtime.story import read_story
from runtime.story.diagnostics import Report
from runtime.story.fountain.source import Source
from runtime.story.phrases import line_id_of, phrases, words_said
from runtime.story.script import Speech
from runtime.writer.paper.rewriting import replace_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from runtime.library import StoryFile
    from runtime.story import Story
    from runtime.story.script import Segment

ALPHABET = "bcdfghjkmnpqrstvwxz23456789"  # no vowels, so that no id is a word, and nothing that looks like another
LEAST, MOST = 4, 24  # characters of an id
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class Nameless:
    """A line without an id, and where one belongs."""

    file: str
    identity: str  # the id that it gets
    first: int  # the line (0-based) on which its words begin
    last: int  # the line (0-based) after which nothing of it can stand


@dataclass(frozen=True)
class Written:
    """What came of writing ids."""

    count: int
    files: tuple[Path, ...] = ()


def write_line_ids(name: str) -> Written:
    """Give every line of a story that has none an id, in its files. StoryError where the story cannot be read."""
    found = find_story(name)
    texts = with_line_ids(found)
    count = 0
    for path, (before, after) in texts.items():
        replace_file(path, after.encode("utf-8"))
        count += after.count("[[line:") - before.count("[[line:")
    return Written(count, tuple(texts))


def with_line_ids(found: StoryFile) -> dict[Path, tuple[str, str]]:
    """The files that lack ids: (text before, text after) by path."""
    if is_ink(found.path.name, found.text):
        raise StoryError(
            f"“{found.path}” is ink; only our own stories have line ids. First: diorama import {found.path}"
        )
    reading = read_story(found.text, str(found.path), found.includes)
    if reading.draft is None or not reading.draft.nodes:
        first = reading.diagnostics[0]
        raise StoryError(f"{first.place.file}:{first.place.line}: {first.what}.", reading.diagnostics)
    story = reading.draft
    nameless = list(_nameless(story))
    for at_end in (True, False):
        texts = _inserted(found, nameless, at_end=at_end)
        if _agree(story, found, texts):
            return {_path(found, file): pair for file, pair in texts.items()}
    raise StoryError(f"“{found.path}” could not be given line ids without changing what is said. Nothing was written.")


def _inserted(found: StoryFile, nameless: list[Nameless], *, at_end: bool) -> dict[str, tuple[str, str]]:
    """Text before and after, by the file's name in diagnostics."""
    done: dict[str, tuple[str, str]] = {}
    for file in dict.fromkeys(one.file for one in nameless):
        text = _text(found, file)
        source = Source(text, Report(file))
        after, begin = [], 0
        for one in sorted((one for one in nameless if one.file == file), key=lambda one: one.first):
            at, note = _place(source, one, at_end=at_end)
            after += [text[begin:at], note]
            begin = at
        done[file] = (text, "".join([*after, text[begin:]]))
    return done


def _place(source: Source, one: Nameless, *, at_end: bool) -> tuple[int, str]:
    """The offset in the text at which an id goes, and the note."""
    note = f"[[line: {one.identity}]]"
    if not at_end:
        line = source.clean[one.first]
        return source.offsets[one.first] + len(line) - len(line.lstrip()), f"{note} "
    last = one.first
    for i in range(one.first, min(one.last, len(source))):
        words = source.clean[i].strip()
        if words and not (words.startswith("(") and words.endswith(")")):
            last = i
    return source.offsets[last] + len(source.clean[last]), f" {note}"


def _agree(story: Story, found: StoryFile, texts: Mapping[str, tuple[str, str]]) -> bool:
    """Whether the new texts read as the old story with ids."""
    folder = story.file[: len(story.file) - len(found.path.name)]
    main = texts.get(story.file, ("", found.text))[1]
    includes = {name: texts.get(folder + name, ("", text))[1] for name, text in found.includes.items()}
    after = read_story(main, story.file, includes).draft
    if after is None:
        return False
    said = [(p.kind, p.source, p.node, p.speaker, p.direction) for p in phrases(after)]
    lines = [p for p in phrases(after) if p.kind == "line"]
    return said == [(p.kind, p.source, p.node, p.speaker, p.direction) for p in phrases(story)] and all(
        p.key for p in lines
    )


def _text(found: StoryFile, file: str) -> str:
    folder = str(found.path)[: len(str(found.path)) - len(found.path.name)]
    return found.text if file == str(found.path) else found.includes[file[len(folder) :]]


def _path(found: StoryFile, file: str) -> Path:
    folder = str(found.path)[: len(str(found.path)) - len(found.path.name)]
    return found.path if file == str(found.path) else found.folder / file[len(folder) :]


# --- which lines, and what they are called ----------------------------------------------------------------------------


def _nameless(story: Story) -> Iterator[Nameless]:
    taken = {phrase.key for phrase in phrases(story)}
    counts: dict[tuple[str, str, str], int] = {}
    for node in story.nodes.values():
        for element in node.elements:
            if not isinstance(element, Speech):
                continue
            for segment, last in _with_ends(element):
                said = words_said(segment)
                place = (node.id, element.name, said)
                counts[place] = counts.get(place, 0) + 1
                if said and not line_id_of(segment):
                    identity = line_id(*place, counts[place], taken)
                    taken.add(identity)
                    yield Nameless(node.file, identity, segment.line - 1, last)


def _with_ends(speech: Speech) -> Iterator[tuple[Segment, int]]:
    """Each part of a speech with the line (0-based) before which it ends."""
    end = speech.line - 1 + len(_LINES.findall(speech.source))
    starts = [segment.line - 1 for segment in speech.segments]
    yield from zip(speech.segments, [*starts[1:], end], strict=False)


def line_id(node: str, speaker: str, words: str, number: int, taken: set[str]) -> str:
    """The id of the `number`th time that somebody says these words in a node: as short as it can be among `taken`."""
    digest = blake2b("\0".join((node, speaker, words, str(number))).encode("utf-8", "replace"), digest_size=32)
    rest = int.from_bytes(digest.digest(), "big")
    letters = []
    for _ in range(MOST):
        rest, letter = divmod(rest, len(ALPHABET))
        letters.append(ALPHABET[letter])
    name = "".join(letters)
    return next((name[:size] for size in range(LEAST, MOST) if name[:size] not in taken), name)
