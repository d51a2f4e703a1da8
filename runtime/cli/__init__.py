"""The command `diorama`. What a person got wrong ends in one sentence and an exit code, never in a traceback.

0 done · 1 it cannot be done · 2 the words do not fit together · 130 Ctrl-C.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from runtime.errors import DioramaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` says (None: the words of the command line); the exit code."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows another one
    try:
        return _run(_spelled(list(sys.argv[1:] if argv is None else argv)))
    except UsageError as error:
        return _say(error, MISUSED)
    except DioramaError as error:
        return _say(error, FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # whoever read our words has gone, and wants no more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(f"{where}{error.strerror or error}.", FAILED)


def _run(argv: list[str]) -> int:
    """Hand the words to their verb."""
    import typer
    from typer.main import get_command

    import runtime.cli.kiosk  # noqa: F401 - its verb comes after the writers'
    from runtime.cli.writing import app

    try:
        result = get_command(app).main(argv, prog_name="diorama", standalone_mode=False)
    except typer.Abort:
        return INTERRUPTED
    except Exception as error:
        if not callable(getattr(error, "format_message", None)):
            raise
        return _say(_misuse(error, argv), MISUSED)
    return result if isinstance(result, int) else DONE


def _spelled(argv: list[str]) -> list[str]:
    """“--continue 2” as the parser wants it, which knows no flag whose value can be left out."""
    from runtime.cli.verbs import SLOT_WORDS

    spelled: list[str] = []
    for word in argv:
        head, _, slot = word.partition("=")
        if spelled and spelled[-1] == "--continue" and word in SLOT_WORDS:
            spelled += ["--slot", word]
        else:
            spelled += [head, "--slot", slot] if head == "--continue" and slot else [word]
    return spelled


def _misuse(error: Exception, argv: Sequence[str]) -> str:
    """What does not fit, what may have been meant, and where to read more."""
    possible = getattr(error, "possibilities", None)
    plain = getattr(error, "message", "") if possible else error.format_message()  # type: ignore[attr-defined]
    meant = f" Did you mean {possible[0]}?" if possible else ""
    context = getattr(error, "ctx", None)
    path = getattr(context, "command_path", "diorama") if argv else "diorama"
    return f"{str(plain).rstrip('.?')}{'?' if 'Did you mean' in str(plain) else '.'}{meant} See: {path} --help"


def _say(problem: object, code: int) -> int:
    print(f"diorama: {problem}", file=sys.stderr)
    return code
