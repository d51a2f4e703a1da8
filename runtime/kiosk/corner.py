"""The way to the operator's pad: a corner of the screen that is held, or a chord. Pure: events and times are arguments.

Its one rule: a visitor who touches the corner has touched the screen. Such a press is kept back only while it is held,
and passed on as soon as it lets go.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pygame

from runtime.player.plan import Box, Stage

HOLD_S = 5.0  # in the corner
CHORD_HOLD_S = 2.0
SEEN_S = 1.0  # a hold is answered on the screen from here on: visitors tap
SIDE = 120  # of the corner, at 1080 lines
SLACK = 2  # a finger may drift as many sides
CHORD = pygame.K_o
CHORD_MODS = (pygame.KMOD_CTRL, pygame.KMOD_ALT, pygame.KMOD_SHIFT)  # all of them
DOWNS = (pygame.FINGERDOWN, pygame.MOUSEBUTTONDOWN)
UPS = (pygame.FINGERUP, pygame.MOUSEBUTTONUP)
MOTIONS = (pygame.FINGERMOTION, pygame.MOUSEMOTION)


def corner_box(corner: str, size: tuple[int, int], sides: float = 1.0) -> Box:
    """The corner "top-left" ... "bottom-right" of a surface, in pixels; `sides`: as many times its length."""
    side = round(Stage(*size).px(SIDE) * sides)
    x = 0 if corner.endswith("left") else size[0] - side
    y = 0 if corner.startswith("top") else size[1] - side
    return Box(x, y, side, side)


@dataclass
class Holds:
    """What is held at the moment. One press at a time: a second finger neither helps nor hinders."""

    corner: str = "top-left"
    _down: pygame.event.Event | None = None  # the press that is kept back
    _who: object = None
    _down_s: float = 0.0
    _chord_s: float | None = None

    def sift(
        self, events: Iterable[pygame.event.Event], size: tuple[int, int], now_s: float
    ) -> list[pygame.event.Event]:
        """The events that are for visitors; `size`: of the surface in pixels."""
        return [passed for event in events for passed in self._sifted(event, size, now_s)]

    def share(self, now_s: float) -> float:
        """How much of the hold is done, 0..1; 0 before it is to be answered on the screen."""
        held_s = now_s - self._down_s if self._down else 0.0
        chord = 0.0 if self._chord_s is None else (now_s - self._chord_s) / CHORD_HOLD_S
        return min(1.0, max(held_s / HOLD_S if held_s >= SEEN_S else 0.0, chord))

    def is_done(self, now_s: float) -> bool:
        """Whether it was held long enough; then the next one begins anew, and the press is nobody's."""
        done = self.share(now_s) >= 1.0
        if done:
            self._down = self._chord_s = None
        return done

    def _sifted(self, event: pygame.event.Event, size: tuple[int, int], now_s: float) -> list[pygame.event.Event]:
        kind = event.type
        if kind in (pygame.KEYDOWN, pygame.KEYUP):
            return self._keyed(event, now_s)
        if kind == pygame.WINDOWFOCUSLOST:
            self._chord_s = None
            return [*self._let_go(), event]
        who = _who(event)
        if who is None:
            return [event]
        if kind in DOWNS and self._down is None and corner_box(self.corner, size).holds(*_where(event, size)):
            self._down, self._who, self._down_s = event, who, now_s
            return []
        if self._down is None or who != self._who:
            return [event]
        drifted = kind in MOTIONS and not corner_box(self.corner, size, SLACK).holds(*_where(event, size))
        return [*self._let_go(), event] if drifted or kind in UPS else []

    def _let_go(self) -> list[pygame.event.Event]:
        """A press that was kept back, for whom it was meant."""
        down, self._down = self._down, None
        return [down] if down else []

    def _keyed(self, event: pygame.event.Event, now_s: float) -> list[pygame.event.Event]:
        mod = getattr(event, "mod", 0)
        chord = event.key == CHORD and all(mod & one for one in CHORD_MODS)
        if event.type == pygame.KEYDOWN and chord:
            self._chord_s = now_s if self._chord_s is None else self._chord_s
            return []
        if event.type == pygame.KEYUP:  # of any of its keys
            self._chord_s = None
        return [event]


def _who(event: pygame.event.Event) -> object:
    """The finger or the mouse; None: neither, or a mouse that is a finger in truth."""
    if event.type in (pygame.FINGERDOWN, pygame.FINGERUP, pygame.FINGERMOTION):
        return getattr(event, "touch_id", 0), event.finger_id
    if event.type not in (*DOWNS, *UPS, *MOTIONS) or getattr(event, "touch", False):
        return None
    return "mouse" if getattr(event, "button", 1) == 1 else None


def _where(event: pygame.event.Event, size: tuple[int, int]) -> tuple[float, float]:
    """Pixels of the surface; fingers report shares of it."""
    if event.type in (pygame.FINGERDOWN, pygame.FINGERUP, pygame.FINGERMOTION):
        return event.x * size[0], event.y * size[1]
    x, y = event.pos
    return x, y
