"""A monkey at every input: keys, mouse, touch, pads, the size of the window. The same seed is the same monkey.

It acts in show time, so that a show at twenty times the speed is played with just as much.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pygame

from runtime.player.input import BUTTONS, KEYS

Size = tuple[int, int]
Event = pygame.event.Event

SIZES: tuple[Size, ...] = ((160, 90), (320, 180), (241, 517), (640, 200), (854, 480), (500, 500), (1280, 720))
ODD_EVERY_S, ODD_FOR_S = 45.0, 3.0  # how often the window is odd, and for how long
SELDOM = 0.01  # share of acts that write a file or close the window
_MODS = (0, 0, 0, 0, pygame.KMOD_SHIFT, pygame.KMOD_ALT, pygame.KMOD_CTRL, pygame.KMOD_META)
_STRANGE = (0, -1, 2**31 - 1, pygame.K_q, pygame.K_F1, pygame.K_LALT, pygame.K_z)  # keys that mean nothing


class Monkey:
    """`events` are what it has done since it was asked last, `size` is how large it drags the window."""

    def __init__(self, seed: int, home: Size, per_s: float = 2.0) -> None:
        self._chance = random.Random(seed)
        self._home, self._per_s = home, per_s
        self._next_s: float | None = None
        self._odd: Size = home
        self._odd_from_s = 0.0
        self.acts = 0

    def events(self, now_s: float, size: Size) -> list[Event]:
        """Every act that is due."""
        self._next_s = now_s if self._next_s is None else self._next_s
        found: list[Event] = []
        while self._next_s <= now_s:
            self._next_s += self._chance.expovariate(self._per_s)
            found += self._act(size)
            self.acts += 1
        return found

    def size(self, now_s: float) -> Size:
        """The window's size: most of the time as it was at first."""
        if now_s - self._odd_from_s >= ODD_EVERY_S:
            self._odd_from_s, self._odd = now_s, self._chance.choice(SIZES)
        return self._odd if now_s - self._odd_from_s < ODD_FOR_S else self._home

    def _act(self, size: Size) -> list[Event]:
        if self._chance.random() < SELDOM:
            return [self._chance.choice((Event(pygame.QUIT), _key(pygame.K_F12), _key(pygame.K_F4, pygame.KMOD_ALT)))]
        makers: tuple[Callable[[Size], list[Event]], ...] = (self._keys, self._mouse, self._touch, self._pad)
        return self._chance.choices(makers, (5, 2, 1, 2))[0](size)

    def _keys(self, _size: Size) -> list[Event]:
        known = [code for code in KEYS if code != pygame.K_F12]
        code = self._chance.choice(known if self._chance.random() < 0.9 else _STRANGE)
        mod = self._chance.choice(_MODS)
        return [_key(code, mod)] * (self._chance.randint(5, 30) if self._chance.random() < 0.02 else 1)

    def _mouse(self, size: Size) -> list[Event]:
        place = self._place(size)
        moved = Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(0, 0, 0), touch=False)
        if self._chance.random() < 0.2:
            return [moved, Event(pygame.MOUSEWHEEL, x=0, y=self._chance.randint(-3, 3))]
        button = self._chance.choice((1, 1, 1, 1, 2, 3, 8, 99))
        return [moved, Event(pygame.MOUSEBUTTONDOWN, pos=place, button=button, touch=False)]

    def _touch(self, _size: Size) -> list[Event]:
        """Fingers, several at once, some of them beside the glass."""
        kinds = (pygame.FINGERDOWN, pygame.FINGERMOTION, pygame.FINGERUP)
        return [
            Event(
                self._chance.choice(kinds), x=self._chance.uniform(-0.1, 1.1), y=self._chance.uniform(-0.1, 1.1),
                finger_id=finger, touch_id=1, dx=0.0, dy=0.0,
            )
            for finger in range(self._chance.randint(1, 3))
        ]  # fmt: skip

    def _pad(self, _size: Size) -> list[Event]:
        kind = self._chance.randrange(4)
        if kind == 0:
            return [Event(pygame.JOYHATMOTION, value=self._chance.choice(((1, 0), (-1, 0), (0, 1), (0, -1), (0, 0))))]
        if kind == 1:
            value = self._chance.choice((-1.0, 0.0, 0.0, 0.7, 1.0, 5.0))
            return [Event(pygame.JOYAXISMOTION, instance_id=0, axis=self._chance.randrange(6), value=value)]
        if kind == 2:
            return [Event(pygame.JOYDEVICEREMOVED, instance_id=self._chance.randrange(3))]
        return [Event(pygame.JOYBUTTONDOWN, button=self._chance.choice((*BUTTONS, 40)), instance_id=0)]

    def _place(self, size: Size) -> tuple[float, float]:
        return self._chance.uniform(-20, size[0] + 20), self._chance.uniform(-20, size[1] + 20)


def _key(code: int, mod: int = 0) -> Event:
    return Event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0)
