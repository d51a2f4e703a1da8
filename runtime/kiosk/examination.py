"""Look new content over in a process of its own: whatever it does to whoever reads it, the show goes on.

The process is gentle, has a deadline, and may die; each of these is an answer.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.errors import DioramaError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from runtime.kiosk.config import Config

Judge = Callable[[Path, "Config"], str]  # what is wrong with a show in a folder, in one sentence; empty: nothing

DEADLINE_S = 120.0
NICENESS = 10
LONGEST = 400  # characters of a sentence


def judge_apart(judge: Judge, folder: Path, config: Config, deadline_s: float = DEADLINE_S) -> str:
    """What `judge`, a function of a module, says of a folder. Waits: never called from the loop."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=_judge, args=(judge, folder, config, far), name="examination", daemon=True)
    process.start()
    far.close()
    try:
        told = near.recv() if near.poll(deadline_s) else f"it could not be looked over within {deadline_s:.0f} s"
    except EOFError:
        told = "whoever looked it over did not survive it"
    finally:
        process.kill()
        process.join()
        near.close()
    return str(told)[:LONGEST]


def _judge(judge: Judge, folder: Path, config: Config, answer: Connection) -> None:
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    told: Any
    try:
        told = judge(folder, config)
    except DioramaError as problem:
        told = str(problem)
    except Exception as problem:
        told = f"it could not be looked over ({type(problem).__name__}: {problem})"
    answer.send(told)
