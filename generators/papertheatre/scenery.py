"""A set in the making: what the builders in `sets` fill with sheets, lamps and a floor for the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal

from generators.papertheatre.colour import RGB
from generators.papertheatre.light import Beam, Glow, Light
from generators.papertheatre.paper import Cut, Sheet, Sway

Span = tuple[float, float]  # stage units: left, right


@dataclass(frozen=True)
class Top:
    """A place where one thing may stand: mostly on a table or a shelf."""

    x: float
    y: float
    depth: float


@dataclass(frozen=True)
class Seat:
    """What somebody may sit on, or lie on."""

    x: float
    height: float  # of the seat above the figures' floor, stage units
    pillow: int = 0  # of a bed: -1 at its left end, 1 at its right; 0: no bed


@dataclass
class Scenery:
    """One place, its paper still uncut. x and y are stage units (camera.py)."""

    rng: Random
    half: float  # half the stage's width in a wide picture
    light: Light
    daylight: Light  # out of doors; inside, what the windows look out on is lit by it
    words: str  # all that is said about the place, lower case
    seed: int  # of the place; chance after building comes from it, never from `rng`
    sheets: list[Sheet] = field(default_factory=list)  # behind the figures, furthest first
    front: list[Sheet] = field(default_factory=list)  # before the figures
    glows: list[Glow] = field(default_factory=list)
    beams: list[Beam] = field(default_factory=list)
    flares: list[Glow] = field(default_factory=list)  # inside: what far lightning throws in through the windows
    floor: float = 8.05  # where the figures' feet stand
    slope: float = 0.0  # the floor rises by this much per unit to the right
    tall: float = 2.75  # height of a grown figure
    reach: tuple[float, float] = (-0.62, 0.62)  # where placements -1 and 1 are, as shares of `half`
    bob: Sway | None = None  # what figures stand on moves (a boat, a deck)
    horizon: float = 5.6
    back: float = 7.1  # where the back wall meets the floor
    open_sky: bool = True
    sheltered: bool = False  # no weather of any kind comes here: under water, in space
    stars: float = 0.0
    seated: float | None = None  # figures sit with their hips this far above the floor (a boat's bench)
    props: set[str] = field(default_factory=set)  # what the set already shows
    beyond: bool = False  # while True, sheets are hung outside: the day lights them, not the room's lamps
    opening: tuple[float, float, float, float] | None = None  # left, top, right, foot of what is seen of the outside
    tops: list[Top] = field(default_factory=list)  # tables and shelves with room on them
    seats: list[Seat] = field(default_factory=list)  # chairs, benches, beds near the figures
    busy: list[Span] = field(default_factory=list)  # parts of the floor that furniture stands on, or before it
    doors: list[float] = field(default_factory=list)  # x of doors that figures come in by and open
    walls: list[Span] = field(default_factory=list)  # parts of the back wall that are bare, at the height of pictures
    motes: set[str] = field(default_factory=set)  # what is in the air: the kinds that motes.py draws

    @property
    def span(self) -> float:
        """How far from the middle sheets must reach."""
        return self.half * 1.12 + 3.0

    def sheet(self, depth: float, *cuts: Cut, front: bool = False, **options: Any) -> None:
        """Hang cuts at `depth`; `options` are Sheet's."""
        if self.beyond:
            options = {"outside": True, "crop": self.opening, **options}
        (self.front if front else self.sheets).append(Sheet(depth, tuple(cuts), **options))

    @contextmanager
    def outside(self, sun: tuple[float, float]) -> Iterator[None]:
        """What is hung meanwhile is seen through the windows, sun or moon at `sun`."""
        room = self.light
        self.light, self.beyond = replace(self.daylight, source=sun), True
        with self.aside("outside"):
            yield
        self.light, self.daylight, self.beyond = room, self.light, False

    def says(self, pattern: str) -> bool:
        """Whether the words speak of it (a regular expression of whole words)."""
        return re.search(rf"\b(?:{pattern})\b", self.words) is not None

    @contextmanager
    def aside(self, name: str) -> Iterator[None]:
        """Chance of its own for what only some hours or weathers bring: the place itself is dealt the same in all."""
        own, self.rng = self.rng, Random(f"{self.seed}|{name}|{len(self.sheets)}")
        yield
        self.rng = own

    def light_at(self, x: float, y: float, reach: float = 7.0) -> None:
        """The brightest light of this set stands at (x, y)."""
        self.light = replace(self.light, source=(x, y), reach=reach)

    def sun_away(self, side: int) -> None:
        """Sun or moon stand on the other side than `side`, where the set has its own great thing."""
        x, y = self.light.source
        self.light = replace(self.light, source=(-side * abs(x), y))

    def lamp(
        self,
        x: float,
        y: float,
        depth: float,
        radius: float = 1.6,
        colour: RGB = (255, 190, 98),
        strength: float = 0.62,
        flicker: float = 0.1,
    ) -> None:
        """A practical lamp: a warm core and a wide faint light around it."""
        seed = (self.seed + 7919 * len(self.glows)) % (1 << 16)
        self.glows.append(Glow(x, y, depth, radius, colour, strength, flicker, seed))
        self.glows.append(Glow(x, y, depth, radius * 0.28, (255, 236, 190), min(1.0, strength * 1.2), 0.0, seed))


def mirrored_side(s: Scenery) -> Literal[-1, 1]:
    """Left or right, by the set's own chance."""
    return 1 if s.rng.random() < 0.5 else -1
