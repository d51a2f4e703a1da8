"""Other seeds for the running shot, and the one that pleases written into the story's file as `[[seed: N]]`.

A file is written whole or not at all, only if it still is what was read, and only if the story then has just that seed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.errors import LibraryError, StoryError
from runtime.library import read_found, read_text
from runtime.story.diagnostics import Report, quote
from runtime.story.fountain.source import Source
from runtime.story.operation import Act
from runtime.story.script import Paragraph, Words
from runtime.writer.preview.draft import texts_of

if TYPE_CHECKING:
    from runtime.course import Course
    from runtime.library import StoryFile
    from runtime.story import Story
    from runtime.story.model import Beat

SEEDS = 99_999  # short enough to be typed
NOT_HERE = "A seed is kept beside an action paragraph of the script, and this picture has none"


@dataclass(frozen=True)
class Kept:
    """What was written where."""

    file: str
    line: int
    seed: int

    def __str__(self) -> str:
        return f"{Path(self.file).name}:{self.line}: [[seed: {self.seed}]] keeps this take."


def another_seed(seed: int, turn: int) -> int:
    """The seed that is tried after `turn` others, 1..SEEDS; the same for the same shot every time."""
    digest = hashlib.blake2b(f"{seed}/{turn}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % SEEDS + 1


def with_seed(course: Course, beat: int, seed: int) -> Course:
    """The same course, beat `beat` of its stretch filmed as if it had this seed."""
    beats = list(course.stretch.beats)
    if not 0 <= beat < len(beats) or beats[beat].kind == "cue":
        raise StoryError(f"{NOT_HERE}.")
    beats[beat] = beats[beat].model_copy(update={"seed": seed})
    return replace(course, stretch=replace(course.stretch, beats=tuple(beats)))


def keep_take(found: StoryFile, story: Story, beat: Beat, seed: int) -> Kept:
    """Write a seed beside a beat's paragraph. StoryError: it has none; LibraryError: the file cannot be written."""
    from runtime.writer.paper.rewriting import replace_file

    file, element = paragraph_of(story, beat.key)
    texts = texts_of(found)
    if file not in texts:
        raise LibraryError(f"“{quote(file)}” is not one of the story's files.")
    text = noted(texts[file], element, seed)
    _check(found, file, text, beat.key, seed)
    if read_text(Path(file)) != texts[file]:
        raise LibraryError(
            f"“{quote(Path(file).name)}” was saved just now; once it is read again, keep the take again."
        )
    replace_file(Path(file), text.encode("utf-8"))
    return Kept(file, element.line, seed)


def paragraph_of(story: Story, key: str) -> tuple[str, Paragraph]:
    """The file and the action paragraph of a beat; StoryError where the script has none for it."""
    node = story.nodes.get(key.rpartition(".")[0])
    scene = story.program.scenes.get(node.id) if node else None
    acts = [one for one in scene.operations if isinstance(one, Act) and one.key == key] if scene else []
    lines = {act.line for act in acts}
    found = [one for one in node.elements if isinstance(one, Paragraph) and one.line in lines] if node else []
    if node is None or not found:
        raise StoryError(f"{NOT_HERE}.")
    return node.file, found[0]


def noted(text: str, element: Paragraph, seed: int) -> str:
    """The text with the paragraph's seed in place of its old one, or behind its last word; nothing else is changed."""
    source = Source(text, Report(""))
    starts = source.offsets
    note = f"[[seed: {seed}]]"
    old = [run for run in element.runs if isinstance(run, Words) and run.sort == "seed"]
    if old:
        begin = starts[old[-1].line - 1] + old[-1].column - 1
        return text[:begin] + note + text[text.index("]]", begin) + 2 :]
    begin = starts[element.line - 1]
    if not text.startswith(element.source, begin):
        raise StoryError("The paragraph is not where it was read; save the story and keep the take again.")
    end = _end(source, element.line - 1)
    return f"{text[:end]} {note}{text[end:]}"


def _end(source: Source, first: int) -> int:
    """Where the words of the paragraph end that begins in line `first` (0-based); comments after them do not count."""
    last = line = first
    while line < len(source) and not source.is_blank(line):
        last = line if source.clean[line] else last
        line += 1
    return source.offsets[last] + len(source.clean[last])


def _check(found: StoryFile, file: str, text: str, key: str, seed: int) -> None:
    """StoryError unless the story, with its file changed like this, has that seed there."""
    if file == str(found.path):
        changed = replace(found, text=text)
    else:
        names = {name: text for name in found.includes if file.endswith(name)}
        changed = replace(found, includes={**found.includes, **names})
    story = read_found(changed).story
    scene = story.program.scenes.get(key.rpartition(".")[0]) if story else None
    acts = [one for one in scene.operations if isinstance(one, Act) and one.key == key] if scene else []
    if not any(act.picture.get("seed") == str(seed) for act in acts):
        raise StoryError(f"The seed cannot be written by itself here; type [[seed: {seed}]] into the paragraph.")
