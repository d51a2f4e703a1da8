"""Findings as words for a terminal: errors first, the like ones together, and where more is said of their codes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from runtime.library import stories_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story import Diagnostic

MAX_SHOWN = 8  # findings of one code that a terminal shows in full
MANUAL = "diagnostics.md"  # among the stories

_ORDER = ("error", "warning", "hint")


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
    if diagnostics:
        codes = sorted({one.code for one in diagnostics}, key=lambda code: _rank(diagnostics, code))
        lines.append(f"What {codes[0]} means, with an example: {manual()}#{codes[0].lower()}")
    return "\n".join([*lines, summary(diagnostics)])


def _rank(diagnostics: Sequence[Diagnostic], code: str) -> tuple[int, str]:
    """The worst code first."""
    return min(_ORDER.index(one.severity) for one in diagnostics if one.code == code), code


def manual() -> str:
    """The page that explains every code, as a person here would open it."""
    folder = stories_folder()
    page = (folder / MANUAL) if folder else Path("stories") / MANUAL
    return str(page.relative_to(Path.cwd())) if page.is_relative_to(Path.cwd()) else str(page)


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
