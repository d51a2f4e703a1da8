"""Who comes to a kiosk: visitors who play, mash, cannot decide, switch languages, fall asleep, leave, come back.

Each is a coroutine that acts and yields how many seconds of show it then waits; when it is over, nobody is there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pygame

from runtime.kiosk.states import Phase
from tests.soak.day.room import Room
from tests.soak.monkey import Monkey

Stay = Iterator[float]
PAUSE_S = (2.0, 14.0)  # between two visitors
LATE_S = 10.0  # of show, beyond the rule, until a kiosk counts as stuck: half a real second at twenty times the speed


def _mash(room: Room, chance: random.Random, seconds: float, per_s: float) -> Stay:
    """Anything at all, at every input there is."""
    monkey = Monkey(chance.randrange(1 << 30), room.size, per_s)
    waited_s = 0.0
    while waited_s < seconds:
        room.send(*monkey.events(waited_s, room.size))
        step_s = chance.uniform(0.3, 1.5) / per_s
        waited_s += step_s
        yield step_s


def _enter(room: Room, chance: random.Random, language: str = "") -> Stay:
    """The first touch, in a language, and a pick from the menu."""
    if not (language and room.touch(f"kiosk:language:{language}")):
        room.touch()
    yield chance.uniform(0.8, 2.5)
    shows = room.targets("kiosk:show:")
    if shows:
        room.touch(chance.choice(shows))
        yield chance.uniform(0.5, 2.0)


def player(room: Room, chance: random.Random) -> Stay:
    yield from _enter(room, chance)
    yield from _mash(room, chance, chance.uniform(15, 50), 0.6)


def masher(room: Room, chance: random.Random) -> Stay:
    yield from _mash(room, chance, chance.uniform(5, 20), 6.0)


def polyglot(room: Room, chance: random.Random) -> Stay:
    """Asks for every language, one after another, and plays in the last."""
    for language in chance.sample(("en", "fr", "de"), 3):
        yield from _enter(room, chance, language)
        yield chance.uniform(2, 6)
        yield from _leave(room)
    yield from _enter(room, chance, "fr")
    yield from _mash(room, chance, chance.uniform(5, 15), 0.5)


def two_handed(room: Room, chance: random.Random) -> Stay:
    """Two things at once, again and again."""
    yield from _enter(room, chance)
    for _ in range(chance.randint(2, 6)):
        options = room.targets("option:") or room.targets("kiosk:") or [""]
        room.touch(chance.choice(options))
        room.touch(chance.choice(options))
        room.send(_key(chance.choice((pygame.K_1, pygame.K_2, pygame.K_RETURN))))
        yield chance.uniform(1, 5)


def leaver(room: Room, chance: random.Random) -> Stay:
    """Looks in, and leaves as one should."""
    yield from _enter(room, chance)
    yield chance.uniform(3, 15)
    yield from _leave(room)


def pauser(room: Room, chance: random.Random) -> Stay:
    """Pauses, turns everything up and about, and walks off."""
    yield from _enter(room, chance)
    yield 3.0
    for code in (pygame.K_p, pygame.K_a, pygame.K_DOWN, pygame.K_RETURN, pygame.K_RETURN, pygame.K_m, pygame.K_PLUS):
        room.send(_key(code))
        yield chance.uniform(0.5, 2)


def wanderer(room: Room, chance: random.Random) -> Stay:
    """One touch, and gone."""
    room.touch()
    yield chance.uniform(0.0, 1.0)


def returner(room: Room, chance: random.Random) -> Stay:
    """Goes away until it is asked for, and comes back in time, or just too late."""
    yield from _enter(room, chance)
    for _ in range(60):
        if room.loop.hud.layer.why is not None or room.phase is not Phase.VISIT:
            break
        yield 1.0
    yield chance.uniform(0, 24)
    if not room.touch("kiosk:stay"):
        room.touch()
    yield from _mash(room, chance, chance.uniform(3, 10), 0.6)


def patient(room: Room, chance: random.Random) -> Stay:
    """Plays to the end, choice by choice, as far as the house allows."""
    yield from _enter(room, chance)
    for _ in range(90):
        if room.phase is not Phase.VISIT:
            return
        room.touch("kiosk:stay")
        if options := room.targets("option:"):
            room.touch(chance.choice(options))
        elif chance.random() < 0.3:
            room.send(_key(pygame.K_s))
        yield 1.5


def leaner(room: Room, chance: random.Random) -> Stay:
    """Lays the pad down with its stick pushed, and goes."""
    yield from _enter(room, chance)
    room.send(pygame.event.Event(pygame.JOYAXISMOTION, instance_id=0, axis=1, value=1.0))
    yield 1.0


def _leave(room: Room) -> Stay:
    """By the pause page, by the menu's way back, by the question."""
    if room.phase is Phase.VISIT and not room.touch("kiosk:leave"):
        room.send(_key(pygame.K_ESCAPE))
        yield 1.0
        room.touch("pause:quit")
        yield 1.5
    elif room.touch("kiosk:leave"):
        yield 1.5
    if room.touch("kiosk:leave"):
        yield 1.5


