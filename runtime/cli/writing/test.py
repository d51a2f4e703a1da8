"""`diorama test`: the verb that tries the plans beside a story, straight, and saved and loaded at every step."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.verbs import AsJson, StoryWord, app


@app.command(name="test")
def try_story(
    story: StoryWord,
    plans: Annotated[
        list[Path] | None, typer.Argument(metavar="[PLAN]...", help="Plan files; none: all that lie beside the story.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Try a story's test plans: what a viewer does, and what must come of it. Exit code 1 if a run fails."""
    from runtime.library import load
    from runtime.writer.plans import to_json, to_text, try_plans

    trials = try_plans(load(story), plans or ())
    typer.echo(to_json(trials) if as_json else to_text(trials))
    return 1 if trials.failed else 0
