"""Devices to intents: keyboard, mouse, touch and pads, from one table. Pure: events and times are arguments."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

import pygame

REPEAT_FIRST_S = 0.4  # a held stick moves on after this
REPEAT_S = 0.17
STICK_ON = 0.6  # share of the stick's way; it lets go below STICK_OFF
STICK_OFF = 0.35
MASH_S = 0.12  # the same switch again this soon is the same press


class Act(StrEnum):
    """What one key or button can ask for."""

    CONFIRM = "confirm"
    CANCEL = "cancel"
    PAUSE = "pause"
    SKIP = "skip"
    BACK = "back"
    RESTART = "restart"
    CAPTIONS = "captions"
    LARGER = "larger"
    SMALLER = "smaller"
    LOUDER = "louder"
    QUIETER = "quieter"
    MUTE = "mute"
    LIMITS = "time_limits"
    FULLSCREEN = "fullscreen"
    SNAPSHOT = "snapshot"
    DEVELOPER = "developer"
    VOICE = "voice"
    ACCESS = "access"
    QUIT = "quit"


@dataclass(frozen=True)
class Move:
    """The focus goes a step: dx 1 right, dy 1 down."""

    dx: int
    dy: int
    held: bool = field(default=False, compare=False)  # one more step of a stick that nobody moves


@dataclass(frozen=True)
class Pick:
    """The n-th option, counted from 1."""

    number: int


@dataclass(frozen=True)
class Point:
    """The pointer is here, in pixels of the window."""

    x: float
    y: float


@dataclass(frozen=True)
class Press:
    """Mouse button or finger went down here, in pixels of the window."""

    x: float
    y: float


@dataclass(frozen=True)
class Do:
    act: Act


@dataclass(frozen=True)
class Next:
    """The focus goes on, in reading order: from a switch, or from a scan, which needs nobody."""

    by_itself: bool = field(default=False, compare=False)


Intent = Move | Next | Pick | Point | Press | Do

KEYS: dict[int, Intent] = {
    pygame.K_LEFT: Move(-1, 0),
    pygame.K_RIGHT: Move(1, 0),
    pygame.K_UP: Move(0, -1),
    pygame.K_DOWN: Move(0, 1),
    pygame.K_TAB: Move(1, 0),
    **{pygame.K_1 + n: Pick(n + 1) for n in range(9)},
    **{pygame.K_KP1 + n: Pick(n + 1) for n in range(9)},
    pygame.K_RETURN: Do(Act.CONFIRM),
    pygame.K_KP_ENTER: Do(Act.CONFIRM),
    pygame.K_SPACE: Do(Act.CONFIRM),
    pygame.K_ESCAPE: Do(Act.CANCEL),
    pygame.K_AC_BACK: Do(Act.CANCEL),
    pygame.K_p: Do(Act.PAUSE),
    pygame.K_s: Do(Act.SKIP),
    pygame.K_b: Do(Act.BACK),
    pygame.K_BACKSPACE: Do(Act.BACK),
    pygame.K_r: Do(Act.RESTART),
    pygame.K_c: Do(Act.CAPTIONS),
    pygame.K_PLUS: Do(Act.LARGER),
    pygame.K_EQUALS: Do(Act.LARGER),
    pygame.K_KP_PLUS: Do(Act.LARGER),
    pygame.K_MINUS: Do(Act.SMALLER),
    pygame.K_KP_MINUS: Do(Act.SMALLER),
    pygame.K_PAGEUP: Do(Act.LOUDER),
    pygame.K_PAGEDOWN: Do(Act.QUIETER),
    pygame.K_m: Do(Act.MUTE),
    pygame.K_t: Do(Act.LIMITS),
    pygame.K_v: Do(Act.VOICE),
    pygame.K_a: Do(Act.ACCESS),
    pygame.K_f: Do(Act.FULLSCREEN),
    pygame.K_F11: Do(Act.FULLSCREEN),
    pygame.K_F3: Do(Act.DEVELOPER),
    pygame.K_F12: Do(Act.SNAPSHOT),
}
ALT_KEYS: dict[int, Intent] = {pygame.K_RETURN: Do(Act.FULLSCREEN), pygame.K_F4: Do(Act.QUIT)}
CTRL_KEYS: dict[int, Intent] = {pygame.K_q: Do(Act.QUIT), pygame.K_w: Do(Act.QUIT)}
META_KEYS = CTRL_KEYS

BUTTONS: dict[int, Intent] = {
    0: Do(Act.CONFIRM),  # A, cross
    1: Do(Act.CANCEL),  # B, circle
    2: Do(Act.SKIP),  # X
    3: Do(Act.CAPTIONS),  # Y
    4: Do(Act.BACK),  # left shoulder
    5: Do(Act.SKIP),  # right shoulder
    6: Do(Act.PAUSE),  # back, share
    7: Do(Act.PAUSE),  # start
    8: Do(Act.VOICE),  # a stick that is pressed
    9: Do(Act.PAUSE),  # options
    11: Move(0, -1),  # a direction pad that reports buttons
    12: Move(0, 1),
    13: Move(-1, 0),
    14: Move(1, 0),
}
MOUSE: dict[int, Intent] = {
    3: Do(Act.PAUSE),
    8: Do(Act.BACK),
}
REPEATABLE = (Act.LARGER, Act.SMALLER, Act.LOUDER, Act.QUIETER)


@dataclass
class Stick:
    """A stick as a direction pad: one step when it is pushed, more while it is held."""

    x: float = 0.0
    y: float = 0.0
    held: tuple[int, int] = (0, 0)
    next_s: float = 0.0

    def turned(self, axis: int, value: float, now_s: float) -> list[Intent]:
        """Axis 0 is across, 1 is down; the value is -1..1."""
        if axis == 0:
            self.x = value
        elif axis == 1:
            self.y = value
        return self._look(now_s)

    def held_on(self, now_s: float) -> list[Intent]:
        """The steps due while it is held."""
        if self.held == (0, 0) or now_s < self.next_s:
            return []
        self.next_s = now_s + REPEAT_S
        return [Move(*self.held, held=True)]

    def _look(self, now_s: float) -> list[Intent]:
        least = STICK_OFF if self.held != (0, 0) else STICK_ON
        across = abs(self.x) >= abs(self.y)
        value = self.x if across else self.y
        step = 0 if abs(value) < least else (1 if value > 0 else -1)
        held = (step, 0) if across else (0, step)
        if held == self.held:
            return []
        self.held = held
        self.next_s = now_s + REPEAT_FIRST_S
        return [Move(*held)] if held != (0, 0) else []


@dataclass
class Inputs:
    """Translates the events of all devices. Pads come and go; a pad that fails is a pad that is not there."""

    keys: dict[int, Intent] = field(default_factory=lambda: KEYS)  # without a modifier
    buttons: dict[int, Intent] = field(default_factory=lambda: BUTTONS)
    stray: Intent | None = None  # what a key or a button stands for that is in no table
    stick: dict[int, Stick] = field(default_factory=dict)  # by the pad's instance
    pads: dict[int, object] = field(default_factory=dict)
    last_s: dict[Act, float] = field(default_factory=dict)

    def translate(self, events: Iterable[pygame.event.Event], size: tuple[int, int], now_s: float) -> list[Intent]:
        """Intents of these events, in order; `size` is the window's, in pixels."""
        found: list[Intent] = []
        for event in events:
            found += self._translate(event, size, now_s)
        for stick in self.stick.values():
            found += stick.held_on(now_s)
        return [intent for intent in found if self._meant(intent, now_s)]

    def _translate(self, event: pygame.event.Event, size: tuple[int, int], now_s: float) -> list[Intent]:
        kind = event.type
        if kind == pygame.QUIT:
            return [Do(Act.QUIT)]
        if kind == pygame.KEYDOWN:
            return _key(event, self.keys) or self._strayed(event)
        if kind in (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEWHEEL):
            return _mouse(event)
        if kind in (pygame.FINGERDOWN, pygame.FINGERMOTION):
            return _finger(event, size)
        return self._pad(event, now_s)

    def _pad(self, event: pygame.event.Event, now_s: float) -> list[Intent]:
        kind = event.type
        if kind == pygame.JOYBUTTONDOWN:
            return [self.buttons[event.button]] if event.button in self.buttons else self._strayed(event)
        if kind == pygame.JOYHATMOTION:
            dx, dy = event.value
            return [Move(dx, 0)] if dx else [Move(0, -dy)] if dy else []
        if kind == pygame.JOYAXISMOTION:
            stick = self.stick.setdefault(getattr(event, "instance_id", 0), Stick())
            return stick.turned(event.axis, event.value, now_s)
        if kind == pygame.JOYDEVICEADDED:
            self._plugged(event.device_index)
        if kind == pygame.JOYDEVICEREMOVED:
            self.pads.pop(event.instance_id, None)
            self.stick.pop(event.instance_id, None)
        return []

    def _strayed(self, event: pygame.event.Event) -> list[Intent]:
        """Chords stay what they are: they are the system's."""
        chord = getattr(event, "mod", 0) & (pygame.KMOD_ALT | pygame.KMOD_CTRL | pygame.KMOD_META)
        return [self.stray] if self.stray and not chord else []

    def _plugged(self, index: int) -> None:
        """A pad must be held open to report."""
        with suppress(pygame.error):
            pad = pygame.joystick.Joystick(index)
            self.pads[pad.get_instance_id()] = pad

    def _meant(self, intent: Intent, now_s: float) -> bool:
        """False for a switch pressed twice at once."""
        if not isinstance(intent, Do) or intent.act in REPEATABLE:
            return True
        last = self.last_s.get(intent.act, -1e9)
        if 0 <= now_s - last < MASH_S:
            return False
        self.last_s[intent.act] = now_s
        return True