KINDS: dict[Callable[[Room, random.Random], Stay], int] = {
    player: 8, masher: 4, polyglot: 2, two_handed: 4, leaver: 4, pauser: 3, wanderer: 5, returner: 3, patient: 3,
    leaner: 1,
}  # fmt: skip


@dataclass
class Crowd:
    """One visitor after another, as long as it is open; each is seen off until the kiosk attracts again."""

    room: Room
    chance: random.Random
    closes_s: float  # nobody comes after that
    visitors: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    returns_s: list[float] = field(default_factory=list)  # from the last input until it attracted
    stuck: list[str] = field(default_factory=list)
    _guest: Stay | None = None
    _who: str = ""
    _next_s: float = 0.0
    _last_s: float = 0.0  # of the last input that a pass has heard
    _seen_off: bool = True

    def move(self, now_s: float) -> None:
        """Before a pass of the loop."""
        if now_s < self._next_s:
            return
        if self._guest is None:
            if self._seen_off and self.room.phase is Phase.ATTRACT and now_s < self.closes_s:
                self._invite()
            return
        try:
            self._next_s = now_s + next(self._guest)
        except StopIteration:
            self._guest, self._seen_off = None, False

    def _invite(self) -> None:
        come = self.chance.choices(list(KINDS), list(KINDS.values()))[0]
        self._who, self._guest = come.__name__, come(self.room, random.Random(self.chance.random()))
        self.visitors += 1
        self.kinds[self._who] = self.kinds.get(self._who, 0) + 1

    def look(self, now_s: float) -> None:
        """After a pass that saw the clock at `now_s`."""
        if self.room.posted or self.room.loop.desk.is_open:  # an operator's page keeps a visitor's place
            self.room.posted, self._last_s = False, now_s
        if self._guest is not None or self._seen_off:
            return
        waited_s = now_s - self._last_s
        if self.room.phase in (Phase.ATTRACT, Phase.CLOSED):
            self.returns_s.append(waited_s)
            self._leave_behind(now_s)
        elif waited_s > self.bound_s + LATE_S:
            self.stuck.append(f"{self._who} at {now_s:.0f} s: {self.room.phase.value}")
            self.room.send(_key(pygame.K_ESCAPE))
            self._leave_behind(now_s)

    def _leave_behind(self, now_s: float) -> None:
        """Somebody tidies up: whatever lay on the stick is taken away."""
        self.room.send(*(pygame.event.Event(pygame.JOYAXISMOTION, instance_id=0, axis=n, value=0.0) for n in (0, 1)))
        self._seen_off, self._next_s = True, now_s + self.chance.uniform(*PAUSE_S)

    @property
    def bound_s(self) -> float:
        """Seconds after the last input by which a kiosk attracts, whatever happens."""
        return self.room.loop.house.config.rules(menu=True).back_within_s


def _key(code: int) -> pygame.event.Event:
    return pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode="", scancode=0)
