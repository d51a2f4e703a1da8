"""Players that save without a pause, forked from one process and killed at any moment: fast enough for ten thousand."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path
from typing import Protocol

from runtime.commands import Begin, Choose, Moment
from runtime.saves import Card, Journal, Kept, Save
from runtime.saves.generations import Generations, read_newest
from runtime.saves.sealed import MAX_BYTES

BEGIN = Begin(story="victim", title="Victim")
MOST_WAIT_S = 0.004  # a save takes some half of it


class Killed(Protocol):
    """What one victim came to."""

    def __call__(self, certain: int, found: int, number: int) -> None: ...


def _save_for_ever(path: Path, journal: Journal, told: int) -> None:
    """Save one choice more, say so through the pipe, again and again."""
    generations = Generations(path)
    while True:
        number = len(journal.commands)
        journal = journal.extended(Choose(choice=f"c{number}", at=Moment(stretch=number)))
        generations.write(Kept(journal, Card(heading=f"{number}"), lambda: b"still " * 500).to_bytes())
        os.write(told, (number + 1).to_bytes(4, "big"))


def _victim(path: Path, journal: Journal, told: int) -> int:
    """Fork a player; its process id. It has no way out but the kill."""
    child = os.fork()
    if child:
        return child
    try:
        _save_for_ever(path, journal, told)
    finally:
        os._exit(1)


def kill_often(folder: Path, kills: int, seed: int, judge: Killed) -> None:
    """Kill `kills` players in the middle of their saves; each goes on from what the one before left."""
    chance, path = random.Random(seed), folder / "victim.save"
    journal = Journal(begin=BEGIN)
    for number in range(kills):
        if len(journal.commands) > 40:  # a new show: the old one's generations stay under it
            path = folder / f"victim-{number}.save"
            journal = Journal(begin=BEGIN)
        before = len(journal.commands)
        reading, telling = os.pipe()
        child = _victim(path, journal, telling)
        os.close(telling)
        certain = int.from_bytes(os.read(reading, 4), "big")  # it has begun
        time.sleep(chance.random() * MOST_WAIT_S)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as rest:
            said = rest.read()
        certain = int.from_bytes(said[-4:], "big") if said else certain or before
        journal = read_newest(path, Save.from_bytes, MAX_BYTES).journal
        judge(certain, len(journal.commands), number)
