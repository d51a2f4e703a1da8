"""Variables that nothing reads, and variables that nothing ever sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.diagnostics import quote
from runtime.story.program import files_of, notes_of
from runtime.story.script import Assign

if TYPE_CHECKING:
    from collections.abc import Iterator

    from runtime.story.diagnostics import Report
    from runtime.story.model import Story

KEPT = ("viewer.", "room.")  # scopes whose values come from outside the story, or go there


def lint_variables(story: Story, explained: frozenset[str], report: Report) -> None:
    """Findings about declarations; of variables in `explained` a condition's finding has already said that."""
    notes = list(_assignments(story))
    stored = {note.name for _, note in notes if note.verb == "set"}
    read = story.program.read
    for file, note in notes:
        if note.verb != "var":
            continue
        report.file = file
        if note.name not in read and not note.name.startswith(KEPT):
            what = f"“{note.name}” is never read"
            report.add("S309", note.line, note.column, what, "nothing depends on it", f"[[if {note.name} …]]")
        elif note.name not in stored and note.name not in explained and not note.name.startswith(KEPT):
            what, why = f"“{note.name}” is never set", f"it stays {quote(note.expression)} for ever"
            report.add("S310", note.line, note.column, what, why, f"[[set {note.name} = …]]")


def _assignments(story: Story) -> Iterator[tuple[str, Assign]]:
    for file, elements in files_of(story):
        for element in elements:
            for note in notes_of(element):
                if isinstance(note, Assign):
                    yield file, note
