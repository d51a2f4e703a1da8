"""`diorama diff`: the verb that says what changed in a story."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from runtime.cli.verbs import AsJson, app


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="A story, or REV:path for a file as git has it.")],
    new: Annotated[str, typer.Argument(metavar="B", help="The story to compare it with.")],
    as_json: AsJson = False,
) -> int:
    """Say what changed in a story: scenes, ways, variables, choices, lines. Exit code 1 if anything did."""
    from runtime.writer.diff import difference
    from runtime.writer.diff.report import format_difference

    found = difference(old, new)
    words = json.dumps(found.plain(), ensure_ascii=False, indent=2) if as_json else format_difference(found)
    typer.echo(words)
    return 0 if found.equal else 1
