"""`diorama graph`: the verb that draws a story's map."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.verbs import StoryWord, app


@app.command()
def graph(
    story: StoryWord,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="A .html page, a .svg picture or .mmd text for Mermaid."),
    ] = None,
    coverage: Annotated[
        Path | None,
        typer.Option("--coverage", metavar="FILE", help="Colour it by what `diorama playtest --json` has seen."),
    ] = None,
) -> None:
    """Draw a story's map: a page to read, search and share; or SVG, or Mermaid."""
    from runtime.writer.graph import make_graph

    path, errors = make_graph(story, out, coverage)
    typer.echo(path)
    if errors:
        many = f"{errors} error{'' if errors == 1 else 's'}"
        typer.echo(
            f"diorama: the story has {many}; the map shows what could be read. Run: diorama check {story}", err=True
        )
