"""A player that saves without a pause, to be killed: prints the number of every acknowledged choice."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from runtime.commands import Begin, Choose, Moment
from runtime.saves import Journal, Saves


def main(folder: Path) -> None:
    saves = Saves(folder)
    journal = saves.latest("victim") or Journal(begin=Begin(story="victim", title="Victim"))
    while True:
        number = len(journal.commands)
        journal = journal.extended(Choose(choice=f"c{number}", at=Moment(stretch=number)))
        saves.write(journal)
        os.write(1, f"{number + 1}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
