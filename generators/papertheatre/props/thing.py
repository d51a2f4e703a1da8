"""What a thing is: a drawing, the room it needs, and where such a thing belongs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from generators.papertheatre.colour import RGB
from generators.papertheatre.paper import Sway
from generators.papertheatre.pieces import Piece

Stand = Literal["floor", "top", "wall", "hung", "sky"]
SWING: Final = Sway(0.03, 0.0, 2.4)


@dataclass(frozen=True)
class Shine:
    """The light of a thing that burns; (x, y) and radius in stage units from its foot."""

    x: float
    y: float
    radius: float
    colour: RGB = (255, 190, 98)
    strength: float = 0.6  # by night; by day half of it
    flicker: float = 0.1


@dataclass(frozen=True)
class Thing:
    """A drawing around its foot (floor, top), its middle (wall, sky) or its hook (hung), for figures 3 units tall."""

    wide: float  # stage units
    tall: float
    pieces: tuple[Piece, ...]
    stands: Stand = "floor"
    only: Literal["", "in", "out"] = ""
    moving: tuple[Piece, ...] = ()  # sway by themselves: a cloth, a pendulum, a flame
    sway: Sway = SWING
    shine: Shine | None = None
    front: bool = True  # may be walked in front of; False: as far back as the wall
