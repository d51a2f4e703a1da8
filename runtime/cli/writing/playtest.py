"""`diorama playtest`: the verb that has bots play a story, and says what they came by and what they missed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.verbs import AsJson, Seed, StoryWord, app
from runtime.errors import UsageError


@app.command()
def playtest(
    story: StoryWord,
    plays: Annotated[int, typer.Option("--plays", metavar="N", min=1, max=10_000_000, help="How often.")] = 1_000,
    bot: Annotated[
        str, typer.Option("--bot", metavar="random|greedy|both", help="Who plays; greedy: looks for what is unseen.")
    ] = "both",
    seed: Seed = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help="Processes; none: one for every core.")
    ] = None,
    as_json: AsJson = False,
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE.html", help="The report as a page to read and share.")
    ] = None,
) -> None:
    """Have bots play a story many times: what they reach, how it ends, how long it lasts, where it is stuck."""
    from runtime.library import load
    from runtime.writer.playtest import KINDS, to_json, to_text
    from runtime.writer.playtest import playtest as have_played

    kind = bot.strip().lower()
    if kind not in KINDS:
        raise UsageError(f"--bot: “{bot[:40]}” is none of {', '.join(KINDS)}")
    if out is not None and out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"-o: a report is an HTML page. Did you mean {out.with_suffix('.html')}?")
    report = have_played(load(story), plays, bot=kind, seed=seed or 0, jobs=jobs)
    if out is not None:
        from runtime.writer.playtest.page import draw_page

        out.write_text(draw_page(report), encoding="utf-8")
    typer.echo(to_json(report) if as_json else to_text(report))
    if out is not None and not as_json:
        typer.echo(f"\n{out}")
