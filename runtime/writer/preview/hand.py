"""The writer's hand: which sheets are open, and what each key means beside the player's own keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import pygame

from runtime.writer.preview.rows import Row

if TYPE_CHECKING:
    from runtime.writer.preview.finder import Finder

PAGE = 8  # rows or lines that Page Up and Page Down go


class Wish(StrEnum):
    """What a key asks the preview for."""

    FIND = "find"
    JUMP = "jump"
    KEEP = "keep"
    REROLL = "reroll"


KEYS_TOLD = (
    ("N", "jump to a scene"),
    ("I", "inspector: variables, prompt, why choices are hidden"),
    ("R", "the running shot again, with another seed"),
    ("K", "keep this take: its seed is written into the file"),
    ("E", "all findings: errors, warnings, hints"),
    ("S, B, P", "skip, back to the last choice, pause (and restart)"),
    ("Page Up, Page Down", "scroll"),
    ("H, F1", "these keys"),
    ("Ctrl+Q", "quit"),
)
WISHES = {pygame.K_n: Wish.FIND, pygame.K_k: Wish.KEEP, pygame.K_r: Wish.REROLL}
SHEETS = {pygame.K_i: "inspector", pygame.K_e: "findings", pygame.K_h: "keys", pygame.K_F1: "keys"}
STEPS = {pygame.K_UP: -1, pygame.K_DOWN: 1, pygame.K_PAGEUP: -PAGE, pygame.K_PAGEDOWN: PAGE}
HELD = pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_META
POINTED = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEMOTION, pygame.MOUSEWHEEL, pygame.FINGERDOWN)


@dataclass
class Hand:
    """What is open. `sheet` is one of those that lie over the picture until they are put away."""

    sheet: str = ""  # inspector, findings or keys
    finder: Finder | None = None
    scroll: int = 0  # lines of the open sheet, or of what is said above
    said: bool = False  # something is said above that Escape puts away

    def took(self, event: pygame.event.Event) -> tuple[bool, Wish | None]:
        """Whether an event was meant for the preview, and what it asks for."""
        if self.finder is not None and event.type in POINTED:
            return True, None
        if event.type != pygame.KEYDOWN or getattr(event, "mod", 0) & HELD:
            return False, None
        return self._searched(event, self.finder) if self.finder is not None else self._pressed(event.key)

    def _searched(self, event: pygame.event.Event, finder: Finder) -> tuple[bool, Wish | None]:
        """Every key belongs to the list while it is open."""
        letters = getattr(event, "unicode", "")
        if event.key == pygame.K_ESCAPE:
            self.finder = None
        elif event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            return True, Wish.JUMP
        elif event.key in STEPS:
            self.finder = finder.moved(STEPS[event.key])
        elif event.key == pygame.K_BACKSPACE:
            self.finder = finder.with_typed("\b")
        elif letters and letters.isprintable():
            self.finder = finder.with_typed(letters)
        return True, None

    def _pressed(self, key: int) -> tuple[bool, Wish | None]:
        if key in WISHES:
            return True, WISHES[key]
        if key in SHEETS:
            self.sheet = "" if self.sheet == SHEETS[key] else SHEETS[key]
            self.scroll = 0
            return True, None
        if key in (pygame.K_PAGEUP, pygame.K_PAGEDOWN) and (self.sheet or self.said):
            self.scroll = max(0, self.scroll + STEPS[key])
            return True, None
        if key == pygame.K_ESCAPE and (self.sheet or self.said):
            self.sheet, self.said, self.scroll = "", False, 0
            return True, None
        return False, None


def key_rows() -> tuple[Row, ...]:
    """The keys, to read."""
    return Row("Keys of the preview", "head"), *(Row(f"{keys}:  {what}", "text") for keys, what in KEYS_TOLD)
