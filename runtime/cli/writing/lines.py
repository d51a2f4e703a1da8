"""`diorama lines`: gives a story's lines the ids that recordings and translations go by."""

from __future__ import annotations

import typer

from runtime.cli.verbs import StoryWord, app


@app.command()
def lines(story: StoryWord) -> None:
    """Write an id beside every line that has none: recordings and translations go by it."""
    from runtime.writer.paper.lineids import write_line_ids

    written = write_line_ids(story)
    if not written.count:
        typer.echo("Every line has its id.")
        return
    what = "1 line was given its id" if written.count == 1 else f"{written.count} lines were given their ids"
    typer.echo(f"{what} in {', '.join(str(path) for path in written.files)}.")
