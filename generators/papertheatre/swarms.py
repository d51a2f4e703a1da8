"""How each kind of mote moves and what it looks like; `motes.py` puts them into the air of a set.

A move takes seeds, float (mote, 6) in 0..1, seconds and the air, and gives x, y in stage units, alpha 0..1 and a turn.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from generators.papertheatre.colour import RGB
from generators.papertheatre.shapes import smooth
from generators.papertheatre.wind import carried, gust

GOLDEN: Final = 0.6180339887


@dataclass(frozen=True)
class Air:
    """Where motes are: all in stage units."""

    field: tuple[float, float, float, float]  # left, top, width, height of what can be seen
    source: tuple[float, float]  # the brightest light
    floor: float
    wind: float  # 0..1
    fires: tuple[tuple[float, float], ...]


Placed = tuple[Any, Any, Any, Any]  # x, y, alpha, turn: float (mote,)
Move = Callable[[Any, float, Air], Placed]


@dataclass(frozen=True)
class Swarm:
    """One kind: how many at most, how large in stage units, of which colours, drawn how."""

    move: Move
    count: int
    size: float
    tones: tuple[RGB, ...]
    shape: str = "point"  # point, streak, leaf, ring or glow
    alpha: float = 0.8
    shines: bool = False  # light itself, not lit paper
    path: Any = None  # of a leaf, one unit long


def _wrapped(air: Air, x: Any, y: Any) -> tuple[Any, Any]:
    """Shares of the field, brought back into it when they have left it."""
    left, top, width, height = air.field
    return left + x % 1.0 * width, top + y % 1.0 * height


def _edge(y: Any, air: Air) -> Any:
    """1 in the middle of the field, 0 at its head and foot, where motes come and go."""
    share = (y - air.field[1]) / air.field[3]
    return np.clip(8 * np.minimum(share, 1 - share), 0, 1)


def _near(x: Any, y: Any, air: Air, reach: float) -> Any:
    """1 at the brightest light, 0 further from it than `reach`."""
    away = np.hypot(x - air.source[0], (y - air.source[1]) * 0.8)
    return np.clip(1 - away / reach, 0, 1)


def dust(s: Any, t: float, air: Air) -> Placed:
    """Hangs, sinks a little and turns in the light; out of it nobody sees it."""
    x = s[:, 0] + 0.02 * np.sin(t * (0.2 + 0.3 * s[:, 2]) + 6.3 * s[:, 3]) + t * 0.0025 * (s[:, 4] - 0.3)
    y = s[:, 1] + 0.02 * np.sin(t * (0.17 + 0.2 * s[:, 4]) + 6.3 * s[:, 2]) + t * 0.004 * s[:, 5]
    x, y = _wrapped(air, x, y)
    glint = 0.6 + 0.4 * np.sin(t * (0.5 + s[:, 5]) + 6.3 * s[:, 0])
    return x, y, (0.2 + 0.8 * _near(x, y, air, 6.5)) * glint * _edge(y, air), s[:, 0]


def pollen(s: Any, t: float, air: Air) -> Placed:
    """Specks that the sun lights up; the wind takes them along."""
    x = s[:, 0] - carried(t) * (0.015 + 0.05 * air.wind) * (0.5 + s[:, 2])
    y = s[:, 1] + 0.03 * np.sin(t * (0.25 + 0.2 * s[:, 3]) + 6.3 * s[:, 4]) - t * 0.006 * (s[:, 5] - 0.35)
    x, y = _wrapped(air, x, y)
    glint = 0.55 + 0.45 * np.sin(t * (0.6 + s[:, 4]) + 6.3 * s[:, 5])
    low = np.clip((y - air.floor + 4.5) / 2, 0, 1)  # up in the sky they would be stars
    return x, y, (0.3 + 0.7 * _near(x, y, air, 9.0)) * glint * low * _edge(y, air), s[:, 0]


def embers(s: Any, t: float, air: Air) -> Placed:
    """Rise from the fires, waver, and go out."""
    if not air.fires:
        return pollen(s, t, air)
    fires = np.array(air.fires)[(s[:, 5] * 0.999 * len(air.fires)).astype(int)]
    life = 1.8 + 2.2 * s[:, 2]
    turns = t / life + s[:, 3]
    age = turns % 1.0
    start = (s[:, 0] + np.floor(turns) * GOLDEN) % 1.0 - 0.5
    rise = (1.6 + 1.8 * s[:, 4]) * age ** (0.85)
    x = fires[:, 0] + start * (0.5 + 0.9 * age) + 0.16 * np.sin(age * 7 + 6.3 * s[:, 1]) - air.wind * 1.1 * age**2
    return x, fires[:, 1] + 0.1 - rise, np.clip(1.5 * (1 - age) * np.minimum(1, age * 9), 0, 1), s[:, 0]


def sparks(s: Any, t: float, air: Air) -> Placed:
    """Thrown up in showers some seconds apart; they fall in curves."""
    x0, y0 = air.fires[0] if air.fires else (air.source[0], min(air.source[1], air.floor - 1.0))
    turns = t / 1.9 + 0.12 * s[:, 3]
    age = turns % 1.0 * 1.9
    speed, way = 1.2 + 2.2 * s[:, 2], math.pi * (0.12 + 0.76 * ((s[:, 0] + np.floor(turns) * GOLDEN) % 1.0))
    vx, vy = np.cos(way) * speed, -np.sin(way) * speed
    fallen = 2.6 * age
    alpha = np.clip(1.2 - age / (0.5 + 0.5 * s[:, 4]), 0, 1)
    return x0 + vx * age, y0 + vy * age + fallen * age / 2, alpha, np.arctan2(vy + fallen, vx)


def leaves(s: Any, t: float, air: Air) -> Placed:
    """Sail down and turn over; gusts carry them off."""
    fall = 0.035 + 0.03 * s[:, 2]
    swing = 0.018 * np.sin(t * (0.9 + 0.7 * s[:, 3]) + 6.3 * s[:, 4])
    x, y = _wrapped(air, s[:, 0] - carried(t) * (0.03 + 0.22 * air.wind) * (0.7 + 0.6 * s[:, 5]) + swing,
                    s[:, 1] + t * fall - 0.4 * swing)  # fmt: skip
    turn = t * (0.5 + 1.4 * s[:, 3]) * np.where(s[:, 4] > 0.5, 1, -1) * (0.6 + air.wind) + 6.3 * s[:, 5]
    return x, y, 0.98 * _edge(y, air) ** 0.3, turn


def bubbles(s: Any, t: float, air: Air) -> Placed:
    """Rise in strings, wavering, the large ones faster; `turn` is their size."""
    string = np.floor(s[:, 0] * 5) / 5 + 0.07
    waver = 0.006 * np.sin(t * (1.6 + s[:, 3]) + 6.3 * s[:, 4])
    x, y = _wrapped(air, string + 0.05 * (s[:, 5] - 0.5) + waver, s[:, 1] - t * (0.05 + 0.07 * s[:, 2]))
    return x, y, (0.5 + 0.5 * s[:, 4]) * _edge(y, air), s[:, 2]


def fireflies(s: Any, t: float, air: Air) -> Placed:
    """Wander near the ground; each shines and pauses in its own slow time."""
    left, _, width, _ = air.field
    x = left + (s[:, 0] + 0.05 * np.sin(t * 0.23 + 6.3 * s[:, 1]) + 0.03 * np.sin(t * 0.61 + 6.3 * s[:, 2])) * width
    y = air.floor - 0.2 - 3.2 * s[:, 3] ** 1.5 + 0.3 * np.sin(t * 0.37 + 6.3 * s[:, 4])
    return x, y, np.clip(np.sin(t * (0.7 + 0.5 * s[:, 5]) + 6.3 * s[:, 0]), 0, 1) ** 1.5, s[:, 0]


def spray(s: Any, t: float, air: Air) -> Placed:
    """Torn from the crests and blown along."""
    life = 0.9 + 0.6 * s[:, 2]
    turns = t / life + s[:, 3]
    age = turns % 1.0
    left, _, width, _ = air.field
    x = left + ((s[:, 0] + np.floor(turns) * GOLDEN) % 1.0 * 1.2) * width - age * life * (2.2 + 2.0 * gust(t))
    up = (1.1 + 1.5 * s[:, 4]) * life
    y = air.floor - 0.1 - 1.3 * s[:, 5] - up * age + 1.5 * up * age**2
    return x, y, np.clip(1.3 * (1 - age), 0, 1), s[:, 0]


LEAF: Final = smooth([(-0.5, 0.0), (-0.2, -0.24), (0.2, -0.2), (0.62, 0.02), (0.2, 0.2), (-0.2, 0.2)])
PETAL: Final = smooth([(-0.4, 0.0), (-0.1, -0.3), (0.35, -0.22), (0.42, 0.0), (0.35, 0.22), (-0.1, 0.3)])
MOVES: Final[dict[str, Swarm]] = {
    "dust": Swarm(dust, 90, 0.034, ((255, 236, 200),), alpha=0.75, shines=True),
    "pollen": Swarm(pollen, 70, 0.036, ((255, 244, 200),), alpha=0.7, shines=True),
    "embers": Swarm(embers, 44, 0.05, ((255, 168, 74), (255, 112, 48)), alpha=0.95, shines=True),
    "sparks": Swarm(sparks, 60, 0.09, ((255, 214, 130), (255, 160, 70)), "streak", 0.95, shines=True),
    "leaves": Swarm(leaves, 30, 0.32, ((206, 120, 50), (186, 78, 44), (214, 164, 66)), "leaf", alpha=1.0, path=LEAF),
    "petals": Swarm(leaves, 40, 0.21, ((246, 206, 214), (250, 232, 228)), "leaf", alpha=1.0, path=PETAL),
    "bubbles": Swarm(bubbles, 46, 0.1, ((214, 238, 240),), "ring", 0.75, shines=True),
    "fireflies": Swarm(fireflies, 34, 0.26, ((206, 240, 120),), "glow", shines=True),
    "spray": Swarm(spray, 110, 0.045, ((226, 236, 236),), alpha=0.7),
}
