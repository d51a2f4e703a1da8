"""`diorama saves` and `diorama code`: what is kept, and the letters that carry a show to another machine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from runtime.cli.verbs import AsJson, _settings, app

MOST = 500  # saves that are listed


@app.command()
def saves(
    story: Annotated[
        str | None, typer.Argument(metavar="[STORY]", help="Only saves of this story, whatever its version.")
    ] = None,
    as_json: AsJson = False,
) -> int:
    """List what is kept: slot, title, where it stands, how far it is, when it was written."""
    from itertools import islice

    from runtime.cli.foreign import load
    from runtime.saves import Saves

    title = load(story).title if story else None
    rows = [
        _row(slot, path, save)
        for slot, path, save in islice(Saves(_settings({}).saves).all(), MOST)
        if title in (None, save.begin.title)
    ]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    if not rows:
        typer.echo("There are no saves yet: a show that is played keeps itself.")
    for row in rows:
        minutes = f"{row['played_s'] / 60:.0f} min"
        place = row["heading"] or f"{row['choices']} choices"
        typer.echo(f"{row['slot']:5} {row['title']}   {place}   {minutes}   {row['date'].replace('T', ' ')}")
        typer.echo(f"      {row['file']}")
    return 0


def _row(slot: str, path: Path, save: Any) -> dict[str, Any]:
    """A save as flat values."""
    card = save.card
    by_itself = path.name.startswith("by-itself-")
    return {
        "slot": slot or ("alone" if by_itself else "auto"),
        "title": save.begin.title,
        "heading": card.heading if card else "",
        "played_s": card.played_s if card else 0.0,
        "date": card.date if card else "",
        "choices": sum(command.kind == "choose" for command in save.commands),
        "file": str(path),
    }


@app.command()
def code(
    save: Annotated[Path, typer.Argument(metavar="SAVE", help="A save: the journal of a show.")],
    story: Annotated[
        str | None, typer.Option("--story", metavar="STORY", help="The story, if it is not where it was.")
    ] = None,
) -> None:
    """Say a show in letters: diorama play STORY --code LETTERS plays the same show on another machine."""
    from runtime.cli.programme import begun_as
    from runtime.errors import SaveError
    from runtime.saves import Saves
    from runtime.showcode import code_of

    journal = Saves(save.parent).read(save)
    try:
        typer.echo(code_of(begun_as(journal.begin, story), journal.commands))
    except ValueError as error:
        raise SaveError(f"{save}: {error}.") from None