def _key(event: pygame.event.Event, keys: dict[int, Intent]) -> list[Intent]:
    mod = getattr(event, "mod", 0)
    table = keys
    if mod & pygame.KMOD_ALT:
        table = ALT_KEYS
    elif mod & pygame.KMOD_CTRL:
        table = CTRL_KEYS
    elif mod & pygame.KMOD_META:
        table = META_KEYS
    if event.key == pygame.K_TAB and mod & pygame.KMOD_SHIFT:
        return [Move(-1, 0)]
    return [table[event.key]] if event.key in table else []


def _mouse(event: pygame.event.Event) -> list[Intent]:
    """A mouse that is a finger in truth is left to the finger's own events."""
    if getattr(event, "touch", False):
        return []
    if event.type == pygame.MOUSEMOTION:
        return [Point(*event.pos)]
    if event.type == pygame.MOUSEWHEEL:
        return [Do(Act.LOUDER if event.y > 0 else Act.QUIETER)] if event.y else []
    if event.button == 1:
        return [Press(*event.pos)]
    return [MOUSE[event.button]] if event.button in MOUSE else []


def _finger(event: pygame.event.Event, size: tuple[int, int]) -> list[Intent]:
    """Finger positions are shares of the window."""
    x, y = event.x * size[0], event.y * size[1]
    return [Press(x, y) if event.type == pygame.FINGERDOWN else Point(x, y)]
