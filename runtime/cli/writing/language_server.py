"""`diorama language-server`: the verb that editors start."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli.verbs import app
from runtime.errors import PartError


@app.command(name="language-server")
def language_server(
    tcp: Annotated[
        int | None,
        typer.Option(
            "--tcp", metavar="PORT", min=1, max=65535, help="Listen on a port of this machine, for debugging."
        ),
    ] = None,
) -> None:
    """Help an editor with stories, on standard input and output; docs/editors.md says how to set one up."""
    try:
        from runtime.writer.server.language_server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise PartError("To have the language server, type: pip install 'diorama[writer]'") from None
    serve(tcp)
