"""Findings about a story in rows: where, what is wrong, and what to type."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from runtime.writer.preview.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from runtime.story import Diagnostic

MOST = 200


def fault_rows(findings: Sequence[Diagnostic]) -> tuple[Row, ...]:
    """Each finding in one to three rows."""
    rows = [row for one in findings[:MOST] for row in _rows(one)]
    left = len(findings) - MOST
    return (*rows, Row(f"… and {left} more. Run: diorama check", "dim")) if left > 0 else tuple(rows)


def broken_rows(errors: Sequence[Diagnostic]) -> tuple[Row, ...]:
    """Why the show still plays as it was."""
    count = "an error" if len(errors) == 1 else f"{len(errors)} errors"
    return Row(f"The story has {count}; it plays as it was before.", "head"), *fault_rows(errors)


def _rows(finding: Diagnostic) -> Iterator[Row]:
    place = f"{PurePath(finding.place.file).name}:{finding.place.line}"
    why = f" ({finding.why})" if finding.why else ""
    yield Row(f"{place}  {finding.what}{why}", "fault" if finding.severity == "error" else "text")
    if finding.instead:
        yield Row(f"type: {finding.instead}", "dim", 1)


def count_words(findings: Sequence[Diagnostic]) -> str:
    """ "2 warnings, 1 hint"; "" where nothing was found."""
    counts = {sort: sum(one.severity == sort for one in findings) for sort in ("error", "warning", "hint")}
    return ", ".join(f"{count} {sort}{'' if count == 1 else 's'}" for sort, count in counts.items() if count)
