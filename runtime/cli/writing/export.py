"""`diorama export`: a story for people and programs that do not play it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.verbs import StoryWord, app
from runtime.errors import UsageError

PAPERS = {"a4": False, "letter": True}


@app.command()
def export(
    story: StoryWord,
    out: Annotated[
        Path,
        typer.Option("-o", "--out", metavar="FILE", help="What is written; its ending says what: .pdf .fdx .csv …"),
    ],
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help=".csv, .xlsx: a table to translate into; else: in it.")
    ] = "",
    recording: Annotated[
        bool, typer.Option("--recording", help=".csv, .xlsx: with --language, its recording sheet.")
    ] = False,
    older: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take translations from this table, not from FILE's old one."),
    ] = None,
    paper: Annotated[str, typer.Option("--paper", metavar="a4|letter", help=".pdf: the size of its pages.")] = "a4",
    notes: Annotated[bool, typer.Option("--notes", help=".pdf: with shots, sounds and the writer's notes.")] = False,
    font: Annotated[Path | None, typer.Option("--font", metavar="FILE.ttf", help=".pdf: print with this font.")] = None,
) -> None:
    """Write a story as a screenplay, for Final Draft, for translators, for a recording studio, or for programs."""
    from runtime.writer.paper.exports import ExportOrder
    from runtime.writer.paper.exports import export as write

    size = paper.strip().lower()
    if size not in PAPERS:
        raise UsageError(f"--paper: “{paper}” is none of a4, letter")
    order = ExportOrder(story, out, language, recording, older, PAPERS[size], notes, font)
    typer.echo(write(order))
