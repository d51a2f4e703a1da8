"""What a story that can be played still does oddly: ways that lead nowhere, choices nobody can read, strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runtime.story.diagnostics import Report
from runtime.story.lint.bible import lint_bible
from runtime.story.lint.choices import lint_choices
from runtime.story.lint.conditions import lint_conditions
from runtime.story.lint.flow import lint_flow
from runtime.story.lint.possible import possibilities
from runtime.story.lint.variables import lint_variables
from runtime.story.lint.wardrobe import lint_wardrobe

if TYPE_CHECKING:
    from runtime.story.model import Diagnostic, Story


def lint(story: Story) -> tuple[Diagnostic, ...]:
    """Warnings and hints, in the order of the file. What forbids playing is found by `read_story`."""
    report = Report(story.file)
    known = possibilities(story)
    lint_flow(story, report)
    lint_choices(story, known, report)
    lint_bible(story, report)
    lint_wardrobe(story, report)
    explained = lint_conditions(story, known, report)
    lint_variables(story, explained, report)
    return report.sorted()
