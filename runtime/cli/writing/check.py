"""`diorama check`: the verb that says what is wrong with a story, what it costs to play, and mends what is certain."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from runtime.cli.verbs import AsJson, app
from runtime.errors import GeneratorError, UsageError

if TYPE_CHECKING:
    from runtime.writer.check import Examination
    from runtime.writer.check.pace import Wait


@app.command()
def check(
    story: Annotated[
        str | None,
        typer.Argument(metavar="STORY", help="A story file, its folder, or a bundled show's name."),
    ] = None,
    as_json: AsJson = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what is certain, in the story's own files.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="--fix: only show what would change.")] = False,
    cost: Annotated[bool, typer.Option("--cost", help="Seconds of the ways through it, shots and words.")] = False,
    generator: Annotated[
        str | None, typer.Option("--generator", metavar="NAME", help="Are the tails long enough for this generator?")
    ] = None,
    first_frame: Annotated[
        float | None,
        typer.Option("--first-frame", metavar="S", min=0, help="Seconds it takes to a first frame; none: as measured."),
    ] = None,
    saves: Annotated[
        Path | None,
        typer.Option("--saves", metavar="DIR", help="Which old saves of the story still fit, and which break."),
    ] = None,
    schema: Annotated[
        bool, typer.Option("--schema", help="Print the JSON Schema of the story's machine form.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="CODE", help="Say what a code like S201 means, with an example.")
    ] = None,
) -> int:
    """Say what is wrong with a story, where, and what to type instead. Exit code 1 if it has errors."""
    if schema or explain is not None:
        typer.echo(_schema() if schema else _page(explain or ""))
        return 0
    if story is None:
        raise UsageError("check needs a STORY: diorama check my-show")
    if dry_run and not fix:
        raise UsageError("--dry-run belongs to --fix: diorama check STORY --fix --dry-run")
    from runtime.writer.check import examine

    wait = _wait(generator, first_frame)
    if fix:
        _mend(story, dry_run=dry_run, quiet=as_json)
    return _report(examine(story, wait), as_json=as_json, cost=cost, saves=saves)


def _report(examined: Examination, *, as_json: bool, cost: bool, saves: Path | None) -> int:
    """Say what was found; the exit code."""
    from runtime.writer.check import format_report
    from runtime.writer.check.machine import examination_json

    broken, more, texts = 0, dict[str, Any](), [format_report(examined.findings)]
    if cost:
        from runtime.writer.check.costtable import cost_json, format_cost
        from runtime.writer.check.ways import reckon_cost

        reckoned = reckon_cost(examined.reading.story) if examined.reading.story else None
        more["cost"] = cost_json(reckoned) if reckoned else None
        texts.append(format_cost(reckoned) if reckoned else "What it costs can be said once it has no errors.")
    if saves is not None:
        from runtime.writer.check.oldsaves import format_trials, try_saves

        trials = try_saves(examined.reading.story, saves)
        broken = sum(trial.breaks for trial in trials)
        more["saves"] = [trial.to_plain() for trial in trials]
        texts.append(format_trials(trials, saves))
    typer.echo(examination_json(examined, more) if as_json else "\n\n".join(texts))
    return 1 if broken or any(finding.severity == "error" for finding in examined.findings) else 0


def _mend(story: str, *, dry_run: bool, quiet: bool) -> None:
    """Mend what is certain, and say each change; on standard error where JSON follows."""
    from runtime.writer.check.repair import format_repair, repair

    typer.echo(format_repair(repair(story, dry_run=dry_run), dry_run=dry_run), err=quiet)


def _wait(generator: str | None, first_frame: float | None) -> Wait | None:
    """How long the generator takes to its first frame; None, and a line that says what to type, where nobody knows."""
    if generator is None and first_frame is None:
        return None
    from generators import registry
    from runtime.parts.measured import read_first_frame
    from runtime.writer.check.pace import Wait

    if generator is not None:
        try:
            registry.check(generator)
        except registry.GeneratorNotFound as error:
            raise GeneratorError(str(error)) from None
    if first_frame is not None:
        return Wait(generator or "the generator", first_frame, measured=False)
    known = read_first_frame(generator or "")
    if known is None:
        typer.echo(
            f"diorama: how long {generator} takes to a first frame was not measured here, so tails are not checked. "
            f"Type: diorama bench generator --generator {generator}, or give it: --first-frame 1.5",
            err=True,
        )
        return None
    return Wait(generator or "", known.seconds)


def _schema() -> str:
    import json

    from runtime.writer.check import schema

    return json.dumps(schema(), ensure_ascii=False, indent=2)


def _page(code: str) -> str:
    from runtime.writer.check.pages import page_of

    return page_of(code)
