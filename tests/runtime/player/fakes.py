"""A show of grey frames, a clock that is set by hand, and events without a display."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pygame

from generators.base import Format
from runtime.commands import Back, Choose, Command, Pause, Restart, Skip
from runtime.overlay import Card, ChoicePanel, Option, Overlay, Picture
from runtime.timeline import Caption, Phase

CAPTION = Caption("MARA", "You were told to keep the lamp burning, whatever came.", (232, 140, 90), 0, 96)
TITLE = Card("title", "Last Light", "Somebody", age_s=2.0)
END = Card("end", "Last Light", "Somebody", "The boy at the door", 2, 5, age_s=2.0)
OPTIONS = (
    Option("lamp", "Climb to the lamp", is_default=True),
    Option("boat", "Go down to the boat"),
    Option("can", "Tell Jonas about the oil", locked="You have not found the can"),
    Option("bell", "Ring the fog bell until someone in the harbour wakes"),
)


def panel(options: tuple[Option, ...] = OPTIONS, phase: Phase = Phase.OPEN, **values: object) -> ChoicePanel:
    shown = ChoicePanel("The horn sounds again, closer. What now?", options, phase, 0.6, 5.0, "", 2.0)
    return replace(shown, **values)  # type: ignore[arg-type]


class FakeShow:
    """Plays grey frames for ever; does what it is told and writes it down."""

    def __init__(self, overlay: Overlay | None = None, *, keys: bool = True) -> None:
        self.format = Format(width=64, height=36, fps=Fraction(24))
        self.commands: list[Command] = []
        self.shown = overlay or Overlay()
        self.keys = keys
        self.ended = False
        self.behind = False
        self.frame = 0
        self.sounded = 0

    def do(self, command: Command) -> None:
        self.commands.append(command)
        match command:
            case Pause(on=on):
                self.shown = replace(self.shown, paused=on)
            case Skip() if self.shown.card:
                self.shown = replace(self.shown, card=None)
            case Choose(choice=choice) if self.shown.panel:
                locked = replace(self.shown.panel, phase=Phase.LOCKED, chosen=choice)
                self.shown = replace(self.shown, panel=locked)
            case Back() | Restart():
                self.shown = replace(self.shown, panel=None, card=None)
            case _:
                pass

    def tick(self, now_s: float) -> None:
        if not self.shown.paused:
            self.frame = int((now_s + 1e-6) * 24)

    def picture(self) -> Picture:
        pixels = np.full((36, 64, 3), 90 + self.frame % 2, np.uint8)
        return Picture(pixels, key=self.frame if self.keys else None)

    def overlay(self) -> Overlay:
        return self.shown

    def sound(self, n: int, head_s: float) -> npt.NDArray[np.float32]:
        self.sounded += n
        return np.full((n, 2), 0.5, np.float32)


@dataclass
class HandClock:
    """An output whose time is set by hand: `step_s` goes by each time the loop has waited."""

    time_s: float = 0.0
    want: int = 0
    written: list[npt.NDArray[np.float32]] = field(default_factory=list)

    def now_s(self) -> float:
        return self.time_s

    def head_s(self) -> float:
        return self.time_s

    def wanted(self) -> int:
        return self.want

    def write(self, sound: npt.NDArray[np.float32]) -> None:
        self.written.append(sound)


def key(code: int, mod: int = 0) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0)


def click(x: float, y: float, button: int = 1) -> pygame.event.Event:
    return pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(x, y), button=button, touch=False)


def finger(x: float, y: float) -> pygame.event.Event:
    return pygame.event.Event(pygame.FINGERDOWN, x=x, y=y, finger_id=1, touch_id=1, dx=0.0, dy=0.0)


def pad(button: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.JOYBUTTONDOWN, button=button, instance_id=0, joy=0)


def noisy(height: int, width: int, seed: int) -> npt.NDArray[np.uint8]:
    """uint8 (height, width, rgb)."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
