"""What is wrong with a story's translations: phrases that are missing or out of date, tables that nobody can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.errors import LibraryError
from runtime.library import table_of, tables_of
from runtime.story import finding
from runtime.story.diagnostics import quote
from runtime.story.model import Place
from runtime.story.phrases import phrases
from runtime.story.translation import UNUSED, describes, missing_translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from runtime.story import Diagnostic, Story
    from runtime.story.translation import Missing, Table


def language_findings(story: Story) -> Iterator[Diagnostic]:
    """Findings about the tables of `languages/`, in the order of the languages, then of the story."""
    tables = tables_of(story)
    if tables:
        yield from _nameless(story)
    for language, path in tables.items():
        try:
            table = table_of(story, language)
        except LibraryError as error:
            yield finding(
                "S613", Place(file=str(path)), f"the table of “{language}” cannot be used", quote_error(error)
            )
            continue
        for one in missing_translations(story, table):
            yield _finding(one, language, story)
        yield from _unused(story, table, path)


def quote_error(error: Exception) -> str:
    """An error's sentence for one line of a terminal."""
    return "".join(c if c.isprintable() else " " for c in str(error)[:300])


def _finding(one: Missing, language: str, story: Story) -> Diagnostic:
    phrase = one.phrase
    place = Place(file=phrase.file or story.file, line=phrase.line)
    words, key = quote(phrase.source), quote(phrase.key)
    if one.reason == "missing":
        what, why = f"“{words}” is not translated into “{language}”", "it is played in the writer's words"
        return finding("S611", place, what, why, f"a row {key} in languages/{language}.csv")
    if one.reason == "needs update":
        what, why = (
            f"“{words}” has changed since it was translated into “{language}”",
            "the older translation is played",
        )
        return finding("S612", place, what, why, f"a new translation in row {key} of languages/{language}.csv")
    what = f"the translation of “{words}” into “{language}” cannot be used"
    return finding("S611", place, what, one.detail, f"other words in row {key} of languages/{language}.csv")


def _nameless(story: Story) -> Iterator[Diagnostic]:
    """Lines that no table can translate, told once."""
    lines = [phrase for phrase in phrases(story) if phrase.kind == "line" and not phrase.key]
    if lines:
        first = lines[0]
        what = f"{len(lines)} line{'' if len(lines) == 1 else 's'} cannot be translated, this one first"
        why = "a translation finds a line by its id"
        yield finding("S611", Place(file=first.file, line=first.line), what, why, "[[line: k3f9]]")


def _unused(story: Story, table: Table, path: Path) -> Iterator[Diagnostic]:
    known = {phrase.key for phrase in phrases(story)}
    strange = (entry for entry in table.entries.values() if entry.key not in known and entry.status != UNUSED)
    lost = [entry for entry in strange if not describes(story, entry.key)]
    if lost:
        rows = ", ".join(quote(entry.key) for entry in lost[:3])
        what = (
            f"{len(lost)} translation{'' if len(lost) == 1 else 's'} into “{table.language}” belong to nothing: {rows}"
        )
        yield finding("S614", Place(file=str(path)), what, "the story has no such phrase any more")
