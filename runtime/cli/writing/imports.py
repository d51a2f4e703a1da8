"""`diorama import`: the verb that brings the script of another program."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from runtime.cli.verbs import AsJson, app

if TYPE_CHECKING:
    from runtime.story import Diagnostic
    from runtime.writer.imports.files import Brought


@app.command(name="import")
def bring_in(
    script: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="Twine (.twee, .html), Yarn (.yarn), Final Draft (.fdx), .ink, or a folder of them."
        ),
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="DIR", help="The new show's folder; none: the script's name.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Bring the script of another program, and say line by line what could not be carried over."""
    from runtime.writer.check import check
    from runtime.writer.imports.files import bring, write_folder

    brought = bring(script)
    path = write_folder(brought, out)
    findings = check(str(path))
    typer.echo(_as_json(brought, path, findings) if as_json else _report(brought, path, findings))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


def _report(brought: Brought, path: Path, findings: tuple[Diagnostic, ...]) -> str:
    from runtime.writer.check import summary
    from runtime.writer.imports.files import format_losses

    lost = len(brought.imported.report)
    lines = [format_losses(brought.imported.report, brought.path.name)] if lost else []
    things = {0: "everything was carried over", 1: "1 thing was not carried over"}
    said = things.get(lost, f"{lost} things were not carried over")
    return "\n".join(
        [
            *lines,
            f"{path} is the {brought.format} script as a story; {said}.",
            f"diorama check {path.parent}: {summary(findings)}",
            f"diorama play {path.parent}",
        ]
    )


def _as_json(brought: Brought, path: Path, findings: tuple[Diagnostic, ...]) -> str:
    """Keys `format`, `story` (its path), `losses` (file, line, what, why, instead), `check` (counts by severity)."""
    counts = Counter(finding.severity for finding in findings)
    plain = {
        "format": brought.format,
        "story": str(path),
        "losses": [asdict(loss) | {"file": loss.file or brought.path.name} for loss in brought.imported.report],
        "check": {severity: counts[severity] for severity in ("error", "warning", "hint")},
    }
    return json.dumps(plain, ensure_ascii=False, indent=2)
