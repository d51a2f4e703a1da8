"""The verbs of the writers' room, a file each. Nothing heavy is imported here: work begins inside a verb.

Each file takes `app` from `runtime.cli.verbs` and adds its verbs to it.
"""

from runtime.cli.verbs import app
from runtime.cli.writing import (
    check,
    diff,
    export,
    graph,
    imports,
    language_server,
    lines,
    playtest,
    preview,
    saves,
    test,
)

__all__ = [
    "app",
    "check",
    "diff",
    "export",
    "graph",
    "imports",
    "language_server",
    "lines",
    "playtest",
    "preview",
    "saves",
    "test",
]
