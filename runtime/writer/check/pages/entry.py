"""What is to be said of a code: its meaning, an example that provokes it, and the same made right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

HEAD: Final = "INT. ROOM - DAY #room#\n\n"  # what every example begins with, unless it has a beginning of its own


@dataclass(frozen=True)
class Entry:
    """One code. `wrong` and `right` are stories without the head, or with `files` what lies beside them."""

    code: str
    means: str
    wrong: str
    right: str
    head: str = HEAD
    files: Mapping[str, str] = field(default_factory=dict)  # beside the wrong one
    right_files: Mapping[str, str] | None = None  # beside the right one; None: the same
    file: str = "story.fountain"
    times: int = 1  # how often `wrong` has to stand there; the page shows it once
    wait_s: float | None = None  # of the generator that it is checked for
    played: bool = False  # it is found while playing
    shown: str = ""  # words in place of an example that no page can show
    needs: str = ""  # "text": no file can hold it; else the part without which it cannot be provoked
