"""What is wrong with the looks of a story: keys that look files cannot have, and names that are nearly right."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import PurePath
from typing import TYPE_CHECKING

from generators.papertheatre.looks.collection import chosen, look_names, look_words, painter_in
from generators.papertheatre.looks.finish import can_paint, recipe_of
from generators.papertheatre.looks.lookfile import read_lookfile
from runtime.parts import part_named
from runtime.story import finding
from runtime.story.diagnostics import quote
from runtime.story.looks import ENDING, FOLDER, own_look, plain_name
from runtime.story.looks import look_words as words_of
from runtime.story.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from runtime.story import Diagnostic, Story

ALIKE = 0.78  # how alike a word and a look's name are when the name was meant
MANUAL = "stories/looks.md lists what a look has"


def look_findings(story: Story, looks: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Findings about the look files, name -> text, that lie beside a story, and about the words that choose looks."""
    for name, text in looks.items():
        yield from _file_findings(path_of(story, name), text)
    known = tuple(dict.fromkeys((*(plain_name(name) for name in looks), *look_names(), *look_words())))
    for file, words, line, column in words_of(story):
        if not own_look(words, looks):
            yield from _word_findings(words, known, Place(file=file, line=line, column=column))


def path_of(story: Story, name: str) -> str:
    """Where the look file of that name lies, as a person reads it."""
    return str(PurePath(story.file).parent / FOLDER / f"{name}{ENDING}")


def _file_findings(file: str, text: str) -> Iterator[Diagnostic]:
    for fault in read_lookfile(text).faults:
        place = Place(file=file, line=fault.line)
        yield finding("S602", place, quote_fault(fault.what), f"it is left out; {MANUAL}", fault.instead)


def quote_fault(what: str) -> str:
    """A fault's words without control characters, for one line of a terminal."""
    return "".join(c if c.isprintable() else " " for c in what[:300])


def _word_findings(words: str, known: tuple[str, ...], place: Place) -> Iterator[Diagnostic]:
    """A name that is nearly a look's; other words of style are for generators that understand them."""
    first = plain_name(words.split(",", maxsplit=1)[0])
    if not first or chosen(first) != "paper-cut" or "paper" in first or painter_in(first):
        return
    near = get_close_matches(first[:60], known, n=1, cutoff=ALIKE)
    if near and near[0] != first:
        why = "the paper theatre draws a look that it does not know as paper-cut"
        yield finding("S603", place, f"“{quote(first)}” is nearly the name of a look", why, near[0])


def look_notice(story: Story) -> str:
    """One line for whoever plays the story; "" where its looks can be shown as they were meant."""
    for name, text in story.looks.items():
        for fault in read_lookfile(text).faults:
            return f"{path_of(story, name)}:{fault.line}: {quote_fault(fault.what)}. Run: diorama check"
    if can_paint():
        return ""
    wanted = (words for _, words, _, _ in words_of(story))
    painted = any(_is_painted(words, story.looks) for words in wanted)
    part = part_named("styles")
    return f"{part.without} To have them painted, type: diorama models add {part.name}" if painted else ""


def _is_painted(words: str, looks: Mapping[str, str]) -> bool:
    own = own_look(words, looks)
    return bool(painter_in(words)) if not own else bool(recipe_of(words, looks[own], paint=True).painted.styles)
