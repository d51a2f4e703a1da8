"""`diorama export`: a story for people and programs that do not play it, and performed into a film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.verbs import GeneratorName, Seed, SizeWord, StoryWord, app
from runtime.cli.verbs import _settings as read_words
from runtime.errors import UsageError

PAPERS = {"a4": False, "letter": True}


@app.command()
def export(
    story: StoryWord,
    out: Annotated[
        Path,
        typer.Option(
            "-o", "--out", metavar="FILE", help="What is written; its ending says what: .pdf .fdx .csv .mp4 .gif …"
        ),
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
    generator: GeneratorName = None,
    size: SizeWord = None,
    seed: Seed = None,
    fps: Annotated[int | None, typer.Option("--fps", metavar="N", help=".mp4: frames a second.")] = None,
    captions: Annotated[
        str, typer.Option("--captions", metavar="track|burn|srt|none", help=".mp4: where captions go.")
    ] = "track",
    at: Annotated[float, typer.Option("--at", metavar="S", min=0, help=".jpg .png .gif .webp: which second.")] = 0.0,
    seconds: Annotated[
        float | None, typer.Option("--seconds", metavar="S", min=0.1, help=".gif .webp: how long; .mp4: no longer.")
    ] = None,
) -> None:
    """Write a story as a screenplay, for Final Draft, for translators, for a recording studio or for programs; perform
    a story or a save into a film, a loop or a still.
    """
    from runtime.cli import filming

    if out.suffix.lower() in filming.ENDINGS:
        settings = read_words({"generator": generator, "size": size})
        wanted = settings.size if size else None
        filming.export_film(
            filming.FilmOrder(
                story, out, captions, wanted, fps, settings.generator, seed, language, at, seconds
            ),
            settings, typer.echo,
        )  # fmt: skip
        return
    from runtime.writer.paper.exports import ExportOrder
    from runtime.writer.paper.exports import export as write

    size = paper.strip().lower()
    if size not in PAPERS:
        raise UsageError(f"--paper: “{paper}” is none of a4, letter")
    order = ExportOrder(story, out, language, recording, older, PAPERS[size], notes, font)
    typer.echo(write(order))
