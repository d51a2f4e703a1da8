"""`diorama check`: everything that is found about a story, for a terminal and for other tools."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from runtime.library import find_story
from runtime.story import Story, lint, read_story
from runtime.writer.looks import look_findings
from runtime.writer.sounds import sound_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from runtime.library import StoryFile
    from runtime.story import Diagnostic, Reading

MAX_SHOWN = 8  # findings of one code that a terminal shows in full

_ORDER = ("error", "warning", "hint")


def check(name: str) -> tuple[Diagnostic, ...]:
    """Read and lint the story called `name`, and listen to its sounds. LibraryError where there is no such story."""
    found = find_story(name)
    return _diagnose_all(_read(found), found)


def _diagnose_all(reading: Reading, found: StoryFile) -> tuple[Diagnostic, ...]:
    """As `diagnose`, and what is wrong with the sound files beside the story."""
    sounds = sound_findings(reading.story) if reading.story else ()
    return (*diagnose(reading, found.looks), *sounds)


def _read(found: StoryFile) -> Reading:
    return read_story(found.text, str(found.path), found.includes, found.looks)


def diagnose(reading: Reading, looks: Mapping[str, str] | None = None) -> tuple[Diagnostic, ...]:
    """What reading found, and what the linter says of a story that can be played, in the order of the file.

    `looks` are all look files beside the story, name -> text.
    """
    found = [*reading.diagnostics, *(lint(reading.story) if reading.story else ())]
    found += look_findings(reading.draft, looks or {}) if reading.draft else ()
    main = reading.draft.file if reading.draft else ""
    return tuple(sorted(found, key=lambda one: _position(one, main)))


def _position(one: Diagnostic, main: str) -> tuple[bool, str, int, int]:
    """The story's own file comes first, then its includes."""
    return one.place.file != main, one.place.file, one.place.line, one.place.column


def format_diagnostic(diagnostic: Diagnostic) -> str:
    """One finding: where, code, severity and what on the first line; why and what to type under it."""
    place = diagnostic.place
    lines = [f"{place.file}:{place.line}:{place.column}: {diagnostic.code} {diagnostic.severity}: {diagnostic.what}"]
    if diagnostic.why:
        lines.append(f"    {diagnostic.why}")
    if diagnostic.instead:
        lines.append(f"    type: {diagnostic.instead}")
    return "\n".join(lines)


def format_report(diagnostics: Sequence[Diagnostic]) -> str:
    """All findings for a terminal: errors first, the like ones together, and a last line that counts them."""
    lines = [line for severity in _ORDER for line in _group(diagnostics, severity)]
    return "\n".join([*lines, summary(diagnostics)])


def _group(diagnostics: Sequence[Diagnostic], severity: str) -> Iterator[str]:
    """The findings of one severity, at most MAX_SHOWN of each code."""
    shown: Counter[str] = Counter()
    chosen = [one for one in diagnostics if one.severity == severity]
    counts = Counter(one.code for one in chosen)
    for one in chosen:
        shown[one.code] += 1
        if shown[one.code] <= MAX_SHOWN:
            yield format_diagnostic(one)
        if shown[one.code] == counts[one.code] > MAX_SHOWN:
            yield f"    and {counts[one.code] - MAX_SHOWN} more {one.code} {severity}s"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """“2 errors, 1 warning”, or that all is well."""
    counts = Counter[str](one.severity for one in diagnostics)
    parts = [f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in _ORDER if counts[s]]
    return ", ".join(parts) if parts else "nothing to complain of"


def to_json(name: str) -> str:
    """The story in its machine form with all findings: `file`, `story` (null: cannot be played), `diagnostics`."""
    found = find_story(name)
    reading = _read(found)
    plain: dict[str, Any] = {
        "file": str(found.path),
        "story": reading.story.model_dump(mode="json") if reading.story else None,
        "diagnostics": [one.model_dump(mode="json") for one in _diagnose_all(reading, found)],
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)


def schema() -> dict[str, Any]:
    """The JSON Schema of the machine form."""
    return Story.model_json_schema()
