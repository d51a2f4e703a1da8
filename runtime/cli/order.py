"""What a performance is asked for: the words of `diorama play` and `diorama replay`, checked and frozen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from runtime.commands import TimeLimits

DEFAULT_SIZE = (1280, 720)


@dataclass(frozen=True)
class PlayOrder:
    """One performance."""

    story: str | None = None  # path or bundled name; None: the menu
    generator: str = "papertheatre"
    size: tuple[int, int] = DEFAULT_SIZE  # pixels: width, height of the generated picture
    seed: int | None = None  # None: the story's own, else one drawn now
    auto: bool = False  # takes the default choices
    headless: bool = False  # no window, no sound device
    seconds: float | None = None  # ends after so many seconds of show
    record: Path | None = None  # the film to perform into
    go_on: bool = False  # from the newest save
    slot: str = ""  # go_on: from this slot; empty: the save that keeps itself
    code: str = ""  # a show code: its choices take themselves
    fullscreen: bool = False
    time_limits: TimeLimits | None = None  # None: as in the settings
    language: str | None = None  # None: as it is written, or as the save was begun
    save: Path | None = None  # perform this save again
