"""Saves: a show is its journal, the list of commands; it is kept so that no crash, full disk or kill loses a choice.

`journal.py` what is kept and how it becomes bytes · `generations.py` bytes that survive a crash · `desk.py` the thread
that writes · `folder.py` which file belongs to which story.
"""

from runtime.saves.desk import Ticket
from runtime.saves.folder import Saves
from runtime.saves.journal import Journal

__all__ = ["Journal", "Saves", "Ticket"]
