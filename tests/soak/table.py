"""The soak's table for people, and the same as JSON for programs."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Sequence

from runtime import __version__
from tests.soak.proof import Result
from tests.soak.running import Soaked

HEAD = ("test", "N reached", "worst", "limit", "pass", "seed")


def format_table(results: Sequence[Result]) -> str:
    """One line for each result, and under those with a note the note."""
    rows = [HEAD, *(_row(one) for one in results)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEAD))]
    notes = ["", *(one.note for one in results)]
    lines: list[str] = []
    for row, note in zip(rows, notes, strict=True):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
        lines += [f"    {note}"] if note else []
    return "\n".join(lines)


def _row(one: Result) -> tuple[str, ...]:
    passed = "yes" if one.passed else "NO"
    return one.name, f"{one.n:,}", f"{_figure(one.worst)} {one.unit}", _figure(one.limit), passed, str(one.seed)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3g}" if abs(value) < 100 else f"{value:,.0f}"


def format_soak(soaked: Soaked, minutes: float, seed: int) -> str:
    """The whole report."""
    failed = sum(not one.passed for one in soaked.results)
    said = f"{failed} failed" if failed else "all passed" if soaked.results else "nothing was reached"
    parts = [f"Soak of {minutes:g} minutes, seed {seed}: {said}.", "", format_table(soaked.results)]
    if soaked.unreached:
        parts += ["", f"Ctrl-C came before the end of: {', '.join(soaked.unreached)}."]
    return "\n".join(parts)


def as_json(soaked: Soaked, minutes: float, seed: int) -> str:
    """The report for programs, with the machine that it was made on."""
    plain = {
        "version": __version__,
        "minutes": minutes,
        "seed": seed,
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": sys.version.split()[0]},
        "interrupted": soaked.interrupted,
        "results": [one.plain() for one in soaked.results],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
