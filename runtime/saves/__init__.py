"""Saves: a show is its journal, the list of commands; it is kept so that no crash, full disk or kill loses a choice.

`journal.py` what is kept · `card.py` what a save says of itself, stills · `sealed.py` format, version, checksum ·
`generations.py` bytes that survive a crash · `desk.py` the thread that writes · `folder.py` which file belongs to what.
"""

from runtime.saves.card import Album, Card
from runtime.saves.desk import Ticket
from runtime.saves.folder import LEFT, NAMED, SLOTS, Saves
from runtime.saves.journal import Journal, Kept, Save

__all__ = ["LEFT", "NAMED", "SLOTS", "Album", "Card", "Journal", "Kept", "Save", "Saves", "Ticket"]
